"""What the editor paints over Qt's text: bullets and numbers, borders, tab leaders, other underlines, hidden text, and
the zigzag below misspelt words.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QTextBlock,
    QTextDocument,
    QTextLine,
    QTextTable,
)

from retrowriter.document.model import ParagraphFormat, Tab
from retrowriter.document.styles import over
from retrowriter.ui import gridlines, text_formats
from retrowriter.ui.numbering import Numbering
from retrowriter.ui.table_formats import first_of_row, has_own_mark, table_of
from retrowriter.ui.text_formats import Property, Sheet
from retrowriter.ui.theme import fonts

_BLACK = QColor(Qt.GlobalColor.black)
_RED = QColor(Qt.GlobalColor.red)
# Between the text and a border around it, in points.
_BORDER_GAP = 3.0
_LEADERS = {".": 3.0, "-": 6.0}


class Decorations:
    """Paints what belongs to the text of one document and Qt has no format for.

    Attributes:
        misspelt: says where the misspelt words of a paragraph stand; None while nothing checks them.
        gridlines: the cells of tables without lines are shown.
    """

    def __init__(self, document: QTextDocument, sheet: Sheet) -> None:
        self._document = document
        self._sheet = sheet
        self.numbering = Numbering(document)
        self.gridlines = False
        self.misspelt: Callable[[QTextBlock], Sequence[tuple[int, int]]] | None = None

    def paint(self, painter: QPainter, area: QRectF, first: QTextBlock, scale: float) -> None:
        """Paints what is in `area` of the document, beginning with the paragraph `first`.

        Args:
            painter: its origin is the document's.
            area: in the document's pixels.
            first: a paragraph at or above the top of the area.
            scale: pixels a point.
        """
        layout = self._document.documentLayout()
        seen: QTextTable | None = None
        table = table_of(first)
        # Beside the paragraph at the top there may be others above it in the text: those of its row.
        block = first if table is None else self._document.findBlock(first_of_row(table, first))
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            # The cells of a row begin at one height; within a cell others may follow that begin further up.
            if rect.top() > area.bottom() and (not has_own_mark(block) or table_of(block) is None):
                return
            here = table_of(block) if self.gridlines else None
            if here is not None and here != seen:
                seen = here
                gridlines.paint(painter, area, here, scale)
            if block.isVisible() and rect.bottom() >= area.top():
                self._paint_block(painter, block, rect, scale)
            block = block.next()

    def _paint_block(self, painter: QPainter, block: QTextBlock, rect: QRectF, scale: float) -> None:
        block_format = block.blockFormat()
        base = self._sheet.style(text_formats.style_of(block)).paragraph
        shown = over(base, text_formats.paragraph_format_of(block_format))
        if shown.border:
            _paint_border(painter, block, rect, shown, scale)
        marker = self.numbering.text(block)
        if marker:
            _paint_marker(painter, block, marker, shown, scale)
        if any(tab.leader for tab in shown.tabs) and "\t" in block.text():
            _paint_leaders(painter, block, shown, scale)
        for part in text_formats.fragments(block):
            char_format = part.charFormat()
            underline, hidden = char_format.property(Property.UNDERLINE), char_format.property(Property.HIDDEN)
            if underline or hidden:
                color = char_format.foreground().color() if char_format.foreground().style().value else _BLACK
                start = part.position() - block.position()
                words = underline == "words"
                for line, left, right in _pieces(block, start, part.length(), part.text() if words else ""):
                    y = _origin(block).y() + line.y() + line.ascent() + max(1.0, round(scale * 0.75))
                    if hidden:
                        painter.setPen(QPen(color, 1, Qt.PenStyle.DotLine))
                        painter.drawLine(QPointF(left, y + 1), QPointF(right, y + 1))
                    if underline:
                        thickness = max(1.0, round(scale / 2))
                        painter.fillRect(QRectF(left, y, right - left, thickness), color)
                        if underline == "double":
                            painter.fillRect(QRectF(left, y + 2 * thickness, right - left, thickness), color)
        for start, end in self.misspelt(block) if self.misspelt is not None else ():
            for line, left, right in _pieces(block, start, end - start, ""):
                y = round(_origin(block).y() + line.y() + line.ascent()) + 1
                painter.drawTiledPixmap(round(left), y, round(right) - round(left), 3, _zigzag())


def _origin(block: QTextBlock) -> QPointF:
    # The layout's own position is one inside a cell.
    return block.document().documentLayout().blockBoundingRect(block).topLeft()


def _x(line: QTextLine, position: int) -> float:
    # PySide6 gives the position back beside the place, which its stubs don't know.
    found: Any = line.cursorToX(position)
    return float(found[0])


def _pieces(block: QTextBlock, start: int, length: int, words: str) -> Iterator[tuple[QTextLine, float, float]]:
    """Where a stretch of a paragraph stands: line, left, right. `words`: the stretch's text, whose blanks are out."""
    stretches = [(start, start + length)]
    if words:
        stretches, begin = [], -1
        for index, letter in enumerate(words + " "):
            if letter.isspace() and begin >= 0:
                stretches.append((start + begin, start + index))
                begin = -1
            elif not letter.isspace() and begin < 0:
                begin = index
    layout = block.layout()
    for first, last in stretches:
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            from_, to = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if from_ < to:
                origin = _origin(block).x()
                yield line, origin + _x(line, from_), origin + _x(line, to)


