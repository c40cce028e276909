"""Edges, glyphs and patterns, drawn as filled rectangles only, so that they are exact at every whole scale.

One rule: light falls from the top left, and the two far corners belong to the lower, darker colour.
"""

from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap

from retrowriter.ui.theme.palette import DARK_SHADOW, FACE, HILIGHT, LIGHT, SHADOW

Edges = tuple[tuple[QColor, QColor], ...]

RAISED_BUTTON: Edges = ((HILIGHT, DARK_SHADOW), (LIGHT, SHADOW))
RAISED_WINDOW: Edges = ((LIGHT, DARK_SHADOW), (HILIGHT, SHADOW))
SUNKEN_FIELD: Edges = ((SHADOW, HILIGHT), (DARK_SHADOW, LIGHT))
SUNKEN_BUTTON: Edges = ((DARK_SHADOW, HILIGHT), (SHADOW, LIGHT))
PRESSED: Edges = ((DARK_SHADOW, DARK_SHADOW), (SHADOW, SHADOW))
PRESSED_THIN: Edges = ((SHADOW, SHADOW),)
STATUS: Edges = ((SHADOW, HILIGHT),)

GLYPHS: dict[str, tuple[str, ...]] = {
    "min": ("######", "######"),
    "max": ("#########", "#########", *["#.......#"] * 6, "#########"),
    "restore": (
        "..######",
        "..######",
        "..#....#",
        "######.#",
        "######.#",
        "#....###",
        "#....#..",
        "#....#..",
        "######..",
    ),
    "close": ("##....##", ".##..##.", "..####..", "...##...", "..####..", ".##..##.", "##....##"),
    "help": (".####.", "##..##", "....##", "...##.", "..##..", "..##..", "......", "..##..", "..##.."),
    "down": ("#######", ".#####.", "..###..", "...#..."),
    "up": ("...#...", "..###..", ".#####.", "#######"),
    "right": ("#...", "##..", "###.", "####", "###.", "##..", "#..."),
    "left": ("...#", "..##", ".###", "####", ".###", "..##", "...#"),
    "small_down": ("#####", ".###.", "..#.."),
    "small_up": ("..#..", ".###.", "#####"),
    "tick": ("......#", ".....##", "#...###", "##.###.", "#####..", ".###...", "..#...."),
    "dot": (".##.", "####", "####", ".##."),
    "menu_dot": (".####.", "######", "######", "######", "######", ".####."),
}

# The ring of a radio button: shadow, dark, field, light, hilight.
RADIO = (
    "....SSSS....",
    "..SSDDDDSS..",
    ".SDDFFFFDDW.",
    ".SDFFFFFFLW.",
    "SDFFFFFFFFLW",
    "SDFFFFFFFFLW",
    "SDFFFFFFFFLW",
    "SDFFFFFFFFLW",
    ".SDFFFFFFLW.",
    ".SLLFFFFLLW.",
    "..WWLLLLWW..",
    "....WWWW....",
)


def edge(painter: QPainter, rect: QRect, top_left: QColor, bottom_right: QColor) -> None:
    """Draws one ring of 1 pixel; the far corners take `bottom_right`."""
    x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
    painter.fillRect(x, y, width - 1, 1, top_left)
    painter.fillRect(x, y, 1, height - 1, top_left)
    painter.fillRect(x, y + height - 1, width, 1, bottom_right)
    painter.fillRect(x + width - 1, y, 1, height, bottom_right)


def bevel(painter: QPainter, rect: QRect, edges: Edges) -> QRect:
    """Draws rings from the outside in; returns what is left inside."""
    for top_left, bottom_right in edges:
        edge(painter, rect, top_left, bottom_right)
        rect = rect.adjusted(1, 1, -1, -1)
    return rect


def etched_line(painter: QPainter, x: int, y: int, width: int) -> None:
    """Draws a horizontal groove, 2 pixels high."""
    painter.fillRect(x, y, width, 1, SHADOW)
    painter.fillRect(x, y + 1, width, 1, HILIGHT)


def etched_box(painter: QPainter, rect: QRect) -> None:
    """Draws the groove around a group of controls."""
    inner = rect.adjusted(0, 0, -1, -1)
    edge(painter, inner.translated(1, 1), HILIGHT, HILIGHT)
    edge(painter, inner, SHADOW, SHADOW)


