"""The Tabs dialog."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from retrowriter.document.model import Leader, Tab, TabKind
from retrowriter.ui.dialogs.base import Dialog, button_column, button_row, buttons, group, label, tab_to_checked
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.list_combo import ListCombo

MAX_INCHES = 22.0

_KINDS: tuple[tuple[str, TabKind], ...] = (
    ("&Left", "left"),
    ("C&enter", "center"),
    ("&Right", "right"),
    ("&Decimal", "decimal"),
)
_LEADERS: tuple[tuple[str, Leader], ...] = (
    ("&1 None", ""),
    ("&2 .......", "."),
    ("&3 -------", "-"),
    ("&4 ____", "_"),
)


class TabsDialog(Dialog):
    """Asks for the tab stops of paragraphs."""

    def __init__(self, parent: QWidget | None, tabs: tuple[Tab, ...]) -> None:
        super().__init__(parent, _tr("Tabs"), help_button=True)
        self._tabs = {_text(tab.position): tab for tab in tabs}
        self.position = ListCombo([], 96, rows=6)
        self._kinds, self._leaders = QButtonGroup(self), QButtonGroup(self)
        kinds = _radios(self._kinds, [text for text, _value in _KINDS], 2)
        leaders = _radios(self._leaders, [text for text, _value in _LEADERS], 2)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.set_button, self.clear_button, self.clear_all_button = buttons(
            _tr("&Set"), _tr("&Clear"), _tr("Clear &All"), default=-1
        )
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(label(_tr("&Tab Stop Position:"), self.position))
        column.addWidget(self.position)
        column.addStretch()
        choices = QVBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(group(_tr("Alignment"), kinds))
        choices.addWidget(group(_tr("Leader"), leaders))
        choices.addStretch()
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addLayout(column)
        upper.addLayout(choices)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addLayout(upper)
        left.addLayout(button_row([self.set_button, self.clear_button, self.clear_all_button]))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.position: _tr(
                    "Where the tab stop is, in inches from the left margin. Type a number and push Set."
                ),
                self.set_button: _tr("Sets the tab stop with this alignment and leader."),
                self.clear_button: _tr("Takes out this tab stop."),
                self.clear_all_button: _tr("Takes out all tab stops."),
            }
        )
        for choice in (self._kinds, self._leaders):
            choice.buttons()[0].setChecked(True)
            tab_to_checked(choice)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.set_button.clicked.connect(self.set_tab)
        self.clear_button.clicked.connect(self.clear_tab)
        self.clear_all_button.clicked.connect(self.clear_all)
        self.position.text_changed.connect(self._show_tab)
        self._list(next(iter(sorted(self._tabs, key=float)), ""))
        self.position.setFocus()

    def tabs(self) -> tuple[Tab, ...]:
        """The tab stops, from left to right."""
        return tuple(sorted(self._tabs.values(), key=lambda tab: tab.position))

    def set_tab(self) -> bool:
        """Sets the tab stop of the field; False when it holds no position."""
        inches = _number(self.position.text())
        if inches is None or not 0 < inches <= MAX_INCHES:
            message = _tr("The position must be a number of inches between 0 and {:g}.").format(MAX_INCHES)
            show_message(self, message, on_done=lambda _answer: self.position.setFocus())
            return False
        kind, leader = _KINDS[self._kinds.checkedId()][1], _LEADERS[self._leaders.checkedId()][1]
        tab = Tab(round(inches * 72, 2), kind, leader)
        self._tabs[_text(tab.position)] = tab
        self._list(_text(tab.position))
        return True

    def clear_tab(self) -> None:
        """Takes out the tab stop of the field."""
        inches = _number(self.position.text())
        if inches is not None:
            self._tabs.pop(_text(inches * 72), None)
        self._list("")

    def clear_all(self) -> None:
        """Takes out all tab stops."""
        self._tabs.clear()
        self._list("")

    def accept(self) -> None:
        """Qt's override: what stands in the field is set too."""
        if not self.position.text() or self.set_tab():
            super().accept()

    def _list(self, shown: str) -> None:
        self.position.list.clear()
        self.position.list.addItems(sorted(self._tabs, key=float))
        self.position.set_text(shown)
        self._show_tab()

    def _show_tab(self) -> None:
        inches = _number(self.position.text())
        tab = self._tabs.get(_text(inches * 72)) if inches is not None else None
        if tab is not None:
            self._kinds.button([value for _text, value in _KINDS].index(tab.kind)).setChecked(True)
            self._leaders.button([value for _text, value in _LEADERS].index(tab.leader)).setChecked(True)


def ask_tabs(parent: QWidget | None, tabs: tuple[Tab, ...]) -> tuple[Tab, ...] | None:
    """Asks for the tab stops and waits; None when cancelled."""
    dialog = TabsDialog(parent, tabs)
    try:
        return dialog.tabs() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _radios(choices: QButtonGroup, texts: list[str], columns: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(MARGIN)
    grid.setVerticalSpacing(3)
    rows = -(-len(texts) // columns)
    for number, text in enumerate(texts):
        radio = QRadioButton(_tr(text))
        choices.addButton(radio, number)
        grid.addWidget(radio, number % rows, number // rows)
    return grid


def _text(points: float) -> str:
    return f"{points / 72:.2f}".rstrip("0").rstrip(".")


def _number(text: str) -> float | None:
    try:
        return float(text.strip().rstrip('"').replace(",", "."))
    except ValueError:
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("TabsDialog", text)
