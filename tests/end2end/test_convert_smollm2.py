"""The converter on the real SmolLM2-135M: how the embedded model is prepared."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from retrowriter.convert import convert
from retrowriter.convert.command import main
from retrowriter.models import embedded
from retrowriter.models.gguf import read_header
from tests.helpers import checkpoints

# Looked for before the tests are given a home of their own.
BASE = Path(os.environ.get(embedded.SOURCE_VARIABLE) or embedded.base_path())
# Made by scripts/unpack_base.py, or fetched.
FOLDER = os.environ.get("RETROWRITER_SMOLLM2", "")

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not BASE.is_file(), reason=f"the base model is not at {BASE}; {embedded.SOURCE_VARIABLE} names it"
    ),
]

CONFIG = {
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "num_hidden_layers": 30,
}


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    tensors = checkpoints.adapter(tmp_path / "lora", CONFIG, rank=2)
    # Small, so that the model still speaks.
    checkpoints.adapter(tmp_path / "lora", CONFIG, 2, tensors={n: v * np.float32(0.1) for n, v in tensors.items()})
    return tmp_path / "lora"


@pytest.mark.parametrize("outtype", ["q8_0", "q4_k_m"])
def test_an_adapter_is_merged_into_the_quantised_base_and_verified(
    tmp_path: Path, adapter: Path, capsys: pytest.CaptureFixture[str], outtype: str
):
    out = tmp_path / "merged.gguf"
    arguments = [str(adapter), "--base", str(BASE), "-o", str(out), "--outtype", outtype, "--title", "Voice of 1995"]
    code = main([*arguments, "--verify", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert code == 0, answer
    assert answer["merged"] == 120
    assert [check["name"] for check in answer["checks"]] == ["tensors", "load", "tokens"]
    header, base = read_header(out, arrays=True), read_header(BASE, arrays=True)
    assert header.name == "Voice of 1995"
    assert header.get("general.base_model.0.name") == base.name
    assert header.chat_template == base.chat_template
    assert header.get("tokenizer.ggml.tokens") == base.get("tokenizer.ggml.tokens")
    assert out.stat().st_size < 150_000_000


def test_the_same_bytes_each_time(tmp_path: Path, adapter: Path):
    for name in ("a", "b"):
        convert(adapter, tmp_path / f"{name}.gguf", base=BASE, outtype="q8_0", title="T")
    assert (tmp_path / "a.gguf").read_bytes() == (tmp_path / "b.gguf").read_bytes()


@pytest.mark.oracle
@pytest.mark.slow
@pytest.mark.skipif(not FOLDER, reason="needs SmolLM2-135M as a folder, named by RETROWRITER_SMOLLM2")
def test_the_folder_of_the_real_model_computes_what_transformers_computes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "scripts"))
    from reference_logits import reference

    arguments = [FOLDER, "-o", str(tmp_path / "out.gguf"), "--outtype", "f32", "--verify", "--json"]
    code = main(arguments, reference=reference)
    answer = json.loads(capsys.readouterr().out)
    assert code == 0, answer
    assert [check["name"] for check in answer["checks"]] == ["tensors", "load", "tokens", "logits"]
    assert "continuation is the same" in answer["checks"][3]["detail"]
