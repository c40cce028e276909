"""Long files are read beside the window."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from retrowriter.document.model import CharFormat, Document, Paragraph, Run
from retrowriter.errors import UserError
from retrowriter.formats import rtf
from retrowriter.ui import reading
from retrowriter.ui.dialogs.progress import ProgressDialog
from tests.helpers.memo import line


@pytest.fixture
def ticks():
    """How often the window had its turn."""
    count = []
    timer = QTimer()
    timer.timeout.connect(lambda: count.append(1))
    timer.start(5)
    yield count
    timer.stop()


def test_the_window_lives_while_a_long_document_is_read(window, tmp_path, ticks, qtbot):
    words = "The quick brown fox jumps over the lazy dog. " * 8
    run = Run(text=words, format=CharFormat(italic=True))
    document = Document(blocks=(line("first"), *(Paragraph(content=(run,)) for _ in range(6000))))
    path = tmp_path / "long.rtf"
    path.write_bytes(rtf.write(document))
    assert path.stat().st_size > reading.LONG
    before = len(ticks)
    opened = window.area.open_file(path)
    assert len(ticks) - before >= 2
    assert opened.editor.toPlainText().startswith("first\n")
    qtbot.waitUntil(lambda: opened.editor.document().blockCount() == 6001, timeout=60000)


def test_a_long_file_that_is_damaged_is_said(window, tmp_path, answers, qtbot):
    path = tmp_path / "long.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(reading.LONG))
    answers.push("OK")
    assert window.area.open_file(path) is None
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20000)


def test_after_a_while_it_can_be_cancelled(window, monkeypatch):
    monkeypatch.setattr(reading, "_PATIENCE_MS", 1)
    go_on = threading.Event()

    def cancel():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ProgressDialog):
            dialog.cancel_button.click()

    timer = QTimer()
    timer.timeout.connect(cancel)
    timer.start(10)
    try:
        assert reading.read_beside(window, "long.rtf", go_on.wait) is None
    finally:
        go_on.set()
        timer.stop()


def test_errors_and_results_come_through(window):
    def fail():
        raise UserError("no", "No.")

    assert reading.read_beside(window, "x", lambda: 7) == 7
    with pytest.raises(UserError):
        reading.read_beside(window, "x", fail)
