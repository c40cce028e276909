import os

import pytest
from llama_cpp._ggml import libggml

from retrowriter.engine.client import EngineProcess
from retrowriter.engine.devices import devices
from retrowriter.engine.llama import LlamaBackend
from retrowriter.errors import UserError


def test_the_processor_is_a_device_and_cards_are_named():
    found = devices(libggml)
    processors = [device for device in found if not device.card]
    assert processors
    assert all(device.name for device in found)
    assert processors[0].total > 0
    assert [card.name for card in LlamaBackend().devices()] == [device.name for device in found if device.card]


def test_the_process_says_which_there_are():
    with EngineProcess() as engine:
        hello = engine.greet()
        assert engine.greet() is hello
        assert hello.pid == engine.pid
    assert len(hello.devices) == len(hello.free) == len([card for card in devices(libggml) if card.card])


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell stands in for Python")
def test_a_process_that_does_not_start_is_a_sentence(tmp_path):
    (tmp_path / "python").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    with EngineProcess(str(tmp_path / "python")) as engine, pytest.raises(UserError) as caught:
        engine.greet()
    assert caught.value.code == "engine_ended"
