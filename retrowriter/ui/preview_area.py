"""The sheets of Print Preview: pages as they come out of the printer, on the workspace."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from retrowriter.ui.page_view import WORKSPACE
from retrowriter.ui.printing import Pages
from retrowriter.ui.text_formats import PIXELS_PER_POINT
from retrowriter.ui.theme.cursors import cursor
from retrowriter.ui.theme.palette import DARK_SHADOW, WINDOW

FIT_WIDTH, FIT_PAGE = "width", "page"
Zoom = float | str

_GAP = 10
_KEPT = 24


class PreviewArea(QAbstractScrollArea):
    """Shows pages side by side and below one another.

    Signals:
        moved: another page is in view, or the pages are new; page_in_view says which.
        zoom_changed: it shows the pages larger or smaller.
        left: Esc was pressed.
    """

    moved = Signal()
    zoom_changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._zoom: Zoom = FIT_PAGE
        self._columns, self._rows = 1, 1
        self._images: dict[int, QImage] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_one)
        self.setFrameStyle(QFrame.Shape.WinPanel | QFrame.Shadow.Sunken)
        self.setAccessibleName("Pages")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(cursor("magnifier"))
        self.verticalScrollBar().valueChanged.connect(self.moved)

    @property
    def count(self) -> int:
        """How many pages there are; 0 while they are laid out."""
        return self._pages.count if self._pages is not None else 0

    @property
    def zoom(self) -> Zoom:
        """A factor, or what of the page fits the window."""
        return self._zoom

    @property
    def factor(self) -> float:
        """The zoom as a factor; 1.0 = the size on paper."""
        if self._pages is None or not isinstance(self._zoom, str):
            return self._zoom if isinstance(self._zoom, float) else 1.0
        size, room = self._pages.size * PIXELS_PER_POINT, self._room()
        width = (room.width() - _GAP * (self._columns + 1)) / (size.width() * self._columns)
        height = (room.height() - _GAP * (self._rows + 1)) / (size.height() * self._rows)
        return max(0.05, width if self._zoom == FIT_WIDTH else min(width, height))

    @property
    def page_in_view(self) -> int:
        """The first page (from 0) that reaches over the upper third of the view."""
        line = self.viewport().height() // 3
        return next((number for number in range(self.count) if self.sheet(number).bottom() > line), self.count - 1)

    def show_pages(self, pages: Pages) -> None:
        """Shows these pages, which are laid out."""
        self._pages = pages
        self._images.clear()
        self._arrange()

    def set_grid(self, columns: int, rows: int) -> None:
        """Shows that many pages at a time."""
        first = self.page_in_view
        self._columns, self._rows, self._zoom = columns, rows, FIT_PAGE
        self._relay(first)

    def set_zoom(self, zoom: Zoom) -> None:
        """Shows one page at a time in this size."""
        first = self.page_in_view
        self._columns, self._rows, self._zoom = 1, 1, zoom
        self._relay(first)

    def sheet(self, number: int) -> QRect:
        """Where a page is in the viewport."""
        assert self._pages is not None
        size = self._sheet_size()
        row, column = divmod(number, self._columns)
        width = self._columns * (size.width() + _GAP) + _GAP
        left = max(0, (self.viewport().width() - width) // 2) + _GAP + column * (size.width() + _GAP)
        top = _GAP + row * self._row_height()
        corner = QPoint(left - self.horizontalScrollBar().value(), top - self.verticalScrollBar().value())
        return QRect(corner, size)

    def go_to(self, number: int) -> None:
        """Brings a page to the top."""
        self.verticalScrollBar().setValue(number // self._columns * self._row_height())

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override: what is not drawn yet is white, and drawn after this."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), WORKSPACE)
        for number in self._visible():
            sheet = self.sheet(number)
            painter.fillRect(sheet.translated(2, 2).adjusted(0, 0, 1, 1), DARK_SHADOW)
            painter.fillRect(sheet.adjusted(-1, -1, 1, 1), DARK_SHADOW)
            image = self._images.get(number)
            if image is None:
                painter.fillRect(sheet, WINDOW)
                self._timer.start()
            else:
                painter.drawImage(sheet.topLeft(), image)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's override."""
        super().resizeEvent(event)
        self._relay(self.page_in_view)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click magnifies a page; another one shows it whole again."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        number = next((each for each in self._visible() if self.sheet(each).contains(place)), None)
        if number is None:
            return
        if self._zoom != FIT_PAGE:
            self.set_zoom(FIT_PAGE)
            self.go_to(number)
            return
        sheet = self.sheet(number)
        share = QPointF((place.x() - sheet.left()) / sheet.width(), (place.y() - sheet.top()) / sheet.height())
        self.set_zoom(1.0)
        sheet = self.sheet(number)
        middle = self.viewport().rect().center()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(round(across.value() + sheet.left() + share.x() * sheet.width() - middle.x()))
        down.setValue(round(down.value() + sheet.top() + share.y() * sheet.height() - middle.y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn pages, Home and End go to the first and the last, Esc leaves."""
        step = self._rows * self._row_height() if self._pages is not None and self._zoom == FIT_PAGE else 0
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_PageDown:
            bar.setValue(bar.value() + (step or bar.pageStep()))
        elif event.key() == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - (step or bar.pageStep()))
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    # Layout

    def _relay(self, first: int) -> None:
        self._images.clear()
        self._arrange()
        if self._pages is not None:
            self.go_to(first)
        self.zoom_changed.emit()

    def _arrange(self) -> None:
        if self._pages is None:
            return
        size, room = self._sheet_size(), self.viewport().size()
        rows = -(-self.count // self._columns)
        # In a view of whole pages, each step shows other ones.
        fits = self._zoom == FIT_PAGE
        screens = -(-rows // self._rows)
        height = (
            (screens * self._rows * self._row_height() - self._rows * self._row_height() + room.height())
            if fits
            else rows * self._row_height() + _GAP
        )
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, height - room.height()))
        down.setPageStep(self._rows * self._row_height() if fits else room.height())
        down.setSingleStep(self._rows * self._row_height() if fits else 40)
        across.setRange(0, max(0, self._columns * (size.width() + _GAP) + _GAP - room.width()))
        across.setPageStep(room.width())
        across.setSingleStep(40)
        self.viewport().update()
        self.moved.emit()

    def _sheet_size(self) -> QSize:
        assert self._pages is not None
        return (self._pages.size * PIXELS_PER_POINT * self.factor).toSize()

    def _row_height(self) -> int:
        height = self._sheet_size().height() + _GAP
        # Whole pages have the window for themselves.
        return max(height, -(-(self._room().height() + 2) // self._rows)) if self._zoom == FIT_PAGE else height

    def _room(self) -> QSize:
        return self.viewport().size()

    def _visible(self) -> list[int]:
        area = self.viewport().rect()
        return [number for number in range(self.count) if self.sheet(number).adjusted(-1, -1, 3, 3).intersects(area)]

    def _draw_one(self) -> None:
        """Draws one page of those that are to be seen; the next one in the next turn."""
        number = next((each for each in self._visible() if each not in self._images), None)
        if number is None or self._pages is None:
            self._timer.stop()
            return
        if len(self._images) >= _KEPT:
            self._images.clear()
        scale = self.devicePixelRatioF()
        image = QImage(self._sheet_size() * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        self._pages.draw(painter, number, 72 * PIXELS_PER_POINT * self.factor)
        painter.end()
        self._images[number] = image
        self.viewport().update(self.sheet(number))
