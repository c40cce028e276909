"""Word Count and Properties in the real window."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from retrowriter import formats
from retrowriter.document.model import from_plain_text
from retrowriter.text import statistics
from retrowriter.ui import counting
from retrowriter.ui.dialogs.properties import PropertiesDialog
from retrowriter.ui.dialogs.word_count import WordCountDialog


@pytest.fixture
def window(window):
    yield window
    for document in window.area.windows:
        document.allow_close()


def shown(window, command, kind, use):
    """Runs a command and does something with the dialog that it shows."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            seen.append(use(dialog))

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    window.commands[command].trigger()
    assert len(seen) == 1
    return seen[0]


def test_word_count(window, typist):
    person = typist(window.area.current.editor)
    person.type("Dear Sir")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)
    person.type("The printer is here. It hums.")
    window.area.current.editor.insert_page_break()
    person.type("End")

    def read(dialog):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        return dialog.rows, dialog.text()

    rows, text = shown(window, "word_count", WordCountDialog, read)
    assert rows == {
        "Pages": ["2"],
        "Words": ["9"],
        "Characters": ["34"],
        "Characters with Spaces": ["40"],
        "Paragraphs": ["3"],
        "Lines": ["4"],
    }
    assert "Words: 9" in text
    person.select(0, 4)
    rows, _text = shown(window, "word_count", WordCountDialog, read)
    assert rows["Words"] == ["9", "1"]
    assert rows["Pages"] == ["2"]


def test_the_summary_is_kept_with_the_document(window, tmp_path):
    path = tmp_path / "minutes.rdw"
    formats.write_file(path, from_plain_text("one two three"), formats.NATIVE)
    document = window.area.open_file(path)

    def fill(dialog):
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        dialog.title_edit.setText(" Minutes ")
        dialog.author_edit.setText("Margaret Hale")
        dialog.subject_edit.setText("Printers")
        dialog.accept()
        return dialog.windowTitle(), texts

    title, texts = shown(window, "properties", PropertiesDialog, fill)
    assert title == "minutes.rdw Properties"
    assert str(tmp_path) in "".join(texts) or "..." in "".join(texts) or "…" in "".join(texts)
    assert "Read and write" in texts
    assert "3" in texts
    assert document.is_modified
    window.commands["save"].trigger()
    saved = formats.read_file(path)[0]
    assert (saved.title, saved.author) == ("Minutes", "Margaret Hale")
    assert saved.settings["summary"] == {"subject": "Printers"}
    window.area.close_document(document)
    window.area.open_file(path)

    def read(dialog):
        dialog.reject()
        return dialog.summary()

    summary = shown(window, "properties", PropertiesDialog, read)
    assert (summary.title, summary.subject, summary.author) == ("Minutes", "Printers", "Margaret Hale")
    assert not window.area.current.is_modified


def test_properties_of_a_document_without_a_file(window):
    def read(dialog):
        dialog.accept()
        return [label.text() for label in dialog.findChildren(QLabel)]

    texts = shown(window, "properties", PropertiesDialog, read)
    assert "Not saved yet" in texts
    assert not window.area.current.is_modified


def test_damaged_settings_are_no_hindrance(window):
    window.area.current.remember("summary", ["nonsense"])
    shown(window, "properties", PropertiesDialog, lambda dialog: dialog.accept())


def test_a_long_document_is_counted_between_events(window, monkeypatch, qtbot):
    editor = window.area.current.editor
    editor.insertPlainText("One two three. It hums.\n" * 700)
    editor.selectAll()
    # As if each part took longer than there is time for.
    monkeypatch.setattr(counting, "_SLICE_S", 0.0)
    found = []
    count = counting.Counting(editor)
    count.finished.connect(found.append)
    count.go_on()
    assert found == []
    qtbot.waitUntil(lambda: bool(found), timeout=20000)
    wanted = statistics.count("One two three. It hums.\n" * 700)
    assert (found[0].document, found[0].selection) == (wanted, wanted)
    assert found[0].lines == 701
    assert found[0].pages == editor.page_count()
