"""The queue of downloads: one runs at a time, in a process of its own; pausing one is ending its process."""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from retrowriter.errors import UserError
from retrowriter.models import download, hub
from retrowriter.models.hub import HubFile
from retrowriter.ui.single_job import SingleJob

State = Literal["waiting", "loading", "checking", "paused", "failed"]


@dataclass
class Item:
    """A download.

    Attributes:
        done, total: bytes; speed: bytes a second, 0 if unknown; seconds_left: -1 if unknown.
        problem: why it failed, "" if it did not.
    """

    file: HubFile
    state: State
    done: int
    total: int
    speed: float = 0.0
    seconds_left: float = -1
    problem: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        return hub.local_name(self.file.name)

    @property
    def runs(self) -> bool:
        """Is its process there?"""
        return self.state in ("loading", "checking")


class Downloads(QObject):
    """All downloads that are not finished; those of an earlier session wait, paused, to be continued.

    Signals:
        changed: the list, or anything in it.
        finished: a file is complete and checked; its path.
        failed: a UserError; the download stays in the list.
    """

    changed = Signal()
    finished = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: SingleJob | None = None
        self._running: Item | None = None
        self.items = [Item(note.file, "paused", note.done, note.file.size) for note in download.unfinished()]

    @property
    def busy(self) -> bool:
        """Whether anything is being fetched now."""
        return self._running is not None

    def add(self, file: HubFile) -> None:
        """Puts a file at the end of the queue, or goes on with it. Raises UserError when that cannot be noted down."""
        note = download.enqueue(file)
        found = next((item for item in self.items if download.target(item.file) == download.target(file)), None)
        if found is None:
            found = Item(note.file, "paused", note.done, file.size)
            self.items.append(found)
        self.resume(found)

    def pause(self, item: Item) -> None:
        """Stops it; what has come is kept."""
        if item is self._running:
            self._stop_running()
        elif item.state == "waiting":
            item.state = "paused"
            self.changed.emit()

    def resume(self, item: Item) -> None:
        """Lets it go on when its turn comes."""
        if item.state in ("paused", "failed"):
            item.state, item.problem = "waiting", ""
        self._next()

    def discard(self, item: Item) -> None:
        """Takes it off the list, with what has come."""
        self.items.remove(item)
        if item is self._running and self._job is not None:
            # Its process must be gone first: it holds the file.
            self._job.ended.connect(lambda: download.discard(item.file))
            self._stop_running()
        else:
            download.discard(item.file)
        self.changed.emit()

    def shut_down(self) -> None:
        """Ends the process with the program; the downloads are found again by the next one."""
        if self._job is not None:
            self._job.shut_down()

    def _next(self) -> None:
        if self._running is None:
            waiting = next((item for item in self.items if item.state == "waiting"), None)
            if waiting is not None:
                self._start(waiting)
        self.changed.emit()

    def _start(self, item: Item) -> None:
        item.state = "loading"
        self._running = item
        self._job = job = SingleJob("fetch", msgspec.to_builtins(item.file), self)
        job.progressed.connect(self._on_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        job.start()

    def _stop_running(self) -> None:
        if self._running is not None and self._job is not None:
            self._running.state = "paused"
            self._running.speed, self._running.seconds_left = 0.0, -1
            self._job.stop()
            self.changed.emit()

    def _on_progress(self, event: dict[str, Any]) -> None:
        item = self._running
        if item is None or not item.runs:
            return
        item.state = "checking" if event["stage"] == "checking" else "loading"
        item.done, item.total = event["done"], event["total"]
        item.speed, item.seconds_left = event["speed"], event["seconds_left"]
        self.changed.emit()

    def _on_done(self, event: dict[str, Any]) -> None:
        if self._running is not None and self._running in self.items:
            self.items.remove(self._running)
        self.changed.emit()
        self.finished.emit(event["path"])

    def _on_failed(self, error: UserError) -> None:
        if self._running is not None:
            self._running.state, self._running.problem = "failed", str(error)
            self._running.speed, self._running.seconds_left = 0.0, -1
        self.changed.emit()
        self.failed.emit(error)

    def _on_ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = self._running = None
        self._next()
