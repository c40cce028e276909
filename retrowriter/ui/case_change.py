"""Format > Change Case and Shift+F3 in a document."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCursor

from retrowriter.text import case
from retrowriter.ui import text_formats

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor


def change_case(editor: "Editor", wanted: case.Case | None = None) -> None:
    """Changes the case of the selection, or of the word at the caret; None = the next one of Shift+F3."""
    cursor = editor.textCursor()
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if start == end:
        return
    mode = wanted or case.next_case(cursor.selectedText())
    caret = (editor.textCursor().anchor(), editor.textCursor().position())
    work = QTextCursor(editor.document())
    with editor.undo_names.naming("Change Case"):
        work.beginEditBlock()
        block = editor.document().findBlock(start)
        while block.isValid() and block.position() < end:
            _change_block(work, block, start, end, mode)
            block = block.next()
        work.endEditBlock()
    restored = editor.textCursor()
    restored.setPosition(caret[0])
    restored.setPosition(caret[1], QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(restored)


def _change_block(work: QTextCursor, block: QTextBlock, start: int, end: int, mode: case.Case) -> None:
    """Changes what of a paragraph lies between two positions, format by format."""
    first = max(start, block.position())
    pieces = []
    for part in text_formats.fragments(block):
        begin, stop = max(first, part.position()), min(end, part.position() + part.length())
        if begin < stop:
            work.setPosition(begin)
            work.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            pieces.append((begin, stop, work.selectedText(), part.charFormat()))
    changed = case.change("".join(text for _begin, _stop, text, _format in pieces), mode)
    offset = 0
    for begin, stop, text, char_format in pieces:
        new, offset = changed[offset : offset + len(text)], offset + len(text)
        if new == text or char_format.property(text_formats.Property.ELEMENT):
            continue
        if text_formats.origin_of(char_format) == "model":
            text_formats.set_origin(char_format, "edited", text_formats.generation_of(char_format))
        work.setPosition(begin)
        work.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        work.insertText(new, char_format)
