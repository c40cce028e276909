"""The program from its start to its end, in a process of its own."""

import os
import signal
import subprocess
import sys
import time

import pytest

AFTER_COPYING = """
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from retrowriter.ui.app import make_window

app, window = make_window()
window.show()
window.start([])
editor = window.area.current.editor
QTest.keyClicks(editor, "Dear Sir")
window.commands["select_all"].trigger()
window.commands["copy"].trigger()
editor.document().setModified(False)
window.area.current.close()
QTimer.singleShot(100, app.quit)
app.exec()
print(app.clipboard().text())
"""


def test_it_ends_cleanly_after_something_was_copied():
    done = subprocess.run([sys.executable, "-c", AFTER_COPYING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Dear Sir\n", "")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_in_its_terminal_closes_it(tmp_path, home):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir")
    process = subprocess.Popen(
        [sys.executable, "-m", "retrowriter", str(letter)], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 60
    # A document that is open has a journal.
    while not list(home.glob("data/journal/*/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=30)
    # Qt's platform without a screen says so of each dialog, and the tip of the day is one.
    said = [line for line in err.splitlines() if "propagateSizeHints" not in line]
    assert (process.returncode, said) == (0, [])
    assert "letter.txt" in (home / "config" / "settings.json").read_text()
