"""The session with a real child process that follows a script."""

import os
import signal

import pytest

from retrowriter.engine import protocol
from retrowriter.engine.protocol import ModelChoice, Sampling
from retrowriter.errors import UserError
from retrowriter.text.prompt import Brief, draft
from retrowriter.ui.writing_session import State, WritingSession
from tests.helpers.engines import both_engines

ASK = draft(Brief(what="a memo"))


class Log:
    def __init__(self, session):
        self.text, self.ends, self.states = [], [], []
        session.text_arrived.connect(lambda request, piece: self.text.append(piece))
        session.ended.connect(lambda request, result: self.ends.append(result))
        session.state_changed.connect(self.states.append)


@pytest.fixture
def session(qtbot):
    made = WritingSession()
    made.log = Log(made)
    yield made
    made.shut_down()
    qtbot.waitUntil(lambda: not made.child_pid, timeout=5000)


def finish(qtbot, session, count=1):
    qtbot.waitUntil(lambda: len(session.log.ends) >= count and session.state is State.IDLE, timeout=20_000)


@both_engines
def test_a_request_from_beginning_to_end(session, script, qtbot):
    session.start(script(pieces=["Héllo ", "😀 ", "world"], title="Test", read_delay=0.02), ASK, Sampling(seed=5))
    assert session.busy
    finish(qtbot, session)
    assert session.log.text == ["Héllo ", "😀 ", "world"]
    (done,) = session.log.ends
    assert isinstance(done, protocol.Done)
    assert (done.reason, done.model, done.seed) == ("end", "Test", 5)
    assert session.log.states == [State.LOADING, State.READING, State.WRITING, State.IDLE]
    assert session.loaded.model == "Test"
    assert not session.busy


@both_engines
def test_stopping(session, script, qtbot):
    session.start(script(pieces=["a"] * 1000, delay=0.01), ASK, Sampling())
    qtbot.waitUntil(lambda: len(session.log.text) > 3, timeout=20_000)
    pid = session.child_pid
    session.stop()
    assert session.state is State.STOPPING
    count = len(session.log.text)
    finish(qtbot, session)
    assert len(session.log.text) == count
    assert session.log.ends[0].reason == "cancelled"
    assert session.child_pid == pid


def test_a_child_that_does_not_listen_is_killed_and_comes_back(session, script, qtbot):
    session.start(script(pieces=["a"], read_delay=30, deaf=True), ASK, Sampling())
    qtbot.waitUntil(lambda: session.state is State.READING, timeout=20_000)
    pid = session.child_pid
    session.stop()
    finish(qtbot, session)
    assert session.log.ends == [None]
    session.start(script(pieces=["again"]), ASK, Sampling())
    finish(qtbot, session, 2)
    assert session.log.text == ["again"]
    assert session.child_pid not in (0, pid)


@both_engines
def test_a_new_request_stops_the_one_that_runs(session, script, qtbot):
    session.start(script(pieces=["a"] * 1000, delay=0.01), ASK, Sampling())
    qtbot.waitUntil(lambda: len(session.log.text) > 3, timeout=20_000)
    count = len(session.log.text)
    session.start(script(pieces=["new"]), ASK, Sampling())
    finish(qtbot, session, 2)
    assert session.log.text[count:] == ["new"]
    assert [end.reason for end in session.log.ends] == ["cancelled", "end"]


@both_engines
def test_many_requests_one_after_another(session, script, qtbot):
    choice = script(pieces=["a"])
    for number in range(1, 31):
        session.start(choice, ASK, Sampling())
        finish(qtbot, session, number)
    assert [end.reason for end in session.log.ends] == ["end"] * 30


@both_engines
def test_a_request_while_the_model_is_warmed_up_waits_for_it(session, script, qtbot):
    choice = script(pieces=["text"], load_delay=0.2)
    session.warm_up(choice)
    assert not session.busy
    session.start(choice, ASK, Sampling())
    finish(qtbot, session)
    assert session.log.text == ["text"]


@both_engines
def test_stopping_while_the_model_is_warmed_up(session, script, qtbot):
    choice = script(pieces=["text"], load_delay=0.2)
    session.warm_up(choice)
    session.start(choice, ASK, Sampling())
    session.stop()
    finish(qtbot, session)
    assert session.log.text == []
    assert session.log.ends == [None]


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_child_that_dies_is_one_sentence(session, script, qtbot, name):
    session.start(script(pieces=["one ", "two ", "three"], signal_after=2, signal=name, delay=0.02), ASK, Sampling())
    finish(qtbot, session)
    assert session.log.text == ["one ", "two "]
    (error,) = session.log.ends
    assert isinstance(error, UserError)
    assert error.code == "engine_ended"
    assert error.message.endswith(".")
    session.start(script(pieces=["alive"]), ASK, Sampling())
    finish(qtbot, session, 2)
    assert session.log.text[-1] == "alive"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_model_that_crashes_three_times_is_set_aside(session, script, qtbot):
    choice = script(pieces=["a"], signal_after=0)
    for number in range(1, 4):
        session.start(choice, ASK, Sampling())
        finish(qtbot, session, number)
    with pytest.raises(UserError) as caught:
        session.start(choice, ASK, Sampling())
    assert caught.value.code == "model_set_aside"
    session.start(script(pieces=["other"]), ASK, Sampling())
    finish(qtbot, session, 4)
    assert session.log.text == ["other"]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_child_that_dies_while_nothing_is_asked_is_no_news(session, script, qtbot):
    choice = script(pieces=["a"])
    session.start(choice, ASK, Sampling())
    finish(qtbot, session)
    os.kill(session.child_pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not session.child_pid, timeout=5000)
    assert len(session.log.ends) == 1
    session.start(choice, ASK, Sampling())
    finish(qtbot, session, 2)


def test_a_failure_comes_through_as_it_is(session, script, qtbot):
    session.start(script(fail="no_luck"), ASK, Sampling())
    finish(qtbot, session)
    assert session.log.ends[0].code == "no_luck"


def test_a_missing_model(session, script, qtbot, tmp_path):
    script()
    session.start(ModelChoice(path=str(tmp_path / "gone.script")), ASK, Sampling())
    finish(qtbot, session)
    assert session.log.ends[0].code == "model_missing"


@both_engines
def test_the_child_ends_with_the_session(script, qtbot):
    session = WritingSession()
    session.log = Log(session)
    session.start(script(pieces=["a"] * 1000, delay=0.01), ASK, Sampling())
    qtbot.waitUntil(lambda: bool(session.log.text), timeout=20_000)
    session.shut_down()
    qtbot.waitUntil(lambda: not session.child_pid, timeout=5000)


def test_a_model_that_is_in_memory_is_not_warmed_up_again(session, script, qtbot):
    choice = script(pieces=["text"], load_delay=0.1)
    session.start(choice, ASK, Sampling())
    finish(qtbot, session)
    session.warm_up(choice)
    assert session.state is State.IDLE
    session.warm_up(script(pieces=["other"]))
    assert session.state is State.LOADING
    qtbot.waitUntil(lambda: session.state is State.IDLE, timeout=5000)
