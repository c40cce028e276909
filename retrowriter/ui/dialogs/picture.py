"""The Picture dialog: the size of a picture, and the words that stand for it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from retrowriter.document.model import Picture
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.length_box import LengthBox

_LEAST, _MOST = 0.1, 22.0
_LONGEST = 250


class PictureDialog(Dialog):
    """Asks for size and description; width and height go together unless that is switched off."""

    def __init__(self, parent: QWidget | None, shown: Picture, original: tuple[float, float]) -> None:
        """`original`: the size that the file gives, in points."""
        super().__init__(parent, _tr("Picture"), help_button=True)
        self._original = original
        self.width_box, self.height_box = LengthBox(least=_LEAST, most=_MOST), LengthBox(least=_LEAST, most=_MOST)
        self.across, self.down = _percent(), _percent()
        self.together = QCheckBox(_tr("&Keep Proportions"))
        self.together.setChecked(True)
        self.description = QLineEdit(shown.description)
        self.description.setMaxLength(_LONGEST)
        self.ok_button, self.cancel_button, self.reset_button = buttons("OK", _tr("Cancel"), _tr("Re&set"))
        left = QVBoxLayout()
        left.setSpacing(GAP)
        boxes = QHBoxLayout()
        boxes.setSpacing(GAP)
        boxes.addWidget(group(_tr("Size"), _grid((_tr("Wi&dth:"), self.width_box), (_tr("Hei&ght:"), self.height_box))))
        boxes.addWidget(group(_tr("Scaling"), _grid((_tr("&Width:"), self.across), (_tr("&Height:"), self.down))))
        left.addLayout(boxes)
        left.addWidget(self.together)
        size = _tr('Original size: {0:.2f}" by {1:.2f}"').format(original[0] / 72, original[1] / 72)
        left.addWidget(QLabel(size))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(_tr("Desc&ription:"), self.description))
        words.addWidget(self.description)
        left.addLayout(words)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button, self.reset_button]))
        self.set_body(body)
        self._explain()
        self._show(shown.width, shown.height)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.reset_button.clicked.connect(lambda: self._show(*original))
        self.width_box.valueChanged.connect(lambda: self._on_changed(self.width_box.points(), None))
        self.height_box.valueChanged.connect(lambda: self._on_changed(None, self.height_box.points()))
        self.across.valueChanged.connect(lambda value: self._on_changed(original[0] * value / 100, None))
        self.down.valueChanged.connect(lambda value: self._on_changed(None, original[1] * value / 100))
        self.width_box.setFocus()
        self.width_box.selectAll()

    def fields(self) -> dict[str, object]:
        """The fields of Picture as they are now."""
        width, height = (round(length, 2) for length in self._size)
        return {"width": width, "height": height, "description": self.description.text().strip()}

    def _on_changed(self, width: float | None, height: float | None) -> None:
        if self.together.isChecked():
            factor = (width or 0.0) / self._size[0] if width is not None else (height or 0.0) / self._size[1]
            self._show(self._size[0] * factor, self._size[1] * factor)
        else:
            self._show(width or self._size[0], height or self._size[1])

    def _show(self, width: float, height: float) -> None:
        self._size = (width, height)
        values: tuple[tuple[QSpinBox | LengthBox, float], ...] = (
            (self.width_box, width / 72),
            (self.height_box, height / 72),
            (self.across, 100 * width / self._original[0]),
            (self.down, 100 * height / self._original[1]),
        )
        for box, value in values:
            box.blockSignals(True)
            if isinstance(box, QSpinBox):
                box.setValue(round(value))
            # What is typed stays as it is typed.
            elif not box.hasFocus() or abs(box.value() - value) > 0.006:
                box.setValue(value)
            box.blockSignals(False)

    def _explain(self) -> None:
        self.explain(
            {
                self.width_box: _tr("How wide the picture is on paper."),
                self.height_box: _tr("How high the picture is on paper."),
                self.across: _tr("The width in per cent of the original one."),
                self.down: _tr("The height in per cent of the original one."),
                self.together: _tr("Width and height change together, so that nothing is distorted."),
                self.description: _tr("What the picture shows, for those who cannot see it."),
                self.reset_button: _tr("Gives the picture its original size."),
            }
        )


def _percent() -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, 1000)
    box.setSuffix("%")
    box.setFixedWidth(62)
    return box


def _grid(*rows: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP)
    for number, (text, box) in enumerate(rows):
        grid.addWidget(label(text, box), number, 0)
        grid.addWidget(box, number, 1)
    return grid


def ask_picture(parent: QWidget | None, shown: Picture, original: tuple[float, float]) -> dict[str, object] | None:
    """Asks for the fields to change and waits; None when cancelled."""
    dialog = PictureDialog(parent, shown, original)
    try:
        return dialog.fields() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PictureDialog", text)
