"""What stands on every page: the paper, headers and footers, in the real window."""

import msgspec
import pytest
from PySide6.QtCore import QLocale

from retrowriter import settings as table
from retrowriter.document.model import Document, Field, PageSetup, Paragraph, Run
from retrowriter.formats import docx, rdw, rtf
from retrowriter.settings import Settings
from retrowriter.ui import paper
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.dialogs.page_setup import PageSetupDialog
from retrowriter.ui.editor import Editor
from retrowriter.ui.widgets import length_box
from retrowriter.ui.widgets.length_box import LengthBox

NARROW = PageSetup(width=300.0, height=400.0, left=50.0, right=50.0, top=60.0, bottom=60.0)


@pytest.fixture
def editor(window):
    return window.area.current.editor


@pytest.fixture
def person(editor, typist):
    return typist(editor)


def set_page(window, monkeypatch, page, default=False):
    monkeypatch.setattr("retrowriter.ui.dialogs.page_setup.ask_page_setup", lambda *_: (page, default))
    window.commands["page_setup"].trigger()


def lines(editor):
    block, count = editor.document().begin(), 0
    while block.isValid():
        count += block.layout().lineCount()
        block = block.next()
    return count


def texts(*words):
    return tuple(Paragraph(content=(Run(text=word),)) for word in words)


# Paper


def test_page_setup_is_one_step_of_undo_and_kept(window, editor, person, monkeypatch):
    person.type("word " * 60)
    before, page = lines(editor), editor.page
    set_page(window, monkeypatch, NARROW)
    assert editor.undo_names.undo == "Page Setup"
    assert lines(editor) > before
    assert editor.paper(0).width() == round(300 * editor.scale)
    assert window.area.current.is_modified
    saved = window.area.current.document()
    assert saved.page == NARROW
    assert rdw.read(rdw.write(saved)).page == NARROW
    editor.undo()
    assert (editor.page, lines(editor)) == (page, before)
    assert window.area.current.document().page == page
    editor.redo()
    assert editor.page == NARROW
    person.type("x")
    assert editor.page == NARROW
    ruler = window.area.current.ruler
    width = ruler.marker("right").center().x() - ruler.marker("left").center().x()
    assert abs(width - 200 * editor.scale) <= 1


def test_the_zoom_is_no_step_of_undo(window, editor, person, monkeypatch):
    set_page(window, monkeypatch, NARROW)
    editor.set_zoom(1.5)
    assert editor.undo_names.undo == "Page Setup"
    editor.undo()
    editor.set_zoom(1.0)
    assert editor.undo_names.redo == "Page Setup"


def test_the_default_page_is_that_of_new_documents(window, editor, monkeypatch):
    set_page(window, monkeypatch, NARROW, default=True)
    assert window.area.new_document().editor.page == NARROW
    window.settings.set(table.PAGE, {"width": "wide"})
    assert window.area.new_document().editor.page.left == 72.0


def test_the_usual_paper():
    assert paper.usual_size(QLocale.Country.UnitedStates) == (612.0, 792.0)
    assert paper.usual_size(QLocale.Country.Germany) == paper.A4
    assert paper.size_name(841.9, 595.0).startswith("A4")
    assert paper.size_name(300.0, 300.0) == ""


def test_page_setup_turns_the_paper_with_its_margins(qtbot):
    dialog = PageSetupDialog(None, PageSetup())
    qtbot.addWidget(dialog)
    dialog.direction.button(1).click()
    page = dialog.page()
    assert (page.width, page.height, page.left, page.top) == (792.0, 612.0, 72.0, 90.0)
    dialog.direction.button(0).click()
    assert dialog.page() == PageSetup()
    dialog.paper_size.setCurrentText("A4 210 x 297 mm")
    dialog.paper_size.activated.emit(dialog.paper_size.currentIndex())
    assert (dialog.page().width, dialog.page().height) == paper.A4
    dialog.paper_width.setValue(3.0)
    assert dialog.paper_size.currentText() == "Custom Size"


def test_page_setup_wants_room_for_the_text(qtbot):
    dialog = PageSetupDialog(None, PageSetup())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.left.setValue(8.0)
    dialog.ok_button.click()
    (box,) = dialog.findChildren(MessageBox)
    assert "left and right margins" in box.text
    box.buttons[0].click()
    assert dialog.isVisible()
    dialog.left.setValue(1.0)
    dialog.ok_button.click()
    assert dialog.result() == 1
    assert dialog.page() == PageSetup(left=72.0)


def test_lengths_are_shown_in_the_unit_of_the_options(qtbot, window):
    window.settings.set(table.UNIT, "centimeters")
    window.options._apply([table.UNIT])
    try:
        box = LengthBox()
        qtbot.addWidget(box)
        box.set_points(90.0)
        assert box.text() == "3.18 cm"
        assert box.points() == 90.0, "what nobody touches stays exact"
        box.setValue(2.54)
        assert box.points() == 72.0
    finally:
        length_box.set_unit("inches")
    assert Settings().get(table.UNIT) == "auto"


# Headers and footers


def test_a_high_header_pushes_the_text_down(qtbot):
    page = PageSetup(top=72.0, header=36.0)
    editor = Editor(Document(page=page, header=texts(*"12345")))
    qtbot.addWidget(editor)
    assert editor.text_edges[0] > 36.0 + 5 * 12.0
    assert editor.text_edges[1] == 72.0
    assert editor.document().begin().layout().position().y() > 100 * 96 / 72


@pytest.mark.parametrize("form", [rdw, rtf, docx])
def test_first_pages_of_their_own_and_titles_survive(form):
    document = Document(
        blocks=texts("Body"),
        page=PageSetup(different_first=True),
        header=texts("Later"),
        footer=(Paragraph(content=(Field(kind="title"),)),),
        first_header=texts("First"),
        first_footer=texts("Foot of the first"),
    )
    again = form.read(form.write(document))
    names = ("header", "footer", "first_header", "first_footer")
    assert again.page.different_first
    for name in names:
        kept, there = getattr(document, name), getattr(again, name)
        assert [each.text for each in there] == [each.text for each in kept]
    fields = [item for item in again.footer[0].content if isinstance(item, Field)]
    assert [field.kind for field in fields] == ["title"]
    assert not form.read(form.write(msgspec.structs.replace(document, page=PageSetup()))).page.different_first
