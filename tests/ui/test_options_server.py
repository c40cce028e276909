"""A server in the Options dialog and in the window: its key, its test, the lamp that says where the text goes."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from retrowriter import settings as table
from retrowriter.engine.protocol import Sampling
from retrowriter.settings import Settings
from retrowriter.text.prompt import Brief
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.dialogs.options import OptionsDialog
from retrowriter.ui.dialogs.server_buttons import KeyDialog, ServerButtons

KEY = "sk-very-secret"
WORDS = {"pieces": ["one ", "two ", "three"], "title": "Writer"}


@pytest.fixture
def dialog(qtbot, home):
    made = OptionsDialog(None, Settings())
    made.server = ServerButtons(made)
    gone = []
    made.server._job.destroyed.connect(lambda: gone.append(True))
    made.show_tab("Engine")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)


@pytest.fixture
def keyring_file(tmp_path, monkeypatch):
    path = tmp_path / "keyring.json"
    monkeypatch.setenv("TEST_KEYRING_FILE", str(path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.helpers.keyring_file.Keyring")
    return path


def said(qtbot):
    """The text of the message box that comes up, which is then closed."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MessageBox), timeout=20_000)
    box = QApplication.activeModalWidget()
    text = box.text
    box.buttons[0].click()
    return text


def give_key(dialog, key):
    def type_it():
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, KeyDialog)
        asked.key_edit.setText(key)
        asked.ok_button.click()

    QTimer.singleShot(0, type_it)
    dialog.server.key_button.click()


def test_a_server_is_tested_with_what_the_fields_say(dialog, qtbot, script_server):
    dialog.fields["server_url"].show(script_server.add(**WORDS, read_delay=0.3))
    dialog.server.test_button.click()
    assert not dialog.server.test_button.isEnabled()
    assert dialog.server._status.text() == "Asking 127.0.0.1..."
    text = said(qtbot)
    assert text.startswith("The server 127.0.0.1 writes with the model Writer. Its first word came after 0.")
    assert "not encrypted" not in text
    assert dialog.server.test_button.isEnabled()
    assert Settings().get(table.SERVER_URL) == "", "a test changes no setting"
    assert script_server.requests[-1].body["max_tokens"] == 16


def test_a_test_that_fails_says_why(dialog, qtbot, script_server):
    dialog.fields["server_url"].show(script_server.add(**WORDS))
    dialog.fields["server_model"].show("another")
    dialog.server.test_button.click()
    assert "no model another" in said(qtbot)
    dialog.fields["server_url"].show("localhost")
    dialog.server.test_button.click()
    assert "is not the address of a server" in said(qtbot)
    assert dialog.focusWidget() is dialog.fields["server_url"].control


def test_leaving_the_dialog_ends_a_test(dialog, qtbot, script_server):
    dialog.fields["server_url"].show(script_server.add(**WORDS, read_delay=30))
    dialog.server.test_button.click()
    qtbot.waitUntil(lambda: len(script_server.requests) == 2, timeout=20_000)
    dialog.reject()


