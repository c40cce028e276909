"""The larger parts that Qt asks a style for: menu bar items, scroll bars, progress, headers, combo boxes, captions."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionTab,
    QStyleOptionTitleBar,
    QWidget,
)

from retrowriter.ui.theme import bevels, captions
from retrowriter.ui.theme.palette import (
    DARK_SHADOW,
    FACE,
    GRAY_TEXT,
    HILIGHT,
    LIGHT,
    SELECTION,
    SELECTION_TEXT,
    SHADOW,
    WINDOW,
    WINDOW_TEXT,
)
from retrowriter.ui.theme.primitives import Part, on, size_grip

Complex = Callable[[QStyle, QStyleOptionComplex, QPainter, QWidget | None], bool]

COMBO_ARROW = 16
SPIN_BUTTON = 15
THUMB = (11, 21)
PROGRESS_GAP = 2
# States of a window inside the window, as QStyleOptionTitleBar.titleBarState carries them (Qt.WindowState).
_MINIMIZED = Qt.WindowState.WindowMinimized.value
_MAXIMIZED = Qt.WindowState.WindowMaximized.value
_ACTIVE = QStyle.StateFlag.State_Active.value

_State = QStyle.StateFlag


def menu_bar_item(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A title of the menu bar: navy while its menu is open, nothing on mere hovering."""
    assert isinstance(option, QStyleOptionMenuItem)
    open_ = on(option, _State.State_Selected) and (on(option, _State.State_Sunken) or on(option, _State.State_HasFocus))
    painter.fillRect(option.rect, SELECTION if open_ else FACE)
    if not option.icon.isNull():
        option.icon.paint(painter, option.rect)
        return
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
    if not on(option, _State.State_Enabled):
        painter.setPen(HILIGHT)
        painter.drawText(option.rect.translated(1, 1), flags, option.text)
        painter.setPen(GRAY_TEXT)
    else:
        painter.setPen(SELECTION_TEXT if open_ else WINDOW_TEXT)
    painter.drawText(option.rect, flags, option.text)


