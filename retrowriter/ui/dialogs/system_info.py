"""About > System Info: what the program stands on here, for those who help somebody."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_row, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.table import Table

_WIDTH, _ROWS = 430, 15


class SystemInfoDialog(Dialog):
    """A table of facts, which can be copied as text."""

    def __init__(self, parent: QWidget | None, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, _tr("System Info"))
        self._facts = list(facts)
        self.table = Table((_tr("Item"), _tr("Value")), (150, 240), _ROWS)
        self.table.setFixedWidth(_WIDTH)
        self.table.show_rows([(name, (name, value)) for name, value in self._facts])
        self.ok_button, self.copy_button = buttons("OK", _tr("&Copy"))
        self.ok_button.clicked.connect(self.accept)
        self.copy_button.clicked.connect(self._copy)
        body = QVBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(label(_tr("&What the program stands on:"), self.table))
        body.addWidget(self.table)
        body.addSpacing(MARGIN - GAP)
        body.addLayout(button_row([self.ok_button, self.copy_button]))
        self.set_body(body)
        self.ok_button.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._facts))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SystemInfoDialog", text)
