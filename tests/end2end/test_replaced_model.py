"""A file that takes the place of the one in memory is noticed at the next request, in the real engine."""

import os
import shutil

import msgspec
import pytest

from retrowriter.convert import convert
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Adapter, ModelChoice, Sampling, Text
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from tests.helpers import checkpoints

pytestmark = pytest.mark.end2end

ASKED = prompt.draft(Brief(what="a note"))
GREEDY = Sampling(temperature=0.0, max_tokens=8, seed=1)


@pytest.fixture
def made(tmp_path):
    """Two tiny models of random weights, with an adapter each."""
    for number, name in enumerate(("one", "two")):
        config = checkpoints.model(tmp_path / name, "llama", seed=number)
        convert(tmp_path / name, tmp_path / f"{name}.gguf", title=name)
        checkpoints.adapter(tmp_path / f"{name}-lora", config, seed=number)
        convert(tmp_path / f"{name}-lora", tmp_path / f"{name}-lora.gguf", base=tmp_path / name, lora="adapter")
    return tmp_path


def put(source, target):
    shutil.copy(source, target.with_suffix(".part"))
    os.replace(target.with_suffix(".part"), target)


def text(engine, *, model, adapter=None):
    adapters = (Adapter(path=str(adapter)),) if adapter else ()
    choice = ModelChoice(path=str(model), context=512, adapters=adapters)
    return "".join(event.text for event in engine.write(choice, ASKED, GREEDY) if isinstance(event, Text))


def test_the_file_of_the_model(made):
    path = made / "model.gguf"
    put(made / "one.gguf", path)
    with EngineProcess() as engine:
        choice = ModelChoice(path=str(path), context=512)
        first = engine.load(choice)
        assert first.model == "one"
        # Nothing has changed: it is not read again.
        assert engine.load(choice) == msgspec.structs.replace(first, id=first.id + 1)
        put(made / "two.gguf", path)
        assert engine.load(choice).model == "two"
        pid = engine.pid
        # What is in memory needs its file no longer.
        path.unlink()
        assert engine.load(choice).model == "two"
        put(made / "one.gguf", path)
        assert engine.load(choice).model == "one"
        assert engine.pid == pid


def test_the_file_of_an_adapter(made):
    path = made / "adapter.gguf"
    with EngineProcess() as engine:
        wanted = [text(engine, model=made / "one.gguf", adapter=made / f"{name}-lora.gguf") for name in ("one", "two")]
        assert wanted[0] != wanted[1]
        for name, expected in zip(("one", "two"), wanted, strict=True):
            put(made / f"{name}-lora.gguf", path)
            assert text(engine, model=made / "one.gguf", adapter=path) == expected
