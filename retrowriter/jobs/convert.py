"""Converts a checkpoint: one JSON request in, JSON lines out; its own process, so that it can be stopped at any time.

Request: {"source": PATH, "out": PATH, "base": PATH or null, "outtype": NAME, "lora": "merge" or "adapter",
"title": TEXT or null, "force": BOOL}; source, out and outtype are required. Events: {"event": "progress", "text",
"done", "total", "seconds_left"}, and in the end one of {"event": "done", "out", "size", "seconds", "title", "outtype"}
and {"event": "failed", "code", "message", "hint"}.
"""

import os
from pathlib import Path

from retrowriter.jobs.single import Request, Send, run_single

# The matrix products are small: a second thread costs more than it helps, much more on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    """Answers one request; returns the exit code."""
    return run_single(_convert)


def _convert(request: Request, send: Send) -> None:
    from retrowriter.convert import Progress, convert

    def on_progress(step: Progress) -> None:
        send(
            {
                "event": "progress",
                "text": step.text,
                "done": step.done,
                "total": step.total,
                "seconds_left": round(step.seconds_left, 1),
            }
        )

    base, title = request.get("base"), request.get("title")
    report = convert(
        Path(str(request["source"])),
        Path(str(request["out"])),
        base=Path(str(base)) if base else None,
        outtype=str(request["outtype"]),
        lora=str(request.get("lora", "merge")),
        title=str(title) if title else None,
        force=bool(request.get("force", False)),
        progress=on_progress,
    )
    send(
        {
            "event": "done",
            "out": str(report.out),
            "size": report.size,
            "seconds": round(report.seconds, 2),
            "title": report.title,
            "outtype": report.outtype,
        }
    )
