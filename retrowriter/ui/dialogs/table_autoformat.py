"""The Table AutoFormat dialog."""

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from retrowriter.document.model import Cell, Paragraph, Run, Table
from retrowriter.document.table_looks import LOOKS, Dress
from retrowriter.document.tables import text_of
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.theme.palette import DARK_SHADOW, WINDOW_TEXT
from retrowriter.ui.widgets.sample_well import SampleWell

_TEXTS = (
    ("", "Jan", "Feb", "Mar", "Total"),
    ("East", "7", "7", "5", "19"),
    ("West", "6", "4", "7", "17"),
    ("South", "8", "7", "9", "24"),
    ("Total", "21", "18", "21", "60"),
)
_SAMPLE = Table(
    rows=tuple(
        tuple(Cell(blocks=(Paragraph(content=(Run(text=text),) if text else ()),)) for text in row) for row in _TEXTS
    )
)
_CELL_WIDTH, _CELL_HEIGHT = 40, 19


class TableAutoFormatDialog(Dialog):
    """Asks for a ready look of a table."""

    def __init__(self, parent: QWidget | None, shown: Dress | None = None) -> None:
        super().__init__(parent, _tr("Table AutoFormat"), help_button=True)
        shown = shown or Dress(LOOKS[1])
        self.list = QListWidget()
        self.list.addItems([_tr(look.name) for look in LOOKS])
        self.list.setFixedSize(120, 13 * 13 + 4)
        self.heading = QCheckBox(_tr("Heading &Rows"))
        self.first = QCheckBox(_tr("First &Column"))
        self.last = QCheckBox(_tr("&Last Row"))
        self._sample = _Sample()
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Formats:"), self.list))
        left.addWidget(self.list)
        left.addStretch()
        preview = QVBoxLayout()
        preview.addWidget(self._sample)
        apply = QHBoxLayout()
        apply.setSpacing(2 * GAP)
        for box in (self.heading, self.first, self.last):
            apply.addWidget(box)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(group(_tr("Preview"), preview))
        right.addWidget(group(_tr("Apply Special Formats To"), apply))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(right)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.list: _tr("The looks to choose from; the preview shows the chosen one."),
                self.heading: _tr("Sets the first row apart."),
                self.first: _tr("Sets the first column apart."),
                self.last: _tr("Sets the last row apart, as one with totals."),
            }
        )
        self.list.setCurrentRow(LOOKS.index(shown.look))
        for box, on in ((self.heading, shown.heading), (self.first, shown.first), (self.last, shown.last)):
            box.setChecked(on)
            box.toggled.connect(self._show_sample)
        self.list.currentRowChanged.connect(self._show_sample)
        self.list.itemDoubleClicked.connect(self.accept)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._show_sample()
        self.list.setFocus()

    def dress(self) -> Dress:
        """What is chosen."""
        look = LOOKS[max(self.list.currentRow(), 0)]
        return Dress(look, self.heading.isChecked(), self.first.isChecked(), self.last.isChecked())

    def _show_sample(self) -> None:
        self._sample.show_table(self.dress().dressed(_SAMPLE))


class _Sample(SampleWell):
    def __init__(self) -> None:
        super().__init__(5 * _CELL_WIDTH + 24, 5 * _CELL_HEIGHT + 24)
        self._table = _SAMPLE

    def show_table(self, table: Table) -> None:
        self._table = table
        self.update()

    def draw(self, painter: QPainter) -> None:
        for row, cells in enumerate(self._table.rows):
            for column, cell in enumerate(cells):
                box = QRect(12 + column * _CELL_WIDTH, 12 + row * _CELL_HEIGHT, _CELL_WIDTH, _CELL_HEIGHT)
                self._draw_cell(painter, box, cell)
        if self._table.border:
            thick = max(1, round(self._table.border))
            width, height = 5 * _CELL_WIDTH, 5 * _CELL_HEIGHT
            for column in range(6):
                painter.fillRect(12 + column * _CELL_WIDTH, 12, thick, height + thick, DARK_SHADOW)
            for row in range(6):
                painter.fillRect(12, 12 + row * _CELL_HEIGHT, width + thick, thick, DARK_SHADOW)

    def _draw_cell(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        if cell.shading:
            painter.fillRect(box, QColor(cell.shading))
        runs = [item for item in cell.blocks[0].content if isinstance(item, Run)]
        if runs:
            char = runs[0].format
            font = QFont(fonts.ui_font())
            font.setBold(bool(char.bold))
            painter.setFont(font)
            painter.setPen(QColor(char.color) if char.color else WINDOW_TEXT)
            painter.drawText(
                box.adjusted(5, 0, -2, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text_of(cell)
            )


def ask_look(parent: QWidget | None, shown: Dress | None = None) -> Dress | None:
    """Asks and waits; None when cancelled."""
    dialog = TableAutoFormatDialog(parent, shown)
    try:
        return dialog.dress() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("TableAutoFormatDialog", text)
