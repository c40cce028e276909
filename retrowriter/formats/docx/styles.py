"""What the parts beside the text of a Word document define: styles, lists, theme fonts."""

from dataclasses import dataclass, field

from lxml import etree

from retrowriter.document.model import CharFormat, ParagraphFormat, Style
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats.docx import properties
from retrowriter.formats.docx.names import NUMBER_FORMATS, A, number, value, w
from retrowriter.formats.lists import LEVELS, Look
from retrowriter.formats.relative import own_style, own_styles

_MARKS = {name: mark for mark, name in NUMBER_FORMATS.items()} | {"decimalZero": "1", "ordinal": "1"}
# Signs of symbol fonts stand in the private use area.
_BULLETS = {
    "\uf0b7": "•",
    "·": "•",
    "\uf0a7": "■",
    "§": "■",
    "\uf0d8": "♦",
    "\uf0fc": "♦",
    "\uf0a8": "o",
    "\uf06f": "o",
}
_DEPTH = 16


@dataclass
class Entry:
    """A style with everything that it inherits."""

    name: str
    kind: str
    char: CharFormat
    paragraph: ParagraphFormat
    base: str = ""
    next: str = ""
    run: etree._Element | None = None
    list_id: int = 0
    list_level: int = 0


@dataclass
class Level:
    """A level of a list."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    shape: etree._Element | None = None

    def look(self, level: int) -> Look:
        """How its items look."""
        if self.format == "bullet":
            return Look("", _BULLETS.get(self.text, self.text))
        before, _, after = self.text.partition(f"%{level + 1}")
        return Look(_MARKS.get(self.format, "1"), "" if "%" in before else before, after if "%" not in after else "")


@dataclass
class Sheet:
    """All of it."""

    base_char: CharFormat = BUILT_IN[0].char
    base_paragraph: ParagraphFormat = BUILT_IN[0].paragraph
    entries: dict[str, Entry] = field(default_factory=dict)
    default: str = ""
    fonts: dict[str, str] = field(default_factory=dict)
    levels: dict[int, dict[int, Level]] = field(default_factory=dict)
    uses: dict[int, tuple[int, dict[int, int]]] = field(default_factory=dict)
    borders: dict[str, float] = field(default_factory=dict)

    def read_theme(self, root: etree._Element | None) -> None:
        """The fonts of the theme."""
        for key in ("major", "minor"):
            found = root.find(f".//{{{A}}}{key}Font/{{{A}}}latin") if root is not None else None
            if found is not None:
                self.fonts[key] = found.get("typeface", "")

    def read_styles(self, root: etree._Element | None) -> None:
        """styles.xml."""
        if root is None:
            return
        defaults = root.find(w("docDefaults"))
        if defaults is not None:
            run, paragraph = defaults.find(f".//{w('rPr')}"), defaults.find(f".//{w('pPr')}")
            self.base_char = properties.char_over(self.base_char, run, self.fonts)
            self.base_paragraph = properties.paragraph_over(self.base_paragraph, paragraph)
        found = {style.get(w("styleId"), ""): style for style in root.findall(w("style"))[:5000]}
        for key, style in found.items():
            if style.get(w("type")) == "table":
                self.borders[key] = border(style.find(w("tblPr")))
            elif key not in self.entries:
                self._add(key, found, 0)
            if style.get(w("type"), "paragraph") == "paragraph" and style.get(w("default")) in ("1", "true"):
                self.default = key

    def read_lists(self, root: etree._Element | None) -> None:
        """numbering.xml."""
        if root is None:
            return
        for definition in root.findall(w("abstractNum")):
            levels: dict[int, Level] = {}
            for level in definition.findall(w("lvl"))[:LEVELS]:
                levels[number(level.get(w("ilvl")))] = Level(
                    value(level, "numFmt") or "decimal",
                    (value(level, "lvlText") or "")[:16],
                    number(value(level, "start"), 1),
                    level.find(w("pPr")),
                )
            self.levels[number(definition.get(w("abstractNumId")))] = levels
        for use in root.findall(w("num")):
            starts = {
                number(again.get(w("ilvl"))): number(value(again, "startOverride"), 1)
                for again in use.findall(w("lvlOverride"))
                if again.find(w("startOverride")) is not None
            }
            self.uses[number(use.get(w("numId")))] = (number(value(use, "abstractNumId")), starts)

    def document_styles(self) -> tuple[Style, ...]:
        """Those that a document has to carry."""
        found: dict[str, Style] = {}
        for entry in self.entries.values():
            if entry.kind != "paragraph" or entry.name in found:
                continue
            base = self.entries.get(entry.base)
            after = self.entries.get(entry.next, entry)
            based = base if base is not None and base.kind == "paragraph" else None
            found[entry.name] = own_style(entry, based, after.name)
        if self.default not in self.entries and "Normal" not in found:
            normal = Style(name="Normal", next="Normal", char=self.base_char, paragraph=self.base_paragraph)
            found = {"Normal": normal} | found
        return own_styles(found)

    def paragraph_style(self, key: str | None) -> Entry:
        """The style of a paragraph by its identifier."""
        entry = self.entries.get(key or self.default) or self.entries.get(self.default)
        if entry is None or entry.kind != "paragraph":
            return Entry("Normal", "paragraph", self.base_char, self.base_paragraph)
        return entry

    def _add(self, key: str, found: dict[str, etree._Element], depth: int) -> Entry | None:
        if key in self.entries:
            return self.entries[key]
        style = found.get(key)
        if style is None or depth > _DEPTH:
            return None
        base_key = value(style, "basedOn") or ""
        base = self._add(base_key, found, depth + 1) if base_key and base_key != key else None
        shape, run = style.find(w("pPr")), style.find(w("rPr"))
        name = style_name(value(style, "name") or key)
        paragraph = properties.paragraph_over(base.paragraph if base else self.base_paragraph, shape)
        entry = Entry(
            name,
            style.get(w("type"), "paragraph"),
            properties.char_over(base.char if base else self.base_char, run, self.fonts),
            paragraph,
            base_key if base else "",
            value(style, "next") or "",
            run,
            base.list_id if base else 0,
            base.list_level if base else 0,
        )
        listed = shape.find(w("numPr")) if shape is not None else None
        if listed is not None:
            entry.list_id = number(value(listed, "numId"))
            entry.list_level = max(0, min(number(value(listed, "ilvl")), LEVELS - 1))
        self.entries[key] = entry
        return entry


def style_name(name: str) -> str:
    """The name of a style as the program knows it: "heading 1" is Heading 1."""
    clean = name.split(",")[0].strip()
    return next((style.name for style in BUILT_IN if style.name.casefold() == clean.casefold()), clean)


def border(shape: etree._Element | None, name: str = "tblBorders") -> float:
    """The width of the lines of a table or a cell, in points."""
    lines = shape.find(w(name)) if shape is not None else None
    if lines is None:
        return 0.0
    kinds = [line for line in lines if line.get(w("val")) not in (None, "nil", "none")]
    return max((number(line.get(w("sz")), 4) / 8 for line in kinds), default=0.0)
