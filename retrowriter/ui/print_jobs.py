"""Putting pages on paper or into a PDF, a page at a time between events, so that a window stays alive."""

import os
import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.ui.printing import Pages
from retrowriter.ui.theme import fonts

# Which pages, from 0 and in what order, when the document's pages are laid out.
Choice = Callable[[Pages], list[int]]

_PDF_DPI = 1200
_CHARACTER_MAP = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_MAPPED = re.compile(rb"\[[^\]]*\]|<[0-9A-F]{4}> <[0-9A-F]{4}> <0009>")


class PaintJob(QObject):
    """Draws pages of a document on a device.

    Signals:
        progress: which page is being drawn (from 1) and of how many.
        finished: all is drawn.
        failed: a UserError; the device takes nothing.
    """

    progress = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(
        self, document: Document, name: str, device: QPagedPaintDevice, choice: Choice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pages = Pages(document, name, self)
        self._device = device
        self._choice = choice
        self._painter = QPainter()
        self._numbers: list[int] = []
        self._done = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)
        self._pages.ready.connect(self._begin)

    def stop(self) -> None:
        """Ends it, done or not."""
        self._timer.stop()
        if self._painter.isActive():
            self._painter.end()
        self._pages.close()
        self.deleteLater()

    def _begin(self) -> None:
        self._numbers = self._choice(self._pages)
        if not self._numbers:
            self.failed.emit(UserError("no_pages", "There is no such page in the document, so nothing is printed."))
        elif not self._painter.begin(self._device):
            self.failed.emit(UserError("no_printer", "The printer cannot be reached, so nothing is printed."))
        else:
            self._timer.start()

    def _on_timeout(self) -> None:
        if self._done == len(self._numbers):
            self._timer.stop()
            self._painter.end()
            self.finished.emit()
            return
        self.progress.emit(self._done + 1, len(self._numbers))
        if self._done:
            self._device.newPage()
        self._pages.draw(self._painter, self._numbers[self._done], self._device.logicalDpiX())
        self._done += 1


class PdfJob(QObject):
    """Makes a PDF of a document: real text, the fonts embedded.

    Signals:
        progress: which page is being drawn (from 1) and of how many.
        finished: the bytes of the PDF.
        failed: a UserError.
    """

    progress = Signal(int, int)
    finished = Signal(bytes)
    failed = Signal(object)

    def __init__(
        self, document: Document, name: str, parent: QObject | None = None, choice: Choice | None = None
    ) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(_PDF_DPI)
        self._writer.setTitle(document.title or name)
        self._writer.setAuthor(document.author)
        self._writer.setPageLayout(page_layout(QSizeF(document.page.width, document.page.height)))
        self._job = PaintJob(document, name, self._writer, choice or every_page, self)
        self._job.progress.connect(self.progress)
        self._job.failed.connect(self.failed)
        self._job.finished.connect(self._on_finished)

    def stop(self) -> None:
        """Ends it, done or not."""
        self._job.stop()
        self.deleteLater()

    def _on_finished(self) -> None:
        self.finished.emit(_with_blanks(bytes(self._buffer.data().data())))


def page_layout(size: QSizeF) -> QPageLayout:
    """A page of that size in points, drawn on to its edges."""
    across = size.width() > size.height()
    upright = size.transposed() if across else size
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(paper, orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def every_page(pages: Pages) -> list[int]:
    """All of them, once."""
    return list(range(pages.count))


def pdf(document: Document, name: str) -> bytes:
    """A PDF of a document, made without a screen; for the command line.

    Raises:
        UserError: it cannot be made.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    fonts.load()
    made: list[bytes | UserError] = []
    loop = QEventLoop()
    job = PdfJob(document, name, application)
    for end in (job.finished, job.failed):
        end.connect(made.append)
        end.connect(loop.quit)
    loop.exec()
    job.stop()
    if isinstance(made[0], UserError):
        raise made[0]
    return made[0]


def _with_blanks(data: bytes) -> bytes:
    """The PDF with its blanks told as blanks.

    Fonts have one glyph for the tab and the blank, and Qt calls it by the first of the two. The tables that say which
    character a glyph stands for are not compressed and keep their length.
    """

    def mended(table: re.Match[bytes]) -> bytes:
        return _MAPPED.sub(lambda part: _blank(part[0]), table[0])

    return _CHARACTER_MAP.sub(mended, data)


def _blank(mapped: bytes) -> bytes:
    if mapped.startswith(b"["):
        return mapped.replace(b"<0009>", b"<0020>")
    return mapped.removesuffix(b"<0009>") + b"<0020>"
