"""PDF files: the text of each page, the paper, headers and footers, embedded fonts."""

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import Cell, Document, Field, PageSetup, Paragraph, Picture, Run, Table
from retrowriter.ui import going, printers
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.dialogs.print_dialog import PrintChoice, PrintDialog
from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.printers import PrinterFacts


def text(page):
    found = page.extract_text()
    assert "\t" not in found, "blanks are blanks"
    return " ".join(found.split())


def png():
    image = QImage(8, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_export_pdf(tmp_path):
    lines = [f"Line {number} of the text." for number in range(100)]
    cells = [Cell(blocks=(Paragraph(content=(Run(text=text),)),)) for text in ("Cell one", "Cell two")]
    document = Document(
        blocks=(*(Paragraph(content=(Run(text=line),)) for line in lines), Table(rows=(tuple(cells),))),
        page=PageSetup(width=420.0, height=595.0),
        header=(
            Paragraph(
                content=(Run(text="Head of "), Field(kind="file"), Picture(name="1.png", width=20.0, height=10.0))
            ),
        ),
        pictures={"1.png": png()},
        footer=(Paragraph(content=(Run(text="Page "), Field(kind="page"), Run(text=" of "), Field(kind="pages"))),),
    )
    source, target = tmp_path / "A.rdw", tmp_path / "A.pdf"
    formats.write_file(source, document, formats.NATIVE)
    command = [sys.executable, "-m", "retrowriter", "export", str(source), str(target)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
    pages = PdfReader(target).pages
    assert len(pages) > 2
    body = []
    for number, page in enumerate(pages, 1):
        ends = f" Head of A.rdw Page {number} of {len(pages)}"
        assert text(page).endswith(ends)
        body.append(text(page).removesuffix(ends))
        images = [each.get_object() for each in page["/Resources"]["/XObject"].values()]
        assert [(image["/Width"], image["/Height"]) for image in images] == [(8, 4)]
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (420, 595)
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert descriptor["/FontName"].endswith("LiberationSerif")
            assert "/FontFile2" in descriptor
    assert " ".join(body) == " ".join([*lines, "Cell one", "Cell two"])


# Print


LONG = tuple(Paragraph(content=(Run(text=f"Line {number} of the text."),)) for number in range(120))


@pytest.fixture
def long_one(window, tmp_path, qtbot):
    path = tmp_path / "Long.rdw"
    footer = (Paragraph(content=(Run(text="Page "), Field(kind="page"), Run(text=" of "), Field(kind="pages"))),)
    page = PageSetup(width=420.0, height=595.0, first_page=3)
    formats.write_file(path, Document(blocks=LONG, page=page, footer=footer), formats.NATIVE)
    opened = window.area.open_file(path)
    qtbot.waitUntil(lambda: opened.editor.is_loaded, timeout=20000)
    return opened


def shown_pages(editor):
    """The text of each page as the view has it."""
    pages = [[] for _page in range(editor.document().pageCount())]
    block = editor.document().begin()
    while block.isValid():
        top = block.layout().position().y() + block.layout().lineAt(0).y()
        pages[editor.page_at(top)].append(block.text())
        block = block.next()
    return [" ".join(lines) for lines in pages]


def print_to(path, window, choice, monkeypatch, qtbot):
    monkeypatch.setattr("retrowriter.ui.dialogs.print_dialog.ask_print", lambda *_: choice)
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (path, 0))
    window.commands["print"].trigger()
    qtbot.waitUntil(lambda: path.exists() and not window.findChildren(ProgressDialog), timeout=20000)
    return [text(page) for page in PdfReader(path).pages]


def test_print_to_file_is_what_the_window_shows(window, long_one, tmp_path, monkeypatch, qtbot):
    seen = shown_pages(long_one.editor)
    assert len(seen) == 4
    printed = print_to(tmp_path / "Long.pdf", window, PrintChoice(), monkeypatch, qtbot)
    assert printed == [f"{page} Page {number} of 4" for number, page in enumerate(seen, 3)]


def test_ranges_copies_and_odd_pages(window, long_one, tmp_path, monkeypatch, qtbot):
    seen = shown_pages(long_one.editor)

    def printed(name, **choice):
        pages = print_to(tmp_path / name, window, PrintChoice(**choice), monkeypatch, qtbot)
        return [seen.index(page.partition(" Page ")[0]) for page in pages]

    assert printed("a.pdf", ranges=((4, 5),), copies=2) == [1, 2, 1, 2]
    assert printed("b.pdf", ranges=((3, 3), (5, 99)), copies=2, collate=False) == [0, 0, 2, 2, 3, 3]
    assert printed("c.pdf", parity="even") == [1, 3]
    going.go_to_page(long_one.editor, 5)
    assert printed("d.pdf", current=True) == [2]


def test_a_printer_gets_the_pages(window, long_one, tmp_path, monkeypatch, qtbot):
    """The printer is Qt's own, which prints into a file where the system has none."""
    made = []

    def to_file(name, title, size):
        printer = real(name, title, size)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        made.append(name)
        return printer

    real = printers.printer
    monkeypatch.setattr(printers, "printer", to_file)
    choice = PrintChoice(printer="LaserJet", ranges=((3, 4),), copies=2)
    monkeypatch.setattr("retrowriter.ui.dialogs.print_dialog.ask_print", lambda *_: choice)
    window.commands["print"].trigger()
    assert window.findChildren(ProgressDialog)
    qtbot.waitUntil(lambda: not window.findChildren(ProgressDialog), timeout=20000)
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 4
    assert (round(float(pages[0].mediabox.width)), round(float(pages[0].mediabox.height))) == (420, 595)
    assert (made, window.settings.get(table.PRINTER)) == (["LaserJet"], "LaserJet")


def test_pages_that_are_not_there(window, long_one, monkeypatch, answers, qtbot):
    monkeypatch.setattr("retrowriter.ui.dialogs.print_dialog.ask_print", lambda *_: PrintChoice(ranges=((50, 60),)))
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (Path("never.pdf"), 0))
    answers.push("OK")
    window.commands["print"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20000)
    assert "no such page" in answers.asked[0]
    assert not Path("never.pdf").exists()


