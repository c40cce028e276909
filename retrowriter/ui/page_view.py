"""Page Layout and Normal view: real pages with gaps between them, or continuous text, on a plain QTextEdit.

QTextDocument breaks its lines over pages by itself. Each of its pages is a little taller than the paper; the difference
is the gap, which is painted in the colour of the workspace. The caret, selections, input methods, drag and drop and
screen readers stay Qt's own.

Normal view is the same document without a page height. What is outside the margins stays where it is and is out of the
reach of the scroll bars: other margins would be a step of undo.

Several views may show one document. They share its layout, and so the view and the zoom; caret and place are their own.

Zoom is the resolution of the paint device for which the document is laid out: text stays crisp, and carets and clicks
need no conversion. Lengths in formats are pixels at 96 dots an inch, whatever the screen says (AA_Use96Dpi).
"""

from typing import Any, Literal

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from retrowriter.document.model import PageSetup
from retrowriter.ui.page_breaks import PageBreaks
from retrowriter.ui.text_formats import DEFAULT_TAB, PIXELS_PER_POINT
from retrowriter.ui.theme import fonts

DPI = 96
# Workspace around the paper, in points; it grows with the zoom like the paper, because it is part of the page's frame.
GAP_ABOVE = 7.5
GAP_BELOW = 3.0
GAP_SIDE = 9.0
MIN_ZOOM, MAX_ZOOM = 0.1, 5.0

View = Literal["page", "normal"]

WORKSPACE = QColor(0x80, 0x80, 0x80)
_WHITE = QColor(Qt.GlobalColor.white)
_BLACK = QColor(Qt.GlobalColor.black)
# Around the text in Normal view, in pixels: room for the pointer that selects lines.
_MARGIN, _MARGIN_ABOVE = 18, 6
_LABEL_HEIGHT = 12

# Qt keeps bare pointers to these, so they live as long as the program.
_devices: dict[int, QImage] = {}


