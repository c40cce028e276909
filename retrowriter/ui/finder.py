"""Finds and replaces text in an editor, by words and by looks."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextFragment

from retrowriter.errors import UserError
from retrowriter.text.search import Places, Query, Searcher
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import text_formats
from retrowriter.ui.editor import Editor

Direction = Literal["all", "down", "up"]
Span = tuple[int, int]

_PARAGRAPH = "\u2029"
# A turn is the replacing and the laying out that follows; the first is made as long as the second allows.
_TURN_SECONDS = 0.015
_SHORTEST, _LONGEST = 0.002, 0.01


@dataclass(frozen=True)
class Looks:
    """How text looks that is found, or how a replacement is to look; what is not said does not matter.

    Attributes:
        bold, italic, underline: it is, or becomes.
        style: name of the paragraph's style, to be found only.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    style: str = ""

    def __bool__(self) -> bool:
        return self != Looks()


@dataclass(frozen=True)
class Search:
    """A search, with what takes the place of what is found."""

    query: Query
    looks: Looks = field(default_factory=Looks)
    direction: Direction = "all"
    words: str = ""
    new_looks: Looks = field(default_factory=Looks)


class Finder:
    """Searches one editor; spans are positions in its document."""

    def __init__(self, editor: Editor, search: Search) -> None:
        """Prepares the search. Raises UserError as Searcher does."""
        self._editor = editor
        self._search = search
        # Looks alone can be looked for, too.
        self._searcher = Searcher(search.query) if search.query.what or not search.looks else None
        self.text = editor.document().toRawText().replace(_PARAGRAPH, "\n")
        self._places = Places(self.text)

    def next(self, start: int) -> Span | None:
        """The first hit from a position on. Raises UserError as Searcher.next."""
        return next((span for span, _match in self.hits(start)), None)

    def previous(self, end: int) -> Span | None:
        """The last hit that ends at a position or before. Raises UserError as Searcher.next."""
        if self._searcher is None:
            before = [span for span in self._spans_by_looks(0) if span[1] <= end]
            return before[-1] if before else None
        place = self._places.place(end)
        while (match := self._searcher.previous(self.text, place)) is not None:
            span = self._span(match)
            if self._has_looks(*span):
                return span
            place = match.end() - 1
        return None

    def hits(self, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, Any]]:
        """All hits between two positions with their matches. Raises UserError as Searcher.next."""
        if self._searcher is None:
            for span in self._spans_by_looks(start):
                if end is None or span[1] <= end:
                    yield span, None
            return
        limit = None if end is None else self._places.place(end)
        for match in self._searcher.all(self.text, self._places.place(start), limit):
            span = self._span(match)
            if self._has_looks(*span):
                yield span, match

    def hit_at(self, start: int, end: int) -> tuple[Span, Any] | None:
        """The hit that stands exactly there."""
        if start == end:
            return None
        if self._searcher is None:
            found = next(self._spans_by_looks(start), None)
            return ((start, end), None) if found == (start, end) else None
        match = self._searcher.matches(self.text, self._places.place(start), self._places.place(end))
        return ((start, end), match) if match is not None and self._has_looks(start, end) else None

    def replace(self, cursor: QTextCursor, match: Any) -> int:
        """Replaces what `cursor` has selected, a hit; the length of the new text. Raises UserError as Searcher."""
        search, editor = self._search, self._editor
        if self._searcher is None:
            # Looks without words: the words stay unless there are new ones.
            words = search.words or cursor.selectedText().replace(_PARAGRAPH, "\n")
        else:
            words = self._searcher.replacement(match, search.words)
        char_format = editor.typing_format(cursor)
        _apply(char_format, search.new_looks)
        if "\n" in words:
            cursor.removeSelectedText()
            bridge.insert_lines(cursor, words, char_format, cursor.blockFormat())
        else:
            cursor.insertText(words, char_format)
        return len(words.encode("utf-16-le")) // 2

    def _span(self, match: Any) -> Span:
        return self._places.units(match.start()), self._places.units(match.end())

    def _has_looks(self, start: int, end: int) -> bool:
        if not self._search.looks:
            return True
        block = self._editor.document().findBlock(start)
        while block.isValid() and block.position() < end:
            if not self._has_style(block):
                return False
            for fragment in text_formats.fragments(block):
                inside = fragment.position() < end and fragment.position() + fragment.length() > start
                if inside and not self._fits(fragment):
                    return False
            block = block.next()
        return True

    def _spans_by_looks(self, start: int) -> Iterator[Span]:
        block = self._editor.document().findBlock(start)
        while block.isValid():
            begun, ended = -1, -1
            for fragment in text_formats.fragments(block) if self._has_style(block) else ():
                first = max(start, fragment.position())
                last = fragment.position() + fragment.length()
                if last <= start or not self._fits(fragment):
                    continue
                if first != ended and begun >= 0:
                    yield begun, ended
                if first != ended:
                    begun = first
                ended = last
            if begun >= 0:
                yield begun, ended
            block = block.next()

    def _has_style(self, block: QTextBlock) -> bool:
        style = self._search.looks.style
        return not style or text_formats.style_of(block) == style

    def _fits(self, fragment: QTextFragment) -> bool:
        looks, found = self._search.looks, fragment.charFormat()
        return (
            (not looks.bold or found.fontWeight() >= QFont.Weight.DemiBold)
            and (not looks.italic or found.fontItalic())
            and (not looks.underline or found.fontUnderline())
        )


