"""AutoCorrect, AutoText, dates, symbols, breaks, bookmarks, Go To, selecting, marks: in the real window."""

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from retrowriter import settings as table
from retrowriter.document.model import Bookmark, CharFormat, Field, Paragraph, Run
from retrowriter.formats import rdw
from retrowriter.settings import Settings
from retrowriter.text.autocorrect import Rules
from retrowriter.ui import bookmarks, going
from retrowriter.ui.dialogs.autocorrect import AutoCorrectDialog
from retrowriter.ui.dialogs.autotext import AutoTextChoice, AutoTextDialog
from retrowriter.ui.dialogs.bookmark import BookmarkChoice, BookmarkDialog
from retrowriter.ui.dialogs.go_to import BOOKMARK, LINE, PAGE, GoToDialog
from retrowriter.ui.dialogs.symbol import SymbolDialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(window):
    return window.area.current.editor


@pytest.fixture
def person(editor, typist):
    return typist(editor)


def blocks(window):
    document = window.area.current.document()
    assert rdw.read(rdw.write(document)).blocks == document.blocks
    return document.blocks


def text(window):
    return [block.text for block in blocks(window)]


# AutoCorrect


def test_autocorrect_is_taken_back_by_one_undo(window, editor, person):
    window.settings.set(table.CAPITALIZE_SENTENCES, True)
    person.type("see teh ")
    assert text(window) == ["See the "]
    assert editor.undo_names.undo == "AutoCorrect"
    editor.undo()
    assert text(window) == ["See teh "]
    person.press(Qt.Key.Key_End)
    person.type("cat adn")
    person.press(Qt.Key.Key_Return)
    assert text(window) == ["See teh cat and", ""]


def test_autocorrect_keeps_the_format_and_the_writer(window, editor, person):
    editor.set_bold(True)
    person.type('A "quote" teh')
    editor.set_bold(False)
    person.type(" x")
    assert blocks(window)[0].content == (
        Run(text="A “quote” the", format=CharFormat(bold=True)),
        Run(text=" x"),
    )


def test_typewriter_text_keeps_straight_quotes_unless_asked(window, editor, person):
    editor.set_style("Typewriter")
    person.type('"a" ')
    window.settings.set(table.SMART_TYPEWRITER, True)
    person.type('"b"')
    assert text(window) == ['"a" “b”']


def test_the_autocorrect_dialog(window, person, qtbot, monkeypatch):
    dialog = AutoCorrectDialog(None, Rules(), False)
    qtbot.addWidget(dialog)
    dialog.word.setText("rdw")
    assert not dialog.add_button.isEnabled()
    dialog.by.setText("Retro Document Writer")
    dialog.add_button.click()
    dialog.word.setText("teh")
    assert dialog.delete_button.isEnabled()
    dialog.delete_button.click()
    dialog.quotes.setChecked(False)
    rules = dialog.rules()
    assert (rules.table["rdw"], "teh" in rules.table, rules.quotes) == ("Retro Document Writer", False, False)
    monkeypatch.setattr("retrowriter.ui.dialogs.autocorrect.ask_rules", lambda *_: (rules, False))
    window.commands["autocorrect"].trigger()
    person.type('Use rdw "teh" ')
    assert text(window) == ['Use Retro Document Writer "teh" ']
    window.settings.save()
    assert Settings().get(table.REPLACEMENTS)["rdw"] == "Retro Document Writer"


# AutoText


def test_autotext_keeps_formats_and_f3_inserts_it(window, editor, person, monkeypatch, answers, qtbot):
    editor.set_bold(True)
    person.type("Margaret Hale")
    person.press(Qt.Key.Key_Return)
    editor.set_bold(False)
    person.type("Office Services")
    editor.selectAll()
    module = "retrowriter.ui.dialogs.autotext.ask_autotext"
    monkeypatch.setattr(module, lambda *_: AutoTextChoice("add", "MH"))
    window.commands["autotext"].trigger()
    window.settings.save()
    person.press(Qt.Key.Key_Delete)
    person.type("From mh")
    person.press(Qt.Key.Key_F3)
    assert text(window) == ["From Margaret Hale", "Office Services"]
    assert blocks(window)[0].content[-1] == Run(text="Margaret Hale", format=CharFormat(bold=True))
    assert editor.undo_names.undo == "AutoText"
    editor.undo()
    assert text(window) == ["From mh"]
    monkeypatch.setattr(module, lambda _parent, entries, _selection: AutoTextChoice("insert", next(iter(entries))))
    window.commands["autotext"].trigger()
    assert text(window)[-1] == "Office Services"
    monkeypatch.setattr(module, lambda *_: AutoTextChoice("delete", "MH"))
    window.commands["autotext"].trigger()
    assert window.settings.get(table.AUTO_TEXT) == {}
    answers.push("OK")
    person.press(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: bool(answers.asked))


