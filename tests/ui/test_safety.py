"""Recovery after a crash, files that others have or change, backups, AutoSave: in the real window."""

import os
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from retrowriter import formats, paths
from retrowriter import settings as table
from retrowriter.document.model import Document, Paragraph, Run, from_plain_text, plain_text
from retrowriter.recovery.journal import Head, Journal, Rest, Splice
from retrowriter.recovery.open_file import OpenFile, read_stamp
from retrowriter.settings import Settings
from retrowriter.ui import safety
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.dialogs.recovery import RecoveryDialog


@pytest.fixture
def window(window):
    yield window
    for document in window.area.windows:
        document.allow_close()


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.rdw"
    formats.write_file(path, from_plain_text("Dear Sir"), formats.NATIVE)
    return path


def text(window):
    return window.area.current.editor.toPlainText()


def crashed(name, words, path=None, stamp=None):
    """Leaves behind what a crashed run leaves: a folder with a journal, whose lock nobody holds."""
    journal = Journal(paths.journal_dir() / name / "1.journal")
    journal.begin()
    format_key = formats.by_suffix(path).key if path else ""
    journal.append(Head(title=path.name if path else name, path=str(path or ""), format=format_key, stamp=stamp))
    lines = tuple((Paragraph(content=(Run(text=line),)),) for line in words.split("\n"))
    journal.append(Splice(0, 0, lines))
    journal.append(Rest(Document(blocks=(), settings={"year": 1994})))
    journal.complete()
    journal.close()
    return journal.path


def start(open_window, qtbot):
    made = open_window(Settings())
    qtbot.waitUntil(lambda: made.findChild(RecoveryDialog) is not None, timeout=60_000)
    return made, made.findChild(RecoveryDialog)


def rows(dialog):
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [(item.text(0), item.text(2)) for item in items]


# Recovery


def test_documents_of_a_crash_are_offered_and_opened(open_window, qtbot, letter):
    old = crashed("Document1", "\nA poem\nof two lines")
    os.utime(old, (1000, 1000))
    kept = crashed("second", "Dear Sir and Madam", letter, read_stamp(letter))
    window, dialog = start(open_window, qtbot)
    assert rows(dialog) == [("letter.rdw", "Dear Sir and Madam"), ("Document1", "A poem")]
    dialog.recover_button.click()
    assert not dialog.isVisible()
    assert [document.windowTitle() for document in window.area.windows] == [
        "letter.rdw (Recovered)",
        "Document1 (Recovered)",
    ]
    assert text(window) == "\nA poem\nof two lines"
    assert window.area.current.settings == {"year": 1994}
    assert all(document.is_modified for document in window.area.windows)
    # The old journals go as soon as there are new ones.
    qtbot.waitUntil(lambda: not old.exists() and not kept.exists(), timeout=60_000)
    assert len(list(paths.journal_dir().glob("*/*.journal"))) == 2
    assert plain_text(formats.read_file(letter)[0]) == "Dear Sir", "the file stays until it is saved"
    window.area.show_document(window.area.windows[0])
    window.commands["save"].trigger()
    assert plain_text(formats.read_file(letter)[0]) == "Dear Sir and Madam"
    assert window.area.windows[0].windowTitle() == "letter.rdw"
    for document in window.area.windows:
        document.allow_close()


def test_discarding_asks_first(open_window, qtbot, answers):
    path = crashed("Document1", "words")
    _window, dialog = start(open_window, qtbot)
    answers.push("No")
    dialog.discard_button.click()
    assert path.exists()
    answers.push("Yes")
    dialog.discard_button.click()
    assert not path.exists()
    assert not dialog.isVisible()


def test_a_copy_is_saved_and_nothing_is_opened(open_window, qtbot, monkeypatch, tmp_path):
    path = crashed("Document1", "words")
    window, dialog = start(open_window, qtbot)
    target = tmp_path / "copy.rdw"
    asked = []
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *args: asked.append(args))
    dialog.copy_button.click()
    assert asked[0][2] == "Document1.rdw"
    assert path.exists(), "nothing was chosen"
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (target, 0))
    dialog.copy_button.click()
    assert plain_text(formats.read_file(target)[0]) == "words"
    assert not path.exists()
    assert text(window) == ""


def test_closing_the_dialog_keeps_all_for_the_next_start(open_window, qtbot):
    crashed("Document1", "words")
    crashed("Document2", "more")
    window, dialog = start(open_window, qtbot)
    dialog.list.clearSelection()
    assert not dialog.recover_button.isEnabled()
    dialog.close_button.click()
    window.close()
    _window, again = start(open_window, qtbot)
    assert len(rows(again)) == 2
    again.close_button.click()


def test_a_file_that_changed_since_the_crash_is_not_saved_over(open_window, qtbot, letter, answers):
    crashed("x", "mine", letter, read_stamp(letter))
    formats.write_file(letter, from_plain_text("theirs"), formats.NATIVE)
    window, dialog = start(open_window, qtbot)
    dialog.recover_button.click()
    answers.push("Cancel")
    window.commands["save"].trigger()
    assert "Another program has changed letter.rdw" in answers.asked[0]
    assert plain_text(formats.read_file(letter)[0]) == "theirs"
    window.area.current.allow_close()


