"""Counts a document between events, so that a long one does not hold up the window."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from retrowriter.text import statistics
from retrowriter.text.statistics import Statistics
from retrowriter.ui.editor import Editor, document_text

_SLICE_S = 0.02
_PARAGRAPHS = 100
_BLOCKS = 500


@dataclass
class Counted:
    """What there is in a document; `selection` is None where nothing is selected."""

    document: Statistics
    selection: Statistics | None
    pages: int
    lines: int


class Counting(QObject):
    """Counts one document once. It goes with its editor.

    Signals:
        finished: a Counted.
    """

    finished = Signal(object)

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._counted = Counted(Statistics(), None, 0, 0)
        self._steps = self._all_steps()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.go_on)

    def go_on(self) -> None:
        """Counts for a short time; all of a short document at once."""
        end = time.monotonic() + _SLICE_S
        for _step in self._steps:
            if time.monotonic() >= end:
                self._timer.start()
                return
        self._timer.stop()
        self.finished.emit(self._counted)
        self.deleteLater()

    def _all_steps(self) -> Iterator[None]:
        document, cursor, counted = self._editor.document(), self._editor.textCursor(), self._counted
        for part in _parts(document_text(document, 0, document.characterCount() - 1)):
            counted.document += part
            yield
        if cursor.hasSelection():
            counted.selection = Statistics()
            for part in _parts(document_text(document, cursor.selectionStart(), cursor.selectionEnd())):
                counted.selection += part
                yield
        # Asking for the pages lays out what is not laid out yet.
        counted.pages = self._editor.page_count()
        yield
        block = document.begin()
        while block.isValid():
            counted.lines += block.layout().lineCount()
            block = block.next()
            if block.blockNumber() % _BLOCKS == 0:
                yield


def _parts(text: str) -> Iterator[Statistics]:
    paragraphs = text.split("\n")
    for first in range(0, len(paragraphs), _PARAGRAPHS):
        yield statistics.count("\n".join(paragraphs[first : first + _PARAGRAPHS]))
