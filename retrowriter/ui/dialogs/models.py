"""The Models window: models on this computer, the catalog, the search of the Hub, and the downloads below them.

It stays open beside the document; what takes long runs in processes of its own.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from retrowriter.files import megabytes
from retrowriter.ui.dialogs.base import Dialog, button_column, button_row, buttons, label
from retrowriter.ui.dialogs.models_hub_page import HubPage
from retrowriter.ui.dialogs.models_pages import CatalogPage, InstalledPage
from retrowriter.ui.downloads import Downloads, Item
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.table import Table

_DETAILS_HEIGHT = 84
_BAR_HEIGHT = 16
_BUTTON_WIDTH = 104
_WIDTH = 690


class ModelsDialog(Dialog):
    """The window; it shows and asks, others act.

    Signals:
        dropped: the path of a file or folder that was dropped on it.
    """

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None, downloads: Downloads) -> None:
        super().__init__(parent, _tr("Models"), help_button=True)
        self._downloads = downloads
        self.installed, self.catalog, self.hub = InstalledPage(), CatalogPage(), HubPage()
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Models"))
        self.tabs.addTab(self.installed, _tr("&Installed"))
        self.tabs.addTab(self.catalog, _tr("Catalo&g"))
        self.tabs.addTab(self.hub, _tr("&Hub Search"))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(_DETAILS_HEIGHT)
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        (self.close_button,) = buttons(_tr("&Close"), default=-1)
        self.close_button.clicked.connect(self.close)
        body = QVBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(self.tabs)
        body.addWidget(label(_tr("D&etails:"), self.details))
        body.addWidget(self.details)
        body.addWidget(self._downloads_group())
        end = button_row([self.close_button])
        end.insertWidget(0, self.status, 1)
        body.addLayout(end)
        self.tabs.setMinimumWidth(_WIDTH)
        self.set_body(body)
        self.setAcceptDrops(True)
        self._connect()
        self._explain()
        self.show_downloads()
        self.installed.table.setFocus()

    def set_status(self, text: str) -> None:
        """What is being done, at the foot of the window; "" for nothing."""
        self.status.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDTH - 100))

    def item(self) -> Item | None:
        """The current download."""
        number = self.queue.value()
        return next((item for item in self._downloads.items if id(item) == number), None)

    def show_downloads(self) -> None:
        """Shows the queue as it is now."""
        rows = [(id(item), _cells(item)) for item in self._downloads.items]
        if [value for value, _ in rows] == self.queue.values():
            self.queue.update_cells([cells for _, cells in rows])
            self._show_download()
        else:
            self.queue.show_rows(rows)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's override: files and folders are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's override."""
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(Path(url.toLocalFile()))

    def _downloads_group(self) -> QGroupBox:
        headings = (_tr("File"), _tr("Done"), _tr("Of"), _tr("Speed"), _tr("Time left"), _tr("State"))
        self.queue = Table(headings, (196, 44, 56, 70, 70, 60), 3)
        self.pause_button, self.discard_button = buttons(_tr("&Pause"), _tr("&Discard..."), default=-1)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(_tr("Progress of the download"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("Do&wnloads, one at a time:"), self.queue))
        left.addWidget(self.queue)
        left.addWidget(self.bar)
        column = button_column([self.pause_button, self.discard_button])
        for button in (self.pause_button, self.discard_button):
            button.setFixedWidth(_BUTTON_WIDTH)
        body = QHBoxLayout()
        body.setContentsMargins(9, 8, 9, 9)
        body.setSpacing(MARGIN)
        body.addLayout(left, 1)
        body.addLayout(column)
        box = QGroupBox()
        box.setLayout(body)
        return box

    def _connect(self) -> None:
        for page in (self.installed, self.catalog, self.hub):
            page.chosen.connect(self._show_details)
        self.tabs.currentChanged.connect(self._show_details)
        self.queue.chosen.connect(self._show_download)
        self.pause_button.clicked.connect(self._on_pause)
        self._downloads.changed.connect(self.show_downloads)

    def _explain(self) -> None:
        page = self.installed
        self.explain(
            {
                page.table: _tr(
                    "The models on this computer. State: good - the checksum is the published one; unchecked - nothing "
                    "speaks against it; damaged - it cannot be used; missing - its file is gone. Will it run: whether "
                    "the memory that is free now suffices; shorter - for a shorter context. Speed: tokens a second, as "
                    "measured when it wrote here last."
                ),
                page.use_button: _tr(
                    "This model writes from now on. An adapter is laid over the model that writes, or switched off."
                ),
                page.strength_box: _tr("How strong the adapter is. 1: as it was trained. 0: off."),
                page.add_button: _tr(
                    "Takes a GGUF file on this computer into the list; you can drop it on the window too."
                ),
                page.verify_button: _tr("Takes the checksum of the model again and compares it."),
                page.remove_button: _tr("Deletes the model, or only forgets it where it is used in place."),
                page.convert_button: _tr("Makes a model out of a checkpoint folder (safetensors)."),
                self.catalog.table: _tr(
                    "Models that are known to write well for their size. Nothing is asked of the network to show them."
                ),
                self.catalog.download_button: _tr("Downloads the model from the Hugging Face Hub."),
                self.hub.words: _tr("Part of the name of a model. Empty: the most downloaded ones."),
                self.hub.find_button: _tr("Asks the Hugging Face Hub. Nothing is sent but the words."),
                self.hub.stop_button: _tr("Waits for the Hub no longer."),
                self.queue: _tr(
                    "What is being downloaded, and what waits. Unfinished downloads are kept when the program ends."
                ),
                self.pause_button: _tr("Stops the download for now, or lets it go on where it stopped."),
                self.discard_button: _tr("Takes the download off the list and deletes what has come of it."),
            }
        )

    def _show_details(self) -> None:
        page = self.tabs.currentWidget()
        if isinstance(page, InstalledPage | CatalogPage | HubPage):
            self.details.setPlainText(page.details())

    def _show_download(self) -> None:
        item = self.item()
        self.pause_button.setEnabled(item is not None)
        self.discard_button.setEnabled(item is not None)
        goes_on = item is not None and (item.runs or item.state == "waiting")
        self.pause_button.setText(_tr("&Pause") if goes_on or item is None else _tr("Go O&n"))
        self.bar.setValue(round(1000 * item.done / item.total) if item is not None and item.total else 0)
        self.queue.setAccessibleDescription(item.problem if item is not None else "")
        if item is not None and item.problem:
            self.set_status(item.problem)

    def _on_pause(self) -> None:
        item = self.item()
        if item is None:
            return
        if item.runs or item.state == "waiting":
            self._downloads.pause(item)
        else:
            self._downloads.resume(item)


def time_left(seconds: float) -> str:
    """A span of time as people say it: "40 s", "12 min", "2 h 5 min"."""
    if seconds < 0:
        return ""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def _cells(item: Item) -> tuple[str, ...]:
    percent = f"{100 * item.done // item.total}%" if item.total else ""
    speed = f"{item.speed / 1e6:.1f} MB/s" if item.speed else ""
    return (
        item.name,
        percent,
        megabytes(item.total) if item.total else "?",
        speed,
        time_left(item.seconds_left),
        _tr(item.state),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelsDialog", text)
