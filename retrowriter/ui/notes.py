"""Footnotes: their numbers, putting them in, and taking them along when text is copied."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from retrowriter.document.model import Block, Cell, Document, Inline, Note, Paragraph, Table
from retrowriter.formats.flow import paragraphs
from retrowriter.ui.text_objects import OBJECT, element_of, elements, insert_element

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

# So many characters at once are not looked through for references.
_MANY = 200

Notes = dict[str, tuple[Paragraph, ...]]


class NoteNumbers(QObject):
    """Numbers the notes of a document in the order of their references.

    Signals:
        changed: references came or went, so that others may have other numbers.
    """

    changed = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._numbers: dict[str, int] | None = None
        document.contentsChange.connect(self._on_contents_change)

    @property
    def names(self) -> list[str]:
        """The names of the notes that have a reference, in order."""
        return list(self._counted())

    def number(self, name: str) -> int:
        """The number of a note; 0 for one without a reference."""
        return self._counted().get(name, 0)

    def _counted(self) -> dict[str, int]:
        if self._numbers is None:
            self._numbers = {}
            for _place, element in elements(self._document):
                if isinstance(element, Note):
                    self._numbers.setdefault(element.name, len(self._numbers) + 1)
        return self._numbers

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        came = range(position, position + added)
        if not removed and added < _MANY and not any(self._document.characterAt(place) == OBJECT for place in came):
            return
        self._numbers = None
        self.changed.emit()


def insert(editor: "Editor", text: tuple[Paragraph, ...]) -> None:
    """Puts in a footnote with this text at the caret, or behind the selection."""
    if not editor.is_loaded:
        return
    name = _free_name(editor.apart.notes)
    cursor = editor.textCursor()
    cursor.setPosition(cursor.selectionEnd())
    notes = {**editor.apart.notes, name: text or (Paragraph(),)}
    with editor.undo_names.naming("Footnote"):
        cursor.beginEditBlock()
        insert_element(cursor, Note(name=name), editor.typing_format(cursor))
        editor.set_apart(msgspec.structs.replace(editor.apart, notes=notes), "Footnote")
        cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def change(editor: "Editor", name: str, text: tuple[Paragraph, ...]) -> None:
    """Gives a note another text."""
    notes = {**editor.apart.notes, name: text or (Paragraph(),)}
    editor.set_apart(msgspec.structs.replace(editor.apart, notes=notes), "Footnote")


def without_lost(document: Document) -> Document:
    """The document without the notes that nothing refers to any more."""
    if not document.notes:
        return document
    kept = set(_referred(paragraphs(document)))
    notes = {name: text for name, text in document.notes.items() if name in kept}
    return msgspec.structs.replace(document, notes=notes)


def of_blocks(blocks: tuple[Block, ...], notes: Notes) -> Notes:
    """The notes to which these blocks refer."""
    names = _referred(paragraphs(Document(blocks=blocks)))
    return {name: notes[name] for name in names if name in notes}


def taken_over(editor: "Editor", blocks: tuple[Block, ...], brought: Notes) -> tuple[Block, ...]:
    """Blocks that come from elsewhere, their notes among the document's own under names that are free.

    Call it inside an edit block: the notes come in the same step as the blocks.
    """
    if not any(True for _name in _referred(paragraphs(Document(blocks=blocks)))):
        return blocks
    notes = dict(editor.apart.notes)
    renamed: dict[str, str] = {}
    for name, text in brought.items():
        renamed[name] = _free_name(notes)
        notes[renamed[name]] = text

    def followed(item: Inline) -> Iterable[Inline]:
        if not isinstance(item, Note):
            return (item,)
        return (Note(name=renamed[item.name]),) if item.name in renamed else ()

    def in_paragraph(paragraph: Paragraph) -> Paragraph:
        content = tuple(made for item in paragraph.content for made in followed(item))
        return msgspec.structs.replace(paragraph, content=content)

    def changed(block: Block) -> Block:
        if isinstance(block, Table):
            return msgspec.structs.replace(block, rows=tuple(tuple(map(in_cell, row)) for row in block.rows))
        return in_paragraph(block) if isinstance(block, Paragraph) else block

    def in_cell(cell: Cell) -> Cell:
        return msgspec.structs.replace(cell, blocks=tuple(map(in_paragraph, cell.blocks)))

    editor.set_apart(msgspec.structs.replace(editor.apart, notes=notes), "Paste")
    return tuple(changed(block) for block in blocks)


def at(document: QTextDocument, place: int) -> str:
    """The name of the note whose reference stands beside a place in the text; "" for none."""
    for position in (place - 1, place):
        if document.characterAt(position) == OBJECT:
            cursor = QTextCursor(document)
            cursor.setPosition(position + 1)
            element = element_of(cursor.charFormat())
            if isinstance(element, Note):
                return element.name
    return ""


def behind(document: QTextDocument, place: int) -> str:
    """The name of the next note behind a place in the text, or of the first one; "" for none."""
    found = [(position, element.name) for position, element in elements(document) if isinstance(element, Note)]
    later = (name for position, name in found if position >= place)
    return next(later, found[0][1] if found else "")


def _referred(found: Iterable[Paragraph]) -> Iterable[str]:
    for paragraph in found:
        for item in paragraph.content:
            if isinstance(item, Note):
                yield item.name


def _free_name(notes: Notes) -> str:
    numbers = [int(name) for name in notes if name.isascii() and name.isdecimal()]
    return str(max(numbers, default=0) + 1)
