"""Writes a GGUF file: the header from a plan, then one tensor after the other, never more than a chunk in memory."""

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from retrowriter.convert.encoding import byte_size, encode
from retrowriter.convert.weights import Weight
from retrowriter.models import gguf
from retrowriter.models.gguf import Value

ALIGNMENT = 32
VERSION = 3

Metadata = dict[str, Value]


@dataclass(frozen=True)
class PlannedTensor:
    """A tensor of the file to write: its name, its type there, and where its rows come from."""

    name: str
    kind: int
    weight: Weight

    @property
    def size(self) -> int:
        """Size in the file, in bytes, without padding."""
        return byte_size(self.weight.shape, self.kind)


def text(value: str) -> Value:
    """A string."""
    return Value(gguf.STRING, -1, value)


def uint32(value: int) -> Value:
    """An unsigned integer of 32 bits."""
    return Value(gguf.UINT32, -1, value)


def float32(value: float) -> Value:
    """A float of 32 bits."""
    return Value(gguf.FLOAT32, -1, value)


def boolean(value: bool) -> Value:
    """A truth value."""
    return Value(gguf.BOOL, -1, value)


def texts(values: Sequence[str]) -> Value:
    """An array of strings."""
    return Value(gguf.ARRAY, gguf.STRING, values)


def array(kind: int, values: Sequence[int] | Sequence[float]) -> Value:
    """An array of numbers of the type `kind`."""
    return Value(gguf.ARRAY, kind, values)


def file_size(metadata: Metadata, tensors: Sequence[PlannedTensor]) -> int:
    """Size that the file will have, in bytes."""
    return len(_header(metadata, tensors)) + sum(_padded(tensor.size) for tensor in tensors)


def write(
    stream: BinaryIO, metadata: Metadata, tensors: Sequence[PlannedTensor], written: Callable[[int], None]
) -> None:
    """Writes the whole file.

    Args:
        stream: where to; metadata, tensors: what, in this order.
        written: called with the number of bytes written since the last call.

    Raises:
        UserError: as retrowriter.convert.encoding.encode does; OSError: writing failed.
    """
    header = _header(metadata, tensors)
    stream.write(header)
    written(len(header))
    for tensor in tensors:
        for piece in encode(tensor.weight, tensor.kind, tensor.name):
            stream.write(piece)
            written(len(piece))
        stream.write(bytes(_padded(tensor.size) - tensor.size))


def _header(metadata: Metadata, tensors: Sequence[PlannedTensor]) -> bytes:
    parts = [b"GGUF", struct.pack("<IQQ", VERSION, len(tensors), len(metadata))]
    for key, value in metadata.items():
        parts += [_string(key), struct.pack("<I", value.kind), _value(value)]
    offset = 0
    for tensor in tensors:
        shape = tuple(reversed(tensor.weight.shape))
        parts += [
            _string(tensor.name),
            struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, tensor.kind, offset),
        ]
        offset += _padded(tensor.size)
    header = b"".join(parts)
    return header + bytes(_padded(len(header)) - len(header))


def _value(value: Value) -> bytes:
    if value.kind == gguf.STRING:
        return _string(value.value)
    if value.kind != gguf.ARRAY:
        return struct.pack(gguf.SCALARS[value.kind], value.value)
    start = struct.pack("<IQ", value.item_kind, len(value.value))
    if value.item_kind == gguf.STRING:
        return start + b"".join(_strings(value.value))
    code = gguf.SCALARS[value.item_kind][1]
    return start + struct.pack(f"<{len(value.value)}{code}", *value.value)


def _strings(values: Iterable[str]) -> Iterable[bytes]:
    return (_string(value) for value in values)


def _string(value: str) -> bytes:
    data = value.encode("utf-8", "surrogateescape")
    return struct.pack("<Q", len(data)) + data


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
