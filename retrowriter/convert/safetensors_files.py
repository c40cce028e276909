"""Safetensors files and folders of them, checked before anything is believed and read through memory maps.

The format is that of https://github.com/huggingface/safetensors: the length of a JSON header in eight bytes, the
header, the data. The header is read here and not by the package, because numpy has no bfloat16 and because what a
stranger's file claims must be compared with its size first.
"""

import json
import mmap
from pathlib import Path
from typing import Any

import numpy as np

from retrowriter.convert.weights import BF16, F16, F32, F64, UNSUPPORTED, Weight, count_elements, mapped
from retrowriter.errors import UserError

MAX_HEADER = 100_000_000
MAX_JSON = 200_000_000
MAX_TENSORS = 65_536
MAX_ELEMENTS = 1 << 40
MAX_DIMENSIONS = 4

_DTYPES = {
    "F32": (F32, 4),
    "F16": (F16, 2),
    "BF16": (BF16, 2),
    "F64": (F64, 8),
    **dict.fromkeys(("BOOL", "U8", "I8"), (UNSUPPORTED, 1)),
    **dict.fromkeys(("I16", "U16"), (UNSUPPORTED, 2)),
    **dict.fromkeys(("I32", "U32"), (UNSUPPORTED, 4)),
    **dict.fromkeys(("I64", "U64"), (UNSUPPORTED, 8)),
}


def read_folder(folder: Path) -> dict[str, Weight]:
    """Finds the tensors of a Hugging Face model folder: model.safetensors, or the shards that the index names.

    Raises:
        UserError: code pickle_refused when there are only pytorch_model.bin files, weights_missing, shard_missing,
            index_invalid, path_outside, tensor_missing, tensor_duplicate, and those of read_file.
    """
    index_file = folder / "model.safetensors.index.json"
    if index_file.is_file():
        return _read_shards(folder, index_file)
    names = sorted(path.name for path in folder.glob("model*.safetensors"))
    if not names:
        _refuse_other_weights(folder)
    tensors: dict[str, Weight] = {}
    for name in names:
        _add(tensors, read_file(inside(folder, name)), name)
    return tensors