def test_nothing_is_offered_where_nothing_was_left(window, qtbot):
    qtbot.wait(150)
    assert window.findChild(RecoveryDialog) is None
    window.close()
    assert list(paths.journal_dir().iterdir()) == []


def test_a_home_without_room_for_journals_is_said_once(home, open_window, answers, qtbot):
    (home / "data").mkdir(parents=True)
    (home / "data" / "journal").write_text("a file where a folder should be")
    answers.push("OK")
    window = open_window(Settings())
    window.commands["new"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked))
    qtbot.wait(50)
    assert len(answers.asked) == 1
    assert "not secured against a crash" in answers.asked[0]


def test_a_second_crash_during_the_recovery_loses_nothing(open_window, qtbot):
    path = crashed("Document1", "words")
    window, dialog = start(open_window, qtbot)
    dialog.recover_button.click()
    assert path.exists(), "the old journal stays until the new one is whole"
    (document,) = window.area.windows
    document.allow_close()


# Files in use


def test_a_file_in_use_is_opened_for_reading_only(window, letter, answers):
    other = OpenFile(letter)
    answers.push("No")
    assert window.area.open_file(letter) is None
    assert "open in another window" in answers.asked[0]
    answers.push("Yes")
    document = window.area.open_file(letter)
    assert document.windowTitle() == "letter.rdw (Read-Only)"
    other.release()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX only")
def test_a_pipe_is_said_and_not_waited_for(window, tmp_path, qtbot):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert window.area.open_file(pipe) is None
    box = next(box for box in window.findChildren(MessageBox) if box.isVisible())
    assert box.text == "pipe.txt is not a document but a device or a pipe."
    box.close()


def test_the_lock_goes_with_the_document(window, letter):
    document = window.area.open_file(letter)
    assert [entry.name for entry in letter.parent.glob("*~$*")] == [".~$letter.rdw.lock"]
    window.area.close_document(document)
    assert list(letter.parent.glob("*~$*")) == []


def test_saving_under_another_name_moves_the_lock(window, letter, typist, monkeypatch):
    document = window.area.open_file(letter)
    typist(document.editor).type("x")
    target = letter.with_name("other.rdw")
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (target, 0))
    window.commands["save_as"].trigger()
    assert [entry.name for entry in letter.parent.glob("*~$*")] == [".~$other.rdw.lock"]
    assert plain_text(formats.read_file(letter)[0]) == "Dear Sir"


def test_nobody_saves_over_a_file_that_is_open_elsewhere(window, letter, typist, monkeypatch, answers, qtbot):
    other = OpenFile(letter)
    typist(window.area.current.editor).type("mine")
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (letter, 0))
    answers.push("OK")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "open in another window" in answers.asked[0]
    assert plain_text(formats.read_file(letter)[0]) == "Dear Sir"
    assert window.area.current.is_modified
    other.release()


def test_a_link_to_an_open_file_shows_its_window(window, letter):
    link = letter.with_name("link.rdw")
    link.symlink_to(letter)
    assert window.area.open_file(letter) is window.area.open_file(link)


def test_a_read_only_file_offers_another_name(window, letter, typist, monkeypatch, answers):
    letter.chmod(0o444)
    document = window.area.open_file(letter)
    assert document.windowTitle() == "letter.rdw (Read-Only)"
    typist(document.editor).type("My ")
    target = letter.with_name("mine.rdw")
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (target, 0))
    answers.push("Cancel")
    window.commands["save"].trigger()
    assert document.is_modified
    answers.push("OK")
    window.commands["save"].trigger()
    assert plain_text(formats.read_file(target)[0]) == "My Dear Sir"
    assert document.windowTitle() == "mine.rdw"
    assert not document.file.read_only
    assert plain_text(formats.read_file(letter)[0]) == "Dear Sir"


def test_open_as_read_only(window, letter, monkeypatch):
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_document_path", lambda *_: (letter, True))
    window.commands["open"].trigger()
    assert window.area.current.windowTitle() == "letter.rdw (Read-Only)"
    assert list(letter.parent.glob("*~$*")) == [], "others may write it"


