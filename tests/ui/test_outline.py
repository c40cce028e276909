"""The outline: levels, moving of parts, and Outline view in the real window."""

import pytest
from hypothesis import given
from hypothesis import settings as trial
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import Cell, CharFormat, Document, Paragraph, Run, Table
from retrowriter.ui import outline
from retrowriter.ui.editor import Editor
from retrowriter.ui.outline_view import ALL

LEVELS = {"Heading 1": 1, "Heading 2": 2, "Heading 3": 3}


def para(style, *texts):
    runs = (Run(text=text, format=CharFormat(bold=True if number % 2 else None)) for number, text in enumerate(texts))
    return Paragraph(style=style, content=tuple(runs))


CHAPTERS = (
    para("Heading 1", "A"),
    para("Normal", "about a"),
    para("Heading 2", "A1"),
    para("Normal", "about a1"),
    para("Heading 3", "A1x"),
    para("Heading 2", "A2"),
    para("Heading 1", "B"),
    para("Normal", "about b"),
)


def texts(blocks):
    return [block.text for block in blocks]


def go(editor, number):
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(number).position())
    editor.setTextCursor(cursor)


def end_of(levels, first):
    end = first + 1
    while levels[first] and end < len(levels) and not 0 < levels[end] <= levels[first]:
        end += 1
    return end


def moved(blocks, first, step):
    """What moving ought to make of the paragraphs."""
    levels = [LEVELS.get(block.style, 0) for block in blocks]
    end = end_of(levels, first)
    if step > 0 and end < len(levels):
        last = end_of(levels, end) if levels[end] == levels[first] else end + 1
        return (*blocks[:first], *blocks[end:last], *blocks[first:end], *blocks[last:])
    if step < 0 and first > 0:
        above = first - 1
        for number in range(first - 1, -1, -1):
            if not levels[first] or 0 < levels[number] < levels[first]:
                break
            if levels[number] == levels[first]:
                above = number
                break
        return (*blocks[:above], *blocks[first:end], *blocks[above:first], *blocks[end:])
    return tuple(blocks)


styles = st.sampled_from(["Normal", "Heading 1", "Heading 2", "Heading 3", "Quote"])
words = st.lists(st.sampled_from(["one", "two ", "three", "ä"]), max_size=2)
paragraphs = st.builds(lambda style, texts: para(style, *texts), styles, words)


@trial(max_examples=40, deadline=None)
@given(st.lists(paragraphs, min_size=2, max_size=9), st.lists(st.tuples(st.integers(0, 8), st.sampled_from([-1, 1]))))
def test_parts_move_as_a_whole_and_back(qapp, blocks, moves):
    editor = Editor(Document(blocks=tuple(blocks)))
    for number, step in moves[:6]:
        before = editor.snapshot().blocks
        first = number % len(before)
        go(editor, first)
        outline.move(editor, step)
        after = editor.snapshot().blocks
        assert after == moved(before, first, step)
        assert editor.textCursor().block().text() == before[first].text
        if after != before:
            editor.undo()
            assert editor.snapshot().blocks == before
            editor.redo()
            assert editor.snapshot().blocks == after
    editor.deleteLater()


def test_a_part_does_not_go_over_a_table(qtbot):
    cells = Table(rows=((Cell(blocks=(para("Normal", "cell"),)),),))
    editor = Editor(Document(blocks=(para("Heading 1", "A"), cells, para("Heading 1", "B"))))
    qtbot.addWidget(editor)
    before = editor.snapshot().blocks
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    with pytest.raises(outline.UserError, match="table"):
        outline.move(editor, -1)
    assert editor.snapshot().blocks == before


@pytest.fixture
def document(window):
    """A document with chapters in Outline view."""
    editor = window.area.current.editor
    for number, block in enumerate(CHAPTERS):
        if number:
            editor.textCursor().insertBlock()
        editor.textCursor().insertText(block.text)
        editor.set_style(block.style)
    editor.document().clearUndoRedoStacks()
    go(editor, 0)
    window.commands["outline_view"].trigger()
    return window.area.current


def shown(document):
    document.outline.follow()
    model = document.outline.outline
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_outline_view_shows_the_levels(window, document):
    assert shown(document) == texts(CHAPTERS)
    rows = document.outline.outline.rows
    assert [row.level for row in rows] == [1, 0, 2, 0, 3, 2, 1, 0]
    assert [row.depth for row in rows] == [0, 1, 1, 2, 2, 1, 0, 1]
    assert [row.has_below for row in rows] == [True, False, True, False, False, False, True, False]
    assert window.commands["outline_view"].isChecked()
    assert window.views.outline_bar.isVisible()
    assert not document.panes.isVisible()
    window.commands["page_view"].trigger()
    assert document.outline is None
    assert document.panes.isVisible()
    assert not window.views.outline_bar.isVisible()


