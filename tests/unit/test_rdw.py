import io
import json
import os
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter import formats
from retrowriter.document.model import (
    Break,
    Cell,
    CharFormat,
    Document,
    Field,
    Generation,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Picture,
    Run,
    Style,
    Tab,
    Table,
)
from retrowriter.errors import UserError
from retrowriter.formats import rdw

FULL = Document(
    blocks=(
        Paragraph(
            content=(
                Run(text="Memo", format=CharFormat(bold=True, font="Arial", size=14.0, underline="double")),
                Run(text=" of the model", origin="model", generation=2),
                Picture(name="1.png", width=72.0, height=36.0, description="logo"),
                Field(kind="page"),
            ),
            style="Heading 1",
            format=ParagraphFormat(alignment="center", tabs=(Tab(72.0, "right", "."),), left=0.0),
            list="number",
            list_start=3,
        ),
        Break(kind="section"),
        Table(rows=((Cell(columns=2), Cell(blocks=(Paragraph(content=(Run(text="x"),)),))),), widths=(10.0, 20.0)),
    ),
    styles=(Style(name="Mine", based_on="Normal", char=CharFormat(color="#ff0000")),),
    page=PageSetup(left=72.0, columns=2),
    header=(Paragraph(content=(Run(text="head"),)),),
    notes={"1": (Paragraph(content=(Run(text="note"),)),)},
    pictures={"1.png": b"\x89PNG..."},
    generations=(
        Generation(number=2, time="1995-08-24T00:00:00Z", model="m", sampling={"seed": 7}, text="of the model"),
    ),
    settings={"zoom": 1.5, "brief": {"what": "memo"}},
    title="Memo",
    extra={"of_a_newer_version": {"a": [1, 2]}},
)


def test_everything_survives():
    assert rdw.read(rdw.write(FULL)) == FULL


def test_the_same_document_gives_the_same_bytes():
    assert rdw.write(FULL) == rdw.write(rdw.read(rdw.write(FULL)))


def test_fields_of_a_newer_version_are_kept():
    data = pack({"format": "retro-document", "version": 9, "document": {"title": "T", "rings": 3}})
    document = rdw.read(data)
    assert document.title == "T"
    again = json.loads(unpack(rdw.write(document))["document.json"])
    assert again["document"]["rings"] == 3


runs = st.builds(
    Run,
    text=st.text(max_size=20),
    origin=st.sampled_from(["person", "model", "edited", "pasted"]),
    generation=st.integers(0, 5),
    format=st.builds(CharFormat, bold=st.sampled_from([None, True, False]), size=st.sampled_from([0.0, 10.0, 11.5])),
)
paragraphs = st.builds(Paragraph, content=st.lists(runs, max_size=4).map(tuple), style=st.text(max_size=8))


@given(st.lists(st.one_of(paragraphs, st.just(Break())), max_size=5).map(tuple))
def test_any_text_survives(blocks):
    document = Document(blocks=blocks)
    assert rdw.read(rdw.write(document)) == document


@given(st.binary(max_size=200))
def test_noise_is_refused(data):
    with pytest.raises(UserError, match="damaged"):
        rdw.read(data)


@given(st.data())
def test_a_damaged_file_is_refused_or_read(data):
    good = rdw.write(FULL)
    position = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[position] ^= data.draw(st.integers(1, 255))
    with_cut = bytes(bad)[: data.draw(st.sampled_from([len(bad), position]))]
    codes = {"rdw_damaged"}
    try:
        rdw.read(with_cut)
    except UserError as error:
        codes.add(error.code)
    assert codes == {"rdw_damaged"}


@pytest.mark.parametrize(
    "envelope",
    [
        [],
        {},
        {"format": "other", "document": {}},
        {"format": "retro-document"},
        {"format": "retro-document", "document": []},
        {"format": "retro-document", "document": {"blocks": [{"type": "nothing"}]}},
        {"format": "retro-document", "document": {"blocks": 5}},
    ],
)
def test_other_contents_are_refused(envelope):
    with pytest.raises(UserError) as caught:
        rdw.read(pack(envelope))
    assert caught.value.code == "rdw_damaged"


