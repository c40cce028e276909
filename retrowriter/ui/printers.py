"""The printers of the system."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF

from retrowriter.ui.print_jobs import page_layout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True)
class PrinterFacts:
    """What the Print dialog says of a printer: its name, its make, where it stands, what it is doing."""

    name: str
    make: str = ""
    place: str = ""
    status: str = ""


def available() -> list[PrinterFacts]:
    """The printers, the usual one first."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    states = {
        QPrinter.PrinterState.Idle: "Idle",
        QPrinter.PrinterState.Active: "Printing",
        QPrinter.PrinterState.Aborted: "Stopped",
        QPrinter.PrinterState.Error: "Out of order",
    }
    usual = QPrinterInfo.defaultPrinterName()
    infos = sorted(QPrinterInfo.availablePrinters(), key=lambda info: info.printerName() != usual)
    return [
        PrinterFacts(info.printerName(), info.makeAndModel(), info.location(), states.get(info.state(), ""))
        for info in infos
    ]


def printer(name: str, title: str, size: QSizeF) -> "QPrinter":
    """A printer that is ready to be drawn on.

    Args:
        title: what the list of the printer's jobs says.
        size: of the paper, in points.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    made = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    made.setDocName(title)
    made.setCreator("Retro Document Writer")
    made.setFullPage(True)
    made.setPageLayout(page_layout(size))
    return made
