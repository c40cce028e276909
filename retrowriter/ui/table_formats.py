"""Tables of the editor: making a QTextTable with its formats, and finding the one at a place.

What a table says as a whole (widths, lines, heading rows) stands in its frame's format as the document has it; Qt's own
properties are made from that. Nothing but this module makes tables, and a table that changes is made anew, so the two
never differ.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from retrowriter.document.model import Cell, Table
from retrowriter.document.tables import Spot, spots
from retrowriter.ui.text_formats import PIXELS_PER_POINT, Property, is_of_cell

# Between the text of a cell and its edges, in points.
BESIDE = 5.4
ABOVE = 1.0
# What Qt has in the text where a cell begins and where a table ends.
_EDGES = ("\ufdd0", "\ufdd1")
# What a cell's format has and text must not have.
_OF_CELLS = (
    *range(QTextFormat.Property.TableCellRowSpan.value, QTextFormat.Property.TableCellRightBorderBrush.value + 1),
    QTextFormat.Property.BackgroundBrush.value,
)

_decoder = msgspec.json.Decoder(Table)


def make(
    cursor: QTextCursor, table: Table, base: Callable[[str], QTextCharFormat], page_break: bool = False
) -> QTextTable:
    """Makes an empty table at the cursor, which is in no table; the paragraph there is parted.

    Args:
        cursor: where; it goes along.
        table: rows that fill the grid.
        base: gives the format of text in a style, for what is typed into empty cells.
        page_break: the table begins a page.
    """
    found, rows, columns = spots(table)
    made = cursor.insertTable(rows, columns, _table_format(table, columns, page_break))
    for spot in found:
        if spot.rows > 1 or spot.columns > 1:
            made.mergeCells(spot.row, spot.column, spot.rows, spot.columns)
    for spot in found:
        style = spot.cell.blocks[0].style if spot.cell.blocks else "Normal"
        made.cellAt(spot.row, spot.column).setFormat(_cell_format(spot, table, base(style)))
    return made


def head_of(table: QTextTable) -> Table:
    """What a table says as a whole, without its rows."""
    value = table.format().property(Property.TABLE)
    return _decoder.decode(value) if isinstance(value, str) else Table(rows=())


def begins_page(table: QTextTable) -> bool:
    """Whether there is a page break in front of a table."""
    return bool(table.format().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)


def shading_of(cell: QTextTableCell) -> str:
    """The colour behind a cell, "" for none."""
    brush = cell.format().background()
    return brush.color().name() if brush.style() != Qt.BrushStyle.NoBrush else ""


def cells_of(table: QTextTable) -> list[list[QTextTableCell]]:
    """The cells by rows, without the places that merged ones cover."""
    rows: list[list[QTextTableCell]] = []
    for row in range(table.rows()):
        found = (table.cellAt(row, column) for column in range(table.columns()))
        rows.append([cell for column, cell in enumerate(found) if (cell.row(), cell.column()) == (row, column)])
    return rows


def selected_cells(cursor: QTextCursor) -> list[QTextTableCell]:
    """The cells that are selected; none when the selection is inside of one, or not in a table alone."""
    table = cursor.currentTable()
    # PySide6 gives the four numbers back, which its stubs don't know.
    found: Any = cursor.selectedTableCells()
    row, rows, column, columns = found
    if table is None or rows <= 0:
        return []
    inside = (table.cellAt(row + down, column + across) for down in range(rows) for across in range(columns))
    return list({(cell.row(), cell.column()): cell for cell in inside}.values())


def blocks_of_cell(cell: QTextTableCell) -> list[QTextBlock]:
    """The paragraphs of a cell."""
    blocks: list[QTextBlock] = []
    block = cell.firstCursorPosition().block()
    while block.isValid() and block.position() <= cell.lastPosition():
        blocks.append(block)
        block = block.next()
    return blocks


def table_at(document: QTextDocument, position: int) -> QTextTable | None:
    """The table that a position is in."""
    frame = document.frameAt(position)
    return frame if isinstance(frame, QTextTable) else None


def table_of(block: QTextBlock) -> QTextTable | None:
    """The table that a paragraph is in."""
    return table_at(block.document(), block.position()) if block.isValid() else None


def tables_in(document: QTextDocument) -> list[QTextTable]:
    """All tables, in order."""
    found = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    return sorted(found, key=lambda table: table.firstPosition())


def first_of_row(table: QTextTable, block: QTextBlock) -> int:
    """Where the row with a paragraph begins, or the first of those that a merged cell in it covers."""
    row = table.cellAt(block.position()).row()
    row = min(table.cellAt(row, column).row() for column in range(table.columns()))
    return table.cellAt(row, 0).firstPosition()


def is_first(block: QTextBlock, table: QTextTable) -> bool:
    """Whether a paragraph is the first one of a table."""
    return block.position() == table.firstPosition()


def is_hidden(block: QTextBlock) -> bool:
    """Whether an empty paragraph, outside tables, is there only because Qt needs one beside a table.

    Qt gives such a paragraph no room; one that is to be seen holds a mark.
    """
    if block.length() != 1:
        return False
    return table_of(block.next()) is not None or table_of(block.previous()) is not None


def has_own_mark(block: QTextBlock) -> bool:
    """Whether what stands in front of a paragraph is the mark of another one, not the edge of a cell or a table."""
    position = block.position()
    return position > 0 and block.document().characterAt(position - 1) not in _EDGES


def clear_cell(char_format: QTextCharFormat) -> None:
    """Makes the format of a cell, which is that of the text in an empty one, a format of text."""
    if is_of_cell(char_format):
        for key in _OF_CELLS:
            char_format.clearProperty(key)
        char_format.clearProperty(QTextFormat.Property.ObjectType)


def _table_format(table: Table, columns: int, page_break: bool) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setCellSpacing(0)
    made.setCellPadding(0)
    made.setBorderCollapse(True)
    made.setBorder(_line(table.border))
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(QBrush(QColor(Qt.GlobalColor.black)))
    made.setHeaderRowCount(table.header_rows)
    if table.widths:
        named = [max(width, 1.0) for width in table.widths[:columns]]
        named += [named[-1]] * (columns - len(named))
        lengths = [QTextLength(QTextLength.Type.FixedLength, width * PIXELS_PER_POINT) for width in named]
    else:
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        lengths = [QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns
    made.setColumnWidthConstraints(lengths)
    if page_break:
        made.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    head = msgspec.structs.replace(table, rows=())
    made.setProperty(Property.TABLE, msgspec.json.encode(head).decode())
    return made


def _cell_format(spot: Spot, table: Table, base: QTextCharFormat) -> QTextTableCellFormat:
    made = QTextTableCellFormat()
    made.merge(base)
    made.setTableCellRowSpan(spot.rows)
    made.setTableCellColumnSpan(spot.columns)
    made.setLeftPadding(BESIDE * PIXELS_PER_POINT)
    made.setRightPadding(BESIDE * PIXELS_PER_POINT)
    made.setTopPadding(ABOVE * PIXELS_PER_POINT)
    made.setBottomPadding(ABOVE * PIXELS_PER_POINT)
    if table.border:
        made.setBorder(_line(table.border))
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(QColor(Qt.GlobalColor.black)))
    _shade(made, spot.cell)
    return made


def _shade(cell_format: QTextTableCellFormat, cell: Cell) -> None:
    if cell.shading:
        cell_format.setBackground(QBrush(QColor(cell.shading)))
    else:
        cell_format.clearBackground()


def _line(points: float) -> float:
    # Qt draws no line thinner than a pixel at 96 dots an inch.
    return max(1.0, round(points * PIXELS_PER_POINT)) if points > 0 else 0.0
