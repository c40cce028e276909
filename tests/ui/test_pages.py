"""What stands on every page: the paper, headers and footers, in the real window."""

import msgspec
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import CharFormat, Document, Field, PageSetup, Paragraph, ParagraphFormat, Run
from retrowriter.formats import docx, rdw, rtf
from retrowriter.settings import Settings
from retrowriter.ui import paper
from retrowriter.ui.apart import Apart
from retrowriter.ui.dialogs.header_footer import HeaderFooterDialog
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.dialogs.page_numbers import PageNumbersDialog
from retrowriter.ui.dialogs.page_setup import PageSetupDialog
from retrowriter.ui.editor import Editor
from retrowriter.ui.text_objects import elements
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


def test_the_scroll_bar_reaches_the_lower_edge_of_the_paper(window, editor, person):
    bar = editor.verticalScrollBar()
    room = editor.viewport().height()
    assert bar.maximum() == editor.unit - room > 0
    bar.setValue(bar.maximum())
    person.type("one line")
    editor.insertPlainText("\n" * 120)
    assert editor.document().pageCount() == 3
    assert bar.maximum() == 3 * editor.unit - room
    bar.setValue(bar.maximum())
    # A line more, while the lower edge is seen, does not make the view jump.
    editor.textCursor().insertBlock()
    assert bar.value() == bar.maximum() == 3 * editor.unit - room
    editor.undo()
    editor.undo()
    assert bar.maximum() == editor.unit - room


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


def test_a_document_begins_with_the_top_of_its_paper(editor):
    assert editor.verticalScrollBar().value() == 0
    assert editor.paper(0).top() > 0


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


def page_numbers_in(paragraphs):
    return [each for each in paragraphs if any(isinstance(item, Field) for item in each.content)]


def test_the_header_and_footer_dialog(window, editor, person, monkeypatch, qtbot):
    def fill(parent, apart, styles, facts, _pictures):
        dialog = HeaderFooterDialog(parent, apart, styles, facts)
        qtbot.addWidget(dialog)
        dialog.show()
        QTest.keyClicks(dialog.field(), "Left\tMiddle\t")
        dialog.field_buttons["page"].click()
        dialog.tabs.setCurrentIndex(1)
        dialog._looks["bold"].click()
        QTest.keyClicks(dialog.field(), "Foot ")
        dialog.field_buttons["file"].click()
        dialog._looks["center"].click()
        return dialog.apart()

    monkeypatch.setattr("retrowriter.ui.dialogs.header_footer.ask_header_footer", fill)
    window.commands["header_footer"].trigger()
    assert editor.undo_names.undo == "Header and Footer"
    saved = window.area.current.document()
    assert rdw.read(rdw.write(saved)).header == saved.header
    (head,), (foot,) = saved.header, saved.footer
    assert head.content == (Run(text="Left\tMiddle\t"), Field(kind="page"))
    assert [tab.kind for tab in head.format.tabs] == ["center", "right"]
    assert head.format.tabs[1].position == 468.0
    assert foot.content == (Run(text="Foot ", format=CharFormat(bold=True)), Field(kind="file"))
    assert foot.format.alignment == "center"
    editor.undo()
    assert window.area.current.document().header == ()
    editor.redo()
    assert window.area.current.document().header == saved.header


def test_the_header_and_footer_dialog_keeps_what_is_there(qtbot):
    apart = Apart(
        page=PageSetup(different_first=True),
        header=(
            Paragraph(content=(Run(text="A", format=CharFormat(size=20.0)), Field(kind="title")), style="Title"),
            Paragraph(content=(Run(text="B"),), format=ParagraphFormat(alignment="right")),
        ),
        first_footer=texts("First"),
    )
    dialog = HeaderFooterDialog(None, apart)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.apart() == apart
    assert dialog.tabs.isTabVisible(3)
    dialog.tabs.setCurrentIndex(3)
    dialog.different_first.click()
    assert (dialog.tabs.currentIndex(), dialog.tabs.isTabVisible(3)) == (1, False)
    kept = dialog.apart()
    assert not kept.page.different_first
    assert kept.first_footer == apart.first_footer
    QTest.keyClicks(dialog.field(), "x")
    QTest.keyClick(dialog.field(), "z", Qt.KeyboardModifier.ControlModifier)
    assert dialog.apart().footer == ()


