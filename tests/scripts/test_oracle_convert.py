"""The converter against llama.cpp's own, byte for byte.

RETROWRITER_LLAMA_CPP names llama.cpp's source tree (vendor/llama.cpp in the sdist of llama-cpp-python), and
RETROWRITER_ORACLE_PYTHON a Python that has torch, transformers and sentencepiece.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrowriter.convert import convert
from retrowriter.models.gguf import read_header
from tests.helpers import checkpoints

TREE = os.environ.get("RETROWRITER_LLAMA_CPP", "")
PYTHON = os.environ.get("RETROWRITER_ORACLE_PYTHON", sys.executable)

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not TREE, reason="needs llama.cpp's source tree, named by RETROWRITER_LLAMA_CPP: see docs/conversion.md"
    ),
]

OUTTYPES = ("f32", "f16", "bf16", "q8_0")
# Written here on purpose and not there: without it llama.cpp would add BOS where this tokenizer does not.
OURS_ALONE = {"smollm3": {"tokenizer.ggml.add_bos_token"}}

CARD = """---
license: apache-2.0
language: [en, de]
base_model: [acme/Tiny-1B-Base]
datasets: [acme/letters]
tags: [letters, memos]
pipeline_tag: text-generation
---
# A card
"""

# One process makes all files, because loading torch and transformers takes longer than everything else. The trained
# vocabularies are not among the ones that llama.cpp's converter recognises by a hash, so it is told what they are.
DRIVER = """
import json, os, runpy, sys
tree, work = sys.argv[1], json.loads(sys.argv[2])
os.environ["NO_LOCAL_GGUF"] = "1"
sys.path[:0] = [tree, os.path.join(tree, "gguf-py")]
import conversion.base as base
names = work["pretokenizers"]
base.TextModel.get_vocab_base_pre = lambda self, tokenizer: names[self.dir_model.name]
for script, arguments in work["runs"]:
    sys.argv = [os.path.join(tree, script), *arguments]
    runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the checkpoints (CASE), adapters (CASE-lora), and what llama.cpp's converters make of them."""
    folder = tmp_path_factory.mktemp("oracle")
    runs: list[tuple[str, list[str]]] = []
    for case in checkpoints.CASES:
        dtype = "f16" if case == "qwen2" else "bf16"
        config = checkpoints.model(folder / case, case, dtype=dtype, shards=2 if case == "olmo2" else 1)
        if case == "qwen3":
            (folder / case / "README.md").write_text(CARD, encoding="utf-8")
        for outtype in OUTTYPES:
            out = str(folder / f"{case}-{outtype}.gguf")
            runs.append(("convert_hf_to_gguf.py", [str(folder / case), "--outtype", outtype, "--outfile", out]))
        if config["model_type"] in ("llama", "qwen2", "smollm3"):
            checkpoints.adapter(folder / f"{case}-lora", config)
            out = str(folder / f"{case}-lora.gguf")
            base = ["--base", str(folder / case), "--outfile", out, "--outtype", "f16"]
            runs.append(("convert_lora_to_gguf.py", [str(folder / f"{case}-lora"), *base]))
    work = json.dumps({"runs": runs, "pretokenizers": checkpoints.PRETOKENIZERS})
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "ignore"}
    result = subprocess.run(
        [PYTHON, "-c", DRIVER, TREE, work], capture_output=True, text=True, env=environment, check=False
    )
    assert result.returncode == 0, result.stderr[-4000:]
    return folder


@pytest.mark.parametrize("outtype", OUTTYPES)
@pytest.mark.parametrize("case", checkpoints.CASES)
def test_a_model_comes_out_as_llama_cpp_makes_it(oracle: Path, tmp_path: Path, case: str, outtype: str):
    out = tmp_path / "ours.gguf"
    convert(oracle / case, out, outtype=outtype)
    assert_same(out, oracle / f"{case}-{outtype}.gguf", OURS_ALONE.get(case, set()))


@pytest.mark.parametrize("case", ["llama", "llama3", "qwen2", "smollm3"])
def test_an_adapter_comes_out_as_llama_cpp_makes_it(oracle: Path, tmp_path: Path, case: str):
    out = tmp_path / "ours.gguf"
    convert(oracle / f"{case}-lora", out, base=oracle / case, outtype="f16", lora="adapter")
    ours, theirs = read_header(out), read_header(oracle / f"{case}-lora.gguf")
    for key in ("general.architecture", "general.type", "adapter.type", "adapter.lora.alpha"):
        assert ours.metadata[key] == theirs.metadata[key], key
    assert contents(out) == contents(oracle / f"{case}-lora.gguf")


def assert_same(ours: Path, theirs: Path, extra: set[str]) -> None:
    """Metadata, names, order, shapes, types and bytes."""
    a, b = read_header(ours, arrays=True), read_header(theirs, arrays=True)
    assert {key: value for key, value in a.metadata.items() if key not in extra} == b.metadata
    assert [tensor.name for tensor in a.tensors] == [tensor.name for tensor in b.tensors]
    assert contents(ours) == contents(theirs)


def contents(path: Path) -> dict[str, tuple[tuple[int, ...], int, bytes]]:
    """Shape, type and bytes of each tensor."""
    data = path.read_bytes()
    return {
        tensor.name: (tensor.shape, tensor.kind, data[tensor.offset : tensor.offset + tensor.size])
        for tensor in read_header(path).tensors
    }
