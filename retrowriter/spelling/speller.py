"""A dictionary at work: which words of a text are wrong, what may have been meant. The only importer of hunspell."""

import difflib
from functools import lru_cache
from pathlib import Path

import regex
from hunspell import Hunspell

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.spelling.words import LONGEST, Rules, Word, WordList, words

_NAME = regex.compile(r"[a-z]{2}_[A-Z]{2}")
_MOST_SUGGESTIONS = 8
_CACHED = 50_000
# First, 21st, the 1990s: right without a dictionary.
_NUMBERED = regex.compile(r"\d+(?:st|nd|rd|th|s|'s)", regex.IGNORECASE)

Span = tuple[int, int]


class Speller:
    """Checks words against one dictionary and the writer's own words."""

    def __init__(self, language: str, personal: WordList) -> None:
        """Loads the dictionary.

        Raises:
            UserError: code dictionary_missing; there is no such dictionary, or it cannot be read.
        """
        folder = paths.assets_dir() / "dictionaries"
        if not _NAME.fullmatch(language):
            raise UserError("dictionary_missing", f"There is no dictionary {language[:40]}.")
        try:
            self._hunspell = Hunspell(language, hunspell_data_dir=str(folder))
            self._extra = WordList(_lines(folder / "extra.txt"))
        except OSError as error:
            raise UserError(
                "dictionary_missing", f"The dictionary {language} cannot be read.", "Set the program up again."
            ) from error
        self._personal = personal
        self._known = lru_cache(_CACHED)(self._look_up)

    def wrong(self, text: str, rules: Rules) -> list[Span]:
        """Where the words of `text` stand that are wrong."""
        return [span for word in words(text, rules) for span in self._wrong_parts(word)]

    def is_right(self, word: str) -> bool:
        """Whether a word is in the dictionary or one of the writer's."""
        return word in self._personal or self._known(word)

    def suggest(self, word: str) -> list[str]:
        """What may have been meant, likeliest first."""
        if len(word) > LONGEST:
            return []
        own = difflib.get_close_matches(word, list(self._personal), 2, 0.75)
        found = [*own, *self._hunspell.suggest(word)]
        if word[:1].isupper() and word[1:].islower():
            # Hunspell looks among names first; most words have their capital from the sentence.
            found = [*own, *(each[:1].upper() + each[1:] for each in self._hunspell.suggest(word.lower())), *found]
        return list(dict.fromkeys(found))[:_MOST_SUGGESTIONS]

    def _wrong_parts(self, word: Word) -> list[Span]:
        if self.is_right(word.text):
            return []
        if "-" not in word.text or len(word.text) != word.end - word.start:
            return [(word.start, word.end)]
        # A word with a hyphen is right when its parts are.
        spans: list[Span] = []
        start = word.start
        for part in word.text.split("-"):
            if len(part) > 1 and not part.isdecimal() and not self.is_right(part):
                spans.append((start, start + len(part)))
            start += len(part) + 1
        return spans

    def _look_up(self, word: str) -> bool:
        if len(word) > LONGEST:
            return False
        return bool(self._hunspell.spell(word)) or word in self._extra or _NUMBERED.fullmatch(word) is not None


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split()
