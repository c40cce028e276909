"""The pages at the end of a document on which its notes stand."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QTextDocument

from retrowriter.document.model import CharFormat, Document, Paragraph, Run
from retrowriter.ui.apart import Apart
from retrowriter.ui.decorations import Decorations
from retrowriter.ui.document_bridge import Loader
from retrowriter.ui.margin_text import context
from retrowriter.ui.page_view import DPI, device
from retrowriter.ui.pictures import Pictures
from retrowriter.ui.text_formats import Sheet
from retrowriter.ui.text_objects import TextObjects
from retrowriter.ui.theme.palette import DARK_SHADOW

# Of the rule above the first note, in points.
_RULE = 144.0

Edges = tuple[float, float]


class NotePages:
    """Lays out the notes of a document on pages like its own."""

    def __init__(self, sheet: Sheet, pictures: Pictures) -> None:
        self._sheet = sheet
        self._pictures = pictures
        self._key: object = None
        self._text = QTextDocument()
        self._decorations = Decorations(self._text, sheet)
        self._starts: list[tuple[int, str]] = []
        self.count = 0

    def lay_out(self, apart: Apart, names: list[str], edges: Edges, dpi: int = DPI) -> None:
        """Lays out the notes of these names, in this order, where that is not done.

        Args:
            edges: how far from the upper and the lower edge of the paper text stays, in points.
        """
        notes = [(number, name, apart.notes[name]) for number, name in enumerate(names, 1) if name in apart.notes]
        key = (notes, apart.page, edges, dpi)
        if key == self._key:
            return
        self._key = key
        self._starts = []
        self.count = 0
        if not notes:
            return
        page, scale = apart.page, dpi / 72
        self._text = QTextDocument()
        self._decorations = Decorations(self._text, self._sheet)
        self._text.setUseDesignMetrics(True)
        self._text.setDocumentMargin(0)
        self._text.documentLayout().setPaintDevice(device(dpi))
        TextObjects(self._text).pictures = self._pictures
        blocks: list[Paragraph] = []
        for number, name, paragraphs in notes:
            self._starts.append((len(blocks), name))
            blocks.extend(_numbered(number, paragraphs))
        loader = Loader(self._text, Document(blocks=tuple(blocks)), self._sheet)
        loader.load_all()
        height = page.height - edges[0] - edges[1]
        self._text.setPageSize(QSizeF((page.width - page.left - page.right) * scale, height * scale))
        self.count = self._text.pageCount()

    def draw(self, painter: QPainter, apart: Apart, number: int, edges: Edges, dpi: int = DPI) -> None:
        """Draws one of the pages (from 0); the painter's origin is the upper left corner of the paper."""
        scale, size = dpi / 72, self._text.pageSize()
        part = QRectF(QPointF(0, number * size.height()), size)
        painter.save()
        painter.translate(apart.page.left * scale, edges[0] * scale)
        if number == 0:
            painter.fillRect(QRectF(0, -4 * scale, _RULE * scale, max(1.0, scale / 2)), DARK_SHADOW)
        painter.translate(0, -part.top())
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        self._text.documentLayout().draw(painter, context(part))
        self._decorations.paint(painter, part, self._text.begin(), scale)
        painter.restore()

    def note_at(self, apart: Apart, number: int, place: QPointF, edges: Edges, dpi: int = DPI) -> str:
        """The name of the note at a place of one of the pages, "" for none."""
        scale = dpi / 72
        inside = place - QPointF(apart.page.left * scale, edges[0] * scale)
        inside += QPointF(0, number * self._text.pageSize().height())
        position = self._text.documentLayout().hitTest(inside, Qt.HitTestAccuracy.FuzzyHit)
        block = self._text.findBlock(max(0, position)).blockNumber()
        return next((name for start, name in reversed(self._starts) if start <= block), "")


def _numbered(number: int, paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    first, *others = paragraphs or (Paragraph(),)
    mark = (Run(text=str(number), format=CharFormat(script="super")), Run(text=" "))
    made = Paragraph(content=(*mark, *first.content), style=first.style, format=first.format)
    return [made, *others]
