"""One document as pages: its text with everything that belongs to it painted, headers and footers among it.

What stands in the root frame's format (styles, paper, headers, footers, notes) is on the undo stack, and followed here.
"""

import msgspec
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Document, Style
from retrowriter.ui import apart as beside
from retrowriter.ui import notes, text_formats
from retrowriter.ui.apart import Apart
from retrowriter.ui.decorations import Decorations
from retrowriter.ui.fields import Facts
from retrowriter.ui.margin_text import MarginText
from retrowriter.ui.note_pages import NotePages
from retrowriter.ui.notes import NoteNumbers
from retrowriter.ui.page_view import DPI
from retrowriter.ui.pictures import Pictures
from retrowriter.ui.selection import SelectingView
from retrowriter.ui.text_objects import TextObjects
from retrowriter.ui.theme import fonts
from retrowriter.ui.undo_names import UndoNames


class DocumentView(SelectingView):
    """Shows one document.

    Signals:
        styles_changed: the document has other styles.
        format_changed: the format at the caret may be another one.
        apart_changed: it has another paper, header, footer or footnote.

    Attributes:
        facts: what fields say of the document.
        pictures: the files of its pictures.
    """

    styles_changed = Signal()
    format_changed = Signal()
    apart_changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None, other: "DocumentView | None" = None) -> None:
        """`other`: another view, which has read the document; this one shows the same text."""
        super().__init__(parent, other)
        self._source = document
        self._guide = -1
        self.setFont(fonts.document_font("Times New Roman", 12))
        if other is None:
            self._begin(document)
        else:
            self._join(other)
        self.pictures.decoded.connect(self.viewport().update)
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)

    def _begin(self, document: Document) -> None:
        self.sheet = text_formats.Sheet(document)
        self.facts = Facts(title=document.title)
        self.pictures = Pictures(document.pictures, self.document())
        self.margin_text = MarginText(self.sheet, self.facts, self.pictures)
        self._apart, self._apart_kept = beside.of(document), ""
        self.document().setUndoRedoEnabled(False)
        self.set_page(document.page, self.margin_text.text_edges(self._apart))
        self.undo_names = UndoNames(self.document())
        self.decorations = Decorations(self.document(), self.sheet)
        self.objects = TextObjects(self.document())
        self.objects.facts, self.objects.first_page = self.facts, document.page.first_page
        self.objects.pictures = self.pictures
        self.objects.page_at, self.objects.page_count = self.page_at, self.page_count
        self.note_numbers = NoteNumbers(self.document())
        self.note_numbers.changed.connect(self._on_notes_changed)
        self.objects.note_number = self.note_numbers.number
        self._note_pages = NotePages(self.sheet, self.pictures)
        self._styles_kept = ""

    def _join(self, other: "DocumentView") -> None:
        self.sheet, self.facts, self.margin_text = other.sheet, other.facts, other.margin_text
        self.undo_names, self.decorations, self.objects = other.undo_names, other.decorations, other.objects
        self.pictures = other.pictures
        self.note_numbers, self._note_pages = other.note_numbers, other._note_pages
        self.note_numbers.changed.connect(self._on_notes_changed)
        self._apart, self._apart_kept, self._styles_kept = other._apart, other._apart_kept, other._styles_kept
        self.follow_notes()

    @property
    def is_loaded(self) -> bool:
        """Whether the whole document is in the editor."""
        return not self.isReadOnly()

    def rest(self) -> Document:
        """The document as it is now, without its blocks."""
        rest = msgspec.structs.replace(self._source, blocks=(), styles=self.sheet.own, pictures=self.pictures.files)
        return beside.put_into(rest, self._apart)

    @property
    def apart(self) -> Apart:
        """What the document has beside its text."""
        return self._apart

    def set_apart(self, apart: Apart, name: str) -> None:
        """Gives the document another paper, header, footer or footnotes; one step of undo called `name`."""
        if not self.is_loaded or apart == self._apart:
            return
        frame = self.document().rootFrame().frameFormat()
        self._page, self._edges = apart.page, self.margin_text.text_edges(apart)
        self.set_margins(frame)
        beside.keep(frame, apart)
        with self.undo_names.naming(name):
            self.document().rootFrame().setFrameFormat(frame)

    def page_count(self) -> int:
        """How many pages there are, those of the notes among them; asking lays out all of the document."""
        return super().page_count() + self.laid_notes().count

    def laid_notes(self) -> NotePages:
        """The pages of the notes, laid out for the zoom."""
        names = self.note_numbers.names if self._apart.notes else []
        self._note_pages.lay_out(self._apart, names, self.text_edges, round(DPI * self.zoom))
        return self._note_pages

    def follow_notes(self) -> None:
        """Has as many pages behind the text as the notes need."""
        self.set_pages_behind(self.laid_notes().count if self._apart.notes else 0)

    def note_at(self, place: QPoint) -> str:
        """The name of the note at a place in the viewport: its reference in the text, or its text; "" for none."""
        if not self._apart.notes:
            return ""
        if self.view == "normal":
            return self._reference_at(place)
        number = self.page_at(place.y() + self.verticalScrollBar().value())
        behind = number - self.document().pageCount()
        if behind >= 0:
            inside = QPointF(place - self.paper(number).topLeft())
            dpi = round(DPI * self.zoom)
            return self.laid_notes().note_at(self._apart, behind, inside, self.text_edges, dpi)
        return self._reference_at(place)

    def _reference_at(self, place: QPoint) -> str:
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(QPointF(place) + scrolled, Qt.HitTestAccuracy.ExactHit)
        return notes.at(self.document(), position) if position >= 0 else ""

    def follow_edges(self) -> None:
        """Draws the text with smooth or jagged edges, as fonts.set_smooth says by now."""
        font = self.font()
        fonts.set_edges(font)
        self.setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the text, and over it what Qt has no format for."""
        super().paintEvent(event)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        area = QRectF(event.rect()).translated(across, down)
        painter = QPainter(self.viewport())
        painter.translate(-across, -down)
        first = self.cursorForPosition(event.rect().topLeft()).block()
        # A border may reach over its paragraph's edge.
        self.decorations.paint(painter, area, first.previous() if first.previous().isValid() else first, self.scale)
        if self._guide >= 0:
            for y in range(event.rect().top() // 2 * 2, event.rect().bottom() + 1, 2):
                painter.fillRect(self._guide + across, y + down, 1, 1, Qt.GlobalColor.black)
        painter.end()

    def paint_paper(self, painter: QPainter, number: int, paper: QRect, area: QRect) -> None:
        """Header and footer, dimmed: they are not changed here."""
        painter.save()
        painter.translate(paper.topLeft())
        painter.setOpacity(0.5)
        inside = QRectF(area.translated(-paper.topLeft()))
        dpi = round(DPI * self.zoom)
        self.margin_text.draw(painter, self._apart, number, self.page_count, dpi, inside)
        painter.setOpacity(1.0)
        self.draw_notes(painter, number, dpi)
        painter.restore()

    def draw_notes(self, painter: QPainter, number: int, dpi: int) -> None:
        """Draws the notes on a page, if it is one of theirs; the painter's origin is the corner of the paper."""
        if self._apart.notes and number >= self.document().pageCount():
            behind = number - self.document().pageCount()
            self.laid_notes().draw(painter, self._apart, behind, self.text_edges, dpi)

    def show_guide(self, x: int) -> None:
        """Draws the dotted line of what is dragged on the ruler through the pages; -1 takes it away."""
        self._guide = x
        self.viewport().update()

    def _on_notes_changed(self) -> None:
        self.viewport().update()

    def _on_contents_change(self, _position: int, removed: int, added: int) -> None:
        if removed and added:
            # Another format may change what is painted elsewhere: borders outside the text, the numbers that follow.
            self.viewport().update()
        # Undo may bring back other styles.
        kept = self.document().rootFrame().frameFormat().property(text_formats.Property.STYLES) or ""
        if kept != self._styles_kept:
            self._styles_kept = kept
            own = msgspec.json.decode(kept, type=tuple[Style, ...]) if kept else self._source.styles
            self.sheet.replace(own)
            self.margin_text.forget()
            self.styles_changed.emit()

    def _on_contents_changed(self) -> None:
        # The layout is complete here, and may be asked for another page.
        kept = beside.kept(self.document())
        if kept == self._apart_kept:
            self.follow_notes()
            return
        self._apart_kept = kept
        self._apart = beside.decode(kept) if kept else beside.of(self._source)
        self._page, self._edges = self._apart.page, self.margin_text.text_edges(self._apart)
        self.objects.first_page = self._page.first_page
        self._lay_out()
        self.follow_notes()
        self.apart_changed.emit()
