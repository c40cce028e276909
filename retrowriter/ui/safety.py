"""Looks after the documents: journals, recovery after a crash, changes by other programs, AutoSave."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.recovery import sessions
from retrowriter.recovery.journal import Journal
from retrowriter.recovery.sessions import LeftBehind, Recovered, Session
from retrowriter.settings import Settings
from retrowriter.ui.dialogs.message import ask, show_message
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.journal_keeper import JournalKeeper
from retrowriter.ui.notify import notify

_LOOK_MS = 30
_AUTO_SAVE_MS = 5_000
_IDLE_SECONDS = 2.0


class Safety(QObject):
    """One for the program's window."""

    def __init__(self, settings: Settings, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._parent = parent
        self._session = Session()
        self._journals: list[Journal] = []
        self._keepers: dict[DocumentWindow, JournalKeeper] = {}
        self._changed_at: dict[DocumentWindow, float] = {}
        self._saved_at: dict[DocumentWindow, float] = {}
        self._told: set[DocumentWindow] = set()
        self._asking = False
        self._without_journals = False
        self._left: list[LeftBehind] = []
        self._search: Future[list[LeftBehind]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_search)
        self._auto_save = QTimer(self)
        self._auto_save.setInterval(_AUTO_SAVE_MS)
        self._auto_save.timeout.connect(self.save_automatically)
        self._auto_save.start()
        area.opened.connect(self._on_opened)
        QGuiApplication.instance().applicationStateChanged.connect(self._on_state_changed)  # type: ignore[union-attr]

    def look_for_crashes(self) -> None:
        """Looks for what a crashed run has left, and offers it once it is found."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="recovery")
        self._search = thread.submit(sessions.left_behind)
        thread.shutdown(wait=False)
        self._timer.start()

    def shut_down(self) -> None:
        """Ends the journals of closed documents and lets go of what was found."""
        self._timer.stop()
        self._auto_save.stop()
        for left in self._left:
            left.release()
        self._left = []
        for journal in self._journals:
            journal.close()
        self._session.close()

    def look_at_files(self) -> None:
        """Asks about the next document whose file another program has changed."""
        if self._asking:
            return
        for window in self._area.windows:
            if window not in self._told and window.file is not None and window.file.has_changed():
                self._ask_changed(window)
                return

    def save_automatically(self) -> None:
        """Saves the documents that are due: named ones in the program's own format, while nobody types."""
        minutes = self._settings.get(table.AUTO_SAVE)
        now = time.monotonic()
        for window in self._area.windows if minutes else []:
            due = now - self._saved_at.get(window, now) >= minutes * 60
            idle = now - self._changed_at.get(window, 0.0) >= _IDLE_SECONDS
            if due and idle and window.is_modified:
                self._area.save_quietly(window)
                self._saved_at[window] = now

    # Journals

    def _on_opened(self, window: DocumentWindow) -> None:
        self._saved_at[window] = time.monotonic()
        window.editor.document().contentsChanged.connect(lambda: self._on_edited(window))
        window.saved.connect(lambda: self._on_saved(window))
        window.closed.connect(lambda: self._forget(window))
        try:
            journal = Journal(self._session.new_path())
        except OSError as error:
            if not self._without_journals:
                self._without_journals = True
                notify(self._parent, UserError("journal_failed", _no_journal(f"{error.strerror or error}.")))
            return
        self._journals.append(journal)
        keeper = JournalKeeper(window, journal)
        keeper.failed.connect(self._on_journal_failed)
        self._keepers[window] = keeper

    def _on_edited(self, window: DocumentWindow) -> None:
        self._changed_at[window] = time.monotonic()

    def _on_saved(self, window: DocumentWindow) -> None:
        self._saved_at[window] = time.monotonic()
        self._told.discard(window)

    def _forget(self, window: DocumentWindow) -> None:
        for kept in (self._keepers, self._changed_at, self._saved_at):
            kept.pop(window, None)
        self._told.discard(window)

    def _on_journal_failed(self, problem: UserError) -> None:
        notify(self._parent, UserError("journal_failed", _no_journal(problem.message), problem.hint))

    # Recovery

    def _on_search(self) -> None:
        if self._search is None or not self._search.done():
            return
        self._timer.stop()
        self._left = self._search.result()
        if self._left:
            self._offer()

    def _offer(self) -> None:
        from retrowriter.ui.dialogs.recovery import RecoveryDialog

        found = [(left, recovered) for left in self._left for recovered in left.documents]
        found.sort(key=lambda pair: pair[1].time, reverse=True)
        dialog = RecoveryDialog(self._parent, [_entry(recovered) for _left, recovered in found])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)

        def choose(action: str, indices: list[int]) -> None:
            if action == "discard" and not self._really_discard(len(indices)):
                return
            for index in indices:
                left, recovered = found[index]
                if action == "discard":
                    left.discard(recovered)
                elif action == "recover":
                    self._recover(left, recovered)
                elif self._area.save_copy(recovered.document, recovered.head.title, recovered.head.path):
                    left.discard(recovered)
                else:
                    return
                dialog.remove(index)

        dialog.chosen.connect(choose)
        dialog.open()

    def _really_discard(self, count: int) -> bool:
        what = self.tr("the document") if count == 1 else self.tr("the {} documents").format(count)
        text = self.tr("The unsaved changes of {} will be lost.\n\nDo you want to discard them?").format(what)
        return ask(self._parent, text, "warning", (self.tr("&Yes"), self.tr("&No")), 1) == 0

    def _recover(self, left: LeftBehind, recovered: Recovered) -> None:
        window = self._area.open_recovered(recovered)
        keeper = self._keepers.get(window)
        # The old journal goes when the new one holds all of the document, or when that is saved or given up.
        ends = [window.saved, window.closed]
        if keeper is not None:
            ends.append(keeper.complete)
            keeper.begin()
        for end in ends:
            end.connect(lambda: left.discard(recovered), Qt.ConnectionType.SingleShotConnection)

    # Files changed by others

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            QTimer.singleShot(0, self, self.look_at_files)

    def _ask_changed(self, window: DocumentWindow) -> None:
        assert window.file is not None
        self._asking = True
        self._told.add(window)
        name = window.file.path.name
        if window.is_modified:
            text = self.tr(
                "Another program has changed {}, and you have changed it here as well.\n\n"
                "Save your document under another name if you want to keep both."
            )
            answers = (self.tr("&Save As..."), self.tr("&Later"))
        else:
            text = self.tr("Another program has changed {}.\n\nDo you want to open it again as it is now?")
            answers = (self.tr("&Yes"), self.tr("&No"))
        was_modified = window.is_modified

        def answered(index: int) -> None:
            self._asking = False
            if window in self._area.windows and index == 0:
                if was_modified:
                    self._area.save_as(window)
                else:
                    self._told.discard(window)
                    self._area.open_again(window)
            self.look_at_files()

        show_message(self._parent, text.format(name), "warning", answers, 0, answered)


def _entry(recovered: Recovered) -> tuple[str, str, str]:
    when = recovered.time.astimezone()
    return recovered.head.title, f"{when:%x %H:%M}", recovered.first_line


def _no_journal(reason: str) -> str:
    return f"Unsaved work is not secured against a crash at the moment. {reason} Save your documents often."
