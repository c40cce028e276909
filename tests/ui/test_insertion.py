"""Text of the model on its way into the document, without a child: pieces are handed over by hand."""

import random

import pytest
from PySide6.QtCore import Qt

from retrowriter.document.model import Document, Paragraph, Run
from retrowriter.ui.editor import Editor, document_text
from retrowriter.ui.insertion import Insertion, remove_written, written_spans


@pytest.fixture
def editor(qtbot):
    made = Editor(Document(blocks=(Paragraph(content=(Run(text="Dear Sir"),)),)))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def insertion(editor, position=8, generation=1, joins=False):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    return Insertion(editor, position, generation, cursor.charFormat(), cursor.blockFormat(), joins=joins)


def give(into, *pieces):
    for piece in pieces:
        into.add(piece)
        into.flush()


def written(editor, generation=1):
    """The model's characters as they stand in the document, paragraph marks included."""
    document = editor.document()
    return "".join(document_text(document, start, end) for start, end in written_spans(document, generation))


def test_one_undo_takes_back_a_whole_generation(editor):
    stream = insertion(editor)
    give(stream, ", we", " write", "\nto you\n", "again.")
    stream.finish()
    assert editor.toPlainText() == "Dear Sir, we write\nto you\nagain."
    assert editor.undo_names.undo == "Writing"
    editor.undo()
    assert editor.toPlainText() == "Dear Sir"
    assert editor.undo_names.redo == "Writing"
    editor.redo()
    assert editor.toPlainText() == "Dear Sir, we write\nto you\nagain."
    assert stream.text == ", we write\nto you\nagain."


def test_typing_before_a_generation_is_a_step_of_its_own(editor, typist):
    typist(editor).go(8)
    typist(editor).type("s")
    stream = insertion(editor, 9)
    give(stream, " and", " Madams")
    stream.finish()
    editor.undo()
    assert editor.toPlainText() == "Dear Sirs"
    editor.undo()
    assert editor.toPlainText() == "Dear Sir"


def test_typing_after_a_generation_is_a_step_of_its_own(editor, typist):
    stream = insertion(editor)
    give(stream, "s and", " Madams")
    stream.finish()
    typist(editor).go(len(editor.toPlainText()))
    typist(editor).type("!!")
    editor.undo()
    assert editor.toPlainText() == "Dear Sirs and Madams"
    editor.undo()
    assert editor.toPlainText() == "Dear Sir"


def test_typing_elsewhere_in_between_is_never_taken_back_with_the_generation(editor, typist):
    stream = insertion(editor)
    give(stream, " one")
    typist(editor).go(0)
    typist(editor).type("My ")
    give(stream, " two")
    give(stream, " three")
    stream.finish()
    assert editor.toPlainText() == "My Dear Sir one two three"
    editor.undo()
    assert editor.toPlainText() == "My Dear Sir one"
    editor.undo()
    assert editor.toPlainText() == "Dear Sir one"
    editor.undo()
    assert editor.toPlainText() == "Dear Sir"
    for expected in ("Dear Sir one", "My Dear Sir one", "My Dear Sir one two three"):
        editor.redo()
        assert editor.toPlainText() == expected


def test_formatting_in_between_is_a_step_of_its_own(editor, typist):
    stream = insertion(editor)
    give(stream, " one")
    typist(editor).select(0, 4)
    editor.set_bold(True)
    give(stream, " two")
    stream.finish()
    editor.undo()
    assert editor.toPlainText() == "Dear Sir one"
    assert editor.undo_names.undo == "Bold"
    editor.undo()
    assert editor.undo_names.undo == "Writing"


def test_a_step_that_prepared_the_generation_goes_with_it(editor):
    editor.set_style("Typewriter")
    stream = insertion(editor, joins=True)
    give(stream, " one", " two")
    stream.finish()
    editor.undo()
    assert editor.style_name() == "Normal"
    assert editor.undo_names.undo == ""
    assert editor.undo_names.redo == "Writing"


def test_remove_what_was_written_after_other_edits(editor, typist):
    stream = insertion(editor)
    give(stream, ",\none line\nand another")
    stream.finish()
    typist(editor).go(0)
    typist(editor).type("My ")
    position = editor.toPlainText().index("line")
    typist(editor).go(position)
    typist(editor).type("fine ")
    assert remove_written(editor, 1) > 0
    assert editor.toPlainText() == "My Dear Sirfine "
    assert editor.undo_names.undo == "Remove What Was Written"
    editor.undo()
    assert editor.toPlainText() == "My Dear Sir,\none fine line\nand another"
    assert written(editor) == ",\none line\nand another"


