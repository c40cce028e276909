"""A panel of the status bar: sunken by one pixel, grey text for what is off."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrowriter.ui.theme import bevels
from retrowriter.ui.theme.metrics import STATUS_PANEL
from retrowriter.ui.theme.palette import FACE, GRAY_TEXT, HILIGHT, WINDOW_TEXT

_PADDING = 4


class StatusPanel(QWidget):
    """One panel. A panel with a fixed width keeps it; one without takes what is left.

    Signals:
        double_clicked: the panel was double-clicked.
    """

    double_clicked = Signal()

    def __init__(self, text: str = "", width: int = 0, centred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._lit = True
        self._centred = centred
        self.setFixedHeight(STATUS_PANEL)
        if width:
            self.setFixedWidth(width)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """What the panel says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Shows `text`; columns inside a panel are separated by tabs."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(" ".join(text.split()))
            self.update()

    def set_lit(self, lit: bool) -> None:
        """Black text for a mode that is on, embossed grey for one that is off."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def lit(self) -> bool:
        """Whether the text is black."""
        return self._lit

    def sizeHint(self) -> QSize:
        """Qt's override."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 2 * _PADDING + 2, STATUS_PANEL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), FACE)
        bevels.bevel(painter, self.rect(), bevels.STATUS)
        room = self.rect().adjusted(_PADDING, 1, -_PADDING, -1)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextExpandTabs
        flags |= Qt.AlignmentFlag.AlignHCenter if self._centred else Qt.AlignmentFlag.AlignLeft
        if not self._lit:
            painter.setPen(HILIGHT)
            painter.drawText(room.translated(1, 1), flags, self._text)
        painter.setPen(WINDOW_TEXT if self._lit else GRAY_TEXT)
        painter.drawText(room, flags, self._text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self.double_clicked.emit()
