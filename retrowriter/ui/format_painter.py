"""The Format Painter: takes the format of one place and gives it to the next selection."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrowriter.document.model import CharFormat, ParagraphFormat
from retrowriter.ui import formatting, text_formats
from retrowriter.ui.text_formats import ListPlace

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor


class FormatPainter(QObject):
    """Holds a format. A paragraph's own format goes along when a whole paragraph was selected.

    Signals:
        active_changed: it waits for a selection, or does no longer.
    """

    active_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._character: CharFormat | None = None
        self._paragraph: tuple[str, ParagraphFormat, ListPlace] | None = None
        self._waits = False
        self._stays = False

    @property
    def active(self) -> bool:
        """Whether the next selection is painted."""
        return self._waits

    def take(self, editor: "Editor") -> None:
        """Takes the format at the caret or of the selection."""
        self._character = formatting.character(editor)
        cursor, block = editor.textCursor(), formatting.first_block(editor)
        self._paragraph = None
        if cursor.selectionEnd() >= block.position() + block.length():
            block_format = block.blockFormat()
            own, place = text_formats.paragraph_format_of(block_format), text_formats.list_of(block_format)
            self._paragraph = (text_formats.style_of(block), own, ListPlace(place.kind, place.level, 0, place.look))

    def begin(self, editor: "Editor", stays: bool = False) -> None:
        """Takes the format and waits for a selection; `stays`: for every selection until end()."""
        self.take(editor)
        self._waits, self._stays = True, stays
        self.active_changed.emit(True)

    def end(self) -> None:
        """Waits no longer."""
        if self._waits:
            self._waits = self._stays = False
            self.active_changed.emit(False)

    def on_selection(self, editor: "Editor") -> None:
        """The mouse made a selection, or a click, which means the word there."""
        if not self._waits:
            return
        cursor = editor.textCursor()
        if not cursor.hasSelection():
            cursor.select(cursor.SelectionType.WordUnderCursor)
            editor.setTextCursor(cursor)
        self.paint(editor)
        if not self._stays:
            self.end()

    def paint(self, editor: "Editor") -> None:
        """Gives the format to the selection."""
        wanted = self._character
        if wanted is None:
            return
        cursor = editor.textCursor()
        with editor.undo_names.naming("Format Painter"):
            cursor.beginEditBlock()
            if self._paragraph is not None:
                style, own, place = self._paragraph
                formatting.apply_style(editor, style)
                made = editor.sheet.block(style, own, place)
                formatting.set_blocks(editor, "Format Painter", formatting.selected_blocks(editor), lambda _block: made)
            if editor.textCursor().hasSelection():
                formatting.change_characters(editor, "Format Painter", lambda _shown, _base: wanted)
            cursor.endEditBlock()
