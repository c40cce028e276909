"""The About dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import PROGRAM, Dialog, button_column, buttons
from retrowriter.ui.theme import fonts, icons
from retrowriter.ui.theme.metrics import MARGIN
from retrowriter.ui.widgets.etched_line import EtchedLine

_TEXT_WIDTH = 270


class AboutDialog(Dialog):
    """The program's name over lines about it: version, copyright, model; an empty line is a groove.

    Signals:
        info_wanted: the writer wants to know what the program stands on.
    """

    info_wanted = Signal()

    def __init__(self, parent: QWidget | None, lines: Sequence[str]) -> None:
        super().__init__(parent, QCoreApplication.translate("AboutDialog", "About {}").format(PROGRAM))
        picture = QLabel()
        scale = max(1, round(QApplication.primaryScreen().devicePixelRatio()))
        picture.setPixmap(icons.pixmap("app", 32, scale))
        name = QLabel(PROGRAM)
        name.setFont(fonts.ui_font(bold=True))
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addWidget(name)
        for line in lines:
            if line:
                shown = QLabel(line)
                shown.setTextFormat(Qt.TextFormat.PlainText)
                shown.setWordWrap(True)
                shown.setFixedWidth(_TEXT_WIDTH)
                text.addWidget(shown)
            else:
                text.addSpacing(4)
                text.addWidget(EtchedLine())
                text.addSpacing(4)
        text.addStretch()
        self.ok_button, self.info_button = buttons("OK", QCoreApplication.translate("AboutDialog", "&System Info..."))
        self.ok_button.clicked.connect(self.accept)
        self.info_button.clicked.connect(self.info_wanted)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(text)
        body.addLayout(button_column([self.ok_button, self.info_button]))
        self.set_body(body)
        self.setAccessibleDescription("\n".join(line for line in lines if line))
