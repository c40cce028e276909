"""Backup copies: what a file held before it is saved over."""

import contextlib
import os
import shutil
from pathlib import Path

from retrowriter.files import write_error

SUFFIX = ".bak"


def keep_backup(path: Path, count: int) -> None:
    """Keeps the file as it is now as NAME.bak, the backup before it as NAME.bak2, and so on.

    Args:
        path: the file that is about to be saved over; nothing happens when it is not there.
        count: how many backups are kept; 0 = none.

    Raises:
        UserError: as files.atomic_writer.
    """
    target = Path(os.path.realpath(path))
    if count < 1 or not target.is_file():
        return
    temporary = target.with_name(f".{target.name}{SUFFIX}.{os.getpid()}.tmp")
    try:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        try:
            # The save puts a new file in place of this one, so the old one needs no copying.
            os.link(target, temporary)
        except OSError:
            shutil.copy2(target, temporary)
        for number in range(count - 1, 0, -1):
            with contextlib.suppress(FileNotFoundError):
                os.replace(backup_path(target, number), backup_path(target, number + 1))
        os.replace(temporary, backup_path(target, 1))
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise write_error(backup_path(path, 1), error) from error


def backup_path(path: Path, number: int) -> Path:
    """Where the backup is; 1 is the newest."""
    return path.with_name(f"{path.name}{SUFFIX}{number if number > 1 else ''}")
