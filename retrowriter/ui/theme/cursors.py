"""Pointers of 1995, kept as 32 x 32 grids of letters in assets/cursors; the desktop's own ones look of today.

The first line of a file is "# what it shows; hotspot X Y".
"""

import contextlib
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication, QPixmap

from retrowriter.paths import asset
from retrowriter.ui.theme.icons import grid_image, read_grid


def hourglass() -> QCursor:
    """For waits in which nothing else can be done."""
    return cursor("hourglass")


def busy_arrow() -> QCursor:
    """Arrow with a small hourglass: something goes on, the window stays alive."""
    return cursor("busy-arrow")


def margin_arrow() -> QCursor:
    """The arrow that leans to the right, over the margin in which lines are selected."""
    return cursor("margin-arrow")


@contextlib.contextmanager
def waiting() -> Iterator[None]:
    """Shows the hourglass over the whole program inside a with statement."""
    QGuiApplication.setOverrideCursor(hourglass())
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def cursor(name: str) -> QCursor:
    """The pointer of that name, at the scale of the screen.

    Raises:
        FileNotFoundError: there is no such pointer.
    """
    return _cursor(name, max(1, round(QGuiApplication.primaryScreen().devicePixelRatio())))


@lru_cache(maxsize=32)
def _cursor(name: str, scale: int) -> QCursor:
    path = asset("cursors", f"{name}.txt")
    rows = read_grid(path)
    x, y = (int(number) for number in path.read_text("ascii").splitlines()[0].split("hotspot")[1].split())
    image = grid_image(rows)
    size = image.size() * scale
    grown = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
    pixmap = QPixmap.fromImage(grown)
    pixmap.setDevicePixelRatio(scale)
    return QCursor(pixmap, x, y)
