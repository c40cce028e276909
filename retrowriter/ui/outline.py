"""The outline of a document: the levels of its paragraphs, and what is moved and changed by them.

A heading has the level of its style or of its own format, 1 to 9; body text has 0. The part of a heading goes up to
the next one that is not below it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from retrowriter.document.styles import over
from retrowriter.errors import UserError
from retrowriter.ui import formatting, table_formats, text_formats
from retrowriter.ui.text_formats import Sheet

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

HEADINGS = 3

_Copied = tuple[QTextBlockFormat, QTextCharFormat, list[tuple[str, QTextCharFormat]]]


def level_of(block: QTextBlock, sheet: Sheet) -> int:
    """The level of a paragraph; 0 = body text."""
    base = sheet.style(text_formats.style_of(block)).paragraph
    return over(base, text_formats.paragraph_format_of(block.blockFormat())).level


def part_end(block: QTextBlock, sheet: Sheet) -> QTextBlock:
    """The paragraph behind the part that begins here; an invalid one behind the last part."""
    level, block = level_of(block, sheet), block.next()
    while level and block.isValid():
        other = level_of(block, sheet)
        if other and other <= level:
            break
        block = block.next()
    return block


def change_level(editor: "Editor", step: int) -> None:
    """Makes the selected paragraphs headings of another level: -1 = higher, 1 = lower; body text becomes a heading."""
    if not editor.is_loaded:
        return
    cursor = QTextCursor(editor.document())
    with editor.undo_names.naming("Promote" if step < 0 else "Demote"):
        cursor.beginEditBlock()
        for block in formatting.selected_blocks(editor):
            level = level_of(block, editor.sheet)
            # Body text becomes a heading beside the one above it, or below that.
            wanted = level + step if level else _level_above(block, editor.sheet) + max(step, 0)
            wanted = min(max(wanted, 1), HEADINGS)
            if wanted != level:
                formatting.apply_style(editor, f"Heading {wanted}", [block])
        cursor.endEditBlock()


def make_body(editor: "Editor") -> None:
    """Makes the selected paragraphs body text."""
    headings = [block for block in formatting.selected_blocks(editor) if level_of(block, editor.sheet)]
    if headings and editor.is_loaded:
        with editor.undo_names.naming("Demote to Body Text"):
            formatting.apply_style(editor, "Normal", headings)


def move(editor: "Editor", step: int) -> None:
    """Moves the part with the caret up (-1) or down (1) over its neighbor; one step of undo.

    Raises:
        UserError: a table is in the way.
    """
    document, sheet = editor.document(), editor.sheet
    first = editor.textCursor().block()
    behind = part_end(first, sheet)
    if not editor.is_loaded or not (behind.isValid() if step > 0 else first.previous().isValid()):
        return
    if step > 0:
        end = part_end(behind, sheet) if level_of(behind, sheet) == level_of(first, sheet) else behind.next()
        start = behind
    else:
        start, end = _part_before(first, sheet), first
    # A cell is no paragraph that moves, and none goes into one.
    if any(table_formats.table_of(block) is not None for block in (first, behind, *_blocks(start, end))):
        raise UserError("table_in_the_way", "A part cannot be moved over a table.", "Cut it and paste it instead.")
    # The neighbor is what moves in truth, so that the caret and the place where the model writes stay in their part.
    target = first.position() if step > 0 else (behind.position() if behind.isValid() else document.characterCount())
    copied = [_copied(block) for block in _blocks(start, end)]
    caret = editor.textCursor()
    begin, length = start.position(), sum(block.length() for block in _blocks(start, end))
    shift = length if step > 0 else begin - first.position()
    places = caret.anchor() + shift, caret.position() + shift
    with editor.undo_names.naming("Move Up" if step < 0 else "Move Down"):
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        if step > 0:
            _remove(cursor, start, end)
            _insert(cursor, target, copied)
        else:
            _insert(cursor, target, copied)
            _remove(cursor, start, end)
        cursor.endEditBlock()
    caret.setPosition(places[0])
    caret.setPosition(places[1], QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(caret)
    editor.ensureCursorVisible()


def _level_above(block: QTextBlock, sheet: Sheet) -> int:
    while block.previous().isValid():
        block = block.previous()
        level = level_of(block, sheet)
        if level:
            return level
    return 1


def _part_before(first: QTextBlock, sheet: Sheet) -> QTextBlock:
    """The beginning of the part of the same level just before, or the paragraph before."""
    level, block = level_of(first, sheet), first.previous()
    while level and block.isValid():
        other = level_of(block, sheet)
        if other == level:
            return block
        if other and other < level:
            break
        block = block.previous()
    return first.previous()


def _blocks(start: QTextBlock, end: QTextBlock) -> Iterator[QTextBlock]:
    while start.isValid() and start != end:
        yield start
        start = start.next()


def _copied(block: QTextBlock) -> _Copied:
    pieces = [(part.text(), part.charFormat()) for part in text_formats.fragments(block)]
    return block.blockFormat(), block.charFormat(), pieces


def _insert(cursor: QTextCursor, target: int, copied: list[_Copied]) -> None:
    """Puts paragraphs in before the one that begins at a position; behind the last one for the end."""
    here = cursor.document().findBlock(target)
    if here.isValid():
        # The paragraph goes down with the carets in it; those at the end of the one above stay there.
        cursor.setPosition(target)
        cursor.insertBlock(here.blockFormat(), here.charFormat())
        cursor.setPosition(target)
    else:
        cursor.movePosition(QTextCursor.MoveOperation.End)
    for number, (block_format, mark, pieces) in enumerate(copied):
        if number or not here.isValid():
            cursor.insertBlock(block_format, mark)
        else:
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(mark)
        for text, char_format in pieces:
            cursor.insertText(text, char_format)


def _remove(cursor: QTextCursor, start: QTextBlock, end: QTextBlock) -> None:
    # Of the two paragraphs that meet, the one that stays keeps its format.
    stays = end if end.isValid() else start.previous()
    block_format, mark = stays.blockFormat(), stays.charFormat()
    if end.isValid():
        cursor.setPosition(start.position())
        cursor.setPosition(end.position(), QTextCursor.MoveMode.KeepAnchor)
    else:
        cursor.setPosition(start.position() - 1)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block_format)
    cursor.setBlockCharFormat(mark)