def test_printing_can_be_cancelled(window, long_one, tmp_path, monkeypatch, qtbot):
    target = tmp_path / "Never.pdf"
    monkeypatch.setattr("retrowriter.ui.dialogs.print_dialog.ask_print", lambda *_: PrintChoice(copies=50))
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_save_path", lambda *_: (target, 0))
    window.commands["print"].trigger()
    (progress,) = window.findChildren(ProgressDialog)
    qtbot.waitUntil(lambda: progress.bar.value() > 0, timeout=20000)
    QTest.keyClick(progress, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ProgressDialog), timeout=20000)
    assert not target.exists()


def test_the_print_dialog(qtbot):
    dialog = PrintDialog(None, [PrinterFacts("One", "HP"), PrinterFacts("Two", "Epson")], last="Two")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.choice() == PrintChoice(printer="Two")
    QTest.keyClicks(dialog.pages, "2-4,7")
    dialog.copies.setValue(3)
    dialog.collate.setChecked(False)
    dialog.parity.setCurrentIndex(1)
    assert dialog.choice() == PrintChoice("Two", ((2, 4), (7, 7)), copies=3, collate=False, parity="odd")
    dialog.pages.setText("four")
    dialog.ok_button.click()
    (box,) = dialog.findChildren(MessageBox)
    assert '"four"' in box.text
    box.buttons[0].click()
    dialog.range.button(1).setChecked(True)
    assert dialog.choice().current
    dialog.ok_button.click()
    assert dialog.result() == 1


def test_without_a_printer_there_is_a_file(qtbot):
    dialog = PrintDialog(None, [])
    qtbot.addWidget(dialog)
    assert "No printer" in dialog.printer.currentText()
    assert dialog.choice().printer == ""
