"""Writes Word documents (Office Open XML)."""

import hashlib
from collections.abc import Iterable

import msgspec

from retrowriter.document.model import (
    Block,
    Bookmark,
    Break,
    Document,
    Field,
    Inline,
    PageSetup,
    Paragraph,
    Picture,
    Run,
    Table,
)
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats import markup
from retrowriter.formats.docx import properties
from retrowriter.formats.docx.names import EMU, INSTRUCTIONS, NAMESPACES, NUMBER_FORMATS, PACKAGE, R
from retrowriter.formats.docx.properties import twips
from retrowriter.formats.flow import (
    LIST_INDENT,
    grid,
    is_empty,
    list_indents,
    picture_kind,
    prepared,
    widths,
)
from retrowriter.formats.lists import LEVELS, Lists, item_level, look
from retrowriter.formats.markup import element, escape
from retrowriter.formats.package import pack
from retrowriter.formats.relative import Styles

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BASE = BUILT_IN[0]


def write(document: Document) -> bytes:
    """The bytes of a .docx file. The same document gives the same bytes."""
    return _Writer(prepared(document)).write()


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles.of(document)
        self.lists = Lists()
        self.notes: list[str] = []
        self.media: dict[str, bytes] = {}
        self.relations: dict[tuple[str, str], str] = {}
        self.shown = 0
        self.marks = 0

    def write(self) -> bytes:
        """All parts."""
        apart_texts = self._apart_texts()
        section = self._section(set(apart_texts))
        body = "".join(self._blocks(section))
        parts = {
            "word/document.xml": markup.document("w:document", NAMESPACES, [element("w:body", None, body, section)]),
            "word/styles.xml": self._styles(),
            "word/numbering.xml": self._numbering(),
            "word/footnotes.xml": self._notes(),
            "word/settings.xml": markup.document(
                "w:settings", NAMESPACES, [element("w:defaultTabStop", {"w:val": 720})]
            ),
            "docProps/core.xml": self._facts(),
        }
        for name, content in apart_texts.items():
            root = "w:hdr" if name.startswith("header") else "w:ftr"
            parts[f"word/{name}.xml"] = markup.document(root, NAMESPACES, [content])
        for name in ("styles", "numbering", "footnotes", "settings"):
            self.relation(name, f"{name}.xml")
        apart = {"word/_rels/document.xml.rels": self._relations(self.relations)}
        # A header that is related to itself sends readers round in a circle.
        shared = {key: number for key, number in self.relations.items() if key[0] in ("hyperlink", "image")}
        for part in (*apart_texts, "footnotes"):
            apart[f"word/_rels/{part}.xml.rels"] = self._relations(shared)
        media = {f"word/media/{name}": data for name, data in self.media.items()}
        return pack({**self._frame(parts), **parts, **apart, **media}.items())

    def relation(self, kind: str, target: str) -> str:
        """The identifier of a relation of the document's part."""
        return self.relations.setdefault((kind, target), f"rId{len(self.relations) + 1}")

    def _blocks(self, section: str) -> Iterable[str]:
        blocks = self.document.blocks
        page_break = False
        for index, block in enumerate(blocks):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            ends = isinstance(after, Break) and after.kind == "section"
            if isinstance(block, Paragraph):
                joins = ends and not is_empty(block)
                yield self._paragraph(block, page_break, section if joins else "")
            elif isinstance(block, Table):
                yield self._table(block)
            elif block.kind == "section" and not _carries(blocks, index):
                yield element("w:p", None, element("w:pPr", None, section))
            page_break = isinstance(block, Break) and block.kind == "page"

    def _paragraph(self, paragraph: Paragraph, page_break: bool = False, section: str = "", lead: str = "") -> str:
        full = self.styles.paragraph(paragraph.style, paragraph.format)
        base = self.styles.full(paragraph.style)
        middle, usual = "", False
        if paragraph.list:
            left, first = list_indents(paragraph, full.left or 0.0, full.first or 0.0)
            usual = (left, first) == (LIST_INDENT * (item_level(paragraph) + 1), -LIST_INDENT)
            full = msgspec.structs.replace(full, left=left, first=first)
            number = self.lists.use(paragraph) + 1
            middle = element(
                "w:numPr",
                None,
                element("w:ilvl", {"w:val": item_level(paragraph)}),
                element("w:numId", {"w:val": number}),
            )
            # What the level of the list brings along stands between the style and the paragraph.
            inherited = msgspec.structs.replace(
                base.paragraph, left=LIST_INDENT * (item_level(paragraph) + 1), first=-LIST_INDENT
            )
        else:
            inherited = base.paragraph
        own = properties.paragraph_properties(inherited, full, middle, not usual)
        style = "" if paragraph.style == "Normal" else element("w:pStyle", {"w:val": self._style_id(paragraph.style)})
        shape = element("w:pPr", None, style, own, section)
        start = '<w:r><w:br w:type="page"/></w:r>' if page_break else ""
        content = "".join(self._inlines(paragraph.content, paragraph.style))
        return element("w:p", None, shape if shape != "<w:pPr/>" else "", lead, start, content)

    def _inlines(self, content: Iterable[Inline], style: str) -> Iterable[str]:
        for item in content:
            if isinstance(item, Run):
                if not item.text:
                    continue
                run = self._run(item, style)
                yield self._linked(item.link, run) if item.link else run
            elif isinstance(item, Field):
                shape = self._shape(style, item.format)
                pattern = f' \\@ "{item.pattern}"' if item.pattern and item.kind in ("date", "time") else ""
                instruction = f" {INSTRUCTIONS[item.kind]}{pattern} "
                shown = element("w:r", None, shape, element("w:t", None, "1"))
                yield element("w:fldSimple", {"w:instr": instruction}, shown)
            elif isinstance(item, Picture):
                yield self._picture(item)
            elif isinstance(item, Bookmark):
                self.marks += 1
                yield element("w:bookmarkStart", {"w:id": self.marks, "w:name": item.name})
                yield element("w:bookmarkEnd", {"w:id": self.marks})
            elif item.name in self.document.notes:
                self.notes.append(item.name)
                raised = element("w:rPr", None, element("w:vertAlign", {"w:val": "superscript"}))
                yield element("w:r", None, raised, element("w:footnoteReference", {"w:id": len(self.notes)}))

    def _run(self, run: Run, style: str) -> str:
        parts: list[str] = []
        text = ""

        def flush() -> None:
            if text:
                parts.append(f'<w:t xml:space="preserve">{escape(text)}</w:t>')

        for char in run.text:
            mark = {"\t": "<w:tab/>", "\u2028": "<w:br/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>"}.get(char)
            mark = "<w:softHyphen/>" if char == "\u00ad" else mark
            if mark is None:
                text += char
                continue
            flush()
            text = ""
            parts.append(mark)
        flush()
        return element("w:r", None, self._shape(style, run.format), *parts)

    def _shape(self, style: str, own: object) -> str:
        base = self.styles.full(style).char
        full = self.styles.char(style, own)  # type: ignore[arg-type]
        inside = properties.char_properties(base, full)
        return element("w:rPr", None, inside) if inside else ""

    def _linked(self, link: str, run: str) -> str:
        address, _, anchor = link.partition("#")
        if not address:
            return element("w:hyperlink", {"w:anchor": anchor}, run)
        return element("w:hyperlink", {"r:id": self.relation("hyperlink", address), "w:anchor": anchor}, run)

    def _picture(self, picture: Picture) -> str:
        data = self.document.pictures.get(picture.name, b"")
        kind = picture_kind(data)
        if kind in ("", "svg"):
            return element("w:r", None, element("w:t", None, escape(picture.description)))
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        self.media[name] = data
        self.shown += 1
        size = {"cx": round(picture.width * EMU), "cy": round(picture.height * EMU)}
        named = {"id": self.shown, "name": f"Picture {self.shown}", "descr": picture.description}
        address = self.relation("image", f"media/{name}")
        fill = element(
            "pic:blipFill", None, element("a:blip", {"r:embed": address}), "<a:stretch><a:fillRect/></a:stretch>"
        )
        form = element(
            "pic:spPr",
            None,
            element("a:xfrm", None, '<a:off x="0" y="0"/>', element("a:ext", size)),
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
        )
        head = element("pic:nvPicPr", None, element("pic:cNvPr", named), "<pic:cNvPicPr/>")
        graphic = element(
            "a:graphic",
            None,
            element("a:graphicData", {"uri": NAMESPACES["pic"]}, element("pic:pic", None, head, fill, form)),
        )
        inline = element("wp:inline", None, element("wp:extent", size), element("wp:docPr", named), graphic)
        return element("w:r", None, element("w:drawing", None, inline))

    def _table(self, table: Table) -> str:
        rows, columns = grid(table)
        sizes = [twips(size) for size in widths(table, columns, self.document.page)]
        line = {"w:val": "single", "w:sz": max(2, min(96, round(table.border * 8))), "w:space": 0, "w:color": "auto"}
        if table.border <= 0:
            line = {"w:val": "nil"}
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        shape = element(
            "w:tblPr",
            None,
            element("w:tblW", {"w:w": sum(sizes), "w:type": "dxa"}),
            element("w:tblBorders", None, *(element(f"w:{side}", line) for side in sides)),
            element("w:tblLayout", {"w:type": "fixed"}),
        )
        out = [shape, element("w:tblGrid", None, *(element("w:gridCol", {"w:w": size}) for size in sizes))]
        for number, places in enumerate(rows):
            cells: list[str] = []
            for place in places:
                width = sum(sizes[place.column : place.column + place.columns])
                form = [element("w:tcW", {"w:w": width, "w:type": "dxa"})]
                if place.columns > 1:
                    form.append(element("w:gridSpan", {"w:val": place.columns}))
                if place.cell.rows > 1:
                    form.append(element("w:vMerge", {"w:val": "restart" if place.first_row else "continue"}))
                if place.cell.shading:
                    fill = place.cell.shading.removeprefix("#").upper()
                    form.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))
                blocks = place.cell.blocks if place.first_row else ()
                inside = [self._paragraph(block) for block in blocks or (Paragraph(),)]
                cells.append(element("w:tc", None, element("w:tcPr", None, *form), *inside))
            head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.header_rows else ""
            out.append(element("w:tr", None, head, *cells))
        return element("w:tbl", None, *out)

    def _apart(self, kind: str, paragraphs: tuple[Paragraph, ...]) -> str:
        if paragraphs:
            self.relation(kind, f"{kind}1.xml")
        return "".join(self._paragraph(paragraph) for paragraph in paragraphs)

    def _apart_texts(self) -> dict[str, str]:
        """Headers and footers by the names of their parts."""
        document = self.document
        texts = {
            "header1": self._apart("header", document.header),
            "footer1": self._apart("footer", document.footer),
            "header2": self._apart("header", document.first_header),
            "footer2": self._apart("footer", document.first_footer),
        }
        return {name: text for name, text in texts.items() if text}

    def _section(self, apart: set[str]) -> str:
        page: PageSetup = self.document.page
        size: dict[str, object] = {"w:w": twips(page.width), "w:h": twips(page.height)}
        if page.width > page.height:
            size["w:orient"] = "landscape"
        margins = {
            "w:top": twips(page.top), "w:right": twips(page.right), "w:bottom": twips(page.bottom),
            "w:left": twips(page.left), "w:header": twips(page.header), "w:footer": twips(page.footer), "w:gutter": 0,
        }  # fmt: skip
        out: list[str] = []
        for name in ("header1", "footer1", "header2", "footer2"):
            if name in apart:
                kind, pages = name[:-1], "default" if name.endswith("1") else "first"
                address = self.relation(kind, f"{name}.xml")
                out.append(element(f"w:{kind}Reference", {"w:type": pages, "r:id": address}))
        out += [element("w:pgSz", size), element("w:pgMar", margins)]
        if page.first_page != 1:
            out.append(element("w:pgNumType", {"w:start": page.first_page}))
        if page.columns > 1:
            out.append(element("w:cols", {"w:num": min(page.columns, 45), "w:space": twips(page.column_gap)}))
        if page.different_first:
            out.append("<w:titlePg/>")
        return element("w:sectPr", None, *out)

    def _style_id(self, name: str) -> str:
        known = name if name in self.styles.names else "Normal"
        return "".join(char for char in known if char.isalnum() and char.isascii()) + (
            "" if known.replace(" ", "").isalnum() and known.isascii() else f"-{self.styles.names.index(known)}"
        )

    def _styles(self) -> bytes:
        plain = msgspec.structs.replace(_BASE.char, font="", size=0.0)
        defaults = element(
            "w:docDefaults",
            None,
            element("w:rPrDefault", None, element("w:rPr", None, properties.char_properties(plain, _BASE.char))),
            "<w:pPrDefault/>",
        )
        out = [defaults]
        for name in self.styles.names:
            style, full = self.styles[name], self.styles.full(name)
            based = style.based_on in self.styles.names
            base = self.styles.full(style.based_on) if based else _BASE
            kind = {"w:type": "paragraph", "w:styleId": self._style_id(name)}
            if name == "Normal":
                kind["w:default"] = "1"
            elif name not in {entry.name for entry in BUILT_IN}:
                kind["w:customStyle"] = "1"
            shown = name.lower() if name.startswith("Heading ") else name
            out.append(
                element(
                    "w:style",
                    kind,
                    element("w:name", {"w:val": shown}),
                    element("w:basedOn", {"w:val": self._style_id(style.based_on)}) if based else "",
                    element("w:next", {"w:val": self._style_id(style.next or name)}),
                    "<w:qFormat/>",
                    element("w:pPr", None, properties.paragraph_properties(base.paragraph, full.paragraph)),
                    element("w:rPr", None, properties.char_properties(base.char, full.char)),
                )
            )
        return markup.document("w:styles", NAMESPACES, out)

    def _numbering(self) -> bytes:
        out: list[str] = []
        for number, (kind, pattern) in enumerate(self.lists.definitions):
            levels: list[str] = []
            for level in range(LEVELS):
                found = look(kind, pattern, level)
                text = f"{found.before}%{level + 1}{found.after}" if found.mark else found.before
                indents = {"w:left": twips(LIST_INDENT * (level + 1)), "w:hanging": twips(LIST_INDENT)}
                levels.append(
                    element(
                        "w:lvl",
                        {"w:ilvl": level},
                        element("w:start", {"w:val": 1}),
                        element("w:numFmt", {"w:val": NUMBER_FORMATS.get(found.mark, "bullet")}),
                        element("w:lvlText", {"w:val": text}),
                        element("w:lvlJc", {"w:val": "left"}),
                        element("w:pPr", None, element("w:ind", indents)),
                    )
                )
            out.append(element("w:abstractNum", {"w:abstractNumId": number}, *levels))
        for number, use in enumerate(self.lists.uses, 1):
            again = ""
            if use.start:
                start = element("w:startOverride", {"w:val": use.start})
                again = element("w:lvlOverride", {"w:ilvl": use.level}, start)
            link = element("w:abstractNumId", {"w:val": use.definition})
            out.append(element("w:num", {"w:numId": number}, link, again))
        return markup.document("w:numbering", NAMESPACES, out)

    def _notes(self) -> bytes:
        kinds = ((-1, "separator"), (0, "continuationSeparator"))
        out = [
            element("w:footnote", {"w:type": kind, "w:id": number}, f"<w:p><w:r><w:{kind}/></w:r></w:p>")
            for number, kind in kinds
        ]
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        mark += '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        # Writing a note may add further ones, which then have their turn.
        number = 0
        while number < len(self.notes) and number < 10_000:
            paragraphs: tuple[Block, ...] = self.document.notes[self.notes[number]] or (Paragraph(),)
            number += 1
            inside = [
                self._paragraph(part, lead="" if place else mark)
                for place, part in enumerate(paragraphs)
                if isinstance(part, Paragraph)
            ]
            out.append(element("w:footnote", {"w:id": number}, *inside))
        return markup.document("w:footnotes", NAMESPACES, out)

    def _facts(self) -> bytes:
        document = self.document
        spaces = {
            "cp": f"{PACKAGE}/metadata/core-properties", "dc": "http://purl.org/dc/elements/1.1/",
            "dcterms": "http://purl.org/dc/terms/", "xsi": "http://www.w3.org/2001/XMLSchema-instance",
        }  # fmt: skip
        out = [element("dc:title", None, escape(document.title)) if document.title else ""]
        out.append(element("dc:creator", None, escape(document.author)) if document.author else "")
        for name, time in (("created", document.created), ("modified", document.modified)):
            if time:
                out.append(element(f"dcterms:{name}", {"xsi:type": "dcterms:W3CDTF"}, escape(time)))
        return markup.document("cp:coreProperties", spaces, out)

    def _relations(self, relations: dict[tuple[str, str], str]) -> bytes:
        out = [
            element(
                "Relationship",
                {
                    "Id": number,
                    "Type": f"{_OFFICE}/{kind}",
                    "Target": target,
                    "TargetMode": "External" if kind == "hyperlink" else "",
                },
            )
            for (kind, target), number in relations.items()
        ]
        return markup.document("Relationships", {}, out, f' xmlns="{PACKAGE}/relationships"')

    def _frame(self, parts: dict[str, bytes]) -> dict[str, bytes]:
        kinds = {
            "word/document.xml": f"{_WORD}.document.main+xml", "word/styles.xml": f"{_WORD}.styles+xml",
            "word/numbering.xml": f"{_WORD}.numbering+xml", "word/footnotes.xml": f"{_WORD}.footnotes+xml",
            "word/settings.xml": f"{_WORD}.settings+xml", "word/header1.xml": f"{_WORD}.header+xml",
            "word/footer1.xml": f"{_WORD}.footer+xml",
            "word/header2.xml": f"{_WORD}.header+xml", "word/footer2.xml": f"{_WORD}.footer+xml",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }  # fmt: skip
        out = [
            element("Default", {"Extension": "rels", "ContentType": f"{_RELATIONS}"}),
            element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        ]
        endings = sorted({name.rpartition(".")[2] for name in self.media})
        mimes = {"wmf": "image/x-wmf"}
        out += [
            element("Default", {"Extension": end, "ContentType": mimes.get(end, f"image/{end}")}) for end in endings
        ]
        out += [element("Override", {"PartName": f"/{name}", "ContentType": kinds[name]}) for name in parts]
        roots = [
            element("Relationship", {"Id": "rId1", "Type": f"{R}/officeDocument", "Target": "word/document.xml"}),
            element(
                "Relationship",
                {
                    "Id": "rId2",
                    "Type": f"{PACKAGE}/relationships/metadata/core-properties",
                    "Target": "docProps/core.xml",
                },
            ),
        ]
        return {
            "[Content_Types].xml": markup.document("Types", {}, out, f' xmlns="{PACKAGE}/content-types"'),
            "_rels/.rels": markup.document("Relationships", {}, roots, f' xmlns="{PACKAGE}/relationships"'),
        }


_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def _carries(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether the paragraph before a section break carries it."""
    before = blocks[index - 1] if index else None
    return isinstance(before, Paragraph) and not is_empty(before)
