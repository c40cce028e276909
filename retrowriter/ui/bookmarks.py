"""Bookmarks: named places in a document. Each is an object of no width in the text."""

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from retrowriter.document.model import Bookmark
from retrowriter.ui import text_objects

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

MAX_NAME = 40

_NAME = re.compile(r"[^\W\d]\w*")


def is_name(name: str) -> bool:
    """Whether a bookmark can have this name: letters, digits and underscores, a letter first."""
    return len(name) <= MAX_NAME and _NAME.fullmatch(name) is not None


def places(editor: "Editor") -> dict[str, int]:
    """The bookmarks and where they are, in the order of the text."""
    found = text_objects.elements(editor.document())
    return {element.name: position for position, element in found if isinstance(element, Bookmark)}


def add(editor: "Editor", name: str) -> None:
    """Sets a bookmark at the caret; one of the same name moves here."""
    cursor = editor.textCursor()
    cursor.setPosition(cursor.selectionStart())
    char_format = cursor.charFormat()
    text_objects.clear_element(char_format)
    old = places(editor).get(name)
    with editor.undo_names.naming("Bookmark"):
        cursor.beginEditBlock()
        if old is not None:
            _delete(editor, old)
        text_objects.insert_element(cursor, Bookmark(name=name), char_format)
        cursor.endEditBlock()


def delete(editor: "Editor", name: str) -> None:
    """Takes a bookmark out."""
    place = places(editor).get(name)
    if place is not None:
        with editor.undo_names.naming("Bookmark"):
            _delete(editor, place)


def go_to(editor: "Editor", name: str) -> bool:
    """Puts the caret behind a bookmark; False when there is none of that name."""
    place = places(editor).get(name)
    if place is None:
        return False
    cursor = editor.textCursor()
    cursor.setPosition(place + 1)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    return True


def _delete(editor: "Editor", position: int) -> None:
    work = QTextCursor(editor.document())
    work.setPosition(position)
    work.deleteChar()
