"""The journal of unsaved work: a log to which each change of a document is appended within a second or two.

A journal is a file of JSON lines: a Head, a Rest (the document without its text), its Pictures, and Splices, each of
which puts lines in the place of others. The first splices are the whole text. Until they are complete the file has
another name and counts for nothing; the file as it was last saved is what there is to recover then. A line that a crash
cut off is left out when the journal is read.

Files are written on a thread, since a disk may take long to say that it has written something.
"""

import contextlib
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import msgspec

from retrowriter.document.model import Block, Document
from retrowriter.errors import UserError
from retrowriter.files import write_error
from retrowriter.recovery.open_file import Stamp

VERSION = 1
SUFFIX = ".journal"

_PART = ".part"

Line = tuple[Block, ...]


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="head"):
    """What the journal is of.

    Attributes:
        title: the document's name in the window.
        path, format: its file and the key of the file's format, "" when it was never saved.
        stamp: the file when it was last read or written by the program.
    """

    version: int = VERSION
    title: str
    path: str = ""
    format: str = ""
    stamp: Stamp | None = None


class Rest(msgspec.Struct, frozen=True, tag="rest"):
    """All of the document but its blocks and pictures."""

    document: Document


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture of the document."""

    name: str
    data: bytes


class Splice(msgspec.Struct, frozen=True, tag="splice"):
    """From the line `at` on, `removed` lines give way to these."""

    at: int
    removed: int
    lines: tuple[Line, ...]


Record = Head | Rest | Picture | Splice

_encoder = msgspec.json.Encoder()


class Journal:
    """One journal that is being written.

    Attributes:
        size: bytes handed over since begin().
        is_complete: the file is there and holds the whole document.
        problem: why it cannot be written, None while all is well; begin() tries again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.is_complete = False
        self.problem: UserError | None = None
        self._stream: BinaryIO | None = None
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")

    def begin(self) -> None:
        """Begins anew; what was written before stays in place until the new beginning is complete()."""
        self.size = 0
        self.problem = None
        self._submit(self._begin)

    def append(self, record: Record) -> None:
        """Adds a record."""
        data = _encoder.encode(record) + b"\n"
        self.size += len(data)
        self._submit(lambda: self._append(data))

    def complete(self) -> None:
        """The whole document has been written since begin()."""
        self._submit(self._finish_base)

    def wait(self, seconds: float) -> None:
        """Waits until what was handed over is written, but no longer than this."""
        with contextlib.suppress(TimeoutError):
            self._thread.submit(lambda: None).result(seconds)

    def discard(self) -> None:
        """Removes the journal: the work is saved, or not wanted."""
        self._submit(self._discard)

    def close(self, wait: bool = True) -> None:
        """Ends the thread after what was handed over is written; the file stays, unless it was discarded."""
        if not self._closed:
            self._closed = True
            self._submit(self._close_stream)
        self._thread.shutdown(wait=wait)

    # On the thread

    def _submit(self, work: Callable[[], None]) -> None:
        self._thread.submit(self._guarded, work)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OSError as error:
            with contextlib.suppress(OSError):
                self._close_stream()
            self.problem = write_error(self.path, error)
            logging.getLogger(__name__).warning("journal", exc_info=error)

    def _begin(self) -> None:
        self._close_stream()
        self.is_complete = False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Unsaved work is nobody else's business.
        handle = os.open(self.path.with_suffix(_PART), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._stream = os.fdopen(handle, "wb", buffering=0)

    def _append(self, data: bytes) -> None:
        if self._stream is None:
            return
        view = memoryview(data)
        while view:
            view = view[self._stream.write(view) :]
        if self.is_complete:
            os.fsync(self._stream.fileno())

    def _finish_base(self) -> None:
        if self._stream is None:
            return
        os.fsync(self._stream.fileno())
        if os.name == "nt":
            # Windows renames no open file.
            self._stream.close()
        os.replace(self.path.with_suffix(_PART), self.path)
        if os.name == "nt":
            self._stream = self.path.open("ab", buffering=0)
        self.is_complete = True

    def _discard(self) -> None:
        self._close_stream()
        self.is_complete = False
        self.path.with_suffix(_PART).unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def _close_stream(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
