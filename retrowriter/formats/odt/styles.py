"""What an OpenDocument text defines beside its text: styles, lists, patterns of dates."""

from dataclasses import dataclass, field

import msgspec
from lxml import etree

from retrowriter.document.model import CharFormat, ParagraphFormat, Style
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats.lists import LEVELS, Look
from retrowriter.formats.odt import properties
from retrowriter.formats.odt.names import points, q, whole
from retrowriter.formats.relative import own_style, own_styles

_BASE = BUILT_IN[0]
_DEPTH = 24
_MAX = 20_000


@dataclass
class Entry:
    """A paragraph style with everything that it inherits. name: of the style that a document has for it."""

    name: str
    char: CharFormat
    paragraph: ParagraphFormat
    base: str = ""
    next: str = ""
    list: str = ""
    page_break: bool = False
    section: bool = False
    breaks_after: bool = False


@dataclass
class Level:
    """A level of a list."""

    look: Look
    is_number: bool
    start: int
    left: float | None
    first: float | None


@dataclass
class Sheet:
    """All of it; automatic styles of the part that is read lie over the named ones."""

    fonts: dict[str, str] = field(default_factory=dict)
    base: Entry = field(default_factory=lambda: Entry("Normal", _BASE.char, _BASE.paragraph))
    named: dict[str, Entry] = field(default_factory=dict)
    _found: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    _paragraphs: dict[str, Entry] = field(default_factory=dict)
    _lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    patterns: dict[str, etree._Element] = field(default_factory=dict)

    def read_named(self, root: etree._Element | None) -> None:
        """The named styles of styles.xml."""
        self._take_fonts(root)
        group = root.find(q("office:styles")) if root is not None else None
        if group is None:
            return
        for default in group.findall(q("style:default-style")):
            if default.get(q("style:family")) == "paragraph":
                self.base = self._over(self.base, default, self.base.name)
        self._take(group)
        for key in [key for family, key in self._found if family == "paragraph"]:
            self.named[key] = self.paragraph(key)

    def read_automatic(self, root: etree._Element) -> None:
        """The automatic styles of a part, in place of those of the part before."""
        self._take_fonts(root)
        self._paragraphs = dict(self.named)
        group = root.find(q("office:automatic-styles"))
        if group is not None:
            self._take(group)

    def style(self, family: str, name: str | None) -> etree._Element | None:
        """The element of a style."""
        return self._found.get((family, name or ""))

    def paragraph(self, name: str | None, depth: int = 0) -> Entry:
        """A paragraph's format by the name of its style, named or automatic."""
        key = name or "Standard"
        if key in self._paragraphs:
            return self._paragraphs[key]
        found = self.style("paragraph", key)
        if found is None or depth > _DEPTH:
            return self.base
        parent = found.get(q("style:parent-style-name"), "")
        outer = self.paragraph(parent, depth + 1) if parent and parent != key else self.base
        group = found.getparent()
        is_named = group is not None and group.tag == q("office:styles")
        entry = self._over(outer, found, _shown(found) if is_named else outer.name)
        if is_named:
            entry.base, entry.next = parent, found.get(q("style:next-style-name"), key)
            entry.paragraph = msgspec.structs.replace(
                entry.paragraph, level=whole(found.get(q("style:default-outline-level")), entry.paragraph.level, 9)
            )
        self._paragraphs[key] = entry
        return entry

    def char_over(self, base: CharFormat, name: str | None, depth: int = 0) -> CharFormat:
        """What a text style makes of a format."""
        found = self.style("text", name)
        if found is None or depth > _DEPTH:
            return base
        parent = found.get(q("style:parent-style-name"))
        outer = self.char_over(base, parent, depth + 1) if parent and parent != name else base
        return properties.char_over(outer, found.find(q("style:text-properties")), self.fonts)

    def level(self, name: str, level: int) -> Level | None:
        """A level of a list, from 0."""
        if name not in self._lists:
            found = self.style("list", name)
            levels: dict[int, Level] = {}
            for entry in found if found is not None else ():
                if isinstance(entry.tag, str):
                    levels[whole(entry.get(q("text:level")), 1, LEVELS) - 1] = _level(entry)
            self._lists[name] = levels
        return self._lists[name].get(level)

    def document_styles(self) -> tuple[Style, ...]:
        """Those that a document has to carry."""
        found: dict[str, Style] = {}
        for key, entry in self.named.items():
            base, after = self.named.get(entry.base), self.named.get(entry.next, entry)
            if entry.name in found and key != "Standard":
                continue
            found[entry.name] = own_style(entry, base, after.name)
        if "Normal" not in found:
            normal = Style(name="Normal", next="Normal", char=self.base.char, paragraph=self.base.paragraph)
            found = {"Normal": normal} | found
        return own_styles(found)

    def _over(self, outer: Entry, found: etree._Element, name: str) -> Entry:
        shape = found.find(q("style:paragraph-properties"))
        entry = Entry(
            name,
            properties.char_over(outer.char, found.find(q("style:text-properties")), self.fonts),
            properties.paragraph_over(outer.paragraph, shape),
            outer.base,
            outer.next,
            found.get(q("style:list-style-name"), outer.list),
        )
        group = found.getparent()
        before = shape.get(q("fo:break-before")) if shape is not None else None
        after = shape.get(q("fo:break-after")) if shape is not None else None
        if group is not None and group.tag == q("office:styles"):
            if before is not None:
                entry.paragraph = msgspec.structs.replace(entry.paragraph, page_break_before=before == "page")
            return entry
        # In the text itself it is a break, and no property of a paragraph.
        entry.page_break, entry.breaks_after = before == "page", after == "page"
        entry.section = bool(found.get(q("style:master-page-name")))
        if before == "auto":
            entry.paragraph = msgspec.structs.replace(entry.paragraph, page_break_before=False)
        return entry

    def _take(self, group: etree._Element) -> None:
        for style in list(group)[:_MAX]:
            if style.tag == q("style:style"):
                self._found[(style.get(q("style:family"), ""), style.get(q("style:name"), ""))] = style
            elif style.tag == q("text:list-style"):
                name = style.get(q("style:name"), "")
                self._found[("list", name)] = style
                self._lists.pop(name, None)
            elif style.tag in (q("number:date-style"), q("number:time-style")):
                self.patterns[style.get(q("style:name"), "")] = style

    def _take_fonts(self, root: etree._Element | None) -> None:
        group = root.find(q("office:font-face-decls")) if root is not None else None
        for face in list(group)[:_MAX] if group is not None else ():
            family = face.get(q("svg:font-family"), "").split(",")[0].strip().strip("'\"")
            if family:
                self.fonts[face.get(q("style:name"), "")] = family


