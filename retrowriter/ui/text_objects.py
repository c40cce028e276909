"""What stands in the line of text and is no text: fields, bookmarks, and the places of what is not shown yet.

Each is one object character whose format carries the whole element.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from retrowriter.document.model import Bookmark, Break, Field, Inline, Note, Paragraph, Picture
from retrowriter.ui import fields
from retrowriter.ui.fields import Facts
from retrowriter.ui.pictures import Pictures
from retrowriter.ui.table_formats import clear_cell
from retrowriter.ui.text_formats import PIXELS_PER_POINT, Property, fragments
from retrowriter.ui.theme import fonts

OBJECT = "￼"
OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1

# A paragraph stands for itself: the mark keeps an empty one beside a table from being hidden.
Element = Inline | Break | Paragraph

# The number of a note: how large it is beside the text, and how far above the line.
_NOTE_SIZE, _NOTE_RISE = 2 / 3, 0.35
_GRAY = QColor(0x80, 0x80, 0x80)
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Element] = msgspec.json.Decoder(Element)


def element_of(char_format: QTextCharFormat) -> Element | None:
    """The element that an object character in this format stands for."""
    value = char_format.property(Property.ELEMENT)
    return _decoder.decode(value) if isinstance(value, str) and value else None


def set_element(char_format: QTextCharFormat, element: Element) -> None:
    """Makes a format that of an object character."""
    char_format.setProperty(Property.ELEMENT, _encoder.encode(element).decode())
    char_format.setObjectType(OBJECT_TYPE)


def clear_element(char_format: QTextCharFormat) -> None:
    """Makes the format of an object, or that of a cell of a table, one of text."""
    char_format.clearProperty(Property.ELEMENT)
    char_format.clearProperty(QTextFormat.Property.ObjectType)
    clear_cell(char_format)


def elements(document: QTextDocument) -> list[tuple[int, Element]]:
    """The elements in a document and where they stand, in order."""
    found: list[tuple[int, Element]] = []
    # QTextDocument.find() lays the text out, and the layout may want to know this.
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            for part in fragments(block):
                element = element_of(part.charFormat())
                if element is not None:
                    places = range(part.position(), part.position() + part.length())
                    found.extend((place, element) for place in places if document.characterAt(place) == OBJECT)
        block = block.next()
    return found


class TextObjects(QPyTextObject):
    """Draws the elements of one document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.marks = False
        self.facts = Facts()
        self.pictures = Pictures({}, self)
        self.first_page = 1
        # Where pages begin, only the view knows.
        self.page_at: Callable[[float], int] = lambda _y: 0
        self.page_count: Callable[[], int] = lambda: 1
        self.note_number: Callable[[str], int] = lambda _name: 0
        document.documentLayout().registerHandler(OBJECT_TYPE, self)

    def intrinsicSize(self, doc: QTextDocument, position: int, text_format: QTextFormat) -> QSizeF:
        """Qt's override: the room that an element takes in its line."""
        char_format, scale = text_format.toCharFormat(), _scale(doc)
        element = element_of(char_format)
        if isinstance(element, Bookmark):
            return QSizeF(0.0, 1.0)
        if isinstance(element, Paragraph):
            return QSizeF(0.0, QFontMetricsF(_font(char_format, scale)).height())
        if isinstance(element, Picture):
            return QSizeF(element.width, element.height) * PIXELS_PER_POINT * scale
        metrics = QFontMetricsF(_font(char_format, scale))
        if isinstance(element, Note):
            small = QFontMetricsF(_font(char_format, scale * _NOTE_SIZE))
            return QSizeF(small.horizontalAdvance(self._text(element, 0, 1)), metrics.ascent())
        return QSizeF(metrics.horizontalAdvance(self._text(element, 0, 1)), metrics.ascent())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, text_format: QTextFormat
    ) -> None:
        """Qt's override."""
        rect = QRectF(rect)
        char_format, scale = text_format.toCharFormat(), _scale(doc)
        element = element_of(char_format)
        if isinstance(element, Bookmark):
            if self.marks:
                _draw_bookmark(painter, rect, _font(char_format, scale))
            return
        if isinstance(element, Picture):
            self._draw_picture(painter, rect, element)
            return
        baseline = rect.bottom()
        if isinstance(element, Note):
            scale *= _NOTE_SIZE
            baseline -= rect.height() * _NOTE_RISE
        painter.setFont(_font(char_format, scale))
        brush = char_format.foreground()
        painter.setPen(brush.color() if brush.style() != Qt.BrushStyle.NoBrush else QColor(Qt.GlobalColor.black))
        painter.drawText(QPointF(rect.left(), baseline), self._shown(element, doc, position))

    def _draw_picture(self, painter: QPainter, rect: QRectF, picture: Picture) -> None:
        on_paper = painter.paintEngine().type() != QPaintEngine.Type.Raster
        image = self.pictures.whole(picture.name) if on_paper else self.pictures.image(picture.name)
        if image is not None and not image.isNull():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
            painter.restore()
            return
        painter.fillRect(rect, QColor(0xC0, 0xC0, 0xC0))
        painter.setPen(_GRAY)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if image is not None:
            # A damaged one, or one that its file lacks.
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.topRight(), rect.bottomLeft())

    def _shown(self, element: Element | None, document: QTextDocument, position: int) -> str:
        if not isinstance(element, Field):
            return self._text(element, 0, 1)
        page = self.page_at(_top(document, position)) if element.kind == "page" else 0
        return self._text(element, page, self.page_count() if element.kind == "pages" else 1)

    def _text(self, element: Element | None, page: int, pages: int) -> str:
        if isinstance(element, Field):
            return fields.text(element, self.facts, page + self.first_page, pages)
        if isinstance(element, Note):
            return str(self.note_number(element.name) or "*")
        return "[Section]" if isinstance(element, Break) else ""


def insert_element(cursor: QTextCursor, element: Element, char_format: QTextCharFormat) -> None:
    """Puts an element in at the cursor."""
    made = QTextCharFormat(char_format)
    set_element(made, element)
    cursor.insertText(OBJECT, made)


def _top(document: QTextDocument, position: int) -> float:
    """Where the line with a place begins, in pixels from the top of the document."""
    block = document.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    # A paragraph whose first line does not fit begins on the page before its text.
    return document.documentLayout().blockBoundingRect(block).top() + (line.y() if line.isValid() else 0.0)


def _font(char_format: QTextCharFormat, scale: float) -> QFont:
    font = QFont(char_format.font())
    families = char_format.fontFamilies()
    if families:
        font.setFamilies(families)
    fonts.set_edges(font)
    font.setPixelSize(max(1, round((char_format.fontPointSize() or 12.0) * PIXELS_PER_POINT * scale)))
    return font


def _scale(document: QTextDocument) -> float:
    device = document.documentLayout().paintDevice()
    return device.logicalDpiX() / 96 if device is not None else 1.0


def _draw_bookmark(painter: QPainter, rect: QRectF, font: QFont) -> None:
    height = QFontMetricsF(font).ascent()
    top = rect.bottom() - height
    painter.fillRect(QRectF(rect.left(), top, 1, height), _GRAY)
    painter.fillRect(QRectF(rect.left() - 2, top, 5, 1), _GRAY)
    painter.fillRect(QRectF(rect.left() - 2, rect.bottom() - 1, 5, 1), _GRAY)
