"""Named styles and lists in the real window, and what of them is saved."""

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter.document.model import CharFormat, Document, Paragraph, ParagraphFormat, Run, Style
from retrowriter.formats import rdw
from retrowriter.ui import formatting, lists
from retrowriter.ui.dialogs.bullets import BulletsDialog, ListChoice
from retrowriter.ui.dialogs.modify_style import ModifyStyleDialog
from retrowriter.ui.dialogs.style import StyleDialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LOUD = Style(name="Heading 1", based_on="Normal", next="Normal", char=CharFormat(font="Courier New", size=20.0))


@pytest.fixture
def editor(window):
    return window.area.current.editor


@pytest.fixture
def person(editor, typist):
    return typist(editor)


def saved(window):
    document = window.area.current.document()
    assert rdw.read(rdw.write(document)) == document
    # The time of saving is another one each time.
    return msgspec.structs.replace(document, created="", modified="")


def markers(editor):
    block, found = editor.document().begin(), []
    while block.isValid():
        found.append(editor.decorations.numbering.text(block))
        block = block.next()
    return found


def write(person, *lines):
    for number, line in enumerate(lines):
        if number:
            person.press(Qt.Key.Key_Return)
        person.type(line)


# Styles


def test_a_changed_style_changes_its_paragraphs_in_one_step(window, editor, person):
    write(person, "Title", "text", "sub")
    person.go(0)
    QTest.keyClick(editor, Qt.Key.Key_1, CONTROL | Qt.KeyboardModifier.AltModifier)
    person.select(0, 2)
    QTest.keyClick(editor, Qt.Key.Key_I, CONTROL)
    before = saved(window)
    formatting.define_styles(editor, (LOUD,), "Modify Style")
    changed = saved(window)
    assert changed.styles == (LOUD,)
    assert changed.blocks == before.blocks, "what deviates from the style is as it was"
    shown = formatting.character(editor)
    assert (shown.font, shown.size, shown.bold, shown.italic) == ("Courier New", 20.0, False, True)
    assert editor.undo_names.undo == "Modify Style"
    editor.undo()
    assert saved(window) == before
    person.go(1)
    assert formatting.character(editor).font == "Arial"
    editor.redo()
    assert saved(window).styles == (LOUD,)


def test_changed_styles_come_back_from_the_file(window, editor, person, tmp_path):
    write(person, "Title")
    editor.set_style("Mine")
    assert editor.style_name() == "Mine"
    own = (Style(name="Mine", based_on="Heading 2", next="Normal", char=CharFormat(underline="double")), LOUD)
    formatting.define_styles(editor, own)
    path = tmp_path / "styles.rdw"
    formats.write_file(path, window.area.current.document(), formats.NATIVE)
    window.area.current.editor.document().setModified(False)
    again = window.area.open_file(path)
    assert again.document().styles == own
    assert window.boxes.by_name["style box"].findText("Mine") >= 0
    shown = formatting.character(again.editor)
    assert (shown.font, shown.underline, shown.italic) == ("Arial", "double", True)


def test_a_deleted_style_leaves_normal_paragraphs(window, editor, person):
    write(person, "one", "two")
    formatting.define_styles(editor, (Style(name="Mine", based_on="Normal", char=CharFormat(size=30.0)),))
    editor.set_style("Mine")
    assert saved(window).blocks[1].style == "Mine"
    formatting.define_styles(editor, ())
    assert [block.style for block in saved(window).blocks] == ["Normal", "Normal"]
    assert formatting.character(editor).size == 12.0
    editor.undo()
    assert saved(window).blocks[1].style == "Mine"
    person.go(5)
    assert formatting.character(editor).size == 30.0


def test_styles_based_on_a_changed_one_follow(window, editor, person):
    write(person, "one")
    editor.set_style("Quote")
    normal = Style(name="Normal", next="Normal", char=CharFormat(font="Arial", size=9.0), paragraph=ParagraphFormat())
    formatting.define_styles(editor, (normal,))
    assert formatting.character(editor).font == "Arial"
    assert formatting.paragraph(editor).left == 36.0


def test_the_style_dialog(qtbot, monkeypatch):
    dialog = StyleDialog(None, (), "Heading 1", {"Normal", "Heading 1"})
    qtbot.addWidget(dialog)
    assert dialog.chosen() == "Heading 1"
    assert not dialog.delete_button.isEnabled()
    monkeypatch.setattr(ModifyStyleDialog, "exec", lambda self: bool(self.name.setText("Mine") or True))
    dialog.new_style()
    assert dialog.chosen() == "Mine"
    assert dialog.styles() == (Style(name="Mine", based_on="Heading 1", next="Mine"),)
    dialog.which.setCurrentIndex(0)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["Heading 1", "Normal"]
    dialog.which.setCurrentIndex(2)
    assert dialog.chosen() == "Mine"
    dialog.delete_button.click()
    assert dialog.styles() == ()


