"""The window's tests run offscreen, in the program's own looks, each with a home of its own."""

import functools
import itertools
import json
import os
import types

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrowriter import settings as table
from retrowriter.engine.protocol import ModelChoice, Server
from retrowriter.settings import Settings
from retrowriter.ui import theme
from retrowriter.ui.app import leave_plain_text
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.main_window import MainWindow

PATIENCE_MS = 60_000

theme.prepare_environment()


@pytest.fixture(scope="session", autouse=True)
def looks(qapp):
    theme.apply(qapp)
    yield
    leave_plain_text(qapp.clipboard())


@pytest.fixture
def qtbot(qtbot):
    """Waits longer than usual: a busy machine is no fault of the program's."""
    qtbot.waitUntil = functools.partial(qtbot.waitUntil, timeout=PATIENCE_MS)
    qtbot.waitSignal = functools.partial(qtbot.waitSignal, timeout=PATIENCE_MS)
    return qtbot


class Typist:
    """Types and moves in an editor as a person does, key by key."""

    def __init__(self, editor):
        self.editor = editor

    def type(self, text):
        QTest.keyClicks(self.editor, text)

    def press(self, *keys, modifier=None):
        for key in keys:
            if modifier is None:
                QTest.keyClick(self.editor, key)
            else:
                QTest.keyClick(self.editor, key, modifier)

    def go(self, position):
        cursor = self.editor.textCursor()
        cursor.setPosition(position)
        self.editor.setTextCursor(cursor)

    def select(self, start, end):
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)


@pytest.fixture
def typist():
    return Typist


@pytest.fixture
def script(tmp_path, monkeypatch, engine_kind, request):
    """Writes a script for the engine, which real child processes then follow; returns the ModelChoice.

    The engine is the fake one in the child, or the real one for servers with a server that follows the script.
    """
    monkeypatch.setenv("RETROWRITER_SCRIPTED", "1")
    if engine_kind == "server":
        server = request.getfixturevalue("script_server")
        return lambda **fields: ModelChoice(server=Server(url=server.add(**fields)))
    count = itertools.count()

    def written(**fields):
        path = tmp_path / f"model{next(count)}.script"
        path.write_text(json.dumps(fields), encoding="utf-8")
        return ModelChoice(path=str(path))

    return written


@pytest.fixture
def open_window(qtbot):
    """Opens the real window with these settings; all are closed, and their children gone, when the test ends."""
    made = []

    def opened(settings):
        window = MainWindow(settings)
        made.append(window)
        window.show()
        window.start([])
        return window

    yield opened
    for window in made:
        window.session.shut_down()
        window.spelling.shut_down()
        qtbot.waitUntil(
            lambda shown=window: not shown.session.child_pid and not shown.spelling.child.pid, timeout=60_000
        )
        for document in window.area.windows:
            # Nobody is there to answer the question about saving.
            document.editor.document().setModified(False)
            document._changed_apart = False
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window, script):
    """A window with a model that follows a script; call use(...) to say which."""
    settings = Settings()
    # What a test types stays as it is; AutoCorrect's own tests switch this on.
    settings.set(table.CAPITALIZE_SENTENCES, False)
    # One child less for each test; the tests of the spelling switch this on.
    settings.set(table.CHECK_SPELLING, False)
    made = open_window(settings)

    def use(**fields):
        choice = script(**fields)
        made.settings.set(table.MODEL, choice.path)
        if choice.server is not None:
            made.settings.set(table.ENGINE, "server")
            made.settings.set(table.SERVER_URL, choice.server.url)
        return choice

    made.use = use
    use(pieces=["Hello ", "world."])
    return made


@pytest.fixture
def answers(monkeypatch):
    """Answers message boxes as a person would: the texts of the buttons to push, in order."""
    wanted = []
    asked = []

    def push():
        box = QApplication.activeModalWidget()
        if isinstance(box, MessageBox) and wanted:
            asked.append(box.text)
            label = wanted.pop(0)
            next(button for button in box.buttons if button.text().replace("&", "") == label).click()

    timer = QTimer()
    timer.timeout.connect(push)
    timer.start(5)
    wanted_and_asked = types.SimpleNamespace(push=wanted.append, asked=asked)
    yield wanted_and_asked
    timer.stop()
    assert wanted == [], "a message box was expected"
