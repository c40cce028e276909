"""What the corpus is made of, and the account of what was left out."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

EXAMPLES = 3


@dataclass(frozen=True)
class Document:
    """A document as it was found, or as a step has left it.

    Attributes:
        id: stable name; text: the document; title: of its own, or "".
        type: key of a document type, or ""; year: 0 when it isn't known.
        family: documents of one family (revisions, a series) are never split between training and test.
        source: where it came from, for the model card; license: as stated.
        held_out: it may be used for tests alone; quality: 0 to 1, once it has been judged.
    """

    id: str
    text: str
    title: str = ""
    type: str = ""
    year: int = 0
    family: str = ""
    source: str = ""
    license: str = ""
    held_out: bool = False
    quality: float = 0.0


@dataclass(frozen=True)
class Exemplar:
    """A hand-written row: a brief with its document, a rewrite, or a gap to be filled.

    Attributes:
        row: as the file has it; split: "train", "valid" or "test".
    """

    row: dict[str, Any]
    split: str = "train"

    @property
    def kind(self) -> str:
        """draft, rewrite or fill."""
        return str(self.row.get("kind", "draft"))

    @property
    def text(self) -> str:
        """The whole document."""
        if self.kind == "fill":
            return str(self.row["before"] + self.row["middle"] + self.row["after"])
        return str(self.row["text"])


@dataclass
class Tally:
    """Counts what was dropped or changed and why, with a few examples of each.

    Attributes:
        dropped: reason -> documents; changed: what was done -> how often; examples: reason -> names of documents.
    """

    dropped: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def drop(self, reason: str, document: Document, detail: str = "") -> None:
        """Notes that a document was left out."""
        self.dropped[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if len(shown) < EXAMPLES:
            shown.append(f"{document.id} {detail}".strip())

    def change(self, what: str, count: int = 1) -> None:
        """Notes that something was changed so many times."""
        if count:
            self.changed[what] += count


def text_id(text: str) -> str:
    """First 16 digits of the SHA-256, by which split.json names texts."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def number_of(text: str) -> int:
    """A number that depends on the text alone: for choices that must come out the same each time."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
