"""Between the document as data and the QTextDocument that the editor shows.

An element that this view does not show yet stands in the text as one object character and carries all of itself in its
format, so that opening and saving loses nothing.
"""

import math
import time
from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTextTableCell,
)

from retrowriter.document import tables
from retrowriter.document.model import (
    Block,
    Break,
    Cell,
    CharFormat,
    Document,
    Inline,
    Paragraph,
    Run,
    Table,
)
from retrowriter.ui import table_formats
from retrowriter.ui.text_formats import (
    ListPlace,
    Sheet,
    char_format_of,
    following,
    fragments,
    generation_of,
    list_of,
    origin_of,
    paragraph_format_of,
    style_of,
)
from retrowriter.ui.text_objects import OBJECT, Element, element_of, set_element

# A slice is short enough for the keys typed meanwhile, and long enough that painting after each costs little.
_SLICE_SECONDS = 0.005
_SLICE_BLOCKS = 24
_MOST_BLOCKS = 240
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
        # The cursor is in a paragraph that is not filled yet: at the very beginning, and behind a table.
        self._fresh = True
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

    def load_all(self) -> None:
        """Loads everything at once, however long it is."""
        self._target.setUndoRedoEnabled(False)
        while not self._slice(_AT_ONCE):
            pass
        self._end()

    def _on_timeout(self) -> None:
        if self._slice(_MOST_BLOCKS, time.monotonic() + _SLICE_SECONDS):
            self._timer.stop()
            self._end()

    def _slice(self, count: int, until: float = math.inf) -> bool:
        self._cursor.beginEditBlock()
        try:
            done = 0
            while done < count and (done < _SLICE_BLOCKS or time.monotonic() <= until):
                item = next(self._blocks, None)
                if item is None:
                    return True
                self._add(*item)
                done += _weight(item[0])
        finally:
            self._cursor.endEditBlock()
        return False

    def _end(self) -> None:
        if self._page_break or (self._cursor.document().isEmpty() and self._fresh):
            self._add(Paragraph())
        self._target.setUndoRedoEnabled(True)
        self._target.setModified(False)
        self.finished.emit()

    def _add(self, block: Block, mark: Run | None = None, beside_table: bool = False) -> None:
        if isinstance(block, Break) and block.kind == "page" and not self._page_break:
            self._page_break = True
            return
        broken, self._page_break = self._page_break, False
        if isinstance(block, Table):
            if self._fresh:
                self._cursor.setBlockFormat(self._sheet.block())
                self._cursor.setBlockCharFormat(self._sheet.char())
            fill_table(self._cursor, block, self._sheet, broken)
            self._fresh = True
            return
        paragraph = block if isinstance(block, Paragraph) else Paragraph()
        block_format = paragraph_block(paragraph, self._sheet)
        if broken:
            block_format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        style = paragraph.style
        end = run_format(mark, style, self._sheet) if mark is not None else self._sheet.char(style)
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(end if self._cursor.position() == 0 else self._sheet.char(style))
            self._fresh = False
        else:
            self._cursor.insertBlock(block_format, end)
        insert_content(self._cursor, block, self._sheet)
        if beside_table and not paragraph.content:
            show_empty(self._cursor, end)


def insert_lines(cursor: QTextCursor, text: str, char_format: QTextCharFormat, block_format: QTextBlockFormat) -> None:
    """Inserts text at the cursor; each line feed begins a paragraph in `block_format`."""
    for number, line in enumerate(text.split("\n")):
        if number:
            cursor.insertBlock(block_format, char_format)
        if line:
            cursor.insertText(line, char_format)


