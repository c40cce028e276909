"""File > New: empty documents, and those that begin as a template."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from retrowriter import paths
from retrowriter.document.model import Document
from retrowriter.settings import Settings
from retrowriter.ui import paper
from retrowriter.ui.document_area import DocumentArea

_ENDINGS = (".rdw",)


class NewDocuments(QObject):
    """The command that asks how a document is to begin."""

    def __init__(self, settings: Settings, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._parent = parent

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        return {"new": self._area.new_document, "new_from_template": self.ask_new}

    def ask_new(self) -> None:
        """Asks for a template and opens a document that begins so."""
        from retrowriter.ui.dialogs.new_document import NewDialog

        dialog = NewDialog(self._parent, templates(), Document(page=paper.new_page(self._settings)))
        if dialog.exec():
            document = dialog.document()
            if document is not None:
                self._area.new_document(self._fresh(document))
        dialog.deleteLater()

    def _fresh(self, template: Document) -> Document:
        """A template as a document of its own: on the paper that is usual here, without a past."""
        usual = paper.new_page(self._settings)
        page = msgspec.structs.replace(template.page, width=usual.width, height=usual.height)
        return msgspec.structs.replace(
            template, page=page, generations=(), title="", author="", created="", modified=""
        )


def templates() -> list[Path]:
    """The templates of the program and those of the writer, in the order of their names; his own win."""
    found: dict[str, Path] = {}
    for folder in (paths.assets_dir() / "templates", paths.data_dir() / "templates"):
        if folder.is_dir():
            found |= {path.stem: path for path in folder.iterdir() if path.suffix in _ENDINGS and path.is_file()}
    return [found[name] for name in sorted(found, key=str.lower)]
