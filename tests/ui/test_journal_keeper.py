"""What is typed is in the journal within two seconds, whatever is done to the document, and nobody waits for it."""

import itertools
import random
import time

import pytest
from PySide6.QtGui import QTextCursor

from retrowriter import paths
from retrowriter.document.model import Break, Document, PageSetup, Paragraph, Run, from_plain_text, plain_text
from retrowriter.engine.protocol import Sampling
from retrowriter.recovery import sessions
from retrowriter.text.prompt import Brief
from retrowriter.ui import journal_keeper
from retrowriter.ui.apart import Apart
from tests.helpers.promises import within


def journals():
    return sorted(paths.journal_dir().glob("*/*.journal"))


def recovered():
    (path,) = journals()
    return sessions.read(path).document


def wait_for(qtbot, condition):
    """Waits until the journal on the disk says so; how long that took, in seconds."""
    begun = time.monotonic()
    qtbot.waitUntil(lambda: len(journals()) == 1 and condition(recovered()), timeout=60_000)
    return time.monotonic() - begun


@pytest.fixture
def window(window):
    yield window
    for document in window.area.windows:
        document.allow_close()


def test_a_document_that_was_never_saved(window, typist, qtbot):
    typist(window.area.current.editor).type("Dear Sir")
    assert wait_for(qtbot, lambda document: plain_text(document) == "Dear Sir") < within(2)
    typist(window.area.current.editor).type(", thank you")
    assert wait_for(qtbot, lambda document: plain_text(document) == "Dear Sir, thank you") < within(2)


