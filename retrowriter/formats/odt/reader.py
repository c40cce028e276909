"""Reads OpenDocument texts, as LibreOffice and others write them."""

import posixpath
import re
from typing import Any, cast

import msgspec
from lxml import etree

from retrowriter.document.model import (
    Block,
    Bookmark,
    Break,
    CharFormat,
    Document,
    Field,
    FieldKind,
    Inline,
    Note,
    PageSetup,
    Paragraph,
    Picture,
    Run,
)
from retrowriter.formats.flow import Counter, flat, own_indents, picture_kind, picture_size, settled
from retrowriter.formats.lists import LEVELS, pattern
from retrowriter.formats.odt import moments
from retrowriter.formats.odt.names import FIELDS, points, q, whole
from retrowriter.formats.odt.page import read_page
from retrowriter.formats.odt.styles import Entry, Sheet
from retrowriter.formats.odt.tables import read_table
from retrowriter.formats.package import Package
from retrowriter.formats.relative import Styles, difference

_KINDS = {q(f"text:{name}"): cast(FieldKind, kind) for kind, name in FIELDS.items()}
_SPACE = re.compile(r"[ \t\r\n]+")
_MAX_SPACES = 1000
# What is left out with all that is in it.
_APART = frozenset(
    q(name)
    for name in (
        "text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms",
        "office:annotation", "text:note-citation", "office:event-listeners",
    )
)  # fmt: skip


def read(data: bytes) -> Document:
    """The document in the bytes of an .odt file.

    Raises:
        UserError: code package_damaged when it is not one, or larger than any honest one.
    """
    return _Reader(Package(data, "an OpenDocument text")).read()


class _Listed(msgspec.Struct):
    """Where in a list the next paragraph stands."""

    style: str
    level: int
    start: int = 0
    used: bool = False


