"""The Tip of the Day."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_column, buttons
from retrowriter.ui.theme import fonts, icons
from retrowriter.ui.theme.metrics import MARGIN

_WIDTH, _HEIGHT = 290, 140


class TipDialog(Dialog):
    """Shows a tip, and the next one when that is wanted.

    Signals:
        topics_wanted: the writer wants to read more.
    """

    topics_wanted = Signal()

    def __init__(self, parent: QWidget | None, tips: Sequence[str], first: int, at_start: bool) -> None:
        super().__init__(parent, _tr("Tip of the Day"), help_button=True)
        self._tips = list(tips)
        self.number = first % len(self._tips)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("tip", 32, max(1, round(QApplication.primaryScreen().devicePixelRatio()))))
        heading = QLabel(_tr("Did you know..."))
        heading.setFont(fonts.ui_font(bold=True))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.at_start_box = QCheckBox(_tr("&Show Tips at Startup"))
        self.at_start_box.setChecked(at_start)
        self.ok_button, self.next_button, self.more_button = buttons("OK", _tr("&Next Tip"), _tr("&More Tips..."))
        self.ok_button.clicked.connect(self.accept)
        self.next_button.clicked.connect(self._next)
        self.more_button.clicked.connect(self._show_more)
        well = QFrame()
        well.setFrameStyle(QFrame.Shape.WinPanel | QFrame.Shadow.Sunken)
        well.setFixedSize(_WIDTH, _HEIGHT)
        well.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        well.setAutoFillBackground(True)
        head = QHBoxLayout()
        head.addWidget(picture)
        head.addWidget(heading, 1)
        inside = QVBoxLayout(well)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.addLayout(head)
        inside.addWidget(self.text, 1)
        left = QVBoxLayout()
        left.setSpacing(MARGIN)
        left.addWidget(well)
        left.addWidget(self.at_start_box)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.next_button, self.more_button]))
        self.set_body(body)
        self.explain(
            {
                self.at_start_box: _tr("On: a tip is shown each time the program starts."),
                self.next_button: _tr("Shows another tip."),
                self.more_button: _tr("Shows the topics of the manual."),
            }
        )
        self.ok_button.setFocus()
        self._fill()

    def _fill(self) -> None:
        self.text.setText(self._tips[self.number])
        self.setAccessibleDescription(self._tips[self.number])

    def _next(self) -> None:
        self.number = (self.number + 1) % len(self._tips)
        self._fill()

    def _show_more(self) -> None:
        self.accept()
        self.topics_wanted.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("TipDialog", text)
