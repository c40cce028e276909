"""The Cell Height and Width dialog: the widths of a table's columns. Rows are as high as what is in them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.length_box import LengthBox

_LEAST = 0.2


class CellWidthDialog(Dialog):
    """Asks for the width of each column."""

    def __init__(self, parent: QWidget | None, widths: Sequence[float], column: int, room: float) -> None:
        """Widths in points; `column`: the one shown first; `room`: what columns of equal widths share."""
        super().__init__(parent, _tr("Cell Height and Width"), help_button=True)
        self._widths = list(widths)
        self._column = column
        self._room = room
        self._equal = False
        self.width_box = LengthBox(least=_LEAST)
        self._label = label("", self.width_box)
        self._total = QLabel()
        self.previous_button, self.next_button, self.equal_button = buttons(
            _tr("&Previous Column"), _tr("&Next Column"), _tr("&Equal Widths"), default=-1
        )
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._label)
        row.addWidget(self.width_box)
        row.addStretch()
        steps = QHBoxLayout()
        steps.setSpacing(GAP)
        for button in (self.previous_button, self.next_button, self.equal_button):
            steps.addWidget(button)
        inside = QVBoxLayout()
        inside.setSpacing(8)
        inside.addLayout(row)
        inside.addWidget(self._total)
        inside.addLayout(steps)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(group(_tr("Column"), inside))
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.width_box: _tr("The width of the column, with the room between its text and its edges."),
                self.previous_button: _tr("Shows the width of the column before."),
                self.next_button: _tr("Shows the width of the column behind."),
                self.equal_button: _tr("Shares the width of the text among all columns."),
            }
        )
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.previous_button.clicked.connect(lambda: self._go(-1))
        self.next_button.clicked.connect(lambda: self._go(1))
        self.equal_button.clicked.connect(self._share)
        self.width_box.valueChanged.connect(self._on_changed)
        self._go(0)

    def widths(self) -> tuple[float, ...]:
        """The widths of all columns; none when they share the room equally."""
        return () if self._equal else tuple(self._widths)

    def _go(self, step: int) -> None:
        self._column = (self._column + step) % len(self._widths)
        self._label.setText(_tr("&Width of Column {0}:").format(self._column + 1))
        self.width_box.setAccessibleName(_tr("Width of Column {0}").format(self._column + 1))
        self.width_box.blockSignals(True)
        self.width_box.set_points(self._widths[self._column])
        self.width_box.blockSignals(False)
        self._show_total()
        self.width_box.setFocus()
        self.width_box.selectAll()

    def _share(self) -> None:
        self._widths = [self._room / len(self._widths)] * len(self._widths)
        self._equal = True
        self._go(0)

    def _on_changed(self) -> None:
        self._widths[self._column] = self.width_box.points()
        self._equal = False
        self._show_total()

    def _show_total(self) -> None:
        total, room = sum(self._widths) / 72, self._room / 72
        self._total.setText(_tr('All columns: {0:.2f}" of {1:.2f}" between the margins').format(total, room))


def ask_widths(parent: QWidget | None, widths: Sequence[float], column: int, room: float) -> tuple[float, ...] | None:
    """Asks and waits; None when cancelled."""
    dialog = CellWidthDialog(parent, widths, column, room)
    try:
        return dialog.widths() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("CellWidthDialog", text)
