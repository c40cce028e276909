"""Reading long files beside the window, which goes on drawing itself; after a second, with a way out."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
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
    with waiting():
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        if not future.done():
            # Nothing may be done to the documents meanwhile; what is typed comes afterwards.
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not future.done():
        _wait_with_dialog(parent, name, future, loop)
    look.stop()
    return future.result() if future.done() else None


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
