import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowriter.document.model import Break, Cell, CharFormat, Document, Paragraph, Run, Table
from retrowriter.errors import UserError
from retrowriter.formats import find, flow, lines, lists, markdown
from retrowriter.formats.relative import Styles
from tests.helpers import documents as random_documents
from tests.helpers.documents import PNG
from tests.helpers.memo import MEMO, line


def body(document):
    return [block.text if isinstance(block, Paragraph) else type(block).__name__ for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One\n\ntwo\nthree", [("One", "Heading 1", ""), ("two three", "Normal", "")]),
        ("Two\n---\n\n###### six", [("Two", "Heading 2", ""), ("six", "Heading 3", "")]),
        ("- a\n  - b\n\n1. c", [("a", "Normal", "bullet"), ("b", "Normal", "bullet"), ("c", "Normal", "number")]),
        ("> a\n> b\n>\n> c", [("a b", "Quote", ""), ("c", "Quote", "")]),
        ("```py\nx = 1\n  y\n```", [("x = 1\u2028  y", "Typewriter", "")]),
        ("    code", [("code", "Typewriter", "")]),
        ("a  \nb\\\nc", [("a\u2028b\u2028c", "Normal", "")]),
        ("a &copy; \\*b\\*", [("a \u00a9 *b*", "Normal", "")]),
        ("<script>x()</script>\n\nafter", [("after", "Normal", "")]),
        ("![A cat](http://x.invalid/a.png)", [("[A cat]", "Normal", "")]),
    ],
)
def test_reading(source, expected):
    found = [(block.text, block.style, block.list) for block in markdown.read(source.encode()).blocks]
    assert found == expected


def test_letters_links_and_tables():
    source = (
        "**bold** *italic* ~~gone~~ `code` [link](http://x.invalid/ 'title')\n\n| a | b |\n|---|--:|\n| c<br>d | e |\n"
    )
    paragraph, table, _ = markdown.read(source.encode()).blocks
    looks = {run.text: run.format for run in paragraph.content if run.text.strip()}
    assert looks["bold"] == CharFormat(bold=True)
    assert looks["italic"] == CharFormat(italic=True)
    assert looks["gone"] == CharFormat(strike=True)
    assert looks["code"] == CharFormat(font="Courier New")
    assert paragraph.content[-1].link == "http://x.invalid/"
    assert isinstance(table, Table)
    assert table.header_rows == 1
    texts = [[cell.blocks[0].text for cell in row] for row in table.rows]
    assert texts == [["a", "b"], ["c\u2028d", "e"]]
    assert table.rows[0][0].blocks[0].content[0].format == CharFormat()


def one_space(text):
    return " ".join(text.split())


def shape(document, written=False):
    """What Markdown holds of a document, as values that can be compared; written: typewriter lines are one block."""
    styles = Styles.of(document)
    counter = flow.Counter()
    out = []

    def letters(paragraph):
        known = "Normal" if paragraph.list else paragraph.style
        base = styles.full(known).char
        found = []
        for item in paragraph.content:
            if not isinstance(item, Run) or not item.text:
                continue
            full = styles.char(paragraph.style, item.format)
            if full.hidden:
                continue
            look = (full.bold and not base.bold, full.italic and not base.italic, full.strike and not base.strike)
            for char in item.text:
                if not char.isspace():
                    found.append((char, look, item.link))
        return found

    for block in document.blocks:
        if isinstance(block, Table):
            rows, _ = flow.grid(block)
            cells = [
                [[letters(part) for part in place.cell.blocks] if place.first_row else [] for place in places]
                for places in rows
            ]
            out.append(
                ("table", [[[char for part in cell for char in part] for cell in row if any(cell)] for row in cells])
            )
            [counter.number(part) for row in block.rows for cell in row for part in cell.blocks]
            continue
        if isinstance(block, Break):
            out.append(("rule",))
            continue
        if block.format.border == "bottom" and not block.content:
            out.append(("rule",))
            continue
        number = counter.number(block)
        style = {"Title": "Heading 1"}.get(block.style, block.style)
        style = style if style in markdown.KNOWN and not block.list else "Normal"
        if style == lines.TYPEWRITER:
            text = "".join(item.text for item in block.content if not item.format.hidden)
            if written and out and out[-1][0] == "verbatim":
                out[-1] = ("verbatim", out[-1][1] + "\u2028" + text)
            else:
                out.append(("verbatim", text))
            continue
        found = letters(block)
        if not found and not block.list:
            out.append(("nothing",))
        if found or block.list:
            delimiter = lists.look("number", block.list_look, block.list_level).after[:1] if number else ""
            out.append((style, found, block.list, block.list_level if block.list else 0, number, delimiter == ")"))
    return [entry for entry in out if entry[0] != "nothing" and (entry[0] != "verbatim" or entry[1].strip("\u2028"))]