class _Reader:
    """Reads one file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheet = Sheet()
        self.styles = Styles({})
        self.page = PageSetup()
        self.pictures: dict[str, bytes] = {}
        self.notes: dict[str, tuple[Paragraph, ...]] = {}
        self._names: dict[str, str] = {}
        self._counter = Counter()
        self._numbers: dict[str, dict[int, int]] = {}
        self._last_list: dict[str, str] = {}
        self._list_key = ""
        self._blocks: list[Block] = []
        self._content: list[Inline] = []
        self._base = CharFormat()
        self._in_body = True
        self._in_note = False
        self._spaced = True

    def read(self) -> Document:
        """Reads all of it."""
        root = self.package.xml("content.xml")
        body = root.find(f"{q('office:body')}/{q('office:text')}") if root is not None else None
        if root is None or body is None:
            raise self.package.damaged()
        apart = self.package.xml("styles.xml")
        self.sheet.read_named(apart)
        own = self.sheet.document_styles()
        self.styles = Styles.of(Document(styles=own))
        parts = self._apart(apart) if apart is not None else {}
        self.sheet.read_automatic(root)
        self._in_body = True
        blocks = self._read_blocks(body)
        facts = self._facts()
        first = {name for name in parts if name.endswith("first")}
        return Document(
            blocks=settled(blocks),
            styles=own,
            page=msgspec.structs.replace(self.page, different_first=bool(first)),
            header=parts.get("header", ()),
            footer=parts.get("footer", ()),
            first_header=parts.get("header-first", ()),
            first_footer=parts.get("footer-first", ()),
            notes=self.notes,
            pictures=self.pictures,
            title=facts.get("title", ""),
            author=facts.get("initial-creator", facts.get("creator", "")),
            created=facts.get("creation-date", ""),
            modified=facts.get("date", ""),
        )

    def cell_paragraphs(self, cell: etree._Element) -> tuple[Paragraph, ...]:
        """The paragraphs of a cell; a table in it is taken apart."""
        outer, self._in_body = self._in_body, False
        found = self._read_blocks(cell)
        self._in_body = outer
        return tuple(flat(found)) or (Paragraph(),)

    def _apart(self, root: etree._Element) -> dict[str, tuple[Paragraph, ...]]:
        self.sheet.read_automatic(root)
        masters = root.find(q("office:master-styles"))
        pages = masters.findall(q("style:master-page")) if masters is not None else []
        master = next((page for page in pages if page.get(q("style:name")) == "Standard"), pages[0] if pages else None)
        wanted = master.get(q("style:page-layout-name")) if master is not None else None
        automatic = root.find(q("office:automatic-styles"))
        layouts = automatic.findall(q("style:page-layout")) if automatic is not None else []
        layout = next((entry for entry in layouts if entry.get(q("style:name")) == wanted), None)
        self.page = read_page(layout, master)
        parts: dict[str, tuple[Paragraph, ...]] = {}
        for name in ("header", "footer", "header-first", "footer-first"):
            part = master.find(q(f"style:{name}")) if master is not None else None
            if part is not None and part.get(q("style:display")) != "false":
                found = self.cell_paragraphs(part)
                parts[name] = () if name.endswith("first") and found == (Paragraph(),) else found
        return parts

    def _read_blocks(self, parent: etree._Element) -> tuple[Block, ...]:
        outer, self._blocks = self._blocks, []
        self._children(parent, None)
        found, self._blocks = self._blocks, outer
        return tuple(found)

    def _children(self, parent: etree._Element, listed: _Listed | None) -> None:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _APART:
                continue
            if tag in (q("text:p"), q("text:h")):
                self._paragraph(child, listed)
            elif tag == q("text:list"):
                self._list(child, listed)
            elif tag == q("table:table"):
                self._table(child)
            elif tag in (q("draw:frame"), q("draw:a")):
                # A picture that stands on a page, and not in its text.
                self._content = []
                self._picture(child)
                if self._content:
                    self._blocks.append(Paragraph(content=tuple(self._content)))
            else:
                # Sections, indexes, text boxes.
                self._children(child, listed)

    def _list(self, found: etree._Element, outer: _Listed | None) -> None:
        level = min(outer.level + 1, LEVELS - 1) if outer is not None else 0
        style = found.get(q("text:style-name")) or (outer.style if outer is not None else "")
        key = found.get("{http://www.w3.org/XML/1998/namespace}id", "") or str(id(found))
        if outer is None:
            before = found.get(q("text:continue-list"), "")
            if not before and found.get(q("text:continue-numbering")) == "true":
                before = self._last_list.get(style, "")
            if before in self._numbers:
                self._numbers[key] = self._numbers[before]
            else:
                self._numbers[key] = {}
            self._last_list[style] = key
            self._list_key = key
        numbers = self._numbers.get(self._list_key, {})
        if outer is not None:
            numbers = {at: number for at, number in numbers.items() if at < level}
            self._numbers[self._list_key] = numbers
        for item in found:
            if item.tag not in (q("text:list-item"), q("text:list-header")):
                continue
            start = whole(item.get(q("text:start-value")), 0)
            used = item.tag == q("text:list-header")
            self._children(item, _Listed(style, level, start, used))

    def _table(self, found: etree._Element) -> None:
        if not self._in_body:
            for cell in found.iter(q("table:table-cell")):
                self._children(cell, None)
            return
        style = self.sheet.style("table", found.get(q("table:style-name")))
        shape = style.find(q("style:table-properties")) if style is not None else None
        if style is not None and style.get(q("style:master-page-name")) and self._blocks:
            self._blocks.append(Break(kind="section"))
        elif shape is not None and shape.get(q("fo:break-before")) == "page":
            self._blocks += [Break(), Paragraph()]
        outer, listed = self._blocks, self._list_key
        table = read_table(found, self.cell_paragraphs, self.sheet, self.page)
        self._blocks, self._list_key = outer, listed
        if table is not None:
            self._blocks.append(table)

    def _paragraph(self, found: etree._Element, listed: _Listed | None) -> None:
        entry = self.sheet.paragraph(found.get(q("text:style-name")))
        named = self.styles.full(entry.name)
        if self._in_body and entry.section and self._blocks:
            self._blocks.append(Break(kind="section"))
        shape = entry.paragraph
        if self._in_body and entry.page_break:
            self._blocks.append(Break())
        elif entry.page_break:
            shape = msgspec.structs.replace(shape, page_break_before=True)
        self._base, self._content, self._spaced = named.char, [], True
        self._inlines(found, entry.char, "")
        if found.tag == q("text:h"):
            shape = msgspec.structs.replace(shape, level=whole(found.get(q("text:outline-level")), 1, 9))
        else:
            shape = msgspec.structs.replace(shape, level=0)
        paragraph = Paragraph(content=tuple(self._content), style=entry.name, format=shape)
        if listed is not None:
            paragraph = self._item(paragraph, listed, entry, found)
        own = difference(named.paragraph, paragraph.format)
        self._blocks.append(msgspec.structs.replace(paragraph, format=own))
        if self._in_body and entry.breaks_after:
            self._blocks.append(Break())

    def _item(self, paragraph: Paragraph, listed: _Listed, entry: Entry, found: etree._Element) -> Paragraph:
        level = self.sheet.level(listed.style or entry.list, listed.level)
        if level is None:
            return paragraph
        shape = self._with_level(paragraph, entry, found, level.left, level.first)
        paragraph = msgspec.structs.replace(paragraph, format=shape)
        if listed.used or (not level.is_number and not level.look.before):
            return paragraph
        listed.used = True
        changes: dict[str, Any] = {
            "list": "number" if level.is_number else "bullet",
            "list_level": listed.level,
            "list_look": pattern(level.look, listed.level),
        }
        paragraph = msgspec.structs.replace(paragraph, **changes)
        if level.is_number:
            numbers = self._numbers.setdefault(self._list_key, {})
            number = listed.start or (numbers[listed.level] + 1 if listed.level in numbers else level.start)
            numbers[listed.level] = number
            if number != self._counter.following(listed.level):
                paragraph = msgspec.structs.replace(paragraph, list_start=max(1, number))
            self._counter.number(paragraph)
        return own_indents(paragraph, self.styles.full(entry.name).paragraph)

    def _with_level(
        self, paragraph: Paragraph, entry: Entry, found: etree._Element, left: float | None, first: float | None
    ) -> Any:
        """The format with the indents that the level of a list brings along, unless the text itself says others."""
        own = self.sheet.style("paragraph", found.get(q("text:style-name")))
        shape = own.find(q("style:paragraph-properties")) if own is not None else None
        group = own.getparent() if own is not None else None
        is_named = group is not None and group.tag == q("office:styles")
        says = set(shape.attrib) if shape is not None and not is_named else set()
        changes: dict[str, float] = {}
        if left is not None and not says & {q("fo:margin-left"), q("fo:margin")}:
            changes["left"] = left
        if first is not None and q("fo:text-indent") not in says:
            changes["first"] = first
        return msgspec.structs.replace(paragraph.format, **changes)

    def _inlines(self, parent: etree._Element, char: CharFormat, link: str) -> None:
        self._add_text(parent.text, char, link)
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _APART:
                self._inline(child, char, link)
            self._add_text(child.tail, char, link)

    def _inline(self, child: etree._Element, char: CharFormat, link: str) -> None:
        tag = child.tag
        if tag == q("text:span"):
            self._inlines(child, self.sheet.char_over(char, child.get(q("text:style-name"))), link)
        elif tag == q("text:a"):
            target = child.get(q("xlink:href"), "")
            self._inlines(child, self.sheet.char_over(char, child.get(q("text:style-name"))), target)
        elif tag == q("text:s"):
            self._add("\u0020" * min(max(whole(child.get(q("text:c")), 1), 1), _MAX_SPACES), char, link)
        elif tag == q("text:tab"):
            self._add("\t", char, link)
        elif tag == q("text:line-break"):
            self._add("\u2028", char, link)
        elif tag in (q("text:bookmark"), q("text:bookmark-start")):
            self._content.append(Bookmark(name=child.get(q("text:name"), "")[:200]))
        elif tag == q("text:note"):
            self._note(child)
        elif tag in (q("draw:frame"), q("draw:a")):
            self._picture(child)
        elif tag in _KINDS:
            self._field(child, char)
        else:
            # Fields that only others know, ruby, marks of changes: what they show.
            self._inlines(child, char, link)

    def _add_text(self, text: str | None, char: CharFormat, link: str) -> None:
        if not text:
            return
        shown = _SPACE.sub(" ", text)
        if self._spaced and shown.startswith(" "):
            shown = shown[1:]
        if shown:
            self._add(shown, char, link)
            self._spaced = shown.endswith(" ")

    def _add(self, text: str, char: CharFormat, link: str) -> None:
        # White space counts once in the file; what stands for more of it counts as it is.
        self._spaced = text[-1:] in ("\t", "\u2028")
        own = difference(self._base, char)
        last = self._content[-1] if self._content else None
        if isinstance(last, Run) and last.format == own and last.link == link:
            self._content[-1] = msgspec.structs.replace(last, text=last.text + text)
        else:
            self._content.append(Run(text=text, format=own, link=link))

    def _field(self, found: etree._Element, char: CharFormat) -> None:
        kind = _KINDS[str(found.tag)]
        style = self.sheet.patterns.get(found.get(q("style:data-style-name"), ""))
        written = moments.pattern(style) if style is not None and kind in ("date", "time") else ""
        self._content.append(Field(kind=kind, format=difference(self._base, char), pattern=written))
        self._spaced = False

    def _note(self, found: etree._Element) -> None:
        body = found.find(q("text:note-body"))
        if body is None or self._in_note:
            return
        kept = (self._content, self._base, self._spaced, self._in_body)
        self._in_note = True
        inside = self.cell_paragraphs(body)
        (self._content, self._base, self._spaced, self._in_body) = kept
        self._in_note = self._spaced = False
        name = str(len(self.notes) + 1)
        self.notes[name] = inside
        self._content.append(Note(name=name))

    def _picture(self, found: etree._Element) -> None:
        image = found.find(f".//{q('draw:image')}")
        if image is None:
            for box in found.iter(q("draw:text-box")):
                for part in box.iter(q("text:p"), q("text:h")):
                    self._inlines(part, self._base, "")
                return
            return
        target = posixpath.normpath(image.get(q("xlink:href"), ""))
        # Whatever points out of the archive is never fetched.
        data = self.package.part(target) if target.startswith("Pictures/") else b""
        kind = picture_kind(data)
        if not kind:
            return
        if target not in self._names:
            self._names[target] = f"{len(self.pictures) + 1}.{ {'jpeg': 'jpg'}.get(kind, kind) }"
            self.pictures[self._names[target]] = data
        frame = found if found.tag == q("draw:frame") else found.find(q("draw:frame"))
        pixels = picture_size(data) or (96, 96)
        width = points(frame.get(q("svg:width"))) if frame is not None else None
        height = points(frame.get(q("svg:height"))) if frame is not None else None
        said = found.find(f".//{q('svg:desc')}")
        if said is None:
            said = found.find(f".//{q('svg:title')}")
        self._content.append(
            Picture(
                name=self._names[target],
                width=max(1.0, width or pixels[0] * 0.75),
                height=max(1.0, height or pixels[1] * 0.75),
                description=(said.text or "") if said is not None else "",
            )
        )
        self._spaced = False

    def _facts(self) -> dict[str, str]:
        root = self.package.xml("meta.xml")
        group = root.find(q("office:meta")) if root is not None else None
        return {
            entry.tag.rpartition("}")[2]: entry.text.strip()
            for entry in (group if group is not None else ())
            if isinstance(entry.tag, str) and entry.text
        }
