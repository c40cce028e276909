"""The commands of the View menu that change how documents are shown, and those of the outline."""

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.settings import Settings
from retrowriter.ui import actions, outline
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow, WindowView
from retrowriter.ui.editor import Editor
from retrowriter.ui.notify import notify
from retrowriter.ui.outline_view import ALL, OutlineList


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
        self.outline_bar = actions.tool_bar(self.tr("Outlining"), actions.OUTLINE_BAR, commands, {})
        self.outline_bar.hide()
        group = QActionGroup(self)
        for action in self._views.values():
            group.addAction(action)
        area.opened.connect(self._on_opened)
        area.current_changed.connect(self._show_view)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name; all need a document."""
        views = {f"{view}_view": lambda view=view: self.set_view(view) for view in self._views}
        return {
            **views,
            "zoom": self.ask_zoom,
            "split": self.split,
            "next_pane": self.next_pane,
            "promote": lambda: self._edit(lambda editor: outline.change_level(editor, -1)),
            "demote": lambda: self._edit(lambda editor: outline.change_level(editor, 1)),
            "body_text": lambda: self._edit(outline.make_body),
            "move_up": lambda: self._edit(lambda editor: outline.move(editor, -1)),
            "move_down": lambda: self._edit(lambda editor: outline.move(editor, 1)),
            "expand": lambda: self._in_outline(lambda shown: shown.set_open(True)),
            "collapse": lambda: self._in_outline(lambda shown: shown.set_open(False)),
            "level_1": lambda: self._in_outline(lambda shown: shown.outline.show_levels(1)),
            "level_2": lambda: self._in_outline(lambda shown: shown.outline.show_levels(2)),
            "level_3": lambda: self._in_outline(lambda shown: shown.outline.show_levels(3)),
            "level_all": lambda: self._in_outline(lambda shown: shown.outline.show_levels(ALL)),
        }

    def set_view(self, view: WindowView) -> None:
        """Shows the active document in that way."""
        current = self._area.current
        if current is not None:
            current.set_view(view)
            current.setFocus()

    def _edit(self, change: Callable[[Editor], object]) -> None:
        current = self._area.current
        if current is None or not current.editor.is_loaded:
            return
        try:
            change(current.editor)
        except UserError as error:
            notify(self._parent, error)
        if current.outline is not None:
            current.outline.follow()
        current.setFocus()

    def _in_outline(self, use: Callable[[OutlineList], object]) -> None:
        current = self._area.current
        if current is not None and current.outline is not None:
            use(current.outline)

    def split(self) -> None:
        """Window > Split, and Remove Split."""
        current = self._area.current
        if current is not None:
            # The outline has one pane: what is split is what was shown before it.
            current.set_view(current.editor.view)
            if current.panes.is_split:
                current.panes.unite()
            else:
                current.panes.split()

    def next_pane(self) -> None:
        """F6."""
        current = self._area.current
        if current is not None and current.outline is None:
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
        if current is None:
            self.outline_bar.hide()
        else:
            self._views[current.view].setChecked(True)
            self.outline_bar.setVisible(current.outline is not None)
            self._split.setText(self.tr("Remove S&plit") if current.panes.is_split else self.tr("S&plit"))
