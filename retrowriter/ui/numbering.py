"""The bullets and numbers of a document's lists. They are not text: the editor paints them."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextDocument

from retrowriter.text import numbering
from retrowriter.ui.text_formats import list_of


class Numbering(QObject):
    """Counts the items of a document's numbered lists, as far as somebody looks at them.

    A number goes on from the last item of its level, over other paragraphs too; an item that says where it starts, or
    one of a higher level, begins anew.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._count = -1
        self._numbers: dict[int, int] = {}
        self._counters: list[int] = []
        self._next: QTextBlock | None = None
        document.contentsChange.connect(self._on_contents_change)

    def text(self, block: QTextBlock) -> str:
        """The bullet or the number in front of a paragraph, "" for none."""
        place = list_of(block.blockFormat())
        if place.kind == "bullet":
            return numbering.bullet(place.look, place.level)
        if place.kind == "number":
            return numbering.number(self.number(block), place.look, place.level)
        return ""

    def number(self, block: QTextBlock) -> int:
        """The number of a numbered paragraph."""
        if self._count != self._document.blockCount():
            self._forget()
        wanted = block.blockNumber()
        if wanted not in self._numbers:
            if self._next is None or self._next.blockNumber() > wanted:
                self._counters = []
                self._next = _start(block)
            while self._next.isValid() and self._next.blockNumber() <= wanted:
                self._take(self._next)
                self._next = self._next.next()
        return self._numbers.get(wanted, 1)

    def _take(self, block: QTextBlock) -> None:
        place = list_of(block.blockFormat())
        if place.kind != "number":
            return
        del self._counters[place.level + 1 :]
        self._counters.extend([0] * (place.level + 1 - len(self._counters)))
        self._counters[place.level] = place.start or self._counters[place.level] + 1
        self._numbers[block.blockNumber()] = self._counters[place.level]

    def _forget(self) -> None:
        self._count = self._document.blockCount()
        self._numbers = {}
        self._next = None

    def _on_contents_change(self, _position: int, removed: int, added: int) -> None:
        # Typing alone changes no number; a format that changes is told as text that goes and comes.
        if removed and added:
            self._forget()


def _start(block: QTextBlock) -> QTextBlock:
    """The paragraph from which the numbers have to be counted."""
    while block.isValid():
        place = list_of(block.blockFormat())
        if place.kind == "number" and place.level == 0 and place.start:
            return block
        if not block.previous().isValid():
            return block
        block = block.previous()
    return block