def test_the_autotext_dialog(qtbot):
    dialog = AutoTextDialog(None, {"one": "1"}, "Some words of the text")
    qtbot.addWidget(dialog)
    assert dialog.name.text() == "Some words of the text"
    assert (dialog.insert_button.isEnabled(), dialog.add_button.isEnabled()) == (False, True)
    dialog.name.set_text("one")
    assert dialog.insert_button.isEnabled()
    dialog.insert_button.click()
    assert dialog.choice() == AutoTextChoice("insert", "one")


# Dates, signs, breaks


def test_a_date_as_text_and_as_a_field(window, editor, person, monkeypatch):
    module = "retrowriter.ui.dialogs.date_time.ask_date_time"
    monkeypatch.setattr(module, lambda *_: ("yyyy", False))
    window.commands["date_time"].trigger()
    assert text(window) == [str(datetime.now().year)]
    assert editor.undo_names.undo == "Date and Time"
    monkeypatch.setattr(module, lambda *_: ("h:mm AM/PM", True))
    window.commands["date_time"].trigger()
    QTest.keyClick(editor, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier | SHIFT)
    fields = [item for item in blocks(window)[0].content if isinstance(item, Field)]
    assert fields == [Field(kind="time", pattern="h:mm AM/PM"), Field(kind="date", pattern="MM/dd/yy")]
    person.type(" typed")
    assert blocks(window)[0].content[-1] == Run(text=" typed")
    width = editor.document().begin().layout().lineAt(0).naturalTextWidth()
    assert width > 120, "the fields take room"


def test_symbols_and_special_keys(window, editor, person, monkeypatch, qtbot):
    dialog = SymbolDialog(None)
    qtbot.addWidget(dialog)
    taken = []
    dialog.inserted.connect(taken.append)
    dialog.sets.setCurrentIndex(3)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Right)
    dialog.insert_button.click()
    QTest.mouseDClick(dialog.grid, LEFT, pos=dialog.grid.cell(0).center())
    dialog.tabs.setCurrentIndex(1)
    dialog.insert_button.click()
    assert taken == ["Β", "Α", "—"]
    monkeypatch.setattr(SymbolDialog, "exec", lambda self: self.inserted.emit("Ω"))
    window.commands["symbol"].trigger()
    QTest.keyClick(editor, Qt.Key.Key_Space, CONTROL | SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_Minus, CONTROL | SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_Minus, CONTROL)
    assert text(window) == ["Ω\u00a0\u2011\u00ad"]


def test_breaks(window, editor, person, monkeypatch):
    person.type("one")
    monkeypatch.setattr("retrowriter.ui.dialogs.insert_break.ask_break", lambda *_: "line")
    window.commands["break"].trigger()
    person.type("two")
    monkeypatch.setattr("retrowriter.ui.dialogs.insert_break.ask_break", lambda *_: "page")
    window.commands["break"].trigger()
    assert blocks(window)[0].text == "one\u2028two"
    assert len(blocks(window)) == 3
    assert editor.document().pageCount() == 2


# Bookmarks and Go To


def test_bookmarks_are_set_moved_and_found(window, editor, person, monkeypatch):
    person.type("one two three")
    person.go(4)
    ask = "retrowriter.ui.dialogs.bookmark.ask_bookmark"
    monkeypatch.setattr(ask, lambda *_: BookmarkChoice("add", "Middle"))
    window.commands["bookmark"].trigger()
    assert blocks(window)[0].content == (Run(text="one "), Bookmark(name="Middle"), Run(text="two three"))
    assert editor.undo_names.undo == "Bookmark"
    person.go(0)
    window.inserts.go_to(BOOKMARK, "Middle")
    person.type("X")
    assert text(window) == ["one Xtwo three"]
    person.go(0)
    window.commands["bookmark"].trigger()
    assert list(bookmarks.places(editor)) == ["Middle"]
    assert bookmarks.places(editor) == {"Middle": 0}
    editor.undo()
    assert bookmarks.places(editor) == {"Middle": 4}
    monkeypatch.setattr(ask, lambda *_: BookmarkChoice("delete", "Middle"))
    window.commands["bookmark"].trigger()
    assert bookmarks.places(editor) == {}
    assert not bookmarks.is_name("two words")
    assert not bookmarks.is_name("1st")


