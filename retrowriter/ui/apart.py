"""What a document has beside its text: the paper, headers and footers, footnotes.

It stands in the root frame's format, as the styles do, and is thereby on the undo stack with the text.
"""

from functools import lru_cache

import msgspec
from PySide6.QtGui import QTextDocument, QTextFrameFormat

from retrowriter.document.model import Document, PageSetup, Paragraph
from retrowriter.ui.text_formats import Property


class Apart(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a document has beside its text; the fields are those of Document."""

    page: PageSetup = PageSetup()
    header: tuple[Paragraph, ...] = ()
    footer: tuple[Paragraph, ...] = ()
    first_header: tuple[Paragraph, ...] = ()
    first_footer: tuple[Paragraph, ...] = ()
    notes: dict[str, tuple[Paragraph, ...]] = {}

    def header_on(self, number: int) -> tuple[Paragraph, ...]:
        """The header of a page, counted from 0."""
        return self.first_header if number == 0 and self.page.different_first else self.header

    def footer_on(self, number: int) -> tuple[Paragraph, ...]:
        """The footer of a page, counted from 0."""
        return self.first_footer if number == 0 and self.page.different_first else self.footer


def of(document: Document) -> Apart:
    """What a document has beside its text."""
    return Apart(**{name: getattr(document, name) for name in Apart.__struct_fields__})


def put_into(document: Document, apart: Apart) -> Document:
    """The document with all this."""
    return msgspec.structs.replace(document, **{name: getattr(apart, name) for name in Apart.__struct_fields__})


def kept(document: QTextDocument) -> str:
    """What was changed since the document was opened, as it stands in the frame's format; "" for nothing."""
    value = document.rootFrame().frameFormat().property(Property.APART)
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=16)
def decode(value: str) -> Apart:
    """What kept() gave."""
    return msgspec.json.decode(value, type=Apart)


def keep(frame: QTextFrameFormat, apart: Apart) -> None:
    """Writes it into a frame's format."""
    frame.setProperty(Property.APART, msgspec.json.encode(apart).decode())
