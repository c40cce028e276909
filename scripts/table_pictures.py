"""The pictures of tables and pictures that screenshots.py makes: their dialogs, and a memo with one of each."""

from collections.abc import Callable
from pathlib import Path

from retrowriter import formats
from retrowriter.document import table_looks
from retrowriter.document.model import Cell, Document, PageSetup, Paragraph, ParagraphFormat, Picture, Run, Table

_ROWS = (
    ("Item", "Quantity", "Price"),
    ("Toner cartridge for the laser printer on the second floor", "4", "$96.00"),
    ("Paper, white, 500 sheets", "12", "$5.40"),
    ("Envelopes, box of 100", "3", "$8.95"),
    ("Total", "", "$475.65"),
)


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.settings import Settings
    from retrowriter.ui.dialogs.cell_width import CellWidthDialog
    from retrowriter.ui.dialogs.convert_table import ConvertTableDialog
    from retrowriter.ui.dialogs.delete_cells import DeleteCellsDialog
    from retrowriter.ui.dialogs.insert_table import InsertTableDialog
    from retrowriter.ui.dialogs.picture import PictureDialog
    from retrowriter.ui.dialogs.sort import SortDialog
    from retrowriter.ui.dialogs.split_cells import SplitCellsDialog
    from retrowriter.ui.dialogs.table_autoformat import TableAutoFormatDialog
    from retrowriter.ui.main_window import MainWindow

    def tables() -> object:
        path = home / "Supplies.rdw"
        formats.write_file(path, document(), formats.NATIVE)
        window = MainWindow(Settings())
        window.resize(800, 760)
        window.start([str(path)])
        # A picture is decoded on a thread, which a screenshot does not wait for.
        window.area.current.editor.pictures.waits = True
        return window

    ledger = table_looks.Dress(table_looks.LOOKS[5], last=True)
    shown = Picture(name="1.png", width=180.0, height=90.0, description="The new printer")
    return {
        "tables": tables,
        "insert_table": lambda: InsertTableDialog(None),
        "table_autoformat": lambda: TableAutoFormatDialog(None, ledger),
        "delete_cells": lambda: DeleteCellsDialog(None),
        "split_cells": lambda: SplitCellsDialog(None),
        "cell_width": lambda: CellWidthDialog(None, [216.0, 72.0, 72.0], 0, 432.0),
        "sort_table": lambda: SortDialog(None, ["Item", "Quantity", "Price"], 2, headings=True),
        "text_to_table": lambda: ConvertTableDialog(None, to_text=False),
        "table_to_text": lambda: ConvertTableDialog(None, to_text=True),
        "picture": lambda: PictureDialog(None, shown, (180.0, 90.0)),
    }


def document() -> Document:
    """A memo with a table and a picture."""
    rows = tuple(tuple(_cell(text, at_right=column > 0) for column, text in enumerate(row)) for row in _ROWS)
    prices = table_looks.Dress(table_looks.LOOKS[3], last=True).dressed(
        Table(rows=rows, widths=(244.0, 80.0, 80.0), header_rows=1)
    )
    steps = Table(
        rows=(
            (Cell(blocks=(Paragraph(content=(_picture(),)),), rows=2), Cell(blocks=(_paragraph("Ask Ms. Hale."),))),
            (
                Cell(
                    blocks=(
                        _paragraph("Print on both sides:", list="bullet"),
                        _paragraph("drafts", list="bullet", list_level=1),
                        _paragraph("letters to ourselves", list="bullet", list_level=1),
                    )
                ),
            ),
        ),
        widths=(212.0, 192.0),
    )
    return Document(
        page=PageSetup(left=72.0, right=72.0),
        blocks=(
            _paragraph("Office Supplies", style="Title"),
            _paragraph("This is what we need for the second quarter of 1995. Please sign it by Friday."),
            Paragraph(),
            prices,
            Paragraph(),
            _paragraph("How to save paper:", style="Heading 2"),
            steps,
            Paragraph(),
            _paragraph("Thank you."),
        ),
        pictures={"1.png": _printer()},
    )


def _cell(text: str, at_right: bool) -> Cell:
    own = ParagraphFormat(alignment="right") if at_right else ParagraphFormat()
    return Cell(blocks=(Paragraph(content=(Run(text=text),) if text else (), format=own),))


def _paragraph(text: str, **fields: object) -> Paragraph:
    return Paragraph(content=(Run(text=text),), **fields)


def _picture() -> Picture:
    return Picture(name="1.png", width=180.0, height=90.0, description="The new printer")


def _printer() -> bytes:
    """A drawing of a printer, as a file."""
    from PySide6.QtCore import QBuffer, QRect
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(240, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("#008080"))
    painter = QPainter(image)
    for color, box in (
        ("#404040", QRect(48, 102, 150, 6)),
        ("#ffffff", QRect(80, 14, 80, 40)),
        ("#808080", QRect(46, 50, 148, 52)),
        ("#c0c0c0", QRect(42, 46, 148, 52)),
        ("#404040", QRect(56, 60, 120, 4)),
        ("#ffffff", QRect(72, 74, 92, 34)),
        ("#808080", QRect(80, 82, 60, 2)),
        ("#808080", QRect(80, 90, 70, 2)),
        ("#00ff00", QRect(170, 80, 8, 4)),
    ):
        painter.fillRect(box, QColor(color))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
