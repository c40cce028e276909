"""The dotted lines that show the cells of a table without lines; they are on the screen only."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextTable, QTextTableCell

from retrowriter.ui import table_formats
from retrowriter.ui.table_formats import ABOVE, BESIDE
from retrowriter.ui.text_formats import PIXELS_PER_POINT
from retrowriter.ui.theme.palette import SHADOW


def paint(painter: QPainter, area: QRectF, table: QTextTable, scale: float) -> None:
    """Paints those of a table that are in an area; `scale`: pixels a point."""
    if table_formats.head_of(table).border:
        return
    rows = [[(cell, _room(cell, scale)) for cell in row] for row in table_formats.cells_of(table)]
    bottoms: dict[int, float] = {}
    for cell, room in (place for row in rows for place in row):
        last = cell.row() + cell.rowSpan() - 1
        bottoms[last] = max(bottoms.get(last, 0.0), room.bottom())
    painter.setPen(QPen(SHADOW, 1, Qt.PenStyle.DotLine))
    for cell, room in (place for row in rows for place in row):
        room.setBottom(bottoms[cell.row() + cell.rowSpan() - 1])
        if not room.intersects(area):
            continue
        edges = room.toRect()
        # Each line once: those above and at the left belong to the neighbors, but for the first ones.
        painter.drawLine(QLineF(edges.right() + 1, edges.top(), edges.right() + 1, edges.bottom()))
        painter.drawLine(QLineF(edges.left(), edges.bottom() + 1, edges.right(), edges.bottom() + 1))
        if cell.column() == 0:
            painter.drawLine(QLineF(edges.left(), edges.top(), edges.left(), edges.bottom()))
        if cell.row() == 0:
            painter.drawLine(QLineF(edges.left(), edges.top(), edges.right(), edges.top()))


def _room(cell: QTextTableCell, scale: float) -> QRectF:
    blocks = table_formats.blocks_of_cell(cell)
    first, last = _rect(blocks[0]), _rect(blocks[-1])
    margin = scale / PIXELS_PER_POINT
    top = first.top() - blocks[0].blockFormat().topMargin() * margin - ABOVE * scale
    bottom = last.bottom() + blocks[-1].blockFormat().bottomMargin() * margin + ABOVE * scale
    return QRectF(first.left() - BESIDE * scale, top, first.width() + 2 * BESIDE * scale, bottom - top)


def _rect(block: QTextBlock) -> QRectF:
    return block.document().documentLayout().blockBoundingRect(block)
