"""Is a document written as in the period, or as today? A logistic regression on character and word n-grams.

Trained at each evaluation, from texts given to it; nothing is stored. Two classifiers are made: one sees the text with
its layout, the other the words alone (no Markdown, no line breaks, no capitals), so that line length and `**` don't
decide. Digits are made equal for both: a year must not give the answer away.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from evaluation.layout import strip_markdown

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import FeatureUnion

PIECE = 1500  # characters of a document that are looked at; longer ones are cut into pieces for training
PIECES = 3
WORDS = 500
CHARACTERS = 2000
FOLDS = 4

_TOKEN = r"[A-Za-z']+|0+|[.,;:?!]"

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
        self._features: FeatureUnion | None = None
        self._decision: LogisticRegression | None = None
        self.threshold = 0.5

    def train(self, examples: Sequence[Example]) -> None:
        """Fits on all examples. The two classes weigh the same, and so do the sources within each class: much
        documentation must not drown the few texts of a model.

        The threshold is the one that separates best what the classifier hasn't seen, by a cross-validation over the
        groups. Only frequent features are used, strongly regularised: rare ones are topics and not style.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_union

        seen = [(view_of(piece, self._view), example) for example in examples for piece in pieces(example.text)]
        words = TfidfVectorizer(token_pattern=_TOKEN, max_features=WORDS, sublinear_tf=True, lowercase=False)
        characters = TfidfVectorizer(
            analyzer="char", ngram_range=(2, 3), max_features=CHARACTERS, sublinear_tf=True, lowercase=False
        )
        self._features = make_union(words, characters)
        matrix = self._features.fit_transform([text for text, _ in seen]).tocsr()
        labels = np.array([example.period for _, example in seen])
        weights = _weights([example for _, example in seen])
        groups = sorted({example.group for _, example in seen})
        fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
        folds = np.array([fold_of[example.group] for _, example in seen])
        unseen = np.zeros(len(seen))
        for fold in range(FOLDS):
            decision = _regression().fit(matrix[folds != fold], labels[folds != fold], weights[folds != fold])
            unseen[folds == fold] = decision.predict_proba(matrix[folds == fold])[:, 1]
        self.threshold = _best_threshold(unseen, labels, weights)
        self._decision = _regression().fit(matrix, labels, weights)

    def probabilities(self, texts: Sequence[str]) -> list[float]:
        """For each text's first PIECE characters: how sure that it is of the period; `threshold` and more is yes."""
        assert self._features is not None, "train() first"
        assert self._decision is not None, "train() first"
        if not texts:
            return []
        seen = [view_of(text[:PIECE], self._view) for text in texts]
        return [float(row[1]) for row in self._decision.predict_proba(self._features.transform(seen))]


def accuracy(verdicts: Sequence[tuple[bool, Example]]) -> Accuracy:
    """From verdicts ("is of the period") on examples that the classifier wasn't trained on."""
    rates = []
    for kind in (True, False):
        of_kind = [period == example.period for period, example in verdicts if example.period == kind]
        if of_kind:
            rates.append(sum(of_kind) / len(of_kind))
    by_source: dict[str, tuple[float, int]] = {}
    for source in sorted({example.source for _, example in verdicts}):
        hits = [period == example.period for period, example in verdicts if example.source == source]
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


def _regression() -> "LogisticRegression":
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=1, max_iter=500, random_state=0)


def _weights(examples: Sequence[Example]) -> np.ndarray:
    counts = Counter((example.period, example.source) for example in examples)
    in_class = Counter(period for period, _ in counts)
    values = [1 / (in_class[one.period] * counts[one.period, one.source]) for one in examples]
    return np.array(values) * len(values) / 2


def _best_threshold(probabilities: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> float:
    """The value at which the weighted shares judged rightly in the two classes sum to the most."""
    best, found = -1.0, 0.5
    for threshold in np.linspace(0.05, 0.95, 91):
        judged = probabilities >= threshold
        score = sum(
            float(weights[(labels == kind) & (judged == kind)].sum() / weights[labels == kind].sum())
            for kind in (True, False)
        )
        if score > best:
            best, found = score, float(threshold)
    return round(found, 2)
