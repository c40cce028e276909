"""The engine on a server that speaks OpenAI's API: llama-server, vLLM, Ollama and many others.

What a text goes on with is asked for in the best way that the server has; see docs/adr, "How a server goes on with a
document".
"""

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

import msgspec

from retrowriter import server_address, settings
from retrowriter.engine import keys, server_api
from retrowriter.engine.backend import End, LoadedModel, Piece, Progress, Score, Stopped
from retrowriter.engine.connection import Connection, Interrupted, NotOffered
from retrowriter.engine.devices import Device
from retrowriter.engine.protocol import ModelChoice, Reason, Sampling, Server
from retrowriter.engine.server_api import Way
from retrowriter.engine.stream import TextStream
from retrowriter.errors import UserError
from retrowriter.text.joining import EchoCutter
from retrowriter.text.prompt import Conversation

# For servers that do not tell how much they can hold.
UNKNOWN_CONTEXT = 4096

_END_OF_STREAM = "[DONE]"
# Servers say "stop" for the end of the text too; stop strings are looked for here as well.
_REASONS: dict[str, Reason] = {"length": "length", "cancelled": "cancelled"}
_MOST_NAMES = 5


class RemoteBackend:
    """A server in place of a model in memory; see retrowriter.engine.backend.Backend."""

    def __init__(self) -> None:
        self.name = "OpenAI-compatible server"
        self._server: Server | None = None
        self._connection: Connection | None = None
        self._model = ""
        self._owner = ""
        self._context = 0
        self._loaded: LoadedModel | None = None
        self._missing: set[Way] = set()

    def devices(self) -> tuple[Device, ...]:
        """None of this machine's."""
        return ()

    def load(self, model: ModelChoice, progress: Callable[[float], None], stopped: Stopped) -> LoadedModel:
        """Asks the server what it has; at once when it is the one that was asked last.

        Raises:
            UserError: code offline, cancelled, server_address, server_model, and those of Connection.
        """
        assert model.server is not None
        settings.require_network()
        if self._loaded is None or model.server != self._server:
            self.close()
            begun = time.perf_counter()
            self._open(model.server, stopped)
            host = server_address.host(model.server.url)
            self.name = f"OpenAI-compatible server at {host}"
            self._loaded = LoadedModel(
                PurePosixPath(self._model).name.removesuffix(".gguf"),
                self._context or UNKNOWN_CONTEXT,
                f"Server {host}",
                "",
                time.perf_counter() - begun,
            )
            self._server = model.server
        progress(1.0)
        return self._loaded

    def generate(
        self, conversation: Conversation, sampling: Sampling, stopped: Stopped
    ) -> Iterator[Piece | Progress | End]:
        """Has the server write.

        Raises:
            UserError: a code that begins with "server_".
        """
        yield Progress(0, 1)
        if sampling.seed < 0:
            sampling = msgspec.structs.replace(sampling, seed=random.SystemRandom().randrange(2**31))
        refused: UserError | None = None
        try:
            for way in self._ways(conversation):
                try:
                    yield from self._write(way, conversation, sampling, stopped)
                except NotOffered as error:
                    refused = refused or error.error
                    if error.missing:
                        self._missing.add(way)
                    elif way == "chat":
                        # What is wrong with this request would be wrong with another one too.
                        break
                else:
                    return
        except UserError:
            # Whatever it was, the server may be another one by now.
            self.close()
            raise
        self.close()
        assert refused is not None
        raise refused

    def score(self, conversation: Conversation, text: str, stopped: Stopped) -> Score:
        """Not to be had from a server. Raises UserError, code not_offered."""
        raise UserError("not_offered", "A server cannot tell how likely a text is.", "Use a model on this computer.")

    def close(self) -> None:
        """Forgets the server."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._server = self._loaded = None
        self._missing.clear()

    def _open(self, server: Server, stopped: Stopped) -> None:
        self._connection = Connection(server.url, keys.find(server.url))
        try:
            offered = _models(self._connection.get("/models", stopped))
        except Interrupted as error:
            raise UserError("cancelled", "Asking the server was cancelled.") from error
        except NotOffered as error:
            # Some have no list; a name is enough for those.
            if not server.model:
                raise error.error from error
            offered = [{"id": server.model}]
        found = _choose(offered, server)
        self._model = str(found["id"])
        self._owner = str(found.get("owned_by", ""))
        self._context = _context(found)

    def _ways(self, conversation: Conversation) -> list[Way]:
        assert self._server is not None
        kind = self._server.kind
        ways: list[Way]
        if kind == "completions":
            ways = ["completions"]
        elif not conversation.prefix:
            ways = ["chat"] if kind == "chat" else ["chat", "completions"]
        else:
            ways = ["prefill"] if server_api.can_prefill(self._owner) else []
            ways += ["completions", "passage"] if kind == "auto" else ["passage"]
        left = [way for way in ways if way not in self._missing]
        return left or ways

    def _write(
        self, way: Way, conversation: Conversation, sampling: Sampling, stopped: Stopped
    ) -> Iterator[Piece | End]:
        assert self._connection is not None
        asked = server_api.body(way, self._model, self._owner, self._context, conversation, sampling)
        stream = TextStream(sampling.stop)
        cutter = EchoCutter(conversation.prefix) if way == "passage" else None
        begun = first = time.perf_counter()
        tokens = prompt_tokens = 0
        finish = ""
        try:
            with contextlib.closing(self._connection.events(server_api.PATHS[way], asked, stopped)) as events:
                for data in events:
                    if data == _END_OF_STREAM:
                        finish = finish or "stop"
                        break
                    chunk = self._read(data)
                    if chunk.usage is not None:
                        prompt_tokens = chunk.usage.prompt_tokens
                        tokens = chunk.usage.completion_tokens or tokens
                    finish = chunk.finish or finish
                    if not chunk.text:
                        continue
                    first = first if tokens else time.perf_counter()
                    tokens += 1
                    text = stream.feed(chunk.text.encode("utf-8", "replace"))
                    text = cutter.feed(text) if cutter else text
                    if text:
                        yield Piece(text, *chunk.probabilities())
                    if stream.stopped:
                        break
        except Interrupted:
            finish = "cancelled"
        if not finish and not stream.stopped:
            if not stopped():
                raise self._connection.lost()
            finish = "cancelled"
        rest = "" if finish == "cancelled" else stream.flush()
        rest = cutter.feed(rest) + cutter.flush() if cutter else rest
        if rest:
            yield Piece(rest)
        reason = "stop" if stream.stopped else _REASONS.get(finish, "end")
        seconds = time.perf_counter() - first
        speed = (tokens - 1) / seconds if tokens > 1 and seconds > 0 else 0.0
        waited = first - begun
        yield End(
            reason, tokens, prompt_tokens, 0, waited, speed, prompt_tokens / waited if waited else 0.0, sampling.seed
        )

    def _read(self, data: str) -> server_api.Chunk:
        assert self._connection is not None
        try:
            chunk = server_api.read_chunk(data)
        except (msgspec.DecodeError, RecursionError) as error:
            raise self._connection.nonsense() from error
        if chunk.problem is not None:
            raise self._connection.failure(chunk.problem)
        return chunk


def _models(answer: dict[str, Any]) -> list[dict[str, Any]]:
    listed = answer.get("data")
    if not isinstance(listed, list):
        return []
    return [entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def _choose(offered: list[dict[str, Any]], server: Server) -> dict[str, Any]:
    host = server_address.host(server.url)
    if not offered:
        raise UserError("server_model", f"The server {host} offers no model.", "Load one there first.")
    if not server.model:
        return offered[0]
    for entry in offered:
        names = [entry["id"], *(entry["aliases"] if isinstance(entry.get("aliases"), list) else [])]
        # Ollama lists "name:latest" for "name".
        if server.model in names or f"{server.model}:latest" in names:
            return entry
    listed = ", ".join(entry["id"] for entry in offered[:_MOST_NAMES])
    more = ", ..." if len(offered) > _MOST_NAMES else ""
    raise UserError("server_model", f"The server {host} has no model {server.model}.", f"It has these: {listed}{more}.")


def _context(entry: dict[str, Any]) -> int:
    """Length of the context as vLLM or llama-server tells it, 0 where it is not told."""
    meta = entry.get("meta")
    told = entry.get("max_model_len") or (meta.get("n_ctx") or meta.get("n_ctx_train") if isinstance(meta, dict) else 0)
    return told if isinstance(told, int) and told > 0 else 0
