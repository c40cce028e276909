"""The picture of a page: paper with bars for the lines of text, and for header and footer."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import PageSetup
from retrowriter.ui.theme.palette import DARK_SHADOW, GRAY_TEXT, WINDOW

_LINE, _STEP = 1, 3


class PageSample(QWidget):
    """Shows the paper and its margins as they would be.

    Attributes:
        page: the page that is shown.
    """

    def __init__(self, width: int, height: int, marks: bool = True) -> None:
        """Marks: bars stand for the header and the footer."""
        super().__init__()
        self.setFixedSize(width, height)
        self.page = PageSetup()
        self._marks = marks

    def show_page(self, page: PageSetup) -> None:
        """Shows another page."""
        self.page = page
        self.update()

    def sheet(self) -> tuple[QRect, float]:
        """Where the paper is, and how many pixels a point."""
        page, room = self.page, self.rect().adjusted(2, 2, -5, -5)
        scale = min(room.width() / max(page.width, 1.0), room.height() / max(page.height, 1.0))
        width, height = round(page.width * scale), round(page.height * scale)
        left, top = room.left() + (room.width() - width) // 2, room.top() + (room.height() - height) // 2
        return QRect(left, top, width, height), scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        page = self.page
        sheet, scale = self.sheet()
        painter = QPainter(self)
        painter.fillRect(sheet.translated(3, 3), DARK_SHADOW)
        painter.fillRect(sheet.adjusted(-1, -1, 1, 1), DARK_SHADOW)
        painter.fillRect(sheet, WINDOW)
        painter.setClipRect(sheet)
        painter.translate(sheet.topLeft())
        inside = QRectF(page.left, page.top, page.width - page.left - page.right, page.height - page.top - page.bottom)
        inside = QRectF(inside.topLeft() * scale, inside.size() * scale)
        line = round(inside.top())
        number = 0
        while line + _LINE <= inside.bottom():
            # The last line of each paragraph is a short one.
            share = 0.6 if number % 6 == 5 else 1.0
            painter.fillRect(round(inside.left()), line, round(inside.width() * share), _LINE, DARK_SHADOW)
            line += _STEP
            number += 1
        for at in (page.header * scale, sheet.height() - page.footer * scale - _LINE) if self._marks else ():
            painter.fillRect(round(inside.left()), round(at), round(inside.width() / 3), _LINE, GRAY_TEXT)
        painter.end()
