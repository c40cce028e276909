"""The dialog of a paragraph's borders and shading."""

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from retrowriter.document.model import Border
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.theme.palette import DARK_SHADOW, GRAY_TEXT, SIXTEEN
from retrowriter.ui.widgets.choice_grid import ChoiceGrid, Draw
from retrowriter.ui.widgets.sample_well import SampleWell

_BORDERS: tuple[tuple[str, Border], ...] = (("None", ""), ("Box", "box"), ("Above", "top"), ("Below", "bottom"))
_GRAYS = (5, 10, 20, 25, 30, 40, 50, 60, 70, 80, 90)


class BordersDialog(Dialog):
    """Asks for the border and the shading of paragraphs."""

    def __init__(self, parent: QWidget | None, border: Border, shading: str) -> None:
        super().__init__(parent, _tr("Paragraph Borders and Shading"), help_button=True)
        # The pictures stand beside a label, whose mnemonic goes there.
        self.presets = ChoiceGrid([(_tr(name), _picture(value)) for name, value in _BORDERS], 2, QSize(44, 44))
        self.shading_box = QComboBox()
        self.shading_box.setIconSize(QSize(24, 10))
        self.shading_box.addItem(_tr("None"), "")
        for percent in _GRAYS:
            code = QColor.fromRgbF(1 - percent / 100, 1 - percent / 100, 1 - percent / 100).name()
            self.shading_box.addItem(_swatch(code), f"{percent}%", code)
        for name, code in SIXTEEN.items():
            self.shading_box.addItem(_swatch(code), _tr(name), code)
        if self.shading_box.findData(shading) < 0:
            self.shading_box.addItem(_swatch(shading), _tr("Custom"), shading)
        self._sample = _Sample()
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Border:"), self.presets))
        left.addWidget(self.presets)
        left.addSpacing(GAP)
        left.addWidget(label(_tr("&Shading:"), self.shading_box))
        left.addWidget(self.shading_box)
        left.addStretch()
        inside = QVBoxLayout()
        inside.addWidget(self._sample)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addWidget(group(_tr("Preview"), inside))
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.presets: _tr("On which sides of the paragraphs there is a line."),
                self.shading_box: _tr("The color behind the paragraphs."),
            }
        )
        self.presets.set_current([value for _name, value in _BORDERS].index(border))
        self.shading_box.setCurrentIndex(self.shading_box.findData(shading))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.presets.double_clicked.connect(self.accept)
        self.presets.chosen.connect(self._show_sample)
        self.shading_box.currentIndexChanged.connect(self._show_sample)
        self._show_sample()
        self.presets.setFocus()

    def border(self) -> Border:
        """The border chosen."""
        return _BORDERS[self.presets.current()][1]

    def shading(self) -> str:
        """The colour chosen, "" for none."""
        return str(self.shading_box.currentData())

    def _show_sample(self) -> None:
        self._sample.show_look(self.border(), self.shading())


class _Sample(SampleWell):
    def __init__(self) -> None:
        super().__init__(120, 130)
        self._border: Border = ""
        self._shading = ""

    def show_look(self, border: Border, shading: str) -> None:
        self._border, self._shading = border, shading
        self.update()

    def draw(self, painter: QPainter) -> None:
        box = QRect(16, 46, self.width() - 32, 38)
        for top in (*range(12, 40, 8), *range(94, 120, 8)):
            painter.fillRect(18, top, self.width() - 36, 3, GRAY_TEXT)
        if self._shading:
            painter.fillRect(box, QColor(self._shading))
        for top in range(52, 80, 8):
            painter.fillRect(20, top, self.width() - 40, 3, DARK_SHADOW)
        _draw_border(painter, box, self._border)


def ask_borders(parent: QWidget | None, border: Border, shading: str) -> tuple[Border, str] | None:
    """Asks for border and shading and waits; None when cancelled."""
    dialog = BordersDialog(parent, border, shading)
    try:
        return (dialog.border(), dialog.shading()) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _picture(border: Border) -> Draw:
    def draw(painter: QPainter, room: QRect) -> None:
        box = room.adjusted(6, 8, -6, -8)
        for top in range(box.top() + 5, box.bottom() - 3, 5):
            painter.fillRect(box.left() + 4, top, box.width() - 8, 1, GRAY_TEXT)
        _draw_border(painter, box, border)

    return draw


def _draw_border(painter: QPainter, box: QRect, border: Border) -> None:
    if border in ("box", "top"):
        painter.fillRect(box.left(), box.top(), box.width(), 1, DARK_SHADOW)
    if border in ("box", "bottom"):
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, DARK_SHADOW)
    if border == "box":
        painter.fillRect(box.left(), box.top(), 1, box.height(), DARK_SHADOW)
        painter.fillRect(box.right(), box.top(), 1, box.height(), DARK_SHADOW)


def _swatch(code: str) -> QIcon:
    pixmap = QPixmap(24, 10)
    pixmap.fill(QColor("#000000"))
    painter = QPainter(pixmap)
    painter.fillRect(QRect(1, 1, 22, 8), QColor(code))
    painter.end()
    return QIcon(pixmap)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BordersDialog", text)
