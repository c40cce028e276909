"""Word Count and Properties: what is to be known of a document."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from retrowriter.ui.counting import Counted, Counting
from retrowriter.ui.dialogs.properties import PropertiesDialog, Row, Summary
from retrowriter.ui.dialogs.word_count import WordCountDialog
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow

# The part of the summary that has no field of its own in a document.
_SUMMARY = "summary"
_APART = ("subject", "keywords", "comments")


class DocumentFacts(QObject):
    """The commands that tell about the active document."""

    def __init__(self, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = area
        self._parent = parent
        self._counting: Counting | None = None

    def show_word_count(self) -> None:
        """Counts the document and the selection, and shows the figures."""
        current = self._area.current
        if current is None or not current.editor.is_loaded:
            return
        self._count(current, self._show_counted)

    def ask_properties(self) -> None:
        """Shows the properties of the document and takes over its summary."""
        current = self._area.current
        if current is not None and current.editor.is_loaded:
            self._count(current, lambda counted: self._ask_properties(current, counted))

    def _show_counted(self, counted: Counted) -> None:
        pages, lines = counted.pages, counted.lines
        dialog = WordCountDialog(self._parent, counted.document, pages, lines, counted.selection)
        dialog.exec()
        dialog.deleteLater()

    def _ask_properties(self, current: DocumentWindow, counted: Counted) -> None:
        apart = current.settings.get(_SUMMARY)
        kept = {name: str(apart.get(name, "")) for name in _APART} if isinstance(apart, dict) else {}
        summary = Summary(title=current.title, author=current.author, **kept)
        name = current.path.name if current.path is not None else current.windowTitle()
        dialog = PropertiesDialog(self._parent, name, _file_facts(current), summary, _figures(current, counted))
        if dialog.exec():
            wanted = dialog.summary()
            current.set_summary(wanted.title, wanted.author)
            rest = {name: value for name, value in asdict(wanted).items() if name in _APART and value}
            if rest or isinstance(apart, dict):
                current.remember(_SUMMARY, rest)
        dialog.deleteLater()

    def _count(self, window: DocumentWindow, use: Callable[[Counted], object]) -> None:
        if self._counting is not None:
            # It was asked twice, and is answered once.
            return
        self._counting = counting = Counting(window.editor)

        def forget() -> None:
            self._counting = None

        counting.destroyed.connect(forget)
        counting.finished.connect(lambda _counted: forget())
        counting.finished.connect(use)
        counting.go_on()


def _file_facts(window: DocumentWindow) -> list[Row]:
    kind = window.format.label if window.format is not None else ""
    if window.path is None:
        return [("Type", kind or "Not saved yet"), ("Location", "Not saved yet")]
    rows: list[Row] = [("Type", kind), ("Location", str(window.path.parent))]
    try:
        facts = window.path.stat()
    except OSError:
        return [*rows, ("Size", "The file is not there any more")]
    read_only = window.file is not None and window.file.read_only
    return [
        *rows,
        ("Size", _size(facts.st_size)),
        None,
        ("File name", window.path.name),
        ("Modified", _when(facts.st_mtime)),
        ("Accessed", _when(facts.st_atime)),
        None,
        ("Attributes", "Read-only" if read_only else "Read and write"),
    ]


def _figures(window: DocumentWindow, facts: Counted) -> list[Row]:
    counted = facts.document
    written = sum(len(record.text.split()) for record in window.generations)
    return [
        ("Created", _when_iso(window.created)),
        ("Last saved", _saved(window.path)),
        None,
        ("Pages", f"{facts.pages:,}"),
        ("Paragraphs", f"{counted.paragraphs:,}"),
        ("Lines", f"{facts.lines:,}"),
        ("Words", f"{counted.words:,}"),
        ("Characters", f"{counted.letters:,}"),
        None,
        ("Written by the model", f"{written:,} words in {len(window.generations):,} pieces"),
    ]


def _saved(path: Path | None) -> str:
    try:
        return _when(path.stat().st_mtime) if path is not None else "Never"
    except OSError:
        return "Never"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KB ({size:,} bytes)"


def _when(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds):%A, %B %d, %Y %H:%M:%S}"


def _when_iso(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone():%A, %B %d, %Y %H:%M:%S}"
    except ValueError:
        return "Not saved yet"
