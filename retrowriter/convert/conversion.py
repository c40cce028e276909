"""The conversion from end to end: opens, checks, plans, writes; nothing is written before everything is checked."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrowriter.child import run_job
from retrowriter.convert import outtypes
from retrowriter.convert.gguf_writer import Metadata, PlannedTensor, file_size, float32, text, uint32, write
from retrowriter.convert.model import QUANTIZATION_VERSION, Base, describe_merge, open_folder, open_gguf, with_title
from retrowriter.convert.outtypes import OutType, tensor_kind
from retrowriter.convert.peft import Adapter, is_adapter, read_adapter
from retrowriter.convert.weights import BF16, F16, F32, Weight, count_elements, in_memory
from retrowriter.errors import UserError
from retrowriter.files import atomic_writer, require_space

_REPORT_EVERY_S = 0.1


@dataclass(frozen=True)
class Progress:
    """How far a conversion is.

    Attributes:
        text: what is being done; done, total: bytes written and to be written; seconds_left: -1 when not known yet.
    """

    text: str
    done: int
    total: int
    seconds_left: float = -1.0


@dataclass(frozen=True)
class PlannedLine:
    """A tensor as it will be written: name, shape (rows first), name of its type, bytes."""

    name: str
    shape: tuple[int, ...]
    type: str
    size: int


@dataclass(frozen=True)
class Report:
    """What a conversion did, or would do.

    Attributes:
        out: the file; size: in bytes (of what is planned, for a dry run of a type that llama.cpp makes).
        architecture, title: of the model; outtype: as asked; parameters: number of weights.
        merged: tensors that an adapter changed; tensors: all of them; warnings: sentences; seconds: how long it took.
    """

    out: Path
    size: int
    architecture: str
    title: str
    outtype: str
    parameters: int
    merged: int
    tensors: tuple[PlannedLine, ...]
    warnings: tuple[str, ...]
    seconds: float
    dry_run: bool = False


@dataclass(frozen=True)
class Plan:
    """What would be written.

    Attributes:
        metadata, tensors: the content of the file; outtype: as asked; base: the model; adapter: what is merged into it.
    """

    metadata: Metadata
    tensors: list[PlannedTensor]
    outtype: OutType
    base: Base
    adapter: Adapter | None


def ignore_progress(progress: Progress) -> None:
    """Does nothing; for callers that need no progress."""


def convert(
    source: Path,
    out: Path,
    *,
    base: Path | None = None,
    outtype: str = "f16",
    lora: str = "merge",
    title: str | None = None,
    progress: Callable[[Progress], None] = ignore_progress,
    force: bool = False,
    dry_run: bool = False,
) -> Report:
    """Converts a checkpoint to a GGUF file.

    Args:
        source: a Hugging Face model folder, a PEFT adapter folder, or a GGUF file.
        out: the file to write; it appears only when it is complete.
        base: for an adapter, the model that it belongs to: a folder or a GGUF file; None for a whole model.
        outtype: one of retrowriter.convert.outtypes.OUT_TYPES.
        lora: "merge" to write the whole model, "adapter" to write a GGUF adapter for use at run time.
        title: general.name; None for what the source says.
        progress: called about ten times a second.
        force: replace `out` if it exists.
        dry_run: check and plan only.

    Raises:
        UserError: code source_missing, out_exists, base_missing, base_unneeded, and many more; see docs/conversion.md.
    """
    started = time.monotonic()
    _check_out(source, base, out, force)
    plan = prepare(source, base=base, outtype=outtype, lora=lora, title=title)
    metadata, planned = plan.metadata, plan.tensors
    size = file_size(metadata, planned)
    if not dry_run:
        # What llama.cpp makes is no larger than what it is made from.
        require_space(out.parent, size * (2 if plan.outtype.kind is None else 1), "The converted model")
        if plan.outtype.kind is None:
            _write_through_llama(out, metadata, planned, size, plan.outtype, progress)
        else:
            _write(out, metadata, planned, size, progress)
    name = metadata.get("general.name")
    return Report(
        out=out,
        size=size if dry_run else out.stat().st_size,
        architecture=str(metadata["general.architecture"].value),
        title=str(name.value) if name else "",
        outtype=plan.outtype.name,
        parameters=sum(count_elements(tensor.weight.shape) for tensor in planned),
        merged=len(plan.adapter.changes) + len(plan.adapter.replaced) if plan.adapter else 0,
        tensors=tuple(_line(tensor) for tensor in planned),
        warnings=_warnings(plan),
        seconds=time.monotonic() - started,
        dry_run=dry_run,
    )


def prepare(
    source: Path, *, base: Path | None = None, outtype: str = "f16", lora: str = "merge", title: str | None = None
) -> Plan:
    """Opens and checks everything and says what would be written; arguments and errors are those of convert."""
    kind = outtypes.find(outtype)
    if not source.exists():
        raise UserError(
            "source_missing", f"There is no {source}.", "Give a model folder, an adapter folder or a GGUF file."
        )
    model, adapter = _open(source, base)
    metadata, planned = _plan(model, adapter, kind, lora, title)
    return Plan(metadata, planned, kind, model, adapter)


def _warnings(plan: Plan) -> tuple[str, ...]:
    fallen = [
        tensor for tensor in plan.tensors if plan.outtype.kind not in (None, F32, F16, BF16) and tensor.kind == F16
    ]
    result: list[str] = []
    if fallen:
        result.append(
            f"{len(fallen)} tensors have rows that {plan.outtype.name} cannot divide into blocks, so they are in F16."
        )
    if plan.base.sliding_window:
        result.append(
            f"The model was trained with a sliding window of {plan.base.sliding_window:,} tokens, which llama.cpp does "
            "not apply to it: longer texts are read as a whole."
        )
    return tuple(result)


def _check_out(source: Path, base: Path | None, out: Path, force: bool) -> None:
    if out.is_dir():
        raise UserError("out_exists", f"{out} is a folder.", "Give the name of a file that ends in .gguf.")
    if out.exists():
        if any(path is not None and path.exists() and path.samefile(out) for path in (source, base)):
            raise UserError(
                "out_exists", "The result would replace what it is made from.", "Give another name with -o."
            )
        if not force:
            raise UserError("out_exists", f"{out} exists already.", "Give another name, or --force to replace it.")


def _open(source: Path, base: Path | None) -> tuple[Base, Adapter | None]:
    if source.is_dir() and is_adapter(source):
        adapter = read_adapter(source)
        if base is None:
            trained_on = (
                f" It was trained on {adapter.base[:120]}." if adapter.base.isprintable() and adapter.base else ""
            )
            raise UserError(
                "base_missing",
                f"{source.name} is an adapter, and the model that it changes was not given.{trained_on}",
                "Give it with --base: a Hugging Face folder or a GGUF file.",
            )
        return _open_model(base), adapter
    if base is not None:
        raise UserError(
            "base_unneeded",
            f"{source.name} is a whole model, so there is nothing to do with a base.",
            "Leave --base out, or give an adapter folder as the source.",
        )
    return _open_model(source), None


def _open_model(path: Path) -> Base:
    if path.is_dir():
        if is_adapter(path):
            raise UserError(
                "base_missing", f"{path.name} is an adapter, not a base.", "Give the whole model with --base."
            )
        return open_folder(path)
    if not path.exists():
        raise UserError("source_missing", f"There is no {path}.", "Give a model folder or a GGUF file.")
    return open_gguf(path)


def _plan(
    model: Base, adapter: Adapter | None, kind: OutType, lora: str, title: str | None
) -> tuple[Metadata, list[PlannedTensor]]:
    if adapter is not None:
        model.check(adapter)
        if lora == "adapter":
            return _plan_adapter(model, adapter, kind, title)
    elif lora == "adapter":
        raise UserError("adapter_missing", "There is no adapter to write.", "Give a PEFT folder, or leave --lora out.")
    tensors = model.apply(adapter) if adapter else model.tensors
    # llama.cpp's quantiser is given the exact weights: the smallest type that holds them.
    matrix_kind = kind.kind if kind.kind is not None else _exact_kind(tensors)
    metadata = model.metadata(kind.file_type, tensors)
    metadata = describe_merge(metadata, model, title) if adapter else with_title(metadata, title)
    tied = "output.weight" not in tensors
    planned = [
        PlannedTensor(name, tensor_kind(name, weight.shape, matrix_kind, tied), weight)
        for name, weight in tensors.items()
    ]
    return metadata, planned


def _plan_adapter(
    model: Base, adapter: Adapter, kind: OutType, title: str | None
) -> tuple[Metadata, list[PlannedTensor]]:
    """A GGUF adapter: llama.cpp multiplies by alpha / rank, so whatever else the scale holds goes into a half."""
    if kind.kind is None:
        raise UserError(
            "outtype_unknown", "An adapter cannot be written in this type.", "Choose f32, f16, bf16 or q8_0."
        )
    if adapter.replaced or any(change.magnitude is not None for change in adapter.changes.values()):
        raise UserError(
            "adapter_unsupported",
            "This adapter replaces whole tensors or is a DoRA, and llama.cpp can apply neither at run time.",
            "Merge it into its base with --lora merge.",
        )
    planned: list[PlannedTensor] = []
    for name, plain in adapter.changes.items():
        change = model.converted(name, plain)
        rank = change.left.shape[1]
        factor = change.scale * rank / adapter.alpha if adapter.alpha else change.scale
        left = change.left if abs(factor - 1.0) < 1e-9 else change.left * change.left.dtype.type(factor)
        target = model.gguf_name(name)
        halves = (left, change.right.T) if target == "token_embd.weight" else (change.right, left)
        for half, values in zip(("lora_a", "lora_b"), halves, strict=True):
            weight = in_memory(values)
            full = f"{target}.{half}"
            planned.append(PlannedTensor(full, tensor_kind(full, weight.shape, kind.kind), weight))
    described = model.metadata(kind.file_type, model.tensors)
    metadata = {
        "general.architecture": described["general.architecture"],
        "general.type": text("adapter"),
        "adapter.type": text("lora"),
        "general.name": text(title or f"Adapter for {model.title}"),
        "general.base_model.count": uint32(1),
        "general.base_model.0.name": text(model.title),
        "adapter.lora.alpha": float32(adapter.alpha),
        "general.file_type": uint32(kind.file_type),
        "general.quantization_version": uint32(QUANTIZATION_VERSION),
    }
    return metadata, planned


def _exact_kind(tensors: dict[str, Weight]) -> int:
    kinds = {weight.kind for weight in tensors.values() if len(weight.shape) > 1}
    return kinds.pop() if kinds in ({BF16}, {F16}) else F32


def _write(
    out: Path, metadata: Metadata, planned: list[PlannedTensor], size: int, progress: Callable[[Progress], None]
) -> None:
    meter = _Meter(f"Writing {out.name}", size, progress)
    # The file can be made again, so it need not be forced onto the disk before the command ends.
    with atomic_writer(out, sync=False) as stream:
        write(stream, metadata, planned, meter.add)
    meter.finish()


def _write_through_llama(
    out: Path,
    metadata: Metadata,
    planned: list[PlannedTensor],
    size: int,
    kind: OutType,
    progress: Callable[[Progress], None],
) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        exact, result = Path(folder) / "exact.gguf", Path(folder) / "result.gguf"
        _write(exact, metadata, planned, size, lambda step: progress(_renamed(step, "Reading the model")))
        progress(Progress(f"Quantising to {kind.name}", 0, size))
        run_job("quantize", {"source": str(exact), "out": str(result), "file_type": kind.file_type})
        os.replace(result, out)
        progress(Progress(f"Quantising to {kind.name}", size, size, 0.0))


class _Meter:
    def __init__(self, text: str, total: int, progress: Callable[[Progress], None]) -> None:
        self._text, self._total, self._progress = text, total, progress
        self._done = 0
        self._started = self._told = time.monotonic()

    def add(self, count: int) -> None:
        self._done += count
        now = time.monotonic()
        if now - self._told >= _REPORT_EVERY_S:
            self._told = now
            left = (now - self._started) / self._done * (self._total - self._done)
            self._progress(Progress(self._text, self._done, self._total, left))

    def finish(self) -> None:
        self._progress(Progress(self._text, self._total, self._total, 0.0))


def _renamed(progress: Progress, text: str) -> Progress:
    return Progress(text, progress.done, progress.total, progress.seconds_left)


def _line(tensor: PlannedTensor) -> PlannedLine:
    from retrowriter.models.gguf import TENSOR_TYPES

    return PlannedLine(tensor.name, tensor.weight.shape, TENSOR_TYPES[tensor.kind].name, tensor.size)
