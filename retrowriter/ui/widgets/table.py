"""A table with column headings: one row is chosen at a time, a click on a heading sorts."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

_KEY_ROLE = Qt.ItemDataRole.UserRole
_VALUE_ROLE = Qt.ItemDataRole.UserRole + 1

Cell = str | tuple[str, float]
"""A text, or a text and the number that it is sorted by; numbers stand at the right."""


class Table(QTreeWidget):
    """The table.

    Signals:
        chosen: another row is current, or none.
        opened: Enter or a double click on a row.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(
        self, headings: Sequence[str], widths: Sequence[int], rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setHeaderLabels(list(headings))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.setFixedHeight(header.sizeHint().height() + rows * (self.fontMetrics().height() + 2) + 6)
        self._order: tuple[int, bool] | None = None
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit())
        self.itemDoubleClicked.connect(lambda _item, _column: self.opened.emit())

    def show_rows(self, rows: Sequence[tuple[object, Sequence[Cell]]], lit: Collection[object] = ()) -> None:
        """Shows these rows, each a value and its cells; the current one stays current if its value is still there.

        Args:
            lit: the rows of these values are set in bold.
        """
        kept = self.value()
        self.blockSignals(True)
        self.clear()
        current: QTreeWidgetItem | None = None
        for value, cells in rows:
            item = _Row(self)
            for column, cell in enumerate(cells):
                text, key = cell if isinstance(cell, tuple) else (cell, None)
                item.setText(column, text)
                item.setToolTip(column, text)
                item.setData(column, _KEY_ROLE, key)
                if key is not None:
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if value in lit:
                    font = item.font(column)
                    font.setBold(True)
                    item.setFont(column, font)
            item.setData(0, _VALUE_ROLE, value)
            if current is None or value == kept:
                current = item
        if self._order is not None:
            self._apply_order()
        if current is not None:
            self.setCurrentItem(current)
        self.blockSignals(False)
        self.chosen.emit()

    def values(self) -> list[object]:
        """The values of all rows, as they stand."""
        return [item.data(0, _VALUE_ROLE) for item in self._items()]

    def update_cells(self, cells: Sequence[Sequence[str]]) -> None:
        """Changes the texts of the rows in their places, so that what runs does not flicker."""
        for item, texts in zip(self._items(), cells, strict=True):
            for column, text in enumerate(texts):
                if item.text(column) != text:
                    item.setText(column, text)

    def choose(self, value: object) -> None:
        """Makes the row of this value the current one."""
        for item in self._items():
            if item.data(0, _VALUE_ROLE) == value:
                self.setCurrentItem(item)

    def value(self) -> object:
        """The value of the current row, None when there is none."""
        item = self.currentItem()
        return item.data(0, _VALUE_ROLE) if item is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _sort_by(self, column: int) -> None:
        down = self._order == (column, False)
        self._order = (column, down)
        self._apply_order()

    def _apply_order(self) -> None:
        assert self._order is not None
        column, down = self._order
        self.sortItems(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)


class _Row(QTreeWidgetItem):
    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        mine, others = self.data(column, _KEY_ROLE), other.data(column, _KEY_ROLE)
        if mine is not None and others is not None:
            return bool(mine < others)
        return self.text(column).lower() < other.text(column).lower()
