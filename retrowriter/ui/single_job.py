"""A child process that answers one request: a download, a conversion, a look into the library. Nothing here waits."""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from retrowriter.engine.outcome import Outcome
from retrowriter.errors import UserError
from retrowriter.ui.child_process import ChildProcess

KILL_AFTER_MS = 1500

_LONGEST_LINE = 64 * 1024 * 1024
_GONE_MS = 2000


class SingleJob(QObject):
    """One request to one job of retrowriter.jobs.

    Signals:
        progressed: a "progress" event, as a dict.
        done: the "done" event, as a dict.
        failed: a UserError.
        ended: after done or failed, and after stop(); the child is gone.
    """

    progressed = Signal(dict)
    done = Signal(dict)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, job: str, request: Mapping[str, object], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._request = json.dumps(request).encode() + b"\n"
        self._child: ChildProcess | None = None
        self._answered = False
        self._stopped = False

    def start(self) -> None:
        """Starts the child and sends it the request."""
        self._child = ChildProcess(self._job, _LONGEST_LINE, self)
        self._child.line_arrived.connect(self._on_line)
        self._child.ended.connect(self._on_ended)
        self._child.write(self._request)
        self._child.close_input()

    def stop(self) -> None:
        """Ends the child, gently first; `ended` follows, and nothing else."""
        self._stopped = True
        if self._child is not None:
            self._child.terminate(KILL_AFTER_MS)

    def shut_down(self) -> None:
        """Ends the child at once, with the program."""
        self._stopped = True
        if self._child is not None:
            self._child.forgive_end()
            self._child.kill(_GONE_MS)

    def _on_line(self, line: bytes) -> None:
        if self._stopped:
            return
        try:
            event: dict[str, Any] = json.loads(line)
            kind = event["event"]
        except (ValueError, TypeError, KeyError, RecursionError):
            # A child that speaks nonsense is not waited for.
            if self._child is not None:
                self._child.kill()
            return
        if kind == "progress":
            self.progressed.emit(event)
        elif kind == "done":
            self._answered = True
            self.done.emit(event)
        elif kind == "failed":
            self._answered = True
            code, message, hint = (str(event.get(key, "")) for key in ("code", "message", "hint"))
            self.failed.emit(UserError(code, message, hint))

    def _on_ended(self, outcome: Outcome | None) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.deleteLater()
        if outcome is not None and not self._answered and not self._stopped:
            self.failed.emit(UserError("job_ended", outcome.sentence))
        self.ended.emit()
