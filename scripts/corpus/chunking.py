"""Cuts documents that are too long for the model at their structure; those that fit stay whole."""

import re
from dataclasses import dataclass

from retrowriter.text.structure import headings

_LEAST_SHARE = 0.4  # a part is never shorter than this share of the room, unless it is the last


@dataclass(frozen=True)
class Part:
    """A part of a document.

    Attributes:
        start, end: offsets in the text; first, last: does it begin or end the document?
    """

    start: int
    end: int
    first: bool
    last: bool


def cut(text: str, room: int) -> list[Part]:
    """Parts of at most `room` characters, cut before a heading where there is one, else between paragraphs or lines."""
    if len(text) <= room:
        return [Part(0, len(text), True, True)]
    places = _places(text)
    parts: list[Part] = []
    start = 0
    while len(text) - start > room:
        low, high = start + int(room * _LEAST_SHARE), start + room
        within = [(rank, place) for place, rank in places if low <= place <= high]
        end = max(within)[1] if within else text.rfind("\n", start + 1, high) + 1 or high
        end = end if end > start else high
        parts.append(Part(start, end, not parts, False))
        start = end
    if text[start:].strip():
        parts.append(Part(start, len(text), not parts, True))
    return parts


def halves(text: str, share: float) -> int:
    """Where to cut a document in two near this share of it: between paragraphs where they are near, else lines."""
    wanted = int(len(text) * share)
    breaks = [found.end() for found in re.finditer(r"\n[ ]*\n+", text) if found.end() < len(text)]
    near = [place for place in breaks if abs(place - wanted) < len(text) * 0.2]
    if near:
        return min(near, key=lambda place: abs(place - wanted))
    line = text.find("\n", wanted)
    return line + 1 if 0 <= line < len(text) - 1 else wanted


def _places(text: str) -> list[tuple[int, int]]:
    """Offsets at which the text may be cut, each with its rank: 2 before a heading, 1 between paragraphs."""
    titles = set(headings(text))
    found = []
    for gap in re.finditer(r"\n[ ]*\n+", text):
        end = text.find("\n", gap.end())
        line = text[gap.end() : end if end >= 0 else len(text)].strip()
        found.append((gap.end(), 2 if line in titles else 1))
    return found
