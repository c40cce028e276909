"""Text with Layout, reference pages, and the command that makes them."""

import pytest
from hypothesis import given, settings

from retrowriter.__main__ import main
from retrowriter.document.model import Break, Cell, Document, Paragraph, ParagraphFormat, Run, Table
from retrowriter.errors import UserError
from retrowriter.formats import layout, man, rdw
from tests.helpers import documents as random_documents
from tests.helpers.memo import MEMO, line


def page_lines(data):
    return [page.split("\n") for page in data.decode().split("\f")]


def test_pages_have_66_lines_a_header_and_a_numbered_footer():
    pages = page_lines(layout.write(MEMO))
    assert [len(page) - 1 for page in pages] == [66, 66, 66]
    assert all(page[0] == "Memo" for page in pages)
    assert [page[65].strip() for page in pages] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_long_text_goes_on_on_the_next_page_and_a_short_one_has_no_number():
    many = Document(blocks=tuple(line(f"line {number}") for number in range(130)))
    pages = page_lines(layout.write(many))
    assert len(pages) == 3
    assert pages[1][65].strip() == "- 2 -"
    assert layout.write(Document(blocks=(line("short"),))) == b"short\n"


@pytest.mark.parametrize("columns", [40, 65, 72, 80])
def test_no_line_is_longer_than_its_columns(columns):
    text = "The quick brown fox jumps over the lazy dog. " * 12
    data = layout.write(Document(blocks=(line(text), line(text, "Quote"))), columns)
    lines = data.decode().split("\n")
    assert max(map(len, lines)) <= columns
    assert " ".join(data.decode().split()) == (text * 2).strip()


def test_justified_lines_reach_both_margins():
    text = "The quick brown fox jumps over the lazy dog. " * 12
    lines = layout.write(Document(blocks=(line(text),)), 60, justified=True).decode().rstrip("\n").split("\n")
    assert {len(entry) for entry in lines[:-1]} == {60}


def test_alignment_lists_and_tables_are_drawn():
    document = Document(
        blocks=(
            line("middle", format=ParagraphFormat(alignment="center")),
            line("end", format=ParagraphFormat(alignment="right")),
            line("first", list="number"),
            line("dot", list="bullet"),
            Table(rows=((Cell(blocks=(line("a"),)), Cell(blocks=(line("b"),))),)),
        )
    )
    assert layout.write(document, 20).decode().split("\n") == [
        "       middle",
        "                 end",
        "1. first",
        "* dot",
        "+--------+--------+",
        "|a       |b       |",
        "+--------+--------+",
        "",
    ]


@pytest.mark.timeout(10)
@pytest.mark.parametrize("label", ["Re", "A label that is longer than the line it stands in, by far and away"])
def test_the_text_behind_a_label_stands_at_the_indent_where_there_is_room(label):
    data = layout.write(Document(blocks=(line(f"{label}:\tthe new printer", "Memo Head"),)), 40).decode()
    assert "the new printer" in data.replace("\n", " ")
    assert max(map(len, data.split("\n"))) <= 40


def test_columns_that_no_printer_has_are_refused():
    with pytest.raises(UserError) as caught:
        layout.write(Document(), 5)
    assert caught.value.code == "columns"


@settings(deadline=None, max_examples=80)
@given(random_documents.documents())
def test_any_document_can_be_laid_out_and_made_a_reference_page(document):
    layout.write(document)
    assert man.write(document).startswith(b".TH ")


def test_a_reference_page():
    document = Document(
        title="sort(3)",
        blocks=(
            line("Name", "Heading 1"),
            Paragraph(content=(Run(text=".sort \\ sorts -x"),)),
            line('See\u2028"also"', "Heading 2"),
            line("'quoted", "Typewriter"),
            Break(),
        ),
    )
    assert man.write(document).decode().split("\n") == [
        '.TH "SORT" "3" ""',
        '.SH "NAME"',
        ".PP",
        "\\&.sort \\e sorts \\-x",
        '.SS "See also"',
        ".PP",
        ".nf",
        "\\&'quoted",
        ".fi",
        "",
    ]


@pytest.fixture
def memo(tmp_path):
    path = tmp_path / "memo.rdw"
    path.write_bytes(rdw.write(MEMO))
    return path


@pytest.mark.parametrize("ending", ["rtf", "docx", "odt", "html", "md", "txt", "man", "rdw"])
def test_export_by_the_ending(memo, tmp_path, ending, capsys):
    target = tmp_path / f"out.{ending}"
    assert main(["export", str(memo), str(target)]) == 0
    assert target.stat().st_size > 100
    assert ("is without" in capsys.readouterr().err) == (ending != "rdw")


def test_export_with_columns_and_encoding(memo, tmp_path):
    target = tmp_path / "out.txt"
    assert main(["export", str(memo), str(target), "--columns", "65", "--encoding", "CP437"]) == 0
    data = target.read_bytes()
    assert b"Caf\x82" in data
    assert data.count(b"\r\n") == data.count(b"\n") > 100


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["out.xyz"], "does not say a format"),
        (["out.txt", "--format", "wordstar"], "There is no format"),
        (["out.txt", "--encoding", "ebcdic"], "There is no encoding"),
        (["out.rtf", "--encoding", "cp437"], "no choice of encoding"),
        (["out.txt", "--columns", "3"], "20 to 255 columns"),
    ],
)
def test_export_says_what_is_wrong(memo, tmp_path, options, sentence, capsys):
    assert main(["export", str(memo), str(tmp_path / options[0]), *options[1:]]) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / options[0]).exists()
