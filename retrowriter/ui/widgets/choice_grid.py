"""Pictures in a grid of which one is chosen, as dialogs of 1995 show borders and bullets."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.ui.theme import bevels
from retrowriter.ui.theme.palette import DARK_SHADOW, SELECTION, WINDOW

Draw = Callable[[QPainter, QRect], None]

_GAP = 8


class ChoiceGrid(QWidget):
    """Wells with pictures; the chosen one has a thick frame. The arrow keys walk over them.

    Signals:
        chosen: another one is chosen; its number.
        double_clicked: it was chosen with a double-click, which is as good as OK.
    """

    chosen = Signal(int)
    double_clicked = Signal()

    def __init__(self, choices: list[tuple[str, Draw]], columns: int, size: QSize) -> None:
        """Choices are a name for screen readers and what draws the picture."""
        super().__init__()
        self._choices = choices
        self._columns = columns
        self._size = size
        self._current = -1
        rows = -(-len(choices) // columns)
        self.setFixedSize(columns * (size.width() + _GAP) - _GAP + 6, rows * (size.height() + _GAP) - _GAP + 6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def current(self) -> int:
        """The number of the chosen picture, -1 for none."""
        return self._current

    def set_current(self, number: int) -> None:
        """Chooses a picture; -1 = none."""
        if number != self._current:
            self._current = number
            self.setAccessibleDescription(self._choices[number][0] if number >= 0 else "")
            self.chosen.emit(number)
        self.update()

    def cell(self, number: int) -> QRect:
        """Where a picture is."""
        column, row = number % self._columns, number // self._columns
        x, y = 3 + column * (self._size.width() + _GAP), 3 + row * (self._size.height() + _GAP)
        return QRect(x, y, self._size.width(), self._size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        for number, (_name, draw) in enumerate(self._choices):
            cell = self.cell(number)
            if number == self._current:
                painter.fillRect(cell.adjusted(-3, -3, 3, 3), SELECTION if self.hasFocus() else DARK_SHADOW)
            painter.fillRect(cell, WINDOW)
            bevels.bevel(painter, cell, bevels.SUNKEN_FIELD)
            painter.save()
            painter.setClipRect(cell.adjusted(2, 2, -2, -2))
            draw(painter, cell.adjusted(2, 2, -2, -2))
            painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self._choose_at(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        if self._choose_at(event):
            self.double_clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self._current < 0:
            self.set_current(0)
        elif 0 <= self._current + step < len(self._choices):
            self.set_current(self._current + step)

    def _choose_at(self, event: QMouseEvent) -> bool:
        for number in range(len(self._choices)):
            if self.cell(number).contains(event.position().toPoint()):
                self.set_current(number)
                return True
        return False
