"""The spelling in the window: marks while one types, Tools > Spelling, and the suggestions of the context menu."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.settings import Setting, Settings
from retrowriter.spelling import messages
from retrowriter.spelling.words import Rules, WordList
from retrowriter.ui.composer import Composer
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.editor import Editor, document_text
from retrowriter.ui.notify import notify
from retrowriter.ui.spell_checker import Span, SpellChecker
from retrowriter.ui.spell_child import SpellChild

_SETTINGS = (table.CHECK_SPELLING, table.SPELLING_LANGUAGE, table.IGNORE_CAPITALS, table.IGNORE_DIGITS)
# A menu does not wait longer for suggestions.
_PATIENCE_MS = 500
_IN_MENU = 5


class SpellingCommands(QObject):
    """Checks the documents of the window.

    Signals:
        options_wanted: the page of the options with this name.
    """

    options_wanted = Signal(str)

    def __init__(self, settings: Settings, composer: Composer, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._composer = composer
        self._area = area
        self._parent = parent
        self.child = SpellChild(self)
        self._ignored = WordList()
        self._checkers: dict[DocumentWindow, SpellChecker] = {}
        area.opened.connect(self._on_opened)

    def rules(self) -> Rules:
        """The rules of the settings."""
        get = self._settings.get
        return Rules(
            language=get(table.SPELLING_LANGUAGE),
            capitals=not get(table.IGNORE_CAPITALS),
            digits=not get(table.IGNORE_DIGITS),
        )

    def apply(self, changed: list[Setting[Any]]) -> None:
        """Takes over the options that have changed."""
        if any(setting in _SETTINGS for setting in changed):
            for checker in self._checkers.values():
                checker.set_rules(self.rules(), self._settings.get(table.CHECK_SPELLING))

    def checker(self, window: DocumentWindow) -> SpellChecker:
        """The spelling of a document."""
        return self._checkers[window]

    def check(self) -> None:
        """Tools > Spelling: asks about the wrong words of the selection, or of the document from the caret on."""
        from retrowriter.ui.dialogs.spelling import SpellingDialog
        from retrowriter.ui.spelling_round import SpellingRound

        window = self._area.current
        if window is None or not window.editor.is_loaded:
            return
        if self._composer.window is window:
            # Two that write at once would get into each other's undo.
            self._composer.stop()
        dialog = SpellingDialog(self._parent)
        checker = self._checkers[window]
        spelling = SpellingRound(dialog, window.editor, checker, self.child, self.rules, self._ignored)
        spelling.words_changed.connect(self._check_all_again)
        spelling.corrects.connect(self._learn_correction)
        spelling.options_wanted.connect(lambda: self.options_wanted.emit("Spelling"))
        spelling.options_wanted.connect(spelling.go_on)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _result: window.editor.setFocus())
        dialog.open()
        spelling.begin()

    def fill_menu(self, menu: QMenu, editor: Editor, place: QPoint, show: Callable[[], object]) -> None:
        """Puts what there is to say about a wrong word on top of a context menu, and shows it: soon, if not at once.

        Args:
            menu: the menu; show: shows it.
            editor: the editor in which it opens, at `place` on the screen.
        """
        window = self._area.current
        position = editor.cursorForPosition(editor.viewport().mapFromGlobal(place)).position()
        found = self._checkers[window].word_at(position) if window is not None and window.editor is editor else None
        if found is None or not self._settings.get(table.CHECK_SPELLING):
            show()
            return
        word = document_text(editor.document(), *found)
        shown = False

        def show_with(suggestions: list[str] | None) -> None:
            nonlocal shown
            if not shown:
                shown = True
                self._fill(menu, editor, found, word, suggestions)
                show()

        def answered(event: messages.AnyEvent) -> None:
            show_with(event.words if isinstance(event, messages.Suggested) else None)

        rules = self.rules()
        self.child.ask(lambda number: messages.Suggest(id=number, word=word, rules=rules), answered)
        QTimer.singleShot(_PATIENCE_MS, menu, lambda: show_with(None))

    def shut_down(self) -> None:
        """Ends the child, with the program."""
        self.child.shut_down()

    def _fill(self, menu: QMenu, editor: Editor, found: Span, word: str, suggestions: list[str] | None) -> None:
        first = menu.actions()[0] if menu.actions() else None
        entries: list[QAction] = []

        def entry(text: str, act: Callable[[], object] | None = None) -> QAction:
            action = QAction(text, menu)
            action.setEnabled(act is not None)
            if act is not None:
                action.triggered.connect(lambda _checked=False: act())
            entries.append(action)
            return action

        for suggestion in (suggestions or [])[:_IN_MENU]:
            action = entry(suggestion.replace("&", "&&"), partial(_replace, editor, found, word, suggestion))
            font = action.font()
            font.setBold(True)
            action.setFont(font)
        if suggestions == []:
            entry(_tr("(No Suggestions)"))
        if suggestions is not None:
            entries.append(_separator(menu))
        entry(_tr("&Ignore All"), lambda: self._ignore(word))
        entry(_tr("&Add"), lambda: self._learn(word))
        entries.append(_separator(menu))
        entry(_tr("&Spelling..."), lambda: self._check_from(editor, found))
        entries.append(_separator(menu))
        for action in entries:
            menu.insertAction(first, action) if first is not None else menu.addAction(action)

    def _check_from(self, editor: Editor, found: Span) -> None:
        cursor = editor.textCursor()
        cursor.setPosition(found[0])
        editor.setTextCursor(cursor)
        self.check()

    def _ignore(self, word: str) -> None:
        self._ignored.add(word)
        self._check_all_again()

    def _learn(self, word: str) -> None:
        def answered(event: messages.AnyEvent) -> None:
            if isinstance(event, messages.Failed):
                notify(self._parent, UserError(event.code, event.message, event.hint))
            self._check_all_again()

        self.child.ask(lambda number: messages.Learn(id=number, word=word), answered)

    def _learn_correction(self, wrong: str, right: str) -> None:
        known = self._settings.get(table.REPLACEMENTS)
        self._settings.set(table.REPLACEMENTS, {**known, wrong: right})

    def _check_all_again(self) -> None:
        for checker in self._checkers.values():
            checker.check_again()

    def _on_opened(self, window: DocumentWindow) -> None:
        checker = SpellChecker(window, self.child, self.rules(), self._ignored)
        self._checkers[window] = checker
        window.closed.connect(lambda: self._checkers.pop(window).close())
        checker.set_rules(self.rules(), self._settings.get(table.CHECK_SPELLING))


def _replace(editor: Editor, found: Span, word: str, text: str) -> None:
    if document_text(editor.document(), *found) != word:
        # The model, or another, has written in front of it since.
        return
    cursor = editor.textCursor()
    cursor.setPosition(found[0])
    cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.type_text(text, "Spelling")


def _separator(menu: QMenu) -> QAction:
    action = QAction(menu)
    action.setSeparator(True)
    return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpellingDialog", text)