def test_headers_are_seen_on_the_page(window, editor, person):
    def ink():
        """How much there is above the text of the page."""
        editor.verticalScrollBar().setValue(0)
        paper = editor.paper(0)
        strip = paper.adjusted(2, 2, -2, -paper.height() + round(editor.page.top * editor.scale) - 2)
        image = editor.viewport().grab(strip).toImage()
        return sum(
            image.pixelColor(x, y).lightness() < 200 for x in range(image.width()) for y in range(image.height())
        )

    assert ink() == 0
    editor.set_apart(msgspec.structs.replace(editor.apart, header=texts("Heading of the page")), "Header")
    plain = ink()
    assert plain > 50
    boxed = (msgspec.structs.replace(texts("Heading of the page")[0], format=ParagraphFormat(border="bottom")),)
    editor.set_apart(msgspec.structs.replace(editor.apart, header=boxed), "Header")
    assert ink() > plain + 200, "with the line below it"
    page = msgspec.structs.replace(editor.page, different_first=True)
    editor.set_apart(msgspec.structs.replace(editor.apart, page=page), "Page Setup")
    assert ink() == 0


@pytest.mark.parametrize("at_top", [True, False])
def test_page_numbers(window, editor, monkeypatch, at_top):
    editor.set_apart(msgspec.structs.replace(editor.apart, header=texts("Head"), footer=texts("Foot")), "Header")
    ask = "retrowriter.ui.dialogs.page_numbers.ask_page_numbers"
    monkeypatch.setattr(ask, lambda *_: (at_top, "right", False))
    window.commands["page_numbers"].trigger()
    assert editor.undo_names.undo == "Page Numbers"
    apart = editor.apart
    there, other = (apart.header, apart.footer) if at_top else (apart.footer, apart.header)
    first = apart.first_header if at_top else apart.first_footer
    assert there[0].text == ("Head" if at_top else "Foot")
    (number,) = page_numbers_in(there)
    assert number.format.alignment == "right"
    assert apart.page.different_first
    assert [each.text for each in first] == ["Head" if at_top else "Foot"]
    assert page_numbers_in(other) == page_numbers_in(first) == []
    shown = []
    monkeypatch.setattr(ask, lambda _parent, choice, _page: shown.append(choice) or (not at_top, "center", True))
    window.commands["page_numbers"].trigger()
    assert shown == [(at_top, "right", False)]
    apart = editor.apart
    assert page_numbers_in(apart.header if at_top else apart.footer) == []
    assert len(page_numbers_in(apart.first_footer if at_top else apart.first_header)) == 1
    editor.undo()
    editor.undo()
    assert [each.text for each in editor.apart.header] == ["Head"]


def test_the_page_numbers_dialog(qtbot):
    dialog = PageNumbersDialog(None, (False, "center", True), PageSetup())
    qtbot.addWidget(dialog)
    assert dialog.choice() == (False, "center", True)
    dialog.position.setCurrentIndex(0)
    dialog.alignment.setCurrentIndex(2)
    dialog.on_first.click()
    assert dialog.choice() == (True, "right", False)


def test_fields_in_the_text_know_the_document(window, editor, person, tmp_path):
    document = window.area.current
    document.set_summary("A Title", "")
    for kind in ("title", "file", "page", "pages"):
        editor.insert_element(Field(kind=kind), "Field")
    formats.write_file(tmp_path / "x.rdw", document.document(), formats.NATIVE)
    fields = [element for _place, element in elements(editor.document())]
    shown = [editor.objects._shown(field, editor.document(), 0) for field in fields]
    assert shown == ["A Title", document.windowTitle(), "1", "1"]
    document.save(tmp_path / "Named.rdw", formats.NATIVE)
    assert editor.objects._shown(fields[1], editor.document(), 1) == "Named.rdw"
