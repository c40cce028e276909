"""Between the document as data and the QTextDocument that the editor shows.

An element that this view does not show yet stands in the text as one object character and carries all of itself in its
format, so that opening and saving loses nothing.
"""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from retrowriter.document.model import (
    Block,
    Break,
    CharFormat,
    Document,
    Inline,
    Paragraph,
    Run,
    Table,
)
from retrowriter.ui.text_formats import (
    ListPlace,
    Sheet,
    char_format_of,
    fragments,
    generation_of,
    list_of,
    origin_of,
    paragraph_format_of,
    style_of,
)
from retrowriter.ui.text_objects import OBJECT, Element, element_of, set_element

_SLICE_BLOCKS = 24
_AT_ONCE = 60


class Loader(QObject):
    """Fills an empty QTextDocument with a Document: a small one at once, a long one in slices between events.

    Signals:
        finished: all is there.
    """

    finished = Signal()

    def __init__(self, target: QTextDocument, document: Document, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self._sheet = sheet
        self._blocks = _with_marks(document.blocks)
        self._page_break = False
        self._first = True
        self._cursor = QTextCursor(target)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> bool:
        """Loads the first slice; True when that was all (finished is emitted in both cases)."""
        self._target.setUndoRedoEnabled(False)
        if self._slice(_AT_ONCE):
            self._end()
            return True
        self._timer.start()
        return False

    def _on_timeout(self) -> None:
        if self._slice(_SLICE_BLOCKS):
            self._timer.stop()
            self._end()

    def _slice(self, count: int) -> bool:
        self._cursor.beginEditBlock()
        try:
            for _ in range(count):
                block, mark = next(self._blocks, (None, None))
                if block is None:
                    return True
                self._add(block, mark)
        finally:
            self._cursor.endEditBlock()
        return False

    def _end(self) -> None:
        if self._page_break:
            self._add(Paragraph())
        self._target.setUndoRedoEnabled(True)
        self._target.setModified(False)
        self.finished.emit()

    def _add(self, block: Block, mark: Run | None = None) -> None:
        if isinstance(block, Break) and block.kind == "page" and not self._page_break:
            self._page_break = True
            return
        paragraph = block if isinstance(block, Paragraph) else Paragraph()
        block_format = paragraph_block(paragraph, self._sheet)
        if self._page_break:
            block_format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            self._page_break = False
        style = paragraph.style
        end = run_format(mark, style, self._sheet) if mark is not None else self._sheet.char(style)
        if self._first:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(end)
            self._first = False
        else:
            self._cursor.insertBlock(block_format, end)
        insert_content(self._cursor, block, self._sheet)


def insert_lines(cursor: QTextCursor, text: str, char_format: QTextCharFormat, block_format: QTextBlockFormat) -> None:
    """Inserts text at the cursor; each line feed begins a paragraph in `block_format`."""
    for number, line in enumerate(text.split("\n")):
        if number:
            cursor.insertBlock(block_format, char_format)
        if line:
            cursor.insertText(line, char_format)


def insert_blocks(cursor: QTextCursor, blocks: tuple[Block, ...], sheet: Sheet) -> None:
    """Inserts blocks at the cursor: the first joins the paragraph there, each further one begins a paragraph."""
    for number, block in enumerate(blocks):
        style = block.style if isinstance(block, Paragraph) else "Normal"
        if number:
            paragraph = block if isinstance(block, Paragraph) else Paragraph()
            cursor.insertBlock(paragraph_block(paragraph, sheet), sheet.char(style))
        insert_content(cursor, block, sheet)


def insert_content(cursor: QTextCursor, block: Block, sheet: Sheet) -> None:
    """Inserts what is in a block at the cursor, in its own formats."""
    if not isinstance(block, Paragraph):
        cursor.insertText(OBJECT, _element_format(block, "Normal", sheet))
        return
    for item in block.content:
        if isinstance(item, Run):
            cursor.insertText(item.text, run_format(item, block.style, sheet))
        else:
            cursor.insertText(OBJECT, _element_format(item, block.style, sheet))


def paragraph_block(paragraph: Paragraph, sheet: Sheet) -> QTextBlockFormat:
    """The format of a paragraph."""
    place = ListPlace(paragraph.list, paragraph.list_level, paragraph.list_start, paragraph.list_look)
    return sheet.block(paragraph.style, paragraph.format, place)


def run_format(run: Run, style: str, sheet: Sheet) -> QTextCharFormat:
    """The format of a run in a paragraph of that style."""
    return sheet.char(style, run.format, run.origin, run.generation, run.link)


def blocks_of(document: QTextDocument, sheet: Sheet) -> tuple[Block, ...]:
    """The body of what the editor shows, as data."""
    return tuple(_blocks(document.begin(), sheet))


def lines_of(document: QTextDocument, sheet: Sheet, first: int, count: int) -> tuple[tuple[Block, ...], ...]:
    """What `count` of the editor's paragraphs are, from number `first` on; all of them together are blocks_of()."""
    lines: list[tuple[Block, ...]] = []
    block = document.findBlockByNumber(first)
    while block.isValid() and len(lines) < count:
        lines.append(tuple(_line(block, sheet)))
        block = block.next()
    return tuple(lines)


def blocks_between(document: QTextDocument, sheet: Sheet, start: int, end: int) -> tuple[Block, ...]:
    """The body between two positions: parts of the first and the last paragraph, whole ones between them."""
    result: list[Block] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        result.append(_paragraph(block, sheet, start, end))
        block = block.next()
    return tuple(result)


def generation_at(document: QTextDocument, index: int) -> int:
    """The number of the generation that wrote the character at `index`, paragraph marks included; 0 = none."""
    if not 0 <= index < document.characterCount() - 1:
        return 0
    block = document.findBlock(index)
    if index == block.position() + block.length() - 1:
        # A paragraph mark has the format of the block behind it.
        return generation_of(block.next().charFormat())
    cursor = QTextCursor(document)
    cursor.setPosition(index + 1)
    return generation_of(cursor.charFormat())


def _with_marks(blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Run | None]]:
    """Each block with the run from which its paragraph mark has its format and origin.

    Files say nothing of marks: they are like the last run, and an empty paragraph between two that one generation wrote
    is its work too.
    """
    behind: list[Run | None] = []
    following: Run | None = None
    for block in reversed(blocks):
        behind.append(following)
        if not isinstance(block, Paragraph):
            following = None
        elif block.content:
            following = _run(block.content[0])
    before: Run | None = None
    for block, after in zip(blocks, reversed(behind), strict=True):
        if not isinstance(block, Paragraph):
            before = None
        elif block.content:
            before = _run(block.content[-1])
        if isinstance(block, Paragraph) and (block.content or _same_generation(before, after)):
            yield block, before
        else:
            yield block, None


