"""The real window with the real embedded model: the main job from the brief to the saved file."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import plain_text
from retrowriter.engine.protocol import Sampling
from retrowriter.models import embedded
from retrowriter.settings import Settings
from retrowriter.text.prompt import Brief

# Looked for before the tests are given a home of their own.
BASE = Path(os.environ.get(embedded.SOURCE_VARIABLE) or embedded.base_path())

pytestmark = [pytest.mark.end2end, pytest.mark.timeout(300)]

BRIEF = Brief(what="memo to all staff about the new laser printer", type="memo", year=1994)
# Long enough not to end before it is stopped.
ENDLESS = Sampling(temperature=0.0, max_tokens=2000, logit_bias={500: 200.0})
WAIT_MS = 120_000


@pytest.fixture
def window(open_window, embedded_model):
    settings = Settings()
    settings.set(table.MODEL, str(embedded_model))
    settings.set(table.CAPITALIZE_SENTENCES, False)
    return open_window(settings)


@pytest.mark.skipif(not BASE.is_file(), reason=f"the base model is not at {BASE}; {embedded.SOURCE_VARIABLE} names it")
def test_the_model_is_made_when_it_is_first_asked_to_write(open_window, qtbot):
    embedded.base_path().parent.mkdir(parents=True)
    embedded.base_path().symlink_to(BASE)
    window = open_window(Settings())
    told = []
    window.composer.status_changed.connect(told.append)
    window.writing.write(BRIEF, Sampling(seed=3, max_tokens=4))
    assert not window.composer.busy
    # Another request in the meantime takes its place.
    window.writing.continue_writing()
    assert window.status.lamp_text() == "OFFLINE"
    qtbot.waitUntil(lambda: window.composer.busy, timeout=WAIT_MS)
    assert any(words.startswith("Merging the voice of 1995 into the model...") for words in told)
    assert embedded.is_ready()
    qtbot.waitUntil(lambda: bool(text(window)), timeout=WAIT_MS)
    window.composer.stop()


def text(window):
    return window.area.current.editor.toPlainText()


def test_the_main_job(window, typist, qtbot, tmp_path, monkeypatch):
    # It is asked, and words come.
    window.writing.write(BRIEF, Sampling(seed=3, max_tokens=24))
    assert window.composer.busy
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=WAIT_MS)
    memo = text(window)
    assert len(memo.split()) > 4
    (record,) = window.area.current.generations
    assert record.text == memo
    assert (record.reason, record.sampling["seed"]) in (("length", 3), ("end", 3))
    assert window.status.model_text() == window.session.loaded.model != ""

    # One undo takes all of it back, one redo brings it again.
    window.commands["undo"].trigger()
    assert text(window) == ""
    window.commands["redo"].trigger()
    assert text(window) == memo

    # It goes on, the writer types in front of it meanwhile, and Esc stops it.
    window.area.current.editor.moveCursor(window.area.current.editor.textCursor().MoveOperation.End)
    window.composer.continue_writing(window.area.current, ENDLESS, window.writing.model_choice())
    qtbot.waitUntil(lambda: len(text(window)) > len(memo) + 4, timeout=WAIT_MS)
    person = typist(window.area.current.editor)
    person.go(0)
    person.type("Mine. ")
    QTest.keyClick(window.area.current.editor, Qt.Key.Key_Escape)
    assert not window.composer.busy
    assert text(window).startswith("Mine. " + memo)
    stopped = text(window)

    # Saved, closed and opened again it is the same, with its records.
    target = tmp_path / "memo.rdw"
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (target, 0))
    window.commands["save"].trigger()
    assert plain_text(formats.read_file(target)[0]).rstrip("\n") == stopped
    window.commands["close"].trigger()
    opened = window.area.open_file(target)
    assert text(window) == stopped
    assert [entry.reason for entry in opened.generations][1:] == ["cancelled"]

    # What was written goes, what was typed stays.
    window.commands["remove_written"].trigger()
    window.commands["remove_written"].trigger()
    assert text(window) == "Mine. "
    opened.allow_close()
