"""A child process of the program's own that speaks lines: what the long-lived ones and those for one request share.

Nothing here waits: QProcess calls back.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Signal

import retrowriter
from retrowriter.engine.outcome import Outcome, describe

_STDERR_KEPT = 16_384
_LEAVE_MS = 1000


class ChildProcess(QObject):
    """One run of one job of retrowriter.jobs.

    Signals:
        line_arrived: a line of its output, without the line feed.
        ended: the child is gone; an Outcome, or None when it was told to go.
    """

    line_arrived = Signal(bytes)
    ended = Signal(object)

    def __init__(self, job: str, longest_line: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._longest_line = longest_line
        self._buffer = bytearray()
        self._stderr = bytearray()
        self._asked_to_end = False
        self._gone = False
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments(["-m", "retrowriter", "--job", job])
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._on_quit)
        self._process.start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return int(self._process.processId())

    def write(self, data: bytes) -> None:
        """Sends bytes to the child's input."""
        self._process.write(data)

    def close_input(self) -> None:
        """Closes the child's input, which tells it that no more will come."""
        self._process.closeWriteChannel()

    def forgive_end(self) -> None:
        """From now on its end is what was asked for."""
        self._asked_to_end = True

    def terminate(self, patience_ms: int) -> None:
        """Asks the child to end, and kills it when it does not."""
        self.forgive_end()
        if os.name == "nt":
            # A process without a window cannot be asked there.
            self._process.kill()
            return
        self._process.terminate()
        self.kill_after(patience_ms)

    def kill_after(self, patience_ms: int) -> None:
        """Kills the child when it is still there then."""
        QTimer.singleShot(patience_ms, self._process, self._process.kill)

    def kill(self, wait_ms: int = 0) -> None:
        """Ends the child at once.

        Args:
            wait_ms: wait so long for its end; for the end of the program.
        """
        self._process.kill()
        if wait_ms:
            self._process.waitForFinished(wait_ms)

    def _on_quit(self) -> None:
        # A child that was told to go gets the time for it; Qt complains aloud about one that is left.
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        if not (self._asked_to_end and self._process.waitForFinished(_LEAVE_MS)):
            self.kill(_LEAVE_MS)

    def _on_output(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        if len(self._buffer) > self._longest_line:
            self._process.kill()
            return
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            self.line_arrived.emit(bytes(line))

    def _on_errors(self) -> None:
        self._stderr += self._process.readAllStandardError().data()
        del self._stderr[:-_STDERR_KEPT]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_finished(self) -> None:
        if self._gone:
            return
        self._gone = True
        self._on_output()
        self._on_errors()
        code = self._process.exitCode()
        if self._process.exitStatus() == QProcess.ExitStatus.CrashExit and os.name != "nt":
            # Qt gives the number of the signal as the code of a crash.
            code = -code
        outcome: Outcome = describe(code, bytes(self._stderr).decode("utf-8", "replace"))
        self.ended.emit(None if self._asked_to_end else outcome)


def _environment() -> QProcessEnvironment:
    # The child must find this package wherever the program was started from.
    environment = QProcessEnvironment.systemEnvironment()
    root = str(Path(retrowriter.__file__).resolve().parent.parent)
    others = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", os.pathsep.join([root, others]) if others else root)
    environment.insert("PYTHONUTF8", "1")
    return environment
