"""Reads tables of web pages."""

from collections.abc import Mapping

import msgspec

from retrowriter.document.model import Cell, PageSetup, Paragraph, Table
from retrowriter.formats.flow import MAX_COLUMNS, shared_equally
from retrowriter.formats.html import css
from retrowriter.formats.html.frames import whole

_MAX_ROWS = 50_000
_TEXT_WIDTH = 432.0


class TableBuilder:
    """Gathers the cells of one table."""

    def __init__(self, attributes: Mapping[str, str], inline: str) -> None:
        border = attributes.get("border")
        self._border = 0.0
        if border is not None:
            self._border = min(whole(border, 1), 40) * 0.75
        rules = css.parse(inline)
        if "border" in rules:
            self._border = css.line_width(rules["border"])
        self._cell_borders = False
        self._rows: list[list[Cell]] = []
        self._widths: list[float] = []
        self._cell: Cell | None = None
        self._in_head = False
        self._heads, self._all_heads = 0, True

    @property
    def in_cell(self) -> bool:
        """Whether a cell is open."""
        return self._cell is not None

    def add_column(self, attributes: Mapping[str, str], inline: str) -> None:
        """A <col> with its width."""
        text = css.parse(inline).get("width", "") or attributes.get("width", "")
        size = css.length(text, _TEXT_WIDTH if text.endswith("%") else 12.0) if text else None
        count = max(1, whole(attributes.get("span", ""), 1))
        self._widths += [max(size or 0.0, 0.0)] * min(count, MAX_COLUMNS - len(self._widths))

    def begin_group(self, tag: str) -> None:
        """Rows of a head, body or foot follow."""
        self._in_head = tag == "thead"

    def begin_row(self) -> None:
        """A row begins."""
        if len(self._rows) < _MAX_ROWS:
            self._rows.append([])
        self._all_heads = self._all_heads and self._in_head
        self._heads += self._all_heads

    def begin_cell(self, attributes: Mapping[str, str], inline: str) -> None:
        """A cell begins."""
        rules = css.parse(inline)
        fill = (
            rules.get("background-color") or rules.get("background", "").split(" ")[0] or attributes.get("bgcolor", "")
        )
        if "border" in rules and not self._cell_borders:
            self._border, self._cell_borders = css.line_width(rules["border"]), True
        self._cell = Cell(
            columns=max(1, min(whole(attributes.get("colspan", ""), 1), MAX_COLUMNS)),
            rows=max(1, min(whole(attributes.get("rowspan", ""), 1), _MAX_ROWS)),
            shading=css.color(fill) if fill else "",
        )

    def end_cell(self, blocks: tuple[Paragraph, ...]) -> None:
        """A cell ends."""
        if not self._rows:
            self.begin_row()
        if self._cell is not None and len(self._rows[-1]) < MAX_COLUMNS:
            self._rows[-1].append(msgspec.structs.replace(self._cell, blocks=blocks or (Paragraph(),)))
        self._cell = None

    def table(self, page: PageSetup) -> Table | None:
        """The table, None when it has no cells."""
        rows: list[tuple[Cell, ...]] = []
        covered, heads = 0, self._heads
        # No cell reaches below the last row, and a row without cells is one only where others reach into it.
        for number, row in enumerate(self._rows):
            left = len(self._rows) - number
            cells = tuple(msgspec.structs.replace(cell, rows=min(cell.rows, left)) for cell in row)
            covered = max(covered - 1, 0)
            if cells or covered:
                rows.append(cells)
            elif number < self._heads:
                heads -= 1
            covered = max([covered, *(cell.rows for cell in cells)])
        if not any(rows):
            return None
        known = bool(self._widths) and all(self._widths)
        return Table(
            rows=tuple(rows),
            widths=shared_equally(self._widths, page) if known else (),
            border=self._border,
            header_rows=heads,
        )
