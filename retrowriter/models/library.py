"""The models on this computer: which there are, whether they are whole, which can be used, and how they go."""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.files import megabytes
from retrowriter.models import embedded, foreign, records, split
from retrowriter.models.records import Model, Origin

Progress = Callable[[str, int, int], None]
"""Called with the stage ("checking", or "copying" in intake), bytes done and bytes in all; may raise to stop."""

EMBEDDED, BASE = "embedded", "embedded-base"
# Models of other programs are used where they are, and never written to.
FOREIGN: tuple[Origin, ...] = ("Ollama", "LM Studio", "Hub cache")

_OWN: tuple[Origin, ...] = ("downloaded", "copied", "linked", "found")
_CHUNK = 1024 * 1024


def models() -> list[Model]:
    """All models: the one that comes with the program, those with a record, those that lie in the models folder, and
    those of other programs.
    """
    return list(_each())


def find(name: str) -> Model:
    """The model of that name, or of that path.

    Raises:
        UserError: code model_missing.
    """
    for model in _each():
        if name in (model.name, model.path):
            return model
    path = Path(name).expanduser()
    if path.is_file():
        return records.describe(path.absolute(), path.stem, "in place")
    raise UserError(
        "model_missing", f"There is no model {name}.", "`retrowriter models list` shows those that there are."
    )


def usable(name: str) -> Model:
    """The model of that name or path, if it can write.

    Raises:
        UserError: code model_missing, model_damaged, model_is_adapter.
    """
    model = find(name)
    if model.name == EMBEDDED:
        return model
    if model.state in ("damaged", "missing"):
        raise UserError(f"model_{model.state}", f"{model.title} cannot be used. {model.problem}", "Choose another one.")
    if model.kind != "model":
        raise UserError("model_is_adapter", f"{model.title} is an adapter: it only works together with its model.")
    return model


def facts(model: Model) -> list[tuple[str, str]]:
    """What is known of a model, as pairs of label and text; unknown things are left out."""
    pairs = [
        ("Title", model.title),
        ("Name", model.name),
        ("Memory", f"about {megabytes(model.memory)}" if model.memory else ""),
        ("Will it run", model.advice),
        ("Kind", model.kind),
        ("Architecture", model.architecture),
        ("Weights", f"{model.parameters:,}" if model.parameters else ""),
        ("Type", model.quantization),
        ("Context", f"{model.context:,} tokens" if model.context else ""),
        ("Size", f"{model.size:,} bytes" if model.size else ""),
        ("License", model.licence),
        ("Base", model.base),
        ("From", " ".join(part for part in (model.origin, model.source) if part)),
        ("State", f"{model.state}. {model.problem}".strip()),
    ]
    pairs += [("File", part) for part in model.parts]
    pairs += [("SHA-256", digest) for digest in model.sha256 if digest]
    return [(label, text) for label, text in pairs if text]


def verify(name: str, progress: Progress = lambda _stage, _done, _total: None) -> Model:
    """Takes the checksums of a model's files again and compares them with those that are known.

    Where none is known, the one that was taken is remembered, so that a later change is noticed.

    Raises:
        UserError: code model_missing, and whatever is wrong with the header of a model of another program.
    """
    model = find(name)
    if model.state == "missing":
        raise UserError("model_missing", model.problem, "Choose another model.")
    files = [Path(part) for part in model.parts]
    total, done = sum(file.stat().st_size for file in files), 0
    digests: list[str] = []
    for file in files:

        def report(count: int, base: int = done) -> None:
            progress("checking", base + count, total)

        digests.append(_sha256(file, report))
        done += file.stat().st_size
    taken = tuple(digests)
    record = records.of_path(files[0])
    known = record.sha256 if record else model.sha256
    right = [not old or old == new for old, new in zip(known or taken, taken, strict=False)]
    if record is None and model.origin == "found":
        records.write(records.new(model.name, files, taken, "found"))
        return find(model.name)
    if record is None:
        return _judged(model, taken, all(right), bool(known) and all(known))
    if all(right):
        fresh = records.new(record.name, files, taken, record.origin)
        records.write(
            msgspec.structs.replace(
                record, sizes=fresh.sizes, stamps=fresh.stamps, sha256=taken, damaged=False, paths=fresh.paths
            )
        )
    else:
        records.write(msgspec.structs.replace(record, damaged=True))
    return find(record.name)


def remove(name: str) -> Model:
    """Takes a model out of the library, with its files where they are the program's own.

    Raises:
        UserError: code model_missing, not_ours.
    """
    model = find(name)
    record = records.of_path(Path(model.path))
    if model.origin in FOREIGN or (record is None and model.origin not in _OWN):
        owner = model.origin if model.origin in FOREIGN else "this program"
        raise UserError("not_ours", f"{model.title} belongs to {owner}, so it is not removed here.")
    files = records.files_of(record) if record else [Path(part) for part in model.parts]
    if model.origin in _OWN:
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                reason = error.strerror or str(error)
                raise UserError(
                    "read_only", f"{file.name} cannot be deleted: {reason}.", "Close what uses it."
                ) from error
        with contextlib.suppress(OSError):  # others may be in there
            files[0].parent.rmdir()
    if record:
        records.forget(record)
    return model


def _each() -> Iterator[Model]:
    """One after the other, since each takes the reading of a header."""
    yield _embedded()
    taken, known = {EMBEDDED}, {embedded.path()}
    for record in sorted(records.all_records(), key=lambda item: item.name.lower()):
        yield records.describe_record(record)
        taken.add(record.name)
        known.update(records.files_of(record))
    for path in sorted(paths.models_dir().glob("**/*.gguf")):
        if path in known or split.number(path.name) > 1:
            continue
        if path == embedded.base_path():
            yield records.with_digests(records.describe(path, BASE, "built in"), (embedded.BASE_SHA256,))
            continue
        name = records.free_name(path.stem, taken)
        taken.add(name)
        yield records.describe(path, name, "found")
    yield from foreign.models()


def _embedded() -> Model:
    path = embedded.path()
    if embedded.is_ready():
        found = records.describe(path, EMBEDDED, "built in")
        if path == embedded.base_path():
            found = records.with_digests(found, (embedded.BASE_SHA256,))
        return msgspec.structs.replace(found, title=embedded.title(), licence=found.licence or "apache-2.0")
    return Model(
        name=EMBEDDED,
        title=embedded.title(),
        path=str(path),
        parts=(str(path),),
        origin="built in",
        state="missing",
        licence="apache-2.0",
        problem="It is not prepared yet; that happens when it is first used.",
    )


def _judged(model: Model, taken: tuple[str, ...], right: bool, known: bool) -> Model:
    if not right:
        return msgspec.structs.replace(model, state="damaged", problem="Its checksum is wrong.", sha256=taken)
    if known and model.state != "damaged":
        return msgspec.structs.replace(model, state="good", problem="")
    return msgspec.structs.replace(model, sha256=taken)


def _sha256(path: Path, report: Callable[[int], None]) -> str:
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            report(done)
    return digest.hexdigest()
