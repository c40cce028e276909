"""Counting a text: words, characters, paragraphs, sentences, and how easily it reads.

The readability figures are Rudolf Flesch's reading ease (0 very hard to 100 very easy) and Kincaid's grade (years at an
American school). Both are made for English; syllables are estimated from the spelling.
"""

from collections import Counter
from dataclasses import dataclass, fields

import regex

_WORD = regex.compile(r"[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’.,:/@_-](?=[\p{L}\p{N}]))*")
# Words that end with a point and end no sentence.
_ABBREVIATIONS = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "st", "jr", "sr", "co", "inc", "ltd", "corp", "dept"),
        *("no", "vol", "ext", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "u.s"),
    }
)
_SENTENCE_END = regex.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_VOWELS = regex.compile(r"[aeiouy]+")
_SILENT = regex.compile(r"(?:[^laeiouy]|[aeiouy]l)e$|(?:[^laeiouyscgxz]|[aeiouy]l)(?<!ch|sh)es$|[^dt]ed$")


@dataclass(frozen=True)
class Statistics:
    """What was counted.

    Attributes:
        words, sentences, syllables: of them; paragraphs: those with something in them.
        characters: all but the ends of paragraphs; letters: those that are no white space.
    """

    words: int = 0
    characters: int = 0
    letters: int = 0
    paragraphs: int = 0
    sentences: int = 0
    syllables: int = 0

    def __add__(self, other: "Statistics") -> "Statistics":
        return Statistics(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def words_per_sentence(self) -> float:
        """Words in a sentence on average."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def letters_per_word(self) -> float:
        """Characters in a word on average."""
        return self.letters / self.words if self.words else 0.0

    @property
    def sentences_per_paragraph(self) -> float:
        """Sentences in a paragraph on average."""
        return self.sentences / self.paragraphs if self.paragraphs else 0.0

    @property
    def reading_ease(self) -> float | None:
        """Flesch's figure, 0 to 100; None where there is nothing to read."""
        if not self.words:
            return None
        ease = 206.835 - 1.015 * self.words_per_sentence - 84.6 * self.syllables / self.words
        return min(max(ease, 0.0), 100.0)

    @property
    def grade(self) -> float | None:
        """Kincaid's figure, years at school; None where there is nothing to read."""
        if not self.words:
            return None
        return max(0.0, 0.39 * self.words_per_sentence + 11.8 * self.syllables / self.words - 15.59)


def count(text: str) -> Statistics:
    """Counts a text whose paragraphs end with line feeds."""
    words = _WORD.findall(text)
    paragraphs = [line for line in text.split("\n") if line.strip()]
    letters = len("".join(text.split()))
    return Statistics(
        words=len(words),
        characters=len(text) - text.count("\n"),
        letters=letters,
        paragraphs=len(paragraphs),
        sentences=sum(_sentences(paragraph) for paragraph in paragraphs),
        syllables=sum(syllables(word) * number for word, number in Counter(words).items()),
    )


def syllables(word: str) -> int:
    """An estimate of the syllables of an English word; figures are read as words of one."""
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    if groups > 1 and _SILENT.search(word):
        groups -= 1
    return max(1, groups)


def _sentences(paragraph: str) -> int:
    ends, last_end = 0, 0
    for end in _SENTENCE_END.finditer(paragraph):
        before = paragraph[last_end : end.start()].rsplit(None, 1)
        word = before[-1].lower().lstrip("(\"'“‘") if before else ""
        initial = len(word) == 1 and word.isalpha() and word != "i"
        if end.group() != "." or not (word in _ABBREVIATIONS or initial):
            ends += 1
            last_end = end.end()
    # A heading, and often a last line, has no full stop.
    return ends + 1 if _WORD.search(paragraph, last_end) or not ends else ends
