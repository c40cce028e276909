"""The commands of the Table menu, each against what it makes of the data, and taken back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from retrowriter.document import table_looks, tables
from retrowriter.document.model import Cell, Document, Paragraph, Run, Table
from retrowriter.document.tables import Area
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import table_edits, table_formats
from retrowriter.ui.editor import Editor
from tests.ui.test_tables_bridge import any_tables, plainly

LEDGER = table_looks.Dress(table_looks.LOOKS[5], True, True, True)
BEFORE, BEHIND = Paragraph(content=(Run(text="before"),)), Paragraph(content=(Run(text="behind"),), style="Quote")


def cell(text, **fields):
    return Cell(blocks=(Paragraph(content=(Run(text=text),) if text else ()),), **fields)


def simple(rows=3, columns=3):
    return Table(rows=tuple(tuple(cell(f"{row}{column}") for column in range(columns)) for row in range(rows)))


@pytest.fixture
def opened(qtbot):
    def made(*blocks):
        editor = Editor(Document(blocks=blocks))
        qtbot.addWidget(editor)
        qtbot.waitUntil(lambda: editor.is_loaded, timeout=20_000)
        return editor

    return made


def blocks_of(editor):
    return bridge.blocks_of(editor.document(), editor.sheet)


def go(editor, row, column, index=0):
    table = table_formats.tables_in(editor.document())[index]
    editor.setTextCursor(table.cellAt(row, column).firstCursorPosition())


steps = st.sampled_from(
    [
        ("Insert Rows", lambda table, area: tables.insert_rows(table, area.row, 1, area.row)),
        ("Insert Columns", lambda table, area: tables.insert_columns(table, area.column, 2, area.column)),
        ("Delete Rows", lambda table, area: tables.delete_rows(table, area.row, area.rows)),
        ("Delete Columns", lambda table, area: tables.delete_columns(table, area.column, area.columns)),
        ("Merge Cells", lambda table, area: tables.merge(table, Area(area.row, area.column, 2, 2))),
        ("Split Cells", lambda table, area: tables.split(table, area.row, area.column, 2, 2, 60.0)),
        ("AutoFormat", lambda table, area: LEDGER.dressed(table)),
    ]
)


# Letters that every font has: these tables are laid out.
plain = st.builds(
    Paragraph,
    content=st.text("ab c", max_size=4).map(lambda text: (Run(text=text),) if text else ()),
    style=st.sampled_from(["Normal", "Quote"]),
)


@given(any_tables(plain), st.lists(st.tuples(steps, st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_change_is_the_one_of_the_data_and_one_step(opened, table, chosen):
    editor = opened(BEFORE, table, BEHIND)
    seen = [blocks_of(editor)]
    for (name, use), row, column in chosen:
        found = table_formats.tables_in(editor.document())
        if not found:
            break
        row, column = min(row, found[0].rows() - 1), min(column, found[0].columns() - 1)
        go(editor, row, column)
        area = table_edits.chosen(editor).area
        wanted = use(seen[-1][1], area)
        table_edits.change(editor, name, use)
        expected = (BEFORE, BEHIND) if wanted is None else (BEFORE, wanted, BEHIND)
        assert blocks_of(editor) == plainly(expected)
        if wanted != seen[-1][1]:
            seen.append(blocks_of(editor))
    for before in reversed(seen[:-1]):
        editor.undo()
        assert blocks_of(editor) == before
    for behind in seen[1:]:
        editor.redo()
        assert blocks_of(editor) == behind


@pytest.mark.parametrize("position", [0, 3, 6])
def test_a_table_is_inserted_where_the_caret_is(opened, typist, position):
    editor = opened(BEFORE, BEHIND)
    typist(editor).go(position)
    table_edits.insert(editor, tables.empty(2, 2))
    made = tables.empty(2, 2)
    expected = {
        0: (made, BEFORE, BEHIND),
        3: (Paragraph(content=(Run(text="bef"),)), made, Paragraph(content=(Run(text="ore"),)), BEHIND),
        6: (BEFORE, made, BEHIND),
    }
    assert blocks_of(editor) == expected[position]
    typist(editor).type("first")
    assert blocks_of(editor)[0 if position == 0 else 1].rows[0][0] == cell("first")
    editor.undo()
    editor.undo()
    assert blocks_of(editor) == (BEFORE, BEHIND)


def test_in_an_empty_paragraph_the_table_stands_before_it(opened, typist):
    editor = opened(BEFORE, Paragraph(), BEHIND)
    typist(editor).go(7)
    table_edits.insert(editor, tables.empty(1, 2))
    assert blocks_of(editor) == (BEFORE, tables.empty(1, 2), Paragraph(), BEHIND)
    editor.undo()
    assert blocks_of(editor) == (BEFORE, Paragraph(), BEHIND)


def test_a_table_in_a_new_document(opened, typist):
    editor = opened(Paragraph())
    table_edits.insert(editor, tables.empty(1, 2))
    assert blocks_of(editor) == (tables.empty(1, 2),)
    editor.undo()
    assert blocks_of(editor) == (Paragraph(),)


def test_tab_walks_through_the_cells_and_asks_for_a_row_at_the_end(opened, typist, qtbot):
    editor = opened(BEFORE, simple(2, 2), BEHIND)
    person = typist(editor)
    go(editor, 0, 0)
    seen = []
    for _ in range(3):
        person.press(Qt.Key.Key_Tab)
        seen.append(editor.selected_text())
    assert seen == ["01", "10", "11"]
    person.press(Qt.Key.Key_Backtab)
    assert editor.selected_text() == "10"
    person.press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(editor.row_wanted, timeout=20_000):
        person.press(Qt.Key.Key_Tab)
    table_edits.insert_row_below(editor)
    person.type("x")
    assert blocks_of(editor)[1].rows[2] == (cell("x"), cell(""))
    assert blocks_of(editor)[1].rows[1] == (cell("10"), cell("11"))


def test_text_in_a_new_table_has_the_looks_of_its_style(opened, qtbot):
    editor = opened(Paragraph(content=(Run(text="line"),), style="Typewriter"))
    table_edits.insert(editor, tables.empty(1, 2, Paragraph(style="Typewriter")))
    qtbot.keyClicks(editor, "Item")
    (typed,) = (block for block in blocks_of(editor) if isinstance(block, Table))
    (paragraph,) = typed.rows[0][0].blocks
    assert paragraph.style == "Typewriter"
    assert [run.format for run in paragraph.content] == [Run(text="").format]
    assert editor.char_format().fontFamilies() == ["Courier New"]
