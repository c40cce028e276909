"""Rows for the trainer: drafts, continuations, fill-ins and rewrites."""

import random
import re
from collections.abc import Callable
from typing import Any

from corpus import briefs
from corpus.chunking import Part, halves
from corpus.documents import Document, Exemplar
from corpus.swaps import Names, swapped
from retrowriter.text import context

Row = dict[str, Any]

_LEAST = 60  # characters of a gap or an ending worth learning
_BRIEF_SHARE = 0.7  # of continuations know the brief
_PREFIX_SHARE = 0.4  # of the room is what the model sees of the text before


def of_exemplar(exemplar: Exemplar, chance: random.Random, count: int, names: Names) -> list[Row]:
    """The rows of a hand-written exemplar: `count` drafts with different briefs, a continuation, perhaps a fill-in.

    The first draft is the document as it was written; the others have other names and numbers (corpus.swaps).
    """
    row = exemplar.row
    if exemplar.kind == "rewrite":
        return [_row("rewrite", row["text"], row, passage=row["passage"], repeat=2)]
    if exemplar.kind == "fill":
        brief = briefs.of_exemplar(row, chance, 1)[0]
        gap = _row(
            "continue", row["middle"].strip("\n"), row, brief=brief, prefix=row["before"], after=row["after"], repeat=2
        )
        return [gap, _row("draft", exemplar.text, row, brief=brief)]
    made = briefs.of_exemplar(row, chance, count)
    rows = [_row("draft", row["text"], row, brief=made[0])]
    for brief in made[1:]:
        fields, text = swapped(brief, row["text"], names, chance)
        rows.append(_row("draft", text, row, brief=fields))
    known = chance.choice(made) if chance.random() < _BRIEF_SHARE else None
    rows += _continuation(row["text"], row, known, chance)
    if chance.random() < 0.4:
        rows += _gap(row["text"], row, known, chance)
    return rows


def first_briefs(exemplar: Exemplar) -> list[Row]:
    """The row by which a held-out exemplar is scored: the writer's own brief and nothing else."""
    row = exemplar.row
    if exemplar.kind != "draft":
        return []
    return [
        _row("draft", row["text"], row, brief={"what": row["brief"].strip(), "type": row["type"], "year": row["year"]})
    ]


def of_part(document: Document, part: Part, room: int, words: briefs.KeyWords, chance: random.Random) -> Row:
    """The row of a part of a document: a draft for its beginning, a continuation for what comes later."""
    text = document.text[part.start : part.end]
    whole = part.first and part.last
    brief = briefs.of_document(text, document.title, document.type, document.year, words, chance, whole)
    label = {"type": document.type, "year": document.year, "id": document.id}
    if part.first:
        return _row("draft", text.rstrip() + "\n", label, brief=brief, complete=whole)
    before, _ = context.choose(document.text[: part.start], "", int(room * _PREFIX_SHARE))
    room_left = max(_LEAST, room - len(before))
    short = text if len(text) <= room_left else text[: text.rfind("\n", 0, room_left) + 1] or text[:room_left]
    known = (
        {name: value for name, value in brief.items() if name != "words"} if chance.random() < _BRIEF_SHARE else None
    )
    complete = part.last and len(short) == len(text)
    return _row("continue", short, label, brief=known, prefix=before, complete=complete)


def also_of_whole(document: Document, words: briefs.KeyWords, chance: random.Random) -> list[Row]:
    """A continuation or a fill-in made of a document that fits as a whole."""
    label = {"type": document.type, "year": document.year, "id": document.id}
    brief = briefs.of_document(document.text, document.title, document.type, document.year, words, chance, True)
    known = brief if chance.random() < _BRIEF_SHARE else None
    make: Callable[..., list[Row]] = _gap if chance.random() < 0.5 else _continuation
    return make(document.text, label, known, chance)


def _continuation(text: str, label: Row, brief: Row | None, chance: random.Random) -> list[Row]:
    """The second part of a text, after the first: cut between paragraphs, or inside a line as the caret may stand."""
    place = halves(text, chance.uniform(0.3, 0.65))
    if chance.random() < 0.3:
        spaces = [found.start() for found in re.finditer(r"(?<=\w) (?=\w)", text[place : place + 400])]
        place += chance.choice(spaces) if spaces else 0
    if min(place, len(text) - place) < _LEAST:
        return []
    return [_row("continue", text[place:], label, brief=brief, prefix=text[:place])]


def _gap(text: str, label: Row, brief: Row | None, chance: random.Random) -> list[Row]:
    """One to three paragraphs out of the middle, from what stands around them."""
    breaks = [found.span() for found in re.finditer(r"\n[ ]*\n+", text.rstrip("\n"))]
    if len(breaks) < 3:
        return []
    first = chance.randrange(1, len(breaks) - 1) if len(breaks) > 3 else 0
    last = min(len(breaks) - 1, first + chance.randint(1, 3))
    middle = text[breaks[first][1] : breaks[last][0]]
    if len(middle) < _LEAST or len(middle) > len(text) * 0.6:
        return []
    before, after = text[: breaks[first][1]], text[breaks[last][0] :]
    return [_row("continue", middle, label, brief=brief, prefix=before, after=after)]


def _row(kind: str, text: str, label: Row, **values: Any) -> Row:
    if values.get("complete", True):
        text = text.rstrip()  # the end follows the last word at once, whatever the file has after it
    row: Row = {"kind": kind, "type": label.get("type", ""), "year": label["year"], **values, "text": text}
    if "id" in label:
        row["id"] = label["id"]
    return {
        name: value for name, value in row.items() if value is not None and not (name == "complete" and value is True)
    }
