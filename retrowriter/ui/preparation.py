"""The embedded model made ready before the first text, in a process of its own: it takes seconds, or minutes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from retrowriter.errors import UserError
from retrowriter.models import embedded
from retrowriter.settings import require_network
from retrowriter.ui.single_job import SingleJob


class Preparation(QObject):
    """Prepares the embedded model when it is not there yet, and then does what waited for it.

    Signals:
        changed: `running` is another; told: what is being done, for the status bar; failed: a UserError.
    """

    changed = Signal()
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: SingleJob | None = None
        self._then: Callable[[], None] | None = None
        self.uses_network = False

    @property
    def running(self) -> bool:
        """Whether something waits for the model."""
        return self._then is not None

    def when_ready(self, then: Callable[[], None]) -> None:
        """Calls `then` once the embedded model is there; whatever waited before is forgotten."""
        if embedded.is_ready():
            then()
            return
        if self._job is None:
            try:
                self._start()
            except UserError as error:
                self.failed.emit(error)
                return
        self._then = then
        self.changed.emit()

    def stop(self) -> None:
        """Gives it up."""
        self._then = None
        if self._job is not None:
            self._job.stop()
        self.changed.emit()

    def shut_down(self) -> None:
        """Ends the process with the program."""
        self._then = None
        if self._job is not None:
            self._job.shut_down()

    def _start(self) -> None:
        fetched = not embedded.base_is_here()
        if fetched:
            require_network()
        self.uses_network = fetched
        self._job = SingleJob("library", {"action": "prepare"}, self)
        self._job.progressed.connect(self._on_progressed)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)
        self.told.emit("Preparing the model...")
        self._job.start()

    def _on_progressed(self, event: dict[str, Any]) -> None:
        self.told.emit(f"{str(event['stage']).rstrip('. ')}... {100 * event['done'] // event['total']}%")

    def _on_failed(self, error: UserError) -> None:
        self._then = None
        self.failed.emit(error)

    def _on_ended(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.deleteLater()
        then, self._then = self._then, None
        self.uses_network = False
        self.told.emit("")
        self.changed.emit()
        if then is not None:
            then()
