"""Text with Layout: pages of 66 lines for a line printer of 1995, with form feeds, headers and page numbers."""

from retrowriter.document.model import Break, Document, Paragraph, Table
from retrowriter.errors import UserError
from retrowriter.formats import lines, text
from retrowriter.formats.encodings import LineEnd

COLUMNS = 72
PAGE_LINES = 66
FEWEST, MOST = 20, 255

_TOP = 3
_BOTTOM = 3


def write(
    document: Document,
    columns: int = COLUMNS,
    encoding: str = "utf-8",
    line_end: LineEnd = "lf",
    justified: bool = False,
) -> bytes:
    """The document as pages of lines.

    Raises:
        UserError: code columns when there are fewer or more than a printer has.
    """
    if not FEWEST <= columns <= MOST:
        raise UserError("columns", f"A line can have {FEWEST} to {MOST} columns.")
    setter = lines.Setter(document, columns, justified)
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            body += setter.paragraph(block)
        elif isinstance(block, Table):
            body += setter.table(block)
        elif isinstance(block, Break):
            body.append("\f")
    body += _notes(document, setter)
    pages = _pages(body, document.page.first_page, document, columns)
    return text.encode("\f".join(pages), encoding, line_end)


def _notes(document: Document, setter: lines.Setter) -> list[str]:
    names = list(setter.notes)
    if not names:
        return []
    out = ["", "-" * 20]
    for number, name in enumerate(names, 1):
        inside = [line for paragraph in document.notes.get(name, ()) for line in setter.paragraph(paragraph)]
        out.append(f"[{number}] {inside[0] if inside else ''}".rstrip())
        out += inside[1:]
    return out


def _pages(body: list[str], first: int, document: Document, columns: int) -> list[str]:
    room = PAGE_LINES - _TOP - _BOTTOM
    chunks: list[list[str]] = [[]]
    for line in body:
        if line == "\f":
            chunks.append([])
        elif len(chunks[-1]) >= room:
            # A blank line at the head of a page is no space between anything.
            chunks.append([line] if line else [])
        else:
            chunks[-1].append(line)
    while len(chunks) > 1 and not any(chunks[-1]):
        chunks.pop()
    alone = len(chunks) == 1 and not document.footer
    pages: list[str] = []
    for number, chunk in enumerate(chunks, first):
        place = (number, first + len(chunks) - 1)
        head = _apart(document, document.header, columns, place)[:_TOP]
        foot = _apart(document, document.footer, columns, place)
        if not foot and not alone:
            foot = [f"- {number} -".center(columns).rstrip()]
        page = head + [""] * (_TOP - len(head) if head else 0) + chunk
        if foot:
            foot = foot[: _BOTTOM - 1]
            page += [""] * (PAGE_LINES - len(page) - len(foot)) + foot
        pages.append(lines.joined(page))
    return pages


def _apart(document: Document, paragraphs: tuple[Paragraph, ...], columns: int, page: tuple[int, int]) -> list[str]:
    setter = lines.Setter(document, columns)
    return [line for paragraph in paragraphs for line in setter.paragraph(paragraph, page=page)]
