"""What word processors share about a body's shape: what may follow what, table grids, list counters, pictures."""

import struct
from collections.abc import Iterable, Iterator

import msgspec

from retrowriter.document.model import Block, Break, Document, PageSetup, Paragraph, ParagraphFormat, Run, Table
from retrowriter.document.tables import MAX_COLUMNS as MAX_COLUMNS
from retrowriter.document.tables import Place as Place
from retrowriter.document.tables import grid as grid

TWIPS = 20.0
# The hanging indent of a list item, and what each level adds.
LIST_INDENT = 18.0


def prepared(document: Document) -> Document:
    """The document as other programs can hold it: settled(), and a numbered list in another look says where it begins.

    Such programs count each list by itself, while here the numbers of a level go on whatever they look like.
    """
    counter = Counter()
    looks: dict[int, str] = {}

    def item(paragraph: Paragraph) -> Paragraph:
        number = counter.number(paragraph)
        if not number:
            return paragraph
        level, look = paragraph.list_level, paragraph.list_look
        is_new = level == 0 and bool(looks) and look not in looks.values()
        changed = looks[level] != look if level in looks else is_new
        looks[level] = look
        return msgspec.structs.replace(paragraph, list_start=number) if changed else paragraph

    blocks: list[Block] = []
    for block in settled(document.blocks):
        if isinstance(block, Paragraph):
            blocks.append(item(block))
        elif isinstance(block, Table):
            rows = tuple(
                tuple(msgspec.structs.replace(cell, blocks=tuple(map(item, cell.blocks))) for cell in row)
                for row in block.rows
            )
            blocks.append(msgspec.structs.replace(block, rows=rows))
        else:
            blocks.append(block)
    return msgspec.structs.replace(document, blocks=tuple(blocks))


def list_indents(paragraph: Paragraph, left: float, first: float) -> tuple[float, float]:
    """The indents with which an item of a list is seen: those of its level are added where it has none of its own."""
    if paragraph.list and not first:
        return left + LIST_INDENT * (paragraph.list_level + 1), -LIST_INDENT
    return left, first


def own_indents(paragraph: Paragraph, base: ParagraphFormat) -> Paragraph:
    """An item as a file has it, its format in full: the indents that its level adds are no format of its own."""
    left, first = paragraph.format.left or 0.0, paragraph.format.first or 0.0
    rest = round(left - LIST_INDENT * (paragraph.list_level + 1), 2)
    if not paragraph.list or first != -LIST_INDENT or base.first:
        return paragraph
    own = msgspec.structs.replace(paragraph.format, left=rest, first=0.0)
    return msgspec.structs.replace(paragraph, format=own)


class Counter:
    """Counts the items of numbered lists through a document."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def following(self, level: int) -> int:
        """The number that an item of a level would have if nothing said where it begins."""
        return self._numbers.get(level, 0) + 1

    def number(self, paragraph: Paragraph) -> int:
        """The number of the next paragraph; 0 when it is in no numbered list."""
        if paragraph.list != "number":
            return 0
        level = paragraph.list_level
        number = paragraph.list_start or self.following(level)
        self._numbers = {at: kept for at, kept in self._numbers.items() if at < level} | {level: number}
        return number


def settled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with an empty paragraph wherever other programs need one.

    Behind a break at the end, a page break before anything but a paragraph, a table at the end or before a table.
    """
    result: list[Block] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table) and not any(block.rows):
            continue
        result.append(block)
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(after, Paragraph):
            continue
        page_break = isinstance(block, Break) and (block.kind == "page" or after is None)
        if page_break or (isinstance(block, Table) and not isinstance(after, Break)):
            result.append(Paragraph())
    return tuple(result) or (Paragraph(),)


def is_empty(paragraph: Paragraph) -> bool:
    """Whether there is nothing in it."""
    return all(isinstance(item, Run) and not item.text for item in paragraph.content)


def widths(table: Table, columns: int, page: PageSetup) -> list[float]:
    """The widths of the columns; those that the table does not name share what is left of the text's width."""
    named = list(table.widths[:columns])
    missing = columns - len(named)
    if missing:
        rest = max(text_width(page) - sum(named), 18.0 * missing)
        named += [rest / missing] * missing
    return [max(width, 1.0) for width in named]


def text_width(page: PageSetup) -> float:
    """The width between the margins."""
    return max(page.width - page.left - page.right, 36.0)


def shared_equally(found: list[float], page: PageSetup) -> tuple[float, ...]:
    """The widths of a table as the document keeps them: none when its columns share the text's width equally."""
    share = text_width(page) / max(len(found), 1)
    return () if all(abs(width - share) < 0.5 for width in found) else tuple(round(width, 2) for width in found)


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those of tables one after the other."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from cell.blocks


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """All paragraphs of a document: body, tables, headers, footers and notes."""
    yield from flat(document.blocks)
    for apart in (document.header, document.footer, document.first_header, document.first_footer):
        yield from apart
    for note in document.notes.values():
        yield from note


def picture_kind(data: bytes) -> str:
    """The kind of a picture file by its first bytes, as its usual ending ("png"); "" when it is none that we know."""
    for kind, magic in _MAGIC:
        if data.startswith(magic):
            return kind
    return "svg" if b"<svg" in data[:512] else ""


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels, as its head says."""
    kind = picture_kind(data)
    try:
        if kind == "png":
            width, height = struct.unpack_from(">II", data, 16)
        elif kind == "gif":
            width, height = struct.unpack_from("<HH", data, 6)
        elif kind == "bmp":
            width, height = struct.unpack_from("<ii", data, 18)
        elif kind == "jpeg":
            width, height = _jpeg_size(data)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (abs(width), abs(height)) if width and height else None


_MAGIC = (
    ("png", b"\x89PNG\r\n\x1a\n"),
    ("jpeg", b"\xff\xd8\xff"),
    ("gif", b"GIF8"),
    ("bmp", b"BM"),
    ("tiff", b"II*\0"),
    ("tiff", b"MM\0*"),
    ("wmf", b"\xd7\xcd\xc6\x9a"),
)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(data):
        if data[position] != 0xFF:
            position += 1
            continue
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, position + 5)
            return width, height
        if marker == 0xFF or marker in (0x01, *range(0xD0, 0xD9)):
            position += 1 if marker == 0xFF else 2
            continue
        position += 2 + struct.unpack_from(">H", data, position + 2)[0]
    raise IndexError
