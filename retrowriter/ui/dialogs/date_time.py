"""The Date and Time dialog."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from retrowriter.text import dates
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN


class DateTimeDialog(Dialog):
    """Asks how the date or the time is written."""

    def __init__(self, parent: QWidget | None, now: datetime) -> None:
        super().__init__(parent, _tr("Date and Time"), help_button=True)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setFixedSize(200, 204)
        self.list.addItems([dates.written(now, pattern) for pattern in dates.PATTERNS])
        self.list.setCurrentRow(0)
        self.field = QCheckBox(_tr("&Update Automatically (Insert as Field)"))
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Available Formats:"), self.list))
        left.addWidget(self.list)
        left.addSpacing(GAP)
        left.addWidget(self.field)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.list: _tr("How the date or the time of now is written."),
                self.field: _tr("On: the document shows the date of the day on which it is opened."),
            }
        )
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.setFocus()

    def pattern(self) -> str:
        """The pattern chosen."""
        return dates.PATTERNS[self.list.currentRow()]

    def as_field(self) -> bool:
        """Whether it is to stay the date of today, whatever day that is."""
        return self.field.isChecked()


def ask_date_time(parent: QWidget | None) -> tuple[str, bool] | None:
    """Asks and waits; the pattern and whether a field is wanted; None when cancelled."""
    dialog = DateTimeDialog(parent, datetime.now())
    try:
        return (dialog.pattern(), dialog.as_field()) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("DateTimeDialog", text)
