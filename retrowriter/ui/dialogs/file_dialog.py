"""The Open and Save As dialogs."""

import contextlib
import errno
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from retrowriter.errors import UserError
from retrowriter.files import write_error
from retrowriter.ui.dialogs.base import Dialog, buttons, label
from retrowriter.ui.dialogs.folder_model import Entry, FolderModel, FolderReader
from retrowriter.ui.dialogs.folder_views import FolderList, FolderTable, PlacesBox
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.notify import notify
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import BUTTON_WIDTH

Mode = Literal["open", "save"]
Filter = tuple[str, Sequence[str]]

_LIST_SIZE = (402, 133)
_TOOL_BUTTON = (23, 22)
_SHOWN_SUFFIXES = 4
_FORBIDDEN = set('<>:"|?*') if os.name == "nt" else set()
_WILDCARDS = set("*?")


class FileDialog(Dialog):
    """Asks for a file to open or to write.

    Attributes:
        path: the chosen file after the dialog was accepted, None before.
    """

    def __init__(
        self,
        parent: QWidget | None,
        mode: Mode = "open",
        folder: Path | None = None,
        name: str = "",
        filters: Sequence[Filter] = (),
        filter_index: int = 0,
        offer_read_only: bool = False,
    ) -> None:
        saving = mode == "save"
        super().__init__(parent, _tr("Save As") if saving else _tr("Open"), help_button=True)
        self.path: Path | None = None
        self._mode = mode
        self._filters = [_normal(entry) for entry in filters] or [(_tr("All Files"), ["*"])]
        self._folder = Path()
        self._select_after = ""
        self._edit_after = False
        self._model = FolderModel(self)
        self._model.failed.connect(lambda error: notify(self, error))
        self._reader = FolderReader(self)
        self._reader.progressed.connect(self._model.set_entries)
        self._reader.finished.connect(self._show_entries)
        self._reader.failed.connect(self._show_failure)
        self.read_only_box = QCheckBox(_tr("Open as &read-only")) if offer_read_only else None
        self._build(saving)
        self.name_edit.setText(name)
        self.type_box.setCurrentIndex(min(max(filter_index, 0), len(self._filters) - 1))
        self._apply_filter()
        self.set_folder(_first_folder(folder))
        self.name_edit.setFocus()
        self.name_edit.selectAll()

    @property
    def filter_index(self) -> int:
        """The index of the chosen file type in `filters`."""
        return self.type_box.currentIndex()

    @property
    def folder(self) -> Path:
        """The folder that is shown."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Shows another folder."""
        self._folder = Path(os.path.abspath(folder))
        self.places.show_folder(self._folder)
        self.up_button.setEnabled(self._folder != self._folder.parent)
        self._model.set_entries([])
        self._reader.start(self._folder)

    def refresh(self) -> None:
        """Reads the folder again."""
        self._reader.start(self._folder)

    def go_up(self) -> None:
        """Shows the folder above and marks the one just left."""
        if self._folder != self._folder.parent:
            self._select_after = self._folder.name
            self.set_folder(self._folder.parent)

    def make_folder(self) -> None:
        """Makes a folder "New Folder" and lets its name be typed."""
        number = 1
        while (path := self._folder / (_tr("New Folder") + (f" ({number})" if number > 1 else ""))).exists():
            number += 1
        try:
            path.mkdir()
        except OSError as error:
            reason = error.strerror or str(error)
            notify(self, UserError("folder_failed", _tr("The folder cannot be made here: {}.").format(reason)))
            return
        self._select_after, self._edit_after = path.name, True
        self.refresh()

    def accept(self) -> None:
        """Qt's override: opens the folder that was named, or ends with the file, asking before one is replaced."""
        text = self.name_edit.text().strip()
        if not text:
            return
        if _WILDCARDS & set(text) and not (self._folder / text).exists():
            self._model.set_patterns([text])
            return
        try:
            target = (self._folder / Path(text).expanduser()).absolute()
            is_folder = target.is_dir()
        except (OSError, RuntimeError, ValueError):
            self._refuse(_tr("{} is not a name that a file can have.").format(text))
            return
        if is_folder or text.endswith(("/", os.sep)):
            self._enter(Path(os.path.normpath(target)))
        elif self._mode == "open":
            self._open(target)
        else:
            self._save(target)

    def done(self, result: int) -> None:
        """Qt's override: stops reading."""
        self._reader.stop()
        super().done(result)

    def _build(self, saving: bool) -> None:
        self.places = PlacesBox()
        self.places.chosen.connect(lambda path: self.set_folder(Path(path)))
        self.up_button = self._tool_button("folder-up", _tr("Up One Level"), self.go_up)
        self.new_button = self._tool_button("folder-new", _tr("Create New Folder"), self.make_folder)
        self.list_button = self._tool_button("list", _tr("List"), lambda: self._show_view(0))
        self.details_button = self._tool_button("details", _tr("Details"), lambda: self._show_view(1))
        views = QButtonGroup(self)
        for button in (self.list_button, self.details_button):
            button.setCheckable(True)
            views.addButton(button)
        self.list_button.setChecked(True)

        self.list = FolderList(self._model)
        self.table = FolderTable(self._model)
        self.table.setSelectionModel(self.list.selectionModel())
        self.views = QStackedWidget()
        self.views.setFixedSize(*_LIST_SIZE)
        for view in (self.list, self.table):
            view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            view.setAccessibleName(_tr("Files"))
            view.activated.connect(self._activate)
            view.left.connect(self.go_up)
            self.views.addWidget(view)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        for key, slot in (("F5", self.refresh), ("Alt+Up", self.go_up)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

        self.name_edit = QLineEdit()
        self.type_box = QComboBox()
        # The longest of its texts would make the dialog wider than the list.
        self.type_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text, suffixes in self._filters:
            self.type_box.addItem(_described(text, suffixes))
        self.type_box.activated.connect(self._apply_filter)
        self.ok_button, self.cancel_button = buttons(_tr("&Save") if saving else _tr("&Open"), _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out(saving)
        self.explain(
            {
                self.places: _tr("Where the files are. Choose a place, or a folder on the way to this one."),
                self.up_button: _tr("Shows the folder that this one is in."),
                self.new_button: _tr("Makes a folder in this one."),
                self.list_button: _tr("Shows the names."),
                self.details_button: _tr("Shows the names with size, type and date."),
                self.list: _tr("The folders and files here. Double-click one to open it."),
                self.table: _tr("The folders and files here. Double-click one to open it."),
                self.name_edit: _tr("The name of the file. A folder or a pattern such as *.txt can be typed as well."),
                self.type_box: _tr("The type of file to save.") if saving else _tr("The type of files to list."),
            }
        )

    def _lay_out(self, saving: bool) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(label(_tr("Save &in:") if saving else _tr("Look &in:"), self.places))
        top.addSpacing(7)
        top.addWidget(self.places, 1)
        for gap, button in (
            (8, self.up_button),
            (6, self.new_button),
            (6, self.list_button),
            (0, self.details_button),
        ):
            top.addSpacing(gap)
            top.addWidget(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.addLayout(top, 0, 0, 1, 3)
        grid.addWidget(self.views, 1, 0, 1, 3)
        grid.addWidget(label(_tr("File &name:"), self.name_edit), 2, 0)
        grid.addWidget(self.name_edit, 2, 1)
        grid.addWidget(self.ok_button, 2, 2)
        grid.addWidget(label(_tr("Save as &type:") if saving else _tr("Files of &type:"), self.type_box), 3, 0)
        grid.addWidget(self.type_box, 3, 1)
        grid.addWidget(self.cancel_button, 3, 2)
        order: list[QWidget] = [self.name_edit, self.type_box, self.ok_button, self.cancel_button, self.places]
        if self.read_only_box is not None:
            grid.addWidget(self.read_only_box, 4, 1)
            order.insert(2, self.read_only_box)
        grid.setColumnStretch(1, 1)
        for push in (self.ok_button, self.cancel_button):
            push.setFixedWidth(BUTTON_WIDTH)
        self.set_body(grid)
        order += [self.up_button, self.new_button, self.list_button, self.details_button, self.list, self.table]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _tool_button(self, icon: str, name: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(*_TOOL_BUTTON)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def _show_view(self, index: int) -> None:
        self.views.setCurrentIndex(index)

    def _apply_filter(self) -> None:
        suffixes = self._filters[self.filter_index][1]
        self._model.set_patterns([suffix if suffix == "*" else f"*.{suffix}" for suffix in suffixes])
        if self._mode == "save" and suffixes[0] != "*":
            self._change_suffix(suffixes)

    def _change_suffix(self, suffixes: Sequence[str]) -> None:
        # A suffix of another of our types follows the choice; anything else the writer typed is hers.
        stem, dot, suffix = self.name_edit.text().rpartition(".")
        if dot and stem and suffix.lower() in self._known_suffixes() and suffix.lower() not in suffixes:
            self.name_edit.setText(f"{stem}.{suffixes[0]}")

    def _known_suffixes(self) -> dict[str, int]:
        return {
            suffix: index for index, (_, suffixes) in reversed(list(enumerate(self._filters))) for suffix in suffixes
        }

    def _show_entries(self, entries: list[Entry]) -> None:
        self._model.set_entries(entries)
        name, edit = self._select_after, self._edit_after
        self._select_after, self._edit_after = "", False
        row = self._model.row_of(name) if name else -1
        if row < 0:
            return
        index = self._model.index(row, 0)
        view = self.views.currentWidget()
        assert isinstance(view, QAbstractItemView)
        view.setCurrentIndex(index)
        view.scrollTo(index)
        if edit:
            view.setFocus()
            view.edit(index)

    def _show_failure(self, error: UserError) -> None:
        self._model.set_entries([])
        notify(self, error)

    def _show_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.list.selectionModel().select(
                current, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            )
            entry = self._model.entry(current.row())
            if not entry.folder:
                self.name_edit.setText(entry.name)

    def _activate(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if entry.folder:
            self.set_folder(Path(entry.path))
        else:
            self.name_edit.setText(entry.name)
            self.accept()

    def _enter(self, folder: Path) -> None:
        if folder.is_dir():
            self.set_folder(folder)
            self.name_edit.clear()
        else:
            self._refuse(_tr("The folder {} was not found.").format(folder))

    def _open(self, target: Path) -> None:
        for suffix in ("", *(f".{suffix}" for suffix in self._filters[self.filter_index][1] if suffix != "*")):
            candidate = target.with_name(target.name + suffix)
            if candidate.exists():
                self._finish(candidate)
                return
        self._refuse(_tr("{} was not found. Check the name, then try again.").format(target.name))

    def _save(self, target: Path) -> None:
        if _FORBIDDEN & set(target.name) or "\0" in target.name:
            self._refuse(_tr("{} is not a name that a file can have.").format(target.name))
            return
        if not target.parent.is_dir():
            self._refuse(_tr("The folder {} was not found.").format(target.parent))
            return
        target = self._with_suffix(target)
        if not os.access(target if target.exists() else target.parent, os.W_OK):
            notify(self, write_error(target, PermissionError(errno.EACCES, "")))
            return
        if not target.exists():
            self._finish(target)
            return
        show_message(
            self,
            _tr("{} already exists.\nDo you want to replace it?").format(target.name),
            "warning",
            (_tr("&Yes"), _tr("&No")),
            default=1,
            on_done=lambda answer: self._finish(target) if answer == 0 else self.name_edit.setFocus(),
        )

    def _with_suffix(self, target: Path) -> Path:
        suffixes = self._filters[self.filter_index][1]
        given = target.suffix.lstrip(".").lower()
        if suffixes[0] == "*" or given in suffixes:
            return target
        known = self._known_suffixes()
        if given and given in known:
            self.type_box.setCurrentIndex(known[given])
            return target
        return target.with_name(f"{target.name.rstrip('.')}.{suffixes[0]}")

    def _finish(self, path: Path) -> None:
        self.path = path
        super().accept()

    def _refuse(self, text: str) -> None:
        show_message(self, text, "warning", on_done=lambda _answer: self.name_edit.setFocus())


def get_open_path(
    parent: QWidget | None, folder: Path | None = None, filters: Sequence[Filter] = ()
) -> tuple[Path, int] | None:
    """Asks for a file to open and waits; returns its path and the index of the file type, None when cancelled."""
    return _ask(FileDialog(parent, "open", folder, "", filters))


def get_save_path(
    parent: QWidget | None,
    folder: Path | None = None,
    name: str = "",
    filters: Sequence[Filter] = (),
    filter_index: int = 0,
) -> tuple[Path, int] | None:
    """Asks where to write and waits; returns the path and the index of the file type, None when cancelled."""
    return _ask(FileDialog(parent, "save", folder, name, filters, filter_index))


def get_document_path(
    parent: QWidget | None, folder: Path | None = None, filters: Sequence[Filter] = ()
) -> tuple[Path, bool] | None:
    """Asks for a document and waits; returns its path and whether it is only to be read, None when cancelled."""
    dialog = FileDialog(parent, "open", folder, filters=filters, offer_read_only=True)
    answer = _ask(dialog)
    read_only = dialog.read_only_box is not None and dialog.read_only_box.isChecked()
    return (answer[0], read_only) if answer is not None else None


def _ask(dialog: FileDialog) -> tuple[Path, int] | None:
    try:
        dialog.exec()
        return (dialog.path, dialog.filter_index) if dialog.path is not None else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FileDialog", text)


def _normal(entry: Filter) -> Filter:
    text, suffixes = entry
    return text, [suffix.lower().removeprefix("*").removeprefix(".") or "*" for suffix in suffixes] or ["*"]


def _described(text: str, suffixes: Sequence[str]) -> str:
    if "(" in text or len(suffixes) > _SHOWN_SUFFIXES:
        return text
    patterns = ";".join("*.*" if suffix == "*" else f"*.{suffix}" for suffix in suffixes)
    return f"{text} ({patterns})"


def _first_folder(wanted: Path | None) -> Path:
    for candidate in (wanted, Path.home(), Path.cwd()):
        with contextlib.suppress(OSError):
            if candidate is not None and candidate.is_dir():
                return candidate
    return Path(Path.cwd().anchor)
