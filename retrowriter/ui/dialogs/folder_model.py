"""What a folder holds, read in slices so that the window never waits for a disk, as a table for the views.

Sizes and dates are asked for only where a row is shown or sorted by them.
"""

import fnmatch
import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from retrowriter.errors import UserError
from retrowriter.ui.theme import icons

NAME, SIZE, KIND, MODIFIED = range(4)

_SLICE_SECONDS = 0.008
_SHOW_EVERY_SECONDS = 0.5

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One file or folder of a listing."""

    name: str
    path: str
    folder: bool


class FolderReader(QObject):
    """Reads one folder at a time, a few milliseconds in each round of the event loop.

    Signals:
        progressed: the entries so far, now and then while a folder takes long.
        finished: all entries.
        failed: a UserError that says why the folder cannot be shown.
    """

    progressed = Signal(list)
    finished = Signal(list)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_slice)
        self._iterator: Iterator[os.DirEntry[str]] | None = None
        self._entries: list[Entry] = []
        self._folder = Path()
        self._shown_at = 0.0

    def start(self, folder: Path) -> None:
        """Begins to read `folder`; what was being read is dropped."""
        self.stop()
        self._folder = folder
        try:
            self._iterator = os.scandir(folder)
        except OSError as error:
            self.failed.emit(unreadable(folder, error))
            return
        self._shown_at = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Stops reading."""
        self._timer.stop()
        self._iterator = None
        self._entries = []

    def _read_slice(self) -> None:
        assert self._iterator is not None
        until = time.monotonic() + _SLICE_SECONDS
        try:
            for found in self._iterator:
                self._entries.append(_entry(found))
                if time.monotonic() > until:
                    break
            else:
                entries = self._entries
                self.stop()
                self.finished.emit(entries)
                return
        except OSError as error:
            self.stop()
            self.failed.emit(unreadable(self._folder, error))
            return
        if until - self._shown_at > _SHOW_EVERY_SECONDS:
            self._shown_at = until
            self.progressed.emit(list(self._entries))


class FolderModel(QAbstractTableModel):
    """A listing as a table: name, size, type, date of change. Folders come first.

    Signals:
        failed: a UserError; renaming did not work.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self._rows: list[Entry] = []
        self._pattern = re.compile("")
        self._sort_column = NAME
        self._descending = False
        self._stats: dict[str, os.stat_result | None] = {}
        self._locale = QLocale()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Shows another listing."""
        self._all = sorted(entries, key=lambda entry: (not entry.folder, entry.name.casefold()))
        self._stats.clear()
        self._arrange()

    def set_patterns(self, patterns: Sequence[str]) -> None:
        """Shows the files whose names match one of the patterns ("*.rdw"), and all folders; hidden ones stay hidden."""
        self._pattern = re.compile("|".join(fnmatch.translate(pattern) for pattern in patterns), re.IGNORECASE)
        self._arrange()

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self._rows[row]

    def names(self) -> list[str]:
        """The names in the order of the rows."""
        return [entry.name for entry in self._rows]

    def row_of(self, name: str) -> int:
        """The row of that name, -1 for none."""
        return next((row for row, entry in enumerate(self._rows) if entry.name == name), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt's override."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt's override."""
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's override: names can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's override: the column headings."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Name"), self.tr("Size"), self.tr("Type"), self.tr("Modified"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's override."""
        entry = self._rows[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.name if column == NAME else self._detail(entry, column)
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return icons.icon("folder" if entry.folder else "doc")
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt's override: renames the file or folder; failed tells why it did not work."""
        entry = self._rows[index.row()]
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or name == entry.name:
            return False
        target = os.path.join(os.path.dirname(entry.path), name)
        if os.sep in name or os.path.lexists(target):
            self.failed.emit(UserError("rename_failed", f"{entry.name} cannot be renamed to {name}.", _NAME_HINT))
            return False
        try:
            os.rename(entry.path, target)
        except OSError as error:
            reason = error.strerror or str(error)
            self.failed.emit(UserError("rename_failed", f"{entry.name} cannot be renamed: {reason}."))
            return False
        renamed = Entry(name, target, entry.folder)
        self._rows[index.row()] = renamed
        self._all[self._all.index(entry)] = renamed
        self.dataChanged.emit(index, index)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's override: sorts by a column, folders first."""
        self._sort_column = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        matches = self._pattern.match
        rows = [entry for entry in self._all if entry.name[0] != "." and (entry.folder or matches(entry.name))]
        if self._sort_column != NAME:
            rows.sort(key=self._sort_key)
        if self._descending:
            rows.reverse()
        if self._descending or self._sort_column != NAME:
            rows.sort(key=lambda entry: not entry.folder)
        self._rows = rows
        self.endResetModel()

    def _sort_key(self, entry: Entry) -> float | str:
        if self._sort_column == KIND:
            return _kind(entry).casefold()
        stat = self._stat(entry)
        if stat is None:
            return 0.0
        return float(stat.st_size) if self._sort_column == SIZE else stat.st_mtime

    def _detail(self, entry: Entry, column: int) -> str:
        if column == KIND:
            return _kind(entry)
        stat = self._stat(entry)
        if stat is None or (column == SIZE and entry.folder):
            return ""
        if column == SIZE:
            return f"{self._locale.toString((stat.st_size + 1023) // 1024)}KB"
        changed = QDateTime.fromSecsSinceEpoch(int(stat.st_mtime))
        if self._locale.language() == QLocale.Language.C:
            return changed.toString("M/d/yy h:mm AP")
        return self._locale.toString(changed, QLocale.FormatType.ShortFormat)

    def _stat(self, entry: Entry) -> os.stat_result | None:
        if entry.path not in self._stats:
            try:
                self._stats[entry.path] = os.stat(entry.path)
            except OSError:
                self._stats[entry.path] = None
        return self._stats[entry.path]


def unreadable(folder: Path, error: OSError) -> UserError:
    """The sentence for a folder that cannot be listed."""
    name = folder.name or str(folder)
    if isinstance(error, PermissionError):
        return UserError("folder_denied", f"You are not allowed to look into the folder {name}.", "Choose another one.")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return UserError("folder_missing", f"The folder {name} was not found.", "It may have been moved or deleted.")
    return UserError("folder_unreadable", f"The folder {name} cannot be read: {error.strerror or error}.")


_NAME_HINT = "Choose a name that is not in use, without a slash."


def _entry(found: os.DirEntry[str]) -> Entry:
    try:
        folder = found.is_dir()
    except OSError:
        folder = False
    return Entry(found.name, found.path, folder)


def _kind(entry: Entry) -> str:
    if entry.folder:
        return QCoreApplication.translate("FolderModel", "File Folder")
    suffix = os.path.splitext(entry.name)[1].lstrip(".").upper()
    file = QCoreApplication.translate("FolderModel", "File")
    return f"{suffix} {file}" if suffix else file
