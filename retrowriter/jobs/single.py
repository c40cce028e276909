"""Jobs that answer one request: a JSON object on standard input, JSON lines on a private copy of standard output."""

import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from retrowriter.errors import UserError

Request = dict[str, Any]
Send = Callable[[dict[str, object]], None]

_MAX_REQUEST = 16 * 1024 * 1024


def run_single(answer: Callable[[Request, Send], None]) -> int:
    """Reads the request, lets `answer` send its events, and returns the exit code.

    Args:
        answer: sends progress and, in the end, a "done" event; a UserError becomes a "failed" event.
    """
    sys.stdout.flush()
    # Being asked to end is like Ctrl+C: what is half done is cleared away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Native libraries write to descriptor 1 as they like; the protocol has a copy of its own.
    out = os.dup(1)
    os.dup2(2, 1)

    def send(event: dict[str, object]) -> None:
        data = memoryview(json.dumps(event).encode() + b"\n")
        while data:
            data = data[os.write(out, data) :]

    try:
        request = json.loads(sys.stdin.buffer.readline(_MAX_REQUEST))
        if not isinstance(request, dict):
            raise ValueError("not an object")
        answer(request, send)
    except UserError as error:
        return _fail(send, error.code, error.message, error.hint)
    except (ValueError, KeyError) as error:
        logging.getLogger(__name__).exception("request")
        return _fail(send, "bad_request", f"The request could not be understood: {error}.")
    except MemoryError:
        return _fail(send, "memory", "There is not enough memory for this.", "Close other programs and try again.")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever asked is gone.
        return 1
    except Exception as error:  # the last wall: whoever asked must get an answer
        logging.getLogger(__name__).exception("job")
        return _fail(send, "job_failed", f"Something went wrong that should not have: {error}.")
    return 0


def _fail(send: Send, code: str, message: str, hint: str = "") -> int:
    send({"event": "failed", "code": code, "message": message, "hint": hint})
    return 1
