import contextlib
import struct
import time
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowriter.document.model import Break, Document, Paragraph, Run, Table
from retrowriter.errors import UserError
from retrowriter.formats import flow, rtf
from tests.helpers import documents as random_documents
from tests.helpers.documents import items_as_seen
from tests.helpers.memo import MEMO


def reduced(document):
    """What Rich Text holds of a document.

    An empty paragraph wherever Word needs one, columns only where cells begin, a page break behind a table as a part of
    the paragraph after it.
    """
    blocks = []
    for block in flow.prepared(document).blocks:
        if isinstance(block, Table):
            block = needed_columns(block, document.page)
        elif (
            isinstance(block, Paragraph) and len(blocks) > 1 and blocks[-1] == Break() and isinstance(blocks[-2], Table)
        ):
            blocks.pop()
            own = msgspec.structs.replace(block.format, page_break_before=True)
            block = msgspec.structs.replace(block, format=own)
        blocks.append(items_as_seen(block, document))
    return msgspec.structs.replace(
        document,
        blocks=tuple(blocks),
    )


def needed_columns(table, page):
    rows, columns = flow.grid(table)
    starts = sorted({place.column for places in rows for place in places} | {columns})
    widths = flow.widths(table, columns, page)
    merged = [sum(widths[start:end]) for start, end in pairwise(starts)]
    cells = []
    for places in rows:
        row = []
        for place in places:
            span = starts.index(place.column + place.columns) - starts.index(place.column)
            if place.first_row:
                row.append(msgspec.structs.replace(place.cell, columns=span))
        cells.append(tuple(row))
    return msgspec.structs.replace(table, rows=tuple(cells), widths=flow.shared_equally(merged, page))


@settings(deadline=None, max_examples=150)
@given(random_documents.documents())
def test_random_documents_survive(document):
    again = rtf.read(rtf.write(document))
    assert random_documents.view(again) == random_documents.view(reduced(document))


def body(document):
    return [block.text if isinstance(block, Paragraph) else type(block).__name__ for block in document.blocks]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [""]),
        (b"one", ["one"]),
        (b"one\\par two\\par", ["one", "two"]),
        (b"one\\page two", ["one", "Break", "two"]),
        (b"\\page two", ["Break", "two"]),
        (b"one\\sect two", ["one", "Break", "two"]),
        (b"a\\'e9b\\~c\\_d\\-e\\emdash f", ["a\u00e9b\u00a0c\u2011d\u00ade\u2014f"]),
        (b"\\u8364?\\uc0\\u8364 x\\uc2\\u8364\\'80\\'80y", ["\u20ac\u20acx\u20acy"]),
        (b"\\u-10179?\\u-8704?", ["\U0001f600"]),
        (b"\\u55357?x", ["x"]),
        (b"a{\\v b}{\\deleted c}d", ["abd"]),
        (b"a{\\*\\unheardof b{c}}d{\\xe e}", ["ad"]),
        (b"{\\fonttbl{\\f1\\fcharset204 A;}{\\f2\\fcharset128 B;}}\\f1 \\'c6\\f2 \\'83\\'5c", ["\u0416\u30bd"]),
        (b"{\\upr{bad}{\\*\\ud good}}", ["good"]),
        (b"{\\field{\\*\\fldinst TOC}{\\fldrslt shown}}", ["shown"]),
        (b"\\trowd\\cellx100\\intbl in a table\\cell\\row behind", ["Table", "behind"]),
        (b"\\trowd\\cellx100\\intbl cut off", ["cut off"]),
    ],
)
def test_reading(content, expected):
    assert body(rtf.read(b"{\\rtf1\\ansi " + content + b"}")) == expected


@pytest.mark.parametrize(("word", "codec"), [(b"\\mac", "mac_roman"), (b"\\pc", "cp437"), (b"\\pca", "cp850")])
def test_the_code_page_of_the_file_counts(word, codec):
    assert body(rtf.read(b"{\\rtf1" + word + b" \\'" + "\u00fc".encode(codec).hex().encode() + b"}")) == ["\u00fc"]


