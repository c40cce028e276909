"""Starts the window."""

import signal
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.ui import theme
from retrowriter.ui.main_window import MainWindow
from retrowriter.ui.theme import fonts


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
    # The first picture comes before the work: files are read once the window is on the screen.
    QTimer.singleShot(0, lambda: window.start(files))
    signal.signal(signal.SIGINT, lambda _number, _frame: app.quit())
    return app.exec()


def make_window(system_frame: bool = False) -> tuple[QApplication, MainWindow]:
    """The application in its looks, and its window, not yet shown."""
    theme.prepare_environment()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("retrowriter")
    theme.apply(app)
    settings = Settings()
    fonts.set_smooth(settings.get(table.SMOOTH_FONTS))
    return app, MainWindow(settings, system_frame)
