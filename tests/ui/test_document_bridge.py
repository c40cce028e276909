import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from retrowriter.document import styles
from retrowriter.document.model import (
    Break,
    Cell,
    CharFormat,
    Document,
    Field,
    Note,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Picture,
    Run,
    Tab,
    Table,
)
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import text_formats


def load(document, qtbot):
    target = QTextDocument()
    loader = bridge.Loader(target, document, text_formats.Sheet(document))
    if not loader.start():
        with qtbot.waitSignal(loader.finished, timeout=20_000):
            pass
    return target


def through(document, qtbot):
    return bridge.blocks_of(load(document, qtbot), text_formats.Sheet(document))


formats = st.builds(
    CharFormat,
    font=st.sampled_from(["", "Arial", "Courier New"]),
    size=st.sampled_from([0.0, 8.0, 10.5, 72.0]),
    bold=st.sampled_from([None, True]),
    italic=st.sampled_from([None, True]),
    underline=st.sampled_from(["none", "single", "double", "words"]),
    strike=st.booleans(),
    color=st.sampled_from(["", "#ff0000"]),
    highlight=st.sampled_from(["", "#ffff00"]),
    script=st.sampled_from(["normal", "super", "sub"]),
    caps=st.sampled_from(["normal", "small", "all"]),
    hidden=st.booleans(),
    spacing=st.sampled_from([0.0, 1.5, -0.5]),
)
letters = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="￼\u2028\u2029\ufdd0\ufdd1"),
    min_size=1,
    max_size=12,
)
origins = st.sampled_from([("person", 0), ("model", 1), ("model", 2), ("edited", 1), ("pasted", 0)])


@st.composite
def runs(draw):
    origin, generation = draw(origins)
    return Run(text=draw(letters), format=draw(formats), origin=origin, generation=generation)


elements = st.sampled_from(
    [
        Picture(name="1.png", width=72.0, height=36.0),
        Field(kind="page"),
        Note(name="n1"),
        Run(text="a\u2028b\tc"),
        Run(text="link", link="http://example.com/"),
    ]
)
paragraph_formats = st.builds(
    ParagraphFormat,
    alignment=st.sampled_from([None, "center", "right", "justify"]),
    left=st.sampled_from([None, 36.0]),
    right=st.sampled_from([None, 18.0]),
    first=st.sampled_from([None, -18.0, 36.0]),
    before=st.sampled_from([None, 6.0]),
    after=st.sampled_from([None, 12.0]),
    line=st.sampled_from([None, 1.5, 2.0]),
    tabs=st.sampled_from([(), (Tab(72.0), Tab(144.0, "right", "."))]),
    keep_together=st.booleans(),
    shading=st.sampled_from(["", "#c0c0c0"]),
    border=st.sampled_from(["", "box"]),
)
paragraphs = st.builds(
    Paragraph,
    content=st.lists(st.one_of(runs(), elements), max_size=4).map(tuple),
    style=st.sampled_from(["Normal", "Heading 1", "Typewriter"]),
    format=paragraph_formats,
    list=st.sampled_from(["", "bullet", "number"]),
    list_level=st.integers(0, 2),
)
table = Table(rows=((Cell(), Cell(columns=2)),), widths=(72.0, 144.0))


def without_style(part, style):
    """Without the deviations that say what the style says anyway."""
    same = {name: getattr(type(part)(), name) for name in part.__struct_fields__ if getattr(part, name) == style[name]}
    return msgspec.structs.replace(part, **same)


def normalised(blocks):
    """As the editor knows it: neighbouring runs of one format are one run; what the style says is not said again."""
    result = []
    for block in blocks:
        if isinstance(block, Paragraph):
            style = styles.resolve(styles.all_styles(Document()), block.style)
            own = without_style(block.format, msgspec.structs.asdict(style.paragraph))
            block = msgspec.structs.replace(block, format=own)
            content = []
            for item in block.content:
                if isinstance(item, Run):
                    own = without_style(item.format, msgspec.structs.asdict(style.char))
                    item = msgspec.structs.replace(item, format=own)
                last = content[-1] if content else None
                if (
                    isinstance(item, Run)
                    and isinstance(last, Run)
                    and msgspec.structs.replace(item, text="") == (msgspec.structs.replace(last, text=""))
                ):
                    content[-1] = msgspec.structs.replace(last, text=last.text + item.text)
                else:
                    content.append(item)
            block = msgspec.structs.replace(block, content=tuple(content))
        result.append(block)
    return tuple(result)


@given(st.lists(paragraphs, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_paragraphs_come_back_as_they_were(qtbot, blocks):
    document = Document(blocks=tuple(blocks))
    assert through(document, qtbot) == normalised(document.blocks)


@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph(), Break(), Paragraph(content=(Run(text="two"),))),
        (Break(), Paragraph()),
        (Paragraph(), table, Paragraph()),
        (table,),
        (Paragraph(content=(Run(text="x"),)), Break(kind="section"), Paragraph()),
        (Paragraph(), Break(), table),
    ],
)
def test_breaks_and_tables_come_back(qtbot, blocks):
    assert through(Document(blocks=blocks), qtbot) == blocks


def test_a_long_document_is_loaded_in_slices_and_whole(qtbot):
    blocks = tuple(Paragraph(content=(Run(text=f"Paragraph {number}"),)) for number in range(500))
    target = QTextDocument()
    document = Document(blocks=blocks)
    loader = bridge.Loader(target, document, text_formats.Sheet(document))
    assert loader.start() is False
    assert target.blockCount() < 500
    with qtbot.waitSignal(loader.finished, timeout=20_000):
        pass
    assert bridge.blocks_of(target, text_formats.Sheet(document)) == blocks
    assert not target.isModified()
    assert not target.isUndoAvailable()


def test_a_part_of_a_document(qtbot):
    document = Document(
        blocks=(Paragraph(content=(Run(text="one 😀 two"),)), Paragraph(content=(Run(text="three"),), style="Quote"))
    )
    target = load(document, qtbot)
    sheet = text_formats.Sheet(document)
    assert bridge.blocks_between(target, sheet, 4, 13) == (
        Paragraph(content=(Run(text="😀 two"),)),
        Paragraph(content=(Run(text="th"),), style="Quote"),
    )


def test_the_generation_of_each_character(qtbot):
    document = Document(
        blocks=(
            Paragraph(content=(Run(text="ab"), Run(text="cd", origin="model", generation=3))),
            Paragraph(content=(Run(text="ef"),)),
        )
    )
    target = load(document, qtbot)
    found = [bridge.generation_at(target, index) for index in range(-1, 9)]
    assert found == [0, 0, 0, 3, 3, 0, 0, 0, 0, 0]


def test_styles_of_the_document_are_used(qtbot):
    sheet = text_formats.Sheet(Document())
    char_format = sheet.char("Heading 1")
    assert char_format.fontFamilies() == ["Arial"]
    assert char_format.fontPointSize() == 14
    assert text_formats.char_format_of(char_format, sheet.style("Heading 1").char) == CharFormat()
    assert sheet.style("No such style").name == "Normal"


def test_the_page_is_kept_beside():
    assert Document(page=PageSetup(left=10.0)).page.left == 10.0


def test_inserting_lines_makes_paragraphs(qtbot):
    document = Document()
    target = load(document, qtbot)
    sheet = text_formats.Sheet(document)
    bridge.insert_lines(QTextCursor(target), "one\n\ntwo", sheet.char("Quote"), sheet.block("Quote"))
    assert [block.text for block in bridge.blocks_of(target, sheet)] == ["one", "", "two"]