def insert_blocks(cursor: QTextCursor, blocks: tuple[Block, ...], sheet: Sheet) -> None:
    """Inserts blocks at the cursor: the first joins the paragraph there, each further one begins a paragraph.

    A table parts the paragraph; what follows it goes on in the rest. In a cell a table is text.
    """
    if cursor.currentTable() is not None:
        blocks = tuple(part for block in blocks for part in _without_table(block))
    fresh = True
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            insert_table(cursor, block, sheet)
            fresh = True
            continue
        style = block.style if isinstance(block, Paragraph) else "Normal"
        paragraph = block if isinstance(block, Paragraph) else Paragraph()
        if not fresh:
            cursor.insertBlock(paragraph_block(paragraph, sheet), sheet.char(style))
        elif number and cursor.block().length() == 1:
            cursor.setBlockFormat(paragraph_block(paragraph, sheet))
        fresh = False
        insert_content(cursor, block, sheet)


def insert_table(cursor: QTextCursor, table: Table, sheet: Sheet) -> QTextTable:
    """Inserts a table at the cursor, which is in none; the cursor is behind it then.

    At the beginning of a paragraph it stands before that paragraph, else it parts it.
    """
    block = cursor.block()
    above = block.previous()
    if not (cursor.atBlockStart() and above.isValid() and table_formats.table_of(above) is None):
        made = fill_table(cursor, table, sheet)
        if cursor.block().length() == 1 and cursor.block().next().isValid():
            _join_following(cursor)
        return made
    cursor.setPosition(above.position() + above.length() - 1)
    made = fill_table(cursor, table, sheet)
    _join_following(cursor)
    if cursor.block().length() == 1:
        show_empty(cursor, sheet.char(style_of(cursor.block())))
        cursor.movePosition(QTextCursor.MoveOperation.Left)
    return made


def replace_table(cursor: QTextCursor, old: QTextTable, table: Table, sheet: Sheet) -> QTextTable:
    """Puts a table in the place of another one."""
    cursor.setPosition(old.lastPosition() + 1)
    made = fill_table(cursor, table, sheet, table_formats.begins_page(old))
    remove_table(cursor, old)
    return made


def remove_table(cursor: QTextCursor, table: QTextTable) -> None:
    """Takes a table out; paragraphs that are hidden beside it go with it, the others stay as they are."""
    document = cursor.document()
    above, below = document.findBlock(table.firstPosition() - 1), document.findBlock(table.lastPosition() + 1)
    before = None if table_formats.is_hidden(above) else (above.blockFormat(), above.charFormat())
    behind = below.blockFormat(), below.charFormat()
    parted = before is not None and not table_formats.is_hidden(below)
    cursor.setPosition(table.firstPosition() - 1)
    cursor.setPosition(table.lastPosition() + 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if parted:
        cursor.insertBlock(*behind)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    block_format, char_format = before or behind
    cursor.setBlockFormat(block_format)
    cursor.setBlockCharFormat(char_format)
    if parted:
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)


def table_to_text(cursor: QTextCursor, table: QTextTable, paragraphs: tuple[Paragraph, ...], sheet: Sheet) -> None:
    """Puts paragraphs in the place of a table."""
    cursor.setPosition(table.lastPosition() + 1)
    if not table_formats.is_hidden(cursor.block()):
        cursor.insertBlock()
        cursor.setPosition(table.lastPosition() + 1)
    for number, paragraph in enumerate(paragraphs):
        if number:
            cursor.insertBlock(paragraph_block(paragraph, sheet), sheet.char(paragraph.style))
        else:
            cursor.setBlockFormat(paragraph_block(paragraph, sheet))
        insert_content(cursor, paragraph, sheet)
        if not (number or paragraph.content):
            show_empty(cursor, sheet.char(paragraph.style))
    remove_table(cursor, table)


def text_to_table(cursor: QTextCursor, first: QTextBlock, last: QTextBlock, table: Table, sheet: Sheet) -> QTextTable:
    """Puts a table in the place of whole paragraphs, which are in none."""
    above = first.previous()
    inside = above.isValid() and table_formats.table_of(above) is None
    formats = (above.blockFormat(), above.charFormat()) if inside else (sheet.block(), sheet.char())
    cursor.setPosition(first.position() - 1 if inside else first.position())
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(formats[0])
    cursor.setBlockCharFormat(formats[1])
    made = fill_table(cursor, table, sheet)
    _join_following(cursor)
    return made