def test_the_style_dialog_in_the_window(window, editor, person, monkeypatch):
    write(person, "one")
    monkeypatch.setattr("retrowriter.ui.dialogs.style.ask_style", lambda *_: ((LOUD,), "Heading 1"))
    window.commands["style"].trigger()
    assert saved(window).styles == (LOUD,)
    assert saved(window).blocks[0].style == "Heading 1"
    assert formatting.character(editor).size == 20.0


def test_modifying_a_style_keeps_what_deviates_from_its_base(qtbot, monkeypatch):
    from retrowriter.document.styles import all_styles

    known = all_styles(Document())
    dialog = ModifyStyleDialog(None, known, known["Heading 1"], is_new=False)
    qtbot.addWidget(dialog)
    module = "retrowriter.ui.dialogs.modify_style"
    monkeypatch.setattr(f"{module}.ask_format", lambda _parent, shown: CharFormat(**{**_fields(shown), "bold": False}))
    monkeypatch.setattr(
        f"{module}.ask_paragraph",
        lambda _parent, shown: ParagraphFormat(**{**_fields(shown), "before": 0.0, "keep_with_next": False}),
    )
    dialog.font_button.click()
    dialog.paragraph_button.click()
    wanted = dialog.style_wanted()
    assert wanted.char == CharFormat(font="Arial", size=14.0)
    assert wanted.paragraph == ParagraphFormat(after=3.0, level=1)
    assert [dialog.based_on.itemText(row) for row in range(dialog.based_on.count())].count("Heading 1") == 0


def _fields(shown):
    return {name: getattr(shown, name) for name in shown.__struct_fields__}


def test_the_style_box_and_the_normal_key(window, editor, person):
    write(person, "one")
    window.boxes.style_chosen.emit("Title")
    assert saved(window).blocks[0].style == "Title"
    QTest.keyClick(editor, Qt.Key.Key_N, CONTROL | SHIFT)
    assert saved(window).blocks[0] == Paragraph(content=(Run(text="one"),))


def test_a_new_name_in_the_style_box_makes_a_style_by_example(window, editor, person):
    write(person, "one", "two")
    person.select(0, 3)
    QTest.keyClick(editor, Qt.Key.Key_B, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_E, CONTROL)
    before = saved(window)
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL | SHIFT)
    box = window.boxes.by_name["style box"]
    QTest.keyClicks(box.lineEdit(), "Loud")
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    loud = Style(
        name="Loud",
        based_on="Normal",
        next="Loud",
        char=CharFormat(bold=True),
        paragraph=ParagraphFormat(alignment="center"),
    )
    assert saved(window).styles == (loud,)
    assert saved(window).blocks[0] == Paragraph(content=(Run(text="one"),), style="Loud")
    assert editor.undo_names.undo == "New Style"
    assert box.currentText() == "Loud"
    editor.undo()
    assert saved(window) == before


def test_a_size_that_is_not_in_the_list_can_be_typed(window, editor, person):
    write(person, "one")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_P, CONTROL | SHIFT)
    field = window.boxes.by_name["size box"].lineEdit()
    QTest.keyClicks(field, "13.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert saved(window).blocks[0].content == (Run(text="one", format=CharFormat(size=13.5)),)
    assert editor.hasFocus() or not window.isActiveWindow()


# Lists


def test_bullets_button_enter_and_the_end_of_a_list(window, editor, person):
    window.commands["bullets"].trigger()
    assert window.commands["bullets"].isChecked()
    write(person, "one", "two", "", "after")
    blocks = saved(window).blocks
    assert [(block.text, block.list) for block in blocks] == [("one", "bullet"), ("two", "bullet"), ("after", "")]
    assert markers(editor) == ["•", "•", ""]
    assert not window.commands["bullets"].isChecked()


def test_numbers_count_go_on_and_begin_again(window, editor, person):
    window.commands["numbering"].trigger()
    write(person, "one", "two", "", "between", "three")
    window.commands["numbering"].trigger()
    assert markers(editor) == ["1.", "2.", "", "1."]
    monkey = ListChoice("number", "", 0)
    lists.make(editor, monkey.kind, monkey.look, monkey.start)
    assert markers(editor) == ["1.", "2.", "", "3."]
    person.go(0)
    person.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    person.type("new")
    assert markers(editor) == ["1.", "2.", "3.", "", "4."]
    assert [block.list_start for block in saved(window).blocks] == [1, 0, 0, 0, 0]
    editor.undo()
    editor.undo()
    assert markers(editor) == ["1.", "2.", "", "3."]


def test_tab_and_shift_tab_change_levels(window, editor, person):
    window.commands["numbering"].trigger()
    write(person, "one", "")
    person.press(Qt.Key.Key_Tab)
    write(person, "in", "it", "")
    person.press(Qt.Key.Key_Tab, modifier=SHIFT)
    person.type("two")
    assert markers(editor) == ["1.", "a)", "b)", "2."]
    assert [block.list_level for block in saved(window).blocks] == [0, 1, 1, 0]
    left = [editor.document().findBlockByNumber(row).blockFormat().leftMargin() for row in range(2)]
    assert left == [24.0, 48.0]
    person.press(Qt.Key.Key_Tab)
    assert saved(window).blocks[3].text == "two\t", "inside an item it is a tab"


def test_enter_in_an_empty_item_goes_up_and_out(window, editor, person):
    window.commands["bullets"].trigger()
    write(person, "one", "")
    person.press(Qt.Key.Key_Tab)
    assert saved(window).blocks[1].list_level == 1
    person.press(Qt.Key.Key_Return)
    assert (saved(window).blocks[1].list, saved(window).blocks[1].list_level) == ("bullet", 0)
    person.press(Qt.Key.Key_Return)
    assert saved(window).blocks[1].list == ""
    assert len(saved(window).blocks) == 2
    assert editor.undo_names.undo == "End of List"


def test_backspace_takes_the_bullet_first(window, editor, person):
    write(person, "one", "two")
    window.commands["bullets"].trigger()
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Backspace)
    assert [(block.text, block.list) for block in saved(window).blocks] == [("one", ""), ("two", "")]
    person.press(Qt.Key.Key_Backspace)
    assert [block.text for block in saved(window).blocks] == ["onetwo"]


