"""The Convert File dialog: in which encoding a text file is, where its content does not say."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from retrowriter.formats import encodings
from retrowriter.formats.encodings import Encoding, Guess
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.theme.palette import WINDOW_TEXT
from retrowriter.ui.widgets.sample_well import SampleWell

_WIDTH = 400
_LINES = 7
_SAMPLE_HEIGHT = 120
_POINTS = 10.0
_MAX_COLUMNS = 200


class ConvertFileDialog(Dialog):
    """Offers encodings, the likeliest chosen, and shows how the text would read."""

    def __init__(self, parent: QWidget | None, name: str, data: bytes, guess: Guess) -> None:
        super().__init__(parent, _tr("Convert File"), help_button=True)
        self._data = encodings.telling_lines(data, _LINES)
        # A file that is not sure to be Unicode is none.
        self._offered: Sequence[Encoding] = [entry for entry in encodings.ENCODINGS if not entry.key.startswith("utf")]
        said = QLabel(
            _tr("{} does not say in which encoding it is. Choose the one in which it reads well.").format(name)
        )
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setFixedWidth(_WIDTH)
        self.list = QListWidget()
        self.list.addItems([entry.label for entry in self._offered])
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setFixedSize(_WIDTH, len(self._offered) * (self.list.fontMetrics().height() + 1) + 4)
        self.sample = _Sample(_WIDTH, _SAMPLE_HEIGHT)
        self.sample.setAccessibleName(_tr("Sample"))
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.list.currentRowChanged.connect(self._show_sample)
        self.list.itemActivated.connect(lambda _item: self.accept())
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(said)
        left.addWidget(label(_tr("Convert file &from:"), self.list))
        left.addWidget(self.list)
        left.addWidget(QLabel(_tr("Sample:")))
        left.addWidget(self.sample)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.list: _tr("The encodings of text files; the likeliest one is marked."),
                self.sample: _tr("Lines of the file that read differently in each encoding."),
            }
        )
        keys = [entry.key for entry in self._offered]
        self.list.setCurrentRow(keys.index(guess.encoding) if guess.encoding in keys else 0)
        self.list.setFocus()

    def encoding(self) -> str:
        """The encoding chosen."""
        return self._offered[max(self.list.currentRow(), 0)].key

    def _show_sample(self) -> None:
        shown = encodings.decode(self._data, self.encoding()).replace("\r\n", "\n").replace("\r", "\n")
        self.sample.show_lines([line.expandtabs(8)[:_MAX_COLUMNS] for line in shown.split("\n")[:_LINES]])


class _Sample(SampleWell):
    """Lines in typewriter type."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self._lines: list[str] = []

    def show_lines(self, lines: list[str]) -> None:
        """Shows other lines."""
        self._lines = lines
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draws them."""
        painter.setFont(fonts.document_font("Courier New", _POINTS))
        painter.setPen(WINDOW_TEXT)
        metrics = painter.fontMetrics()
        for number, line in enumerate(self._lines):
            painter.drawText(6, 4 + metrics.ascent() + number * metrics.lineSpacing(), line)


def ask_encoding(parent: QWidget | None, name: str, data: bytes, guess: Guess) -> str | None:
    """Asks and waits; None when cancelled."""
    dialog = ConvertFileDialog(parent, name, data, guess)
    try:
        return dialog.encoding() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConvertFileDialog", text)
