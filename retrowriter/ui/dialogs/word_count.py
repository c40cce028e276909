"""The Word Count dialog: how much there is, and how easily it reads."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from retrowriter.text.statistics import Statistics
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group
from retrowriter.ui.theme.metrics import GAP, MARGIN

_NUMBER_WIDTH = 62
_NONE = "-"


class WordCountDialog(Dialog):
    """Shows figures of a document, and of the selection in it where there is one."""

    def __init__(
        self, parent: QWidget | None, document: Statistics, pages: int, lines: int, selection: Statistics | None = None
    ) -> None:
        super().__init__(parent, _tr("Word Count"), help_button=False)
        columns = [document] if selection is None else [document, selection]
        self.rows: dict[str, list[str]] = {
            _tr("Pages"): [f"{pages:,}"],
            _tr("Words"): [f"{each.words:,}" for each in columns],
            _tr("Characters"): [f"{each.letters:,}" for each in columns],
            _tr("Characters with Spaces"): [f"{each.characters:,}" for each in columns],
            _tr("Paragraphs"): [f"{each.paragraphs:,}" for each in columns],
            _tr("Lines"): [f"{lines:,}"],
        }
        self.reading: dict[str, list[str]] = {
            _tr("Sentences"): [f"{each.sentences:,}" for each in columns],
            _tr("Sentences per Paragraph"): [f"{each.sentences_per_paragraph:.1f}" for each in columns],
            _tr("Words per Sentence"): [f"{each.words_per_sentence:.1f}" for each in columns],
            _tr("Characters per Word"): [f"{each.letters_per_word:.1f}" for each in columns],
            _tr("Flesch Reading Ease"): [_figure(each.reading_ease) for each in columns],
            _tr("Flesch-Kincaid Grade Level"): [_figure(each.grade) for each in columns],
        }
        heads = [] if selection is None else [_tr("Document"), _tr("Selection")]
        (self.close_button,) = buttons(_tr("&Close"))
        self.close_button.setAccessibleDescription(self.text())
        self.close_button.clicked.connect(self.accept)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(group(_tr("Statistics"), _table(self.rows, heads)))
        left.addWidget(group(_tr("Readability (English)"), _table(self.reading, heads)))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.close_button]))
        self.set_body(body)

    def text(self) -> str:
        """All figures as a sentence for a screen reader."""
        rows = {**self.rows, **self.reading}
        return ". ".join(f"{name}: {', '.join(values)}" for name, values in rows.items()) + "."


def _table(rows: dict[str, list[str]], heads: list[str]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    grid.setColumnMinimumWidth(0, 150)
    for column in range(1, max(1, len(heads)) + 1):
        grid.setColumnMinimumWidth(column, _NUMBER_WIDTH)
    for column, head in enumerate(heads, 1):
        grid.addWidget(QLabel(head), 0, column, Qt.AlignmentFlag.AlignRight)
    for row, (name, values) in enumerate(rows.items(), 1):
        grid.addWidget(QLabel(f"{name}:"), row, 0)
        for column, value in enumerate(values, 1):
            grid.addWidget(QLabel(value), row, column, Qt.AlignmentFlag.AlignRight)
    return grid


def _figure(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("WordCountDialog", text)
