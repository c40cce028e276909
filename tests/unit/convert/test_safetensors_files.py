import contextlib
import json
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowriter.convert.safetensors_files import inside, read_file, read_folder, read_json
from retrowriter.errors import UserError
from tests.helpers.checkpoints import write_json, write_safetensors


def raw(path: Path, header: object, data: bytes = bytes(64)) -> Path:
    encoded = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(encoded)) + encoded + data)
    return path


def entry(shape: object = (4, 4), offsets: object = (0, 64), dtype: str = "F32") -> dict:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


@pytest.mark.parametrize("dtype", ["f32", "f16", "bf16"])
def test_tensors_are_read_row_by_row(tmp_path: Path, dtype: str):
    values = np.arange(12, dtype=np.float32).reshape(4, 3) / 4
    write_safetensors(tmp_path / "m.safetensors", {"b": values, "a": values[0]}, dtype)
    tensors = read_file(tmp_path / "m.safetensors")
    assert list(tensors) == ["a", "b"]
    assert np.array_equal(tensors["b"].rows(slice(1, 3)), values[1:3])
    assert np.array_equal(tensors["a"].whole(), values[0])
    tensors["b"].release()
    assert np.array_equal(tensors["b"].whole(), values)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ({"t": entry(offsets=(0, 65))}, "beyond its end"),
        ({"t": entry(offsets=(-4, 60))}, "beyond its end"),
        ({"t": entry(offsets=(60, 4))}, "beyond its end"),
        ({"t": entry(offsets=(0, 1 << 70))}, "beyond its end"),
        ({"t": entry(offsets=(0,))}, "beyond its end"),
        ({"t": entry(shape=(1 << 40, 1 << 40))}, "claims the shape"),
        ({"t": entry(shape=(4, 5))}, "claims the shape"),
        ({"t": entry(shape=(-4, -4))}, "valid shape"),
        ({"t": entry(shape=(4.0, 4))}, "valid shape"),
        ({"t": entry(shape=[1] * 9)}, "valid shape"),
        ({"t": entry(shape="4")}, "valid shape"),
        ({"t": 3}, "not an object"),
        ({"t": entry(), "u": entry((2,), (56, 64))}, "over another"),
        (b'{"t": 1, "t": 2}', "there twice"),
        (b"[]", "not a JSON object"),
        (b"{", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
    ],
)
def test_hostile_headers_are_refused(tmp_path: Path, header: object, words: str):
    with pytest.raises(UserError) as caught:
        read_file(raw(tmp_path / "m.safetensors", header))
    assert caught.value.code == "weights_damaged"
    assert words in caught.value.message


