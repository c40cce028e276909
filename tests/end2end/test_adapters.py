"""Adapters at run time, in the real engine: converted, switched while the model stays loaded, refused in words."""

import json
from pathlib import Path

import pytest

from retrowriter import paths
from retrowriter.__main__ import main
from retrowriter.commands.common import adapter as parse
from retrowriter.convert import convert
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Adapter, Done, Loaded, ModelChoice, Sampling, Text
from retrowriter.errors import UserError
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from tests.helpers import checkpoints

pytestmark = [pytest.mark.end2end, pytest.mark.timeout(300)]

SMOLLM2 = {
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "num_hidden_layers": 30,
}
ASKED = prompt.draft(Brief(what="a note about the printer"))
GREEDY = Sampling(temperature=0.0, max_tokens=12, seed=1, exact=True)


@pytest.fixture
def peft(tmp_path: Path) -> Path:
    # Strong: a few tokens must tell whether it is on.
    checkpoints.adapter(tmp_path / "voice", SMOLLM2, rank=2)
    return tmp_path / "voice"


def written(engine: EngineProcess, model: Path, *adapters: Adapter) -> tuple[str, float]:
    """The text, and the seconds that loading took."""
    text, seconds = "", -1.0
    for event in engine.write(ModelChoice(path=str(model), context=1024, adapters=adapters), ASKED, GREEDY):
        if isinstance(event, Text):
            text += event.text
        elif isinstance(event, Loaded):
            seconds = event.seconds
        elif isinstance(event, Done):
            assert event.tokens
    return text, seconds


def test_switched_while_the_model_stays_loaded(embedded_model: Path, peft: Path):
    with EngineProcess() as engine:
        plain, loading = written(engine, embedded_model)
        pid = engine.pid
        changed, again = written(engine, embedded_model, Adapter(path=str(peft)))
        assert changed != plain
        # The very same loading: the model was not read again.
        assert again == loading
        assert written(engine, embedded_model, Adapter(path=str(peft / "adapter_model.safetensors")))[0] == changed
        assert written(engine, embedded_model, Adapter(path=str(peft), scale=0.0))[0] == plain
        [converted] = (paths.models_dir() / "adapters").iterdir()
        assert written(engine, embedded_model, Adapter(path=str(converted)))[0] == changed
        assert engine.pid == pid
        checkpoints.adapter(peft, SMOLLM2, rank=2, seed=7)
        assert written(engine, embedded_model, Adapter(path=str(peft)))[0] != changed


def test_an_adapter_that_does_not_fit_is_refused_and_the_engine_lives(embedded_model: Path, peft: Path, tmp_path: Path):
    config = checkpoints.model(tmp_path / "tiny", "llama")
    checkpoints.adapter(tmp_path / "tiny-lora", config)
    convert(tmp_path / "tiny-lora", tmp_path / "tiny.gguf", base=tmp_path / "tiny", lora="adapter")
    (tmp_path / "noise.gguf").write_bytes(b"GGUF" + bytes(100))
    with EngineProcess() as engine:
        plain, _ = written(engine, embedded_model)
        for name in ("tiny-lora", "tiny.gguf", "noise.gguf", "none", "tiny"):
            with pytest.raises(UserError):
                written(engine, embedded_model, Adapter(path=str(tmp_path / name)))
        assert written(engine, embedded_model)[0] == plain


def test_the_command_line(embedded_model: Path, peft: Path, capsys: pytest.CaptureFixture[str]):
    command = ["draft", "--brief", "a note", "--model", str(embedded_model), "--tokens", "8", "--seed", "1"]
    command += ["--temperature", "0", "--exact"]

    def text(*more: str) -> str:
        assert main([*command, *more]) == 0
        return capsys.readouterr().out

    plain = text()
    assert text("--lora", f"{peft}:0") == plain
    assert text("--lora", str(peft)) != plain
    assert main([*command, "--lora", str(peft / "none")]) == 1
    assert "no adapter" in capsys.readouterr().err


def test_names_and_strengths():
    assert parse("voice.gguf") == Adapter(path="voice.gguf")
    assert parse("voice.gguf:0.5") == Adapter(path="voice.gguf", scale=0.5)
    assert parse(r"C:\voices\one.gguf").path == r"C:\voices\one.gguf"
    assert parse("a:b.gguf:nan") == Adapter(path="a:b.gguf:nan")
    assert json.dumps(parse("x:-1").scale) == "-1.0"
