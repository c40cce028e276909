"""Tables in the editor: what comes out is what went in."""

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowriter.document import tables
from retrowriter.document.model import Break, Document, Paragraph, Table
from retrowriter.ui import text_formats
from tests.helpers import documents
from tests.ui.test_document_bridge import normalised, paragraphs, through

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
