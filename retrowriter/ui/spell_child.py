"""The child that checks the spelling, as the window sees it: questions go to it, answers come back. Nothing waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from retrowriter.engine.outcome import Outcome
from retrowriter.spelling import messages
from retrowriter.ui.job_process import JobProcess

Answer = Callable[[messages.AnyEvent], object]

# A child that ends again and again is not started any more.
_MOST_CRASHES = 3


class SpellChild(QObject):
    """Asks the child. It is started with the first question, and again when it has ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job = JobProcess("spell", self, messages.decode_event)
        self._job.event_arrived.connect(self._on_event)
        self._job.ended.connect(self._on_ended)
        self._waiting: dict[int, Answer] = {}
        self._last = 0
        self._crashes = 0
        self._closing = False

    @property
    def pid(self) -> int:
        """The child's process id, 0 when there is none."""
        return self._job.pid

    def ask(self, make: Callable[[int], messages.Request], on_answer: Answer) -> None:
        """Asks one question.

        Args:
            make: makes the request of its id.
            on_answer: gets the event that answers it; Failed when the child has ended without an answer.
        """
        self._last += 1
        self._waiting[self._last] = on_answer
        if self._closing or self._crashes >= _MOST_CRASHES:
            QTimer.singleShot(0, self, self._fail_all)
        else:
            self._job.send(make(self._last))

    def shut_down(self) -> None:
        """Ends the child; no answer comes any more."""
        self._closing = True
        self._waiting.clear()
        self._job.shut_down()

    def _on_event(self, event: messages.AnyEvent) -> None:
        self._crashes = 0
        on_answer = self._waiting.pop(event.id, None)
        if on_answer is not None:
            on_answer(event)

    def _on_ended(self, _outcome: Outcome | None) -> None:
        if not self._closing:
            self._crashes += 1
            self._fail_all()

    def _fail_all(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for number, on_answer in waiting.items():
            on_answer(
                messages.Failed(
                    id=number,
                    code="speller_ended",
                    message="The part of the program that checks the spelling has ended.",
                    hint="Start the program again if it does so once more.",
                )
            )
