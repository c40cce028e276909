"""What a model will take: numbers that can be worked out by hand, and headers that say nonsense."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.convert import convert
from retrowriter.models import fit, gguf
from retrowriter.models.gguf import ARRAY, STRING, UINT32, Header, Tensor, Value
from tests.helpers import checkpoints


def header(tensors: tuple[Tensor, ...] = (), size: int = 1_000_000_000, **own: object) -> Header:
    """A llama of 10 layers, 8 heads of 64, 2 of them for keys and values."""
    fields = {
        "block_count": 10,
        "context_length": 4096,
        "embedding_length": 512,
        "feed_forward_length": 1024,
        "attention.head_count": 8,
        "attention.head_count_kv": 2,
        **own,
    }
    metadata = {f"llama.{key}": Value(UINT32, -1, value) for key, value in fields.items() if value is not None}
    metadata["general.architecture"] = Value(STRING, -1, "llama")
    metadata["tokenizer.ggml.tokens"] = Value(ARRAY, STRING, ["a"] * 1000)
    return Header(3, metadata, tensors, 32, 1000, size)


def test_the_cache_by_hand():
    # Layers x (keys + values) x heads x width x tokens x bytes.
    assert fit.estimate(header(), 1024).cache == 10 * 2 * 2 * 64 * 1024 * 2
    assert fit.estimate(header(), 1000).cache == fit.estimate(header(), 1024).cache
    assert fit.estimate(header(), 1024, cache="q8_0").cache == 10 * 2 * 2 * 64 * 1024 * 34 // 32
    wide = header(**{"attention.key_length": 128, "attention.value_length": 32})
    assert fit.estimate(wide, 1024).cache == 10 * 2 * (128 + 32) * 1024 * 2
    each = header(**{"attention.head_count_kv": [0, 2] * 5})
    assert fit.estimate(each, 1024).cache == 5 * 2 * 2 * 64 * 1024 * 2
    all_heads = header(**{"attention.head_count_kv": None})
    assert fit.estimate(all_heads, 1024).cache == 10 * 2 * 8 * 64 * 1024 * 2


def test_the_context_is_the_engines():
    assert fit.estimate(header()).context == 4096
    assert fit.estimate(header(context_length=131_072)).context == 8192


def test_layers_on_a_card_are_not_in_memory():
    none, half, all_ = (fit.estimate(header(), gpu_layers=layers) for layers in (0, 5, -1))
    assert none.gpu == 0
    assert none.memory > half.memory > all_.memory
    assert 0 < half.gpu < all_.gpu
    assert all_.weights == all_.cache == 0
    assert all_.gpu_layers == 11


def test_as_many_layers_as_fit():
    whole = fit.estimate(header(), gpu_layers=-1).gpu
    assert fit.layers_that_fit(header(), int(whole * 1.2)) == 11
    some = fit.layers_that_fit(header(), whole // 2)
    assert 0 < some < 11
    assert fit.estimate(header(), gpu_layers=some).gpu <= whole // 2
    assert fit.layers_that_fit(header(), 1_000_000) == 0


def test_what_is_laid_out_anew_counts_twice():
    tensors = tuple(Tensor(f"blk.{i}.ffn_up.weight", (512, 1024), 2, 0, 294_912) for i in range(3))
    plain = tuple(Tensor(tensor.name, tensor.shape, 0, 0, 2_097_152) for tensor in tensors)
    assert fit.estimate(header(tensors)).copies == 3 * 294_912
    assert fit.estimate(header(plain)).copies == 0


def test_advice():
    roomy = fit.advise(header(), free=8_000_000_000)
    assert roomy.fits
    assert (roomy.estimate.context, roomy.cache) == (4096, "f16")
    assert (
        roomy.sentence == f"It fits: it takes about {roomy.estimate.memory / 1e9:.1f} GB of the 8.0 GB that are free."
    )
    needs = fit.estimate(header(), 1024).memory
    tight = fit.advise(header(), free=int(needs / 0.9) + 1_000_000)
    assert tight.fits
    assert tight.estimate.context < 4096
    assert f"a context of {tight.estimate.context:,} tokens" in tight.sentence
    hopeless = fit.advise(header(), free=500_000_000)
    assert not hopeless.fits
    assert "It does not fit" in hopeless.sentence
    assert fit.advise(header(size=fit.largest_file(500_000_000)), free=500_000_000).fits


def test_advice_with_a_graphics_card():
    whole = fit.estimate(header(), gpu_layers=-1).gpu
    all_of_it = fit.advise(header(), free=8_000_000_000, free_gpu=2 * whole)
    assert all_of_it.estimate.gpu_layers == 11
    assert "11 of 11 layers go on the graphics card." in all_of_it.sentence
    part = fit.advise(header(), free=8_000_000_000, free_gpu=whole // 2)
    assert 0 < part.estimate.gpu_layers < 11
    # What the card holds, the computer's memory need not.
    little = int(fit.estimate(header(), 4096).memory * 0.8)
    assert fit.advise(header(), free=little).estimate.context < 4096
    assert fit.advise(header(), free=little, free_gpu=2 * whole).estimate.context == 4096


def test_memory_that_is_free():
    assert 10_000_000 < fit.free_memory() < 1 << 50


def test_a_real_header(tmp_path: Path):
    checkpoints.model(tmp_path / "m", "gemma3")
    convert(tmp_path / "m", tmp_path / "out.gguf")
    found = fit.estimate(gguf.read_header(tmp_path / "out.gguf"), 256)
    assert found.weights == (tmp_path / "out.gguf").stat().st_size
    assert found.cache == 7 * 2 * 2 * 16 * 256 * 2


odd = st.one_of(
    st.integers(), st.text(max_size=3), st.booleans(), st.lists(st.integers(-5, 2**40), max_size=20), st.none()
)


@given(values=st.lists(odd, min_size=6, max_size=6), free=st.integers(0, 1 << 40), layers=st.integers(-1, 10_000))
@pytest.mark.timeout(60)
def test_headers_that_say_nonsense_give_numbers(values: list[object], free: int, layers: int):
    names = ("context_length", "embedding_length", "feed_forward_length", "attention.head_count")
    fields = dict(zip(names, values, strict=False))
    odd_header = header(**{**fields, "attention.head_count_kv": values[4], "attention.key_length": values[5]})
    found = fit.estimate(odd_header, gpu_layers=layers)
    assert found.memory >= found.weights >= 0
    assert found.gpu >= 0
    assert fit.advise(odd_header, free=free).sentence
