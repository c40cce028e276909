"""Which pages are printed: "1,3,5-12", odd and even pages, copies."""

import re
from typing import Literal

from retrowriter.errors import UserError

Parity = Literal["all", "odd", "even"]
Range = tuple[int, int]

_LARGEST = 99_999
_PART = re.compile(r"\s*(\d{1,5})?\s*(-)?\s*(\d{1,5})?\s*")


def parse(text: str) -> tuple[Range, ...]:
    """The ranges in a text such as "1,3,5-12": the first and the last page of each. "4-" goes to the end, "-4" to 4.

    Raises:
        UserError: code page_range; it is no list of pages.
    """
    ranges: list[Range] = []
    for part in re.split(r"[,;]", text):
        match = _PART.fullmatch(part)
        if match is None or not (match[1] or match[3]) or (match[3] and not match[2]):
            raise _no_range(text)
        first = int(match[1]) if match[1] else 0
        last = int(match[3]) if match[3] else _LARGEST if match[2] else first
        if last < first:
            raise _no_range(text)
        ranges.append((first, last))
    return tuple(ranges)


def chosen(ranges: tuple[Range, ...], first_number: int, count: int) -> list[int]:
    """The pages (from 0) in these ranges, in their order; () = all. Page numbers begin with `first_number`."""
    if not ranges:
        return list(range(count))
    pages: list[int] = []
    for first, last in ranges:
        begin, end = max(first - first_number, 0), min(last - first_number, count - 1)
        pages.extend(range(begin, end + 1))
    return pages


def of_parity(pages: list[int], parity: Parity, first_number: int) -> list[int]:
    """Those with odd, or with even, numbers."""
    if parity == "all":
        return pages
    return [page for page in pages if (page + first_number) % 2 == (parity == "odd")]


def copied(pages: list[int], copies: int, collate: bool) -> list[int]:
    """The pages of several copies: copy by copy, or page by page."""
    if collate:
        return pages * copies
    return [page for page in pages for _copy in range(copies)]


def _no_range(text: str) -> UserError:
    return UserError(
        "page_range", f'"{text}" does not say which pages to print.', "Write page numbers and ranges, such as 1,3,5-12."
    )
