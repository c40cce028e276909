import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from retrowriter.document.model import CharFormat, Document, PageSetup, Paragraph, ParagraphFormat, Run
from retrowriter.ui.editor import Editor

MODEL = Run(text="written by it", origin="model", generation=1)


@pytest.fixture
def make(qtbot):
    def made(*blocks, page=None):
        editor = Editor(Document(blocks=blocks or (Paragraph(),), page=page or PageSetup()))
        qtbot.addWidget(editor)
        editor.resize(700, 500)
        editor.show()
        qtbot.waitUntil(lambda: editor.is_loaded)
        return editor

    return made


def runs(editor):
    return [item for block in editor.snapshot().blocks for item in block.content]


def origins(editor):
    return [(run.text, run.origin, run.generation) for run in runs(editor)]


def test_typing_is_the_persons(make, typist):
    editor = make()
    typist(editor).type("Hello")
    assert origins(editor) == [("Hello", "person", 0)]


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, [("X", "person", 0), ("written by it", "model", 1)]),
        (7, [("written", "model", 1), ("X", "edited", 1), (" by it", "model", 1)]),
        (13, [("written by it", "model", 1), ("X", "person", 0)]),
    ],
)
def test_typing_at_and_inside_what_the_model_wrote(make, typist, position, expected):
    editor = make(Paragraph(content=(MODEL,)))
    typist(editor).go(position)
    typist(editor).type("X")
    assert origins(editor) == expected


def test_typing_between_two_generations_is_the_persons(make, typist):
    other = Run(text="and again", origin="model", generation=2)
    editor = make(Paragraph(content=(MODEL, other)))
    typist(editor).go(13)
    typist(editor).type("X")
    assert origins(editor)[1] == ("X", "person", 0)


def test_typing_over_a_selection_of_the_models(make, typist):
    editor = make(Paragraph(content=(MODEL,)))
    typist(editor).select(0, 7)
    typist(editor).type("typed")
    assert origins(editor) == [("typed", "person", 0), (" by it", "model", 1)]
    editor.undo()
    editor.undo()
    assert origins(editor) == [("written by it", "model", 1)]
    typist(editor).select(8, 10)
    typist(editor).type("for")
    assert origins(editor) == [("written ", "model", 1), ("for", "edited", 1), (" it", "model", 1)]


def test_an_input_method_inside_what_the_model_wrote(make, typist):
    editor = make(Paragraph(content=(MODEL,)))
    typist(editor).go(7)
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(editor, event)
    assert origins(editor)[1] == ("é", "edited", 1)


def test_enter_inside_what_the_model_wrote_keeps_its_origin_apart(make, typist):
    editor = make(Paragraph(content=(MODEL,)))
    typist(editor).go(7)
    typist(editor).press(Qt.Key.Key_Return)
    assert [block.text for block in editor.snapshot().blocks] == ["written", " by it"]
    assert editor.document().begin().next().charFormat().property(1_048_577) == "edited"


def test_the_origin_survives_formatting(make, typist):
    editor = make(Paragraph(content=(MODEL,)))
    typist(editor).select(0, 7)
    editor.set_bold(True)
    assert runs(editor)[0] == Run(text="written", format=CharFormat(bold=True), origin="model", generation=1)


def test_pasted_text_from_outside(make):
    editor = make(Paragraph(content=(Run(text="ab"),)))
    data = QMimeData()
    data.setText("one\r\ntwo\0")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    editor.setTextCursor(cursor)
    editor.insertFromMimeData(data)
    assert origins(editor) == [("a", "person", 0), ("one", "pasted", 0), ("two", "pasted", 0), ("b", "person", 0)]
    assert editor.undo_names.undo == "Paste"
    editor.undo()
    assert origins(editor) == [("ab", "person", 0)]


def test_copied_text_keeps_formats_and_origins(make, typist):
    bold = Run(text="bold", format=CharFormat(bold=True))
    editor = make(Paragraph(content=(bold, MODEL)), Paragraph(content=(Run(text="q"),), style="Quote"))
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == "boldwritten by it\nq"
    other = make()
    other.paste()
    assert other.snapshot().blocks == editor.snapshot().blocks


def test_damaged_data_on_the_clipboard_is_ignored(make):
    editor = make()
    data = QMimeData()
    data.setData("application/x-retrowriter-blocks", b"[{]")
    data.setText("plain")
    editor.insertFromMimeData(data)
    assert origins(editor) == [("plain", "pasted", 0)]


