"""Two panes on one document, in the real window."""

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrowriter import settings as table
from retrowriter.document.model import Document, Paragraph, Run
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.editor import Editor

LINES = "".join(f"{number}. The figures for the printing department are attached.\n" for number in range(300))


@pytest.fixture
def panes(window, qtbot):
    """The panes of a long document, split."""
    document = window.area.current
    document.editor.insertPlainText(LINES)
    document.editor.moveCursor(document.editor.textCursor().MoveOperation.Start)
    document.editor.document().clearUndoRedoStacks()
    window.commands["split"].trigger()
    qtbot.wait(20)
    return document.panes


def caret(editor, position):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def test_each_pane_has_its_own_caret_and_place(window, panes, typist):
    upper, lower = (pane.editor for pane in panes.all)
    assert abs(upper.height() - lower.height()) < 40
    caret(upper, 5)
    caret(lower, 9000)
    assert (upper.textCursor().position(), lower.textCursor().position()) == (5, 9000)
    assert upper.verticalScrollBar().value() < 100 < lower.verticalScrollBar().value()
    before = lower.verticalScrollBar().value()
    typist(upper).type("xyz")
    assert lower.textCursor().position() == 9003
    assert abs(lower.verticalScrollBar().value() - before) < 60
    assert lower.toPlainText() == upper.toPlainText()
    assert lower.toPlainText()[5:8] == "xyz"
    assert window.commands["undo"].text() == "&Undo Typing"


def test_commands_act_in_the_pane_with_the_caret(window, panes, typist, qtbot):
    document = window.area.current
    upper, lower = (pane.editor for pane in panes.all)
    upper.setFocus()
    assert document.editor is upper
    QTest.keyClick(upper, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: document.editor is lower, timeout=20000)
    typist(lower).select(9000, 9010)
    assert window.commands["copy"].isEnabled()
    window.commands["bold"].trigger()
    cursor = upper.textCursor()
    cursor.setPosition(9005)
    assert cursor.charFormat().fontWeight() >= 600
    caret(lower, 12000)
    assert "Ln 1 " not in window.status.place_text()
    QTest.keyClick(lower, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: document.editor is upper, timeout=20000)
    caret(upper, 0)
    assert "Ln 1 " in window.status.place_text()
    # Undo is that of the document.
    window.commands["undo"].trigger()
    assert not document.editor.document().isUndoAvailable()


def test_both_panes_zoom_and_keep_their_places(window, panes):
    upper, lower = (pane.editor for pane in panes.all)
    caret(upper, 0)
    caret(lower, 9000)
    lower.verticalScrollBar().setValue(lower.verticalScrollBar().value() + 100)
    top = lower.cursorForPosition(QPoint(300, 0)).position()
    upper.set_zoom(1.5)
    assert lower.zoom == 1.5
    assert abs(lower.cursorForPosition(QPoint(300, 0)).position() - top) < 120
    assert upper.document().pageSize().height() == upper.unit == lower.unit
    window.commands["normal_view"].trigger()
    assert (upper.view, lower.view) == ("normal", "normal")
    assert all(pane.view_buttons.button("normal").isChecked() for pane in panes.all)
    assert abs(lower.cursorForPosition(QPoint(300, 0)).position() - top) < 240


def test_the_page_is_the_same_in_both(window, panes):
    upper, lower = (pane.editor for pane in panes.all)
    page = msgspec.structs.replace(upper.apart.page, left=20.0)
    upper.set_apart(msgspec.structs.replace(upper.apart, page=page), "Page Setup")
    assert lower.page == page
    assert lower.document().pageSize().height() == upper.unit
    lower.undo()
    assert upper.page == lower.page != page


def test_styles_and_marks_reach_both(window, panes):
    upper, lower = (pane.editor for pane in panes.all)
    window.commands["show_marks"].trigger()
    assert upper.sheet is lower.sheet
    assert upper.objects.marks
    window.commands["format_painter"].trigger()
    assert lower.viewport().cursor().shape() == Qt.CursorShape.BitmapCursor
    QTest.keyClick(lower, Qt.Key.Key_Escape)
    assert not window.commands["format_painter"].isChecked()


