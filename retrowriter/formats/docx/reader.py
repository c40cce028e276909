"""Reads Word documents (Office Open XML), as Word, LibreOffice and others write them."""

import re
from typing import Literal

import msgspec
from lxml import etree

from retrowriter.document.model import (
    Block,
    Bookmark,
    Break,
    CharFormat,
    Document,
    Field,
    Inline,
    Note,
    PageSetup,
    Paragraph,
    Picture,
    Run,
)
from retrowriter.formats.docx import properties
from retrowriter.formats.docx.names import EMU, STRICT, A, R, V, W, number, points, value, w
from retrowriter.formats.docx.styles import Entry, Sheet
from retrowriter.formats.docx.tables import read_table
from retrowriter.formats.flow import own_indents, picture_kind, picture_size
from retrowriter.formats.lists import LEVELS, Restarts, pattern
from retrowriter.formats.package import Package, resolve
from retrowriter.formats.relative import Styles, difference
from retrowriter.formats.rtf.reader import FIELDS
from retrowriter.formats.rtf.words import hyperlink, symbol

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MARKS = {"tab": "\t", "cr": "\u2028", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_INSIDE = frozenset(("ins", "smartTag", "sdtContent", "sdt", "moveTo", "customXml", "dir", "bdo"))


def read(data: bytes) -> Document:
    """The document in the bytes of a .docx file.

    Raises:
        UserError: code package_damaged when it is not one, or larger than any honest one.
    """
    return _Reader(Package(data, "a Word document")).read()


class _Reader:
    """Reads one file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheet = Sheet()
        self.styles = Styles({})
        self.part = ""
        self.relations: dict[str, tuple[str, str]] = {}
        self.page = PageSetup()
        self.pictures: dict[str, bytes] = {}
        self.notes: dict[str, tuple[Paragraph, ...]] = {}
        self._sections = 0
        self._restarts = Restarts()
        self._note_roots: dict[str, dict[str, etree._Element]] = {}
        self._picture_names: dict[str, str] = {}
        self._content: list[Inline] = []
        self._blocks: list[Block] = []
        self._base = CharFormat()
        self._instruction: list[str] | None = None
        self._hidden_result = False
        self._link = ""
        self._in_note = False
        self._after_mark = False

    def read(self) -> Document:
        """Reads all of it."""
        main = next((target for kind, target in self._relations("").values() if kind == "officeDocument"), "")
        self.part = main or "word/document.xml"
        root = self.package.xml(self.part, STRICT)
        body = root.find(w("body")) if root is not None else None
        if body is None:
            raise self.package.damaged()
        self.relations = self._relations(self.part)
        self.sheet.read_theme(self._related("theme"))
        self.sheet.read_styles(self._related("styles"))
        self.sheet.read_lists(self._related("numbering"))
        own = self.sheet.document_styles()
        self.styles = Styles.of(Document(styles=own))
        for kind in ("footnote", "endnote"):
            notes = self._related(f"{kind}s")
            found = notes.findall(w(kind)) if notes is not None else []
            self._note_roots[kind] = {note.get(w("id"), ""): note for note in found}
        sections = list(body.iter(w("sectPr")))
        header, footer = self._apart("header", sections), self._apart("footer", sections)
        first_header, first_footer = self._apart("header", sections, "first"), self._apart("footer", sections, "first")
        if sections:
            self._set_page(sections[0])
        blocks = self._body(body)
        facts = self._facts()
        return Document(
            blocks=blocks or (Paragraph(),),
            styles=own,
            page=self.page,
            header=header,
            footer=footer,
            first_header=first_header,
            first_footer=first_footer,
            notes=self.notes,
            pictures=self.pictures,
            title=facts.get("title", ""),
            author=facts.get("creator", ""),
            created=facts.get("created", ""),
            modified=facts.get("modified", ""),
        )

    def cell_paragraphs(self, cell: etree._Element) -> tuple[Paragraph, ...]:
        """The paragraphs of a cell; a table in it is taken apart."""
        outer, self._blocks = self._blocks, []
        for paragraph in cell.iter(w("p")):
            if not any(parent.tag == w("txbxContent") for parent in _between(paragraph, cell)):
                self._paragraph(paragraph, in_table=True)
        inside, self._blocks = self._blocks, outer
        return tuple(block for block in inside if isinstance(block, Paragraph)) or (Paragraph(),)

    def _body(self, body: etree._Element) -> tuple[Block, ...]:
        self._blocks = []
        for child in _flat(body):
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                page = self.page
                table = read_table(child, self.cell_paragraphs, self.sheet.borders, page)
                if table is not None:
                    self._blocks.append(table)
        return tuple(self._blocks)

    def _paragraph(self, element: etree._Element, in_table: bool = False) -> None:
        shape = element.find(w("pPr"))
        style = self.sheet.paragraph_style(value(shape, "pStyle"))
        self._base = style.char
        self._content = []
        self._in_table = in_table
        self._shape, self._style = shape, style
        self._inlines(element)
        section = shape.find(w("sectPr")) if shape is not None else None
        if section is None or self._content or in_table:
            self._end_paragraph()
        if section is not None and not in_table:
            self._blocks.append(Break(kind="section"))

    def _end_paragraph(self) -> None:
        shape, style = self._shape, self._style
        listed = self._list(shape, style)
        base = style.paragraph
        if listed is not None and listed[1] is not None:
            base = properties.paragraph_over(base, listed[1])
        full = properties.paragraph_over(base, shape)
        paragraph = Paragraph(style=style.name, format=full, content=tuple(self._content))
        if listed is not None:
            paragraph = msgspec.structs.replace(paragraph, **listed[0])
            paragraph = own_indents(paragraph, style.paragraph)
        own = difference(style.paragraph, paragraph.format)
        self._blocks.append(msgspec.structs.replace(paragraph, format=own))
        self._content = []

    def _list(
        self, shape: etree._Element | None, style: Entry
    ) -> tuple[dict[str, object], etree._Element | None] | None:
        """Kind, level, start and look of an item, and the format that its level brings along."""
        listed = shape.find(w("numPr")) if shape is not None else None
        use = number(value(listed, "numId"), style.list_id) if listed is not None else style.list_id
        level = number(value(listed, "ilvl"), style.list_level) if listed is not None else style.list_level
        level = max(0, min(level, LEVELS - 1))
        if use not in self.sheet.uses:
            return None
        definition, starts = self.sheet.uses[use]
        found = self.sheet.levels.get(definition, {}).get(level)
        if found is None or found.format == "none":
            return None
        look = pattern(found.look(level), level)
        fields: dict[str, object] = {"list_level": level, "list_look": look}
        if found.format == "bullet":
            return fields | {"list": "bullet"}, found.shape
        start = self._restarts.start(str(definition), str(use), level, found.start, starts.get(level))
        return fields | {"list": "number", "list_start": start}, found.shape

    def _inlines(self, parent: etree._Element) -> None:
        for child in parent:
            if not isinstance(child.tag, str) or not child.tag.startswith(f"{{{W}}}"):
                continue
            name = child.tag[len(W) + 2 :]
            if name == "r":
                self._run(child)
            elif name == "hyperlink":
                outer = self._link
                kind, target = self.relations.get(child.get(f"{{{R}}}id", ""), ("", ""))
                anchor = child.get(w("anchor"), "")
                self._link = (target if kind == "hyperlink" else "") + (f"#{anchor}" if anchor else "")
                self._inlines(child)
                self._link = outer
            elif name == "fldSimple":
                if not self._add_field(child.get(w("instr"), ""), child.find(f".//{w('rPr')}")):
                    self._inlines(child)
            elif name == "bookmarkStart":
                mark = child.get(w("name"), "")
                if mark and mark != "_GoBack":
                    self._content.append(Bookmark(name=mark))
            elif name in _INSIDE:
                self._inlines(child)

    def _run(self, run: etree._Element) -> None:
        shape = run.find(w("rPr"))
        char = self._char(shape)
        for child in run:
            if not isinstance(child.tag, str):
                continue
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                self._field_mark(child.get(w("fldCharType"), ""), shape)
            elif name == "instrText":
                if self._instruction is not None:
                    self._instruction.append(child.text or "")
            elif self._instruction is not None or self._hidden_result:
                continue
            elif name == "t":
                self._add_text(child.text or "", char)
            elif name in _MARKS:
                self._add_text(_MARKS[name], char)
            elif name == "br":
                self._break(child.get(w("type"), ""), char)
            elif name == "sym":
                code = child.get(w("char"), "")
                if re.fullmatch("[0-9A-Fa-f]{4}", code):
                    self._add_text(symbol(bytes([int(code, 16) & 0xFF])), char)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), child.get(w("id"), ""))
            elif name in ("footnoteRef", "endnoteRef"):
                self._after_mark = True
            elif name in ("drawing", "pict", "object"):
                self._picture(child)
            elif name == "AlternateContent":
                for drawing in child.iter(w("drawing")):
                    self._picture(drawing)

    def _char(self, shape: etree._Element | None) -> CharFormat:
        named = self.sheet.entries.get(value(shape, "rStyle") or "")
        base = self._base
        if named is not None and named.kind == "character":
            base = properties.char_over(base, named.run, self.sheet.fonts)
        return difference(self._base, properties.char_over(base, shape, self.sheet.fonts))

    def _add_text(self, text: str, char: CharFormat) -> None:
        if self._after_mark:
            self._after_mark = False
            text = text.removeprefix(" ")
        if not text:
            return
        last = self._content[-1] if self._content else None
        if isinstance(last, Run) and last.format == char and last.link == self._link:
            self._content[-1] = msgspec.structs.replace(last, text=last.text + text)
        else:
            self._content.append(Run(text=text, format=char, link=self._link))

    def _break(self, kind: str, char: CharFormat) -> None:
        if kind == "page" and not self._in_table and not self._in_note:
            if self._content:
                self._end_paragraph()
            self._blocks.append(Break())
        elif kind not in ("page", "column"):
            self._add_text("\u2028", char)

    def _field_mark(self, kind: str, shape: etree._Element | None) -> None:
        if kind == "begin":
            self._instruction, self._hidden_result = [], False
        elif kind == "separate" or (kind == "end" and self._instruction is not None):
            instruction = "".join(self._instruction or ()).strip()
            self._instruction = None
            if instruction.upper().startswith("HYPERLINK"):
                self._link = hyperlink(instruction)
            else:
                self._hidden_result = self._add_field(instruction, shape)
        if kind == "end":
            self._instruction, self._hidden_result, self._link = None, False, ""

    def _add_field(self, instruction: str, shape: etree._Element | None) -> bool:
        words = instruction.split()
        kind = FIELDS.get(words[0].upper()) if words else None
        if kind is None:
            return False
        picture = re.search(r'\\@\s*"([^"]*)"', instruction)
        self._content.append(Field(kind=kind, format=self._char(shape), pattern=picture[1] if picture else ""))
        return True

    def _note(self, kind: str, number_: str) -> None:
        root = self._note_roots.get(kind, {}).get(number_)
        if root is None or self._in_note:
            return
        kept = (self._content, self._blocks, self._base, self._shape, self._style, self._in_table, self.relations)
        self._blocks, self._in_note = [], True
        part = self._part(f"{kind}s")
        self.relations = self._relations(part) or self.relations
        for paragraph in root.iter(w("p")):
            self._paragraph(paragraph, in_table=True)
        inside = tuple(block for block in self._blocks if isinstance(block, Paragraph))
        (self._content, self._blocks, self._base, self._shape, self._style, self._in_table, self.relations) = kept
        self._in_note = self._after_mark = False
        name = str(len(self.notes) + 1)
        self.notes[name] = inside or (Paragraph(),)
        self._content.append(Note(name=name))

    def _picture(self, element: etree._Element) -> None:
        blip = element.find(f".//{{{A}}}blip")
        image = element.find(f".//{{{V}}}imagedata")
        address = blip.get(f"{{{R}}}embed", "") if blip is not None else ""
        if not address and image is not None:
            address = image.get(f"{{{R}}}id", "")
        kind, target = self.relations.get(address, ("", ""))
        if kind != "image":
            return
        if target not in self._picture_names:
            data = self.package.part(target)
            ending = picture_kind(data) or target.rpartition(".")[2][:5]
            if not data:
                return
            self._picture_names[target] = f"{len(self.pictures) + 1}.{ {'jpeg': 'jpg'}.get(ending, ending) }"
            self.pictures[self._picture_names[target]] = data
        name = self._picture_names[target]
        described = element.find(f".//{_WP}docPr")
        width, height = _size(element, self.pictures[name])
        text = described.get("descr", "") if described is not None else ""
        self._content.append(Picture(name=name, width=width, height=height, description=text))

    def _apart(
        self, kind: Literal["header", "footer"], sections: list[etree._Element], pages: str = "default"
    ) -> tuple[Paragraph, ...]:
        for section in sections:
            for reference in section.findall(w(f"{kind}Reference")):
                related, target = self.relations.get(reference.get(f"{{{R}}}id", ""), ("", ""))
                if reference.get(w("type"), "default") != pages or related != kind:
                    continue
                root = self.package.xml(target, STRICT)
                if root is None:
                    continue
                outer = self.relations
                self.relations = self._relations(target) or outer
                found = self.cell_paragraphs(root)
                self.relations = outer
                return found
        return ()

    def _set_page(self, section: etree._Element) -> None:
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        changes: dict[str, float | int] = {}
        if size is not None:
            for field, name in (("width", "w"), ("height", "h")):
                changes[field] = max(72.0, points(size.get(w(name)))) if size.get(w(name)) else 0.0
        if margins is not None:
            for field in ("left", "right", "top", "bottom", "header", "footer"):
                if margins.get(w(field)) is not None:
                    changes[field] = abs(points(margins.get(w(field))))
        columns = section.find(w("cols"))
        if columns is not None and number(columns.get(w("num")), 1) > 1:
            changes["columns"] = min(number(columns.get(w("num"))), 45)
            changes["column_gap"] = max(0.0, points(columns.get(w("space"), "720")))
        first = value(section, "pgNumType", "start")
        if first is not None:
            changes["first_page"] = max(0, min(number(first, 1), 32767))
        title = section.find(w("titlePg"))
        different = title is not None and title.get(w("val"), "1") not in ("0", "false", "off")
        self.page = msgspec.structs.replace(self.page, different_first=different)
        self.page = msgspec.structs.replace(
            self.page, **{key: size for key, size in changes.items() if size or key != "width"}
        )

    def _facts(self) -> dict[str, str]:
        root = None
        for kind, target in self._relations("").values():
            if kind == "core-properties":
                root = self.package.xml(target)
        found: dict[str, str] = {}
        for space, name in ((_DC, "title"), (_DC, "creator"), (_TERMS, "created"), (_TERMS, "modified")):
            fact = root.find(f"{space}{name}") if root is not None else None
            if fact is not None and fact.text:
                found[name] = fact.text.strip()
        return found

    def _part(self, kind: str) -> str:
        return next((target for of, target in self._relations(self.part).values() if of == kind), "")

    def _related(self, kind: str) -> etree._Element | None:
        target = self._part(kind)
        return self.package.xml(target, STRICT) if target else None

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: kind and target by identifier."""
        folder, _, name = part.rpartition("/")
        root = self.package.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
            outside = relation.get("TargetMode") == "External"
            # What lies outside is never fetched: only links keep its address.
            if not outside or kind == "hyperlink":
                found[relation.get("Id", "")] = (kind, target if outside else resolve(part, target))
        return found


def _flat(body: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of a body, also those in content controls and the like."""
    result: list[etree._Element] = []
    for child in body:
        if child.tag in (w("p"), w("tbl")):
            result.append(child)
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")):
            result += _flat(child)
    return result


def _between(element: etree._Element, top: etree._Element) -> list[etree._Element]:
    result: list[etree._Element] = []
    parent = element.getparent()
    while parent is not None and parent is not top:
        result.append(parent)
        parent = parent.getparent()
    return result


def _size(element: etree._Element, data: bytes) -> tuple[float, float]:
    extent = element.find(f".//{_WP}extent")
    if extent is not None:
        width, height = (number(extent.get(name)) / EMU for name in ("cx", "cy"))
    else:
        shape = next((found.get("style", "") for found in element.iter() if "width:" in found.get("style", "")), "")
        sizes = dict(re.findall(r"(width|height):([0-9.]+)pt", shape))
        pixels = picture_size(data) or (96, 96)
        width = float(sizes.get("width", pixels[0] * 0.75))
        height = float(sizes.get("height", pixels[1] * 0.75))
    return min(max(round(width, 2), 1.0), 1584.0), min(max(round(height, 2), 1.0), 1584.0)
