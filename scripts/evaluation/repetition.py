"""Repetition: rep-n and distinct-n, and loops from which a text doesn't come out.

rep-n is the share of word n-grams that have already stood in the text (Welleck et al. 2020); distinct-n the share of
different ones (Li et al. 2016).
"""

import re
from collections import Counter
from itertools import pairwise

LOOP_LENGTH = 8
LOOP_TIMES = 3
SAME_LINES = 8

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")


def words(text: str) -> list[str]:
    """The words of the text in small letters, without punctuation."""
    return [word.lower() for word in _WORD.findall(text)]


def grams(text: str, n: int) -> list[tuple[str, ...]]:
    """The word n-grams of the text in order."""
    all_words = words(text)
    return [tuple(all_words[start : start + n]) for start in range(len(all_words) - n + 1)]


def rep(text: str, n: int = 4) -> float:
    """Share of n-grams that repeat an earlier one, 0 to 1."""
    found = grams(text, n)
    return 1 - len(set(found)) / len(found) if found else 0.0


def distinct(text: str, n: int = 2) -> float:
    """Share of n-grams that are different ones, 0 to 1; 1 for a text too short to have any."""
    found = grams(text, n)
    return len(set(found)) / len(found) if found else 1.0


def has_loop(text: str) -> bool:
    """True when a line of words stands three times in a row, or when a run of eight words stands three times.

    Lines without three letters (rules, blanks to fill in) count only when eight of them stand in a row.
    """
    every = [line.strip() for line in text.splitlines() if line.strip()]
    if any(len(set(every[start : start + SAME_LINES])) == 1 for start in range(len(every) - SAME_LINES + 1)):
        return True
    lines = [" ".join(words(line)) for line in text.splitlines() if len(re.findall(r"[A-Za-z]", line)) >= 3]
    row = 1
    for before, line in pairwise(lines):
        row = row + 1 if line == before else 1
        if row >= LOOP_TIMES and line:
            return True
    counts = Counter(grams(text, LOOP_LENGTH))
    return any(times >= LOOP_TIMES for times in counts.values())
