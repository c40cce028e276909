"""The grid that drops down from the Insert Table button: the table is as large as what is marked in it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from retrowriter.ui.theme import bevels, fonts
from retrowriter.ui.theme.palette import FACE, SELECTION, SHADOW, WINDOW, WINDOW_TEXT

_CELL, _EDGE, _LINE = 17, 3, 16
_COLUMNS, _ROWS = 8, 6


class TableGrid(QWidget):
    """Rows and columns to mark with the mouse or the arrow keys.

    Signals:
        chosen: rows and columns.
        cancelled: none are wanted.
    """

    chosen = Signal(int, int)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = self._columns = 0
        self.setAccessibleName("Table Size")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Qt's override."""
        return QSize(_COLUMNS * _CELL + 2 * _EDGE, _ROWS * _CELL + 2 * _EDGE + _LINE)

    def mark(self, rows: int, columns: int) -> None:
        """Marks so many; 0 for none."""
        self._rows, self._columns = min(rows, _ROWS), min(columns, _COLUMNS)
        self.setAccessibleDescription(self._text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), FACE)
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                cell = QRect(_EDGE + column * _CELL, _EDGE + row * _CELL, _CELL - 1, _CELL - 1)
                marked = row < self._rows and column < self._columns
                painter.fillRect(cell, SELECTION if marked else WINDOW)
                bevels.edge(painter, cell, SHADOW, SHADOW)
        painter.setFont(fonts.ui_font())
        painter.setPen(WINDOW_TEXT)
        room = QRect(0, self.height() - _LINE - 1, self.width(), _LINE)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._text())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self._mark_at(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self._mark_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self._mark_at(event.position().toPoint())
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: the arrow keys mark, Enter chooses."""
        step = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }.get(Qt.Key(event.key()))
        if step is not None:
            self.mark(max(1, self._rows + step[0]), max(1, self._columns + step[1]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()

    def _mark_at(self, place: QPoint) -> None:
        inside = self.rect().adjusted(0, 0, 0, -_LINE).contains(place)
        rows, columns = (place.y() - _EDGE) // _CELL + 1, (place.x() - _EDGE) // _CELL + 1
        self.mark(max(1, rows), max(1, columns)) if inside else self.mark(0, 0)

    def _choose(self) -> None:
        if self._rows and self._columns:
            self.chosen.emit(self._rows, self._columns)
        else:
            self.cancelled.emit()

    def _text(self) -> str:
        return f"{self._rows} x {self._columns} Table" if self._rows and self._columns else "Cancel"


class TableGridMenu(QMenu):
    """A menu that is the grid alone.

    Signals:
        chosen: rows and columns.
    """

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = TableGrid()
        entry = QWidgetAction(self)
        entry.setDefaultWidget(self.grid)
        self.addAction(entry)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.cancelled.connect(self.close)
        self.aboutToShow.connect(self._on_about_to_show)

    def _on_about_to_show(self) -> None:
        self.grid.mark(0, 0)
        self.setActiveAction(self.actions()[0])
        self.grid.setFocus()

    def _on_chosen(self, rows: int, columns: int) -> None:
        self.close()
        self.chosen.emit(rows, columns)
