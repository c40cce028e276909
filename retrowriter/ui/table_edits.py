"""What the Table menu does in an editor. Each is one step of undo; a table that changes is made anew from its data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from retrowriter.document import tables
from retrowriter.document.model import Paragraph, Table
from retrowriter.document.tables import Area
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import formatting, table_formats

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True)
class Chosen:
    """A table and the cells in it that are selected; without a selection that with the caret."""

    table: QTextTable
    area: Area


def chosen(editor: "Editor") -> Chosen | None:
    """The table with the caret, None when it is in none."""
    cursor = editor.textCursor()
    table = cursor.currentTable()
    if table is None:
        return None
    # PySide6 gives the four numbers back, which its stubs don't know.
    found: Any = cursor.selectedTableCells()
    row, rows, column, columns = found
    if rows <= 0:
        cell = table.cellAt(cursor)
        row, rows, column, columns = cell.row(), cell.rowSpan(), cell.column(), cell.columnSpan()
    return Chosen(table, Area(row, column, rows, columns))


def insert(editor: "Editor", table: Table, name: str = "Insert Table") -> None:
    """Puts a table in at the caret, which goes into its first cell."""
    cursor = editor.textCursor()
    if cursor.currentTable() is not None:
        return
    cursor.setPosition(cursor.selectionEnd())
    with editor.undo_names.naming(name):
        cursor.beginEditBlock()
        made = bridge.insert_table(cursor, table, editor.sheet)
        cursor.endEditBlock()
    _go(editor, made, 0, 0)


def change(editor: "Editor", name: str, use: Callable[[Table, Area], Table | None], go: Area | None = None) -> None:
    """Changes the table with the caret.

    Args:
        editor: the editor.
        name: of the step.
        use: gives the new table; None takes the table out.
        go: the caret goes to its first cell; None = it stays where it is, as far as that is still there.
    """
    here = chosen(editor)
    if here is None:
        return
    old = bridge.table_data(here.table, editor.sheet)
    new = use(old, here.area)
    if new == old:
        return
    cursor = QTextCursor(editor.document())
    made = None
    with editor.undo_names.naming(name):
        cursor.beginEditBlock()
        if new is None:
            bridge.remove_table(cursor, here.table)
        else:
            made = bridge.replace_table(cursor, here.table, new, editor.sheet)
        cursor.endEditBlock()
    if made is None:
        editor.setTextCursor(cursor)
    else:
        place = go or here.area
        _go(editor, made, place.row, place.column)


def insert_row_below(editor: "Editor") -> None:
    """Tab in the last cell: a row more."""
    here = chosen(editor)
    if here is not None:
        last = here.table.rows()
        change(editor, "Insert Rows", lambda table, _area: tables.insert_rows(table, last, 1, last - 1), Area(last, 0))


def split_table(editor: "Editor") -> bool:
    """Makes two tables of one, with a paragraph between, at the row with the caret; False where that cannot be."""
    here = chosen(editor)
    if here is None:
        return True
    parts = tables.halves(bridge.table_data(here.table, editor.sheet), here.area.row)
    if parts is None:
        return False
    cursor = QTextCursor(editor.document())
    with editor.undo_names.naming("Split Table"):
        cursor.beginEditBlock()
        above = bridge.replace_table(cursor, here.table, parts[0], editor.sheet)
        place = QTextCursor(editor.document())
        place.setPosition(above.lastPosition() + 1)
        bridge.fill_table(place, parts[1], editor.sheet)
        place.setPosition(above.lastPosition() + 1)
        place.setBlockFormat(editor.sheet.block())
        bridge.show_empty(place, editor.sheet.char())
        cursor.endEditBlock()
    editor.setTextCursor(place)
    return True


def to_text(editor: "Editor", between: str) -> None:
    """Makes text of the table with the caret."""
    here = chosen(editor)
    if here is None:
        return
    cursor = QTextCursor(editor.document())
    with editor.undo_names.naming("Convert Table to Text"):
        cursor.beginEditBlock()
        paragraphs = tables.to_paragraphs(bridge.table_data(here.table, editor.sheet), between)
        bridge.table_to_text(cursor, here.table, paragraphs, editor.sheet)
        cursor.endEditBlock()
    editor.setTextCursor(cursor)


def can_convert(editor: "Editor") -> bool:
    """Whether the selected paragraphs can become a table: none of them is in one."""
    return editor.textCursor().hasSelection() and bool(_paragraphs(editor))


def to_table(editor: "Editor", separator: str) -> None:
    """Makes a table of the selected paragraphs, one row each."""
    blocks = _paragraphs(editor)
    if not blocks:
        return
    first, last = blocks[0], blocks[-1]
    data = bridge.blocks_between(editor.document(), editor.sheet, first.position(), last.position() + last.length() - 1)
    lines = [tables.split_paragraph(block, separator) for block in data if isinstance(block, Paragraph)]
    cursor = QTextCursor(editor.document())
    with editor.undo_names.naming("Convert Text to Table"):
        cursor.beginEditBlock()
        made = bridge.text_to_table(cursor, first, last, tables.from_lines(lines), editor.sheet)
        cursor.endEditBlock()
    _go(editor, made, 0, 0)


def select(editor: "Editor", what: str) -> None:
    """Selects the "row", the "column" or the whole "table" with the caret."""
    here = chosen(editor)
    if here is None:
        return
    table, area = here.table, here.area
    rows, columns = (area.row, area.row + area.rows - 1), (area.column, area.column + area.columns - 1)
    if what != "column":
        columns = (0, table.columns() - 1)
    if what != "row":
        rows = (0, table.rows() - 1)
    cursor = table.cellAt(rows[0], columns[0]).firstCursorPosition()
    cursor.setPosition(table.cellAt(rows[1], columns[1]).lastPosition(), _KEEP)
    editor.setTextCursor(cursor)


def move(editor: "Editor", step: int) -> bool:
    """Goes to the next cell (1) or the one before (-1) and selects what is in it. False behind the last one."""
    cursor = editor.textCursor()
    table = cursor.currentTable()
    if table is None:
        return True
    cells = [cell for row in table_formats.cells_of(table) for cell in row]
    here = table.cellAt(cursor)
    number = next(index for index, cell in enumerate(cells) if cell == here) + step
    if number >= len(cells):
        return False
    wanted = cells[max(number, 0)]
    cursor = wanted.firstCursorPosition()
    cursor.setPosition(wanted.lastPosition(), _KEEP)
    editor.setTextCursor(cursor)
    return True


def _go(editor: "Editor", table: QTextTable, row: int, column: int) -> None:
    cell = table.cellAt(min(row, table.rows() - 1), min(column, table.columns() - 1))
    editor.setTextCursor(cell.firstCursorPosition())
    editor.ensureCursorVisible()


def _paragraphs(editor: "Editor") -> list[QTextBlock]:
    blocks = formatting.selected_blocks(editor)
    return [] if any(table_formats.table_of(block) is not None for block in blocks) else blocks