def test_a_key_is_kept_used_and_forgotten(dialog, qtbot, script_server, keyring_file, home):
    dialog.fields["server_url"].show(script_server.add(**WORDS, key=KEY))
    dialog.server.test_button.click()
    assert "does not accept the key" in said(qtbot)
    give_key(dialog, KEY)
    assert said(qtbot) == "The key is kept in the keyring."
    assert KEY in keyring_file.read_text()
    dialog.server.test_button.click()
    assert "writes with the model Writer" in said(qtbot)
    assert dialog.apply()
    kept = [path for path in Path(home).rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert kept == []
    give_key(dialog, "")
    assert "no key" in said(qtbot)
    assert json.loads(keyring_file.read_text()) == {}


def test_a_key_is_not_shown_and_must_look_like_one(qtbot):
    dialog = KeyDialog(None, "host")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.key_edit.setText("two words")
    assert dialog.key_edit.displayText() != "two words"
    dialog.ok_button.click()
    assert "one word" in said(qtbot)
    assert dialog.isVisible()


def test_a_server_that_is_to_write_needs_an_address(dialog, qtbot):
    dialog.fields["engine"].show("server")
    assert not dialog.apply()
    assert "address" in said(qtbot)
    assert Settings().get(table.ENGINE) == "local"


# In the window


def test_the_lamp_says_where_the_text_goes(window, qtbot):
    assert window.status.lamp_text() == "OFFLINE"

    def choose():
        dialog = QApplication.activeModalWidget()
        dialog.fields["engine"].show("server")
        dialog.fields["server_url"].show("https://writer.example.com/v1")
        dialog.apply_button.click()
        assert window.status.lamp_text() == "SERVER writer.example.com"
        dialog.fields["offline"].show(True)
        dialog.ok_button.click()

    QTimer.singleShot(0, choose)
    window.commands["options"].trigger()
    assert window.status.lamp_text() == "OFFLINE"


def test_the_lamp_says_online_while_models_are_looked_for(window, monkeypatch):
    def asking(yes):
        monkeypatch.setattr(type(window.models), "uses_network", property(lambda _models: yes))
        window.models.network_changed.emit()

    asking(True)
    assert window.status.lamp_text() == "ONLINE"
    window.settings.set(table.ENGINE, "server")
    window.settings.set(table.SERVER_URL, "http://localhost/v1")
    asking(True)
    assert window.status.lamp_text() == "SERVER localhost"
    window.settings.set(table.ENGINE, "local")
    asking(False)
    assert window.status.lamp_text() == "OFFLINE"


@pytest.mark.parametrize("server", [False, True])
def test_a_full_screen_hides_no_lamp_that_matters(window, server):
    if server:
        window.settings.set(table.ENGINE, "server")
        window.settings.set(table.SERVER_URL, "http://localhost/v1")
    window.commands["full_screen"].trigger()
    assert window.status.isVisible() == server
    window.commands["full_screen"].trigger()
    assert window.status.isVisible()


def test_the_lamp_is_lit_from_the_start(open_window, script_server):
    settings = Settings()
    settings.set(table.ENGINE, "server")
    settings.set(table.SERVER_URL, script_server.add())
    made = open_window(settings)
    assert made.status.lamp_text() == "SERVER 127.0.0.1"
    assert script_server.requests == [], "nothing is asked before the writer asks"


def test_a_server_that_dies_keeps_the_text_and_says_so(window, script_server, qtbot, answers):
    window.settings.set(table.ENGINE, "server")
    window.settings.set(table.SERVER_URL, script_server.add(pieces=["word "] * 50, delay=0.01, cut_after=20))
    answers.push("OK")
    window.writing.write(Brief(what="a memo"), Sampling())
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "was lost" in answers.asked[0]
    assert window.area.current.editor.toPlainText().split() == ["word"] * 20
    assert not window.composer.busy
    record = window.area.current.document().generations[0]
    assert (record.reason, record.model) == ("failed", "Scripted")
    window.settings.set(table.SERVER_URL, script_server.add(pieces=[" and on"]))
    window.commands["continue_writing"].trigger()
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20_000)
    assert window.area.current.editor.toPlainText().split() == ["word"] * 20 + ["and", "on"]


def test_what_the_status_bar_says_while_a_server_is_asked(window, qtbot, script_server):
    window.settings.set(table.ENGINE, "server")
    window.settings.set(table.SERVER_URL, script_server.add(pieces=["one"], load_delay=0.3, read_delay=0.3))
    told = []
    window.composer.status_changed.connect(told.append)
    window.writing.write(Brief(what="a memo"), Sampling())
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20_000)
    assert "Asking the server..." in told
    assert "Reading..." in told
    assert window.status.model_text() == "Scripted"


def test_what_a_server_can_hold_decides_what_it_is_sent(window, qtbot, script_server):
    qtbot.waitUntil(lambda: window.session.loaded is not None, timeout=20_000)
    window.settings.set(table.ENGINE, "server")
    window.settings.set(table.SERVER_URL, script_server.add(pieces=[" x"], extra={"max_model_len": 500}))
    window.area.current.editor.setPlainText("word " * 8000)
    sizes = []
    for _ in range(2):
        window.area.current.editor.moveCursor(QTextCursor.MoveOperation.End)
        window.writing.continue_writing()
        qtbot.waitUntil(lambda: not window.composer.busy, timeout=20_000)
        sizes.append(sum(len(turn["content"]) for turn in script_server.requests[-1].body["messages"]))
    # Before it has been asked, it is taken to hold little; then what it says counts.
    assert sizes[0] <= 4096 * 3 + 1000
    assert sizes[1] <= 500 * 3 + 1000


@pytest.mark.parametrize(("offline", "words"), [(False, "No server is set"), (True, "never to use the network")])
def test_without_an_address_or_with_the_network_off_it_is_said(window, qtbot, answers, script_server, offline, words):
    window.settings.set(table.ENGINE, "server")
    window.settings.set(table.SERVER_URL, script_server.add() if offline else "")
    window.settings.set(table.OFFLINE, offline)
    answers.push("OK")
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=5000)
    assert words in answers.asked[0]
    assert script_server.requests == []
