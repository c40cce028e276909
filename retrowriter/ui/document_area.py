"""The area with the document windows: opening, saving and closing documents."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMdiArea, QMdiSubWindow, QWidget

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.formats import Format, losses
from retrowriter.recovery.backup import keep_backup
from retrowriter.recovery.open_file import OpenFile
from retrowriter.recovery.sessions import Recovered
from retrowriter.settings import Settings
from retrowriter.ui import paper
from retrowriter.ui.composer import Composer
from retrowriter.ui.dialogs.message import ask
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.file_questions import may_lose, may_save, read_document, require_folder, take_file
from retrowriter.ui.notify import notify
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.palette import APP_WORKSPACE

RECENT = 4

_RECOVERED = " (Recovered)"
_NEW_SIZE = (600, 380)


class DocumentArea(QMdiArea):
    """All open documents.

    Signals:
        opened: a DocumentWindow is there, not yet shown.
        pane_opened: a Pane with an editor of a document has come.
        current_changed: another document is active, another pane of it, or none.
    """

    opened = Signal(object)
    pane_opened = Signal(object)
    current_changed = Signal()

    def __init__(self, settings: Settings, composer: Composer, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._composer = composer
        self._count = 0
        self.setBackground(APP_WORKSPACE)
        self.setFrameStyle(QFrame.Shape.Panel | QFrame.Shadow.Sunken)
        self.subWindowActivated.connect(self._on_activated)

    @property
    def current(self) -> DocumentWindow | None:
        """The active document."""
        sub_window = self.activeSubWindow() or self.currentSubWindow()
        widget = sub_window.widget() if sub_window is not None else None
        return widget if isinstance(widget, DocumentWindow) else None

    @property
    def windows(self) -> list[DocumentWindow]:
        """All open documents, in the order in which they were opened."""
        widgets = [sub_window.widget() for sub_window in self.subWindowList()]
        return [widget for widget in widgets if isinstance(widget, DocumentWindow)]

    @property
    def recent_files(self) -> list[Path]:
        """The documents that were opened or saved last."""
        return [Path(name) for name in self._settings.get(table.RECENT_FILES)]

    def new_document(self, document: Document | None = None) -> DocumentWindow:
        """Opens a document that has no file yet: an empty one, or one that begins as `document`."""
        self._count += 1
        begun = document if document is not None else Document(page=paper.new_page(self._settings))
        return self._add(DocumentWindow(begun, f"Document{self._count}"))

    def open_file(self, path: Path, read_only: bool = False) -> DocumentWindow | None:
        """Opens a file, or shows the window in which it is open already; None when it could not be opened."""
        path = path.expanduser().absolute()
        for window in self.windows:
            if window.path is not None and _same_file(window.path, path):
                self.show_document(window)
                return window
        file = take_file(self.window(), path, read_only)
        if file is None:
            return None
        try:
            found = read_document(self.window(), path)
        except UserError as error:
            file.release()
            notify(self.window(), error)
            return None
        if found is None:
            file.release()
            return None
        document, chosen = found
        spare = self.current
        title = f"{path.name} (Read-Only)" if file.read_only else path.name
        window = self._add(DocumentWindow(document, title, path, chosen, file))
        if spare is not None and spare.is_pristine:
            self._close(spare)
        self._remember_file(path)
        return window

    def open_again(self, window: DocumentWindow) -> None:
        """Opens a document's file again as it is now; what was changed in the window is lost."""
        path, read_only = window.path, window.file is not None and window.file.read_only
        self._close(window)
        if path is not None:
            self.open_file(path, read_only)

    def open_recovered(self, recovered: Recovered) -> DocumentWindow:
        """Opens a document that a crash interrupted, with its file if it had one and nobody else has that now."""
        head = recovered.head
        path = Path(head.path) if head.path else None
        file: OpenFile | None = None
        if path is not None:
            try:
                file = OpenFile(path)
                # What another program has done since the crash is noticed at the next save.
                file.stamp = head.stamp
            except UserError as error:
                notify(self.window(), error)
                path = None
        spare = self.current
        title = head.title.removesuffix(_RECOVERED) + _RECOVERED
        chosen = next((entry for entry in formats.FORMATS if entry.key == head.format), None) if path else None
        window = self._add(DocumentWindow(recovered.document, title, path, chosen, file))
        window.mark_changed()
        if spare is not None and spare.is_pristine:
            self._close(spare)
        return window

    def ask_open(self) -> None:
        """Asks for a file and opens it."""
        from retrowriter.ui.dialogs.file_dialog import get_document_path

        answer = get_document_path(self.window(), self.folder(), _open_filters())
        if answer is not None:
            self.open_file(*answer)

    def save(self, window: DocumentWindow) -> bool:
        """Saves a document under its name, or asks for one; False when that came to nothing."""
        if window.path is None or window.format is None:
            return self.save_as(window)
        answer = may_save(self.window(), window)
        if answer == "save":
            return self._write(window, window.path, window.format)
        return answer == "other name" and self.save_as(window)

    def save_quietly(self, window: DocumentWindow) -> bool:
        """Saves a document where that needs no question and loses nothing; False when it does."""
        file, chosen = window.file, window.format
        if window.path is None or chosen is None or not chosen.keeps_all:
            return False
        if file is None or file.read_only or file.has_changed() or losses.LEFT_OUT in window.settings:
            return False
        return self._write(window, window.path, chosen)

    def save_as(self, window: DocumentWindow) -> bool:
        """Asks for a name and saves the document under it; False when that came to nothing."""
        from retrowriter.ui.dialogs.file_dialog import get_save_path

        folder = window.path.parent if window.path is not None else self.folder()
        title = window.windowTitle().removesuffix(_RECOVERED)
        name = window.path.name if window.path is not None else title + formats.NATIVE.suffixes[0]
        index = formats.FORMATS.index(window.format) if window.format is not None else 0
        answer = get_save_path(self.window(), folder, name, _filters(), index)
        if answer is None:
            return False
        path, index = answer
        return self._write(window, path, formats.chosen_for(path, formats.FORMATS[index]))

    def save_copy(self, document: Document, title: str, name: str = "") -> bool:
        """Asks for a name and writes a document that is not open; False when that came to nothing."""
        from retrowriter.ui.dialogs.file_dialog import get_save_path

        wanted = Path(name) if name else self.folder() / (title.removesuffix(_RECOVERED) + formats.NATIVE.suffixes[0])
        answer = get_save_path(self.window(), wanted.parent, wanted.name, _filters(), 0)
        if answer is None:
            return False
        path, index = answer
        try:
            formats.write_file(path, document, formats.chosen_for(path, formats.FORMATS[index]))
        except UserError as error:
            notify(self.window(), error, "stop")
            return False
        self._remember_file(path)
        return True

    def save_all(self) -> None:
        """Saves all documents that have changed, until one cannot be saved."""
        for window in self.windows:
            if window.is_modified and not self.save(window):
                return

    def close_document(self, window: DocumentWindow) -> bool:
        """Closes a document, after asking when something would be lost; False when it stays."""
        if not self._may_close(window):
            return False
        self._close(window)
        return True

    def close_all(self) -> bool:
        """Asks about all unsaved documents and then closes all, or none."""
        if not all(self._may_close(window) for window in self.windows):
            return False
        for window in self.windows:
            self._close(window)
        return True

    def show_document(self, window: DocumentWindow) -> None:
        """Makes a document the active one."""
        self.setActiveSubWindow(_sub_window(window))
        window.editor.setFocus()

    def _add(self, window: DocumentWindow) -> DocumentWindow:
        previous = self.currentSubWindow()
        maximised = previous is None or previous.isMaximized()
        sub_window = self.addSubWindow(window)
        sub_window.setWindowIcon(icons.icon("doc"))
        # Its Close has the keys of File > Close, and of two actions with the same keys Qt runs neither.
        for action in sub_window.systemMenu().actions():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        window.close_requested.connect(self._on_close_requested)
        self.opened.emit(window)
        self.pane_opened.emit(window.panes.current)
        window.panes.added.connect(self.pane_opened)
        window.panes.activated.connect(self.current_changed)
        if maximised:
            sub_window.showMaximized()
        else:
            sub_window.resize(*_NEW_SIZE)
            sub_window.show()
        self.setActiveSubWindow(sub_window)
        window.editor.setFocus()
        # Without an active window (a desktop that gives the focus later) no signal tells of it.
        self.current_changed.emit()
        return window

    def _write(self, window: DocumentWindow, path: Path, chosen: Format) -> bool:
        file = window.file
        if not may_lose(self.window(), window, path, chosen):
            return False
        try:
            require_folder(path)
            if file is None or file.read_only or not _same_file(file.path, path):
                file = OpenFile(path)
            keep_backup(path, self._settings.get(table.BACKUPS))
            window.save(path, chosen)
        except UserError as error:
            if file is not None and file is not window.file:
                file.release()
            notify(self.window(), error, "stop")
            return False
        file.renew()
        window.take(file)
        self._remember_file(path)
        return True

    def _may_close(self, window: DocumentWindow) -> bool:
        if self._composer.window is window:
            self._composer.stop()
        if not window.is_modified:
            return True
        self.show_document(window)
        text = f"Do you want to save changes to {window.windowTitle()}?"
        answer = ask(self.window(), text, "warning", ("&Yes", "&No", "Cancel"))
        return answer == 1 or (answer == 0 and self.save(window))

    def _close(self, window: DocumentWindow) -> None:
        window.allow_close()
        _sub_window(window).close()

    def _on_close_requested(self, window: DocumentWindow) -> None:
        if self._may_close(window):
            window.allow_close()

    def _on_activated(self, sub_window: QMdiSubWindow | None) -> None:
        self.current_changed.emit()

    def folder(self) -> Path:
        """Where a document was opened or saved last."""
        kept = self._settings.get(table.LAST_FOLDER)
        documents = Path.home() / "Documents"
        choices = (Path(kept), documents) if kept else (documents,)
        return next((folder for folder in choices if folder.is_dir()), Path.home())

    def _remember_file(self, path: Path) -> None:
        others = [name for name in self._settings.get(table.RECENT_FILES) if name != str(path)]
        self._settings.set(table.RECENT_FILES, [str(path), *others][:RECENT])
        self._settings.set(table.LAST_FOLDER, str(path.parent))


def _same_file(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _sub_window(window: DocumentWindow) -> QMdiSubWindow:
    parent = window.parentWidget()
    assert isinstance(parent, QMdiSubWindow)
    return parent


def _open_filters() -> list[tuple[str, tuple[str, ...]]]:
    suffixes = {entry.label: entry.suffixes for entry in formats.READABLE}
    every = tuple(dict.fromkeys(suffix for group in suffixes.values() for suffix in group))
    return [("All Documents", every), *suffixes.items(), ("All Files", ("*",))]


def _filters() -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.label, entry.suffixes) for entry in formats.FORMATS]
