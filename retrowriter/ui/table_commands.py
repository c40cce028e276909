"""The Table menu: its commands, when they can be used, and their dialogs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from retrowriter.document import tables
from retrowriter.document.model import Table
from retrowriter.document.tables import Area
from retrowriter.settings import GRIDLINES, Settings
from retrowriter.ui import document_bridge as bridge
from retrowriter.ui import formatting, table_edits, text_formats
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.editor import Editor
from retrowriter.ui.notify import notify
from retrowriter.ui.panes import Pane
from retrowriter.ui.translation import command_text

_WRITING = "The model is writing in this table. Stop it first (Esc)."
_MERGED = "A table with merged cells cannot be sorted. Split them first."
_NO_SPLIT = "The table cannot be split inside a merged cell, or above its first row."


class TableCommands(QObject):
    """What the Table menu does in the active document."""

    def __init__(self, settings: Settings, area: DocumentArea, commands: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        commands["gridlines"].setChecked(settings.get(GRIDLINES))
        self._area = area
        self._commands = commands
        self._parent = parent
        area.pane_opened.connect(self._on_pane_opened)
        area.current_changed.connect(self.refresh)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        change = self._change
        return {
            "insert_table": self.ask_insert,
            "insert_rows": lambda: change("Insert Rows", _rows_above),
            "insert_columns": lambda: change("Insert Columns", _columns_before),
            "delete_cells": self.ask_delete,
            "delete_rows": lambda: change("Delete Rows", _without_rows),
            "merge_cells": lambda: change("Merge Cells", tables.merge),
            "split_cells": self.ask_split,
            "select_row": partial(self._edit, partial(table_edits.select, what="row")),
            "select_column": partial(self._edit, partial(table_edits.select, what="column")),
            "select_table": partial(self._edit, partial(table_edits.select, what="table")),
            "table_autoformat": self.ask_look,
            "cell_width": self.ask_width,
            "table_headings": self._switch_headings,
            "convert_table": self.ask_convert,
            "sort": self.ask_sort,
            "split_table": self._split_table,
            "gridlines": self._show_gridlines,
        }

    def insert(self, rows: int, columns: int) -> None:
        """Puts an empty table in at the caret: what the button's grid asks for."""
        self._edit(lambda editor: table_edits.insert(editor, _new(editor, rows, columns)))

    def refresh(self) -> None:
        """Switches the commands off and on: most need a caret in a table."""
        current = self._area.current
        editor = current.editor if current is not None and current.editor.is_loaded else None
        here = table_edits.chosen(editor) if editor is not None else None
        for name in self.slots():
            self._commands[name].setEnabled(here is not None)
        self._commands["gridlines"].setEnabled(True)
        self._commands["insert_table"].setEnabled(editor is not None and here is None)
        can_convert = here is not None or (editor is not None and table_edits.can_convert(editor))
        self._commands["convert_table"].setEnabled(can_convert)
        words = command_text("Con&vert Table to Text..." if here is not None else "Con&vert Text to Table...")
        self._commands["convert_table"].setText(words)
        several = here is not None and (here.area.rows > 1 or here.area.columns > 1)
        self._commands["merge_cells"].setEnabled(several)
        is_heading = here is not None and here.table.format().headerRowCount() > 0
        self._commands["table_headings"].setChecked(is_heading)

    def ask_insert(self) -> None:
        """Table > Insert Table."""
        from retrowriter.ui.dialogs.insert_table import ask_table

        answer = ask_table(self._parent)
        if answer is None:
            return

        def put(editor: Editor) -> None:
            table = _new(editor, answer.rows, answer.columns)
            if answer.width:
                table = tables.with_widths(table, (answer.width,) * answer.columns)
            if answer.look is not None:
                table = answer.look.dressed(table)
            table_edits.insert(editor, table)

        self._edit(put)

    def ask_delete(self) -> None:
        """Table > Delete Cells."""
        from retrowriter.ui.dialogs.delete_cells import ask_delete

        here = self._here()
        if here is None:
            return
        choice = ask_delete(self._parent, tables.is_simple(self._data(here)))
        uses: dict[str, Callable[[Table, Area], Table | None]] = {
            "left": lambda table, area: tables.shift_cells(table, area, across=True),
            "up": lambda table, area: tables.shift_cells(table, area, across=False),
            "rows": _without_rows,
            "columns": lambda table, area: tables.delete_columns(table, area.column, area.columns),
        }
        if choice is not None:
            names = {"rows": "Delete Rows", "columns": "Delete Columns"}
            self._change(names.get(choice, "Delete Cells"), uses[choice])

    def ask_split(self) -> None:
        """Table > Split Cells."""
        from retrowriter.ui.dialogs.split_cells import ask_split

        here = self._here()
        if here is None:
            return
        answer = ask_split(self._parent)
        if answer is not None:
            share = _share(self._editor(), here)
            self._change("Split Cells", lambda table, area: tables.split(table, area.row, area.column, *answer, share))

    def ask_look(self) -> None:
        """Table > Table AutoFormat."""
        from retrowriter.ui.dialogs.table_autoformat import ask_look

        if self._here() is None:
            return
        choice = ask_look(self._parent)
        if choice is not None:
            self._change("AutoFormat", lambda table, _area: choice.dressed(table))

    def ask_width(self) -> None:
        """Table > Cell Height and Width."""
        from retrowriter.ui.dialogs.cell_width import ask_widths

        here, editor = self._here(), self._editor()
        if here is None or editor is None:
            return
        data = self._data(here)
        share = _share(editor, here)
        widths = [*data.widths, *[share] * (here.table.columns() - len(data.widths))]
        room = text_formats.text_width(editor.page)
        answer = ask_widths(self._parent, widths, here.area.column, room)
        if answer is not None and answer != tuple(widths):
            self._change("Column Width", lambda table, _area: tables.with_widths(table, answer))

    def ask_sort(self) -> None:
        """Table > Sort."""
        from retrowriter.ui.dialogs.sort import ask_sort

        here = self._here()
        if here is None:
            return
        data = self._data(here)
        if not tables.is_simple(data):
            notify(self._parent, _MERGED)
            return
        titles = [tables.text_of(cell) for cell in data.rows[0]]
        order = ask_sort(self._parent, titles, here.area.column, data.header_rows > 0)
        if order is not None:
            self._change("Sort", lambda table, _area: tables.sort_rows(table, order))

    def ask_convert(self) -> None:
        """Table > Convert Text to Table, or Table to Text."""
        from retrowriter.ui.dialogs.convert_table import ask_separator

        here = self._here()
        separator = ask_separator(self._parent, to_text=here is not None)
        if separator is None:
            return
        if here is None:
            self._edit(partial(table_edits.to_table, separator=separator))
        elif not self._is_written_in(here):
            self._edit(partial(table_edits.to_text, between=separator))

    def _switch_headings(self) -> None:
        on = self._commands["table_headings"].isChecked()

        def switched(table: Table, area: Area) -> Table:
            return tables.with_headings(table, area.row + area.rows if on else 0)

        self._change("Headings", switched)
        self.refresh()

    def _show_gridlines(self) -> None:
        on = self._commands["gridlines"].isChecked()
        self._settings.set(GRIDLINES, on)
        for window in self._area.windows:
            for pane in window.panes.all:
                pane.editor.decorations.gridlines = on
                pane.editor.viewport().update()

    def _split_table(self) -> None:
        here, editor = self._here(), self._editor()
        if here is None or editor is None or self._is_written_in(here):
            return
        if not table_edits.split_table(editor):
            notify(self._parent, _NO_SPLIT)
        editor.setFocus()

    def _change(self, name: str, use: Callable[[Table, Area], Table | None]) -> None:
        here = self._here()
        if here is not None and not self._is_written_in(here):
            self._edit(lambda editor: table_edits.change(editor, name, use))

    def _is_written_in(self, here: table_edits.Chosen) -> bool:
        """Says so and is True when the model writes in the table: its place would be lost."""
        insertion = self._area.current.insertion if self._area.current is not None else None
        first, last = here.table.firstPosition(), here.table.lastPosition()
        if insertion is None or not first <= insertion.position <= last:
            return False
        notify(self._parent, _WRITING)
        return True

    def _editor(self) -> Editor | None:
        current = self._area.current
        return current.editor if current is not None and current.editor.is_loaded else None

    def _here(self) -> table_edits.Chosen | None:
        editor = self._editor()
        return table_edits.chosen(editor) if editor is not None else None

    def _data(self, here: table_edits.Chosen) -> Table:
        editor = self._editor()
        assert editor is not None
        return bridge.table_data(here.table, editor.sheet)

    def _edit(self, change: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            change(editor)
            editor.setFocus()

    def _on_pane_opened(self, pane: Pane) -> None:
        editor = pane.editor
        editor.decorations.gridlines = self._settings.get(GRIDLINES)
        editor.row_wanted.connect(self._add_row)
        for change in (editor.format_changed, editor.selectionChanged, editor.loaded):
            change.connect(self.refresh)

    def _add_row(self) -> None:
        here = self._here()
        if here is not None and not self._is_written_in(here):
            self._edit(table_edits.insert_row_below)


def _new(editor: Editor, rows: int, columns: int) -> Table:
    here = formatting.first_block(editor)
    return tables.empty(rows, columns, bridge.like(here))


def _rows_above(table: Table, area: Area) -> Table:
    return tables.insert_rows(table, area.row, area.rows, area.row)


def _columns_before(table: Table, area: Area) -> Table:
    return tables.insert_columns(table, area.column, area.columns, area.column)


def _without_rows(table: Table, area: Area) -> Table | None:
    return tables.delete_rows(table, area.row, area.rows)


def _share(editor: Editor | None, here: table_edits.Chosen) -> float:
    """The width of each column of a table that does not say its widths."""
    assert editor is not None
    return round(text_formats.text_width(editor.page) / here.table.columns(), 2)
