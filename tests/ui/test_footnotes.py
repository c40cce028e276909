"""Footnotes: a number in the text, the text of the note at the end of the document."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter.document.model import CharFormat, Document, Field, Note, Paragraph, Run
from retrowriter.formats import docx, rdw, rtf
from retrowriter.ui import notes
from retrowriter.ui.dialogs.footnote import FootnoteDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
ASK = "retrowriter.ui.dialogs.footnote.ask_footnote"


def note(text):
    return (Paragraph(content=(Run(text=text),)),)


@pytest.fixture
def editor(window):
    return window.area.current.editor


@pytest.fixture
def person(editor, typist):
    return typist(editor)


@pytest.fixture
def insert(window, monkeypatch):
    def inserted(text):
        monkeypatch.setattr(ASK, lambda *_: note(text))
        window.commands["footnote"].trigger()

    return inserted


def shown(editor):
    """The notes in the order of their numbers."""
    return ["".join(each.text for each in editor.apart.notes[name]) for name in editor.note_numbers.names]


def test_a_footnote_is_one_step_of_undo_and_kept(window, editor, person, insert):
    person.type("one two")
    person.go(3)
    insert("About one.")
    assert editor.undo_names.undo == "Footnote"
    person.type("x")
    person.press(Qt.Key.Key_End)
    insert("About two.")
    saved = window.area.current.document()
    first, second = saved.notes
    assert saved.blocks[0].content == (
        Run(text="one"),
        Note(name=first),
        Run(text="x two"),
        Note(name=second),
    )
    assert saved.notes[first] == note("About one.")
    assert rdw.read(rdw.write(saved)).notes == saved.notes
    for form in (rtf, docx):
        again = form.read(form.write(saved))
        assert [each[0].text.strip() for each in again.notes.values()] == ["About one.", "About two."]
    editor.undo()
    assert list(window.area.current.document().notes) == [first]
    editor.undo()
    editor.undo()
    assert window.area.current.document().notes == {}
    assert window.area.current.document().blocks[0].content == (Run(text="one two"),)
    for _step in range(3):
        editor.redo()
    assert window.area.current.document().notes == saved.notes


def test_numbers_follow_the_order_of_the_text(editor, person, insert):
    person.type("ab")
    insert("later")
    person.go(0)
    insert("first")
    assert shown(editor) == ["first", "later"]
    names = editor.note_numbers.names
    assert [editor.note_numbers.number(name) for name in names] == [1, 2]
    person.go(0)
    person.press(Qt.Key.Key_Delete)
    assert shown(editor) == ["later"]
    assert editor.note_numbers.number(names[1]) == 1
    editor.undo()
    assert shown(editor) == ["first", "later"]


def test_what_nothing_refers_to_is_not_saved(window, editor, person, insert):
    person.type("a")
    insert("gone")
    person.press(Qt.Key.Key_Backspace)
    assert window.area.current.document().notes == {}
    editor.undo()
    assert len(window.area.current.document().notes) == 1


def test_copied_text_takes_its_notes_along(window, editor, person, insert):
    person.type("a")
    insert("the note")
    editor.selectAll()
    window.commands["copy"].trigger()
    person.press(Qt.Key.Key_End)
    window.commands["paste"].trigger()
    assert shown(editor) == ["the note", "the note"]
    other = window.area.new_document()
    window.commands["paste"].trigger()
    assert shown(other.editor) == ["the note"]
    assert other.editor.undo_names.undo == "Paste"
    other.editor.undo()
    assert other.document().notes == {}


def test_a_double_click_on_the_number_opens_the_note(window, editor, person, insert, monkeypatch):
    person.type("word")
    insert("old")
    asked = []
    monkeypatch.setattr(ASK, lambda _parent, text, *_: asked.append(text) or note("new"))
    cursor = editor.textCursor()
    right = editor.cursorRect(cursor)
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=right.center())
    assert asked == [note("old")]
    assert shown(editor) == ["new"]
    assert editor.undo_names.undo == "Footnote"
    # Beside the number, the command opens the note as well.
    window.commands["footnotes"].trigger()
    assert asked[1:] == [note("new")]


def test_in_either_pane_a_double_click_opens_the_note(window, editor, person, insert, monkeypatch):
    person.type("word")
    insert("text")
    window.area.current.panes.split()
    asked = []
    monkeypatch.setattr(ASK, lambda _parent, text, *_: asked.append(text))
    for pane in window.area.current.panes.all:
        pane.editor.note_wanted.emit(editor.note_numbers.names[0])
    assert asked == [note("text")] * 2


def test_notes_have_pages_behind_the_text(window, editor, person, insert, monkeypatch):
    person.type("word")
    pages = editor.page_count()
    insert("A note. " * 20)
    assert (editor.document().pageCount(), editor.page_count()) == (pages, pages + 1)
    person.press(Qt.Key.Key_Home)
    window.commands["footnotes"].trigger()
    sheet = editor.paper(1)
    assert editor.viewport().rect().intersects(sheet)
    strip = sheet.adjusted(0, round(editor.page.top * editor.scale) - 8, 0, 0)
    image = editor.viewport().grab(strip).toImage()
    ink = sum(image.pixelColor(x, y).lightness() < 100 for x in range(0, image.width(), 2) for y in range(40))
    assert ink > 100
    asked = []
    monkeypatch.setattr(ASK, lambda _parent, text, *_: asked.append(text))
    place = sheet.topLeft()
    place.setX(place.x() + round((editor.page.left + 30) * editor.scale))
    place.setY(place.y() + round((editor.page.top + 6) * editor.scale))
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [note("A note. " * 20)]
    value = editor.verticalScrollBar().value()
    editor.textCursor().insertText("more")
    assert editor.verticalScrollBar().value() == value, "typing does not throw the notes out of sight"
    editor.set_zoom(0.5)
    assert editor.page_count() == 2
    editor.selectAll()
    person.press(Qt.Key.Key_Delete)
    assert editor.page_count() == 1


def test_without_notes_it_says_so(window, answers, qtbot):
    answers.push("OK")
    window.commands["footnotes"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20000)
    assert "no footnotes" in answers.asked[0]


def test_notes_are_printed(window, tmp_path, qtbot):
    from pypdf import PdfReader

    from retrowriter.ui.print_jobs import PdfJob

    foot = (Paragraph(content=(Field(kind="page"), Run(text=" of "), Field(kind="pages"))),)
    document = Document(
        blocks=(
            Paragraph(content=(Run(text="Body"), Note(name="b"), Note(name="lost"), Run(text=" and"), Note(name="a"))),
        ),
        notes={"a": (*note("Second."), *note("Its second paragraph.")), "b": note("First.")},
        footer=foot,
    )
    path = tmp_path / "Notes.rdw"
    formats.write_file(path, document, formats.NATIVE)
    opened = window.area.open_file(path)
    assert opened.editor.page_count() == 2
    made = []
    job = PdfJob(opened.document(), "Notes", window)
    job.finished.connect(made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20000)
    job.stop()
    (tmp_path / "Notes.pdf").write_bytes(made[0])
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "Notes.pdf").pages]
    assert texts == ["Body 1 2 and 3 1 of 2", "1 First. 3 Second. Its second paragraph. 2 of 2"]


def test_the_footnote_dialog(qtbot):
    dialog = FootnoteDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.field, "A note")
    assert dialog.text() == (Paragraph(content=(Run(text="A note", format=CharFormat(size=10.0)),)),)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == 0
    kept = FootnoteDialog(None, note("kept"))
    qtbot.addWidget(kept)
    assert kept.text() == note("kept")


def test_notes_of_one_name_in_two_documents_stay_apart():
    blocks = (Paragraph(content=(Note(name="1"),)),)
    assert notes.of_blocks(blocks, {"1": note("a"), "2": note("b")}) == {"1": note("a")}
    assert notes.without_lost(Document(blocks=blocks, notes={"1": note("a"), "2": note("b")})).notes == {"1": note("a")}


def test_a_long_document_with_notes_is_opened(window, tmp_path, qtbot):
    """The layout asks for the numbers of notes before the document is whole."""
    blocks = [Paragraph(content=(Run(text=f"Line {number}"), Note(name=str(number)))) for number in range(1, 400)]
    document = Document(blocks=tuple(blocks), notes={str(number): note(f"{number}") for number in range(1, 400)})
    path = tmp_path / "Long.rdw"
    formats.write_file(path, document, formats.NATIVE)
    opened = window.area.open_file(path)
    qtbot.waitUntil(lambda: opened.editor.is_loaded, timeout=20000)
    assert shown(opened.editor) == [str(number) for number in range(1, 400)]
    pages = opened.editor.page_count()
    assert pages > opened.editor.document().pageCount() + 5
    assert opened.document().notes == document.notes
