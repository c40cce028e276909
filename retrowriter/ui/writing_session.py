"""What the model is doing: a small state machine between the window and the child that writes.

    idle -> loading -> reading -> writing -> idle
              any of them -> stopping -> idle

One request at a time. A request that comes while another runs stops that one and begins when it has ended.
"""

from enum import Enum

from PySide6.QtCore import QObject, Signal

from retrowriter.engine import protocol
from retrowriter.engine.outcome import Outcome
from retrowriter.engine.protocol import ModelChoice, Sampling
from retrowriter.errors import UserError
from retrowriter.text.prompt import Conversation
from retrowriter.ui.job_process import JobProcess

CRASHES_ALLOWED = 3


class State(Enum):
    """What the session does."""

    IDLE = "idle"
    LOADING = "loading"
    READING = "reading"
    WRITING = "writing"
    STOPPING = "stopping"


class WritingSession(QObject):
    """Lets the model write, one request after another.

    Attributes:
        loaded: what the child said of the model in its memory, None when there is none.
        engine: name and version of the back end; device: where the last model was loaded.

    Signals:
        state_changed: the new State.
        progressed: fraction of loading or reading, 0 to 1.
        text_arrived: the number of the request and a piece of its text.
        ended: the number of the request that is over, and a Done, a UserError (code engine_ended when the child died
            under it), or None when it was stopped by force or before it began.
        model_loaded: the Loaded event.
    """

    state_changed = Signal(object)
    progressed = Signal(float)
    text_arrived = Signal(int, str)
    ended = Signal(int, object)
    model_loaded = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = JobProcess("write", self)
        self._job.event_arrived.connect(self._on_event)
        self._job.ended.connect(self._on_child_ended)
        self._state = State.IDLE
        self._next_id = 1
        self._running: protocol.Request | None = None
        self._closing = False
        self._waiting: protocol.Write | None = None
        self._crashes: dict[str, int] = {}
        self._in_memory: ModelChoice | None = None
        self.loaded: protocol.Loaded | None = None
        self.engine = ""
        self.device = ""

    @property
    def state(self) -> State:
        """What the session does now."""
        return self._state

    @property
    def busy(self) -> bool:
        """Whether text is being written, or about to be: a request of the writer's is under way."""
        return self._waiting is not None or (isinstance(self._running, protocol.Write) and not self._stopping)

    @property
    def child_pid(self) -> int:
        """Process id of the child, 0 when there is none."""
        return self._job.pid

    def context_of(self, model: ModelChoice) -> int:
        """How many tokens this model holds; 0 before it has been loaded."""
        return self.loaded.context if self.loaded is not None and model == self._in_memory else 0

    def warm_up(self, model: ModelChoice) -> None:
        """Loads the model ahead of the first request; a failure is silent until then."""
        if self._closing:
            # A window may be closed before the moment has come at which its model is loaded ahead.
            return
        if self._running is None and model != self._in_memory and not self._set_aside(model):
            self._send(protocol.Load(id=self._take_id(), model=model))

    def start(self, model: ModelChoice, conversation: Conversation, sampling: Sampling) -> int:
        """Asks the model to write; what runs is stopped first.

        Returns:
            The number of the request, which its signals carry.

        Raises:
            UserError: code model_set_aside when this model has crashed too often.
        """
        if self._set_aside(model):
            raise UserError(
                "model_set_aside",
                "This model has ended unexpectedly three times, so it is no longer used.",
                "Choose another model, or start the program again to give it another chance.",
            )
        request = protocol.Write(id=self._take_id(), model=model, conversation=conversation, sampling=sampling)
        self.stop()
        if self._running is None:
            self._send(request)
        else:
            # It follows what is being stopped, or the model that is being loaded ahead.
            self._waiting = request
        return request.id

    def stop(self) -> None:
        """Stops what is being written. No text comes after this; `ended` follows when the child has answered."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.ended.emit(waiting.id, None)
        if isinstance(self._running, protocol.Write) and not self._stopping:
            self._set_state(State.STOPPING)
            self._job.send(protocol.Cancel(id=self._running.id))
            self._job.expect_answer()

    def restart(self) -> None:
        """Forgets the crashes, so that a model that was set aside is tried again."""
        self._crashes.clear()

    def shut_down(self) -> None:
        """Ends the child with the program; none is started any more."""
        self._closing = True
        self._waiting = None
        self._job.shut_down()

    @property
    def _stopping(self) -> bool:
        return self._state is State.STOPPING

    def _send(self, request: protocol.Write | protocol.Load) -> None:
        self._running = request
        self._set_state(State.READING if request.model == self._in_memory else State.LOADING)
        self._job.send(request)

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _set_aside(self, model: ModelChoice) -> bool:
        return self._crashes.get(_name(model), 0) >= CRASHES_ALLOWED

    def _set_state(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _on_event(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.Hello):
            self.engine = event.engine
            return
        if self._running is None or event.id != self._running.id:
            return
        if isinstance(event, protocol.Loading):
            if not self._stopping:
                self._set_state(State.LOADING)
            self.progressed.emit(event.fraction)
        elif isinstance(event, protocol.Loaded):
            self.loaded = event
            self._in_memory = self._running_model()
            self.device = event.device
            self.engine = event.engine or self.engine
            self.model_loaded.emit(event)
            if isinstance(self._running, protocol.Load):
                self._end(None)
        elif isinstance(event, protocol.Reading):
            if not self._stopping:
                self._set_state(State.READING)
                self.progressed.emit(event.done / event.total if event.total else 1.0)
        elif isinstance(event, protocol.Text):
            if not self._stopping:
                self._set_state(State.WRITING)
                self.text_arrived.emit(event.id, event.text)
        elif isinstance(event, protocol.Done):
            self._crashes.pop(self._running_path(), None)
            self._end(event)
        elif isinstance(event, protocol.Failed):
            self._end(UserError(event.code, event.message, event.hint))

    def _on_child_ended(self, outcome: Outcome | None) -> None:
        self.loaded = self._in_memory = None
        if self._running is None:
            return
        if outcome is None or self._stopping:
            self._end(None)
            return
        path = self._running_path()
        self._crashes[path] = self._crashes.get(path, 0) + 1
        self._end(UserError("engine_ended", outcome.sentence))

    def _running_model(self) -> ModelChoice | None:
        running = self._running
        return running.model if isinstance(running, protocol.Write | protocol.Load) else None

    def _running_path(self) -> str:
        model = self._running_model()
        return _name(model) if model is not None else ""

    def _end(self, result: protocol.Done | UserError | None) -> None:
        ended, self._running = self._running, None
        waiting, self._waiting = self._waiting, None
        self._job.answered()
        if waiting is not None:
            self._send(waiting)
        else:
            self._set_state(State.IDLE)
        if isinstance(ended, protocol.Write):
            self.ended.emit(ended.id, result)


def _name(model: ModelChoice) -> str:
    return model.server.url if model.server is not None else model.path
