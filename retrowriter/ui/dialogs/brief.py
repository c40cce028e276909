"""The Write dialog: what the writer wants to have written."""

import random
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from retrowriter.errors import UserError
from retrowriter.text.document_types import TYPES
from retrowriter.text.prompt import DEFAULT_YEAR, FIRST_YEAR, LAST_YEAR, Brief, check
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.note_edit import NoteEdit

TONES = (
    "",
    "Businesslike",
    "Friendly",
    "Formal",
    "Enthusiastic",
    "Apologetic",
    "Firm",
    "Plain",
    "Technical",
    "Humorous",
)
MAX_WORDS = 20_000
MAX_SEED = 2**31 - 1

_WHAT_SIZE = (330, 74)
_NOTES_HEIGHT = 48
_WORDS_STEP = 50

_last: Brief | None = None


class BriefDialog(Dialog):
    """Asks for a brief. Without one to begin with it shows the last one given."""

    def __init__(
        self,
        parent: QWidget | None,
        brief: Brief | None = None,
        presets: Sequence[str] = ("Balanced",),
        preset: str = "",
        seed: int | None = None,
    ) -> None:
        super().__init__(parent, _tr("Write"), help_button=True)
        self._build_fields()
        self._build_sampling(presets, preset, seed)
        self.write_button, self.cancel_button = buttons(_tr("&Write"), _tr("Cancel"))
        self.write_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        self._explain()
        self._fill(brief or _last or Brief(what=""))
        self.what_edit.setFocus()
        self.what_edit.selectAll()

    def brief(self) -> Brief:
        """The brief as the fields hold it."""
        return Brief(
            what=self.what_edit.toPlainText().strip(),
            type=str(self.type_box.currentData() or ""),
            year=self.year_box.value(),
            sender=self.from_edit.text().strip(),
            recipient=self.to_edit.text().strip(),
            tone=self._tone(),
            words=self.words_box.value(),
            notes=self.notes_edit.toPlainText().strip(),
        )

    def _tone(self) -> str:
        # The model knows the words of the list in English.
        text = self.tone_box.currentText().strip()
        return next((tone for tone in TONES if tone and _tr(tone) == text), text)

    def seed(self) -> int | None:
        """The number that makes the text come out the same each time; None for a new text each time."""
        return self.seed_box.value() if self.same_box.isChecked() else None

    def preset(self) -> str:
        """The chosen style of writing."""
        return self.preset_box.currentText()

    def accept(self) -> None:
        """Qt's override: ends when the brief can be used, else says what is missing."""
        global _last
        try:
            _last = check(self.brief())
        except UserError as error:
            show_message(self, str(error), on_done=lambda _answer: self.what_edit.setFocus())
            return
        super().accept()

    def _build_fields(self) -> None:
        self.what_edit = NoteEdit()
        self.what_edit.setFixedSize(*_WHAT_SIZE)
        self.type_box = QComboBox()
        self.type_box.addItem(_tr("Any"), "")
        for kind in TYPES:
            self.type_box.addItem(_tr(kind.label), kind.key)
        self.type_box.setMaxVisibleItems(len(TYPES) + 1)
        self.year_box = QSpinBox()
        self.year_box.setRange(FIRST_YEAR, LAST_YEAR)
        self.year_box.setFixedWidth(58)
        self.from_edit, self.to_edit = QLineEdit(), QLineEdit()
        self.tone_box = QComboBox()
        self.tone_box.setEditable(True)
        self.tone_box.addItems([_tr(tone) if tone else "" for tone in TONES])
        self.words_box = QSpinBox()
        self.words_box.setRange(0, MAX_WORDS)
        self.words_box.setSingleStep(_WORDS_STEP)
        self.words_box.setSpecialValueText(_tr("Automatic"))
        self.words_box.setFixedWidth(84)
        self.notes_edit = NoteEdit()
        self.notes_edit.setFixedHeight(_NOTES_HEIGHT)

    def _build_sampling(self, presets: Sequence[str], preset: str, seed: int | None) -> None:
        self.preset_box = QComboBox()
        self.preset_box.addItems(list(presets))
        self.preset_box.setCurrentIndex(max(0, self.preset_box.findText(preset)))
        self.same_box = QCheckBox(_tr("Same te&xt each time"))
        self.seed_box = QSpinBox()
        self.seed_box.setRange(0, MAX_SEED)
        self.seed_box.setFixedWidth(90)
        self.seed_box.setValue(random.randrange(1, 10_000) if seed is None else seed)
        self.same_box.setChecked(seed is not None)
        self.seed_box.setEnabled(seed is not None)
        self.same_box.toggled.connect(self.seed_box.setEnabled)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(_tr("Ty&pe:"), self.type_box), 0, 0)
        grid.addWidget(self.type_box, 0, 1)
        grid.addWidget(label(_tr("&Year:"), self.year_box), 0, 2)
        grid.addWidget(self.year_box, 0, 3)
        for row, (text, field) in enumerate(((_tr("&From:"), self.from_edit), (_tr("&To:"), self.to_edit)), 1):
            grid.addWidget(label(text, field), row, 0)
            grid.addWidget(field, row, 1, 1, 3)
        grid.addWidget(label(_tr("T&one:"), self.tone_box), 3, 0)
        grid.addWidget(self.tone_box, 3, 1)
        grid.addWidget(label(_tr("&Length in words:"), self.words_box), 3, 2)
        grid.addWidget(self.words_box, 3, 3)

        sampling = QGridLayout()
        sampling.setHorizontalSpacing(8)
        sampling.setVerticalSpacing(GAP)
        sampling.addWidget(label(_tr("&Style of writing:"), self.preset_box), 0, 0)
        sampling.addWidget(self.preset_box, 0, 1, 1, 3)
        sampling.addWidget(self.same_box, 1, 0, 1, 2)
        sampling.addWidget(label(_tr("N&umber:"), self.seed_box), 1, 2)
        sampling.addWidget(self.seed_box, 1, 3)
        sampling.setColumnStretch(1, 1)

        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("W&hat to write:"), self.what_edit))
        left.addWidget(self.what_edit)
        left.addSpacing(4)
        left.addLayout(grid)
        left.addSpacing(2)
        left.addWidget(label(_tr("&Notes:"), self.notes_edit))
        left.addWidget(self.notes_edit)
        left.addSpacing(4)
        left.addWidget(group(_tr("Sampling"), sampling))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.write_button, self.cancel_button]))
        self.set_body(body)

    def _explain(self) -> None:
        self.explain(
            {
                self.what_edit: _tr(
                    "Say in your own words what the document is about and what it must contain. "
                    "Ctrl+Enter begins a new line."
                ),
                self.type_box: _tr("The kind of document. With Any, the model decides."),
                self.year_box: _tr("The year in which the document is written."),
                self.from_edit: _tr("Who writes the document: a name, an office or a company."),
                self.to_edit: _tr("Who the document is for."),
                self.tone_box: _tr("How the document sounds. Choose a word or type your own."),
                self.words_box: _tr("About how many words to write. Automatic leaves the length to the model."),
                self.notes_edit: _tr("Anything else: facts to use, things to avoid."),
                self.preset_box: _tr("How freely the model chooses its words."),
                self.same_box: _tr("The same brief and number give the same text again."),
                self.seed_box: _tr("Another number gives another text."),
            }
        )

    def _fill(self, brief: Brief) -> None:
        self.what_edit.setPlainText(brief.what)
        self.type_box.setCurrentIndex(max(0, self.type_box.findData(brief.type)))
        self.year_box.setValue(brief.year or DEFAULT_YEAR)
        self.from_edit.setText(brief.sender)
        self.to_edit.setText(brief.recipient)
        self.tone_box.setEditText(_tr(brief.tone) if brief.tone in TONES and brief.tone else brief.tone)
        self.words_box.setValue(brief.words)
        self.notes_edit.setPlainText(brief.notes)


def get_brief(
    parent: QWidget | None, brief: Brief | None = None, presets: Sequence[str] = ("Balanced",)
) -> tuple[Brief, str, int | None] | None:
    """Asks for a brief and waits; returns it with the style of writing and the seed, None when cancelled."""
    dialog = BriefDialog(parent, brief, presets)
    try:
        if not dialog.exec():
            return None
        return dialog.brief(), dialog.preset(), dialog.seed()
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("BriefDialog", text)
