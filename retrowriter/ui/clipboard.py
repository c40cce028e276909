"""What the Clipboard and dragging carry: all formats and origins within the program, plain text to and from others."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QMimeData

from retrowriter.document.model import Block
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import notes, text_formats
from retrowriter.ui.text_objects import clear_element
from retrowriter.ui.theme.cursors import waiting

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

MIME_TYPE = "application/x-retrowriter-blocks"
NOTES_TYPE = "application/x-retrowriter-notes"

_notes_decoder: msgspec.json.Decoder[notes.Notes] = msgspec.json.Decoder(notes.Notes)
_blocks_decoder: msgspec.json.Decoder[tuple[Block, ...]] = msgspec.json.Decoder(tuple[Block, ...])


def selection(editor: "Editor") -> QMimeData:
    """The selection with all its formats for this program, and as plain text for the others."""
    cursor = editor.textCursor()
    blocks = bridge.selected_blocks(cursor, editor.sheet)
    data = QMimeData()
    data.setData(MIME_TYPE, msgspec.json.encode(blocks))
    there = notes.of_blocks(blocks, editor.apart.notes)
    if there:
        data.setData(NOTES_TYPE, msgspec.json.encode(there))
    data.setText(editor.selected_text())
    return data


def can_insert(source: QMimeData) -> bool:
    """Text can be pasted, pictures and files not yet."""
    return source.hasFormat(MIME_TYPE) or source.hasText()


def insert(editor: "Editor", source: QMimeData) -> None:
    """Pastes with formats and origins from this program, as "pasted" in the format of the place from others."""
    cursor = editor.textCursor()
    with editor.undo_names.naming("Paste"), waiting():
        cursor.beginEditBlock()
        blocks = _decoded(source)
        if blocks:
            blocks = notes.taken_over(editor, blocks, _decoded_notes(source))
            bridge.insert_blocks(cursor, blocks, editor.sheet)
        elif source.hasText():
            char_format = cursor.charFormat()
            clear_element(char_format)
            text_formats.set_origin(char_format, "pasted")
            text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
            bridge.insert_lines(cursor, text, char_format, text_formats.following(cursor.blockFormat()))
        cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def _decoded(source: QMimeData) -> tuple[Block, ...]:
    if not source.hasFormat(MIME_TYPE):
        return ()
    try:
        return _blocks_decoder.decode(bytes(source.data(MIME_TYPE).data()))
    except msgspec.DecodeError:
        return ()


def _decoded_notes(source: QMimeData) -> notes.Notes:
    try:
        return _notes_decoder.decode(bytes(source.data(NOTES_TYPE).data())) if source.hasFormat(NOTES_TYPE) else {}
    except msgspec.DecodeError:
        return {}
