"""The AutoCorrect dialog."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retrowriter.text.autocorrect import Rules
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN

_MAX_LENGTH = 255


class AutoCorrectDialog(Dialog):
    """Asks what is corrected while it is typed."""

    def __init__(self, parent: QWidget | None, rules: Rules, smart_typewriter: bool) -> None:
        super().__init__(parent, _tr("AutoCorrect"), help_button=True)
        self._table = dict(rules.table)
        self._build(rules, smart_typewriter)
        self._connect()
        self._list()
        self._typed()
        self.quotes.setFocus()

    def rules(self) -> Rules:
        """The rules as the fields hold them."""
        return Rules(
            quotes=self.quotes.isChecked(),
            initials=self.initials.isChecked(),
            sentences=self.sentences.isChecked(),
            days=self.days.isChecked(),
            replace=self.replace.isChecked(),
            table=self._table,
        )

    def smart_typewriter(self) -> bool:
        """Whether typewriter text gets typographic signs too."""
        return self.typewriter.isChecked()

    def add(self) -> None:
        """Puts the word of the fields into the list."""
        self._table[self.word.text().strip()] = self.by.text()
        self._list()
        self._typed()

    def delete(self) -> None:
        """Takes the word of the field out of the list."""
        self._table.pop(self.word.text().strip(), None)
        self._list()
        self.word.clear()
        self.by.clear()

    def _build(self, rules: Rules, smart_typewriter: bool) -> None:
        self.quotes = QCheckBox(_tr("Change 'Straight &Quotes' to ‘Smart Quotes’"))
        self.typewriter = QCheckBox(_tr("Also in the St&yle Typewriter"))
        self.initials = QCheckBox(_tr("Correct TWo I&Nitial CApitals"))
        self.sentences = QCheckBox(_tr("Capitalize First Letter of &Sentences"))
        self.days = QCheckBox(_tr("Capitalize Names of &Days"))
        self.replace = QCheckBox(_tr("Replace &Text as You Type"))
        checks = (
            (self.quotes, rules.quotes),
            (self.typewriter, smart_typewriter),
            (self.initials, rules.initials),
            (self.sentences, rules.sentences),
            (self.days, rules.days),
            (self.replace, rules.replace),
        )
        self.word, self.by = QLineEdit(), QLineEdit()
        self.word.setMaxLength(_MAX_LENGTH)
        self.word.setFixedWidth(110)
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFixedSize(326, 118)
        self.list.setAccessibleName(_tr("Replacements"))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.header().resizeSection(0, 114)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.add_button, self.delete_button = buttons(_tr("&Add"), _tr("D&elete"), default=-1)
        left = QVBoxLayout()
        left.setSpacing(4)
        for check, on in checks:
            check.setChecked(on)
            row = QHBoxLayout()
            row.addSpacing(18 if check is self.typewriter else 0)
            row.addWidget(check)
            left.addLayout(row)
        left.addSpacing(GAP)
        fields = QGridLayout()
        fields.setHorizontalSpacing(4)
        fields.setVerticalSpacing(3)
        fields.addWidget(label(_tr("&Replace:"), self.word), 0, 0)
        fields.addWidget(label(_tr("&With:"), self.by), 0, 1)
        fields.addWidget(self.word, 1, 0)
        fields.addWidget(self.by, 1, 1)
        left.addLayout(fields)
        left.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addLayout(button_column([self.ok_button, self.cancel_button]))
        right.addLayout(button_column([self.add_button, self.delete_button]))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(right)
        self.set_body(body)
        self.explain(
            {
                self.quotes: _tr("Quotation marks become the curly ones of print, whichever is right at the place."),
                self.typewriter: _tr("Typewriter text has straight marks and no other signs, unless this is on."),
                self.initials: _tr("Makes THe to The."),
                self.sentences: _tr("Begins each sentence with a capital."),
                self.days: _tr("Makes monday to Monday."),
                self.replace: _tr("Replaces the words of the list below."),
                self.word: _tr("The word that is to be replaced."),
                self.by: _tr("What it is replaced with."),
                self.list: _tr("The words that are replaced, and with what."),
                self.add_button: _tr("Puts the word into the list."),
                self.delete_button: _tr("Takes the word out of the list."),
            }
        )

    def _connect(self) -> None:
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.add_button.clicked.connect(self.add)
        self.delete_button.clicked.connect(self.delete)
        self.word.textChanged.connect(self._typed)
        self.by.textChanged.connect(self._typed)
        self.list.currentItemChanged.connect(self._marked)

    def _list(self) -> None:
        self.list.clear()
        self.list.addTopLevelItems([QTreeWidgetItem([word, self._table[word]]) for word in sorted(self._table)])

    def _typed(self) -> None:
        word = self.word.text().strip()
        known = self._table.get(word)
        self.add_button.setText(_tr("&Add") if known is None else _tr("Repl&ace"))
        self.add_button.setEnabled(bool(word) and " " not in word and bool(self.by.text()) and known != self.by.text())
        self.delete_button.setEnabled(known is not None)
        begins = next((row for row, key in enumerate(sorted(self._table)) if key.startswith(word)), -1)
        if word and begins >= 0:
            self.list.scrollTo(self.list.model().index(begins, 0), QTreeWidget.ScrollHint.PositionAtTop)

    def _marked(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and self.list.hasFocus():
            self.word.setText(item.text(0))
            self.by.setText(item.text(1))


def ask_rules(parent: QWidget | None, rules: Rules, smart_typewriter: bool) -> tuple[Rules, bool] | None:
    """Asks and waits; the rules and whether typewriter text gets typographic signs; None when cancelled."""
    dialog = AutoCorrectDialog(parent, rules, smart_typewriter)
    try:
        return (dialog.rules(), dialog.smart_typewriter()) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AutoCorrectDialog", text)
