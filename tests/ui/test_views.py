"""The views: Normal beside Page Layout, in the real window."""

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from retrowriter import settings as table
from retrowriter.document.model import Break, Cell, Document, Field, PageSetup, ParagraphFormat, Run, Table
from retrowriter.document.model import Paragraph as Para
from retrowriter.settings import Settings
from retrowriter.ui import going
from retrowriter.ui.editor import Editor

LINE = "The figures for the printing department are attached and should be read with care. "


def varied(seed, count=60):
    """A document of some pages with headings, spacing of all kinds and page breaks."""
    chance = random.Random(seed)
    blocks = []
    for _ in range(count):
        spacing = ParagraphFormat(before=chance.choice([None, 12.0, 30.0]), line=chance.choice([None, 1.5, 2.0]))
        style = chance.choice(["Normal", "Heading 1", "Typewriter"])
        blocks.append(Para(content=(Run(text=LINE * chance.randint(0, 7)),), style=style, format=spacing))
        if chance.random() < 0.07:
            blocks.append(Break())
    return Document(blocks=(*blocks, Para(content=(Run(text="The end."),))))


@pytest.fixture
def make(qtbot):
    def made(document):
        editor = Editor(document)
        qtbot.addWidget(editor)
        editor.resize(800, 500)
        editor.show()
        qtbot.waitUntil(lambda: editor.is_loaded, timeout=20000)
        return editor

    return made


