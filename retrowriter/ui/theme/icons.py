"""Icons, kept as grids of letters in assets/icons: one text file a picture, sixteen colours, no resampling.

A file is 16 lines of 16 letters, or 32 of 32; the first line may be a comment that begins with "# ". A picture that
exists in both sizes has its larger grid in NAME-32.txt.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from retrowriter.paths import assets_dir
from retrowriter.ui.theme.palette import HILIGHT, SHADOW

COLORS: dict[str, str] = {
    "k": "#000000",
    "m": "#800000",
    "G": "#008000",
    "o": "#808000",
    "n": "#000080",
    "p": "#800080",
    "t": "#008080",
    "d": "#808080",
    "g": "#c0c0c0",
    "r": "#ff0000",
    "l": "#00ff00",
    "y": "#ffff00",
    "b": "#0000ff",
    "f": "#ff00ff",
    "c": "#00ffff",
    "w": "#ffffff",
}
TRANSPARENT = "."
SIZES = (16, 32)
SCALES = (1, 2, 3)

_LARGE = "-32"
_EMBOSS_BELOW = 150


def names() -> list[str]:
    """The names of all icons, without the larger sizes."""
    folder = assets_dir() / "icons"
    return sorted({path.stem.removesuffix(_LARGE) for path in folder.glob("*.txt")})


def read_grid(path: Path) -> list[str]:
    """The rows of a picture.

    Raises:
        ValueError: the grid is not square, not of a known size, or has an unknown letter.
    """
    rows = [line.rstrip() for line in path.read_text("ascii").splitlines() if line.strip() and not line.startswith("#")]
    size = len(rows)
    if size not in SIZES or any(len(row) != size for row in rows):
        raise ValueError(f"{path.name}: {size} rows of {sorted({len(row) for row in rows})} letters")
    unknown = set("".join(rows)) - set(COLORS) - {TRANSPARENT}
    if unknown:
        raise ValueError(f"{path.name}: unknown letters {sorted(unknown)}")
    return rows


@lru_cache(maxsize=512)
def icon(name: str) -> QIcon:
    """The icon of that name in all its sizes, at one, two and three times, with its embossed disabled look."""
    made = QIcon()
    for size in SIZES:
        if _path(name, size) is None:
            continue
        plain = image(name, size)
        for mode, picture in ((QIcon.Mode.Normal, plain), (QIcon.Mode.Disabled, emboss(plain))):
            for scale in SCALES:
                made.addPixmap(_scaled(picture, scale), mode)
    if made.isNull():
        raise FileNotFoundError(f"no icon {name!r}")
    return made


def pixmap(name: str, size: int = 16, scale: int = 1) -> QPixmap:
    """One picture as a pixmap of `size` pixels (16 or 32) for a device of `scale` pixels per pixel."""
    return _scaled(image(name, size), scale)


@lru_cache(maxsize=512)
def image(name: str, size: int = 16) -> QImage:
    """One picture as an image; a size that is not drawn is taken from the other, doubled or halved."""
    path = _path(name, size)
    if path is None:
        other = image(name, 48 - size) if _path(name, 48 - size) else None
        if other is None:
            raise FileNotFoundError(f"no icon {name!r}")
        return other.scaled(size, size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
    rows = read_grid(path)
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            if letter != TRANSPARENT:
                picture.setPixelColor(x, y, QColor(COLORS[letter]))
    return picture


def emboss(picture: QImage) -> QImage:
    """The disabled look: dark pixels in shadow with a white copy one pixel right and down, the rest left out."""
    made = QImage(picture.size(), QImage.Format.Format_ARGB32)
    made.fill(0)
    dark = [
        (x, y)
        for y in range(picture.height())
        for x in range(picture.width())
        if (color := picture.pixelColor(x, y)).alpha() and color.lightness() < _EMBOSS_BELOW
    ]
    for x, y in dark:
        if x + 1 < picture.width() and y + 1 < picture.height():
            made.setPixelColor(x + 1, y + 1, HILIGHT)
    for x, y in dark:
        made.setPixelColor(x, y, SHADOW)
    return made


def _path(name: str, size: int) -> Path | None:
    stems = (f"{name}{_LARGE}", name) if size == SIZES[1] else (name,)
    for stem in stems:
        path = assets_dir() / "icons" / f"{stem}.txt"
        if path.exists() and _grid_size(path) == size:
            return path
    return None


@lru_cache(maxsize=512)
def _grid_size(path: Path) -> int:
    return len(read_grid(path))


def _scaled(picture: QImage, scale: int) -> QPixmap:
    size = picture.size() * scale
    grown = picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
    made = QPixmap.fromImage(grown)
    made.setDevicePixelRatio(scale)
    return made
