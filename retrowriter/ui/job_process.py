"""A child process that does a job: requests go to it, events come from it, and its end is one sentence.

Nothing here waits: QProcess calls back, timers do the rest.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from retrowriter.engine import protocol
from retrowriter.engine.outcome import Outcome
from retrowriter.ui.child_process import ChildProcess

KILL_AFTER_MS = 1500
QUIT_AFTER_MS = 1000


class JobProcess(QObject):
    """One kind of child process, started when it is first needed and again after it has ended.

    Signals:
        event_arrived: a message, of retrowriter.engine.protocol where nothing else is said.
        ended: the child is gone; an Outcome, or None when it was told to go.
    """

    event_arrived = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        job: str,
        parent: QObject | None = None,
        decode: Callable[[bytes], msgspec.Struct] = protocol.decode_event,
    ) -> None:
        super().__init__(parent)
        self._job = job
        self._decode = decode
        self._child: ChildProcess | None = None
        self._kill_timer = QTimer(self)
        self._kill_timer.setSingleShot(True)
        self._kill_timer.timeout.connect(self.kill)

    @property
    def running(self) -> bool:
        """Whether a child is there."""
        return self._child is not None

    @property
    def pid(self) -> int:
        """The child's process id, 0 when there is none."""
        return self._child.pid if self._child is not None else 0

    def send(self, request: msgspec.Struct) -> None:
        """Sends a request, starting the child when there is none."""
        if self._child is None:
            self._child = ChildProcess(self._job, protocol.MAX_LINE, self)
            self._child.line_arrived.connect(self._on_line)
            self._child.ended.connect(self._on_ended)
        self._child.write(protocol.encode(request))

    def expect_answer(self) -> None:
        """Kills the child unless answered() is called within 1.5 s: the sure way to stop what cannot be interrupted."""
        self._kill_timer.start(KILL_AFTER_MS)

    def answered(self) -> None:
        """The answer is there: let the child live."""
        self._kill_timer.stop()

    def kill(self) -> None:
        """Ends the child at once; `ended` comes with None."""
        self._kill_timer.stop()
        if self._child is not None:
            self._child.forgive_end()
            self._child.kill()

    def shut_down(self) -> None:
        """Lets the child end by closing its input, and kills it if it does not. Call when the program ends."""
        if self._child is not None:
            self._child.forgive_end()
            self._child.close_input()
            self._child.kill_after(QUIT_AFTER_MS)

    def _on_line(self, line: bytes) -> None:
        try:
            event = self._decode(line)
        except msgspec.DecodeError:
            # A child that speaks nonsense cannot be trusted with the next request either.
            if self._child is not None:
                self._child.kill()
            return
        self.event_arrived.emit(event)

    def _on_ended(self, outcome: Outcome | None) -> None:
        child, self._child = self._child, None
        self._kill_timer.stop()
        if child is not None:
            child.deleteLater()
        self.ended.emit(outcome)
