"""Markdown: CommonMark with the tables and the strikethrough of GitHub's dialect. Reading goes by way of HTML."""

import re
import unicodedata
from collections.abc import Iterator

from markdown_it import MarkdownIt

from retrowriter.document.model import CharFormat, Document, Field, Inline, Note, Paragraph, Picture, Run, Table
from retrowriter.errors import UserError
from retrowriter.formats import encodings, html, lines, text
from retrowriter.formats.flow import Counter, grid, is_empty, paragraphs
from retrowriter.formats.lists import item_level, look
from retrowriter.formats.relative import Styles

_HEADINGS = {"Title": 1, "Heading 1": 1, "Heading 2": 2, "Heading 3": 3}
KNOWN = frozenset(("Normal", "Heading 1", "Heading 2", "Heading 3", "Quote", lines.TYPEWRITER))
_BREAK = "\u2028"
_SIGNS = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w)")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_MAX_START = 999_999_999


def read(data: bytes) -> Document:
    """The document in the bytes of a .md file.

    Raises:
        UserError: code not_text when they are no text.
    """
    parser = _Parser("commonmark", {"html": True}).enable(["table", "strikethrough"])
    content = encodings.decode(data, text.guess(data).encoding)
    try:
        tokens = parser.parse(content)
        for token in tokens:
            if token.tag == "th":
                # That a cell is in the head says all; browsers make its text bold.
                token.tag = "td"
            elif token.type == "ordered_list_open" and token.markup == ")":
                token.attrSet("data-look", "1)")
        page = parser.renderer.render(tokens, parser.options, {})
    except RecursionError as error:
        raise UserError("markdown_damaged", "This file is nested more deeply than any text is.") from error
    return html.read_text(page)


def write(document: Document) -> bytes:
    """The bytes of a .md file, UTF-8."""
    return _Writer(document).write().encode("utf-8", "replace")


def lacks(document: Document) -> list[str]:
    """What beyond the format's keys a document would lose."""
    others = any(paragraph.style not in KNOWN for paragraph in paragraphs(document))
    return ["styles other than headings, quotations and typewriter text"] if others else []