def focus_rect(painter: QPainter, rect: QRect, color: QColor = DARK_SHADOW) -> None:
    """Draws the dotted rectangle of the control that has the keyboard."""
    right, bottom = rect.right(), rect.bottom()
    for x in range(rect.left(), right + 1):
        for y in (rect.top(), bottom):
            if (x + y) % 2 == 0:
                painter.fillRect(x, y, 1, 1, color)
    for y in range(rect.top(), bottom + 1):
        for x in (rect.left(), right):
            if (x + y) % 2 == 0:
                painter.fillRect(x, y, 1, 1, color)


def glyph(painter: QPainter, x: int, y: int, name: str, color: QColor) -> None:
    """Draws a glyph of GLYPHS with its top left corner at x, y."""
    for row, start, length in _runs(name):
        painter.fillRect(x + start, y + row, length, 1, color)


def centred_glyph(painter: QPainter, rect: QRect, name: str, enabled: bool = True, offset: int = 0) -> None:
    """Draws a glyph in the middle of `rect`, embossed when not enabled, moved by `offset` right and down."""
    rows = GLYPHS[name]
    x = rect.x() + (rect.width() - len(rows[0])) // 2 + offset
    y = rect.y() + (rect.height() - len(rows)) // 2 + offset
    if not enabled:
        glyph(painter, x + 1, y + 1, name, HILIGHT)
    glyph(painter, x, y, name, DARK_SHADOW if enabled else SHADOW)


@lru_cache(maxsize=8)
def checker(scale: int = 1, inverted: bool = False) -> QBrush:
    """The fine checker of latched buttons and scroll tracks: white and face, or black and shadow when inverted.

    Args:
        scale: device pixels per pixel, so that the squares keep their size.
        inverted: the colours of a track that is being pressed.
    """
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(DARK_SHADOW if inverted else HILIGHT)
    for i in (0, 1):
        image.setPixelColor(i, i, SHADOW if inverted else FACE)
    pixmap = QPixmap.fromImage(image.scaled(2 * scale, 2 * scale))
    pixmap.setDevicePixelRatio(scale)
    return QBrush(pixmap)


def fill_checker(painter: QPainter, rect: QRect, inverted: bool = False) -> None:
    """Fills with the checker at the scale of the painter's device."""
    painter.fillRect(rect, checker(max(1, int(painter.device().devicePixelRatio())), inverted))


def pointer(painter: QPainter, rect: QRect) -> None:
    """Draws the thumb of a slider: a raised button whose lower end is a point."""
    half = rect.width() // 2
    body = rect.height() - half
    x, y, right = rect.x(), rect.y(), rect.right()
    painter.fillRect(x, y, rect.width(), body, FACE)
    painter.fillRect(x, y, rect.width() - 1, 1, HILIGHT)
    painter.fillRect(x, y, 1, body, HILIGHT)
    painter.fillRect(x + 1, y + 1, rect.width() - 3, 1, LIGHT)
    painter.fillRect(right, y, 1, body, DARK_SHADOW)
    painter.fillRect(right - 1, y + 1, 1, body - 1, SHADOW)
    for step in range(half + 1):
        left_end, right_end, row = x + step, right - step, y + body + step - 1
        painter.fillRect(left_end, row, right_end - left_end + 1, 1, FACE)
        painter.fillRect(left_end, row, 1, 1, HILIGHT)
        painter.fillRect(right_end, row, 1, 1, DARK_SHADOW)
        if right_end - 1 > left_end:
            painter.fillRect(right_end - 1, row, 1, 1, SHADOW)


def radio_ring(painter: QPainter, x: int, y: int, field: QColor) -> None:
    """Draws the ring of a radio button, 12 x 12, filled with `field`."""
    colors = {"S": SHADOW, "D": DARK_SHADOW, "F": field, "L": LIGHT, "W": HILIGHT}
    for letter, color in colors.items():
        for row, start, length in _grid_runs(RADIO, letter):
            painter.fillRect(x + start, y + row, length, 1, color)


def _runs(name: str) -> tuple[tuple[int, int, int], ...]:
    return _grid_runs(GLYPHS[name], "#")


@lru_cache(maxsize=64)
def _grid_runs(rows: tuple[str, ...], letter: str) -> tuple[tuple[int, int, int], ...]:
    """The runs of `letter` in a grid: row, start, length."""
    found: list[tuple[int, int, int]] = []
    for row, line in enumerate(rows):
        start = 0
        while (start := line.find(letter, start)) >= 0:
            end = start
            while end < len(line) and line[end] == letter:
                end += 1
            found.append((row, start, end - start))
            start = end
    return tuple(found)
