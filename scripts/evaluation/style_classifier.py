"""Is a document written as in the period, or as today? A logistic regression on character and word n-grams.

Trained at each evaluation, from texts given to it; nothing is stored. Two classifiers are made: one sees the text with
its layout, the other the words alone (no Markdown, no line breaks, no capitals), so that line length and `**` don't
decide. Digits are made equal for both: a year must not give the answer away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluation.layout import strip_markdown

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

PIECE = 1500  # characters of a document that are looked at; longer ones are cut into pieces for training
PIECES = 3

View = Literal["as written", "words alone"]


@dataclass(frozen=True)
class Example:
    """One text for training or testing.

    Attributes:
        text: the document; period: written in the period; group: texts of one group stay on one side of the split;
        source: for the accuracy by source.
    """

    text: str
    period: bool
    group: str
    source: str


@dataclass(frozen=True)
class Accuracy:
    """On held-out examples: share judged rightly, over all (mean of both classes) and by source (share, number)."""

    balanced: float
    by_source: dict[str, tuple[float, int]]


class StyleClassifier:
    """Judges texts in one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._model: Pipeline | None = None

    def train(self, examples: Sequence[Example]) -> None:
        """Fits on all examples, the two classes weighted alike."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union

        characters = TfidfVectorizer(
            analyzer="char", ngram_range=(2, 4), lowercase=False, min_df=3, max_features=40_000, sublinear_tf=True
        )
        words = TfidfVectorizer(
            ngram_range=(1, 2), token_pattern=r"[A-Za-z']+|0+", min_df=3, max_features=40_000, sublinear_tf=True
        )
        decision = LogisticRegression(C=10, class_weight="balanced", max_iter=300, random_state=0)
        self._model = make_pipeline(make_union(characters, words), decision)
        texts, labels = [], []
        for example in examples:
            for piece in pieces(example.text):
                texts.append(view_of(piece, self._view))
                labels.append(example.period)
        self._model.fit(texts, labels)

    def probabilities(self, texts: Sequence[str]) -> list[float]:
        """Probability of each text's first PIECE characters being of the period."""
        assert self._model is not None, "train() first"
        if not texts:
            return []
        seen = [view_of(text[:PIECE], self._view) for text in texts]
        return [float(row[1]) for row in self._model.predict_proba(seen)]

    def accuracy(self, examples: Sequence[Example]) -> Accuracy:
        """On examples that it wasn't trained on."""
        judged = [value >= 0.5 for value in self.probabilities([example.text for example in examples])]
        right = [period == example.period for period, example in zip(judged, examples, strict=True)]
        rates = []
        for kind in (True, False):
            of_kind = [hit for hit, example in zip(right, examples, strict=True) if example.period == kind]
            if of_kind:
                rates.append(sum(of_kind) / len(of_kind))
        by_source: dict[str, tuple[float, int]] = {}
        for source in sorted({example.source for example in examples}):
            hits = [hit for hit, example in zip(right, examples, strict=True) if example.source == source]
            by_source[source] = (sum(hits) / len(hits), len(hits))
        return Accuracy(sum(rates) / len(rates) if rates else 0.0, by_source)


def pieces(text: str) -> list[str]:
    """The first pieces of about PIECE characters, cut at line ends."""
    found: list[str] = []
    start = 0
    while start < len(text) and len(found) < PIECES:
        end = start + PIECE
        if end < len(text):
            end = text.rfind("\n", start + PIECE // 2, end) + 1 or end
        if text[start:end].strip():
            found.append(text[start:end])
        start = end
    return found


def view_of(text: str, view: View) -> str:
    """The text as a classifier sees it."""
    text = re.sub(r"\d", "0", text)
    text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-").replace("—", "--")
    if view == "as written":
        return text
    text = re.sub(r"[^A-Za-z0'.,;:?! -]", " ", strip_markdown(text).lower().replace("\n", " "))
    return re.sub(r"\s+", " ", re.sub(r"[-. ]{3,}", " ", text))


def split(examples: Sequence[Example], every: int = 5) -> tuple[list[Example], list[Example]]:
    """Training and held-out examples; each `every`-th group in order of name is held out."""
    groups = sorted({example.group for example in examples})
    held = set(groups[::every])
    return [one for one in examples if one.group not in held], [one for one in examples if one.group in held]
