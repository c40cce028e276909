"""The sunken white field in which a dialog shows what its choices look like."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.ui.theme import bevels
from retrowriter.ui.theme.palette import WINDOW


class SampleWell(QWidget):
    """A white well of fixed size; subclasses draw inside it."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), WINDOW)
        bevels.bevel(painter, self.rect(), bevels.SUNKEN_FIELD)
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draws the sample; the painter is clipped to the inside."""