def test_character_formats(make, typist):
    editor = make()
    editor.set_bold(True)
    typist(editor).type("a")
    editor.set_bold(False)
    editor.set_italic(True)
    typist(editor).type("b")
    editor.set_italic(False)
    editor.set_underline(True)
    typist(editor).type("c")
    editor.set_underline(False)
    editor.set_font_family("Arial")
    editor.set_font_size(20)
    typist(editor).type("d")
    assert [run.format for run in runs(editor)] == [
        CharFormat(bold=True),
        CharFormat(italic=True),
        CharFormat(underline="single"),
        CharFormat(font="Arial", size=20.0),
    ]


def test_a_format_chosen_in_the_font_dialog(make, typist):
    editor = make(Paragraph(content=(Run(text="word"), MODEL)))
    typist(editor).select(0, 6)
    wanted = CharFormat(
        font="Arial", size=9.0, bold=True, italic=False, underline="double", strike=True, color="#ff0000"
    )
    editor.set_character(wanted)
    changed = CharFormat(font="Arial", size=9.0, bold=True, underline="double", strike=True, color="#ff0000")
    assert [run.format for run in runs(editor)] == [changed, changed, CharFormat()]
    assert editor.character() == wanted
    editor.set_character(CharFormat(font="Times New Roman", size=12.0, bold=False, italic=False))
    assert origins(editor) == [("word", "person", 0), ("written by it", "model", 1)]
    assert runs(editor)[0].format == CharFormat()


def test_alignment_keeps_the_pages(make):
    editor = make(Paragraph(content=(Run(text="word"),)))
    before = editor.document().pageSize()
    editor.set_alignment("justify")
    assert editor.snapshot().blocks[0].format == ParagraphFormat(alignment="justify")
    assert editor.document().pageSize() == before


def test_a_style_keeps_what_deviates_and_who_wrote(make, typist):
    bold = Run(text="bold", format=CharFormat(bold=True))
    editor = make(Paragraph(content=(bold, MODEL)), Paragraph(content=(Run(text="next"),)))
    editor.set_style("Typewriter")
    first, second = editor.snapshot().blocks
    assert (first.style, second.style) == ("Typewriter", "Normal")
    assert first.content == (bold, MODEL)
    assert editor.char_format().fontFamilies() == ["Courier New"]
    assert editor.undo_names.undo == "Style"
    editor.undo()
    assert editor.snapshot().blocks[0].style == "Normal"


def test_after_a_heading_comes_body_text(make, typist):
    editor = make(Paragraph(style="Heading 1"))
    typist(editor).type("Title")
    typist(editor).press(Qt.Key.Key_Return)
    typist(editor).type("text")
    assert [(block.style, block.text) for block in editor.snapshot().blocks] == [
        ("Heading 1", "Title"),
        ("Normal", "text"),
    ]
    assert editor.snapshot().blocks[1].content[0].format == CharFormat()


@pytest.mark.parametrize("style", ["Normal", "List", "Typewriter"])
def test_enter_in_an_empty_paragraph_begins_another_one(make, typist, style):
    editor = make(Paragraph(style=style))
    for _ in range(3):
        typist(editor).press(Qt.Key.Key_Return)
    typist(editor).type("x")
    blocks = editor.snapshot().blocks
    assert [block.style for block in blocks] == [style] * 4
    assert blocks[-1].content == (Run(text="x"),)
    for _ in range(4):
        editor.undo()
    assert editor.snapshot().blocks == (Paragraph(style=style),)


def test_indents(make):
    editor = make(Paragraph(content=(Run(text="word"),)))
    editor.set_indents(36.0, 18.0, -18.0)
    assert editor.snapshot().blocks[0].format == ParagraphFormat(left=36.0, right=18.0, first=-18.0)


def test_a_page_break(make, typist):
    editor = make(Paragraph(content=(Run(text="onetwo"),)))
    typist(editor).go(3)
    editor.insert_page_break()
    texts = [getattr(block, "text", "break") for block in editor.snapshot().blocks]
    assert texts == ["one", "break", "two"]
    assert editor.document().pageCount() == 2


