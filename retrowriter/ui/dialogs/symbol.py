"""The Symbol dialog. It stays open, so that several signs can be inserted."""

import unicodedata

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retrowriter.text.symbols import SETS, SPECIAL
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.symbol_grid import SymbolGrid


class SymbolDialog(Dialog):
    """Offers signs that no key has.

    Signals:
        inserted: a sign is wanted in the text.
    """

    inserted = Signal(str)

    def __init__(self, parent: QWidget | None, family: str = "Times New Roman") -> None:
        super().__init__(parent, _tr("Symbol"), help_button=True)
        self._family = family
        self.sets = QComboBox()
        self.sets.addItems([_tr(name) for name in SETS])
        self.grid = SymbolGrid()
        self._told = QLabel()
        self.special = QTreeWidget()
        self.special.setColumnCount(3)
        self.special.setHeaderLabels([_tr("Sign"), _tr("Character"), _tr("Shortcut Key")])
        self.special.setRootIsDecorated(False)
        self.special.setUniformRowHeights(True)
        self.special.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate((44, 170, 120)):
            self.special.header().resizeSection(column, width)
        for sign, name, keys in SPECIAL:
            self.special.addTopLevelItem(QTreeWidgetItem([sign, _tr(name), keys]))
        self.special.setCurrentIndex(self.special.model().index(0, 0))
        self.insert_button, self.close_button = buttons(_tr("&Insert"), _tr("Close"))
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Symbol"))
        self.tabs.addTab(self._symbols_page(), _tr("&Symbols"))
        self.tabs.addTab(self._special_page(), _tr("S&pecial Characters"))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(self.tabs)
        body.addLayout(button_column([self.insert_button, self.close_button]))
        self.set_body(body)
        self.explain(
            {
                self.sets: _tr("Which signs are shown."),
                self.grid: _tr("The signs. Double-click one to insert it."),
                self.special: _tr("Dashes, spaces and marks, and the keys that type them."),
                self.insert_button: _tr("Puts the sign into the document; the dialog stays open."),
            }
        )
        self.insert_button.clicked.connect(self.insert)
        self.close_button.clicked.connect(self.reject)
        self.sets.currentIndexChanged.connect(self._show_set)
        self.grid.chosen.connect(self._tell)
        self.grid.double_clicked.connect(self.insert)
        self.special.itemDoubleClicked.connect(lambda _item, _column: self.insert())
        self._show_set()
        self.grid.setFocus()

    def insert(self) -> None:
        """Asks for the chosen sign to be inserted."""
        on_grid = self.tabs.currentIndex() == 0
        sign = self.grid.current() if on_grid else SPECIAL[self.special.currentIndex().row()][0]
        if sign:
            self.inserted.emit(sign)

    def _symbols_page(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(label(_tr("S&et:"), self.sets))
        row.addWidget(self.sets)
        row.addStretch()
        signs = label(_tr("Si&gns:"), self.grid)
        page = QWidget()
        body = QVBoxLayout(page)
        body.setSpacing(4)
        body.addLayout(row)
        body.addWidget(signs)
        body.addWidget(self.grid)
        body.addWidget(self._told)
        body.addStretch()
        return page

    def _special_page(self) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setSpacing(4)
        body.addWidget(label(_tr("&Character:"), self.special))
        body.addWidget(self.special)
        return page

    def _show_set(self) -> None:
        self.grid.show_signs(list(SETS.values())[self.sets.currentIndex()], self._family)

    def _tell(self, sign: str) -> None:
        if sign:
            self._told.setText(f"{unicodedata.name(sign, '').capitalize()}, U+{ord(sign):04X}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SymbolDialog", text)