def face(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A plain grey area."""
    painter.fillRect(option.rect, FACE)


def tool_bar(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The ground of a toolbar, with a lit line on top."""
    painter.fillRect(option.rect, FACE)
    painter.fillRect(option.rect.x(), option.rect.y(), option.rect.width(), 1, HILIGHT)


def push_button_bevel(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A push button without its label; the default one has a black ring and gives up a pixel for it."""
    assert isinstance(option, QStyleOptionButton)
    rect = option.rect
    down = on(option, _State.State_Sunken) or on(option, _State.State_On)
    painter.fillRect(rect, FACE)
    if option.features & QStyleOptionButton.ButtonFeature.DefaultButton and not down:
        bevels.edge(painter, rect, DARK_SHADOW, DARK_SHADOW)
        rect = rect.adjusted(1, 1, -1, -1)
    bevels.bevel(painter, rect, bevels.PRESSED if down else bevels.RAISED_BUTTON)
    if option.features & QStyleOptionButton.ButtonFeature.HasMenu:
        place = rect.adjusted(rect.width() - COMBO_ARROW, 0, -2, 0)
        bevels.centred_glyph(painter, place, "down", on(option, _State.State_Enabled), int(down))


def progress_groove(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The sunken frame of a progress bar."""
    painter.fillRect(option.rect, FACE)
    bevels.bevel(painter, option.rect, bevels.STATUS)


def progress_blocks(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The blocks of a progress bar, two thirds as wide as high."""
    assert isinstance(option, QStyleOptionProgressBar)
    inner = option.rect.adjusted(2, 2, -2, -2)
    span = option.maximum - option.minimum
    width = max(4, inner.height() * 2 // 3)
    step = width + PROGRESS_GAP
    if span <= 0:
        # Nobody knows how long it takes: three blocks that wander.
        start = (option.progress * step) % max(step, inner.width())
        positions = [inner.x() + (start + i * step) % max(step, inner.width()) // step * step for i in range(3)]
    else:
        filled = inner.width() * (option.progress - option.minimum) // span
        positions = [inner.x() + i * step for i in range((filled + step - 1) // step)]
    for x in positions:
        room = min(width, inner.right() + 1 - x)
        if room > 0:
            painter.fillRect(x, inner.y(), room, inner.height(), SELECTION)


def header_section(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A column heading without its text."""
    painter.fillRect(option.rect, FACE)
    down = on(option, _State.State_Sunken)
    bevels.bevel(painter, option.rect, bevels.PRESSED_THIN if down else bevels.RAISED_BUTTON)


def scroll_thumb(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The thumb of a scroll bar, or its bare track when there is nothing to scroll."""
    if not on(option, _State.State_Enabled):
        bevels.fill_checker(painter, option.rect)
        return
    painter.fillRect(option.rect, FACE)
    bevels.bevel(painter, option.rect, bevels.RAISED_WINDOW)


def scroll_track(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The track beside the thumb; inverted while it is held down."""
    bevels.fill_checker(painter, option.rect, inverted=on(option, _State.State_Sunken))


def scroll_arrow(forward: bool) -> Part:
    """The part that draws the arrow button at that end of a scroll bar."""

    def draw(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        down = on(option, _State.State_Sunken)
        painter.fillRect(option.rect, FACE)
        bevels.bevel(painter, option.rect, bevels.PRESSED_THIN if down else bevels.RAISED_WINDOW)
        names = ("left", "right") if on(option, _State.State_Horizontal) else ("up", "down")
        name = names[forward]
        bevels.centred_glyph(painter, option.rect, name, on(option, _State.State_Enabled), int(down))

    return draw


def combo_label(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The text of a combo box that cannot be typed into; white on navy while it has the keyboard."""
    assert isinstance(option, QStyleOptionComboBox)
    if option.editable:
        return
    rect = option.rect.adjusted(4, 2, -COMBO_ARROW - 3, -2)
    if not option.currentIcon.isNull():
        option.currentIcon.paint(painter, QRect(rect.x(), rect.y() + (rect.height() - 16) // 2, 16, 16))
        rect.setLeft(rect.left() + 20)
    marked = on(option, _State.State_HasFocus) and not on(option, _State.State_On)
    if not on(option, _State.State_Enabled):
        painter.setPen(GRAY_TEXT)
    else:
        painter.setPen(SELECTION_TEXT if marked else WINDOW_TEXT)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    shown = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags, shown)


def combo_box(style: QStyle, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> bool:
    """A combo box: sunken field, raised arrow."""
    assert isinstance(option, QStyleOptionComboBox)
    enabled = on(option, _State.State_Enabled)
    painter.fillRect(option.rect, WINDOW if enabled else FACE)
    if option.frame:
        bevels.bevel(painter, option.rect, bevels.SUNKEN_FIELD)
    arrow = combo_arrow_rect(option.rect)
    down = on(option, _State.State_On) or bool(
        option.activeSubControls & QStyle.SubControl.SC_ComboBoxArrow and on(option, _State.State_Sunken)
    )
    painter.fillRect(arrow, FACE)
    bevels.bevel(painter, arrow, bevels.PRESSED_THIN if down else bevels.RAISED_WINDOW)
    bevels.centred_glyph(painter, arrow, "down", enabled, int(down))
    if not option.editable and on(option, _State.State_HasFocus) and not on(option, _State.State_On):
        text = option.rect.adjusted(3, 3, -COMBO_ARROW - 3, -3)
        painter.fillRect(text, SELECTION)
        bevels.focus_rect(painter, text, WINDOW)
    return True


def combo_arrow_rect(rect: QRect) -> QRect:
    """Where the arrow of a combo box stands."""
    return QRect(rect.right() - 1 - COMBO_ARROW, rect.y() + 2, COMBO_ARROW, rect.height() - 4)


def slider(style: QStyle, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> bool:
    """A horizontal slider: a groove, a thumb that points at the ticks below it; others are left to Qt."""
    assert isinstance(option, QStyleOptionSlider)
    if option.orientation != Qt.Orientation.Horizontal:
        return False
    rect = option.rect
    thumb = style.subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, widget)
    middle = rect.y() + THUMB[1] // 2
    bevels.bevel(painter, QRect(rect.x(), middle - 2, rect.width(), 4), bevels.SUNKEN_FIELD)
    if option.subControls & QStyle.SubControl.SC_SliderTickmarks and option.tickPosition:
        interval = option.tickInterval or option.pageStep or 1
        for value in range(option.minimum, option.maximum + 1, interval):
            room = rect.width() - thumb.width()
            x = QStyle.sliderPositionFromValue(option.minimum, option.maximum, value, room, option.upsideDown)
            painter.fillRect(rect.x() + x + thumb.width() // 2, rect.y() + THUMB[1] + 2, 1, 4, DARK_SHADOW)
    bevels.pointer(painter, QRect(thumb.x(), rect.y(), THUMB[0], THUMB[1]))
    if on(option, _State.State_HasFocus):
        bevels.focus_rect(painter, rect)
    return True


def title_bar(style: QStyle, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> bool:
    """The caption of a window inside the window."""
    assert isinstance(option, QStyleOptionTitleBar)
    state = int(option.titleBarState)
    captions.draw_caption(painter, option.rect, option.text, bool(state & _ACTIVE), option.icon, reserve=54)
    maximized, minimized = bool(state & _MAXIMIZED), bool(state & _MINIMIZED)
    for part, name, shown in (
        (QStyle.SubControl.SC_TitleBarCloseButton, "close", True),
        (QStyle.SubControl.SC_TitleBarMaxButton, "max", not maximized),
        (QStyle.SubControl.SC_TitleBarNormalButton, "restore", maximized or minimized),
        (QStyle.SubControl.SC_TitleBarMinButton, "min", not minimized),
    ):
        if not (shown and option.subControls & part):
            continue
        rect = style.subControlRect(QStyle.ComplexControl.CC_TitleBar, option, part, widget)
        if rect.width() > 4:
            pressed = bool(option.activeSubControls & part) and on(option, _State.State_Sunken)
            captions.draw_button(painter, rect, name, pressed)
    return True


def mdi_controls(style: QStyle, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> bool:
    """The buttons of a maximised window in the menu bar."""
    for part, name in (
        (QStyle.SubControl.SC_MdiMinButton, "min"),
        (QStyle.SubControl.SC_MdiNormalButton, "restore"),
        (QStyle.SubControl.SC_MdiCloseButton, "close"),
    ):
        if option.subControls & part:
            rect = style.subControlRect(QStyle.ComplexControl.CC_MdiControls, option, part, widget)
            pressed = bool(option.activeSubControls & part) and on(option, _State.State_Sunken)
            captions.draw_button(painter, rect, name, pressed)
    return True


def title_bar_part(rect: QRect, part: QStyle.SubControl) -> QRect | None:
    """Where a part of the caption of a window inside the window stands; None for the parts left to Qt."""
    buttons = captions.button_rects(rect, ("min", "max", "close"))
    places = {
        QStyle.SubControl.SC_TitleBarCloseButton: buttons["close"],
        QStyle.SubControl.SC_TitleBarMaxButton: buttons["max"],
        QStyle.SubControl.SC_TitleBarNormalButton: buttons["max"],
        QStyle.SubControl.SC_TitleBarMinButton: buttons["min"],
        QStyle.SubControl.SC_TitleBarSysMenu: captions.icon_rect(rect),
    }
    return places.get(part)


def mdi_controls_part(rect: QRect, part: QStyle.SubControl) -> QRect | None:
    """Where a button of a maximised window stands in the menu bar."""
    left = {
        QStyle.SubControl.SC_MdiMinButton: 0,
        QStyle.SubControl.SC_MdiNormalButton: 16,
        QStyle.SubControl.SC_MdiCloseButton: 34,
    }.get(part)
    if left is None:
        return None
    width, height = 16, 14
    return QRect(
        QPoint(left, (rect.height() - height) // 2), QPoint(left + width - 1, (rect.height() + height) // 2 - 1)
    )


def spin_box(style: QStyle, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> bool:
    """A field with two small buttons, one above the other."""
    assert isinstance(option, QStyleOptionSpinBox)
    enabled = on(option, _State.State_Enabled)
    painter.fillRect(option.rect, WINDOW if enabled else FACE)
    if option.frame:
        bevels.bevel(painter, option.rect, bevels.SUNKEN_FIELD)
    for part, name, step in (
        (QStyle.SubControl.SC_SpinBoxUp, "small_up", QAbstractSpinBox.StepEnabledFlag.StepUpEnabled),
        (QStyle.SubControl.SC_SpinBoxDown, "small_down", QAbstractSpinBox.StepEnabledFlag.StepDownEnabled),
    ):
        rect = spin_box_part(option.rect, part)
        assert rect is not None
        down = bool(option.activeSubControls & part) and on(option, _State.State_Sunken)
        painter.fillRect(rect, FACE)
        bevels.bevel(painter, rect, bevels.PRESSED_THIN if down else bevels.RAISED_BUTTON)
        bevels.centred_glyph(painter, rect, name, enabled and bool(option.stepEnabled & step), int(down))
    return True


def spin_box_part(rect: QRect, part: QStyle.SubControl) -> QRect | None:
    """Where the buttons and the text of a spin box stand; None for what is left to Qt."""
    half = (rect.height() - 4) // 2
    left = rect.right() - 1 - SPIN_BUTTON
    if part == QStyle.SubControl.SC_SpinBoxUp:
        return QRect(left, rect.y() + 2, SPIN_BUTTON, half)
    if part == QStyle.SubControl.SC_SpinBoxDown:
        return QRect(left, rect.y() + 2 + half, SPIN_BUTTON, rect.height() - 4 - half)
    if part == QStyle.SubControl.SC_SpinBoxEditField:
        return rect.adjusted(2, 2, -SPIN_BUTTON - 2, -2)
    return None


def tab_shape(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A tab: the selected one stands 2 pixels out and covers the line of the page below it."""
    assert isinstance(option, QStyleOptionTab)
    chosen = on(option, _State.State_Selected)
    alone = option.position == QStyleOptionTab.TabPosition.OnlyOneTab
    first = alone or option.position == QStyleOptionTab.TabPosition.Beginning
    last = alone or option.position == QStyleOptionTab.TabPosition.End
    if chosen:
        rect = option.rect.adjusted(0 if first else -2, 0, 0 if last else 2, 0)
    else:
        rect = option.rect.adjusted(2 if first else 0, 2, -2 if last else 0, -2)
    x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
    painter.fillRect(rect.adjusted(1, 1, -1, 0), FACE)
    painter.fillRect(x, y + 2, 1, height - 2, HILIGHT)
    painter.fillRect(x + 1, y + 1, 1, 1, HILIGHT)
    painter.fillRect(x + 2, y, width - 4, 1, HILIGHT)
    painter.fillRect(x + 1, y + 2, 1, height - 2, LIGHT)
    painter.fillRect(x + 2, y + 1, width - 4, 1, LIGHT)
    painter.fillRect(x + width - 2, y + 2, 1, height - 2, SHADOW)
    painter.fillRect(x + width - 2, y + 1, 1, 1, DARK_SHADOW)
    painter.fillRect(x + width - 1, y + 2, 1, height - 2, DARK_SHADOW)
    if chosen and first:
        # The left lines of tab and page are one.
        painter.fillRect(x, y + height - 2, 1, 2, HILIGHT)


def tab_label(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The text of a tab, with the dotted rectangle when it has the keyboard."""
    assert isinstance(option, QStyleOptionTab)
    chosen = on(option, _State.State_Selected)
    rect = option.rect.adjusted(0, 1 if chosen else 3, 0, -3)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextDontClip
    if not on(option, _State.State_Enabled):
        painter.setPen(HILIGHT)
        painter.drawText(rect.translated(1, 1), flags, option.text)
    painter.setPen(WINDOW_TEXT if on(option, _State.State_Enabled) else GRAY_TEXT)
    painter.drawText(rect, flags, option.text)
    if chosen and on(option, _State.State_HasFocus):
        bevels.focus_rect(painter, option.rect.adjusted(4, 3, -4, -3))


def menu_separator(option: QStyleOption, painter: QPainter) -> None:
    """The groove between groups of menu items."""
    rect = option.rect
    painter.fillRect(rect, FACE)
    bevels.etched_line(painter, rect.x() + 1, rect.y() + rect.height() // 2 - 1, rect.width() - 2)


def splitter(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The bar between two panes."""
    painter.fillRect(option.rect, FACE)
    bevels.edge(painter, option.rect, HILIGHT, SHADOW)


PARTS: dict[QStyle.ControlElement, Part] = {
    QStyle.ControlElement.CE_MenuBarItem: menu_bar_item,
    QStyle.ControlElement.CE_MenuBarEmptyArea: face,
    QStyle.ControlElement.CE_ToolBar: tool_bar,
    QStyle.ControlElement.CE_PushButtonBevel: push_button_bevel,
    QStyle.ControlElement.CE_ProgressBarGroove: progress_groove,
    QStyle.ControlElement.CE_ProgressBarContents: progress_blocks,
    QStyle.ControlElement.CE_HeaderSection: header_section,
    QStyle.ControlElement.CE_HeaderEmptyArea: header_section,
    QStyle.ControlElement.CE_ScrollBarSlider: scroll_thumb,
    QStyle.ControlElement.CE_ScrollBarAddPage: scroll_track,
    QStyle.ControlElement.CE_ScrollBarSubPage: scroll_track,
    QStyle.ControlElement.CE_ScrollBarAddLine: scroll_arrow(forward=True),
    QStyle.ControlElement.CE_ScrollBarSubLine: scroll_arrow(forward=False),
    QStyle.ControlElement.CE_ComboBoxLabel: combo_label,
    QStyle.ControlElement.CE_SizeGrip: size_grip,
    QStyle.ControlElement.CE_Splitter: splitter,
    QStyle.ControlElement.CE_TabBarTabShape: tab_shape,
    QStyle.ControlElement.CE_TabBarTabLabel: tab_label,
}
COMPLEX: dict[QStyle.ComplexControl, Complex] = {
    QStyle.ComplexControl.CC_ComboBox: combo_box,
    QStyle.ComplexControl.CC_Slider: slider,
    QStyle.ComplexControl.CC_SpinBox: spin_box,
    QStyle.ComplexControl.CC_TitleBar: title_bar,
    QStyle.ComplexControl.CC_MdiControls: mdi_controls,
}
