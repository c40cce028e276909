"""The dialog that makes or changes one style."""

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from retrowriter.document import styles
from retrowriter.document.descriptions import describe
from retrowriter.document.model import CharFormat, ParagraphFormat, Style
from retrowriter.ui.dialogs.base import Dialog, button_column, button_row, buttons, group, label
from retrowriter.ui.dialogs.borders import ask_borders
from retrowriter.ui.dialogs.font import ask_format
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.dialogs.paragraph import ask_paragraph
from retrowriter.ui.dialogs.tabs import ask_tabs
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.format_samples import CharacterSample, ParagraphSample

_MAX_NAME = 100


class ModifyStyleDialog(Dialog):
    """Asks for a style's name, what it is based on, what follows it, and its formats."""

    def __init__(self, parent: QWidget | None, known: dict[str, Style], style: Style, is_new: bool) -> None:
        super().__init__(parent, _tr("New Style") if is_new else _tr("Modify Style"), help_button=True)
        self._known = known
        self._style = style
        self._is_new = is_new
        self._build()
        self.explain(
            {
                self.name: _tr("The name of the style."),
                self.based_on: _tr("The style whose formats count where this one says nothing."),
                self.next: _tr("The style of the paragraph that Enter begins at the end of one in this style."),
                self.font_button: _tr("Changes the look of its characters."),
                self.paragraph_button: _tr("Changes indents, spacing and alignment."),
                self.tabs_button: _tr("Changes its tab stops."),
                self.borders_button: _tr("Changes its lines and the color behind it."),
            }
        )
        self._connect()
        self._show()
        (self.name if is_new else self.based_on).setFocus()

    def style_wanted(self) -> Style:
        """The style as the fields hold it."""
        return msgspec.structs.replace(
            self._style,
            name=self.name.text().strip(),
            based_on=str(self.based_on.currentData()),
            next=self.next.currentText() if self.next.currentIndex() else self.name.text().strip(),
        )

    def accept(self) -> None:
        """Qt's override: ends when the name can be one."""
        name = self.name.text().strip()
        message = ""
        if not name:
            message = _tr("A style needs a name.")
        elif self._is_new and name in self._known:
            message = _tr("There is a style of this name already. Give the new one another name.")
        if message:
            show_message(self, message, on_done=lambda _answer: self.name.setFocus())
            return
        super().accept()

    def ask_font(self) -> None:
        """Changes the character format."""
        whole = self._whole()
        answer = ask_format(self, whole.char)
        if answer is not None:
            self._set(char=answer)

    def ask_paragraph(self) -> None:
        """Changes the paragraph format."""
        answer = ask_paragraph(self, self._whole().paragraph)
        if answer is not None:
            self._set(paragraph=answer)

    def ask_tabs(self) -> None:
        """Changes the tab stops."""
        shown = self._whole().paragraph
        answer = ask_tabs(self, shown.tabs)
        if answer is not None:
            self._set(paragraph=msgspec.structs.replace(shown, tabs=answer))

    def ask_borders(self) -> None:
        """Changes border and shading."""
        shown = self._whole().paragraph
        answer = ask_borders(self, shown.border, shown.shading)
        if answer is not None:
            self._set(paragraph=msgspec.structs.replace(shown, border=answer[0], shading=answer[1]))

    def _build(self) -> None:
        self.name = QLineEdit(self._style.name)
        self.name.setMaxLength(_MAX_NAME)
        self.name.setReadOnly(not self._is_new)
        self.based_on, self.next = QComboBox(), QComboBox()
        self.based_on.addItem(_tr("(no style)"), "")
        for name in sorted(self._known):
            if name != self._style.name and not self._is_based_on(name, self._style.name):
                self.based_on.addItem(name, name)
        self.based_on.setCurrentIndex(max(0, self.based_on.findData(self._style.based_on)))
        self.next.addItem(_tr("(the same style)"))
        self.next.addItems(sorted(name for name in self._known if name != self._style.name))
        self.next.setCurrentIndex(max(0, self.next.findText(self._style.next)))
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.font_button, self.paragraph_button, self.tabs_button, self.borders_button = buttons(
            _tr("&Font..."), _tr("&Paragraph..."), _tr("&Tabs..."), _tr("B&orders..."), default=-1
        )
        fields = QGridLayout()
        fields.setHorizontalSpacing(MARGIN)
        fields.setVerticalSpacing(4)
        places = (
            (_tr("&Name:"), self.name, 0, 0),
            (_tr("&Based On:"), self.based_on, 2, 0),
            (_tr("&Style for Following Paragraph:"), self.next, 2, 1),
        )
        for text, field, row, column in places:
            fields.addWidget(label(text, field), row, column)
            fields.addWidget(field, row + 1, column)
        fields.setColumnStretch(0, 1)
        fields.setColumnStretch(1, 1)
        self._paragraph, self._character = ParagraphSample(160, 82), CharacterSample(160, 82)
        wells = QHBoxLayout()
        wells.setSpacing(GAP)
        wells.addWidget(self._paragraph)
        wells.addWidget(self._character)
        self._description = QLabel()
        self._description.setWordWrap(True)
        self._description.setFixedSize(326, 42)
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.addWidget(self._description)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(fields)
        left.addWidget(group(_tr("Preview"), wells))
        left.addWidget(group(_tr("Description"), told))
        left.addLayout(button_row([self.font_button, self.paragraph_button, self.tabs_button, self.borders_button]))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)

    def _connect(self) -> None:
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.font_button.clicked.connect(self.ask_font)
        self.paragraph_button.clicked.connect(self.ask_paragraph)
        self.tabs_button.clicked.connect(self.ask_tabs)
        self.borders_button.clicked.connect(self.ask_borders)
        self.based_on.currentIndexChanged.connect(self._show)

    def _whole(self) -> Style:
        style = self.style_wanted()
        return styles.resolve({**self._known, style.name: style}, style.name)

    def _set(self, char: CharFormat | None = None, paragraph: ParagraphFormat | None = None) -> None:
        """Takes whole formats; the style keeps what of them deviates from the one it is based on."""
        base = Style(name="")
        based_on = self.style_wanted().based_on
        if based_on:
            base = styles.resolve(self._known, based_on)
        if char is not None:
            own = styles.apart(char, base.char) if based_on else char
            self._style = msgspec.structs.replace(self._style, char=own)
        if paragraph is not None:
            own_paragraph = styles.apart(paragraph, base.paragraph) if based_on else paragraph
            self._style = msgspec.structs.replace(self._style, paragraph=own_paragraph)
        self._show()

    def _show(self) -> None:
        whole = self._whole()
        self._paragraph.show_format(whole.paragraph)
        self._character.show_format(whole.char)
        self._description.setText(describe(self.style_wanted()))

    def _is_based_on(self, name: str, ancestor: str) -> bool:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            if name == ancestor:
                return True
            name = self._known[name].based_on if name in self._known else ""
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModifyStyleDialog", text)
