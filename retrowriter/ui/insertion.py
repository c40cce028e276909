"""Brings what the model writes into a document, at a place of its own while the writer types anywhere.

Pieces are put in at most 30 times a second. As long as nobody else changes the document, all of them are one step of
undo; after a change by the writer the next piece begins a new step, so that undo never takes back both at once.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from retrowriter.text.tidy import LineJoiner
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import text_formats
from retrowriter.ui.editor import Editor
from retrowriter.ui.table_formats import has_own_mark

FLUSH_MS = 33
UNDO_NAME = "Writing"


class Insertion(QObject):
    """One generation on its way into a document.

    Attributes:
        generation: its number in the document.
        text: all that has been put in so far.

    Signals:
        flushed: text was put in; the length of it.
    """

    flushed = Signal(int)

    def __init__(
        self,
        editor: Editor,
        position: int,
        generation: int,
        char_format: QTextCharFormat,
        block_format: QTextBlockFormat,
        joiner: LineJoiner | None = None,
        joins: bool = False,
    ) -> None:
        """Prepares to insert at `position`.

        Args:
            editor: the document's editor.
            position: where; later edits in front of it move it along.
            generation: number for the origin of the text.
            char_format, block_format: of the text, and of the paragraphs that it begins.
            joiner: makes paragraphs out of lines for proportional type; None keeps lines as they are laid out.
            joins: the last step on the undo stack prepared this one and is taken back with it.
        """
        super().__init__(editor.document())
        self._editor = editor
        self._document = editor.document()
        self._cursor = QTextCursor(self._document)
        self._cursor.setPosition(position)
        self.generation = generation
        self.text = ""
        self._char_format = QTextCharFormat(char_format)
        text_formats.set_origin(self._char_format, "model", generation)
        self._block_format = text_formats.following(block_format)
        self._joiner = joiner
        self._pending: list[str] = []
        self._line_feeds = 0
        self._flushing = False
        self._joins = joins
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self._document.contentsChange.connect(self._on_contents_change)

    def follow_in(self, editor: Editor) -> None:
        """Another editor of the document goes along with the text from now on."""
        self._editor = editor

    @property
    def position(self) -> int:
        """Where the next piece goes."""
        return self._cursor.position()

    def add(self, piece: str) -> None:
        """Takes a piece of text; it appears with the next flush."""
        self._pending.append(piece)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Puts in what has arrived."""
        self._timer.stop()
        piece = "".join(self._pending)
        self._pending.clear()
        if self._joiner is not None:
            piece = self._joiner.feed(piece)
        self._insert(piece)

    def finish(self) -> None:
        """Puts in the rest. Line feeds at the very end are left away: they would be empty paragraphs."""
        self.flush()
        if self._joiner is not None:
            self._insert(self._joiner.flush())
        self._timer.stop()
        self._document.contentsChange.disconnect(self._on_contents_change)

    def _insert(self, piece: str) -> None:
        piece = "\n" * self._line_feeds + piece.replace("\r", "").replace("\0", "")
        kept = piece.rstrip("\n")
        self._line_feeds = len(piece) - len(kept)
        if not kept:
            return
        follows = self._follows()
        self._flushing = True
        with self._editor.undo_names.naming(UNDO_NAME, self._joins):
            if self._joins:
                self._cursor.joinPreviousEditBlock()
            else:
                self._cursor.beginEditBlock()
            bridge.insert_lines(self._cursor, kept, self._char_format, self._block_format)
            self._cursor.endEditBlock()
        self._flushing = False
        self._joins = True
        self.text += kept
        if follows:
            self._editor.ensureCursorVisible()
        self.flushed.emit(len(kept))

    def _follows(self) -> bool:
        """The view goes along only when the writer's caret is here and he has not scrolled away from it."""
        if self._editor.textCursor().position() != self._cursor.position():
            return False
        return self._editor.viewport().rect().intersects(self._editor.cursorRect())

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._flushing:
            return
        self._joins = False
        here = self._cursor.position()
        if removed and added and self.text and position < here <= position + added:
            # What is written so far has another format by now, perhaps another style: the rest goes on in it.
            self._char_format = QTextCharFormat(self._cursor.charFormat())
            text_formats.set_origin(self._char_format, "model", self.generation)
            self._block_format = text_formats.following(self._cursor.blockFormat())


def written_spans(document: QTextDocument, generation: int) -> list[tuple[int, int]]:
    """Where the unedited text of a generation stands: (start, end) of each piece, in order."""
    spans: list[tuple[int, int]] = []

    def add(start: int, end: int) -> None:
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))

    block = document.begin()
    while block.isValid():
        if has_own_mark(block) and _is_written(block.charFormat(), generation):
            # The paragraph mark in front of a block has the block's format.
            add(block.position() - 1, block.position())
        for fragment in text_formats.fragments(block):
            if _is_written(fragment.charFormat(), generation):
                add(fragment.position(), fragment.position() + fragment.length())
        block = block.next()
    return spans


def remove_written(editor: Editor, generation: int) -> int:
    """Removes the unedited text of a generation in one undo step.

    Returns:
        How many characters were removed.
    """
    spans = written_spans(editor.document(), generation)
    if not spans:
        return 0
    cursor = QTextCursor(editor.document())
    with editor.undo_names.naming("Remove What Was Written"):
        cursor.beginEditBlock()
        for start, end in reversed(spans):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        cursor.endEditBlock()
    return sum(end - start for start, end in spans)


def _is_written(char_format: QTextCharFormat, generation: int) -> bool:
    return text_formats.generation_of(char_format) == generation and text_formats.origin_of(char_format) == "model"
