"""The Zoom dialog."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label, tab_to_checked
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.sample_well import SampleWell

Fit = Literal["", "width", "page"]

MIN_PERCENT, MAX_PERCENT = 10, 500

_CHOICES = {200: "&200%", 100: "&100%", 75: "&75%", 50: "&50%"}
# Ids of the two choices that fit the window; QButtonGroup keeps -1 for itself.
_WIDTH, _PAGE = -2, -3
_SAMPLE = "AaBbCcXxYyZz"


class ZoomDialog(Dialog):
    """Asks how large the page is shown: a percentage, or one that fits the window."""

    def __init__(self, parent: QWidget | None, percent: int = 100, fit: Fit = "") -> None:
        super().__init__(parent, _tr("Zoom"), help_button=True)
        self.percent_box = QSpinBox()
        self.percent_box.setRange(MIN_PERCENT, MAX_PERCENT)
        self.percent_box.setSuffix("%")
        self.percent_box.setFixedWidth(58)
        self._choices = QButtonGroup(self)
        self._sample = _Sample()
        radios = QVBoxLayout()
        radios.setSpacing(4)
        texts = {**_CHOICES, _WIDTH: _tr("Page &Width"), _PAGE: _tr("Wh&ole Page")}
        for number, text in texts.items():
            radio = QRadioButton(text)
            self._choices.addButton(radio, number)
            radios.addWidget(radio)
        radios.addStretch()
        percent_row = QHBoxLayout()
        percent_row.setSpacing(GAP)
        percent_row.addWidget(label(_tr("P&ercent:"), self.percent_box))
        percent_row.addWidget(self.percent_box)
        percent_row.addStretch()
        sample = QVBoxLayout()
        sample.addWidget(self._sample)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(group(_tr("Zoom To"), radios))
        left.addLayout(percent_row)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addWidget(group(_tr("Preview"), sample))
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        fits = _tr("Makes the page as large as the window allows.")
        self.explain(
            {
                self.percent_box: _tr("The size on the screen in percent of the size on paper."),
                self._choices.button(_WIDTH): fits,
                self._choices.button(_PAGE): fits,
            }
        )
        tab_to_checked(self._choices)
        self.percent_box.valueChanged.connect(self._percent_typed)
        self._choices.idToggled.connect(self._chosen)
        self.percent_box.setValue(percent)
        self._percent_typed(percent)
        if fit:
            self._choices.button(_WIDTH if fit == "width" else _PAGE).setChecked(True)
        self.percent_box.setFocus()
        self.percent_box.selectAll()

    def percent(self) -> int:
        """The percentage; without meaning while fit() says something."""
        return self.percent_box.value()

    def fit(self) -> Fit:
        """ "width" or "page" for a zoom that fits the window, "" for the percentage."""
        fits: dict[int, Fit] = {_WIDTH: "width", _PAGE: "page"}
        return fits.get(self._choices.checkedId(), "")

    def _percent_typed(self, percent: int) -> None:
        self._sample.show_percent(percent)
        button = self._choices.button(percent)
        if button is not None:
            button.setChecked(True)
            return
        # No choice has this percentage: none is marked.
        self._choices.setExclusive(False)
        for other in self._choices.buttons():
            other.setChecked(False)
        self._choices.setExclusive(True)

    def _chosen(self, value: int, checked: bool) -> None:
        if checked and value > 0:
            self.percent_box.setValue(value)


class _Sample(SampleWell):
    def __init__(self) -> None:
        super().__init__(150, 130)
        self._percent = 100

    def show_percent(self, percent: int) -> None:
        self._percent = percent
        self.update()

    def draw(self, painter: QPainter) -> None:
        painter.setFont(fonts.document_font("Times New Roman", max(1.0, 12 * self._percent / 100)))
        height = max(1, painter.fontMetrics().height())
        top = 6
        while top < self.height():
            painter.drawText(QRect(8, top, 2000, height), Qt.AlignmentFlag.AlignLeft, _SAMPLE)
            top += height


def _tr(text: str) -> str:
    return QCoreApplication.translate("ZoomDialog", text)