def _same_generation(before: Run | None, after: Run | None) -> bool:
    if before is None or after is None or before.origin != "model":
        return False
    return (before.origin, before.generation) == (after.origin, after.generation)


def _run(item: Inline) -> Run | None:
    return item if isinstance(item, Run) else None


def _element_format(element: Inline | Table | Break, style: str, sheet: Sheet) -> QTextCharFormat:
    char_format = sheet.char(style)
    set_element(char_format, element)
    return char_format


def _blocks(block: QTextBlock, sheet: Sheet) -> Iterator[Block]:
    while block.isValid():
        yield from _line(block, sheet)
        block = block.next()


def _line(block: QTextBlock, sheet: Sheet) -> Iterator[Block]:
    block_format = block.blockFormat()
    paragraph = _paragraph(block, sheet, 0, block.document().characterCount())
    broken = bool(block_format.pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    if broken and not paragraph.format.page_break_before:
        yield Break()
    element = _lone_element(block)
    if isinstance(element, Table | Break):
        yield element
    else:
        yield paragraph


def _paragraph(block: QTextBlock, sheet: Sheet, start: int, end: int) -> Paragraph:
    name = style_of(block)
    base = sheet.style(name)
    content: list[Inline] = []
    for fragment in fragments(block):
        first, last = max(start, fragment.position()), min(end, fragment.position() + fragment.length())
        if first >= last:
            continue
        text = _characters(fragment.text(), first - fragment.position(), last - fragment.position())
        content.extend(_inlines(text, fragment.charFormat(), base.char))
    place = list_of(block.blockFormat())
    return Paragraph(
        content=_joined(content),
        style=name,
        format=paragraph_format_of(block.blockFormat()),
        list=place.kind,
        list_level=place.level,
        list_start=place.start,
        list_look=place.look,
    )


def _inlines(text: str, char_format: QTextCharFormat, base: CharFormat) -> Iterator[Inline]:
    found = element_of(char_format) if OBJECT in text else None
    if found is not None:
        for mark in text:
            if mark == OBJECT and not isinstance(found, Table | Break | Paragraph):
                yield found
        text = text.replace(OBJECT, "")
    if text:
        yield Run(
            text=text,
            format=char_format_of(char_format, base),
            origin=origin_of(char_format),
            generation=generation_of(char_format),
            link=char_format.anchorHref() if char_format.isAnchor() else "",
        )


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for item in content:
        last = result[-1] if result else None
        if isinstance(item, Run) and isinstance(last, Run) and msgspec.structs.replace(item, text=last.text) == last:
            result[-1] = msgspec.structs.replace(last, text=last.text + item.text)
        else:
            result.append(item)
    return tuple(result)


def _lone_element(block: QTextBlock) -> Element | None:
    return element_of(block.begin().fragment().charFormat()) if block.length() == 2 else None


def _characters(text: str, start: int, end: int) -> str:
    """The part of `text` between two positions counted in UTF-16 units, as Qt counts them."""
    if len(text) == end - start and start == 0:
        return text
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace")
