"""The dialogs that make a table of text and text of a table: they ask what stands between the cells."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label, tab_to_checked
from retrowriter.ui.theme.metrics import GAP, MARGIN

_PARAGRAPHS, _TABS, _COMMAS, _OTHER = range(4)
_SIGNS = ("", "\t", ",")


class ConvertTableDialog(Dialog):
    """Asks what separates the cells."""

    def __init__(self, parent: QWidget | None, to_text: bool) -> None:
        super().__init__(
            parent, _tr("Convert Table to Text") if to_text else _tr("Convert Text to Table"), help_button=True
        )
        self.choices = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(4)
        for number, text in enumerate((_tr("&Paragraphs"), _tr("&Tabs"), _tr("&Commas"))):
            column.addWidget(self._radio(number, text))
        self.other = QLineEdit("-")
        self.other.setMaxLength(1)
        self.other.setFixedWidth(24)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._radio(_OTHER, _tr("&Other")))
        row.addWidget(label(_tr("&Sign:"), self.other))
        row.addWidget(self.other)
        row.addStretch()
        column.addLayout(row)
        self.choices.button(_TABS).setChecked(True)
        tab_to_checked(self.choices)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(group(_tr("Separate Text With") if to_text else _tr("Separate Text At"), column))
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.choices.button(_PARAGRAPHS): _tr("Each paragraph of a cell is one of the text."),
                self.choices.button(_TABS): _tr("Between two cells there is a tab."),
                self.choices.button(_COMMAS): _tr("Between two cells there is a comma."),
                self.choices.button(_OTHER): _tr("Between two cells there is the sign in the box."),
                self.other: _tr("The sign between two cells."),
            }
        )
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.other.textEdited.connect(lambda _text: self.choices.button(_OTHER).setChecked(True))
        self.choices.button(_TABS).setFocus()

    def separator(self) -> str:
        """What stands between the cells, "" for the end of a paragraph."""
        number = self.choices.checkedId()
        return self.other.text() if number == _OTHER else _SIGNS[number]

    def _radio(self, number: int, text: str) -> QRadioButton:
        radio = QRadioButton(text)
        self.choices.addButton(radio, number)
        return radio


def ask_separator(parent: QWidget | None, to_text: bool) -> str | None:
    """Asks and waits; None when cancelled."""
    dialog = ConvertTableDialog(parent, to_text)
    try:
        return dialog.separator() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConvertTableDialog", text)
