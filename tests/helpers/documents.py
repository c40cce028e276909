"""Random documents, and a view of a document in which two that say the same are equal."""

import msgspec
from hypothesis import strategies as st

from retrowriter.document.model import (
    Bookmark,
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
    Style,
    Tab,
    Table,
)
from retrowriter.formats.relative import Styles
from retrowriter.text import numbering

# One black pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001"
    "f61738550000000049454e44ae426082"
)
LINKS = ("http://www.example.com/a?b=1&c=2", "mailto:jane@example.com", "#place", "C:\\DOCS\\memo.txt")

characters = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u2028\u2029\ufeff\ufffd")
words = st.text(characters, max_size=12)
texts = st.one_of(
    words, st.sampled_from(["a\tb", "two\u2028lines", "  spaces  ", "{\\rtf}", "<b>&amp;", "*_#[x](y)`|"])
)
colors = st.sampled_from(["", "#ff0000", "#008080", "#123456"])
lengths = st.integers(-40, 400).map(lambda value: value / 2)
sizes = st.sampled_from([8.0, 10.5, 12.0, 36.0])
positive = st.integers(0, 200).map(lambda value: value / 2)

char_formats = st.builds(
    CharFormat,
    font=st.sampled_from(["", "Arial", "Courier New", "Bodoni & Söhne"]),
    size=st.one_of(st.just(0.0), sizes),
    bold=st.sampled_from([None, True, False]),
    italic=st.sampled_from([None, True, False]),
    underline=st.sampled_from(["none", "single", "double", "words"]),
    strike=st.booleans(),
    color=colors,
    highlight=colors,
    script=st.sampled_from(["normal", "super", "sub"]),
    caps=st.sampled_from(["normal", "small", "all"]),
    hidden=st.booleans(),
    spacing=st.sampled_from([0.0, 1.0, -0.5]),
)
tabs = st.builds(
    Tab,
    position=positive.map(lambda value: value + 1.0),
    kind=st.sampled_from(["left", "center", "right", "decimal"]),
    leader=st.sampled_from(["", ".", "-", "_"]),
)
lines = st.sampled_from([(None, "multiple"), (1.5, "multiple"), (2.0, "multiple"), (14.0, "exact"), (18.0, "least")])


@st.composite
def paragraph_formats(draw):
    line, rule = draw(lines)
    found = draw(st.lists(tabs, max_size=2, unique_by=lambda tab: tab.position))
    return ParagraphFormat(
        alignment=draw(st.sampled_from([None, "left", "center", "right", "justify"])),
        left=draw(st.one_of(st.none(), lengths)),
        right=draw(st.one_of(st.none(), lengths)),
        first=draw(st.one_of(st.none(), lengths)),
        before=draw(st.one_of(st.none(), positive)),
        after=draw(st.one_of(st.none(), positive)),
        line=line,
        line_rule=rule,
        tabs=tuple(sorted(found, key=lambda tab: tab.position)),
        keep_together=draw(st.booleans()),
        keep_with_next=draw(st.booleans()),
        page_break_before=draw(st.booleans()),
        shading=draw(colors),
        border=draw(st.sampled_from(["", "box", "top", "bottom"])),
        level=draw(st.sampled_from([0, 0, 1, 9])),
    )


plain_formats = st.just(CharFormat())
any_char = st.one_of(plain_formats, char_formats)
runs = st.builds(Run, text=texts, format=any_char, link=st.sampled_from(["", "", "", *LINKS]))
fields = st.one_of(
    st.builds(Field, kind=st.sampled_from(["page", "pages", "file"]), format=any_char),
    st.builds(Field, kind=st.sampled_from(["date", "time"]), pattern=st.sampled_from(["", "MMMM d, yyyy"])),
)
pictures = st.builds(
    Picture,
    name=st.just("1.png"),
    width=st.sampled_from([36.0, 72.0]),
    height=st.sampled_from([18.0, 144.0]),
    description=st.sampled_from(["", "A logo <&>"]),
)
styles_of = st.sampled_from(["Normal", "Heading 1", "Quote", "Typewriter", "Mine"])


@st.composite
def paragraphs(draw, inline=runs, lists=True):
    kind = draw(st.sampled_from(["", "", "bullet", "number"])) if lists else ""
    return Paragraph(
        content=tuple(draw(st.lists(inline, max_size=4))),
        style=draw(styles_of),
        format=draw(st.one_of(st.just(ParagraphFormat()), paragraph_formats())),
        list=kind,
        list_level=draw(st.integers(0, 3)) if kind else 0,
        list_start=draw(st.sampled_from([0, 0, 5])) if kind == "number" else 0,
        list_look=draw(st.sampled_from(LOOKS[kind])),
    )


LOOKS = {"": [""], "bullet": ["", "-", "■"], "number": ["", "", "A)", "(i)", "1."]}
body = st.one_of(runs, fields, pictures, st.just(Note(name="n1")), st.builds(Bookmark, name=st.just("place")))


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 3))
    rows = []
    covered = set()
    count = draw(st.integers(1, 3))
    for number in range(count):
        row = []
        column = 0
        while column < columns:
            if (number, column) in covered:
                column += 1
                continue
            free = 1
            while column + free < columns and (number, column + free) not in covered:
                free += 1
            across = draw(st.integers(1, free))
            down = draw(st.integers(1, count - number))
            for below in range(number, number + down):
                covered |= {(below, column + step) for step in range(across)}
            row.append(
                Cell(
                    blocks=tuple(draw(st.lists(paragraphs(), min_size=1, max_size=2))),
                    columns=across,
                    rows=down,
                    shading=draw(colors),
                )
            )
            column += across
        rows.append(tuple(row))
    return Table(
        rows=tuple(rows),
        widths=draw(st.sampled_from([(), (90.0, 72.0, 36.0)[:columns]])),
        border=draw(st.sampled_from([0.0, 0.5, 2.0])),
        header_rows=draw(st.integers(0, 1)),
    )


