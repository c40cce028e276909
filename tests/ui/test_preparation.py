"""The embedded model is prepared in a process of its own when it is first asked to write."""

import pytest

from retrowriter.engine import sampling
from retrowriter.models import embedded
from retrowriter.settings import OFFLINE_VARIABLE, Settings
from retrowriter.text.prompt import Brief

BRIEF = Brief(what="a note")
WAIT = 20_000


@pytest.fixture
def window(open_window, monkeypatch, tmp_path):
    """A window without a model; what it could be made of is damaged."""
    (tmp_path / "base.gguf").write_bytes(b"GGUF")
    monkeypatch.setenv(embedded.SOURCE_VARIABLE, str(tmp_path / "base.gguf"))
    return open_window(Settings())


def test_what_goes_wrong_is_said_and_the_window_goes_on(window, qtbot, answers):
    answers.push("OK")
    told = []
    window.composer.status_changed.connect(told.append)
    window.writing.write(BRIEF, sampling.preset())
    assert told == ["Preparing the model..."]
    assert window.writing.busy
    assert window.commands["stop"].isEnabled()
    assert window.status.lamp_text() == "OFFLINE"
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "its checksum differs" in answers.asked[0]
    qtbot.waitUntil(lambda: not window.commands["stop"].isEnabled(), timeout=WAIT)
    assert window.status.model_text() == ""
    assert window.area.current.editor.toPlainText() == ""


def test_without_a_network_it_is_not_tried(window, qtbot, answers, monkeypatch):
    monkeypatch.delenv(embedded.SOURCE_VARIABLE)
    monkeypatch.setenv(OFFLINE_VARIABLE, "1")
    answers.push("OK")
    window.writing.write(BRIEF, sampling.preset())
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert OFFLINE_VARIABLE in answers.asked[0]
    assert not window.writing.busy
    assert window.status.lamp_text() == "OFFLINE"


def test_stop_gives_it_up_without_a_word(window, qtbot):
    window.writing.write(BRIEF, sampling.preset())
    job = window.writing._preparation._job
    with qtbot.waitSignal(job.ended, timeout=WAIT):
        window.commands["stop"].trigger()
        assert not window.writing.busy
    assert not window.commands["stop"].isEnabled()


def test_the_program_ends_while_it_is_prepared(window, qtbot):
    window.writing.write(BRIEF, sampling.preset())
    window.close()
    qtbot.waitUntil(lambda: window.writing._preparation._job is None, timeout=WAIT)
