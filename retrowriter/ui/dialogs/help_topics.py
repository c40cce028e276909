"""The Help Topics: Contents, Index and Find, as the help of 1995 had them."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retrowriter.text.manual import Topic, manual
from retrowriter.ui.dialogs.base import PROGRAM, Dialog, button_row, buttons, label
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import GAP, MARGIN

_WIDTH, _HEIGHT = 360, 300
_TOPIC = Qt.ItemDataRole.UserRole


class HelpTopics(Dialog):
    """Lets the writer choose a topic.

    Signals:
        chosen: with the Topic.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _tr("Help Topics: {}").format(PROGRAM))
        self.display_button, self.cancel_button = buttons(_tr("&Display"), _tr("Cancel"))
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Help Topics"))
        self.tabs.addTab(self._contents_page(), _tr("Contents"))
        self.tabs.addTab(self._index_page(), _tr("Index"))
        self.tabs.addTab(self._find_page(), _tr("Find"))
        self.display_button.clicked.connect(self._display)
        self.cancel_button.clicked.connect(self.reject)
        self.tabs.currentChanged.connect(self._fit)
        body = QVBoxLayout()
        body.setSpacing(7)
        body.addWidget(self.tabs)
        body.addLayout(button_row([self.display_button, self.cancel_button]))
        self.set_body(body, margin=7)
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.tree.setFocus()
        self._fit()

    def _contents_page(self) -> QWidget:
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setFixedSize(_WIDTH, _HEIGHT)
        self.tree.setRootIsDecorated(False)
        for book in manual().books:
            item = QTreeWidgetItem(self.tree, [book.title])
            item.setIcon(0, icons.icon("book"))
            for topic in book.topics:
                leaf = QTreeWidgetItem(item, [topic.title])
                leaf.setIcon(0, icons.icon("help-topic"))
                leaf.setData(0, _TOPIC, topic)
        self.tree.itemExpanded.connect(lambda item: item.setIcon(0, icons.icon("book-open")))
        self.tree.itemCollapsed.connect(lambda item: item.setIcon(0, icons.icon("book")))
        self.tree.currentItemChanged.connect(self._fit)
        self.tree.itemDoubleClicked.connect(self._open_leaf)
        self.tree.itemExpanded.connect(self._fit)
        self.tree.itemCollapsed.connect(self._fit)
        text = label(_tr("&Click a book, and then click Open. Or click another tab, such as Index."), self.tree)
        return _page(text, self.tree)

    def _index_page(self) -> QWidget:
        self.index_edit = QLineEdit()
        self.index_list = QListWidget()
        for entry in manual().index():
            item = QListWidgetItem(entry.text, self.index_list)
            item.setData(_TOPIC, entry.topic)
        self.index_edit.textEdited.connect(self._go_to_entry)
        self.index_edit.returnPressed.connect(self._display)
        self._use(self.index_list)
        return _page(
            label(_tr("&1  Type the first few letters of the word you're looking for."), self.index_edit),
            self.index_edit,
            label(_tr("&2  Click the index entry you want, and then click Display."), self.index_list),
            self.index_list,
        )

    def _find_page(self) -> QWidget:
        self.find_edit = QLineEdit()
        self.find_list = QListWidget()
        self.found_label = QLabel()
        self.find_edit.textChanged.connect(self._find)
        self.find_edit.returnPressed.connect(self._display)
        self._use(self.find_list)
        self._find("")
        return _page(
            label(_tr("&1  Type the word(s) you want to find."), self.find_edit),
            self.find_edit,
            label(_tr("&2  Click a topic, and then click Display."), self.find_list),
            self.find_list,
            self.found_label,
        )

    def _use(self, shown: QListWidget) -> None:
        shown.setMinimumHeight(120)
        shown.currentItemChanged.connect(self._fit)
        shown.itemDoubleClicked.connect(lambda _item: self._display())

    def _go_to_entry(self, text: str) -> None:
        rows = range(self.index_list.count())
        wanted = text.lower()
        items = [self.index_list.item(row) for row in rows]
        found = next((item for item in items if item is not None and item.text().lower() >= wanted), None)
        if found is not None:
            self.index_list.setCurrentItem(found)
            self.index_list.scrollToItem(found, QListWidget.ScrollHint.PositionAtTop)

    def _find(self, text: str) -> None:
        self.find_list.clear()
        found = manual().find(text) if text.strip() else list(manual().topics)
        for topic in sorted(found, key=lambda topic: topic.title.lower()) if not text.strip() else found:
            QListWidgetItem(topic.title, self.find_list).setData(_TOPIC, topic)
        if found:
            self.find_list.setCurrentRow(0)
        one = len(found) == 1
        self.found_label.setText(_tr("1 topic found") if one else _tr("{} topics found").format(len(found)))

    def _selected(self) -> Topic | None:
        shown: tuple[QTreeWidget | QListWidget, ...] = (self.tree, self.index_list, self.find_list)
        topic = shown[self.tabs.currentIndex()].currentIndex().data(_TOPIC)
        return topic if isinstance(topic, Topic) else None

    def _book(self) -> QTreeWidgetItem | None:
        """The book that is chosen on the first tab."""
        item = self.tree.currentItem() if self.tabs.currentIndex() == 0 else None
        return item if item is not None and item.childCount() else None

    def _open_leaf(self, item: QTreeWidgetItem) -> None:
        # A double-click on a book is Qt's own to open.
        if item.data(0, _TOPIC) is not None:
            self._display()

    def _display(self) -> None:
        topic, book = self._selected(), self._book()
        if topic is not None:
            self.accept()
            self.chosen.emit(topic)
        elif book is not None:
            book.setExpanded(not book.isExpanded())

    def _fit(self) -> None:
        book = self._book()
        if book is None:
            self.display_button.setText(_tr("&Display"))
        else:
            self.display_button.setText(_tr("&Close") if book.isExpanded() else _tr("&Open"))
        self.display_button.setEnabled(book is not None or self._selected() is not None)


def _page(*widgets: QWidget) -> QWidget:
    column = QVBoxLayout()
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(GAP)
    for widget in widgets:
        column.addWidget(widget)
    page = QWidget()
    page.setLayout(column)
    return page


def _tr(text: str) -> str:
    return QCoreApplication.translate("HelpTopics", text)