def _paint_marker(painter: QPainter, block: QTextBlock, text: str, shown: ParagraphFormat, scale: float) -> None:
    layout = block.layout()
    if not layout.lineCount():
        return
    line = layout.lineAt(0)
    char_format = block.charFormat()
    for part in text_formats.fragments(block):
        char_format = part.charFormat()
        break
    font = QFont(char_format.font())
    families = char_format.fontFamilies()
    if families:
        font.setFamilies(families)
    fonts.set_edges(font)
    size = char_format.fontPointSize() or 12.0
    # The painter's device has 96 dots an inch at every zoom.
    font.setPixelSize(max(1, round(size * scale)))
    font.setUnderline(False)
    font.setStrikeOut(False)
    painter.setFont(font)
    painter.setPen(char_format.foreground().color() if char_format.foreground().style().value else _BLACK)
    hanging = -text_formats.indents(shown, text_formats.list_of(block.blockFormat()))[1] * scale
    left = _origin(block).x() + line.naturalTextRect().left() - hanging
    width = QFontMetricsF(font).horizontalAdvance(text)
    if width > hanging - 2 * scale:
        # A long number pushes out to the left, so that it never runs into the text.
        left -= width - (hanging - 2 * scale)
    painter.drawText(QPointF(round(left), round(_origin(block).y() + line.y() + line.ascent())), text)


def _paint_border(painter: QPainter, block: QTextBlock, rect: QRectF, shown: ParagraphFormat, scale: float) -> None:
    layout = block.layout()
    if not layout.lineCount():
        return
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    left_indent, hang = text_formats.indents(shown, text_formats.list_of(block.blockFormat()))
    gap = round(_BORDER_GAP * scale)
    left = rect.left() + (left_indent + min(hang, 0.0)) * scale - gap
    right = rect.right() - (shown.right or 0.0) * scale + gap
    top = _origin(block).y() + first.y() - round(scale)
    bottom = _origin(block).y() + last.y() + last.height() + round(scale)
    thick = max(1, round(scale * 0.75))
    before, behind = _same_box(block.previous(), block), _same_box(block.next(), block)
    if before:
        top = rect.top()
    if behind:
        bottom = rect.bottom()
    if shown.shading:
        # Qt shades as far as the text goes; the shading reaches the lines of the box.
        color = block.blockFormat().background().color()
        painter.fillRect(QRectF(left, top, gap, bottom - top), color)
        painter.fillRect(QRectF(right - gap, top, gap, bottom - top), color)
    top, bottom, left, right = round(top), round(bottom), round(left), round(right)
    if shown.border == "top" or (shown.border == "box" and not before):
        painter.fillRect(left, top, right - left, thick, _BLACK)
    if shown.border == "bottom" or (shown.border == "box" and not behind):
        painter.fillRect(left, bottom - thick, right - left, thick, _BLACK)
    if shown.border == "box":
        painter.fillRect(left, top, thick, bottom - top, _BLACK)
        painter.fillRect(right - thick, top, thick, bottom - top, _BLACK)


@cache
def _zigzag() -> QPixmap:
    tile = QPixmap(4, 3)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    for x, y in enumerate((2, 1, 0, 1)):
        painter.fillRect(x, y, 1, 1, _RED)
    painter.end()
    return tile


def _same_box(neighbour: QTextBlock, block: QTextBlock) -> bool:
    """Whether a neighbour stands in the same box: both have one, and the same indents."""
    if not neighbour.isValid():
        return False
    ours, theirs = block.blockFormat(), neighbour.blockFormat()
    same = (ours.leftMargin(), ours.rightMargin()) == (theirs.leftMargin(), theirs.rightMargin())
    borders = {text_formats.paragraph_format_of(each).border for each in (ours, theirs)}
    return same and borders == {"box"}


def _paint_leaders(painter: QPainter, block: QTextBlock, shown: ParagraphFormat, scale: float) -> None:
    text, layout = block.text(), block.layout()
    for index, letter in enumerate(text):
        if letter != "\t":
            continue
        line = layout.lineForTextPosition(index)
        if not line.isValid():
            continue
        begin, end = _x(line, index), _x(line, index + 1)
        stop = _stop_behind(shown.tabs, begin / scale)
        if stop is None or not stop.leader:
            continue
        y = round(_origin(block).y() + line.y() + line.ascent())
        x, origin = begin + 2 * scale, _origin(block).x()
        if stop.leader == "_":
            painter.fillRect(QRectF(origin + begin, y, end - begin, max(1.0, round(scale * 0.5))), _BLACK)
            continue
        step = _LEADERS[stop.leader] * scale
        # On one grid for all lines, so that the dots of neighbouring lines stand below one another.
        x = -(-x // step) * step
        length = round(scale) if stop.leader == "." else round(3 * scale)
        while x + length <= end - scale:
            painter.fillRect(round(origin + x), y - round(scale), length, max(1, round(scale)), _BLACK)
            x += step


def _stop_behind(tabs: tuple[Tab, ...], position: float) -> Tab | None:
    """The tab stop that a tab at a position, in points from the margin, goes to."""
    behind = [tab for tab in tabs if tab.position > position + 0.01]
    return min(behind, key=lambda tab: tab.position) if behind else None