class _Parser(MarkdownIt):
    """Leaves addresses as they are; what they may be is for the reader of HTML to say."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return bool(url)


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles.of(document)
        self.counter = Counter()
        self.notes: list[str] = []
        # The lists that are open: kind and sign, and how far their items' text is indented.
        self.open: list[tuple[str, int]] = []

    def write(self) -> str:
        """All of it."""
        out: list[str] = []
        verbatim: list[str] = []
        before = ""
        for block in self.document.blocks:
            if isinstance(block, Paragraph) and block.style == lines.TYPEWRITER and not block.list:
                verbatim += self._plain(block).split(_BREAK)
                continue
            if verbatim:
                out += _fenced(verbatim)
                before, verbatim, self.open = "", [], []
            if isinstance(block, Paragraph) and block.list:
                item = self._item(block, before == "list")
                out += item if before == "list" else ["", *item]
                before = "list"
                continue
            self.open = []
            if isinstance(block, Paragraph):
                if is_empty(block):
                    continue
                quotes = block.style == "Quote"
                out += [">" if quotes and before == "quote" else "", *self._paragraph(block)]
                before = "quote" if quotes else ""
            else:
                out += ["", *(self._table(block) if isinstance(block, Table) else ["---"])]
                before = ""
        out += _fenced(verbatim)
        for number, name in enumerate(self.notes, 1):
            for part in self.document.notes.get(name, ()):
                out += ["", f"\\[{number}\\] {self._text(part, ' ')}".rstrip()]
        return "\n".join(out).strip("\n") + "\n" if any(out) else ""

    def _paragraph(self, paragraph: Paragraph) -> list[str]:
        level = _HEADINGS.get(paragraph.style) or self.styles.paragraph(paragraph.style, paragraph.format).level
        if level:
            # A heading is one line, and signs at its end would be none of it.
            inside = re.sub(r"(#+)$", r"\\\1", self._text(paragraph, "<br>"))
            return [f"{'#' * min(level, 6)} {inside}"]
        found = self._text(paragraph, "\\\n").split("\n")
        return [f"> {line}" for line in found] if paragraph.style == "Quote" else found

    def _item(self, paragraph: Paragraph, follows: bool) -> list[str]:
        level, number = item_level(paragraph), self.counter.number(paragraph)
        kind = "-"
        if paragraph.list == "number":
            kind = ")" if look("number", paragraph.list_look, level).after.startswith(")") else "."
        del self.open[level + 1 :]
        out: list[str] = []
        there = self.open[level][0] if len(self.open) > level else ""
        if there and (there != kind or paragraph.list_start):
            del self.open[level:]
            if there == kind and follows:
                # Else it would go on with the numbers of the list before.
                out = [" " * (self.open[-1][1] if self.open else 0) + "<!-- -->", ""]
        lead = self.open[level - 1][1] if level and len(self.open) >= level else 0
        head = ""
        if len(self.open) < level:
            lead = self.open[-1][1] if self.open else 0
            for _ in range(level - len(self.open)):
                self.open.append(("", lead + len(head) + 2))
                head += "- "
        mark = "-" if kind == "-" else f"{min(number, _MAX_START)}{kind}"
        first = " " * lead + head + mark + " "
        if len(self.open) == level:
            if number > 1 and follows and not out:
                # Only a list that begins with 1 can follow a line of text.
                out = [""]
            self.open.append((kind, len(first)))
        else:
            self.open[level] = (kind, len(first))
        text_of, *rest = (self._text(paragraph, "\\\n") or "&nbsp;").split("\n")
        return [*out, first + text_of, *(" " * len(first) + line for line in rest)]

    def _table(self, table: Table) -> list[str]:
        rows, columns = grid(table)
        out: list[str] = []
        for number, places in enumerate(rows):
            cells = [""] * columns
            for place in places:
                if place.first_row:
                    parts = [self._text(block, "<br>") for block in place.cell.blocks]
                    cells[place.column] = "<br>".join(part for part in parts if part)
            out.append(f"| {' | '.join(cells)} |")
            if not number:
                out.append("|" + " --- |" * columns)
        return out

    def _plain(self, paragraph: Paragraph) -> str:
        parts: list[str] = []
        for item in paragraph.content:
            if isinstance(item, Run):
                parts.append("" if item.format.hidden else item.text)
            else:
                parts.append(self._other(item))
        return "".join(parts)

    def _other(self, item: Inline) -> str:
        if isinstance(item, Field):
            return lines.field_text(item, self.document)
        if isinstance(item, Picture):
            return f"[{item.description or 'Picture'}]"
        if isinstance(item, Note):
            self.notes.append(item.name)
            return f"[{len(self.notes)}]"
        return ""

    def _text(self, paragraph: Paragraph, line_break: str) -> str:
        """The text of a paragraph with its signs; line_break: what stands between two lines."""
        # An item is one whatever its style.
        has_style = not paragraph.list and paragraph.style in (*KNOWN, *_HEADINGS)
        known = paragraph.style if has_style else "Normal"
        base = self.styles.full(known).char
        out = ""
        for inside, full, link in self._pieces(paragraph, base):
            for number, part in enumerate(inside.replace("\n", _BREAK).split(_BREAK)):
                out += "\n" if number else ""
                out += _marked(part, full, link, out)
        found = [_guarded(line.strip(" \t")) for line in out.split("\n")]
        while found and not found[-1]:
            found.pop()
        while found and not found[0]:
            found.pop(0)
        # A line without text would end the paragraph.
        return line_break.join(line or "&nbsp;" for line in found)

    def _pieces(self, paragraph: Paragraph, base: CharFormat) -> Iterator[tuple[str, CharFormat, str]]:
        last: tuple[str, CharFormat, str] | None = None
        for item in paragraph.content:
            if isinstance(item, Run):
                full = self.styles.char(paragraph.style, item.format)
                piece = (item.text, _kept(base, full), item.link)
                if full.hidden or not item.text:
                    continue
            else:
                piece = (self._other(item), CharFormat(bold=False, italic=False), "")
                if not piece[0]:
                    continue
            if last is not None and last[1:] == piece[1:]:
                last = (last[0] + piece[0], *piece[1:])
                continue
            if last is not None:
                yield last
            last = piece
        if last is not None:
            yield last


def _kept(base: CharFormat, full: CharFormat) -> CharFormat:
    """What Markdown holds of a format."""
    font = full.font if full.font.lower().startswith("courier") and full.font != base.font else ""
    return CharFormat(
        font=font,
        bold=bool(full.bold and not base.bold),
        italic=bool(full.italic and not base.italic),
        strike=full.strike and not base.strike,
    )


def _marked(inside: str, char: CharFormat, link: str, before: str) -> str:
    """Text with the signs of its format; white space stands outside of them."""
    body = inside.strip(" \t")
    if not body:
        return inside.replace("\t", " ")
    start = inside[: len(inside) - len(inside.lstrip(" \t"))].replace("\t", " ")
    end = inside[len(inside.rstrip(" \t")) :].replace("\t", " ")
    body = re.sub(r"[ \t]+", " ", body)
    if char.font and "`" not in body and "|" not in body:
        out = f"`{body}`"
    else:
        out = _SIGNS.sub(lambda found: "\\" + found[0], body)
    # Signs count only at letters; elsewhere, and behind other signs, the elements of HTML do.
    is_plain = _is_letter(body[0]) and _is_letter(body[-1]) and not char.font
    is_plain = is_plain and not (char.strike and (char.bold or char.italic))
    is_plain = is_plain and (bool(start) or not before.endswith(("*", "~"))) and not link
    for on, sign, element in ((char.strike, "~~", "s"), (char.italic, "*", "i"), (char.bold, "**", "b")):
        if on:
            out = f"{sign}{out}{sign}" if is_plain else f"<{element}>{out}</{element}>"
    if link:
        address = re.sub(r"[\\<>&]", lambda found: "\\" + found[0], link).replace("\n", "")
        out = f"[{out}](<{address}>)"
    return start + out + end


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _guarded(line: str) -> str:
    """A line that is no heading, quotation, item or rule, whatever it begins with."""
    number = _NUMBER.match(line)
    if number is not None:
        return f"{number[0][:-1]}\\{line[len(number[0]) - 1 :]}"
    return f"\\{line}" if line.startswith(("#", ">", "+", "-", "=")) else line


def _fenced(found: list[str]) -> list[str]:
    """Lines as they are, between fences; none when nothing is in them."""
    if not any(found):
        return []
    longest = max((len(run) for line in found for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return ["", fence, *found, fence]
