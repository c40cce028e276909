"""The Change Case dialog."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from retrowriter.text.case import Case
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, tab_to_checked
from retrowriter.ui.theme.metrics import MARGIN

# Each written in its own case.
_CASES: tuple[tuple[str, Case, str], ...] = (
    ("&Sentence case.", "sentence", "A capital where a sentence begins, small letters elsewhere."),
    ("&lowercase", "lower", "Small letters."),
    ("&UPPERCASE", "upper", "Capitals."),
    ("&Title Case", "title", "A capital where a word begins, small letters elsewhere."),
    ("t&OGGLE cASE", "toggle", "Small letters for capitals and capitals for small letters."),
)


class ChangeCaseDialog(Dialog):
    """Asks for a case."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _tr("Change Case"), help_button=True)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(4)
        for number, (text, _case, meaning) in enumerate(_CASES):
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
        body.setSpacing(4 * MARGIN)
        body.addLayout(column)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self._choices.button(0).setFocus()

    def case(self) -> Case:
        """The case chosen."""
        return _CASES[self._choices.checkedId()][1]


def ask_case(parent: QWidget | None) -> Case | None:
    """Asks for a case and waits; None when cancelled."""
    dialog = ChangeCaseDialog(parent)
    try:
        return dialog.case() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChangeCaseDialog", text)
