"""Going to pages, lines and the places of the last edits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

_EDITS = 4
# Edits closer together than this are one place.
_NEAR = 60


def go_to_page(editor: "Editor", number: int) -> None:
    """Puts the caret at the beginning of a page, counted as the status bar does; the last one for more."""
    document = editor.document()
    index = min(max(number - editor.page.first_page, 0), editor.page_count() - 1)
    across = editor.paper(0).left() + editor.horizontalScrollBar().value() + editor.page.left * editor.scale
    place = document.documentLayout().hitTest(QPointF(across, editor.text_top(index) + 1), Qt.HitTestAccuracy.FuzzyHit)
    _go(editor, max(place, 0))


def page_of(editor: "Editor") -> int:
    """The page with the caret, counted as the status bar does."""
    top = editor.cursorRect().top() + editor.verticalScrollBar().value()
    return editor.page_at(top) + editor.page.first_page


def go_to_line(editor: "Editor", number: int) -> None:
    """Puts the caret at the beginning of a line, counted from the beginning of the document."""
    document = editor.document()
    # Only what is laid out has lines.
    document.pageCount()
    wanted = max(number, 1) - 1
    block, count = document.begin(), 0
    while block.next().isValid() and count + block.layout().lineCount() <= wanted:
        count += block.layout().lineCount()
        block = block.next()
    line = block.layout().lineAt(min(wanted - count, block.layout().lineCount() - 1))
    _go(editor, block.position() + (line.textStart() if line.isValid() else 0))


def line_of(editor: "Editor") -> int:
    """The line with the caret, counted from the beginning of the document."""
    editor.document().pageCount()
    cursor = editor.textCursor()
    count, block = 0, editor.document().begin()
    while block.isValid() and block != cursor.block():
        count += block.layout().lineCount()
        block = block.next()
    line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
    return count + (line.lineNumber() if line.isValid() else 0) + 1


class EditPlaces(QObject):
    """Where a document was edited last. What the model writes elsewhere is no edit."""

    def __init__(self, document: QTextDocument, editor: Callable[[], "Editor"]) -> None:
        """`editor`: in which the document is edited just now."""
        super().__init__(document)
        self._active = editor
        self._places: list[QTextCursor] = []
        self._next = 0
        document.contentsChange.connect(self._on_contents_change)

    def go_back(self) -> None:
        """Puts the caret at the last place; asked again, at the one before, and round."""
        if not self._places:
            return
        here = self._active().textCursor().position()
        if self._next == 0 and self._places[0].position() == here and len(self._places) > 1:
            self._next = 1
        _go(self._active(), self._places[self._next % len(self._places)].position())
        self._next = (self._next + 1) % len(self._places)

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        caret = self._active().textCursor().position()
        if not self._active().is_loaded or caret not in (position, position + added):
            return
        self._next = 0
        self._places = [each for each in self._places if abs(each.position() - caret) > _NEAR][: _EDITS - 1]
        place = QTextCursor(self._active().document())
        place.setPosition(caret)
        place.setKeepPositionOnInsert(False)
        self._places.insert(0, place)


def _go(editor: "Editor", position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