def test_the_buttons_work_on_several_paragraphs_and_off_again(window, editor, person):
    write(person, "one", "two", "three")
    person.select(1, 9)
    window.commands["numbering"].trigger()
    assert markers(editor) == ["1.", "2.", "3."]
    window.commands["bullets"].trigger()
    assert markers(editor) == ["•", "•", "•"]
    assert editor.undo_names.undo == "Bullets"
    QTest.keyClick(editor, Qt.Key.Key_L, CONTROL | SHIFT)
    assert markers(editor) == ["", "", ""]
    QTest.keyClick(editor, Qt.Key.Key_M, CONTROL)
    assert {block.format.left for block in saved(window).blocks} == {36.0}


def test_the_bullets_dialog(window, editor, person, qtbot, monkeypatch):
    write(person, "one", "two")
    editor.selectAll()
    monkeypatch.setattr("retrowriter.ui.dialogs.bullets.ask_bullets", lambda *_: ListChoice("number", "I.", 1))
    window.commands["bullets_and_numbering"].trigger()
    assert markers(editor) == ["I.", "II."]
    assert [block.list_look for block in saved(window).blocks] == ["I.", "I."]
    dialog = BulletsDialog(None, "number", "I.", goes_on=True)
    qtbot.addWidget(dialog)
    assert dialog.choice() == ListChoice("number", "I.", 0)
    dialog.numbers.setFocus()
    QTest.keyClick(dialog.numbers, Qt.Key.Key_Right)
    assert dialog.choice().look == "A."
    dialog.tabs.setCurrentIndex(0)
    QTest.mouseClick(dialog.bullets, Qt.MouseButton.LeftButton, pos=dialog.bullets.cell(3).center())
    assert dialog.choice() == ListChoice("bullet", "–")
    dialog.remove_button.click()
    assert dialog.choice() == ListChoice("")


def test_bullets_are_seen(window, editor, person, qtbot):
    write(person, "one")
    plain = editor.viewport().grab().toImage()
    window.commands["bullets"].trigger()
    bulleted = editor.viewport().grab().toImage()
    rect = editor.cursorRect()
    paper = editor.paper(0)
    edge = round(paper.left() + editor.page.left * editor.scale)
    dark = [
        (x, y)
        for x in range(edge - 2, edge + 16)
        for y in range(rect.top(), rect.bottom())
        if bulleted.pixelColor(x, y).lightness() < 100
    ]
    assert dark, "a bullet at the margin"
    assert plain != bulleted


def test_numbers_that_change_are_painted_anew(window, editor, person, qtbot):
    window.commands["numbering"].trigger()
    write(person, "one", "two", "three")
    last = editor.cursorRect()
    person.go(5)
    person.press(Qt.Key.Key_Home)
    qtbot.wait(50)
    painted = []

    class Watcher(QObject):
        def eventFilter(self, _watched, event):
            if event.type() == QEvent.Type.Paint:
                painted.append(event.region())
            return False

    watcher = Watcher()
    editor.viewport().installEventFilter(watcher)
    person.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: any(region.contains(last.center()) for region in painted))
    assert markers(editor) == ["1.", "a)", "2."]


def test_a_page_break_in_a_list_does_not_begin_it_again(window, editor, person):
    window.commands["numbering"].trigger()
    person.type("onetwo")
    person.go(3)
    editor.insert_page_break()
    assert markers(editor) == ["1.", "2."]


def test_what_the_model_writes_into_a_list_is_counted(window, editor, person, qtbot):
    window.use(pieces=[" and more\n", "second\n", "third"])
    window.commands["numbering"].trigger()
    person.type("first")
    editor.set_font_family("Courier New")
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20_000)
    assert markers(editor) == ["1.", "2.", "3."]
