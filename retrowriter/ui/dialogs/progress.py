"""The dialog of a long job: what is being done, how far it is, and a way out."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, buttons
from retrowriter.ui.theme.metrics import GAP

_WIDTH = 330
_BAR_HEIGHT = 18


class ProgressDialog(Dialog):
    """Shows progress; the job itself runs elsewhere.

    Signals:
        cancelled: Cancel or Escape; the dialog stays until it is closed with accept().
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None, caption: str, text: str = "") -> None:
        super().__init__(parent, caption)
        self._text = QLabel(text)
        self._detail = QLabel()
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for shown in (self._text, self._detail):
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setFixedWidth(_WIDTH)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(caption)
        (self.cancel_button,) = buttons(QCoreApplication.translate("ProgressDialog", "Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addStretch()
        body = QVBoxLayout()
        body.setSpacing(GAP)
        for widget in (self._text, self._detail, self._percent, self.bar):
            body.addWidget(widget)
        body.addSpacing(4)
        body.addLayout(row)
        self.set_body(body)

    def set_text(self, text: str) -> None:
        """What is being done, in a line."""
        self._text.setText(text)

    def set_detail(self, text: str) -> None:
        """The file or the step; shortened in the middle where it is too long."""
        self._detail.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDTH))

    def set_fraction(self, fraction: float | None) -> None:
        """How far it is, 0 to 1; None where nobody knows."""
        if fraction is None:
            self.bar.setRange(0, 0)
            self._percent.clear()
            return
        self.bar.setRange(0, 1000)
        bounded = min(max(fraction, 0.0), 1.0)
        self.bar.setValue(round(bounded * 1000))
        self._percent.setText(f"{int(bounded * 100)}%")

    def reject(self) -> None:
        """Qt's override: asks the job to stop, once."""
        if self.cancel_button.isEnabled():
            self.cancel_button.setEnabled(False)
            self.cancelled.emit()
