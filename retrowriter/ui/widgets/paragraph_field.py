"""A field for a few formatted paragraphs: a header, a footnote."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Document, PageSetup, Paragraph, Style
from retrowriter.ui.editor import Editor
from retrowriter.ui.fields import Facts
from retrowriter.ui.page_view import GAP_SIDE
from retrowriter.ui.text_formats import PIXELS_PER_POINT

# Longer than anything that is written here, so that no page ends in it.
_HEIGHT = 1584.0


class ParagraphField(Editor):
    """An editor without the page around the text."""

    def __init__(
        self,
        paragraphs: tuple[Paragraph, ...],
        text_width: float,
        styles: tuple[Style, ...] = (),
        facts: Facts | None = None,
        pictures: dict[str, bytes] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Shows paragraphs on lines of that width in points; `facts`, `pictures`: for the fields and pictures there."""
        page = PageSetup(width=text_width, height=_HEIGHT, left=2.0, right=2.0, top=3.0, bottom=3.0)
        blocks = paragraphs or (Paragraph(),)
        super().__init__(Document(blocks=blocks, styles=styles, page=page, pictures=pictures or {}), parent)
        if facts is not None:
            self.facts.name, self.facts.title = facts.name, facts.title
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerWidget(None)  # type: ignore[arg-type]  # its stubs do not know that this takes it away
        self.set_view("normal")
        self.undo_pressed.connect(self.undo)
        self.redo_pressed.connect(self.redo)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What is written; () for nothing."""
        blocks = tuple(block for block in self.snapshot().blocks if isinstance(block, Paragraph))
        return blocks if any(block.content for block in blocks) else ()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt's override: plain text alone; tables, pictures and notes have no place here."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt's override."""
        plain = QMimeData()
        plain.setText(source.text())
        super().insertFromMimeData(plain)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's override: a line is as long as the field is wide, but not larger than on paper."""
        room = self.contentsRect().width() - self.verticalScrollBar().width()
        self.set_zoom(min(1.0, room / ((self.page.width + 2 * GAP_SIDE) * PIXELS_PER_POINT)))
        super().resizeEvent(event)
