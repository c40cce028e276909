"""Starts the window."""

import os
import signal
import sys

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.ui import paper, theme, translation
from retrowriter.ui.clipboard import MIME_TYPE
from retrowriter.ui.main_window import MainWindow
from retrowriter.ui.theme import fonts
from retrowriter.ui.widgets import length_box


def run_window(files: list[str], system_frame: bool = False) -> int:
    """Shows the window with these files (or a new document) and runs until it is closed.

    Args:
        files: documents to open.
        system_frame: the frame of the desktop instead of that of 1995, for this time.

    Returns:
        The exit code of the process.
    """
    app, window = make_window(system_frame)
    window.show()
    _close_on_ctrl_c(window)
    # The first picture comes before the work: files are read once the window is on the screen.
    QTimer.singleShot(0, lambda: _start(window, files))
    return app.exec()


def make_window(system_frame: bool = False) -> tuple[QApplication, MainWindow]:
    """The application in its looks, and its window, not yet shown."""
    theme.prepare_environment()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("retrowriter")
    theme.apply(app)
    app.aboutToQuit.connect(lambda: leave_plain_text(app.clipboard()))
    settings = Settings()
    translation.install(app, settings.get(table.LANGUAGE))
    fonts.set_smooth(settings.get(table.SMOOTH_FONTS))
    length_box.set_unit(paper.unit(settings))
    return app, MainWindow(settings, system_frame)


def leave_plain_text(clipboard: QClipboard) -> None:
    """Leaves the text of what was copied here, without the formats, for the programs that run on.

    Qt keeps what Python put on the clipboard until after Python's end, and then crashes in taking it down.
    """
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        held = clipboard.mimeData(mode)  # None where there is no such clipboard
        if held is not None and held.hasFormat(MIME_TYPE):
            clipboard.setText(clipboard.text(mode), mode)


def _start(window: MainWindow, files: list[str]) -> None:
    window.start(files)
    window.about.show_tip_at_start()


def _close_on_ctrl_c(window: MainWindow) -> None:
    # Not at once: the signal may come in the middle of anything.
    signal.signal(signal.SIGINT, lambda _number, _frame: QTimer.singleShot(0, window.close))
    if os.name == "nt":
        return
    # Python looks at signals only when it runs, and nothing of it runs while the window waits: the pipe wakes it up.
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda _descriptor: os.read(reader, 1))
