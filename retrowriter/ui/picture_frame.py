"""The frame around the selected picture, with the handles that change its size."""

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Picture
from retrowriter.ui.text_formats import text_width
from retrowriter.ui.text_objects import OBJECT, element_of, set_element
from retrowriter.ui.theme.palette import DARK_SHADOW, SHADOW

if TYPE_CHECKING:
    from retrowriter.ui.editor import Editor

_HANDLE = 7
_SMALLEST = 6.0
_KEEP = QTextCursor.MoveMode.KeepAnchor
# Columns and rows of the handles: left, middle, right; top, middle, bottom.
_PLACES = tuple((x, y) for y in range(3) for x in range(3) if (x, y) != (1, 1))
_POINTERS = {
    (0, 0): Qt.CursorShape.SizeFDiagCursor,
    (2, 2): Qt.CursorShape.SizeFDiagCursor,
    (2, 0): Qt.CursorShape.SizeBDiagCursor,
    (0, 2): Qt.CursorShape.SizeBDiagCursor,
    (1, 0): Qt.CursorShape.SizeVerCursor,
    (1, 2): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeHorCursor,
    (2, 1): Qt.CursorShape.SizeHorCursor,
}


class PictureFrame(QWidget):
    """Lies over the selected picture of an editor; a click on a picture selects it.

    Signals:
        opened: the picture was double-clicked.
    """

    opened = Signal()

    def __init__(self, editor: "Editor") -> None:
        super().__init__(editor.viewport())
        self._editor = editor
        self._handle: tuple[int, int] | None = None
        self._dragged = QRect()
        self.setAccessibleName("Picture")
        self.setMouseTracking(True)
        self.hide()
        # Behind the layout, which is complete only after the signals of a change.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.follow)
        for change in (editor.selectionChanged, editor.textChanged, editor.view_changed):
            change.connect(self._timer.start)
        editor.viewport().installEventFilter(self)

    def follow(self) -> None:
        """Goes where the selected picture is."""
        found = selected_picture(self._editor)
        if found is None or not self._editor.is_loaded:
            self.hide()
            return
        place = picture_rect(self._editor, found[0], found[1]).toRect()
        self.setGeometry(place.adjusted(-_HANDLE, -_HANDLE, _HANDLE, _HANDLE))
        self.setAccessibleDescription(found[1].description)
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's override: a click on a picture selects it."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            found = picture_under(self._editor, event.position())
            if found is not None and event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
                cursor = self._editor.textCursor()
                cursor.setPosition(found)
                cursor.setPosition(found + 1, _KEEP)
                self._editor.setTextCursor(cursor)
                self._editor.setFocus()
                return True
        return super().eventFilter(watched, event)

    def handle(self, place: tuple[int, int]) -> QRect:
        """Where a handle is."""
        size = QPoint(self.width() - _HANDLE, self.height() - _HANDLE)
        return QRect(size.x() * place[0] // 2, size.y() * place[1] // 2, _HANDLE, _HANDLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's override."""
        painter = QPainter(self)
        edge = _HANDLE // 2
        found = selected_picture(self._editor)
        image = self._editor.pictures.image(found[1].name) if found is not None and self._handle is None else None
        if image is not None and not image.isNull():
            # Not darkened, as selected text is.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect().adjusted(_HANDLE, _HANDLE, -_HANDLE, -_HANDLE), image)
        painter.setPen(QPen(SHADOW, 1, Qt.PenStyle.SolidLine))
        painter.drawRect(self.rect().adjusted(edge, edge, -edge - 1, -edge - 1))
        for place in _PLACES:
            painter.fillRect(self.handle(place), DARK_SHADOW)
        if self._handle is not None:
            painter.setPen(QPen(DARK_SHADOW, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self._dragged.adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's override: takes hold of a handle; elsewhere the picture stays selected."""
        self._handle = self._handle_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        place = event.position().toPoint()
        if self._handle is None:
            over = self._handle_at(place)
            self.setCursor(_POINTERS[over] if over is not None else Qt.CursorShape.ArrowCursor)
            return
        # The picture stands in its line: it grows from its own corner, whichever handle is dragged.
        self._dragged = QRect(_HANDLE, _HANDLE, *self._size_at(place))
        outer = self._dragged.adjusted(-_HANDLE, -_HANDLE, _HANDLE, _HANDLE)
        self.resize(max(outer.width(), self.width()), max(outer.height(), self.height()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's override: the picture has the new size."""
        found = selected_picture(self._editor)
        if self._handle is not None and found is not None and not self._dragged.isEmpty():
            scale = self._editor.scale
            room = text_width(self._editor.page)
            width, height = self._dragged.width() / scale, self._dragged.height() / scale
            if width > room:
                width, height = room, height * room / width if 1 not in self._handle else height
            size = {"width": round(max(width, _SMALLEST), 2), "height": round(max(height, _SMALLEST), 2)}
            change_picture(self._editor, found[0], msgspec.structs.replace(found[1], **size), "Picture Size")
        self._handle, self._dragged = None, QRect()
        self.follow()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's override."""
        self.opened.emit()

    def _handle_at(self, place: QPoint) -> tuple[int, int] | None:
        return next((handle for handle in _PLACES if self.handle(handle).contains(place)), None)

    def _size_at(self, place: QPoint) -> tuple[int, int]:
        found = selected_picture(self._editor)
        assert found is not None
        assert self._handle is not None
        shown = picture_rect(self._editor, found[0], found[1])
        x, y = self._handle
        width, height = shown.width(), shown.height()
        wanted_width = place.x() - _HANDLE if x == 2 else width + _HANDLE - place.x()
        wanted_height = place.y() - _HANDLE if y == 2 else height + _HANDLE - place.y()
        if x != 1 and y != 1:
            # A corner keeps the proportions.
            factor = max(wanted_width / max(width, 1), wanted_height / max(height, 1), 0.02)
            return max(1, round(width * factor)), max(1, round(height * factor))
        return (max(1, round(wanted_width)) if x != 1 else round(width)), (
            max(1, round(wanted_height)) if y != 1 else round(height)
        )


def selected_picture(editor: "Editor") -> tuple[int, Picture] | None:
    """The picture that alone is selected, and where it stands."""
    cursor = editor.textCursor()
    if cursor.selectionEnd() - cursor.selectionStart() != 1:
        return None
    return _picture_at(editor, cursor.selectionStart())


def picture_under(editor: "Editor", point: QPointF) -> int | None:
    """Where the picture under a point of the viewport stands."""
    across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
    near = editor.document().documentLayout().hitTest(point + QPointF(across, down), Qt.HitTestAccuracy.FuzzyHit)
    for position in (near, near - 1):
        found = _picture_at(editor, position)
        if found is not None and picture_rect(editor, *found).contains(point):
            return position
    return None


def picture_rect(editor: "Editor", position: int, picture: Picture) -> QRectF:
    """Where a picture is in the viewport."""
    block = editor.document().findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    if not line.isValid():
        return QRectF()
    # PySide6 gives the position back beside the place, which its stubs don't know.
    found: Any = line.cursorToX(position - block.position())
    top = editor.document().documentLayout().blockBoundingRect(block).topLeft()
    width, height = picture.width * editor.scale, picture.height * editor.scale
    place = top + QPointF(float(found[0]), line.y() + line.ascent() - height)
    across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
    return QRectF(place - QPointF(across, down), place - QPointF(across, down) + QPointF(width, height))


def change_picture(editor: "Editor", position: int, picture: Picture, name: str) -> None:
    """Gives a picture another size or description; one step of undo."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position)
    cursor.setPosition(position + 1, _KEEP)
    char_format = cursor.charFormat()
    if element_of(char_format) == picture:
        return
    set_element(char_format, picture)
    with editor.undo_names.naming(name):
        cursor.setCharFormat(char_format)


def _picture_at(editor: "Editor", position: int) -> tuple[int, Picture] | None:
    if position < 0 or editor.document().characterAt(position) != OBJECT:
        return None
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position + 1)
    element = element_of(cursor.charFormat())
    return (position, element) if isinstance(element, Picture) else None
