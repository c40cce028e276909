"""The editor of one document: Page Layout plus the commands of a word processor, and where each letter comes from.

What the model wrote carries its origin. Letters that a person types inside it become "edited"; behind it they are the
person's. Text from outside is "pasted"; text moved within the program keeps what it had.
"""

import msgspec
from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Block, CharFormat, Document, Paragraph
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import text_formats
from retrowriter.ui.page_view import PageView
from retrowriter.ui.theme import fonts
from retrowriter.ui.undo_names import UndoNames

MIME_TYPE = "application/x-retrowriter-blocks"

_blocks_decoder: msgspec.json.Decoder[tuple[Block, ...]] = msgspec.json.Decoder(tuple[Block, ...])
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Editor(PageView):
    """Edits one document.

    Signals:
        loaded: the document is whole; before that a long one is read-only.
        format_changed: the format at the caret may be another one.
        overwrite_changed: typing replaces (True) or inserts (False).
        undo_pressed, redo_pressed: the keys of undo and redo, for the window to act on.
    """

    loaded = Signal()
    format_changed = Signal()
    overwrite_changed = Signal(bool)
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = document
        self.sheet = text_formats.Sheet(document)
        self.setFont(fonts.document_font("Times New Roman", 12))
        self.set_page(document.page)
        self.document().setUndoRedoEnabled(False)
        self.undo_names = UndoNames(self.document())
        self.cursorPositionChanged.connect(self.format_changed)
        self.currentCharFormatChanged.connect(self._on_char_format_changed)
        self._loader = bridge.Loader(self.document(), document, self.sheet, self)
        self._loader.finished.connect(self._on_loaded)
        self.setReadOnly(True)
        self._loader.start()

    @property
    def is_loaded(self) -> bool:
        """Whether the whole document is in the editor."""
        return not self.isReadOnly()

    def snapshot(self) -> Document:
        """The document as it is now, with what the editor does not show taken from the one it was opened with."""
        return msgspec.structs.replace(self.rest(), blocks=bridge.blocks_of(self.document(), self.sheet))

    def rest(self) -> Document:
        """The document as it is now, without its blocks."""
        return msgspec.structs.replace(self._source, blocks=(), page=self.page)

    def is_blank(self) -> bool:
        """Whether there is nothing in the document."""
        return self.document().characterCount() <= 1

    def follow_edges(self) -> None:
        """Draws the text with smooth or jagged edges, as fonts.set_smooth says by now."""
        font = self.font()
        fonts.set_edges(font)
        self.setFont(font)

    # Formatting

    def char_format(self) -> QTextCharFormat:
        """The format at the caret, or at the end of the selection."""
        return self.currentCharFormat()

    def merge_char(self, changes: QTextCharFormat, name: str = "Formatting") -> None:
        """Changes the format of the selection, or of what is typed next."""
        with self.undo_names.naming(name):
            self.mergeCurrentCharFormat(changes)
        self.format_changed.emit()

    def set_font_family(self, family: str) -> None:
        """Gives the selection another font."""
        changes = QTextCharFormat()
        changes.setFontFamilies([family])
        self.merge_char(changes)

    def set_font_size(self, points: float) -> None:
        """Gives the selection another size."""
        changes = QTextCharFormat()
        changes.setFontPointSize(points)
        self.merge_char(changes)

    def set_bold(self, on: bool) -> None:
        """Makes the selection bold, or not."""
        changes = QTextCharFormat()
        changes.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
        self.merge_char(changes, "Bold")

    def set_italic(self, on: bool) -> None:
        """Makes the selection italic, or not."""
        changes = QTextCharFormat()
        changes.setFontItalic(on)
        self.merge_char(changes, "Italic")

    def set_underline(self, on: bool) -> None:
        """Underlines the selection, or not."""
        changes = QTextCharFormat()
        changes.setFontUnderline(on)
        changes.setProperty(text_formats.Property.KEPT_FORMAT, "")
        self.merge_char(changes, "Underline")

    def character(self) -> CharFormat:
        """The whole format at the caret, nothing left to the style: what a Font dialog shows."""
        shown = text_formats.char_format_of(self.char_format(), CharFormat())
        return msgspec.structs.replace(shown, bold=bool(shown.bold), italic=bool(shown.italic))

    def set_character(self, wanted: CharFormat) -> None:
        """Gives the selection the format `wanted`; fields that say nothing are left as they are."""
        base = text_formats.char_format_of(self.char_format(), CharFormat())
        wanted = msgspec.structs.replace(wanted, font=wanted.font or base.font, size=wanted.size or base.size)
        full = self.sheet.char("Normal", wanted)
        # A merge adds properties and takes none away, so what is off has to be said.
        full.setFontUnderline(wanted.underline != "none")
        full.setFontStrikeOut(wanted.strike)
        full.setVerticalAlignment(full.verticalAlignment())
        full.setFontCapitalization(full.fontCapitalization())
        full.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        full.setFontLetterSpacing(full.fontLetterSpacing())
        full.setForeground(full.foreground())
        full.setBackground(full.background())
        kept = full.property(text_formats.Property.KEPT_FORMAT)
        full.setProperty(text_formats.Property.KEPT_FORMAT, kept or "")
        self.merge_char(full)

    def set_alignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Aligns the selected paragraphs."""
        # QTextEdit.setAlignment would forget the page size.
        changes = QTextBlockFormat()
        changes.setAlignment(alignment)
        with self.undo_names.naming("Alignment"):
            self.textCursor().mergeBlockFormat(changes)
        self.format_changed.emit()

    def set_indents(self, left: float, right: float, first: float) -> None:
        """Sets the indents of the selected paragraphs, in points."""
        cursor = self.textCursor()
        changes = cursor.blockFormat()
        changes.setLeftMargin(left * text_formats.PIXELS_PER_POINT)
        changes.setRightMargin(right * text_formats.PIXELS_PER_POINT)
        changes.setTextIndent(first * text_formats.PIXELS_PER_POINT)
        with self.undo_names.naming("Paragraph Formatting"):
            cursor.mergeBlockFormat(changes)
        self.format_changed.emit()

    def style_name(self) -> str:
        """The style of the paragraph with the caret."""
        return text_formats.style_of(self.textCursor().block())

    def set_style(self, name: str) -> None:
        """Gives the selected paragraphs a style; what deviates from the old style deviates from the new one too."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        work = QTextCursor(self.document())
        with self.undo_names.naming("Style"):
            work.beginEditBlock()
            while block.isValid() and block.position() <= cursor.selectionEnd():
                self._restyle(work, block, name)
                block = block.next()
            work.endEditBlock()
        self.format_changed.emit()

    def insert_page_break(self) -> None:
        """Begins a new page at the caret."""
        cursor = self.textCursor()
        with self.undo_names.naming("Page Break"):
            cursor.beginEditBlock()
            cursor.insertBlock()
            block_format = cursor.blockFormat()
            block_format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setBlockFormat(block_format)
            cursor.endEditBlock()
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
        """The selection with all its formats for this program, and as plain text for the others."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        blocks = bridge.blocks_between(self.document(), self.sheet, start, end)
        data = QMimeData()
        data.setData(MIME_TYPE, msgspec.json.encode(blocks))
        data.setText(cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text can be pasted, pictures and files not yet."""
        return source.hasFormat(MIME_TYPE) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes with formats and origins from this program, as "pasted" in the format of the place from others."""
        cursor = self.textCursor()
        with self.undo_names.naming("Paste"):
            cursor.beginEditBlock()
            blocks = self._decoded(source)
            if blocks:
                bridge.insert_blocks(cursor, blocks, self.sheet)
            elif source.hasText():
                char_format = cursor.charFormat()
                char_format.clearProperty(text_formats.Property.ELEMENT)
                text_formats.set_origin(char_format, "pasted")
                text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
                bridge.insert_lines(cursor, text, char_format, cursor.blockFormat())
            cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

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
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_pressed.emit()
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.toggle_overwrite()
        elif self.isReadOnly() or not _types(event):
            super().keyPressEvent(event)
        elif self.textCursor().hasSelection() and event.text().isprintable() and event.text():
            cursor = self.textCursor()
            cursor.insertText(event.text(), self._typing_format(cursor))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        else:
            self._claim_typing()
            ended = self._ended_style(event)
            super().keyPressEvent(event)
            if ended:
                self.set_style(ended)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """As keyPressEvent, for input methods."""
        if event.commitString() and not self.textCursor().hasSelection():
            self._claim_typing()
        super().inputMethodEvent(event)

    def _claim_typing(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() and text_formats.origin_of(cursor.charFormat()) != "person":
            self.setCurrentCharFormat(self._typing_format(cursor))

    def _typing_format(self, cursor: QTextCursor) -> QTextCharFormat:
        char_format = cursor.charFormat()
        char_format.clearProperty(text_formats.Property.ELEMENT)
        before = bridge.generation_at(self.document(), cursor.selectionStart() - 1)
        behind = bridge.generation_at(self.document(), cursor.selectionEnd())
        if before and before == behind:
            text_formats.set_origin(char_format, "edited", before)
        else:
            text_formats.set_origin(char_format, "person")
        return char_format

    def _ended_style(self, event: QKeyEvent) -> str:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
            return ""
        cursor = self.textCursor()
        style = self.sheet.style(self.style_name())
        return style.next if cursor.atBlockEnd() and style.next not in ("", style.name) else ""

    def _restyle(self, work: QTextCursor, block: QTextBlock, name: str) -> None:
        old = self.sheet.style(text_formats.style_of(block))
        new_block = self.sheet.block(name)
        new_block.setPageBreakPolicy(block.blockFormat().pageBreakPolicy())
        spans = [(each.position(), each.length(), each.charFormat()) for each in text_formats.fragments(block)]
        work.setPosition(block.position())
        work.setBlockFormat(new_block)
        work.setBlockCharFormat(self._restyled(block.charFormat(), old.char, name))
        for position, length, char_format in spans:
            work.setPosition(position)
            work.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            work.setCharFormat(self._restyled(char_format, old.char, name))

    def _restyled(self, char_format: QTextCharFormat, old: CharFormat, name: str) -> QTextCharFormat:
        own = text_formats.char_format_of(char_format, old)
        link = char_format.anchorHref() if char_format.isAnchor() else ""
        origin, generation = text_formats.origin_of(char_format), text_formats.generation_of(char_format)
        return self.sheet.char(name, own, origin, generation, link)

    def _decoded(self, source: QMimeData) -> tuple[Block, ...]:
        if not source.hasFormat(MIME_TYPE):
            return ()
        try:
            return _blocks_decoder.decode(bytes(source.data(MIME_TYPE).data()))
        except msgspec.DecodeError:
            return ()

    def _on_loaded(self) -> None:
        self.setReadOnly(False)
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
    return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")


def _types(event: QKeyEvent) -> bool:
    if (
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
        and not event.modifiers() & Qt.KeyboardModifier.AltModifier
    ):
        return False
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
    return event.key() in keys or (bool(event.text()) and event.text().isprintable())
