"""What the Clipboard and dragging carry: all formats and origins within the program, plain text to and from others."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from retrowriter.document.model import Block, Document
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import notes, text_formats
from retrowriter.ui.pictures import SUFFIXES, renamed
from retrowriter.ui.text_objects import clear_element
from retrowriter.ui.theme.cursors import waiting

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

MIME_TYPE = "application/x-retrowriter-blocks"
PICTURES_TYPE = "application/x-retrowriter-pictures"
NOTES_TYPE = "application/x-retrowriter-notes"

_notes_decoder: msgspec.json.Decoder[notes.Notes] = msgspec.json.Decoder(notes.Notes)
_pictures_decoder: msgspec.json.Decoder[dict[str, bytes]] = msgspec.json.Decoder(dict[str, bytes])
_blocks_decoder: msgspec.json.Decoder[tuple[Block, ...]] = msgspec.json.Decoder(tuple[Block, ...])


def selection(editor: "Editor") -> QMimeData:
    """The selection with all its formats for this program, and as plain text for the others."""
    cursor = editor.textCursor()
    blocks = bridge.selected_blocks(cursor, editor.sheet)
    data = QMimeData()
    data.setData(MIME_TYPE, msgspec.json.encode(blocks))
    pictures = editor.pictures.used(Document(blocks=blocks))
    if pictures:
        data.setData(PICTURES_TYPE, msgspec.json.encode(pictures))
    there = notes.of_blocks(blocks, editor.apart.notes)
    if there:
        data.setData(NOTES_TYPE, msgspec.json.encode(there))
    data.setText(editor.selected_text())
    return data


def can_insert(source: QMimeData) -> bool:
    """Text and pictures can be pasted, and picture files be dropped."""
    return source.hasFormat(MIME_TYPE) or source.hasText() or source.hasImage() or bool(_picture_files(source))


def insert(editor: "Editor", source: QMimeData) -> None:
    """Pastes with formats and origins from this program, as "pasted" in the format of the place from others."""
    files = _picture_files(source)
    if not source.hasFormat(MIME_TYPE) and (files or (source.hasImage() and not source.hasText())):
        for path in files:
            editor.take_picture(path)
        if not files:
            editor.take_picture(QImage(source.imageData()))
        return
    cursor = editor.textCursor()
    with editor.undo_names.naming("Paste"), waiting():
        cursor.beginEditBlock()
        blocks = _with_pictures(editor, _decoded(source), source)
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


def _picture_files(source: QMimeData) -> list[Path]:
    """The picture files among what is dropped; none when there is anything else. Nothing is fetched from elsewhere."""
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    is_all = len(paths) == len(source.urls()) and all(path.suffix.lower() in SUFFIXES for path in paths)
    return paths if is_all else []


def _with_pictures(editor: "Editor", blocks: tuple[Block, ...], source: QMimeData) -> tuple[Block, ...]:
    """The blocks with the names that their pictures have in this document; one without a file is left out."""
    files: dict[str, bytes] = {}
    if source.hasFormat(PICTURES_TYPE):
        try:
            files = _pictures_decoder.decode(bytes(source.data(PICTURES_TYPE).data()))
        except msgspec.DecodeError:
            files = {}
    names = {name: editor.pictures.add(data, name.rpartition(".")[2]) for name, data in files.items()}
    return renamed(blocks, lambda name: names.get(name, ""))


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
