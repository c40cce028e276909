"""The commands for what stands on every page: the paper, headers and footers, page numbers, footnotes."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.ui import notes
from retrowriter.ui.apart import Apart
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.editor import Editor
from retrowriter.ui.notify import notify
from retrowriter.ui.panes import Pane


class PageCommands(QObject):
    """File > Page Setup, View > Header and Footer, Footnotes, Insert > Page Numbers, Footnote."""

    def __init__(self, settings: Settings, area: DocumentArea, parent: QMainWindow) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._parent = parent
        area.pane_opened.connect(self._on_pane_opened)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name; all need a document."""
        return {
            "page_setup": self.ask_page_setup,
            "header_footer": self.ask_header_footer,
            "page_numbers": self.ask_page_numbers,
            "footnote": self.ask_footnote,
            "footnotes": self.show_footnotes,
        }

    def ask_page_setup(self) -> None:
        """File > Page Setup."""
        from retrowriter.ui.dialogs.page_setup import ask_page_setup

        editor = self._editor()
        if editor is None:
            return
        answer = ask_page_setup(self._parent, editor.apart.page)
        if answer is not None:
            page, is_default = answer
            if is_default:
                self._settings.set(table.PAGE, msgspec.to_builtins(page))
            editor.set_apart(msgspec.structs.replace(editor.apart, page=page), "Page Setup")
        editor.setFocus()

    def ask_header_footer(self) -> None:
        """View > Header and Footer."""
        from retrowriter.ui.dialogs.header_footer import ask_header_footer

        editor = self._editor()
        if editor is not None:
            answer = ask_header_footer(
                self._parent, editor.apart, editor.sheet.own, editor.facts, editor.pictures.files
            )
            self._change(editor, answer, "Header and Footer")

    def ask_page_numbers(self) -> None:
        """Insert > Page Numbers."""
        from retrowriter.ui import page_numbers
        from retrowriter.ui.dialogs.page_numbers import ask_page_numbers

        editor = self._editor()
        if editor is not None:
            choice = ask_page_numbers(self._parent, page_numbers.found_in(editor.apart), editor.apart.page)
            wanted = page_numbers.put_in(editor.apart, *choice) if choice is not None else None
            self._change(editor, wanted, "Page Numbers")

    def ask_footnote(self) -> None:
        """Insert > Footnote."""
        from retrowriter.ui.dialogs.footnote import ask_footnote

        editor = self._editor()
        if editor is not None:
            text = ask_footnote(self._parent, None, editor.sheet.own, editor.pictures.files)
            if text is not None:
                notes.insert(editor, text)
            editor.setFocus()

    def show_footnotes(self) -> None:
        """View > Footnotes: the text of the note at the insertion point, or the pages of all notes."""
        editor = self._editor()
        if editor is None:
            return
        name = notes.at(editor.document(), editor.textCursor().position())
        if not name and editor.view == "normal":
            name = notes.behind(editor.document(), editor.textCursor().position())
        if name:
            self._edit_note(editor, name)
        elif not editor.note_numbers.names:
            notify(self._parent, "There are no footnotes in the document.")
        else:
            editor.verticalScrollBar().setValue(editor.document().pageCount() * editor.unit)

    def _edit_note(self, editor: Editor, name: str) -> None:
        from retrowriter.ui.dialogs.footnote import ask_footnote

        text = ask_footnote(self._parent, editor.apart.notes.get(name, ()), editor.sheet.own, editor.pictures.files)
        if text is not None:
            notes.change(editor, name, text)
        editor.setFocus()

    def _on_pane_opened(self, pane: Pane) -> None:
        editor = pane.editor
        editor.note_wanted.connect(lambda name: self._edit_note(editor, name))

    def _change(self, editor: Editor, wanted: Apart | None, name: str) -> None:
        if wanted is not None:
            editor.set_apart(wanted, name)
        editor.setFocus()

    def _editor(self) -> Editor | None:
        """The active document's editor, when the document is whole."""
        current = self._area.current
        return current.editor if current is not None and current.editor.is_loaded else None
