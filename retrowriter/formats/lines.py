"""Text in lines of a fixed width, as a typewriter has it: wrapping, alignment, list marks, tables drawn with signs."""

import textwrap
from collections.abc import Iterable

from retrowriter.document.model import Document, Field, Note, Paragraph, ParagraphFormat, Picture, Run, Table
from retrowriter.formats.flow import Counter, grid, list_indents, widths
from retrowriter.formats.relative import Styles
from retrowriter.text import numbering

# Ten characters an inch, six lines an inch.
CHARACTER = 7.2
LINE = 12.0
TYPEWRITER = "Typewriter"


class Setter:
    """Sets the paragraphs and tables of a document in lines."""

    def __init__(self, document: Document, columns: int, justified: bool = False) -> None:
        self.document = document
        self.columns = columns
        self.notes: list[str] = []
        self._justified = justified
        self._styles = Styles.of(document)
        self._counter = Counter()

    def paragraph(self, paragraph: Paragraph, columns: int = 0, page: tuple[int, int] | None = None) -> list[str]:
        """The lines of a paragraph, with blank ones for its space before and after.

        Args:
            columns: the width, where it isn't that of the page.
            page: the number of the page and of all pages, where they are known.
        """
        columns = columns or self.columns
        full = self._styles.paragraph(paragraph.style, paragraph.format)
        text = self.text(paragraph, page)
        before, after = (round((space or 0.0) / LINE) for space in (full.before, full.after))
        if paragraph.style == TYPEWRITER and not paragraph.list:
            lines = [part.expandtabs(8).rstrip() for part in text.split("\n")]
        else:
            lines = self._wrapped(paragraph, full, text, columns)
        return [""] * min(before, 4) + lines + [""] * min(after, 4)

    def text(self, paragraph: Paragraph, page: tuple[int, int] | None = None) -> str:
        """The characters of a paragraph; notes as [1], pictures as what they show."""
        parts: list[str] = []
        for item in paragraph.content:
            if isinstance(item, Run) and not item.format.hidden:
                char = self._styles.char(paragraph.style, item.format)
                parts.append(item.text.upper() if char.caps == "all" else item.text)
            elif isinstance(item, Field):
                parts.append(field_text(item, self.document, page))
            elif isinstance(item, Picture):
                parts.append(f"[{item.description or 'Picture'}]")
            elif isinstance(item, Note):
                self.notes.append(item.name)
                parts.append(f"[{len(self.notes)}]")
        return "".join(parts).replace("\u2028", "\n").replace("\u00ad", "")

    def table(self, table: Table) -> list[str]:
        """The lines of a table, ruled with signs when it has borders."""
        rows, columns = grid(table)
        shares = widths(table, columns, self.document.page)
        space = max(self.columns - columns - 1, 3 * columns)
        total = sum(shares) if sum(shares) > space * CHARACTER else space * CHARACTER
        sizes = [max(3, int(space * share / total)) for share in shares]
        rule = "+" + "+".join("-" * size for size in sizes) + "+"
        lines = [rule] if table.border > 0 else []
        for places in rows:
            cells: list[tuple[int, list[str]]] = []
            for place in places:
                size = sum(sizes[place.column : place.column + place.columns]) + place.columns - 1
                blocks = place.cell.blocks if place.first_row else ()
                inside = [line for block in blocks for line in self.paragraph(block, size)]
                cells.append((size, [part for line in inside for part in _cut(line, size)]))
            for number in range(max((len(inside) for _, inside in cells), default=0) or 1):
                parts = [(inside[number] if number < len(inside) else "").ljust(size) for size, inside in cells]
                edge = "|" if table.border > 0 else " "
                lines.append((edge + edge.join(parts) + edge).rstrip())
            if table.border > 0:
                lines.append(rule)
        return lines

    def _wrapped(self, paragraph: Paragraph, full: ParagraphFormat, text: str, columns: int) -> list[str]:
        left, first = list_indents(paragraph, full.left or 0.0, full.first or 0.0)
        right = _characters(full.right or 0.0)
        hang = max(0, min(_characters(left), columns // 2))
        start = max(0, min(_characters(left + first), columns // 2))
        mark = self._mark(paragraph)
        head = " " * start
        if mark:
            head += mark + " "
            hang = max(hang, start + 2)
            head = head.ljust(hang)
        elif "\t" in text and start < hang and text.index("\t") < columns // 2:
            # "TO:<tab>All staff", the text behind the tab at the indent.
            label, _, text = text.partition("\t")
            head = (head + label + " ").ljust(hang)
        # Without room behind its indent textwrap would never end.
        width = max(columns - right, len(head) + 8, hang + 8)
        lines: list[str] = []
        for number, part in enumerate(text.replace("\t", "    ").split("\n")):
            lead = head if not number else " " * hang
            wrapped = textwrap.wrap(
                part,
                width,
                initial_indent=lead,
                subsequent_indent=" " * hang,
                drop_whitespace=True,
                break_on_hyphens=False,
            )
            lines += self._aligned(wrapped or [lead.rstrip()], full.alignment, width)
        return lines

    def _mark(self, paragraph: Paragraph) -> str:
        number = self._counter.number(paragraph)
        if number:
            return numbering.number(number, paragraph.list_look, paragraph.list_level)
        if paragraph.list:
            bullet = numbering.bullet(paragraph.list_look, paragraph.list_level)
            return {"•": "*", "■": "*", "♦": "*", "–": "-"}.get(bullet, bullet)
        return ""

    def _aligned(self, lines: list[str], alignment: str | None, width: int) -> list[str]:
        if alignment == "center":
            return [line.strip().center(width).rstrip() for line in lines]
        if alignment == "right":
            return [line.strip().rjust(width) for line in lines]
        if alignment == "justify" or self._justified:
            return [*(_justified(line, width) for line in lines[:-1]), *lines[-1:]]
        return lines


def field_text(field: Field, document: Document, page: tuple[int, int] | None = None) -> str:
    """What a field shows where nothing fills it in."""
    number, count = page or (document.page.first_page, 1)
    shown = {"page": str(number), "pages": str(count), "file": document.title, "title": document.title}
    return shown.get(field.kind, (document.modified or document.created)[:10])


def joined(lines: Iterable[str]) -> str:
    """Lines as text."""
    return "".join(f"{line}\n" for line in lines)


def _characters(length: float) -> int:
    return round(length / CHARACTER)


def _cut(line: str, size: int) -> list[str]:
    return [line[at : at + size] for at in range(0, len(line), size)] or [""]


def _justified(line: str, width: int) -> str:
    body = line.lstrip()
    lead = line[: len(line) - len(body)]
    words = body.split()
    missing = width - len(lead) - len(" ".join(words))
    if len(words) < 2 or missing <= 0 or missing > 2 * len(words):
        return line
    gaps = [1] * (len(words) - 1)
    for number in range(missing):
        # From the right, so that odd spaces do not pile up at the margin.
        gaps[-1 - number % len(gaps)] += 1
    return lead + "".join(word + " " * gap for word, gap in zip(words, [*gaps, 0], strict=True))
