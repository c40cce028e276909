"""Damaged models, by the hundred, through the real engine process: a sentence each, and the program lives on."""

import time
from collections import Counter

import pytest

from retrowriter.convert import convert
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Done, ModelChoice, Sampling
from retrowriter.errors import UserError
from retrowriter.text.prompt import Conversation, Message
from tests.helpers import checkpoints
from tests.helpers.damaged_models import damaged

COUNT = 1000

# What may come of it: the file is refused in words, or it was not damaged where it matters, or the process has ended.
CODES = {
    "model_damaged",
    "model_unusable",
    "model_missing",
    "model_incomplete",
    "engine_ended",
    "engine_failed",
    "memory",
}
CODES |= {"template_invalid", "context_too_small"}


def write(engine, path):
    choice = ModelChoice(path=str(path), context=64, gpu_layers=0, threads=1)
    conversation = Conversation(messages=(Message(role="user", content="Hello"),), heading="Hello")
    return engine.write(choice, conversation, Sampling(max_tokens=2, temperature=0.0))


@pytest.mark.timeout(300)
def test_every_damaged_model_is_a_sentence_and_the_engine_goes_on(tmp_path):
    checkpoints.model(tmp_path / "checkpoint", "llama")
    good = tmp_path / "good.gguf"
    convert(tmp_path / "checkpoint", good, outtype="f16")
    data = good.read_bytes()
    ends: Counter[str] = Counter()
    written: list[Done] = []
    sentences: list[str] = []
    started = time.monotonic()
    with EngineProcess() as engine:
        for what, changed in damaged(data, COUNT, seed=7):
            # A name for each: the engine keeps a model that it has in memory.
            bad = tmp_path / f"{what}.gguf"
            bad.write_bytes(changed)
            code = ""
            try:
                # What can be loaded must do no harm when it writes either.
                written += [event for event in write(engine, bad) if isinstance(event, Done)]
            except UserError as error:
                code = error.code
                sentences.append(error.message)
            ends[code] += 1
            bad.unlink()
        # The same engine, started anew where it had to be, still writes.
        assert isinstance(list(write(engine, good))[-1], Done)
    assert len(written) == ends[""]
    assert [text for text in sentences if not text.endswith(".") or "Traceback" in text] == []
    assert set(ends) <= {"", *CODES}
    assert ends["model_damaged"] > COUNT // 2
    assert ends.total() == COUNT
    print(dict(ends), f"{time.monotonic() - started:.1f} s")
