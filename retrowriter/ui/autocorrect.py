"""AutoCorrect in the documents: corrects what a person types, in a step of its own, so that one Undo takes it back."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.text.autocorrect import Rules, correct
from retrowriter.ui import text_formats
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.editor import Editor
from retrowriter.ui.panes import Pane
from retrowriter.ui.text_objects import OBJECT

TYPEWRITER = "Typewriter"
NAME = "AutoCorrect"


class AutoCorrect(QObject):
    """Follows the typing in all documents."""

    def __init__(self, settings: Settings, area: DocumentArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        area.pane_opened.connect(self._on_pane_opened)

    def rules(self, plain: bool = False) -> Rules:
        """The rules of the settings; `plain`: for typewriter text."""
        get = self._settings.get
        return Rules(
            quotes=get(table.SMART_QUOTES),
            initials=get(table.CORRECT_INITIALS),
            sentences=get(table.CAPITALIZE_SENTENCES),
            days=get(table.CAPITALIZE_DAYS),
            replace=get(table.REPLACE_TEXT),
            table=get(table.REPLACEMENTS),
            plain=plain and not get(table.SMART_TYPEWRITER),
        )

    def set_rules(self, rules: Rules, smart_typewriter: bool) -> None:
        """Keeps other rules."""
        keep = self._settings.set
        keep(table.SMART_QUOTES, rules.quotes)
        keep(table.CORRECT_INITIALS, rules.initials)
        keep(table.CAPITALIZE_SENTENCES, rules.sentences)
        keep(table.CAPITALIZE_DAYS, rules.days)
        keep(table.REPLACE_TEXT, rules.replace)
        keep(table.REPLACEMENTS, rules.table)
        keep(table.SMART_TYPEWRITER, smart_typewriter)

    def ask_rules(self, parent: QWidget) -> None:
        """Tools > AutoCorrect."""
        from retrowriter.ui.dialogs.autocorrect import ask_rules

        answer = ask_rules(parent, self.rules(), self._settings.get(table.SMART_TYPEWRITER))
        if answer is not None:
            self.set_rules(*answer)

    def _on_pane_opened(self, pane: Pane) -> None:
        editor = pane.editor
        editor.typed.connect(lambda letters: self._on_typed(editor, letters))

    def _on_typed(self, editor: Editor, letters: str) -> None:
        cursor = editor.textCursor()
        if cursor.hasSelection():
            return
        end = cursor.position()
        if letters == "\n":
            end = cursor.block().position() - 1
        block = editor.document().findBlock(end)
        cursor.setPosition(block.position())
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        ended = "\n" if letters == "\n" else ""
        before = cursor.selectedText() + ended
        style = text_formats.style_of(block)
        found = correct(before, self.rules(plain=style == TYPEWRITER))
        replaced = before[len(before) - found.length :] if found is not None else ""
        if found is None or OBJECT in replaced:
            return
        # The key Enter is no letter of the text. Only what differs is changed: the rest keeps its own format.
        old, new = replaced.removesuffix(ended), found.text.removesuffix(ended)
        start = _same(old, new)
        behind = _same(old[start:][::-1], new[start:][::-1])
        changed, by = old[start : len(old) - behind], new[start : len(new) - behind]
        end -= _units(old[len(old) - behind :])
        cursor.setPosition(end)
        cursor.setPosition(end - _units(changed), QTextCursor.MoveMode.KeepAnchor)
        first = QTextCursor(editor.document())
        first.setPosition(cursor.selectionStart() + bool(changed))
        with editor.undo_names.naming(NAME):
            cursor.insertText(by, first.charFormat())


def _same(one: str, other: str) -> int:
    """How many letters two texts have in common at the beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _units(text: str) -> int:
    """How long Qt finds a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
