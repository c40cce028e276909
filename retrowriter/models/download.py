"""Downloads from the Hub that go on where they stopped, and end in a checked file or in none.

The Hub's client (version 2) throws a partial file away when its process ends, so the bytes go to NAME.part; beside it
lies a note that says what is being fetched and how much of it is safely on the disk. A file gets its own name only
after its size and its checksum were found right. The folder of the notes is the queue: what is unfinished is found
there after a restart.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.files import write_bytes, write_error
from retrowriter.models import gguf, hub, intake, records
from retrowriter.models.hub import HubFile
from retrowriter.models.transfer import PartState, Transfer

Progress = Callable[[str, int, int], None]
"""Called with the stage ("loading" or "checking"), bytes done and bytes in all; may raise to stop."""

NOTE_SUFFIX = ".download"
PART_SUFFIX = ".part"


class Note(msgspec.Struct, kw_only=True):
    """What is being fetched, and how far it is: by name of each part."""

    file: HubFile
    parts: dict[str, PartState] = {}

    @property
    def done(self) -> int:
        """Bytes that are on the disk for certain."""
        return sum(part.synced for part in self.parts.values())


def target(file: HubFile) -> Path:
    """Where the (first part of the) file will be."""
    return paths.models_dir() / hub.folder_name(file) / hub.local_name(file.parts[0])


def enqueue(file: HubFile) -> Note:
    """Leaves a note that this file is wanted, so that it is found after a restart."""
    found = _read(_note_path(file))
    if found is not None and _same(found.file, file):
        return found
    # What came of another revision may still be right; the tags of its parts will tell.
    kept = found.parts if found is not None else {}
    note = Note(file=file, parts={name: msgspec.structs.replace(state, checked=False) for name, state in kept.items()})
    _write(note)
    return note


def unfinished() -> list[Note]:
    """The downloads that have begun, or wait."""
    return [note for path in _notes() if (note := _read(path)) is not None]


def discard(file: HubFile) -> None:
    """Forgets a download and what has come of it; finished parts of a split model too."""
    with _lock(file):
        note = _note_path(file)
        if _read(note) is None:
            return
        for name in file.parts:
            _part(file, name).unlink(missing_ok=True)
        note.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # other files may be in there
        note.parent.rmdir()


def fetch(file: HubFile, progress: Progress) -> Path:
    """Fetches a file, continuing what an earlier attempt left, and enters it in the library.

    Args:
        file: as hub.files() or the catalog gave it.
        progress: called often; what it raises stops the download, and what has come is kept for the next attempt.

    Returns:
        Path of the (first) GGUF file.

    Raises:
        UserError: code offline, hub_unreachable, hub_refused, hub_gated, hub_missing, disk_full, download_damaged,
            download_running, model_damaged, model_unusable.
    """
    with hub.client():
        pass  # says at once that the network is not to be used
    with _lock(file):
        if _is_here(file):
            return target(file)
        note = enqueue(file)
        base = 0
        for name, digest in zip(file.parts, file.sha256, strict=True):

            def report(stage: str, done: int, base: int = base) -> None:
                progress(stage, base + done, max(file.size, base + done))

            state = note.parts.setdefault(name, PartState())
            base += Transfer(file, name, digest, _part(file, name), state, lambda: _write(note), report).fetch()
        _install(file, note)
    return target(file)


def _install(file: HubFile, note: Note) -> None:
    """Gives the parts their names, the first one last, and enters the model in the library."""
    parts = [_part(file, name) for name in file.parts]
    places = [part.with_name(part.name.removesuffix(PART_SUFFIX)) for part in parts]
    for part, place in zip(parts, places, strict=True):
        try:
            gguf.read_header(part)
        except UserError as error:
            for each in parts:
                each.unlink(missing_ok=True)
            _note_path(file).unlink(missing_ok=True)
            raise UserError(
                error.code,
                f"{place.name} came as the Hub has it, but it cannot be used: {error.message}",
                "Choose another file of this model.",
            ) from error
    for part, place in reversed(list(zip(parts, places, strict=True))):
        os.replace(part, place)
    digests = tuple(note.parts[name].sha256 for name in file.parts)
    intake.record_download(file, places, digests)
    _note_path(file).unlink(missing_ok=True)


def _is_here(file: HubFile) -> bool:
    record = records.of_path(target(file))
    return (
        record is not None
        and (record.repo, record.file) == (file.repo, file.name)
        and (not any(file.sha256) or record.sha256 == file.sha256)
        and records.is_intact(record)
    )


def _same(a: HubFile, b: HubFile) -> bool:
    return (a.repo, a.revision, a.parts) == (b.repo, b.revision, b.parts)


@contextlib.contextmanager
def _lock(file: HubFile) -> Iterator[None]:
    path = _note_path(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = path.with_name(path.name + ".lock")
        with FileLock(place, timeout=0):
            try:
                yield
            finally:
                # Whoever takes the lock in this very moment is alone with it; the checksum would tell in the end.
                with contextlib.suppress(OSError):
                    place.unlink()
    except Timeout as error:
        raise UserError(
            "download_running", f"{hub.local_name(file.name)} is being downloaded already.", "Wait for that to end."
        ) from error
    except OSError as error:
        raise write_error(path, error) from error


def _note_path(file: HubFile) -> Path:
    place = target(file)
    return place.with_name(place.name + NOTE_SUFFIX)


def _part(file: HubFile, name: str) -> Path:
    local = target(file).with_name(hub.local_name(name))
    return local.with_name(local.name + PART_SUFFIX)


def _notes() -> list[Path]:
    return sorted(paths.models_dir().glob(f"*/*{NOTE_SUFFIX}"))


def _read(path: Path) -> Note | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except (OSError, msgspec.DecodeError):
        return None


def _write(note: Note) -> None:
    write_bytes(_note_path(note.file), msgspec.json.format(msgspec.json.encode(note), indent=1))
