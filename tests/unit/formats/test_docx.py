import io
import zipfile

import msgspec
from hypothesis import given, settings

from retrowriter.document.model import Table
from retrowriter.formats import docx, flow
from tests.helpers import documents as random_documents
from tests.helpers.documents import items_as_seen
from tests.helpers.memo import MEMO


def reduced(document):
    """What a Word document holds: all but origins; the indents of list items as they show."""
    return msgspec.structs.replace(
        document,
        blocks=tuple(
            items_as_seen(with_widths(block, document.page), document) for block in flow.prepared(document).blocks
        ),
    )


def with_widths(block, page):
    if not isinstance(block, Table):
        return block
    _, columns = flow.grid(block)
    return msgspec.structs.replace(block, widths=flow.shared_equally(flow.widths(block, columns, page), page))


@settings(deadline=None, max_examples=60)
@given(random_documents.documents())
def test_random_documents_survive(document):
    again = docx.read(docx.write(document))
    assert random_documents.view(again) == random_documents.view(reduced(document))


def test_a_header_is_not_related_to_itself():
    # LibreOffice follows such a relation until it crashes.
    with zipfile.ZipFile(io.BytesIO(docx.write(MEMO))) as archive:
        for part in ("header1", "footer1", "footnotes"):
            assert b"header1.xml" not in archive.read(f"word/_rels/{part}.xml.rels")
        assert b"header1.xml" in archive.read("word/_rels/document.xml.rels")
