"""The picture of a page: paper with bars for the lines of text, and for header and footer."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import PageSetup
from retrowriter.ui.theme.palette import DARK_SHADOW, GRAY_TEXT, WINDOW

_LINE, _STEP = 1, 3


class PageSample(QWidget):
    """Shows the paper and its margins as they would be."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.setFixedSize(width, height)
        self._page = PageSetup()

    def show_page(self, page: PageSetup) -> None:
        """Shows another page."""
        self._page = page
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        page = self._page
        painter = QPainter(self)
        room = self.rect().adjusted(2, 2, -5, -5)
        scale = min(room.width() / max(page.width, 1.0), room.height() / max(page.height, 1.0))
        width, height = round(page.width * scale), round(page.height * scale)
        left, top = room.left() + (room.width() - width) // 2, room.top() + (room.height() - height) // 2
        painter.fillRect(left + 3, top + 3, width, height, DARK_SHADOW)
        painter.fillRect(left - 1, top - 1, width + 2, height + 2, DARK_SHADOW)
        painter.fillRect(left, top, width, height, WINDOW)
        painter.translate(left, top)
        painter.setClipRect(0, 0, width, height)
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
        for at in (page.header * scale, height - page.footer * scale - _LINE):
            painter.fillRect(round(inside.left()), round(at), round(inside.width() / 3), _LINE, GRAY_TEXT)
        painter.end()
