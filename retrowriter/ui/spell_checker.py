"""Checks the spelling of one document while it is written: what is seen first, then what was changed, then the rest.

Paragraphs go to the child some at a time, and each answer is kept with its paragraph until that changes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRectF, QTimer
from PySide6.QtGui import QTextBlock, QTextBlockUserData

from retrowriter.errors import UserError
from retrowriter.spelling import messages
from retrowriter.spelling.words import Rules, WordList
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.editor import Editor
from retrowriter.ui.spell_child import SpellChild

Span = tuple[int, int]
Found = Callable[[Span | UserError | None], object]

# After a change: about the time between two keys.
_AFTER_CHANGE_MS = 30
_SLICE_S = 0.004
_BATCH = 8_000
_MOST_BLOCKS = 200


class _Proof(QTextBlockUserData):
    """What is known of a paragraph: where its wrong words stand, and of which state of it that is said."""

    def __init__(self, spans: list[Span], revision: int, era: int) -> None:
        super().__init__()
        self.spans, self.revision, self.era = spans, revision, era


@dataclass(frozen=True)
class _Sent:
    position: int
    text: str

    def word(self, span: Span) -> str:
        """The word that stands at a span, which is in units of UTF-16."""
        if self.text.isascii():
            return self.text[span[0] : span[1]]
        units = self.text.encode("utf-16-le", "surrogatepass")
        return units[2 * span[0] : 2 * span[1]].decode("utf-16-le", "replace")


class SpellChecker(QObject):
    """The spelling of one document."""

    def __init__(self, window: DocumentWindow, child: SpellChild, rules: Rules, ignored: WordList) -> None:
        """Prepares; nothing is checked before start().

        Args:
            window: the document; child: whom to ask.
            rules: which words are looked at; ignored: words that are right until the program ends.
        """
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._document = window.editor.document()
        self._child = child
        self._rules = rules
        self._ignored = ignored
        self._era = 0
        self._on = False
        self._closed = False
        self._asking = False
        self._in_flight = 0
        self._changes: list[tuple[int, int]] = []
        self._edited: Span | None = None
        self._rest = -1
        self._typing = False
        self._changed_here = False
        self._passed_over: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._document.contentsChange.connect(self._on_contents_change)
        self._editor.loaded.connect(self.check_again)
        window.panes.added.connect(lambda pane: self._follow(pane.editor))
        self._follow(self._editor)

    def set_rules(self, rules: Rules, on: bool) -> None:
        """Looks at other words from now on, and shows what is wrong or not."""
        self._on = on
        self._rules = rules
        self._editor.decorations.misspelt = self.shown if on else None
        self.check_again()
        for view in self._editor.family:
            view.viewport().update()

    def check_again(self) -> None:
        """Everything that was found out is to be found out anew."""
        self._era += 1
        self._rest = 0
        self._hurry()

    def close(self) -> None:
        """The document goes: answers that are on their way come too late."""
        self._closed = True
        self._timer.stop()

    @property
    def finished(self) -> bool:
        """Whether the whole document has been checked."""
        return not self._asking and self._edited is None and self._rest < 0

    def shown(self, block: QTextBlock) -> list[Span]:
        """The wrong words of a paragraph that are marked: not the one that is being written."""
        proof = block.userData()
        if not isinstance(proof, _Proof) or not proof.spans:
            return []
        carets = self._writing_places(block)
        if not carets:
            return proof.spans
        spans = [span for span in proof.spans if not any(span[0] <= caret <= span[1] for caret in carets)]
        if len(spans) != len(proof.spans):
            self._passed_over.add(block.blockNumber())
        return spans

    def word_at(self, position: int) -> Span | None:
        """The wrong word that stands at a position of the document."""
        block = self._document.findBlock(position)
        proof = block.userData()
        if not isinstance(proof, _Proof) or not self._is_fresh(block):
            return None
        for start, end in proof.spans:
            if start <= position - block.position() <= end:
                return block.position() + start, block.position() + end
        return None

    def find(self, start: int, end: int, on_found: Found) -> None:
        """Looks for the first wrong word between two positions, checking what has not been checked yet.

        Args:
            start, end: positions in the document.
            on_found: gets where it stands; None when there is none; a UserError when it cannot be found out.
        """
        block = self._document.findBlock(max(0, start))
        until = time.monotonic() + _SLICE_S
        while block.isValid() and block.position() < end:
            if not self._is_fresh(block):
                self._ask_for_find(block, start, end, on_found)
                return
            proof = block.userData()
            for first, last in proof.spans if isinstance(proof, _Proof) else ():
                if start <= block.position() + first and block.position() + last <= end:
                    on_found((block.position() + first, block.position() + last))
                    return
            block = block.next()
            if time.monotonic() > until and block.isValid():
                QTimer.singleShot(0, self, partial(self.find, max(start, block.position()), end, on_found))
                return
        on_found(None)

    def _ask_for_find(self, block: QTextBlock, start: int, end: int, on_found: Found) -> None:
        def found_out(problem: UserError | None) -> None:
            if problem is not None:
                on_found(problem)
            else:
                self.find(max(start, block_start), end, on_found)

        block_start = block.position()
        self._send(self._stale(block_start, self._document.characterCount())[0], found_out)

    # What is to be checked next

    def _step(self) -> None:
        if self._asking or not self._on or not self._editor.is_loaded:
            return
        blocks = next((found for part in self._seen() if (found := self._stale(*part)[0])), [])
        last = self._document.characterCount() - 1
        if not blocks and self._edited is not None:
            first, end = self._edited
            blocks, reached = self._stale(first, end)
            self._edited = (reached, end) if reached <= min(end, last) else None
        if not blocks and self._edited is None and self._rest >= 0:
            blocks, reached = self._stale(self._rest, last)
            self._rest = reached if reached <= last else -1
        if blocks:
            self._asking = True
            self._send(blocks, self._on_step_done)
        elif not self.finished:
            self._timer.start(0)

    def _on_step_done(self, problem: UserError | None) -> None:
        self._asking = False
        # A child that fails is not asked again before the text changes; F7 says what is wrong.
        if problem is None and self._on:
            self._timer.start(0)

    def _stale(self, start: int, end: int) -> tuple[list[QTextBlock], int]:
        """Some paragraphs from `start` to `end` of which nothing is known, and where to go on."""
        blocks: list[QTextBlock] = []
        size, until = 0, time.monotonic() + _SLICE_S
        block = self._document.findBlock(start)
        while block.isValid() and block.position() <= end and size < _BATCH and len(blocks) < _MOST_BLOCKS:
            if not self._is_fresh(block):
                blocks.append(block)
                size += block.length()
            block = block.next()
            if time.monotonic() > until:
                break
        return blocks, block.position() if block.isValid() else self._document.characterCount()

    def _follow(self, editor: Editor) -> None:
        editor.cursorPositionChanged.connect(self._on_caret_moved)
        editor.view_changed.connect(self._hurry)

    def _seen(self) -> list[Span]:
        """What is seen of the document in each pane."""
        parts: list[Span] = []
        for view in self._editor.family:
            area = view.viewport().rect()
            first = view.cursorForPosition(area.topLeft()).position()
            last = view.cursorForPosition(QPoint(area.right(), area.bottom())).position()
            parts.append((first, max(first, last)))
        return parts

    def _is_fresh(self, block: QTextBlock) -> bool:
        proof = block.userData()
        return isinstance(proof, _Proof) and proof.revision == block.revision() and proof.era == self._era

    def _hurry(self) -> None:
        if self._on and not self._asking and not self._timer.isActive():
            self._timer.start(_AFTER_CHANGE_MS)

    # Questions and answers

    def _send(self, blocks: list[QTextBlock], on_done: Callable[[UserError | None], object]) -> None:
        sent = [_Sent(block.position(), block.text()) for block in blocks]
        era, rules = self._era, self._rules
        first_change = len(self._changes)
        self._in_flight += 1

        def answered(event: messages.AnyEvent) -> None:
            if self._closed:
                return
            changes = self._changes[first_change:]
            self._in_flight -= 1
            if not self._in_flight:
                self._changes.clear()
            if isinstance(event, messages.Checked):
                self._keep(sent, event.wrong, era, changes)
                on_done(None)
            elif isinstance(event, messages.Failed):
                on_done(UserError(event.code, event.message, event.hint))

        texts = [one.text for one in sent]
        self._child.ask(lambda number: messages.Check(id=number, texts=texts, rules=rules), answered)

    def _keep(self, sent: list[_Sent], wrong: list[list[Span]], era: int, changes: list[tuple[int, int]]) -> None:
        parts = self._seen()
        seen_changed = False
        for one, spans in zip(sent, wrong, strict=False):
            position = one.position
            for place, grown in changes:
                if place < position:
                    position += grown
            block = self._document.findBlock(max(0, position))
            if not block.isValid() or block.text() != one.text:
                # It was changed meanwhile, and stands among those that are to be checked.
                continue
            spans = [span for span in spans if one.word(span) not in self._ignored] if spans else spans
            before = block.userData()
            start, end = block.position(), block.position() + block.length()
            seen = any(start <= last and end >= first for first, last in parts)
            if seen and (before.spans if isinstance(before, _Proof) else []) != spans:
                seen_changed = True
            block.setUserData(_Proof(spans, block.revision(), era))
        if seen_changed:
            for view in self._editor.family:
                view.viewport().update()

    # The document and the caret

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if not self._editor.is_loaded:
            return
        grown = added - removed
        if self._in_flight:
            self._changes.append((position, grown))
        caret = self._window.editor.textCursor().position()
        if removed != added and position <= caret <= position + added:
            self._changed_here = True
        first, last = self._edited if self._edited is not None else (position, position)
        if self._edited is not None and position <= last:
            last = max(position, last + grown)
        self._edited = (min(first, position), max(last, position + added))
        if self._rest > position:
            self._rest = max(position, self._rest + grown)
        self._move_marks(position, removed, added)
        self._hurry()

    def _move_marks(self, position: int, removed: int, added: int) -> None:
        """Keeps the marks of the paragraph that is typed in where they belong until the answer comes."""
        block = self._document.findBlock(position)
        proof = block.userData()
        if not isinstance(proof, _Proof) or removed == added:
            return
        here = position - block.position()
        moved: list[Span] = []
        for start, end in proof.spans:
            if end <= here:
                moved.append((start, end))
            elif start >= here + removed:
                moved.append((start + added - removed, end + added - removed))
        proof.spans = [span for span in moved if span[1] < block.length()]

    def _on_caret_moved(self) -> None:
        self._typing, self._changed_here = self._changed_here, False
        passed_over, self._passed_over = self._passed_over, set()
        for number in passed_over:
            self._update_block(self._document.findBlockByNumber(number))

    def _update_block(self, block: QTextBlock) -> None:
        if not block.isValid():
            return
        rect: QRectF = self._document.documentLayout().blockBoundingRect(block)
        for view in self._editor.family:
            across, down = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
            view.viewport().update(rect.translated(-across, -down).toAlignedRect().adjusted(-2, -2, 2, 2))

    def _writing_places(self, block: QTextBlock) -> list[int]:
        places = [self._window.editor.textCursor().position()] if self._typing or self._changed_here else []
        if self._window.insertion is not None:
            places.append(self._window.insertion.position)
        return [place - block.position() for place in places if block.contains(place)]
