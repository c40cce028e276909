"""Find, Replace and Repeat Find."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from retrowriter.errors import UserError
from retrowriter.text.search import Query
from retrowriter.ui.composer import Composer
from retrowriter.ui.dialogs.find import FindDialog, remembered
from retrowriter.ui.dialogs.message import ask
from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.editor import Editor
from retrowriter.ui.finder import Finder, Replacement, Search, Span
from retrowriter.ui.notify import notify

_LONGEST_SELECTION = 100
_FINISHED = "The search of the document is finished."


class FindCommands(QObject):
    """The commands of the Edit menu that look for text."""

    def __init__(self, composer: Composer, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._composer = composer
        self._area = area
        self._parent = parent
        self._search = Search(Query(""))
        self._what: list[str] = []
        self._words: list[str] = []
        self._dialog: FindDialog | None = None
        # Where the search through the whole document began, and whether it has been round the end.
        self._origin = 0
        self._round = False
        self._found: tuple[Editor, Span, Search] | None = None

    def find(self) -> None:
        """Opens the Find dialog."""
        self._open(replacing=False)

    def replace(self) -> None:
        """Opens the Replace dialog."""
        self._open(replacing=True)

    def repeat_find(self) -> None:
        """Finds the next place of the last search; asks for one where there was none."""
        if self._search.query.what or self._search.looks:
            self.find_next(self._search)
        else:
            self.find()

    def find_next(self, search: Search) -> bool:
        """Finds and marks the next place; False when there is none, which is said."""
        self._remember(search)
        editor = self._editor()
        if editor is None:
            return False
        try:
            found = self._next(editor, Finder(editor, search), search)
        except UserError as error:
            notify(self._over(), error)
            return False
        if found is not None:
            self._mark(editor, found)
            self._found = (editor, found, search)
        return found is not None

    def replace_one(self, search: Search) -> None:
        """Replaces what is marked, if it is what is looked for, and finds the next place."""
        editor = self._editor()
        if editor is None:
            return
        cursor = editor.textCursor()
        try:
            finder = Finder(editor, search)
            hit = finder.hit_at(cursor.selectionStart(), cursor.selectionEnd())
            if hit is not None:
                start = cursor.selectionStart()
                with editor.undo_names.naming("Replace"):
                    cursor.beginEditBlock()
                    try:
                        finder.replace(cursor, hit[1])
                    finally:
                        cursor.endEditBlock()
                if search.direction == "up":
                    cursor.setPosition(start)
                editor.setTextCursor(cursor)
        except UserError as error:
            notify(self._over(), error)
            return
        self.find_next(search)

    def replace_all(self, search: Search) -> None:
        """Replaces all hits: in the whole document, or in the one direction and, if wanted, in the rest."""
        self._remember(search)
        editor = self._editor()
        if editor is None:
            return
        if self._composer.window is self._area.current:
            # Two that write at once would get into each other's undo.
            self._composer.stop()
        caret, end = editor.textCursor().selectionStart(), editor.document().characterCount() - 1
        parts = {"all": (0, end), "down": (caret, end), "up": (0, caret)}
        self._replace_part(editor, search, *parts[search.direction], caret)

    def _replace_part(self, editor: Editor, search: Search, start: int, end: int, caret: int) -> None:
        try:
            job = Replacement(editor, Finder(editor, search), start, end, self)
        except UserError as error:
            notify(self._over(), error)
            return
        progress = ProgressDialog(self._over(), self.tr("Replace"), self.tr("Replacing..."))
        progress.setWindowModality(Qt.WindowModality.ApplicationModal)
        progress.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        progress.cancelled.connect(job.cancel)
        job.progressed.connect(progress.set_fraction)

        def ended(problem: UserError | None) -> None:
            progress.accept()
            job.deleteLater()
            self._tell_replaced(editor, search, job.count, problem, caret)

        job.ended.connect(ended)
        if not job.start():
            progress.open()

    def _tell_replaced(self, editor: Editor, search: Search, count: int, problem: UserError | None, caret: int) -> None:
        if problem is not None:
            notify(self._over(), problem)
            return
        if count == 1:
            made = self.tr("1 replacement was made.")
        else:
            made = self.tr("{:,} replacements were made.").format(count) if count else self.tr("Nothing was found.")
        if search.direction == "all":
            notify(self._over(), f"{self.tr(_FINISHED)} {made}")
            return
        where = self.tr("end") if search.direction == "down" else self.tr("beginning")
        text = self.tr("The {} of the document is reached. {}\n\nDo you want to replace in the rest of it, too?")
        if ask(self._over(), text.format(where, made), "info", (self.tr("&Yes"), self.tr("&No"))) == 0:
            last = editor.document().characterCount() - 1
            rest = (0, min(caret, last)) if search.direction == "down" else (min(caret, last), last)
            self._replace_part(editor, replace(search, direction="all"), *rest, caret)

    def _next(self, editor: Editor, finder: Finder, search: Search) -> Span | None:
        cursor = editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        last = editor.document().characterCount() - 1
        if search.direction == "up":
            found = finder.previous(start)
            if found is None and self._goes_on(self.tr("beginning"), self.tr("end")):
                found = finder.previous(last)
        elif search.direction == "down":
            found = finder.next(end)
            if found is None and self._goes_on(self.tr("end"), self.tr("beginning")):
                found = finder.next(0)
        else:
            found = self._next_round(finder, search, start, end, editor)
        return found

    def _next_round(self, finder: Finder, search: Search, start: int, end: int, editor: Editor) -> Span | None:
        goes_on = self._found is not None and self._found == (editor, (start, end), search)
        if not goes_on:
            self._origin, self._round = start, False
        found = finder.next(end)
        if found is None and not self._round:
            self._round = True
            found = finder.next(0)
        if found is not None and not (self._round and found[0] >= self._origin and goes_on):
            return found
        self._found = None
        if found is None and not goes_on:
            notify(self._over(), self.tr(_FINISHED + " Nothing was found."))
            return None
        notify(self._over(), self.tr(_FINISHED))
        return None

    def _goes_on(self, reached: str, other: str) -> bool:
        text = self.tr("The {} of the document is reached.\n\nDo you want to go on at its {}?").format(reached, other)
        return ask(self._over(), text, "info", (self.tr("&Yes"), self.tr("&No"))) == 0

    def _mark(self, editor: Editor, found: Span) -> None:
        cursor = editor.textCursor()
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()
        if self._dialog is not None:
            place: QRect = editor.cursorRect()
            at = editor.viewport().mapToGlobal(place.topLeft())
            self._dialog.keep_off(QRect(at - QPoint(_LONGEST_SELECTION, 0), at + QPoint(20, place.height())))

    def _open(self, replacing: bool) -> None:
        editor = self._editor()
        if editor is None:
            return
        search = self._search if self._dialog is None else self._dialog.search()
        selected = editor.textCursor().selectedText()
        if self._dialog is None and selected and len(selected) <= _LONGEST_SELECTION and "\u2029" not in selected:
            search = replace(search, query=replace(search.query, what=selected, pattern=False))
        if self._dialog is not None:
            self._dialog.close()
        dialog = FindDialog(self._parent, replacing, editor.sheet.names)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_search(search, self._what, self._words)
        dialog.find_pressed.connect(self.find_next)
        dialog.replace_pressed.connect(self.replace_one)
        dialog.replace_all_pressed.connect(self.replace_all)
        dialog.replace_wanted.connect(lambda: self._open(replacing=True))
        dialog.finished.connect(lambda: self._on_closed(dialog))
        self._dialog = dialog
        dialog.show()
        dialog.activateWindow()

    def _on_closed(self, dialog: FindDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _remember(self, search: Search) -> None:
        self._search = search
        self._what = remembered(search.query.what, self._what)
        self._words = remembered(search.words, self._words)

    def _editor(self) -> Editor | None:
        current = self._area.current
        return current.editor if current is not None and current.editor.is_loaded else None

    def _over(self) -> QWidget:
        return self._dialog if self._dialog is not None else self._parent
