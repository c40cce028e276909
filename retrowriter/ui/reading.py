"""Reading long files beside the window, which goes on drawing itself; after a second, with a way out."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.theme.cursors import waiting

T = TypeVar("T")

# Shorter files are read before anybody sees that something goes on; archives hold many times their size.
LONG = 100_000
_LONG_ARCHIVE = 8_000

_PATIENCE_MS = 1000
_LOOK_MS = 10
# How long the reading thread may keep the interpreter while the window wants it. Python's own 5 ms would be lost at
# every call from Qt to Python, and one turn of the window has dozens of them.
_KEEP_S = 0.0003


def is_long(data: bytes) -> bool:
    """Whether a file is worth a thread."""
    return len(data) > (_LONG_ARCHIVE if data.startswith(b"PK") else LONG)


def read_beside(parent: QWidget, name: str, work: Callable[[], T]) -> T | None:
    """What `work` returns, which runs in a thread of its own; None when somebody cancels it.

    A thread that nobody waits for any more comes to its end by itself.

    Raises:
        UserError: as `work` does.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="reading")
    future = pool.submit(work)
    pool.shutdown(wait=False)
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if future.done() else None)
    look.start(_LOOK_MS)
    with waiting(), _quick_turns():
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        if not future.done():
            # Nothing may be done to the documents meanwhile; what is typed comes afterwards.
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not future.done():
        with _quick_turns():
            _wait_with_dialog(parent, name, future, loop)
    look.stop()
    return future.result() if future.done() else None


@contextmanager
def _quick_turns() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_KEEP_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _wait_with_dialog(parent: QWidget, name: str, future: "Future[T]", loop: QEventLoop) -> None:
    dialog = ProgressDialog(parent, _tr("Opening"), _tr("Reading {}...").format(name))
    dialog.set_fraction(None)
    dialog.cancelled.connect(loop.quit)
    dialog.open()
    if not future.done():
        loop.exec()
    dialog.accept()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reading", text)
