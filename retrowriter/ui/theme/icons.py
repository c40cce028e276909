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

_INDEX = {letter: number for number, letter in enumerate((TRANSPARENT, *COLORS))}
_TABLE = [0, *(QColor(code).rgba() for code in COLORS.values())]
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
    return grid_image(read_grid(path))


def grid_image(rows: list[str]) -> QImage:
    """The picture of a grid."""
    return _indexed([bytes(map(_INDEX.__getitem__, row)) for row in rows], _TABLE)


def emboss(picture: QImage) -> QImage:
    """The disabled look: dark pixels in shadow with a white copy one pixel right and down, the rest left out."""
    width, height = picture.width(), picture.height()
    source = picture.convertToFormat(QImage.Format.Format_ARGB32)
    # Four bytes a pixel: blue, green, red, alpha. The order of the three colours does not matter here.
    data = bytes(source.constBits())
    made = [bytearray(width) for _ in range(height)]
    dark: list[tuple[int, int]] = []
    for y in range(height):
        for x in range(width):
            start = y * source.bytesPerLine() + 4 * x
            colors = data[start : start + 3]
            if data[start + 3] and max(colors) + min(colors) < 2 * _EMBOSS_BELOW:
                dark.append((x, y))
    for x, y in dark:
        if x + 1 < width and y + 1 < height:
            made[y + 1][x + 1] = 2
    for x, y in dark:
        made[y][x] = 1
    return _indexed([bytes(row) for row in made], [0, SHADOW.rgba(), HILIGHT.rgba()])


def _indexed(rows: list[bytes], table: list[int]) -> QImage:
    size = len(rows)
    picture = QImage(b"".join(rows), len(rows[0]), size, len(rows[0]), QImage.Format.Format_Indexed8)
    picture.setColorTable(table)
    return picture.convertToFormat(QImage.Format.Format_ARGB32)


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
