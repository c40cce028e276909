"""Reads tables of Word documents."""

from collections.abc import Callable

import msgspec
from lxml import etree

from retrowriter.document.model import Cell, PageSetup, Paragraph, Table
from retrowriter.formats.docx.names import color, number, points, switch, value, w
from retrowriter.formats.docx.styles import border
from retrowriter.formats.flow import MAX_COLUMNS, shared_equally

_MAX_ROWS = 50_000


def read_table(
    element: etree._Element,
    paragraphs: Callable[[etree._Element], tuple[Paragraph, ...]],
    borders: dict[str, float],
    page: PageSetup,
) -> Table | None:
    """The table, None when it has no cells.

    Args:
        paragraphs: reads the paragraphs of a cell.
        borders: widths of the lines of table styles.
    """
    shape = element.find(w("tblPr"))
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    heads, all_heads = 0, True
    for row in element.findall(w("tr"))[:_MAX_ROWS]:
        form = row.find(w("trPr"))
        all_heads = all_heads and form is not None and bool(switch(form, "tblHeader"))
        heads += all_heads
        cells: list[Cell] = []
        column = number(value(form, "gridBefore"))
        for found in row.iter(w("tc")):
            if next(parent for parent in found.iterancestors() if parent.tag == w("tr")) is not row:
                continue
            if column >= MAX_COLUMNS:
                break
            properties = found.find(w("tcPr"))
            span = max(1, min(number(value(properties, "gridSpan"), 1), MAX_COLUMNS - column))
            merge = properties.find(w("vMerge")) if properties is not None else None
            if merge is not None and merge.get(w("val"), "continue") == "continue" and column in above:
                at, place = above[column]
                rows[at][place] = msgspec.structs.replace(rows[at][place], rows=len(rows) - at + 1)
            else:
                above.pop(column, None)
                if merge is not None:
                    above[column] = (len(rows), len(cells))
                shading = color(value(properties, "shd", "fill"))
                cells.append(Cell(blocks=paragraphs(found), columns=span, shading=shading))
            column += span
        rows.append(cells)
    if not any(rows):
        return None
    width = border(shape)
    if not width and (shape is None or shape.find(w("tblBorders")) is None):
        width = borders.get(value(shape, "tblStyle") or "", 0.0)
    columns = element.find(w("tblGrid"))
    sizes = [points(entry.get(w("w"))) for entry in columns.findall(w("gridCol"))] if columns is not None else []
    if not width:
        # LibreOffice draws the lines of each cell.
        width = max((border(cell, "tcBorders") for cell in element.iter(w("tcPr"))), default=0.0)
    return Table(
        rows=tuple(map(tuple, rows)),
        widths=shared_equally([size for size in sizes if size > 0], page),
        border=width,
        header_rows=heads,
    )
