import contextlib
import struct
from pathlib import Path

import gguf as package
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowriter.convert import gguf_writer
from retrowriter.convert.gguf_writer import PlannedTensor
from retrowriter.convert.weights import in_memory
from retrowriter.errors import UserError
from retrowriter.models.gguf import FLOAT32, INT32, LongArray, Value, read_header

METADATA = {
    "general.architecture": gguf_writer.text("llama"),
    "general.name": gguf_writer.text("Grüße"),
    "llama.block_count": gguf_writer.uint32(2),
    "llama.context_length": gguf_writer.uint32(4096),
    "llama.rope.freq_base": gguf_writer.float32(0.5),
    "tokenizer.ggml.tokens": gguf_writer.texts(["a", "ä", "\udcff"] * 1000),
    "tokenizer.ggml.token_type": gguf_writer.array(INT32, [1, 2, 3]),
    "tokenizer.ggml.scores": gguf_writer.array(FLOAT32, [-0.5] * 2000),
    "tokenizer.ggml.add_bos_token": gguf_writer.boolean(True),
}


def a_file(path: Path) -> bytes:
    tensors = [
        PlannedTensor("a.weight", 0, in_memory(np.arange(96, dtype=np.float32).reshape(3, 32))),
        PlannedTensor("b.weight", 8, in_memory(np.ones((2, 64), dtype=np.float32))),
    ]
    with path.open("wb") as stream:
        gguf_writer.write(stream, METADATA, tensors, lambda count: None)
    assert path.stat().st_size == gguf_writer.file_size(METADATA, tensors)
    return path.read_bytes()


def test_what_is_written_is_read(tmp_path: Path):
    a_file(tmp_path / "m.gguf")
    header = read_header(tmp_path / "m.gguf", arrays=True)
    assert header.metadata == METADATA
    assert (header.architecture, header.name, header.layers, header.context_length) == ("llama", "Grüße", 2, 4096)
    assert [(t.name, t.shape, t.kind, t.size) for t in header.tensors] == [
        ("a.weight", (32, 3), 0, 384),
        ("b.weight", (64, 2), 8, 136),
    ]
    assert header.parameters == 224


def test_the_package_gguf_reads_it_too(tmp_path: Path):
    a_file(tmp_path / "m.gguf")
    reader = package.GGUFReader(tmp_path / "m.gguf")
    assert reader.get_field("llama.context_length").contents() == 4096
    assert np.array_equal(reader.tensors[0].data, np.arange(96, dtype=np.float32).reshape(3, 32))


def test_long_arrays_are_left_out_unless_they_are_wanted(tmp_path: Path):
    a_file(tmp_path / "m.gguf")
    header = read_header(tmp_path / "m.gguf")
    assert header.get("tokenizer.ggml.tokens") == LongArray(3000)
    assert header.get("tokenizer.ggml.token_type") == [1, 2, 3]


def test_every_cut_is_noticed(tmp_path: Path):
    data = a_file(tmp_path / "m.gguf")
    path = tmp_path / "cut.gguf"
    for length in [*range(200), *range(200, len(data) - 150, 997), len(data) - 150]:
        path.write_bytes(data[:length])
        with pytest.raises(UserError) as caught:
            read_header(path)
        assert caught.value.code in ("model_damaged", "model_unusable")


def header_bytes(tensors: int = 0, keys: int = 0, version: int = 3, body: bytes = b"") -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, tensors, keys) + body


def tensor(name: bytes, shape: tuple[int, ...], kind: int, offset: int) -> bytes:
    return struct.pack("<Q", len(name)) + name + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)


KEY = struct.pack("<Q", 1) + b"k"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "model_unusable", "not a GGUF"),
        (b"GGUF", "model_damaged", "first line"),
        (b"PK\x03\x04" * 10, "model_unusable", "not a GGUF"),
        (header_bytes(version=1), "model_unusable", "version 1"),
        (header_bytes(version=0x03000000), "model_unusable", "big-endian"),
        (header_bytes(tensors=1 << 60), "model_damaged", "claims to hold"),
        (header_bytes(keys=1 << 60), "model_damaged", "claims to hold"),
        (header_bytes(keys=1, body=struct.pack("<Q", 1 << 62)), "model_damaged", "text of"),
        (header_bytes(keys=1, body=KEY + struct.pack("<I", 99)), "model_damaged", "unknown type 99"),
        (header_bytes(keys=1, body=KEY + struct.pack("<IIQ", 9, 4, 1 << 62)), "model_damaged", "items"),
        (header_bytes(keys=1, body=KEY + struct.pack("<IIQ", 9, 8, 7_000_000)), "model_damaged", "cut short"),
        (header_bytes(keys=1, body=KEY + struct.pack("<IIQ", 9, 9, 1)), "model_damaged", "unknown type 9"),
        (header_bytes(keys=2, body=(KEY + struct.pack("<IB", 7, 1)) * 2), "model_damaged", "there twice"),
        (header_bytes(tensors=1, body=tensor(b"t", (1 << 40, 1 << 40), 0, 0)), "model_damaged", "shape"),
        (header_bytes(tensors=1, body=tensor(b"t", (32, 0), 0, 0)), "model_damaged", "shape"),
        (header_bytes(tensors=1, body=tensor(b"t", (33,), 8, 0)), "model_damaged", "shape"),
        (header_bytes(tensors=1, body=tensor(b"t", (1,) * 5, 0, 0)), "model_damaged", "dimensions"),
        (header_bytes(tensors=1, body=tensor(b"t", (8,), 77, 0)), "model_damaged", "unknown type 77"),
        (header_bytes(tensors=1, body=tensor(b"t", (8,), 0, 7) + bytes(99)), "model_damaged", "grid"),
        (header_bytes(tensors=1, body=tensor(b"t", (800,), 0, 0) + bytes(99)), "model_damaged", "beyond its end"),
        (
            header_bytes(tensors=2, body=tensor(b"t", (8,), 0, 0) + tensor(b"u", (8,), 0, 0) + bytes(99)),
            "model_damaged",
            "over another",
        ),
        (
            header_bytes(tensors=2, body=tensor(b"t", (8,), 0, 0) + tensor(b"t", (8,), 0, 32) + bytes(99)),
            "model_damaged",
            "there twice",
        ),
    ],
)
def test_hostile_files_are_refused_in_words(tmp_path: Path, data: bytes, code: str, words: str):
    path = tmp_path / "bad.gguf"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_header(path)
    assert caught.value.code == code
    assert words in caught.value.message


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(UserError) as caught:
        read_header(tmp_path / "none.gguf")
    assert caught.value.code == "model_missing"


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 23_000), value=st.integers(0, 255), data=st.binary(max_size=60))
def test_no_change_of_bytes_gives_anything_but_an_answer(tmp_path: Path, position: int, value: int, data: bytes):
    path = tmp_path / "m.gguf"
    good = bytearray(path.read_bytes() if path.exists() else a_file(path))
    changed = tmp_path / "changed.gguf"
    good[position % len(good)] = value
    good[position % len(good) : position % len(good) + len(data)] = data
    changed.write_bytes(good)
    # Nothing but a UserError may come out of it.
    with contextlib.suppress(UserError):
        header = read_header(changed, arrays=True)
        assert all(isinstance(value, Value) for value in header.metadata.values())
        assert min(header.layers, header.context_length, header.parts) >= 0