def test_save_all(window, letter, typist, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("one")
    for path in (letter, notes):
        typist(window.area.open_file(path).editor).type("x")
    window.commands["save_all"].trigger()
    assert not any(document.is_modified for document in window.area.windows)
    assert notes.read_text() == "xone\n"
    assert plain_text(formats.read_file(letter)[0]) == "xDear Sir"


# Changes by other programs


def activate(qtbot):
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.wait(20)


@pytest.mark.parametrize(("answer", "shown"), [("Yes", "theirs"), ("No", "Dear Sir")])
def test_a_changed_file_is_opened_again_if_wanted(window, letter, answers, qtbot, answer, shown):
    window.area.open_file(letter)
    activate(qtbot)
    assert answers.asked == []
    formats.write_file(letter, from_plain_text("theirs"), formats.NATIVE)
    answers.push(answer)
    activate(qtbot)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert text(window) == shown
    activate(qtbot)
    assert len(answers.asked) == 1, "it is asked once"


def test_a_file_changed_on_both_sides(window, letter, typist, answers, qtbot, monkeypatch):
    document = window.area.open_file(letter)
    typist(document.editor).type("My ")
    formats.write_file(letter, from_plain_text("theirs"), formats.NATIVE)
    answers.push("Later")
    activate(qtbot)
    qtbot.waitUntil(lambda: bool(answers.asked))
    answers.push("Cancel")
    window.commands["save"].trigger()
    assert plain_text(formats.read_file(letter)[0]) == "theirs"
    target = letter.with_name("mine.rdw")
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (target, 0))
    answers.push("Other Name...")
    window.commands["save"].trigger()
    assert plain_text(formats.read_file(target)[0]) == "My Dear Sir"
    assert plain_text(formats.read_file(letter)[0]) == "theirs"
    typist(document.editor).type("x")
    window.commands["save"].trigger()
    assert len(answers.asked) == 3


def test_saving_over_a_change_on_purpose_keeps_it_as_the_backup(window, letter, typist, answers):
    document = window.area.open_file(letter)
    typist(document.editor).type("My ")
    formats.write_file(letter, from_plain_text("theirs"), formats.NATIVE)
    answers.push("Save Over")
    window.commands["save"].trigger()
    assert plain_text(formats.read_file(letter)[0]) == "My Dear Sir"
    backup = formats.rdw.read(letter.with_name("letter.rdw.bak").read_bytes())
    assert plain_text(backup) == "theirs"


# Disks


def test_a_folder_that_went_away(window, tmp_path, typist, answers, qtbot):
    folder = tmp_path / "disk"
    folder.mkdir()
    path = folder / "notes.txt"
    path.write_text("one")
    document = window.area.open_file(path)
    typist(document.editor).type("zero ")
    folder.rename(tmp_path / "elsewhere")
    answers.push("OK")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "is not there any more" in answers.asked[0]
    assert not folder.exists()
    assert text(window) == "zero one"
    assert document.is_modified
    qtbot.waitUntil(lambda: len(list(paths.journal_dir().glob("*/*.journal"))) == 1, timeout=60_000)


def test_a_full_disk_keeps_file_text_and_journal(window, letter, typist, answers, qtbot):
    resource = pytest.importorskip("resource", reason="Windows cannot limit the size of files")
    document = window.area.open_file(letter)
    typist(document.editor).type("My ")
    journals = lambda: list(paths.journal_dir().glob("*/*.journal"))  # noqa: E731
    qtbot.waitUntil(lambda: len(journals()) == 1, timeout=60_000)
    import signal

    before = letter.read_bytes()
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        answers.push("OK")
        window.commands["save"].trigger()
        qtbot.waitUntil(lambda: bool(answers.asked))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert "could not be written" in answers.asked[0]
    assert letter.read_bytes() == before
    assert text(window) == "My Dear Sir"
    assert document.is_modified
    assert len(journals()) == 1
    assert sorted(entry.name for entry in letter.parent.glob("letter*")) == ["letter.rdw", "letter.rdw.bak"]


@pytest.mark.parametrize(("count", "kept"), [(0, []), (2, ["letter.rdw.bak", "letter.rdw.bak2"])])
def test_backups_as_many_as_wanted(window, letter, typist, count, kept):
    window.settings.set(table.BACKUPS, count)
    document = window.area.open_file(letter)
    for _ in range(3):
        typist(document.editor).type("x")
        window.commands["save"].trigger()
    assert sorted(entry.name for entry in letter.parent.glob("letter.rdw.*")) == kept


# AutoSave


def test_autosave(window, letter, typist, monkeypatch):
    window.settings.set(table.AUTO_SAVE, 1)
    document = window.area.open_file(letter)
    typist(document.editor).type("My ")
    window.safety.save_automatically()
    assert document.is_modified, "it is not due"
    clock = time.monotonic() + 61
    monkeypatch.setattr(safety.time, "monotonic", lambda: clock)
    typist(document.editor).type("old ")
    window.safety.save_automatically()
    assert document.is_modified, "somebody types"
    clock += 3
    window.safety.save_automatically()
    assert not document.is_modified
    assert plain_text(formats.read_file(letter)[0]) == "My old Dear Sir"


def test_autosave_leaves_alone_what_it_would_have_to_ask_about(window, letter, typist, monkeypatch, tmp_path):
    window.settings.set(table.AUTO_SAVE, 1)
    typist(window.area.current.editor).type("never saved")
    notes = tmp_path / "notes.txt"
    notes.write_text("one")
    plain = window.area.open_file(notes)
    changed = window.area.open_file(letter)
    for document in (plain, changed):
        typist(document.editor).type("x")
    formats.write_file(letter, from_plain_text("theirs"), formats.NATIVE)
    clock = time.monotonic() + 1000
    monkeypatch.setattr(safety.time, "monotonic", lambda: clock)
    window.safety.save_automatically()
    assert all(document.is_modified for document in window.area.windows)
    assert notes.read_text() == "one"
    assert QApplication.activeModalWidget() is None
