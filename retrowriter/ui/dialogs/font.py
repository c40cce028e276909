"""The Font dialog."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from retrowriter.document.model import CharFormat, Underline
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.theme.palette import SIXTEEN
from retrowriter.ui.widgets.format_samples import CharacterSample
from retrowriter.ui.widgets.list_combo import ListCombo

FAMILIES = ("Arial", "Courier New", "Times New Roman")
SIZES = (8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 26, 28, 36, 48, 72)
MIN_SIZE, MAX_SIZE = 1.0, 1638.0

_STYLES: dict[str, tuple[bool, bool]] = {
    "Regular": (False, False),
    "Italic": (False, True),
    "Bold": (True, False),
    "Bold Italic": (True, True),
}
_UNDERLINES: tuple[tuple[str, Underline], ...] = (
    ("(none)", "none"),
    ("Single", "single"),
    ("Words Only", "words"),
    ("Double", "double"),
)
# Names that mean "whatever the system has".
_GENERIC = ("Monospace", "Sans Serif", "Sans", "Serif")
_NORMAL, _EXPANDED, _CONDENSED = range(3)
_MAX_SPACING = 200.0


class FontDialog(Dialog):
    """Asks for a character format; what the dialog does not show (the highlight) is kept."""

    def __init__(self, parent: QWidget | None, char_format: CharFormat | None = None) -> None:
        super().__init__(parent, _tr("Font"), help_button=True)
        self._given = char_format or CharFormat()
        self._build_font_fields()
        self._build_spacing_fields()
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Font"))
        self._wells = [CharacterSample(298, 56), CharacterSample(298, 56)]
        self.tabs.addTab(self._font_page(), _tr("Fo&nt"))
        self.tabs.addTab(self._spacing_page(), _tr("Cha&racter Spacing"))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(self.tabs)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self._explain()
        self._fill(self._given)
        self._connect()
        self._show_sample()
        self.family.setFocus()

    def format(self) -> CharFormat:
        """The format as the fields hold it."""
        styles = {_tr(name): pair for name, pair in _STYLES.items()}
        bold, italic = styles.get(self.style_list.text(), (False, False))
        underline: Underline = self.underline_box.currentData()
        return msgspec.structs.replace(
            self._given,
            font=self.family.text(),
            size=_number(self.size_list.text()) or self._given.size,
            bold=bold if bold or self._given.bold is not None else None,
            italic=italic if italic or self._given.italic is not None else None,
            underline=underline,
            color=str(self.color_box.currentData()),
            strike=self.strike.isChecked(),
            script="super" if self.superscript.isChecked() else "sub" if self.subscript.isChecked() else "normal",
            caps="small" if self.small_caps.isChecked() else "all" if self.all_caps.isChecked() else "normal",
            hidden=self.hidden.isChecked(),
            spacing=self._spacing(),
        )

    def accept(self) -> None:
        """Qt's override: ends when the size is a number that a font can have."""
        text = self.size_list.text()
        size = _number(text)
        if text and (size is None or not MIN_SIZE <= size <= MAX_SIZE):
            message = _tr("The size must be a number between {:g} and {:g}.").format(MIN_SIZE, MAX_SIZE)
            show_message(self, message, on_done=lambda _answer: self.size_list.setFocus())
            return
        super().accept()

    def _build_font_fields(self) -> None:
        self.family = ListCombo(_families(), 160)
        self.style_list = ListCombo([_tr(name) for name in _STYLES], 90)
        self.size_list = ListCombo([str(size) for size in SIZES], 52)
        self.underline_box, self.color_box = QComboBox(), QComboBox()
        for text, value in _UNDERLINES:
            self.underline_box.addItem(_tr(text), value)
        self.color_box.setIconSize(QSize(16, 10))
        self.color_box.addItem(_tr("Auto"), "")
        for text, code in SIXTEEN.items():
            self.color_box.addItem(_swatch(code), _tr(text), code)
        self.strike, self.superscript = QCheckBox(_tr("Stri&kethrough")), QCheckBox(_tr("Su&perscript"))
        self.subscript, self.hidden = QCheckBox(_tr("Su&bscript")), QCheckBox(_tr("&Hidden"))
        self.small_caps, self.all_caps = QCheckBox(_tr("S&mall Caps")), QCheckBox(_tr("&All Caps"))

    def _build_spacing_fields(self) -> None:
        self.spacing_box = QComboBox()
        self.spacing_box.addItems([_tr("Normal"), _tr("Expanded"), _tr("Condensed")])
        self.by_box = QDoubleSpinBox()
        self.by_box.setRange(0.0, _MAX_SPACING)
        self.by_box.setSingleStep(0.1)
        self.by_box.setDecimals(1)
        self.by_box.setSuffix(" pt")
        self.by_box.setFixedWidth(66)

    def _font_page(self) -> QWidget:
        lists = QGridLayout()
        lists.setHorizontalSpacing(8)
        lists.setVerticalSpacing(3)
        columns = (
            (_tr("&Font:"), self.family),
            (_tr("F&ont Style:"), self.style_list),
            (_tr("&Size:"), self.size_list),
        )
        for column, (text, field) in enumerate(columns):
            lists.addWidget(label(text, field), 0, column)
            lists.addWidget(field, 1, column)
        choices = QVBoxLayout()
        choices.setSpacing(3)
        for text, box in ((_tr("&Underline:"), self.underline_box), (_tr("&Color:"), self.color_box)):
            choices.addWidget(label(text, box))
            choices.addWidget(box)
            choices.addSpacing(4)
        choices.addStretch()
        effects = QGridLayout()
        effects.setHorizontalSpacing(10)
        effects.setVerticalSpacing(3)
        boxes = (self.strike, self.superscript, self.subscript, self.hidden, self.small_caps, self.all_caps)
        for number, check in enumerate(boxes):
            effects.addWidget(check, number % 3, number // 3)
        lower = QHBoxLayout()
        lower.setSpacing(MARGIN)
        lower.addLayout(choices, 1)
        lower.addWidget(group(_tr("Effects"), effects), 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        body = QVBoxLayout(page)
        body.setSpacing(8)
        body.addLayout(lists)
        body.addLayout(lower)
        body.addWidget(_preview(self._wells[0]))
        return page

    def _spacing_page(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(label(_tr("&Spacing:"), self.spacing_box))
        row.addWidget(self.spacing_box)
        row.addSpacing(8)
        row.addWidget(label(_tr("&By:"), self.by_box))
        row.addWidget(self.by_box)
        row.addStretch()
        page = QWidget()
        body = QVBoxLayout(page)
        body.addLayout(row)
        body.addStretch()
        body.addWidget(_preview(self._wells[1]))
        return page

    def _explain(self) -> None:
        self.explain(
            {
                self.family: _tr("The font. Type its name or choose it from the list."),
                self.style_list: _tr("Whether the letters are slanted or heavy."),
                self.size_list: _tr("The size in points; 72 points are an inch."),
                self.underline_box: _tr("The line under the text."),
                self.color_box: _tr("The color of the text. Auto is black."),
                self.strike: _tr("Draws a line through the text."),
                self.superscript: _tr("Raises the text above the line and makes it smaller."),
                self.subscript: _tr("Lowers the text below the line and makes it smaller."),
                self.hidden: _tr("Keeps the text from being shown and printed."),
                self.small_caps: _tr("Shows small letters as small capitals."),
                self.all_caps: _tr("Shows small letters as capitals."),
                self.spacing_box: _tr("Moves the letters apart or closer together."),
                self.by_box: _tr("By how many points."),
            }
        )

    def _fill(self, given: CharFormat) -> None:
        self.family.set_text(given.font or "Times New Roman")
        self.size_list.set_text(f"{given.size or 12:g}")
        wanted = (bool(given.bold), bool(given.italic))
        self.style_list.set_text(_tr(next(name for name, pair in _STYLES.items() if pair == wanted)))
        self.underline_box.setCurrentIndex(self.underline_box.findData(given.underline))
        if given.color and self.color_box.findData(given.color) < 0:
            self.color_box.addItem(_swatch(given.color), _tr("Custom"), given.color)
        self.color_box.setCurrentIndex(self.color_box.findData(given.color))
        self.strike.setChecked(given.strike)
        self.superscript.setChecked(given.script == "super")
        self.subscript.setChecked(given.script == "sub")
        self.hidden.setChecked(given.hidden)
        self.small_caps.setChecked(given.caps == "small")
        self.all_caps.setChecked(given.caps == "all")
        kind = _EXPANDED if given.spacing > 0 else _CONDENSED if given.spacing < 0 else _NORMAL
        self.spacing_box.setCurrentIndex(kind)
        self.by_box.setValue(abs(given.spacing))
        self.by_box.setEnabled(kind != _NORMAL)

    def _connect(self) -> None:
        for field in (self.family, self.style_list, self.size_list):
            field.text_changed.connect(self._show_sample)
        for box in (self.underline_box, self.color_box):
            box.currentIndexChanged.connect(self._show_sample)
        for first, second in ((self.superscript, self.subscript), (self.small_caps, self.all_caps)):
            first.toggled.connect(lambda on, other=second: other.setChecked(False) if on else None)
            second.toggled.connect(lambda on, other=first: other.setChecked(False) if on else None)
        for check in (self.strike, self.superscript, self.subscript, self.small_caps, self.all_caps, self.hidden):
            check.toggled.connect(self._show_sample)
        self.spacing_box.currentIndexChanged.connect(self._spacing_chosen)
        self.by_box.valueChanged.connect(self._show_sample)

    def _spacing(self) -> float:
        sign = (0, 1, -1)[self.spacing_box.currentIndex()]
        return sign * self.by_box.value()

    def _spacing_chosen(self, kind: int) -> None:
        self.by_box.setEnabled(kind != _NORMAL)
        self.by_box.setValue(0.0 if kind == _NORMAL else self.by_box.value() or 1.0)
        self._show_sample()

    def _show_sample(self) -> None:
        for well in self._wells:
            well.show_format(self.format())


def ask_format(parent: QWidget | None, char_format: CharFormat) -> CharFormat | None:
    """Asks for a format and waits; None when cancelled."""
    dialog = FontDialog(parent, char_format)
    try:
        return dialog.format() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FontDialog", text)


def _families() -> Sequence[str]:
    # Documents name the fonts of 1995; the stand-ins and the window's own font are not offered twice. Where two makers
    # have a font of one name, Qt adds the maker's in brackets.
    hidden = {*fonts.SUBSTITUTES.values(), *_GENERIC}
    names = {name.split(" [")[0] for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)}
    return sorted((names - hidden) | set(FAMILIES), key=str.casefold)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _swatch(code: str) -> QIcon:
    pixmap = QPixmap(16, 10)
    pixmap.fill(QColor("#000000"))
    painter = QPainter(pixmap)
    painter.fillRect(QRect(1, 1, 14, 8), QColor(code))
    painter.end()
    return QIcon(pixmap)


def _preview(well: QWidget) -> QWidget:
    inside = QVBoxLayout()
    inside.addWidget(well)
    return group(_tr("Preview"), inside)
