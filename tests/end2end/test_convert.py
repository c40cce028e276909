"""The converter with llama.cpp behind it: verification, its quantiser, the whole command as a process."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from retrowriter.child import run_job
from retrowriter.convert import convert
from retrowriter.convert.command import main
from retrowriter.convert.conversion import prepare
from retrowriter.convert.model import open_gguf
from retrowriter.convert.verification import verify
from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES, read_header
from tests.helpers import checkpoints

pytestmark = [pytest.mark.end2end, pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "convert_to_gguf.py"


def run_verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    code = main([*arguments, "--verify", "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("case", checkpoints.CASES)
def test_llama_cpp_loads_each_architecture_and_makes_the_same_tokens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
):
    checkpoints.model(tmp_path / case, case)
    code, answer = run_verify(capsys, str(tmp_path / case), "-o", str(tmp_path / "out.gguf"), "--outtype", "bf16")
    assert code == 0, answer
    assert [check["name"] for check in answer["checks"]] == ["tensors", "load", "tokens"]
    assert "to the last bit" in answer["checks"][0]["detail"]
    assert "same tokens" in answer["checks"][2]["detail"]


@pytest.mark.parametrize("kind", ["tekken", "gpt-4o", "dbrx"])
def test_other_pretokenizers_give_the_same_tokens(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str):
    config = checkpoints.model(tmp_path / "m", "olmo2")
    assert checkpoints.byte_level(tmp_path / "m", kind) + 3 == config["vocab_size"]
    code, answer = run_verify(capsys, str(tmp_path / "m"), "-o", str(tmp_path / "out.gguf"))
    assert code == 0, answer


def test_sentencepiece_out_of_tokenizer_json_gives_the_same_tokens(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    checkpoints.model(tmp_path / "m", "tinyllama")
    (tmp_path / "m" / "tokenizer.model").unlink()
    code, answer = run_verify(capsys, str(tmp_path / "m"), "-o", str(tmp_path / "out.gguf"))
    assert code == 0, answer


@pytest.mark.parametrize("outtype", ["q8_0", "q4_0", "q4_k_m", "q5_k_m", "q6_k", "iq4_nl", "iq4_xs", "q3_k_m", "q2_k"])
def test_types_that_llama_cpp_makes_are_verified_too(tmp_path: Path, capsys: pytest.CaptureFixture[str], outtype: str):
    config = checkpoints.model(tmp_path / "m", "llama")
    wide = {**config, "hidden_size": 256, "intermediate_size": 256}
    checkpoints.write_json(tmp_path / "m" / "config.json", wide)
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", checkpoints.weights(wide), "bf16")
    code, answer = run_verify(capsys, str(tmp_path / "m"), "-o", str(tmp_path / "out.gguf"), "--outtype", outtype)
    assert code == 0, answer
    kinds = {TENSOR_TYPES[tensor.kind].name for tensor in read_header(tmp_path / "out.gguf").tensors}
    assert any(kind.lower().startswith(outtype[:4]) for kind in kinds), kinds
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m", "out.gguf"]


def test_an_adapter_is_verified_merged_and_loads_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    config = checkpoints.model(tmp_path / "base", "qwen2")
    checkpoints.adapter(tmp_path / "lora", config)
    merged = [str(tmp_path / "lora"), "--base", str(tmp_path / "base"), "-o", str(tmp_path / "merged.gguf")]
    code, answer = run_verify(capsys, *merged, "--outtype", "f32")
    assert code == 0, answer
    assert answer["merged"] == 12
    convert(tmp_path / "base", tmp_path / "base.gguf", outtype="f32")
    convert(tmp_path / "lora", tmp_path / "lora.gguf", base=tmp_path / "base", outtype="f32", lora="adapter")
    prompts = [[1, 50, 60, 70, 80]]
    request = {"texts": [], "prompts": prompts}
    whole = {**request, "path": str(tmp_path / "merged.gguf"), "logits": str(tmp_path / "a.npz")}
    run_job("verify", whole)
    apart = {**request, "path": str(tmp_path / "base.gguf"), "logits": str(tmp_path / "b.npz")}
    run_job("verify", {**apart, "adapter": str(tmp_path / "lora.gguf")})
    with np.load(tmp_path / "a.npz") as a, np.load(tmp_path / "b.npz") as b:
        assert np.abs(a["0"] - b["0"]).max() < 1e-4
    run_job("verify", apart)
    with np.load(tmp_path / "a.npz") as a, np.load(tmp_path / "b.npz") as b:
        assert np.abs(a["0"] - b["0"]).max() > 1e-2


def test_a_wrong_file_is_not_verified(tmp_path: Path):
    config = checkpoints.model(tmp_path / "m", "llama")
    convert(tmp_path / "m", tmp_path / "out.gguf", outtype="f32")
    arrays = checkpoints.weights(config)
    name = "model.layers.0.self_attn.q_proj.weight"
    arrays[name] = arrays[name][::-1]
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", arrays, "bf16")
    plan = prepare(tmp_path / "m", outtype="f32")
    checks = {check.name: check for check in verify(tmp_path / "out.gguf", plan, tmp_path / "m" / "tokenizer.json")}
    assert not checks["tensors"].ok
    assert "blk.0.attn_q.weight" in checks["tensors"].detail
    assert checks["load"].ok
    assert checks["tokens"].ok


def test_a_wrong_tokenizer_is_not_verified(tmp_path: Path):
    checkpoints.model(tmp_path / "m", "llama")
    convert(tmp_path / "m", tmp_path / "out.gguf", outtype="f32")
    checkpoints.byte_level(tmp_path / "other", "gpt-2")
    plan = prepare(tmp_path / "m", outtype="f32")
    other = tmp_path / "other" / "tokenizer.json"
    checks = {check.name: check for check in verify(tmp_path / "out.gguf", plan, other)}
    assert not checks["tokens"].ok


def test_a_model_that_llama_cpp_cannot_use_is_not_verified(tmp_path: Path):
    checkpoints.model(tmp_path / "m", "llama")
    plan = prepare(tmp_path / "m", outtype="f32")
    data = convert(tmp_path / "m", tmp_path / "out.gguf", outtype="f32").out.read_bytes()
    (tmp_path / "out.gguf").write_bytes(
        data.replace(b"llama.attention.head_count\x04", b"llama.attention.head_cownt\x04")
    )
    checks = verify(tmp_path / "out.gguf", plan, None)
    assert [check.ok for check in checks] == [True, False]


def test_the_job_says_what_failed(tmp_path: Path):
    with pytest.raises(UserError) as caught:
        run_job("convert", {"source": str(tmp_path / "none"), "out": str(tmp_path / "o.gguf"), "outtype": "f16"})
    assert caught.value.code == "source_missing"
    with pytest.raises(UserError) as caught:
        run_job("convert", {"source": "x"})
    assert caught.value.code == "bad_request"
    with pytest.raises(UserError) as caught:
        run_job("quantize", {"source": str(tmp_path / "none"), "out": "x", "file_type": 15})
    assert caught.value.code == "model_missing"


def test_the_job_converts_and_tells_how_far_it_is(tmp_path: Path):
    checkpoints.model(tmp_path / "m", "llama")
    done = run_job("convert", {"source": str(tmp_path / "m"), "out": str(tmp_path / "o.gguf"), "outtype": "q8_0"})
    assert done["size"] == (tmp_path / "o.gguf").stat().st_size


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path):
    config = checkpoints.model(tmp_path / "m", "llama")
    large = {**config, "intermediate_size": 100_000}
    checkpoints.write_json(tmp_path / "m" / "config.json", large)
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", checkpoints.weights(large), "bf16")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "m"), "-o", str(tmp_path / "out.gguf"), "--outtype", "q5_1"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    # As soon as it has begun to write.
    deadline = time.monotonic() + 60
    while not any(part.stat().st_size for part in tmp_path.glob(".out.gguf.*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Interrupted" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
@pytest.mark.parametrize("outtype", ["q8_0", "q6_k"])
def test_the_memory_does_not_grow_with_the_model(tmp_path: Path, outtype: str):
    """Three times the largest tensor and 200 MB is the promise, kept by far; so too by llama.cpp's quantiser."""
    config = checkpoints.model(tmp_path / "m", "llama")
    large = {**config, "hidden_size": 256, "intermediate_size": 8192, "num_hidden_layers": 12}
    one = checkpoints.weights({**large, "num_hidden_layers": 1})
    arrays = {name.replace(".layers.0.", f".layers.{i}."): values for i in range(12) for name, values in one.items()}
    checkpoints.write_json(tmp_path / "m" / "config.json", large)
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", arrays, "bf16")
    source = (tmp_path / "m" / "model.safetensors").stat().st_size
    assert source > 150_000_000
    code = (
        "import resource as r, sys; from pathlib import Path; from retrowriter.convert import convert;"
        "convert(Path(sys.argv[1]), Path(sys.argv[2]), outtype=sys.argv[3]);"
        "print(max(r.getrusage(who).ru_maxrss for who in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)))"
    )
    # In a shell, because a child's peak counts that of the process that started it.
    run = f'"{sys.executable}" -c "{code}" "{tmp_path / "m"}" "{tmp_path / "out.gguf"}" {outtype}'
    output = subprocess.run(["sh", "-c", f"{run}; exit $?"], capture_output=True, text=True, check=True, cwd=ROOT)
    peak = int(output.stdout) * (1 if sys.platform == "darwin" else 1024)
    assert peak < 3 * max(values.nbytes for values in arrays.values()) + 200_000_000
    assert peak < source * 2 / 3


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
@pytest.mark.parametrize("outtype", ["f16", "q4_k_m"])
def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, outtype: str):
    """The system refuses to let files grow beyond 200 KB, here and in llama.cpp's quantiser."""
    config = checkpoints.model(tmp_path / "m", "llama")
    wide = {**config, "hidden_size": 256, "intermediate_size": 256}
    checkpoints.write_json(tmp_path / "m" / "config.json", wide)
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", checkpoints.weights(wide), "bf16")
    arguments = f'"{sys.executable}" "{SCRIPT}" "{tmp_path / "m"}" -o "{tmp_path / "out.gguf"}" --outtype {outtype}'
    result = limited(200, arguments)
    assert result.returncode == 1
    assert "could not be written" in result.stderr, result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
