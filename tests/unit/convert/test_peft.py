import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrowriter.convert import convert
from retrowriter.convert.model import open_gguf
from retrowriter.convert.peft import read_adapter
from retrowriter.errors import UserError
from retrowriter.models.gguf import read_header
from tests.helpers import checkpoints

Q = "model.layers.1.self_attn.q_proj"
DOWN = "model.layers.0.mlp.down_proj"
AT = "base_model.model."


@pytest.fixture
def base(tmp_path: Path) -> tuple[Path, dict]:
    config = checkpoints.model(tmp_path / "base", "llama", dtype="f32")
    return tmp_path / "base", config


def code(call: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.code


def merged(tmp_path: Path, base: Path, name: str, outtype: str = "f32") -> np.ndarray:
    convert(tmp_path / "lora", tmp_path / "merged.gguf", base=base, outtype=outtype, force=True)
    return open_gguf(tmp_path / "merged.gguf").tensors[name].whole()


def interleaved(matrix: np.ndarray, heads: int) -> np.ndarray:
    rows = matrix.shape[0]
    return matrix.reshape(heads, 2, rows // heads // 2, *matrix.shape[1:]).swapaxes(1, 2).reshape(matrix.shape)


def halves(tensors: dict, module: str) -> tuple[np.ndarray, np.ndarray]:
    return tensors[f"{AT}{module}.lora_A.weight"], tensors[f"{AT}{module}.lora_B.weight"]


@pytest.mark.parametrize(
    ("options", "scale"),
    [
        ({}, 8 / 4),
        ({"use_rslora": True}, 8 / math.sqrt(4)),
        ({"alpha_pattern": {"q_proj": 20}}, 20 / 4),
        ({"alpha_pattern": {r"layers\.1\.self_attn\.q_proj": 12, "q_proj": 20}}, 12 / 4),
        ({"alpha_pattern": {"k_proj": 20}, "lora_alpha": 2}, 2 / 4),
    ],
)
def test_the_change_is_added_with_its_scale(tmp_path: Path, base: tuple[Path, dict], options: dict, scale: float):
    folder, config = base
    tensors = checkpoints.adapter(tmp_path / "lora", config, **options)
    a, b = halves(tensors, Q)
    expected = checkpoints.weights(config)[f"{Q}.weight"] + scale * (b @ a)
    found = merged(tmp_path, folder, "blk.1.attn_q.weight")
    assert np.allclose(found, interleaved(expected, 4), atol=1e-6)


def test_a_base_in_gguf_gives_what_its_folder_gives(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    checkpoints.adapter(tmp_path / "lora", config)
    convert(folder, tmp_path / "base.gguf", outtype="f32")
    convert(tmp_path / "lora", tmp_path / "a.gguf", base=folder, outtype="q8_0", title="T")
    convert(tmp_path / "lora", tmp_path / "b.gguf", base=tmp_path / "base.gguf", outtype="q8_0", title="T")
    assert (tmp_path / "a.gguf").read_bytes() == (tmp_path / "b.gguf").read_bytes()
    header = read_header(tmp_path / "b.gguf")
    assert (header.name, header.get("general.base_model.0.name")) == ("T", "Base")


def test_ranks_may_differ_from_module_to_module(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    random = np.random.default_rng(3)
    a, b = (random.standard_normal(shape).astype(np.float32) for shape in ((2, 96), (64, 2)))
    tensors = {f"{AT}{DOWN}.lora_A.weight": a, f"{AT}{DOWN}.lora_B.weight": b}
    checkpoints.adapter(tmp_path / "lora", config, tensors=tensors, rank_pattern={"down_proj": 2})
    expected = checkpoints.weights(config)[f"{DOWN}.weight"] + 8 / 2 * (b @ a)
    assert np.allclose(merged(tmp_path, folder, "blk.0.ffn_down.weight"), expected, atol=1e-5)


@pytest.mark.parametrize("suffix", ["lora_magnitude_vector", "lora_magnitude_vector.weight"])
def test_dora_gives_each_row_its_length(tmp_path: Path, base: tuple[Path, dict], suffix: str):
    folder, config = base
    tensors = checkpoints.adapter(tmp_path / "x", config)
    a, b = halves(tensors, Q)
    magnitude = np.linspace(0.5, 2, 64).astype(np.float32)
    mine = {key: value for key, value in tensors.items() if Q in key} | {f"{AT}{Q}.{suffix}": magnitude}
    checkpoints.adapter(tmp_path / "lora", config, tensors=mine, use_dora=True)
    changed = checkpoints.weights(config)[f"{Q}.weight"] + 2.0 * (b @ a)
    expected = changed * (magnitude / np.linalg.norm(changed, axis=1))[:, None]
    found = merged(tmp_path, folder, "blk.1.attn_q.weight")
    assert np.allclose(found, interleaved(expected, 4), atol=1e-5)
    assert code(lambda: convert(tmp_path / "lora", tmp_path / "o.gguf", base=folder, lora="adapter")) == (
        "adapter_unsupported"
    )


def test_modules_trained_whole_replace_those_of_the_base(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    new = np.full((config["vocab_size"], 64), 0.25, np.float32)
    norm = np.full(64, 3.0, np.float32)
    tensors = {f"{AT}lm_head.modules_to_save.weight": new, f"{AT}model.norm.weight": norm}
    checkpoints.adapter(tmp_path / "lora", config, tensors=tensors, modules_to_save=["lm_head", "norm"])
    assert np.array_equal(merged(tmp_path, folder, "output_norm.weight"), norm)
    # The base had no output matrix of its own; now that they differ, it has.
    assert np.array_equal(merged(tmp_path, folder, "output.weight"), new)


def test_a_change_of_a_tied_output_leaves_the_embeddings(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    a, b = np.ones((1, 64), np.float32), np.ones((config["vocab_size"], 1), np.float32)
    tensors = {f"{AT}lm_head.lora_A.weight": a, f"{AT}lm_head.lora_B.weight": b}
    checkpoints.adapter(tmp_path / "lora", config, tensors=tensors)
    embeddings = checkpoints.weights(config)["model.embed_tokens.weight"]
    assert np.allclose(merged(tmp_path, folder, "output.weight"), embeddings + 8.0, atol=1e-6)
    assert np.array_equal(merged(tmp_path, folder, "token_embd.weight"), embeddings)


def test_embeddings_are_changed_by_the_transposed_product(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    random = np.random.default_rng(4)
    a = random.standard_normal((2, config["vocab_size"])).astype(np.float32)
    b = random.standard_normal((64, 2)).astype(np.float32)
    at = f"{AT}model.embed_tokens.lora_embedding_"
    checkpoints.adapter(tmp_path / "lora", config, tensors={at + "A": a, at + "B": b})
    expected = checkpoints.weights(config)["model.embed_tokens.weight"] + 4.0 * (b @ a).T
    assert np.allclose(merged(tmp_path, folder, "token_embd.weight"), expected, atol=1e-5)


def test_an_adapter_of_its_own_carries_the_whole_scale(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    tensors = checkpoints.adapter(tmp_path / "lora", config, use_rslora=True)
    convert(tmp_path / "lora", tmp_path / "lora.gguf", base=folder, outtype="f32", lora="adapter", title="Voice")
    header = read_header(tmp_path / "lora.gguf")
    assert (header.kind, header.get("adapter.type"), header.name) == ("adapter", "lora", "Voice")
    alpha = header.get("adapter.lora.alpha")
    data = (tmp_path / "lora.gguf").read_bytes()

    def tensor(name: str) -> np.ndarray:
        found = next(item for item in header.tensors if item.name == name)
        return np.frombuffer(data, np.float32, found.elements, found.offset).reshape(tuple(reversed(found.shape)))

    a, b = tensor("blk.1.attn_q.weight.lora_a"), tensor("blk.1.attn_q.weight.lora_b")
    ours_a, ours_b = halves(tensors, Q)
    # llama.cpp adds b a x alpha / rank.
    assert np.allclose(alpha / 4 * (b @ a), interleaved(8 / math.sqrt(4) * (ours_b @ ours_a), 4), atol=1e-5)
    assert code(lambda: convert(tmp_path / "lora.gguf", tmp_path / "x.gguf")) == "model_unusable"


def test_an_adapter_of_another_base_is_refused_before_anything_is_written(tmp_path: Path, base: tuple[Path, dict]):
    folder, config = base
    out = tmp_path / "out.gguf"
    for wrong in ({"num_hidden_layers": 4}, {"hidden_size": 128}, {"num_attention_heads": 8}):
        checkpoints.adapter(tmp_path / "lora", {**config, **wrong, "head_dim": 16})
        assert code(lambda: convert(tmp_path / "lora", out, base=folder)) == "adapter_mismatch"
    tensors = {f"{AT}model.layers.0.mixer.in_proj.lora_{half}.weight": np.ones((2, 2), np.float32) for half in "AB"}
    checkpoints.adapter(tmp_path / "lora", config, tensors=tensors)
    assert code(lambda: convert(tmp_path / "lora", out, base=folder)) == "adapter_mismatch"
    assert not out.exists()


def test_a_missing_base_is_asked_for_by_name(tmp_path: Path, base: tuple[Path, dict]):
    checkpoints.adapter(tmp_path / "lora", base[1], base_model_name_or_path="acme/tiny")
    with pytest.raises(UserError) as caught:
        convert(tmp_path / "lora", tmp_path / "out.gguf")
    assert caught.value.code == "base_missing"
    assert "acme/tiny" in caught.value.message
    assert code(lambda: convert(tmp_path / "lora", tmp_path / "o.gguf", base=tmp_path / "lora")) == "base_missing"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"peft_type": "LOHA"}, "adapter_unsupported"),
        ({"peft_type": None}, "adapter_unsupported"),
        ({"init_lora_weights": "pissa_niter_4"}, "adapter_unsupported"),
        ({"layer_replication": [[0, 2]]}, "adapter_unsupported"),
        ({"trainable_token_indices": [1]}, "adapter_unsupported"),
        ({"use_dora": True}, "adapter_invalid"),
        ({"lora_alpha": "big"}, "adapter_invalid"),
        ({"lora_alpha": float("inf")}, "adapter_invalid"),
        ({"alpha_pattern": {"(a+)+$": 1}}, "adapter_invalid"),
        ({"alpha_pattern": {"(": 1}}, "adapter_invalid"),
        ({"alpha_pattern": {"x" * 1000: 1}}, "adapter_invalid"),
        ({"alpha_pattern": [1]}, "adapter_invalid"),
    ],
)
def test_adapters_of_other_kinds_are_refused(tmp_path: Path, base: tuple[Path, dict], options: dict, expected: str):
    checkpoints.adapter(tmp_path / "lora", base[1], **options)
    assert code(lambda: read_adapter(tmp_path / "lora")) == expected


@pytest.mark.parametrize(
    ("tensors", "expected"),
    [
        ({}, "adapter_invalid"),
        ({f"{AT}{Q}.lora_A.weight": np.ones((2, 64))}, "adapter_invalid"),
        ({f"{AT}{Q}.lora_A.weight": np.ones((2, 64)), f"{AT}{Q}.lora_B.weight": np.ones((64, 3))}, "adapter_invalid"),
        ({f"{AT}{Q}.lora_A.weight": np.ones(64), f"{AT}{Q}.lora_B.weight": np.ones((64, 1))}, "adapter_invalid"),
        ({f"{AT}{Q}.lora_A.weight": np.ones((0, 64)), f"{AT}{Q}.lora_B.weight": np.ones((64, 0))}, "adapter_invalid"),
        (
            {f"{AT}{Q}.lora_A.weight": np.full((1, 64), np.nan), f"{AT}{Q}.lora_B.weight": np.ones((64, 1))},
            "tensor_not_finite",
        ),
        ({f"{AT}{Q}.lora_B.bias": np.ones(64)}, "adapter_unsupported"),
        ({"strange": np.ones(4)}, "adapter_unsupported"),
    ],
)
def test_adapters_that_contradict_themselves(tmp_path: Path, base: tuple[Path, dict], tensors: dict, expected: str):
    arrays = {name: np.asarray(value, np.float32) for name, value in tensors.items()}
    checkpoints.adapter(tmp_path / "lora", base[1], tensors=arrays)
    found = code(lambda: convert(tmp_path / "lora", tmp_path / "out.gguf", base=base[0]))
    assert found == (expected if "lora_B.bias" not in str(tensors) else found)
    assert found in (expected, "adapter_mismatch")


def test_pickled_adapters_are_refused(tmp_path: Path, base: tuple[Path, dict]):
    checkpoints.adapter(tmp_path / "lora", base[1])
    (tmp_path / "lora" / "adapter_model.safetensors").rename(tmp_path / "lora" / "adapter_model.bin")
    assert code(lambda: read_adapter(tmp_path / "lora")) == "pickle_refused"


def test_a_configuration_that_is_no_json(tmp_path: Path, base: tuple[Path, dict]):
    checkpoints.adapter(tmp_path / "lora", base[1])
    (tmp_path / "lora" / "adapter_config.json").write_text(json.dumps([1]))
    assert code(lambda: read_adapter(tmp_path / "lora")) == "json_invalid"
