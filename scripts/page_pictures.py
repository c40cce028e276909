"""The pictures of pages that screenshots.py makes: the dialogs of paper, printing, headers and footnotes."""

from collections.abc import Callable
from pathlib import Path

from retrowriter import formats
from retrowriter.document.model import Document, Field, PageSetup, Paragraph, ParagraphFormat, Run, Tab

_TEXT = (
    "The new laser printer has arrived and stands beside the copier on the second floor. Everyone may use it for "
    "final copies; drafts go to the dot matrix printer as before. "
)


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.settings import Settings
    from retrowriter.ui.apart import of
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
