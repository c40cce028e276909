"""The looks of 1995: colours, edges, fonts, icons and the style that draws Qt's widgets with them."""

import os

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from retrowriter.ui.theme import fonts, palette
from retrowriter.ui.theme.style import Retro95Style

CURSOR_FLASH_MS = 1060
DOUBLE_CLICK_MS = 500

# Qt owns the style once it is set; Python must not forget it either, or its overrides are lost.
_kept: list[Retro95Style] = []


def prepare_environment() -> None:
    """Keeps the desktop's own looks out of the program. Call before QApplication is made."""
    # A style or a platform theme from outside would replace ours; fonts are measured at 96 dpi everywhere.
    os.environ.pop("QT_STYLE_OVERRIDE", None)
    os.environ["QT_QPA_PLATFORMTHEME"] = ""
    os.environ["QT_FONT_DPI"] = "96"
    for attribute in (
        Qt.ApplicationAttribute.AA_DontUseNativeDialogs,
        Qt.ApplicationAttribute.AA_DontUseNativeMenuBar,
        Qt.ApplicationAttribute.AA_DontShowIconsInMenus,
    ):
        QCoreApplication.setAttribute(attribute, True)
    QApplication.setDesktopSettingsAware(False)
    # Whole scales only: the pictures and the fonts are pixels.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.Floor)


def apply(app: QApplication) -> None:
    """Gives the application the style, palette and fonts. Call once, after prepare_environment and QApplication."""
    fonts.load()
    style = Retro95Style()
    app.setStyle(style)
    _kept.append(style)
    app.setPalette(palette.build())
    app.setFont(fonts.ui_font())
    QToolTip.setFont(fonts.ui_font())
    QToolTip.setPalette(palette.build())
    app.setCursorFlashTime(CURSOR_FLASH_MS)
    app.setDoubleClickInterval(DOUBLE_CLICK_MS)
    for effect in (
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_FadeMenu,
        Qt.UIEffect.UI_AnimateCombo,
        Qt.UIEffect.UI_AnimateTooltip,
        Qt.UIEffect.UI_FadeTooltip,
    ):
        app.setEffectEnabled(effect, False)
    assert isinstance(app.style(), Retro95Style), "another style has taken over"
