"""The Insert Table dialog."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSpinBox, QWidget

from retrowriter.document.table_looks import Dress
from retrowriter.document.tables import MAX_COLUMNS
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.dialogs.table_autoformat import ask_look
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.length_box import LengthBox

MAX_ROWS = 500

_COLUMNS, _ROWS = 2, 2
_MOST_COLUMNS = min(31, MAX_COLUMNS)


@dataclass(frozen=True)
class NewTable:
    """What table is wanted; width 0 = the columns share the room."""

    rows: int
    columns: int
    width: float = 0.0
    look: Dress | None = None


class InsertTableDialog(Dialog):
    """Asks for the size of a new table."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _tr("Insert Table"), help_button=True)
        self._look: Dress | None = None
        self.columns, self.rows = QSpinBox(), QSpinBox()
        self.columns.setRange(1, _MOST_COLUMNS)
        self.rows.setRange(1, MAX_ROWS)
        self.columns.setValue(_COLUMNS)
        self.rows.setValue(_ROWS)
        self.width_box = LengthBox()
        self.width_box.setSpecialValueText(_tr("Auto"))
        self.columns.setFixedWidth(self.width_box.width())
        self.rows.setFixedWidth(self.width_box.width())
        self._format = QLabel()
        self.ok_button, self.cancel_button, self.look_button = buttons("OK", _tr("Cancel"), _tr("&AutoFormat..."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        for row, (text, box) in enumerate(
            ((_tr("Number of &Columns:"), self.columns), (_tr("Number of &Rows:"), self.rows))
        ):
            grid.addWidget(label(text, box), row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(label(_tr("Column &Width:"), self.width_box), 2, 0)
        grid.addWidget(self.width_box, 2, 1)
        grid.addWidget(QLabel(_tr("Table Format:")), 3, 0)
        grid.addWidget(self._format, 3, 1)
        body = QHBoxLayout()
        body.setSpacing(2 * MARGIN)
        body.addLayout(grid)
        body.addLayout(button_column([self.ok_button, self.cancel_button, self.look_button]))
        self.set_body(body)
        self.explain(
            {
                self.columns: _tr("How many cells stand beside one another."),
                self.rows: _tr("How many cells stand below one another."),
                self.width_box: _tr("The width of each column; Auto shares the width of the text among them."),
                self.look_button: _tr("Chooses lines and shading for the table."),
            }
        )
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.look_button.clicked.connect(self._ask_look)
        self._show_look()
        self.columns.setFocus()
        self.columns.selectAll()

    def wanted(self) -> NewTable:
        """The table asked for."""
        return NewTable(self.rows.value(), self.columns.value(), self.width_box.points(), self._look)

    def _ask_look(self) -> None:
        chosen = ask_look(self, self._look)
        if chosen is not None:
            self._look = chosen
            self._show_look()

    def _show_look(self) -> None:
        self._format.setText(_tr("(none)") if self._look is None else _tr(self._look.look.name))


def ask_table(parent: QWidget | None) -> NewTable | None:
    """Asks and waits; None when cancelled."""
    dialog = InsertTableDialog(parent)
    try:
        return dialog.wanted() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("InsertTableDialog", text)