def fill_table(cursor: QTextCursor, table: Table, sheet: Sheet, page_break: bool = False) -> QTextTable:
    """Makes a table at the cursor, with all that is in it; the cursor is in the paragraph behind it then."""
    table = tables.squared(table)
    block_format, char_format = cursor.blockFormat(), cursor.block().charFormat()
    # What begins in the paragraph here goes on behind the table; a page break stays with its beginning.
    rest = following(block_format)
    if cursor.atBlockStart() and cursor.block().length() > 1:
        cursor.setBlockFormat(rest)
        rest = block_format
    made = table_formats.make(cursor, table, sheet.char, page_break)
    for row, cells in zip(table.rows, table_formats.cells_of(made), strict=True):
        for cell, place in zip(row, cells, strict=True):
            _fill_cell(place.firstCursorPosition(), cell, sheet)
    cursor.setPosition(made.lastPosition() + 1)
    cursor.setBlockFormat(rest)
    cursor.setBlockCharFormat(char_format)
    return made


def show_empty(cursor: QTextCursor, char_format: QTextCharFormat) -> None:
    """Puts the mark into an empty paragraph beside a table with which it is seen."""
    made = QTextCharFormat(char_format)
    # The line is as high as one of text, above and below the base line.
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    set_element(made, Paragraph())
    cursor.insertText(OBJECT, made)


def table_data(table: QTextTable, sheet: Sheet) -> Table:
    """What the editor shows of a table, as data."""
    rows = tuple(tuple(_cell(cell, sheet) for cell in row) for row in table_formats.cells_of(table))
    return msgspec.structs.replace(table_formats.head_of(table), rows=rows)


def insert_content(cursor: QTextCursor, block: Block, sheet: Sheet) -> None:
    """Inserts what is in a block at the cursor, in its own formats."""
    if isinstance(block, Table):
        return
    if isinstance(block, Break):
        cursor.insertText(OBJECT, _element_format(block, "Normal", sheet))
        return
    for item in block.content:
        if isinstance(item, Run):
            cursor.insertText(item.text, run_format(item, block.style, sheet))
        else:
            cursor.insertText(OBJECT, _element_format(item, block.style, sheet))


def like(block: QTextBlock) -> Paragraph:
    """An empty paragraph in the style and the format of another one, in no list."""
    own = msgspec.structs.replace(paragraph_format_of(block.blockFormat()), page_break_before=False)
    return Paragraph(style=style_of(block), format=own)


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
    """The body between two positions: parts of the first and the last paragraph, whole ones and tables between them."""
    result: list[Block] = []
    block = document.findBlock(start)
    inside = table_formats.table_of(block)
    while block.isValid() and block.position() <= end:
        table = table_formats.table_of(block)
        if table is None or table == inside:
            if not table_formats.is_hidden(block) or block.position() == start:
                result.append(_paragraph(block, sheet, start, end))
        elif table_formats.is_first(block, table):
            result.append(table_data(table, sheet))
        block = block.next()
    return tuple(result)


def selected_blocks(cursor: QTextCursor, sheet: Sheet) -> tuple[Block, ...]:
    """What is selected; of several cells of a table, a table of them."""
    table = cursor.currentTable()
    # PySide6 gives the four numbers back, which its stubs don't know.
    found: Any = cursor.selectedTableCells()
    row, rows, column, columns = found
    if table is not None and rows > 0:
        return (tables.part(table_data(table, sheet), tables.Area(row, column, rows, columns)),)
    return blocks_between(cursor.document(), sheet, cursor.selectionStart(), cursor.selectionEnd())


def first_line_of(document: QTextDocument, number: int) -> int:
    """The number of the line, as lines_of() counts, in which a change of paragraph `number` shows."""
    block = document.findBlockByNumber(number)
    table = table_formats.table_of(block)
    return number if table is None else document.findBlock(table.firstPosition()).blockNumber()


