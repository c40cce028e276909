"""Draws all icons on one sheet, to be looked at: each at one, two and three times, and in its disabled look.

Usage: python scripts/icon_sheet.py SHEET.png
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from retrowriter.ui import theme
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.fonts import ui_font
from retrowriter.ui.theme.palette import FACE

CELL = (170, 70)
LARGE_CELL_SCALE = 2
COLUMNS = 6


def main(target: Path) -> None:
    theme.prepare_environment()
    app = QApplication([])
    theme.apply(app)
    names = icons.names()
    rows = -(-len(names) // COLUMNS)
    sheet = QImage(COLUMNS * CELL[0], rows * CELL[1], QImage.Format.Format_RGB32)
    sheet.fill(FACE)
    painter = QPainter(sheet)
    painter.setFont(ui_font())
    for number, name in enumerate(names):
        x, y = number % COLUMNS * CELL[0] + 4, number // COLUMNS * CELL[1] + 4
        small = icons.image(name, 16)
        painter.drawImage(x, y, small)
        painter.drawImage(x + 20, y, small.scaled(32, 32))
        painter.drawImage(x + 56, y, small.scaled(48, 48))
        painter.drawImage(x, y + 20, icons.emboss(small))
        painter.drawImage(x + 110, y, icons.image(name, 32))
        painter.drawText(x, y + 62, name)
    painter.end()
    if not sheet.save(str(target)):
        sys.exit(f"{target} cannot be written")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
