"""Keeps the journal of one document while it is edited.

Changed paragraphs are noted as they change and written down together after a moment, a few in each turn of the event
loop, so that typing never waits.
"""

import time

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.recovery.changes import Changes
from retrowriter.recovery.journal import Head, Journal, Picture, Rest, Splice
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui.document_window import DocumentWindow

# With the time that a busy computer takes, it stays well below two seconds.
FLUSH_MS = 700
RETRY_MS = 30_000

_SLICE_LINES = 8
_SLICE_SECONDS = 0.006
# A journal is written anew when it has become much longer than the document.
_REWRITE_FACTOR = 4
_REWRITE_AT = 4_000_000
_SAVE_WAIT_SECONDS = 0.5


class JournalKeeper(QObject):
    """Ties a document to its journal.

    Signals:
        failed: the journal cannot be written, a UserError; told once until it works again.
        complete: the journal on the disk holds the whole document; emitted more than once.
    """

    failed = Signal(object)
    complete = Signal()

    def __init__(self, window: DocumentWindow, journal: Journal) -> None:
        super().__init__(window)
        self._window = window
        self._journal = journal
        self._changes = Changes()
        self._count = 0
        self._begun = False
        self._base_done = False
        self._base_size = 0
        self._told = False
        self._rest: Document | None = None
        self._pictures: set[str] = set()
        self._text = window.editor.document()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._on_look)
        window.changed_apart.connect(self._wake)
        window.saving.connect(self._on_saving)
        window.saved.connect(self._on_saved)
        window.closed.connect(self._on_closed)
        if window.editor.is_loaded:
            self._on_loaded()
        else:
            window.editor.loaded.connect(self._on_loaded)

    def begin(self) -> None:
        """Writes the whole document down, changed or not."""
        self._wake()

    def _on_loaded(self) -> None:
        self._count = self._text.blockCount()
        self._text.contentsChange.connect(self._on_contents_change)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        first = max(0, self._text.findBlock(position).blockNumber())
        last = self._text.findBlock(position + added).blockNumber()
        now = self._text.blockCount()
        here = (last if last >= 0 else now - 1) - first + 1
        before = here - (now - self._count)
        if before < 0 or first + before > self._count:
            first, before, here = 0, self._count, now
        self._count = now
        # A table is written down whole, in the line of its first paragraph.
        above = first - bridge.first_line_of(self._text, first)
        first, before, here = first - above, before + above, here + above
        if self._begun:
            self._changes.note(first, before, here)
        self._wake()

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start(FLUSH_MS)

    def _on_timeout(self) -> None:
        if self._begun and self._journal.problem is not None:
            self._on_problem(self._journal.problem)
            return
        if not self._begun:
            self._begin()
        end = time.monotonic() + _SLICE_SECONDS
        while self._changes and time.monotonic() < end:
            self._write_lines(_SLICE_LINES)
        if self._changes:
            self._timer.start(0)
            return
        self._write_rest()
        # The thread has something to tell later, when perhaps nobody types any more.
        self._look.start(FLUSH_MS)
        if not self._base_done:
            self._finish_base()
        elif self._journal.size > _REWRITE_AT and self._journal.size > _REWRITE_FACTOR * self._base_size:
            self._begun = False
            self._timer.start(0)

    def _on_look(self) -> None:
        if self._journal.problem is not None:
            self._wake()
        elif self._journal.is_complete:
            self.complete.emit()
        elif self._base_done:
            self._look.start(FLUSH_MS)

    def _begin(self) -> None:
        window = self._window
        self._journal.begin()
        self._begun, self._base_done = True, False
        self._rest, self._pictures = None, set()
        head = Head(
            title=window.windowTitle(),
            path=str(window.path) if window.path is not None else "",
            format=window.format.key if window.format is not None else "",
            stamp=window.file.stamp if window.file is not None else None,
        )
        self._journal.append(head)
        self._changes = Changes()
        self._changes.note(0, 0, self._count)

    def _finish_base(self) -> None:
        self._journal.complete()
        self._base_done, self._told = True, False
        self._base_size = self._journal.size

    def _write_lines(self, limit: int) -> None:
        part = self._changes.take(limit)
        lines = bridge.lines_of(self._text, self._window.editor.sheet, part.start, part.added)
        self._journal.append(Splice(part.start, part.removed, lines))

    def _write_rest(self) -> None:
        rest = self._window.rest()
        for name, data in rest.pictures.items():
            if name not in self._pictures:
                self._pictures.add(name)
                self._journal.append(Picture(name, data))
        rest = msgspec.structs.replace(rest, pictures={})
        if rest != self._rest:
            self._rest = msgspec.structs.replace(rest, settings=dict(rest.settings))
            self._journal.append(Rest(rest))

    def _on_problem(self, problem: UserError) -> None:
        # What cannot be written now may be written later: a disk gets space again.
        self._begun = False
        self._timer.start(RETRY_MS)
        if not self._told:
            self._told = True
            self.failed.emit(problem)

    def _on_saving(self) -> None:
        # A kill between the save and the removal of the journal leaves both, and they must be the same then.
        if self._begun and self._base_done and self._journal.problem is None:
            while self._changes:
                self._write_lines(_SLICE_LINES)
            self._write_rest()
            self._journal.wait(_SAVE_WAIT_SECONDS)

    def _on_saved(self) -> None:
        self._timer.stop()
        self._begun = False
        self._journal.discard()

    def _on_closed(self) -> None:
        self._timer.stop()
        self._journal.discard()
        self._journal.close(wait=False)
