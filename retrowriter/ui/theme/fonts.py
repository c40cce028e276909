"""The fonts: a bitmap-like one for the window, three families for the documents."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from retrowriter.paths import assets_dir

UI_FAMILY = "RDW Sans"
UI_PIXELS = 11

# Documents name the fonts of 1995; where those are not installed, fonts of the same widths stand in.
SUBSTITUTES = {
    "Times New Roman": "Liberation Serif",
    "Times": "Liberation Serif",
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "Courier New": "Liberation Mono",
    "Courier": "Liberation Mono",
    "MS Sans Serif": UI_FAMILY,
}

_smooth = False


def load() -> None:
    """Makes the fonts that come with the program known to Qt; needs the application.

    Raises:
        FileNotFoundError: a font is missing or unusable; the installation is incomplete.
    """
    paths = sorted((assets_dir() / "fonts").glob("*.ttf"))
    broken = [path.name for path in paths if QFontDatabase.addApplicationFont(str(path)) < 0]
    if broken or not paths:
        raise FileNotFoundError(f"unusable fonts: {', '.join(broken) or 'none found'}")
    for name, stand_in in SUBSTITUTES.items():
        if stand_in not in QFont.substitutes(name):
            QFont.insertSubstitution(name, stand_in)
    ui_font.cache_clear()


@lru_cache(maxsize=2)
def ui_font(bold: bool = False) -> QFont:
    """The font of menus, dialogs and captions: 11 pixels, 13 a line. Take a copy before changing it."""
    font = QFont(UI_FAMILY)
    font.setPixelSize(UI_PIXELS)
    font.setBold(bold)
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    # The outlines are whole pixels already: hinting could only move them.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def document_font(family: str, points: float) -> QFont:
    """A font for the text of documents; its edges are jagged unless smooth edges are on.

    Args:
        family: the name as documents store it ("Times New Roman").
        points: size in points; 1 point is 96/72 pixels at 100 %.
    """
    font = QFont(family)
    font.setPointSizeF(points)
    set_edges(font)
    return font


def set_edges(font: QFont) -> None:
    """Gives a document font the edges of the setting."""
    if _smooth:
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        font.setHintingPreference(QFont.HintingPreference.PreferDefaultHinting)
    else:
        font.setStyleStrategy(QFont.StyleStrategy.NoAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
        # Without anti-aliasing, unhinted outlines lose whole strokes.
        font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)


def smooth() -> bool:
    """Whether document text has smooth edges."""
    return _smooth


def set_smooth(on: bool) -> None:
    """Turns smooth edges of document fonts on or off; fonts made before keep what they had."""
    global _smooth
    _smooth = on
