"""The journals of one run of the program, and those that a crashed run has left behind.

Each run has a folder of its own with a lock in it. The system frees the lock when the process ends, however it ends:
a folder whose lock can be had belongs to nobody any more.
"""

import contextlib
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from retrowriter import formats, paths
from retrowriter.document.model import Document, Paragraph, plain_text
from retrowriter.errors import UserError
from retrowriter.recovery.journal import SUFFIX, VERSION, Head, Line, Picture, Record, Rest

_LOCK = "lock"

_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


class Session:
    """The folder of the journals of this run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._root = folder or paths.journal_dir()
        self._folder = self._root
        self._count = 0
        self._lock: FileLock | None = None

    def new_path(self) -> Path:
        """A place for another journal.

        Raises:
            OSError: the folder cannot be made or locked.
        """
        if self._lock is None:
            self._folder = self._root / uuid.uuid4().hex
            self._folder.mkdir(parents=True, mode=0o700)
            lock = FileLock(self._folder / _LOCK, thread_local=False)
            lock.acquire(timeout=0)
            self._lock = lock
        self._count += 1
        return self._folder / f"{self._count}{SUFFIX}"

    def close(self) -> None:
        """Ends the run; the folder goes unless there is a journal in it."""
        if self._lock is not None:
            _remove(self._folder, self._lock)
            self._lock = None


@dataclass(frozen=True)
class Recovered:
    """A document out of a journal.

    Attributes:
        journal: the file of the journal.
        head: what it is of.
        document: the document as it was last written down; time: when that was.
    """

    journal: Path
    head: Head
    document: Document
    time: datetime

    @property
    def first_line(self) -> str:
        """The first words of the document."""
        for line in plain_text(self.document).split("\n"):
            if line.strip():
                return line.strip()
        return ""


class LeftBehind:
    """What one crashed run has left; nobody else gets it until it is released."""

    def __init__(self, folder: Path, lock: FileLock, documents: list[Recovered]) -> None:
        self._folder = folder
        self._lock = lock
        self.documents = documents

    def discard(self, recovered: Recovered) -> None:
        """Removes a journal: the document is safe elsewhere, or not wanted."""
        with contextlib.suppress(OSError):
            recovered.journal.unlink()
        self.documents = [other for other in self.documents if other is not recovered]

    def release(self) -> None:
        """Lets the folder go; with journals in it, it is found again at the next start."""
        _remove(self._folder, self._lock)


def left_behind(folder: Path | None = None) -> list[LeftBehind]:
    """Finds what crashed runs have left; journals of documents that are saved as they were are removed."""
    root = folder or paths.journal_dir()
    found: list[LeftBehind] = []
    try:
        sessions = sorted(entry for entry in root.iterdir() if entry.is_dir())
    except OSError:
        return []
    for session in sessions:
        lock = FileLock(session / _LOCK, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError, NotImplementedError):
            continue
        left = LeftBehind(session, lock, [])
        for path in sorted(session.glob(f"*{SUFFIX}")):
            recovered = read(path)
            if recovered is not None and is_saved(recovered):
                left.discard(recovered)
            elif recovered is not None:
                left.documents.append(recovered)
        if left.documents:
            found.append(left)
        else:
            left.release()
    return found


def read(path: Path) -> Recovered | None:
    """The document of a journal, as far as the journal is whole; None when it holds none."""
    head: Head | None = None
    rest = Document()
    pictures: dict[str, bytes] = {}
    lines: list[Line] = []
    try:
        time = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        with path.open("rb") as stream:
            for data in stream:
                record = _decoder.decode(data)
                if isinstance(record, Head):
                    head = record
                elif isinstance(record, Rest):
                    rest = record.document
                elif isinstance(record, Picture):
                    pictures[record.name] = record.data
                elif not 0 <= record.at <= record.at + record.removed <= len(lines):
                    break
                else:
                    lines[record.at : record.at + record.removed] = record.lines
    except OSError:
        return None
    except (msgspec.DecodeError, RecursionError):
        # The line that was being written when the program died.
        pass
    if head is None or head.version > VERSION:
        return None
    blocks = tuple(block for line in lines for block in line) or (Paragraph(),)
    return Recovered(path, head, msgspec.structs.replace(rest, blocks=blocks, pictures=pictures), time)


def is_saved(recovered: Recovered) -> bool:
    """Whether the document's file holds the same text: it was saved just before the program died."""
    head = recovered.head
    if not head.path:
        return False
    try:
        saved, chosen = formats.read_file(Path(head.path))
    except UserError:
        return False
    if chosen.keeps_all:
        return _content(saved) == _content(recovered.document)
    return plain_text(saved) == plain_text(recovered.document)


def _content(document: Document) -> Document:
    # A record of what the model is writing just now is not complete in either.
    return msgspec.structs.replace(document, created="", modified="", generations=())


def _remove(folder: Path, lock: FileLock) -> None:
    # Journals that were never completed have nothing to recover.
    with contextlib.suppress(OSError):
        for part in folder.glob("*.part"):
            part.unlink()
    if os.name == "nt":
        lock.release()
    if not any(folder.glob(f"*{SUFFIX}")):
        with contextlib.suppress(OSError):
            os.unlink(folder / _LOCK)
            folder.rmdir()
    lock.release()
