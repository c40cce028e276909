"""The system colours of 1995 and the palette made of them."""

from PySide6.QtGui import QColor, QPalette

# Names as in the control panel of the time; values of the scheme "Windows Standard".
BACKGROUND = QColor("#008080")
APP_WORKSPACE = QColor("#808080")
ACTIVE_TITLE = QColor("#000080")
TITLE_TEXT = QColor("#ffffff")
INACTIVE_TITLE = QColor("#808080")
INACTIVE_TITLE_TEXT = QColor("#c0c0c0")
WINDOW = QColor("#ffffff")
WINDOW_TEXT = QColor("#000000")
FACE = QColor("#c0c0c0")
HILIGHT = QColor("#ffffff")
LIGHT = QColor("#dfdfdf")
SHADOW = QColor("#808080")
DARK_SHADOW = QColor("#000000")
GRAY_TEXT = QColor("#808080")
SELECTION = QColor("#000080")
SELECTION_TEXT = QColor("#ffffff")
INFO = QColor("#ffffe1")

# The colours of text and highlighter, in the order of the lists that offer them.
SIXTEEN: dict[str, str] = {
    "Black": "#000000",
    "Blue": "#0000ff",
    "Cyan": "#00ffff",
    "Green": "#00ff00",
    "Magenta": "#ff00ff",
    "Red": "#ff0000",
    "Yellow": "#ffff00",
    "White": "#ffffff",
    "Dark Blue": "#000080",
    "Dark Cyan": "#008080",
    "Dark Green": "#008000",
    "Dark Magenta": "#800080",
    "Dark Red": "#800000",
    "Dark Yellow": "#808000",
    "Dark Gray": "#808080",
    "Light Gray": "#c0c0c0",
}

_ROLES: dict[QPalette.ColorRole, QColor] = {
    QPalette.ColorRole.Window: FACE,
    QPalette.ColorRole.WindowText: WINDOW_TEXT,
    QPalette.ColorRole.Base: WINDOW,
    QPalette.ColorRole.AlternateBase: WINDOW,
    QPalette.ColorRole.Text: WINDOW_TEXT,
    QPalette.ColorRole.Button: FACE,
    QPalette.ColorRole.ButtonText: WINDOW_TEXT,
    QPalette.ColorRole.BrightText: HILIGHT,
    QPalette.ColorRole.Light: HILIGHT,
    QPalette.ColorRole.Midlight: LIGHT,
    QPalette.ColorRole.Mid: QColor("#a0a0a0"),
    QPalette.ColorRole.Dark: SHADOW,
    QPalette.ColorRole.Shadow: DARK_SHADOW,
    QPalette.ColorRole.Highlight: SELECTION,
    QPalette.ColorRole.HighlightedText: SELECTION_TEXT,
    QPalette.ColorRole.ToolTipBase: INFO,
    QPalette.ColorRole.ToolTipText: WINDOW_TEXT,
    QPalette.ColorRole.Link: QColor("#0000ff"),
    QPalette.ColorRole.LinkVisited: QColor("#800080"),
    QPalette.ColorRole.PlaceholderText: GRAY_TEXT,
    QPalette.ColorRole.Accent: SELECTION,
}
_DISABLED: dict[QPalette.ColorRole, QColor] = {
    QPalette.ColorRole.WindowText: GRAY_TEXT,
    QPalette.ColorRole.Text: GRAY_TEXT,
    QPalette.ColorRole.ButtonText: GRAY_TEXT,
    QPalette.ColorRole.Base: FACE,
}


def build() -> QPalette:
    """The palette of the program. A window in the background keeps the colours of an active one, as in 1995."""
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role, color in _ROLES.items():
            palette.setColor(group, role, color)
    for role, color in _DISABLED.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, color)
    return palette
