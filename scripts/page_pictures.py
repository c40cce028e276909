"""The pictures of pages that screenshots.py makes: the dialogs of paper, printing, headers and footnotes."""

from collections.abc import Callable
from pathlib import Path

from retrowriter.document.model import PageSetup


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.ui.dialogs.page_setup import PageSetupDialog
    from retrowriter.ui.dialogs.print_dialog import PrintDialog
    from retrowriter.ui.printers import PrinterFacts

    printers = [
        PrinterFacts("LaserJet 4 in Office Services", "HP LaserJet 4", "Second floor, beside the copier", "Idle"),
        PrinterFacts("Dot matrix"),
    ]
    page = PageSetup(left=72.0, right=72.0)
    return {
        "page_setup": lambda: PageSetupDialog(None, page),
        "page_setup_paper": lambda: PageSetupDialog(None, page, 1),
        "print": lambda: PrintDialog(None, printers),
        "print_without_printer": lambda: PrintDialog(None, []),
        "page_setup_layout": lambda: PageSetupDialog(None, page, 2),
    }
