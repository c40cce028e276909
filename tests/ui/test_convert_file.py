"""Text files whose encoding nobody can tell: what the window asks."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from retrowriter.formats import encodings
from retrowriter.ui.dialogs.convert_file import ConvertFileDialog

UNSURE = "Price: £5\n".encode("cp437")


@pytest.fixture
def choose():
    """Answers the dialog: the label of an encoding, or "" to cancel. The labels offered come back."""
    timers = []
    offered = []

    def answer(label):
        def push():
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, ConvertFileDialog):
                return
            timers[-1].stop()
            labels = [dialog.list.item(row).text() for row in range(dialog.list.count())]
            offered.extend(labels)
            if label:
                dialog.list.setCurrentRow(labels.index(label))
                dialog.ok_button.click()
            else:
                dialog.cancel_button.click()

        timers.append(QTimer())
        timers[-1].timeout.connect(push)
        timers[-1].start(5)
        return offered

    yield answer
    for timer in timers:
        assert not timer.isActive(), "the question was expected"


def test_an_unsure_file_is_asked_about_and_saved_as_it_came(window, tmp_path, choose):
    path = tmp_path / "PRICE.TXT"
    path.write_bytes(UNSURE)
    assert not encodings.guess(UNSURE).is_sure
    offered = choose("Macintosh")
    document = window.area.open_file(path)
    assert "MS-DOS (United States)" in offered
    assert document.editor.toPlainText() == "Price: ú5"
    document.mark_changed()
    window.commands["save"].trigger()
    assert path.read_bytes() == UNSURE


def test_whoever_cancels_opens_nothing_and_leaves_no_lock(window, tmp_path, choose):
    path = tmp_path / "PRICE.TXT"
    path.write_bytes(UNSURE)
    before = len(window.area.windows)
    choose("")
    assert window.area.open_file(path) is None
    assert len(window.area.windows) == before
    choose("MS-DOS (United States)")
    assert not window.area.open_file(path).file.read_only


def test_a_file_that_says_what_it_is_opens_at_once(window, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("caf\u00e9 \u2014 Gr\u00fc\u00dfe\n", encoding="utf-8")
    assert window.area.open_file(path).editor.toPlainText() == "caf\u00e9 \u2014 Gr\u00fc\u00dfe"


def test_the_sample_follows_the_choice(qtbot):
    dialog = ConvertFileDialog(None, "PRICE.TXT", b"plain\r\n" + UNSURE, encodings.guess(UNSURE))
    qtbot.addWidget(dialog)
    shown = {}
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        shown[dialog.encoding()] = dialog.sample._lines
    assert shown["cp437"] == ["Price: £5"]
    assert shown["cp1252"] == ["Price: œ5"]
    assert shown["mac_roman"] == ["Price: ú5"]
