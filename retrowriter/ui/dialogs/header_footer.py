"""The Header and Footer dialog: what stands on every page above and below the text, with its fields."""

import itertools
from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from retrowriter.document.model import Alignment, Field, FieldKind, Paragraph, ParagraphFormat, Style, Tab
from retrowriter.text import dates
from retrowriter.ui import formatting
from retrowriter.ui.apart import Apart
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.dialogs.font import FontDialog
from retrowriter.ui.fields import Facts
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import GAP, MARGIN, TOOL_BUTTON
from retrowriter.ui.widgets.paragraph_field import ParagraphField

_FLOWS: tuple[tuple[str, str], ...] = (
    ("header", "&Header"),
    ("footer", "&Footer"),
    ("first_header", "First Page Hea&der"),
    ("first_footer", "First Page Foote&r"),
)
_FIELDS: tuple[tuple[str, FieldKind, str], ...] = (
    ("Page &Number", "page", "The number of the page."),
    ("Number of &Pages", "pages", "How many pages the document has."),
    ("D&ate", "date", "The date of the day on which the page is printed."),
    ("&Time", "time", "The time at which the page is printed."),
    ("F&ile Name", "file", "The name of the document's file."),
    ("Tit&le", "title", "The title of the document, as Properties in the File menu says it."),
)
_ALIGNMENTS: tuple[tuple[str, Alignment, str, str], ...] = (
    ("Align Left", "left", "left", "Ctrl+L"),
    ("Center", "center", "center", "Ctrl+E"),
    ("Align Right", "right", "right", "Ctrl+R"),
)
_FIELD_HEIGHT = 110
_FIELD_WIDTH = 495


