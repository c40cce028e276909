"""Insert > Picture and Format > Picture."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.ui import picture_frame, pictures
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.editor import Editor
from retrowriter.ui.notify import notify
from retrowriter.ui.panes import Pane

_FILTERS = [
    ("Pictures", [suffix[1:] for suffix in pictures.SUFFIXES]),
    ("All Files", ["*"]),
]


class PictureCommands(QObject):
    """What there is to do with pictures in the active document."""

    def __init__(self, settings: Settings, area: DocumentArea, commands: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._commands = commands
        self._parent = parent
        area.pane_opened.connect(self._on_pane_opened)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        return {"insert_picture": self.ask_insert, "format_picture": self.ask_format}

    def refresh(self) -> None:
        """Switches the commands off and on."""
        editor = self._editor()
        self._commands["insert_picture"].setEnabled(editor is not None)
        self._commands["format_picture"].setEnabled(
            editor is not None and picture_frame.selected_picture(editor) is not None
        )

    def ask_insert(self) -> None:
        """Insert > Picture."""
        from retrowriter.ui.dialogs.file_dialog import FileDialog

        editor = self._editor()
        if editor is None:
            return
        kept = self._settings.get(table.LAST_FOLDER)
        dialog = FileDialog(self._parent, "open", Path(kept) if kept else None, "", _FILTERS)
        dialog.setWindowTitle("Insert Picture")
        dialog.setAccessibleName("Insert Picture")
        if dialog.exec() and dialog.path is not None:
            editor.take_picture(dialog.path)
        dialog.deleteLater()
        editor.setFocus()

    def ask_format(self) -> None:
        """Format > Picture."""
        from retrowriter.ui.dialogs.picture import ask_picture

        editor = self._editor()
        found = picture_frame.selected_picture(editor) if editor is not None else None
        if editor is None or found is None:
            return
        position, picture = found
        original = editor.pictures.size_of(picture.name) or (picture.width, picture.height)
        answer = ask_picture(self._parent, picture, original)
        if answer is not None:
            picture_frame.change_picture(editor, position, msgspec.structs.replace(picture, **answer), "Format Picture")
        editor.setFocus()

    def _editor(self) -> Editor | None:
        current = self._area.current
        return current.editor if current is not None and current.editor.is_loaded else None

    def _on_pane_opened(self, pane: Pane) -> None:
        pane.editor.picture_frame.opened.connect(self.ask_format)
        pane.editor.picture_failed.connect(lambda error: notify(self._parent, error))
        pane.editor.selectionChanged.connect(self.refresh)
