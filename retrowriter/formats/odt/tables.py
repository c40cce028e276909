"""Reads tables of OpenDocument texts."""

from collections.abc import Callable, Iterator

import msgspec
from lxml import etree

from retrowriter.document.model import Cell, PageSetup, Paragraph, Table
from retrowriter.formats.flow import MAX_COLUMNS, shared_equally
from retrowriter.formats.odt.names import color, points, q, whole
from retrowriter.formats.odt.styles import Sheet

_MAX_ROWS = 50_000
_MAX_REPEATED = 1000
_GROUPS = frozenset(map(q, ("table:table-rows", "table:table-row-group", "table:table-header-rows")))
_COLUMNS = frozenset(map(q, ("table:table-columns", "table:table-column-group", "table:table-header-columns")))


def read_table(
    found: etree._Element, paragraphs: Callable[[etree._Element], tuple[Paragraph, ...]], sheet: Sheet, page: PageSetup
) -> Table | None:
    """The table, None when it has no cells."""
    rows: list[list[Cell]] = []
    heads, border = 0, 0.0
    for row, is_head in _rows(found):
        if len(rows) >= _MAX_ROWS:
            break
        heads += is_head and heads == len(rows)
        cells: list[Cell] = []
        for cell in row:
            if cell.tag != q("table:table-cell") or len(cells) >= MAX_COLUMNS:
                continue
            style = sheet.style("table-cell", cell.get(q("table:style-name")))
            shape = style.find(q("style:table-cell-properties")) if style is not None else None
            if shape is not None:
                border = max(border, _line(shape))
            made = Cell(
                blocks=paragraphs(cell),
                columns=max(1, whole(cell.get(q("table:number-columns-spanned")), 1, MAX_COLUMNS)),
                rows=max(1, whole(cell.get(q("table:number-rows-spanned")), 1, _MAX_ROWS)),
                shading=color(shape.get(q("fo:background-color"))) if shape is not None else "",
            )
            times = max(1, whole(cell.get(q("table:number-columns-repeated")), 1, MAX_COLUMNS))
            cells += [made] * min(times, MAX_COLUMNS - len(cells))
        times = max(1, whole(row.get(q("table:number-rows-repeated")), 1, _MAX_REPEATED))
        rows += [cells] * min(times, _MAX_ROWS - len(rows))
    made_rows = tuple(
        tuple(msgspec.structs.replace(cell, rows=min(cell.rows, len(rows) - number)) for cell in row)
        for number, row in enumerate(rows)
    )
    if not any(made_rows):
        return None
    sizes = list(_widths(found, sheet))[:MAX_COLUMNS]
    known = bool(sizes) and all(size > 0 for size in sizes)
    return Table(rows=made_rows, widths=shared_equally(sizes, page) if known else (), border=border, header_rows=heads)


def _rows(found: etree._Element, is_head: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for child in found:
        if child.tag == q("table:table-row"):
            yield child, is_head
        elif child.tag in _GROUPS:
            yield from _rows(child, is_head or child.tag == q("table:table-header-rows"))


def _widths(found: etree._Element, sheet: Sheet) -> Iterator[float]:
    for child in found:
        if child.tag in _COLUMNS:
            yield from _widths(child, sheet)
        elif child.tag == q("table:table-column"):
            style = sheet.style("table-column", child.get(q("table:style-name")))
            shape = style.find(q("style:table-column-properties")) if style is not None else None
            size = points(shape.get(q("style:column-width"))) if shape is not None else None
            times = max(1, whole(child.get(q("table:number-columns-repeated")), 1, MAX_COLUMNS))
            yield from [size or 0.0] * times


def _line(shape: etree._Element) -> float:
    widest = 0.0
    for name in ("fo:border", "fo:border-left", "fo:border-right", "fo:border-top", "fo:border-bottom"):
        words = (shape.get(q(name)) or "none").split()
        if words and words[0] not in ("none", "hidden"):
            widest = max(widest, points(words[0]) or 0.0)
    return widest
