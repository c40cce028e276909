import contextlib
import errno
import json
from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
import pytest

from retrowriter.convert import Progress, convert, encoding
from retrowriter.convert.conversion import prepare
from retrowriter.convert.model import open_gguf
from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES, read_header
from tests.helpers import checkpoints


@pytest.fixture
def llama(tmp_path: Path) -> Path:
    checkpoints.model(tmp_path / "llama", "llama")
    return tmp_path / "llama"


def values(path: Path, name: str) -> np.ndarray:
    return open_gguf(path).tensors[name].whole()


def code(call: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.code


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def edit(path: Path, **changes: object) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    for name, value in changes.items():
        if value is None:
            content.pop(name, None)
        else:
            content[name] = value
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize("case", checkpoints.CASES)
def test_each_architecture_gives_a_file_that_the_package_gguf_reads(tmp_path: Path, case: str):
    config = checkpoints.model(tmp_path / case, case)
    report = convert(tmp_path / case, tmp_path / "out.gguf", outtype="q8_0")
    reader = gguf.GGUFReader(tmp_path / "out.gguf")
    assert len(reader.tensors) == len(report.tensors)
    assert reader.get_field("general.file_type").contents() == gguf.LlamaFileType.MOSTLY_Q8_0
    assert reader.get_field(f"{report.architecture}.block_count").contents() == config["num_hidden_layers"]
    assert len(reader.get_field("tokenizer.ggml.tokens").contents()) == config["vocab_size"]
    kinds = {tensor.name: tensor.tensor_type.name for tensor in reader.tensors}
    row = config["hidden_size"] % 32
    assert kinds["token_embd.weight"] == ("F16" if row else "Q8_0")
    assert kinds["output_norm.weight"] == "F32"
    assert bool(report.warnings) == bool(row or case == "mistral")


@pytest.mark.parametrize("outtype", ["f32", "f16", "bf16", "q8_0", "q4_0", "q4_1", "q5_0", "q5_1"])
def test_types(llama: Path, tmp_path: Path, outtype: str):
    out = tmp_path / "out.gguf"
    convert(llama, out, outtype=outtype)
    header = read_header(out)
    kinds = {tensor.name: TENSOR_TYPES[tensor.kind].name for tensor in header.tensors}
    # What the next word is chosen with stays finer in the small types; here it is the embeddings, which are tied.
    assert kinds["token_embd.weight"] == ("Q8_0" if outtype[:2] in ("q4", "q5") else outtype.upper())
    assert kinds["blk.1.ffn_up.weight"] == outtype.upper()
    assert kinds["blk.1.ffn_norm.weight"] == "F32"
    bound = {"f32": 0, "f16": 2**-10, "bf16": 0, "q8_0": 0.01, "q4_0": 0.3, "q4_1": 0.3, "q5_0": 0.2, "q5_1": 0.2}
    exact = convert(llama, tmp_path / "exact.gguf", outtype="f32")
    expected = values(exact.out, "blk.0.ffn_gate.weight")
    error = np.abs(values(out, "blk.0.ffn_gate.weight") - expected).max() / np.abs(expected).max()
    assert error <= bound[outtype]


def test_bf16_never_passes_through_f16(tmp_path: Path):
    folder = tmp_path / "m"
    config = checkpoints.model(folder, "llama")
    arrays = checkpoints.weights(config)
    tiny = np.float32(2.0) ** -100
    arrays["model.layers.0.mlp.up_proj.weight"][0, 0] = tiny
    checkpoints.write_safetensors(folder / "model.safetensors", arrays, "bf16")
    for outtype in ("f32", "bf16"):
        convert(folder, tmp_path / "out.gguf", outtype=outtype, force=True)
        assert values(tmp_path / "out.gguf", "blk.0.ffn_up.weight")[0, 0] == tiny


def test_the_same_bytes_each_time(llama: Path, tmp_path: Path):
    for name in ("a", "b"):
        convert(llama, tmp_path / f"{name}.gguf", outtype="q4_0", title="Fixed")
    assert (tmp_path / "a.gguf").read_bytes() == (tmp_path / "b.gguf").read_bytes()


def test_shards_give_what_one_file_gives(tmp_path: Path):
    checkpoints.model(tmp_path / "whole" / "m", "qwen2")
    checkpoints.model(tmp_path / "parts" / "m", "qwen2", shards=3)
    for name in ("whole", "parts"):
        convert(tmp_path / name / "m", tmp_path / f"{name}.gguf")
    whole, parts = (open_gguf(tmp_path / f"{name}.gguf").tensors for name in ("whole", "parts"))
    assert set(whole) == set(parts)
    assert all(np.array_equal(whole[name].whole(), parts[name].whole()) for name in whole)


def test_the_description_of_the_model(llama: Path, tmp_path: Path):
    card = "---\nlicense: apache-2.0\nlanguage: [en]\nbase_model: acme/Tiny-1B\ntags: [letters]\n---\n# Tiny\n"
    (llama / "README.md").write_text(card, encoding="utf-8")
    checkpoints.write_json(llama / "generation_config.json", {"temperature": 0.6, "repetition_penalty": 1.1})
    convert(llama, tmp_path / "out.gguf", title="My Tiny Model")
    header = read_header(tmp_path / "out.gguf")
    assert header.name == "My Tiny Model"
    assert header.get("general.license") == "apache-2.0"
    assert header.get("general.base_model.0.repo_url") == "https://huggingface.co/acme/Tiny-1B"
    assert header.get("general.tags") == ["letters"]
    assert header.get("general.sampling.temp") == pytest.approx(0.6)
    assert header.get("general.sampling.penalty_repeat") == pytest.approx(1.1)
    assert header.get("general.quantization_version") == 2


@pytest.mark.parametrize(
    "content", ["---\n: [\n---\n", "---\n- a\n---\n", "---\nlicense: {a: [1]}\ntags: 3\n---\n", "\x00\x01", "---\n"]
)
def test_a_bad_model_card_is_told_or_left_out(llama: Path, tmp_path: Path, content: str):
    (llama / "README.md").write_text(content, encoding="utf-8")
    checkpoints.write_json(llama / "generation_config.json", {"temperature": "hot", "top_k": "many", "top_p": 0.5})
    with contextlib.suppress(UserError):
        convert(llama, tmp_path / "out.gguf")
    if (tmp_path / "out.gguf").exists():
        header = read_header(tmp_path / "out.gguf")
        assert header.get("general.sampling.top_p") == 0.5
        assert header.get("general.sampling.top_k") is None
        assert header.get("general.sampling.temp") is None
    else:
        assert code(lambda: convert(llama, tmp_path / "out.gguf")) == "card_invalid"


def test_progress_reaches_the_end(llama: Path, tmp_path: Path):
    steps: list[Progress] = []
    convert(llama, tmp_path / "out.gguf", progress=steps.append)
    assert steps[-1].done == steps[-1].total == (tmp_path / "out.gguf").stat().st_size
    assert steps[-1].seconds_left == 0.0


def test_a_dry_run_writes_nothing_and_knows_the_size(llama: Path, tmp_path: Path):
    before = tree(tmp_path)
    planned = convert(llama, tmp_path / "out.gguf", outtype="q8_0", dry_run=True)
    assert tree(tmp_path) == before
    assert convert(llama, tmp_path / "out.gguf", outtype="q8_0").size == planned.size


def test_a_file_in_the_way_is_not_replaced_unless_that_is_asked(llama: Path, tmp_path: Path):
    out = tmp_path / "out.gguf"
    out.write_text("mine")
    assert code(lambda: convert(llama, out)) == "out_exists"
    assert out.read_text() == "mine"
    convert(llama, out, force=True)
    assert read_header(out).architecture == "llama"
    assert code(lambda: convert(out, out, force=True)) == "out_exists"
    assert code(lambda: convert(llama, tmp_path)) == "out_exists"


class Interrupt(BaseException):
    """Stands for Ctrl+C."""


def test_an_interruption_leaves_nothing(llama: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = tree(tmp_path)
    real = encoding.encode
    count = 0

    def interrupted(*arguments: object) -> object:
        nonlocal count
        count += 1
        if count == 9:
            raise Interrupt
        return real(*arguments)

    monkeypatch.setattr("retrowriter.convert.gguf_writer.encode", interrupted)
    with pytest.raises(Interrupt):
        convert(llama, tmp_path / "out.gguf")
    assert tree(tmp_path) == before


def test_a_full_disk_leaves_nothing_and_says_so(llama: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = tree(tmp_path)

    def full(*_: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("retrowriter.convert.gguf_writer.encode", full)
    assert code(lambda: convert(llama, tmp_path / "out.gguf")) == "disk_full"
    assert tree(tmp_path) == before


def test_too_little_space_is_seen_before_writing(llama: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("retrowriter.files.shutil.disk_usage", lambda _: usage)
    assert code(lambda: convert(llama, tmp_path / "out.gguf")) == "disk_full"


def test_a_damaged_value_is_found_and_leaves_nothing(llama: Path, tmp_path: Path):
    config = json.loads((llama / "config.json").read_text())
    arrays = checkpoints.weights(config)
    arrays["model.layers.2.mlp.down_proj.weight"][5, 5] = np.nan
    checkpoints.write_safetensors(llama / "model.safetensors", arrays, "bf16")
    before = tree(tmp_path)
    assert code(lambda: convert(llama, tmp_path / "out.gguf")) == "tensor_not_finite"
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"architectures": ["MambaForCausalLM"]}, "architecture_unsupported"),
        ({"architectures": None}, "architecture_unsupported"),
        ({"architectures": "LlamaForCausalLM"}, "architecture_unsupported"),
        ({"hidden_size": 128}, "shape_mismatch"),
        ({"hidden_size": 1 << 40}, "config_invalid"),
        ({"hidden_size": "64"}, "config_invalid"),
        ({"hidden_size": None}, "config_invalid"),
        ({"num_hidden_layers": 1 << 30}, "config_invalid"),
        ({"num_hidden_layers": -1}, "config_invalid"),
        ({"num_hidden_layers": 4}, "tensor_missing"),
        ({"num_hidden_layers": 2}, "tensor_unknown"),
        ({"num_attention_heads": 3}, "config_invalid"),
        ({"num_attention_heads": True}, "config_invalid"),
        ({"num_key_value_heads": 3}, "config_invalid"),
        ({"vocab_size": 1 << 29}, "shape_mismatch"),
        ({"rms_norm_eps": "small"}, "config_invalid"),
        ({"rope_theta": float("nan")}, "config_invalid"),
        ({"rope_scaling": [1]}, "config_invalid"),
        ({"rope_scaling": {"rope_type": "dynamic", "factor": 2}}, "rope_unsupported"),
        ({"rope_scaling": {"rope_type": "linear", "factor": "x"}}, "config_invalid"),
        ({"rope_scaling": {"rope_type": "llama3", "factor": 0}}, "config_invalid"),
        ({"hidden_act": "relu"}, "architecture_differs"),
        ({"tie_word_embeddings": False}, "tensor_missing"),
        ({"quantization_config": {"quant_method": "gptq"}}, "dtype_unsupported"),
    ],
)
def test_configurations_that_cannot_be_right(llama: Path, tmp_path: Path, changes: dict, expected: str):
    edit(llama / "config.json", **changes)
    assert code(lambda: convert(llama, tmp_path / "out.gguf")) == expected
    assert not (tmp_path / "out.gguf").exists()


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        ("smollm3", {"no_rope_layers": [1, 1, 0, 1, 1]}),
        ("smollm3", {"no_rope_layer_interval": 3}),
        ("gemma3", {"sliding_window_pattern": 4}),
        ("gemma3", {"layer_types": ["full_attention"] * 7}),
        ("gemma3", {"query_pre_attn_scalar": 99}),
        ("gemma3", {"attn_logit_softcapping": 50.0}),
        ("qwen2", {"use_sliding_window": True}),
    ],
)
def test_what_llama_cpp_would_compute_otherwise_is_refused(tmp_path: Path, case: str, changes: dict):
    checkpoints.model(tmp_path / "m", case)
    edit(tmp_path / "m" / "config.json", **changes)
    assert code(lambda: convert(tmp_path / "m", tmp_path / "out.gguf")) == "architecture_differs"