pages = st.builds(
    PageSetup,
    width=st.sampled_from([612.0, 841.5]),
    height=st.sampled_from([792.0, 595.0]),
    left=st.sampled_from([90.0, 54.0]),
    footer=st.sampled_from([36.0, 30.0]),
    columns=st.sampled_from([1, 2]),
    first_page=st.sampled_from([1, 7]),
)


@st.composite
def documents(draw):
    blocks = draw(
        st.lists(
            st.one_of(
                paragraphs(body),
                paragraphs(body),
                tables(),
                st.builds(Break, kind=st.sampled_from(["page", "section"])),
            ),
            max_size=6,
        )
    )
    apart = st.lists(paragraphs(st.one_of(runs, fields), lists=False), max_size=2)
    mine = Style(
        name="Mine",
        based_on=draw(st.sampled_from(["Normal", "Heading 1", ""])),
        next="Mine",
        char=draw(char_formats),
        paragraph=draw(paragraph_formats()),
    )
    return Document(
        blocks=tuple(blocks),
        styles=draw(st.sampled_from([(mine,), (mine, CHANGED_NORMAL)])),
        page=draw(pages),
        header=tuple(draw(apart)),
        footer=tuple(draw(apart)),
        notes={"n1": tuple(draw(st.lists(paragraphs(lists=False), min_size=1, max_size=2)))},
        pictures={"1.png": PNG},
        title=draw(st.sampled_from(["", "A title: {x}"])),
        author=draw(st.sampled_from(["", "Zoë"])),
        created=draw(st.sampled_from(["", "1995-08-24T10:11:12Z"])),
    )


CHANGED_NORMAL = Style(
    name="Normal",
    next="Normal",
    char=CharFormat(font="Garamond", size=11.0, bold=False, italic=True),
    paragraph=ParagraphFormat(alignment="left", left=0.0, right=0.0, first=0.0, before=0.0, after=6.0, line=1.0),
)


def items_as_seen(block, document):
    """The indents of list items as they show: those of the level and the item's own are one in Rich Text."""
    if isinstance(block, Table):
        rows = tuple(
            tuple(
                msgspec.structs.replace(cell, blocks=tuple(items_as_seen(part, document) for part in cell.blocks))
                for cell in row
            )
            for row in block.rows
        )
        return msgspec.structs.replace(block, rows=rows)
    if not isinstance(block, Paragraph) or not block.list:
        return block
    styles = Styles.of(document)
    full, base = styles.paragraph(block.style, block.format), styles.full(block.style).paragraph
    rest = full.left - 18.0 * (block.list_level + 1)
    if full.first == 0:
        return as_seen(block, full) if base.first else block
    if full.first != -18.0 or base.first:
        return block
    return msgspec.structs.replace(block, format=msgspec.structs.replace(block.format, left=rest, first=0.0))


def as_seen(block, full):
    """The indents of the item as they show."""
    left = full.left + 18.0 * (block.list_level + 1)
    return msgspec.structs.replace(block, format=msgspec.structs.replace(block.format, left=left, first=-18.0))


def shown_look(paragraph):
    if paragraph.list == "number":
        return numbering.number(7, paragraph.list_look, paragraph.list_level)
    return numbering.bullet(paragraph.list_look, paragraph.list_level) if paragraph.list else ""


def view(document):
    """The document with every format in full, and names of notes and pictures by their order."""
    styles = Styles.of(document)
    names = {}

    def name_of(kind, name):
        return names.setdefault((kind, name), f"{kind} {len(names)}")

    def inline(item, style):
        if isinstance(item, Run):
            return ("run", item.text, styles.char(style, item.format), item.link)
        if isinstance(item, Field):
            return ("field", item.kind, item.pattern, styles.char(style, item.format))
        if isinstance(item, Picture):
            data = document.pictures.get(item.name)
            return ("picture", data, round(item.width, 1), round(item.height, 1), item.description)
        if isinstance(item, Note):
            return ("note", tuple(block(part) for part in document.notes.get(item.name, ())))
        return ("bookmark", name_of("bookmark", item.name))

    def block(part):
        if isinstance(part, Paragraph):
            known = part.style if part.style in styles.names else "Normal"
            content = []
            for item in part.content:
                shown = inline(item, known)
                last = content[-1] if content else None
                if shown[0] == "run" and not shown[1]:
                    continue
                if shown[0] == "run" and last and last[0] == "run" and last[2:] == shown[2:]:
                    content[-1] = ("run", last[1] + shown[1], *last[2:])
                else:
                    content.append(shown)
            return (
                "paragraph", tuple(content), known, styles.paragraph(known, part.format),
                part.list, part.list_level, part.list_start, shown_look(part),
            )  # fmt: skip
        if isinstance(part, Table):
            rows = tuple(
                tuple(
                    (tuple(block(inner) for inner in cell.blocks), cell.columns, cell.rows, cell.shading)
                    for cell in row
                )
                for row in part.rows
            )
            return ("table", rows, part.widths, part.border, part.header_rows)
        return ("break", part.kind)

    return {
        "blocks": [block(part) for part in document.blocks],
        "header": [block(part) for part in document.header],
        "footer": [block(part) for part in document.footer],
        "styles": {name: (styles[name].based_on, styles[name].next, styles.full(name)) for name in styles.names},
        "page": document.page,
        "facts": (document.title, document.author, document.created),
    }