def test_a_disk_that_fills_up_while_llama_cpp_writes_is_told(tmp_path: Path):
    config = checkpoints.model(tmp_path / "m", "llama")
    wide = {**config, "hidden_size": 256, "intermediate_size": 256}
    checkpoints.write_json(tmp_path / "m" / "config.json", wide)
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", checkpoints.weights(wide), "bf16")
    exact = convert(tmp_path / "m", tmp_path / "exact.gguf", outtype="bf16").out
    request = {"source": str(exact), "out": str(tmp_path / "out.gguf"), "file_type": 18}
    checkpoints.write_json(tmp_path / "request", request)
    result = limited(200, f'"{sys.executable}" -m retrowriter --job quantize < "{tmp_path / "request"}"')
    event = json.loads(result.stdout.splitlines()[-1])
    assert event["event"] == "failed"
    assert "could not be written" in event["message"]


def limited(kilobytes: int, command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command that may write no file larger than this."""
    line = ["bash", "-c", f"ulimit -f {kilobytes}; {command}"]
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_embeddings_of_a_converted_model_are_those_of_the_source(tmp_path: Path):
    config = checkpoints.model(tmp_path / "m", "mistral", dtype="f32")
    convert(tmp_path / "m", tmp_path / "o.gguf", outtype="f32")
    found = open_gguf(tmp_path / "o.gguf").tensors["token_embd.weight"].whole()
    assert np.array_equal(found, checkpoints.weights(config)["model.embed_tokens.weight"])
