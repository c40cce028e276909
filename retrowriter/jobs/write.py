"""The engine process: holds a model, answers the requests of retrowriter.engine.protocol, one at a time."""

import contextlib
import logging
import os
import queue
import signal
from pathlib import Path

import msgspec

from retrowriter.engine import keys, protocol
from retrowriter.engine.backend import Backend, End, Piece, Progress
from retrowriter.engine.cores import writing_threads
from retrowriter.errors import UserError
from retrowriter.jobs.channel import Channel
from retrowriter.models import speeds

SCRIPT_SUFFIX = ".script"
SCRIPT_VARIABLE = "RETROWRITER_SCRIPTED"

_LOADING_STEP = 0.02


def main() -> int:
    """Runs until standard input closes or Quit arrives; returns the exit code."""
    # Ctrl+C in a terminal reaches the child too; whoever started it decides what that means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = _Writer().run()
    # At once: the thread that still waits for a request must not meet an interpreter that is being taken down.
    os._exit(code)


class _Writer:
    def __init__(self) -> None:
        self._requests: queue.SimpleQueue[protocol.AnyRequest | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._busy = False
        self._running = 0
        self._backends: dict[str, Backend] = {}
        self._stamps: dict[str, tuple[int, int, int]] = {}
        self._channel: Channel[protocol.AnyRequest] = Channel(
            protocol.decode_request, self._on_request, self._on_bad_line
        )

    def run(self) -> int:
        backend = self._backend(protocol.ModelChoice())
        cards = backend.devices()
        self._channel.send(
            protocol.Hello(
                id=0,
                protocol=protocol.VERSION,
                engine=backend.name,
                pid=os.getpid(),
                devices=tuple(card.name for card in cards),
                free=tuple(card.free for card in cards),
            )
        )
        self._channel.start()
        while not self._channel.closed.is_set():
            try:
                request = self._requests.get(timeout=0.5)
            except queue.Empty:
                continue
            if request is None:
                break
            self._answer(request)
        self._free_all_but(None)
        return 0

    def _on_request(self, request: protocol.AnyRequest) -> None:
        # In the channel's thread: only flags and the queue are touched.
        if isinstance(request, protocol.Cancel):
            if request.id == self._running:
                self._cancelled.add(request.id)
        elif isinstance(request, protocol.Quit):
            self._cancelled.add(self._running)
            self._requests.put(None)
        elif self._busy:
            self._channel.send(
                protocol.Failed(
                    id=request.id,
                    code="busy",
                    message="The writer is busy with another request.",
                    hint="Stop it first, or wait until it has ended.",
                )
            )
        else:
            self._busy = True
            self._running = request.id
            self._cancelled.clear()
            self._requests.put(request)

    def _on_bad_line(self, why: str) -> None:
        self._channel.send(protocol.Failed(id=0, code="bad_request", message=why))

    def _answer(self, request: protocol.AnyRequest) -> None:
        try:
            if isinstance(request, protocol.Load):
                self._finish(self._load(request.id, request.model)[1])
            elif isinstance(request, protocol.Write):
                self._write(request)
            elif isinstance(request, protocol.Score):
                self._score(request)
            elif isinstance(request, protocol.KeepKey):
                keys.keep(request.url, request.key)
                self._finish(protocol.KeyKept(id=request.id))
        except UserError as error:
            self._finish(protocol.Failed(id=request.id, code=error.code, message=error.message, hint=error.hint))
        except MemoryError:
            self._finish(
                protocol.Failed(
                    id=request.id,
                    code="memory",
                    message="There is not enough memory for this.",
                    hint="Choose a smaller model or a shorter context.",
                )
            )
        except Exception as error:  # the last wall: the child must answer and live on
            logging.getLogger(__name__).exception("request %s", request.id)
            self._finish(
                protocol.Failed(id=request.id, code="engine_failed", message=f"The writer could not go on: {error}.")
            )

    def _finish(self, event: protocol.Event) -> None:
        # Free before the last event goes out, since the next request may follow it at once.
        self._busy = False
        self._channel.send(event)

    def _stopped(self) -> bool:
        return self._running in self._cancelled or self._channel.closed.is_set()

    def _load(self, id: int, model: protocol.ModelChoice) -> tuple[Backend, protocol.Loaded]:
        backend = self._backend(model)
        told = -1.0

        def progress(fraction: float) -> None:
            nonlocal told
            if fraction - told >= _LOADING_STEP or fraction >= 1.0 > told:
                told = fraction
                self._channel.send(protocol.Loading(id=id, fraction=round(fraction, 3)))

        ready = _with_adapters(model)
        stamps = _stamps(ready)
        if any(self._stamps.get(path, stamp) != stamp for path, stamp in stamps.items()):
            # Another file lies in the place of the one in memory.
            self._free_all_but(None)
            self._stamps = {}
        loaded = backend.load(ready, progress, self._stopped)
        self._stamps.update(stamps)
        return backend, protocol.Loaded(
            id=id,
            model=loaded.title,
            context=loaded.context,
            device=loaded.device,
            fallback=loaded.fallback,
            seconds=round(loaded.seconds, 3),
            engine=backend.name,
        )

    def _write(self, request: protocol.Write) -> None:
        try:
            backend, loaded = self._load(request.id, request.model)
        except UserError as error:
            if error.code != "cancelled":
                raise
            self._send_end(request, End("cancelled", 0, 0, 0, 0.0, 0.0, 0.0, request.sampling.seed), "")
            return
        send = self._channel.send
        send(loaded)
        for item in backend.generate(request.conversation, request.sampling, self._stopped):
            if isinstance(item, Piece):
                send(protocol.Text(id=request.id, text=item.text, probability=item.probability, choices=item.choices))
            elif isinstance(item, Progress):
                send(protocol.Reading(id=request.id, done=item.done, total=item.total))
            else:
                self._send_end(request, item, loaded.model)
                _remember(request.model, loaded.device, item)

    def _send_end(self, request: protocol.Write, end: End, title: str) -> None:
        self._finish(
            protocol.Done(
                id=request.id,
                reason=end.reason,
                tokens=end.tokens,
                prompt_tokens=end.prompt_tokens,
                reused_tokens=end.reused_tokens,
                first_token_s=round(end.first_token_s, 4),
                tokens_per_s=round(end.tokens_per_s, 2),
                prompt_tokens_per_s=round(end.prompt_tokens_per_s, 2),
                model=title,
                seed=end.seed,
                exact=request.sampling.exact,
            )
        )

    def _score(self, request: protocol.Score) -> None:
        backend, _ = self._load(request.id, request.model)
        score = backend.score(request.conversation, request.text, self._stopped)
        self._finish(
            protocol.Scored(
                id=request.id, nats=score.nats, tokens=score.tokens, bytes=score.bytes, end_nats=score.end_nats
            )
        )

    def _backend(self, model: protocol.ModelChoice) -> Backend:
        kind = _kind(model)
        if kind not in self._backends:
            self._backends[kind] = _make_backend(kind)
        # Whoever turns to a server may want the memory back.
        self._free_all_but(kind)
        return self._backends[kind]

    def _free_all_but(self, kept: str | None) -> None:
        for kind, backend in self._backends.items():
            close = getattr(backend, "close", None)
            if close is not None and kind != kept:
                close()


def _kind(model: protocol.ModelChoice) -> str:
    if model.server is not None:
        return "remote"
    scripted = os.environ.get(SCRIPT_VARIABLE) == "1" and (not model.path or Path(model.path).suffix == SCRIPT_SUFFIX)
    return "scripted" if scripted else "llama"


def _stamps(model: protocol.ModelChoice) -> dict[str, tuple[int, int, int]]:
    """What tells the files of a model from others in their places; what is not there tells nothing."""
    found = {}
    for path in (model.path, *(adapter.path for adapter in model.adapters)):
        with contextlib.suppress(OSError):
            stat = os.stat(path)
            found[path] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return found


def _with_adapters(model: protocol.ModelChoice) -> protocol.ModelChoice:
    """The same with folders of PEFT converted; here, since it takes a second and the window must not wait."""
    if not model.adapters:
        return model
    from retrowriter.convert.run_time import adapter_file

    ready = tuple(
        msgspec.structs.replace(adapter, path=str(adapter_file(Path(adapter.path), Path(model.path))))
        for adapter in model.adapters
    )
    changed: protocol.ModelChoice = msgspec.structs.replace(model, adapters=ready)
    return changed


def _remember(model: protocol.ModelChoice, device: str, end: End) -> None:
    """Keeps the speed of a text, after its last event: nobody waits for it."""
    if model.server is None and end.tokens >= speeds.LEAST_TOKENS and end.tokens_per_s > 0:
        speeds.remember(Path(model.path), device, model.threads or writing_threads(), end.tokens_per_s)


def _make_backend(kind: str) -> Backend:
    # Imported late: the libraries take a moment, and the fake is for tests alone.
    if kind == "remote":
        from retrowriter.engine.remote import RemoteBackend

        return RemoteBackend()
    if kind == "scripted":
        from retrowriter.engine.scripted import ScriptedBackend

        return ScriptedBackend()
    from retrowriter.engine.llama import LlamaBackend

    return LlamaBackend()
