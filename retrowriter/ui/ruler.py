"""The rulers: inches from the left margin with the indents of the paragraph, and inches down the page."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Tab, TabKind
from retrowriter.ui import formatting, table_formats, text_formats
from retrowriter.ui.editor import Editor
from retrowriter.ui.theme import bevels, fonts
from retrowriter.ui.theme.palette import DARK_SHADOW, FACE, HILIGHT, SHADOW

HEIGHT = 26
WIDTH = 17

_STRIP_TOP, _STRIP_HEIGHT = 6, 14
_POINTS_PER_INCH = 72
_SNAP = 4.5  # points: a sixteenth of an inch
# o = face, # = outline
_DOWN = ("#########", "#ooooooo#", "#ooooooo#", ".#ooooo#.", "..#ooo#..", "...#o#...", "....#....")
_UP = tuple(reversed(_DOWN))
_BOX = ("#########", "#ooooooo#", "#ooooooo#", "#ooooooo#", "#########")
_TAB_SHAPES: dict[TabKind, tuple[str, ...]] = {
    "left": ("", "", "....##...", "....##...", "....##...", "....##...", "....#####", "....#####"),
    "center": ("", "", "....##...", "....##...", "....##...", "....##...", ".########", ".########"),
    "right": ("", "", "....##...", "....##...", "....##...", "....##...", ".#####...", ".#####..."),
    "decimal": ("", "", "....##...", "....##.##", "....##.##", "....##...", ".########", ".########"),
}
_KINDS: tuple[TabKind, ...] = ("left", "center", "right", "decimal")
# So far from the ruler a tab stop that is dragged goes.
_OFF = 12


class Ruler(QWidget):
    """The ruler above the page. Its markers and tab stops can be dragged.

    Signals:
        indents_dragged: left, right and first-line indent in points, when a marker was let go.
        tabs_changed: the tab stops, when one was set, moved or dragged off.
        guide_moved: where the dragged marker is, in pixels of the editor's viewport; -1 when it was let go.
        paragraph_wanted, tabs_wanted: a marker or a tab stop was double-clicked.
    """

    indents_dragged = Signal(float, float, float)
    tabs_changed = Signal(object)
    guide_moved = Signal(int)
    paragraph_wanted = Signal()
    tabs_wanted = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._drag = ""
        self._indents = (0.0, 0.0, 0.0)
        self._tabs: tuple[Tab, ...] = ()
        self._edges = (0.0, 0.0)
        self._moved: Tab | None = None
        self._kind: TabKind = "left"
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Ruler")
        editor.view_changed.connect(self.update)
        editor.format_changed.connect(self._on_format_changed)

    @property
    def tab_kind(self) -> TabKind:
        """What kind of tab stop a click sets."""
        return self._kind

    def kind_button(self) -> QRect:
        """The button at the left end, which shows the kind of tab stop that a click sets and changes it."""
        return QRect(1, 5, 17, 17)

    def marker(self, name: str) -> QRect:
        """Where a marker is: "first", "hanging", "left" or "right"."""
        left_edge, right_edge = self._text_edges()
        left, right, first = self._indents
        scale = self._editor.scale
        x = {
            "first": left_edge + (left + first) * scale,
            "hanging": left_edge + left * scale,
            "left": left_edge + left * scale,
            "right": right_edge - right * scale,
        }[name]
        top, height = {"first": (1, 7), "hanging": (13, 7), "left": (20, 5), "right": (13, 7)}[name]
        return QRect(round(x) - 4, top, 9, height)

    def tab_rect(self, tab: Tab) -> QRect:
        """Where a tab stop is."""
        x = round(self._text_edges()[0] + tab.position * self._editor.scale)
        return QRect(x - 4, 11, 9, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), FACE)
        painter.setFont(fonts.ui_font())
        button = self.kind_button()
        bevels.bevel(painter, button, bevels.RAISED_BUTTON)
        _draw(painter, button.topLeft() + QPoint(4, 4), _TAB_SHAPES[self._kind])
        editor, scale = self._editor, self._editor.scale
        paper = editor.paper(0).translated(self._offset(), 0)
        left, right = self._text_edges()
        strip = QRect(paper.left(), _STRIP_TOP, paper.width(), _STRIP_HEIGHT)
        shown = QRect(self._offset(), 0, editor.viewport().width(), HEIGHT)
        shown.setLeft(max(shown.left(), button.right() + 2))
        painter.setClipRect(shown)
        painter.fillRect(strip, SHADOW)
        painter.fillRect(QRect(round(left), _STRIP_TOP, round(right - left), _STRIP_HEIGHT), HILIGHT)
        bevels.edge(painter, strip, SHADOW, HILIGHT)
        eighth = _POINTS_PER_INCH / 8 * scale
        # Eighths closer together than 5 pixels would be a grey bar.
        step = next(step for step in (1, 2, 4, 8, 16) if eighth * step >= 5)
        last_tab = max((tab.position for tab in self._tabs), default=0.0) * scale
        for number in range(0, int((right - left) / eighth) + 1, step):
            x = round(left + number * eighth)
            if number % 8 == 0 and number:
                painter.setPen(DARK_SHADOW)
                painter.drawText(QRect(x - 10, _STRIP_TOP, 21, 13), Qt.AlignmentFlag.AlignCenter, str(number // 8))
            elif number % 4 == 0 and number:
                painter.fillRect(x, _STRIP_TOP + 4, 1, 5, DARK_SHADOW)
            elif number:
                painter.fillRect(x, _STRIP_TOP + 6, 1, 2, DARK_SHADOW)
            if number % 4 == 0 and number and x - left > last_tab:
                painter.fillRect(x, _STRIP_TOP + _STRIP_HEIGHT + 2, 1, 2, SHADOW)
        for tab in self._tabs:
            _draw(painter, self.tab_rect(tab).topLeft(), _TAB_SHAPES[tab.kind])
        for name, rows in (("hanging", _UP), ("left", _BOX), ("first", _DOWN), ("right", _UP)):
            _draw(painter, self.marker(name).topLeft(), rows)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of a marker or a tab stop, sets a new one, or changes the kind of new ones."""
        position = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not self._editor.is_loaded:
            return
        if self.kind_button().contains(position):
            self._kind = _KINDS[(_KINDS.index(self._kind) + 1) % len(_KINDS)]
            self.update()
            return
        for name in ("first", "left", "hanging", "right"):
            if self.marker(name).contains(position):
                self._drag = name
                self._drag_to(position)
                return
        left, right = self._text_edges()
        tab = self._tab_at(position)
        if tab is None and left < position.x() < right and position.y() >= _STRIP_TOP:
            tab = Tab(self._points(position.x()), self._kind)
            self._tabs = (*self._tabs, tab)
        if tab is not None:
            self._drag, self._moved = "tab", tab
            self._drag_to(position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags it."""
        if self._drag:
            self._drag_to(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go, which changes the paragraphs."""
        if not self._drag:
            return
        dragged, self._drag = self._drag, ""
        self.guide_moved.emit(-1)
        if dragged == "tab":
            self._moved = None
            self.tabs_changed.emit(tuple(sorted(self._tabs, key=lambda tab: tab.position)))
        else:
            self.indents_dragged.emit(*self._indents)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the dialog for what was double-clicked."""
        position = event.position().toPoint()
        if self._tab_at(position) is not None:
            self.tabs_wanted.emit()
        elif any(self.marker(name).contains(position) for name in ("first", "left", "hanging", "right")):
            self.paragraph_wanted.emit()
        elif self.kind_button().contains(position):
            self.mousePressEvent(event)

    def _drag_to(self, position: QPoint) -> None:
        left_edge, right_edge = self._text_edges()
        scale = self._editor.scale
        left, right, first = self._indents
        width = (right_edge - left_edge) / scale
        points = self._points(position.x())
        if self._drag == "tab":
            self._drag_tab(position, min(max(_SNAP, points), width))
            return
        if self._drag == "right":
            self._indents = (left, min(max(0.0, width - points), width - left - _POINTS_PER_INCH / 4), first)
        elif self._drag == "first":
            self._indents = (left, right, min(max(0.0, points), width - right - _POINTS_PER_INCH / 4) - left)
        else:
            moved = min(max(0.0, points), width - right - _POINTS_PER_INCH / 4)
            # The hanging marker leaves the first line where it is, the box takes both along.
            self._indents = (moved, right, first + left - moved if self._drag == "hanging" else max(first, -moved))
        self.guide_moved.emit(self.marker(self._drag).center().x() - self._offset())
        self.update()

    def _drag_tab(self, position: QPoint, points: float) -> None:
        others = tuple(tab for tab in self._tabs if tab is not self._moved)
        # Dragged off the ruler, it is taken out; dragged back, it is there again.
        off = not -_OFF <= position.y() <= HEIGHT + _OFF
        assert self._moved is not None
        self._moved = Tab(points, self._moved.kind, self._moved.leader)
        self._tabs = others if off else (*(tab for tab in others if tab.position != points), self._moved)
        self.guide_moved.emit(-1 if off else self.tab_rect(self._moved).center().x() - self._offset())
        self.update()

    def _tab_at(self, position: QPoint) -> Tab | None:
        return next((tab for tab in self._tabs if self.tab_rect(tab).contains(position)), None)

    def _points(self, x: int) -> float:
        return round((x - self._text_edges()[0]) / self._editor.scale / _SNAP) * _SNAP

    def _on_format_changed(self) -> None:
        if self._drag:
            return
        shown = formatting.paragraph(self._editor)
        place = text_formats.list_of(formatting.first_block(self._editor).blockFormat())
        left, first = text_formats.indents(shown, place)
        state = ((left, shown.right or 0.0, first), shown.tabs, self._text_edges())
        if state != (self._indents, self._tabs, self._edges):
            self._indents, self._tabs, self._edges = state
            self.update()

    def _offset(self) -> int:
        return (
            self._editor.viewport().mapTo(self.window(), QPoint(0, 0)).x() - self.mapTo(self.window(), QPoint(0, 0)).x()
        )

    def _text_edges(self) -> tuple[float, float]:
        paper, page = self._editor.paper(0).translated(self._offset(), 0), self._editor.page
        scale = self._editor.scale
        block = self._editor.textCursor().block()
        if table_formats.table_of(block) is not None:
            # In a cell, its own edges are those of the text.
            cell = self._editor.document().documentLayout().blockBoundingRect(block)
            shift = self._offset() - self._editor.horizontalScrollBar().value()
            return cell.left() + shift, cell.right() + shift
        return paper.left() + page.left * scale, paper.left() + (page.width - page.right) * scale


class SideRuler(QWidget):
    """The ruler at the left of the page; it shows the page that is at the top of the view."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setFixedWidth(WIDTH)
        editor.view_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), FACE)
        painter.setFont(fonts.ui_font())
        editor, scale, page = self._editor, self._editor.scale, self._editor.page
        top = editor.verticalScrollBar().value()
        for number in (editor.page_at(top), editor.page_at(top) + 1):
            offset = editor.viewport().mapToGlobal(QPoint()).y() - self.mapToGlobal(QPoint()).y()
            paper = editor.paper(number).translated(0, offset)
            if number and paper.top() > self.height():
                continue
            strip = QRect(2, paper.top(), 12, paper.height())
            above, below = editor.text_edges
            first = paper.top() + above * scale
            height = (page.height - above - below) * scale
            painter.fillRect(strip, SHADOW)
            painter.fillRect(QRect(2, round(first), 12, round(height)), HILIGHT)
            bevels.edge(painter, strip, SHADOW, HILIGHT)
            eighth = _POINTS_PER_INCH / 8 * scale
            step = next(step for step in (1, 2, 4, 8, 16) if eighth * step >= 5)
            for mark in range(step, int(height / eighth) + 1, step):
                y = round(first + mark * eighth)
                if y < 0 or y > self.height():
                    continue
                if mark % 8 == 0:
                    painter.setPen(DARK_SHADOW)
                    painter.drawText(QRect(1, y - 7, 15, 14), Qt.AlignmentFlag.AlignCenter, str(mark // 8))
                elif mark % 4 == 0:
                    painter.fillRect(6, y, 5, 1, DARK_SHADOW)
                else:
                    painter.fillRect(8, y, 2, 1, DARK_SHADOW)


def _draw(painter: QPainter, corner: QPoint, rows: tuple[str, ...]) -> None:
    colors: dict[str, QColor] = {"#": DARK_SHADOW, "o": FACE}
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            if letter in colors:
                painter.fillRect(corner.x() + x, corner.y() + y, 1, 1, colors[letter])
