"""Looks after the models for the window: one JSON request in, JSON lines out.

Request: {"action": "list"}, {"action": "prepare"}, {"action": "search", "query"}, {"action": "files", "repo"},
{"action": "add", "path", "how"}, {"action": "verify", "name"}, {"action": "check_adapter", "adapter", "model"} or
{"action": "remove", "name"}. Events: {"event": "progress", "stage", "done", "total"}, and in the end one of {"event":
"done", "result"} (models, a path, repositories, files, one model, or nothing) and {"event": "failed", "code",
"message", "hint"}.
"""

import time
from pathlib import Path

import msgspec

from retrowriter.jobs.single import Request, Send, run_single
from retrowriter.models import adapters, embedded, hub, intake, library

_EVERY_S = 0.1


def main() -> int:
    """Answers one request; returns the exit code."""
    return run_single(_answer)


def _answer(request: Request, send: Send) -> None:
    told = 0.0

    def report(stage: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _EVERY_S or done >= total:
            told = now
            send({"event": "progress", "stage": stage, "done": done, "total": total})

    send({"event": "done", "result": msgspec.to_builtins(_act(request, report))})


def _act(request: Request, report: library.Progress) -> object:
    match request["action"]:
        case "list":
            return library.models()
        case "prepare":
            return str(embedded.prepare(lambda text, fraction: report(text, round(1000 * fraction), 1000)))
        case "search":
            return hub.search(str(request["query"]))
        case "files":
            return hub.files(str(request["repo"]))
        case "add":
            return intake.add(Path(str(request["path"])), request["how"], report)
        case "verify":
            return library.verify(str(request["name"]), report)
        case "check_adapter":
            adapters.check(Path(str(request["adapter"])), Path(str(request["model"])))
            return None
        case "remove":
            return library.remove(str(request["name"]))
        case other:
            raise ValueError(f"no such action: {other}")
