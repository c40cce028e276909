"""Where pages begin in continuous text: Normal view counts pages without laying them out.

The text is walked in slices between events, as programs of the time did it; what a change left as it was is taken over.
"""

import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument, QTextFormat, QTextLine

from retrowriter.ui import table_formats

_SLICE_S = 0.005
_WAIT_MS = 150
_DPI = 96
_FIXED = (QTextBlockFormat.LineHeightTypes.FixedHeight.value, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)


@dataclass(frozen=True)
class PageStart:
    """Where a page begins.

    Attributes:
        position: of its first character; y: of its first line in the document, in pixels.
        is_hard: somebody put a page break there.
    """

    position: int
    y: float
    is_hard: bool = False


class PageBreaks(QObject):
    """The beginnings of the pages of one document that is laid out without pages.

    Signals:
        found: there are other beginnings than before.
    """

    found = Signal()

    def __init__(
        self, document: QTextDocument, room: Callable[[], tuple[float, float]], parent: QObject | None = None
    ) -> None:
        """`room`: where the text begins, and how much of a page's height it has, in pixels."""
        super().__init__(parent)
        self._document = document
        self._room = room
        self._starts = [PageStart(0, 0.0)]
        self._behind: list[PageStart] = []
        self._next: int | None = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._is_on = False

    @property
    def starts(self) -> list[PageStart]:
        """What is found so far."""
        return self._starts

    def switch(self, on: bool) -> None:
        """Begins anew, or stops."""
        if self._is_on != on:
            self._is_on = on
            if on:
                self._document.contentsChange.connect(self._on_contents_change)
            else:
                self._document.contentsChange.disconnect(self._on_contents_change)
        self._starts, self._behind, self._next = [PageStart(0, self._room()[0])], [], 0
        if on:
            self._timer.start(0)
        else:
            self._timer.stop()

    def page_at(self, y: float) -> int:
        """The page (from 0) at a height of the document."""
        self._find_until(lambda: self._starts[-1].y > y)
        return max(0, bisect_right(self._starts, y, key=lambda start: start.y) - 1)

    def top(self, page: int) -> float:
        """Where a page begins; where the last one does, for more."""
        self._find_until(lambda: len(self._starts) > page)
        return self._starts[min(page, len(self._starts) - 1)].y

    def count(self) -> int:
        """How many pages there are."""
        self._find_until(lambda: False)
        return len(self._starts)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        # Another letter may change the lines of its whole paragraph, and whether that fits the page before.
        first = self._document.findBlock(position).position()
        kept = max(1, bisect_right(self._starts, first - 1, key=lambda start: start.position))
        # During a walk, what lies between what it has found and what is behind is not known.
        behind = self._starts[kept:] if self._next is None else self._behind
        self._behind = [
            PageStart(each.position + added - removed, each.y, each.is_hard)
            for each in behind
            if each.position > position + removed
        ]
        del self._starts[kept:]
        self._next = self._starts[-1].position
        self._timer.start(_WAIT_MS)

    def _on_timeout(self) -> None:
        end = time.perf_counter() + _SLICE_S
        self._find_until(lambda: time.perf_counter() > end)
        if self._next is not None:
            self._timer.start(0)

    def _find_until(self, enough: Callable[[], bool]) -> None:
        if self._next is None:
            return
        before = len(self._starts)
        block, layout, height = self._document.findBlock(self._next), self._document.documentLayout(), self._room()[1]
        while block.isValid():
            if enough():
                self._next = block.position()
                break
            rect = layout.blockBoundingRect(block)
            if _is_broken(block) and block.position() > self._starts[-1].position:
                # Behind a page break the space in front of a paragraph stays.
                above = block.blockFormat().topMargin() * _scale(block)
                self._add(PageStart(block.position(), rect.top() - above, True))
            if rect.bottom() > self._starts[-1].y + height:
                self._add_lines(block, rect.top(), height)
            block = block.next()
            if self._behind and self._take_over():
                self._next = None
                break
        else:
            self._next = None
        if len(self._starts) != before or self._next is None:
            self.found.emit()

    def _add(self, start: PageStart) -> None:
        self._starts.append(start)
        while self._behind and self._behind[0].position < start.position:
            del self._behind[0]

    def _add_lines(self, block: QTextBlock, top: float, height: float) -> None:
        layout, inset = block.layout(), _inset(block)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            y = top + line.y()
            # The cells of a row stand beside one another: what is above the page's beginning begins none.
            if y > self._starts[-1].y and y + _line_height(line, block) > self._starts[-1].y + height - inset:
                self._add(PageStart(block.position() + line.textStart(), y - inset))

    def _take_over(self) -> bool:
        """Whether a page begins where one began before: what is behind it has only moved."""
        last, known = self._starts[-1], self._behind[0]
        if (last.position, last.is_hard) != (known.position, known.is_hard):
            return False
        moved = last.y - known.y
        self._starts.extend(PageStart(each.position, each.y + moved, each.is_hard) for each in self._behind[1:])
        self._behind.clear()
        return True


def _is_broken(block: QTextBlock) -> bool:
    return bool(block.blockFormat().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)


def _line_height(line: QTextLine, block: QTextBlock) -> float:
    """The room that a line needs at the foot of a page, as Qt has it."""
    block_format = block.blockFormat()
    if block_format.lineHeightType() not in _FIXED:
        return line.height()
    return block_format.lineHeight(line.height(), _scale(block))


def _inset(block: QTextBlock) -> float:
    """What the line and the padding of a cell take at the head and the foot of a page."""
    table = table_formats.table_of(block)
    if table is None:
        return 0.0
    cell = table.cellAt(block.position()).format().toTableCellFormat()
    return (table.format().border() + cell.topPadding()) * _scale(block)


def _scale(block: QTextBlock) -> float:
    """Pixels for one of a format, which the zoom makes more or fewer."""
    device = block.document().documentLayout().paintDevice()
    return device.logicalDpiY() / _DPI if device is not None else 1.0
