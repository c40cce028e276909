"""Writes OpenDocument texts."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from retrowriter.document.model import (
    Block,
    Bookmark,
    Break,
    CharFormat,
    Document,
    Field,
    Inline,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
)
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats import lines, markup
from retrowriter.formats.flow import LIST_INDENT, Counter, grid, list_indents, picture_kind, prepared, widths
from retrowriter.formats.listing import List, Listing
from retrowriter.formats.lists import LEVELS, item_level, look
from retrowriter.formats.markup import element, escape
from retrowriter.formats.odt import moments, properties
from retrowriter.formats.odt.names import FIELDS, MANIFEST, MIME, NAMESPACES, VERSION, length, style_name
from retrowriter.formats.odt.page import master_page, page_layout
from retrowriter.formats.package import pack
from retrowriter.formats.relative import Styles

_BASE = BUILT_IN[0]
_ITEM_END = "</text:list-item></text:list>"
_MASTER = "Standard"


def write(document: Document) -> bytes:
    """The bytes of an .odt file. The same document gives the same bytes."""
    return _Writer(prepared(document)).write()


class _Automatic:
    """The automatic styles of a part: each format once, by a name."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, str], str] = {}

    def name(self, family: str, letter: str, head: str, inside: str) -> str:
        """The name of the style with these attributes and content."""
        key = (family, head, inside)
        if key not in self._names:
            self._names[key] = f"{letter}{len(self._names) + 1}"
        return self._names[key]

    def markup(self) -> str:
        """All of them."""
        return "".join(
            f'<style:style style:name="{name}" style:family="{family}"{head}>{inside}</style:style>'
            for (family, head, inside), name in self._names.items()
        )


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles.of(document)
        self.automatic = _Automatic()
        self.lists: dict[tuple[str, str], str] = {}
        self.data_styles: dict[tuple[str, str], str] = {}
        self.counter = Counter()
        self.notes = 0
        self.tables = 0
        self.media: dict[str, bytes] = {}

    def write(self) -> bytes:
        """All parts."""
        document = self.document
        body = "".join(self._blocks(document.blocks))
        content = markup.document(
            "office:document-content",
            NAMESPACES,
            [
                element("office:automatic-styles", None, self.automatic.markup(), *self._data_styles(), *self._lists()),
                element("office:body", None, element("office:text", None, body)),
            ],
            VERSION,
        )
        self.automatic, self.lists, self.data_styles = _Automatic(), {}, {}
        setup = document.page
        apart = {"header": document.header, "footer": document.footer}
        if setup.different_first:
            apart |= {"header-first": document.first_header, "footer-first": document.first_footer}
        parts = {name: "".join(self._blocks(found)) for name, found in apart.items()}
        master = master_page(setup, parts)
        automatic = [
            self.automatic.markup(), *self._data_styles(), *self._lists(),
            page_layout(setup, bool(document.header), bool(document.footer)),
        ]  # fmt: skip
        styles = markup.document(
            "office:document-styles",
            NAMESPACES,
            [
                element("office:styles", None, *self._styles()),
                element("office:automatic-styles", None, *automatic),
                element("office:master-styles", None, master),
            ],
            VERSION,
        )
        found = {"content.xml": content, "styles.xml": styles, "meta.xml": self._facts(), **self.media}
        files = {"mimetype": MIME.encode(), **found, "META-INF/manifest.xml": _manifest(found)}
        return pack(files.items(), first_stored=True)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        listing = Listing(self._open_list, lambda _closed: _ITEM_END, "</text:list-item><text:list-item>", self.counter)
        breaks: list[str] = []
        begun = False
        for block in blocks:
            if isinstance(block, Break):
                if block.kind == "section" and not begun:
                    # Where the text begins is no break.
                    continue
                begun = True
                if breaks:
                    yield listing.end() + self._paragraph(Paragraph(), breaks)
                breaks = [block.kind]
                continue
            begun = True
            if isinstance(block, Paragraph) and block.list:
                yield listing.item(block) + self._paragraph(block, breaks)
            elif isinstance(block, Paragraph):
                yield listing.end() + self._paragraph(block, breaks)
            else:
                yield listing.end() + self._table(block, breaks)
            breaks = []
        yield listing.end()
        if breaks:
            yield self._paragraph(Paragraph(), breaks)

    def _open_list(self, opened: List) -> str:
        if not opened.kind:
            return "<text:list><text:list-item>"
        name = self.lists.setdefault((opened.kind, opened.look), f"L{len(self.lists) + 1}")
        start = {"text:start-value": opened.start} if opened.kind == "number" and opened.start != 1 else {}
        return f'<text:list text:style-name="{name}"><text:list-item{markup.attributes_text(start)}>'

    def _paragraph(self, paragraph: Paragraph, breaks: Iterable[str] = ()) -> str:
        style = paragraph.style if paragraph.style in self.styles.names else "Normal"
        base, full = self.styles.full(style), self.styles.paragraph(style, paragraph.format)
        inherited, usual = base.paragraph, False
        if paragraph.list:
            at_level = LIST_INDENT * (item_level(paragraph) + 1)
            left, first = list_indents(paragraph, full.left or 0.0, full.first or 0.0)
            usual = (left, first) == (at_level, -LIST_INDENT)
            full = msgspec.structs.replace(full, left=left, first=first)
            inherited = msgspec.structs.replace(inherited, left=at_level, first=-LIST_INDENT)
        shape = properties.paragraph_properties(inherited, full, not usual, "page" in breaks)
        head = {"style:master-page-name": _MASTER} if "section" in breaks else {}
        name = style_name(style)
        if shape or head:
            own = markup.attributes_text({"style:parent-style-name": name, **head})
            name = self.automatic.name("paragraph", "P", own, shape)
        inside = "".join(self._inlines(paragraph.content, style))
        if full.level > 0:
            return element("text:h", {"text:style-name": name, "text:outline-level": min(full.level, 9)}, inside)
        return element("text:p", {"text:style-name": name}, inside)

    def _inlines(self, content: Iterable[Inline], style: str) -> Iterator[str]:
        base = self.styles.full(style).char
        spaced = True
        for item in content:
            if isinstance(item, Run):
                if not item.text:
                    continue
                inside = _text(item.text, spaced)
                spaced = item.text.endswith((" ", "\t", "\u2028", "\n"))
                shown = self._formatted(inside, base, self.styles.char(style, item.format))
                link = {"xlink:type": "simple", "xlink:href": item.link}
                yield element("text:a", link, shown) if item.link else shown
                continue
            if isinstance(item, Bookmark):
                yield element("text:bookmark", {"text:name": item.name})
                continue
            spaced = False
            if isinstance(item, Field):
                yield self._formatted(self._field(item), base, self.styles.char(style, item.format))
            elif isinstance(item, Picture):
                yield self._picture(item)
            elif isinstance(item, Note) and item.name in self.document.notes:
                yield self._note(item.name)

    def _formatted(self, inside: str, base: CharFormat, full: CharFormat) -> str:
        shape = properties.char_properties(base, full)
        if not shape:
            return inside
        return element("text:span", {"text:style-name": self.automatic.name("text", "T", "", shape)}, inside)

    def _field(self, field: Field) -> str:
        head: dict[str, object] = {}
        if field.kind in ("date", "time") and field.pattern:
            key = (field.kind, field.pattern)
            head["style:data-style-name"] = self.data_styles.setdefault(key, f"N{len(self.data_styles) + 1}")
        if field.kind == "page":
            head["text:select-page"] = "current"
        if field.kind == "file":
            head["text:display"] = "name-and-extension"
        return element(f"text:{FIELDS[field.kind]}", head, escape(lines.field_text(field, self.document)))

    def _picture(self, picture: Picture) -> str:
        data = self.document.pictures.get(picture.name, b"")
        kind = picture_kind(data)
        if not kind:
            return escape(picture.description)
        name = f"Pictures/{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        self.media[name] = data
        size = {"svg:width": length(picture.width), "svg:height": length(picture.height)}
        image = element(
            "draw:image",
            {"xlink:href": name, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"},
        )
        said = element("svg:desc", None, escape(picture.description)) if picture.description else ""
        return element("draw:frame", {"text:anchor-type": "as-char", **size}, image, said)

    def _note(self, name: str) -> str:
        self.notes += 1
        if self.notes > 10_000:
            return ""
        number = self.notes
        parts = self.document.notes[name] or (Paragraph(),)
        return element(
            "text:note",
            {"text:id": f"note{number}", "text:note-class": "footnote"},
            element("text:note-citation", None, str(number)),
            element("text:note-body", None, *self._blocks(parts)),
        )

    def _table(self, table: Table, breaks: Iterable[str]) -> str:
        rows, columns = grid(table)
        sizes = widths(table, columns, self.document.page)
        self.tables += 1
        head = {"style:master-page-name": _MASTER} if "section" in breaks else {}
        shape = element("style:table-properties", {"style:width": length(sum(sizes)), "table:align": "left"})
        name = self.automatic.name("table", "A", markup.attributes_text(head), shape)
        out = []
        for size in sizes:
            shape = element("style:table-column-properties", {"style:column-width": length(size)})
            column = self.automatic.name("table-column", "C", "", shape)
            out.append(element("table:table-column", {"table:style-name": column}))
        for number, places in enumerate(rows):
            cells: list[str] = []
            for place in places:
                if place.first_row:
                    shape = element(
                        "style:table-cell-properties",
                        {
                            "fo:border": f"{length(table.border)} solid #000000" if table.border > 0 else "none",
                            "fo:padding": "0pt",
                            "fo:padding-left": "5.4pt",
                            "fo:padding-right": "5.4pt",
                            "fo:background-color": place.cell.shading,
                        },
                    )
                    form = {
                        "table:style-name": self.automatic.name("table-cell", "E", "", shape),
                        "table:number-columns-spanned": place.columns if place.columns > 1 else None,
                        "table:number-rows-spanned": place.cell.rows if place.cell.rows > 1 else None,
                        "office:value-type": "string",
                    }
                    cells.append(element("table:table-cell", form, *self._blocks(place.cell.blocks or (Paragraph(),))))
                covered = place.columns - 1 if place.first_row else place.columns
                cells.append("<table:covered-table-cell/>" * covered)
            row = element("table:table-row", None, *cells)
            opens = "<table:table-header-rows>" if table.header_rows and not number else ""
            last = min(table.header_rows, len(rows)) - 1
            out.append(opens + row + ("</table:table-header-rows>" if number == last else ""))
        return element("table:table", {"table:name": f"Table{self.tables}", "table:style-name": name}, *out)

    def _lists(self) -> Iterator[str]:
        for (kind, pattern), name in self.lists.items():
            levels: list[str] = []
            for level in range(LEVELS):
                indent = LIST_INDENT * (level + 1)
                place = element(
                    "style:list-level-label-alignment",
                    {
                        "text:label-followed-by": "listtab",
                        "text:list-tab-stop-position": length(indent),
                        "fo:text-indent": length(-LIST_INDENT),
                        "fo:margin-left": length(indent),
                    },
                )
                shape = element(
                    "style:list-level-properties", {"text:list-level-position-and-space-mode": "label-alignment"}, place
                )
                found = look("number" if kind == "number" else "bullet", pattern, level)
                head: dict[str, object] = {"text:level": level + 1}
                if kind == "number":
                    head |= {"style:num-prefix": found.before, "style:num-suffix": found.after}
                    head["style:num-format"] = found.mark
                    levels.append(element("text:list-level-style-number", head, shape))
                else:
                    head["text:bullet-char"] = found.before
                    levels.append(element("text:list-level-style-bullet", head, shape))
            yield element("text:list-style", {"style:name": name}, *levels)

    def _data_styles(self) -> Iterator[str]:
        for (kind, pattern), name in self.data_styles.items():
            yield moments.as_style(name, kind, pattern)

    def _styles(self) -> Iterator[str]:
        plain = msgspec.structs.replace(_BASE.char, font="", size=0.0)
        yield element(
            "style:default-style", {"style:family": "paragraph"}, properties.char_properties(plain, _BASE.char)
        )
        for name in self.styles.names:
            style, full = self.styles[name], self.styles.full(name)
            based = style.based_on in self.styles.names
            base = self.styles.full(style.based_on) if based else _BASE
            head = {
                "style:name": style_name(name),
                "style:display-name": name,
                "style:family": "paragraph",
                "style:parent-style-name": style_name(style.based_on) if based else "",
                "style:next-style-name": style_name(style.next) if style.next in self.styles.names else "",
                "style:default-outline-level": full.paragraph.level or "",
                "style:class": "text",
            }
            yield element(
                "style:style",
                head,
                properties.paragraph_properties(base.paragraph, full.paragraph),
                properties.char_properties(base.char, full.char),
            )

    def _facts(self) -> bytes:
        document = self.document
        facts = (
            ("dc:title", document.title), ("meta:initial-creator", document.author), ("dc:creator", document.author),
            ("meta:creation-date", document.created), ("dc:date", document.modified),
        )  # fmt: skip
        out = [element(name, None, escape(value)) for name, value in facts if value]
        return markup.document("office:document-meta", NAMESPACES, [element("office:meta", None, *out)], VERSION)


def _text(text: str, spaced: bool) -> str:
    """Text with elements for what XML has no room for; spaced: a space stands before it, or its paragraph begins."""
    out: list[str] = []
    for char in text:
        if char == " " and spaced:
            out.append("<text:s/>")
        elif char == "\t":
            out.append("<text:tab/>")
        elif char in "\u2028\n":
            out.append("<text:line-break/>")
        else:
            out.append(escape(char))
        spaced = char in " \t\u2028\n"
    return "".join(out)


def _manifest(parts: Iterable[str]) -> bytes:
    kinds = {"xml": "text/xml", "svg": "image/svg+xml", "wmf": "image/x-wmf"}
    out = [element("manifest:file-entry", {"manifest:full-path": "/", "manifest:media-type": MIME})]
    for name in parts:
        ending = name.rpartition(".")[2]
        kind = kinds.get(ending, f"image/{ending}")
        out.append(element("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind}))
    return markup.document("manifest:manifest", {"manifest": MANIFEST}, out, ' manifest:version="1.3"')
