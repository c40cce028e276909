"""Trains the style classifiers for one evaluation, and says how good they are."""

import zlib
from collections.abc import Sequence

from evaluation.modern_texts import LEAST, docstring_texts, package_texts
from evaluation.records import Item, Sample
from evaluation.style_classifier import Accuracy, Example, StyleClassifier, View, accuracy, split

MODULES = (
    "argparse", "ast", "asyncio", "collections", "concurrent.futures", "dataclasses", "email.message", "enum",
    "functools", "gguf", "huggingface_hub", "hypothesis", "hypothesis.strategies", "importlib.metadata", "inspect",
    "jinja2", "logging", "msgspec", "numpy", "numpy.fft", "numpy.linalg", "numpy.ma", "numpy.polynomial",
    "numpy.random", "pathlib", "platformdirs", "pytest", "scipy.cluster.hierarchy", "scipy.fft",
    "scipy.integrate", "scipy.interpolate", "scipy.linalg", "scipy.ndimage", "scipy.optimize", "scipy.signal",
    "scipy.sparse", "scipy.spatial", "scipy.special", "scipy.stats", "sklearn.cluster", "sklearn.datasets",
    "sklearn.decomposition", "sklearn.ensemble", "sklearn.feature_extraction.text", "sklearn.linear_model",
    "sklearn.metrics", "sklearn.model_selection", "sklearn.neighbors", "sklearn.pipeline", "sklearn.preprocessing",
    "sklearn.svm", "sklearn.tree", "ssl", "subprocess", "unittest.mock", "zipfile",
)  # fmt: skip
MOST_DOCUMENTS = 200  # of the training corpus; more would drown the exemplars
VIEWS: tuple[tuple[str, View], ...] = (("period_words", "words alone"), ("period_written", "as written"))
HALVES = 2


class Judges:
    """The style classifiers of one evaluation.

    What the base wrote for the evaluated briefs is modern text too, and there is little else like it. So for each view
    two classifiers are trained: each learns from the base's texts for one half of the briefs and judges the other half,
    whoever wrote for them. No text is judged by a classifier that has seen what the base wrote for the same brief.

    Attributes:
        accuracies: by row key, on texts that the judging classifier has not seen.
    """

    def __init__(self, known: Sequence[Example], held_out: Sequence[Example], base: Sequence[Sample]) -> None:
        """Trains on `known` but for a fifth of its groups, which with `held_out` is kept for the accuracy."""
        training, testing = split(known)
        of_base = [(one.item.id, _modern(one)) for one in base if len(one.text) >= LEAST]
        self._classifiers: dict[tuple[str, int], StyleClassifier] = {}
        self.accuracies: dict[str, Accuracy] = {}
        for key, view in VIEWS:
            for half in range(HALVES):
                classifier = self._classifiers[key, half] = StyleClassifier(view)
                classifier.train([*training, *(example for id, example in of_base if half_of(id) != half)])
            unseen = [(half_of(one.group), one) for one in [*testing, *held_out]]
            unseen += [(half_of(id), example) for id, example in of_base]
            verdicts = []
            for half, example in unseen:
                verdicts.append((self._judge(key, half, example.text)[0], example))
            self.accuracies[key] = accuracy(verdicts)

    def judge(self, key: str, item: Item, text: str) -> tuple[bool, float]:
        """Whether a text for this item's brief is of the period by the classifier `key`, and how sure (0 to 1)."""
        return self._judge(key, half_of(item.id), text)

    def _judge(self, key: str, half: int, text: str) -> tuple[bool, float]:
        classifier = self._classifiers[key, half]
        (probability,) = classifier.probabilities([text])
        return probability >= classifier.threshold, probability


def half_of(name: str) -> int:
    """Which half of the briefs a name belongs to, the same in every run."""
    return zlib.crc32(name.encode()) % HALVES


def examples(exemplars: Sequence[Item], documents: Sequence[Item], base_writes: Sequence[Sample]) -> list[Example]:
    """Period: exemplars and documents of the training split. Modern: what the base writes, package documentation.

    A brief's exemplar and what the base wrote for it are of one group.
    """
    found = [Example(item.text, True, item.id, "exemplars") for item in exemplars if item.text]
    found += [Example(item.text, True, item.id, "documents") for item in documents[:MOST_DOCUMENTS]]
    found += [_modern(one) for one in base_writes if len(one.text) >= LEAST]
    return [*found, *package_texts(), *docstring_texts(MODULES)]


def _modern(sample: Sample) -> Example:
    return Example(sample.text, False, sample.item.id, "base model")
