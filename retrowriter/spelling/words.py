"""The words of a text that a spelling checker looks at, and where they stand."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
import regex

# Longer ones are no words; Hunspell itself takes at most 100 bytes.
LONGEST = 48

_CHUNK = regex.compile(r"[^\s\uFFFC]+")
_EDGES = "()[]{}<>\"'“”„‘’«»,.;:!?…*_–—"
_ADDRESS = regex.compile(
    r"""
    .*(?:://|@|\\).*              # addresses of the network, of mail, paths of DOS
    | ~?/.+                       # paths of Unix
    | www\..+
    | [\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+   # names of files and computers, and "e.g"
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Letters and digits with what holds a word together: apostrophes, hyphens (also those that end no line), soft hyphens.
_WORD = regex.compile(
    r"[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD]*(?:['’\-\u2010\u2011][\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD]*)*"
)
_LATIN = regex.compile(r"[\p{Latin}\p{M}\p{Common}]+")
_DIGIT = regex.compile(r"\p{N}")
_SAME = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-", "\u00ad": None})


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked at.

    Attributes:
        language: name of the dictionary.
        capitals: also words that are all capitals.
        digits: also words with digits in them.
    """

    language: str = "en_US"
    capitals: bool = False
    digits: bool = False


@dataclass(frozen=True)
class Word:
    """A word in a text.

    Attributes:
        start, end: where it stands, in characters of the text.
        text: as a dictionary has it: plain apostrophes and hyphens, composed letters.
    """

    start: int
    end: int
    text: str


class WordList:
    """Words that are right whatever the dictionary says.

    A word counts as it stands, and with a capital in front or all in capitals, and with "'s" behind.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = {plain(word) for word in words}

    def __contains__(self, word: str) -> bool:
        if not self._words:
            return False
        word = plain(word)
        if word.endswith(("'s", "'S")) and word[:-2] in self:
            return True
        if word in self._words or word[:1].lower() + word[1:] in self._words:
            return True
        return word.isupper() and any(word == own.upper() for own in self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._words))

    def add(self, word: str) -> None:
        """Takes a word in."""
        self._words.add(plain(word))

    def discard(self, word: str) -> None:
        """Takes a word out, if it is there."""
        self._words.discard(plain(word))


def plain(word: str) -> str:
    """A word as a dictionary has it."""
    return unicodedata.normalize("NFC", word.translate(_SAME))


def words(text: str, rules: Rules) -> Iterator[Word]:
    """The words of a text that are to be checked; addresses, numbers and words of other scripts are none of them."""
    for chunk in _CHUNK.finditer(text):
        core = chunk.group().strip(_EDGES)
        if not core or _ADDRESS.fullmatch(core):
            continue
        for match in _WORD.finditer(text, chunk.start(), chunk.end()):
            word = plain(match.group())
            if _is_checked(word, rules):
                yield Word(match.start(), match.end(), word)


def _is_checked(word: str, rules: Rules) -> bool:
    if len(word) < 2 or not _LATIN.fullmatch(word):
        return False
    if _DIGIT.search(word) and (not rules.digits or not any(letter.isalpha() for letter in word)):
        return False
    return rules.capitals or not (word.isupper() or (word.endswith("'s") and word[:-2].isupper()))
