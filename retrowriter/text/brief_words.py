"""The words of a brief that say what the document is about: the writer keeps to them, and evaluation looks for them."""

import re
from functools import lru_cache

from retrowriter import paths

_WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]|\$?\d+(?:,\d{3})*(?:\.\d+)?")
_LEAST_LETTERS = 4
_LEAST_DIGITS = 3


@lru_cache(maxsize=1)
def about_documents() -> frozenset[str]:
    """Words that speak about the document ("write", "polite", "short") or carry no matter, in small letters."""
    lines = paths.asset("lexicon", "brief_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def matter(*texts: str) -> tuple[str, ...]:
    """The names, numbers and key words of a brief's texts as they write them, each once, in their order.

    Left out: words of fewer than four letters unless they are capitalised, numbers of fewer than three digits (they
    stand in any document by chance), years, and about_documents().
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if _tells(word):
                found.setdefault(word.lower(), word)
    return tuple(found.values())


def _tells(word: str) -> bool:
    digits = re.sub(r"\D", "", word)
    if digits and not re.search(r"[^\W\d_]", word):
        return len(digits) >= _LEAST_DIGITS and re.fullmatch(r"(?:19|20)\d\d", word) is None
    if word.lower() in about_documents():
        return False
    return len(word) >= _LEAST_LETTERS or (word[0].isupper() and len(word) >= 2)
