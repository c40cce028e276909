"""The boxes on the toolbars: style, font, size, zoom."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QWidget

from retrowriter.ui import actions
from retrowriter.ui.page_view import MAX_ZOOM, MIN_ZOOM

SIZES = (8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 26, 28, 36, 48, 72)
ZOOMS = (200, 150, 100, 75, 50, 25, 10)
PAGE_WIDTH, WHOLE_PAGE = "Page Width", "Whole Page"
# The fonts that a document of 1995 names first.
FIRST_FONTS = ("Arial", "Courier New", "Times New Roman")

_HEIGHT = 22


class FormatBoxes(QObject):
    """The four boxes.

    Signals:
        style_chosen, font_chosen: a name; size_chosen: points.
        zoom_chosen: a factor, or "width" or "page".
        left: the box was left without a choice; the document should have the keyboard again.
    """

    style_chosen = Signal(str)
    font_chosen = Signal(str)
    size_chosen = Signal(float)
    zoom_chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = _Box(100, "Style")
        self._font = _Box(150, "Font")
        self._size = _Box(48, "Font Size")
        self._zoom = _Box(70, "Zoom")
        self._fonts_listed = False
        self._font.addItems(FIRST_FONTS)
        self._size.addItems([str(size) for size in SIZES])
        self._zoom.addItems([f"{zoom}%" for zoom in ZOOMS] + [PAGE_WIDTH, WHOLE_PAGE])
        self._zoom.setMaxVisibleItems(12)
        self.by_name: dict[str, QWidget] = {
            actions.STYLE_BOX: self._style,
            actions.FONT_BOX: self._font,
            actions.SIZE_BOX: self._size,
            actions.ZOOM_BOX: self._zoom,
        }
        self._style.textActivated.connect(self.style_chosen)
        self._font.textActivated.connect(self._on_font)
        self._size.textActivated.connect(self._on_size)
        self._zoom.textActivated.connect(self._on_zoom)
        self._font.opening.connect(self._list_fonts)
        for box in (self._style, self._font, self._size, self._zoom):
            box.left.connect(self.left)
        self._shown_zoom = 1.0

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name: the keys that go to the boxes."""
        return {"style_box": self._style.go, "font_box": self._font.go, "size_box": self._size.go}

    def list_styles(self, names: list[str]) -> None:
        """The styles to choose from."""
        if [self._style.itemText(index) for index in range(self._style.count())] != names:
            self._style.clear()
            self._style.addItems(names)

    def show(self, style: str, font: str, size: float) -> None:
        """Shows the format at the caret."""
        _show_text(self._style, style)
        _show_text(self._font, font)
        _show_text(self._size, f"{size:g}")

    def show_zoom(self, factor: float) -> None:
        """Shows the zoom factor."""
        self._shown_zoom = factor
        _show_text(self._zoom, f"{factor:.0%}")

    def set_enabled(self, on: bool) -> None:
        """Without a document the boxes are grey."""
        for box in self.by_name.values():
            box.setEnabled(on)

    def _list_fonts(self) -> None:
        # Asking the system for its fonts takes a while; the list is made when it is first opened.
        if not self._fonts_listed:
            self._fonts_listed = True
            shown = self._font.currentText()
            families = [family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)]
            self._font.clear()
            self._font.addItems(sorted({*FIRST_FONTS, *families}, key=str.casefold))
            _show_text(self._font, shown)

    def _on_font(self, text: str) -> None:
        if text.strip():
            self.font_chosen.emit(text.strip())

    def _on_size(self, text: str) -> None:
        try:
            size = float(text.replace(",", "."))
        except ValueError:
            size = 0.0
        if 1 <= size <= 1638:
            self.size_chosen.emit(round(size * 2) / 2)
        else:
            self.left.emit()

    def _on_zoom(self, text: str) -> None:
        choices = {PAGE_WIDTH: "width", WHOLE_PAGE: "page"}
        if text in choices:
            self.zoom_chosen.emit(choices[text])
            return
        try:
            factor = float(text.strip().rstrip("%").strip()) / 100
        except ValueError:
            factor = 0.0
        if MIN_ZOOM <= factor <= MAX_ZOOM:
            self.zoom_chosen.emit(factor)
        else:
            self.show_zoom(self._shown_zoom)
            self.left.emit()


class _Box(QComboBox):
    opening = Signal()
    left = Signal()

    def __init__(self, width: int, name: str, editable: bool = True) -> None:
        super().__init__()
        self.setEditable(editable)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFixedSize(width, _HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip(name)
        self.setAccessibleName(name)
        field = self.lineEdit()
        if field is not None:
            field.setAccessibleName(name)
            field.returnPressed.connect(self._on_return)
        completer = self.completer()
        if editable and completer is not None:
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def _on_return(self) -> None:
        # Qt tells of what is in the list only.
        if self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString) < 0:
            self.textActivated.emit(self.currentText())

    def go(self) -> None:
        """Gives it the keyboard."""
        self.setFocus()
        field = self.lineEdit()
        if field is not None:
            field.selectAll()

    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()


def _show_text(box: QComboBox, text: str) -> None:
    if box.currentText() != text:
        index = box.findText(text)
        if index >= 0:
            box.setCurrentIndex(index)
        else:
            box.setCurrentIndex(-1)
            box.setEditText(text)
