import io
import zipfile

import msgspec
from hypothesis import given, settings

from retrowriter.document.model import Break, Document, PageSetup, Paragraph, Table
from retrowriter.formats import flow, odt
from retrowriter.formats.relative import Styles
from tests.helpers import documents as random_documents
from tests.helpers.documents import items_as_seen
from tests.helpers.memo import MEMO, line
from tests.unit.formats.test_docx import with_widths


def reduced(document):
    """What an OpenDocument text holds: all but origins.

    A paragraph in the text that begins a page has a break before it; breaks stand before paragraphs; where a header
    stands is known when there is one; lists say where they begin when they do not go on.
    """
    styles = Styles.of(document)
    counter = flow.Counter()

    def part(paragraph):
        start = paragraph.list_start if paragraph.list_start != counter.following(paragraph.list_level) else 0
        counter.number(paragraph)
        return items_as_seen(msgspec.structs.replace(paragraph, list_start=start), document)

    blocks = []
    for block in flow.prepared(document).blocks:
        if isinstance(block, Break):
            if block.kind == "section" and not blocks:
                # Where the text begins is no break.
                continue
            if blocks and isinstance(blocks[-1], Break):
                blocks.append(Paragraph())
        elif isinstance(block, Table):
            rows = tuple(
                tuple(msgspec.structs.replace(cell, blocks=tuple(map(part, cell.blocks))) for cell in row)
                for row in block.rows
            )
            block = with_widths(msgspec.structs.replace(block, rows=rows), document.page)
        else:
            block = part(block)
            full = styles.paragraph(block.style, block.format)
            if full.page_break_before and not styles.full(block.style).paragraph.page_break_before:
                if not (blocks and blocks[-1] == Break()):
                    blocks.append(Break())
                block = msgspec.structs.replace(
                    block, format=msgspec.structs.replace(block.format, page_break_before=False)
                )
        blocks.append(block)
    page, usual = document.page, PageSetup()
    page = msgspec.structs.replace(
        page,
        header=page.header if document.header else usual.header,
        footer=page.footer if document.footer else usual.footer,
    )
    return msgspec.structs.replace(document, blocks=tuple(blocks), page=page)


@settings(deadline=None, max_examples=60)
@given(random_documents.documents())
def test_random_documents_survive(document):
    again = odt.read(odt.write(document))
    assert random_documents.view(again) == random_documents.view(reduced(document))


def test_the_archive_says_first_and_plainly_what_it_is():
    data = odt.write(MEMO)
    assert data[30:38] == b"mimetype"
    assert data[38:77] == b"application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = archive.read("META-INF/manifest.xml").decode()
        assert all(name in manifest for name in archive.namelist() if name not in ("mimetype", "META-INF/manifest.xml"))


def test_headers_of_the_first_page_and_where_they_stand():
    page = PageSetup(top=90.0, header=30.0, different_first=True)
    document = Document(
        blocks=(line("a"),), page=page, header=(line("all"),), first_header=(line("first"),), footer=(line("foot"),)
    )
    again = odt.read(odt.write(document))
    assert again.page == page
    assert (again.header, again.first_header, again.footer) == (document.header, document.first_header, document.footer)
