"""Files that are archives of XML, made by people who mean harm."""

import contextlib
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowriter.errors import UserError
from retrowriter.formats import docx, odt, package
from tests.helpers.memo import MEMO

KINDS = {"docx": (docx, "word/document.xml"), "odt": (odt, "content.xml")}
BOMB = b'<!DOCTYPE a [<!ENTITY x "' + b"y" * 9000 + b'"><!ENTITY z "' + b"&x;" * 9000 + b'">]><a>&z;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
each_kind = pytest.mark.parametrize("kind", KINDS)


def parts(kind):
    with zipfile.ZipFile(io.BytesIO(KINDS[kind][0].write(MEMO))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(found):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return out.getvalue()


def refused(kind, data):
    started = time.process_time()
    with pytest.raises(UserError) as caught:
        KINDS[kind][0].read(data)
    assert caught.value.code == "package_damaged"
    assert time.process_time() - started < 3


@each_kind
@pytest.mark.parametrize("content", [BOMB, OUTSIDE, b"<a>" * 100_000, b"no XML", b"<a/>", b"\0"])
def test_hostile_xml_is_refused(kind, content):
    refused(kind, packed({**parts(kind), KINDS[kind][1]: content}))


@each_kind
def test_an_archive_that_explodes_is_refused_unread(kind, monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 1_000_000)
    refused(kind, packed({**parts(kind), KINDS[kind][1]: b"<a>" + b" " * 2_000_000 + b"</a>"}))


@each_kind
def test_more_entries_than_honest_archives_have_are_refused(kind, monkeypatch):
    monkeypatch.setattr(package, "MAX_ENTRIES", 100)
    refused(kind, packed({**parts(kind), **{f"x{number}": b"" for number in range(200)}}))


@each_kind
def test_more_elements_than_honest_documents_have_are_refused(kind, monkeypatch):
    monkeypatch.setattr(package, "MAX_ELEMENTS", 50)
    refused(kind, packed(parts(kind)))


@each_kind
def test_nothing_is_read_from_outside_the_archive(kind):
    found = parts(kind)
    for name in list(found):
        if name.endswith((".rels", ".xml")):
            found[name] = found[name].replace(b'Target="media/', b'Target="../../../../etc/')
            found[name] = found[name].replace(b'xlink:href="Pictures/', b'xlink:href="../../../etc/')
    found["../../../../etc/passwd"] = b"x"
    document = KINDS[kind][0].read(packed(found))
    assert document.pictures == {}


@each_kind
def test_other_archives_are_refused(kind):
    refused(kind, packed({"hello.txt": b"x"}))
    refused(kind, b"PK\x03\x04 and nothing")
    refused(kind, b"")


@each_kind
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(kind, data):
    good = bytearray(KINDS[kind][0].write(MEMO))
    for _ in range(data.draw(st.integers(1, 3))):
        good[data.draw(st.integers(0, len(good) - 1))] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(UserError):
        KINDS[kind][0].write(KINDS[kind][0].read(bytes(good)))


@each_kind
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_content_with_absurd_values_is_read_or_refused(kind, data):
    found = parts(kind)
    name = data.draw(st.sampled_from([name for name in found if name.endswith(".xml")]))
    content = found[name].decode()
    values = [index for index in range(len(content) - 1) if content[index : index + 2] == '="']
    if values:
        start = data.draw(st.sampled_from(values)) + 2
        absurd = data.draw(st.sampled_from(["", "-1", "99999999999999999999", "NaN", "x", "1e400", "-0.0001pt"]))
        content = content[:start] + absurd + content[content.index('"', start) :]
    with contextlib.suppress(UserError):
        KINDS[kind][0].write(KINDS[kind][0].read(packed({**found, name: content.encode()})))
