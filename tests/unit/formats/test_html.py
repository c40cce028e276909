import contextlib
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowriter.document.model import Break, Document, Field, PageSetup, Paragraph, Run, Table
from retrowriter.errors import UserError
from retrowriter.formats import find, flow, html, lines
from retrowriter.formats.html.writer import header_rows
from tests.helpers import documents as random_documents
from tests.helpers.documents import PNG
from tests.helpers.memo import MEMO, line


def reduced(document):
    """What a web page holds of a document: no tab stops, fields as text, nothing of the paper."""
    counter = flow.Counter()

    def part(paragraph):
        start = paragraph.list_start if paragraph.list_start != counter.following(paragraph.list_level) else 0
        counter.number(paragraph)
        content = tuple(
            Run(text=lines.field_text(item, document), format=item.format) if isinstance(item, Field) else item
            for item in paragraph.content
        )
        own = without_tabs(paragraph.format)
        return msgspec.structs.replace(paragraph, content=content, format=own, list_start=start)

    blocks = []
    for block in flow.settled(document.blocks):
        if isinstance(block, Paragraph):
            block = part(block)
        elif isinstance(block, Table):
            rows = tuple(
                tuple(msgspec.structs.replace(cell, blocks=tuple(map(part, cell.blocks))) for cell in row)
                for row in block.rows
            )
            widths = flow.shared_equally(list(block.widths), PageSetup()) if block.widths else ()
            block = msgspec.structs.replace(block, rows=rows, widths=widths, header_rows=header_rows(block))
        blocks.append(block)
    return msgspec.structs.replace(
        document,
        blocks=tuple(blocks),
        notes={name: tuple(map(part, found)) for name, found in document.notes.items()},
        styles=tuple(
            msgspec.structs.replace(style, paragraph=without_tabs(style.paragraph)) for style in document.styles
        ),
        header=(),
        footer=(),
        page=PageSetup(),
    )


def without_tabs(shape):
    return msgspec.structs.replace(shape, tabs=())


@settings(deadline=None, max_examples=60)
@given(random_documents.documents())
def test_random_documents_survive(document):
    again = html.read(html.write(document))
    assert random_documents.view(again) == random_documents.view(reduced(document))


@settings(deadline=None, max_examples=20)
@given(random_documents.documents())
def test_any_document_can_be_a_page_of_1996(document):
    data = html.write_old(document)
    assert data.isascii()
    html.read(data)


def test_a_page_of_1996_has_its_tags_and_no_style_sheet():
    data = html.write_old(MEMO).decode("ascii")
    assert 'HTML 3.2//EN">' in data
    assert "<OL>\n<LI>Load paper\n</LI>\n<LI>Switch it on\n<UL TYPE=" in data
    assert "Caf&eacute; Z&uuml;rich - &frac12; price: &pound;4" in data
    assert '<TD ALIGN="LEFT" VALIGN="TOP" ROWSPAN="2">12</TD>' in data
    assert "style" not in data.lower()
    tags = [part.split(">")[0].split(" ")[0] for part in data.split("<")[1:]]
    assert all(tag == tag.upper() for tag in tags)


def body(document):
    return [block.text if isinstance(block, Paragraph) else type(block).__name__ for block in document.blocks]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("  one\n two <br> three <br></p>", ["one two\u2028three"]),
        ("<p> a <b> b </b> c </p>", ["a b c"]),
        ("<pre>\n a\n  b\n</pre>", [" a\u2028  b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p></p><p>&nbsp;</p><p><br></p>", ["\u00a0", ""]),
        ("<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul>", ["a", "b", "c", "d"]),
        ("<script>x()</script><style>p{}</style><p onclick='x()'>a<!-- b --></p>", ["a"]),
        ("a<img src='http://x.invalid/a.png' alt='A cat'>b", ["a[A cat]b"]),
        ("<form><p>Name: <input value='x'><select><option>y</select></form>", ["Name:"]),
        ("<table><tr><td>a<table><tr><td>b</table></table>", ["Table", ""]),
        ("<p style='display:none'>a</p>b", ["b"]),
        ("<p>a</p><p style='page-break-after:always'>b</p>c", ["a", "b", "Break", "c"]),
        ("<h1>A</h1><hr>b", ["A", "", "b"]),
    ],
)
def test_reading(page, expected):
    assert body(html.read(page.encode())) == expected