class PageView(QTextEdit):
    """A text edit that shows its document as pages of paper.

    Signals:
        zoom_changed: the new factor.
        view_changed: the pages moved on the screen (scrolled, resized, zoomed); rulers follow.
    """

    zoom_changed = Signal(float)
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None, beside: "PageView | None" = None) -> None:
        """`beside`: another view, whose document this one shows."""
        super().__init__(parent)
        self._page: PageSetup = PageSetup() if beside is None else beside._page
        self._edges: tuple[float, float] = (self._page.top, self._page.bottom) if beside is None else beside._edges
        self._zoom: float = 1.0 if beside is None else beside._zoom
        self._view: View = "page" if beside is None else beside._view
        self._family: list[PageView] = [] if beside is None else beside._family
        self._family.append(self)
        self._text: QTextDocument = super().document() if beside is None else beside._text
        self.breaks: PageBreaks
        self.breaks = PageBreaks(self.document(), self._text_room, self) if beside is None else beside.breaks
        self.breaks.found.connect(self.viewport().update)
        self._behind = 0
        self._was_shown = False
        self.setAcceptRichText(False)
        self.setCursorWidth(1)
        self.setFrameStyle(QFrame.Shape.WinPanel | QFrame.Shadow.Sunken)
        self.setTabStopDistance(DEFAULT_TAB * PIXELS_PER_POINT)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        # A scroll bar that comes and goes makes QTextEdit forget the page size; 1995's were always there.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._set_colours()
        if beside is not None:
            self.setLineWrapColumnOrWidth(self._width())
            owner = self._text.parent()
            self.setDocument(self._text)
            # PySide6 takes the document for this view's by now, and would end it with the view.
            self._text.setParent(owner)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.view_changed)
            bar.rangeChanged.connect(self._limit_bars)
        if beside is None:
            self.document().setUndoRedoEnabled(False)
            self.set_page(self._page)
            self.document().setUndoRedoEnabled(True)
        else:
            self._lay_out_again(self._view, self._zoom)

    def document(self) -> QTextDocument:
        """The text. Qt's own has PySide6 believe that it is that of whichever view was asked last."""
        return self._text

    @property
    def family(self) -> "tuple[PageView, ...]":
        """All views of the document, this one among them."""
        return tuple(self._family)

    def leave(self) -> None:
        """This view is about to go; the others stay."""
        self._family.remove(self)

    @property
    def page(self) -> PageSetup:
        """The paper."""
        return self._page

    @property
    def text_edges(self) -> tuple[float, float]:
        """How far from the upper and the lower edge of the paper the text stays, in points."""
        return self._edges

    def set_page(self, page: PageSetup, edges: tuple[float, float] | None = None) -> None:
        """Changes the paper and lays the document out anew.

        Args:
            edges: how far from the edges above and below the text stays; None = as the margins say.
        """
        self._page = page
        self._edges = edges or (page.top, page.bottom)
        document = self.document()
        frame = document.rootFrame().frameFormat()
        self.set_margins(frame)
        if frame != document.rootFrame().frameFormat():
            modified = document.isModified()
            document.rootFrame().setFrameFormat(frame)
            document.setModified(modified)
        self._lay_out()

    def set_margins(self, frame: QTextFrameFormat) -> None:
        """Writes the margins into the format of a document's root frame. Qt scales them by the zoom."""
        top, bottom = self._edges
        frame.setLeftMargin((self._page.left + GAP_SIDE) * PIXELS_PER_POINT)
        frame.setRightMargin((self._page.right + GAP_SIDE) * PIXELS_PER_POINT)
        frame.setTopMargin((top + GAP_ABOVE) * PIXELS_PER_POINT)
        frame.setBottomMargin((bottom + GAP_BELOW) * PIXELS_PER_POINT)

    @property
    def view(self) -> View:
        """Pages or continuous text."""
        return self._view

    def set_view(self, view: View) -> None:
        """Shows pages or continuous text; what is at the top of the window stays there."""
        if view != self._view:
            self._lay_out_again(view, self._zoom)

    @property
    def zoom(self) -> float:
        """The zoom factor, 1.0 = 100 %."""
        return self._zoom

    def set_zoom(self, factor: float) -> None:
        """Changes the zoom factor, kept between 10 % and 500 %. The caret stays in view."""
        factor = min(max(round(factor * DPI) / DPI, MIN_ZOOM), MAX_ZOOM)
        if factor != self._zoom:
            self._lay_out_again(self._view, factor)
            self.ensureCursorVisible()
            for each in self._family:
                each.zoom_changed.emit(factor)

    def zoom_to_width(self) -> None:
        """Zooms so that the page is as wide as the window."""
        self.set_zoom(self._room().width() / ((self._page.width + 2 * GAP_SIDE) * PIXELS_PER_POINT))

    def zoom_to_page(self) -> None:
        """Zooms so that a whole page is seen."""
        size = self._room()
        height = size.height() / (self._page.height + GAP_ABOVE + GAP_BELOW)
        width = size.width() / (self._page.width + 2 * GAP_SIDE)
        self.set_zoom(min(width, height) / PIXELS_PER_POINT)

    @property
    def scale(self) -> float:
        """Pixels per point at the current zoom."""
        return PIXELS_PER_POINT * self._zoom

    @property
    def unit(self) -> int:
        """Height in pixels of a page with its gap."""
        return round((self._page.height + GAP_ABOVE + GAP_BELOW) * self.scale)

    def paper(self, page: int) -> QRect:
        """Where the paper of a page (from 0) is in the viewport."""
        return QRect(
            round(GAP_SIDE * self.scale) - self.horizontalScrollBar().value(),
            page * self.unit + round(GAP_ABOVE * self.scale) - self.verticalScrollBar().value(),
            round(self._page.width * self.scale),
            round(self._page.height * self.scale),
        )

    def page_at(self, y: float) -> int:
        """The page (from 0) at a height of the document, in pixels."""
        return self.breaks.page_at(y) if self._view == "normal" else max(0, int(y // self.unit))

    def page_count(self) -> int:
        """How many pages there are; asking lays out all of the document."""
        return self.breaks.count() if self._view == "normal" else self.document().pageCount()

    def text_top(self, page: int) -> float:
        """Where the text of a page (from 0) begins in the document, in pixels."""
        return self.breaks.top(page) if self._view == "normal" else page * self.unit + self._text_room()[0]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints workspace and paper, then lets QTextEdit paint the text."""
        painter = QPainter(self.viewport())
        area = event.rect()
        if self._view == "normal":
            painter.fillRect(area, _WHITE)
            painter.end()
            super().paintEvent(event)
            self._paint_breaks(area)
            return
        painter.fillRect(area, WORKSPACE)
        top = self.verticalScrollBar().value()
        pages = self._page_count()
        first = self.page_at(top + area.top())
        for number in range(first, min(pages, self.page_at(top + area.bottom()) + 1)):
            paper = self.paper(number)
            painter.fillRect(paper.translated(2, 2).adjusted(0, 0, 1, 1), _BLACK)
            painter.fillRect(paper.adjusted(-1, -1, 1, 1), _BLACK)
            painter.fillRect(paper, _WHITE)
            self.paint_paper(painter, number, paper, area)
        painter.end()
        super().paintEvent(event)

    def set_pages_behind(self, count: int) -> None:
        """Has that many pages follow those of the text; paint_paper fills them."""
        if count != self._behind:
            self._behind = count
            self._limit_bars()
            self.viewport().update()

    def paint_paper(self, painter: QPainter, number: int, paper: QRect, area: QRect) -> None:
        """Paints what stands on a page (from 0) behind the text; subclasses have something to paint there."""

    def showEvent(self, event: QShowEvent) -> None:
        """When it is first shown, still small, Qt brings the caret into view; a document begins with its paper."""
        super().showEvent(event)
        if not self._was_shown and self.textCursor().atStart():
            self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
        self._was_shown = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centres the page. QTextEdit is told that its width stays, or it would forget the page size."""
        size, before = event.size(), event.oldSize()
        super().resizeEvent(QResizeEvent(size, QSize(size.width(), before.height())))
        self._centre()
        if not self.verticalScrollBar().maximum():
            self._reach_the_edge()
        self.view_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl + wheel zooms in steps of 10 %."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(round(self._zoom * 10 + steps) / 10)
            event.accept()
        else:
            super().wheelEvent(event)

    def _lay_out_again(self, view: View, zoom: float) -> None:
        """Lays out in another way; what is at the top of each view stays there."""
        places = [(each, *each._top_place()) for each in self._family]
        for each in self._family:
            each._view, each._zoom = view, zoom
        self._lay_out()
        for each, place, rest in places:
            each._scroll_to(place, rest)

    def _lay_out(self) -> None:
        document = self.document()
        dpi = round(DPI * self._zoom)
        layout: Any = document.documentLayout()
        layout.setPaintDevice(device(dpi))
        document.setUseDesignMetrics(True)
        width = self._width()
        for each in self._family:
            # It makes QTextEdit forget the page size, which comes after.
            each.setLineWrapColumnOrWidth(width)
        document.setPageSize(QSizeF(width, self.unit if self._view == "page" else -1))
        self.breaks.switch(self._view == "normal")
        for each in self._family:
            each._centre()
            each._limit_bars()
            each.viewport().update()
            each.view_changed.emit()

    def _reach_the_edge(self) -> None:
        """Lets the scroll bar go on to the lower edge of the last page; Qt ends it with the text.

        Within rangeChanged, the value is not yet brought into the new range, so the view does not jump.
        """
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setMaximum(max(0, self._page_count() * self.unit - room))

    def _page_count(self) -> int:
        # Asking for the page count lays out the whole document; what is laid out so far is enough for a long one.
        layout = self.document().documentLayout()
        laid_out = -(-round(layout.documentSize().height()) // self.unit)
        text = laid_out if self.verticalScrollBar().maximum() else self.document().pageCount()
        return text + self._behind

    def _room(self) -> QSize:
        """What the scroll bars leave; the margins beside the page do not count."""
        inside = self.contentsRect().size()
        return inside - QSize(self.verticalScrollBar().width(), self.horizontalScrollBar().height())

    def _width(self) -> int:
        return round((self._page.width + 2 * GAP_SIDE) * self.scale)

    def _centre(self) -> None:
        spare = max(0, self._room().width() - self._width()) if self._view == "page" else 0
        margins = self.viewportMargins()
        if margins.left() != spare // 2:
            self.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)

    def _text_room(self) -> tuple[float, float]:
        top, bottom = (self._edges[0] + GAP_ABOVE) * self.scale, (self._edges[1] + GAP_BELOW) * self.scale
        return top, self.unit - top - bottom

    def take_place(self, other: "PageView") -> None:
        """Shows what another view of the document shows, the caret in the same place."""
        cursor = self.textCursor()
        cursor.setPosition(other.textCursor().anchor())
        cursor.setPosition(other.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.horizontalScrollBar().setValue(other.horizontalScrollBar().value())
        self._scroll_to(*other._top_place())

    def _top_place(self) -> tuple[int, int]:
        """The first character in the window, and how far above the window's edge its line begins, in pixels."""
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, 0))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return cursor.position(), self.cursorRect(cursor).top()

    def _scroll_to(self, position: int, rest: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        bar = self.verticalScrollBar()
        # Only as much is laid out as has to be; the scroll bar hears of the rest later.
        wanted = bar.value() + self.cursorRect(cursor).top() - rest
        bar.setMaximum(max(bar.maximum(), wanted))
        bar.setValue(wanted)
        self.view_changed.emit()

    def _limit_bars(self) -> None:
        """Keeps what is outside the margins out of the reach of the scroll bars in Normal view."""
        page, (above, below) = self._page, self._edges
        sides = (page.left + GAP_SIDE, page.right + GAP_SIDE, _MARGIN)
        ends = (above + GAP_ABOVE, below + GAP_BELOW, _MARGIN_ABOVE)
        for bar, (before, behind, kept) in ((self.horizontalScrollBar(), sides), (self.verticalScrollBar(), ends)):
            if self._view == "page":
                bar.setMinimum(0)
                if bar is self.verticalScrollBar():
                    self._reach_the_edge()
            elif bar.minimum() == 0:
                # It is as Qt has set it.
                least = max(1, round(before * self.scale) - kept)
                bar.setRange(least, max(least, bar.maximum() - round(behind * self.scale) + kept))

    def _paint_breaks(self, area: QRect) -> None:
        """Dotted lines where pages end; where somebody ended one, a denser line that says so."""
        painter = QPainter(self.viewport())
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        left = round((GAP_SIDE + self._page.left) * self.scale) - across
        right = round((GAP_SIDE + self._page.width - self._page.right) * self.scale) - across
        for start in self.breaks.starts[1:]:
            y = round(start.y) - down - 1
            if y > area.bottom() + _LABEL_HEIGHT:
                break
            if y < area.top() - _LABEL_HEIGHT:
                continue
            step = 2 if start.is_hard else 4
            for x in range(left, right, step):
                painter.fillRect(x, y, 1, 1, _BLACK)
            if start.is_hard:
                painter.setFont(fonts.ui_font())
                painter.setPen(_BLACK)
                painter.drawText(right + 6, y + 4, self.tr("Page Break"))
        painter.end()

    def _set_colours(self) -> None:
        bars = self.palette()
        palette = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            palette.setColor(group, QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
            palette.setColor(group, QPalette.ColorRole.Window, WORKSPACE)
            palette.setColor(group, QPalette.ColorRole.Highlight, _BLACK)
            palette.setColor(group, QPalette.ColorRole.HighlightedText, _WHITE)
        self.setPalette(palette)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setPalette(bars)
        corner = QWidget(self)
        # The role, since what the palette does not say itself comes from this view: the workspace's gray.
        corner.setBackgroundRole(QPalette.ColorRole.Button)
        corner.setAutoFillBackground(True)
        self.setCornerWidget(corner)
        self.viewport().setAutoFillBackground(False)


def device(dpi: int) -> QImage:
    """What a document is laid out for at that resolution; it lives as long as the program."""
    if dpi not in _devices:
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        image.setDotsPerMeterX(round(dpi / 0.0254))
        image.setDotsPerMeterY(round(dpi / 0.0254))
        _devices[dpi] = image
    return _devices[dpi]
