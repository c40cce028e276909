"""The commands of the View menu that change how documents are shown."""

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow, WindowView


class ViewCommands(QObject):
    """View > Normal, Page Layout, Ruler, Zoom."""

    def __init__(self, settings: Settings, area: DocumentArea, commands: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._parent = parent
        self._ruler = commands["ruler"]
        self._split = commands["split"]
        self._views = {view: commands[f"{view}_view"] for view in get_args(WindowView)}
        group = QActionGroup(self)
        for action in self._views.values():
            group.addAction(action)
        area.opened.connect(self._on_opened)
        area.current_changed.connect(self._show_view)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name; all need a document."""
        views = {f"{view}_view": lambda view=view: self.set_view(view) for view in self._views}
        return {**views, "zoom": self.ask_zoom, "split": self.split, "next_pane": self.next_pane}

    def set_view(self, view: WindowView) -> None:
        """Shows the active document in that way."""
        current = self._area.current
        if current is not None:
            current.set_view(view)
            current.setFocus()

    def split(self) -> None:
        """Window > Split, and Remove Split."""
        current = self._area.current
        if current is not None:
            if current.panes.is_split:
                current.panes.unite()
            else:
                current.panes.split()

    def next_pane(self) -> None:
        """F6."""
        current = self._area.current
        if current is not None:
            current.panes.next_pane()

    def show_rulers(self) -> None:
        """Shows or hides the rulers of all documents, as the menu says by now."""
        on = self._ruler.isChecked()
        self._settings.set(table.RULER, on)
        for window in self._area.windows:
            window.show_rulers(on)

    def ask_zoom(self) -> None:
        """View > Zoom."""
        from retrowriter.ui.dialogs.zoom import ZoomDialog

        current = self._area.current
        if current is None:
            return
        dialog = ZoomDialog(self._parent, round(current.editor.zoom * 100))
        if dialog.exec():
            self.zoom(dialog.fit() or dialog.percent() / 100)
        dialog.deleteLater()

    def zoom(self, choice: float | str) -> None:
        """Zooms the active document to a factor, to the "width" of the window, or to a whole "page" in it."""
        current = self._area.current
        if current is None:
            return
        if choice == "width":
            current.editor.zoom_to_width()
        elif choice == "page":
            current.editor.zoom_to_page()
        else:
            current.editor.set_zoom(float(choice))
        current.setFocus()

    def _on_opened(self, window: DocumentWindow) -> None:
        window.show_rulers(self._settings.get(table.RULER))
        window.set_view(self._settings.get(table.VIEW))
        for change in (window.view_changed, window.panes.added, window.panes.united):
            change.connect(self._show_view)

    def _show_view(self) -> None:
        current = self._area.current
        if current is not None:
            self._views[current.view].setChecked(True)
            self._split.setText(self.tr("Remove S&plit") if current.panes.is_split else self.tr("S&plit"))
