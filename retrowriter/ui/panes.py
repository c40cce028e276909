"""One document in one pane or in two, one above the other, each with an editor and rulers of its own."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QSplitterHandle, QWidget

from retrowriter.ui.editor import Editor
from retrowriter.ui.ruler import Ruler, SideRuler
from retrowriter.ui.theme import bevels
from retrowriter.ui.theme.palette import FACE
from retrowriter.ui.widgets.view_buttons import ViewButtons

WINDOW_VIEWS = {"normal": "Normal View", "page": "Page Layout View", "outline": "Outline View"}

_BAR = 5
# A pane lower than this is none.
_LEAST = 30


class Pane(QWidget):
    """An editor with its rulers, the buttons of the views and the box that splits."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.ruler = Ruler(editor, self)
        self.side_ruler = SideRuler(editor, self)
        self.ruler.indents_dragged.connect(editor.set_indents)
        self.ruler.tabs_changed.connect(editor.set_tabs)
        self.ruler.guide_moved.connect(editor.show_guide)
        self.view_buttons = ViewButtons(WINDOW_VIEWS, editor)
        self.view_buttons.show_view(editor.view)
        editor.addScrollBarWidget(self.view_buttons, Qt.AlignmentFlag.AlignLeft)
        self.split_box = SplitBox(editor)
        editor.addScrollBarWidget(self.split_box, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.ruler, 0, 0, 1, 2)
        grid.addWidget(self.side_ruler, 1, 0)
        grid.addWidget(editor, 1, 1)
        self.setFocusProxy(editor)

    def show_rulers(self, on: bool) -> None:
        """Shows or hides the rulers; the one at the side belongs to Page Layout."""
        self.ruler.setVisible(on)
        self.side_ruler.setVisible(on and self.editor.view == "page")


class SplitBox(QWidget):
    """The box above a scroll bar: dragged down, it splits the window; a double click splits it in the middle.

    Signals:
        dragged: how far below the box the pointer is; let_go: the button was let go.
        double_clicked: it was double-clicked.
    """

    dragged = Signal(QPoint)
    let_go = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_BAR)
        self.setCursor(Qt.CursorShape.SplitVCursor)
        self.setAccessibleName(self.tr("Split"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        _draw_bar(QPainter(self), self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self.double_clicked.emit()


class Panes(QSplitter):
    """One document in one pane or two.

    Signals:
        added: a second pane has come; leaving: it is about to go; united: it is gone.
        activated: the caret is in another pane.
        view_chosen: the button of a view was pressed.
    """

    added = Signal(object)
    leaving = Signal(object)
    united = Signal()
    activated = Signal()
    view_chosen = Signal(str)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._panes: list[Pane] = []
        self._current = 0
        self._rulers = True
        self.setHandleWidth(_BAR)
        self.splitterMoved.connect(self._on_moved)
        self._add(Pane(editor))
        self.setFocusProxy(editor)

    @property
    def all(self) -> tuple[Pane, ...]:
        """The panes, from above."""
        return tuple(self._panes)

    @property
    def current(self) -> Pane:
        """The pane in which the caret was last."""
        return self._panes[self._current]

    @property
    def is_split(self) -> bool:
        """Whether there are two."""
        return len(self._panes) > 1

    def name(self, title: str) -> None:
        """Tells screen readers the name of the document."""
        for pane in self._panes:
            pane.editor.setAccessibleName(title)

    def split(self, upper: int = 0) -> None:
        """Makes two panes of one.

        Args:
            upper: the height of the upper one; 0 = half.
        """
        if self.is_split or not self.current.editor.is_loaded:
            return
        first = self._panes[0]
        self._add(Pane(first.editor.beside()))
        height = self.height() - _BAR
        self.setSizes([upper or height // 2, height - (upper or height // 2)])
        self._panes[1].editor.take_place(first.editor)
        first.split_box.hide()
        self._panes[1].split_box.hide()
        self.added.emit(self._panes[1])

    def unite(self) -> None:
        """Makes one pane of two; the one with the caret is left, as far as one sees."""
        if not self.is_split:
            return
        first, second = self._panes
        if self.current is second:
            first.editor.take_place(second.editor)
        self.leaving.emit(second)
        self._panes.pop()
        self._activate(0)
        self.setFocusProxy(first.editor)
        second.editor.leave()
        second.hide()
        # Until it is deleted, it would have a place in the splitter.
        second.setParent(None)
        second.deleteLater()
        first.split_box.show()
        first.setFocus()
        self.united.emit()

    def next_pane(self) -> None:
        """Goes to the other pane."""
        if self.is_split:
            self._panes[1 - self._current].editor.setFocus()

    def show_rulers(self, on: bool) -> None:
        """Shows or hides the rulers."""
        self._rulers = on
        for pane in self._panes:
            pane.show_rulers(on)

    def show_view(self) -> None:
        """The document is shown in another view."""
        for pane in self._panes:
            pane.view_buttons.show_view(pane.editor.view)
        self.show_rulers(self._rulers)

    def createHandle(self) -> QSplitterHandle:
        """Qt's override: the bar between the panes."""
        return _Bar(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the caret from pane to pane."""
        if event.type() == QEvent.Type.FocusIn:
            for number, pane in enumerate(self._panes):
                if pane.editor is watched:
                    self._activate(number)
        return False

    def _add(self, pane: Pane) -> None:
        self._panes.append(pane)
        pane.editor.setAccessibleName(self._panes[0].editor.accessibleName())
        self.addWidget(pane)
        pane.show_rulers(self._rulers)
        pane.editor.installEventFilter(self)
        pane.view_buttons.chosen.connect(self.view_chosen)
        pane.split_box.dragged.connect(self._on_box_dragged)
        pane.split_box.let_go.connect(self._on_box_let_go)
        pane.split_box.double_clicked.connect(self.split)

    def _activate(self, number: int) -> None:
        if self._current != number:
            self._current = number
            self.setFocusProxy(self.current.editor)
            self.activated.emit()

    def _on_box_dragged(self, place: QPoint) -> None:
        upper = min(max(self.mapFromGlobal(place).y(), 0), self.height() - _BAR)
        if not self.is_split and upper > _LEAST:
            self.split(upper)
        elif self.is_split:
            self.setSizes([upper, self.height() - _BAR - upper])

    def _on_box_let_go(self) -> None:
        self._on_moved()

    def _on_moved(self) -> None:
        if self.is_split and min(self.sizes()) == 0:
            self.unite()


class _Bar(QSplitterHandle):
    def __init__(self, panes: Panes) -> None:
        super().__init__(Qt.Orientation.Vertical, panes)
        self.setCursor(Qt.CursorShape.SplitVCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        _draw_bar(QPainter(self), self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cast(Panes, self.splitter()).unite()


def _draw_bar(painter: QPainter, bar: QWidget) -> None:
    inside = bevels.bevel(painter, bar.rect(), bevels.RAISED_WINDOW)
    painter.fillRect(inside, FACE)
