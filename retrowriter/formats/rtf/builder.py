"""Builds the blocks of a body, a header or a note from what an RTF file says, in its order."""

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import msgspec

from retrowriter.document.model import (
    Block,
    Break,
    Cell,
    Field,
    Inline,
    PageSetup,
    Paragraph,
    Run,
    Table,
)
from retrowriter.formats.flow import MAX_COLUMNS, TWIPS, shared_equally
from retrowriter.formats.relative import Styles, difference

_SAME_EDGE = 30


@dataclass
class CellEdge:
    """What \\trowd says of one cell: its right edge in twips, how it is merged, its colour."""

    right: int = 0
    merge: str = ""
    across: str = ""
    shading: str = ""


@dataclass
class RowShape:
    """What \\trowd says of a row."""

    left: int = 0
    is_header: bool = False
    border: int = 0
    cells: list[CellEdge] = field(default_factory=list)
    next: CellEdge = field(default_factory=CellEdge)

    def add_edge(self, right: int) -> None:
        """\\cellxN."""
        if len(self.cells) < MAX_COLUMNS:
            last = self.cells[-1].right if self.cells else self.left
            self.cells.append(replace(self.next, right=max(right, last + 1)))
        self.next = CellEdge()


@dataclass
class Flow:
    """One run of paragraphs and tables.

    Attributes:
        note_mark: the next character follows the mark of a note, whose own space belongs to the mark.
    """

    kind: str
    styles: Styles
    blocks: list[Block] = field(default_factory=list)
    content: list[Inline] = field(default_factory=list)
    shape: RowShape = field(default_factory=RowShape)
    note_mark: bool = False
    _cell: list[Paragraph] = field(default_factory=list)
    _cells: list[tuple[Paragraph, ...]] = field(default_factory=list)
    _rows: list[tuple[RowShape, list[tuple[Paragraph, ...]]]] = field(default_factory=list)

    def add(self, item: Inline) -> None:
        """Adds to the current paragraph; formats are absolute until it ends."""
        if isinstance(item, Run):
            text = item.text
            if self.note_mark:
                text = text.removeprefix(" ")
                self.note_mark = False
            if not text:
                return
            item = msgspec.structs.replace(item, text=text)
            last = self.content[-1] if self.content else None
            if isinstance(last, Run) and last.format == item.format and last.link == item.link:
                self.content[-1] = msgspec.structs.replace(last, text=last.text + text)
                return
        self.content.append(item)

    def end_paragraph(self, paragraph: Paragraph, in_table: bool, page: PageSetup) -> None:
        """Ends the current paragraph with the format, style and list of `paragraph`, whose format is absolute."""
        done = self._finished(paragraph)
        if in_table:
            self._cell.append(done)
            return
        self._end_table(page)
        self.blocks.append(done)

    def end_cell(self, paragraph: Paragraph) -> None:
        """Ends the current paragraph and its cell."""
        self._cell.append(self._finished(paragraph))
        self._cells.append(tuple(self._cell))
        self._cell = []

    def end_row(self) -> None:
        """Ends the row."""
        if self._cells:
            # Words of the next row's definition must not change this one.
            self._rows.append((replace(self.shape, cells=list(self.shape.cells)), self._cells))
        self._cells = []
        self.note_mark = False

    def add_break(self, kind: Break, page: PageSetup) -> None:
        """A break between paragraphs."""
        self._end_table(page)
        self.blocks.append(kind)

    def finish(self, paragraph: Callable[[], Paragraph], page: PageSetup) -> tuple[Block, ...]:
        """The blocks; what was not ended ends here, as `paragraph` says."""
        if self._cells or self._cell:
            if self.content or self._cell:
                self.end_cell(paragraph())
            self.end_row()
        self._end_table(page)
        if self.content:
            self.blocks.append(self._finished(paragraph()))
        return tuple(self.blocks)

    def _finished(self, paragraph: Paragraph) -> Paragraph:
        full = self.styles.full(paragraph.style)
        own = difference(full.paragraph, paragraph.format)
        content = tuple(self._relative(item, paragraph.style) for item in self.content)
        self.content = []
        self.note_mark = False
        return msgspec.structs.replace(paragraph, content=content, format=own)

    def _relative(self, item: Inline, style: str) -> Inline:
        if isinstance(item, Run | Field):
            base = self.styles.full(style).char
            char = item.format if item.format.font else msgspec.structs.replace(item.format, font=base.font)
            return msgspec.structs.replace(item, format=difference(base, char))
        return item

    def _end_table(self, page: PageSetup) -> None:
        if self._rows:
            self.blocks.append(_table(self._rows, page))
            self._rows = []


def _table(rows: list[tuple[RowShape, list[tuple[Paragraph, ...]]]], page: PageSetup) -> Table:
    left = min(shape.left for shape, _ in rows)
    for shape, cells in rows:
        while len(shape.cells) < len(cells):
            last = shape.cells[-1].right if shape.cells else shape.left
            shape.cells.append(CellEdge(right=last + 1440))
    edges = _columns(sorted({edge.right for shape, _ in rows for edge in shape.cells}))
    result: list[list[Cell]] = []
    # By the column in which it begins: the place of a cell that covers rows below.
    above: dict[int, tuple[int, int]] = {}
    for number, (shape, contents) in enumerate(rows):
        row: list[Cell] = []
        column = 0
        for place, edge in enumerate(shape.cells):
            end = min(bisect.bisect_left(edges, edge.right - _SAME_EDGE), len(edges) - 1) + 1
            span = max(1, end - column)
            blocks = contents[place] if place < len(contents) else (Paragraph(),)
            if edge.across == "next" and row:
                row[-1] = msgspec.structs.replace(row[-1], columns=row[-1].columns + span)
            elif edge.merge == "next" and column in above:
                at, index = above[column]
                first = result[at][index]
                result[at][index] = msgspec.structs.replace(first, rows=number - at + 1)
            else:
                if edge.merge == "first":
                    above[column] = (number, len(row))
                else:
                    above.pop(column, None)
                row.append(Cell(blocks=blocks, columns=span, shading=edge.shading))
            column += span
        result.append(row)
    found = [(right - before) / TWIPS for before, right in zip([left, *edges], edges, strict=False)]
    heads = next((index for index, (shape, _) in enumerate(rows) if not shape.is_header), len(rows))
    return Table(
        rows=tuple(map(tuple, result)),
        widths=shared_equally(found, page),
        border=max(shape.border for shape, _ in rows) / TWIPS,
        header_rows=heads,
    )


def _columns(rights: list[int]) -> list[int]:
    """The right edges of the columns: edges nearer than a hair to each other are one."""
    edges: list[int] = []
    for right in rights:
        if not edges or right - edges[-1] > _SAME_EDGE:
            edges.append(right)
    return edges[: 4 * MAX_COLUMNS]