def test_what_others_declare_becomes_styles_and_formats():
    page = """<html><head><meta charset=utf-8><title> A  page </title><style>
      body { font-family: Arial, sans-serif } p { margin-bottom: .25cm } h1 { font-size: 1.5em; color: red }
      .warn { color: rgb(255, 0, 0) } p.warn, td p { text-align: right } @media print { p { color: blue } }
    </style><body><h1>Head</h1><p class="warn big">Text <FONT size=+1 color=green face="Courier New">of old</FONT></p>
    <p align=center><a href="http://x.invalid/">link</a> <a href="javascript:x()">none</a></p>
    <ol start=3 type=I><li>three</ol><blockquote><p>quoted</p></blockquote></body></html>"""
    document = html.read(page.encode())
    styles = {style.name: style for style in document.styles}
    assert document.title == "A  page"
    assert styles["Normal"].char.font == "Arial"
    assert styles["Normal"].paragraph.after == pytest.approx(7.087)
    assert (styles["Heading 1"].char.size, styles["Heading 1"].char.color) == (21.0, "#ff0000")
    _, warn, middle, item, quoted = document.blocks
    assert (warn.format.alignment, warn.content[0].format.color) == ("right", "#ff0000")
    old = warn.content[1].format
    assert (old.font, old.size, old.color) == ("Courier New", 13.5, "#008000")
    assert middle.format.alignment == "center"
    assert [(run.text, run.link) for run in middle.content][::2] == [("link", "http://x.invalid/"), ("none", "")]
    assert (item.list, item.list_start, item.list_look) == ("number", 3, "I.")
    assert quoted.style == "Quote"


def test_what_is_left_out_is_said_when_the_document_is_saved():
    page = b"<p>a<script>x</script><input><img src=a.png><iframe></iframe>"
    losses = find("rtf").loses(html.read(page))
    assert losses == [
        f"{what} of the file that was opened"
        for what in ("embedded objects", "forms", "pictures that are not in the file", "scripts")
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>caf\u00e9".encode(), "caf\u00e9"),
        ("<meta charset=windows-1252><p>caf\u00e9 \u201c".encode("cp1252"), "caf\u00e9 \u201c"),
        (b"<meta http-equiv=content-type content='text/html; charset=ISO-8859-1'><p>\x93", "\u201c"),
        ("<p>caf\u00e9".encode("cp1252"), "caf\u00e9"),
        ("\ufeff<p>caf\u00e9".encode("utf-16-le"), "caf\u00e9"),
        ("<meta charset=shift_jis><p>\u30bd".encode("shift_jis"), "\u30bd"),
        (b"<meta charset=rot13><p>a", "a"),
    ],
)
def test_the_characters_of_a_page(data, expected):
    assert body(html.read(data))[-1] == expected


HOSTILE = {
    "nested blocks": b"<div>" * 200_000 + b"x",
    "nested letters": b"<b>" * 50_000 + b"x",
    "nested tables": b"<table><tr><td>" * 20_000 + b"x",
    "nested lists": b"<ul><li>" * 20_000 + b"x",
    "spans": b"<table><tr><td colspan=999999999 rowspan=999999999>x<tr><td colspan=-1 rowspan=0>y</table>",
    "cells": b"<table>" + (b"<tr>" + b"<td>" * 100) * 200 + b"</table>",
    "attributes": b"<p " + b"a=b " * 100_000 + b">x",
    "style": b"<p style='" + b"color:red;" * 100_000 + b"'>x",
    "sheet": b"<style>" + b"p.a{color:red}" * 20_000 + b"</style><p class=a>x",
    "braces": b"<style>" + b"{" * 20_000 + b"</style><p>x",
    "classes": b"<p class='" + b"a " * 100_000 + b"'>x",
    "an entity bomb": b"<!DOCTYPE a [<!ENTITY x '" + b"y" * 9000 + b"'>]><p>" + b"&x;" * 9000,
    "an address of nothing": b"<img src='data:image/png;base64,@@@'><img src='data:,%'>x",
    "a picture of nothing": b"<img src='data:image/png;base64,iVBORw0KGgo=' width=99999999 height=-5>x",
    "numbers": b"<ol start=99999999999999999999><li value=-1>x<p style='margin:1e999pt;font-size:-3em;line-height:0'>",
    "ends only": b"</p></td></table></body>" * 1000 + b"x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_soon(name):
    started = time.process_time()
    document = html.read(HOSTILE[name])
    html.write(document)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("data", [b"", b" \n", b"<html></html>"])
def test_an_empty_page_is_an_empty_document(data):
    assert html.read(data) == Document()


def test_what_is_no_text_is_no_page():
    with pytest.raises(UserError) as caught:
        html.read(PNG)
    assert caught.value.code == "html_damaged"


GOOD = html.write(MEMO)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_page_is_read_or_refused(data):
    position = data.draw(st.integers(0, len(GOOD) - 1))
    cut = data.draw(st.integers(0, 40))
    noise = data.draw(st.binary(max_size=4) | st.sampled_from([b"<", b">", b"</div>", b"<td>", b"<!--", b"\0", b"{"]))
    with contextlib.suppress(UserError):
        html.write(html.read(GOOD[:position] + noise + GOOD[position + cut :]))


def test_a_large_picture_comes_through():
    picture = PNG + bytes(12_000_000)
    document = msgspec.structs.replace(MEMO, pictures={"1.png": picture})
    assert list(html.read(html.write(document)).pictures.values()) == [picture]


def test_a_break_and_a_plain_line():
    document = html.read(html.write(Document(blocks=(line("a"), Break(), line("b")))))
    assert document.blocks == (line("a"), Break(), line("b"))
    assert document.styles == ()
