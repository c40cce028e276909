"""Trains the style classifiers for one evaluation, and says how good they are."""

from collections.abc import Sequence

from evaluation.modern_texts import docstring_texts, package_texts
from evaluation.records import Item, Sample
from evaluation.style_classifier import Accuracy, Example, StyleClassifier, split

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
MOST_DOCUMENTS = 500  # of the training corpus; more would drown the exemplars


def examples(exemplars: Sequence[Item], documents: Sequence[Item], base_writes: Sequence[Sample]) -> list[Example]:
    """Period: exemplars and documents of the training split. Modern: what the base writes, package documentation.

    A brief's exemplar and what the base wrote for it are of one group.
    """
    found = [Example(item.text, True, f"brief {item.id}", "exemplars") for item in exemplars if item.text]
    found += [Example(item.text, True, f"document {item.id}", "documents") for item in documents[:MOST_DOCUMENTS]]
    found += [
        Example(one.text, False, f"brief {one.item.id}", "base model") for one in base_writes if len(one.text) >= 200
    ]
    return [*found, *package_texts(), *docstring_texts(MODULES)]


def train(
    known: Sequence[Example], held_out: Sequence[Example]
) -> tuple[dict[str, StyleClassifier], dict[str, Accuracy]]:
    """The two classifiers by row key, and their accuracy on texts that they were not trained on.

    Args:
        known: examples; a fifth of the groups is held out for the accuracy, then all are trained on.
        held_out: further examples for the accuracy alone.
    """
    training, testing = split(known)
    classifiers: dict[str, StyleClassifier] = {}
    accuracies: dict[str, Accuracy] = {}
    for key, classifier in (
        ("period_words", StyleClassifier("words alone")),
        ("period_written", StyleClassifier("as written")),
    ):
        classifier.train(training)
        accuracies[key] = classifier.accuracy([*testing, *held_out])
        classifiers[key] = classifier
    return classifiers, accuracies
