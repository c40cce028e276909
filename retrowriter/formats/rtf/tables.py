"""The tables at the head of an RTF file: fonts, colours, styles and lists."""

import re
from dataclasses import dataclass, field

from retrowriter.document.model import CharFormat, ParagraphFormat, Style
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats.lists import Look
from retrowriter.formats.relative import Styles, difference, own_styles

BULLET_FORMATS = (23, 255)

# \fcharset -> Python's codec.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = frozenset(
    f"cp{number}"
    for number in (
        437,
        737,
        775,
        850,
        852,
        855,
        857,
        858,
        *range(860, 867),
        869,
        874,
        932,
        936,
        949,
        950,
        *range(1250, 1259),
    )
)
_NUMBER_MARKS = {0: "1", 1: "I", 2: "i", 3: "A", 4: "a"}
# Signs of symbol fonts as they come out in Latin letters.
_BULLETS = {"·": "•", "§": "■", "¨": "o", "Ø": "♦", "q": "o", "l": "•", "n": "■", "u": "♦"}
_NO_BASE = 222
_FACE = re.compile(r"-(?:Bold|Italic|Oblique|BoldItalic|BoldOblique|Regular|Roman|Light)(?:MT)?$")


@dataclass
class StyleEntry:
    """A style as the stylesheet has it: with absolute formats."""

    name: str
    base: int
    next: int
    char: CharFormat
    paragraph: ParagraphFormat


@dataclass
class Level:
    """A level of a list: its number format (23 = bullet) and first number."""

    format: int = 0
    start: int = 1
    text: str = ""

    @property
    def is_bullet(self) -> bool:
        """Whether its items have a mark and no number."""
        return self.format in BULLET_FORMATS

    def look(self, level: int) -> Look:
        """How its items look; `text` holds the character of a level's number where the number of that level stands."""
        if self.is_bullet:
            return Look("", _BULLETS.get(self.text, self.text.strip()))
        before, place, after = self.text.partition(chr(level))
        if not place:
            before, after = "", "."
        if any(char < " " for char in before + after):
            # Numbers of the levels above stand before it, "1.2.3": a document's list shows its own.
            before = ""
        return Look(
            _NUMBER_MARKS.get(self.format, "1"), before, "".join(char for char in after if char >= " ").rstrip()
        )


@dataclass
class Override:
    """What \\lsN stands for: a list, and the levels at which it begins anew."""

    list_id: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    level: int = -1
    counts: bool = False


@dataclass
class Tables:
    """All of them."""

    fonts: dict[int, tuple[str, int]] = field(default_factory=dict)
    colors: list[str] = field(default_factory=list)
    styles: dict[int, StyleEntry] = field(default_factory=dict)
    lists: dict[int, list[Level]] = field(default_factory=dict)
    overrides: dict[int, Override] = field(default_factory=dict)
    codec: str = "cp1252"
    _color: list[int] = field(default_factory=lambda: [0, 0, 0])
    _color_named: bool = False
    _list: list[Level] = field(default_factory=list)
    _override: Override = field(default_factory=Override)

    def set_code_page(self, name: str, number: int | None) -> None:
        """\\ansi, \\mac, \\pc, \\pca and \\ansicpgN."""
        if name == "ansicpg":
            codec = f"cp{number}"
            self.codec = {"cp10000": "mac_roman", "cp65001": "utf-8"}.get(codec, codec)
            if self.codec not in (*_CODE_PAGES, "mac_roman", "utf-8"):
                self.codec = "cp1252"
        else:
            self.codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(name, "cp1252")

    def codec_of(self, font: int) -> str:
        """The encoding of text in a font."""
        _, charset = self.fonts.get(font, ("", 0))
        return _CHARSETS.get(charset, self.codec)

    def is_symbol(self, font: int) -> bool:
        """Whether a font has signs in place of letters."""
        return self.fonts.get(font, ("", 0))[1] == 2

    def font_name(self, font: int) -> str:
        """The family name of a font, "" when the table has none."""
        # TextEdit names faces, and says beside that the text is bold.
        return _FACE.sub("", self.fonts.get(font, ("", 0))[0])

    def color(self, index: int) -> str:
        """A colour by its place in the table, "" for automatic."""
        return self.colors[index] if 0 <= index < len(self.colors) else ""

    def color_word(self, name: str, number: int) -> None:
        """A control word inside the colour table."""
        if name in ("red", "green", "blue"):
            self._color[("red", "green", "blue").index(name)] = max(0, min(255, number))
            self._color_named = True

    def end_color(self) -> None:
        """A semicolon in the colour table."""
        self.colors.append("#{:02x}{:02x}{:02x}".format(*self._color) if self._color_named else "")
        self._color, self._color_named = [0, 0, 0], False

    def list_word(self, name: str, number: int) -> None:
        """A control word inside the tables of lists."""
        if name == "list":
            self._list = []
        elif name == "listlevel":
            self._list.append(Level())
        elif name in ("levelnfc", "levelnfcn") and self._list:
            self._list[-1].format = number
        elif name == "levelstartat":
            if self._override.counts:
                self._override.starts[self._override.level] = number
            elif self._list:
                self._list[-1].start = number
        elif name == "listid":
            if self._list:
                self.lists[number] = self._list
            self._override.list_id = number
        elif name == "listoverride":
            self._list, self._override = [], Override()
        elif name == "lfolevel":
            self._override.level += 1
            self._override.counts = False
        elif name == "listoverridestartat":
            self._override.counts = True
        elif name == "ls":
            self.overrides[number] = self._override
            self._override = Override()

    def level_text(self, text: str) -> None:
        """What stands in a \\leveltext: a character that gives the length, and the text."""
        if self._list and text:
            self._list[-1].text = text[1 : 1 + min(ord(text[0]), 16)]

    def level(self, override: Override, level: int) -> Level:
        """A level of the list that an override stands for."""
        levels = self.lists.get(override.list_id, [])
        return levels[min(level, len(levels) - 1)] if levels else Level()

    def document_styles(self) -> tuple[dict[int, str], tuple[Style, ...]]:
        """The names of styles by their numbers, and those that a document has to carry."""
        names = {number: entry.name for number, entry in self.styles.items()}
        found: dict[str, Style] = {}
        for number, entry in self.styles.items():
            if entry.name in found:
                continue
            base = self.styles.get(entry.base) if entry.base not in (_NO_BASE, number) else None
            char, paragraph = entry.char, entry.paragraph
            if base is not None:
                char, paragraph = difference(base.char, char), difference(base.paragraph, paragraph)
            found[entry.name] = Style(
                name=entry.name,
                based_on=base.name if base is not None and base.name != entry.name else "",
                next=names.get(entry.next, entry.name),
                char=char,
                paragraph=paragraph,
            )
        return names, own_styles(found)


def style_name(text: str) -> str:
    """The name of a style as the program knows it: "heading 1" is Heading 1, of several names the first counts."""
    name = text.split(",")[0].split(";")[0].strip()
    return next((style.name for style in BUILT_IN if style.name.casefold() == name.casefold()), name)


def all_of(styles: tuple[Style, ...]) -> Styles:
    """The built-in styles and these."""
    return Styles({style.name: style for style in (*BUILT_IN, *styles)})