def test_the_error_for_an_unknown_architecture_names_the_way_out(llama: Path, tmp_path: Path):
    edit(llama / "config.json", architectures=["MambaForCausalLM"])
    with pytest.raises(UserError) as caught:
        convert(llama, tmp_path / "out.gguf")
    assert "MambaForCausalLM" in caught.value.message
    assert "Qwen3ForCausalLM" in caught.value.message
    assert "convert_hf_to_gguf.py" in caught.value.hint


def test_factors_of_llama_3_are_those_of_the_paper_in_numbers(tmp_path: Path):
    # Low frequencies are slowed eightfold, high ones not at all, those between by something between.
    checkpoints.model(tmp_path / "m", "llama3")
    convert(tmp_path / "m", tmp_path / "out.gguf", outtype="f32")
    factors = values(tmp_path / "out.gguf", "rope_freqs.weight")
    assert factors.shape == (8,)
    assert factors[0] == 1.0
    assert factors[-1] == 8.0
    assert np.all(np.diff(factors) >= 0)


def test_norms_of_gemma_are_shifted_and_others_are_not(tmp_path: Path):
    config = checkpoints.model(tmp_path / "m", "gemma3", dtype="f32")
    convert(tmp_path / "m", tmp_path / "out.gguf", outtype="f32")
    expected = checkpoints.weights(config)
    norm = values(tmp_path / "out.gguf", "blk.0.attn_q_norm.weight")
    assert np.array_equal(norm, expected["model.layers.0.self_attn.q_norm.weight"] + np.float32(1))
    embeddings = values(tmp_path / "out.gguf", "token_embd.weight")
    assert np.array_equal(embeddings, expected["model.embed_tokens.weight"])


