"""Writing files so that a crash, a kill or a full disk never leaves half a file."""

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from retrowriter.errors import UserError

_CHUNK = 1024 * 1024


@contextlib.contextmanager
def atomic_writer(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """Opens a temporary file beside `path`; on a clean exit it is synced and renamed to `path`, else removed.

    A symbolic link is followed, so that the link stays a link. The permissions of an existing file are kept.

    Args:
        path: the file to write; its folder is made when it is missing.
        sync: flush to the disk before the rename; False only for files that can be made again.

    Raises:
        UserError: code disk_full, read_only or write_failed, naming the file.
    """
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            # The rename would put a file in the place of a device.
            raise UserError(
                "write_failed",
                f"{path.name} cannot be written: it is a folder, a device or a pipe.",
                "Choose another name.",
            )
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only")
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        else:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
        temporary = None
        if sync:
            _sync_folder(target.parent)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def write_bytes(path: Path, data: bytes) -> None:
    """Writes `data` to `path` atomically. Raises UserError as atomic_writer does."""
    with atomic_writer(path) as stream:
        stream.write(data)


def write_text(path: Path, text: str) -> None:
    """Writes `text` as UTF-8, line ends as they are, atomically. Raises UserError as atomic_writer does."""
    write_bytes(path, text.encode("utf-8"))


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def require_space(folder: Path, size: int, what: str) -> None:
    """Checks that `size` bytes fit on the disk of `folder` (or of its nearest existing parent).

    Raises:
        UserError: code disk_full, with both figures.
    """
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    free = shutil.disk_usage(existing).free
    if free < size:
        raise UserError(
            "disk_full",
            f"{what} needs {megabytes(size)} on the disk of {existing}, and only {megabytes(free)} are free.",
            "Free some space or choose another disk, then try again.",
        )


def megabytes(size: int) -> str:
    """A size in bytes as people read it: "98 MB", "1.4 GB" (powers of ten)."""
    if size >= 1_000_000_000:
        return f"{size / 1e9:.1f} GB"
    if size >= 1_000_000:
        return f"{size / 1e6:.0f} MB"
    return f"{size / 1e3:.0f} KB"


def write_error(path: Path, error: OSError) -> UserError:
    """The sentence for an OSError that came up while writing `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "disk_full",
            f"The disk is full, so {path.name} could not be written. Nothing was changed.",
            "Free some space or choose another disk, then try again.",
        )
    if error.errno == errno.EFBIG:
        return UserError(
            "file_too_large",
            f"{path.name} could not be written: the disk it is on cannot hold files so large.",
            "Choose another disk, then try again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(
            "read_only",
            f"{path.name} cannot be written: the file or its folder is read-only.",
            "Save it under another name or in another folder.",
        )
    return UserError("write_failed", f"{path.name} could not be written: {error.strerror or error}.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    # A rename is durable only once the folder is on the disk; Windows cannot open folders and needs no such step.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
