"""A memo that has something of everything a document can hold."""

from retrowriter.document.model import (
    Bookmark,
    Break,
    Cell,
    CharFormat,
    Document,
    Field,
    Generation,
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
from tests.helpers.documents import PNG


def line(text, style="Normal", **fields):
    """A paragraph of one run."""
    return Paragraph(content=(Run(text=text),) if text else (), style=style, **fields)


def cell(text, **fields):
    """A cell of one paragraph."""
    return Cell(blocks=(line(text),), **fields)


MEMO = Document(
    blocks=(
        line("The New Laser Printer", "Title"),
        Paragraph(
            content=(Run(text="TO:", format=CharFormat(caps="small")), Run(text="\tAll staff")), style="Memo Head"
        ),
        Paragraph(content=(Run(text="DATE:\t"), Field(kind="date", pattern="MMMM d, yyyy")), style="Memo Head"),
        line("What changes", "Heading 1"),
        Paragraph(
            content=(
                Run(text="From Monday the "),
                Run(text="LaserWriter", format=CharFormat(bold=True)),
                Run(text=" in room 12 is "),
                Run(text="everybody’s", format=CharFormat(italic=True, underline="single")),
                Run(text="; it prints "),
                Run(text="8 pages", format=CharFormat(color="#800000", highlight="#ffff00")),
                Run(text=" a minute"),
                Note(name="speed"),
                Run(text=".\u2028Café Zürich – ½ price: £4, "),
                Run(text="Прага", format=CharFormat(font="Arial", size=14.0)),
                Run(text=" & H"),
                Run(text="2", format=CharFormat(script="sub")),
                Run(text="O. See "),
                Run(
                    text="the dealer",
                    format=CharFormat(color="#0000ff", underline="single"),
                    link="http://www.example.com/",
                ),
                Run(text="."),
            ),
            format=ParagraphFormat(alignment="justify", after=6.0, line=1.5),
        ),
        line("Load paper", list="number"),
        line("Switch it on", list="number"),
        line("Wait for the green lamp", list="bullet", list_level=1),
        line("Print", list="number"),
        line("A quoted line that stands apart.", "Quote"),
        Paragraph(
            content=(Run(text="Toner\t$89"),),
            format=ParagraphFormat(
                tabs=(Tab(position=288.0, kind="right", leader="."),), border="box", shading="#dfdfdf"
            ),
        ),
        Table(
            rows=(
                (cell("Room", shading="#c0c0c0"), cell("Printer", columns=2, shading="#c0c0c0")),
                (cell("12", rows=2), cell("Laser"), cell("8 ppm")),
                (cell("Dot matrix"), cell("2 ppm")),
            ),
            widths=(72.0, 144.0, 90.0),
            header_rows=1,
        ),
        Break(),
        Paragraph(
            content=(
                Bookmark(name="plan"),
                Run(text="Floor plan: "),
                Picture(name="1.png", width=72.0, height=36.0, description="A plan"),
            )
        ),
        line("C:\\>PRINT MEMO.TXT", "Typewriter"),
        Paragraph(content=(Run(text="Written by the machine.", origin="model", generation=1),)),
        Break(kind="section"),
        line("Mine: {curly} <angle> *stars*", "House Style"),
    ),
    styles=(
        Style(name="House Style", based_on="Normal", next="Normal", char=CharFormat(font="Courier New", spacing=1.0)),
    ),
    page=PageSetup(width=595.3, height=841.9, left=72.0, right=72.0),
    header=(line("Memo"),),
    footer=(
        Paragraph(
            content=(Run(text="Page "), Field(kind="page"), Run(text=" of "), Field(kind="pages")),
            format=ParagraphFormat(alignment="center"),
        ),
    ),
    notes={"speed": (line("Measured with the text of this memo."),)},
    pictures={"1.png": PNG},
    generations=(Generation(number=1, model="m", text="Written by the machine."),),
    title="The New Laser Printer",
    author="R. Miles",
    created="1995-03-07T09:05:00Z",
    modified="1995-03-08T10:00:00Z",
)