def test_the_bookmark_dialog(qtbot, answers):
    dialog = BookmarkDialog(None, ["zebra", "apple"])
    qtbot.addWidget(dialog)
    rows = [dialog.name.list.item(row).text() for row in range(2)]
    dialog.show()
    dialog._orders.button(1).click()
    assert (rows, [dialog.name.list.item(row).text() for row in range(2)]) == (["apple", "zebra"], ["zebra", "apple"])
    dialog.name.set_text("two words")
    answers.push("OK")
    dialog.add_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert dialog.isVisible()
    dialog.name.set_text("fine_2")
    dialog.add_button.click()
    assert dialog.choice() == BookmarkChoice("add", "fine_2")


def test_go_to_pages_and_lines(window, editor, person, qtbot):
    for number in range(3):
        person.type(f"page {number}")
        editor.insert_page_break()
    window.inserts.go_to(PAGE, "2")
    assert editor.textCursor().block().text() == "page 1"
    window.inserts.go_to(PAGE, "+1")
    assert editor.textCursor().block().text() == "page 2"
    window.inserts.go_to(PAGE, "99")
    assert editor.textCursor().block().text() == ""
    window.inserts.go_to(LINE, "1")
    assert editor.textCursor().position() == 0
    window.inserts.go_to(LINE, "+2")
    assert going.line_of(editor) == 3
    window.commands["go_to"].trigger()
    dialog = window.findChild(GoToDialog)
    dialog.which.setEditText("2")
    dialog.go_button.click()
    assert going.page_of(editor) == 2
    dialog.previous_button.click()
    assert going.page_of(editor) == 1
    dialog.close()
    assert editor.hasFocus() or not window.isActiveWindow()


def test_the_go_to_dialog_refuses_nonsense(qtbot, answers):
    dialog = GoToDialog(None, ["Start"])
    qtbot.addWidget(dialog)
    dialog.show()
    wanted = []
    dialog.wanted.connect(lambda *arguments: wanted.append(arguments))
    dialog.which.setEditText("many")
    answers.push("OK")
    dialog.go()
    qtbot.waitUntil(lambda: bool(answers.asked))
    dialog.what.setCurrentRow(BOOKMARK)
    assert dialog.which.currentText() == "Start"
    dialog.go()
    assert wanted == [(BOOKMARK, "Start")]


def test_shift_f5_goes_to_the_last_edits(window, editor, person):
    person.type("x" * 400)
    person.go(10)
    person.type("A")
    person.go(300)
    person.type("B")
    person.go(0)
    person.press(Qt.Key.Key_F5, modifier=SHIFT)
    assert editor.textCursor().position() == 301
    person.press(Qt.Key.Key_F5, modifier=SHIFT)
    assert editor.textCursor().position() == 11


# Selecting


def test_extend_mode(window, editor, person):
    person.type("One two. Three four.")
    person.go(4)
    person.press(Qt.Key.Key_F8)
    assert window.status._extension.lit()
    person.press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert editor.selected_text() == "tw"
    person.type(".")
    assert editor.selected_text() == "two."
    person.press(Qt.Key.Key_Escape)
    assert not window.status._extension.lit()
    person.go(4)
    for expected in ("", "two", "One two. ", "One two. Three four."):
        person.press(Qt.Key.Key_F8)
        assert editor.selected_text() == expected
    person.press(Qt.Key.Key_Delete)
    assert not editor.extension.on
    assert text(window) == [""]


def test_selecting_with_the_mouse(window, editor, person, qtbot):
    person.type("First sentence. Second one! Third? " + "word " * 40)
    person.press(Qt.Key.Key_Return)
    person.type("last paragraph")
    viewport = editor.viewport()

    def at(position):
        cursor = editor.textCursor()
        cursor.setPosition(position)
        return editor.cursorRect(cursor).center()

    QTest.mouseClick(viewport, LEFT, CONTROL, at(20))
    assert editor.selected_text() == "Second one! "
    margin = QPoint(editor.paper(0).left() + 10, at(0).y())
    QTest.mouseClick(viewport, LEFT, pos=margin)
    line = editor.document().begin().layout().lineAt(0)
    assert len(editor.selected_text()) == line.textLength()
    QTest.mouseDClick(viewport, LEFT, pos=margin)
    assert editor.selected_text().endswith("word \n")
    QTest.mouseClick(viewport, LEFT, CONTROL, margin)
    assert editor.selected_text().endswith("last paragraph")
    QTest.qWait(QApplication.doubleClickInterval() + 10)
    QTest.mousePress(viewport, LEFT, pos=margin)
    QTest.mouseMove(viewport, QPoint(margin.x(), at(editor.document().characterCount() - 2).y()))
    QTest.mouseRelease(viewport, LEFT, pos=margin)
    assert editor.selected_text().endswith("last paragraph")
    person.go(0)
    person.press(Qt.Key.Key_F8)
    QTest.mouseClick(viewport, LEFT, pos=at(5))
    assert editor.selected_text() == "First"


