"""A fake engine for tests: it says what a script file tells it, and can misbehave in every way that a real one can.

A script is a JSON file whose name ends in .script; it is used only where RETROWRITER_SCRIPTED=1.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from retrowriter.engine.backend import End, LoadedModel, Piece, Progress, Score, Stopped
from retrowriter.engine.devices import Device
from retrowriter.engine.protocol import ModelChoice, Reason, Sampling
from retrowriter.errors import UserError
from retrowriter.text.prompt import Conversation

_STEP_S = 0.005


class Script(msgspec.Struct, kw_only=True):
    """What the fake does.

    Attributes:
        pieces: the text, piece by piece; title, context: of the model.
        delay, load_delay, read_delay: seconds between pieces, for loading, for reading the prompt.
        signal_after: after so many pieces the process sends itself `signal` (its name); -1 = never.
        exit_after: after so many pieces the process exits with code 3; -1 = never.
        deaf: does not look at a cancel while reading, as native code that cannot be interrupted.
        fail: code of an error instead of any text; load_fail: the same for loading.
        reason: why it ends. prompt_to: a file to which the prompt it was given is written, for tests to look at.
    """

    pieces: tuple[str, ...] = ()
    title: str = "Scripted"
    context: int = 4096
    delay: float = 0.0
    load_delay: float = 0.0
    read_delay: float = 0.0
    signal_after: int = -1
    signal: str = "SIGKILL"
    exit_after: int = -1
    deaf: bool = False
    fail: str = ""
    load_fail: str = ""
    reason: Reason = "end"
    prompt_to: str = ""


class ScriptedBackend:
    """See retrowriter.engine.backend.Backend."""

    name = "scripted"

    def __init__(self) -> None:
        self._script = Script()

    def devices(self) -> tuple[Device, ...]:
        """No GPU."""
        return ()

    def load(self, model: ModelChoice, progress: Callable[[float], None], stopped: Stopped) -> LoadedModel:
        """Reads the script."""
        path = Path(model.path)
        if not path.is_file():
            raise UserError("model_missing", f"There is no model file {path}.", "Choose another model.")
        self._script = msgspec.convert(json.loads(path.read_text(encoding="utf-8")), Script)
        if self._script.load_fail:
            raise UserError(self._script.load_fail, "The script says that the model cannot be loaded.")
        end = time.monotonic() + self._script.load_delay
        while (left := end - time.monotonic()) > 0:
            if stopped():
                raise UserError("cancelled", "Loading was cancelled.")
            progress(1 - left / self._script.load_delay)
            time.sleep(_STEP_S)
        progress(1.0)
        return LoadedModel(self._script.title, self._script.context, "CPU", "", self._script.load_delay)

    def generate(
        self, conversation: Conversation, sampling: Sampling, stopped: Stopped
    ) -> Iterator[Piece | Progress | End]:
        """Says the pieces."""
        script = self._script
        if script.prompt_to:
            Path(script.prompt_to).write_bytes(msgspec.json.encode(conversation))
        if script.fail:
            raise UserError(script.fail, "The script says that this fails.")
        begun = time.monotonic()
        end = begun + script.read_delay
        while time.monotonic() < end:
            if stopped() and not script.deaf:
                yield _end("cancelled", 0, sampling)
                return
            yield Progress(1, 2)
            time.sleep(_STEP_S)
        yield Progress(2, 2)
        pieces = script.pieces[: sampling.max_tokens or None]
        for number, text in enumerate(pieces):
            if stopped():
                yield _end("cancelled", number, sampling)
                return
            if number == script.signal_after:
                os.kill(os.getpid(), getattr(signal, script.signal))
                time.sleep(10)
            if number == script.exit_after:
                os._exit(3)
            time.sleep(script.delay)
            yield Piece(text)
        yield _end(script.reason if len(pieces) == len(script.pieces) else "length", len(pieces), sampling)

    def score(self, conversation: Conversation, text: str, stopped: Stopped) -> Score:
        """One nat for each byte."""
        size = len(text.encode())
        return Score(float(size), size, size, 1.0)


def _end(reason: Reason, tokens: int, sampling: Sampling) -> End:
    return End(reason, tokens, 10, 0, 0.001, 1000.0, 1000.0, max(0, sampling.seed))
