"""Verbatim copying: the longest run of words that a text shares with the training set."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

GRAM = 10
LONG_RUN = 30
STOCK_DOCUMENTS = 3

_WORD = re.compile(r"[A-Za-z0-9]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Copied:
    """The longest run shared with the training set.

    Attributes:
        words: length of the run, 0 when under GRAM; text: the run, in small letters without punctuation.
        documents: in how many training documents it stands (or its first LONG_RUN words, when it is longer).
    """

    words: int
    text: str
    documents: int

    @property
    def is_stock(self) -> bool:
        """A form of words that stands in several documents: licences, notices, headers of a series."""
        return self.documents >= STOCK_DOCUMENTS


class TrainingSet:
    """The training set's words, indexed by the hashes of all runs of GRAM words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ids: dict[str, int] = {}
        stream: list[int] = []
        owners: list[int] = []
        for number, text in enumerate(texts):
            known = [self._ids.setdefault(word, len(self._ids) + 1) for word in _WORD.findall(text.lower())]
            stream += [*known, 0]  # 0 separates documents and matches nothing
            owners += [number] * (len(known) + 1)
        self._words = np.asarray(stream, dtype=np.int32)
        self._owners = np.asarray(owners, dtype=np.int32)
        hashes = _hashes(self._words, GRAM)
        self._order = np.argsort(hashes, kind="stable")
        self._sorted = hashes[self._order]

    def longest(self, text: str) -> tuple[Copied, Copied]:
        """The longest run that isn't a stock form, and the longest of all."""
        words = _WORD.findall(text.lower())
        ids = np.asarray([self._ids.get(word, -1 - place) for place, word in enumerate(words)], dtype=np.int32)
        best = outside = Copied(0, "", 0)
        if len(ids) < GRAM or len(self._words) < GRAM:
            return outside, best
        hashes = _hashes(ids, GRAM)
        left = np.searchsorted(self._sorted, hashes, "left")
        right = np.searchsorted(self._sorted, hashes, "right")
        covered: dict[int, int] = defaultdict(int)  # diagonal -> end of the run already measured on it
        for start in np.flatnonzero(right > left):
            longest, places = 0, []
            for place in self._order[left[start] : right[start]][:2000]:
                diagonal = int(place) - int(start)
                if covered[diagonal] > start:
                    continue
                length = self._length(ids, int(start), int(place))
                covered[diagonal] = int(start) + length
                longest = max(longest, length)
                places.append((int(place), length))
            if longest <= outside.words:
                continue
            enough = min(longest, LONG_RUN)
            documents = len({int(self._owners[place]) for place, length in places if length >= enough})
            found = Copied(longest, " ".join(words[start : start + longest]), documents)
            best = max(best, found, key=lambda one: one.words)
            if not found.is_stock:
                outside = found
        return outside, best

    def _length(self, ids: np.ndarray, start: int, place: int) -> int:
        most = min(len(ids) - start, len(self._words) - place)
        differs = np.flatnonzero(ids[start : start + most] != self._words[place : place + most])
        return int(differs[0]) if len(differs) else most


def _hashes(ids: np.ndarray, length: int) -> np.ndarray:
    """A 64-bit hash of each run of `length` ids (polynomial, modulo 2**64)."""
    if len(ids) < length:
        return np.zeros(0, dtype=np.uint64)
    count = len(ids) - length + 1
    values = ids.astype(np.int64).astype(np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(length):
            total = total * _MULTIPLIER + values[offset : offset + count] * np.uint64(0xBF58476D1CE4E5B9)
            total ^= total >> np.uint64(29)
    return total