def test_a_document_that_nobody_touches_has_no_journal(window, qtbot, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("one")
    window.area.open_file(path)
    qtbot.wait(900)
    assert journals() == []


def test_saving_and_closing_end_the_journal(window, typist, qtbot, tmp_path):
    from retrowriter import formats

    document = window.area.current
    typist(document.editor).type("words")
    wait_for(qtbot, lambda found: plain_text(found) == "words")
    document.save(tmp_path / "kept.rdw", formats.NATIVE)
    qtbot.waitUntil(lambda: journals() == [])
    typist(document.editor).type("more ")
    wait_for(qtbot, lambda found: plain_text(found) == "wordsmore ")
    assert sessions.read(journals()[0]).head.path == str(tmp_path / "kept.rdw")
    document.editor.document().setModified(False)
    window.area.close_document(document)
    qtbot.waitUntil(lambda: journals() == [])


def test_what_is_remembered_apart_from_the_text(window, qtbot):
    window.area.current.remember("year", 1994)
    assert wait_for(qtbot, lambda document: document.settings == {"year": 1994}) < within(2)


def test_what_the_model_writes_is_in_the_journal_while_it_writes(window, qtbot):
    window.use(pieces=["word "] * 2000, delay=0.004)
    window.writing.write(Brief(what="a memo"), Sampling())
    wait_for(qtbot, lambda document: len(plain_text(document)) > 100)
    document = recovered()
    assert window.composer.busy
    (record,) = document.generations
    assert record.reason == "interrupted"
    assert record.text.startswith("word word")
    assert {item.generation for block in document.blocks for item in block.content} == {1}
    window.composer.stop()
    wait_for(qtbot, lambda found: found.generations[0].reason == "cancelled")


WORDS = ["alpha", "beta", "gamma\n", "delta\nepsilon\n\n", "é—“x”", "😀 zeta", "\n"]


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_the_journal_holds_the_document(window, qtbot, monkeypatch, seed):
    monkeypatch.setattr(journal_keeper, "FLUSH_MS", 1)
    monkeypatch.setattr(journal_keeper, "_SLICE_SECONDS", 0.0005)
    chance = random.Random(seed)
    blocks = [Paragraph(content=(Run(text=f"Paragraph {number}"),)) for number in range(80)]
    blocks.insert(40, Break())
    document = window.area._add(window.area.new_document().__class__(Document(blocks=tuple(blocks)), "Random"))
    editor = document.editor
    qtbot.waitUntil(lambda: editor.is_loaded)
    for step in range(150):
        edit(editor, chance)
        if step % 5 == 0:
            qtbot.wait(1)
        if step % 50 == 49:
            wanted = editor.snapshot().blocks
            wait_for(qtbot, lambda found, wanted=wanted: found.blocks == wanted)


def edit(editor, chance):
    last = editor.document().characterCount() - 1
    start = chance.randrange(last + 1)
    end = min(last, start + chance.choice([0, 0, 1, 5, 40, 400]))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    action = chance.randrange(12)
    if action < 4:
        cursor.insertText(chance.choice(WORDS))
    elif action == 4:
        cursor.removeSelectedText()
    elif action == 5:
        editor.set_bold(chance.random() < 0.5)
    elif action == 6:
        editor.set_style(chance.choice(["Heading 1", "Quote", "Normal"]))
    elif action == 7:
        editor.insert_page_break()
    elif action in (8, 9):
        for _ in range(chance.randrange(1, 6)):
            editor.undo()
    elif action == 10:
        editor.redo()
    else:
        cursor.beginEditBlock()
        cursor.insertText("\n\n")
        cursor.setPosition(0)
        cursor.insertText("top\n")
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\nend")
        cursor.endEditBlock()


def test_a_journal_that_has_grown_is_written_anew(window, typist, qtbot, monkeypatch):
    monkeypatch.setattr(journal_keeper, "FLUSH_MS", 1)
    monkeypatch.setattr(journal_keeper, "_REWRITE_AT", 4000)
    person = typist(window.area.current.editor)
    typed = ""
    sizes = []
    for number in range(60):
        person.type(f"{number} ")
        typed += f"{number} "
        wait_for(qtbot, lambda document, typed=typed: plain_text(document) == typed)
        sizes.append(journals()[0].stat().st_size)
    assert max(sizes) < 12_000
    assert any(after < before for before, after in itertools.pairwise(sizes))


def test_a_long_document_never_holds_up_the_window(window, typist, qtbot):
    """300 pages: the whole text goes into the journal while the writer types on."""
    text = "\n".join(f"{number} " + "The new laser printer stands beside the copier. " * 8 for number in range(2200))
    document = window.area._add(window.area.current.__class__(from_plain_text(text), "Long", None, None))
    editor = document.editor
    qtbot.waitUntil(lambda: editor.is_loaded, timeout=60_000)
    qtbot.wait(300)
    turns = []
    (keeper,) = document.findChildren(journal_keeper.JournalKeeper)
    run = keeper._on_timeout

    def timed():
        begun = time.perf_counter()
        run()
        turns.append(time.perf_counter() - begun)

    keeper._timer.timeout.disconnect()
    keeper._timer.timeout.connect(timed)
    typist(editor).type("x")
    took = wait_for(qtbot, lambda found: plain_text(found).startswith("x0 The"))
    assert recovered().blocks == editor.snapshot().blocks
    turns.sort()
    print(
        f"\n300 pages in {took:.2f} s and {len(turns)} turns; median {turns[len(turns) // 2] * 1000:.1f} ms, "
        f"longest {turns[-1] * 1000:.1f} ms"
    )
    assert turns[len(turns) // 2] < within(0.016)


def test_a_journal_that_cannot_be_written_is_said_once(window, typist, qtbot, answers, tmp_path, monkeypatch):
    (document,) = window.area.windows
    (keeper,) = document.findChildren(journal_keeper.JournalKeeper)
    monkeypatch.setattr(keeper._journal, "path", tmp_path / "file" / "1.journal")
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(journal_keeper, "RETRY_MS", 50)
    answers.push("OK")
    typist(document.editor).type("words")
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=60_000)
    assert "not secured against a crash" in answers.asked[0]
    qtbot.wait(300)
    assert len(answers.asked) == 1
    (tmp_path / "file").unlink()
    found = tmp_path / "file" / "1.journal"
    qtbot.waitUntil(found.exists, timeout=60_000)
    assert plain_text(sessions.read(found).document) == "words"


def test_the_page_is_in_the_journal(window, typist, qtbot):
    document = window.area.current
    document.editor.set_apart(Apart(page=PageSetup(left=99.0)), "Page Setup")
    typist(document.editor).type("x")
    wait_for(qtbot, lambda found: found.page.left == 99.0)
