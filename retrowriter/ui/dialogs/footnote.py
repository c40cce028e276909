"""The Footnote dialog: the text of a note."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from retrowriter.document.model import Paragraph, Style
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.dialogs.font import FontDialog
from retrowriter.ui.theme.metrics import LABEL_GAP, MARGIN
from retrowriter.ui.widgets.paragraph_field import ParagraphField

# As wide as the text of a letter.
_LINE = 468.0
_SIZE = (440, 130)
# New notes are smaller than the text, in points.
_NOTE_POINTS = 10.0


class FootnoteDialog(Dialog):
    """Edits the text of a note; without one, of a new note."""

    def __init__(
        self,
        parent: QWidget | None,
        text: tuple[Paragraph, ...] | None = None,
        styles: tuple[Style, ...] = (),
        pictures: dict[str, bytes] | None = None,
    ) -> None:
        super().__init__(parent, _tr("Footnote"), help_button=True)
        self.field = ParagraphField(text or (), _LINE, styles, pictures=pictures)
        self.field.setFixedSize(*_SIZE)
        if text is None:
            self.field.set_font_size(_NOTE_POINTS)
        hint = label(_tr("&Text of the note:"), self.field)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.font_button = QPushButton(_tr("&Font..."))
        self.font_button.setAutoDefault(False)
        self.font_button.clicked.connect(self._ask_font)
        left = QVBoxLayout()
        left.setSpacing(LABEL_GAP)
        left.addWidget(hint)
        left.addWidget(self.field)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button, self.font_button]))
        self.set_body(body)
        self.explain(
            {
                self.field: _tr("What the note says. It stands at the end of the document."),
                self.font_button: _tr("Changes the look of the characters that are selected."),
            }
        )
        # In the text, Tab is a character: it comes last.
        for before, after in ((self.ok_button, self.cancel_button), (self.cancel_button, self.font_button)):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.font_button, self.field)
        self.field.setFocus()

    def text(self) -> tuple[Paragraph, ...]:
        """What is written; () for nothing."""
        return self.field.paragraphs()

    def _ask_font(self) -> None:
        dialog = FontDialog(self, self.field.character())
        if dialog.exec():
            self.field.set_character(dialog.format())
        dialog.deleteLater()
        self.field.setFocus()


def ask_footnote(
    parent: QWidget | None,
    text: tuple[Paragraph, ...] | None,
    styles: tuple[Style, ...],
    pictures: dict[str, bytes],
) -> tuple[Paragraph, ...] | None:
    """Asks and waits; None when cancelled, () for a note without text."""
    dialog = FootnoteDialog(parent, text, styles, pictures)
    try:
        return dialog.text() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FootnoteDialog", text)
