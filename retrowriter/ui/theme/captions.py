"""Caption bars and their buttons, as the frame of a window and the windows inside it draw them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter

from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.bevels import GLYPHS, RAISED_BUTTON, SUNKEN_BUTTON, bevel, glyph
from retrowriter.ui.theme.metrics import CAPTION_BUTTON
from retrowriter.ui.theme.palette import (
    ACTIVE_TITLE,
    DARK_SHADOW,
    FACE,
    HILIGHT,
    INACTIVE_TITLE,
    INACTIVE_TITLE_TEXT,
    SHADOW,
    TITLE_TEXT,
)

_POSITIONS = {"min": (4, 9), "max": (3, 2), "restore": (3, 2), "close": (4, 3), "help": (5, 2)}


def button_rects(caption: QRect, names: tuple[str, ...]) -> dict[str, QRect]:
    """Places the caption's buttons, given from left to right; Close stands 2 pixels apart from the others."""
    width, height = CAPTION_BUTTON
    right = caption.right() + 1 - 2
    rects: dict[str, QRect] = {}
    for name in reversed(names):
        rects[name] = QRect(right - width, caption.y() + 2, width, height)
        right -= width + (2 if name == "close" else 0)
    return rects


def draw_button(painter: QPainter, rect: QRect, name: str, down: bool = False, enabled: bool = True) -> None:
    """Draws one caption button: "min", "max", "restore", "close" or "help"."""
    painter.fillRect(rect, FACE)
    bevel(painter, rect, SUNKEN_BUTTON if down else RAISED_BUTTON)
    dx, dy = _POSITIONS[name]
    x, y = rect.x() + dx + int(down), rect.y() + dy + int(down)
    if not enabled:
        glyph(painter, x + 1, y + 1, name, HILIGHT)
    glyph(painter, x, y, name, DARK_SHADOW if enabled else SHADOW)


def draw_caption(painter: QPainter, rect: QRect, text: str, active: bool, icon: QIcon | None, reserve: int) -> None:
    """Draws a caption bar without its buttons.

    Args:
        reserve: pixels at the right that belong to the buttons.
        icon: the small picture at the left, None for none (dialogs).
    """
    painter.fillRect(rect, ACTIVE_TITLE if active else INACTIVE_TITLE)
    left = rect.x() + 2
    if icon is not None and not icon.isNull():
        icon.paint(painter, QRect(left, rect.y() + (rect.height() - 16) // 2, 16, 16))
        left += 18
    font = fonts.ui_font(bold=True)
    room = QRect(left, rect.y(), rect.right() - left - reserve, rect.height())
    painter.setFont(font)
    painter.setPen(TITLE_TEXT if active else INACTIVE_TITLE_TEXT)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def icon_rect(caption: QRect) -> QRect:
    """Where the small picture stands."""
    return QRect(caption.x() + 2, caption.y() + (caption.height() - 16) // 2, 16, 16)


assert set(_POSITIONS) <= set(GLYPHS)
