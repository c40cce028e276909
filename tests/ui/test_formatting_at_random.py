"""Formats in random order on random selections: each is a step of undo, and each state is what a file gives back."""

import random

import pytest
from PySide6.QtGui import QTextCursor

from retrowriter.document.model import CharFormat, Document, Paragraph, Run, Style, Tab
from retrowriter.formats import rdw
from retrowriter.ui import case_change, formatting, lists
from retrowriter.ui.editor import Editor

STYLES = ("Normal", "Heading 1", "Heading 2", "Title", "List", "Quote", "Typewriter", "Memo Head", "Mine")
BLOCKS = tuple(
    Paragraph(content=(Run(text="Plain text, "), Run(text=f"written {number}", origin="model", generation=1)))
    for number in range(6)
)


def commands(dice):
    own = Style(name="Mine", based_on=dice.choice(STYLES[:-1]), char=CharFormat(size=float(dice.choice((9, 15, 30)))))
    return dice.choice(
        (
            lambda e: formatting.set_character(e, "Bold", bold=dice.random() < 0.5),
            lambda e: formatting.set_character(e, "Underline", underline=dice.choice(("none", "double", "words"))),
            lambda e: formatting.set_character(e, "Color", color=dice.choice(("", "#ff0000")), caps="small"),
            lambda e: formatting.set_character(e, "Font", font=dice.choice(("Arial", "Courier New")), hidden=True),
            lambda e: formatting.change_characters(e, "Clear Formatting", lambda _shown, base: base),
            lambda e: formatting.set_paragraph(e, "Alignment", alignment=dice.choice(("left", "right", "justify"))),
            lambda e: formatting.set_paragraph(e, "Tabs", tabs=dice.choice(((), (Tab(90.0, "right", "."),)))),
            lambda e: formatting.set_paragraph(e, "Flow", keep_with_next=dice.random() < 0.5, border="box"),
            lambda e: formatting.set_paragraph(e, "Spacing", line=14.0, line_rule=dice.choice(("exact", "multiple"))),
            lambda e: formatting.apply_style(e, dice.choice(STYLES)),
            lambda e: formatting.define_styles(e, dice.choice(((), (own,)))),
            lambda e: lists.toggle(e, dice.choice(("bullet", "number"))),
            lambda e: lists.change_level(e, dice.choice((1, -1))),
            lambda e: lists.indent(e, dice.choice((1, -1))),
            lambda e: lists.hang(e, dice.choice((1, -1))),
            lambda e: case_change.change_case(e, dice.choice(("upper", "lower", "title"))),
            lambda e: e.type_text("typed"),
            lambda e: e.insert_page_break(),
        )
    )


@pytest.mark.parametrize("seed", range(4))
def test_random_commands(qtbot, seed):
    dice = random.Random(seed)
    editor = Editor(Document(blocks=BLOCKS))
    qtbot.addWidget(editor)
    qtbot.waitUntil(lambda: editor.is_loaded)
    states = [editor.snapshot()]
    for _ in range(40):
        last = editor.document().characterCount() - 1
        cursor = editor.textCursor()
        cursor.setPosition(dice.randrange(last))
        cursor.setPosition(dice.randrange(last), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        commands(dice)(editor)
        state = editor.snapshot()
        if state == states[-1]:
            continue
        editor.undo()
        assert editor.snapshot() == states[-1]
        editor.redo()
        assert editor.snapshot() == state
        states.append(state)
    assert len(states) > 20
    for state in states[:: len(states) // 8]:
        again = Editor(rdw.read(rdw.write(state)))
        qtbot.addWidget(again)
        qtbot.waitUntil(lambda made=again: made.is_loaded)
        assert again.snapshot() == state
    while editor.document().isUndoAvailable():
        editor.undo()
    assert editor.snapshot() == states[0]
    while editor.document().isRedoAvailable():
        editor.redo()
    assert editor.snapshot() == states[-1]
