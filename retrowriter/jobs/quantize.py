"""Writes a model in another type by llama.cpp's quantiser, whose asserts end the process: so it has one of its own.

Request: {"source": PATH, "out": PATH, "file_type": NUMBER of llama_ftype, "threads": 0 = all}.
Events: {"event": "done"} or {"event": "failed", "code", "message", "hint"}.
"""

import signal
from pathlib import Path

from retrowriter.jobs.single import Request, Send, run_single


def main() -> int:
    """Answers one request; returns the exit code."""
    return run_single(_quantize)


def _quantize(request: Request, send: Send) -> None:
    from retrowriter.engine.llama import quantize_file

    # Native code does not come back for a signal; what it leaves is cleared away by whoever asked.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    quantize_file(
        Path(str(request["source"])),
        Path(str(request["out"])),
        int(request["file_type"]),
        int(request.get("threads", 0)),
    )
    send({"event": "done"})
