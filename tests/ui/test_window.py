"""The whole window with a real child process that follows a script."""

import json
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import Paragraph, Run, plain_text
from retrowriter.engine.protocol import Sampling
from retrowriter.settings import Settings
from retrowriter.text.prompt import Brief
from retrowriter.ui import actions
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.editor import document_text
from retrowriter.ui.insertion import written_spans
from tests.helpers.engines import both_engines

BRIEF = Brief(what="memo to all staff about the new laser printer", type="memo", year=1994)
SLOW = {"pieces": ["word "] * 2000, "delay": 0.004}


@pytest.fixture
def person(window, typist):
    return typist(window.area.current.editor)


def text(window):
    return window.area.current.editor.toPlainText()


def write(window, brief=BRIEF):
    window.writing.write(brief, Sampling())


def wait_done(qtbot, window):
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=60_000)


def wait_text(qtbot, window, length=20):
    qtbot.waitUntil(lambda: len(text(window)) > length, timeout=60_000)


def clean(window):
    """Nothing is left to ask about."""
    for document in window.area.windows:
        document.allow_close()


# Documents


def test_a_document_is_written_saved_and_opened_again(window, person, answers, monkeypatch, tmp_path, qtbot):
    person.type("Dear Sir")
    window.commands["bold"].trigger()
    person.type(" bold")
    target = tmp_path / "letter.rdw"
    ask_path(monkeypatch, "get_save_path", target)
    window.commands["save"].trigger()
    assert window.area.current.windowTitle() == "letter.rdw"
    assert window.windowTitle() == "Retro Document Writer - [letter.rdw]"
    assert not window.area.current.is_modified
    saved = window.area.current.document().blocks
    window.commands["close"].trigger()
    assert window.area.current is None
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_document_path", lambda *_: (target, False))
    window.commands["open"].trigger()
    assert window.area.current.document().blocks == saved
    person = type(person)(window.area.current.editor)
    person.type("x")
    window.commands["save"].trigger()
    assert formats.read_file(target)[0].blocks[0].content[0].text.startswith("xDear")


def test_text_files(window, tmp_path, typist):
    path = tmp_path / "notes.txt"
    path.write_bytes("one\r\ntwo — Grüße\r\n".encode("cp1252"))
    document = window.area.open_file(path)
    assert len(window.area.windows) == 1, "the empty document gives way"
    assert document.editor.style_name() == "Typewriter"
    typist(document.editor).type("zero ")
    window.commands["save"].trigger()
    assert path.read_bytes() == "zero one\r\ntwo — Grüße\r\n".encode("cp1252")  # as it came


def test_opening_a_file_twice_shows_it_once(window, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("one")
    first = window.area.open_file(path)
    window.commands["new"].trigger()
    assert window.area.open_file(path) is first
    assert window.area.current is first


def test_a_file_that_cannot_be_opened_is_said(window, tmp_path, answers, qtbot):
    bad = tmp_path / "bad.rdw"
    bad.write_bytes(b"nonsense")
    answers.push("OK")
    assert window.area.open_file(bad) is None
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "damaged" in answers.asked[0]
    assert len(window.area.windows) == 1


@pytest.mark.parametrize(
    ("answer", "stays", "saved"), [("Yes", False, True), ("No", False, False), ("Cancel", True, False)]
)
def test_the_close_question(window, person, answers, monkeypatch, tmp_path, answer, stays, saved):
    person.type("words")
    target = tmp_path / "kept.rdw"
    ask_path(monkeypatch, "get_save_path", target)
    answers.push(answer)
    window.commands["close"].trigger()
    assert answers.asked == ["Do you want to save changes to Document1?"]
    assert (window.area.current is not None) == stays
    assert target.exists() == saved


@pytest.mark.parametrize(
    "keys", [(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_F4, Qt.KeyboardModifier.ControlModifier)]
)
def test_the_keys_of_close_close(window, qtbot, keys):
    QTest.keyClick(window.area.current.editor, *keys)
    qtbot.waitUntil(lambda: not window.area.windows, timeout=60_000)


def test_an_unchanged_document_is_closed_without_a_question(window):
    window.commands["close"].trigger()
    assert window.area.windows == []
    assert not window.commands["save"].isEnabled()
    window.commands["new"].trigger()
    assert window.commands["save"].isEnabled()


def test_a_save_dialog_that_is_cancelled_keeps_the_document(window, person, answers, monkeypatch):
    person.type("words")
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: None)
    answers.push("Yes")
    window.commands["close"].trigger()
    assert text(window) == "words"


