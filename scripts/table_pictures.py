"""The pictures of the Table menu that screenshots.py makes: its dialogs."""

from collections.abc import Callable
from pathlib import Path

TITLES = ("Item", "Owner", "Due")


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.ui.dialogs.cell_width import CellWidthDialog
    from retrowriter.ui.dialogs.convert_table import ConvertTableDialog
    from retrowriter.ui.dialogs.delete_cells import DeleteCellsDialog
    from retrowriter.ui.dialogs.insert_table import InsertTableDialog
    from retrowriter.ui.dialogs.sort import SortDialog
    from retrowriter.ui.dialogs.split_cells import SplitCellsDialog
    from retrowriter.ui.dialogs.table_autoformat import TableAutoFormatDialog

    return {
        "insert_table": lambda: InsertTableDialog(None),
        "table_autoformat": lambda: TableAutoFormatDialog(None),
        "cell_width": lambda: CellWidthDialog(None, [144.0, 144.0, 144.0], 0, 432.0),
        "delete_cells": lambda: DeleteCellsDialog(None),
        "split_cells": lambda: SplitCellsDialog(None),
        "sort_table": lambda: SortDialog(None, TITLES, headings=True),
        "text_to_table": lambda: ConvertTableDialog(None, to_text=False),
        "table_to_text": lambda: ConvertTableDialog(None, to_text=True),
    }