def test_an_archive_that_explodes_is_refused_unread(monkeypatch):
    monkeypatch.setattr(rdw, "_MAX_CONTENT", 10_000)
    monkeypatch.setattr(rdw, "_MAX_ALL", 20_000)
    bomb = pack({"format": "retro-document", "document": {"title": "a" * 15_000}})
    with pytest.raises(UserError, match="damaged"):
        rdw.read(bomb)
    # A directory that lies about the size does not help.
    lying = bytearray(bomb)
    size = (15_000 + 53).to_bytes(4, "little")
    for position in range(len(lying) - 4):
        if abs(int.from_bytes(lying[position : position + 4], "little") - int.from_bytes(size, "little")) < 40:
            lying[position : position + 4] = (100).to_bytes(4, "little")
    with pytest.raises(UserError, match="damaged"):
        rdw.read(bytes(lying))


def test_names_with_paths_are_no_pictures():
    data = pack(
        {"format": "retro-document", "document": {}},
        {"pictures/../../evil.png": b"x", "pictures/a/b.png": b"x", "pictures/..": b"x", "pictures/ok.png": b"x"},
    )
    assert rdw.read(data).pictures == {"ok.png": b"x"}


def test_nesting_without_end_is_refused():
    deep = b'{"format": "retro-document", "document": ' + b'{"extra_x":' * 100_000 + b"1" + b"}" * 100_000 + b"}"
    with pytest.raises(UserError, match="damaged"):
        rdw.read(pack_raw({"document.json": deep}))


def test_files_are_chosen_by_their_ending(tmp_path):
    path = tmp_path / "Memo.RDW"
    formats.write_file(path, FULL, formats.NATIVE)
    document, chosen = formats.read_file(path)
    assert (document, chosen.key) == (FULL, "rdw")
    other = tmp_path / "notes.unknown"
    other.write_text("hello")
    assert formats.read_file(other)[1].key == "text"


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(UserError) as caught:
        formats.read_file(tmp_path / "gone.rdw")
    assert caught.value.code == "file_missing"
    with pytest.raises(UserError) as caught:
        formats.read_file(tmp_path)
    assert caught.value.code == "file_unreadable"


def test_every_field_of_the_document_is_known_to_the_format():
    # A field that is neither in the JSON nor kept apart would be lost silently.
    written = json.loads(unpack(rdw.write(FULL))["document.json"])["document"]
    filled = {name for name in Document.__struct_fields__ if getattr(FULL, name) != getattr(Document(), name)}
    assert filled - set(written) == {"pictures", "extra"}
    assert msgspec.structs.fields(Document)


def pack(envelope, files=None):
    return pack_raw({"document.json": json.dumps(envelope).encode(), **(files or {})})


def pack_raw(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def unpack(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX only")
def test_a_pipe_or_a_device_is_told_at_once(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(UserError) as caught:
            formats.read_file(path)
        assert caught.value.code == "file_unreadable"


def test_fields_of_a_newer_version_within_blocks_are_noticed_and_their_loss_is_said():
    with zipfile.ZipFile(io.BytesIO(rdw.write(FULL))) as archive:
        envelope = json.loads(archive.read(rdw.CONTENT))
    assert formats.NATIVE.loses(rdw.read(rdw.write(FULL))) == []
    envelope["document"]["blocks"][0]["content"][0]["format"]["glow"] = 3
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(rdw.CONTENT, json.dumps(envelope))
    newer = rdw.read(out.getvalue())
    assert newer.blocks == FULL.blocks
    expected = "what only a newer version of this program knows of the file that was opened"
    assert formats.NATIVE.loses(newer) == [expected]
    assert expected in formats.find("rtf").loses(newer)
    again = rdw.read(rdw.write(newer))
    assert again.settings == FULL.settings
