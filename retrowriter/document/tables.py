"""The shape of tables: their grid, and what the commands of the Table menu make of them.

A table's rows leave out the places that a merged cell covers. Here cells stand as spots in a grid; each change gives a
new table whose rows fill the grid.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from retrowriter.document.model import Cell, Inline, Paragraph, Run, Table

MAX_COLUMNS = 256


@dataclass(frozen=True)
class Place:
    """A place in the grid of a table: a cell at its first row and column, or a part of one that covers it.

    Attributes:
        first_row: the cell begins in this row.
    """

    column: int
    columns: int
    cell: Cell
    first_row: bool


class Spot(msgspec.Struct, frozen=True):
    """A cell and the part of the grid that it covers."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


@dataclass(frozen=True)
class Area:
    """A part of the grid: from row and column, so many of both."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Order(msgspec.Struct, frozen=True):
    """How rows are sorted: by the texts or numbers of a column; `headings`: the first row stays where it is."""

    column: int
    numbers: bool = False
    descending: bool = False
    headings: bool = False


def grid(table: Table) -> tuple[list[list[Place]], int]:
    """The rows of a table with the places that cells of rows above cover, and the number of columns."""
    rows: list[list[Place]] = []
    covering: dict[int, tuple[int, Place]] = {}
    width = 0
    for row in table.rows:
        places: list[Place] = []
        column = 0
        cells = iter(row)
        while column < MAX_COLUMNS:
            if column in covering:
                left, place = covering[column]
                places.append(Place(column, place.columns, place.cell, False))
                if left > 1:
                    covering[column] = (left - 1, place)
                else:
                    del covering[column]
                column += place.columns
                continue
            cell = next(cells, None)
            if cell is None:
                if not any(start >= column for start in covering):
                    break
                cell = Cell()
            free = min((start for start in covering if start > column), default=MAX_COLUMNS)
            place = Place(column, max(1, min(cell.columns, free - column)), cell, True)
            places.append(place)
            if cell.rows > 1:
                covering[column] = (cell.rows - 1, place)
            column += place.columns
        rows.append(places)
        width = max(width, column)
    return rows, max(width, 1)


def spots(table: Table) -> tuple[list[Spot], int, int]:
    """The cells by where they stand, and how many rows and columns the grid has."""
    places, columns = grid(table)
    rows = max(len(places), 1)
    found = [
        Spot(number, place.column, min(max(place.cell.rows, 1), rows - number), place.columns, place.cell)
        for number, row in enumerate(places)
        for place in row
        if place.first_row
    ]
    return found, rows, columns


def built(found: Iterable[Spot], rows: int, columns: int, like: Table) -> Table:
    """A table of these cells; where none stands there is an empty one. `like`: what it has its other fields from."""
    taken = {(spot.row, spot.column): spot for spot in found}
    covered: set[tuple[int, int]] = set()
    made: list[tuple[Cell, ...]] = []
    for spot in taken.values():
        covered.update(_places(spot))
    for row in range(rows):
        cells: list[Cell] = []
        for column in range(columns):
            here = taken.get((row, column))
            if here is not None:
                cells.append(msgspec.structs.replace(here.cell, rows=here.rows, columns=here.columns))
            elif (row, column) not in covered:
                cells.append(Cell())
        made.append(tuple(cells))
    return msgspec.structs.replace(like, rows=tuple(made), header_rows=min(like.header_rows, rows))


def squared(table: Table) -> Table:
    """The table with all rows of one length and no cell beyond its end."""
    found, rows, columns = spots(table)
    return msgspec.structs.replace(built(found, rows, columns, table), widths=table.widths[:columns])


def spot_at(table: Table, row: int, column: int) -> Spot:
    """The cell that covers a place of the grid."""
    return next(spot for spot in spots(squared(table))[0] if (row, column) in _places(spot))


def empty(rows: int, columns: int, paragraph: Paragraph = Paragraph()) -> Table:  # noqa: B008 - frozen
    """A new table."""
    return Table(rows=tuple((Cell(blocks=(paragraph,)),) * columns for _ in range(rows)))


def insert_rows(table: Table, at: int, count: int, like: int) -> Table:
    """Puts rows in front of row `at`; their empty cells have the paragraph formats of those in row `like`."""
    found, rows, columns = spots(table)
    return built(_more_rows(found, at, count, like), rows + count, columns, table)


def insert_columns(table: Table, at: int, count: int, like: int) -> Table:
    """Puts columns in front of column `at`; they share the room of the table with the others."""
    found, rows, columns = spots(table)
    turned = _more_rows(_turned(found), at, count, like)
    made = built(_turned(turned), rows, columns + count, table)
    if not table.widths:
        return made
    old = list(table.widths)
    wide = old[:at] + [old[min(like, len(old) - 1)]] * count + old[at:]
    factor = sum(old) / sum(wide)
    return msgspec.structs.replace(made, widths=tuple(round(width * factor, 2) for width in wide))


def delete_rows(table: Table, first: int, count: int) -> Table | None:
    """Takes rows out; None when nothing is left."""
    found, rows, columns = spots(table)
    if count >= rows:
        return None
    made = built(_fewer_rows(found, first, count), rows - count, columns, table)
    headers = sum(1 for row in range(table.header_rows) if not first <= row < first + count)
    return msgspec.structs.replace(made, header_rows=headers)


def delete_columns(table: Table, first: int, count: int) -> Table | None:
    """Takes columns out; None when nothing is left."""
    found, rows, columns = spots(table)
    if count >= columns:
        return None
    made = built(_turned(_fewer_rows(_turned(found), first, count)), rows, columns - count, table)
    return msgspec.structs.replace(made, widths=(*table.widths[:first], *table.widths[first + count :]))


def shift_cells(table: Table, area: Area, across: bool) -> Table:
    """Takes the cells of an area out; those behind (`across`) or below move up to close the gap."""
    found, rows, columns = spots(table)
    kept: list[Spot] = []
    for spot in found:
        line, place = (spot.row, spot.column) if across else (spot.column, spot.row)
        first, lines = (area.row, area.rows) if across else (area.column, area.columns)
        start, length = (area.column, area.columns) if across else (area.row, area.rows)
        if not first <= line < first + lines or place < start:
            kept.append(spot)
        elif place >= start + length:
            step = {"column": place - length} if across else {"row": place - length}
            kept.append(msgspec.structs.replace(spot, **step))
    return built(kept, rows, columns, table)


def is_simple(table: Table) -> bool:
    """Whether no cell is merged."""
    return all(cell.rows == cell.columns == 1 for row in table.rows for cell in row)


def whole(table: Table, area: Area) -> Area:
    """The area with all of each cell that it touches."""
    found, rows, columns = spots(table)
    area = Area(area.row, area.column, min(area.rows, rows - area.row), min(area.columns, columns - area.column))
    while True:
        touched = [spot for spot in found if _touches(spot, area)]
        top = min(area.row, *(spot.row for spot in touched))
        left = min(area.column, *(spot.column for spot in touched))
        bottom = max(area.row + area.rows, *(spot.row + spot.rows for spot in touched))
        right = max(area.column + area.columns, *(spot.column + spot.columns for spot in touched))
        wider = Area(top, left, bottom - top, right - left)
        if wider == area:
            return area
        area = wider


def merge(table: Table, area: Area) -> Table:
    """Makes one cell of an area; its text is that of all."""
    area = whole(table, area)
    found, rows, columns = spots(table)
    inside = [spot for spot in found if _touches(spot, area)]
    blocks = tuple(block for spot in inside for block in spot.cell.blocks if block.content)
    cell = msgspec.structs.replace(inside[0].cell, blocks=blocks or inside[0].cell.blocks[:1])
    merged = Spot(area.row, area.column, area.rows, area.columns, cell)
    return built([spot for spot in found if spot not in inside] + [merged], rows, columns, table)


def split(table: Table, row: int, column: int, into_rows: int, into_columns: int, share: float) -> Table:
    """Makes several cells of one; its text stays in the first.

    Args:
        table: the table.
        row, column: a place that the cell covers.
        into_rows, into_columns: how many cells, below and beside one another.
        share: width of each column of a table that does not say its widths.
    """
    table = squared(table)
    columns = spots(table)[2]
    widths = list(table.widths) + [share] * (columns - len(table.widths))
    spot = spot_at(table, row, column)
    more = max(0, into_columns - spot.columns)
    if more:
        last = spot.column + spot.columns - 1
        widths[last : last + 1] = [round(widths[last] / (more + 1), 2)] * (more + 1)
    kept = tuple(widths) if more else table.widths
    table = msgspec.structs.replace(_split_across(table, spot, into_columns), widths=kept)
    if into_rows == 1:
        return table
    pieces = [place for place in spots(table)[0] if place.row == spot.row and _inside(place, spot, more)]
    for piece in pieces:
        here = spot_at(table, piece.row, piece.column)
        turned = _split_across(_turned_table(table), _turned([here])[0], into_rows)
        table = msgspec.structs.replace(_turned_table(turned), header_rows=table.header_rows, widths=table.widths)
    return table


def with_widths(table: Table, widths: Sequence[float]) -> Table:
    """The table with other widths of its columns."""
    return msgspec.structs.replace(table, widths=tuple(widths))


def with_headings(table: Table, count: int) -> Table:
    """The table with its first rows repeated at the top of each page."""
    return msgspec.structs.replace(table, header_rows=count)


def sort_rows(table: Table, order: Order) -> Table:
    """Sorts the rows of a table without merged cells."""
    head, body = (table.rows[:1], table.rows[1:]) if order.headings else ((), table.rows)

    def key(row: tuple[Cell, ...]) -> tuple[bool, float, str]:
        text = text_of(row[order.column])
        number = number_of(text) if order.numbers else None
        # Among numbers, what is none stands behind them.
        return number is None, number or 0.0, "" if number is not None else _sorting(text)

    ordered = sorted(body, key=key, reverse=order.descending)
    return msgspec.structs.replace(table, rows=(*head, *ordered))


def number_of(text: str) -> float | None:
    """The number at the beginning of a text, with or without a currency sign; None for none."""
    cleaned = text.strip().lstrip("$£€¥").replace(",", "").split()
    try:
        return float(cleaned[0].rstrip("%")) if cleaned else None
    except ValueError:
        return None


def text_of(cell: Cell) -> str:
    """The text of a cell, its paragraphs separated by line feeds."""
    return "\n".join(block.text for block in cell.blocks)


def part(table: Table, area: Area) -> Table:
    """The cells of an area as a table of their own."""
    area = whole(table, area)
    found = [
        msgspec.structs.replace(spot, row=spot.row - area.row, column=spot.column - area.column)
        for spot in spots(table)[0]
        if _touches(spot, area)
    ]
    made = msgspec.structs.replace(built(found, area.rows, area.columns, table), header_rows=0)
    return msgspec.structs.replace(made, widths=table.widths[area.column : area.column + area.columns])


def halves(table: Table, row: int) -> tuple[Table, Table] | None:
    """Two tables, the second from `row` on; None where a merged cell is in the way or nothing would be left."""
    found, rows, columns = spots(table)
    if not 0 < row < rows or any(spot.row < row < spot.row + spot.rows for spot in found):
        return None
    above = built([spot for spot in found if spot.row < row], row, columns, table)
    lower = [msgspec.structs.replace(spot, row=spot.row - row) for spot in found if spot.row >= row]
    return above, msgspec.structs.replace(built(lower, rows - row, columns, table), header_rows=0)


def split_paragraph(paragraph: Paragraph, separator: str) -> tuple[Paragraph, ...]:
    """The pieces of a paragraph between separators; "" = it is one piece."""
    pieces: list[list[Inline]] = [[]]
    for item in paragraph.content:
        parts = item.text.split(separator) if isinstance(item, Run) and separator else []
        if not parts:
            pieces[-1].append(item)
        for number, part in enumerate(parts):
            if number:
                pieces.append([])
            if part:
                pieces[-1].append(msgspec.structs.replace(item, text=part))
    return tuple(msgspec.structs.replace(paragraph, content=tuple(piece)) for piece in pieces)


def from_lines(lines: Sequence[Sequence[Paragraph]]) -> Table:
    """A table of one row a line, with as many columns as the longest line has pieces."""
    columns = max(map(len, lines))
    rows = []
    for line in lines:
        like = msgspec.structs.replace(line[0], content=())
        rows.append(tuple(Cell(blocks=(piece,)) for piece in line) + (Cell(blocks=(like,)),) * (columns - len(line)))
    return Table(rows=tuple(rows))


def to_paragraphs(table: Table, between: str) -> tuple[Paragraph, ...]:
    """The text of a table: one paragraph a row, cells separated by `between`; "" = a paragraph for each of theirs."""
    result: list[Paragraph] = []
    for row in table.rows:
        parts = [block for cell in row for block in cell.blocks]
        if not between:
            result.extend(parts)
        elif row:
            content: list[Inline] = []
            for number, cell in enumerate(row):
                if number:
                    content.append(Run(text=between))
                for index, block in enumerate(cell.blocks):
                    content.extend([Run(text=" ")] if index else [])
                    content.extend(block.content)
            result.append(msgspec.structs.replace(parts[0], content=tuple(content)))
    return tuple(result) or (Paragraph(),)


def _sorting(text: str) -> str:
    """What a text is compared by: without regard to case and accents, as a dictionary has it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _places(spot: Spot) -> Iterable[tuple[int, int]]:
    return [
        (row, column)
        for row in range(spot.row, spot.row + spot.rows)
        for column in range(spot.column, spot.column + spot.columns)
    ]


