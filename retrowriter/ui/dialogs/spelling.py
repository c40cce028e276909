"""The Spelling dialog: shows one wrong word after the other and asks what to do with it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import Dialog, buttons, label, make_modal
from retrowriter.ui.theme.metrics import GAP, MARGIN

_FIELD_WIDTH = 190
_LIST_HEIGHT = 98
_BUTTON_WIDTH = 84


class SpellingDialog(Dialog):
    """Asks about words. It knows no document: signals say what is wanted.

    Signals:
        ignored, ignored_all, added: this place, this word everywhere until the program ends, this word for ever.
        changed, changed_all: with the text for the word.
        suggestions_wanted: for what stands in Change To.
        autocorrected: correct it while typing from now on; with the text for the word.
        options_wanted, undo_wanted: as the buttons say.
    """

    ignored = Signal()
    ignored_all = Signal()
    added = Signal()
    changed = Signal(str)
    changed_all = Signal(str)
    suggestions_wanted = Signal(str)
    autocorrected = Signal(str)
    options_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None, title: str = "") -> None:
        super().__init__(parent, title or _tr("Spelling"), help_button=True)
        make_modal(self)
        self._word = ""
        self.word_edit = QLineEdit()
        self.word_edit.setReadOnly(True)
        self.change_edit = QLineEdit()
        self.list = QListWidget()
        for field in (self.word_edit, self.change_edit):
            field.setFixedWidth(_FIELD_WIDTH)
        self.list.setFixedSize(_FIELD_WIDTH, _LIST_HEIGHT)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._explain()
        self.set_busy(True)

    @property
    def word(self) -> str:
        """The word that is asked about."""
        return self._word

    def ask(self, word: str) -> None:
        """Shows a wrong word; its suggestions come with show_suggestions()."""
        self._word = word
        self.set_busy(False)
        self.word_edit.setText(word)
        self.list.clear()
        self.change_edit.setText(word)
        self.change_edit.selectAll()
        self.change_edit.setFocus()
        self._fit()

    def show_suggestions(self, found: Sequence[str]) -> None:
        """Lists what may have been meant, and takes the likeliest."""
        typed = self.change_edit.text()
        self.list.clear()
        self.list.addItems(list(found))
        if found and typed == self._word:
            self.list.setCurrentRow(0)
            self.change_edit.selectAll()
        elif not found:
            self.list.addItem(_tr("(No Suggestions)"))
            item = self.list.item(0)
            assert item is not None
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._fit()

    def set_busy(self, busy: bool) -> None:
        """Greys what needs a word while the next one is looked for."""
        for widget in (self.change_edit, self.list, *self._for_word):
            widget.setEnabled(not busy)

    def set_undo(self, possible: bool) -> None:
        """Says whether there is something to take back."""
        self.undo_button.setEnabled(possible)

    def _make_buttons(self) -> None:
        self.ignore_button, self.ignore_all_button = buttons(_tr("&Ignore"), _tr("I&gnore All"), default=-1)
        self.change_button, self.change_all_button = buttons(_tr("&Change"), _tr("Change A&ll"))
        self.add_button, self.suggest_button = buttons(_tr("&Add"), _tr("&Suggest"), default=-1)
        self.autocorrect_button, self.options_button, self.undo_button, self.cancel_button = buttons(
            _tr("AutoCo&rrect"), _tr("&Options..."), _tr("&Undo Last"), _tr("Cancel"), default=-1
        )
        self._for_word = (
            *(self.ignore_button, self.ignore_all_button, self.change_button, self.change_all_button),
            *(self.add_button, self.suggest_button, self.autocorrect_button),
        )
        for button in (*self._for_word, self.options_button, self.undo_button, self.cancel_button):
            button.setFixedWidth(_BUTTON_WIDTH)

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(GAP)
        fields.addWidget(label(_tr("Not in &Dictionary:"), self.word_edit), 0, 0)
        fields.addWidget(self.word_edit, 0, 1)
        fields.addWidget(label(_tr("Change &To:"), self.change_edit), 1, 0)
        fields.addWidget(self.change_edit, 1, 1)
        fields.addWidget(label(_tr("Suggestio&ns:"), self.list), 2, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.list, 2, 1)
        pairs = QGridLayout()
        pairs.setSpacing(GAP)
        for index, button in enumerate(self._for_word):
            pairs.addWidget(button, index // 2, index % 2)
        pairs.setRowStretch(4, 1)
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addLayout(fields)
        upper.addLayout(pairs)
        lower = QHBoxLayout()
        lower.setSpacing(GAP)
        lower.addStretch()
        for button in (self.options_button, self.undo_button, self.cancel_button):
            lower.addWidget(button)
        body = QVBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(upper)
        body.addLayout(lower)
        self.set_body(body)

    def _connect(self) -> None:
        self.ignore_button.clicked.connect(self.ignored)
        self.ignore_all_button.clicked.connect(self.ignored_all)
        self.add_button.clicked.connect(self.added)
        self.change_button.clicked.connect(lambda: self.changed.emit(self.change_edit.text()))
        self.change_all_button.clicked.connect(lambda: self.changed_all.emit(self.change_edit.text()))
        self.suggest_button.clicked.connect(lambda: self.suggestions_wanted.emit(self.change_edit.text()))
        self.autocorrect_button.clicked.connect(lambda: self.autocorrected.emit(self.change_edit.text()))
        self.options_button.clicked.connect(self.options_wanted)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.list.currentTextChanged.connect(self._on_chosen)
        self.list.itemDoubleClicked.connect(lambda _item: self.change_button.click())
        self.change_edit.textChanged.connect(self._fit)

    def _on_chosen(self, text: str) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.change_edit.setText(text)

    def _fit(self) -> None:
        """Only what does something can be pushed: a word is not changed into itself."""
        text = self.change_edit.text()
        other = bool(self._word) and text != self._word and self.change_edit.isEnabled()
        for button in (self.change_button, self.change_all_button):
            button.setEnabled(other)
        self.suggest_button.setEnabled(other and bool(text))
        self.autocorrect_button.setEnabled(other and bool(text))

    def _explain(self) -> None:
        self.explain(
            {
                self.word_edit: _tr("A word of the document that the dictionary does not have."),
                self.change_edit: _tr("What takes its place. Type it, or choose a suggestion. Empty: it is deleted."),
                self.list: _tr("Words of the dictionary that look or sound like it, the likeliest first."),
                self.ignore_button: _tr("Leaves the word as it is here."),
                self.ignore_all_button: _tr("Leaves the word as it is everywhere until the program ends."),
                self.change_button: _tr("Puts what stands in Change To in its place."),
                self.change_all_button: _tr("Changes the word everywhere in the document, in one step of undo."),
                self.add_button: _tr("Adds the word to your own dictionary: it is right from now on."),
                self.suggest_button: _tr("Looks for words that are like what you typed in Change To."),
                self.autocorrect_button: _tr("Changes the word, and corrects it while you type from now on."),
                self.options_button: _tr("Chooses the dictionary and which words are checked."),
                self.undo_button: _tr("Takes back what was last done here and goes back to that word."),
            }
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpellingDialog", text)
