"""The embedded model with an adapter: merged into the real base once, again when the adapter changes, never half."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from retrowriter import paths
from retrowriter.convert.model import open_gguf
from retrowriter.errors import UserError
from retrowriter.models import embedded
from retrowriter.models.gguf import read_header
from tests.helpers import checkpoints

# Looked for before the tests are given a home of their own.
BASE = Path(os.environ.get(embedded.SOURCE_VARIABLE) or embedded.base_path())
ROOT = Path(__file__).resolve().parents[2]
TITLE = "Retro-1995 135M (test)"
NAME = "retro-test"

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not BASE.is_file(), reason=f"the base model is not at {BASE}; {embedded.SOURCE_VARIABLE} names it"
    ),
]

SMOLLM2 = {
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "num_hidden_layers": 30,
}


@pytest.fixture
def adapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Assets with a small random adapter, and the base already in its place."""
    models = tmp_path / "assets" / "models"
    models.mkdir(parents=True)
    fields = {"folder": NAME, "title": TITLE, "outtype": "q8_0"}
    checkpoints.write_json(models / "embedded.json", fields)
    checkpoints.adapter(models / NAME, SMOLLM2, rank=2)
    monkeypatch.setattr(paths, "assets_dir", lambda: tmp_path / "assets")
    embedded.base_path().parent.mkdir(parents=True)
    embedded.base_path().symlink_to(BASE)
    return models / NAME


def prepare() -> tuple[Path, list[str]]:
    told: list[str] = []
    return embedded.prepare(lambda text, _fraction: told.append(text)), told


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_adapter_is_merged_once_and_again_when_it_changes(adapter: Path):
    assert not embedded.is_ready()
    assert embedded.title() == TITLE
    begun = time.monotonic()
    first, told = prepare()
    assert time.monotonic() - begun < 60
    assert any("Merging" in text for text in told)
    assert embedded.is_ready()
    header = read_header(first)
    assert header.name == TITLE
    assert header.get("general.base_model.0.name") == read_header(BASE).name
    assert header.chat_template == read_header(BASE).chat_template

    # What the adapter changes is changed as it says; what it leaves alone is the base's.
    base, merged = open_gguf(BASE).tensors, open_gguf(first).tensors
    assert distance(base["blk.3.ffn_up.weight"].whole(), merged["blk.3.ffn_up.weight"].whole()) < 0.015
    down = checkpoints.adapter(adapter, SMOLLM2, rank=2)
    halves = [down[f"base_model.model.model.layers.3.mlp.down_proj.lora_{half}.weight"] for half in "BA"]
    expected = base["blk.3.ffn_down.weight"].whole() + (halves[0] @ halves[1]) * np.float32(8 / 2)
    assert distance(expected, merged["blk.3.ffn_down.weight"].whole()) < 0.015
    assert distance(base["blk.3.ffn_down.weight"].whole(), merged["blk.3.ffn_down.weight"].whole()) > 0.1

    before = first.stat()
    again, told = prepare()
    assert (again, again.stat().st_ino, again.stat().st_mtime_ns) == (first, before.st_ino, before.st_mtime_ns)
    assert told == []

    checkpoints.adapter(adapter, SMOLLM2, rank=2, lora_alpha=4)
    assert embedded.path() != first
    checkpoints.adapter(adapter, SMOLLM2, rank=2, seed=9)
    assert not embedded.is_ready()
    other, _ = prepare()
    assert other != first
    assert names(other.parent) == sorted([embedded.BASE_FILE, other.name])


def test_an_adapter_of_another_model_is_refused_in_words(adapter: Path):
    checkpoints.adapter(adapter, {**SMOLLM2, "hidden_size": 64}, rank=2)
    with pytest.raises(UserError) as caught:
        prepare()
    assert caught.value.code == "embedded_conversion"
    assert "could not be made" in caught.value.message
    assert names(embedded.path().parent) == [embedded.BASE_FILE]


def test_without_its_weights_the_adapter_is_not_there(adapter: Path):
    (adapter / "adapter_model.safetensors").unlink()
    assert embedded.find_adapter() is None
    assert embedded.path() == embedded.base_path()


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("way", ["ctrl-c", "parent killed", "power cut"])
def test_an_interrupted_preparation_leaves_nothing_that_counts(adapter: Path, way: str):
    folder = embedded.path().parent
    code = (
        "import sys; from pathlib import Path; from retrowriter import paths; from retrowriter.models import embedded;"
        "paths.assets_dir = lambda: Path(sys.argv[1]); embedded.prepare(lambda text, fraction: None)"
    )
    command = [sys.executable, "-c", code, str(adapter.parent.parent)]
    child = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(folder.glob(f".{NAME}-*")):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    if way == "ctrl-c":
        child.send_signal(signal.SIGINT)
    elif way == "parent killed":
        child.kill()
    else:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait(30)
    if way != "power cut":
        # The process that converts notices that nobody waits for it.
        while list(folder.glob(f".{NAME}-*")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert way != "ctrl-c" or names(folder) == [embedded.BASE_FILE]
        return
    # Nobody was left to clear up: the next preparation does.
    assert not embedded.is_ready()
    [left] = folder.glob(f".{NAME}-*")
    os.utime(left, (0, 0))
    path, _ = prepare()
    assert read_header(path).name == TITLE
    assert names(folder) == sorted([embedded.BASE_FILE, path.name])


def test_the_description_in_the_assets_is_right():
    """Whatever the program comes with can be found, or there is none."""
    description = paths.assets_dir() / "models" / "embedded.json"
    adapter = embedded.find_adapter()
    assert (adapter is None) == (not description.is_file())
    if adapter is not None:
        assert json.loads((adapter.folder / "adapter_config.json").read_text(encoding="utf-8"))["peft_type"] == "LORA"


def distance(expected: np.ndarray, found: np.ndarray) -> float:
    return float(np.linalg.norm(expected - found) / np.linalg.norm(expected))
