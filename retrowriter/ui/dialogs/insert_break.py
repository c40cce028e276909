"""The Break dialog."""

from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, tab_to_checked
from retrowriter.ui.theme.metrics import MARGIN

BreakKind = Literal["page", "line"]

_KINDS: tuple[tuple[str, BreakKind, str], ...] = (
    ("&Page Break", "page", "What follows begins on a new page."),
    ("&Line Break", "line", "What follows begins on a new line of the same paragraph."),
)


class BreakDialog(Dialog):
    """Asks what is to be broken."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _tr("Break"), help_button=True)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(4)
        for number, (text, _kind, meaning) in enumerate(_KINDS):
            radio = QRadioButton(_tr(text))
            self._choices.addButton(radio, number)
            column.addWidget(radio)
            self.explain({radio: _tr(meaning)})
        self._choices.button(0).setChecked(True)
        tab_to_checked(self._choices)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(group(_tr("Insert"), column))
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self._choices.button(0).setFocus()

    def kind(self) -> BreakKind:
        """The kind chosen."""
        return _KINDS[self._choices.checkedId()][1]


def ask_break(parent: QWidget | None) -> BreakKind | None:
    """Asks and waits; None when cancelled."""
    dialog = BreakDialog(parent)
    try:
        return dialog.kind() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("BreakDialog", text)
