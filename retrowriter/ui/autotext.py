"""AutoText: pieces of text with their formats, kept under names."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QTextCursor

from retrowriter import settings as table
from retrowriter.document.model import Block, Document, Paragraph, Run, plain_text
from retrowriter.settings import Settings
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import pictures

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

NAME = "AutoText"

_LONGEST_NAME = 64


class AutoText:
    """The entries of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def texts(self) -> dict[str, str]:
        """The entries as plain text, by name."""
        return {name: plain_text(Document(blocks=blocks)) for name, blocks in self._entries().items()}

    def add(self, editor: "Editor", name: str) -> None:
        """Keeps the selection under a name. Who wrote it is not kept: from here it is a person's own."""
        cursor = editor.textCursor()
        blocks = bridge.selected_blocks(cursor, editor.sheet)
        # The files of pictures belong to a document.
        kept = pictures.renamed(blocks, lambda _name: "")
        self._keep({**self._entries(), name: tuple(_own(block) for block in kept)})

    def delete(self, name: str) -> None:
        """Deletes an entry."""
        entries = self._entries()
        entries.pop(name, None)
        self._keep(entries)

    def insert(self, editor: "Editor", name: str) -> None:
        """Puts an entry in at the caret."""
        self._insert(editor, editor.textCursor(), self._entries()[name])

    def expand(self, editor: "Editor") -> bool:
        """Puts in the entry whose name stands in front of the caret, or is selected; False when there is none."""
        entries, cursor = self._entries(), editor.textCursor()
        by_name = {name.casefold(): name for name in entries}
        if not cursor.hasSelection():
            position = cursor.positionInBlock()
            before = cursor.block().text()[max(0, position - _LONGEST_NAME) : position]
            starts = [at for at in range(len(before)) if at == 0 or not before[at - 1].isalnum()]
            found = next((before[at:] for at in starts if before[at:].casefold() in by_name), "")
            if not found:
                return False
            cursor.setPosition(cursor.position() - len(found), QTextCursor.MoveMode.KeepAnchor)
        name = by_name.get(cursor.selectedText().casefold())
        if name is None:
            return False
        self._insert(editor, cursor, entries[name])
        return True

    def _insert(self, editor: "Editor", cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
        with editor.undo_names.naming(NAME):
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            bridge.insert_blocks(cursor, blocks, editor.sheet)
            cursor.endEditBlock()
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()

    def _entries(self) -> dict[str, tuple[Block, ...]]:
        try:
            return msgspec.convert(self._settings.get(table.AUTO_TEXT), dict[str, tuple[Block, ...]])
        except msgspec.ValidationError:
            return {}

    def _keep(self, entries: dict[str, tuple[Block, ...]]) -> None:
        self._settings.set(table.AUTO_TEXT, msgspec.to_builtins(entries))


def _own(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    content = tuple(
        msgspec.structs.replace(item, origin="person", generation=0) if isinstance(item, Run) else item
        for item in block.content
    )
    return msgspec.structs.replace(block, content=content)
