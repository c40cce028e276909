"""The engine process, as a process: what it answers, and how it ends."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowriter.engine import protocol
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Done, Loaded, ModelChoice, Sampling, Server, Text
from retrowriter.errors import UserError
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from tests.helpers.engines import both_engines
from tests.helpers.promises import within

ASKED = prompt.draft(Brief(what="a note"))


@pytest.fixture(autouse=True)
def scripted(monkeypatch):
    monkeypatch.setenv("RETROWRITER_SCRIPTED", "1")


@pytest.fixture
def script(tmp_path, engine_kind, request):
    if engine_kind == "server":
        server = request.getfixturevalue("script_server")
        return lambda **fields: ModelChoice(server=Server(url=server.add(**fields)))

    def written(**fields):
        path = tmp_path / f"model{len(list(tmp_path.iterdir()))}.script"
        path.write_text(json.dumps(fields), encoding="utf-8")
        return ModelChoice(path=str(path))

    return written


@pytest.fixture
def engine():
    with EngineProcess() as process:
        yield process


class Raw:
    """The process with its pipes in the test's hands."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "retrowriter", "--job", "write"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.hello = protocol.decode_event(self.process.stdout.readline())

    def send(self, request):
        data = request if isinstance(request, bytes) else protocol.encode(request)
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def event(self):
        return protocol.decode_event(self.process.stdout.readline())

    def until(self, *kinds):
        while True:
            event = self.event()
            if isinstance(event, kinds):
                return event

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture
def raw():
    made = Raw()
    yield made
    if made.process.poll() is None:
        made.close()
    else:
        made.process.stdin.close()
        made.process.stdout.close()


def text_of(events):
    return "".join(event.text for event in events if isinstance(event, Text))


@both_engines
def test_a_document_is_streamed(engine, script):
    events = list(engine.write(script(pieces=["one ", "two"], title="Fake"), ASKED, Sampling(seed=4)))
    assert [type(event).__name__ for event in events if not isinstance(event, protocol.Loading)] == [
        "Loaded", "Reading", "Text", "Text", "Done",
    ]  # fmt: skip
    assert text_of(events) == "one two"
    done = events[-1]
    assert (done.reason, done.tokens, done.model, done.seed) == ("end", 2, "Fake", 4)


def test_hello_comes_first_and_tells_the_protocol(raw):
    assert isinstance(raw.hello, protocol.Hello)
    assert raw.hello.protocol == protocol.VERSION
    assert raw.hello.pid == raw.process.pid


@both_engines
def test_two_requests_at_once_are_refused(raw, script):
    model = script(pieces=["x"] * 500, delay=0.01)
    raw.send(protocol.Write(id=1, model=model, conversation=ASKED))
    raw.until(Text)
    raw.send(protocol.Write(id=2, model=model, conversation=ASKED))
    failed = raw.until(protocol.Failed)
    assert (failed.id, failed.code) == (2, "busy")
    raw.send(protocol.Cancel(id=1))
    done = raw.until(Done)
    assert (done.id, done.reason) == (1, "cancelled")
    raw.send(protocol.Write(id=3, model=script(pieces=["again"]), conversation=ASKED))
    assert raw.until(Text).text == "again"


@both_engines
def test_a_cancel_is_answered_within_200_ms_between_tokens(raw, script):
    raw.send(protocol.Write(id=1, model=script(pieces=["x"] * 1000, delay=0.01), conversation=ASKED))
    raw.until(Text)
    begun = time.monotonic()
    raw.send(protocol.Cancel(id=1))
    assert raw.until(Done).reason == "cancelled"
    # Measured at 10-20 ms; the bound is the promise, with room for a busy machine.
    assert time.monotonic() - begun < within(1.0)


def test_a_cancel_of_something_else_is_ignored(raw, script):
    raw.send(protocol.Cancel(id=77))
    raw.send(protocol.Write(id=1, model=script(pieces=["a", "b"]), conversation=ASKED))
    assert raw.until(Done).reason == "end"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(line=st.binary(max_size=300).filter(lambda data: b"\n" not in data))
