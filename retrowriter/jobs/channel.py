"""A child's end of the line: JSON lines in from standard input, out through a private copy of standard output.

Native libraries write to descriptors 1 and 2 as they like, and some point them elsewhere. So the real standard output
is duplicated for the protocol alone, and descriptor 1 then leads to standard error.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from retrowriter.engine import protocol

Message = TypeVar("Message")

_QUIT_GRACE_S = 1.5


class Channel(Generic[Message]):
    """Reads requests in a thread of its own, so that a cancel arrives while native code runs.

    Args:
        decode: turns a line into a request; raises msgspec.DecodeError.
        on_request: called in the reading thread for each request; must be quick.
        on_bad_line: called in the reading thread with a sentence, for a line that is no request.
    """

    def __init__(
        self,
        decode: Callable[[bytes], Message],
        on_request: Callable[[Message], None],
        on_bad_line: Callable[[str], None],
    ) -> None:
        sys.stdout.flush()
        self._out = os.dup(1)
        os.dup2(2, 1)
        self._decode, self._on_request, self._on_bad_line = decode, on_request, on_bad_line
        self._lock = threading.Lock()
        self.closed = threading.Event()

    def start(self) -> None:
        """Begins to read."""
        threading.Thread(target=self._read, name="channel", daemon=True).start()

    def send(self, event: msgspec.Struct) -> None:
        """Writes one event; when nobody reads any more, the process ends."""
        data = msgspec.json.encode(event) + b"\n"
        with self._lock:
            view = memoryview(data)
            try:
                while view:
                    view = view[os.write(self._out, view) :]
            except OSError:
                os._exit(0)

    def _read(self) -> None:
        stream = sys.stdin.buffer
        while line := stream.readline(protocol.MAX_LINE + 1):
            if len(line) > protocol.MAX_LINE:
                self._skip_line(line)
                self._on_bad_line("A request was longer than 16 MiB.")
                continue
            if not line.strip():
                continue
            try:
                request = self._decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                self._on_bad_line(f"A request could not be understood: {error}")
                continue
            self._on_request(request)
        # The parent is gone or wants us gone. Native code that does not come back in time is left where it is.
        self.closed.set()
        time.sleep(_QUIT_GRACE_S)
        os._exit(0)

    def _skip_line(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = sys.stdin.buffer.readline(protocol.MAX_LINE)
