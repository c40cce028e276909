"""The Paragraph dialog."""

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
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

from retrowriter.document.model import Alignment, LineRule, ParagraphFormat
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.format_samples import ParagraphSample
from retrowriter.ui.widgets.length_box import LengthBox

_ALIGNMENTS: tuple[tuple[str, Alignment], ...] = (
    ("Left", "left"),
    ("Centered", "center"),
    ("Right", "right"),
    ("Justified", "justify"),
)
# Their words, the rule, and the number that goes with it; 0 = the number is in the box beside.
_LINES: tuple[tuple[str, LineRule, float], ...] = (
    ("Single", "multiple", 1.0),
    ("1.5 Lines", "multiple", 1.5),
    ("Double", "multiple", 2.0),
    ("At Least", "least", 0.0),
    ("Exactly", "exact", 0.0),
    ("Multiple", "multiple", 0.0),
)
_NONE, _FIRST_LINE, _HANGING = range(3)
_USUAL_FIRST, _USUAL_LINE, _USUAL_MULTIPLE = 36.0, 12.0, 3.0


class ParagraphDialog(Dialog):
    """Asks for a paragraph's format; what it does not show (tabs, borders, shading) is kept."""

    def __init__(self, parent: QWidget | None, shown: ParagraphFormat) -> None:
        super().__init__(parent, _tr("Paragraph"), help_button=True)
        self._given = shown
        self._build()
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Paragraph"))
        self._wells = [ParagraphSample(330, 82), ParagraphSample(330, 82)]
        self.tabs.addTab(self._indents_page(), _tr("&Indents and Spacing"))
        self.tabs.addTab(self._flow_page(), _tr("Text &Flow"))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(self.tabs)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self._explain()
        self._fill(shown)
        self._connect()
        self._show_sample()
        self.left.setFocus()

    def format(self) -> ParagraphFormat:
        """The format as the fields hold it."""
        sign = (0.0, 1.0, -1.0)[self.special.currentIndex()]
        _text, rule, factor = _LINES[self.line_box.currentIndex()]
        return msgspec.structs.replace(
            self._given,
            alignment=self.alignment.currentData(),
            left=self.left.points(),
            right=self.right.points(),
            first=sign * self.by.points(),
            before=self.before.points(),
            after=self.after.points(),
            line=factor or round(self.at.value(), 2),
            line_rule=rule,
            keep_together=self.keep_together.isChecked(),
            keep_with_next=self.keep_with_next.isChecked(),
            page_break_before=self.page_break_before.isChecked(),
        )

    def _build(self) -> None:
        self.left, self.right = LengthBox(least=-2.0), LengthBox(least=-2.0)
        self.special, self.by = QComboBox(), LengthBox()
        self.special.addItems([_tr("(none)"), _tr("First Line"), _tr("Hanging")])
        self.before, self.after = LengthBox(typographic=True, most=1584.0), LengthBox(typographic=True, most=1584.0)
        self.line_box, self.at = QComboBox(), QDoubleSpinBox()
        self.line_box.addItems([_tr(text) for text, _rule, _number in _LINES])
        self.at.setRange(0.5, 1584.0)
        self.at.setDecimals(1)
        self.at.setFixedWidth(62)
        self.alignment = QComboBox()
        for text, value in _ALIGNMENTS:
            self.alignment.addItem(_tr(text), value)
        self.keep_together = QCheckBox(_tr("&Keep Lines Together"))
        self.keep_with_next = QCheckBox(_tr("Keep with Ne&xt"))
        self.page_break_before = QCheckBox(_tr("Page &Break Before"))

    def _indents_page(self) -> QWidget:
        indents = _grid(
            (_tr("&Left:"), self.left, _tr("&Special:"), self.special, _tr("B&y:"), self.by),
            (_tr("&Right:"), self.right),
        )
        spacing = _grid(
            (_tr("&Before:"), self.before, _tr("Li&ne Spacing:"), self.line_box, _tr("&At:"), self.at),
            (_tr("Aft&er:"), self.after),
        )
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(label(_tr("Ali&gnment:"), self.alignment))
        row.addWidget(self.alignment)
        row.addStretch()
        page = QWidget()
        body = QVBoxLayout(page)
        body.setSpacing(8)
        body.addWidget(group(_tr("Indentation"), indents))
        body.addWidget(group(_tr("Spacing"), spacing))
        body.addWidget(_preview(self._wells[0]))
        body.addLayout(row)
        return page

    def _flow_page(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(3)
        for check in (self.keep_together, self.keep_with_next, self.page_break_before):
            column.addWidget(check)
        page = QWidget()
        body = QVBoxLayout(page)
        body.addWidget(group(_tr("Pagination"), column))
        body.addStretch()
        body.addWidget(_preview(self._wells[1]))
        return page

    def _explain(self) -> None:
        paper = _tr("Goes with the document to programs that break pages by it; here pages break where they are full.")
        self.explain(
            {
                self.left: _tr("How far the paragraph stands from the left margin."),
                self.right: _tr("How far the paragraph stands from the right margin."),
                self.special: _tr("Whether the first line stands apart from the others."),
                self.by: _tr("How far the first line stands apart."),
                self.before: _tr("The space above the paragraph."),
                self.after: _tr("The space below the paragraph."),
                self.line_box: _tr("The distance from line to line."),
                self.at: _tr("The distance in points, or the number of lines for Multiple."),
                self.alignment: _tr("At which edge the lines end evenly."),
                self.keep_together: paper,
                self.keep_with_next: paper,
                self.page_break_before: _tr("Begins the paragraph on a new page."),
            }
        )

    def _fill(self, shown: ParagraphFormat) -> None:
        first = shown.first or 0.0
        self.left.set_points(shown.left or 0.0)
        self.right.set_points(shown.right or 0.0)
        self.special.setCurrentIndex(_FIRST_LINE if first > 0 else _HANGING if first < 0 else _NONE)
        self.by.set_points(abs(first))
        self.by.setEnabled(first != 0)
        self.before.set_points(shown.before or 0.0)
        self.after.set_points(shown.after or 0.0)
        line = shown.line or 1.0
        known = [number for number, entry in enumerate(_LINES) if entry[1:] == (shown.line_rule, line)]
        rules = [number for number, entry in enumerate(_LINES) if entry[1:] == (shown.line_rule, 0.0)]
        self.line_box.setCurrentIndex((known or rules)[0])
        self.at.setValue(line)
        self.at.setEnabled(not known)
        self._suit_at(self.line_box.currentIndex())
        self.alignment.setCurrentIndex(self.alignment.findData(shown.alignment or "left"))
        self.keep_together.setChecked(shown.keep_together)
        self.keep_with_next.setChecked(shown.keep_with_next)
        self.page_break_before.setChecked(shown.page_break_before)

    def _connect(self) -> None:
        self.special.currentIndexChanged.connect(self._special_chosen)
        self.line_box.currentIndexChanged.connect(self._line_chosen)
        self.alignment.currentIndexChanged.connect(self._show_sample)
        for box in (self.left, self.right, self.by, self.before, self.after, self.at):
            box.valueChanged.connect(self._show_sample)

    def _special_chosen(self, kind: int) -> None:
        self.by.setEnabled(kind != _NONE)
        self.by.set_points(0.0 if kind == _NONE else self.by.points() or _USUAL_FIRST)
        self._show_sample()

    def _line_chosen(self, index: int) -> None:
        _text, rule, number = _LINES[index]
        self.at.setEnabled(not number)
        self.at.setValue(number or (_USUAL_MULTIPLE if rule == "multiple" else _USUAL_LINE))
        self._suit_at(index)
        self._show_sample()

    def _suit_at(self, index: int) -> None:
        self.at.setSuffix("" if _LINES[index][1] == "multiple" else " pt")
        self.at.setSingleStep(0.5 if _LINES[index][1] == "multiple" else 1.0)

    def _show_sample(self) -> None:
        for well in self._wells:
            well.show_format(self.format())


def ask_paragraph(parent: QWidget | None, shown: ParagraphFormat) -> ParagraphFormat | None:
    """Asks for a format and waits; None when cancelled."""
    dialog = ParagraphDialog(parent, shown)
    try:
        return dialog.format() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _grid(*rows: tuple[str | QWidget, ...]) -> QGridLayout:
    """Two lengths below one another with their labels in front; the other fields have theirs above them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP)
    for number, row in enumerate(rows):
        for column, (text, field) in enumerate(zip(row[::2], row[1::2], strict=True)):
            assert isinstance(text, str)
            assert isinstance(field, QWidget)
            if column:
                grid.addWidget(label(text, field), 0, column + 1)
                grid.addWidget(field, 1, column + 1)
            else:
                grid.addWidget(label(text, field), number, 0)
                grid.addWidget(field, number, 1)
    grid.setColumnMinimumWidth(0, 44)
    grid.setColumnStretch(2, 1)
    return grid


def _preview(well: QWidget) -> QWidget:
    inside = QVBoxLayout()
    inside.addWidget(well, 0, Qt.AlignmentFlag.AlignHCenter)
    return group(_tr("Preview"), inside)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParagraphDialog", text)
