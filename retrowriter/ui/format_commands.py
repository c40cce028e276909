"""The commands that change formats: keys and buttons of characters and paragraphs, and their dialogs."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from retrowriter.document.model import Alignment, Border, CharFormat, ParagraphFormat
from retrowriter.ui import case_change, formatting, lists, text_formats
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.editor import Editor
from retrowriter.ui.format_boxes import SIZES
from retrowriter.ui.format_painter import FormatPainter
from retrowriter.ui.panes import Pane
from retrowriter.ui.theme.cursors import cursor

T = TypeVar("T")

# A command that switches a field of the character format: the field, its value when on, its value when off.
_SWITCHES: dict[str, tuple[str, object, object]] = {
    "bold": ("bold", True, False),
    "italic": ("italic", True, False),
    "underline": ("underline", "single", "none"),
    "double_underline": ("underline", "double", "none"),
    "word_underline": ("underline", "words", "none"),
    "small_caps": ("caps", "small", "normal"),
    "all_caps": ("caps", "all", "normal"),
    "hidden_text": ("hidden", True, False),
    "subscript": ("script", "sub", "normal"),
    "superscript": ("script", "super", "normal"),
}
_ALIGNMENTS: dict[str, Alignment] = {
    "align_left": "left",
    "align_center": "center",
    "align_right": "right",
    "align_justify": "justify",
}
_LINES = {"lines_single": 1.0, "lines_one_and_half": 1.5, "lines_double": 2.0}
_HEADINGS = {"style_heading_1": "Heading 1", "style_heading_2": "Heading 2", "style_heading_3": "Heading 3"}
_YELLOW = "#ffff00"
_SMALLEST, _LARGEST = 1.0, 1638.0
_LONGEST_NAME = 100


class FormatCommands(QObject):
    """What the Format menu, the Formatting toolbar and their keys do in the active document."""

    def __init__(self, area: DocumentArea, commands: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._area = area
        self._commands = commands
        self._parent = parent
        self.painter = FormatPainter(self)
        self.painter.active_changed.connect(self._on_painter_changed)
        area.pane_opened.connect(self._on_pane_opened)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        edit = self._edit
        slots: dict[str, Callable[[], object]] = {
            "font": self.ask_font,
            "paragraph": self.ask_paragraph,
            "tabs": self.ask_tabs,
            "borders": self.ask_borders,
            "change_case": self.ask_case,
            "bullets_and_numbering": self.ask_bullets,
            "style": self.ask_style,
            "next_case": lambda: edit(case_change.change_case),
            "clear_characters": lambda: edit(_clear_characters),
            "clear_paragraph": lambda: edit(_clear_paragraph),
            "grow_font": lambda: edit(lambda editor: _resize(editor, _next_size)),
            "shrink_font": lambda: edit(lambda editor: _resize(editor, _previous_size)),
            "grow_one_point": lambda: edit(lambda editor: _resize(editor, lambda size: size + 1)),
            "shrink_one_point": lambda: edit(lambda editor: _resize(editor, lambda size: size - 1)),
            "highlight": lambda: edit(_switch_highlight),
            "indent_more": lambda: edit(lambda editor: lists.indent(editor, 1)),
            "indent_less": lambda: edit(lambda editor: lists.indent(editor, -1)),
            "hang_more": lambda: edit(lambda editor: lists.hang(editor, 1)),
            "hang_less": lambda: edit(lambda editor: lists.hang(editor, -1)),
            "bullets": lambda: edit(lambda editor: lists.toggle(editor, "bullet")),
            "numbering": lambda: edit(lambda editor: lists.toggle(editor, "number")),
            "style_normal": lambda: edit(lambda editor: editor.set_style("Normal")),
            "format_painter": self._toggle_painter,
            "copy_format": lambda: edit(self.painter.take),
            "paste_format": lambda: edit(self.painter.paint),
        }
        for name in _SWITCHES:
            slots[name] = partial(edit, partial(self._switch, name=name))
        for name, alignment in _ALIGNMENTS.items():
            slots[name] = partial(edit, partial(Editor.set_alignment, alignment=alignment))
        for name, line in _LINES.items():
            slots[name] = partial(edit, partial(_set_lines, line=line))
        for name, style in _HEADINGS.items():
            slots[name] = partial(edit, partial(Editor.set_style, name=style))
        return slots

    def show(self, editor: Editor) -> CharFormat:
        """Shows the format at the caret on the buttons, and returns it."""
        shown, paragraph, kind = formatting.character(editor), formatting.paragraph(editor), lists.kind(editor)
        for name, (field, on, _off) in _SWITCHES.items():
            self._commands[name].setChecked(getattr(shown, field) == on)
        self._commands["highlight"].setChecked(bool(shown.highlight))
        for name, alignment in _ALIGNMENTS.items():
            self._commands[name].setChecked((paragraph.alignment or "left") == alignment)
        self._commands["bullets"].setChecked(kind == "bullet")
        self._commands["numbering"].setChecked(kind == "number")
        return shown

    def ask_font(self) -> None:
        """Format > Font."""
        from retrowriter.ui.dialogs.font import ask_format

        self._ask(lambda editor: ask_format(self._parent, editor.character()), Editor.set_character)

    def ask_paragraph(self) -> None:
        """Format > Paragraph."""
        from retrowriter.ui.dialogs.paragraph import ask_paragraph

        def set_changed(editor: Editor, wanted: ParagraphFormat) -> None:
            shown = formatting.paragraph(editor)
            fields = msgspec.structs.asdict(wanted)
            changed = {name: value for name, value in fields.items() if (value or 0) != (getattr(shown, name) or 0)}
            if "line" in changed or "line_rule" in changed:
                changed |= {"line": wanted.line, "line_rule": wanted.line_rule}
            if changed:
                formatting.set_paragraph(editor, "Paragraph Formatting", **changed)

        self._ask(lambda editor: ask_paragraph(self._parent, formatting.paragraph(editor)), set_changed)

    def ask_tabs(self) -> None:
        """Format > Tabs."""
        from retrowriter.ui.dialogs.tabs import ask_tabs

        self._ask(lambda editor: ask_tabs(self._parent, formatting.paragraph(editor).tabs), Editor.set_tabs)

    def ask_borders(self) -> None:
        """Format > Borders and Shading."""
        from retrowriter.ui.dialogs.borders import ask_borders

        def ask(editor: Editor) -> tuple[Border, str] | None:
            shown = formatting.paragraph(editor)
            return ask_borders(self._parent, shown.border, shown.shading)

        def set_borders(editor: Editor, wanted: tuple[Border, str]) -> None:
            formatting.set_paragraph(editor, "Borders and Shading", border=wanted[0], shading=wanted[1])

        self._ask(ask, set_borders)

    def ask_bullets(self) -> None:
        """Format > Bullets and Numbering."""
        from retrowriter.ui.dialogs.bullets import ListChoice, ask_bullets

        def ask(editor: Editor) -> ListChoice | None:
            place = text_formats.list_of(formatting.first_block(editor).blockFormat())
            return ask_bullets(self._parent, place.kind, place.look, place.kind == "number" and not place.start)

        def set_list(editor: Editor, wanted: ListChoice) -> None:
            lists.make(editor, wanted.kind, wanted.look, wanted.start)

        self._ask(ask, set_list)

    def ask_style(self) -> None:
        """Format > Style."""
        from retrowriter.ui.dialogs.style import ask_style

        current = self._area.current
        if current is None:
            return
        editor = current.editor
        own, chosen = ask_style(self._parent, editor.sheet.own, editor.style_name(), formatting.styles_in_use(editor))
        if set(own) != set(editor.sheet.own):
            formatting.define_styles(editor, own)
        if chosen:
            editor.set_style(chosen)
        editor.setFocus()

    def choose_style(self, name: str) -> None:
        """The Style box: a name that is new makes a style of the format at the caret."""
        name = name.strip()[:_LONGEST_NAME]

        def choose(editor: Editor) -> None:
            if name in editor.sheet.names:
                editor.set_style(name)
            elif name:
                formatting.style_by_example(editor, name)

        self._edit(choose)

    def ask_case(self) -> None:
        """Format > Change Case."""
        from retrowriter.ui.dialogs.change_case import ask_case

        answer = ask_case(self._parent)
        if answer is not None:
            self._edit(lambda editor: case_change.change_case(editor, answer))

    def highlight(self, color: str) -> None:
        """Marks the selection in a colour, "" = not at all."""
        self._edit(lambda editor: formatting.set_character(editor, "Highlight", highlight=color))

    def paint_on(self) -> None:
        """The Format Painter for every selection, until Esc or a click on its button."""
        self._edit(lambda editor: self.painter.begin(editor, stays=True))

    def _ask(self, ask: Callable[[Editor], T | None], use: Callable[[Editor, T], object]) -> None:
        current = self._area.current
        if current is None:
            return
        answer = ask(current.editor)
        if answer is not None:
            use(current.editor, answer)
            current.editor.setFocus()

    def _edit(self, change: Callable[[Editor], object]) -> None:
        current = self._area.current
        if current is not None and current.editor.is_loaded:
            change(current.editor)
            current.editor.setFocus()
            self.show(current.editor)

    def _switch(self, editor: Editor, name: str) -> None:
        field, on, off = _SWITCHES[name]
        shown = getattr(formatting.character(editor), field)
        words = self._commands[name].text().split("\t")[0].replace("&", "")
        formatting.set_character(editor, words, **{field: off if shown == on else on})

    def _toggle_painter(self) -> None:
        if self.painter.active:
            self.painter.end()
        else:
            self._edit(self.painter.begin)

    def _on_painter_changed(self, active: bool) -> None:
        self._commands["format_painter"].setChecked(active)
        for window in self._area.windows:
            for pane in window.panes.all:
                pane.editor.set_pointer(cursor("painter") if active else None)

    def _on_pane_opened(self, pane: Pane) -> None:
        editor = pane.editor
        editor.cancelled.connect(self.painter.end)
        editor.selection_made.connect(lambda: self.painter.on_selection(editor))
        pane.ruler.paragraph_wanted.connect(self.ask_paragraph)
        pane.ruler.tabs_wanted.connect(self.ask_tabs)


def _clear_characters(editor: Editor) -> None:
    formatting.change_characters(editor, "Clear Formatting", lambda _shown, base: base)


def _clear_paragraph(editor: Editor) -> None:
    formatting.apply_style(editor, editor.style_name())


def _resize(editor: Editor, change: Callable[[float], float]) -> None:
    def resized(shown: CharFormat, _base: CharFormat) -> CharFormat:
        return msgspec.structs.replace(shown, size=min(max(change(shown.size), _SMALLEST), _LARGEST))

    formatting.change_characters(editor, "Font Size", resized)


def _next_size(size: float) -> float:
    return next((each for each in SIZES if each > size), size + 10)


def _previous_size(size: float) -> float:
    return next((each for each in reversed(SIZES) if each < size), size - 1)


def _switch_highlight(editor: Editor) -> None:
    shown = formatting.character(editor).highlight
    formatting.set_character(editor, "Highlight", highlight="" if shown else _YELLOW)


def _set_lines(editor: Editor, line: float) -> None:
    formatting.set_paragraph(editor, "Line Spacing", line=line, line_rule="multiple")
