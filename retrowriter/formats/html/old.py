"""Writes HTML 3.2, as a page of 1995 to 1997 was made: tags in capitals, FONT, tables, no style sheets, ASCII alone."""

from collections.abc import Iterable, Iterator
from html.entities import codepoint2name

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
from retrowriter.document.styles import over
from retrowriter.formats import lines
from retrowriter.formats.flow import Counter, grid, settled
from retrowriter.formats.html.names import LINK_LOOK, STYLE_TAGS
from retrowriter.formats.listing import List, Listing
from retrowriter.formats.lists import look
from retrowriter.formats.relative import Styles

_LATIN_1 = 0xFF
_SIGNS = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "--", "…": "...", "•": "*", "™": "<SUP>TM</SUP>", "€": "EUR",
    "\u2011": "-", "\u00ad": "&#173;", "\u2028": "<BR>\n", "\n": "<BR>\n", "\t": "&nbsp;&nbsp;&nbsp;&nbsp;",
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
}  # fmt: skip
_BULLETS = {"•": "DISC", "o": "CIRCLE", "■": "SQUARE"}
# The sizes that FONT knows, in points; 3 is the usual one.
_SIZES = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)


def write(document: Document) -> bytes:
    """The bytes of an .htm file for the browsers of the time; ASCII alone."""
    return _Writer(document).write().encode("ascii")


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles.of(document)
        self.notes: list[str] = []
        self.counter = Counter()

    def write(self) -> str:
        """All of it."""
        document = self.document
        body = [part for part in (*self._blocks(), *self._notes()) if part]
        author = f'<META NAME="AUTHOR" CONTENT="{_escape(document.author)}">' if document.author else ""
        head = [
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">', "<HTML>", "<HEAD>",
            f"<TITLE>{_escape(document.title or 'Untitled')}</TITLE>", author, "</HEAD>",
            '<BODY BGCOLOR="#FFFFFF" TEXT="#000000">',
        ]  # fmt: skip
        return "\n".join([*filter(None, head), *body, "</BODY>", "</HTML>", ""])

    def _blocks(self) -> Iterator[str]:
        listing = self._listing()
        for block in settled(self.document.blocks):
            if isinstance(block, Paragraph) and block.list:
                yield f"{listing.item(block)}<LI>{self._text(block)}"
                continue
            yield listing.end()
            if isinstance(block, Paragraph):
                yield self._paragraph(block)
            elif isinstance(block, Table):
                yield self._table(block)
            else:
                yield "<HR>"
        yield listing.end()

    def _listing(self) -> Listing:
        return Listing(self._open_list, lambda closed: f"</LI>\n</{closed.tag.upper()}>", "</LI>\n", self.counter)

    def _open_list(self, opened: List) -> str:
        if not opened.kind:
            return "<UL>\n<LI>"
        found = look(opened.kind, opened.look, opened.level)
        if opened.kind == "bullet":
            return f'<UL TYPE="{_BULLETS.get(found.before, "DISC")}">\n'
        start = f' START="{opened.start}"' if opened.start != 1 else ""
        kind = f' TYPE="{found.mark}"' if found.mark != "1" else ""
        return f"<OL{kind}{start}>\n"

    def _paragraph(self, paragraph: Paragraph) -> str:
        full = self.styles.paragraph(paragraph.style, paragraph.format)
        name = STYLE_TAGS.get(paragraph.style, f"h{full.level}" if 0 < full.level <= 6 else "p").upper()
        name = "H1" if paragraph.style == "Title" else name
        inside = self._text(paragraph) or "&nbsp;"
        side = {"center": "CENTER", "right": "RIGHT"}.get(full.alignment or "", "")
        if name in ("PRE", "BLOCKQUOTE"):
            return f"<{name}>{inside.replace('<BR>', '') if name == 'PRE' else inside}</{name}>"
        return f'<{name} ALIGN="{side}">{inside}</{name}>' if side else f"<{name}>{inside}</{name}>"

    def _text(self, paragraph: Paragraph) -> str:
        return "".join(self._inlines(paragraph.content, paragraph.style))

    def _inlines(self, content: Iterable[Inline], style: str) -> Iterator[str]:
        base = self.styles.full(style).char
        for item in content:
            if isinstance(item, Run):
                full = self.styles.char(style, item.format)
                if full.hidden or not item.text:
                    continue
                verbatim = style == lines.TYPEWRITER
                if item.link:
                    inside = _formatted(_escape(item.text, verbatim), over(base, LINK_LOOK), full)
                    yield f'<A HREF="{_escape(item.link)}">{inside}</A>'
                else:
                    yield _formatted(_escape(item.text, verbatim), base, full)
            elif isinstance(item, Field):
                yield _escape(lines.field_text(item, self.document))
            elif isinstance(item, Picture):
                yield _escape(f"[{item.description or 'Picture'}]")
            elif isinstance(item, Bookmark):
                yield f'<A NAME="{_escape(item.name)}"></A>'
            elif isinstance(item, Note) and item.name in self.document.notes:
                self.notes.append(item.name)
                yield f'<A HREF="#note{len(self.notes)}">[{len(self.notes)}]</A>'

    def _table(self, table: Table) -> str:
        rows, _ = grid(table)
        border = max(1, round(table.border)) if table.border > 0 else 0
        out = [f'<TABLE BORDER="{border}" CELLPADDING="4">']
        for number, places in enumerate(rows):
            out.append("<TR>")
            name = "TH" if number < table.header_rows else "TD"
            for place in places:
                if place.first_row:
                    across = f' COLSPAN="{place.columns}"' if place.columns > 1 else ""
                    down = f' ROWSPAN="{place.cell.rows}"' if place.cell.rows > 1 else ""
                    inside = "<BR>\n".join(self._text(block) for block in place.cell.blocks) or "&nbsp;"
                    out.append(f'<{name} ALIGN="LEFT" VALIGN="TOP"{across}{down}>{inside}</{name}>')
            out.append("</TR>")
        return "\n".join([*out, "</TABLE>"])

    def _notes(self) -> Iterator[str]:
        if self.notes:
            yield "<HR>\n<DL>"
        number = 0
        while number < len(self.notes) and number < 10_000:
            parts = self.document.notes[self.notes[number]]
            number += 1
            inside = "<BR>\n".join(self._text(part) for part in parts)
            yield f'<DT><A NAME="note{number}">[{number}]</A></DT>\n<DD>{inside}</DD>'
        if self.notes:
            yield "</DL>"


