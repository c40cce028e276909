"""The estimate beside what the engine's process really takes at most, reading and writing."""

import re
from pathlib import Path

import pytest

from retrowriter.convert import convert
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import ModelChoice, Sampling
from retrowriter.models import fit, gguf
from retrowriter.text import prompt
from tests.helpers import checkpoints

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from Linux's /proc"),
]

TEXT = "The office will be closed on Monday for the installation of the new computers. " * 12


def peak(choice: ModelChoice) -> int:
    with EngineProcess() as engine:
        for _ in engine.write(choice, prompt.continuation(TEXT, ""), Sampling(max_tokens=4)):
            pass
        status = Path(f"/proc/{engine.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    assert found is not None
    return int(found[1]) * 1024


def compare(path: Path, context: int, cache: fit.Cache = "f16") -> None:
    expected = fit.estimate(gguf.read_header(path), context, cache=cache).memory
    found = peak(ModelChoice(path=str(path), context=context, gpu_layers=0, cache=cache))
    assert found == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize(("context", "cache"), [(8192, "f16"), (4096, "q8_0")])
def test_the_embedded_model(embedded_model: Path, context: int, cache: fit.Cache):
    compare(embedded_model, context, cache)


def test_the_embedded_model_in_another_type(embedded_model: Path, tmp_path: Path):
    compare(convert(embedded_model, tmp_path / "other.gguf", outtype="q8_0").out, 2048)


def test_a_model_of_another_shape_that_is_laid_out_anew(tmp_path: Path):
    """150 million weights in few, wide layers, with a small vocabulary, in Q4_0."""
    config = checkpoints.model(tmp_path / "m", "llama")
    config |= {"hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 10, "num_attention_heads": 16}
    config |= {"num_key_value_heads": 4, "max_position_embeddings": 8192}
    one = checkpoints.weights({**config, "num_hidden_layers": 1})
    arrays = {name.replace(".layers.0.", f".layers.{i}."): values for i in range(10) for name, values in one.items()}
    checkpoints.write_json(tmp_path / "m" / "config.json", config)
    checkpoints.write_safetensors(tmp_path / "m" / "model.safetensors", arrays, "bf16")
    compare(convert(tmp_path / "m", tmp_path / "out.gguf", outtype="q4_0").out, 4096)
