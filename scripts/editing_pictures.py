"""The pictures of editing that screenshots.py makes: its dialogs, and a document with every format."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from retrowriter import formats
from retrowriter.document import styles
from retrowriter.document.model import (
    CharFormat,
    Document,
    Field,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Run,
    Style,
    Tab,
)
from retrowriter.text.autocorrect import Rules

_STOPS = (Tab(108.0), Tab(460.0, "right", "."))
_ADDRESS = "Margaret Hale\nOffice Services\n12 Harbor Street"


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.settings import Settings
    from retrowriter.ui.dialogs.autocorrect import AutoCorrectDialog
    from retrowriter.ui.dialogs.autotext import AutoTextDialog
    from retrowriter.ui.dialogs.bookmark import BookmarkDialog
    from retrowriter.ui.dialogs.borders import BordersDialog
    from retrowriter.ui.dialogs.bullets import BulletsDialog
    from retrowriter.ui.dialogs.change_case import ChangeCaseDialog
    from retrowriter.ui.dialogs.date_time import DateTimeDialog
    from retrowriter.ui.dialogs.go_to import GoToDialog
    from retrowriter.ui.dialogs.insert_break import BreakDialog
    from retrowriter.ui.dialogs.modify_style import ModifyStyleDialog
    from retrowriter.ui.dialogs.paragraph import ParagraphDialog
    from retrowriter.ui.dialogs.style import StyleDialog
    from retrowriter.ui.dialogs.symbol import SymbolDialog
    from retrowriter.ui.dialogs.tabs import TabsDialog
    from retrowriter.ui.main_window import MainWindow

    def on_page(dialog: SymbolDialog | ParagraphDialog, page: int) -> object:
        dialog.tabs.setCurrentIndex(page)
        return dialog

    def editing() -> object:
        path = home / "Formats.rdw"
        formats.write_file(path, document(), formats.NATIVE)
        window = MainWindow(Settings())
        window.resize(800, 900)
        window.start([str(path)])
        return window

    hanging = ParagraphFormat(alignment="left", left=36.0, first=-18.0, before=6.0, line=1.5)
    known = styles.all_styles(Document())
    mine = Style(name="Price List", based_on="List", next="Price List", char=CharFormat(bold=True))
    return {
        "editing": editing,
        "paragraph": lambda: ParagraphDialog(None, hanging),
        "paragraph_flow": lambda: on_page(ParagraphDialog(None, hanging), 1),
        "tabs": lambda: TabsDialog(None, (Tab(72.0), *_STOPS)),
        "borders": lambda: BordersDialog(None, "box", "#e6e6e6"),
        "change_case": lambda: ChangeCaseDialog(None),
        "bullets": lambda: BulletsDialog(None, "bullet"),
        "numbers": lambda: BulletsDialog(None, "number", "I."),
        "style": lambda: StyleDialog(None, (mine,), "Heading 1", {"Normal"}),
        "modify_style": lambda: ModifyStyleDialog(None, known, known["Heading 2"], is_new=False),
        "autocorrect": lambda: AutoCorrectDialog(None, Rules(), smart_typewriter=False),
        "autotext": lambda: AutoTextDialog(None, {"address": _ADDRESS, "yours": "Yours sincerely,"}, ""),
        "date_time": lambda: DateTimeDialog(None, datetime(1995, 8, 24, 9, 30)),
        "symbol": lambda: SymbolDialog(None),
        "special_characters": lambda: on_page(SymbolDialog(None), 1),
        "break": lambda: BreakDialog(None),
        "bookmark": lambda: BookmarkDialog(None, ["Start", "Prices", "End"]),
        "go_to": lambda: GoToDialog(None, ["Start"]),
    }


def document() -> Document:
    """A document in which every format of characters and paragraphs is to be seen."""
    words = (
        ("Plain, ", CharFormat()),
        ("bold, ", CharFormat(bold=True)),
        ("italic, ", CharFormat(italic=True)),
        ("underlined", CharFormat(underline="single")),
        (", ", CharFormat()),
        ("with two lines", CharFormat(underline="double")),
        (", ", CharFormat()),
        ("words only", CharFormat(underline="words")),
        (", ", CharFormat()),
        ("struck", CharFormat(strike=True)),
        (", H", CharFormat()),
        ("2", CharFormat(script="sub")),
        ("O, E=mc", CharFormat()),
        ("2", CharFormat(script="super")),
        (", ", CharFormat()),
        ("Small Caps", CharFormat(caps="small")),
        (", ", CharFormat()),
        ("capitals", CharFormat(caps="all")),
        (", ", CharFormat()),
        ("hidden", CharFormat(hidden=True)),
        (", ", CharFormat()),
        ("marked", CharFormat(highlight="#ffff00")),
        (", ", CharFormat()),
        ("red", CharFormat(color="#ff0000")),
        (", ", CharFormat()),
        ("spaced", CharFormat(spacing=3.0)),
        (", ", CharFormat()),
        ("large.", CharFormat(size=18.0)),
    )
    long = (
        "An item that is long enough to go over the end of its line and to hang below its own beginning, as it should."
    )
    return Document(
        page=PageSetup(left=72.0, right=72.0),
        blocks=(
            _paragraph("Formats", "Title"),
            _paragraph("Characters", "Heading 1"),
            Paragraph(content=tuple(Run(text=text, format=char_format) for text, char_format in words)),
            _paragraph("Lists", "Heading 2"),
            Paragraph(content=(Run(text=long),), list="bullet"),
            Paragraph(content=(Run(text="Of the second level"),), list="bullet", list_level=1),
            Paragraph(content=(Run(text="One"),), list="number", list_start=1),
            Paragraph(content=(Run(text="One of the second level"),), list="number", list_level=1),
            Paragraph(content=(Run(text="Two"),), list="number"),
            _paragraph("Tab Stops", "Heading 3"),
            _paragraph("Chapter 1\tThe Beginning\t3", tabs=_STOPS),
            _paragraph("Chapter 20\tThe End\t203", tabs=_STOPS),
            _paragraph("TO:\tAll staff", "Memo Head"),
            Paragraph(
                content=(Run(text="DATE:\t"), Field(kind="date", pattern="MMMM d, yyyy")),
                style="Memo Head",
                format=ParagraphFormat(border="bottom"),
            ),
            _paragraph("A quotation, which stands in from both sides.", "Quote"),
            _paragraph("Typewriter text: 72 columns fit the line.", "Typewriter"),
            _paragraph("In a box,", border="box", shading="#e0e0e0", before=6.0),
            _paragraph("two paragraphs.", border="box", shading="#e0e0e0"),
            _paragraph("Justified. " * 14, alignment="justify", line=1.5, before=6.0),
        ),
    )


def _paragraph(text: str, style: str = "Normal", **fields: object) -> Paragraph:
    return Paragraph(content=(Run(text=text),), style=style, format=ParagraphFormat(**fields))