def page_starts(editor):
    """The first character of each page, as Page Layout lays the pages out."""
    editor.document().pageCount()
    found, last = [], -1
    block = editor.document().begin()
    while block.isValid():
        top = editor.document().documentLayout().blockBoundingRect(block).top()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            page = int((top + line.y()) // editor.unit)
            # The cells of a row stand beside one another.
            if page > last:
                found.append(block.position() + line.textStart())
            last = max(page, last)
        block = block.next()
    return found


def counted_starts(editor):
    editor.page_count()
    return [start.position for start in editor.breaks.starts]


# Normal view


# At 50 % lines are half pixels high, and one that fits to the half pixel may stand on either page.
@pytest.mark.parametrize(("seed", "zoom"), [(1, 1.0), (2, 0.5), (3, 1.5), (4, 1.0), (5, 1.0)])
def test_normal_view_counts_the_pages_that_page_layout_shows(make, seed, zoom):
    editor = make(varied(seed))
    editor.set_zoom(zoom)
    laid_out = page_starts(editor)
    assert len(laid_out) > 5
    editor.set_view("normal")
    assert editor.document().pageCount() == 1
    assert counted_starts(editor) == laid_out


def test_normal_view_counts_the_pages_of_tables(make):
    rows = tuple(
        tuple(Cell(blocks=(Para(content=(Run(text=LINE * (1 + row * column % 3)),)),)) for column in range(3))
        for row in range(9)
    )
    blocks = [block for _ in range(4) for block in (Para(content=(Run(text=LINE * 5),)), Table(rows=rows))]
    editor = make(
        Document(blocks=(*blocks, Para(content=(Run(text="The end."),))), page=PageSetup(left=72.0, right=72.0))
    )
    laid_out = page_starts(editor)
    assert len(laid_out) > 4
    editor.set_view("normal")
    assert counted_starts(editor) == laid_out


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_pages_found_after_changes_are_those_found_anew(make, seed):
    chance = random.Random(seed)
    editor = make(varied(seed, 40))
    editor.set_view("normal")
    editor.page_count()
    for _ in range(40):
        cursor = editor.textCursor()
        cursor.setPosition(chance.randrange(editor.document().characterCount() - 1))
        if chance.random() < 0.4:
            end = min(cursor.position() + chance.randint(1, 300), editor.document().characterCount() - 1)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            cursor.insertText(chance.choice(["x", LINE, "\n"]))
        if chance.random() < 0.5:
            # As far as somebody has looked, or to the end.
            editor.breaks.top(chance.randint(1, 9))
        elif chance.random() < 0.3:
            editor.page_count()
    editor.page_count()
    found = editor.breaks.starts
    editor.breaks.switch(True)
    editor.page_count()
    assert found == editor.breaks.starts


def test_normal_view_looks_for_pages_while_nobody_asks(make, qtbot):
    editor = make(varied(1))
    wanted = page_starts(editor)
    editor.set_view("normal")
    qtbot.waitUntil(lambda: [start.position for start in editor.breaks.starts] == wanted, timeout=20000)


def test_the_view_keeps_caret_place_undo_and_text(make, qtbot, typist):
    editor = make(varied(2))
    before = editor.snapshot()
    typist(editor).go(20)
    typist(editor).type("x")
    steps = editor.document().availableUndoSteps()
    typist(editor).go(editor.document().characterCount() // 2)
    top = editor.cursorForPosition(QPoint(400, 0)).position()
    for view in ("normal", "page", "normal"):
        editor.set_view(view)
        qtbot.wait(30)
        assert abs(editor.cursorForPosition(QPoint(400, 0)).position() - top) < 200
        assert editor.textCursor().position() == editor.document().characterCount() // 2
    assert editor.document().availableUndoSteps() == steps
    editor.undo()
    assert editor.snapshot() == before
    assert editor.view == "normal"


def test_normal_view_shows_text_from_edge_to_edge(make, qtbot):
    editor = make(varied(1))
    editor.set_view("normal")
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    editor.ensureCursorVisible()
    qtbot.wait(20)
    editor.verticalScrollBar().setValue(0)
    assert editor.cursorRect().top() < 20
    assert editor.cursorRect().left() < 30
    image = editor.viewport().grab().toImage()
    assert {image.pixelColor(place).name() for place in (QPoint(0, 0), QPoint(2, 470), QPoint(770, 3))} == {"#ffffff"}
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.waitUntil(lambda: editor.viewport().height() - editor.cursorRect().bottom() < 40, timeout=20000)


def test_dotted_lines_where_pages_end(make, qtbot):
    editor = make(Document(blocks=(Para(content=(Run(text="one"),)), Break(), Para(content=(Run(text="two"),)))))
    editor.set_view("normal")
    assert editor.page_count() == 2
    start = editor.breaks.starts[1]
    assert start.is_hard
    editor.viewport().repaint()
    row = round(start.y) - editor.verticalScrollBar().value() - 1
    image = editor.viewport().grab().toImage()
    dots = [image.pixelColor(x, row).name() for x in range(200, 210)]
    assert dots in (["#000000", "#ffffff"] * 5, ["#ffffff", "#000000"] * 5)


def test_pages_in_normal_view_are_gone_to_and_told(make):
    editor = make(varied(3))
    wanted = page_starts(editor)
    editor.set_view("normal")
    for page in (2, 4, 3):
        going.go_to_page(editor, page)
        assert editor.textCursor().position() == wanted[page - 1]
        assert going.page_of(editor) == page


def test_fields_know_their_page_in_normal_view(make):
    texts = {"page": "2", "pages": "3"}
    blocks = [Break(), *(Para(content=(Field(kind=kind),)) for kind in texts), Break(), Para()]
    editor = make(Document(blocks=(Para(), *blocks)))
    for view in ("page", "normal"):
        editor.set_view(view)
        shown = [
            editor.objects._shown(
                block.content[0], editor.document(), editor.document().findBlockByNumber(number).position()
            )
            for number, block in ((1, blocks[1]), (2, blocks[2]))
        ]
        assert shown == list(texts.values())


# In the window


def test_the_view_menu_and_the_buttons(window):
    document = window.area.current
    normal, page = window.commands["normal_view"], window.commands["page_view"]
    assert page.isChecked()
    assert not normal.isChecked()
    QTest.keyClick(document.editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert document.view == "normal"
    assert (normal.isChecked(), page.isChecked()) == (True, False)
    assert document.panes.current.view_buttons.button("normal").isChecked()
    assert document.ruler.isVisible()
    assert not document.panes.current.side_ruler.isVisible()
    QTest.mouseClick(document.panes.current.view_buttons.button("page"), Qt.MouseButton.LeftButton)
    assert document.view == "page"
    assert page.isChecked()
    assert document.panes.current.side_ruler.isVisible()
    window.commands["normal_view"].trigger()
    window.area.new_document()
    # Each document has its own view.
    assert page.isChecked()
    window.area.show_document(document)
    assert normal.isChecked()


def test_the_status_bar_counts_in_normal_view(window, typist):
    document = window.area.current
    typist(document.editor).type("Hello")
    document.editor.insert_page_break()
    document.editor.insert_page_break()
    for view in ("page_view", "normal_view"):
        window.commands[view].trigger()
        assert window.status.place_text() == 'Page 3     Sec 1       3/3 At 1.0"     Ln 1     Col 1'


def test_documents_open_in_the_view_of_the_options(open_window):
    settings = Settings()
    settings.set(table.VIEW, "normal")
    window = open_window(settings)
    assert window.area.current.view == "normal"
    assert window.commands["normal_view"].isChecked()


def test_the_model_writes_in_normal_view(window, qtbot):
    window.commands["normal_view"].trigger()
    window.use(pieces=["Hello ", "world.\n", "And more."])
    window.commands["continue_writing"].trigger()
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20000)
    assert window.area.current.editor.toPlainText() == "Hello world.\nAnd more."
    assert window.area.current.view == "normal"
