"""Writes HTML of today: clean elements, a style sheet for the styles, style attributes for what deviates from them."""

import base64
from collections.abc import Iterable, Iterator

import msgspec

from retrowriter.document.model import (
    Bookmark,
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
from retrowriter.document.styles import BUILT_IN, over
from retrowriter.formats import lines
from retrowriter.formats.flow import Counter, grid, paragraphs, picture_kind, settled, text_width, widths
from retrowriter.formats.html import css
from retrowriter.formats.html.names import LINK_LOOK, NOTE, NOTE_BACK, NOTE_MARK, SECTION, STYLE_TAGS, tag, text
from retrowriter.formats.listing import List, Listing
from retrowriter.formats.lists import look
from retrowriter.formats.markup import Attributes, attributes_text, escape
from retrowriter.formats.relative import Styles

_BASE = BUILT_IN[0]
_EXACT = "p,li,h1,h2,h3,blockquote,pre{white-space:pre-wrap;tab-size:36pt}"
_TABLES = "table{border-collapse:collapse}td{vertical-align:top;padding:0 5.4pt}"
_RAISED = "font-size:smaller;line-height:0"


def write(document: Document) -> bytes:
    """The bytes of an .html file. The same document gives the same bytes."""
    return _Writer(msgspec.structs.replace(document, blocks=settled(document.blocks))).write()


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles.of(document)
        self.counter = Counter()
        self.notes: list[str] = []

    def write(self) -> bytes:
        """All of it."""
        document = self.document
        body = "\n".join(part for part in (*self._blocks(), *self._notes()) if part)
        width = css.points(text_width(document.page))
        sheet = [
            f"@media screen{{body{{max-width:{width};margin:36pt auto;padding:0 18pt}}}}",
            _EXACT,
            _TABLES,
            *self._rules(),
        ]
        facts = (("author", document.author), ("created", document.created), ("changed", document.modified))
        head = [
            '<meta charset="utf-8">',
            tag("title", None, escape(document.title)),
            *(f"<meta{attributes_text({'name': name, 'content': value})}>" for name, value in facts if value),
            "<style>\n" + "\n".join(sheet) + "\n</style>",
        ]
        whole = "\n".join(
            ["<!DOCTYPE html>", "<html>", "<head>", *head, "</head>", "<body>", body, "</body>", "</html>"]
        )
        return (whole + "\n").encode("utf-8")

    def _rules(self) -> Iterator[str]:
        used = {paragraph.style for paragraph in paragraphs(self.document)} | {"Normal"}
        items = {paragraph.style for paragraph in paragraphs(self.document) if paragraph.list}
        wanted = [*self.document.styles, *(self.styles[name] for name in used)]
        names = {style.name for style in wanted}
        while True:
            bases = {self.styles[name].based_on for name in names} & set(self.styles.names)
            if bases <= names:
                break
            names |= bases
        for name in self.styles.names:
            if name not in names:
                continue
            style, full = self.styles[name], self.styles.full(name)
            # In full, since browsers have their own ideas of headings.
            rules = {"font-family": css.font_family(full.char.font)}
            rules["font-size"] = css.points(full.char.size)
            rules["font-weight"] = "bold" if full.char.bold else "normal"
            rules["font-style"] = "italic" if full.char.italic else "normal"
            letters = css.char_css(_BASE.char, full.char)
            if "background-color" in letters:
                # The background of the paragraph is its shading.
                letters[css.HIGHLIGHT] = letters.pop("background-color")
            rules |= letters | css.paragraph_css(None, full.paragraph)
            # Behind all that others know: LibreOffice leaves the rest of a rule when it meets them.
            rules[css.NAME] = css.quoted(name)
            rules |= {css.BASED_ON: css.quoted(style.based_on)} if style.based_on else {}
            rules |= {css.NEXT: css.quoted(style.next)} if style.next else {}
            if name in STYLE_TAGS:
                yield f"{'p,li' if name == 'Normal' else STYLE_TAGS[name]}{{{css.joined(rules)}}}"
            # Rules of their own: LibreOffice knows no list of elements and classes.
            if name not in STYLE_TAGS or name in items:
                yield f".{self._class(name)}{{{css.joined(rules)}}}"

    def _class(self, name: str) -> str:
        known = name if name in self.styles.names else "Normal"
        plain = known.replace(" ", "-")
        if known.replace(" ", "").isalnum() and known.isascii() and plain[0].isalpha():
            return plain
        return f"style-{self.styles.names.index(known)}"

    def _blocks(self) -> Iterator[str]:
        listing = self._listing()
        # Without line ends between its tags: in an item they would be seen.
        items = ""
        for block in self.document.blocks:
            if isinstance(block, Paragraph) and block.list:
                items += listing.item(block) + self._paragraph(block, "li").removesuffix("</li>")
                continue
            yield items + listing.end()
            items = ""
            if isinstance(block, Paragraph):
                yield self._paragraph(block)
            elif isinstance(block, Table):
                yield self._table(block)
            else:
                kind = SECTION if block.kind == "section" else ""
                yield tag("div", {"class": kind, "style": "page-break-after:always"})
        yield items + listing.end()

    def _open_list(self, opened: List) -> str:
        if not opened.kind:
            return '<ul style="list-style-type:none"><li>'
        found = look(opened.kind, opened.look, opened.level)
        if opened.kind == "bullet":
            usual = look("bullet", "", opened.level).before == found.before
            style = "" if usual else f"list-style-type:{css.quoted(found.before + ' ')}"
            return f"<ul{attributes_text({'style': style})}>"
        plain = not found.before and found.after == "."
        return "<ol{}>".format(
            attributes_text(
                {
                    "type": "" if found.mark == "1" else found.mark,
                    "start": opened.start if opened.start != 1 else None,
                    "data-look": "" if plain else f"{found.before}{found.mark}{found.after}",
                }
            )
        )

    def _paragraph(self, paragraph: Paragraph, name: str = "", lead: str = "") -> str:
        style = paragraph.style if paragraph.style in self.styles.names else "Normal"
        own = STYLE_TAGS.get(style)
        has_class = style != "Normal" and (name != "" or own is None)
        full = self.styles.paragraph(style, paragraph.format)
        attributes = {
            "class": self._class(style) if has_class else "",
            "style": css.joined(css.paragraph_css(self.styles.full(style).paragraph, full)),
        }
        inside = lead + "".join(self._inlines(paragraph.content, style))
        # A browser ignores the line break at the end of a paragraph, and a paragraph without content.
        filler = "<br>" if inside == lead or inside.endswith("<br>") or _ends_broken(paragraph.content) else ""
        return tag(name or own or "p", attributes, inside, filler)

    def _inlines(self, content: Iterable[Inline], style: str) -> Iterator[str]:
        base = self.styles.full(style).char
        for item in content:
            if isinstance(item, Run):
                if item.text:
                    yield self._run(item, base, self.styles.char(style, item.format))
            elif isinstance(item, Field):
                shown = text(lines.field_text(item, self.document))
                if shown:
                    yield _formatted(shown, base, self.styles.char(style, item.format))
            elif isinstance(item, Picture):
                yield self._picture(item)
            elif isinstance(item, Bookmark):
                yield tag("a", {"id": item.name})
            elif isinstance(item, Note) and item.name in self.document.notes:
                self.notes.append(item.name)
                number = len(self.notes)
                mark = tag("a", {"class": NOTE_MARK, "id": f"mark-{number}", "href": f"#note-{number}"}, str(number))
                yield tag("sup", {"style": _RAISED}, mark)

    def _run(self, run: Run, base: CharFormat, full: CharFormat) -> str:
        if not run.link:
            return _formatted(text(run.text), base, full)
        # Browsers show a link in blue and underlined.
        inside = over(base, LINK_LOOK)
        return tag("a", {"href": run.link}, _formatted(text(run.text), inside, full))

    def _picture(self, picture: Picture) -> str:
        data = self.document.pictures.get(picture.name, b"")
        kind = picture_kind(data)
        if not kind:
            return text(picture.description)
        mime = {"svg": "svg+xml"}.get(kind, kind)
        attributes: Attributes = {
            "src": f"data:image/{mime};base64,{base64.b64encode(data).decode('ascii')}",
            "alt": picture.description,
            "style": f"width:{css.points(picture.width)};height:{css.points(picture.height)}",
        }
        return f"<img{attributes_text(attributes)}>"

    def _table(self, table: Table) -> str:
        rows, columns = grid(table)
        heads = header_rows(table)
        out = ["<table{}>".format(attributes_text({"style": "" if table.widths else "width:100%"}))]
        if table.widths:
            sizes = widths(table, columns, self.document.page)
            out.append(
                "<colgroup>" + "".join(f'<col style="width:{css.points(size)}">' for size in sizes) + "</colgroup>"
            )
        line = {"border": f"{css.points(table.border)} solid"} if table.border > 0 else {}
        for number, places in enumerate(rows):
            cells: list[str] = []
            for place in places:
                if not place.first_row:
                    continue
                cell = place.cell
                shade = {"background-color": cell.shading} if cell.shading else {}
                attributes = {
                    "colspan": place.columns if place.columns > 1 else None,
                    "rowspan": cell.rows if cell.rows > 1 else None,
                    "style": css.joined(line | shade),
                }
                inside = self._paragraphs(cell.blocks or (Paragraph(),))
                cells.append(tag("td", attributes, inside))
            row = tag("tr", None, *cells)
            before = "<thead>" if heads and not number else ""
            out.append(before + row + ("</thead>" if heads and number == heads - 1 else ""))
        out.append("</table>")
        return "\n".join(out)

    def _paragraphs(self, blocks: Iterable[Paragraph], lead: str = "") -> str:
        listing = self._listing()
        out: list[str] = []
        for block in blocks:
            if block.list:
                out.append(listing.item(block) + self._paragraph(block, "li", lead).removesuffix("</li>"))
            else:
                out += [listing.end(), self._paragraph(block, "", lead)]
            lead = ""
        return "".join([*out, listing.end()])

    def _listing(self) -> Listing:
        return Listing(self._open_list, lambda closed: f"</li></{closed.tag}>", "</li>", self.counter)

    def _notes(self) -> Iterator[str]:
        if self.notes:
            yield f'<hr class="{NOTE}">'
        number = 0
        while number < len(self.notes) and number < 10_000:
            parts = self.document.notes[self.notes[number]] or (Paragraph(),)
            number += 1
            back = tag("a", {"class": NOTE_BACK, "href": f"#mark-{number}"}, str(number))
            lead = tag("sup", {"style": _RAISED}, back) + " "
            yield tag("div", {"class": NOTE, "id": f"note-{number}"}, self._paragraphs(parts, lead))


def header_rows(table: Table) -> int:
    """The rows that HTML can call headers: no cell may reach out of them."""
    count = min(table.header_rows, len(table.rows))
    reach = (number + cell.rows for number, row in enumerate(table.rows[:count]) for cell in row)
    return count if max(reach, default=0) <= count else 0


def _formatted(inside: str, base: CharFormat, full: CharFormat) -> str:
    """Text in tags where there are any for its format, and in a span for the rest."""
    out: dict[str, str] = {}
    takes_off = base.underline not in ("none", full.underline) or (base.strike and not full.strike)
    if takes_off:
        out["text-decoration"] = "none"
        base = msgspec.structs.replace(base, underline="none", strike=False)
    rules = css.char_css(base, full)
    tags: list[tuple[str, str]] = []
    for name, value, element in (
        ("font-weight", "bold", "b"),
        ("font-style", "italic", "i"),
        ("vertical-align", "super", "sup"),
        ("vertical-align", "sub", "sub"),
    ):
        if rules.get(name) == value:
            del rules[name]
            tags.append((element, ""))
    if "text-decoration" in rules:
        del rules["text-decoration"]
        rules.pop("text-decoration-skip", None)
        if full.underline not in ("none", base.underline):
            under = css.joined(css.decoration_css(full.underline, False)) if full.underline != "single" else ""
            tags.append(("u", under))
        if full.strike and not base.strike:
            tags.append(("s", ""))
    for element, style in reversed(tags):
        inside = tag(element, {"style": style}, inside)
    style = css.joined(out | rules)
    return tag("span", {"style": style}, inside) if style else inside


def _ends_broken(content: tuple[Inline, ...]) -> bool:
    last = next((item for item in reversed(content) if not isinstance(item, Run) or item.text), None)
    return isinstance(last, Run) and last.text.endswith(("\u2028", "\n"))