def _touches(spot: Spot, area: Area) -> bool:
    across = spot.column < area.column + area.columns and area.column < spot.column + spot.columns
    return across and spot.row < area.row + area.rows and area.row < spot.row + spot.rows


def _inside(place: Spot, spot: Spot, more: int) -> bool:
    return spot.column <= place.column < spot.column + spot.columns + more


def _blank(cell: Cell) -> Cell:
    first = msgspec.structs.replace(cell.blocks[0], content=(), list_start=0) if cell.blocks else Paragraph()
    return Cell(blocks=(first,), shading=cell.shading)


def _more_rows(found: list[Spot], at: int, count: int, like: int) -> list[Spot]:
    made: list[Spot] = []
    crossed: set[int] = set()
    for spot in found:
        if spot.row >= at:
            made.append(msgspec.structs.replace(spot, row=spot.row + count))
        elif spot.row + spot.rows > at:
            made.append(msgspec.structs.replace(spot, rows=spot.rows + count))
            crossed.update(range(spot.column, spot.column + spot.columns))
        else:
            made.append(spot)
    for spot in found:
        if spot.row <= like < spot.row + spot.rows and spot.column not in crossed:
            blank = _blank(spot.cell)
            columns = [column for column in range(spot.column, spot.column + spot.columns) if column not in crossed]
            whole_spot = len(columns) == spot.columns
            for number in range(count):
                if whole_spot:
                    made.append(Spot(at + number, spot.column, 1, spot.columns, blank))
                else:
                    made.extend(Spot(at + number, column, 1, 1, blank) for column in columns)
    return made


