"""Print Preview: the pages of the printer, in the place of the document."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter.document.model import Document, PageSetup, Paragraph, Run
from retrowriter.ui.preview_area import FIT_PAGE

LINES = tuple(Paragraph(content=(Run(text=f"Line {number} of the text."),)) for number in range(150))


@pytest.fixture
def document(window, tmp_path, qtbot):
    path = tmp_path / "Long.rdw"
    head = (Paragraph(content=(Run(text="Heading"),)),)
    formats.write_file(path, Document(blocks=LINES, page=PageSetup(first_page=5), header=head), formats.NATIVE)
    opened = window.area.open_file(path)
    qtbot.waitUntil(lambda: opened.editor.is_loaded, timeout=20000)
    return opened


@pytest.fixture
def preview(window, document, qtbot):
    window.activateWindow()
    QTest.keyClick(document.editor, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    shown = document.over
    qtbot.waitUntil(lambda: shown.area.count > 0, timeout=20000)
    return shown


def dark(preview, rect):
    """How much of a part of the view is not white."""
    image = preview.area.viewport().grab(rect).toImage()
    pixels = [image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())]
    return sum(pixel < 128 for pixel in pixels)


def test_the_pages_are_those_of_the_view(window, document, preview):
    assert preview.area.count == document.editor.document().pageCount()
    assert preview.place.text() == f"Page 5 of {preview.area.count}"
    assert not document.editor.isVisible()
    assert not document.ruler.isVisible()
    assert window.windowTitle().endswith("[Long.rdw (Preview)]")
    assert document.windowTitle() == "Long.rdw"


def test_text_and_header_are_drawn(preview, qtbot):
    sheet = preview.area.sheet(0)
    qtbot.waitUntil(lambda: 0 in preview.area._images, timeout=20000)
    head = sheet.adjusted(1, 1, -1, -sheet.height() * 10 // 11)
    body = sheet.adjusted(1, sheet.height() // 11, -1, -sheet.height() // 11)
    assert dark(preview, head) > 5
    assert dark(preview, body) > 200


def test_keys_turn_pages_and_escape_leaves(window, document, preview, qtbot):
    area = preview.area
    assert area.hasFocus()
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert area.page_in_view == 1
    QTest.keyClick(area, Qt.Key.Key_End)
    assert area.page_in_view == area.count - 1
    QTest.keyClick(area, Qt.Key.Key_PageUp)
    assert area.page_in_view == area.count - 2
    QTest.keyClick(area, Qt.Key.Key_Home)
    assert area.page_in_view == 0
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert document.over is None
    assert document.editor.isVisible()
    assert document.editor.hasFocus()
    assert document.ruler.isVisible()
    assert window.windowTitle().endswith("[Long.rdw]")


def test_a_click_magnifies_and_another_one_shows_the_page(preview):
    area = preview.area
    factor = area.factor
    assert factor < 1
    place = area.sheet(0).topLeft() + QPoint(30, 30)
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (area.zoom, preview.zoom_box.currentText()) == (1.0, "100%")
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert (area.zoom, area.factor, preview.zoom_box.currentText()) == (FIT_PAGE, factor, "Whole Page")


def test_several_pages_and_zoom(preview):
    area = preview.area
    preview.several_pages.trigger()
    assert area.sheet(1).left() > area.sheet(0).right()
    assert area.sheet(0).top() == area.sheet(1).top()
    preview.zoom_box.setCurrentText("Page Width")
    preview.zoom_box.textActivated.emit("Page Width")
    assert area.sheet(0).width() > area.viewport().width() - 30
    preview.one_page.trigger()
    assert area.sheet(1).top() > area.viewport().height()


def test_it_follows_the_document(document, preview, qtbot):
    count = preview.area.count
    document.editor.set_apart(type(document.editor.apart)(page=PageSetup(width=300.0, height=300.0)), "Page Setup")
    qtbot.waitUntil(lambda: preview.area.count > count, timeout=20000)
    assert preview.area.sheet(0).width() == preview.area.sheet(0).height()


def test_closing_the_document_ends_the_preview(window, document, preview):
    window.area.close_document(document)
    assert all(each is not document for each in window.area.windows)
