"""The dialogs that take models into the library: how a file is taken, and what is made of a checkpoint folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from retrowriter.models.intake import How
from retrowriter.models.records import Model
from retrowriter.ui.dialogs.base import Dialog, button_row, buttons, label, tab_to_checked
from retrowriter.ui.theme.metrics import GAP

# What the converter can make, with words for each; the first is offered.
OUT_TYPES = (
    ("q4_k_m", "Small: about 5 bits a weight (q4_k_m)"),
    ("q8_0", "Half the size, as good as the original (q8_0)"),
    ("f16", "As it is, 16 bits (f16)"),
    ("bf16", "As it is, 16 bits (bf16)"),
)

_WIDTH = 320
_ELIDE = Qt.TextElideMode.ElideMiddle


class AddModelDialog(Dialog):
    """Asks how a file is taken: copied, linked, or used where it is."""

    def __init__(self, parent: QWidget | None, path: Path) -> None:
        super().__init__(parent, _tr("Add Model"), help_button=True)
        name = QLabel(self.fontMetrics().elidedText(str(path), _ELIDE, _WIDTH))
        self.copy_button = QRadioButton(_tr("C&opy it into the models folder"))
        self.link_button = QRadioButton(_tr("Make a &link to it there"))
        self.place_button = QRadioButton(_tr("Use it &where it is"))
        self.copy_button.setChecked(True)
        choices = QButtonGroup(self)
        for button in (self.copy_button, self.link_button, self.place_button):
            choices.addButton(button)
        tab_to_checked(choices)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        body = QVBoxLayout()
        body.setSpacing(GAP)
        for widget in (name, self.copy_button, self.link_button, self.place_button):
            body.addWidget(widget)
        body.addSpacing(GAP)
        body.addLayout(button_row([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.copy_button: _tr("Safe, whatever happens to the file there. Needs room for it twice."),
                self.link_button: _tr("Needs no room. On one disk, the model stays when the file there is deleted."),
                self.place_button: _tr("Needs no room. When the file is moved or deleted, the model is gone."),
            }
        )
        self.copy_button.setFocus()

    def how(self) -> How:
        """What was chosen."""
        if self.link_button.isChecked():
            return "link"
        return "in place" if self.place_button.isChecked() else "copy"


class ConvertDialog(Dialog):
    """Asks what to make of a checkpoint folder; an adapter's folder needs the model that it belongs to."""

    def __init__(self, parent: QWidget | None, folder: Path, models: Sequence[Model]) -> None:
        super().__init__(parent, _tr("Convert a Model"), help_button=True)
        self._adapter = (folder / "adapter_config.json").is_file()
        self.name_edit = QLineEdit(folder.name)
        self.type_box = QComboBox()
        for outtype, words in OUT_TYPES:
            self.type_box.addItem(_tr(words), outtype)
        self.base_box = QComboBox()
        for model in models:
            if model.kind == "model" and model.state in ("good", "unchecked"):
                self.base_box.addItem(model.title, model.path)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(GAP)
        shown = QLabel(self.fontMetrics().elidedText(str(folder), _ELIDE, _WIDTH))
        grid.addWidget(QLabel(_tr("Folder:")), 0, 0)
        grid.addWidget(shown, 0, 1)
        fields = [(_tr("&Name:"), self.name_edit), (_tr("&Type:"), self.type_box)]
        if self._adapter:
            fields.append((_tr("&Base:"), self.base_box))
        for row, (text, field) in enumerate(fields, 1):
            grid.addWidget(label(text, field), row, 0)
            grid.addWidget(field, row, 1)
        self.name_edit.setMinimumWidth(_WIDTH)
        body = QVBoxLayout()
        body.setSpacing(GAP)
        body.addLayout(grid)
        body.addSpacing(GAP)
        body.addLayout(button_row([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.name_edit: _tr("The name of the model in lists."),
                self.type_box: _tr("How the weights are kept: smaller is faster and knows a little less."),
                self.base_box: _tr("The model that the adapter was trained on."),
            }
        )
        self.name_edit.setFocus()
        self.name_edit.selectAll()

    def title(self) -> str:
        """The name of the model."""
        return self.name_edit.text().strip()

    def outtype(self) -> str:
        """The type that is wanted."""
        return str(self.type_box.currentData())

    def base(self) -> str:
        """Path of the base of an adapter, "" for a whole model."""
        return str(self.base_box.currentData() or "") if self._adapter else ""

    def accept(self) -> None:
        """Qt's override: a model needs a name."""
        if self.title():
            super().accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddModelDialog", text)
