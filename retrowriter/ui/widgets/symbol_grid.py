"""A grid of signs of which one is chosen; that one is shown large."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.ui.theme import bevels, fonts
from retrowriter.ui.theme.palette import DARK_SHADOW, SELECTION, SELECTION_TEXT, SHADOW, WINDOW, WINDOW_TEXT

COLUMNS, ROWS = 24, 9

_CELL = 17
_LARGE = 34


class SymbolGrid(QWidget):
    """Signs in cells; the arrow keys walk over them.

    Signals:
        chosen: another sign is chosen.
        double_clicked: a sign was double-clicked.
    """

    chosen = Signal(str)
    double_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._signs = ""
        self._family = "Times New Roman"
        self._current = 0
        # Room for the large picture of the signs at the edges.
        self.setFixedSize(COLUMNS * _CELL + 1 + 2 * 9, ROWS * _CELL + 1 + 2 * 9)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def current(self) -> str:
        """The sign chosen, "" for none."""
        return self._signs[self._current : self._current + 1]

    def show_signs(self, signs: str, family: str) -> None:
        """Shows these signs in this font."""
        self._signs, self._family = signs[: COLUMNS * ROWS], family
        self._choose(0)

    def cell(self, number: int) -> QRect:
        """Where a sign is."""
        row, column = divmod(number, COLUMNS)
        return QRect(9 + column * _CELL, 9 + row * _CELL, _CELL + 1, _CELL + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        painter.setFont(fonts.document_font(self._family, 9))
        for number in range(COLUMNS * ROWS):
            cell = self.cell(number)
            painter.fillRect(cell, SHADOW)
            painter.fillRect(cell.adjusted(1, 1, -1, -1), WINDOW)
            if number < len(self._signs):
                painter.setPen(WINDOW_TEXT)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, self._signs[number])
        if self.current():
            self._draw_large(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self._choose_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's override: with the button down the choice follows."""
        self._choose_at(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self._choose_at(event.position().toPoint())
        self.double_clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
            Qt.Key.Key_Home: -self._current,
            Qt.Key.Key_End: len(self._signs) - 1 - self._current,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._current + step < len(self._signs):
            self._choose(self._current + step)

    def _draw_large(self, painter: QPainter) -> None:
        room = QRect(0, 0, _LARGE, _LARGE)
        room.moveCenter(self.cell(self._current).center())
        room.moveLeft(min(max(room.left(), 0), self.width() - _LARGE - 3))
        room.moveTop(min(max(room.top(), 0), self.height() - _LARGE - 3))
        painter.fillRect(room.translated(3, 3), DARK_SHADOW)
        focused = self.hasFocus()
        painter.fillRect(room, SELECTION if focused else WINDOW)
        bevels.edge(painter, room, DARK_SHADOW, DARK_SHADOW)
        painter.setPen(SELECTION_TEXT if focused else WINDOW_TEXT)
        painter.setFont(fonts.document_font(self._family, 18))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.current())

    def _choose_at(self, place: QPoint) -> None:
        for number in range(len(self._signs)):
            if self.cell(number).contains(place):
                self._choose(number)
                return

    def _choose(self, number: int) -> None:
        self._current = number
        self.setAccessibleDescription(self.current())
        self.chosen.emit(self.current())
        self.update()
