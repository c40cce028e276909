"""Converted models compute what transformers computes, where torch and transformers are installed."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from retrowriter.convert.command import main
from tests.helpers import checkpoints

pytest.importorskip("torch", reason="the training extras are not installed")
pytest.importorskip("transformers", reason="the training extras are not installed")

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    # peft reads a name of transformers that is going; neither is ours to mend.
    pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning"),
]


@pytest.fixture(autouse=True)
def scripts_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "scripts"))


def logits_check(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    sys.modules.pop("reference_logits", None)
    from reference_logits import reference

    command = [*arguments, "--outtype", "f32", "--verify", "--json"]
    code = main(command, reference=reference)
    answer = json.loads(capsys.readouterr().out)
    if code != 0:
        # Random weights have near ties, which a last bit decides that differs from run to run with the work of threads.
        code = main([*command, "--force"], reference=reference)
        answer = json.loads(capsys.readouterr().out)
    assert code == 0, answer
    return next(check for check in answer["checks"] if check["name"] == "logits")


@pytest.mark.parametrize("case", checkpoints.CASES)
def test_logits_and_continuations_are_those_of_transformers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
):
    checkpoints.model(tmp_path / case, case)
    check = logits_check(capsys, str(tmp_path / case), "-o", str(tmp_path / "out.gguf"))
    assert check["ok"]
    assert "continuation is the same" in check["detail"]


@pytest.mark.parametrize(
    "options", [{}, {"use_rslora": True}, {"alpha_pattern": {"k_proj": 32}}, {"use_dora": True, "use_rslora": True}]
)
def test_merging_is_that_of_peft(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: dict):
    pytest.importorskip("peft")
    config = checkpoints.model(tmp_path / "base", "llama")
    tensors = checkpoints.adapter(tmp_path / "lora", config, **options)
    if options.get("use_dora"):
        random = np.random.default_rng(5)
        for name, half in list(tensors.items()):
            if name.endswith("lora_B.weight"):
                lengths = random.uniform(0.4, 1.0, half.shape[0]).astype(np.float32)
                tensors[name.replace("lora_B.weight", "lora_magnitude_vector")] = lengths
        checkpoints.adapter(tmp_path / "lora", config, tensors=tensors, **options)
    arguments = [str(tmp_path / "lora"), "--base", str(tmp_path / "base"), "-o", str(tmp_path / "out.gguf")]
    assert logits_check(capsys, *arguments)["ok"]
