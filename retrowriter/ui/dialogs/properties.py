"""The Properties dialog of a document: its file, its summary, its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, button_row, buttons, label
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import MARGIN
from retrowriter.ui.widgets.etched_line import EtchedLine

_PAGE_SIZE = (330, 250)
_VALUE_WIDTH = 230
_COMMENTS_HEIGHT = 60

# A row of facts; None draws a line.
Row = tuple[str, str] | None


@dataclass(frozen=True)
class Summary:
    """What a writer says about a document."""

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    comments: str = ""


class PropertiesDialog(Dialog):
    """Shows facts and asks for the summary."""

    def __init__(
        self, parent: QWidget | None, name: str, facts: Sequence[Row], summary: Summary, figures: Sequence[Row]
    ) -> None:
        """Shows a document.

        Args:
            name: the document's.
            facts: of the file; figures: what was counted.
            summary: what the fields show.
        """
        super().__init__(parent, _tr("{} Properties").format(name), help_button=True)
        self.title_edit, self.subject_edit, self.author_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.keywords_edit, self.comments_edit = QLineEdit(), QPlainTextEdit()
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Properties"))
        self.tabs.addTab(_facts_page(facts, name), _tr("&General"))
        self.tabs.addTab(self._summary_page(summary), _tr("Su&mmary"))
        self.tabs.addTab(_facts_page(figures), _tr("St&atistics"))
        ok, cancel = buttons("OK", _tr("Cancel"))
        ok.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        body = QVBoxLayout()
        body.setSpacing(7)
        body.addWidget(self.tabs)
        body.addLayout(button_row([ok, cancel]))
        self.set_body(body, margin=7)
        self.explain(
            {
                self.title_edit: _tr("The title of the document. It need not be the name of the file."),
                self.subject_edit: _tr("What the document is about."),
                self.author_edit: _tr("Who wrote the document."),
                self.keywords_edit: _tr("Words under which you would look for the document."),
                self.comments_edit: _tr("Anything else you want to remember of the document."),
            }
        )
        self.tabs.tabBar().setFocus()

    def summary(self) -> Summary:
        """The summary as the fields hold it."""
        return Summary(
            self.title_edit.text().strip(),
            self.subject_edit.text().strip(),
            self.author_edit.text().strip(),
            self.keywords_edit.text().strip(),
            self.comments_edit.toPlainText().strip(),
        )

    def _summary_page(self, summary: Summary) -> QWidget:
        self.title_edit.setText(summary.title)
        self.subject_edit.setText(summary.subject)
        self.author_edit.setText(summary.author)
        self.keywords_edit.setText(summary.keywords)
        self.comments_edit.setPlainText(summary.comments)
        self.comments_edit.setTabChangesFocus(True)
        self.comments_edit.setFixedHeight(_COMMENTS_HEIGHT)
        page = QWidget()
        page.setFixedSize(*_PAGE_SIZE)
        grid = QGridLayout(page)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_tr("&Title:"), self.title_edit),
            (_tr("&Subject:"), self.subject_edit),
            (_tr("A&uthor:"), self.author_edit),
            (_tr("&Keywords:"), self.keywords_edit),
            (_tr("&Comments:"), self.comments_edit),
        )
        for row, (text, field) in enumerate(rows):
            tall = field is self.comments_edit
            grid.addWidget(label(text, field), row, 0, Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag(0))
            grid.addWidget(field, row, 1)
        grid.setRowStretch(len(rows), 1)
        return page


def _facts_page(rows: Sequence[Row], name: str = "") -> QWidget:
    page = QWidget()
    page.setFixedSize(*_PAGE_SIZE)
    grid = QGridLayout(page)
    grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    row = 0
    if name:
        picture = QLabel()
        picture.setPixmap(icons.icon("doc").pixmap(32, 32))
        grid.addWidget(picture, 0, 0)
        grid.addWidget(QLabel(name), 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(EtchedLine(), 1, 0, 1, 2)
        row = 2
    for entry in rows:
        if entry is None:
            grid.addWidget(EtchedLine(), row, 0, 1, 2)
        else:
            grid.addWidget(QLabel(f"{entry[0]}:"), row, 0)
            value = QLabel()
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setText(value.fontMetrics().elidedText(entry[1], Qt.TextElideMode.ElideMiddle, _VALUE_WIDTH))
            value.setToolTip(entry[1])
            grid.addWidget(value, row, 1)
        row += 1
    grid.setRowStretch(row, 1)
    return page


def _tr(text: str) -> str:
    return QCoreApplication.translate("PropertiesDialog", text)
