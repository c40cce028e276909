"""The list, the table and the box of places that the Open and Save As dialogs are made of."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex, QPersistentModelIndex, QRect, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from retrowriter.ui.dialogs.folder_model import MODIFIED, NAME, SIZE, FolderModel
from retrowriter.ui.theme import bevels, icons
from retrowriter.ui.theme.palette import SELECTION, SELECTION_TEXT, WINDOW, WINDOW_TEXT

ROW = 17

_ICON = 16
_INDENT = 10
_DEPTH_ROLE = Qt.ItemDataRole.UserRole + 1
# As wide as the longest names need, but never wider than the list.
_MEASURED_NAMES = 40
_MAX_COLUMN = 240
_MIN_COLUMN = 100


class NameDelegate(QStyledItemDelegate):
    """Draws a picture and a name; the mark of the selection is as wide as the name."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's override."""
        rect = option.rect
        depth = index.data(_DEPTH_ROLE) or 0
        x = rect.x() + 2 + depth * _INDENT
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        icon.paint(painter, QRect(x, rect.y() + (rect.height() - _ICON) // 2, _ICON, _ICON))
        metrics = QFontMetrics(option.font)
        room = rect.right() - x - _ICON - 4
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        box = QRect(x + _ICON + 2, rect.y(), min(room, metrics.horizontalAdvance(text)) + 4, rect.height())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, SELECTION)
        painter.setFont(option.font)
        painter.setPen(SELECTION_TEXT if option.state & QStyle.StateFlag.State_Selected else WINDOW_TEXT)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box.adjusted(2, 0, 0, 0), flags, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            bevels.focus_rect(painter, box, WINDOW if selected else WINDOW_TEXT)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's override."""
        width = QFontMetrics(option.font).horizontalAdvance(str(index.data()))
        return QSize(width + _ICON + 10 + _INDENT * (index.data(_DEPTH_ROLE) or 0), ROW)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's override: the edit of a new name stands beside the picture."""
        editor.setGeometry(option.rect.adjusted(_ICON + 2, 0, 0, 0))


class FolderList(QListView):
    """Names in columns that fill downwards.

    Signals:
        left: Backspace was pressed, the way to the folder above.
    """

    left = Signal()

    def __init__(self, model: FolderModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(NameDelegate(self))
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        model.modelReset.connect(self._fit_columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: Backspace."""
        if event.key() == Qt.Key.Key_Backspace:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        model = self.model()
        assert isinstance(model, FolderModel)
        metrics = self.fontMetrics()
        longest = sorted(model.names(), key=len, reverse=True)[:_MEASURED_NAMES]
        width = max((metrics.horizontalAdvance(name) for name in longest), default=0) + _ICON + 20
        self.setGridSize(QSize(min(max(width, _MIN_COLUMN), _MAX_COLUMN), ROW))


class FolderTable(QTreeView):
    """Names with size, type and date.

    Signals:
        left: Backspace was pressed, the way to the folder above.
    """

    left = Signal()

    def __init__(self, model: FolderModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegateForColumn(NAME, NameDelegate(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setSortingEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        header = self.header()
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        for column, width in ((NAME, 144), (SIZE, 52), (SIZE + 1, 74), (MODIFIED, 100)):
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: Backspace."""
        if event.key() == Qt.Key.Key_Backspace:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PlacesBox(QComboBox):
    """The box "Look in": the usual places and the way down to the folder that is shown.

    Signals:
        chosen: a place was chosen; its path.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(NameDelegate(self))
        self.setIconSize(QSize(_ICON, _ICON))
        self.setMaxVisibleItems(12)
        self.activated.connect(lambda row: self.chosen.emit(str(self.itemData(row))))

    def show_folder(self, folder: Path) -> None:
        """Lists the places and shows `folder` as the current one."""
        self.clear()
        current = -1
        for label, path, icon in places():
            self._add(label, path, icon, 0)
            if path == folder:
                current = self.count() - 1
            elif current < 0 and icon == "drive" and path in folder.parents:
                chain = [part for part in reversed(folder.parents) if path in part.parents] + [folder]
                for depth, part in enumerate(chain, 1):
                    self._add(part.name, part, "folder-open" if part == folder else "folder", depth)
                current = self.count() - 1
        if current < 0:
            self._add(folder.name or str(folder), folder, "folder-open", 0)
            current = self.count() - 1
        self.setCurrentIndex(current)

    def _add(self, label: str, path: Path, icon: str, depth: int) -> None:
        self.addItem(icons.icon(icon), label, str(path))
        self.setItemData(self.count() - 1, depth, _DEPTH_ROLE)


def places() -> list[tuple[str, Path, str]]:
    """The usual places: name, path, icon. Drives come last."""
    home = Path.home()
    found: list[tuple[str, Path, str]] = []
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    for label, place, icon in (("Desktop", desktop, "desktop"), ("My Documents", documents, "folder")):
        if place and Path(place) != home and os.path.isdir(place):
            found.append((label, Path(place), icon))
    if home.is_dir():
        found.append((home.name or str(home), home, "folder"))
    for drive in QDir.drives():
        path = Path(drive.absolutePath())
        found.append((str(path) if sys.platform == "win32" else "Computer", path, "drive"))
    return found
