"""Runs one of the program's jobs in a process of its own and waits for its answer: native code may end its process."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retrowriter.errors import UserError

Event = dict[str, Any]

_GRACE_S = 3.0


def run_job(name: str, request: dict[str, object], on_event: Callable[[Event], None] | None = None) -> Event:
    """Runs a job that answers one request. When this is interrupted, the job clears up and ends too.

    Args:
        name: of the job; request: what it reads, as one line of JSON; on_event: called with each event but the last.

    Returns:
        Its last event.

    Raises:
        UserError: that of the job, or code job_failed when it ended without a word.
    """
    # The program may run from its source, without its being installed.
    root = str(Path(__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    child = subprocess.Popen(
        [sys.executable, "-m", "retrowriter", "--job", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        return _answer(name, child, request, on_event)
    except BaseException:
        child.terminate()
        raise
    finally:
        _wait(child)


def _answer(
    name: str, child: subprocess.Popen[bytes], request: dict[str, object], on_event: Callable[[Event], None] | None
) -> Event:
    assert child.stdin is not None
    assert child.stdout is not None
    # A child that ended at once cannot read; that it gave no answer is told below.
    with contextlib.suppress(OSError):
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()
    for line in child.stdout:
        try:
            event: Event = json.loads(line)
        except ValueError:
            continue
        if event.get("event") == "done":
            return event
        if event.get("event") == "failed":
            raise UserError(str(event["code"]), str(event["message"]), str(event.get("hint", "")))
        if on_event is not None:
            on_event(event)
    raise UserError(
        "job_failed",
        f"The part of the program that was to {name} the model ended unexpectedly (code {child.wait()}).",
        "There may be too little memory, or the model is not right.",
    )


def _wait(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(OSError):
        child.stdin.close()
    try:
        child.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()
