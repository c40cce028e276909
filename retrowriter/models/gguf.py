"""Headers of GGUF files, read in pure Python with hard limits.

A model file comes from anywhere, and native code trusts what it says; so its header is read and checked here first: no
count, length, offset or shape is believed before it is found to fit into the file. Nothing is allocated on the word of
the file alone. The format is that of https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3,
little-endian.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from retrowriter.errors import UserError

MAX_TENSORS = 65_536
MAX_KEYS = 65_536
MAX_KEY_BYTES = 65_535
MAX_STRING_BYTES = 16 * 1024 * 1024
MAX_ITEMS = 8_000_000
MAX_DIMENSIONS = 4
MAX_ELEMENTS = 1 << 40
SHORT_ARRAY = 1024

UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY, UINT64, INT64, FLOAT64 = range(13)

# How the numbers of the metadata are packed, for struct.
SCALARS: Mapping[int, str] = {
    UINT8: "<B",
    INT8: "<b",
    UINT16: "<H",
    INT16: "<h",
    UINT32: "<I",
    INT32: "<i",
    FLOAT32: "<f",
    BOOL: "<?",
    UINT64: "<Q",
    INT64: "<q",
    FLOAT64: "<d",
}


class TensorType(NamedTuple):
    """How a tensor is stored: `size` bytes for each `block` elements of a row."""

    name: str
    block: int
    size: int


# Numbers, names and sizes as in ggml.h and ggml-common.h.
TENSOR_TYPES: Mapping[int, TensorType] = {
    0: TensorType("F32", 1, 4),
    1: TensorType("F16", 1, 2),
    2: TensorType("Q4_0", 32, 18),
    3: TensorType("Q4_1", 32, 20),
    6: TensorType("Q5_0", 32, 22),
    7: TensorType("Q5_1", 32, 24),
    8: TensorType("Q8_0", 32, 34),
    9: TensorType("Q8_1", 32, 40),
    10: TensorType("Q2_K", 256, 84),
    11: TensorType("Q3_K", 256, 110),
    12: TensorType("Q4_K", 256, 144),
    13: TensorType("Q5_K", 256, 176),
    14: TensorType("Q6_K", 256, 210),
    15: TensorType("Q8_K", 256, 292),
    16: TensorType("IQ2_XXS", 256, 66),
    17: TensorType("IQ2_XS", 256, 74),
    18: TensorType("IQ3_XXS", 256, 98),
    19: TensorType("IQ1_S", 256, 50),
    20: TensorType("IQ4_NL", 32, 18),
    21: TensorType("IQ3_S", 256, 110),
    22: TensorType("IQ2_S", 256, 82),
    23: TensorType("IQ4_XS", 256, 136),
    24: TensorType("I8", 1, 1),
    25: TensorType("I16", 1, 2),
    26: TensorType("I32", 1, 4),
    27: TensorType("I64", 1, 8),
    28: TensorType("F64", 1, 8),
    29: TensorType("IQ1_M", 256, 56),
    30: TensorType("BF16", 1, 2),
    34: TensorType("TQ1_0", 256, 54),
    35: TensorType("TQ2_0", 256, 66),
    39: TensorType("MXFP4", 32, 17),
    40: TensorType("NVFP4", 64, 36),
}

_MAGIC = b"GGUF"


@dataclass(frozen=True)
class LongArray:
    """An array that was checked but not kept, because read_header was not asked for arrays."""

    count: int


@dataclass(frozen=True)
class Value:
    """A value of the metadata: its type number, the type of the items of an array (else -1), and the value itself."""

    kind: int
    item_kind: int
    value: Any


@dataclass(frozen=True)
class Tensor:
    """Where a tensor is in the file.

    Attributes:
        name: its name; shape: as in the file, the length of a row first; kind: its number in TENSOR_TYPES.
        offset: from the beginning of the file; size: both in bytes.
    """

    name: str
    shape: tuple[int, ...]
    kind: int
    offset: int
    size: int

    @property
    def elements(self) -> int:
        """Number of elements."""
        return _product(self.shape)


@dataclass(frozen=True)
class Header:
    """What a GGUF file says about itself.

    Attributes:
        version: of the format; metadata: in the order of the file; tensors: likewise; alignment: of tensors, in bytes;
        data_offset: where the tensors begin; file_size: in bytes.
    """

    version: int
    metadata: dict[str, Value]
    tensors: tuple[Tensor, ...]
    alignment: int
    data_offset: int
    file_size: int

    def get(self, key: str, default: object = None) -> object:
        """The value of a key, or `default`. Check its type: the file may hold anything."""
        found = self.metadata.get(key)
        return default if found is None else found.value

    def own(self, key: str, default: object = None) -> object:
        """The value of a key of this architecture: own("context_length") is llama.context_length in a llama."""
        return self.get(f"{self.architecture}.{key}", default)

    @property
    def architecture(self) -> str:
        """Name of the architecture as llama.cpp calls it; empty when the file does not say."""
        return _text(self.get("general.architecture"))

    @property
    def kind(self) -> str:
        """What the file is: "model", "adapter" and so on."""
        return _text(self.get("general.type")) or "model"

    @property
    def name(self) -> str:
        """Title of the model for people; may be empty."""
        return _text(self.get("general.name"))

    @property
    def layers(self) -> int:
        """Number of layers, 0 when the file does not say."""
        return _count(self.own("block_count"))

    @property
    def context_length(self) -> int:
        """Context in tokens that the model was trained for, 0 when the file does not say."""
        return _count(self.own("context_length"))

    @property
    def parameters(self) -> int:
        """Number of weights."""
        return sum(tensor.elements for tensor in self.tensors)

    @property
    def chat_template(self) -> str:
        """The template of conversations, a Jinja source; empty when there is none."""
        return _text(self.get("tokenizer.chat_template"))

    @property
    def parts(self) -> int:
        """Number of files that the model is split into; 1 for a whole one."""
        return max(1, _count(self.get("split.count")))


def read_header(path: Path, *, arrays: bool = False) -> Header:
    """Reads and checks the header of a GGUF file.

    Args:
        path: the file.
        arrays: keep arrays of more than SHORT_ARRAY items (vocabularies) too; otherwise they are LongArray.

    Raises:
        UserError: code model_missing when there is no such file, model_unusable when it is not a GGUF file that can be
            read here, model_damaged when it is cut short or contradicts itself.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
            if start[:4] != _MAGIC:
                raise UserError(
                    "model_unusable",
                    f"{path.name} is not a GGUF model.",
                    "Choose a file whose name ends in .gguf and that was made by a GGUF converter.",
                )
            if len(start) < 8:
                raise _DamageError("it ends within its first line")
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _Reader(data, arrays).header()
    except FileNotFoundError as error:
        raise UserError("model_missing", f"There is no file {path}.", "Choose another model.") from error
    except OSError as error:
        raise UserError("model_missing", f"{path.name} cannot be read: {error.strerror or error}.") from error
    except _VersionError as error:
        raise UserError(
            "model_unusable",
            f"{path.name} is a GGUF file of {error}, and this program reads versions 2 and 3.",
            "Fetch a newer copy of the model, or convert it again.",
        ) from error
    except _DamageError as error:
        raise UserError(
            "model_damaged", f"{path.name} is damaged: {error}.", "Fetch the file again, or choose another model."
        ) from error


