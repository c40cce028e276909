"""Sizes and habits of 1995, in pixels at 96 dpi: what the style answers when Qt asks, and what dialogs are built on.

Sources: the Windows Interface Guidelines for Software Design (1995) for buttons, dialog units and spacing;
the system metrics of Windows 95 at small fonts for frames, captions and bars.
"""

from PySide6.QtWidgets import QDialogButtonBox, QStyle

# Dialogs. One dialog unit is 1.5 x 1.625 pixels with the system font.
MARGIN = 11
GAP = 6
LABEL_GAP = 4
BUTTON_WIDTH = 75
BUTTON_HEIGHT = 23
FIELD_HEIGHT = 21

# Windows.
FRAME = 4
DIALOG_FRAME = 3
CAPTION = 18
CAPTION_BUTTON = (16, 14)

# Bars.
TOOL_BUTTON = (24, 22)
TOOL_BUTTON_WITH_MENU = (36, 22)
MENU_BAR_ITEM = 18
MENU_ITEM = 18
STATUS_PANEL = 20

# Lists.
COLUMN_MARGIN = 4

HINTS: dict[QStyle.StyleHint, int] = {
    QStyle.StyleHint.SH_UnderlineShortcut: 1,
    QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    QStyle.StyleHint.SH_DialogButtonLayout: QDialogButtonBox.ButtonLayout.WinLayout.value,
    QStyle.StyleHint.SH_EtchDisabledText: 1,
    QStyle.StyleHint.SH_Widget_Animation_Duration: 0,
    QStyle.StyleHint.SH_ToolTipLabel_Opacity: 255,
    QStyle.StyleHint.SH_ToolTip_WakeUpDelay: 500,
    QStyle.StyleHint.SH_Menu_SubMenuPopupDelay: 400,
    QStyle.StyleHint.SH_Menu_MouseTracking: 1,
    QStyle.StyleHint.SH_MenuBar_MouseTracking: 1,
    QStyle.StyleHint.SH_ComboBox_Popup: 0,
    QStyle.StyleHint.SH_ItemView_ShowDecorationSelected: 0,
    QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick: 0,
    QStyle.StyleHint.SH_TitleBar_NoBorder: 0,
    QStyle.StyleHint.SH_BlinkCursorWhenTextSelected: 0,
    QStyle.StyleHint.SH_ScrollBar_ContextMenu: 0,
    QStyle.StyleHint.SH_TabBar_Alignment: 0x1,
}

METRICS: dict[QStyle.PixelMetric, int] = {
    QStyle.PixelMetric.PM_ToolBarIconSize: 16,
    QStyle.PixelMetric.PM_SmallIconSize: 16,
    QStyle.PixelMetric.PM_ButtonIconSize: 16,
    QStyle.PixelMetric.PM_ListViewIconSize: 16,
    QStyle.PixelMetric.PM_TabBarIconSize: 16,
    QStyle.PixelMetric.PM_LargeIconSize: 32,
    QStyle.PixelMetric.PM_MessageBoxIconSize: 32,
    QStyle.PixelMetric.PM_ScrollBarExtent: 16,
    QStyle.PixelMetric.PM_ScrollBarSliderMin: 8,
    QStyle.PixelMetric.PM_TitleBarHeight: CAPTION,
    QStyle.PixelMetric.PM_MdiSubWindowFrameWidth: FRAME,
    QStyle.PixelMetric.PM_LayoutLeftMargin: MARGIN,
    QStyle.PixelMetric.PM_LayoutTopMargin: MARGIN,
    QStyle.PixelMetric.PM_LayoutRightMargin: MARGIN,
    QStyle.PixelMetric.PM_LayoutBottomMargin: MARGIN,
    QStyle.PixelMetric.PM_LayoutHorizontalSpacing: GAP,
    QStyle.PixelMetric.PM_LayoutVerticalSpacing: GAP,
    QStyle.PixelMetric.PM_ToolBarItemSpacing: 0,
    QStyle.PixelMetric.PM_ToolBarItemMargin: 1,
    QStyle.PixelMetric.PM_ToolBarFrameWidth: 1,
    QStyle.PixelMetric.PM_ToolBarSeparatorExtent: 8,
    QStyle.PixelMetric.PM_ToolBarHandleExtent: 8,
    QStyle.PixelMetric.PM_MenuBarVMargin: 1,
    QStyle.PixelMetric.PM_MenuBarHMargin: 0,
    QStyle.PixelMetric.PM_MenuButtonIndicator: 11,
    QStyle.PixelMetric.PM_TextCursorWidth: 1,
    QStyle.PixelMetric.PM_SliderLength: 11,
    QStyle.PixelMetric.PM_SliderThickness: 21,
    QStyle.PixelMetric.PM_SliderControlThickness: 21,
    QStyle.PixelMetric.PM_TabBarTabVSpace: 8,
    QStyle.PixelMetric.PM_ButtonDefaultIndicator: 0,
    QStyle.PixelMetric.PM_ToolTipLabelFrameWidth: 1,
    QStyle.PixelMetric.PM_IndicatorWidth: 13,
    QStyle.PixelMetric.PM_IndicatorHeight: 13,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: 12,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: 12,
}