def test_what_we_write_is_ascii_and_uses_no_later_words_for_text():
    data = rtf.write(Document(blocks=(Paragraph(content=(Run(text="caf\u00e9 \u2013 \u0416 \u33e0"),)),)))
    assert data.isascii()
    assert b"caf\\'e9 \\'96 \\u1046? \\u13280 1" in data


def test_a_bitmap_that_wordpad_wrapped_in_a_metafile_is_unwrapped():
    bitmap = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0) + b"\0\0\xff\0"
    record = struct.pack("<IH", (28 + len(bitmap)) // 2, 0x0F43) + bytes(22) + bitmap
    metafile = struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0) + record + struct.pack("<IH", 3, 0)
    data = b"{\\rtf1 {\\pict\\wmetafile8\\picwgoal1440\\pichgoal720 " + metafile.hex().encode() + b"}}"
    document = rtf.read(data)
    picture = document.blocks[0].content[0]
    assert (picture.width, picture.height) == (72.0, 36.0)
    assert flow.picture_size(document.pictures[picture.name]) == (1, 1)
    # And back: a bitmap goes out as readers of 1995 know it.
    assert b"\\dibitmap0" in rtf.write(document)
    assert rtf.read(rtf.write(document)).pictures == document.pictures


HEAD = b"{\\rtf1\\ansi "
HOSTILE = {
    "nested groups": HEAD + b"{" * 200_000,
    "nested pictures": HEAD + b"{\\pict" * 3000,
    "numbers": HEAD
    + b"\\fs"
    + b"9" * 5000
    + b"\\li-2147483648\\cellx999999999\\trowd\\cellx5\\cell\\row\\u99999999999 x",
    "one word": HEAD + b"\\" + b"a" * 1_000_000 + b"1" * 1_000_000,
    "binary beyond the end": HEAD + b"{\\pict\\bin99999999 x}",
    "cells": HEAD + b"\\trowd" + b"\\cellx100" * 20_000 + b"\\cell" * 20_000 + b"\\row",
    "rows": HEAD + b"\\trowd\\clvmgf\\cellx100\\pard\\intbl\\cell\\row" * 3000,
    "columns": HEAD + b"".join(b"\\trowd\\cellx%d\\cellx%d\\intbl\\cell\\cell\\row" % (i, i + 40) for i in range(3000)),
    "tabs": HEAD + b"\\tx100" * 50_000 + b"x",
    "styles": HEAD + b"{\\stylesheet" + b"".join(b"{\\s%d\\sbasedon%d S;}" % (i, i + 1) for i in range(5000)) + b"}x",
    "styles in a circle": HEAD + b"{\\stylesheet{\\s0\\sbasedon1 A;}{\\s1\\sbasedon0 B;}}x\\par",
    "fields": HEAD + b"{\\field{\\*\\fldinst HYPERLINK " + b"\\\\l " * 30_000 + b"}{\\fldrslt x}}",
    "notes in headers in notes": HEAD + b"{\\header {\\footnote {\\header x}}}{\\footnote {\\footnote x}}",
    "an unclosed picture": HEAD + b"{\\pict\\pngblip 8950",
    "a bitmap of nothing": HEAD + b"{\\pict\\dibitmap0 " + b"28000000" + b"ff" * 60 + b"}",
    "a metafile of nothing": HEAD + b"{\\pict\\wmetafile8 " + b"01" * 100 + b"}",
    "closing only": HEAD + b"}" * 1000 + b"x",
    "not RTF": b"Dear Jane",
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused_soon(name):
    started = time.process_time()
    codes = {"rtf_damaged"}
    try:
        rtf.write(rtf.read(HOSTILE[name]))
    except UserError as error:
        codes.add(error.code)
    assert codes == {"rtf_damaged"}
    assert time.process_time() - started < 5


GOOD = rtf.write(MEMO)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    position = data.draw(st.integers(0, len(GOOD) - 1))
    cut = data.draw(st.integers(0, 40))
    noise = data.draw(st.binary(max_size=4) | st.sampled_from([b"{", b"}", b"\\", b"\\bin9 ", b"\\'"]))
    with contextlib.suppress(UserError):
        rtf.write(rtf.read(GOOD[:position] + noise + GOOD[position + cut :]))
