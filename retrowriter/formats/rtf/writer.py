"""Writes RTF as Word 6 and WordPad read it; what later readers know beyond that stands in groups that these skip."""

from collections.abc import Iterable

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
    ParagraphFormat,
    Picture,
    Run,
    Style,
    Table,
)
from retrowriter.formats.flow import Counter, grid, is_empty, list_indents, picture_kind, prepared, widths
from retrowriter.formats.lists import Lists, item_level, look
from retrowriter.formats.relative import Styles
from retrowriter.formats.rtf import codes
from retrowriter.text import numbering

_INSTRUCTIONS = {
    "page": "PAGE", "pages": "NUMPAGES", "date": "DATE", "time": "TIME", "file": "FILENAME", "title": "TITLE",
}  # fmt: skip
_CELL_GAP = 108


def write(document: Document) -> bytes:
    """The bytes of an RTF file, all of them ASCII."""
    return _Writer(document).write().encode("ascii")


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = prepared(document)
        self.styles = Styles.of(document)
        self.fonts: dict[str, int] = {}
        self.colors: dict[str, int] = {"": 0}
        self.numbers = {name: number for number, name in enumerate(self.styles.names)}
        self.lists = Lists()
        self.counter = Counter()
        self.font(self.styles.full("Normal").char.font)
        self.font("Symbol")

    def write(self) -> str:
        """All of the file; the tables at its head come last, when it is known what they hold."""
        styles = self._stylesheet()
        document = self.document
        flows = (
            *(("header", document.header), ("footer", document.footer)),
            *(("headerf", document.first_header), ("footerf", document.first_footer)),
        )
        apart = "".join(self._apart(kind, paragraphs) for kind, paragraphs in flows)
        body = "".join(self._block(block) for block in self._blocks())
        return "".join(
            (
                "{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang1033",
                codes.font_table(self.fonts),
                codes.color_table(self.colors),
                styles,
                codes.list_tables(self.lists),
                self._info(),
                codes.page(self.document.page),
                apart,
                body,
                "}\n",
            )
        )

    def font(self, name: str) -> int:
        """The number of a font."""
        return self.fonts.setdefault(name, len(self.fonts))

    def color(self, value: str) -> int:
        """The number of a colour; one that is none is the automatic one."""
        return self.colors.setdefault(value, len(self.colors)) if codes.is_color(value) else 0

    def _blocks(self) -> list[tuple[Block, Block | None, bool]]:
        """Each block with the one behind it, and whether a page break goes before it.

        Behind a table LibreOffice heeds a break only as a part of the paragraph's format.
        """
        result: list[tuple[Block, Block | None, bool]] = []
        blocks = self.document.blocks
        for index, block in enumerate(blocks):
            if isinstance(block, Break) and block.kind == "page":
                continue
            before = blocks[index - 1] if index else None
            breaks = isinstance(before, Break) and before.kind == "page"
            if breaks and index > 1 and isinstance(blocks[index - 2], Table) and isinstance(block, Paragraph):
                own = msgspec.structs.replace(block.format, page_break_before=True)
                block, breaks = msgspec.structs.replace(block, format=own), False
            result.append((block, blocks[index + 1] if index + 1 < len(blocks) else None, breaks))
        return result

    def _block(self, entry: tuple[Block, Block | None, bool]) -> str:
        block, after, page_break = entry
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Break):
            return "\\sect\n"
        # The mark of a section ends the paragraph before it.
        joins = isinstance(after, Break) and after.kind == "section" and not is_empty(block)
        return self._paragraph(block, "\\page " if page_break else "", "" if joins else "\\par\n")

    def _paragraph(self, paragraph: Paragraph, lead: str = "", end: str = "\\par\n", in_table: bool = False) -> str:
        full = self.styles.paragraph(paragraph.style, paragraph.format)
        left, first = list_indents(paragraph, full.left or 0.0, full.first or 0.0)
        full = msgspec.structs.replace(full, left=left, first=first)
        number = self.numbers.get(paragraph.style, self.numbers["Normal"])
        base = self.styles.full(paragraph.style).char
        listed = self._list_item(paragraph)
        table = "\\intbl" if in_table else ""
        head = f"\\pard\\plain{table}\\s{number}{listed[0]}{self._paragraph_codes(full)}"
        content = "".join(self._inlines(paragraph.content, paragraph.style, base))
        return f"{head}{self._char_codes(base)} {listed[1]}{lead}{content}{end}"

    def _list_item(self, paragraph: Paragraph) -> tuple[str, str]:
        """Codes and text of a list item, for readers of 1995 and of today."""
        if not paragraph.list:
            return "", ""
        level = item_level(paragraph)
        found = look(paragraph.list, paragraph.list_look, level)
        number = self.counter.number(paragraph)
        shown = numbering.number(number, paragraph.list_look, level) if found.mark else found.before
        # LibreOffice heeds what comes last, and of \\pn it knows but one list of bullets and one of numbers.
        place = f"{codes.old_list(found, number)}\\ls{self.lists.use(paragraph) + 1}\\ilvl{level}"
        return place, f"{{\\pntext {codes.escape(shown)}\\tab}}"

    def _inlines(self, content: Iterable[Inline], style: str, base: CharFormat) -> Iterable[str]:
        link = ""
        for item in content:
            if isinstance(item, Run) and not item.text:
                continue
            target = item.link if isinstance(item, Run) else link if isinstance(item, Bookmark | Note) else ""
            if target != link:
                if link:
                    yield "}}"
                if target:
                    yield f"{{\\field{{\\*\\fldinst {{{codes.escape(codes.hyperlink(target))}}}}}{{\\fldrslt "
                link = target
            yield self._inline(item, style, base)
        if link:
            yield "}}"

    def _inline(self, item: Inline, style: str, base: CharFormat) -> str:
        if isinstance(item, Run):
            text = codes.escape(item.text)
            changes = self._char_changes(base, self.styles.char(style, item.format))
            return f"{{{changes} {text}}}" if changes else text if text else ""
        if isinstance(item, Field):
            return self._field(item, self._char_changes(base, self.styles.char(style, item.format)))
        if isinstance(item, Picture):
            return self._picture(item)
        if isinstance(item, Bookmark):
            name = codes.escape(item.name)
            return f"{{\\*\\bkmkstart {name}}}{{\\*\\bkmkend {name}}}"
        return self._note(item)

    def _field(self, field: Field, changes: str) -> str:
        pattern = f' \\\\@ "{codes.escape(field.pattern)}"' if field.pattern and field.kind in ("date", "time") else ""
        title = codes.escape(self.document.title)
        result = {"page": "1", "pages": "1", "file": title, "title": title}.get(field.kind, "")
        instruction = f"{{\\*\\fldinst {{{changes} {_INSTRUCTIONS[field.kind]}{pattern}}}}}"
        return f"{{\\field{instruction}{{\\fldrslt {{{changes} {result}}}}}}}"

    def _picture(self, picture: Picture) -> str:
        data = self.document.pictures.get(picture.name, b"")
        kind = {"png": "\\pngblip", "jpeg": "\\jpegblip", "wmf": "\\wmetafile8"}.get(picture_kind(data), "")
        if picture.name.endswith(".wmf"):
            kind = "\\wmetafile8"
        elif picture.name.endswith(".emf"):
            kind = "\\emfblip"
        bitmap = picture_kind(data) == "bmp"
        if bitmap:
            kind, data = "\\dibitmap0", data[14:]
        if not data or not kind:
            return codes.escape(picture.description)
        size = f"\\picwgoal{codes.twips(picture.width)}\\pichgoal{codes.twips(picture.height)}"
        described = ""
        if picture.description:
            text = codes.escape(picture.description)
            described = f"{{\\*\\picprop{{\\sp{{\\sn wzDescription}}{{\\sv {text}}}}}}}"
        pict = f"{{\\pict{described}{kind}{size}\n{data.hex()}}}"
        return pict if bitmap or kind == "\\wmetafile8" else f"{{\\*\\shppict{pict}}}"

    def _note(self, note: Note) -> str:
        paragraphs = self.document.notes.get(note.name)
        if paragraphs is None:
            return ""
        body = [self._paragraph(paragraph, end="") for paragraph in paragraphs or (Paragraph(),)]
        mark = "{\\super\\chftn}"
        head, text = body[0].split(" ", 1)
        body[0] = f"{head} {mark} {text}"
        # An empty paragraph at the end is one only when it ends.
        whole = "\\par ".join(body) + ("\\par " if paragraphs and is_empty(paragraphs[-1]) else "")
        return f"{mark}{{\\footnote {whole}}}"

    def _apart(self, kind: str, paragraphs: tuple[Paragraph, ...]) -> str:
        if not paragraphs:
            return ""
        return f"{{\\{kind} {''.join(self._paragraph(paragraph) for paragraph in paragraphs)}}}\n"

    def _table(self, table: Table) -> str:
        rows, columns = grid(table)
        edges = [0.0]
        for width in widths(table, columns, self.document.page):
            edges.append(edges[-1] + width)
        line = f"\\brdrs\\brdrw{max(1, min(codes.twips(table.border), 75))}" if table.border > 0 else ""
        result: list[str] = []
        for number, places in enumerate(rows):
            shape = ["\\trowd\\trgaph108", "\\trleft0", "\\trhdr" if number < table.header_rows else ""]
            if line:
                shape += [f"\\trbrdr{side}{line}" for side in "tlbr"]
            cells: list[str] = []
            for place in places:
                if place.cell.rows > 1:
                    shape.append("\\clvmgf" if place.first_row else "\\clvmrg")
                if line:
                    shape += [f"\\clbrdr{side}{line}" for side in "tlbr"]
                if codes.is_color(place.cell.shading):
                    shape.append(f"\\clcbpat{self.color(place.cell.shading)}")
                shape.append(f"\\cellx{codes.twips(edges[min(place.column + place.columns, columns)])}")
                if place.first_row:
                    blocks = place.cell.blocks or (Paragraph(),)
                    parts = [self._paragraph(block, end="", in_table=True) for block in blocks]
                    cells.append("\\par\n".join(parts) + "\\cell\n")
                else:
                    cells.append("\\pard\\plain\\intbl\\cell\n")
            result.append(f"{''.join(shape)}\n{''.join(cells)}\\pard\\intbl\\row\n")
        return "".join(result)

    def _stylesheet(self) -> str:
        entries: list[str] = []
        for name, number in self.numbers.items():
            style: Style = self.styles[name]
            full = self.styles.full(name)
            base = self.numbers.get(style.based_on, codes.NO_STYLE)
            after = self.numbers.get(style.next, number)
            shown = codes.escape(codes.file_style_name(name))
            entries.append(
                f"{{\\s{number}{self._paragraph_codes(full.paragraph)}{self._char_codes(full.char)}"
                f"\\sbasedon{base}\\snext{after} {shown};}}\n"
            )
        return "{\\stylesheet\n" + "".join(entries) + "}\n"

    def _paragraph_codes(self, paragraph: ParagraphFormat) -> str:
        shading = f"\\cbpat{self.color(paragraph.shading)}" if codes.is_color(paragraph.shading) else ""
        return codes.paragraph(paragraph) + shading

    def _char_codes(self, char: CharFormat) -> str:
        """All of a character format, behind \\plain."""
        plain = CharFormat(font="", bold=False, italic=False)
        return self._char_changes(plain, char)

    def _char_changes(self, base: CharFormat, char: CharFormat) -> str:
        changes = codes.char_changes(base, char)
        if char.font != base.font:
            changes = f"\\f{self.font(char.font)}{changes}"
        if char.color != base.color:
            changes += f"\\cf{self.color(char.color)}"
        if char.highlight != base.highlight:
            number = self.color(char.highlight)
            changes += f"\\chshdng0\\chcbpat{number}\\cb{number}"
        return changes

    def _info(self) -> str:
        document = self.document
        facts = [f"{{\\title {codes.escape(document.title)}}}" if document.title else ""]
        facts.append(f"{{\\author {codes.escape(document.author)}}}" if document.author else "")
        facts.append(codes.time("creatim", document.created))
        facts.append(codes.time("revtim", document.modified))
        return f"{{\\info{''.join(facts)}}}\n" if any(facts) else ""