class HeaderFooterDialog(Dialog):
    """Edits the headers and footers of a document; each has a page of its own."""

    def __init__(
        self,
        parent: QWidget | None,
        apart: Apart,
        styles: tuple[Style, ...] = (),
        facts: Facts | None = None,
        pictures: dict[str, bytes] | None = None,
        at_foot: bool = False,
    ) -> None:
        super().__init__(parent, _tr("Header and Footer"), help_button=True)
        self._given = apart
        self._width = apart.page.width - apart.page.left - apart.page.right
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Header and Footer"))
        self.fields: dict[str, ParagraphField] = {}
        for name, title in _FLOWS:
            field = ParagraphField(getattr(apart, name) or self._empty(), self._width, styles, facts, pictures)
            field.setFixedSize(_FIELD_WIDTH, _FIELD_HEIGHT)
            field.setAccessibleName(_tr(title).replace("&", ""))
            field.format_changed.connect(self._show_format)
            self.fields[name] = field
            self.tabs.addTab(self._page(field), _tr(title))
        self.different_first = QCheckBox(_tr("Different First Pa&ge"))
        self.different_first.setChecked(apart.page.different_first)
        self.field_buttons = {kind: self._field_button(text, kind) for text, kind, _meaning in _FIELDS}
        self.font_button = QPushButton(_tr("F&ont..."))
        self.font_button.setAutoDefault(False)
        self.font_button.clicked.connect(self._ask_font)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._looks = self._look_buttons()
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addLayout(self._look_row())
        left.addWidget(self.tabs)
        left.addWidget(group(_tr("Insert"), self._field_grid()))
        left.addWidget(self.different_first)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self._explain()
        self._set_order()
        self.different_first.toggled.connect(self._show_pages)
        self.tabs.currentChanged.connect(lambda _index: self._show_format())
        self._show_pages()
        self.tabs.setCurrentIndex(int(at_foot))
        self._show_format()
        self.field().setFocus()

    def apart(self) -> Apart:
        """The document's headers and footers as they are written."""
        page = msgspec.structs.replace(self._given.page, different_first=self.different_first.isChecked())
        return msgspec.structs.replace(
            self._given, page=page, **{name: field.paragraphs() for name, field in self.fields.items()}
        )

    def field(self) -> ParagraphField:
        """The field on the page that is shown."""
        return self.fields[_FLOWS[self.tabs.currentIndex()][0]]

    def _empty(self) -> tuple[Paragraph, ...]:
        """A line in which Tab goes to the middle, and again to the right end."""
        stops = (Tab(self._width / 2, "center"), Tab(self._width, "right"))
        return (Paragraph(format=ParagraphFormat(tabs=stops)),)

    def _page(self, field: ParagraphField) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 8, MARGIN, MARGIN)
        column.setSpacing(4)
        hint = label(_tr("T&ext, with Tab to the middle and to the right end of the line:"), field)
        field.setAccessibleDescription(hint.text().replace("&", ""))
        column.addWidget(hint)
        column.addWidget(field)
        return page

    def _field_button(self, text: str, kind: FieldKind) -> QPushButton:
        button = QPushButton(_tr(text))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._insert(kind))
        return button

    def _field_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for number, button in enumerate(self.field_buttons.values()):
            grid.addWidget(button, number // 3, number % 3)
        return grid

    def _look_buttons(self) -> dict[str, QToolButton]:
        made = {
            "bold": self._look_button("bold", "Bold", "Ctrl+B", lambda on: self.field().set_bold(on)),
            "italic": self._look_button("italic", "Italic", "Ctrl+I", lambda on: self.field().set_italic(on)),
            "underline": self._look_button("underline", "Underline", "Ctrl+U", self._underline),
        }
        for text, alignment, picture, keys in _ALIGNMENTS:
            made[alignment] = self._look_button(picture, text, keys, partial(self._align, alignment))
        return made

    def _look_button(self, picture: str, text: str, keys: str, act: Callable[[bool], None]) -> QToolButton:
        action = QAction(icons.icon(picture), _tr(text), self)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(act)
        action.triggered.connect(lambda _on: self._back())
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(*TOOL_BUTTON)
        button.setAccessibleName(_tr(text))
        return button

    def _look_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.font_button)
        row.addSpacing(GAP)
        for number, button in enumerate(self._looks.values()):
            if number == 3:
                row.addSpacing(8)
            row.addWidget(button)
        row.addStretch()
        return row

    def _explain(self) -> None:
        texts: dict[QWidget, str] = {self.field_buttons[kind]: _tr(meaning) for _text, kind, meaning in _FIELDS}
        texts[self.different_first] = _tr("Gives the first page a header and a footer of its own, or none.")
        texts[self.font_button] = _tr("Changes the look of the characters that are selected.")
        self.explain(texts)

    def _set_order(self) -> None:
        """The text comes last: in it, Tab is a character."""
        chain: list[QWidget] = [self.tabs.tabBar(), *self.field_buttons.values(), self.different_first]
        chain += [self.font_button, *self._looks.values(), self.ok_button, self.cancel_button, *self.fields.values()]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _show_pages(self) -> None:
        on = self.different_first.isChecked()
        if not on and self.tabs.currentIndex() > 1:
            self.tabs.setCurrentIndex(self.tabs.currentIndex() - 2)
        for index in (2, 3):
            self.tabs.setTabVisible(index, on)

    def _insert(self, kind: FieldKind) -> None:
        pattern = dates.usual(kind) if kind in ("date", "time") else ""
        self.field().insert_element(Field(kind=kind, pattern=pattern), "Field")
        self._back()

    def _underline(self, on: bool) -> None:
        self.field().set_underline(on)

    def _align(self, alignment: Alignment, _on: bool = True) -> None:
        self.field().set_alignment(alignment)
        self._show_format()

    def _ask_font(self) -> None:
        dialog = FontDialog(self, self.field().character())
        if dialog.exec():
            self.field().set_character(dialog.format())
        dialog.deleteLater()
        self._back()

    def _back(self) -> None:
        self.field().setFocus()

    def _show_format(self) -> None:
        field = self.field()
        shown, alignment = field.character(), formatting.paragraph(field).alignment or "left"
        states = {"bold": bool(shown.bold), "italic": bool(shown.italic), "underline": shown.underline == "single"}
        states |= {name: name == alignment for _text, name, _picture, _keys in _ALIGNMENTS}
        for name, on in states.items():
            self._looks[name].defaultAction().setChecked(on)


def ask_header_footer(
    parent: QWidget | None, apart: Apart, styles: tuple[Style, ...], facts: Facts, pictures: dict[str, bytes]
) -> Apart | None:
    """Asks and waits; None when cancelled."""
    dialog = HeaderFooterDialog(parent, apart, styles, facts, pictures)
    try:
        return dialog.apart() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("HeaderFooterDialog", text)