def _shown(found: etree._Element) -> str:
    """The name of a style as the program knows it."""
    name = found.get(q("style:name"), "")
    if name == "Standard":
        return "Normal"
    shown = (found.get(q("style:display-name")) or name).replace("_20_", " ")
    return next((style.name for style in BUILT_IN if style.name.casefold() == shown.casefold()), shown)


def _level(entry: etree._Element) -> Level:
    place = entry.find(f".//{q('style:list-level-label-alignment')}")
    left = points(place.get(q("fo:margin-left"))) if place is not None else None
    first = points(place.get(q("fo:text-indent"))) if place is not None else None
    start = whole(entry.get(q("text:start-value")), 1)
    before, after = entry.get(q("style:num-prefix"), ""), entry.get(q("style:num-suffix"), "")
    if entry.tag == q("text:list-level-style-number"):
        mark = entry.get(q("style:num-format"), "")
        return Level(
            Look(mark if mark in ("1", "a", "A", "i", "I") else "1", before, after), bool(mark), start, left, first
        )
    return Level(
        Look("", _BULLETS.get(entry.get(q("text:bullet-char"), ""), entry.get(q("text:bullet-char"), "•"))),
        False,
        1,
        left,
        first,
    )


# Signs of symbol fonts stand in the private use area.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "■", "": "•", "●": "•", "▪": "■", "○": "o", "◦": "o"}
