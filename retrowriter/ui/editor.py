"""The editor of one document: Page Layout plus the commands of a word processor, and where each letter comes from.

What the model wrote carries its origin. Letters that a person types inside it become "edited"; behind it they are the
person's. Text from outside is "pasted"; text moved within the program keeps what it had.
"""

from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Alignment, CharFormat, Document, Inline, Paragraph, Picture, Tab
from retrowriter.errors import UserError
from retrowriter.ui import clipboard, formatting, lists, notes, table_edits, text_formats
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui.document_view import DocumentView
from retrowriter.ui.picture_frame import PictureFrame
from retrowriter.ui.pictures import Taken, Taking, fitting
from retrowriter.ui.text_objects import OBJECT, clear_element, insert_element
from retrowriter.ui.undo_names import TYPING

# Lines end at the marks of paragraphs, at breaks, and where cells and tables begin and end.
_PLAIN = {ord(OBJECT): None, **dict.fromkeys(map(ord, "\u2029\u2028\ufdd0\ufdd1"), "\n")}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Editor(DocumentView):
    """Edits one document.

    Signals:
        loaded: the document is whole; before that a long one is read-only.
        overwrite_changed: typing replaces (True) or inserts (False).
        typed: letters were typed by a person, just in front of the caret.
        cancelled: Esc was pressed.
        menu_requested: the context menu is wanted, at a place on the screen.
        picture_failed: a picture could not be taken in; the UserError.
        row_wanted: Tab was pressed in the last cell of a table.
        note_wanted: the name of a footnote that was double-clicked.
        undo_pressed, redo_pressed: the keys of undo and redo, for the window to act on.
    """

    loaded = Signal()
    overwrite_changed = Signal(bool)
    typed = Signal(str)
    cancelled = Signal()
    menu_requested = Signal(QPoint)
    row_wanted = Signal()
    picture_failed = Signal(object)
    note_wanted = Signal(str)
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None, other: "Editor | None" = None) -> None:
        super().__init__(document, parent, other)
        self.cursorPositionChanged.connect(self.format_changed)
        self.currentCharFormatChanged.connect(self._on_char_format_changed)
        self.picture_frame = PictureFrame(self)
        if other is not None:
            self.setReadOnly(not other.is_loaded)
            return
        self._loader = bridge.Loader(self.document(), document, self.sheet, self)
        self._loader.finished.connect(self._on_loaded)
        self.setReadOnly(True)
        self._loader.start()

    def beside(self, parent: QWidget | None = None) -> "Editor":
        """Another editor of the same text, with a caret and a place of its own."""
        return Editor(self._source, parent, self)

    def snapshot(self) -> Document:
        """The document as it is now, with what the editor does not show taken from the one it was opened with."""
        whole = msgspec.structs.replace(self.rest(), blocks=bridge.blocks_of(self.document(), self.sheet))
        whole = notes.without_lost(whole)
        return msgspec.structs.replace(whole, pictures=self.pictures.used(whole))

    def is_blank(self) -> bool:
        """Whether there is nothing in the document."""
        return self.document().characterCount() <= 1

    # Formatting

    def char_format(self) -> QTextCharFormat:
        """The format at the caret, or at the end of the selection."""
        return self.currentCharFormat()

    def set_font_family(self, family: str) -> None:
        """Gives the selection another font."""
        formatting.set_character(self, "Font", font=family)

    def set_font_size(self, points: float) -> None:
        """Gives the selection another size."""
        formatting.set_character(self, "Font Size", size=points)

    def set_bold(self, on: bool) -> None:
        """Makes the selection bold, or not."""
        formatting.set_character(self, "Bold", bold=on)

    def set_italic(self, on: bool) -> None:
        """Makes the selection italic, or not."""
        formatting.set_character(self, "Italic", italic=on)

    def set_underline(self, on: bool) -> None:
        """Underlines the selection, or not."""
        formatting.set_character(self, "Underline", underline="single" if on else "none")

    def character(self) -> CharFormat:
        """The whole format at the caret, nothing left to the style: what a Font dialog shows."""
        return formatting.character(self)

    def set_character(self, wanted: CharFormat) -> None:
        """Gives the selection what is different in `wanted` from the format at the caret."""
        shown = self.character()
        fields = msgspec.structs.asdict(wanted).items()
        changed = {name: value for name, value in fields if value != getattr(shown, name)}
        formatting.set_character(self, "Font", **changed)

    def set_alignment(self, alignment: Alignment) -> None:
        """Aligns the selected paragraphs."""
        formatting.set_paragraph(self, "Alignment", alignment=alignment)

    def set_indents(self, left: float, right: float, first: float) -> None:
        """Sets the indents of the selected paragraphs, in points."""
        formatting.set_paragraph(self, "Indent", left=left, right=right, first=first)

    def set_tabs(self, tabs: tuple[Tab, ...]) -> None:
        """Sets the tab stops of the selected paragraphs."""
        formatting.set_paragraph(self, "Tabs", tabs=tabs)

    def style_name(self) -> str:
        """The style of the paragraph with the caret."""
        return text_formats.style_of(self.textCursor().block())

    def set_style(self, name: str) -> None:
        """Gives the selected paragraphs a style."""
        formatting.apply_style(self, name)

    def type_text(self, text: str, name: str = TYPING) -> None:
        """Puts text in at the caret, or for the selection, as if it were typed."""
        if not self.is_loaded:
            return
        cursor = self.textCursor()
        with self.undo_names.naming(name):
            cursor.insertText(text, self.typing_format(cursor))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_element(self, element: Inline, name: str) -> None:
        """Puts in what is no text at the caret, or for the selection."""
        cursor = self.textCursor()
        with self.undo_names.naming(name):
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            insert_element(cursor, element, self.typing_format(cursor))
            cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def take_picture(self, source: Path | QImage) -> None:
        """Puts a picture in at the caret, or for the selection, as soon as it is found to be good."""
        place = self.textCursor()
        taking = Taking(source, self)

        def put(outcome: Taken | UserError) -> None:
            if isinstance(outcome, UserError):
                self.picture_failed.emit(outcome)
            elif self.is_loaded:
                room = self.page.height - self.page.top - self.page.bottom
                width, height = fitting(outcome.width, outcome.height, text_formats.text_width(self.page), room)
                name = self.pictures.add(outcome.data, outcome.ending)
                self.setTextCursor(place)
                self.insert_element(Picture(name=name, width=width, height=height), "Picture")

        taking.finished.connect(put)

    def selected_text(self) -> str:
        """The selection as plain text."""
        return _plain(self.textCursor())

    def insert_page_break(self) -> None:
        """Begins a new page at the caret."""
        cursor = self.textCursor()
        block_format = text_formats.following(cursor.blockFormat())
        block_format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        with self.undo_names.naming("Page Break"):
            cursor.insertBlock(block_format)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Deletes what is selected, or the character behind the caret."""
        cursor = self.textCursor()
        with self.undo_names.naming("Clear"):
            cursor.deleteChar()

    def toggle_overwrite(self) -> None:
        """Switches between inserting and overtyping."""
        self.setOverwriteMode(not self.overwriteMode())
        self.overwrite_changed.emit(self.overwriteMode())

    # Clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt's override."""
        return clipboard.selection(self)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt's override."""
        return clipboard.can_insert(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt's override."""
        clipboard.insert(self, source)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Lets the commands of the window have their keys, which QTextEdit would otherwise keep for itself."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & _MODIFIERS
        ):
            event.ignore()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Types, after seeing to it that what is typed has the right origin."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_pressed.emit()
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.toggle_overwrite()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._ask_menu()
        elif self.isReadOnly() or (self.extension.on and self.extension.key(event)):
            if self.isReadOnly():
                super().keyPressEvent(event)
        elif not self._list_key(event):
            self._type(event)

    def _list_key(self, event: QKeyEvent) -> bool:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() and not shift:
            return False
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.textCursor().currentTable() is not None:
            if not table_edits.move(self, -1 if shift or event.key() == Qt.Key.Key_Backtab else 1):
                self.row_wanted.emit()
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return lists.on_tab(self, -1 if shift or event.key() == Qt.Key.Key_Backtab else 1)
        if event.key() == Qt.Key.Key_Backspace:
            return lists.on_backspace(self)
        return event.key() in _ENTER and not shift and lists.on_enter(self)

    def _type(self, event: QKeyEvent) -> None:
        letters = event.text() if _types(event) and event.text().isprintable() else ""
        if letters and self.textCursor().hasSelection():
            self.type_text(letters)
        elif _types(event):
            self._claim_typing()
            if event.key() in _ENTER and not event.modifiers():
                self._begin_paragraph(self._ended_style(event))
                letters = "\n"
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)
        if letters:
            self.typed.emit(letters)

    def _begin_paragraph(self, style: str) -> None:
        """Begins a paragraph, in another style where that is wanted, without what it does not take over."""
        cursor = self.textCursor()
        # In an empty paragraph, Qt's own Enter would only take its format away.
        with self.undo_names.naming(TYPING):
            if style:
                cursor.insertBlock(self.sheet.block(style), self.sheet.char(style))
            else:
                char_format = cursor.charFormat()
                clear_element(char_format)
                cursor.insertBlock(text_formats.following(cursor.blockFormat()), char_format)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # The mouse

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double-click on a footnote, or on its number in the text, is for its text."""
        name = self.note_at(event.position().toPoint()) if event.button() == Qt.MouseButton.LeftButton else ""
        if name and self.is_loaded:
            self.note_wanted.emit(name)
        else:
            super().mouseDoubleClickEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Text that is dragged is moved or copied in one step."""
        with self.undo_names.naming("Drag and Drop"):
            super().dropEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The window makes the menu, of its commands."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_menu()
        else:
            self.menu_requested.emit(event.globalPos())

    def _ask_menu(self) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """As keyPressEvent, for input methods."""
        if event.commitString() and not self.textCursor().hasSelection():
            self._claim_typing()
        super().inputMethodEvent(event)
        if event.commitString():
            self.typed.emit(event.commitString())

    def _claim_typing(self) -> None:
        cursor = self.textCursor()
        char_format = cursor.charFormat()
        others = text_formats.origin_of(char_format) != "person" or text_formats.is_of_cell(char_format)
        if not cursor.hasSelection() and others:
            self.setCurrentCharFormat(self.typing_format(cursor))

    def typing_format(self, cursor: QTextCursor) -> QTextCharFormat:
        """The format of what a person puts in the place of the selection, with the right origin."""
        char_format = cursor.charFormat()
        clear_element(char_format)
        before = bridge.generation_at(self.document(), cursor.selectionStart() - 1)
        behind = bridge.generation_at(self.document(), cursor.selectionEnd())
        if before and before == behind:
            text_formats.set_origin(char_format, "edited", before)
        else:
            text_formats.set_origin(char_format, "person")
        return char_format

    def _ended_style(self, event: QKeyEvent) -> str:
        if event.key() not in _ENTER or event.modifiers():
            return ""
        cursor = self.textCursor()
        style = self.sheet.style(self.style_name())
        return style.next if cursor.atBlockEnd() and style.next not in ("", style.name) else ""

    def _on_loaded(self) -> None:
        self.setReadOnly(False)
        self.follow_notes()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if self._source.blocks and isinstance(self._source.blocks[0], Paragraph):
            self.format_changed.emit()
        self.loaded.emit()

    def _on_char_format_changed(self) -> None:
        self.format_changed.emit()


def document_text(document: QTextDocument, start: int, end: int) -> str:
    """The text between two positions, lines ended by line feeds."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return _plain(cursor)


def _plain(cursor: QTextCursor) -> str:
    return cursor.selectedText().translate(_PLAIN)


def _types(event: QKeyEvent) -> bool:
    if (
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
        and not event.modifiers() & Qt.KeyboardModifier.AltModifier
    ):
        return False
    return event.key() in (*_ENTER, Qt.Key.Key_Tab) or (bool(event.text()) and event.text().isprintable())
