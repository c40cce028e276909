"""The status bar: where the caret is, the modes, and what the model is doing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QStatusBar, QWidget

from retrowriter.ui.editor import Editor
from retrowriter.ui.widgets.status_panel import StatusPanel

_REFRESH_MS = 120
_POINTS_PER_INCH = 72
_MAX_STEPS = 400
_WIDEST_LAMP = 200


class StatusBar(QStatusBar):
    """Panels; a description takes the place of all of them while a command is highlighted.

    Signals:
        overwrite_toggled, extension_toggled: the OVR or EXT panel was double-clicked.
    """

    overwrite_toggled = Signal()
    extension_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor: Editor | None = None
        self._page = StatusPanel("", 150)
        self._place = StatusPanel("", 160)
        self._extension = StatusPanel("EXT", 36, centred=True)
        self._extension.set_lit(False)
        self._extension.double_clicked.connect(self.extension_toggled)
        self._overwrite = StatusPanel("OVR", 36, centred=True)
        self._overwrite.set_lit(False)
        self._overwrite.double_clicked.connect(self.overwrite_toggled)
        self._model = StatusPanel("")
        for panel in (self._page, self._place, self._extension, self._overwrite):
            self.addWidget(panel)
        self.addWidget(self._model, 1)
        self._lamp = StatusPanel("OFFLINE", 60, centred=True)
        self.addPermanentWidget(self._lamp)
        self.setSizeGripEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)

    def set_editor(self, editor: Editor | None) -> None:
        """Shows the caret of this editor from now on."""
        if self._editor is not None:
            self._editor.cursorPositionChanged.disconnect(self.refresh_soon)
            self._editor.textChanged.disconnect(self.refresh_soon)
            self._editor.overwrite_changed.disconnect(self._overwrite.set_lit)
            self._editor.extension.changed.disconnect(self._extension.set_lit)
            self._editor.destroyed.disconnect(self._forget)
        self._editor = editor
        if editor is not None:
            editor.cursorPositionChanged.connect(self.refresh_soon)
            editor.textChanged.connect(self.refresh_soon)
            editor.overwrite_changed.connect(self._overwrite.set_lit)
            editor.extension.changed.connect(self._extension.set_lit)
            editor.destroyed.connect(self._forget)
        self._overwrite.set_lit(editor is not None and editor.overwriteMode())
        self._extension.set_lit(editor is not None and editor.extension.on)
        self.refresh_soon()

    def _forget(self) -> None:
        # A closed document's editor goes before the next one becomes current.
        self._editor = None

    def set_model_text(self, text: str) -> None:
        """Says what the model is doing."""
        self._model.set_text(text)

    def model_text(self) -> str:
        """What the bar says of the model."""
        return self._model.text()

    def set_lamp(self, text: str) -> None:
        """Says where the text goes: OFFLINE, or the server that it is sent to."""
        self._lamp.set_text(text)
        self._lamp.setFixedWidth(min(_WIDEST_LAMP, max(60, self._lamp.sizeHint().width() + 8)))
        self._lamp.setToolTip(text)
        self._lamp.setWhatsThis(
            self.tr(
                "Where the text goes. OFFLINE: nothing leaves this computer. ONLINE: models are looked for or "
                "fetched. SERVER: the brief and the text around the insertion point are sent to the one that is named."
            )
        )

    def lamp_text(self) -> str:
        """What the lamp says."""
        return self._lamp.text()

    def place_text(self) -> str:
        """What the bar says of the caret, all panels in one line."""
        self._refresh()
        return f"{self._page.text()} {self._place.text()}"

    def refresh_soon(self) -> None:
        """The caret moved: the panels follow a moment later, at most eight times a second."""
        if not self._timer.isActive():
            self._timer.start()

    def _refresh(self) -> None:
        editor = self._editor
        if editor is None or not editor.is_loaded:
            self._page.set_text("")
            self._place.set_text("")
            return
        cursor = editor.textCursor()
        top = editor.cursorRect().top() + editor.verticalScrollBar().value()
        page = editor.page_at(top)
        inches = (top - editor.text_top(page)) / editor.scale + editor.text_edges[0]
        pages = max(page + 1, editor.page_count())
        first = editor.page.first_page
        self._page.set_text(f"Page {page + first}     Sec 1       {page + 1}/{pages}")
        line, column = _line_on_page(editor, page), _column(cursor)
        self._place.set_text(f'At {max(0.0, inches / _POINTS_PER_INCH):.1f}"     Ln {line}     Col {column}')


def _column(cursor: QTextCursor) -> int:
    layout = cursor.block().layout()
    line = layout.lineForTextPosition(cursor.positionInBlock())
    return cursor.positionInBlock() - (line.textStart() if line.isValid() else 0) + 1


def _line_on_page(editor: Editor, page: int) -> int:
    cursor = editor.textCursor()
    block = cursor.block()
    layout = editor.document().documentLayout()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    count = 1
    number = line.lineNumber() if line.isValid() else 0
    top = layout.blockBoundingRect(block).top()
    for _ in range(_MAX_STEPS):
        for index in range(number - 1, -1, -1):
            if editor.page_at(top + block.layout().lineAt(index).y()) < page:
                return count
            count += 1
        block = block.previous()
        if not block.isValid():
            return count
        number = block.layout().lineCount()
        top = layout.blockBoundingRect(block).top()
    return count
