"""Ready looks of tables: what Table AutoFormat offers."""

from dataclasses import dataclass

import msgspec

from retrowriter.document.model import Paragraph, Run, Table
from retrowriter.document.tables import Spot, built, spots


@dataclass(frozen=True)
class Look:
    """A ready look of a table.

    Attributes:
        border: width of the lines in points, 0 = none.
        heading, first, last: shading of the heading row, the first column, the last row; "" = none.
        band: shading of every other row between.
        ink: colour of the text in a shaded heading, "" = automatic.
    """

    name: str
    border: float = 0.5
    heading: str = ""
    first: str = ""
    last: str = ""
    band: str = ""
    ink: str = ""


LOOKS: tuple[Look, ...] = (
    Look("Plain", border=0.0),
    Look("Grid"),
    Look("Heavy Grid", border=1.5),
    Look("Classic", heading="#c0c0c0", last="#e0e0e0"),
    Look("List", border=0.0, heading="#c0c0c0", band="#f0f0f0"),
    Look("Ledger", heading="#008080", band="#e0f0f0", last="#c0e0e0", ink="#ffffff"),
    Look("Contrast", heading="#000000", ink="#ffffff"),
    Look("Columns", heading="#000080", first="#e0e0f0", ink="#ffffff"),
    Look("Note", border=0.5, heading="#ffff80", first="#ffffc0", last="#ffffc0", band="#ffffe1"),
)


class Dress(msgspec.Struct, frozen=True):
    """A look, and whether the heading row, the first column and the last row are set apart."""

    look: Look
    heading: bool = True
    first: bool = False
    last: bool = False

    def dressed(self, table: Table) -> Table:
        """The table in this look."""
        return _dressed(table, self.look, self.heading, self.first, self.last)


def _dressed(table: Table, look: Look, heading: bool, first: bool, last: bool) -> Table:
    found, rows, columns = spots(table)
    made: list[Spot] = []
    for spot in found:
        is_head = heading and spot.row == 0
        is_last = last and spot.row + spot.rows == rows and not is_head
        is_first = first and spot.column == 0 and not is_head
        banded = look.band if (spot.row - (1 if heading else 0)) % 2 == 0 else ""
        shading = (is_head and look.heading) or (is_last and look.last) or (is_first and look.first) or banded
        if is_head and not look.heading:
            shading = ""
        ink = look.ink if is_head and look.heading else ""
        strong = is_head or is_last or is_first
        blocks = tuple(_inked(block, ink, strong) for block in spot.cell.blocks)
        cell = msgspec.structs.replace(spot.cell, shading=shading, blocks=blocks)
        made.append(msgspec.structs.replace(spot, cell=cell))
    return msgspec.structs.replace(built(made, rows, columns, table), border=look.border)


def _inked(paragraph: Paragraph, ink: str, strong: bool) -> Paragraph:
    def inked(run: Run) -> Run:
        # Ink of another look goes; a colour that the writer chose stays.
        color = ink or ("" if run.format.color == "#ffffff" else run.format.color)
        return msgspec.structs.replace(
            run, format=msgspec.structs.replace(run.format, color=color, bold=True if strong else run.format.bold)
        )

    content = tuple(inked(item) if isinstance(item, Run) else item for item in paragraph.content)
    return msgspec.structs.replace(paragraph, content=content)
