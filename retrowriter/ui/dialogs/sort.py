"""The Sort dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from retrowriter.document.tables import Order
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label, tab_to_checked
from retrowriter.ui.theme.metrics import GAP, MARGIN

_LONGEST = 24


class SortDialog(Dialog):
    """Asks how the rows of a table are sorted."""

    def __init__(self, parent: QWidget | None, titles: Sequence[str], column: int = 0, headings: bool = False) -> None:
        """`titles`: what stands in the first row."""
        super().__init__(parent, _tr("Sort"), help_button=True)
        self._titles = [" ".join(title.split())[:_LONGEST] for title in titles]
        self.column, self.kind = QComboBox(), QComboBox()
        self.kind.addItems([_tr("Text"), _tr("Number")])
        self._directions, up_or_down = _radios(_tr("&Ascending"), _tr("&Descending"))
        self._rows, with_or_without = _radios(_tr("Header &Row"), _tr("No Header Ro&w"))
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        by = QHBoxLayout()
        by.setSpacing(GAP)
        for text, box in ((_tr("&Column:"), self.column), (_tr("T&ype:"), self.kind)):
            by.addWidget(label(text, box))
            by.addWidget(box)
        by.addSpacing(GAP)
        by.addLayout(up_or_down)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(group(_tr("Sort By"), by))
        left.addWidget(group(_tr("My List Has"), with_or_without))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.column: _tr("The column whose cells decide where a row stands."),
                self.kind: _tr("Whether the cells are compared as texts or as numbers."),
                self._directions.button(0): _tr("From A to Z, from the smallest to the largest."),
                self._directions.button(1): _tr("From Z to A, from the largest to the smallest."),
                self._rows.button(0): _tr("The first row stays where it is."),
                self._rows.button(1): _tr("The first row is sorted with the others."),
            }
        )
        self._rows.button(0 if headings else 1).setChecked(True)
        self._rows.buttonToggled.connect(lambda *_changed: self._name_columns())
        self.column.addItems([""] * len(titles))
        self._name_columns()
        self.column.setCurrentIndex(column)
        self.column.setMinimumContentsLength(14)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.column.setFocus()

    def order(self) -> Order:
        """The order chosen."""
        return Order(
            self.column.currentIndex(),
            numbers=self.kind.currentIndex() == 1,
            descending=self._directions.checkedId() == 1,
            headings=self._rows.checkedId() == 0,
        )

    def _name_columns(self) -> None:
        for number, title in enumerate(self._titles):
            named = self._rows.checkedId() == 0 and title
            self.column.setItemText(number, title if named else _tr("Column {0}").format(number + 1))


def _radios(*texts: str) -> tuple[QButtonGroup, QHBoxLayout]:
    choices, row = QButtonGroup(), QHBoxLayout()
    row.setSpacing(2 * GAP)
    for number, text in enumerate(texts):
        radio = QRadioButton(text)
        choices.addButton(radio, number)
        row.addWidget(radio)
    row.addStretch()
    choices.button(0).setChecked(True)
    tab_to_checked(choices)
    return choices, row


def ask_sort(parent: QWidget | None, titles: Sequence[str], column: int, headings: bool) -> Order | None:
    """Asks and waits; None when cancelled."""
    dialog = SortDialog(parent, titles, column, headings)
    try:
        return dialog.order() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("SortDialog", text)
