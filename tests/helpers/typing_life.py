"""A process that lives as a writer: it types into the real window, saves and has the model write, until it is killed.

usage: python typing_life.py FOLDER SEED

Each thing that is done is told on standard output, after it was done, with the time of the system's clock:
"ready", "typed DOCUMENT NUMBER TIME", "streamed COUNT TIME", "saved NUMBER TIME" (the words up to NUMBER).
FOLDER has letter.rdw in it and model.script, the script of the fake engine.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from retrowriter import settings as table
from retrowriter.ui.app import make_window

TICK_MS = 15
STREAMED = "streamed "


def main():
    folder, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    app, window = make_window()
    window.settings.set(table.MODEL, str(folder / "model.script"))
    window.settings.set(table.WARM_UP, False)
    window.settings.set(table.BACKUPS, chance.randrange(3))
    window.show()
    window.start([str(folder / "letter.rdw")])
    letter = window.area.current
    draft = window.area.new_document()
    # The words of the draft stand before what the model writes, in a paragraph of their own.
    cursor = draft.editor.textCursor()
    cursor.insertBlock()
    draft.editor.setTextCursor(cursor)
    window.writing.continue_writing()
    counts = {"letter": 0, "draft": 0}

    def tick():
        name, document = chance.choice([("letter", letter), ("draft", draft)])
        editor = document.editor
        editor.moveCursor(QTextCursor.MoveOperation.Start if name == "draft" else QTextCursor.MoveOperation.End)
        if name == "draft":
            editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
        counts[name] += 1
        QTest.keyClicks(editor, f"{counts[name]} ")
        tell("typed", name, counts[name])
        tell("streamed", draft.editor.toPlainText().count(STREAMED))
        if chance.random() < 0.08:
            number = counts["letter"]
            assert window.area.save(letter)
            tell("saved", number)

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    print("ready", flush=True)
    return app.exec()


def tell(*words):
    print(*words, time.monotonic(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
