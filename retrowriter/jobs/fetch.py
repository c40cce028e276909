"""Downloads one model: one JSON request in, JSON lines out. Ending the process pauses the download.

Request: a HubFile of retrowriter.models.hub. Events: {"event": "progress", "stage", "done", "total", "speed",
"seconds_left"} (bytes; speed in bytes a second, seconds_left -1 while nobody knows), and in the end one of {"event":
"done", "path"} and {"event": "failed", "code", "message", "hint"}.
"""

import collections
import time

import msgspec

from retrowriter.jobs.single import Request, Send, run_single
from retrowriter.models import download
from retrowriter.models.hub import HubFile

_EVERY_S = 0.1
# The speed is that of the last seconds, so that it follows the line.
_WINDOW_S = 5.0


def main() -> int:
    """Answers one request; returns the exit code."""
    return run_single(_fetch)


def _fetch(request: Request, send: Send) -> None:
    file = msgspec.convert(request, HubFile)
    pace = Pace()
    told = 0.0

    def report(stage: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        speed = pace.speed(now, done) if stage == "loading" else 0.0
        if now - told < _EVERY_S and done < total:
            return
        told = now
        left = round((total - done) / speed, 1) if speed > 0 else -1
        send(
            {
                "event": "progress",
                "stage": stage,
                "done": done,
                "total": total,
                "speed": round(speed),
                "seconds_left": left,
            }
        )

    path = download.fetch(file, report)
    send({"event": "done", "path": str(path)})


class Pace:
    """Bytes a second over the last seconds."""

    def __init__(self) -> None:
        self._seen: collections.deque[tuple[float, int]] = collections.deque()

    def speed(self, now: float, done: int) -> float:
        """Takes note of how much is done now; returns the speed, 0 while it is not known."""
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((now, done))
        while now - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()
        seconds, bytes_ = now - self._seen[0][0], done - self._seen[0][1]
        return bytes_ / seconds if seconds > 0 else 0.0
