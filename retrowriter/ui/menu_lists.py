"""The lists in menus: the files that were open last, and the documents that are open."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from retrowriter.ui import actions
from retrowriter.ui.document_area import DocumentArea


class MenuLists(QObject):
    """Fills the lists whenever their menus open."""

    def __init__(self, area: DocumentArea, menus: dict[str, QMenu]) -> None:
        super().__init__(area)
        self._area = area
        self._menus = menus
        menus["File"].aboutToShow.connect(self._list_recent_files)
        menus["Window"].aboutToShow.connect(self._list_windows)

    def _list_recent_files(self) -> None:
        files = self._area.recent_files
        self._list(
            self._menus["File"], actions.RECENT, [path.name for path in files], lambda n: self._area.open_file(files[n])
        )

    def _list_windows(self) -> None:
        windows = self._area.windows[:9]
        titles = [window.windowTitle() for window in windows]
        made = self._list(
            self._menus["Window"], actions.WINDOWS, titles, lambda n: self._area.show_document(windows[n])
        )
        for window, action in zip(windows, made, strict=True):
            action.setCheckable(True)
            action.setChecked(window is self._area.current)

    def _list(self, menu: QMenu, name: str, texts: list[str], choose: Callable[[int], object]) -> list[QAction]:
        for action in menu.actions():
            if action.objectName() == f"{name} entry":
                menu.removeAction(action)
                action.deleteLater()
        end = next(action for action in menu.actions() if action.objectName() == name)
        made: list[QAction] = []
        for number, text in enumerate(texts):
            action = QAction(f"&{number + 1} {text.replace('&', '&&')}", menu)
            action.setObjectName(f"{name} entry")
            action.triggered.connect(lambda _checked=False, number=number: choose(number))
            menu.insertAction(end, action)
            made.append(action)
        return made
