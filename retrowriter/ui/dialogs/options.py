"""The Options dialog: a property sheet made from the table of settings."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.settings import Setting, Settings
from retrowriter.ui.dialogs.base import Dialog, button_row, buttons, group
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.dialogs.option_fields import Field, Mnemonics, make_field
from retrowriter.ui.notify import notify
from retrowriter.ui.theme.metrics import GAP

# The order of the tabs; one that is not named here comes behind them.
TABS = ("View", "General", "Edit", "Print", "Save", "Spelling", "AutoFormat", "User Info", "Engine")

_APPLY = "&Apply"


class OptionsDialog(Dialog):
    """Asks for the settings that have a label. OK and Apply put them into `settings` and save the file.

    Signals:
        applied: the list of the settings whose values have changed.
    """

    applied = Signal(list)

    def __init__(self, parent: QWidget | None, settings: Settings, shown: Sequence[Setting[Any]] = table.TABLE) -> None:
        super().__init__(parent, _tr("Options"), help_button=True)
        self._settings = settings
        self.fields: dict[str, Field] = {}
        self._boxes: dict[str, QGridLayout] = {}
        self._letters: dict[str, Mnemonics] = {}
        self._checks: list[tuple[Setting[Any], Callable[[], str]]] = []
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Options"))
        for name, entries in by_tab(shown).items():
            self.tabs.addTab(self._page(name, entries), _tr(name))
        self.ok_button, self.cancel_button, self.apply_button = buttons("OK", _tr("Cancel"), _tr(_APPLY))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.apply_button.clicked.connect(self.apply)
        self.apply_button.setEnabled(False)
        body = QVBoxLayout()
        body.setSpacing(7)
        body.addWidget(self.tabs)
        body.addLayout(button_row([self.ok_button, self.cancel_button, self.apply_button]))
        self.set_body(body, margin=7)
        for field in self.fields.values():
            field.show(settings.get(field.setting))
            field.changed.connect(self._on_changed)
            self.explain(dict.fromkeys(field.widgets(), _tr(field.setting.help)))
        self.tabs.tabBar().setFocus()

    def show_tab(self, name: str) -> None:
        """Brings a page to the front."""
        names = [self.tabs.tabText(index) for index in range(self.tabs.count())]
        if _tr(name) in names:
            self.tabs.setCurrentIndex(names.index(_tr(name)))

    def changed(self) -> list[Setting[Any]]:
        """The settings whose values are others than in `settings`."""
        return [field.setting for field in self.fields.values() if field.value() != self._settings.get(field.setting)]

    def add_row(self, below: Setting[Any], row: QLayout, made: Sequence[QPushButton]) -> None:
        """Puts a row under the last field of the box in which a setting stands.

        Args:
            below: the setting.
            row: what to put there; made: the buttons in it, which get their mnemonics here.
        """
        for button in made:
            button.setText(self._letters[below.tab].mark(button.text()))
        grid = self._boxes[below.key]
        grid.addLayout(row, grid.rowCount(), 0, 1, 3)

    def add_check(self, setting: Setting[Any], problem: Callable[[], str]) -> None:
        """Has OK and Apply ask for a sentence that says why the values do not go together; "" when they do."""
        self._checks.append((setting, problem))

    def apply(self) -> bool:
        """Takes the values over and saves them; what is wrong with one is said instead. Returns whether it did."""
        changed = self.changed()
        for setting in changed:
            problem = self.fields[setting.key].problem()
            if problem:
                self._refuse(self.fields[setting.key], problem)
                return False
        for setting, check in self._checks:
            problem = check()
            if problem:
                self._refuse(self.fields[setting.key], problem)
                return False
        for setting in changed:
            self._settings.set(setting, self.fields[setting.key].value())
        try:
            self._settings.save()
        except UserError as error:
            notify(self, error)
            return False
        self.apply_button.setEnabled(False)
        if changed:
            self.applied.emit(changed)
        return True

    def accept(self) -> None:
        """Qt's override: ends when all values can be used."""
        if self.apply():
            super().accept()

    def _page(self, name: str, entries: Sequence[Setting[Any]]) -> QWidget:
        letters = self._letters[name] = Mnemonics(_tr(_APPLY).partition("&")[2][:1])
        boxes: dict[str, list[Setting[Any]]] = {}
        for setting in entries:
            boxes.setdefault(setting.group or f"{name} Options", []).append(setting)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        for title, inside in boxes.items():
            column.addWidget(self._box(title, inside, letters))
        column.addStretch()
        page = QWidget()
        page.setLayout(column)
        return page

    def _box(self, title: str, entries: Sequence[Setting[Any]], letters: Mnemonics) -> QGroupBox:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(2, 1)
        for row, setting in enumerate(entries):
            field = make_field(setting, letters)
            field.add_to(grid, row)
            self.fields[setting.key] = field
            self._boxes[setting.key] = grid
        return group(_tr(title), grid)

    def _on_changed(self) -> None:
        self.apply_button.setEnabled(bool(self.changed()))

    def _refuse(self, field: Field, problem: str) -> None:
        self.show_tab(field.setting.tab)
        show_message(self, problem, on_done=lambda _answer: field.control.setFocus())


def by_tab(shown: Sequence[Setting[Any]]) -> dict[str, list[Setting[Any]]]:
    """The settings that the dialog shows, by tab, in the order of the tabs."""
    pages: dict[str, list[Setting[Any]]] = {}
    for setting in shown:
        if setting.label:
            pages.setdefault(setting.tab, []).append(setting)
    order = {name: number for number, name in enumerate(TABS)}
    return dict(sorted(pages.items(), key=lambda page: order.get(page[0], len(order))))


def _tr(text: str) -> str:
    return QCoreApplication.translate("OptionsDialog", text)
