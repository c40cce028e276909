"""The Table menu in the real window, its undo, and what the model writes beside and into tables."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from retrowriter import paths
from retrowriter.document import table_looks, tables
from retrowriter.document.model import Cell, CharFormat, Paragraph, Run, Table
from retrowriter.document.tables import Order
from retrowriter.errors import UserError
from retrowriter.formats import rdw
from retrowriter.recovery import sessions
from retrowriter.ui import outline, table_formats
from retrowriter.ui.dialogs import cell_width, convert_table, delete_cells, insert_table, sort, split_cells
from retrowriter.ui.dialogs import table_autoformat as autoformat
from retrowriter.ui.dialogs.insert_table import NewTable
from retrowriter.ui.editor import Editor
from retrowriter.ui.widgets.table_grid import TableGrid

IN_TABLE = (
    "insert_rows",
    "delete_rows",
    "delete_cells",
    "split_cells",
    "select_row",
    "cell_width",
    "sort",
    "split_table",
)


@pytest.fixture
def editor(window):
    return window.area.current.editor


@pytest.fixture
def person(editor, typist):
    return typist(editor)


@pytest.fixture
def prices(window, person):
    """A table of three rows and two columns between two paragraphs; the caret is in its first cell."""
    person.type("above")
    person.press(Qt.Key.Key_Return)
    person.type("below")
    person.go(6)
    window.tables.insert(3, 2)
    for text in ("Name", "Price", "pear", "10", "Apple", "9"):
        person.type(text)
        if text != "9":
            person.press(Qt.Key.Key_Tab)
    go(window.area.current.editor, 0, 0)
    return table_of(window)


def blocks(window):
    document = window.area.current.document()
    assert rdw.read(rdw.write(document)).blocks == document.blocks
    return document.blocks


def table_of(window, number=0):
    return [block for block in blocks(window) if isinstance(block, Table)][number]


def words(table):
    return [[tables.text_of(cell) for cell in row] for row in table.rows]


def go(editor, row, column, to=None):
    table = table_formats.tables_in(editor.document())[0]
    cursor = table.cellAt(row, column).firstCursorPosition()
    if to is not None:
        cursor.setPosition(table.cellAt(*to).lastPosition(), cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_commands_need_a_caret_in_a_table(window, editor, person, prices):
    assert all(window.commands[name].isEnabled() for name in IN_TABLE)
    assert not window.commands["insert_table"].isEnabled()
    assert not window.commands["merge_cells"].isEnabled()
    go(editor, 0, 0, (1, 1))
    assert window.commands["merge_cells"].isEnabled()
    person.go(0)
    assert not any(window.commands[name].isEnabled() for name in (*IN_TABLE, "merge_cells", "convert_table"))
    assert window.commands["insert_table"].isEnabled()


def answer(monkeypatch, module, name, value):
    monkeypatch.setattr(module, name, lambda *_asked, **_named: value)


def test_each_command_and_its_undo(window, editor, person, prices, monkeypatch):
    answer(monkeypatch, split_cells, "ask_split", (1, 3))
    answer(monkeypatch, autoformat, "ask_look", table_looks.Dress(table_looks.LOOKS[5], last=True))
    answer(monkeypatch, cell_width, "ask_widths", (100.0, 50.0))
    answer(monkeypatch, sort, "ask_sort", Order(1, numbers=True, headings=True))
    answer(monkeypatch, convert_table, "ask_separator", ",")
    answer(monkeypatch, delete_cells, "ask_delete", "up")
    before = blocks(window)
    kept = [["Name", "Price"], ["pear", "10"], ["Apple", "9"]]
    expected = {
        "insert_rows": [["Name", "Price"], ["", ""], ["pear", "10"], ["Apple", "9"]],
        "insert_columns": [["", "Name", "Price"], ["", "pear", "10"], ["", "Apple", "9"]],
        "delete_rows": [["Name", "Price"], ["Apple", "9"]],
        "delete_cells": [["Name", "Price"], ["Apple", "10"], ["", "9"]],
        "split_cells": [["Name", "Price"], ["pear", "", "", "10"], ["Apple", "9"]],
        "table_autoformat": kept,
        "cell_width": kept,
        "table_headings": kept,
        "sort": [["Name", "Price"], ["Apple", "9"], ["pear", "10"]],
    }
    for name, wanted in expected.items():
        go(editor, 1, 0)
        window.commands[name].trigger()
        assert words(table_of(window)) == wanted, name
        after = blocks(window)
        assert after != before, name
        assert after[0] == before[0], name
        assert after[2] == before[2], name
        editor.undo()
        assert blocks(window) == before, name
        editor.redo()
        assert blocks(window) == after, name
        editor.undo()
    go(editor, 0, 0, (1, 1))
    window.commands["merge_cells"].trigger()
    assert table_of(window).rows[0][0].columns == 2
    assert words(table_of(window))[0] == ["Name\nPrice\npear\n10"]
    editor.undo()
    go(editor, 1, 0)
    window.commands["split_table"].trigger()
    assert [words(table_of(window, number)) for number in (0, 1)] == [kept[:1], kept[1:]]
    editor.undo()
    go(editor, 1, 0)
    window.commands["convert_table"].trigger()
    assert [block.text for block in blocks(window)] == ["above", "Name,Price", "pear,10", "Apple,9", "below"]
    person.select(6, editor.document().findBlock(6).next().next().position() + 3)
    window.commands["convert_table"].trigger()
    assert words(table_of(window)) == kept
    assert [type(block).__name__ for block in blocks(window)] == ["Paragraph", "Table", "Paragraph"]
    editor.undo()
    editor.undo()
    assert blocks(window) == before


@pytest.mark.parametrize("step", [-1, 1])
def test_the_outline_moves_nothing_into_or_out_of_a_cell(window, editor, person, prices, step):
    person.go(0)
    person.type("first")
    person.press(Qt.Key.Key_Return)
    before = blocks(window)
    table = table_formats.tables_in(editor.document())[0]
    for position in (table.firstPosition() - 1, table.firstPosition(), table.cellAt(2, 1).firstPosition()):
        person.go(position)
        with pytest.raises(UserError, match="moved over a table"):
            outline.move(editor, step)
    assert blocks(window) == before


def test_the_whole_table_goes_with_its_last_row(window, editor, prices):
    go(editor, 0, 0, (2, 1))
    window.commands["delete_rows"].trigger()
    assert [block.text for block in blocks(window)] == ["above", "below"]
    editor.undo()
    assert words(table_of(window)) == words(prices)


def test_insert_table_with_a_look_and_widths(window, editor, person, monkeypatch):
    look = table_looks.Dress(table_looks.LOOKS[3])
    answer(monkeypatch, insert_table, "ask_table", NewTable(2, 3, 72.0, look))
    window.commands["insert_table"].trigger()
    person.type("x")
    table = table_of(window)
    assert table.widths == (72.0, 72.0, 72.0)
    assert table.rows[0][0].shading == "#c0c0c0"
    assert table.rows[0][0].blocks[0].content[0].format.highlight == "", "the colour behind a cell is no highlight"


def test_gridlines_are_on_the_screen_only(window, editor, person, monkeypatch, qtbot):
    plain = table_looks.Dress(table_looks.LOOKS[0])
    answer(monkeypatch, insert_table, "ask_table", NewTable(2, 2, 72.0, plain))
    window.commands["insert_table"].trigger()
    assert table_of(window).border == 0.0

    def grays():
        picture = editor.viewport().grab().toImage()
        first = editor.cursorRect(table_formats.tables_in(editor.document())[0].firstCursorPosition())
        across = range(first.left() - 12, first.left() + 110)
        down = range(first.top() - 8, first.bottom() + 8)
        return sum(picture.pixelColor(x, y) == "#808080" for x in across for y in down)

    assert window.commands["gridlines"].isChecked()
    assert grays() > 50
    window.commands["gridlines"].trigger()
    assert grays() == 0
    assert not Editor(window.area.current.document()).decorations.gridlines, "nothing of it on paper"


def test_the_ruler_measures_from_the_edges_of_the_cell(window, editor, person, prices):
    ruler = window.area.current.panes.current.ruler
    go(editor, 1, 1)
    inside = ruler.marker("left").center().x()
    go(editor, 1, 0)
    assert inside - ruler.marker("left").center().x() == pytest.approx(3.25 * 96, abs=3), "half of the text's width"
    person.go(0)
    assert ruler.marker("left").center().x() < inside


def test_the_grid_of_the_button(qtbot):
    grid = TableGrid()
    qtbot.addWidget(grid)
    with qtbot.waitSignal(grid.chosen, timeout=20_000) as chosen:
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(grid, key)
    assert chosen.args == [3, 2]
    with qtbot.waitSignal(grid.cancelled, timeout=20_000):
        qtbot.keyClick(grid, Qt.Key.Key_Escape)


def test_formats_reach_the_selected_cells_alone(window, editor, person, prices):
    go(editor, 0, 1, (2, 1))
    editor.set_bold(True)
    editor.set_alignment("right")
    for row in table_of(window).rows:
        assert row[0].blocks[0].content[0].format == CharFormat()
        assert row[0].blocks[0].format.alignment is None
        assert row[1].blocks[0].content[0].format == CharFormat(bold=True)
        assert row[1].blocks[0].format.alignment == "right"
    editor.undo()
    editor.undo()
    assert table_of(window) == prices


def test_a_column_is_copied_as_a_table(window, editor, person, prices):
    go(editor, 0, 1)
    window.commands["select_column"].trigger()
    editor.copy()
    person.go(editor.document().characterCount() - 1)
    editor.paste()
    assert words(table_of(window, 1)) == [["Price"], ["10"], ["9"]]
    go(editor, 0, 0)
    editor.paste()
    assert [block.text for block in table_of(window).rows[0][0].blocks] == ["Price", "10", "9Name"]


def test_keys_at_the_edges_of_tables_break_nothing(window, editor, person, prices):
    keys = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Tab]
    choose = random.Random(1995)
    last = blocks(window)
    for _ in range(150):
        end = editor.document().characterCount() - 1
        start = choose.randint(0, end)
        if choose.random() < 0.3:
            person.select(start, choose.randint(0, end))
        else:
            person.go(start)
        if choose.random() < 0.3:
            person.type("x")
        else:
            person.press(choose.choice(keys))
        if choose.random() < 0.2:
            editor.undo()
        last = blocks(window)
    while editor.document().isUndoAvailable():
        editor.undo()
    while editor.document().isRedoAvailable():
        editor.redo()
    assert blocks(window) == last


def test_the_model_goes_on_in_a_cell(window, editor, person, prices, qtbot):
    window.use(pieces=["and ", "plum\n\n", "jam"])
    go(editor, 1, 0)
    person.press(Qt.Key.Key_End)
    person.type(" ")
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20_000)
    table = table_of(window)
    assert words(table)[1][0].startswith("pear and plum")
    assert words(table)[1][0].endswith("jam")
    assert any(run.origin == "model" for run in table.rows[1][0].blocks[0].content)
    assert words(table)[2] == ["Apple", "9"]
    assert window.composer.remove_written(window.area.current) > 0
    assert words(table_of(window))[1][0].strip() == "pear"


def test_the_model_writes_on_while_a_table_is_edited(window, editor, person, prices, qtbot, answers):
    said = "".join(f"word{number} " for number in range(120))
    window.use(pieces=[f"word{number} " for number in range(120)], delay=0.01)
    person.go(editor.document().characterCount() - 1)
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: "word3 " in editor.toPlainText(), timeout=20_000)
    for _ in range(4):
        go(editor, 1, 1)
        window.commands["insert_rows"].trigger()
        person.type("new")
        qtbot.wait(30)
    assert window.composer.busy
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20_000)
    assert blocks(window)[-1].text.rstrip() == "below" + said.rstrip()
    assert words(table_of(window))[1:5] == [["", "new"]] * 4


def test_the_table_that_the_model_writes_in_keeps_its_rows(window, editor, person, prices, qtbot, answers):
    window.use(pieces=["word "] * 400, delay=0.01)
    go(editor, 1, 0)
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: "word word" in editor.toPlainText(), timeout=20_000)
    answers.push("OK")
    window.commands["insert_rows"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "The model is writing in this table." in answers.asked[0]
    assert len(table_of(window).rows) == 3
    window.composer.stop()


def test_tables_and_pictures_are_in_the_journal_as_they_change(window, editor, person, prices, tmp_path, qtbot):
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    random_places = random.Random(1995)

    def kept():
        found = list(paths.journal_dir().glob("*/*.journal"))
        document = sessions.read(found[0]).document if found else None
        return document is not None and document.blocks == blocks(window)

    qtbot.waitUntil(kept, timeout=20_000)
    for name in ("insert_rows", "split_cells", "delete_rows"):
        table = table_formats.tables_in(editor.document())[0]
        go(editor, random_places.randrange(table.rows()), random_places.randrange(table.columns()))
        if name != "split_cells":
            window.commands[name].trigger()
        person.type("typed")
        person.press(Qt.Key.Key_Return)
        qtbot.waitUntil(kept, timeout=20_000)
    go(editor, 1, 1)
    editor.take_picture(picture)
    qtbot.waitUntil(lambda: bool(window.area.current.document().pictures), timeout=20_000)
    qtbot.waitUntil(kept, timeout=20_000)
    found = next(paths.journal_dir().glob("*/*.journal"))
    qtbot.waitUntil(
        lambda: sessions.read(found).document.pictures == window.area.current.document().pictures, timeout=20_000
    )


def test_sorting_and_numbers():
    rows = [["b", "$1,200"], ["É", "7"], ["a", "none"], ["e", "12%"]]
    table = Table(
        rows=tuple(tuple(Cell(blocks=(Paragraph(content=(Run(text=text),)),)) for text in row) for row in rows)
    )
    by_text = [row[0] for row in words(tables.sort_rows(table, Order(0)))]
    assert by_text == ["a", "b", "É", "e"]
    by_number = [row[1] for row in words(tables.sort_rows(table, Order(1, numbers=True)))]
    assert by_number == ["7", "12%", "$1,200", "none"]
    assert words(tables.sort_rows(table, Order(1, numbers=True, descending=True, headings=True)))[0] == ["b", "$1,200"]