class _DamageError(Exception):
    """What is wrong with the file, as the end of a sentence."""


class _VersionError(Exception):
    """The version that cannot be read, in words."""


class _Reader:
    """Walks over the header; every read is checked against the size of the file."""

    def __init__(self, data: mmap.mmap, arrays: bool) -> None:
        self._data = data
        self._size = len(data)
        self._at = 4
        self._arrays = arrays

    def header(self) -> Header:
        version = self._scalar(UINT32)
        if version not in (2, 3):
            swapped = int.from_bytes(version.to_bytes(4, "little"), "big")
            raise _VersionError("big-endian machines" if swapped in (2, 3) else f"version {version}")
        tensor_count = self._scalar(UINT64)
        key_count = self._scalar(UINT64)
        if tensor_count > MAX_TENSORS or key_count > MAX_KEYS:
            raise _DamageError(f"it claims to hold {tensor_count:,} tensors and {key_count:,} keys")
        metadata: dict[str, Value] = {}
        for _ in range(key_count):
            key = self._string(MAX_KEY_BYTES)
            if key in metadata:
                raise _DamageError(f"the key {_short(key)} is there twice")
            metadata[key] = self._value(key)
        alignment = 32
        if "general.alignment" in metadata:
            alignment = metadata["general.alignment"].value
            if not isinstance(alignment, int) or not 8 <= alignment <= 65_536 or alignment & (alignment - 1):
                raise _DamageError("its alignment is not a power of two from 8 to 65,536")
        entries = [self._tensor() for _ in range(tensor_count)]
        data_offset = -(-self._at // alignment) * alignment
        tensors = _placed(entries, data_offset, alignment, self._size)
        return Header(version, metadata, tensors, alignment, data_offset, self._size)

    def _take(self, count: int) -> int:
        at = self._at
        if count > self._size - at:
            raise _DamageError("it is cut short")
        self._at = at + count
        return at

    def _scalar(self, kind: int) -> Any:
        code = SCALARS[kind]
        return struct.unpack_from(code, self._data, self._take(struct.calcsize(code)))[0]

    def _string(self, limit: int) -> str:
        length = self._scalar(UINT64)
        if length > limit:
            raise _DamageError(f"it holds a text of {length:,} bytes where at most {limit:,} are allowed")
        at = self._take(length)
        # Vocabularies may hold pieces of characters; nothing is lost by keeping their bytes aside.
        return self._data[at : at + length].decode("utf-8", "surrogateescape")

    def _value(self, key: str) -> Value:
        kind = self._scalar(UINT32)
        if kind == STRING:
            return Value(kind, -1, self._string(MAX_STRING_BYTES))
        if kind in SCALARS:
            return Value(kind, -1, self._scalar(kind))
        if kind != ARRAY:
            raise _DamageError(f"the key {_short(key)} has the unknown type {kind}")
        item_kind = self._scalar(UINT32)
        count = self._scalar(UINT64)
        if count > MAX_ITEMS:
            raise _DamageError(f"the key {_short(key)} claims to hold {count:,} items")
        keep = self._arrays or count <= SHORT_ARRAY
        if item_kind == STRING:
            return Value(kind, item_kind, self._strings(count, keep))
        if item_kind not in SCALARS:
            raise _DamageError(f"the key {_short(key)} holds items of the unknown type {item_kind}")
        code = SCALARS[item_kind]
        at = self._take(count * struct.calcsize(code))
        if not keep:
            return Value(kind, item_kind, LongArray(count))
        return Value(kind, item_kind, list(struct.unpack_from(f"<{count}{code[1]}", self._data, at)))

    def _strings(self, count: int, keep: bool) -> "list[str] | LongArray":
        # Each text takes at least the eight bytes of its length: a count that cannot fit is refused before the loop.
        if count * 8 > self._size - self._at:
            raise _DamageError("it is cut short")
        if keep:
            return [self._string(MAX_STRING_BYTES) for _ in range(count)]
        data, at, end = self._data, self._at, self._size
        for _ in range(count):
            if at + 8 > end:
                raise _DamageError("it is cut short")
            at += 8 + int.from_bytes(data[at : at + 8], "little")
        if at > end:
            raise _DamageError("it is cut short")
        self._at = at
        return LongArray(count)

    def _tensor(self) -> tuple[str, tuple[int, ...], int, int]:
        name = self._string(MAX_KEY_BYTES)
        dimensions = self._scalar(UINT32)
        if not 1 <= dimensions <= MAX_DIMENSIONS:
            raise _DamageError(f"the tensor {_short(name)} claims to have {dimensions:,} dimensions")
        shape = tuple(self._scalar(UINT64) for _ in range(dimensions))
        kind = self._scalar(UINT32)
        return name, shape, kind, self._scalar(UINT64)


def _placed(
    entries: list[tuple[str, tuple[int, ...], int, int]], data_offset: int, alignment: int, file_size: int
) -> tuple[Tensor, ...]:
    names: set[str] = set()
    tensors: list[Tensor] = []
    for name, shape, kind, offset in entries:
        if name in names:
            raise _DamageError(f"the tensor {_short(name)} is there twice")
        names.add(name)
        if kind not in TENSOR_TYPES:
            raise _DamageError(f"the tensor {_short(name)} has the unknown type {kind}")
        _, block, size = TENSOR_TYPES[kind]
        if min(shape) < 1 or max(shape) > MAX_ELEMENTS or _product(shape) > MAX_ELEMENTS or shape[0] % block:
            raise _DamageError(f"the tensor {_short(name)} claims to have the shape {shape}")
        if offset % alignment:
            raise _DamageError(f"the tensor {_short(name)} lies off its grid")
        tensor = Tensor(name, shape, kind, data_offset + offset, _product(shape) // block * size)
        if tensor.offset + tensor.size > file_size:
            raise _DamageError(f"it is cut short: the tensor {_short(name)} lies beyond its end")
        tensors.append(tensor)
    end = 0
    for tensor in sorted(tensors, key=lambda item: item.offset):
        if tensor.offset < end:
            raise _DamageError(f"the tensor {_short(tensor.name)} lies over another one")
        end = tensor.offset + tensor.size
    return tuple(tensors)


def _product(shape: tuple[int, ...]) -> int:
    product = 1
    for length in shape:
        product *= length
    return product


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else 0


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "?" for character in text)
    return clean if len(clean) <= 60 else clean[:57] + "..."
