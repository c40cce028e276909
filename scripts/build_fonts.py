"""Makes the window's fonts from the bitmaps helvR08 and helvB08 of the X Window System: one square a pixel.

Usage: python scripts/build_fonts.py FOLDER_OF_PCF_FILES [TARGET_FOLDER]

Needs fonttools and freetype-py, which the program itself does not. The bitmaps are in Debian's package xfonts-100dpi,
under usr/share/fonts/X11/100dpi. The fonts are committed; this script shows how they came about.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import freetype
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "RDW Sans"
PIXELS = 11
ASCENT, DESCENT = 11, 2
X_HEIGHT, CAP_HEIGHT = 6, 8
# Font units a pixel: 11, 22 and 33 pixels then come out exact.
UNIT = 64
NOTICE = "Copyright 1984-1989, 1994 Adobe Systems Incorporated. Copyright 1988, 1994 Digital Equipment Corporation."
FACES = (("helvR08.pcf.gz", "Regular", False), ("helvB08.pcf.gz", "Bold", True))
NO_BREAK_SPACE, SPACE = 0xA0, 0x20


@dataclass
class Box:
    """A rectangle of set pixels; y upwards from the base line."""

    left: int
    bottom: int
    right: int
    top: int


def main(source: Path, target: Path) -> None:
    for file, style, bold in FACES:
        path = target / f"{FAMILY.replace(' ', '')}-{style}.ttf"
        build(source / file, path, style, bold)
        print(path)


def build(source: Path, target: Path, style: str, bold: bool) -> None:
    """Converts one face."""
    face = freetype.Face(str(source))
    face.select_size(0)
    glyphs = {".notdef": outline([Box(1, 0, 6, 1), Box(1, 7, 6, 8), Box(1, 1, 2, 7), Box(5, 1, 6, 7)])}
    advances = {".notdef": (7 * UNIT, UNIT)}
    characters: dict[int, str] = {}
    for code, index in face.get_chars():
        name = f"u{code:04X}"
        face.load_glyph(index, freetype.FT_LOAD_MONOCHROME | freetype.FT_LOAD_RENDER)
        found = list(boxes(face.glyph))
        glyphs[name] = outline(found)
        advances[name] = (int(face.glyph.advance.x / 64) * UNIT, min((box.left for box in found), default=0) * UNIT)
        characters[code] = name
    characters.setdefault(NO_BREAK_SPACE, characters[SPACE])
    save(target, style, bold, glyphs, advances, characters)


def boxes(glyph: freetype.GlyphSlot) -> Iterator[Box]:
    """The set pixels of a bitmap as few rectangles: runs of a row, joined downwards where they are the same."""
    bitmap = glyph.bitmap
    open_boxes: dict[tuple[int, int], Box] = {}
    for y in range(bitmap.rows):
        top = glyph.bitmap_top - y
        runs = [(glyph.bitmap_left + start, glyph.bitmap_left + end) for start, end in row_runs(bitmap, y)]
        for key in [key for key in open_boxes if key not in runs]:
            yield open_boxes.pop(key)
        for key in runs:
            if key in open_boxes:
                open_boxes[key].bottom = top - 1
            else:
                open_boxes[key] = Box(key[0], top - 1, key[1], top)
    yield from open_boxes.values()


def row_runs(bitmap: freetype.Bitmap, y: int) -> list[tuple[int, int]]:
    """The runs of set pixels in a row: start, end."""
    row = bitmap.buffer[y * bitmap.pitch : (y + 1) * bitmap.pitch]
    pixels = [bool(row[x >> 3] >> (7 - (x & 7)) & 1) for x in range(bitmap.width)] + [False]
    runs, start = [], None
    for x, pixel in enumerate(pixels):
        if pixel and start is None:
            start = x
        elif not pixel and start is not None:
            runs.append((start, x))
            start = None
    return runs


def outline(found: list[Box]) -> Glyph:
    """The rectangles as a TrueType glyph."""
    pen = TTGlyphPen(None)
    for box in found:
        left, bottom, right, top = (UNIT * value for value in (box.left, box.bottom, box.right, box.top))
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def save(
    target: Path,
    style: str,
    bold: bool,
    glyphs: dict[str, Glyph],
    advances: dict[str, tuple[int, int]],
    characters: dict[int, str],
) -> None:
    """Writes the tables of the font."""
    builder = FontBuilder(PIXELS * UNIT, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(advances)
    builder.setupHorizontalHeader(ascent=ASCENT * UNIT, descent=-DESCENT * UNIT, lineGap=0)
    builder.setupNameTable(
        {
            "familyName": FAMILY,
            "styleName": style,
            "uniqueFontIdentifier": f"{FAMILY} {style}",
            "fullName": f"{FAMILY} {style}",
            "psName": f"{FAMILY}-{style}".replace(" ", ""),
            "version": "1.0",
            "copyright": NOTICE,
        }
    )
    builder.setupOS2(
        sTypoAscender=ASCENT * UNIT,
        sTypoDescender=-DESCENT * UNIT,
        sTypoLineGap=0,
        usWinAscent=ASCENT * UNIT,
        usWinDescent=DESCENT * UNIT,
        usWeightClass=700 if bold else 400,
        fsSelection=0x20 if bold else 0x40,
        sxHeight=X_HEIGHT * UNIT,
        sCapHeight=CAP_HEIGHT * UNIT,
    )
    builder.updateHead(unitsPerEm=PIXELS * UNIT, macStyle=int(bold))
    builder.setupPost(underlinePosition=-UNIT, underlineThickness=UNIT)
    builder.save(target)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    here = Path(__file__).resolve().parent.parent
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else here / "assets" / "fonts")