class Replacement(QObject):
    """Replaces all hits, a part in each turn of the event loop; all of it is one step of undo.

    Attributes:
        count: replacements made so far.

    Signals:
        progressed: how far it is, 0 to 1.
        ended: done or cancelled; a UserError when it could not go on, else None.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, editor: Editor, finder: Finder, start: int, end: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self._editor = editor
        self._finder = finder
        self._end = end
        self._hits: Iterator[tuple[Span, Any]] | None = finder.hits(start, end)
        self._cursor = QTextCursor(editor.document())
        self._grown = 0
        self._seconds = _LONGEST / 4
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> bool:
        """Begins; True when all was done at once (ended is emitted in both cases)."""
        self._on_timeout()
        if self._hits is None:
            return True
        self._timer.start()
        return False

    def cancel(self) -> None:
        """Stops; what has been replaced stays, and undo takes it back."""
        if self._hits is not None:
            self._finish(None)

    def _on_timeout(self) -> None:
        problem: UserError | None = None
        more = True
        begun = time.monotonic()
        joins = self.count > 0
        place = 0
        with self._editor.undo_names.naming("Replace All", joins):
            if joins:
                self._cursor.joinPreviousEditBlock()
            else:
                self._cursor.beginEditBlock()
            try:
                more, place = self._slice()
            except UserError as error:
                problem = error
            finally:
                self._cursor.endEditBlock()
        took = time.monotonic() - begun
        self._seconds = min(max(self._seconds * min(_TURN_SECONDS / took, 1.5), _SHORTEST), _LONGEST)
        if problem is not None or not more:
            self._finish(problem)
        else:
            self.progressed.emit(place / max(1, self._end))

    def _slice(self) -> tuple[bool, int]:
        assert self._hits is not None
        until = time.monotonic() + self._seconds
        place = 0
        while time.monotonic() < until:
            hit = next(self._hits, None)
            if hit is None:
                return False, place
            (start, place), match = hit
            self._cursor.setPosition(start + self._grown)
            self._cursor.setPosition(place + self._grown, QTextCursor.MoveMode.KeepAnchor)
            self._grown += self._finder.replace(self._cursor, match) - (place - start)
            self.count += 1
        return True, place

    def _finish(self, problem: UserError | None) -> None:
        self._timer.stop()
        self._hits = None
        self.ended.emit(problem)


def _apply(char_format: QTextCharFormat, looks: Looks) -> None:
    if looks.bold:
        char_format.setFontWeight(QFont.Weight.Bold)
    if looks.italic:
        char_format.setFontItalic(True)
    if looks.underline:
        char_format.setFontUnderline(True)
