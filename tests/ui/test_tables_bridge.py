"""Tables in the editor: what comes out is what went in."""

import itertools

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from retrowriter.document import tables
from retrowriter.document.model import Break, Cell, CharFormat, Document, Paragraph, Run, Table
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import table_formats, text_formats
from tests.helpers import documents
from tests.ui.test_document_bridge import load, normalised, paragraphs, through

SHEET = text_formats.Sheet(Document())


@st.composite
def any_tables(draw, inside=paragraphs):
    """Tables with merged cells and any paragraphs in them, whose rows fill the grid."""
    shape = draw(documents.tables())
    count = sum(map(len, shape.rows))
    contents = iter(draw(st.lists(st.lists(inside, min_size=1, max_size=2), min_size=count, max_size=count)))
    rows = tuple(
        tuple(msgspec.structs.replace(cell, blocks=tuple(next(contents))) for cell in row) for row in shape.rows
    )
    return tables.squared(msgspec.structs.replace(shape, rows=rows))


def plainly(blocks):
    """As the editor knows it, inside of tables too."""
    result = []
    for block in normalised(blocks):
        if isinstance(block, Table):
            rows = tuple(
                tuple(msgspec.structs.replace(cell, blocks=normalised(cell.blocks)) for cell in row)
                for row in block.rows
            )
            block = msgspec.structs.replace(block, rows=rows)
        result.append(block)
    return tuple(result)


@given(st.lists(st.one_of(paragraphs, any_tables(), st.just(Break())), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_tables_come_back_as_they_were(qtbot, blocks):
    # Two page breaks in a row, and one at the end, are told with a paragraph between.
    settled = []
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        settled.append(block)
        if isinstance(block, Break) and not isinstance(below, Paragraph | Table):
            settled.append(Paragraph())
    broken = {"page_break_before": False}
    settled = [
        msgspec.structs.replace(block, format=msgspec.structs.replace(block.format, **broken))
        if isinstance(block, Paragraph)
        else block
        for block in settled
    ]
    assert through(Document(blocks=tuple(settled)), qtbot) == plainly(settled)


def test_a_long_document_full_of_tables_comes_in_slices(qtbot):
    row = tuple(Cell(blocks=(Paragraph(content=(Run(text="cell"),)),)) for _ in range(4))
    blocks = tuple(
        block
        for number in range(150)
        for block in (Paragraph(content=(Run(text=f"Chapter {number}"),)), Table(rows=(row,) * 10))
    )
    document = Document(blocks=blocks)
    target = QTextDocument()
    loader = bridge.Loader(target, document, SHEET)
    seen = [1]
    # Only a document that is laid out tells of its changes.
    target.documentLayout()
    target.contentsChange.connect(lambda *_change: seen.append(target.blockCount()))
    assert loader.start() is False
    with qtbot.waitSignal(loader.finished, timeout=20_000):
        pass
    assert max(behind - before for before, behind in itertools.pairwise(seen)) < 300, "no slice is long"
    assert bridge.blocks_of(target, SHEET) == blocks


def test_a_cell_with_a_shade_and_a_highlight_in_it(qtbot):
    marked = Run(text="marked", format=CharFormat(highlight="#ffff00"))
    cells = (Cell(blocks=(Paragraph(content=(marked,)),), shading="#c0c0c0"), Cell(shading="#ff0000"))
    table = Table(rows=(cells,), widths=(72.0, 36.5), border=2.0, header_rows=1)
    document = Document(blocks=(table,))
    target = load(document, qtbot)
    assert bridge.blocks_of(target, SHEET) == (table,)
    place = table_formats.tables_in(target)[0].cellAt(0, 1).firstCursorPosition()
    bridge.insert_lines(place, "typed", text_formats.Sheet(document).char(), place.blockFormat())
    (after,) = bridge.blocks_of(target, SHEET)
    assert after.rows[0][1] == Cell(blocks=(Paragraph(content=(Run(text="typed"),)),), shading="#ff0000")


def test_a_part_of_a_table_and_text_with_a_table_in_it(qtbot):
    row = tuple(Cell(blocks=(Paragraph(content=(Run(text=text),)),)) for text in "abc")
    table = Table(rows=(row, row), widths=(10.0, 20.0, 30.0))
    before, behind = Paragraph(content=(Run(text="before"),)), Paragraph(content=(Run(text="behind"),))
    target = load(Document(blocks=(before, table, behind)), qtbot)
    shown = table_formats.tables_in(target)[0]
    cursor = shown.cellAt(0, 1).firstCursorPosition()
    cursor.setPosition(shown.cellAt(1, 2).lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    assert bridge.selected_blocks(cursor, SHEET) == (Table(rows=(row[1:], row[1:]), widths=(20.0, 30.0)),)
    whole = bridge.blocks_between(target, SHEET, 3, target.characterCount() - 3)
    assert whole == (Paragraph(content=(Run(text="ore"),)), table, Paragraph(content=(Run(text="behi"),)))


def test_a_table_that_is_pasted_into_a_cell_is_text(qtbot):
    row = tuple(Cell(blocks=(Paragraph(content=(Run(text=text),)),)) for text in "ab")
    target = load(Document(blocks=(Table(rows=((Cell(),),)),)), qtbot)
    place = table_formats.tables_in(target)[0].cellAt(0, 0).firstCursorPosition()
    bridge.insert_blocks(place, (Table(rows=(row, row)),), SHEET)
    (table,) = bridge.blocks_of(target, SHEET)
    assert [block.text for block in table.rows[0][0].blocks] == ["a\tb", "a\tb"]
