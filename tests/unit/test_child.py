"""Jobs that answer one request: their answer, their failure, and that they end when nobody waits any more."""

import time
from pathlib import Path

import pytest

from retrowriter.child import run_job
from retrowriter.errors import UserError
from tests.helpers import checkpoints


def test_the_answer_and_what_comes_before_it(tmp_path: Path):
    checkpoints.model(tmp_path / "m", "llama")
    events = []
    request = {"source": str(tmp_path / "m"), "out": str(tmp_path / "o.gguf"), "outtype": "f16"}
    assert run_job("convert", request, events.append)["event"] == "done"
    assert events[-1]["done"] == events[-1]["total"] > 0


def test_a_failure_is_that_of_the_job(tmp_path: Path):
    with pytest.raises(UserError) as caught:
        run_job("convert", {"source": str(tmp_path / "none"), "out": str(tmp_path / "o.gguf"), "outtype": "f16"})
    assert caught.value.code == "source_missing"


def test_a_job_that_ends_without_a_word():
    with pytest.raises(UserError) as caught:
        run_job("no such job", {})
    assert caught.value.code == "job_failed"
    assert "code 2" in caught.value.message


def test_an_interruption_ends_the_job(tmp_path: Path):
    class Interrupt(BaseException):
        pass

    def interrupt(_event: object) -> None:
        raise Interrupt

    checkpoints.model(tmp_path / "m", "llama")
    request = {"source": str(tmp_path / "m"), "out": str(tmp_path / "o.gguf"), "outtype": "f16"}
    begun = time.monotonic()
    with pytest.raises(Interrupt):
        run_job("convert", request, interrupt)
    assert time.monotonic() - begun < 30
    # That no process is left is looked at after every test. It may have finished before it was told to end.
    assert {path.name for path in tmp_path.iterdir()} <= {"m", "o.gguf"}
