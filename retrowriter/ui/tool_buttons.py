"""Buttons of the toolbars with more than a push: the Format Painter's double-click, the highlighter's colours,
the grid of Insert Table."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from retrowriter.ui.format_commands import FormatCommands
from retrowriter.ui.table_commands import TableCommands
from retrowriter.ui.theme.palette import SIXTEEN
from retrowriter.ui.widgets.table_grid import TableGridMenu


class ToolButtons(QObject):
    """Equips the buttons of some commands."""

    def __init__(
        self, bars: Iterable[QToolBar], commands: dict[str, QAction], formats: FormatCommands, tables: TableCommands
    ) -> None:
        super().__init__(formats)
        self._formats = formats
        for bar in bars:
            painter, pen = bar.widgetForAction(commands["format_painter"]), bar.widgetForAction(commands["highlight"])
            if isinstance(painter, QToolButton):
                painter.installEventFilter(self)
            if isinstance(pen, QToolButton):
                pen.setMenu(self._colors(pen))
                pen.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
            grid = bar.widgetForAction(commands["insert_table"])
            if isinstance(grid, QToolButton):
                menu = TableGridMenu(grid)
                menu.chosen.connect(tables.insert)
                grid.setMenu(menu)
                grid.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's override: a double-click lets the Format Painter paint until Esc or the next click."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._formats.paint_on()
            return True
        return super().eventFilter(watched, event)

    def _colors(self, parent: QToolButton) -> QMenu:
        menu = QMenu(parent)
        for name, code in {"None": "", **SIXTEEN}.items():
            action = QAction(name, menu)
            if code:
                action.setIcon(_swatch(code))
                action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _checked=False, code=code: self._formats.highlight(code))
            menu.addAction(action)
        return menu


def _swatch(code: str) -> QIcon:
    pixmap = QPixmap(16, 16)
    pixmap.fill(QColor("#000000"))
    painter = QPainter(pixmap)
    painter.fillRect(QRect(1, 1, 14, 14), QColor(code))
    painter.end()
    return QIcon(pixmap)
