"""Outline view: the paragraphs of a document by their levels, with signs that show and hide what is below a heading."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QShowEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from retrowriter.ui import outline
from retrowriter.ui.editor import Editor
from retrowriter.ui.text_objects import OBJECT
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.palette import DARK_SHADOW

_Index = QModelIndex | QPersistentModelIndex
_Path = tuple[tuple[int, str], ...]

ALL = 9

_STEP = 24
_SIGN = 18
_LINE = 22
_REFRESH_MS = 60
_BODY_POINTS = 10.0
_POINTS = {1: 14.0, 2: 12.0, 3: 11.0}
_PLUS = (
    "...###...",
    "...#.#...",
    "...#.#...",
    "####.####",
    "#.......#",
    "####.####",
    "...#.#...",
    "...#.#...",
    "...###...",
)
_MINUS = (
    ".........",
    ".........",
    ".........",
    "#########",
    "#.......#",
    "#########",
    ".........",
    ".........",
    ".........",
)
_BODY = (
    ".........",
    ".........",
    ".........",
    "..#####..",
    "..#...#..",
    "..#...#..",
    "..#...#..",
    "..#####..",
    ".........",
)


@dataclass(frozen=True)
class Row:
    """A paragraph that is shown.

    Attributes:
        number: of the paragraph in the document.
        level: 1 to 9, 0 for body text; depth: how far it is moved in.
        has_below: there is something below the heading, shown or not.
        is_closed: some of that is hidden.
    """

    number: int
    level: int
    depth: int
    has_below: bool = False
    is_closed: bool = False


class OutlineModel(QAbstractListModel):
    """The paragraphs that are shown, in one list."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._levels: list[int] = []
        self._deepest = ALL
        # Headings against the rule: closed ones, and open ones where only headings are shown. They are known by their
        # words and those of the headings above, which moving and Undo leave as they are.
        self._paths: list[_Path] = []
        self._closed: set[_Path] = set()
        self._open: set[_Path] = set()
        self.rows: list[Row] = []

    def refresh(self) -> None:
        """Reads the document again."""
        sheet = self._editor.sheet
        cache: dict[int, int] = {}
        self._levels, self._paths = [], []
        above: list[tuple[int, str]] = []
        block = self._editor.document().begin()
        while block.isValid():
            key = block.blockFormatIndex()
            if key not in cache:
                cache[key] = outline.level_of(block, sheet)
            level = cache[key]
            if level:
                above = [*(each for each in above if each[0] < level), (level, block.text())]
            self._levels.append(level)
            self._paths.append(tuple(above) if level else ())
            block = block.next()
        self._arrange()

    def show_levels(self, deepest: int) -> None:
        """Shows headings down to a level; ALL = everything."""
        self._deepest = deepest
        self._closed, self._open = set(), set()
        self._arrange()

    def set_open(self, row: int, on: bool) -> None:
        """Shows or hides what is below a heading."""
        shown = self.rows[row]
        if not shown.has_below:
            return
        end = self._end(shown.number)
        inside = {self._paths[number] for number in range(shown.number, end) if self._levels[number]}
        self._closed -= inside
        self._open -= inside
        if on:
            self._open |= inside
        else:
            self._closed.add(self._paths[shown.number])
        self._arrange()

    def row_of(self, number: int) -> int:
        """The row of a paragraph, or of the heading under which it is hidden."""
        found = 0
        for row, shown in enumerate(self.rows):
            if shown.number > number:
                break
            found = row
        return found

    def block(self, row: int) -> QTextBlock:
        """The paragraph in a row."""
        return self._editor.document().findBlockByNumber(self.rows[row].number)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Qt's override."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's override."""
        if not index.isValid():
            return None
        shown = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.block(index.row()).text().replace(OBJECT, "").replace("\u2028", " ")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.data(index)
            if not shown.level:
                return text
            state = "" if not shown.has_below else " (closed)" if shown.is_closed else " (open)"
            return f"{self.tr('Heading')} {shown.level}: {text}{state}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt's override: changes the letters that are different, so that the others keep their formats."""
        block, wanted = self.block(index.row()), str(value)
        text = block.text()
        if OBJECT in text or "\u2028" in text or wanted == text:
            return False
        # Counted in units of UTF-16, as Qt counts.
        old, new = text.encode("utf-16-le", "surrogatepass"), wanted.encode("utf-16-le", "surrogatepass")
        before = _common(old, new)
        behind = _common(old[before:][::-1], new[before:][::-1]) if len(old) > before and len(new) > before else 0
        behind -= behind % 2
        cursor = self._editor.textCursor()
        cursor.setPosition(block.position() + before // 2)
        cursor.setPosition(block.position() + (len(old) - behind) // 2, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.type_text(new[before : len(new) - behind].decode("utf-16-le", "surrogatepass"))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt's override."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def _end(self, number: int) -> int:
        level, end = self._levels[number], number + 1
        while end < len(self._levels) and not 0 < self._levels[end] <= level:
            end += 1
        return end

    def _arrange(self) -> None:
        rows: list[Row] = []
        # The headings above, with whether what is below each is hidden.
        above: list[tuple[int, bool, bool]] = []
        for number, level in enumerate(self._levels):
            if level:
                while above and above[-1][0] >= level:
                    above.pop()
            is_hidden = any(hidden for _level, hidden, _open in above)
            by_rule = self._deepest < ALL and (level == 0 or level > self._deepest)
            if by_rule and any(is_open for _level, _hidden, is_open in above):
                by_rule = False
            depth = level - 1 if level else (above[-1][0] if above else 0)
            if not is_hidden and not by_rule:
                has_below = bool(level) and self._end(number) > number + 1
                rows.append(Row(number, level, depth, has_below))
            elif rows and rows[-1].level and not rows[-1].is_closed:
                last = rows[-1]
                rows[-1] = Row(last.number, last.level, last.depth, last.has_below, True)
            if level:
                path = self._paths[number]
                above.append((level, path in self._closed, path in self._open))
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()


class OutlineList(QListView):
    """The outline of one document. Its selection is the editor's."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._following = False
        self.outline = OutlineModel(editor)
        self.setModel(self.outline)
        self.setItemDelegate(_Paragraph(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Outline"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.follow)
        editor.document().contentsChange.connect(self._on_contents_change)
        editor.cursorPositionChanged.connect(self._on_caret_moved)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.outline.modelReset.connect(self._show_caret)

    def follow(self) -> None:
        """Shows the document as it is now, and where its caret is."""
        self._timer.stop()
        if self.isVisible():
            self.outline.refresh()
            self.viewport().update()
            self._show_caret()

    def showEvent(self, event: QShowEvent) -> None:
        """A document may open in Outline view, before it is seen."""
        super().showEvent(event)
        self.follow()

    def toggle(self, row: int) -> None:
        """Shows or hides what is below a heading."""
        self.outline.set_open(row, self.outline.rows[row].is_closed)

    def set_open(self, on: bool) -> None:
        """Shows or hides what is below the selected headings."""
        # From below, so that the rows above stay where they are.
        for row in sorted((index.row() for index in self.selectedIndexes()), reverse=True):
            self.outline.set_open(row, on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus show and hide, Tab and Shift+Tab change the level, Enter makes a new line."""
        if self._timer.isActive():
            self.follow()
        if (
            event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
            and not event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.set_open(event.key() == Qt.Key.Key_Plus)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            outline.change_level(self._editor, 1 if event.key() == Qt.Key.Key_Tab else -1)
            self.follow()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._begin_line()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keeps Tab, which would go to another control."""
        keys = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys:
            self.keyPressEvent(event)
            return True
        return bool(super().event(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects; on the sign of a heading, it selects all below it too."""
        super().mousePressEvent(event)
        row = self._sign_at(event)
        if row >= 0:
            self._select_part(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a sign, shows or hides; on the text, changes it."""
        row = self._sign_at(event)
        if row >= 0:
            self.toggle(row)
        else:
            super().mouseDoubleClickEvent(event)

    def _begin_line(self) -> None:
        row = self.currentIndex().row()
        if row < 0 or not self._editor.is_loaded:
            return
        block = self.outline.block(row)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        with self._editor.undo_names.naming("Typing"):
            cursor.insertBlock(block.blockFormat(), block.charFormat())
        self._editor.setTextCursor(cursor)
        self.follow()
        self.edit(self.currentIndex())

    def _sign_at(self, event: QMouseEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not self.outline.rows[index.row()].level:
            return -1
        left = self.visualRect(index).left() + self.outline.rows[index.row()].depth * _STEP
        return index.row() if left <= event.position().x() < left + _SIGN else -1

    def _select_part(self, row: int) -> None:
        block = self.outline.block(row)
        end = outline.part_end(block, self._editor.sheet)
        last = end.previous() if end.isValid() else self._editor.document().lastBlock()
        cursor = QTextCursor(block)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    def _on_contents_change(self) -> None:
        self._timer.start()

    def _on_caret_moved(self) -> None:
        if self.isVisible() and not self._following and not self._timer.isActive():
            self._show_caret()

    def _show_caret(self) -> None:
        """Selects the rows in which the selection of the document is."""
        if not self.outline.rows:
            return
        cursor, document = self._editor.textCursor(), self._editor.document()
        first = self.outline.row_of(document.findBlock(cursor.selectionStart()).blockNumber())
        last = self.outline.row_of(document.findBlock(cursor.selectionEnd()).blockNumber())
        self._following = True
        selection = self.selectionModel()
        selection.clearSelection()
        for row in range(first, last + 1):
            selection.select(self.outline.index(row), selection.SelectionFlag.Select)
        selection.setCurrentIndex(self.outline.index(last), selection.SelectionFlag.NoUpdate)
        self._following = False
        self.scrollTo(self.outline.index(first))

    def _on_selection_changed(self) -> None:
        rows = sorted(index.row() for index in self.selectedIndexes())
        if self._following or not rows or self._timer.isActive():
            return
        self._following = True
        cursor = QTextCursor(self.outline.block(rows[0]))
        if len(rows) > 1:
            last = self.outline.block(rows[-1])
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._following = False


class _Paragraph(QStyledItemDelegate):
    """Draws a paragraph with its sign, moved in by its level."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        assert isinstance(model, OutlineModel)
        return QSize(3 * _STEP + _SIGN + 400, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, OutlineModel)
        row = model.rows[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        rect = rect.adjusted(row.depth * _STEP, 0, 0, 0)
        sign = _BODY if not row.level else _PLUS if row.has_below else _MINUS
        _draw_sign(painter, rect.left() + 4, rect.center().y() - 4, sign)
        font = _font(row)
        painter.setFont(font)
        place = rect.adjusted(_SIGN, 0, 0, 0)
        text = painter.fontMetrics().elidedText(str(model.data(index)), Qt.TextElideMode.ElideRight, place.width() - 4)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            width = max(painter.fontMetrics().horizontalAdvance(text), 6)
            painter.fillRect(place.left() - 1, place.top() + 1, width + 3, place.height() - 2, Qt.GlobalColor.black)
        painter.setPen(QColor(Qt.GlobalColor.white) if selected else QColor(Qt.GlobalColor.black))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if row.is_closed:
            # What is hidden is hinted at by a grey line below the heading, as if it were text very small.
            width = painter.fontMetrics().horizontalAdvance(text)
            for x in range(place.left(), place.left() + max(width, 40), 2):
                painter.fillRect(x, place.bottom(), 1, 1, DARK_SHADOW)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, OutlineModel)
        rect: QRect = option.rect
        editor.setFont(_font(model.rows[index.row()]))
        editor.setGeometry(rect.adjusted(model.rows[index.row()].depth * _STEP + _SIGN - 3, 0, 0, 0))


def _font(row: Row) -> QFont:
    family = "Arial" if 0 < row.level <= 2 else "Times New Roman"
    font = fonts.document_font(family, _POINTS.get(row.level, _BODY_POINTS))
    font.setBold(row.level > 0)
    font.setItalic(row.level == 2)
    return font


def _draw_sign(painter: QPainter, left: int, top: int, rows: tuple[str, ...]) -> None:
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            if letter == "#":
                painter.fillRect(left + x, top + y, 1, 1, DARK_SHADOW)


def _common(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with in common, whole letters only."""
    count = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return count - count % 2
