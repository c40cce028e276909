"""Tools > Options: asks for the settings and lets them act at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.settings import Setting, Settings
from retrowriter.ui import paper
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.notify import notify
from retrowriter.ui.theme import fonts
from retrowriter.ui.widgets import length_box

_MODEL = (table.ENGINE, table.MODEL, table.GPU_LAYERS, table.ADAPTER, table.ADAPTER_SCALE, table.CACHE)


class OptionsCommands(QObject):
    """The Options dialog and what follows from it.

    Signals:
        applied: the list of the settings that have changed; whoever holds a value takes the new one.
        model_changed: another model is to write, or in another way.
    """

    applied = Signal(list)
    model_changed = Signal()

    def __init__(self, settings: Settings, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._parent = parent

    def ask_options(self, tab: str = "") -> None:
        """Shows the dialog and waits.

        Args:
            tab: the page to show first.
        """
        from retrowriter.ui.dialogs.options import OptionsDialog
        from retrowriter.ui.dialogs.server_buttons import ServerButtons

        dialog = OptionsDialog(self._parent, self._settings)
        ServerButtons(dialog)
        changed: dict[str, Setting[Any]] = {}
        dialog.applied.connect(lambda settings: changed.update({setting.key: setting for setting in settings}))
        dialog.applied.connect(self._apply)
        if tab:
            dialog.show_tab(tab)
        dialog.exec()
        dialog.deleteLater()
        later = [setting.label for setting in changed.values() if setting.restart]
        if later:
            names = " and ".join(f'"{name}"' for name in later)
            notify(self._parent, f"The change of {names} is seen when the program starts the next time.")

    def _apply(self, changed: Sequence[Setting[Any]]) -> None:
        if table.SMOOTH_FONTS in changed:
            fonts.set_smooth(self._settings.get(table.SMOOTH_FONTS))
            for window in self._area.windows:
                for pane in window.panes.all:
                    pane.editor.follow_edges()
        if table.UNIT in changed:
            length_box.set_unit(paper.unit(self._settings))
        if any(setting in changed for setting in _MODEL):
            self.model_changed.emit()
        self.applied.emit(list(changed))
