"""The Delete Cells dialog."""

from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, tab_to_checked
from retrowriter.ui.theme.metrics import MARGIN

DeleteKind = Literal["left", "up", "rows", "columns"]

_KINDS: tuple[tuple[str, DeleteKind, str], ...] = (
    ("Shift Cells &Left", "left", "The cells behind in the row close the gap."),
    ("Shift Cells &Up", "up", "The cells below in the column close the gap."),
    ("Delete Entire &Row", "rows", "The rows with the selected cells go."),
    ("Delete Entire &Column", "columns", "The columns with the selected cells go."),
)


class DeleteCellsDialog(Dialog):
    """Asks what is to go and how the gap is closed."""

    def __init__(self, parent: QWidget | None, can_shift: bool = True) -> None:
        """Cells shift only in a table without merged ones."""
        super().__init__(parent, _tr("Delete Cells"), help_button=True)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(4)
        for number, (text, kind, meaning) in enumerate(_KINDS):
            radio = QRadioButton(_tr(text))
            radio.setEnabled(can_shift or kind in ("rows", "columns"))
            self._choices.addButton(radio, number)
            column.addWidget(radio)
            self.explain({radio: _tr(meaning)})
        column.addStretch()
        chosen = self._choices.button(0 if can_shift else 2)
        chosen.setChecked(True)
        tab_to_checked(self._choices)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        body = QHBoxLayout()
        body.setSpacing(2 * MARGIN)
        body.addLayout(column)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        chosen.setFocus()

    def kind(self) -> DeleteKind:
        """The kind chosen."""
        return _KINDS[self._choices.checkedId()][1]


def ask_delete(parent: QWidget | None, can_shift: bool) -> DeleteKind | None:
    """Asks and waits; None when cancelled."""
    dialog = DeleteCellsDialog(parent, can_shift)
    try:
        return dialog.kind() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeleteCellsDialog", text)