def test_remove_takes_one_generation_only(editor):
    for generation, text in ((1, " first"), (2, " second")):
        stream = insertion(editor, len(editor.toPlainText()), generation)
        give(stream, text)
        stream.finish()
    remove_written(editor, 1)
    assert editor.toPlainText() == "Dear Sir second"
    assert remove_written(editor, 1) == 0
    remove_written(editor, 2)
    assert editor.toPlainText() == "Dear Sir"


def test_remove_finds_what_was_moved_to_another_place(editor, typist):
    stream = insertion(editor)
    give(stream, " moved")
    stream.finish()
    typist(editor).select(8, 14)
    editor.cut()
    typist(editor).go(0)
    editor.paste()
    assert editor.toPlainText() == " movedDear Sir"
    remove_written(editor, 1)
    assert editor.toPlainText() == "Dear Sir"


def test_the_writers_caret_and_selection_stay(editor, typist):
    stream = insertion(editor)
    typist(editor).select(0, 4)
    give(stream, " one", "\ntwo")
    assert editor.textCursor().selectedText() == "Dear"
    typist(editor).type("Good")
    give(stream, " three")
    assert editor.toPlainText() == "Good Sir one\ntwo three"


def test_the_place_moves_with_edits_in_front_of_it(editor, typist):
    stream = insertion(editor, 4)
    typist(editor).select(0, 4)
    typist(editor).press(Qt.Key.Key_Delete)
    give(stream, "Hello")
    typist(editor).go(0)
    typist(editor).type("> ")
    give(stream, " there")
    assert editor.toPlainText() == "> Hello there Sir"


def test_line_feeds_at_the_end_make_no_empty_paragraphs(editor):
    stream = insertion(editor)
    give(stream, " one\n", "\n")
    give(stream, "two\n\n")
    stream.finish()
    assert editor.toPlainText() == "Dear Sir one\n\ntwo"


def test_pieces_are_put_in_thirty_times_a_second_at_most(editor, qtbot):
    stream = insertion(editor)
    flushes = []
    stream.flushed.connect(flushes.append)
    for number in range(200):
        stream.add(f"{number} ")
    assert flushes == []
    qtbot.waitUntil(lambda: bool(flushes))
    qtbot.wait(100)
    assert len(flushes) == 1


def test_the_view_follows_only_a_caret_that_waits_there(editor, typist, qtbot):
    stream = insertion(editor)
    typist(editor).go(8)
    give(stream, "\nline" * 80)
    bar = editor.verticalScrollBar()
    assert bar.value() > 0
    bar.setValue(0)
    give(stream, "\nline" * 20)
    assert bar.value() == 0
    typist(editor).go(0)
    give(stream, "\nline" * 20)
    assert bar.value() == 0


def place(editor, chance):
    """A place where a caret can be: never between the halves of a character."""
    cursor = editor.textCursor()
    cursor.setPosition(chance.randrange(editor.document().characterCount()))
    cursor.movePosition(cursor.MoveOperation.PreviousCharacter)
    return cursor.position()


def test_a_thousand_random_edits_lose_no_character(editor, typist, qtbot):
    """The streamed text stays whole and in order, and so does every typed character, wherever it was typed."""
    chance = random.Random(1995)
    stream = insertion(editor)
    person = typist(editor)
    streamed, typed = [], 0
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    for number in range(1000):
        if chance.random() < 0.5:
            piece = chance.choice(["word ", "a", "é", "😀", "\n", "two\nlines\n", "  "])
            streamed.append(piece)
            stream.add(piece)
            if chance.random() < 0.5:
                stream.flush()
        action = chance.random()
        if action < 0.6:
            person.type("#")
            typed += 1
        elif action < 0.65:
            person.press(Qt.Key.Key_Return)
        elif action < 0.75:
            start, end = place(editor, chance), place(editor, chance)
            person.select(start, end)
            editor.set_bold(number % 2 == 0)
            person.go(start)
        else:
            person.go(place(editor, chance))
    stream.finish()
    text = editor.toPlainText()
    assert text.count("#") == typed
    expected = "".join(streamed).rstrip("\n")
    assert written(editor).replace("#", "") == expected
    assert stream.text == expected
    while editor.document().isUndoAvailable():
        editor.undo()
    assert editor.toPlainText() == "Dear Sir"
    while editor.document().isRedoAvailable():
        editor.redo()
    assert editor.toPlainText() == text
