"""The Style dialog: applies, makes, changes and deletes styles."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from retrowriter.document import styles
from retrowriter.document.descriptions import describe
from retrowriter.document.model import Document, Style
from retrowriter.ui.dialogs.base import Dialog, button_column, button_row, buttons, group, label
from retrowriter.ui.dialogs.modify_style import ModifyStyleDialog
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.format_samples import CharacterSample, ParagraphSample

_IN_USE, _ALL, _OWN = range(3)
_BUILT_IN = {style.name: style for style in styles.BUILT_IN}


class StyleDialog(Dialog):
    """Shows the styles of a document. What is changed counts when the dialog ends, by Apply or by Close."""

    def __init__(self, parent: QWidget | None, own: tuple[Style, ...], current: str, in_use: set[str]) -> None:
        super().__init__(parent, _tr("Style"), help_button=True)
        self._styles = styles.all_styles(Document(styles=own))
        self._current = current
        self._in_use = in_use
        self._build()
        self.explain(
            {
                self.list: _tr("The styles. The one of the paragraph at the insertion point is chosen at first."),
                self.which: _tr("Which styles are listed."),
                self.apply_button: _tr("Gives the selected paragraphs this style."),
                self.close_button: _tr("Ends the dialog; styles that were changed stay changed."),
                self.new_button: _tr("Makes a style that is based on this one."),
                self.modify_button: _tr("Changes this style, and with it all paragraphs that have it."),
                self.delete_button: _tr("Deletes this style; its paragraphs become Normal."),
            }
        )
        self._connect()
        self._fill(current)
        self.list.setFocus()

    def styles(self) -> tuple[Style, ...]:
        """The document's own styles: those that are not as they come with the program."""
        return tuple(style for style in self._styles.values() if style != _BUILT_IN.get(style.name))

    def chosen(self) -> str:
        """The style that is marked."""
        item = self.list.currentItem()
        return item.text() if item is not None else ""

    def new_style(self) -> None:
        """Asks for a new style based on the marked one."""
        style = Style(name=self._free_name(), based_on=self.chosen() or "Normal")
        self._ask(style, is_new=True)

    def modify_style(self) -> None:
        """Asks what the marked style is to be."""
        self._ask(self._styles[self.chosen()], is_new=False)

    def delete_style(self) -> None:
        """Deletes the marked style; those based on it are then based on what it was."""
        gone = self._styles.pop(self.chosen())
        for name, style in self._styles.items():
            based_on = gone.based_on if style.based_on == gone.name else style.based_on
            following = "Normal" if style.next == gone.name else style.next
            self._styles[name] = Style(
                name=name, based_on=based_on, next=following, char=style.char, paragraph=style.paragraph
            )
        self._fill("Normal")

    def _build(self) -> None:
        self.list = QListWidget()
        self.list.setFixedSize(150, 176)
        self.list.setUniformItemSizes(True)
        self.which = QComboBox()
        self.which.addItems([_tr("Styles in Use"), _tr("All Styles"), _tr("User-Defined Styles")])
        self.which.setCurrentIndex(_ALL)
        self.apply_button, self.close_button = buttons(_tr("&Apply"), _tr("Close"))
        self.new_button, self.modify_button, self.delete_button = buttons(
            _tr("&New..."), _tr("&Modify..."), _tr("&Delete"), default=-1
        )
        self._paragraph, self._character = ParagraphSample(222, 82), CharacterSample(222, 44)
        self._description = QLabel()
        self._description.setWordWrap(True)
        self._description.setFixedSize(222, 54)
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Styles:"), self.list))
        left.addWidget(self.list)
        left.addSpacing(2)
        left.addWidget(label(_tr("&List:"), self.which))
        left.addWidget(self.which)
        left.addStretch()
        right = QVBoxLayout()
        right.setSpacing(GAP)
        for title, part in (
            (_tr("Paragraph Preview"), self._paragraph),
            (_tr("Character Preview"), self._character),
            (_tr("Description"), self._description),
        ):
            inside = QVBoxLayout()
            inside.addWidget(part)
            right.addWidget(group(title, inside))
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addLayout(left)
        upper.addLayout(right)
        whole = QVBoxLayout()
        whole.setSpacing(MARGIN)
        whole.addLayout(upper)
        whole.addLayout(button_row([self.new_button, self.modify_button, self.delete_button]))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(whole)
        body.addLayout(button_column([self.apply_button, self.close_button]))
        self.set_body(body)

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.new_button.clicked.connect(self.new_style)
        self.modify_button.clicked.connect(self.modify_style)
        self.delete_button.clicked.connect(self.delete_style)
        self.which.currentIndexChanged.connect(lambda _index: self._fill(self.chosen()))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())

    def _fill(self, marked: str) -> None:
        which = self.which.currentIndex()
        names = sorted(self._styles)
        if which == _IN_USE:
            names = [name for name in names if name in self._in_use]
        elif which == _OWN:
            names = [name for name in names if name not in _BUILT_IN]
        self.list.clear()
        self.list.addItems(names)
        self.list.setCurrentRow(names.index(marked) if marked in names else 0 if names else -1)
        self._show()

    def _show(self) -> None:
        name = self.chosen()
        for button in (self.apply_button, self.modify_button):
            button.setEnabled(bool(name))
        self.delete_button.setEnabled(bool(name) and name not in _BUILT_IN)
        if name:
            whole = styles.resolve(self._styles, name)
            self._paragraph.show_format(whole.paragraph)
            self._character.show_format(whole.char)
            self._description.setText(describe(self._styles[name]))

    def _ask(self, style: Style, is_new: bool) -> None:
        dialog = ModifyStyleDialog(self, self._styles, style, is_new)
        if dialog.exec():
            changed = dialog.style_wanted()
            self._styles[changed.name] = changed
            self._fill(changed.name)
        dialog.deleteLater()

    def _free_name(self) -> str:
        return next(name for number in range(1, 10_000) if (name := f"Style{number}") not in self._styles)


def ask_style(
    parent: QWidget | None, own: tuple[Style, ...], current: str, in_use: set[str]
) -> tuple[tuple[Style, ...], str]:
    """Shows the dialog and waits; returns the document's styles and the one to apply, "" for none."""
    dialog = StyleDialog(parent, own, current, in_use)
    try:
        applied = bool(dialog.exec())
        return dialog.styles(), dialog.chosen() if applied else ""
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("StyleDialog", text)
