"""One round of Tools > Spelling: from the caret through the document, or through the selection, word by word."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QTextCursor

from retrowriter.errors import UserError
from retrowriter.spelling import messages
from retrowriter.spelling.words import Rules, WordList
from retrowriter.text.search import Query
from retrowriter.ui.dialogs.message import ask
from retrowriter.ui.dialogs.spelling import SpellingDialog
from retrowriter.ui.editor import Editor, document_text
from retrowriter.ui.finder import Finder, Replacement, Search
from retrowriter.ui.notify import notify
from retrowriter.ui.spell_checker import Span, SpellChecker
from retrowriter.ui.spell_child import SpellChild


class SpellingRound(QObject):
    """Ties the dialog to the document. It ends with the dialog.

    Signals:
        options_wanted: the page of the options about spelling is to be shown.
        corrects: (wrong, right): AutoCorrect is to know the pair.
        words_changed: other words are right than before.
    """

    options_wanted = Signal()
    corrects = Signal(str, str)
    words_changed = Signal()

    def __init__(
        self,
        dialog: SpellingDialog,
        editor: Editor,
        checker: SpellChecker,
        child: SpellChild,
        rules: Callable[[], Rules],
        ignored: WordList,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._editor = editor
        self._checker = checker
        self._child = child
        self._rules = rules
        self._ignored = ignored
        self._word: Span = (0, 0)
        # What Undo Last takes back, newest last: how, and where the word stood.
        self._steps: list[tuple[Callable[[], None], int]] = []
        cursor = editor.textCursor()
        self._selection = cursor.hasSelection()
        # Qt moves them with the text.
        self._part = QTextCursor(cursor)
        self._origin = QTextCursor(cursor)
        self._origin.setPosition(cursor.selectionStart())
        self._origin.setKeepPositionOnInsert(True)
        self._part.setKeepPositionOnInsert(False)
        self._round = False
        self._over = False
        dialog.finished.connect(self._end)
        dialog.ignored.connect(self._ignore)
        dialog.ignored_all.connect(self._ignore_all)
        dialog.added.connect(self._add)
        dialog.changed.connect(self._change)
        dialog.changed_all.connect(self._change_all)
        dialog.suggestions_wanted.connect(self._suggest)
        dialog.autocorrected.connect(self._autocorrect)
        dialog.options_wanted.connect(self.options_wanted)
        dialog.undo_wanted.connect(self._undo_last)
        dialog.set_undo(False)

    def begin(self) -> None:
        """Looks for the first wrong word."""
        self._next(self._part.selectionStart() if self._selection else self._word_start())

    def go_on(self) -> None:
        """Looks again from the word that is shown, after the rules have changed."""
        self._next(self._word[0])

    def _end(self) -> None:
        # What was asked before may be answered when the dialog is gone.
        self._over = True

    def _word_start(self) -> int:
        # A word in which the caret stands is looked at whole.
        cursor = QTextCursor(self._origin)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
        self._origin.setPosition(cursor.position())
        return cursor.position()

    def _next(self, start: int) -> None:
        self._dialog.set_busy(True)
        end = self._editor.document().characterCount() - 1
        if self._selection:
            end = self._part.selectionEnd()
        elif self._round:
            end = self._origin.position()
        self._checker.find(start, end, self._on_found)

    def _on_found(self, found: Span | UserError | None) -> None:
        if self._over:
            return
        if isinstance(found, UserError):
            notify(self._editor.window(), found)
            self._dialog.reject()
        elif found is None:
            self._on_end()
        else:
            self._word = found
            cursor = self._editor.textCursor()
            cursor.setPosition(found[0])
            cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
            word = document_text(self._editor.document(), *found)
            self._dialog.ask(word)
            self._suggest(word)

    def _on_end(self) -> None:
        if self._selection:
            text = _tr("The selection has been checked.\n\nDo you want to check the rest of the document, too?")
            if ask(self._dialog, text, "info", (_tr("&Yes"), _tr("&No"))) != 0:
                self._dialog.accept()
                return
            self._selection = False
            self._origin.setPosition(self._part.selectionStart())
            self._next(self._part.selectionEnd())
        elif not self._round and self._origin.position() > 0:
            self._round = True
            self._next(0)
        else:
            self._dialog.accept()
            notify(self._editor.window(), _tr("The spelling check is complete."))

    def _suggest(self, word: str) -> None:
        shown = self._word

        def answered(event: messages.AnyEvent) -> None:
            if isinstance(event, messages.Suggested) and not self._over and self._word == shown:
                self._dialog.show_suggestions(event.words)

        rules = self._rules()
        self._child.ask(lambda number: messages.Suggest(id=number, word=word, rules=rules), answered)

    # The buttons

    def _ignore(self) -> None:
        self._done(lambda: None)
        self._next(self._word[1])

    def _ignore_all(self) -> None:
        word = self._dialog.word
        self._ignored.add(word)
        self._done(lambda: self._ignored.discard(word))
        self.words_changed.emit()
        self._next(self._word[1])

    def _add(self) -> None:
        word = self._dialog.word
        self._dialog.set_busy(True)
        self._store(lambda number: messages.Learn(id=number, word=word), self._word[1])

        def forget() -> None:
            self._child.ask(lambda number: messages.Forget(id=number, word=word), lambda _event: None)

        self._done(forget)

    def _store(self, make: Callable[[int], messages.Request], then: int) -> None:
        def answered(event: messages.AnyEvent) -> None:
            if self._over:
                return
            if isinstance(event, messages.Failed):
                notify(self._dialog, UserError(event.code, event.message, event.hint))
            self.words_changed.emit()
            self._next(then)

        self._child.ask(make, answered)

    def _change(self, text: str) -> None:
        self._next(self._put(text))

    def _put(self, text: str) -> int:
        cursor = self._editor.textCursor()
        cursor.setPosition(self._word[0])
        cursor.setPosition(self._word[1], QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.type_text(text, "Spelling")
        self._done(self._editor.undo)
        return self._word[0] + len(text.encode("utf-16-le")) // 2

    def _change_all(self, text: str) -> None:
        self._dialog.set_busy(True)
        last = self._editor.document().characterCount() - 1
        # A text for a word is no pattern: ^ is a sign as any other.
        search = Search(Query(_plain(self._dialog.word), case=True, words=True), words=_plain(text))
        job = Replacement(self._editor, Finder(self._editor, search), 0, last, self)

        def ended(problem: UserError | None) -> None:
            job.deleteLater()
            if problem is not None:
                notify(self._dialog, problem)
            if job.count:
                self._done(self._editor.undo)
            # Words in front of this one may have changed their length; what is right by now is passed over quickly.
            self._next(self._editor.document().findBlock(self._word[0]).position())

        job.ended.connect(ended)
        job.start()

    def _autocorrect(self, text: str) -> None:
        self.corrects.emit(self._dialog.word, text)
        self._change(text)

    def _undo_last(self) -> None:
        take_back, place = self._steps.pop()
        take_back()
        self._dialog.set_undo(bool(self._steps))
        self.words_changed.emit()
        self._round = self._round and place < self._origin.position()
        self._next(place)

    def _done(self, take_back: Callable[[], None]) -> None:
        self._steps.append((take_back, self._word[0]))
        self._dialog.set_undo(True)


def _plain(text: str) -> str:
    return text.replace("^", "^^")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpellingDialog", text)
