"""Rows of float32 to the bytes of GGUF's types; the same bytes as the reference in ggml-quants.c gives."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowriter.convert.weights import BF16, F16, F32, Floats, Weight, count_rows
from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES

Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 = 2, 3, 6, 7, 8
NUMPY_KINDS = (F32, F16, BF16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0)

# A chunk and what is computed from it stay in the processor's cache: three times faster than large chunks.
CHUNK_ELEMENTS = 128 * 1024

# Blocks keep their scale in F16.
_LARGEST_SCALED = 65_504.0


def encode(weight: Weight, kind: int, name: str) -> Iterator[bytes | memoryview]:
    """The bytes of a tensor in type `kind`, a chunk of rows at a time.

    Args:
        weight: the tensor; kind: one of those in NUMPY_KINDS; name: for messages.

    Raises:
        UserError: code tensor_not_finite when it holds NaN or infinity, tensor_too_large when a value is beyond F16.
    """
    total = count_rows(weight.shape)
    step = max(1, CHUNK_ELEMENTS // weight.shape[-1])
    for start in range(0, total, step):
        index = slice(start, min(start + step, total))
        if weight.kind == kind:
            stored = weight.read(index)
            if kind in (F32, F16, BF16):
                _check_finite(stored, kind, name)
            yield np.ascontiguousarray(stored).data.cast("B")
            continue
        rows = np.ascontiguousarray(weight.rows(index))
        if kind == F16:
            yield _half(rows, name).data.cast("B")
            continue
        _check_finite(rows, F32, name)
        if kind not in (F32, BF16) and max(rows.max(), -rows.min()) > _LARGEST_SCALED:
            raise _too_large(name, TENSOR_TYPES[kind].name)
        with np.errstate(all="ignore"):  # what overflows here is a block of denormals, as in the reference
            encoded = _encode_rows(rows, kind)
        yield encoded.data.cast("B")
    weight.release()


def byte_size(shape: tuple[int, ...], kind: int) -> int:
    """Size in bytes of a tensor of this shape (rows first) in type `kind`."""
    _, block, size = TENSOR_TYPES[kind]
    return count_rows(shape) * (shape[-1] // block) * size


def _encode_rows(rows: Floats, kind: int) -> NDArray[Any]:
    if kind == F32:
        return rows
    if kind == BF16:
        return _bfloat(rows)
    if kind == Q8_0:
        return _q8_0(rows)
    import gguf

    encoded: NDArray[Any] = gguf.quants.quantize(rows, gguf.GGMLQuantizationType(kind))
    return np.ascontiguousarray(encoded)


def _half(rows: Floats, name: str) -> NDArray[np.float16]:
    with np.errstate(over="ignore"):
        half = rows.astype(np.float16)
    if (half.view(np.uint16) & np.uint16(0x7FFF)).max() >= 0x7C00:
        _check_finite(rows, F32, name)
        raise _too_large(name, "F16")
    return half


def _bfloat(rows: Floats) -> NDArray[np.uint16]:
    # Round to nearest, ties to even, as ggml_compute_fp32_to_bf16 does.
    bits = rows.view(np.uint32)
    rounded = bits + (np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1)))
    return np.right_shift(rounded, np.uint32(16)).astype(np.uint16)


_Q8_BLOCK = np.dtype([("scale", "<f2"), ("values", "i1", (32,))])


def _q8_0(rows: Floats) -> NDArray[Any]:
    blocks = rows.reshape(-1, 32)
    # The largest absolute value of a block is found on the bits: without the sign they sort as integers do.
    scale = (blocks.view(np.uint32) & np.uint32(0x7FFFFFFF)).max(axis=1, keepdims=True).view(np.float32) / np.float32(
        127
    )
    inverse = np.where(scale == 0, np.float32(0), np.float32(1) / scale)
    values = blocks * inverse
    # roundf(): halves go away from zero. The rest after cutting is exact, and so is its double.
    whole = np.trunc(values)
    values -= whole
    values += values
    np.trunc(values, out=values)
    whole += values
    out = np.empty(len(blocks), _Q8_BLOCK)
    out["scale"] = scale[:, 0].astype(np.float16)
    out["values"] = whole
    return out.view(np.uint8)


def _check_finite(values: NDArray[Any], kind: int, name: str) -> None:
    if kind == F32:
        # A sum is finite only if all its terms are; the slow look is taken when it is not, which may be mere overflow.
        with np.errstate(over="ignore", invalid="ignore"):
            if np.isfinite(values.sum()):
                return
        fine = bool(np.isfinite(values).all())
    else:
        exponent = np.uint16(0x7C00 if kind == F16 else 0x7F80)
        bits = values.view(np.uint16) & np.uint16(0x7FFF)
        fine = bool(bits.max() < exponent)
    if not fine:
        raise UserError(
            "tensor_not_finite",
            f"The tensor {name} holds values that are not numbers (NaN or infinity), so the model cannot work.",
            "The checkpoint is damaged or its training diverged: take an earlier one.",
        )


def _too_large(name: str, kind: str) -> UserError:
    return UserError(
        "tensor_too_large",
        f"The tensor {name} holds values that are too large for {kind}.",
        "Choose bf16 or f32 with --outtype.",
    )
