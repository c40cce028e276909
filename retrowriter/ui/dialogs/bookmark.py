"""The Bookmark dialog."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from retrowriter.ui.bookmarks import MAX_NAME, is_name
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label, tab_to_checked
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.list_combo import ListCombo

_BY_NAME, _BY_PLACE = range(2)


class BookmarkChoice(NamedTuple):
    """What is to be done with the bookmark of this name."""

    action: Literal["add", "delete", "go"]
    name: str


class BookmarkDialog(Dialog):
    """Asks for a bookmark to set, to delete or to go to."""

    def __init__(self, parent: QWidget | None, names: list[str]) -> None:
        """Names are in the order of the text."""
        super().__init__(parent, _tr("Bookmark"), help_button=True)
        self._names = names
        self._action: Literal["add", "delete", "go"] = "add"
        self.name = ListCombo([], 200, rows=8)
        self._orders = QButtonGroup(self)
        orders = QHBoxLayout()
        orders.setSpacing(2 * MARGIN)
        for number, text in enumerate((_tr("&Name"), _tr("&Location"))):
            radio = QRadioButton(text)
            self._orders.addButton(radio, number)
            orders.addWidget(radio)
        orders.addStretch()
        self._orders.button(_BY_NAME).setChecked(True)
        tab_to_checked(self._orders)
        self.add_button, self.close_button = buttons(_tr("&Add"), _tr("Close"))
        self.delete_button, self.go_button = buttons(_tr("&Delete"), _tr("&Go To"), default=-1)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Bookmark Name:"), self.name))
        left.addWidget(self.name)
        left.addSpacing(GAP)
        left.addWidget(group(_tr("Sort By"), orders))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.add_button, self.close_button, self.delete_button, self.go_button]))
        self.set_body(body)
        self.explain(
            {
                self.name: _tr("The name of the bookmark: letters, digits and underscores, a letter first."),
                self.add_button: _tr("Sets the bookmark at the insertion point."),
                self.delete_button: _tr("Takes the bookmark out of the document."),
                self.go_button: _tr("Goes to the bookmark."),
            }
        )
        self.add_button.clicked.connect(lambda: self._end("add"))
        self.delete_button.clicked.connect(lambda: self._end("delete"))
        self.go_button.clicked.connect(lambda: self._end("go"))
        self.close_button.clicked.connect(self.reject)
        self.name.text_changed.connect(self._typed)
        self._orders.idToggled.connect(lambda _number, _on: self._list())
        self._list()
        self._typed()
        self.name.setFocus()

    def choice(self) -> BookmarkChoice:
        """What was chosen."""
        return BookmarkChoice(self._action, self.name.text())

    def _end(self, action: Literal["add", "delete", "go"]) -> None:
        if action == "add" and not is_name(self.name.text()):
            message = _tr(
                "A bookmark's name begins with a letter and has letters, digits and underscores, {} at most."
            ).format(MAX_NAME)
            show_message(self, message, on_done=lambda _answer: self.name.setFocus())
            return
        self._action = action
        self.accept()

    def _list(self) -> None:
        by_name = self._orders.checkedId() == _BY_NAME
        names = sorted(self._names, key=str.casefold) if by_name else self._names
        self.name.list.clear()
        self.name.list.addItems(names)
        self.name.set_text(self.name.text() or (names[0] if names else ""))

    def _typed(self) -> None:
        name = self.name.text()
        self.add_button.setEnabled(bool(name))
        self.delete_button.setEnabled(name in self._names)
        self.go_button.setEnabled(name in self._names)


def ask_bookmark(parent: QWidget | None, names: list[str]) -> BookmarkChoice | None:
    """Asks and waits; None when closed."""
    dialog = BookmarkDialog(parent, names)
    try:
        return dialog.choice() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("BookmarkDialog", text)
