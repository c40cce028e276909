"""What is known of the models on this computer: a record for each that came, and what the files say themselves.

For each model that was downloaded or added there is a record, a small JSON file in the folder "records" of the models
folder: where its files are, how large, with which checksum, from where. A model is called good only when its header
can be read, its files are as large and as old as when their checksum was compared with what its source publishes, and
that was right. Nothing here loads a model.
"""

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.files import write_bytes
from retrowriter.models import fit, gguf, speeds, split
from retrowriter.models.quantization import quantization

Origin = Literal["built in", "downloaded", "copied", "linked", "in place", "found", "Ollama", "LM Studio", "Hub cache"]
State = Literal["good", "unchecked", "damaged", "missing"]
Runs = Literal["", "yes", "shorter", "no"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a model that was downloaded or added.

    Attributes:
        name: unique; paths: of its files, relative to the models folder where they are inside.
        sizes: in bytes; stamps: time of change in nanoseconds, both as they were when the checksums were taken.
        sha256: of each file, "" where it was not taken; proven: they are those that the source publishes.
        damaged: a later check found other checksums.
        repo, revision, file: where it comes from on the Hub; licence: "" if unknown.
    """

    name: str
    paths: tuple[str, ...]
    sizes: tuple[int, ...]
    stamps: tuple[int, ...]
    sha256: tuple[str, ...]
    origin: Origin
    proven: bool = False
    damaged: bool = False
    repo: str = ""
    revision: str = ""
    file: str = ""
    licence: str = ""


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A model on this computer, as lists show it.

    Attributes:
        name: for the command line; title: for people; path: of its (first) file; parts: of all files.
        kind: "model" or "adapter"; base: the title of the model that it was made from; sha256: of each file, if known.
        state: good (its checksum is the published one), unchecked (nothing speaks against it), damaged or missing.
        problem: a sentence about the state, "" if good.
        memory: bytes that it takes as it is advised; runs: whether that is free now; advice: a sentence about it.
        speed: tokens a second that it wrote here last, 0 when it has not written yet.
    """

    name: str
    title: str
    path: str
    parts: tuple[str, ...]
    origin: Origin
    state: State
    size: int = 0
    kind: str = "model"
    architecture: str = ""
    quantization: str = ""
    context: int = 0
    parameters: int = 0
    licence: str = ""
    base: str = ""
    source: str = ""
    sha256: tuple[str, ...] = ()
    problem: str = ""
    memory: int = 0
    runs: Runs = ""
    advice: str = ""
    speed: float = 0.0


def all_records() -> list[Record]:
    """All records; a damaged one is passed over, since the file itself is then found in the models folder."""
    found: list[Record] = []
    for path in sorted((paths.models_dir() / "records").glob("*.json")):
        with contextlib.suppress(OSError, msgspec.DecodeError):
            found.append(msgspec.json.decode(path.read_bytes(), type=Record))
    return found


def of_path(path: Path) -> Record | None:
    """The record of the model whose (first) file this is."""
    return next((record for record in all_records() if files_of(record)[:1] == [path]), None)


def write(record: Record) -> None:
    """Keeps a record. Raises UserError as files.write_bytes does."""
    write_bytes(_record_path(record.name), msgspec.json.format(msgspec.json.encode(record), indent=1))


def new(name: str, places: Sequence[Path], digests: tuple[str, ...], origin: Origin) -> Record:
    """A record of files as they are on the disk now; it is not kept before write()."""
    stats = [place.stat() for place in places]
    return Record(
        name=name,
        paths=tuple(_relative(place) for place in places),
        sizes=tuple(stat.st_size for stat in stats),
        stamps=tuple(stat.st_mtime_ns for stat in stats),
        sha256=digests,
        origin=origin,
    )


def forget(record: Record) -> None:
    """Removes a record; the files stay."""
    _record_path(record.name).unlink(missing_ok=True)


def files_of(record: Record) -> list[Path]:
    """The files of a model, the first one first."""
    return [paths.models_dir() / path for path in record.paths]


def is_intact(record: Record) -> bool:
    """Are its files there, as large and as old as when their checksums were taken? Reads no contents."""
    try:
        found = [file.stat() for file in files_of(record)]
    except OSError:
        return False
    return not record.damaged and [(s.st_size, s.st_mtime_ns) for s in found] == list(
        zip(record.sizes, record.stamps, strict=True)
    )


def describe(path: Path, name: str, origin: Origin, record: Record | None = None) -> Model:
    """What the header of a file says of the model, and whether it is whole."""
    try:
        read = split.read(path)
    except UserError as error:
        state: State = "missing" if error.code == "model_missing" else "damaged"
        return Model(
            name=name,
            title=path.stem,
            path=str(path),
            parts=(str(path),),
            origin=origin,
            state=state,
            size=sum(record.sizes) if record else 0,
            licence=record.licence if record else "",
            source=_source(record),
            sha256=record.sha256 if record else (),
            problem=error.message,
        )
    parts, headers = [part for part, _ in read], [header for _, header in read]
    header = headers[0]
    state, problem = _state(record, parts)
    size = sum(each.file_size for each in headers)
    memory, runs, advice = _fit(headers, speeds.pace(size, parts[0]))
    speed = speeds.measured(parts[0], size)
    return Model(
        name=name,
        title=header.name or path.stem,
        path=str(parts[0]),
        parts=tuple(str(part) for part in parts),
        origin=origin,
        state=state,
        size=size,
        kind=header.kind,
        architecture=header.architecture,
        quantization=quantization(header),
        context=header.context_length,
        parameters=sum(each.parameters for each in headers),
        licence=(record.licence if record else "") or str(header.get("general.license", "")),
        base=_base(header),
        source=_source(record) or str(header.get("general.repo_url", "")),
        sha256=record.sha256 if record else (),
        problem=problem,
        memory=memory,
        runs=runs,
        advice=advice,
        speed=speed.rate if speed else 0.0,
    )


def describe_record(record: Record) -> Model:
    """The model of a record, as it is on the disk now."""
    return describe(files_of(record)[0], record.name, record.origin, record)


def with_digests(model: Model, digests: tuple[str, ...]) -> Model:
    """The model with checksums that are known for it, though its files were not compared with them."""
    if model.state != "unchecked" or not all(digests):
        return model
    return msgspec.structs.replace(model, sha256=digests, problem="Its checksum was not compared yet.")


def likely_runs(size: int) -> Runs:
    """Whether a model that is not here yet will run in the memory that is free now, by its size; "" if unknown."""
    return "" if not size else "yes" if size <= fit.largest_file() else "no"


def free_name(stem: str, taken: set[str]) -> str:
    """A name for the command line made of a file's, which none of the others has."""
    wanted = re.sub(r"[^\w.+-]", "-", stem).strip(".-") or "model"
    lowered = {name.lower() for name in taken}
    name, number = wanted, 1
    while name.lower() in lowered:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _state(record: Record | None, parts: Sequence[Path]) -> tuple[State, str]:
    if record is None:
        return "unchecked", "Its checksum is not known."
    if record.damaged:
        return "damaged", "Its checksum is wrong: the file has changed since it came."
    if tuple(part.stat().st_size for part in parts) != record.sizes:
        return "damaged", "Its size has changed since it came."
    if not all(record.sha256):
        return "unchecked", "Its checksum was not taken yet."
    if not is_intact(record):
        return "unchecked", "The file was written to since its checksum was taken."
    return ("good", "") if record.proven else ("unchecked", "Nobody publishes its checksum; it has not changed.")


def _fit(headers: Sequence[gguf.Header], pace: speeds.Pace | None) -> tuple[int, Runs, str]:
    header, *others = headers
    if header.kind != "model":
        return 0, "", ""
    advice = fit.advise(header, parts=others, pace=pace)
    shorter = advice.estimate.context < fit.default_context(header)
    return advice.estimate.memory, "no" if not advice.fits else "shorter" if shorter else "yes", advice.sentence


def _relative(path: Path) -> str:
    folder = paths.models_dir()
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _record_path(name: str) -> Path:
    return paths.models_dir() / "records" / f"{name}.json"


def _source(record: Record | None) -> str:
    return f"{record.repo} ({record.file})" if record and record.repo else ""


def _base(header: gguf.Header) -> str:
    for key in ("general.base_model.0.name", "general.basename"):
        found = header.get(key)
        if isinstance(found, str) and found:
            return found
    return ""