def _fewer_rows(found: list[Spot], first: int, count: int) -> list[Spot]:
    end = first + count
    made: list[Spot] = []
    for spot in found:
        lost = max(0, min(spot.row + spot.rows, end) - max(spot.row, first))
        if lost < spot.rows:
            row = spot.row if spot.row < first else max(spot.row, end) - count
            made.append(msgspec.structs.replace(spot, row=row, rows=spot.rows - lost))
    return made


def _turned(found: Iterable[Spot]) -> list[Spot]:
    return [Spot(spot.column, spot.row, spot.columns, spot.rows, spot.cell) for spot in found]


def _turned_table(table: Table) -> Table:
    found, rows, columns = spots(table)
    return built(_turned(found), columns, rows, msgspec.structs.replace(table, header_rows=0))


def _split_across(table: Table, spot: Spot, count: int) -> Table:
    """Splits a cell into `count` beside one another; where it has too few columns, its last one is divided."""
    found, rows, columns = spots(table)
    more = max(0, count - spot.columns)
    last = spot.column + spot.columns - 1
    others: list[Spot] = []
    for other in found:
        if (other.row, other.column) == (spot.row, spot.column):
            continue
        if other.column > last:
            other = msgspec.structs.replace(other, column=other.column + more)
        elif other.column + other.columns > last:
            other = msgspec.structs.replace(other, columns=other.columns + more)
        others.append(other)
    room = spot.columns + more
    base, rest = divmod(room, count)
    column = spot.column
    for number in range(count):
        width = base + (1 if number < rest else 0)
        cell = spot.cell if number == 0 else _blank(spot.cell)
        others.append(Spot(spot.row, column, spot.rows, width, cell))
        column += width
    return built(others, rows, columns + more, table)
