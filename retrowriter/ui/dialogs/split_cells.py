"""The Split Cells dialog."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN

_MOST = 31


class SplitCellsDialog(Dialog):
    """Asks into how many a cell is split."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _tr("Split Cells"), help_button=True)
        self.columns, self.rows = QSpinBox(), QSpinBox()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        for row, (text, box, value) in enumerate(
            ((_tr("Number of &Columns:"), self.columns, 2), (_tr("Number of &Rows:"), self.rows, 1))
        ):
            box.setRange(1, _MOST)
            box.setValue(value)
            box.setFixedWidth(48)
            grid.addWidget(label(text, box), row, 0)
            grid.addWidget(box, row, 1)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        left = QVBoxLayout()
        left.addLayout(grid)
        left.addStretch()
        body = QHBoxLayout()
        body.setSpacing(2 * MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.columns: _tr("How many cells there are beside one another then."),
                self.rows: _tr("How many cells there are below one another then."),
            }
        )
        self.columns.setFocus()
        self.columns.selectAll()

    def parts(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows.value(), self.columns.value()


def ask_split(parent: QWidget | None) -> tuple[int, int] | None:
    """Asks for rows and columns and waits; None when cancelled."""
    dialog = SplitCellsDialog(parent)
    try:
        return dialog.parts() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("SplitCellsDialog", text)
