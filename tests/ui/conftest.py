"""The window's tests run offscreen, in the program's own looks, each with a home of its own."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from retrowriter.ui import theme

theme.prepare_environment()


@pytest.fixture(scope="session", autouse=True)
def looks(qapp):
    theme.apply(qapp)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("RETROWRITER_HOME", str(folder))
    return folder


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
