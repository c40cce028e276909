"""The Print dialog: which printer, which pages, how many copies."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from retrowriter.errors import UserError
from retrowriter.text import page_ranges
from retrowriter.text.page_ranges import Parity, Range
from retrowriter.ui.dialogs.base import Dialog, button_row, buttons, group, label, tab_to_checked
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.printers import PrinterFacts
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.theme.palette import DARK_SHADOW, WINDOW

_ALL, _CURRENT, _PAGES = range(3)
_PARITIES: tuple[tuple[str, Parity], ...] = (
    ("All Pages in Range", "all"),
    ("Odd Pages", "odd"),
    ("Even Pages", "even"),
)
_FACTS_WIDTH = 300


@dataclass(frozen=True)
class PrintChoice:
    """What is to be printed.

    Attributes:
        printer: its name; "" = a PDF file.
        ranges: page numbers, () = all; current: only the page with the insertion point.
    """

    printer: str = ""
    ranges: tuple[Range, ...] = ()
    current: bool = False
    copies: int = 1
    collate: bool = True
    parity: Parity = "all"


class PrintDialog(Dialog):
    """Asks what is to be printed. Without a printer it says so and prints to a file."""

    def __init__(self, parent: QWidget | None, printers: Sequence[PrinterFacts], last: str = "") -> None:
        super().__init__(parent, _tr("Print"), help_button=True)
        self._printers = list(printers)
        self._build(last)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.setSpacing(MARGIN)
        below.addWidget(self._range_group(), 1)
        below.addWidget(self._copies_group())
        ends = QHBoxLayout()
        ends.setSpacing(GAP)
        ends.addWidget(label(_tr("P&rint:"), self.parity))
        ends.addWidget(self.parity)
        ends.addStretch()
        ends.addLayout(button_row([self.ok_button, self.cancel_button]))
        body = QVBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(self._printer_group())
        body.addLayout(below)
        body.addLayout(ends)
        self.set_body(body)
        self._explain()
        self._connect()
        self._show_facts()
        self.copies.setFocus()
        self.copies.selectAll()

    def choice(self) -> PrintChoice:
        """What the fields say.

        Raises:
            UserError: the pages are no pages.
        """
        kind = self.range.checkedId()
        return PrintChoice(
            printer="" if self.to_file.isChecked() else self.printer.currentText(),
            ranges=page_ranges.parse(self.pages.text()) if kind == _PAGES else (),
            current=kind == _CURRENT,
            copies=self.copies.value(),
            collate=self.collate.isChecked(),
            parity=self.parity.currentData(),
        )

    def accept(self) -> None:
        """Qt's override: only with pages that are pages."""
        try:
            self.choice()
        except UserError as error:
            self.pages.setFocus()
            self.pages.selectAll()
            show_message(self, f"{error.message}\n\n{error.hint}", "warning")
        else:
            super().accept()

    def _build(self, last: str) -> None:
        self.printer = QComboBox()
        self.printer.addItems([each.name for each in self._printers] or [_tr("No printer is installed")])
        self.printer.setCurrentIndex(max(0, self.printer.findText(last)))
        self.printer.setEnabled(bool(self._printers))
        self.to_file = QCheckBox(_tr("Print to Fi&le (PDF)"))
        self.to_file.setChecked(not self._printers)
        self.to_file.setEnabled(bool(self._printers))
        self._facts = [QLabel() for _line in range(3)]
        for shown in self._facts:
            shown.setTextFormat(Qt.TextFormat.PlainText)
        self.range = QButtonGroup(self)
        for number, text in ((_ALL, "&All"), (_CURRENT, "Current Pag&e"), (_PAGES, "Pa&ges:")):
            self.range.addButton(QRadioButton(_tr(text)), number)
        self.range.button(_ALL).setChecked(True)
        tab_to_checked(self.range)
        self.pages = QLineEdit()
        self.pages.setFixedWidth(110)
        self.copies = QSpinBox()
        self.copies.setRange(1, 999)
        self.copies.setFixedWidth(52)
        self.collate = QCheckBox(_tr("Colla&te"))
        self.collate.setChecked(True)
        self._picture = _CopiesPicture()
        self.parity = QComboBox()
        for words, value in _PARITIES:
            self.parity.addItem(_tr(words), value)

    def _printer_group(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 44)
        grid.addWidget(label(_tr("&Name:"), self.printer), 0, 0)
        self.printer.setMinimumWidth(_FACTS_WIDTH)
        grid.addWidget(self.printer, 0, 1)
        for number, (text, shown) in enumerate(zip(("Status:", "Type:", "Where:"), self._facts, strict=True), 1):
            grid.addWidget(QLabel(_tr(text)), number, 0)
            grid.addWidget(shown, number, 1)
        grid.addWidget(self.to_file, 2, 2, 2, 1, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(1, 1)
        return group(_tr("Printer"), grid)

    def _range_group(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.range.button(_ALL))
        column.addWidget(self.range.button(_CURRENT))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.range.button(_PAGES))
        row.addWidget(self.pages)
        row.addStretch()
        column.addLayout(row)
        hint = label(_tr("Page n&umbers and ranges with commas\nbetween them, such as 1,3,5-12."), self.pages)
        self.pages.setAccessibleName(_tr("Pages"))
        column.addSpacing(2)
        column.addWidget(hint)
        column.addStretch()
        return group(_tr("Page Range"), column)

    def _copies_group(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(label(_tr("Number of &Copies:"), self.copies))
        row.addWidget(self.copies)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.collate)
        return group(_tr("Copies"), column)

    def _explain(self) -> None:
        self.explain(
            {
                self.printer: _tr("The printer that prints the document."),
                self.to_file: _tr("Writes the pages into a PDF file, which others can read and print."),
                self.range.button(_ALL): _tr("Prints the whole document."),
                self.range.button(_CURRENT): _tr("Prints the page with the insertion point."),
                self.range.button(_PAGES): _tr("Prints the pages that you name."),
                self.pages: _tr("Page numbers and ranges, such as 1,3,5-12."),
                self.copies: _tr("How many times each page is printed."),
                self.collate: _tr("Prints copy by copy instead of page by page."),
                self.parity: _tr("For paper that is turned by hand: first the odd pages, then the even ones."),
            }
        )

    def _connect(self) -> None:
        self.printer.currentIndexChanged.connect(self._show_facts)
        self.to_file.toggled.connect(self._show_facts)
        self.pages.textEdited.connect(lambda: self.range.button(_PAGES).setChecked(True))
        self.range.button(_PAGES).clicked.connect(self.pages.setFocus)
        self.collate.toggled.connect(self._picture.set_collated)

    def _show_facts(self) -> None:
        lines = ["", "", ""]
        if self._printers:
            chosen = self._printers[self.printer.currentIndex()]
            lines = [chosen.status, chosen.make, chosen.place]
        else:
            lines[0] = _tr("The document can be printed to a file.")
        for shown, text in zip(self._facts, lines, strict=True):
            shown.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _FACTS_WIDTH))


