"""Page numbers: a paragraph of its own in the header or the footer."""

import msgspec

from retrowriter.document.model import Alignment, Field, Paragraph, ParagraphFormat
from retrowriter.ui.apart import Apart

_Paragraphs = tuple[Paragraph, ...]


def put_in(apart: Apart, at_top: bool, alignment: Alignment, on_first: bool) -> Apart:
    """The document with page numbers; those that it had in paragraphs of their own go.

    Args:
        on_first: the first page bears its number too.
    """
    number = Paragraph(content=(Field(kind="page"),), format=ParagraphFormat(alignment=alignment))
    header, footer = _without(apart.header), _without(apart.footer)
    if apart.page.different_first:
        first_header, first_footer = _without(apart.first_header), _without(apart.first_footer)
    else:
        first_header, first_footer = header, footer
    page = msgspec.structs.replace(apart.page, different_first=apart.page.different_first or not on_first)
    numbered = (*header, number) if at_top else (*footer, number)
    first = (*first_header, number) if at_top else (*first_footer, number)
    made = msgspec.structs.replace(
        apart, page=page, header=numbered if at_top else header, footer=footer if at_top else numbered
    )
    if not page.different_first:
        return made
    return msgspec.structs.replace(
        made,
        first_header=first if at_top and on_first else first_header,
        first_footer=first if not at_top and on_first else first_footer,
    )


def found_in(apart: Apart) -> tuple[bool, Alignment, bool]:
    """Where the page numbers are, as put_in() takes it; at the bottom in the middle when there are none."""
    for paragraphs, at_top in ((apart.header, True), (apart.footer, False)):
        for paragraph in paragraphs:
            if _is_number(paragraph):
                first = apart.first_header if at_top else apart.first_footer
                on_first = not apart.page.different_first or any(_is_number(each) for each in first)
                return at_top, paragraph.format.alignment or "left", on_first
    return False, "center", True


def _without(paragraphs: _Paragraphs) -> _Paragraphs:
    return tuple(each for each in paragraphs if not _is_number(each))


def _is_number(paragraph: Paragraph) -> bool:
    return bool(paragraph.content) and all(
        isinstance(item, Field) and item.kind == "page" for item in paragraph.content
    )
