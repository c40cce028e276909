"""Reads what is given: folders and files of text, Markdown, HTML and what the program opens, and JSON lines."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import markup
from corpus.documents import Document, Exemplar, Tally, text_id
from retrowriter import formats
from retrowriter.document.model import plain_text
from retrowriter.errors import UserError
from retrowriter.formats import encodings
from retrowriter.text import context
from retrowriter.text.document_types import BY_KEY

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".asc", ".doc", ".me", ".1st", ".ocr"})
MARKUP_SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm"})
MOST_BYTES = 8 * 1024 * 1024
SPLIT_NAME = "split.json"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

# The end of a file name by which versions of one document differ; a bare number may tell documents apart.
_VERSION = re.compile(
    r"[\W_]+(?:(?:v|ver|version|rev|draft)[\W_]?\d[\d.]*|draft|final|old|new|copy|\(\d+\))$|\s*\(\d+\)$"
)


@dataclass
class Material:
    """All that was read."""

    documents: list[Document] = field(default_factory=list)
    exemplars: list[Exemplar] = field(default_factory=list)


def read(paths: list[Path], held_out: list[Path], split: Path | None, tally: Tally) -> Material:
    """Reads files and folders.

    Args:
        paths: to train on; held_out: for tests alone.
        split: names the exemplars of the test and validation splits; None for the split.json beside each file.
        tally: notes the files that could not be used.

    Raises:
        UserError: code file_missing, file_format.
    """
    material = Material()
    seen: set[str] = set()
    for path in [*paths, *held_out]:
        if not path.exists():
            raise UserError("file_missing", f"There is no file or folder {path}.")
        for file in [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
            root = path if path.is_dir() else path.parent
            for found in _read_file(file, root, split, path in held_out, tally):
                if isinstance(found, Exemplar):
                    material.exemplars.append(found)
                elif found.id in seen:
                    tally.drop("the same as another", found)
                else:
                    seen.add(found.id)
                    material.documents.append(found)
    return material


def text_of(name: str, data: bytes) -> str:
    """The plain text of a file, its paragraphs at 72 columns.

    Raises:
        UserError: what the format of the file says when it cannot be read.
    """
    suffix = Path(name).suffix.lower()
    if suffix in TEXT_SUFFIXES | MARKUP_SUFFIXES:
        text = encodings.decode(data, encodings.guess(data).encoding)
        if suffix in MARKUP_SUFFIXES:
            text = markup.html_text(text) if suffix.startswith(".h") else markup.markdown_text(text)
        return text
    form = formats.by_suffix(Path(name))
    if form is None or form.read is None:
        raise UserError("format", "no kind of document that is read")
    return context.wrap(plain_text(form.read(data)))


def _read_file(
    file: Path, root: Path, split: Path | None, held_out: bool, tally: Tally
) -> Iterator[Document | Exemplar]:
    suffix = file.suffix.lower()
    name = file.relative_to(root).as_posix()
    if suffix == ".jsonl":
        beside = file.with_name(SPLIT_NAME)
        splits = _splits(split or beside) if split or beside.exists() else {}
        yield from _rows(file, splits, held_out)
        return
    if file.name == SPLIT_NAME or any(part.startswith(".") for part in Path(name).parts):
        return
    stub = Document(id=name, text="")
    data = file.read_bytes()
    if len(data) > MOST_BYTES:
        tally.drop("longer than 8 MB", stub)
    elif suffix in TEXT_SUFFIXES | MARKUP_SUFFIXES and b"\0" in data[:4096] and data[:2] not in _UTF16:
        tally.drop("no text", stub)
    else:
        try:
            text = text_of(name, data)
        except UserError as error:
            tally.drop("cannot be read", stub, error.message)
            return
        family = _VERSION.sub("", Path(name).with_suffix("").as_posix().lower())
        kind = next((part.lower() for part in Path(name).parts[:-1] if part.lower() in BY_KEY), "")
        yield Document(id=name, text=text, type=kind, family=family or name, source=name, held_out=held_out)


def _rows(file: Path, splits: dict[str, str], held_out: bool) -> Iterator[Document | Exemplar]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield _row(row, splits, held_out)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(
                "file_format",
                f"{file}, line {number}, is neither a document nor an exemplar ({error}).",
                'A line is a JSON object with "text", or with "brief", "type", "year" and "text".',
            ) from error


def _row(row: dict[str, Any], splits: dict[str, str], held_out: bool) -> Document | Exemplar:
    kind = row.get("kind", "draft")
    wanted = {"rewrite": ("passage", "text", "year"), "fill": ("before", "middle", "after", "brief", "type", "year")}
    if kind in wanted or "brief" in row:
        for key in wanted.get(kind, ("brief", "type", "year", "text")):
            _ = row[key]
        if row.get("type") and row["type"] not in BY_KEY:
            raise ValueError(f"unknown type {row['type']!r}")
        found = Exemplar(row)
        return Exemplar(row, "test" if held_out else splits.get(text_id(found.text), row.get("split", "train")))
    text = str(row["text"])
    identity = str(row.get("id") or text_id(text))
    return Document(
        id=identity,
        text=text,
        title=str(row.get("title") or ""),
        type=str(row.get("genre") or row.get("type") or ""),
        year=int(row.get("year") or 0),
        family=str(row.get("family") or identity),
        source=str(row.get("source") or ""),
        license=str(row.get("license") or ""),
        held_out=held_out,
    )


def _splits(path: Path) -> dict[str, str]:
    named = json.loads(path.read_text(encoding="utf-8"))
    return {name: split for split in ("test", "valid") for name in named.get(split, [])}
