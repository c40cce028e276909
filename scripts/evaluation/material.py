"""Which briefs, held-out texts and training texts an evaluation works with."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.records import Item, documents_of, items_of, read_rows, spread
from evaluation.style_classifier import Example
from retrowriter.files import sha256


@dataclass(frozen=True)
class Material:
    """Briefs and texts.

    Attributes:
        briefs: for which documents are written; exemplars: held-out texts with their briefs, to be scored;
        documents: held-out documents, cut, to be scored; training_exemplars, training_documents: of the training
        split; style_briefs: briefs of the training split for which the base writes; files: path -> SHA-256.
    """

    briefs: list[Item]
    exemplars: list[Item]
    documents: list[Item]
    training_exemplars: list[Item]
    training_documents: list[Item]
    style_briefs: list[Item]
    files: dict[str, str]

    def training_texts(self) -> list[str]:
        """Texts of the training split, for finding copies."""
        return [item.text for item in (*self.training_exemplars, *self.training_documents) if item.text]

    def period_held_out(self) -> list[Example]:
        """Held-out texts of the period, for the accuracy of the style classifier."""
        return [
            *(Example(item.text, True, item.id, "held-out exemplars") for item in self.exemplars),
            *(Example(item.text, True, item.id, "held-out documents") for item in self.documents),
        ]

    def settings(self, options: argparse.Namespace) -> dict[str, Any]:
        """What the figures depend on, for the record; folders of this machine are left out."""
        return {
            "files": self.files, "briefs": len(self.briefs), "exemplars": len(self.exemplars),
            "documents": len(self.documents), "training_exemplars": len(self.training_exemplars),
            "training_documents": len(self.training_documents), "seeds": options.seeds, "n": options.n,
            "style_briefs": len(self.style_briefs), "brief_ids": [item.id for item in self.briefs],
        }  # fmt: skip


def gather(options: argparse.Namespace, exemplars: Path, split: Path, more: Path, characters: int) -> Material:
    """Reads the files that the options name, or the project's own.

    Args:
        options: as evaluate.py's command line gives them.
        exemplars, split, more: the project's exemplars, their split, and further briefs.
        characters: most of a document's text that is scored.

    Raises:
        UserError: code file_missing or file_format.
    """
    # The further exemplars of the project are trained on as well: what is copied from them must show.
    training = [*sorted(exemplars.parent.glob("more-*.jsonl")), *options.training]
    files = [path for path in (exemplars, split, options.briefs, options.documents, *training) if path]
    own = read_rows(exemplars) if exemplars.exists() else []
    held = json.loads(split.read_text(encoding="utf-8")) if split.exists() else {}
    kept_out = {*held.get("test", []), *held.get("valid", [])}
    items = items_of(own)
    if options.briefs:
        candidates = items_of(read_rows(options.briefs))
    else:
        candidates = [item for item in items if item.id in set(held.get("test", []))] + items_of(read_rows(more))
        files.append(more)
    sealed = {item.id for item in candidates}
    training_exemplars = [item for item in items if item.id not in kept_out and item.id not in sealed]
    training_documents: list[Item] = []
    for path in training:
        rows = read_rows(path)
        training_exemplars += [item for item in items_of(rows) if item.text and item.id not in kept_out | sealed]
        training_documents += documents_of([row for row in rows if "brief" not in row], characters=60_000)
    documents = documents_of(read_rows(options.documents), characters) if options.documents else []
    texts = [item for item in candidates if item.text]
    return Material(
        briefs=spread(candidates, options.n),
        exemplars=spread(texts, 6) if options.quick else texts,
        documents=spread(documents, options.n_documents),
        training_exemplars=training_exemplars,
        training_documents=spread(training_documents, len(training_documents)),
        style_briefs=spread([item for item in training_exemplars if item.text], options.style_briefs),
        files={path.name: sha256(path) for path in files if path.exists()},
    )
