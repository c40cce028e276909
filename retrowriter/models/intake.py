"""How models come into the library: from a file, by copy, by link or in place; from a finished download."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.files import atomic_writer, require_space
from retrowriter.models import library, records, split
from retrowriter.models.hub import HubFile
from retrowriter.models.library import Progress
from retrowriter.models.records import Model, Origin

How = Literal["copy", "link", "in place"]

_CHUNK = 1024 * 1024
_ORIGINS: dict[How, Origin] = {"copy": "copied", "link": "linked", "in place": "in place"}


def add(path: Path, how: How, progress: Progress = lambda _stage, _done, _total: None) -> Model:
    """Takes a GGUF file (the first of a split one) into the library.

    Args:
        how: "copy"; "link" (a second name for the same file, or a symbolic link to another disk); or "in place".

    Raises:
        UserError: code model_folder for a folder, which needs the converter; model_missing, model_unusable,
            model_damaged, model_incomplete, disk_full, read_only, link_failed.
    """
    path = path.expanduser().absolute()
    if path.is_dir():
        raise UserError(
            "model_folder",
            f"{path.name} is a folder. A model that is a folder must be converted first.",
            "Convert it in Tools > Models, or with scripts/convert_to_gguf.py.",
        )
    parts = [part for part, _ in split.read(path)]
    for record in records.all_records():
        if records.files_of(record) == parts:
            return records.describe_record(record)
    taken = {record.name for record in records.all_records()} | {library.EMBEDDED, library.BASE}
    name = records.free_name(split.stem(parts[0]), taken)
    places, digests = parts, ("",) * len(parts)
    if how != "in place":
        places = _places(parts, name)
        digests = _copy(parts, places, progress) if how == "copy" else _link(parts, places)
    record = records.new(name, places, digests, _ORIGINS[how])
    records.write(record)
    return records.describe_record(record)


def record_download(file: HubFile, places: Sequence[Path], digests: tuple[str, ...]) -> None:
    """Enters a finished download whose checksums were found right."""
    found = records.of_path(places[0])
    taken = {record.name for record in records.all_records()} | {library.EMBEDDED, library.BASE}
    name = found.name if found else records.free_name(split.stem(places[0]), taken)
    made = records.new(name, places, digests, "downloaded")
    records.write(
        msgspec.structs.replace(
            made,
            proven=all(digests),
            repo=file.repo,
            revision=file.revision,
            file=file.name,
            licence=file.licence,
        )
    )


def _copy(parts: Sequence[Path], places: Sequence[Path], progress: Progress) -> tuple[str, ...]:
    total, done = sum(part.stat().st_size for part in parts), 0
    require_space(places[0].parent, total, f"The copy of {parts[0].name}")
    digests: list[str] = []
    written: list[Path] = []
    try:
        for part, place in zip(parts, places, strict=True):
            digest = hashlib.sha256()
            with part.open("rb") as source, atomic_writer(place) as out:
                for chunk in _chunks(source.read):
                    out.write(chunk)
                    digest.update(chunk)
                    done += len(chunk)
                    progress("copying", done, total)
            written.append(place)
            digests.append(digest.hexdigest())
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        raise
    return tuple(digests)


def _link(parts: Sequence[Path], places: Sequence[Path]) -> tuple[str, ...]:
    for part, place in zip(parts, places, strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        real = Path(os.path.realpath(part))
        try:
            os.link(real, place)
        except OSError:
            try:
                place.symlink_to(real)
            except OSError as error:
                reason = error.strerror or str(error)
                raise UserError(
                    "link_failed",
                    f"No link to {part.name} can be made: {reason}.",
                    "Copy it, or use it in place.",
                ) from error
    return ("",) * len(parts)


def _places(parts: Sequence[Path], name: str) -> list[Path]:
    # The names of split models must stay as they are, for llama.cpp finds the parts by them.
    folder = paths.models_dir() / name
    while any((folder / part.name).exists() for part in parts):
        folder = folder.with_name(folder.name + "-")
    return [folder / part.name for part in parts]


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(_CHUNK):
        yield chunk
