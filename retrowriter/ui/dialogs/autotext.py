"""The AutoText dialog."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme.metrics import MARGIN
from retrowriter.ui.widgets.list_combo import ListCombo

_PREVIEW = 240


class AutoTextChoice(NamedTuple):
    """What is to be done with the entry of this name."""

    action: Literal["insert", "add", "delete"]
    name: str


class AutoTextDialog(Dialog):
    """Asks for an entry to insert, or a name for the selection."""

    def __init__(self, parent: QWidget | None, entries: dict[str, str], selection: str) -> None:
        """Entries are names and their text; `selection` is the text that can be added."""
        super().__init__(parent, _tr("AutoText"), help_button=True)
        self._entries = entries
        self._selection = selection
        self._action: Literal["insert", "add", "delete"] = "insert"
        self.name = ListCombo(sorted(entries, key=str.casefold), 220, rows=7)
        self._preview = QLabel()
        self._preview.setTextFormat(Qt.TextFormat.PlainText)
        self._preview.setWordWrap(True)
        self._preview.setFixedSize(200, 56)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.insert_button, self.cancel_button = buttons(_tr("&Insert"), _tr("Cancel"))
        self.add_button, self.delete_button = buttons(_tr("&Add"), _tr("&Delete"), default=-1)
        inside = QVBoxLayout()
        inside.addWidget(self._preview)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Name:"), self.name))
        left.addWidget(self.name)
        left.addWidget(group(_tr("Selection") if selection else _tr("Preview"), inside))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.insert_button, self.cancel_button, self.add_button, self.delete_button]))
        self.set_body(body)
        self.explain(
            {
                self.name: _tr("The name of the entry. In the text, type it and press F3."),
                self.insert_button: _tr("Puts the entry into the document."),
                self.add_button: _tr("Keeps the selection under this name."),
                self.delete_button: _tr("Deletes the entry."),
            }
        )
        self.insert_button.clicked.connect(lambda: self._end("insert"))
        self.add_button.clicked.connect(lambda: self._end("add"))
        self.delete_button.clicked.connect(lambda: self._end("delete"))
        self.cancel_button.clicked.connect(self.reject)
        self.name.text_changed.connect(self._typed)
        words = " ".join(selection.split())
        self.name.set_text(words[:24].rstrip() if selection else next(iter(sorted(entries)), ""))
        self._typed()
        self.name.setFocus()

    def choice(self) -> AutoTextChoice:
        """What was chosen."""
        return AutoTextChoice(self._action, self.name.text())

    def _end(self, action: Literal["insert", "add", "delete"]) -> None:
        self._action = action
        self.accept()

    def _typed(self) -> None:
        name = self.name.text()
        self.insert_button.setEnabled(name in self._entries)
        self.delete_button.setEnabled(name in self._entries)
        self.add_button.setEnabled(bool(name) and bool(self._selection))
        shown = self._selection or self._entries.get(name, "")
        self._preview.setText(shown if len(shown) <= _PREVIEW else shown[:_PREVIEW] + "...")


def ask_autotext(parent: QWidget | None, entries: dict[str, str], selection: str) -> AutoTextChoice | None:
    """Asks and waits; None when cancelled."""
    dialog = AutoTextDialog(parent, entries, selection)
    try:
        return dialog.choice() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AutoTextDialog", text)
