"""Is it running English, and is it worth learning from? A score from 0 to 1 with its parts."""

import re
from dataclasses import dataclass

LEAST = 0.5  # of a document, and of each part of it

# The commonest words of English prose; in other languages they are rare.
_COMMON = frozenset(
    re.findall(
        r"\S+",
        """
    the of and to a in is it that for on as with are be this you by or not from at have an was we will can if has
    your but which all they their he she our when no may more any been would use one do there were so must its i
""",
    )
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_TOKEN = re.compile(r"\S+")
_GARBLED = re.compile(
    r"[A-Za-z]+[0-9!|$#][A-Za-z]+|[a-z][A-Z][a-z]+[A-Z]|^[^aeiouyAEIOUY\W\d_]{5,}$|[a-z]{2,}[,;:][a-z]{2,}|(.)\1{3,}"
)
_SENTENCE = re.compile(r"[a-z0-9)\"'][.!?:](?:\s|$)")


@dataclass(frozen=True)
class Quality:
    """Parts of the score, each 0 to 1, 1 the best.

    Attributes:
        english: share of common words; letters: share of letters; sentences: running text; sound: words that are
            not garbled; fresh: lines that don't repeat.
    """

    english: float
    letters: float
    sentences: float
    sound: float
    fresh: float

    @property
    def score(self) -> float:
        """The mean of the parts; a part that is zero spoils the whole."""
        parts = (self.english, self.letters, self.sentences, self.sound, self.fresh)
        return sum(parts) / len(parts) * min(1.0, 2 * min(parts) + 0.2)


def is_english(text: str) -> bool:
    """Enough of the commonest English words for a text that has any sentences."""
    words = [word.lower() for word in _WORD.findall(text[:20000])]
    return len(words) >= 20 and sum(word in _COMMON for word in words) >= 0.12 * len(words)


def judge(text: str) -> Quality:
    """The quality of a text; long ones are judged by their first 20,000 characters."""
    text = text[:20000]
    words = _WORD.findall(text)
    tokens = _TOKEN.findall(text)
    solid = re.sub(r"\s|[-=_*~.]{4,}", "", text)
    lines = [" ".join(line.split()) for line in text.splitlines() if len(line.strip()) > 12]
    if len(words) < 10 or not solid:
        return Quality(0, 0, 0, 0, 0)
    common = sum(word.lower() in _COMMON for word in words) / len(words)
    letters = sum(char.isalpha() for char in solid) / len(solid)
    ends = len(_SENTENCE.findall(text)) / len(words)
    garbled = sum(bool(_GARBLED.search(token)) and "@" not in token and "/" not in token for token in tokens) / len(
        tokens
    )
    return Quality(
        english=_ramp(common, 0.1, 0.34),
        letters=_ramp(letters, 0.6, 0.88),
        sentences=_ramp(ends, 0.005, 0.05),
        sound=1 - _ramp(garbled, 0.005, 0.08),
        fresh=_ramp(len(set(lines)) / max(1, len(lines)), 0.6, 0.97),
    )


def _ramp(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
