"""The New dialog: an empty document, or one that begins as a template."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from retrowriter import formats
from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.ui.dialogs.base import Dialog, button_row, buttons, group, label
from retrowriter.ui.printing import Pages
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import MARGIN

_LIST = QSize(312, 210)
_PREVIEW = QSize(150, 194)
_POINTS_PER_INCH = 72


class NewDialog(Dialog):
    """Lists templates and shows what the first page of the chosen one is like."""

    def __init__(self, parent: QWidget | None, templates: Sequence[Path], blank: Document) -> None:
        super().__init__(parent, _tr("New"), help_button=True)
        self._blank = blank
        self._chosen: Document | None = blank
        self._pages: Pages | None = None
        self.list = QListWidget()
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setIconSize(QSize(32, 32))
        self.list.setGridSize(QSize(96, 62))
        self.list.setWordWrap(True)
        self.list.setFixedSize(_LIST)
        self._add(_tr("Blank Document"), None)
        for path in templates:
            self._add(path.stem, path)
        self._preview = QLabel()
        self._preview.setFixedSize(_PREVIEW)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.list.currentItemChanged.connect(self._show_chosen)
        self.list.itemDoubleClicked.connect(lambda _item: self.ok_button.click())
        self.finished.connect(lambda _result: self._close_pages())
        self._lay_out()
        self.explain({self.list: _tr("Choose how the document begins. Words in brackets are to be filled in.")})
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def document(self) -> Document | None:
        """The document to begin with; None for one that could not be read."""
        return self._chosen

    def _add(self, name: str, path: Path | None) -> None:
        item = QListWidgetItem(icons.icon("doc"), name, self.list)
        item.setData(Qt.ItemDataRole.UserRole, path)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(label(_tr("&Template:"), self.list))
        left.addWidget(self.list)
        preview = QVBoxLayout()
        preview.addWidget(self._preview)
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addLayout(left)
        upper.addWidget(group(_tr("Preview"), preview))
        body = QVBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(upper)
        body.addLayout(button_row([self.ok_button, self.cancel_button]))
        self.set_body(body)

    def _show_chosen(self) -> None:
        self._close_pages()
        item = self.list.currentItem()
        path = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self._preview.clear()
        try:
            self._chosen = formats.read_file(path)[0] if isinstance(path, Path) else self._blank
        except UserError as error:
            self._chosen = None
            self._preview.setText(_tr("This template cannot be read."))
            self._preview.setWordWrap(True)
            self._preview.setToolTip(str(error))
        self.ok_button.setEnabled(self._chosen is not None)
        if self._chosen is not None:
            self._pages = Pages(self._chosen, "", self)
            self._pages.ready.connect(self._draw)

    def _draw(self) -> None:
        if self._pages is None:
            return
        ratio = self.devicePixelRatioF()
        size = self._pages.size
        scale = min((_PREVIEW.width() - 3) / size.width(), (_PREVIEW.height() - 3) / size.height())
        paper = QSize(round(size.width() * scale), round(size.height() * scale))
        picture = QPixmap((paper + QSize(3, 3)) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.fillRect(3, 3, paper.width(), paper.height(), Qt.GlobalColor.black)
        painter.fillRect(0, 0, paper.width() + 1, paper.height() + 1, Qt.GlobalColor.black)
        painter.fillRect(1, 1, paper.width() - 1, paper.height() - 1, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._pages.draw(painter, 0, _POINTS_PER_INCH * scale)
        painter.end()
        self._preview.setPixmap(picture)
        self._close_pages()

    def _close_pages(self) -> None:
        pages, self._pages = self._pages, None
        if pages is not None:
            pages.close()
            pages.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewDialog", text)