def read_file(path: Path) -> dict[str, Weight]:
    """The tensors of one safetensors file, ordered by name.

    Raises:
        UserError: code weights_missing, weights_damaged when the header contradicts the file, dtype_unsupported.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            if size < 8 or length > min(size - 8, MAX_HEADER):
                raise _damaged(path, "it is cut short or not a safetensors file")
            header = _parse(stream.read(length), path)
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise UserError("weights_missing", f"{path.name} cannot be read: {error.strerror or error}.") from error
    if len(header) > MAX_TENSORS:
        raise _damaged(path, f"it claims to hold {len(header):,} tensors")
    start = 8 + length
    tensors: dict[str, Weight] = {}
    spans: list[tuple[int, int, str]] = []
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        shape, kind, begin, end = _tensor(path, name, entry, size - start)
        spans.append((begin, end, name))
        if kind == UNSUPPORTED:
            tensors[name] = Weight(shape, kind, lambda index: np.zeros((0, 0)))
        else:
            tensors[name] = mapped(shape, kind, start + begin, data)
    last = 0
    for begin, end, name in sorted(spans):
        if begin < last:
            raise _damaged(path, f"the tensor {_short(name)} lies over another one")
        last = end
    # The order in which the package safetensors lists them; others follow it, so files come out alike.
    return dict(sorted(tensors.items()))


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file.

    Raises:
        UserError: code json_invalid, naming the file.
    """
    try:
        if path.stat().st_size > MAX_JSON:
            raise UserError("json_invalid", f"{path.name} is too large to be believed ({path.stat().st_size:,} bytes).")
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise UserError("json_invalid", f"{path.name} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise UserError("json_invalid", f"{path.name} is not valid JSON: {error}.") from error
    if not isinstance(content, dict):
        raise UserError("json_invalid", f"{path.name} does not hold a JSON object.")
    return content


def inside(folder: Path, name: str) -> Path:
    """The file `name` of a folder.

    Raises:
        UserError: code path_outside when the name or a symbolic link leads out of the folder. The cache of the Hugging
            Face Hub, where snapshots link into the blobs of the same repository, is allowed.
    """
    path = folder / name
    if Path(name).name != name or name in ("", ".", "..") or "\\" in name or not name.isprintable():
        raise _outside(name)
    try:
        target, root = path.resolve(), folder.resolve()
    except (OSError, RuntimeError) as error:  # links that lead in a circle
        raise _outside(name) from error
    if target.is_relative_to(root):
        return path
    if root.parent.name == "snapshots" and target.is_relative_to(root.parent.parent / "blobs"):
        return path
    raise _outside(name)


def _read_shards(folder: Path, index_file: Path) -> dict[str, Weight]:
    weight_map = read_json(inside(folder, index_file.name)).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise UserError("index_invalid", f"{index_file.name} does not say in which files the tensors are.")
    if len(weight_map) > MAX_TENSORS:
        raise UserError("index_invalid", f"{index_file.name} claims that there are {len(weight_map):,} tensors.")
    tensors: dict[str, Weight] = {}
    for name in sorted({str(value) for value in weight_map.values()}):
        path = inside(folder, name)
        if not path.is_file():
            raise UserError(
                "shard_missing",
                f"The file {_short(name)} is missing, which {index_file.name} names.",
                "Fetch the whole checkpoint again.",
            )
        found = read_file(path)
        for tensor in found:
            if weight_map.get(tensor) != name:
                raise UserError(
                    "tensor_duplicate",
                    f"{name} holds the tensor {_short(tensor)}, which {index_file.name} does not expect there.",
                    "Fetch the whole checkpoint again.",
                )
        _add(tensors, found, name)
    missing = [str(name) for name in weight_map if name not in tensors]
    if missing:
        raise UserError(
            "tensor_missing",
            f"The tensor {_short(missing[0])} is missing from {weight_map[missing[0]]}"
            + (f", and {len(missing) - 1} more are." if len(missing) > 1 else "."),
            "Fetch the whole checkpoint again.",
        )
    return tensors


def _add(tensors: dict[str, Weight], found: dict[str, Weight], file: str) -> None:
    for name, tensor in found.items():
        if name in tensors:
            raise UserError("tensor_duplicate", f"The tensor {_short(name)} is there twice, the second time in {file}.")
        tensors[name] = tensor


def _refuse_other_weights(folder: Path) -> None:
    if any(folder.glob("pytorch_model*.bin")) or any(folder.glob("*.pt")) or any(folder.glob("*.pth")):
        raise UserError(
            "pickle_refused",
            "The weights are in pytorch_model.bin, a pickle file, and reading a pickle runs the code that is in it.",
            "Take the safetensors version of the model, or make one with transformers: "
            "AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER).",
        )
    raise UserError(
        "weights_missing",
        f"{folder} holds no weights: there is no model.safetensors and no model.safetensors.index.json.",
        "Give the folder of a Hugging Face model, of a PEFT adapter, or a GGUF file.",
    )


def _parse(data: bytes, path: Path) -> dict[str, Any]:
    try:
        header = json.loads(data, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise _damaged(path, f"its header cannot be read ({error})") from error
    if not isinstance(header, dict):
        raise _damaged(path, "its header is not a JSON object")
    return header


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise ValueError(f"{_short(name)} is there twice")
            seen.add(name)
    return result


def _tensor(path: Path, name: str, entry: object, size: int) -> tuple[tuple[int, ...], int, int, int]:
    """Shape, type, begin and end of a tensor, checked against the size of the data."""
    if not isinstance(entry, dict):
        raise _damaged(path, f"the entry of the tensor {_short(name)} is not an object")
    shape, offsets = _counts(entry.get("shape")), _counts(entry.get("data_offsets"))
    if shape is None or len(shape) > MAX_DIMENSIONS:
        raise _damaged(path, f"the tensor {_short(name)} has no valid shape")
    if offsets is None or len(offsets) != 2 or not 0 <= offsets[0] <= offsets[1] <= size:
        raise _damaged(path, f"the tensor {_short(name)} lies beyond its end")
    dtype = str(entry.get("dtype"))
    if dtype not in _DTYPES:
        raise UserError(
            "dtype_unsupported",
            f"The tensor {_short(name)} of {path.name} is stored as {_short(dtype)}, which cannot be converted.",
            "Take a version of the model in F32, F16 or BF16.",
        )
    kind, width = _DTYPES[dtype]
    elements = count_elements(shape)
    if elements > MAX_ELEMENTS or elements * width != offsets[1] - offsets[0]:
        raise _damaged(path, f"the tensor {_short(name)} claims the shape {list(shape)}, which is not its size")
    return shape, kind, offsets[0], offsets[1]


def _counts(value: object) -> tuple[int, ...] | None:
    if isinstance(value, list) and all(type(item) is int and item >= 0 for item in value):
        return tuple(value)
    return None


def _damaged(path: Path, why: str) -> UserError:
    return UserError("weights_damaged", f"{path.name} is damaged: {why}.", "Fetch the file again.")


def _outside(name: str) -> UserError:
    return UserError(
        "path_outside",
        f"The checkpoint names the file {_short(name)}, which is not in its folder.",
        "Do not use this checkpoint: it may be meant to read your other files.",
    )


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "?" for character in text)
    return clean if len(clean) <= 80 else clean[:77] + "..."
