import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.document.model import plain_text
from retrowriter.formats import encodings, text

SAMPLES = {
    "German": "Sehr geehrte Damen und Herren,\nbitte senden Sie uns fünf Stück. Grüße aus Köln, die Straße ist zu.\n",
    "French": "L’été dernier, nous avons reçu votre commande à l'hôtel. Où est le garçon ? « Ça va » dit-il…\n",
    "English": "He said “yes” — it’s fine. Price: £5.\n",
    "Spanish": "El niño comió mañana. ¿Qué pasó? ¡Sí!\n",
    "Swedish": "Ångström för åtta öre. Ärlig är Åsa, sade hon på morgonen.\n",
    "boxes": "Menu\n┌──────┐\n│ File │\n└──────┘\n",
}


def readable():
    for name, content in SAMPLES.items():
        for encoding in ("utf-8", "utf-16", "cp1252", "cp437", "cp850", "mac_roman", "latin-1"):
            if not encodings.missing(content, encoding):
                yield pytest.param(content, encoding, id=f"{name} in {encoding}")


@pytest.mark.parametrize(("content", "encoding"), list(readable()))
@pytest.mark.parametrize("line_end", ["lf", "crlf", "cr"])
def test_each_encoding_is_told_from_the_others(content, encoding, line_end):
    data = content.replace("\n", encodings.LINE_ENDS[line_end]).encode(encoding)
    found = text.guess(data)
    assert encodings.decode(data, found.encoding).replace(encodings.LINE_ENDS[line_end], "\n") == content
    assert found.is_sure
    # UTF-16 has bytes of its own between the two of a line end.
    assert found.line_end == line_end or encoding == "utf-16"


def test_where_it_cannot_be_known_it_is_unsure():
    found = encodings.guess(b"na\x8bve \x93Hi\x94 \x9c5")
    assert not found.is_sure
    assert set(found.others) | {found.encoding} >= {"cp1252", "cp437", "mac_roman"}


def test_encodings_that_read_the_same_are_no_choice():
    assert "cp850" not in encodings.guess("größer als für".encode("cp437")).others


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CP437", "cp437"),
        ("latin1", "latin-1"),
        ("Mac Roman", "mac_roman"),
        ("Windows-1252", "cp1252"),
        ("UTF8", "utf-8"),
    ],
)
def test_encodings_are_found_by_the_names_people_use(name, key):
    assert encodings.find(name).key == key


def test_an_unknown_encoding_is_none():
    assert encodings.find("EBCDIC") is None


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "latin-1", "mac_roman", "utf-16"])
@pytest.mark.parametrize("line_end", ["lf", "crlf", "cr"])
def test_a_file_is_written_as_it_came(encoding, line_end):
    data = encodings.LINE_ENDS[line_end].join(["Größe", "ça", ""]).encode(encoding)
    document = text.read(data, encoding)
    assert plain_text(document) == "Größe\nça"
    if encoding == "utf-16":
        line_end = document.settings["text"]["line_end"]
        data = encodings.LINE_ENDS[line_end].join(["Größe", "ça", ""]).encode(encoding)
    assert text.write(document) == data


def test_what_an_encoding_lacks_is_named_and_comes_close():
    document = text.read("“café” – Прага € x\u0304z".encode())
    assert text.unwritable(document, "cp437") == ["“", "”", "–", "П", "р", "а", "г", "€", "\u0304"]
    assert text.write_dos(document) == b'"caf\x82" - ????? EUR xz\r\n'


@given(st.binary(max_size=400), st.sampled_from(["cp437", "cp850", "latin-1", "mac_roman"]))
def test_any_bytes_survive_in_an_encoding_that_has_all_of_them(data, encoding):
    data = data.replace(b"\0", b"").replace(b"\r", b"").replace(b"\f", b"").rstrip(b"\n")
    document = text.read(data + b"\n", encoding)
    assert text.write(document, encoding, "lf") == (data + b"\n" if data else b"")
