"""The Bullets and Numbering dialog."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QTabWidget, QVBoxLayout, QWidget

from retrowriter.document.model import ListKind
from retrowriter.text import numbering
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label, tab_to_checked
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.metrics import MARGIN
from retrowriter.ui.theme.palette import GRAY_TEXT, WINDOW_TEXT
from retrowriter.ui.widgets.choice_grid import ChoiceGrid, Draw

_SIZE = QSize(92, 76)
_RESTART, _GO_ON = range(2)


class ListChoice(NamedTuple):
    """What was chosen: kind "" takes paragraphs out of their list; start 0 = the numbers go on."""

    kind: ListKind
    look: str = ""
    start: int = 0


class BulletsDialog(Dialog):
    """Asks for the bullets or numbers of paragraphs."""

    def __init__(self, parent: QWidget | None, kind: ListKind = "", look: str = "", goes_on: bool = False) -> None:
        super().__init__(parent, _tr("Bullets and Numbering"), help_button=True)
        self._removed = False
        self.bullets = ChoiceGrid([(mark, _picture([mark] * 3)) for mark in numbering.BULLETS], 3, _SIZE)
        numbers = [(mark, _picture([numbering.number(n, mark, 0) for n in (1, 2, 3)])) for mark in numbering.NUMBERS]
        self.numbers = ChoiceGrid(numbers, 3, _SIZE)
        self._starts = QButtonGroup(self)
        self.ok_button, self.cancel_button, self.remove_button = buttons("OK", _tr("Cancel"), _tr("&Remove"))
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Bullets and Numbering"))
        self.tabs.addTab(_page(label(_tr("B&ullet:"), self.bullets), self.bullets), _tr("&Bulleted"))
        starts = QHBoxLayout()
        starts.setSpacing(2 * MARGIN)
        for number, text in enumerate((_tr("&Start at 1"), _tr("&Continue Previous List"))):
            radio = QRadioButton(text)
            self._starts.addButton(radio, number)
            starts.addWidget(radio)
        starts.addStretch()
        page = _page(label(_tr("Nu&mber:"), self.numbers), self.numbers)
        layout = page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(2, starts)
        self.tabs.addTab(page, _tr("&Numbered"))
        self._starts.button(_GO_ON if goes_on else _RESTART).setChecked(True)
        tab_to_checked(self._starts)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(self.tabs)
        body.addLayout(button_column([self.ok_button, self.cancel_button, self.remove_button]))
        self.set_body(body)
        self.explain(
            {
                self.bullets: _tr("The sign in front of each item."),
                self.numbers: _tr("How the items are numbered."),
                self.remove_button: _tr("Takes the bullets or numbers away."),
            }
        )
        known = numbering.NUMBERS if kind == "number" else numbering.BULLETS
        shown = known.index(look) if look in known else 0
        self.bullets.set_current(shown if kind != "number" else 0)
        self.numbers.set_current(shown if kind == "number" else 0)
        self.remove_button.setEnabled(bool(kind))
        self.tabs.setCurrentIndex(1 if kind == "number" else 0)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.remove_button.clicked.connect(self._remove)
        for grid in (self.bullets, self.numbers):
            grid.double_clicked.connect(self.accept)
        (self.numbers if kind == "number" else self.bullets).setFocus()

    def choice(self) -> ListChoice:
        """What is chosen. The first look of each kind is the usual one, which changes with the level."""
        if self._removed:
            return ListChoice("")
        if self.tabs.currentIndex() == 0:
            number = self.bullets.current()
            return ListChoice("bullet", numbering.BULLETS[number] if number else "")
        number = self.numbers.current()
        start = 1 if self._starts.checkedId() == _RESTART else 0
        return ListChoice("number", numbering.NUMBERS[number] if number else "", start)

    def _remove(self) -> None:
        self._removed = True
        self.accept()


def ask_bullets(parent: QWidget | None, kind: ListKind, look: str, goes_on: bool) -> ListChoice | None:
    """Asks and waits; None when cancelled."""
    dialog = BulletsDialog(parent, kind, look, goes_on)
    try:
        return dialog.choice() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _page(title: QWidget, grid: ChoiceGrid) -> QWidget:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setSpacing(4)
    body.addWidget(title)
    body.addWidget(grid)
    body.addStretch()
    return page


def _picture(markers: list[str]) -> Draw:
    def draw(painter: QPainter, room: QRect) -> None:
        painter.setFont(fonts.document_font("Times New Roman", 9))
        painter.setPen(WINDOW_TEXT)
        for number, marker in enumerate(markers):
            base = room.top() + 20 + number * 21
            painter.drawText(QPoint(room.left() + 8, base), marker)
            for line in range(2):
                painter.fillRect(room.left() + 26, base - 6 + line * 5, room.width() - 36 - line * 14, 2, GRAY_TEXT)

    return draw


def _tr(text: str) -> str:
    return QCoreApplication.translate("BulletsDialog", text)
