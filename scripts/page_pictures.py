"""The pictures of pages that screenshots.py makes: the dialogs of paper, printing, headers and footnotes."""

from collections.abc import Callable
from pathlib import Path

from retrowriter import formats
from retrowriter.document.model import (
    CharFormat,
    Document,
    Field,
    Note,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Run,
    Tab,
)

_TEXT = (
    "The new laser printer has arrived and stands beside the copier on the second floor. Everyone may use it for "
    "final copies; drafts go to the dot matrix printer as before. "
)
_NOTE = "Office Services, Report on Printers, 1994, page 12."


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.settings import Settings
    from retrowriter.ui.apart import of
    from retrowriter.ui.dialogs.footnote import FootnoteDialog
    from retrowriter.ui.dialogs.header_footer import HeaderFooterDialog
    from retrowriter.ui.dialogs.page_numbers import PageNumbersDialog
    from retrowriter.ui.dialogs.page_setup import PageSetupDialog
    from retrowriter.ui.dialogs.print_dialog import PrintDialog
    from retrowriter.ui.fields import Facts
    from retrowriter.ui.main_window import MainWindow
    from retrowriter.ui.printers import PrinterFacts

    printers = [
        PrinterFacts("LaserJet 4 in Office Services", "HP LaserJet 4", "Second floor, beside the copier", "Idle"),
        PrinterFacts("Dot matrix"),
    ]

    def notes() -> object:
        path = home / "Notes.rdw"
        formats.write_file(path, with_notes(), formats.NATIVE)
        window = MainWindow(Settings())
        window.resize(800, 900)
        window.start([str(path)])
        window.area.current.editor.set_zoom(0.5)
        return window

    def preview() -> object:
        path = home / "Report.rdw"
        formats.write_file(path, report(), formats.NATIVE)
        window = MainWindow(Settings())
        window.resize(800, 600)
        window.start([str(path)])
        window.commands["print_preview"].trigger()
        return window

    page = PageSetup(left=72.0, right=72.0)
    return {
        "page_setup": lambda: PageSetupDialog(None, page),
        "page_setup_paper": lambda: PageSetupDialog(None, page, 1),
        "preview": preview,
        "header_footer": lambda: HeaderFooterDialog(None, of(report()), facts=Facts("Report.rdw")),
        "footnote": lambda: FootnoteDialog(None, (Paragraph(content=(Run(text=_NOTE),)),)),
        "footnotes": notes,
        "page_numbers": lambda: PageNumbersDialog(None, (False, "center", True), page),
        "print": lambda: PrintDialog(None, printers),
        "print_without_printer": lambda: PrintDialog(None, []),
        "page_setup_layout": lambda: PageSetupDialog(None, page, 2),
    }


def report() -> Document:
    """A document of several pages with a header and a footer."""
    stops = ParagraphFormat(tabs=(Tab(234.0, "center"), Tab(468.0, "right")))
    head = (Run(text="Office Services\tReport on Printers\t"), Field(kind="date", pattern="MMMM d, yyyy"))
    foot = (Run(text="\tPage "), Field(kind="page"), Run(text=" of "), Field(kind="pages"))
    body = [Paragraph(content=(Run(text="Report on Printers"),), style="Title")]
    for number in range(1, 13):
        body.append(Paragraph(content=(Run(text=f"{number}. The Second Floor"),), style="Heading 1"))
        body.append(Paragraph(content=(Run(text=_TEXT * 4),)))
    return Document(
        blocks=tuple(body),
        page=PageSetup(left=72.0, right=72.0),
        header=(Paragraph(content=head, format=stops),),
        footer=(Paragraph(content=foot, format=stops),),
    )


def with_notes() -> Document:
    """A document of a page with two footnotes."""
    first = Paragraph(
        content=(
            Run(text="The printer has arrived"),
            Note(name="1"),
            Run(text=f" at last. {_TEXT * 3}Toner"),
            Note(name="2"),
            Run(text=" is in the cabinet."),
        )
    )
    small = CharFormat(size=10.0)
    notes = {
        "1": (Paragraph(content=(Run(text=_NOTE, format=small),)),),
        "2": (Paragraph(content=(Run(text=f"{_TEXT * 2}See the manual.", format=small),)),),
    }
    foot = (Paragraph(content=(Field(kind="page"),), format=ParagraphFormat(alignment="center")),)
    return Document(blocks=(first,), page=PageSetup(left=72.0, right=72.0), notes=notes, footer=foot)
