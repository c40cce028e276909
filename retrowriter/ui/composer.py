"""Has the model write in documents: what it is asked, where its text goes, what is recorded of it."""

import time
from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QFontInfo, QTextCursor

from retrowriter.document.model import Generation
from retrowriter.engine import protocol
from retrowriter.engine.protocol import ModelChoice, Sampling
from retrowriter.errors import UserError
from retrowriter.text import context, prompt
from retrowriter.text.prompt import Brief, Conversation
from retrowriter.text.tidy import Cleaner, LineJoiner
from retrowriter.ui import text_formats
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.editor import document_text
from retrowriter.ui.insertion import Insertion, remove_written
from retrowriter.ui.text_objects import clear_element
from retrowriter.ui.writing_session import State, WritingSession

TYPEWRITER = "Typewriter"
BRIEF_KEY = "brief"

# Rough, and on the safe side, for plain English: the engine says exactly when it is too much.
_CHARS_PER_TOKEN = 3
_DEFAULT_CONTEXT = 4096
_RATE_SECONDS = 2.0


class Composer(QObject):
    """Ties the session that writes to the document that is written in.

    Signals:
        status_changed: what the model is doing, for the status bar.
        busy_changed: whether something is being written.
        failed: a UserError to show; `crashed` when choices are to be offered.
        wrote: the record of a generation that has ended.
    """

    status_changed = Signal(str)
    busy_changed = Signal(bool)
    failed = Signal(object)
    crashed = Signal(object)
    wrote = Signal(object)

    def __init__(self, session: WritingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._window: DocumentWindow | None = None
        self._request = 0
        self._again: tuple[DocumentWindow, Brief | None, Sampling] | None = None
        self._arrivals: list[tuple[float, int]] = []
        self._fraction = 0.0
        self._last: str = ""
        self._loading = ""
        self._empty = False
        self._cleaner = Cleaner()
        self._status_timer = QTimer(self)
        self._status_timer.setInterval(250)
        self._status_timer.timeout.connect(self._tell)
        self._connect()

    @property
    def window(self) -> DocumentWindow | None:
        """The document in which the model is writing."""
        return self._window

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._window is not None

    def draft(self, window: DocumentWindow, brief: Brief, sampling: Sampling, model: ModelChoice) -> None:
        """Writes a new document into `window` from a brief. Raises UserError as prompt.check does."""
        brief = prompt.check(brief)
        self.stop()
        editor = window.editor
        blank = editor.is_blank()
        if blank:
            with editor.undo_names.naming("Style"):
                editor.set_style(TYPEWRITER)
        window.remember(BRIEF_KEY, msgspec.to_builtins(brief))
        self._begin(window, prompt.draft(brief), brief, sampling, model, lines=True, joins=blank)

    def continue_writing(self, window: DocumentWindow, sampling: Sampling, model: ModelChoice) -> None:
        """Goes on writing at the caret of `window`."""
        self.stop()
        editor = window.editor
        cursor = editor.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
            editor.setTextCursor(cursor)
        brief = self._brief_of(window)
        end = editor.document().characterCount() - 1
        before = document_text(editor.document(), 0, cursor.position())
        after = document_text(editor.document(), cursor.position(), end)
        tokens = self._session.context_of(model) or _DEFAULT_CONTEXT
        seen_before, seen_after = context.choose(before, after, tokens * _CHARS_PER_TOKEN)
        year = brief.year if brief else prompt.DEFAULT_YEAR
        conversation = prompt.continuation(seen_before, seen_after, brief, year)
        self._begin(window, conversation, brief, sampling, model, lines=_is_typewriter(cursor))

    def stop(self) -> None:
        """Stops the writing; what is written stays."""
        if self._window is not None:
            self._session.stop()
            self._finish("cancelled")

    def again(self, model: ModelChoice) -> None:
        """Asks once more for what a crash interrupted, at the caret."""
        if self._again is not None:
            window, _brief, sampling = self._again
            self.continue_writing(window, sampling, model)

    def remove_written(self, window: DocumentWindow) -> int:
        """Takes out the generation at the caret, or the last one that still has text. Returns characters removed."""
        if self._window is window:
            self.stop()
        here = text_formats.generation_of(window.editor.textCursor().charFormat())
        numbers = [here] if here else []
        numbers += [record.number for record in reversed(window.generations) if record.number != here]
        for number in numbers:
            removed = remove_written(window.editor, number)
            if removed:
                return removed
        return 0

    def _connect(self) -> None:
        self._session.state_changed.connect(self._on_state_changed)
        self._session.progressed.connect(self._on_progressed)
        self._session.text_arrived.connect(self._on_text)
        self._session.ended.connect(self._on_ended)
        self._session.model_loaded.connect(self._on_state_changed)

    def _begin(
        self,
        window: DocumentWindow,
        conversation: Conversation,
        brief: Brief | None,
        sampling: Sampling,
        model: ModelChoice,
        lines: bool,
        joins: bool = False,
    ) -> None:
        self._request = self._session.start(model, conversation, sampling)
        self._loading = "Loading the model..." if model.server is None else "Asking the server..."
        editor = window.editor
        cursor = editor.textCursor()
        char_format = cursor.charFormat()
        clear_element(char_format)
        loaded = self._session.loaded
        record = Generation(
            number=window.next_generation(),
            time=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            model=loaded.model if loaded else "",
            engine=self._session.engine,
            sampling=msgspec.to_builtins(sampling, str_keys=True),
            brief=msgspec.to_builtins(brief) if brief else {},
        )
        joiner = None if lines else LineJoiner()
        window.begin_insertion(cursor.position(), record, char_format, cursor.blockFormat(), joiner, joins)
        window.destroyed.connect(self._on_window_destroyed)
        self._cleaner = Cleaner(at_start=editor.is_blank())
        self._window = window
        self._again = (window, brief, sampling)
        self._arrivals.clear()
        self._last = ""
        self._empty = False
        self._fraction = 0.0
        self._status_timer.start()
        self._tell()
        self.busy_changed.emit(True)

    def _finish(self, reason: str, done: protocol.Done | None = None) -> None:
        window, self._window = self._window, None
        if window is None:
            return
        self._status_timer.stop()
        window.destroyed.disconnect(self._on_window_destroyed)
        facts: dict[str, object] = {"reason": reason}
        loaded = self._session.loaded
        if done is not None:
            facts["model"] = done.model
            record = window.generations[-1]
            facts["sampling"] = {**record.sampling, "seed": done.seed}
        elif loaded is not None:
            facts["model"] = loaded.model
        if self._session.engine:
            facts["engine"] = self._session.engine
        record_done = window.end_insertion(**facts)
        self._empty = record_done is None and done is not None and reason != "cancelled"
        self._tell()
        self.busy_changed.emit(False)
        if record_done is not None:
            self.wrote.emit(record_done)

    def _on_text(self, request: int, piece: str) -> None:
        if request != self._request or self._window is None or self._window.insertion is None:
            return
        insertion: Insertion = self._window.insertion
        insertion.add(self._cleaner.feed(piece))
        # A word is counted at the space that ends it.
        words = sum(
            1 for before, here in zip(self._last + piece, piece, strict=False) if here.isspace() > before.isspace()
        )
        self._last = piece[-1:]
        self._arrivals.append((time.monotonic(), words))

    def _on_ended(self, request: int, result: protocol.Done | UserError | None) -> None:
        if request != self._request or self._window is None:
            return
        if isinstance(result, protocol.Done):
            self._finish(result.reason, result)
        elif isinstance(result, UserError):
            self._finish("failed")
            if result.code == "engine_ended":
                self.crashed.emit(result)
            else:
                self.failed.emit(result)
        else:
            self._finish("cancelled")

    def _on_state_changed(self) -> None:
        self._fraction = 0.0
        self._tell()

    def _on_progressed(self, fraction: float) -> None:
        self._fraction = fraction
        self._tell()

    def _on_window_destroyed(self) -> None:
        self._window = None
        self._status_timer.stop()
        self._session.stop()
        self.busy_changed.emit(False)

    def _tell(self) -> None:
        self.status_changed.emit(self._status())

    def _status(self) -> str:
        state = self._session.state
        percent = f"{self._fraction:.0%}" if self._fraction else ""
        if self._window is None:
            if state is State.LOADING:
                return f"Loading the model... {percent}".rstrip()
            return "The model has nothing to add here." if self._empty else self._model_title()
        if state is State.LOADING:
            return f"{self._loading} {percent}".rstrip()
        if state is State.READING:
            return f"Reading... {percent}".rstrip()
        if state is State.WRITING:
            rate = self._rate()
            return f"Writing: {rate:.0f} words per second (Esc stops)" if rate >= 1 else "Writing... (Esc stops)"
        return self._model_title()

    def _model_title(self) -> str:
        return self._session.loaded.model if self._session.loaded else ""

    def _rate(self) -> float:
        now = time.monotonic()
        self._arrivals = [entry for entry in self._arrivals if now - entry[0] <= _RATE_SECONDS]
        if not self._arrivals:
            return 0.0
        span = max(now - self._arrivals[0][0], 0.25)
        return sum(words for _, words in self._arrivals) / span

    def _brief_of(self, window: DocumentWindow) -> Brief | None:
        kept = window.settings.get(BRIEF_KEY)
        if not kept:
            return None
        try:
            return prompt.check(msgspec.convert(kept, Brief))
        except (msgspec.ValidationError, UserError):
            return None


def _is_typewriter(cursor: QTextCursor) -> bool:
    if text_formats.style_of(cursor.block()) == TYPEWRITER:
        return True
    families = cursor.charFormat().fontFamilies()
    return bool(families) and QFontInfo(QFont(families[0])).fixedPitch()
