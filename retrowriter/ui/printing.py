"""A document as pages of paper: laid out as the page view does it at 100 %, and drawn on anything.

An editor that is never shown lays the pages out, so that lines and pages end where they end on the screen.
"""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QTextBlock

from retrowriter.document.model import Document
from retrowriter.ui.editor import Editor
from retrowriter.ui.margin_text import context
from retrowriter.ui.page_view import DPI, GAP_ABOVE, GAP_SIDE
from retrowriter.ui.text_formats import PIXELS_PER_POINT

_BLOCKS_A_STEP = 40


class Pages(QObject):
    """The pages of a document, headers and footers among them.

    Signals:
        ready: the number of pages is known and they can be drawn; it comes from the event loop.
    """

    ready = Signal()

    def __init__(self, document: Document, name: str, parent: QObject | None = None) -> None:
        """Begins to lay out; `name`: the file's, for the fields that show it."""
        super().__init__(parent)
        self._source = document
        self._editor = Editor(document)
        self._editor.pictures.waits = True
        self._editor.facts.name = name
        self._block: QTextBlock | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        self.count = 0

    @property
    def size(self) -> QSizeF:
        """Of the paper, in points."""
        return QSizeF(self._source.page.width, self._source.page.height)

    def draw(self, painter: QPainter, number: int, dpi: float) -> None:
        """Draws a page (from 0); the painter's origin is the upper left corner of the paper."""
        editor, document = self._editor, self._editor.document()
        painter.save()
        painter.scale(dpi / DPI, dpi / DPI)
        paper = QRectF(QPointF(GAP_SIDE, GAP_ABOVE) * PIXELS_PER_POINT, self.size * PIXELS_PER_POINT)
        paper.translate(0, number * editor.unit)
        painter.save()
        painter.translate(-paper.topLeft())
        painter.setClipRect(paper)
        layout = document.documentLayout()
        layout.draw(painter, context(paper))
        first = document.findBlock(max(0, layout.hitTest(paper.topLeft(), Qt.HitTestAccuracy.FuzzyHit))).previous()
        editor.decorations.paint(painter, paper, first if first.isValid() else document.begin(), editor.scale)
        painter.restore()
        editor.draw_notes(painter, number, DPI)
        editor.margin_text.draw(painter, editor.apart, number, lambda: self.count)
        painter.restore()

    @property
    def first_number(self) -> int:
        """The number that the first page bears."""
        return self._source.page.first_page

    def close(self) -> None:
        """Gives up what was laid out."""
        self._timer.stop()
        self._editor.deleteLater()
        self.deleteLater()

    def _on_timeout(self) -> None:
        """Lays out some paragraphs at a time, so that a window stays alive."""
        if not self._editor.is_loaded:
            return
        document = self._editor.document()
        block = document.begin() if self._block is None else self._block
        for _ in range(_BLOCKS_A_STEP):
            if not block.isValid():
                self._timer.stop()
                self.count = self._editor.page_count()
                self.ready.emit()
                return
            document.documentLayout().blockBoundingRect(block)
            block = block.next()
        self._block = block