def test_keys_and_clicks_that_are_qts_own(window, editor, person):
    person.type("one two three")
    person.press(Qt.Key.Key_Backspace, modifier=CONTROL)
    assert text(window) == ["one two "]
    person.go(0)
    person.press(Qt.Key.Key_Delete, modifier=CONTROL)
    assert text(window) == ["two "]
    person.press(Qt.Key.Key_End)
    person.press(Qt.Key.Key_Return, modifier=SHIFT)
    person.type("more")
    assert text(window) == ["two \u2028more"]
    cursor = editor.textCursor()
    cursor.setPosition(1)
    place = editor.cursorRect(cursor).center()
    QTest.mouseDClick(editor.viewport(), LEFT, pos=place)
    assert editor.selected_text() == "two"
    QTest.mouseClick(editor.viewport(), LEFT, pos=place)
    assert editor.selected_text() == "two \nmore"
    person.press(Qt.Key.Key_Home, modifier=CONTROL)
    person.press(Qt.Key.Key_Right, modifier=CONTROL | SHIFT)
    assert editor.selected_text() == "two \n", "up to the next word"


def test_dragged_text_is_moved_in_one_step(window, editor, person):
    person.type("one two ")
    person.select(0, 4)
    data = editor.createMimeDataFromSelection()
    cursor = editor.textCursor()
    cursor.setPosition(8)
    place = QPointF(editor.cursorRect(cursor).center())
    event = QDropEvent(place, Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    editor.dropEvent(event)
    assert text(window) == ["one two one "]
    assert editor.undo_names.undo == "Drag and Drop"
    editor.undo()
    assert text(window) == ["one two "]


# Marks, menus, keys of the window


def test_marks_are_shown_in_all_documents_and_remembered(window, editor, person):
    person.type("a b")
    plain = editor.viewport().grab().toImage()
    QTest.keyClick(editor, Qt.Key.Key_8, CONTROL | SHIFT)
    assert window.commands["show_marks"].isChecked()
    marked = editor.viewport().grab().toImage()
    assert marked != plain
    assert not editor.document().isUndoAvailable() or editor.undo_names.undo == "Typing"
    window.commands["new"].trigger()
    assert (
        window.area.current.editor.document().defaultTextOption().flags()
        & editor.document().defaultTextOption().flags()
    )
    assert window.settings.get(table.SHOW_MARKS)
    window.commands["show_marks"].trigger()
    window.area.show_document(window.area.windows[0])
    assert editor.viewport().grab().toImage() == plain


def test_the_context_menu(window, editor, person, qtbot):
    person.type("word")
    QTest.keyClick(editor, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions()]
    assert names == ["cut", "copy", "paste", "", "font", "paragraph", "bullets_and_numbering"]
    menu.close()


def test_keys_that_go_to_boxes_and_menus(window, editor, qtbot):
    window.activateWindow()
    QTest.keyClick(editor, Qt.Key.Key_F, CONTROL | SHIFT)
    field = window.boxes.by_name["font box"]
    assert field.lineEdit().selectedText() == "Times New Roman"
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F10)
    assert window.menuBar().activeAction() is window.menuBar().actions()[0]


def test_the_highlighter_has_colors_and_the_painter_paints_on(window, editor, person, typist):
    person.type("one two three")
    person.select(0, 3)
    pen = window.formatting_bar.widgetForAction(window.commands["highlight"])
    next(action for action in pen.menu().actions() if action.text() == "Cyan").trigger()
    assert blocks(window)[0].content[0] == Run(text="one", format=CharFormat(highlight="#00ffff"))
    button = window.standard_bar.widgetForAction(window.commands["format_painter"])
    QTest.mouseDClick(button, LEFT)
    for start, end in ((4, 7), (8, 13)):
        person.select(start, end)
        editor.selection_made.emit()
    assert window.formats.painter.active
    marked = Run(text="one", format=CharFormat(highlight="#00ffff")).format
    assert [item.format for item in blocks(window)[0].content if item.text.strip()] == [marked] * 3
    person.press(Qt.Key.Key_Escape)
    assert not window.formats.painter.active


def test_pasted_text_is_plain_where_it_came_plain(window, editor, person):
    person.type("a")
    data = QMimeData()
    data.setText('"teh" ')
    editor.insertFromMimeData(data)
    assert blocks(window) == (Paragraph(content=(Run(text="a"), Run(text='"teh" ', origin="pasted"))),), (
        "AutoCorrect leaves what is pasted alone"
    )
