"""Tensors that are read only when their rows are asked for, and what may be done to them on the way.

A Weight knows its shape and reads any of its rows. Files are memory-mapped; a transformation is a Weight that reads
another one. So a model of any size is converted a few rows at a time.
"""

import mmap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES

Floats = NDArray[np.float32]
Order = NDArray[np.intp]
Index = slice | Order

F32, F16, BF16, F64 = 0, 1, 30, 28
UNSUPPORTED = -1


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Weight:
    """A tensor, seen as a matrix; a tensor of one dimension is one row.

    Attributes:
        shape: lengths, rows first (the opposite of GGUF's order).
        kind: number of its type in retrowriter.models.gguf.TENSOR_TYPES.
        read: gives the rows of an index as stored: F32 and F16 as floats, BF16 as its 16 bits, blocks as bytes.
        release: gives the memory of what was read back to the system.
    """

    shape: tuple[int, ...]
    kind: int
    read: Callable[[Index], NDArray[Any]]
    release: Callable[[], None] = _nothing

    def rows(self, index: Index) -> Floats:
        """The rows of `index` in float32. Raises UserError as widen does."""
        return widen(self.read(index), self.kind)

    def whole(self) -> Floats:
        """The whole tensor in float32, for small ones."""
        return self.rows(slice(None)).reshape(self.shape)


@dataclass(frozen=True)
class LowRank:
    """A change of a matrix as the product left x right x scale; `magnitude` makes it a DoRA.

    Attributes:
        left: one row for each row of the matrix; right: one column for each of its columns; scale: of the product.
        magnitude: DoRA: the length that each row of the changed matrix shall have, else None.
    """

    left: Floats
    right: Floats
    scale: float
    magnitude: Floats | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Shape of the matrix that is changed."""
        return self.left.shape[0], self.right.shape[1]

    def permuted(self, order: Order) -> "LowRank":
        """The change of the matrix whose rows are re-ordered likewise."""
        magnitude = None if self.magnitude is None else self.magnitude[order]
        return replace(self, left=self.left[order], magnitude=magnitude)


def mapped(shape: tuple[int, ...], kind: int, offset: int, map: mmap.mmap) -> Weight:
    """The tensor at `offset` bytes of a memory-mapped file."""
    _, block, size = TENSOR_TYPES[kind]
    length = count_elements(shape) // block * size

    def read(index: Index) -> NDArray[Any]:
        dtype = np.dtype(_STORED_AS.get(kind, "<u1"))
        data: NDArray[Any] = np.frombuffer(map, dtype, length // dtype.itemsize, offset)
        return data.reshape(count_rows(shape), -1)[index]

    def release() -> None:
        # Otherwise the pages of the whole file would count as this process's memory in the end.
        if hasattr(map, "madvise"):
            start = offset // mmap.PAGESIZE * mmap.PAGESIZE
            map.madvise(mmap.MADV_DONTNEED, start, offset + length - start)

    return Weight(shape, kind, read, release)


def in_memory(values: Floats) -> Weight:
    """A small tensor that was computed, or read whole."""
    return Weight(values.shape, F32, lambda index: values.reshape(count_rows(values.shape), -1)[index])


def permuted(weight: Weight, order: Order) -> Weight:
    """Row i is row order[i] of `weight`; a vector has its items re-ordered."""
    if len(weight.shape) == 1:
        return replace(weight, read=lambda index: weight.read(index)[:, order])
    return replace(weight, read=lambda index: weight.read(order[index]))


def shifted(weight: Weight, amount: float) -> Weight:
    """`amount` added to each element."""
    return replace(weight, kind=F32, read=lambda index: weight.rows(index) + np.float32(amount))


def cropped(weight: Weight, count: int) -> Weight:
    """The first `count` rows of a matrix."""
    return replace(weight, shape=(count, *weight.shape[1:]))


def merged(weight: Weight, changes: Sequence[LowRank]) -> Weight:
    """The changes added one after the other; sums are in float32."""

    def read(index: Index) -> Floats:
        values = weight.rows(index)
        for change in changes:
            values = values + (change.left[index] @ change.right) * np.float32(change.scale)
            if change.magnitude is not None:
                # DoRA (arXiv 2402.09353): the direction is that of the changed matrix, the length is learned.
                length = np.linalg.norm(values, axis=1, keepdims=True)
                values = values * (change.magnitude[index][:, None] / length)
        return values.astype(np.float32, copy=False)

    return replace(weight, kind=F32, read=read)


def widen(data: NDArray[Any], kind: int) -> Floats:
    """Stored rows as float32: exact for F32, F16 and BF16, the meaning of the blocks for quantised types.

    Raises:
        UserError: code type_unsupported.
    """
    if kind in (F32, F16):
        return data.astype(np.float32, copy=False)
    if kind == BF16:
        # bfloat16 is the upper half of a float32.
        bits: NDArray[np.uint32] = np.left_shift(data, 16, dtype=np.uint32)
        return bits.view(np.float32)
    if kind not in TENSOR_TYPES or kind in _INTEGER_KINDS:
        raise UserError("type_unsupported", "Tensors of whole numbers cannot be converted.")
    if kind == F64:
        with np.errstate(over="ignore"):
            return data.astype(np.float32)
    import gguf

    values: Floats = gguf.quants.dequantize(data, gguf.GGMLQuantizationType(kind)).astype(np.float32, copy=False)
    return values


def count_rows(shape: tuple[int, ...]) -> int:
    """Number of rows of the matrix that a tensor is seen as."""
    return count_elements(shape[:-1])


def count_elements(shape: tuple[int, ...]) -> int:
    """Number of elements; 1 for no dimension."""
    product = 1
    for length in shape:
        product *= length
    return product


_INTEGER_KINDS = (24, 25, 26, 27)
_STORED_AS = {F32: "<f4", F16: "<f2", BF16: "<u2", F64: "<f8"}
