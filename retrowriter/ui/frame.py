"""The window frame of 1995: our own caption, buttons, borders and system menu.

A window takes it by naming ClassicFrame before Qt's class and calling init_frame() at the end of its __init__. The
frame lives in the contents margins of the window, so layouts and menu bars need to know nothing of it. With
classic=False the window keeps the frame of the desktop.
"""

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QHoverEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMenu, QWhatsThis, QWidget

from retrowriter.ui.theme import bevels, captions
from retrowriter.ui.theme.metrics import CAPTION, DIALOG_FRAME, FRAME
from retrowriter.ui.theme.palette import FACE

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

Kind = Literal["main", "dialog"]

# Corners are caught this far along each edge, so that they are easy to hit.
_CORNER = 16
_DRAG_DISTANCE = 3
_KEYBOARD_STEP = 8
_MAXIMIZE_MS = 250
_MIN_VISIBLE = 24
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-_KEYBOARD_STEP, 0),
    Qt.Key.Key_Right: QPoint(_KEYBOARD_STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -_KEYBOARD_STEP),
    Qt.Key.Key_Down: QPoint(0, _KEYBOARD_STEP),
}
_CURSORS = {
    Qt.Edge.LeftEdge: Qt.CursorShape.SizeHorCursor,
    Qt.Edge.RightEdge: Qt.CursorShape.SizeHorCursor,
    Qt.Edge.TopEdge: Qt.CursorShape.SizeVerCursor,
    Qt.Edge.BottomEdge: Qt.CursorShape.SizeVerCursor,
    Qt.Edge.LeftEdge | Qt.Edge.TopEdge: Qt.CursorShape.SizeFDiagCursor,
    Qt.Edge.RightEdge | Qt.Edge.BottomEdge: Qt.CursorShape.SizeFDiagCursor,
    Qt.Edge.RightEdge | Qt.Edge.TopEdge: Qt.CursorShape.SizeBDiagCursor,
    Qt.Edge.LeftEdge | Qt.Edge.BottomEdge: Qt.CursorShape.SizeBDiagCursor,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClassicFrame", text)


class ClassicFrame(_Base):
    """Mixin for a top-level QMainWindow or QDialog that draws its own frame."""

    # All names carry the prefix "_frame": the windows that mix this in have names of their own.
    _frame_classic = False
    _frame_kind: Kind = "main"
    _frame_help = False
    _frame_pressed = ""
    _frame_over = False
    _frame_drag_from: QPoint | None = None
    _frame_drag_edges = Qt.Edge(0)
    _frame_drag_geometry = QRect()
    _frame_normal_geometry = QRect()
    _frame_by_hand = False
    _frame_keyboard = ""
    _frame_before_keyboard = QRect()

    def init_frame(self, kind: Kind = "main", classic: bool = True, help_button: bool | None = None) -> None:
        """Puts the frame on; call once, before the window is shown.

        Args:
            kind: "main" has an icon, minimise, maximise and close and can be resized; "dialog" has help and close.
            classic: False keeps the frame of the desktop.
            help_button: whether a dialog has the "?" button; by default it has one.
        """
        self._frame_classic = classic
        self._frame_kind = kind
        self._frame_help = kind == "dialog" if help_button is None else help_button
        if not classic:
            return
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
        # Children do not tell their window where the mouse is; hover events do.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setMouseTracking(True)
        self.installEventFilter(_EdgePointer(self))
        self._frame_fit_margins()
        shortcut = QShortcut(QKeySequence("Alt+Space"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.show_system_menu)

    def is_classic(self) -> bool:
        """Whether the window draws its own frame."""
        return self._frame_classic

    @property
    def frame_width(self) -> int:
        """Width of the border in pixels; none while maximised."""
        if not self._frame_classic or self._frame_is_full():
            return 0
        return FRAME if self._frame_kind == "main" else DIALOG_FRAME

    def caption_rect(self) -> QRect:
        """Where the caption is, in the window's coordinates."""
        border = self.frame_width
        return QRect(border, border, self.width() - 2 * border, CAPTION)

    def caption_buttons(self) -> dict[str, QRect]:
        """The caption's buttons and where they are: "min", "max" or "restore", "help", "close"."""
        names: tuple[str, ...] = ("close",)
        if self._frame_kind == "main":
            names = ("min", "restore" if self._frame_is_full() else "max", "close")
        elif self._frame_help:
            names = ("help", "close")
        return captions.button_rects(self.caption_rect(), names)

    def system_menu(self) -> QMenu:
        """A new menu with the commands of the window, as the small picture and Alt+Space show it."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        full = self._frame_is_full()
        if self._frame_kind == "main":
            self._frame_add(menu, _tr("&Restore"), self._frame_restore, full)
        self._frame_add(menu, _tr("&Move"), lambda: self._frame_start_keyboard("move"), not full)
        if self._frame_kind == "main":
            self._frame_add(menu, _tr("&Size"), lambda: self._frame_start_keyboard("size"), not full)
            self._frame_add(menu, _tr("Mi&nimize"), self.showMinimized, True)
            self._frame_add(menu, _tr("Ma&ximize"), self.showMaximized, not full)
        menu.addSeparator()
        close = self._frame_add(menu, _tr("&Close") + "\tAlt+F4", self.close, True)
        menu.setDefaultAction(close)
        return menu

    def show_system_menu(self) -> None:
        """Opens the system menu below the caption's left end."""
        self.system_menu().popup(self.mapToGlobal(self.caption_rect().bottomLeft() + QPoint(0, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override: the frame, in the margins."""
        if not self._frame_classic:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.fillRect(event.rect(), FACE)
        if self.frame_width:
            bevels.bevel(painter, self.rect(), bevels.RAISED_WINDOW)
        buttons = self.caption_buttons()
        icon = self.windowIcon() if self._frame_kind == "main" else None
        active = self.isActiveWindow()
        title = self.windowTitle().replace("[*]", "")
        captions.draw_caption(painter, self.caption_rect(), title, active, icon, reserve=18 * len(buttons) + 2)
        for name, rect in buttons.items():
            captions.draw_button(painter, rect, name, down=name == self._frame_pressed and self._frame_over)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's override: repaints the caption, drops the border while maximised."""
        super().changeEvent(event)
        if not self._frame_classic:
            return
        if event.type() == QEvent.Type.WindowStateChange:
            self._frame_fit_margins()
            if self.isMaximized():
                before = QRect(self.geometry())
                QTimer.singleShot(_MAXIMIZE_MS, self, lambda: self._frame_fill_screen(before))
        if event.type() in (
            QEvent.Type.WindowStateChange,
            QEvent.Type.ActivationChange,
            QEvent.Type.WindowTitleChange,
            QEvent.Type.WindowIconChange,
            QEvent.Type.ModifiedChange,
        ):
            self.update()

    def edges_at(self, position: QPoint) -> Qt.Edge:
        """The edges that a press at `position` would take hold of; none for windows of fixed size."""
        found = Qt.Edge(0)
        border = self.frame_width
        inside = self.rect().adjusted(border, border, -border, -border)
        if self._frame_kind != "main" or not border or inside.contains(position) or not self.rect().contains(position):
            return found
        if position.x() < _CORNER:
            found |= Qt.Edge.LeftEdge
        elif position.x() >= self.width() - _CORNER:
            found |= Qt.Edge.RightEdge
        if position.y() < _CORNER:
            found |= Qt.Edge.TopEdge
        elif position.y() >= self.height() - _CORNER:
            found |= Qt.Edge.BottomEdge
        return found

    def show_edge_pointer(self, edges: Qt.Edge) -> None:
        """Shows the pointer of an edge, or the ordinary one."""
        shape = _CURSORS.get(edges)
        if shape is not None:
            self.setCursor(shape)
        elif self.testAttribute(Qt.WidgetAttribute.WA_SetCursor):
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's override: buttons, moving, resizing, the system menu."""
        position = event.position().toPoint()
        if not self._frame_classic or not self._frame_in_frame(position):
            super().mousePressEvent(event)
            return
        if event.button() == Qt.MouseButton.RightButton and self.caption_rect().contains(position):
            self.system_menu().popup(event.globalPosition().toPoint())
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        name = self._frame_button_at(position)
        if name:
            self._frame_pressed, self._frame_over = name, True
            self.update(self.caption_rect())
        elif self._frame_on_icon(position):
            self.show_system_menu()
        else:
            self._frame_start_drag(self.edges_at(position), event.globalPosition().toPoint(), position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's override: a pressed button under the mouse, a window that is moved by hand."""
        if not self._frame_classic or not (self._frame_pressed or self._frame_drag_from is not None):
            super().mouseMoveEvent(event)
            return
        if self._frame_pressed:
            over = self._frame_button_at(event.position().toPoint()) == self._frame_pressed
            if over != self._frame_over:
                self._frame_over = over
                self.update(self.caption_rect())
        elif self._frame_drag_from is not None:
            self._frame_drag_to(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's override: a caption button works when it is let go over itself."""
        if not self._frame_classic or not (self._frame_pressed or self._frame_drag_from is not None):
            super().mouseReleaseEvent(event)
            return
        name, self._frame_pressed = self._frame_pressed, ""
        self._frame_drag_from = None
        self.update(self.caption_rect())
        if name and self._frame_button_at(event.position().toPoint()) == name:
            self._frame_push(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's override: the caption maximises or restores, the small picture closes."""
        position = event.position().toPoint()
        if not self._frame_classic or not self._frame_in_frame(position):
            super().mouseDoubleClickEvent(event)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._frame_button_at(position):
            self.mousePressEvent(event)
        elif self._frame_on_icon(position):
            self.close()
        elif self._frame_kind == "main" and self.caption_rect().contains(position):
            self._frame_drag_from = None
            self._frame_push("restore" if self._frame_is_full() else "max")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: moving and sizing with the arrow keys, as the system menu offers it."""
        if not self._frame_keyboard:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._frame_drag_geometry = self.geometry()
            self._frame_drag_edges = Qt.Edge(0)
            if self._frame_keyboard == "size":
                self._frame_drag_edges = Qt.Edge.RightEdge | Qt.Edge.BottomEdge
            self._frame_drag_by(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            if key == Qt.Key.Key_Escape:
                self.setGeometry(self._frame_before_keyboard)
            self._frame_keyboard = ""
            self.releaseKeyboard()
            self.unsetCursor()

    def _frame_add(self, menu: QMenu, text: str, slot: object, enabled: bool) -> QAction:
        action = menu.addAction(text)
        action.setEnabled(enabled)
        action.triggered.connect(slot)
        return action

    def _frame_fit_margins(self) -> None:
        border = self.frame_width
        self.setContentsMargins(border, border + CAPTION + 1, border, border)

    def _frame_fill_screen(self, before: QRect) -> None:
        # Without a window manager nothing has happened by now: the window takes the screen itself.
        room = self.screen().availableGeometry()
        if self.isMaximized() and self.geometry() == before and before.size() != room.size():
            self._frame_normal_geometry = before
            self.setGeometry(room)
            self._frame_fit_margins()

    def _frame_is_full(self) -> bool:
        return self.isMaximized() or self.isFullScreen() or not self._frame_normal_geometry.isNull()

    def _frame_restore(self) -> None:
        if self._frame_normal_geometry.isNull():
            self.showNormal()
            return
        geometry, self._frame_normal_geometry = self._frame_normal_geometry, QRect()
        self.showNormal()
        self.setGeometry(geometry)
        self._frame_fit_margins()

    def _frame_in_frame(self, position: QPoint) -> bool:
        return not self.rect().marginsRemoved(self.contentsMargins()).contains(position)

    def _frame_on_icon(self, position: QPoint) -> bool:
        return self._frame_kind == "main" and captions.icon_rect(self.caption_rect()).contains(position)

    def _frame_button_at(self, position: QPoint) -> str:
        return next((name for name, rect in self.caption_buttons().items() if rect.contains(position)), "")

    def _frame_push(self, name: str) -> None:
        {
            "close": self.close,
            "min": self.showMinimized,
            "max": self.showMaximized,
            "restore": self._frame_restore,
            "help": QWhatsThis.enterWhatsThisMode,
        }[name]()

    def _frame_start_drag(self, edges: Qt.Edge, global_position: QPoint, position: QPoint) -> None:
        if not edges and (self._frame_is_full() or not self.caption_rect().contains(position)):
            return
        self._frame_drag_edges = edges
        self._frame_drag_from = global_position
        self._frame_drag_geometry = self.geometry()
        self._frame_by_hand = False

    def _frame_drag_to(self, global_position: QPoint) -> None:
        assert self._frame_drag_from is not None
        distance = global_position - self._frame_drag_from
        if not self._frame_by_hand:
            # Only a real drag goes to the window manager: it would swallow the second click of a double click.
            if distance.manhattanLength() < _DRAG_DISTANCE:
                return
            handle = self.windowHandle()
            edges = self._frame_drag_edges
            if handle is not None and (handle.startSystemResize(edges) if edges else handle.startSystemMove()):
                self._frame_drag_from = None
                return
            self._frame_by_hand = True
        self._frame_drag_by(distance)

    def _frame_drag_by(self, distance: QPoint) -> None:
        geometry = QRect(self._frame_drag_geometry)
        if not self._frame_drag_edges:
            geometry.translate(distance)
            screen = QGuiApplication.primaryScreen().virtualGeometry()
            geometry.moveTop(max(screen.top(), min(geometry.top(), screen.bottom() - _MIN_VISIBLE)))
            self.move(geometry.topLeft())
            return
        smallest = self.minimumSizeHint().expandedTo(self.minimumSize())
        if self._frame_drag_edges & Qt.Edge.LeftEdge:
            geometry.setLeft(min(geometry.left() + distance.x(), geometry.right() - smallest.width() + 1))
        if self._frame_drag_edges & Qt.Edge.RightEdge:
            geometry.setRight(max(geometry.right() + distance.x(), geometry.left() + smallest.width() - 1))
        if self._frame_drag_edges & Qt.Edge.TopEdge:
            geometry.setTop(min(geometry.top() + distance.y(), geometry.bottom() - smallest.height() + 1))
        if self._frame_drag_edges & Qt.Edge.BottomEdge:
            geometry.setBottom(max(geometry.bottom() + distance.y(), geometry.top() + smallest.height() - 1))
        self.setGeometry(geometry)

    def _frame_start_keyboard(self, what: str) -> None:
        self._frame_keyboard = what
        self._frame_before_keyboard = QRect(self.geometry())
        self.grabKeyboard()
        self.setCursor(Qt.CursorShape.SizeAllCursor)


class _EdgePointer(QObject):
    """Changes the pointer over the window's edges.

    A filter and not an override of event(): a window that deletes itself inside an event of Python's would come back
    to an object that is gone.
    """

    def __init__(self, window: ClassicFrame) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's override."""
        if event.type() == QEvent.Type.HoverMove:
            position = cast(QHoverEvent, event).position().toPoint()
            self._window.show_edge_pointer(self._window.edges_at(position))
        elif event.type() == QEvent.Type.HoverLeave:
            self._window.show_edge_pointer(Qt.Edge(0))
        return False


def classic_like(owner: QWidget | None) -> bool:
    """Whether a dialog of `owner` draws its own frame: it does as the owner's window does."""
    window = owner.window() if owner is not None else None
    return window.is_classic() if isinstance(window, ClassicFrame) else True
