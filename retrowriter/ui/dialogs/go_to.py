"""The Go To dialog. It stays open over the document, like Find."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.theme.metrics import GAP, MARGIN

PAGE, LINE, BOOKMARK = range(3)

_TARGETS = ("Page", "Line", "Bookmark")


class GoToDialog(Dialog):
    """Asks where to go.

    Signals:
        wanted: what (PAGE, LINE, BOOKMARK), and which: a number, one with a sign for steps from here, a name.
    """

    wanted = Signal(int, str)

    def __init__(self, parent: QWidget | None, bookmarks: list[str]) -> None:
        super().__init__(parent, _tr("Go To"), help_button=True)
        self._bookmarks = bookmarks
        self.what = QListWidget()
        self.what.addItems([_tr(name) for name in _TARGETS])
        self.what.setFixedSize(110, 74)
        self.which = QComboBox()
        self.which.setEditable(True)
        self.which.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.which.setFixedWidth(180)
        self._title = label(_tr("&Enter Page Number:"), self.which)
        self._hint = QLabel(_tr("+ and - go on from here: +4 is four pages further."))
        self._hint.setWordWrap(True)
        self._hint.setFixedWidth(180)
        self.go_button, self.close_button = buttons(_tr("Go &To"), _tr("Close"))
        self.next_button, self.previous_button = buttons(_tr("&Next"), _tr("&Previous"), default=-1)
        left, middle = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("Go to &What:"), self.what))
        left.addWidget(self.what)
        left.addStretch()
        middle.setSpacing(4)
        middle.addWidget(self._title)
        middle.addWidget(self.which)
        middle.addSpacing(GAP)
        middle.addWidget(self._hint)
        middle.addStretch()
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(middle)
        body.addLayout(button_column([self.go_button, self.next_button, self.previous_button, self.close_button]))
        self.set_body(body)
        self.explain(
            {
                self.what: _tr("What you go to."),
                self.which: _tr("The number of the page or the line, or the name of the bookmark."),
                self.next_button: _tr("Goes to the next page, line or bookmark."),
                self.previous_button: _tr("Goes to the one before."),
            }
        )
        self.go_button.clicked.connect(self.go)
        self.next_button.clicked.connect(lambda: self.wanted.emit(self.what.currentRow(), "+1"))
        self.previous_button.clicked.connect(lambda: self.wanted.emit(self.what.currentRow(), "-1"))
        self.close_button.clicked.connect(self.reject)
        self.what.currentRowChanged.connect(self._target_chosen)
        self.what.setCurrentRow(PAGE)
        self.which.setFocus()

    def go(self) -> None:
        """Asks to go where the fields say."""
        target, text = self.what.currentRow(), self.which.currentText().strip()
        number = text.removeprefix("+").removeprefix("-")
        if target == BOOKMARK and text not in self._bookmarks:
            self._refuse(_tr("There is no bookmark of this name."))
        elif target != BOOKMARK and not (number.isascii() and number.isdigit() and len(number) < 8):
            self._refuse(_tr("This is not a number."))
        else:
            self.wanted.emit(target, text)

    def _refuse(self, message: str) -> None:
        show_message(self, message, on_done=lambda _answer: self.which.setFocus())

    def _target_chosen(self, target: int) -> None:
        titles = (_tr("&Enter Page Number:"), _tr("&Enter Line Number:"), _tr("&Enter Bookmark Name:"))
        self._title.setText(titles[target])
        self._hint.setVisible(target != BOOKMARK)
        self.which.clear()
        if target == BOOKMARK:
            self.which.addItems(self._bookmarks)
        self.which.setEditText(self._bookmarks[0] if target == BOOKMARK and self._bookmarks else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoToDialog", text)
