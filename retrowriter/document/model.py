"""The document as plain data: what the formats read and write and what the editor shows.

Values are immutable. Lengths are in points (1/72 inch), colours are "#rrggbb" or "" for automatic.
Fields of a newer schema that this version does not know are kept in `extra` of Document by the native format.
"""

from typing import Any, Literal

import msgspec

Origin = Literal["person", "model", "edited", "pasted"]
Alignment = Literal["left", "center", "right", "justify"]
ListKind = Literal["", "bullet", "number"]
Underline = Literal["none", "single", "double", "words"]
Script = Literal["normal", "super", "sub"]
Caps = Literal["normal", "small", "all"]
LineRule = Literal["multiple", "exact", "least"]
TabKind = Literal["left", "center", "right", "decimal"]
Leader = Literal["", ".", "-", "_"]
Border = Literal["", "box", "top", "bottom"]
FieldKind = Literal["page", "pages", "date", "time", "file", "title"]


class CharFormat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Character format. "" and 0 mean: as the paragraph's style says.

    Attributes:
        font: family name as a document of 1995 stores it ("Times New Roman"); size in points.
        bold, italic: None = as the style says.
        color, highlight: text and background colour.
        spacing: extra space between letters, in points.
        without: names of fields that are off here although the style has them.
    """

    font: str = ""
    size: float = 0.0
    bold: bool | None = None
    italic: bool | None = None
    underline: Underline = "none"
    strike: bool = False
    color: str = ""
    highlight: str = ""
    script: Script = "normal"
    caps: Caps = "normal"
    hidden: bool = False
    spacing: float = 0.0
    without: tuple[str, ...] = ()


class Tab(msgspec.Struct, frozen=True, omit_defaults=True):
    """A tab stop, measured from the left margin."""

    position: float
    kind: TabKind = "left"
    leader: Leader = ""


class ParagraphFormat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Paragraph format; None = as the style says.

    Attributes:
        left, right: indents; first: of the first line, relative to `left`.
        before, after: space around the paragraph.
        line: line spacing, a factor when line_rule is "multiple", else points.
        level: outline level, 1 to 9; 0 = body text.
        without: names of fields that are off here although the style has them.
    """

    alignment: Alignment | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    line_rule: LineRule = "multiple"
    tabs: tuple[Tab, ...] = ()
    keep_together: bool = False
    keep_with_next: bool = False
    page_break_before: bool = False
    shading: str = ""
    border: Border = ""
    level: int = 0
    without: tuple[str, ...] = ()


class Style(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A named paragraph style; `based_on` is the name of another style or ""."""

    name: str
    based_on: str = ""
    next: str = ""
    char: CharFormat = CharFormat()
    paragraph: ParagraphFormat = ParagraphFormat()


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="run"):
    """Text in one format and of one origin. A line break inside a paragraph is U+2028, a tab is U+0009."""

    text: str
    format: CharFormat = CharFormat()
    origin: Origin = "person"
    generation: int = 0
    link: str = ""


class Picture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="picture"):
    """A picture in the line of text; `name` is a key of Document.pictures."""

    name: str
    width: float
    height: float
    description: str = ""


class Field(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="field"):
    """A value that the program fills in: page number, number of pages, date, time, the file's name, the title."""

    kind: FieldKind
    format: CharFormat = CharFormat()
    pattern: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="note"):
    """A footnote reference; the text is Document.notes[name]."""

    name: str


class Bookmark(msgspec.Struct, frozen=True, kw_only=True, tag="bookmark"):
    """A named place in the text."""

    name: str


Inline = Run | Picture | Field | Note | Bookmark


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="paragraph"):
    """A paragraph.

    Attributes:
        list: "" for none; list_level from 0; list_start: the number where a numbered list begins again, 0 = goes on.
        list_look: how its bullet or number is written ("-", "A)"), "" = as usual at its level.
    """

    content: tuple[Inline, ...] = ()
    style: str = "Normal"
    format: ParagraphFormat = ParagraphFormat()
    list: ListKind = ""
    list_level: int = 0
    list_start: int = 0
    list_look: str = ""

    @property
    def text(self) -> str:
        """The characters of its runs, without pictures, fields and notes."""
        return "".join(item.text for item in self.content if isinstance(item, Run))


