"""A child process that does a job: requests go to it, events come from it, and its end is one sentence.

Nothing here waits: QProcess calls back, timers do the rest.
"""

import os
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import retrowriter
from retrowriter.engine import protocol
from retrowriter.engine.outcome import Outcome, describe

KILL_AFTER_MS = 1500
QUIT_AFTER_MS = 1000

_STDERR_KEPT = 16_384


class JobProcess(QObject):
    """One kind of child process, started when it is first needed and again after it has ended.

    Signals:
        event_arrived: a message of retrowriter.engine.protocol.
        ended: the child is gone although it was not told to go; an Outcome.
    """

    event_arrived = Signal(object)
    ended = Signal(object)

    def __init__(self, job: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._process: QProcess | None = None
        self._buffer = bytearray()
        self._stderr = bytearray()
        self._asked_to_end = False
        self._kill_timer = QTimer(self)
        self._kill_timer.setSingleShot(True)
        self._kill_timer.timeout.connect(self.kill)

    @property
    def running(self) -> bool:
        """Whether a child is there."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """The child's process id, 0 when there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    def send(self, request: protocol.Request) -> None:
        """Sends a request, starting the child when there is none."""
        if self._process is None:
            self._start()
        assert self._process is not None
        self._process.write(protocol.encode(request))

    def expect_answer(self) -> None:
        """Kills the child unless answered() is called within 1.5 s: the sure way to stop what cannot be interrupted."""
        self._kill_timer.start(KILL_AFTER_MS)

    def answered(self) -> None:
        """The answer is there: let the child live."""
        self._kill_timer.stop()

    def kill(self) -> None:
        """Ends the child at once; `ended` is not emitted for it."""
        self._asked_to_end = True
        self._kill_timer.stop()
        if self._process is not None:
            self._process.kill()

    def shut_down(self) -> None:
        """Lets the child end by closing its input, and kills it if it does not. Call when the program ends."""
        if self._process is None:
            return
        self._asked_to_end = True
        process = self._process
        process.closeWriteChannel()
        QTimer.singleShot(QUIT_AFTER_MS, process, process.kill)

    def _start(self) -> None:
        process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["-m", "retrowriter", "--job", self._job])
        process.setProcessEnvironment(child_environment())
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_errors)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._buffer.clear()
        self._stderr.clear()
        self._asked_to_end = False
        self._process = process
        process.start()

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        if len(self._buffer) > protocol.MAX_LINE:
            self._process.kill()
            return
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            try:
                event = protocol.decode_event(bytes(line))
            except msgspec.DecodeError:
                # A child that speaks nonsense cannot be trusted with the next request either.
                if self._process is not None:
                    self._process.kill()
                return
            self.event_arrived.emit(event)

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
        self._kill_timer.stop()
        code = process.exitCode()
        if process.exitStatus() == QProcess.ExitStatus.CrashExit and os.name != "nt":
            # Qt gives the number of the signal as the code of a crash.
            code = -code
        process.deleteLater()
        if not self._asked_to_end:
            outcome: Outcome = describe(code, bytes(self._stderr).decode("utf-8", "replace"))
            self.ended.emit(outcome)
        else:
            self.ended.emit(None)


def child_environment() -> QProcessEnvironment:
    """The environment of a child: it finds this package wherever the program was started from, and speaks UTF-8."""
    environment = QProcessEnvironment.systemEnvironment()
    root = str(Path(retrowriter.__file__).resolve().parent.parent)
    others = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", os.pathsep.join([root, others]) if others else root)
    environment.insert("PYTHONUTF8", "1")
    return environment
