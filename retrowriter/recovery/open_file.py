"""Care for a file while it is open: no other window writes it, and changes by other programs are noticed."""

import contextlib
import glob
import os
import stat
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from retrowriter import files
from retrowriter.errors import UserError

# The point hides it from listings.
_LOCK_PREFIX = ".~$"
_LOCK_SUFFIX = ".lock"


class Stamp(msgspec.Struct, frozen=True):
    """A file at one moment."""

    time: int
    size: int
    sha256: str


class OpenFile:
    """A document's file for as long as it is open.

    Attributes:
        path: the file, as the user named it.
        read_only: it must not, or need not, be written.
        stamp: the file as this program last read or wrote it, None when it was not there.
    """

    def __init__(self, path: Path, read_only: bool = False) -> None:
        """Takes the file.

        Raises:
            UserError: code file_in_use when it is open in another window of this program, here or on another computer.
        """
        self.path = path
        self.read_only = read_only or not is_writable(path)
        self.stamp = read_stamp(path)
        self._lock: FileLock | None = None
        if not self.read_only:
            self._lock = _locked(path)
            if self._lock is not None:
                _remove_leftovers(path)

    def has_changed(self) -> bool:
        """Whether another program changed the file since; one that has gone has not changed."""
        try:
            facts = self.path.stat()
        except OSError:
            return False
        if self.stamp is not None and (facts.st_mtime_ns, facts.st_size) == (self.stamp.time, self.stamp.size):
            return False
        now = read_stamp(self.path)
        if now is None or (self.stamp is not None and now.sha256 == self.stamp.sha256):
            self.stamp = now or self.stamp
            return False
        return True

    def renew(self) -> None:
        """Takes the file as it is now for ours: it was just read or written, or the user knows of the change."""
        self.stamp = read_stamp(self.path)

    def release(self) -> None:
        """Lets others have the file."""
        lock, self._lock = self._lock, None
        if lock is not None:
            _unlock(lock)


def is_writable(path: Path) -> bool:
    """Whether the file may be written, or is not there yet."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    # The administrator may write anything, but a file without one write permission says what its owner wants.
    return bool(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)) and os.access(path, os.W_OK)


def read_stamp(path: Path) -> Stamp | None:
    """The stamp of a file, None when it cannot be read or is none."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            # A pipe or a device can have no end, or never begin.
            return None
        return Stamp(facts.st_mtime_ns, facts.st_size, files.sha256(path))
    except OSError:
        return None


def _locked(path: Path) -> FileLock | None:
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        # The lock would make it.
        return None
    lock = FileLock(target.with_name(f"{_LOCK_PREFIX}{target.name}{_LOCK_SUFFIX}"), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UserError(
            "file_in_use",
            f"{path.name} is open in another window of this program, here or on another computer.",
            "Close it there, or open it for reading only.",
        ) from error
    except (OSError, NotImplementedError):
        # A folder that cannot be written to, or a disk without locks: then there is none, as in 1995.
        return None
    return lock


def _remove_leftovers(path: Path) -> None:
    # What a save that was killed left beside the file; with the lock in hand, no save is under way.
    target = Path(os.path.realpath(path))
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _unlock(lock: FileLock) -> None:
    # While the lock is held nobody else can hold the file that is removed here; Windows removes only closed files.
    if os.name != "nt":
        with contextlib.suppress(OSError):
            os.unlink(lock.lock_file)
    lock.release()
    if os.name == "nt":
        with contextlib.suppress(OSError):
            os.unlink(lock.lock_file)
