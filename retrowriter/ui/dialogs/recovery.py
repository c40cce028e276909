"""The Document Recovery dialog: what a crash has left, and what to do with it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import GAP, MARGIN

_LIST_SIZE = (400, 120)
_COLUMNS = (120, 120)

Entry = tuple[str, str, str]


class RecoveryDialog(Dialog):
    """Lists documents. It stays until nothing is left in the list, or Close.

    Signals:
        chosen: what to do, "recover", "discard" or "copy", with the indices of the marked documents.
    """

    chosen = Signal(str, list)

    def __init__(self, parent: QWidget | None, entries: Sequence[Entry]) -> None:
        """Shows documents.

        Args:
            entries: name, time and first line of each.
        """
        super().__init__(parent, _tr("Document Recovery"), help_button=True)
        text = QLabel(
            _tr(
                "The program did not come to its proper end. These documents had changes that were not saved. "
                "Mark those that you want to keep, and choose Recover."
            )
        )
        text.setWordWrap(True)
        text.setFixedWidth(_LIST_SIZE[0])
        self.list = QTreeWidget()
        self.list.setAccessibleName(_tr("Documents"))
        self.list.setHeaderLabels([_tr("Name"), _tr("Last Change"), _tr("First Line")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setFixedSize(*_LIST_SIZE)
        self.list.header().setSectionsMovable(False)
        for column, width in enumerate(_COLUMNS):
            self.list.setColumnWidth(column, width)
        for number, entry in enumerate(entries):
            item = QTreeWidgetItem(list(entry))
            item.setIcon(0, icons.icon("doc"))
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            self.list.addTopLevelItem(item)
        self.recover_button, self.discard_button, self.copy_button, self.close_button = buttons(
            _tr("&Recover"), _tr("&Discard..."), _tr("&Save Copy..."), _tr("&Close")
        )
        for button, action in (
            (self.recover_button, "recover"),
            (self.discard_button, "discard"),
            (self.copy_button, "copy"),
        ):
            button.clicked.connect(lambda _checked=False, action=action: self.chosen.emit(action, self.marked()))
        self.close_button.clicked.connect(self.reject)
        self.list.itemSelectionChanged.connect(self._update_buttons)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(text)
        left.addWidget(self.list)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.recover_button, self.discard_button, self.copy_button, self.close_button]))
        self.set_body(body)
        self.explain(
            {
                self.list: _tr("The documents as they were a moment before the end."),
                self.recover_button: _tr("Opens the marked documents. Their files stay as they are until you save."),
                self.discard_button: _tr("Removes the unsaved changes of the marked documents for good."),
                self.copy_button: _tr("Saves the marked documents under names of your choice."),
                self.close_button: _tr("Decides nothing; the documents are offered again at the next start."),
            }
        )
        self.list.selectAll()
        self.list.setFocus()

    def marked(self) -> list[int]:
        """Indices of the marked documents, in order."""
        return sorted(item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems())

    def remove(self, index: int) -> None:
        """Takes a document off the list; the dialog ends with the last."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, Qt.ItemDataRole.UserRole) == index:
                self.list.takeTopLevelItem(row)
                break
        if not self.list.topLevelItemCount():
            self.accept()

    def _update_buttons(self) -> None:
        marked = bool(self.list.selectedItems())
        for button in (self.recover_button, self.discard_button, self.copy_button):
            button.setEnabled(marked)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecoveryDialog", text)
