"""The small parts that Qt asks a style for (frames, marks, arrows), drawn as in 1995.

Each function draws one part into its option's rectangle and takes (option, painter, widget).
"""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionFrame, QWidget

from retrowriter.ui.theme import bevels
from retrowriter.ui.theme.palette import DARK_SHADOW, FACE, GRAY_TEXT, HILIGHT, INFO, SELECTION_TEXT, SHADOW, WINDOW

Part = Callable[[QStyleOption, QPainter, QWidget | None], None]

_State = QStyle.StateFlag
_SMALL_ARROW_BELOW = 8


def on(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    """Whether a state flag is set."""
    return bool(option.state & flag)


def nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Draws nothing: parts that 1995 did not have (grips and separators of toolbars)."""


def tool_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The panel of a toolbar button: always raised, sunken while pressed, checkered while latched."""
    latched, down = on(option, _State.State_On), on(option, _State.State_Sunken)
    if latched and not down:
        bevels.fill_checker(painter, option.rect)
    else:
        painter.fillRect(option.rect, FACE)
    bevels.bevel(painter, option.rect, bevels.SUNKEN_BUTTON if latched or down else bevels.RAISED_BUTTON)


def push_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The panel of a push button."""
    painter.fillRect(option.rect, FACE)
    down = on(option, _State.State_Sunken) or on(option, _State.State_On)
    bevels.bevel(painter, option.rect, bevels.PRESSED if down else bevels.RAISED_BUTTON)


def focus(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The dotted rectangle of the keyboard."""
    bevels.focus_rect(painter, option.rect)


def tip(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The panel of a tooltip."""
    painter.fillRect(option.rect, INFO)
    bevels.edge(painter, option.rect, DARK_SHADOW, DARK_SHADOW)


def field_frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The frame of edits, lists and trees; a raised or plain one where the widget asks for it."""
    width = option.lineWidth if isinstance(option, QStyleOptionFrame) else 2
    if width <= 0:
        return
    if on(option, _State.State_Raised):
        bevels.bevel(painter, option.rect, bevels.RAISED_BUTTON)
    elif on(option, _State.State_Sunken) or not isinstance(option, QStyleOptionFrame):
        bevels.bevel(painter, option.rect, bevels.SUNKEN_FIELD if width > 1 else bevels.STATUS)
    else:
        bevels.edge(painter, option.rect, DARK_SHADOW, DARK_SHADOW)


def line_edit_frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The frame of a line edit."""
    bevels.bevel(painter, option.rect, bevels.SUNKEN_FIELD)


def window_frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The frame of menus, list popups and windows inside the window."""
    bevels.bevel(painter, option.rect, bevels.RAISED_WINDOW)


def group_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The groove around a group of controls."""
    bevels.etched_box(painter, option.rect)


def check_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The box of a check box, with its tick; a checker fill means "partly"."""
    rect = QRect(option.rect.x(), option.rect.y() + (option.rect.height() - 13) // 2, 13, 13)
    enabled = on(option, _State.State_Enabled)
    if on(option, _State.State_NoChange):
        bevels.fill_checker(painter, rect)
    else:
        painter.fillRect(rect, WINDOW if enabled and not on(option, _State.State_Sunken) else FACE)
    bevels.bevel(painter, rect, bevels.SUNKEN_FIELD)
    if not on(option, _State.State_Off):
        plain = enabled and not on(option, _State.State_NoChange)
        bevels.glyph(painter, rect.x() + 3, rect.y() + 3, "tick", DARK_SHADOW if plain else SHADOW)


def radio_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The ring of a radio button, with its dot."""
    x, y = option.rect.x(), option.rect.y() + (option.rect.height() - 12) // 2
    enabled = on(option, _State.State_Enabled)
    bevels.radio_ring(painter, x, y, WINDOW if enabled and not on(option, _State.State_Sunken) else FACE)
    if on(option, _State.State_On):
        bevels.glyph(painter, x + 4, y + 4, "dot", DARK_SHADOW if enabled else SHADOW)


def arrow(name: str) -> Part:
    """The part that draws the arrow pointing that way; it shrinks where there is little room."""

    def draw(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        small = name in ("up", "down") and min(option.rect.height(), option.rect.width()) < _SMALL_ARROW_BELOW
        shape = f"small_{name}" if small else name
        offset = 1 if on(option, _State.State_Sunken) and not small else 0
        if on(option, _State.State_Selected) and on(option, _State.State_Enabled):
            rows = bevels.GLYPHS[shape]
            x = option.rect.x() + (option.rect.width() - len(rows[0])) // 2
            bevels.glyph(painter, x, option.rect.y() + (option.rect.height() - len(rows)) // 2, shape, SELECTION_TEXT)
        else:
            bevels.centred_glyph(painter, option.rect, shape, on(option, _State.State_Enabled), offset)

    return draw


def menu_mark(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The tick of a menu item; in the colour of the item's text."""
    color = SELECTION_TEXT if on(option, _State.State_Selected) else DARK_SHADOW
    rows = bevels.GLYPHS["tick"]
    x = option.rect.x() + (option.rect.width() - len(rows[0])) // 2
    y = option.rect.y() + (option.rect.height() - len(rows)) // 2
    if not on(option, _State.State_Enabled):
        bevels.glyph(painter, x + 1, y + 1, "tick", HILIGHT)
        color = GRAY_TEXT
    bevels.glyph(painter, x, y, "tick", color)


def tab_page(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The page under the tabs."""
    bevels.bevel(painter, option.rect, bevels.RAISED_BUTTON)


def branch(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The dotted lines of a tree and the small box of a branch that can be opened."""
    rect = option.rect
    x, y = rect.x() + rect.width() // 2, rect.y() + rect.height() // 2
    if on(option, _State.State_Item):
        _dots(painter, QRect(x, y, rect.right() - x + 1, 1))
        _dots(painter, QRect(x, rect.y(), 1, y - rect.y()))
    if on(option, _State.State_Sibling):
        _dots(painter, QRect(x, rect.y(), 1, rect.height()))
    if on(option, _State.State_Children):
        box = QRect(x - 4, y - 4, 9, 9)
        painter.fillRect(box, WINDOW)
        bevels.edge(painter, box, SHADOW, SHADOW)
        painter.fillRect(x - 2, y, 5, 1, DARK_SHADOW)
        if not on(option, _State.State_Open):
            painter.fillRect(x, y - 2, 1, 5, DARK_SHADOW)


def _dots(painter: QPainter, line: QRect) -> None:
    for x in range(line.left(), line.right() + 1):
        for y in range(line.top(), line.bottom() + 1):
            if (x + y) % 2 == 0:
                painter.fillRect(x, y, 1, 1, SHADOW)


def size_grip(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Three diagonals in the bottom right corner."""
    right, bottom = option.rect.right(), option.rect.bottom()
    for step in range(12):
        for start in (0, 4, 8):
            distance = start + 1
            x, y = right - step, bottom - (12 - step) + distance
            if y <= bottom and right - step > right - 12 + start:
                for offset, color in ((0, HILIGHT), (1, SHADOW), (2, SHADOW)):
                    if y + offset <= bottom:
                        painter.fillRect(x, y + offset, 1, 1, color)


PARTS: dict[QStyle.PrimitiveElement, Part] = {
    QStyle.PrimitiveElement.PE_PanelButtonTool: tool_button,
    QStyle.PrimitiveElement.PE_PanelButtonCommand: push_button,
    QStyle.PrimitiveElement.PE_FrameFocusRect: focus,
    QStyle.PrimitiveElement.PE_IndicatorToolBarSeparator: nothing,
    QStyle.PrimitiveElement.PE_IndicatorToolBarHandle: nothing,
    QStyle.PrimitiveElement.PE_FrameStatusBarItem: nothing,
    QStyle.PrimitiveElement.PE_PanelTipLabel: tip,
    QStyle.PrimitiveElement.PE_Frame: field_frame,
    QStyle.PrimitiveElement.PE_FrameLineEdit: line_edit_frame,
    QStyle.PrimitiveElement.PE_FrameMenu: window_frame,
    QStyle.PrimitiveElement.PE_FrameWindow: window_frame,
    QStyle.PrimitiveElement.PE_FrameGroupBox: group_box,
    QStyle.PrimitiveElement.PE_FrameTabWidget: tab_page,
    QStyle.PrimitiveElement.PE_IndicatorBranch: branch,
    QStyle.PrimitiveElement.PE_IndicatorCheckBox: check_box,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton: radio_button,
    QStyle.PrimitiveElement.PE_IndicatorArrowDown: arrow("down"),
    QStyle.PrimitiveElement.PE_IndicatorArrowUp: arrow("up"),
    QStyle.PrimitiveElement.PE_IndicatorArrowLeft: arrow("left"),
    QStyle.PrimitiveElement.PE_IndicatorArrowRight: arrow("right"),
    QStyle.PrimitiveElement.PE_IndicatorSpinDown: arrow("down"),
    QStyle.PrimitiveElement.PE_IndicatorSpinUp: arrow("up"),
    QStyle.PrimitiveElement.PE_IndicatorMenuCheckMark: menu_mark,
}
