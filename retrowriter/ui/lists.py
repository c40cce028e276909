"""Bulleted and numbered lists: switching them on and off, their levels, and the keys that act in them."""

import msgspec
from PySide6.QtGui import QTextBlock

from retrowriter.document.model import ListKind, ParagraphFormat
from retrowriter.ui import formatting, text_formats
from retrowriter.ui.document_view import DocumentView
from retrowriter.ui.text_formats import ListPlace, list_of

MAX_LEVEL = 8


def kind(editor: DocumentView) -> ListKind:
    """In which kind of list the caret is."""
    return list_of(formatting.first_block(editor).blockFormat()).kind


def toggle(editor: DocumentView, wanted: ListKind) -> None:
    """Makes the selected paragraphs a list of this kind, or takes them out of it."""
    blocks = formatting.selected_blocks(editor)
    if all(list_of(block.blockFormat()).kind == wanted for block in blocks):
        wanted = ""
    above = blocks[0].previous()
    goes_on = wanted == "number" and above.isValid() and list_of(above.blockFormat()).kind == "number"
    make(editor, wanted, list_of(above.blockFormat()).look if goes_on else "", 0 if goes_on else 1)


def make(editor: DocumentView, wanted: ListKind, look: str, start: int) -> None:
    """Makes the selected paragraphs a list; kind "" takes them out, start 0 = the numbers go on."""
    blocks = formatting.selected_blocks(editor)
    first = blocks[0]

    def placed(block: QTextBlock, place: ListPlace) -> ListPlace:
        if not wanted:
            return ListPlace()
        begins = start if wanted == "number" and block == first else 0
        return ListPlace(wanted, place.level, begins, look)

    formatting.change_lists(editor, "Numbering" if wanted == "number" else "Bullets", blocks, placed)


def change_level(editor: DocumentView, step: int) -> bool:
    """Moves list items a level down (1) or up (-1). Returns whether the selection is in a list at all."""
    blocks = formatting.selected_blocks(editor)
    if not all(list_of(block.blockFormat()).kind for block in blocks):
        return False

    def moved(_block: QTextBlock, place: ListPlace) -> ListPlace:
        level = min(max(place.level + step, 0), MAX_LEVEL)
        # Its number at the new level counts from 1 by itself, or goes on there.
        return msgspec.structs.replace(place, level=level, start=place.start if level == place.level else 0)

    formatting.change_lists(editor, "List Level", blocks, moved)
    return True


def indent(editor: DocumentView, step: int) -> None:
    """Increase and Decrease Indent: a level in lists, else half an inch."""
    if change_level(editor, step):
        return
    by = step * text_formats.DEFAULT_TAB
    formatting.change_paragraphs(
        editor,
        "Indent",
        lambda shown, _base: msgspec.structs.replace(shown, left=max(0.0, (shown.left or 0.0) + by)),
    )


def hang(editor: DocumentView, step: int) -> None:
    """Moves all lines but the first half an inch in (1) or out (-1)."""
    by = step * text_formats.DEFAULT_TAB

    def hung(shown: ParagraphFormat, _base: ParagraphFormat) -> ParagraphFormat:
        left, first = shown.left or 0.0, shown.first or 0.0
        moved = max(left + min(first, 0.0), left + by)
        return msgspec.structs.replace(shown, left=moved, first=first + left - moved)

    formatting.change_paragraphs(editor, "Hanging Indent", hung)


def on_enter(editor: DocumentView) -> bool:
    """Enter in an empty item: out of the list, or a level up. Returns whether that was all."""
    block = editor.textCursor().block()
    place = list_of(block.blockFormat())
    if not place.kind or block.length() > 1 or editor.textCursor().hasSelection():
        return False
    if place.level:
        change_level(editor, -1)
    else:
        formatting.change_lists(editor, "End of List", [block], lambda _block, _place: ListPlace())
    return True


def on_backspace(editor: DocumentView) -> bool:
    """Backspace at the beginning of an item takes its bullet. Returns whether that was all."""
    cursor = editor.textCursor()
    if cursor.hasSelection() or not cursor.atBlockStart() or not list_of(cursor.blockFormat()).kind:
        return False
    formatting.change_lists(editor, "Bullets", [cursor.block()], lambda _block, _place: ListPlace())
    return True


def on_tab(editor: DocumentView, step: int) -> bool:
    """Tab and Shift+Tab at the beginning of an item, or over several. Returns whether that was all."""
    cursor = editor.textCursor()
    if not cursor.hasSelection() and not cursor.atBlockStart():
        return False
    return change_level(editor, step)
