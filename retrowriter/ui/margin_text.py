"""Headers and footers as they stand on a page, in the view, the preview and in print alike."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument

from retrowriter.document.model import Document, Field, Inline, Paragraph, Run
from retrowriter.ui import fields
from retrowriter.ui.apart import Apart
from retrowriter.ui.decorations import Decorations
from retrowriter.ui.document_bridge import Loader
from retrowriter.ui.fields import Facts
from retrowriter.ui.page_view import DPI, device
from retrowriter.ui.pictures import Pictures
from retrowriter.ui.text_formats import PIXELS_PER_POINT, Sheet
from retrowriter.ui.text_objects import TextObjects

_KEPT = 16
# Whatever a header takes, two inches stay for the text.
_LEAST_TEXT = 144.0


class MarginText:
    """Lays out and draws the headers and footers of one document."""

    def __init__(self, sheet: Sheet, facts: Facts, pictures: Pictures) -> None:
        self._sheet = sheet
        self._pictures = pictures
        self._facts = facts
        self._laid: dict[tuple[tuple[Paragraph, ...], float, float], tuple[QTextDocument, Decorations]] = {}

    def text_edges(self, apart: Apart) -> tuple[float, float]:
        """How far from the upper and the lower edge of the paper the text of the body stays, in points.

        A header higher than its margin pushes the text down, a footer up.
        """
        page = apart.page
        heads = [each for each in (apart.header, apart.first_header if page.different_first else ()) if each]
        feet = [each for each in (apart.footer, apart.first_footer if page.different_first else ()) if each]
        top = max([page.top, *(page.header + self._height(each, apart) for each in heads)])
        bottom = max([page.bottom, *(page.footer + self._height(each, apart) for each in feet)])
        if top + bottom > max(page.height - _LEAST_TEXT, page.top + page.bottom):
            return page.top, page.bottom
        return top, bottom

    def draw(
        self,
        painter: QPainter,
        apart: Apart,
        number: int,
        count: Callable[[], int],
        dpi: float = DPI,
        area: QRectF | None = None,
    ) -> None:
        """Draws those of a page.

        Args:
            painter: its origin is the upper left corner of the paper.
            number: the page, from 0; `count` tells how many there are, and is asked only where that is shown.
            dpi: pixels an inch of paper.
            area: what is to be painted at least; None for all.
        """
        page, scale = apart.page, dpi / 72
        for paragraphs, at_foot in ((apart.header_on(number), False), (apart.footer_on(number), True)):
            if not paragraphs:
                continue
            text, decorations = self._document(self._filled(paragraphs, page.first_page + number, count), apart, dpi)
            height = text.size().height()
            top = (page.height - page.footer) * scale - height if at_foot else page.header * scale
            rect = QRectF(QPointF(page.left * scale, top), text.size())
            if area is not None and not area.intersects(rect):
                continue
            painter.save()
            painter.translate(rect.topLeft())
            inside = QRectF(QPointF(), text.size())
            text.documentLayout().draw(painter, context(inside))
            decorations.paint(painter, inside, text.begin(), scale)
            painter.restore()

    def forget(self) -> None:
        """The styles have changed."""
        self._laid.clear()

    def _height(self, paragraphs: tuple[Paragraph, ...], apart: Apart) -> float:
        text, _decorations = self._document(self._filled(paragraphs, 1, lambda: 1), apart, DPI)
        return text.size().height() / PIXELS_PER_POINT

    def _document(
        self, paragraphs: tuple[Paragraph, ...], apart: Apart, dpi: float
    ) -> tuple[QTextDocument, Decorations]:
        width = (apart.page.width - apart.page.left - apart.page.right) * dpi / 72
        key = (paragraphs, width, dpi)
        if key not in self._laid:
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            text = QTextDocument()
            text.setUseDesignMetrics(True)
            text.setDocumentMargin(0)
            text.documentLayout().setPaintDevice(device(round(dpi)))
            text.setTextWidth(width)
            TextObjects(text).pictures = self._pictures
            Loader(text, Document(blocks=paragraphs), self._sheet).start()
            self._laid[key] = text, Decorations(text, self._sheet)
        return self._laid[key]

    def _filled(self, paragraphs: tuple[Paragraph, ...], page: int, count: Callable[[], int]) -> tuple[Paragraph, ...]:
        def filled(item: Inline) -> Inline:
            if not isinstance(item, Field):
                return item
            text = fields.text(item, self._facts, page, count() if item.kind == "pages" else 0)
            return Run(text=text, format=item.format)

        return tuple(
            msgspec.structs.replace(each, content=tuple(filled(item) for item in each.content)) for each in paragraphs
        )


def context(clip: QRectF) -> QAbstractTextDocumentLayout.PaintContext:
    """How a document is drawn on paper: black on what is there."""
    made = QAbstractTextDocumentLayout.PaintContext()
    made.clip = clip
    made.palette = QPalette(Qt.GlobalColor.white)
    made.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    return made