def test_undo_names_the_step(make, typist):
    editor = make()
    assert (editor.undo_names.undo, editor.undo_names.redo) == ("", "")
    typist(editor).type("word")
    assert editor.undo_names.undo == "Typing"
    editor.selectAll()
    editor.set_bold(True)
    assert editor.undo_names.undo == "Bold"
    editor.set_alignment("right")
    assert editor.undo_names.undo == "Alignment"
    editor.undo()
    assert (editor.undo_names.undo, editor.undo_names.redo) == ("Bold", "Alignment")
    editor.undo()
    editor.undo()
    assert (editor.undo_names.undo, editor.undo_names.redo) == ("", "Typing")
    editor.redo()
    assert (editor.undo_names.undo, editor.undo_names.redo) == ("Typing", "Bold")
    typist(editor).go(4)
    typist(editor).type("!")
    assert (editor.undo_names.undo, editor.undo_names.redo) == ("Typing", "")


def test_overwriting(make, typist, qtbot):
    editor = make(Paragraph(content=(Run(text="abc"),)))
    with qtbot.waitSignal(editor.overwrite_changed) as caught:
        typist(editor).press(Qt.Key.Key_Insert)
    assert caught.args == [True]
    typist(editor).go(0)
    typist(editor).type("X")
    assert origins(editor) == [("Xbc", "person", 0)]


def test_the_page_size_survives_everything_that_makes_qt_forget_it(make, typist, qtbot):
    editor = make(*[Paragraph(content=(Run(text="word " * 60),)) for _ in range(30)])
    wanted = editor.document().pageSize()
    assert wanted.height() == editor.unit
    for size in ((500, 300), (1500, 900), (200, 200), (701, 500)):
        editor.resize(*size)
        qtbot.wait(1)
        assert editor.document().pageSize() == wanted
    editor.selectAll()
    editor.set_alignment("center")
    editor.set_bold(True)
    editor.cut()
    editor.undo()
    assert editor.document().pageSize() == wanted
    assert editor.document().pageCount() > 1


def test_zoom_scales_the_pages_and_keeps_the_undo_stack(make, typist, qtbot):
    editor = make(page=PageSetup(left=72.0, right=72.0))
    typist(editor).type("word")
    paper = editor.paper(0)
    with qtbot.waitSignal(editor.zoom_changed):
        editor.set_zoom(2.0)
    assert abs(editor.paper(0).width() - 2 * paper.width()) <= 1
    assert editor.document().pageSize().height() == editor.unit
    assert editor.cursorRect().height() > 30
    assert editor.document().isUndoAvailable()
    editor.undo()
    assert editor.is_blank()
    editor.set_zoom(99)
    assert editor.zoom == 5.0


def test_72_columns_of_typewriter_type_fit_the_line(make):
    line = "".join(str(number % 10) for number in range(72))
    for zoom in (0.5, 0.75, 1.0, 1.5, 2.0):
        editor = make(Paragraph(content=(Run(text=line),), style="Typewriter"), page=PageSetup(left=72.0, right=72.0))
        editor.set_zoom(zoom)
        assert editor.document().begin().layout().lineCount() == 1, zoom


def test_the_caret_is_on_the_paper(make, typist):
    editor = make()
    paper = editor.paper(0)
    caret = editor.cursorRect()
    assert abs(caret.left() - (paper.left() + editor.page.left * editor.scale)) <= 2
    assert abs(caret.top() - (paper.top() + editor.page.top * editor.scale)) <= 2


def test_characters_outside_the_basic_plane(make, typist):
    editor = make(Paragraph(content=(Run(text="a😀b"),)))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    typist(editor).type("x")
    assert origins(editor) == [("a😀xb", "person", 0)]


def test_enter_behind_a_heading_is_one_step(make, typist):
    editor = make(Paragraph(content=(Run(text="Title"),), style="Heading 1"))
    typist(editor).press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert [block.style for block in editor.snapshot().blocks] == ["Heading 1", "Normal"]
    assert editor.undo_names.undo == "Typing"
    editor.undo()
    assert [block.style for block in editor.snapshot().blocks] == ["Heading 1"]


def test_a_document_that_is_not_whole_yet_cannot_be_formatted(make, typist):
    editor = make(Paragraph(content=(Run(text="word"),)))
    before = editor.snapshot()
    editor.selectAll()
    editor.setReadOnly(True)
    editor.set_bold(True)
    editor.set_alignment("right")
    editor.set_style("Title")
    editor.type_text("typed")
    assert editor.snapshot() == before
