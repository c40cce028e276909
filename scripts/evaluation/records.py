"""What goes into an evaluation and what comes out of the engine, as plain records."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec

from retrowriter.errors import UserError
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.prompt import DEFAULT_YEAR, FIRST_YEAR, LAST_YEAR, Brief


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A brief, and the document that a person wrote for it where there is one.

    Attributes:
        id: first 16 digits of the SHA-256 of the text, or of the brief where there is none; the split names texts so.
        type: key of a document type, or ""; year: 1985 to 1999; what: the brief; text: the document, or "".
    """

    id: str
    type: str
    year: int
    what: str
    text: str = ""

    def brief(self) -> Brief:
        """As the program sends it."""
        return Brief(what=self.what, type=self.type, year=self.year)


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One document that a model wrote.

    Attributes:
        item: what was asked; seed: as used; text: as it came.
        reason: of Done; tokens: written; tokens_per_s: of generation.
    """

    item: Item
    seed: int
    text: str
    reason: str
    tokens: int
    tokens_per_s: float


class Likelihood(msgspec.Struct, frozen=True, kw_only=True):
    """How likely a model finds a text.

    Attributes:
        id: of the text; nats: negative log-likelihood; tokens, bytes: length of the text.
    """

    id: str
    nats: float
    tokens: int
    bytes: int


class ProbeResult(msgspec.Struct, frozen=True, kw_only=True):
    """One bias probe: the nats of each alternative, in the order in which the probe lists them."""

    probe: str
    subject: str
    nats: tuple[float, ...]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All that one model answered; the scorecard is made from this alone.

    Attributes:
        label: short name; model: file name; sha256: of the file; title: as the engine reports it.
        settings: everything that decides the text.
        samples: documents for the briefs; prompts: for the three fixed prompts; style: for briefs of the training
            split, to train the style classifier (of the base alone).
        exemplars, documents: likelihood of held-out texts; probes: of the bias probes.
        seconds: wall time of the run.
    """

    label: str
    model: str
    sha256: str
    title: str
    settings: dict[str, Any]
    samples: tuple[Sample, ...]
    prompts: tuple[Sample, ...]
    style: tuple[Sample, ...]
    exemplars: tuple[Likelihood, ...]
    documents: tuple[Likelihood, ...]
    probes: tuple[ProbeResult, ...]
    seconds: float


PROMPTS = (
    ("reference", "Document the C library function malloc()."),
    ("reference", "Document the Win32 function ConnectWifi(), which connects the computer to a wireless network."),
    ("manual", "Explain REST APIs."),
)


def fixed_prompts() -> list[Item]:
    """The three prompts of the original experiment; they are in no training set."""
    return [make_item(kind, DEFAULT_YEAR, what) for kind, what in PROMPTS]


def make_item(type: str, year: int, what: str, text: str = "") -> Item:
    """An item with its id."""
    return Item(id=hashlib.sha256((text or what).encode()).hexdigest()[:16], type=type, year=year, what=what, text=text)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file.

    Raises:
        UserError: code file_missing or file_format, with the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UserError("file_missing", f"{path} cannot be read: {error.strerror}.") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UserError("file_format", f"{path}, line {number}, is not JSON: {error}.") from error
        if not isinstance(row, dict):
            raise UserError("file_format", f"{path}, line {number}, is not a JSON object.")
        rows.append(row)
    return rows


def items_of(rows: list[dict[str, Any]]) -> list[Item]:
    """The rows in the exemplars' format {type, year, brief, text}; others (continuations, rewrites) are left out.

    A type that the program doesn't know becomes "", a year outside 1985 to 1999 the nearest inside.
    """
    items = []
    for row in rows:
        what = row.get("brief")
        if not isinstance(what, str) or not what.strip() or row.get("kind", "draft") != "draft":
            continue
        kind = row.get("type") if row.get("type") in BY_KEY else ""
        year = min(max(int(row.get("year") or DEFAULT_YEAR), FIRST_YEAR), LAST_YEAR)
        items.append(make_item(str(kind), year, what.strip(), str(row.get("text") or "")))
    return items


def documents_of(rows: list[dict[str, Any]], characters: int) -> list[Item]:
    """Rows of a corpus {id, title, genre, year, text} as items: brief from the title, text cut to `characters`.

    Long texts are cut at the last line end before the limit.
    """
    items = []
    for row in rows:
        text = str(row.get("text") or "")
        if len(text) > characters:
            text = text[: text.rfind("\n", 0, characters) + 1] or text[:characters]
        if not text.strip():
            continue
        genre = row.get("genre", row.get("type"))
        kind = str(genre) if genre in BY_KEY else ""
        year = min(max(int(row.get("year") or DEFAULT_YEAR), FIRST_YEAR), LAST_YEAR)
        what = str(row.get("brief") or row.get("title") or "A document")
        items.append(make_item(kind, year, " ".join(what.split()), text))
    return items


def spread(items: list[Item], count: int) -> list[Item]:
    """`count` of the items, taken in turn from each type in order of id, so that every type is there."""
    by_type: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.id):
        by_type.setdefault(item.type, []).append(item)
    chosen: list[Item] = []
    while len(chosen) < count and any(by_type.values()):
        for kind in sorted(by_type):
            if by_type[kind] and len(chosen) < count:
                chosen.append(by_type[kind].pop(0))
    return chosen