def test_no_line_ends_the_process(shared_raw, line):
    shared_raw.send(line + b"\n")
    shared_raw.send(protocol.Load(id=9, model=ModelChoice(path="/nowhere/x.script")))
    while True:
        event = shared_raw.event()
        assert isinstance(event, protocol.Failed)
        if event.id == 9:
            assert event.code == "model_missing"
            return


@pytest.fixture(scope="module")
def shared_raw():
    os.environ["RETROWRITER_SCRIPTED"] = "1"
    made = Raw()
    yield made
    made.close()
    del os.environ["RETROWRITER_SCRIPTED"]


def test_an_endless_line_is_refused_and_forgotten(raw, script):
    raw.send(b"x" * (protocol.MAX_LINE + 5) + b"\n")
    assert "16 MiB" in raw.until(protocol.Failed).message
    raw.send(protocol.Write(id=1, model=script(pieces=["fine"]), conversation=ASKED))
    assert raw.until(Text).text == "fine"


@both_engines
def test_it_ends_when_its_parent_closes_the_pipe(raw, script):
    raw.send(protocol.Write(id=1, model=script(pieces=["x"] * 10_000, delay=0.01), conversation=ASKED))
    raw.until(Text)
    raw.close()
    assert raw.process.returncode is not None


def test_quit(raw):
    raw.send(protocol.Quit(id=1))
    assert raw.process.wait(10) == 0


@pytest.mark.skipif(os.name == "nt", reason="processes are not signalled on Windows")
def test_a_killed_parent_leaves_no_child(script, tmp_path):
    model = script(pieces=["x"] * 100_000, delay=0.01)
    code = (
        "import sys, time\nfrom retrowriter.engine.client import EngineProcess\n"
        "from retrowriter.engine.protocol import ModelChoice, Sampling\nfrom retrowriter.text import prompt\n"
        "engine = EngineProcess()\n"
        f"events = engine.write(ModelChoice(path={model.path!r}), prompt.draft(prompt.Brief(what='x')), Sampling())\n"
        "for event in events:\n    print(engine.pid, flush=True)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 60
    while _alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _alive(child)


def _alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.skipif(os.name == "nt", reason="processes are not signalled on Windows")
@pytest.mark.parametrize(
    ("how", "words"),
    [("SIGKILL", "memory was full"), ("SIGSEGV", "ended unexpectedly"), ("SIGILL", "another processor")],
)
def test_a_process_that_dies_is_one_sentence_and_the_next_one_works(engine, script, how, words):
    written = []
    events = engine.write(script(pieces=["a", "b", "c"], signal_after=2, signal=how), ASKED, Sampling())
    with pytest.raises(UserError, match=words) as caught:
        written.extend(events)
    assert caught.value.code == "engine_ended"
    assert "Your text is safe" in caught.value.message
    assert text_of(written) == "ab"
    assert text_of(engine.write(script(pieces=["again"]), ASKED, Sampling())) == "again"


def test_an_exit_in_the_middle(engine, script):
    with pytest.raises(UserError, match="could not go on"):
        list(engine.write(script(pieces=["a", "b"], exit_after=1), ASKED, Sampling()))


@both_engines
def test_leaving_the_iterator_cancels(engine, script):
    for event in engine.write(script(pieces=["x"] * 10_000, delay=0.005), ASKED, Sampling()):
        if isinstance(event, Text):
            break
    assert text_of(engine.write(script(pieces=["next"]), ASKED, Sampling())) == "next"


def test_what_cannot_be_interrupted_is_killed(engine, script, monkeypatch):
    monkeypatch.setattr("retrowriter.engine.client.ANSWER_S", 0.3)
    for event in engine.write(script(pieces=["x"], read_delay=30, deaf=True), ASKED, Sampling()):
        if isinstance(event, protocol.Reading):
            first = engine.pid
            break
    assert not _alive(first)
    assert text_of(engine.write(script(pieces=["next"]), ASKED, Sampling())) == "next"


def test_a_missing_model_is_said(engine):
    with pytest.raises(UserError, match="no model file") as caught:
        engine.load(ModelChoice(path="/nowhere/none.script"))
    assert caught.value.code == "model_missing"


@both_engines
def test_loading_alone(engine, script):
    loaded = engine.load(script(title="Ahead", load_delay=0.05))
    assert isinstance(loaded, Loaded)
    assert loaded.model == "Ahead"