class Cell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A table cell; cells that another one covers are left out of the row."""

    blocks: tuple[Paragraph, ...] = (Paragraph(),)
    columns: int = 1
    rows: int = 1
    shading: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="table"):
    """A table; widths are those of the columns, () = shared equally. border: width of its lines, 0 = none."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    border: float = 0.5
    header_rows: int = 0


class Break(msgspec.Struct, frozen=True, kw_only=True, tag="break"):
    """A page or section break between paragraphs."""

    kind: Literal["page", "section"] = "page"


Block = Paragraph | Table | Break


class PageSetup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The paper: US Letter with Word 95's margins unless said otherwise.

    Attributes:
        header, footer: their distance from the edge of the paper.
        first_page: number of the first page.
        different_first: the first page has the header and footer of its own of Document.
    """

    width: float = 612.0
    height: float = 792.0
    left: float = 90.0
    right: float = 90.0
    top: float = 72.0
    bottom: float = 72.0
    header: float = 36.0
    footer: float = 36.0
    columns: int = 1
    column_gap: float = 36.0
    first_page: int = 1
    different_first: bool = False


class Generation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The record of one piece of writing by the model; Run.generation is its number.

    Attributes:
        number: from 1, unique in the document.
        time: ISO 8601, UTC; model, model_sha256, engine: what wrote; sampling, brief: as sent.
        text: what it wrote, whole, even if it was edited later; reason: why it ended.
    """

    number: int
    time: str = ""
    model: str = ""
    model_sha256: str = ""
    engine: str = ""
    sampling: dict[str, Any] = {}
    brief: dict[str, Any] = {}
    text: str = ""
    reason: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A whole document.

    Attributes:
        blocks: the body, in order.
        styles: those that differ from the built-in ones, or are the writer's own.
        page: the paper; header and footer: paragraphs repeated on each page.
        first_header, first_footer: those of the first page, where PageSetup.different_first says so.
        notes: footnotes by name; pictures: their files' bytes by name ("1.png").
        generations: records of what the model wrote.
        settings: what the document remembers of its window and its writing (year, brief, model, zoom).
        title, author, created, modified: metadata; times as ISO 8601 in UTC.
        extra: fields of a newer schema, kept as they came.
    """

    blocks: tuple[Block, ...] = (Paragraph(),)
    styles: tuple[Style, ...] = ()
    page: PageSetup = PageSetup()
    header: tuple[Paragraph, ...] = ()
    footer: tuple[Paragraph, ...] = ()
    first_header: tuple[Paragraph, ...] = ()
    first_footer: tuple[Paragraph, ...] = ()
    notes: dict[str, tuple[Paragraph, ...]] = {}
    pictures: dict[str, bytes] = {}
    generations: tuple[Generation, ...] = ()
    settings: dict[str, Any] = {}
    title: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    extra: dict[str, Any] = {}


def plain_text(document: Document) -> str:
    """The body as lines of text: one line a paragraph, table cells separated by tabs, a form feed for a page break."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text.replace("\u2028", "\n"))
        elif isinstance(block, Table):
            for row in block.rows:
                lines.append("\t".join(" ".join(part.text for part in cell.blocks) for cell in row))
        else:
            lines.append("\f")
    return "\n".join(lines)


def from_plain_text(text: str, style: str = "Normal") -> Document:
    """A document of one paragraph a line, in `style`; a form feed alone on a line becomes a page break."""
    blocks: list[Block] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line == "\f":
            blocks.append(Break())
        else:
            blocks.append(Paragraph(content=(Run(text=line),) if line else (), style=style))
    return Document(blocks=tuple(blocks))