class _CopiesPicture(QWidget):
    """Two copies of three pages as they come out of the printer."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(120, 46)
        self._collated = True

    def set_collated(self, on: bool) -> None:
        self._collated = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.ui_font())
        stacks = ((3, 2, 1), (3, 2, 1)) if self._collated else ((1, 1), (2, 2), (3, 3))
        step = self.width() // len(stacks)
        for number, stack in enumerate(stacks):
            left = number * step + (step - 18 - 8 * (len(stack) - 1)) // 2
            for place, page in enumerate(stack):
                back = len(stack) - 1 - place
                sheet = QRect(left + 8 * back, 2 + 6 * place, 18, 24)
                painter.fillRect(sheet, DARK_SHADOW)
                painter.fillRect(sheet.adjusted(1, 1, -1, -1), WINDOW)
                painter.setPen(DARK_SHADOW)
                painter.drawText(sheet.adjusted(0, 9, -1, -1), Qt.AlignmentFlag.AlignRight, str(page))
        painter.end()


def ask_print(parent: QWidget | None, printers: Sequence[PrinterFacts], last: str = "") -> PrintChoice | None:
    """Asks and waits; None when cancelled."""
    dialog = PrintDialog(parent, printers, last)
    try:
        return dialog.choice() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintDialog", text)
