"""What the steps on a document's undo stack are called, so that the menu can say "Undo Typing"."""

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

TYPING = "Typing"


class UndoNames(QObject):
    """Names of the undo and redo steps of one document.

    Qt counts the commands on its stack and not the steps, so each name is kept with the count that its step ends at.

    Signals:
        changed: a step came or went.
    """

    changed = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._names: dict[int, str] = {}
        self._current = TYPING
        document.undoCommandAdded.connect(self._on_command_added)
        document.contentsChanged.connect(self.changed)

    @contextlib.contextmanager
    def naming(self, name: str, joins: bool = False) -> Iterator[None]:
        """Steps made inside are called `name`; `joins`: what is done inside becomes part of the last step."""
        if joins:
            self._names.pop(self._document.availableUndoSteps(), None)
        before, self._current = self._current, name
        try:
            yield
        finally:
            self._end_step()
            self._current = before

    @property
    def undo(self) -> str:
        """Name of the step that undo takes back, "" for none."""
        if not self._document.isUndoAvailable():
            return ""
        return self._names.get(self._document.availableUndoSteps(), TYPING)

    @property
    def redo(self) -> str:
        """Name of the step that redo does again, "" for none."""
        if not self._document.isRedoAvailable():
            return ""
        steps = self._document.availableUndoSteps()
        return next((self._names[end] for end in sorted(self._names) if end > steps), TYPING)

    def _on_command_added(self) -> None:
        self._end_step()

    def _end_step(self) -> None:
        steps = self._document.availableUndoSteps()
        if steps and not self._document.isRedoAvailable():
            for end in [end for end in self._names if end > steps]:
                del self._names[end]
            self._names[steps] = self._current
