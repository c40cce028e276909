import gguf
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrowriter.convert import encoding, weights
from retrowriter.convert.weights import BF16, F16, F32, in_memory
from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES

FLOATS = st.floats(-60_000, 60_000, width=32)


def encoded(values: np.ndarray, kind: int) -> bytes:
    return b"".join(encoding.encode(in_memory(values), kind, "x"))


@pytest.mark.parametrize("kind", encoding.NUMPY_KINDS)
def test_bytes_are_those_of_the_reference(kind: int):
    values = (np.random.default_rng(0).standard_normal((5_000, 96)) * 0.05).astype(np.float32)
    values[3, :32] = 0
    values[4, :32] = np.arange(32) - 15.5
    values[4, 0] = 127
    reference = gguf.quants.quantize(values, gguf.GGMLQuantizationType(kind))
    data = encoded(values, kind)
    assert data == np.ascontiguousarray(reference).tobytes()
    assert len(data) == encoding.byte_size(values.shape, kind)


@settings(deadline=None, max_examples=60)
@given(arrays(np.float32, (3, 64), elements=FLOATS), st.sampled_from([F16, BF16, encoding.Q8_0]))
def test_bytes_are_those_of_the_reference_for_any_values(values: np.ndarray, kind: int):
    with np.errstate(all="ignore"):
        reference = gguf.quants.quantize(values, gguf.GGMLQuantizationType(kind))
    assert encoded(values, kind) == np.ascontiguousarray(reference).tobytes()


@pytest.mark.parametrize("bits", [0x0000, 0x0001, 0x8000, 0x3F80, 0x0080, 0x7F7F, 0xFF7F, 0x4049])
def test_bf16_is_widened_exactly_and_comes_back(bits: int):
    stored = np.full((1, 32), bits, dtype=np.uint16)
    wide = weights.widen(stored, BF16)
    assert wide.view(np.uint32)[0, 0] == bits << 16
    assert encoded(wide, BF16) == stored.tobytes()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("kind", encoding.NUMPY_KINDS)
def test_what_is_not_a_number_is_refused(kind: int, bad: float):
    values = np.ones((600, 256), dtype=np.float32)
    values[599, 255] = bad
    with pytest.raises(UserError) as caught:
        encoded(values, kind)
    assert caught.value.code == "tensor_not_finite"


@pytest.mark.parametrize("kind", [F16, BF16])
def test_stored_halves_are_looked_at_too(kind: int):
    stored = np.zeros((2, 32), dtype=np.uint16)
    stored[1, 5] = 0x7C00 if kind == F16 else 0x7F80
    data = stored.view(np.float16) if kind == F16 else stored
    weight = weights.Weight((2, 32), kind, lambda index: data[index])
    with pytest.raises(UserError) as caught:
        list(encoding.encode(weight, kind, "x"))
    assert caught.value.code == "tensor_not_finite"


@pytest.mark.parametrize("kind", [F16, encoding.Q8_0, encoding.Q4_0])
def test_what_does_not_fit_is_refused(kind: int):
    values = np.zeros((1, 32), dtype=np.float32)
    values[0, 7] = 1e9
    with pytest.raises(UserError) as caught:
        encoded(values, kind)
    assert caught.value.code == "tensor_too_large"
    assert TENSOR_TYPES[kind].name in caught.value.message


def test_a_large_sum_is_not_taken_for_infinity():
    values = np.full((2, 32), 3e38, dtype=np.float32)
    assert encoded(values, F32) == values.tobytes()