def test_removing_the_split_keeps_the_pane_with_the_caret(window, panes, qtbot):
    document = window.area.current
    upper, lower = (pane.editor for pane in panes.all)
    assert window.commands["split"].text() == "Remove S&plit"
    lower.setFocus()
    caret(lower, 9000)
    top = lower.cursorForPosition(QPoint(300, 0)).position()
    window.commands["split"].trigger()
    assert not panes.is_split
    assert document.editor is upper
    assert upper.textCursor().position() == 9000
    assert upper.cursorForPosition(QPoint(300, 0)).position() == top
    assert window.commands["split"].text() == "S&plit"
    assert upper.family == (upper,)
    qtbot.wait(10)
    upper.insertPlainText("still there")
    assert document.is_modified


def test_the_split_box(window, panes, qtbot):
    window.commands["split"].trigger()
    first = panes.all[0]
    assert first.split_box.isVisible()
    assert first.split_box.height() == 5
    box = first.split_box
    QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=QPoint(5, 2))
    QTest.mouseMove(box, QPoint(5, 80))
    move(box, QPoint(5, 150))
    QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(5, 150))
    assert panes.is_split
    wanted = panes.mapFromGlobal(box.mapToGlobal(QPoint(5, 150))).y()
    assert abs(panes.sizes()[0] - wanted) < 4
    QTest.mouseDClick(panes.handle(1), Qt.MouseButton.LeftButton)
    assert not panes.is_split
    QTest.mouseDClick(first.split_box, Qt.MouseButton.LeftButton)
    assert panes.is_split
    # The bar dragged to the end takes a pane away.
    panes.moveSplitter(0, 1)
    assert not panes.is_split


def move(widget, place):
    left = Qt.MouseButton.LeftButton
    to = QPointF(widget.mapToGlobal(place))
    QApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, QPointF(place), to, left, left, Qt.KeyboardModifier.NoModifier)
    )


def test_the_model_writes_on_when_its_pane_goes(window, panes, qtbot):
    document = window.area.current
    lower = panes.all[1].editor
    window.use(pieces=["One ", "two ", "three."] * 20, delay=0.02)
    lower.setFocus()
    lower.moveCursor(lower.textCursor().MoveOperation.End)
    window.commands["continue_writing"].trigger()
    qtbot.waitUntil(lambda: "One two" in document.editor.toPlainText(), timeout=20000)
    window.commands["split"].trigger()
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=20000)
    assert document.editor.toPlainText().endswith("three.")
    assert document.generations[-1].text.count("three") == 20


def test_splitting_leaves_the_outline(window, panes):
    document = window.area.current
    window.commands["split"].trigger()
    window.commands["outline_view"].trigger()
    window.commands["next_pane"].trigger()
    assert document.focusWidget() is document.outline
    window.commands["split"].trigger()
    assert document.view == "page"
    assert panes.is_split
    assert panes.isVisible()


def test_a_split_document_closes(window, panes, answers, qtbot):
    answers.push("No")
    window.commands["close"].trigger()
    assert window.area.windows == []
    qtbot.wait(30)


def test_autocorrect_and_menus_work_in_the_second_pane(window, panes, typist, qtbot):
    window.settings.set(table.REPLACE_TEXT, True)
    lower = panes.all[1].editor
    lower.setFocus()
    caret(lower, 0)
    typist(lower).type("teh ")
    assert lower.toPlainText().startswith("the ")
    with qtbot.waitSignal(lower.menu_requested):
        QTest.keyClick(lower, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)


def test_two_editors_of_one_text_go_in_any_order(qtbot):
    text = Document(blocks=(Paragraph(content=(Run(text="word"),)),))
    window = DocumentWindow(text, "Document1")
    qtbot.addWidget(window)
    window.panes.split()
    assert isinstance(window.panes.all[1].editor, Editor)
    window.panes.unite()
    window.panes.split()
    window.show()
