"""A field above a list that is always open, as the Font dialog of 1995 has three of them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QVBoxLayout, QWidget

_KEYS_OF_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListCombo(QWidget):
    """A field with its list. Typing selects the first item that begins so; the arrow keys walk over the list.

    Signals:
        text_changed: the text of the field, typed or chosen.
    """

    text_changed = Signal(str)

    def __init__(self, items: Sequence[str], width: int, rows: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.list = QListWidget()
        self.list.addItems(list(items))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.setFixedHeight(rows * self.fontMetrics().height() + 4)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.field)
        body.addWidget(self.list)
        self.setFixedWidth(width)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.list.itemClicked.connect(lambda item: self.set_text(item.text()))

    def text(self) -> str:
        """What the field holds."""
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Puts `text` into the field and selects it in the list."""
        self.field.setText(text)
        self.field.selectAll()

    def setAccessibleName(self, name: str) -> None:
        """Qt's override: the parts take the name too."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.list.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's override: the arrow keys of the field move in the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _KEYS_OF_LIST and self.list.count():
                page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)))
                step = {
                    Qt.Key.Key_Up: -1,
                    Qt.Key.Key_Down: 1,
                    Qt.Key.Key_PageUp: -page,
                    Qt.Key.Key_PageDown: page,
                }[key]
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.set_text(self.list.item(row).text())
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        wanted = text.strip().casefold()
        row = -1
        if wanted:
            texts = [self.list.item(row).text().casefold() for row in range(self.list.count())]
            exact = [row for row, item in enumerate(texts) if item == wanted]
            begins = [row for row, item in enumerate(texts) if item.startswith(wanted)]
            row = (exact or begins or [-1])[0]
            if exact:
                self.list.setCurrentRow(row)
            else:
                self.list.setCurrentRow(-1)
            if row >= 0:
                self.list.scrollToItem(self.list.item(row), QAbstractItemView.ScrollHint.PositionAtTop)
        self.text_changed.emit(self.text())