@st.composite
def plain_documents(draw):
    """Documents of what Markdown has signs for."""
    formats = st.builds(
        CharFormat,
        bold=st.sampled_from([None, True]),
        italic=st.sampled_from([None, True]),
        strike=st.booleans(),
    )
    links = st.sampled_from(["", "", "", *random_documents.LINKS])
    runs = st.builds(Run, text=random_documents.texts, format=formats, link=links)
    kinds = st.sampled_from(["Normal", "Title", "Heading 1", "Heading 2", "Quote", "Typewriter"])

    def paragraph():
        kind = draw(st.sampled_from(["", "", "bullet", "number"]))
        return Paragraph(
            content=tuple(draw(st.lists(runs, max_size=4))),
            style=draw(kinds),
            list=kind,
            list_level=draw(st.integers(0, 2)) if kind else 0,
            list_start=draw(st.sampled_from([0, 0, 5])) if kind == "number" else 0,
            list_look=draw(st.sampled_from(["", "1."])) if kind == "number" else "",
        )

    blocks = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from("pppptb"))
        if kind == "t":
            columns = draw(st.integers(1, 3))
            rows = [
                tuple(
                    Cell(blocks=(Paragraph(content=tuple(draw(st.lists(runs, max_size=2)))),)) for _ in range(columns)
                )
                for _ in range(draw(st.integers(1, 2)))
            ]
            blocks.append(Table(rows=tuple(rows), header_rows=1))
        else:
            blocks.append(Break() if kind == "b" else paragraph())
    return Document(blocks=tuple(blocks))


@settings(deadline=None, max_examples=80)
@given(plain_documents())
def test_random_documents_survive(document):
    assert shape(markdown.read(markdown.write(document))) == shape(document, written=True)


@settings(deadline=None, max_examples=30)
@given(random_documents.documents())
def test_any_document_can_be_written_and_read(document):
    markdown.read(markdown.write(document))


def test_what_is_written():
    data = markdown.write(MEMO).decode()
    assert "# The New Laser Printer\n" in data
    assert "the **LaserWriter** in room 12 is *everybody\u2019s*; it" in data
    assert "1. Load paper\n2. Switch it on\n   - Wait for the green lamp\n3. Print\n" in data
    assert "| Room | Printer |  |\n| --- | --- | --- |\n| 12 | Laser | 8 ppm |" in data
    assert "[the dealer](<http://www.example.com/>)" in data
    assert "```\nC:\\>PRINT MEMO.TXT\n```\n" in data
    assert data.endswith("\\[1\\] Measured with the text of this memo.\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. no list", "1\\. no list\n"),
        ("- no list", "\\- no list\n"),
        ("# no heading", "\\# no heading\n"),
        ("a * b _c_ d_e [f] <g>", "a \\* b \\_c\\_ d_e \\[f\\] \\<g>\n"),
        ("AT&T &amp; &#65;", "AT\\&T \\&amp; \\&#65;\n"),
    ],
)
def test_signs_that_mean_nothing_are_escaped(text, expected):
    document = Document(blocks=(line(text),))
    assert markdown.write(document).decode() == expected
    assert markdown.read(expected.encode()).blocks[0].text == text


def test_what_would_be_lost_is_said():
    found = find("markdown").loses(MEMO)
    assert "styles other than headings, quotations and typewriter text" in found
    assert {"footnotes", "pictures", "page and section breaks", "merged cells of tables"} <= set(found)
    plain = Document(blocks=(line("a", "Heading 1"), line("b", "Quote"), line("c", list="bullet")))
    assert find("markdown").loses(plain) == []


HOSTILE = {
    "brackets": b"[" * 20_000,
    "quotes": b"> " * 20_000,
    "stars": b"*a " * 8_000 + b"**a" * 8_000,
    "backticks": b"`" * 50_000 + b"a",
    "items": b"- " * 20_000,
    "nested items": b"".join(b" " * (2 * level) + b"- a\n" for level in range(500)),
    "cells": b"|a" * 1000 + b"|\n" + b"|-" * 1000 + b"|\n" + (b"|" * 1000 + b"\n") * 20,
    "elements": b"<div>\n" * 30_000,
    "addresses": b"[a](<" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_soon(name):
    started = time.process_time()
    markdown.write(markdown.read(HOSTILE[name]))
    assert time.process_time() - started < 5


def test_what_is_no_text_is_refused():
    with pytest.raises(UserError) as caught:
        markdown.read(PNG)
    assert caught.value.code == "not_text"


def test_a_list_does_not_go_on_behind_a_listing():
    listing = Paragraph(content=(Run(text="dir"),), style="Typewriter")
    document = Document(blocks=(Paragraph(list="number"), listing, Paragraph(list="bullet", list_level=1)))
    read = markdown.read(markdown.write(document))
    assert [(block.list, block.list_level) for block in read.blocks] == [("number", 0), ("", 0), ("bullet", 1)]