def test_what_is_below_a_heading_is_hidden_and_shown(window, document):
    document.outline.toggle(0)
    assert shown(document) == ["A", "B", "about b"]
    assert document.outline.outline.rows[0].is_closed
    document.outline.toggle(0)
    assert shown(document) == texts(CHAPTERS)
    for command, wanted in {
        "level_1": ["A", "B"],
        "level_2": ["A", "A1", "A2", "B"],
        "level_3": ["A", "A1", "A1x", "A2", "B"],
    }.items():
        window.commands[command].trigger()
        assert shown(document) == wanted
    window.commands["level_1"].trigger()
    go(document.editor, 6)
    window.commands["expand"].trigger()
    assert shown(document) == ["A", "B", "about b"]
    window.commands["collapse"].trigger()
    assert shown(document) == ["A", "B"]
    window.commands["level_all"].trigger()
    assert shown(document) == texts(CHAPTERS)
    # Nothing of this is a change of the document.
    assert not document.editor.document().isUndoAvailable()


def test_keys_and_the_mouse(window, document, qtbot):
    shown(document)
    view = document.outline
    view.setCurrentIndex(view.outline.index(2))
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert shown(document) == ["A", "about a", "A1", "A2", "B", "about b"]
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert shown(document) == texts(CHAPTERS)
    place = view.visualRect(view.outline.index(0)).topLeft() + QPoint(8, 10)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    # The sign selects all that is below.
    assert sorted(index.row() for index in view.selectedIndexes()) == [0, 1, 2, 3, 4, 5]
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(document) == ["A", "B", "about b"]


def test_levels_change_in_one_step(window, document):
    editor = document.editor
    go(editor, 2)
    window.commands["promote"].trigger()
    assert editor.snapshot().blocks[2].style == "Heading 1"
    assert editor.undo_names.undo == "Promote"
    window.commands["undo"].trigger()
    assert editor.snapshot().blocks[2].style == "Heading 2"
    go(editor, 2)
    QTest.keyClick(document.outline, Qt.Key.Key_Tab)
    assert editor.snapshot().blocks[2].style == "Heading 3"
    window.commands["body_text"].trigger()
    assert editor.snapshot().blocks[2].style == "Normal"
    window.commands["promote"].trigger()
    assert editor.snapshot().blocks[2].style == "Heading 1"
    go(editor, 1)
    window.commands["demote"].trigger()
    assert editor.snapshot().blocks[1].style == "Heading 2"


def test_a_chapter_moves_with_what_is_hidden_in_it(window, document):
    editor = document.editor
    document.outline.toggle(0)
    go(editor, 6)
    window.commands["move_up"].trigger()
    assert shown(document) == ["B", "about b", "A"]
    assert texts(editor.snapshot().blocks) == ["B", "about b", *texts(CHAPTERS[:6])]
    assert editor.undo_names.undo == "Move Up"
    window.commands["undo"].trigger()
    assert texts(editor.snapshot().blocks) == texts(CHAPTERS)
    assert shown(document) == ["A", "B", "about b"]


def test_text_is_changed_in_the_outline(window, document, qtbot):
    editor, view = document.editor, document.outline
    shown(document)
    model = view.outline
    assert model.setData(model.index(1), "all about a!")
    assert shown(document)[1] == "all about a!"
    view.setCurrentIndex(model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert editor.document().blockCount() == len(CHAPTERS) + 1
    line = view.viewport().findChild(object, "qt_spinbox_lineedit") or view.indexWidget(view.currentIndex())
    assert view.state() == view.State.EditingState
    assert line is None or line.isVisible()


def test_the_model_writes_in_outline_view(window, document, qtbot):
    window.use(pieces=["Hello ", "world.\n", "And more."])
    go(document.editor, 7)
    document.editor.moveCursor(document.editor.textCursor().MoveOperation.End)
    window.commands["continue_writing"].trigger()
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20000)
    qtbot.waitUntil(lambda: shown(document)[-1] == "And more.", timeout=20000)


def test_keys_never_reach_the_hidden_editor(window, document, qtbot):
    shown(document)
    window.commands["select_all"].trigger()
    window.commands["bold"].trigger()
    assert document.focusWidget() is document.outline
    window.commands["page_view"].trigger()
    qtbot.wait(10)
    assert document.focusWidget() is document.editor
    # The outline that is gone hears of nothing any more.
    document.editor.type_text("typed in the page")
    assert "typed in the page" in document.editor.toPlainText()


def test_a_file_opens_in_outline_view(window, tmp_path):
    path = tmp_path / "chapters.rdw"
    formats.write_file(path, Document(blocks=CHAPTERS), formats.NATIVE)
    window.settings.set(table.VIEW, "outline")
    opened = window.area.open_file(path)
    assert opened.view == "outline"
    model = opened.outline.outline
    assert [model.data(model.index(row)) for row in range(model.rowCount())] == texts(CHAPTERS)


def test_screen_readers_hear_levels(document):
    shown(document)
    model = document.outline.outline
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0), role) == "Heading 1: A (open)"
    assert model.data(model.index(1), role) == "about a"
    model.show_levels(1)
    assert model.data(model.index(0), role) == "Heading 1: A (closed)"
    model.show_levels(ALL)
