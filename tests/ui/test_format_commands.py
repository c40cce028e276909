"""Formats of characters and paragraphs through the commands of the window, and what of them is saved."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from retrowriter import formats
from retrowriter.document.model import CharFormat, Paragraph, ParagraphFormat, Run, Style, Tab
from retrowriter.engine.protocol import Sampling
from retrowriter.formats import rdw
from retrowriter.text.prompt import Brief
from retrowriter.ui import formatting, text_formats
from tests.helpers.promises import within

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BOTH = CONTROL | SHIFT


@pytest.fixture
def editor(window, typist):
    """Two paragraphs of which "two three" is selected."""
    made = window.area.current.editor
    person = typist(made)
    person.type("one two")
    person.press(Qt.Key.Key_Return)
    person.type("three four")
    person.select(4, 13)
    return made


def saved(window):
    """The blocks as a file gives them back."""
    document = window.area.current.document()
    assert rdw.read(rdw.write(document)).blocks == document.blocks
    return document.blocks


def press(editor, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(editor, key, modifiers)


CHARACTER_KEYS = [
    (Qt.Key.Key_B, CONTROL, {"bold": True}),
    (Qt.Key.Key_I, CONTROL, {"italic": True}),
    (Qt.Key.Key_U, CONTROL, {"underline": "single"}),
    (Qt.Key.Key_D, BOTH, {"underline": "double"}),
    (Qt.Key.Key_W, BOTH, {"underline": "words"}),
    (Qt.Key.Key_K, BOTH, {"caps": "small"}),
    (Qt.Key.Key_A, BOTH, {"caps": "all"}),
    (Qt.Key.Key_H, BOTH, {"hidden": True}),
    (Qt.Key.Key_Equal, CONTROL, {"script": "sub"}),
    (Qt.Key.Key_Equal, BOTH, {"script": "super"}),
    (Qt.Key.Key_Period, BOTH, {"size": 14.0}),
    (Qt.Key.Key_Comma, BOTH, {"size": 11.0}),
    (Qt.Key.Key_BracketRight, CONTROL, {"size": 13.0}),
    (Qt.Key.Key_BracketLeft, CONTROL, {"size": 11.0}),
]
PARAGRAPH_KEYS = [
    (Qt.Key.Key_E, CONTROL, {"alignment": "center"}),
    (Qt.Key.Key_R, CONTROL, {"alignment": "right"}),
    (Qt.Key.Key_J, CONTROL, {"alignment": "justify"}),
    (Qt.Key.Key_2, CONTROL, {"line": 2.0}),
    (Qt.Key.Key_5, CONTROL, {"line": 1.5}),
    (Qt.Key.Key_M, CONTROL, {"left": 36.0}),
    (Qt.Key.Key_T, CONTROL, {"left": 36.0, "first": -36.0}),
]


def test_keys_of_characters(window, editor, typist):
    before = window.area.current.document().blocks
    for key, modifiers, expected in CHARACTER_KEYS:
        typist(editor).select(4, 13)
        press(editor, key, modifiers)
        first, second = saved(window)
        changed = CharFormat(**expected)
        assert [(run.text, run.format) for run in first.content] == [("one ", CharFormat()), ("two", changed)]
        assert [(run.text, run.format) for run in second.content] == [("three", changed), (" four", CharFormat())]
        assert editor.undo_names.undo not in ("", "Typing")
        editor.undo()
        assert window.area.current.document().blocks == before, "one step"
        if "size" not in expected:
            editor.redo()
            typist(editor).select(4, 13)
            press(editor, key, modifiers)
            assert window.area.current.document().blocks == before, "pressed again it is off"


def test_keys_of_paragraphs(window, editor, typist):
    before = window.area.current.document().blocks
    for key, modifiers, expected in PARAGRAPH_KEYS:
        typist(editor).select(4, 13)
        press(editor, key, modifiers)
        assert [block.format for block in saved(window)] == [ParagraphFormat(**expected)] * 2
        editor.undo()
        assert window.area.current.document().blocks == before
        editor.redo()
        typist(editor).select(4, 13)
        press(editor, Qt.Key.Key_Q, CONTROL)
        assert window.area.current.document().blocks == before


def test_indents_are_taken_back(window, editor):
    for more, less in ((Qt.Key.Key_M, Qt.Key.Key_M), (Qt.Key.Key_T, Qt.Key.Key_T)):
        press(editor, more, CONTROL)
        press(editor, less, BOTH)
        assert {block.format for block in saved(window)} == {ParagraphFormat()}


def test_formats_in_mixed_text_keep_the_rest(window, editor):
    press(editor, Qt.Key.Key_I, CONTROL)
    editor.selectAll()
    press(editor, Qt.Key.Key_B, CONTROL)
    first, _second = saved(window)
    assert [run.format for run in first.content] == [CharFormat(bold=True), CharFormat(bold=True, italic=True)]
    press(editor, Qt.Key.Key_Space, CONTROL)
    assert {run.format for block in saved(window) for run in block.content} == {CharFormat()}
    assert editor.undo_names.undo == "Clear Formatting"


def test_a_format_for_what_is_typed_next(window, editor, typist):
    typist(editor).go(0)
    press(editor, Qt.Key.Key_D, BOTH)
    typist(editor).type("zero")
    assert saved(window)[0].content[0] == Run(text="zero", format=CharFormat(underline="double"))


def test_what_a_style_has_can_be_switched_off(window, editor):
    editor.set_style("Heading 1")
    press(editor, Qt.Key.Key_B, CONTROL)
    assert saved(window)[0].content[1].format == CharFormat(bold=False)
    formatting.set_paragraph(editor, "Paragraph Formatting", keep_with_next=False)
    assert saved(window)[0].format.without == ("keep_with_next",)
    document = rdw.read(rdw.write(window.area.current.document()))
    again = window.area.new_document()
    assert again.editor.sheet.style("Heading 1").paragraph.keep_with_next
    assert document.blocks == window.area.windows[0].document().blocks


def test_change_case(window, editor):
    press(editor, Qt.Key.Key_B, CONTROL)
    press(editor, Qt.Key.Key_F3, SHIFT)
    assert [block.text for block in saved(window)] == ["one Two", "Three four"]
    assert editor.undo_names.undo == "Change Case"
    press(editor, Qt.Key.Key_F3, SHIFT)
    assert [block.text for block in saved(window)] == ["one TWO", "THREE four"]
    assert saved(window)[0].content[1].format == CharFormat(bold=True)
    editor.undo()
    editor.undo()
    assert [block.text for block in saved(window)] == ["one two", "three four"]


def test_the_font_dialog_changes_what_was_changed_in_it(window, editor, monkeypatch):
    press(editor, Qt.Key.Key_I, CONTROL)
    wanted = CharFormat(
        font="Arial", size=12.0, bold=False, italic=True, highlight="#ffff00", caps="small", spacing=2.0, strike=True
    )
    monkeypatch.setattr("retrowriter.ui.dialogs.font.ask_format", lambda *_: wanted)
    editor.selectAll()
    window.commands["font"].trigger()
    runs = [run for block in saved(window) for run in block.content]
    assert all(run.format.font == "Arial" and run.format.strike and run.format.spacing == 2.0 for run in runs)
    assert [run.format.italic for run in runs] == [True, True]


def test_the_paragraph_dialog(window, editor, monkeypatch):
    def ask(_parent, shown):
        assert (shown.alignment, shown.left, shown.line) == ("left", 0.0, 1.0)
        return ParagraphFormat(
            **{
                **{name: getattr(shown, name) for name in shown.__struct_fields__},
                "left": 36.0,
                "line": 14.0,
                "line_rule": "exact",
                "page_break_before": True,
            }
        )

    monkeypatch.setattr("retrowriter.ui.dialogs.paragraph.ask_paragraph", ask)
    window.commands["paragraph"].trigger()
    wanted = ParagraphFormat(left=36.0, line=14.0, line_rule="exact", page_break_before=True)
    assert [block.format for block in saved(window)] == [wanted, wanted]
    assert editor.document().pageCount() >= 2
    assert editor.undo_names.undo == "Paragraph Formatting"


def test_borders_and_tabs_of_the_dialogs(window, editor, monkeypatch):
    monkeypatch.setattr("retrowriter.ui.dialogs.borders.ask_borders", lambda *_: ("box", "#c0c0c0"))
    monkeypatch.setattr("retrowriter.ui.dialogs.tabs.ask_tabs", lambda *_: (Tab(72.0), Tab(216.0, "right", ".")))
    window.commands["borders"].trigger()
    window.commands["tabs"].trigger()
    wanted = ParagraphFormat(border="box", shading="#c0c0c0", tabs=(Tab(72.0), Tab(216.0, "right", ".")))
    assert [block.format for block in saved(window)] == [wanted, wanted]
    assert editor.undo_names.undo == "Tabs"


def test_tabs_are_measured_from_the_margin(window, editor, typist):
    typist(editor).go(3)
    editor.insertPlainText("\t")
    line = editor.document().begin().layout()
    # A hanging indent is a stop of its own.
    for left, first, stop in ((0.0, 0.0, 144), (36.0, 0.0, 144), (20.0, 7.0, 144), (50.0, -20.0, 50)):
        formatting.set_paragraph(editor, "Paragraph Formatting", tabs=(Tab(144.0),), left=left, first=first)
        assert line.lineAt(0).cursorToX(4)[0] == pytest.approx(stop * 96 / 72, abs=1)


def test_the_ruler_sets_moves_and_drops_tabs(window, editor):
    ruler = window.area.current.ruler

    def drag(start, *way):
        QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=start)
        for place in way:
            QTest.mouseMove(ruler, place)
        QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=way[-1] if way else start)

    QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=ruler.kind_button().center())
    assert ruler.tab_kind == "center"
    inch = ruler.tab_rect(Tab(72.0)).center()
    drag(QPoint(inch.x(), 14))
    assert [block.format.tabs for block in saved(window)] == [(Tab(72.0, "center"),)] * 2
    assert editor.undo_names.undo == "Tabs"
    two = ruler.tab_rect(Tab(144.0)).center()
    drag(inch, QPoint(two.x() - 20, 14), QPoint(two.x(), 14))
    assert saved(window)[0].format.tabs == (Tab(144.0, "center"),)
    drag(two, QPoint(two.x(), 14), QPoint(two.x(), 80))
    assert saved(window)[0].format == ParagraphFormat()
    left = ruler.marker("left").center()
    drag(left, QPoint(inch.x(), left.y()))
    assert [block.format.left for block in saved(window)] == [72.0, 72.0]


def test_the_guide_of_a_drag_is_seen_and_goes(window, editor):
    ruler = window.area.current.ruler
    place = QPoint(ruler.tab_rect(Tab(72.0)).center().x(), 14)
    clean = editor.viewport().grab().toImage()
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=place)
    assert editor.viewport().grab().toImage() != clean
    QTest.mouseMove(ruler, QPoint(place.x(), 90))
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), 90))
    assert editor.viewport().grab().toImage() == clean


def test_the_format_painter(window, editor, typist):
    press(editor, Qt.Key.Key_B, CONTROL)
    typist(editor).go(5)
    window.commands["format_painter"].trigger()
    assert window.commands["format_painter"].isChecked()
    typist(editor).select(14, 18)
    editor.selection_made.emit()
    assert saved(window)[1].content[-1] == Run(text="four", format=CharFormat(bold=True))
    assert editor.undo_names.undo == "Format Painter"
    assert not window.commands["format_painter"].isChecked()
    editor.undo()
    assert saved(window)[1].content[-1] == Run(text=" four")


def test_copied_formats_take_the_paragraph_along(window, editor, typist):
    typist(editor).select(0, 8)
    press(editor, Qt.Key.Key_E, CONTROL)
    press(editor, Qt.Key.Key_I, CONTROL)
    press(editor, Qt.Key.Key_C, BOTH)
    typist(editor).select(8, 18)
    press(editor, Qt.Key.Key_V, BOTH)
    second = saved(window)[1]
    assert second.format == ParagraphFormat(alignment="center")
    assert second.content == (Run(text="three four", format=CharFormat(italic=True)),)
    editor.undo()
    assert saved(window)[1] == Paragraph(content=(Run(text="three four"),))


def test_a_page_break_does_not_multiply(window, typist):
    editor = window.area.current.editor
    person = typist(editor)
    person.type("one")
    editor.insert_page_break()
    person.type("two")
    person.press(Qt.Key.Key_Return)
    person.type("three")
    assert [getattr(block, "text", "break") for block in saved(window)] == ["one", "break", "two", "three"]
    assert editor.document().pageCount() == 2


def test_formats_while_the_model_writes_elsewhere(window, typist, qtbot):
    """Each format is a step of its own, and what is written goes on."""
    editor = window.area.current.editor
    window.use(pieces=["word "] * 2000, delay=0.004)
    typist(editor).type("mine")
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: len(editor.toPlainText()) > 30, timeout=60_000)
    typist(editor).select(0, 4)
    press(editor, Qt.Key.Key_D, BOTH)
    press(editor, Qt.Key.Key_E, CONTROL)
    length = len(editor.toPlainText())
    qtbot.waitUntil(lambda: len(editor.toPlainText()) > length + 20, timeout=60_000)
    window.composer.stop()
    first = saved(window)[0]
    assert first.content[0] == Run(text="mine", format=CharFormat(underline="double"))
    assert first.format.alignment == "center"
    names = []
    while editor.undo_names.undo:
        names.append(editor.undo_names.undo)
        editor.undo()
    assert names[0] == "Writing"
    assert [name for name in names if name != "Writing"] == ["Alignment", "Double Underline", "Typing"]


def test_a_style_that_changes_while_the_model_writes_is_followed(window, typist, qtbot):
    editor = window.area.current.editor
    window.use(pieces=["word "] * 400, delay=0.004)
    window.writing.continue_writing()
    qtbot.waitUntil(lambda: len(editor.toPlainText()) > 30, timeout=60_000)
    typist(editor).go(2)
    editor.set_style("Heading 1")
    own = Style(name="Heading 1", based_on="Normal", char=CharFormat(font="Courier New", size=20.0))
    formatting.define_styles(editor, (own,))
    length = len(editor.toPlainText())
    qtbot.waitUntil(lambda: len(editor.toPlainText()) > length + 20, timeout=60_000)
    window.composer.stop()
    (block,) = saved(window)
    assert block.style == "Heading 1"
    assert {run.format for run in block.content} == {CharFormat()}
    assert {run.generation for run in block.content} == {1}


def test_a_change_of_a_long_document_is_quick(window, qtbot, tmp_path):
    from time import perf_counter

    from retrowriter.document.model import Document

    blocks = tuple(Paragraph(content=(Run(text=f"Paragraph {number} of many"),)) for number in range(3000))
    path = tmp_path / "long.rdw"
    formats.write_file(path, Document(blocks=blocks), formats.NATIVE)
    editor = window.area.open_file(path).editor
    qtbot.waitUntil(lambda: editor.is_loaded, timeout=60_000)
    editor.selectAll()
    begin = perf_counter()
    formatting.set_character(editor, "Bold", bold=True)
    formatting.set_paragraph(editor, "Indent", left=36.0)
    # A tenth of it is usual; Qt's own layout of what is seen is most of that.
    assert perf_counter() - begin < within(3.0)
    block = editor.document().findBlockByNumber(2999)
    assert text_formats.paragraph_format_of(block.blockFormat()).left == 36.0


def test_a_draft_into_formatted_text(window, qtbot):
    window.use(pieces=["one\n", "two"])
    window.writing.write(Brief(what="memo about the printer", type="memo", year=1994), Sampling())
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=60_000)
    assert {block.style for block in saved(window)} == {"Typewriter"}