def generation_at(document: QTextDocument, index: int) -> int:
    """The number of the generation that wrote the character at `index`, paragraph marks included; 0 = none."""
    if not 0 <= index < document.characterCount() - 1:
        return 0
    block = document.findBlock(index)
    if index == block.position() + block.length() - 1:
        # A paragraph mark has the format of the block behind it.
        below = block.next()
        return generation_of(below.charFormat()) if table_formats.has_own_mark(below) else 0
    cursor = QTextCursor(document)
    cursor.setPosition(index + 1)
    return generation_of(cursor.charFormat())


def _with_marks(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Run | None, bool]]:
    """Each block with the run from which its paragraph mark has its format and origin, and whether it is by a table.

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
    neighbours = [None, *(block for block in blocks if not isinstance(block, Break) or block.kind != "page"), None]
    place = 0
    for block, after in zip(blocks, reversed(behind), strict=True):
        place += block is neighbours[place + 1]
        beside = isinstance(neighbours[place - 1], Table) or isinstance(neighbours[place + 1], Table)
        if not isinstance(block, Paragraph):
            before = None
        elif block.content:
            before = _run(block.content[-1])
        if isinstance(block, Paragraph) and (block.content or _same_generation(before, after)):
            yield block, before, beside
        else:
            yield block, None, beside


def _same_generation(before: Run | None, after: Run | None) -> bool:
    if before is None or after is None or before.origin != "model":
        return False
    return (before.origin, before.generation) == (after.origin, after.generation)


def _run(item: Inline) -> Run | None:
    return item if isinstance(item, Run) else None


def _element_format(element: Inline | Break, style: str, sheet: Sheet) -> QTextCharFormat:
    char_format = sheet.char(style)
    set_element(char_format, element)
    return char_format


def _blocks(block: QTextBlock, sheet: Sheet) -> Iterator[Block]:
    while block.isValid():
        yield from _line(block, sheet)
        block = block.next()


def _line(block: QTextBlock, sheet: Sheet) -> Iterator[Block]:
    table = table_formats.table_of(block)
    if table is not None:
        if table_formats.is_first(block, table):
            if table_formats.begins_page(table):
                yield Break()
            yield table_data(table, sheet)
        return
    block_format = block.blockFormat()
    broken = bool(block_format.pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    if not broken and table_formats.is_hidden(block):
        return
    paragraph = _paragraph(block, sheet, 0, block.document().characterCount())
    if broken and not paragraph.format.page_break_before:
        yield Break()
    element = _lone_element(block)
    if isinstance(element, Break):
        yield element
    else:
        yield paragraph


def _weight(block: Block) -> int:
    """How much work a block is to show, in paragraphs."""
    return sum(len(cell.blocks) for row in block.rows for cell in row) if isinstance(block, Table) else 1


def _without_table(block: Block) -> tuple[Block, ...]:
    return tables.to_paragraphs(block, "\t") if isinstance(block, Table) else (block,)


def _fill_cell(cursor: QTextCursor, cell: Cell, sheet: Sheet) -> None:
    for number, paragraph in enumerate(cell.blocks):
        if number:
            cursor.insertBlock(paragraph_block(paragraph, sheet), sheet.char(paragraph.style))
        elif paragraph != Paragraph():
            cursor.setBlockFormat(paragraph_block(paragraph, sheet))
        insert_content(cursor, paragraph, sheet)


def _cell(cell: QTextTableCell, sheet: Sheet) -> Cell:
    start, end = cell.firstPosition(), cell.lastPosition()
    return Cell(
        blocks=tuple(_paragraph(block, sheet, start, end) for block in table_formats.blocks_of_cell(cell)),
        columns=cell.columnSpan(),
        rows=cell.rowSpan(),
        shading=table_formats.shading_of(cell),
    )


def _join_following(cursor: QTextCursor) -> None:
    """Joins the empty paragraph at the cursor with the next one, whose formats stay."""
    below = cursor.block().next()
    if not below.isValid() or table_formats.table_of(below) is not None:
        return
    block_format, char_format = below.blockFormat(), below.charFormat()
    cursor.deleteChar()
    cursor.setBlockFormat(block_format)
    cursor.setBlockCharFormat(char_format)


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
            if mark == OBJECT and not isinstance(found, Break | Paragraph):
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
