"""The commands that put something into the text, and those that go somewhere in it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QTextOption
from PySide6.QtWidgets import QMainWindow, QMenu

from retrowriter import settings as table
from retrowriter.document.model import Field
from retrowriter.settings import Settings
from retrowriter.text import dates
from retrowriter.ui import bookmarks, formatting, going
from retrowriter.ui.autocorrect import AutoCorrect
from retrowriter.ui.autotext import AutoText
from retrowriter.ui.dialogs.go_to import BOOKMARK, PAGE, GoToDialog
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.editor import Editor
from retrowriter.ui.notify import notify
from retrowriter.ui.panes import Pane
from retrowriter.ui.spelling_commands import SpellingCommands

_CHARACTERS = {"nonbreaking_space": "\u00a0", "nonbreaking_hyphen": "\u2011", "optional_hyphen": "\u00ad"}
_CONTEXT_MENU = ("cut", "copy", "paste", "", "font", "paragraph", "bullets_and_numbering")
_TABLE_MENU = ("cut", "copy", "paste", "", "insert_rows", "delete_rows", "", "cell_width", "table_autoformat")
_MARKS = (
    QTextOption.Flag.ShowTabsAndSpaces
    | QTextOption.Flag.ShowLineAndParagraphSeparators
    | QTextOption.Flag.ShowDocumentTerminator
)


class InsertCommands(QObject):
    """Insert > Break to Symbol, Edit > Go To to Bookmark, AutoText, AutoCorrect, marks, extend mode, context menu."""

    def __init__(
        self,
        settings: Settings,
        area: DocumentArea,
        commands: dict[str, QAction],
        parent: QMainWindow,
        spelling: SpellingCommands,
    ) -> None:
        super().__init__(parent)
        self._spelling = spelling
        self._settings = settings
        self._area = area
        self._commands = commands
        self._parent = parent
        self._autotext = AutoText(settings)
        self._autocorrect = AutoCorrect(settings, area, parent)
        self._go_to: GoToDialog | None = None
        commands["show_marks"].setChecked(settings.get(table.SHOW_MARKS))
        area.pane_opened.connect(self._on_pane_opened)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        slots: dict[str, Callable[[], object]] = {
            "break": self.ask_break,
            "date_time": self.ask_date_time,
            "insert_date": partial(self._edit, partial(_insert_now, kind="date")),
            "insert_time": partial(self._edit, partial(_insert_now, kind="time")),
            "symbol": self.ask_symbol,
            "autotext": self.ask_autotext,
            "expand_autotext": partial(self._edit, self._expand),
            "autocorrect": lambda: self._autocorrect.ask_rules(self._parent),
            "bookmark": self.ask_bookmark,
            "go_to": self.ask_go_to,
            "last_edit": lambda: self._with_window(lambda window: window.edit_places.go_back()),
            "extend": partial(self._edit, lambda editor: editor.extension.press()),
            "show_marks": self._show_marks,
            "menu_bar": self._open_menu_bar,
        }
        for name, text in _CHARACTERS.items():
            slots[name] = partial(self._edit, partial(Editor.type_text, text=text))
        return slots

    @property
    def for_documents(self) -> list[str]:
        """The commands that need a document."""
        return [name for name in self.slots() if name not in ("autocorrect", "menu_bar", "show_marks")]

    def ask_break(self) -> None:
        """Insert > Break."""
        from retrowriter.ui.dialogs.insert_break import ask_break

        kind = ask_break(self._parent)
        if kind == "page":
            self._edit(Editor.insert_page_break)
        elif kind == "line":
            self._edit(lambda editor: editor.type_text("\u2028", "Line Break"))

    def ask_date_time(self) -> None:
        """Insert > Date and Time."""
        from retrowriter.ui.dialogs.date_time import ask_date_time

        answer = ask_date_time(self._parent)
        if answer is None:
            return
        pattern, as_field = answer
        if as_field:
            field = Field(kind="time" if dates.is_time(pattern) else "date", pattern=pattern)
            self._edit(lambda editor: editor.insert_element(field, "Date and Time"))
        else:
            text = dates.written(datetime.now(), pattern)
            self._edit(lambda editor: editor.type_text(text, "Date and Time"))

    def ask_symbol(self) -> None:
        """Insert > Symbol."""
        from retrowriter.ui.dialogs.symbol import SymbolDialog

        current = self._area.current
        if current is None or not current.editor.is_loaded:
            return
        editor = current.editor
        dialog = SymbolDialog(self._parent, formatting.character(editor).font)
        dialog.inserted.connect(lambda sign: editor.type_text(sign, "Symbol"))
        dialog.exec()
        dialog.deleteLater()
        editor.setFocus()

    def ask_autotext(self) -> None:
        """Edit > AutoText."""
        from retrowriter.ui.dialogs.autotext import ask_autotext

        current = self._area.current
        if current is None:
            return
        editor = current.editor
        choice = ask_autotext(self._parent, self._autotext.texts(), editor.selected_text())
        if choice is None:
            return
        if choice.action == "insert":
            self._edit(lambda editor: self._autotext.insert(editor, choice.name))
        elif choice.action == "add":
            self._autotext.add(editor, choice.name)
        else:
            self._autotext.delete(choice.name)

    def ask_bookmark(self) -> None:
        """Edit > Bookmark."""
        from retrowriter.ui.dialogs.bookmark import ask_bookmark

        current = self._area.current
        if current is None:
            return
        choice = ask_bookmark(self._parent, list(bookmarks.places(current.editor)))
        if choice is not None:
            use = {"add": bookmarks.add, "delete": bookmarks.delete, "go": bookmarks.go_to}[choice.action]
            self._edit(lambda editor: use(editor, choice.name))

    def ask_go_to(self) -> None:
        """Edit > Go To; the dialog stays open."""
        current = self._area.current
        if current is None:
            return
        if self._go_to is not None:
            self._go_to.close()
        dialog = GoToDialog(self._parent, list(bookmarks.places(current.editor)))
        self._go_to = dialog
        dialog.wanted.connect(self.go_to)
        dialog.finished.connect(self._on_go_to_finished)
        dialog.show()

    def go_to(self, target: int, which: str) -> None:
        """Goes to a page, a line or a bookmark of the active document."""
        current = self._area.current
        if current is None or not current.editor.is_loaded:
            return
        editor = current.editor
        if target == BOOKMARK:
            bookmarks.go_to(editor, _bookmark_beside(editor, which) if which in ("+1", "-1") else which)
        else:
            here = going.page_of(editor) if target == PAGE else going.line_of(editor)
            number = here + int(which) if which[:1] in ("+", "-") else int(which)
            (going.go_to_page if target == PAGE else going.go_to_line)(editor, number)

    def _expand(self, editor: Editor) -> None:
        if not self._autotext.expand(editor):
            notify(self._parent, "No AutoText entry has the name in front of the insertion point.")

    def _edit(self, change: Callable[[Editor], object]) -> None:
        current = self._area.current
        if current is not None and current.editor.is_loaded:
            change(current.editor)
            current.editor.setFocus()

    def _with_window(self, use: Callable[[DocumentWindow], object]) -> None:
        if self._area.current is not None:
            use(self._area.current)

    def _on_pane_opened(self, pane: Pane) -> None:
        editor = pane.editor
        editor.menu_requested.connect(lambda place: self._show_context_menu(editor, place))
        _set_marks(editor, self._settings.get(table.SHOW_MARKS))

    def _on_go_to_finished(self) -> None:
        if self._go_to is not None:
            self._go_to.deleteLater()
            self._go_to = None
        self._edit(lambda editor: None)

    def _show_marks(self) -> None:
        on = self._commands["show_marks"].isChecked()
        self._settings.set(table.SHOW_MARKS, on)
        for window in self._area.windows:
            _set_marks(window.editor, on)

    def _show_context_menu(self, editor: Editor, place: QPoint) -> None:
        menu = QMenu(self._parent)
        in_table = editor.textCursor().currentTable() is not None
        for name in _TABLE_MENU if in_table else _CONTEXT_MENU:
            if name:
                menu.addAction(self._commands[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        self._spelling.fill_menu(menu, editor, place, lambda: menu.popup(place))

    def _open_menu_bar(self) -> None:
        bar = self._parent.menuBar()
        bar.setFocus()
        bar.setActiveAction(bar.actions()[0])


def _insert_now(editor: Editor, kind: Literal["date", "time"]) -> None:
    editor.insert_element(Field(kind=kind, pattern=dates.usual(kind)), kind.capitalize())


def _set_marks(editor: Editor, on: bool) -> None:
    option = editor.document().defaultTextOption()
    option.setFlags(option.flags() | _MARKS if on else option.flags() & ~_MARKS)
    editor.document().setDefaultTextOption(option)
    editor.objects.marks = on
    for view in editor.family:
        view.viewport().update()


def _bookmark_beside(editor: Editor, step: str) -> str:
    """The name of the next bookmark behind the caret, or of the one before it; round at the end."""
    found = list(bookmarks.places(editor).items())
    here = editor.textCursor().position()
    if step == "+1":
        return next((name for name, place in found if place + 1 > here), found[0][0] if found else "")
    return next((name for name, place in reversed(found) if place + 1 < here), found[-1][0] if found else "")
