"""A child process that answers one request: a download, a conversion, a look into the library. Nothing here waits."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from retrowriter.engine.outcome import describe
from retrowriter.errors import UserError
from retrowriter.ui.job_process import child_environment

KILL_AFTER_MS = 1500

_STDERR_KEPT = 16_384
_MAX_LINE = 64 * 1024 * 1024
_GONE_MS = 2000


class SingleJob(QObject):
    """One request to one job of retrowriter.jobs, run once.

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
        self._request = json.dumps(request).encode() + b"\n"
        self._buffer = bytearray()
        self._stderr = bytearray()
        self._answered = False
        self._stopped = False
        self._process: QProcess | None = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments(["-m", "retrowriter", "--job", job])
        self._process.setProcessEnvironment(child_environment())
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def running(self) -> bool:
        """Whether the child is there."""
        return self._process is not None

    def start(self) -> None:
        """Starts the child and sends it the request."""
        assert self._process is not None
        self._process.start()
        self._process.write(self._request)
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """Ends the child, gently first; `ended` follows, and nothing else."""
        if self._process is None:
            return
        self._stopped = True
        if os.name == "nt":
            self._process.kill()
            return
        self._process.terminate()
        QTimer.singleShot(KILL_AFTER_MS, self._process, self._process.kill)

    def shut_down(self) -> None:
        """Ends the child at once, with the program."""
        process = self._process
        if process is None:
            return
        self._stopped = True
        process.kill()
        process.waitForFinished(_GONE_MS)

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        if len(self._buffer) > _MAX_LINE:
            self._process.kill()
            return
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            self._on_line(bytes(line))

    def _on_line(self, line: bytes) -> None:
        try:
            event: dict[str, Any] = json.loads(line)
            kind = event["event"]
        except (ValueError, TypeError, KeyError, RecursionError):
            # A child that speaks nonsense is not waited for.
            if self._process is not None:
                self._process.kill()
            return
        if self._stopped:
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

    def _on_errors(self) -> None:
        if self._process is not None:
            self._stderr += self._process.readAllStandardError().data()
            del self._stderr[:-_STDERR_KEPT]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_finished(self) -> None:
        process = self._process
        if process is None:
            return
        self._on_output()
        self._on_errors()
        self._process = None
        if not self._answered and not self._stopped:
            code = process.exitCode()
            if process.exitStatus() == QProcess.ExitStatus.CrashExit and os.name != "nt":
                code = -code
            outcome = describe(code, bytes(self._stderr).decode("utf-8", "replace"))
            self.failed.emit(UserError("job_ended", outcome.sentence))
        process.deleteLater()
        self.ended.emit()
