"""Print Preview: a bar of its own and the pages, in the place of the document."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QToolBar, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import buttons
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.format_boxes import PAGE_WIDTH, WHOLE_PAGE, ZOOMS
from retrowriter.ui.preview_area import FIT_PAGE, FIT_WIDTH, PreviewArea
from retrowriter.ui.printing import Pages
from retrowriter.ui.theme import icons

_AGAIN_AFTER_MS = 500
_SEVERAL = (3, 2)


class Preview(QWidget):
    """The preview of one document; it follows when the document changes.

    Signals:
        closed: the writer wants the document back.
    """

    closed = Signal()

    def __init__(self, window: DocumentWindow, print_action: QAction) -> None:
        super().__init__(window)
        self._window = window
        self._text = window.editor.document()
        self._pages: Pages | None = None
        self._next: Pages | None = None
        self.area = PreviewArea(self)
        self.zoom_box = QComboBox()
        self.zoom_box.setFixedSize(90, 22)
        self.zoom_box.setAccessibleName(self.tr("Zoom"))
        self.zoom_box.addItems([*(f"{zoom}%" for zoom in ZOOMS), PAGE_WIDTH, WHOLE_PAGE])
        self.place = QLabel()
        self.bar = self._made_bar(print_action)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.bar)
        body.addWidget(self.area)
        self.setFocusProxy(self.area)
        self.zoom_box.textActivated.connect(self._zoom_chosen)
        self.area.moved.connect(self._show_place)
        self.area.zoom_changed.connect(self._show_zoom)
        self.area.left.connect(self.closed)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._lay_out)
        self._text.contentsChanged.connect(self._on_change)
        self._lay_out()

    def shut(self) -> None:
        """Gives up the pages."""
        self._again.stop()
        self._text.contentsChanged.disconnect(self._on_change)
        for pages in (self._pages, self._next):
            if pages is not None:
                pages.close()
        self._pages = self._next = None

    def _made_bar(self, print_action: QAction) -> QToolBar:
        bar = QToolBar(self)
        bar.setIconSize(QSize(16, 16))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.one_page = QAction(icons.icon("onepage"), self.tr("One Page"), self)
        self.one_page.triggered.connect(lambda: self.area.set_grid(1, 1))
        self.several_pages = QAction(icons.icon("multipages"), self.tr("Multiple Pages"), self)
        self.several_pages.triggered.connect(lambda: self.area.set_grid(*_SEVERAL))
        (self.close_button,) = buttons(self.tr("&Close"), default=-1)
        self.close_button.setFixedSize(60, 22)
        self.close_button.clicked.connect(self.closed)
        bar.addAction(print_action)
        bar.addSeparator()
        bar.addAction(self.one_page)
        bar.addAction(self.several_pages)
        bar.addWidget(self.zoom_box)
        bar.addSeparator()
        bar.addWidget(self.close_button)
        bar.addSeparator()
        bar.addWidget(self.place)
        return bar

    def _on_change(self) -> None:
        self._again.start(_AGAIN_AFTER_MS)

    def _lay_out(self) -> None:
        if self._next is not None:
            self._next.close()
        window = self._window
        self._next = Pages(window.document(), window.editor.facts.name, self)
        self._next.ready.connect(self._on_ready)
        if self._pages is None:
            self.place.setText(self.tr("Laying out the pages..."))

    def _on_ready(self) -> None:
        before, self._pages, self._next = self._pages, self._next, None
        assert self._pages is not None
        self.area.show_pages(self._pages)
        if before is not None:
            before.close()

    def _show_place(self) -> None:
        if self._pages is not None:
            number = self.area.page_in_view + self._pages.first_number
            self.place.setText(self.tr("Page {} of {}").format(number, self._pages.count))

    def _show_zoom(self) -> None:
        whole = {FIT_WIDTH: PAGE_WIDTH, FIT_PAGE: WHOLE_PAGE}
        zoom = self.area.zoom
        text = whole[zoom] if isinstance(zoom, str) else f"{round(zoom * 100)}%"
        self.zoom_box.setCurrentIndex(self.zoom_box.findText(text))

    def _zoom_chosen(self, text: str) -> None:
        fits = {PAGE_WIDTH: FIT_WIDTH, WHOLE_PAGE: FIT_PAGE}
        self.area.set_zoom(fits[text] if text in fits else float(text.removesuffix("%")) / 100)
        self.area.setFocus()
