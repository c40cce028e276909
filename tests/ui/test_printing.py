"""PDF files: the text of each page, the paper, headers and footers, embedded fonts."""

import subprocess
import sys

from pypdf import PdfReader

from retrowriter import formats
from retrowriter.document.model import Document, Field, PageSetup, Paragraph, Run


def text(page):
    # The fonts have one glyph for the tab and the blank.
    return " ".join(page.extract_text().split())


def test_export_pdf(tmp_path):
    lines = [f"Line {number} of the text." for number in range(100)]
    document = Document(
        blocks=tuple(Paragraph(content=(Run(text=line),)) for line in lines),
        page=PageSetup(width=420.0, height=595.0),
        header=(Paragraph(content=(Run(text="Head of "), Field(kind="file"))),),
        footer=(Paragraph(content=(Run(text="Page "), Field(kind="page"), Run(text=" of "), Field(kind="pages"))),),
    )
    source, target = tmp_path / "A.rdw", tmp_path / "A.pdf"
    formats.write_file(source, document, formats.NATIVE)
    command = [sys.executable, "-m", "retrowriter", "export", str(source), str(target)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
    pages = PdfReader(target).pages
    assert len(pages) > 2
    body = []
    for number, page in enumerate(pages, 1):
        ends = f" Head of A.rdw Page {number} of {len(pages)}"
        assert text(page).endswith(ends)
        body.append(text(page).removesuffix(ends))
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (420, 595)
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert descriptor["/FontName"].endswith("LiberationSerif")
            assert "/FontFile2" in descriptor
    assert " ".join(body) == " ".join(lines)