def test_a_header_longer_than_the_file_is_not_allocated(tmp_path: Path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(struct.pack("<Q", 1 << 62) + b"{}")
    with pytest.raises(UserError) as caught:
        read_file(path)
    assert caught.value.code == "weights_damaged"


def test_cut_files_are_refused(tmp_path: Path):
    path = tmp_path / "m.safetensors"
    write_safetensors(path, {"t": np.ones((8, 8), np.float32)})
    data = path.read_bytes()
    for length in (0, 5, 8, 20, len(data) - 1):
        path.write_bytes(data[:length])
        with pytest.raises(UserError) as caught:
            read_file(path)
        assert caught.value.code == "weights_damaged"


def test_float8_is_refused_with_the_remedy(tmp_path: Path):
    with pytest.raises(UserError) as caught:
        read_file(raw(tmp_path / "m.safetensors", {"t": entry((8, 8), (0, 64), "F8_E4M3")}))
    assert caught.value.code == "dtype_unsupported"


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_give_an_answer(tmp_path: Path, data: bytes):
    path = tmp_path / "m.safetensors"
    path.write_bytes(data)
    # Nothing but a UserError may come out of it.
    with contextlib.suppress(UserError):
        assert isinstance(read_file(path), dict)


def sharded(folder: Path, weight_map: dict[str, str] | None = None) -> Path:
    for number, name in enumerate("ab", 1):
        write_safetensors(folder / f"model-{number}.safetensors", {name: np.ones((2, 2), np.float32)})
    where = {"a": "model-1.safetensors", "b": "model-2.safetensors"} if weight_map is None else weight_map
    write_json(folder / "model.safetensors.index.json", {"weight_map": where})
    return folder


def code_of(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_folder(folder)
    return caught.value.code


def test_shards_are_put_together(tmp_path: Path):
    assert set(read_folder(sharded(tmp_path))) == {"a", "b"}


@pytest.mark.parametrize("name", ["../secret.safetensors", "/etc/passwd", "..", "", "x/../../y", "a\x00b"])
def test_an_index_cannot_lead_out_of_the_folder(tmp_path: Path, name: str):
    assert code_of(sharded(tmp_path, {"a": "model-1.safetensors", "b": name})) == "path_outside"


def test_a_link_cannot_lead_out_of_the_folder(tmp_path: Path):
    outside = tmp_path / "secret.safetensors"
    write_safetensors(outside, {"b": np.ones((2, 2), np.float32)})
    folder = tmp_path / "model"
    folder.mkdir()
    sharded(folder)
    (folder / "model-2.safetensors").unlink()
    os.symlink(outside, folder / "model-2.safetensors")
    assert code_of(folder) == "path_outside"
    (folder / "model.safetensors.index.json").unlink()
    assert code_of(folder) == "path_outside"


def test_the_cache_of_the_hub_may_link_to_its_blobs(tmp_path: Path):
    snapshot = tmp_path / "models--a--b" / "snapshots" / "c0ffee"
    blobs = tmp_path / "models--a--b" / "blobs"
    snapshot.mkdir(parents=True)
    blobs.mkdir()
    write_safetensors(blobs / "123", {"a": np.ones((2, 2), np.float32)})
    os.symlink(blobs / "123", snapshot / "model.safetensors")
    assert set(read_folder(snapshot)) == {"a"}


def test_a_link_within_the_folder_is_fine(tmp_path: Path):
    (tmp_path / "real.json").write_text("{}")
    os.symlink("real.json", tmp_path / "config.json")
    assert read_json(inside(tmp_path, "config.json")) == {}


def test_missing_and_odd_shards(tmp_path: Path):
    folder = sharded(tmp_path)
    (folder / "model-2.safetensors").unlink()
    assert code_of(folder) == "shard_missing"
    write_safetensors(folder / "model-2.safetensors", {"c": np.ones((2, 2), np.float32)})
    assert code_of(folder) == "tensor_duplicate"
    write_safetensors(folder / "model-2.safetensors", {"a": np.ones((2, 2), np.float32)})
    assert code_of(folder) == "tensor_duplicate"
    write_safetensors(folder / "model-2.safetensors", {})
    assert code_of(folder) == "tensor_missing"


@pytest.mark.parametrize("content", [{}, {"weight_map": []}, {"weight_map": {}}, {"weight_map": 3}])
def test_an_index_that_says_nothing(tmp_path: Path, content: object):
    write_json(tmp_path / "model.safetensors.index.json", content)
    assert code_of(tmp_path) == "index_invalid"


def test_pickles_are_refused_with_reason_and_remedy(tmp_path: Path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x02")
    with pytest.raises(UserError) as caught:
        read_folder(tmp_path)
    assert caught.value.code == "pickle_refused"
    assert "runs the code" in caught.value.message
    assert "save_pretrained" in caught.value.hint


def test_a_folder_without_weights(tmp_path: Path):
    assert code_of(tmp_path) == "weights_missing"


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b"[" * 100_000])
def test_json_that_is_none(tmp_path: Path, content: bytes):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_json(tmp_path / "x.json")
    assert caught.value.code == "json_invalid"
