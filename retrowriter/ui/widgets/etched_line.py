"""The groove that separates parts of a dialog."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrowriter.ui.theme import bevels


class EtchedLine(QWidget):
    """A horizontal groove, 2 pixels high, as wide as its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        bevels.etched_line(QPainter(self), 0, 0, self.width())