def test_a_gguf_file_is_written_in_another_type(llama: Path, tmp_path: Path):
    convert(llama, tmp_path / "f32.gguf", outtype="f32", title="One")
    convert(llama, tmp_path / "direct.gguf", outtype="q8_0", title="Two")
    convert(tmp_path / "f32.gguf", tmp_path / "again.gguf", outtype="q8_0", title="Two")
    assert (tmp_path / "again.gguf").read_bytes() == (tmp_path / "direct.gguf").read_bytes()


def test_a_plan_names_every_tensor(llama: Path):
    plan = prepare(llama, outtype="f16")
    assert len(plan.tensors) == 29
    assert plan.base.title == "Llama"


def test_sources_that_are_none(tmp_path: Path, llama: Path):
    out = tmp_path / "out.gguf"
    assert code(lambda: convert(tmp_path / "none", out)) == "source_missing"
    assert code(lambda: convert(llama, out, base=llama)) == "base_unneeded"
    assert code(lambda: convert(llama, out, lora="adapter")) == "adapter_missing"
    assert code(lambda: convert(llama, out, outtype="q9")) == "outtype_unknown"
    (tmp_path / "text.gguf").write_text("hello")
    assert code(lambda: convert(tmp_path / "text.gguf", out)) == "model_unusable"
    (tmp_path / "empty").mkdir()
    assert code(lambda: convert(tmp_path / "empty", out)) == "json_invalid"
