"""Ways to select of 1995: extend mode (F8), lines by a click in the margin, a sentence by Ctrl and a click."""

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from retrowriter.ui.page_view import PageView
from retrowriter.ui.theme.cursors import margin_arrow

_MOVES: dict[Qt.Key, tuple[QTextCursor.MoveOperation, QTextCursor.MoveOperation]] = {
    Qt.Key.Key_Left: (QTextCursor.MoveOperation.Left, QTextCursor.MoveOperation.WordLeft),
    Qt.Key.Key_Right: (QTextCursor.MoveOperation.Right, QTextCursor.MoveOperation.WordRight),
    Qt.Key.Key_Up: (QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.PreviousBlock),
    Qt.Key.Key_Down: (QTextCursor.MoveOperation.Down, QTextCursor.MoveOperation.NextBlock),
    Qt.Key.Key_Home: (QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveOperation.Start),
    Qt.Key.Key_End: (QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveOperation.End),
}
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Extension(QObject):
    """Extend mode: while it is on, every movement of the caret extends the selection.

    Signals:
        changed: it came (True) or went (False).
    """

    changed = Signal(bool)

    def __init__(self, editor: PageView) -> None:
        super().__init__(editor)
        self._editor = editor
        self._step = 0

    @property
    def on(self) -> bool:
        """Whether movements extend the selection."""
        return self._step > 0

    def press(self) -> None:
        """F8: first the mode, then the word, the sentence, the paragraph, everything."""
        self._step = min(self._step + 1, 5)
        cursor = self._editor.textCursor()
        if self._step == 2:
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        elif self._step == 3:
            select(cursor, *sentence_at(cursor.block(), cursor.selectionStart()))
        elif self._step == 4:
            block = self._editor.document().findBlock(cursor.selectionStart())
            select(cursor, *paragraph_at(block))
        elif self._step == 5:
            cursor.select(QTextCursor.SelectionType.Document)
        self._editor.setTextCursor(cursor)
        self.changed.emit(True)

    def end(self) -> None:
        """Back to ordinary movements; what is selected stays."""
        if self.on:
            self._step = 0
            self.changed.emit(False)

    def key(self, event: QKeyEvent) -> bool:
        """Takes a key while the mode is on. Returns whether nothing else is to be done with it."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        cursor = self._editor.textCursor()
        moves = _MOVES.get(Qt.Key(event.key()))
        if moves is not None:
            by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            cursor.movePosition(moves[by_word], _KEEP)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return False
        elif event.text() and (event.text().isprintable() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            # A letter extends to where it is next.
            wanted = event.text() if event.text().isprintable() else "\u2029"
            _extend_to(cursor, wanted)
        else:
            # Whatever changes the text ends the mode.
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.end()
            return False
        self._editor.setTextCursor(cursor)
        return True


class MarginSelection:
    """Selecting with the mouse in the margin at the left of the text."""

    def __init__(self, editor: PageView) -> None:
        self._editor = editor
        self._clock = QElapsedTimer()
        self._clicks = 0
        self._place = QPoint()
        self._anchor: tuple[int, int] | None = None

    def contains(self, position: QPoint) -> bool:
        """Whether a place in the viewport is in the margin."""
        editor = self._editor
        paper = editor.paper(0)
        edge = paper.left() + editor.page.left * editor.scale - 3
        return paper.left() <= position.x() < edge

    def press(self, position: QPoint, everything: bool = False) -> None:
        """A click: the line; a second one: the paragraph; a third, or one with Ctrl: the whole document."""
        again = (
            self._clock.isValid()
            and self._clock.elapsed() < QApplication.doubleClickInterval()
            and (position - self._place).manhattanLength() <= QApplication.startDragDistance()
        )
        self._clicks = min(self._clicks + 1, 3) if again else 1
        self._clock.start()
        self._place = position
        cursor = self._editor.cursorForPosition(position)
        if everything or self._clicks == 3:
            cursor.select(QTextCursor.SelectionType.Document)
        elif self._clicks == 2:
            select(cursor, *paragraph_at(cursor.block()))
        else:
            select(cursor, *_line_at(cursor))
        self._anchor = (cursor.selectionStart(), cursor.selectionEnd())
        self._editor.setTextCursor(cursor)

    def move(self, position: QPoint) -> bool:
        """Drags the selection over more lines. Returns whether one was begun in the margin."""
        if self._anchor is None:
            return False
        cursor = self._editor.cursorForPosition(position)
        start, end = _line_at(cursor)
        first, last = self._anchor
        if start < first:
            cursor.setPosition(last)
            cursor.setPosition(start, _KEEP)
        else:
            cursor.setPosition(first)
            cursor.setPosition(max(end, last), _KEEP)
        self._editor.setTextCursor(cursor)
        return True

    def release(self) -> bool:
        """Ends it. Returns whether one was begun in the margin."""
        begun, self._anchor = self._anchor is not None, None
        return begun


class SelectingView(PageView):
    """Pages in which all ways to select work.

    Signals:
        selection_made: the mouse made a selection.
    """

    selection_made = Signal()

    def __init__(self, parent: QWidget | None = None, beside: PageView | None = None) -> None:
        super().__init__(parent, beside)
        self.extension = Extension(self)
        self._margin = MarginSelection(self)
        self._pointer = QCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)

    def set_pointer(self, pointer: QCursor | None) -> None:
        """Sets the pointer over the text; None = as usual."""
        self._pointer = pointer or QCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setCursor(self._pointer)

    def toggle_extension(self) -> None:
        """Switches extend mode."""
        if self.extension.on:
            self.extension.end()
        else:
            self.extension.press()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lines in the margin, sentences with Ctrl, and the rest as usual."""
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if self._margin.contains(place):
                self._margin.press(place, everything=control)
                return
            if control or self.extension.on:
                cursor = self.textCursor()
                clicked = self.cursorForPosition(place)
                if control:
                    select(cursor, *sentence_at(clicked.block(), clicked.position()))
                else:
                    cursor.setPosition(clicked.position(), _KEEP)
                self.setTextCursor(cursor)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click in the margin takes the paragraph; elsewhere it takes the word."""
        if event.button() == Qt.MouseButton.LeftButton and self._margin.contains(event.position().toPoint()):
            self._margin.press(event.position().toPoint())
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags a selection that was begun in the margin, where the pointer is the leaning arrow."""
        place = event.position().toPoint()
        if not self._margin.move(place):
            super().mouseMoveEvent(event)
            if not event.buttons():
                self.viewport().setCursor(margin_arrow() if self._margin.contains(place) else self._pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a selection."""
        if not self._margin.release():
            super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.selection_made.emit()


def select(cursor: QTextCursor, start: int, end: int) -> None:
    """Selects between two positions, the caret at the end."""
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)


def sentence_at(block: QTextBlock, position: int) -> tuple[int, int]:
    """Where the sentence at a position of the document begins and ends, blanks behind it included."""
    text = block.text()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    place = min(position - block.position(), len(text))
    finder.setPosition(place)
    start = place if finder.isAtBoundary() and place < len(text) else finder.toPreviousBoundary()
    finder.setPosition(max(start, 0))
    end = finder.toNextBoundary()
    return block.position() + max(start, 0), block.position() + (end if end >= 0 else len(text))


def paragraph_at(block: QTextBlock) -> tuple[int, int]:
    """Where a paragraph begins and ends, its mark included where another follows."""
    end = block.position() + block.length()
    return block.position(), end if block.next().isValid() else end - 1


def _line_at(cursor: QTextCursor) -> tuple[int, int]:
    block = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    if not line.isValid():
        return paragraph_at(block)
    start = block.position() + line.textStart()
    if line.lineNumber() == block.layout().lineCount() - 1:
        return start, paragraph_at(block)[1]
    return start, start + line.textLength()


def _extend_to(cursor: QTextCursor, wanted: str) -> None:
    document = cursor.document()
    position = cursor.position()
    last = document.characterCount() - 1
    while position < last:
        position += 1
        if document.characterAt(position - 1) == wanted:
            cursor.setPosition(position, _KEEP)
            return