def _formatted(inside: str, base: CharFormat, full: CharFormat) -> str:
    """Text in the tags of its format."""
    if full.font != base.font and full.font.lower().startswith("courier"):
        inside = f"<TT>{inside}</TT>"
        font = {"COLOR": full.color if full.color != base.color else ""}
    else:
        size = _size(full.size) if full.size != base.size else 0
        font = {
            "FACE": _escape(full.font) if full.font != base.font else "",
            "SIZE": str(size) if size else "",
            "COLOR": full.color if full.color != base.color else "",
        }
    for name, on in (
        ("B", full.bold and not base.bold),
        ("I", full.italic and not base.italic),
        ("U", full.underline != "none" and base.underline == "none"),
        ("STRIKE", full.strike and not base.strike),
        ("SUP", full.script == "super" and base.script != "super"),
        ("SUB", full.script == "sub" and base.script != "sub"),
    ):
        inside = f"<{name}>{inside}</{name}>" if on else inside
    named = "".join(f' {name}="{value}"' for name, value in font.items() if value)
    return f"<FONT{named}>{inside}</FONT>" if named else inside


def _size(points: float) -> int:
    return min(range(len(_SIZES)), key=lambda place: abs(_SIZES[place] - points)) + 1


def _escape(text: str, verbatim: bool = False) -> str:
    out: list[str] = []
    for index, char in enumerate(text):
        if char == "\t" and verbatim:
            out.append(char)
        elif char == " " and not verbatim and index and text[index - 1] == " ":
            out.append("&nbsp;")
        elif char in _SIGNS:
            out.append(_SIGNS[char])
        elif " " <= char <= "~":
            out.append(char)
        elif char >= "\u00a0":
            name = codepoint2name.get(ord(char), "") if ord(char) <= _LATIN_1 else ""
            out.append(f"&{name};" if name else f"&#{ord(char)};")
    return "".join(out)
