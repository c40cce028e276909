"""The buttons left of the horizontal scroll bar that choose the view."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from retrowriter.ui.theme import bevels
from retrowriter.ui.theme.palette import DARK_SHADOW, FACE, HILIGHT

_SIZE = 16
_SHAPES: dict[str, tuple[str, ...]] = {
    "normal": ("##########", "", "########..", "", "##########", "", "######....", "", "#########."),
    "page": (
        "##########",
        "#........#",
        "#.######.#",
        "#........#",
        "#.######.#",
        "#........#",
        "#.####...#",
        "#........#",
        "##########",
    ),
    "outline": (
        ".#........",
        "###.######",
        ".#........",
        "",
        "....#.....",
        "...###.###",
        "....#.....",
        "",
        "......####",
    ),
}


class ViewButtons(QWidget):
    """One button for each view; the shown one is pressed in.

    Signals:
        chosen: the name of the view whose button was pressed.
    """

    chosen = Signal(str)

    def __init__(self, views: dict[str, str], parent: QWidget | None = None) -> None:
        """`views`: name and words of each."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Button] = {}
        for name, words in views.items():
            button = _Button(_SHAPES[name], words)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def button(self, view: str) -> QAbstractButton:
        """The button of a view."""
        return self._buttons[view]

    def show_view(self, view: str) -> None:
        """Presses the button of a view in."""
        self._buttons[view].setChecked(True)


class _Button(QAbstractButton):
    def __init__(self, shape: tuple[str, ...], words: str) -> None:
        super().__init__()
        self._shape = shape
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(_SIZE, _SIZE)

    def sizeHint(self) -> QSize:
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sunken = self.isChecked() or self.isDown()
        inside = bevels.bevel(painter, self.rect(), bevels.SUNKEN_BUTTON if sunken else bevels.RAISED_BUTTON)
        painter.fillRect(inside, FACE)
        if self.isChecked():
            for y in range(inside.top(), inside.bottom() + 1):
                for x in range(inside.left() + y % 2, inside.right() + 1, 2):
                    painter.fillRect(x, y, 1, 1, HILIGHT)
        corner = QRect(3, 3, 10, 9).translated(int(sunken), int(sunken)).topLeft()
        for y, row in enumerate(self._shape):
            for x, letter in enumerate(row):
                if letter == "#":
                    painter.fillRect(corner.x() + x, corner.y() + y, 1, 1, DARK_SHADOW)