def test_leaving_asks_about_every_document_and_can_be_cancelled(window, typist, answers):
    typist(window.area.current.editor).type("one")
    window.commands["new"].trigger()
    typist(window.area.current.editor).type("two")
    answers.push("No")
    answers.push("Cancel")
    window.close()
    assert window.isVisible()
    assert len(window.area.windows) == 2
    answers.push("No")
    answers.push("No")
    window.close()
    assert not window.isVisible()


def test_a_save_that_fails_is_said_and_loses_nothing(window, person, answers, monkeypatch, tmp_path, qtbot):
    person.type("words")
    ask_path(monkeypatch, "get_save_path", tmp_path / "folder")
    (tmp_path / "folder").mkdir()
    answers.push("OK")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert window.area.current.is_modified
    assert text(window) == "words"


def test_recent_files_and_windows_in_the_menus(window, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(name)
        window.area.open_file(tmp_path / name)
    window.menus["File"].aboutToShow.emit()
    window.menus["File"].aboutToShow.emit()
    shown = [action.text() for action in window.menus["File"].actions()]
    assert shown.count("&1 two.txt") == shown.count("&2 one.txt") == 1
    window.menus["Window"].aboutToShow.emit()
    entries = [
        action
        for action in window.menus["Window"].actions()
        if action.text().startswith("&") and ".txt" in action.text()
    ]
    assert [(action.text(), action.isChecked()) for action in entries] == [("&1 one.txt", False), ("&2 two.txt", True)]
    entries[0].trigger()
    assert window.area.current.windowTitle() == "one.txt"


# Commands


def test_the_table_of_commands_is_sound(window):
    names = [command.name for command in actions.COMMANDS]
    assert len(names) == len(set(names))
    keys = [QKeySequence(key).toString() for command in actions.COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert "" not in keys
    shown = {name for _title, entries in actions.MENUS for name in entries}
    shown |= {*actions.STANDARD_BAR, *actions.FORMATTING_BAR}
    shown |= {command.name for command in actions.COMMANDS if command.keys}
    assert set(names) <= shown, "a command that nobody can give"
    for command in actions.COMMANDS:
        assert command.description.endswith("."), command.name
        assert len(command.description) < 90, command.name
        assert window.commands[command.name].toolTip() == actions.plain(
            window.commands[command.name].text().split("\t")[0]
        )
    for _title, entries in actions.MENUS:
        texts = [command.text for name in entries for command in actions.COMMANDS if command.name == name]
        letters = [found[found.index("&") + 1].lower() for found in texts]
        assert len(letters) == len(set(letters)), texts


def test_keys_reach_the_commands_from_the_text(window, person, qtbot):
    person.type("word")
    QTest.keyClick(person.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(person.editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(person.editor, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (block,) = window.area.current.document().blocks
    assert block.content[0].format.bold is True
    assert block.format.alignment == "center"
    assert window.commands["bold"].isChecked()
    assert window.commands["align_center"].isChecked()
    QTest.keyClick(person.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.area.current.document().blocks[0].format.alignment is None
    QTest.keyClick(person.editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(window.area.windows) == 2


def test_the_boxes_show_and_change_the_format(window, person):
    person.type("word")
    person.select(0, 4)
    window.boxes.font_chosen.emit("Arial")
    window.boxes.size_chosen.emit(20.0)
    window.boxes.style_chosen.emit("Quote")
    (block,) = window.area.current.document().blocks
    assert (block.style, block.content[0].format.font, block.content[0].format.size) == ("Quote", "Arial", 20.0)
    shown = [box.currentText() for name, box in window.boxes.by_name.items() if name != actions.ZOOM_BOX]
    assert shown == ["Quote", "Arial", "20"]
    window.boxes.zoom_chosen.emit(1.5)
    assert window.area.current.editor.zoom == 1.5
    window.boxes.zoom_chosen.emit("width")
    editor = window.area.current.editor
    assert abs(editor.paper(0).width() - editor.viewport().width()) < 40


def test_status_bar(window, person, qtbot):
    person.type("Hello")
    person.press(Qt.Key.Key_Return)
    person.type("to")
    assert "Page 1" in window.status.place_text()
    assert "1/1" in window.status.place_text()
    assert "Ln 2     Col 3" in window.status.place_text()
    window.area.current.editor.insert_page_break()
    assert "Page 2" in window.status.place_text()
    assert 'At 1.0"     Ln 1     Col 1' in window.status.place_text()


def test_what_the_window_remembers(window, open_window):
    window.resize(700, 555)
    window.commands["formatting_bar"].trigger()
    window.commands["ruler"].trigger()
    window.area.current.editor.set_zoom(1.5)
    assert not window.area.current.ruler.isVisible()
    window.close()
    again = Settings()
    assert again.get(table.FORMATTING_BAR) is False
    assert again.get(table.RULER) is False
    assert again.get(table.ZOOM) == 1.5
    made = open_window(again)
    assert (made.width(), made.height()) == (700, 555)
    assert not made.formatting_bar.isVisible()
    assert made.area.current.editor.zoom == 1.5


# Writing


@both_engines
def test_a_document_is_drafted_into_the_empty_one(window, qtbot, engine_kind):
    window.use(pieces=["MEMO\n\nTO:   All", " staff\n", "The printer is here.\n"], title="Test Model")
    write(window)
    assert window.commands["stop"].isEnabled()
    wait_done(qtbot, window)
    assert text(window) == "MEMO\n\nTO:       All staff\nThe printer is here."
    document = window.area.current.document()
    assert {block.style for block in document.blocks} == {"Typewriter"}
    (record,) = document.generations
    assert (record.number, record.model, record.reason) == (1, "Test Model", "end")
    assert record.brief["what"] == BRIEF.what
    assert record.text == text(window)
    assert record.sampling["seed"] >= 0
    assert record.engine == ("scripted" if engine_kind == "local" else "OpenAI-compatible server at 127.0.0.1")
    assert {item.generation for block in document.blocks for item in block.content} == {1}
    assert not window.commands["stop"].isEnabled()
    assert window.status.model_text() == "Test Model"
    clean(window)


@both_engines
def test_one_undo_takes_back_the_whole_draft(window, qtbot):
    window.use(pieces=["one ", "two\n", "three"], delay=0.04)
    write(window)
    wait_done(qtbot, window)
    assert window.commands["undo"].text() == "&Undo Writing"
    window.commands["undo"].trigger()
    assert window.area.current.editor.is_blank()
    assert window.area.current.editor.style_name() == "Normal"
    assert not window.commands["undo"].isEnabled()
    window.commands["redo"].trigger()
    assert text(window) == "one two\nthree"
    clean(window)


def test_a_model_that_adds_nothing_is_said(window, person, qtbot):
    person.type("All is said.")
    window.use(pieces=[])
    window.commands["continue_writing"].trigger()
    wait_done(qtbot, window)
    qtbot.waitUntil(lambda: window.status.model_text() == "The model has nothing to add here.", timeout=60_000)
    assert text(window) == "All is said."
    window.use(pieces=[" More."])
    window.commands["continue_writing"].trigger()
    wait_done(qtbot, window)
    assert window.status.model_text() != "The model has nothing to add here."
    clean(window)


@both_engines
def test_a_draft_never_goes_into_a_document_with_words(window, person, qtbot):
    person.type("mine")
    window.use(pieces=["its"])
    write(window)
    wait_done(qtbot, window)
    assert [document.editor.toPlainText() for document in window.area.windows] == ["mine", "its"]
    clean(window)


@both_engines
def test_escape_stops_and_what_is_written_stays(window, qtbot):
    window.use(**SLOW)
    write(window)
    wait_text(qtbot, window)
    QTest.keyClick(window.area.current.editor, Qt.Key.Key_Escape)
    assert not window.composer.busy
    kept = text(window)
    qtbot.wait(100)
    assert text(window) == kept
    assert window.area.current.generations[0].reason == "cancelled"
    assert window.area.current.generations[0].text == kept
    clean(window)


@both_engines
def test_undo_while_writing_stops_first(window, qtbot):
    window.use(**SLOW)
    write(window)
    wait_text(qtbot, window)
    window.commands["undo"].trigger()
    assert not window.composer.busy
    assert len(text(window)) > 20
    window.commands["undo"].trigger()
    assert text(window) == ""
    clean(window)


@both_engines
def test_typing_elsewhere_while_it_writes(window, typist, qtbot):
    window.use(pieces=[f"{number} " for number in range(200)], delay=0.005)
    write(window)
    wait_text(qtbot, window)
    person = typist(window.area.current.editor)
    person.go(0)
    person.type("Mine: ")
    person.press(Qt.Key.Key_Return)
    person.type("again ")
    wait_done(qtbot, window)
    assert text(window) == "Mine: \nagain " + " ".join(f"{number}" for number in range(200))
    window.commands["undo"].trigger()
    assert text(window).startswith("Mine: \nagain 0 1")
    assert not text(window).endswith("199")
    window.commands["redo"].trigger()
    window.commands["remove_written"].trigger()
    assert text(window) == "Mine: \nagain "
    clean(window)


@both_engines
def test_continuing_goes_on_at_the_caret(window, person, qtbot, tmp_path):
    person.type("Before. After.")
    person.go(7)
    asked = tmp_path / "asked.json"
    window.use(pieces=[" In", " between."], prompt_to=str(asked))
    QTest.keyClick(person.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_done(qtbot, window)
    assert text(window) == "Before. In between. After."
    conversation = json.loads(asked.read_text())
    assert conversation["prefix"] == "Before."
    assert "After." in conversation["messages"][-1]["content"]
    first = window.area.current.document().blocks[0]
    assert [item.origin for item in first.content] == ["person", "model", "person"]
    assert first.style == "Normal"
    clean(window)


@both_engines
def test_continuing_a_draft_keeps_its_brief(window, qtbot, tmp_path):
    asked = tmp_path / "asked.json"
    window.use(pieces=["MEMO  \n", "\nThe printer "])
    write(window)
    wait_done(qtbot, window)
    window.use(pieces=[" is here."], prompt_to=str(asked))
    window.commands["continue_writing"].trigger()
    wait_done(qtbot, window)
    assert text(window) == "MEMO\n\nThe printer is here."
    conversation = json.loads(asked.read_text())
    assert BRIEF.what in conversation["messages"][-1]["content"]
    assert conversation["prefix"] == "MEMO\n\nThe printer"
    assert [record.number for record in window.area.current.generations] == [1, 2]
    window.commands["undo"].trigger()
    assert text(window) == "MEMO\n\nThe printer"
    clean(window)


@both_engines
def test_a_new_request_takes_over_from_the_one_that_writes(window, qtbot):
    window.use(**SLOW)
    write(window)
    wait_text(qtbot, window)
    first = window.area.current
    window.commands["new"].trigger()
    window.use(pieces=["second"])
    write(window)
    kept = first.editor.toPlainText()
    wait_done(qtbot, window)
    assert first.editor.toPlainText() == kept
    assert text(window) == "second"
    assert first.generations[0].reason == "cancelled"
    clean(window)


@both_engines
def test_two_requests_in_a_hurry(window, qtbot):
    window.use(**SLOW)
    write(window)
    window.use(pieces=["second"])
    window.commands["continue_writing"].trigger()
    wait_done(qtbot, window)
    assert text(window) == "second"
    clean(window)


@both_engines
def test_closing_the_document_stops_the_writing(window, qtbot, answers):
    window.use(**SLOW)
    write(window)
    wait_text(qtbot, window)
    answers.push("No")
    window.commands["close"].trigger()
    assert window.area.current is None
    assert not window.composer.busy
    window.commands["new"].trigger()
    window.use(pieces=["alive"])
    write(window)
    wait_done(qtbot, window)
    assert text(window) == "alive"
    clean(window)


@both_engines
def test_saving_while_it_writes_keeps_what_is_there(window, qtbot, monkeypatch, tmp_path):
    window.use(**SLOW)
    write(window)
    wait_text(qtbot, window)
    target = tmp_path / "draft.rdw"
    ask_path(monkeypatch, "get_save_path", target)
    window.commands["save"].trigger()
    saved = plain_text(formats.read_file(target)[0])
    assert len(saved) > 20
    wait_text(qtbot, window, len(saved) + 20)
    window.commands["stop"].trigger()
    assert text(window).startswith(saved)
    assert window.area.current.is_modified
    clean(window)


@both_engines
def test_generations_are_saved_with_the_document(window, qtbot, monkeypatch, tmp_path):
    window.use(pieces=["one ", "two\n\n", "three"])
    write(window)
    wait_done(qtbot, window)
    target = tmp_path / "draft.rdw"
    ask_path(monkeypatch, "get_save_path", target)
    window.commands["save"].trigger()
    window.commands["close"].trigger()
    opened = window.area.open_file(target)
    (record,) = opened.generations
    assert record.text == "one two\n\nthree"
    assert opened.settings["brief"]["what"] == BRIEF.what
    assert opened.document().blocks == (
        Paragraph(content=(Run(text="one two", origin="model", generation=1),), style="Typewriter"),
        Paragraph(style="Typewriter"),
        Paragraph(content=(Run(text="three", origin="model", generation=1),), style="Typewriter"),
    )
    window.commands["remove_written"].trigger()
    assert text(window) == ""
    clean(window)


def test_a_child_that_is_killed_leaves_the_text_and_a_usable_window(window, typist, qtbot, answers):
    choice = window.use(pieces=["word "] * 100, delay=0.005, signal_after=50)
    write(window)
    answers.push("Cancel")
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=60_000)
    assert "start again" in answers.asked[0]
    assert text(window) == ("word " * 50).rstrip()
    assert not window.composer.busy
    person = typist(window.area.current.editor)
    person.go(len(text(window)))
    person.type(" and mine")
    assert text(window).endswith("word and mine")
    window.use(pieces=[" and it goes on"])
    window.commands["continue_writing"].trigger()
    wait_done(qtbot, window)
    assert text(window).endswith("and mine and it goes on")
    assert choice.path
    clean(window)


def test_a_restart_after_a_crash_goes_on_writing(window, qtbot, answers, tmp_path):
    choice = window.use(pieces=["first "], signal_after=0)
    write(window)
    qtbot.waitUntil(lambda: message() is not None, timeout=60_000)
    with open(choice.path, "w", encoding="utf-8") as file:
        json.dump({"pieces": ["second"]}, file)
    answers.push("Restart")
    wait_text(qtbot, window, 5)
    wait_done(qtbot, window)
    assert text(window) == "second"
    clean(window)


def test_a_failure_is_said_once_and_in_words(window, qtbot, answers):
    window.use(fail="no_luck")
    answers.push("OK")
    write(window)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=60_000)
    assert answers.asked == ["The script says that this fails."]
    assert not window.composer.busy
    assert window.area.current.generations == ()


@both_engines
def test_a_thousand_random_edits_during_a_stream_lose_nothing(window, typist, qtbot):
    pieces = [f"{number}{' ' if number % 7 else chr(10)}" for number in range(1500)]
    window.use(pieces=pieces, delay=0.002)
    write(window)
    wait_text(qtbot, window, 0)
    editor = window.area.current.editor
    person = typist(editor)
    chance = random.Random(7)
    typed = []
    for number in range(1000):
        cursor = editor.textCursor()
        action = chance.random()
        if action < 0.7:
            letter = "abcdefgh"[number % 8]
            person.type(letter)
            typed.append(letter)
        elif action < 0.75:
            person.press(Qt.Key.Key_Return)
        elif action < 0.8:
            cursor.movePosition(cursor.MoveOperation.PreviousWord, cursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
            editor.set_italic(number % 2 == 0)
            cursor.clearSelection()
            editor.setTextCursor(cursor)
        else:
            person.go(chance.randrange(editor.document().characterCount()))
        if number % 10 == 0:
            qtbot.wait(3)
    assert window.composer.busy, "the edits must happen during the stream"
    wait_done(qtbot, window)
    found = [letter for letter in text(window) if letter in "abcdefgh"]
    assert sorted(found) == sorted(typed)
    document = editor.document()
    streamed = "".join(document_text(document, start, end) for start, end in written_spans(document, 1))
    assert streamed == "".join(pieces).rstrip()
    clean(window)


def ask_path(monkeypatch, function, path):
    """The dialog answers with this path, in the type that its ending says."""
    index = 1 if path.suffix == ".txt" else 0
    monkeypatch.setattr(f"retrowriter.ui.dialogs.file_dialog.{function}", lambda *_arguments: (path, index))


def message():
    from PySide6.QtWidgets import QApplication

    box = QApplication.activeModalWidget()
    return box if isinstance(box, MessageBox) else None
