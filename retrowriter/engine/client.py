"""The program's end of the engine process, for callers without a window: the command line, evaluation, benches."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

import retrowriter
from retrowriter.engine import outcome, protocol
from retrowriter.engine.protocol import AnyEvent, Done, Failed, KeyKept, Loaded, ModelChoice, Sampling, Scored
from retrowriter.errors import UserError
from retrowriter.text.prompt import Conversation

ANSWER_S = 1.5

_STDERR_KEPT = 16_384


class EngineProcess:
    """A child process that writes. It is started by the first request, and again after it has died.

    Use it as a context manager, from one thread (cancel() may be called from any).

    Args:
        python: the Python that runs the child, where it is not this one.
        environment: variables to set for the child.
    """

    def __init__(self, python: str = sys.executable, environment: dict[str, str] | None = None) -> None:
        self._command = [python, "-m", "retrowriter", "--job", "write"]
        self._environment = {**os.environ, **(environment or {})}
        root = str(Path(retrowriter.__file__).resolve().parent.parent)
        others = self._environment.get("PYTHONPATH")
        self._environment["PYTHONPATH"] = os.pathsep.join([root, others]) if others else root
        self._process: subprocess.Popen[bytes] | None = None
        self._events: queue.SimpleQueue[AnyEvent | None] = queue.SimpleQueue()
        self._stderr = bytearray()
        self._greeted = threading.Event()
        self._next_id = 0
        self._running = 0
        self.hello: protocol.Hello | None = None

    def __enter__(self) -> "EngineProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The child's process id, 0 when there is none."""
        return self._process.pid if self._process and self._process.poll() is None else 0

    def greet(self) -> protocol.Hello:
        """What the child says of itself when it starts. Raises UserError, code engine_ended when it died."""
        self._start()
        self._greeted.wait()
        if self.hello is None:
            raise self._died()
        return self.hello

    def load(self, model: ModelChoice) -> Loaded:
        """Loads a model.

        Raises:
            UserError: as the child says, or code engine_ended when it died.
        """
        for event in self._request(lambda id: protocol.Load(id=id, model=model)):
            if isinstance(event, Loaded):
                return event
        raise AssertionError("a request ends with Loaded or Failed")

    def write(self, model: ModelChoice, conversation: Conversation, sampling: Sampling) -> Iterator[AnyEvent]:
        """The events of a Write, up to and with Done. Closing the iterator early cancels the request.

        Raises:
            UserError: as the child says, or code engine_ended when it died.
        """
        return self._request(
            lambda id: protocol.Write(id=id, model=model, conversation=conversation, sampling=sampling)
        )

    def score(self, model: ModelChoice, conversation: Conversation, text: str) -> Scored:
        """How likely `text` is as the answer. Raises UserError as write does."""
        for event in self._request(lambda id: protocol.Score(id=id, model=model, conversation=conversation, text=text)):
            if isinstance(event, Scored):
                return event
        raise AssertionError("a request ends with Scored or Failed")

    def keep_key(self, url: str, key: str) -> None:
        """Keeps the key of a server in the keyring; "" takes it out. Raises UserError as load does."""
        for _event in self._request(lambda id: protocol.KeepKey(id=id, url=url, key=key)):
            pass

    def cancel(self) -> bool:
        """Asks the child to stop what it does; the iterator then ends with Done, reason "cancelled".

        Returns:
            Whether there was something to stop.
        """
        if self._running:
            self._send(protocol.Cancel(id=self._running))
        return bool(self._running)

    def close(self) -> None:
        """Ends the child, gently first."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # it is gone already
            process.stdin.close()
        try:
            process.wait(2 * ANSWER_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        assert process.stderr is not None
        self._reader.join()
        self._watcher.join()
        process.stdout.close()
        process.stderr.close()

    def _request(self, make: Callable[[int], protocol.Request]) -> Iterator[AnyEvent]:
        self._next_id += 1
        request = make(self._next_id)
        self._start()
        self._running = request.id
        self._send(request)
        finished = False
        try:
            while True:
                event = self._events.get()
                if event is None:
                    finished = True
                    raise self._died()
                if event.id != request.id:
                    continue
                if isinstance(event, Failed):
                    finished = True
                    raise UserError(event.code, event.message, event.hint)
                finished = isinstance(event, Done | Scored | KeyKept) or (
                    isinstance(event, Loaded) and isinstance(request, protocol.Load)
                )
                yield event
                if finished:
                    return
        finally:
            self._running = 0
            if not finished:
                self._abandon(request.id)

    def _abandon(self, id: int) -> None:
        """The caller wants no more: cancel, and kill when there is no answer."""
        self._send(protocol.Cancel(id=id))
        deadline = time.monotonic() + ANSWER_S
        while True:
            try:
                # Other events may keep coming from a child that does not listen.
                event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
                if time.monotonic() > deadline:
                    raise queue.Empty
            except queue.Empty:
                if self._process is not None:
                    self._process.kill()
                    self.close()
                return
            if event is None or (event.id == id and isinstance(event, Done | Failed | Scored)):
                return

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._events = queue.SimpleQueue()
        self._stderr = bytearray()
        self._greeted.clear()
        self.hello = None
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment,
        )
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout, self._events), daemon=True)
        self._watcher = threading.Thread(target=self._keep_errors, args=(self._process.stderr,), daemon=True)
        self._reader.start()
        self._watcher.start()

    def _send(self, request: protocol.Request) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        with contextlib.suppress(OSError, ValueError):  # its end is reported through the events
            process.stdin.write(protocol.encode(request))
            process.stdin.flush()

    def _read(self, stream: IO[bytes], events: "queue.SimpleQueue[AnyEvent | None]") -> None:
        for line in stream:
            try:
                event = protocol.decode_event(line)
            except msgspec.DecodeError:
                # A child that speaks nonsense is not trusted any further.
                if self._process is not None:
                    self._process.kill()
                break
            if isinstance(event, protocol.Hello):
                self.hello = event
                self._greeted.set()
            else:
                events.put(event)
        self._greeted.set()
        events.put(None)

    def _keep_errors(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._stderr += line
            del self._stderr[:-_STDERR_KEPT]

    def _died(self) -> UserError:
        assert self._process is not None
        code = self._process.wait()
        self._watcher.join()
        return UserError("engine_ended", outcome.describe(code, self._stderr.decode("utf-8", "replace")).sentence)
