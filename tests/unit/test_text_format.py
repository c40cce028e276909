import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.document.model import Break, Document, Paragraph, Run
from retrowriter.errors import UserError
from retrowriter.formats import text


def lines(document):
    return ["\f" if isinstance(block, Break) else block.text for block in document.blocks]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [""]),
        (b"one", ["one"]),
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\r\ntwo\r\n", ["one", "two"]),
        (b"one\rtwo", ["one", "two"]),
        (b"\xef\xbb\xbfone", ["one"]),
        ("Grüße – €".encode(), ["Grüße – €"]),
        ("Grüße – €".encode("cp1252"), ["Grüße – €"]),
        ("Grüße".encode("utf-16"), ["Grüße"]),
        (b"one\n\ftwo", ["one", "\f", "two"]),
        (b"one\ftwo", ["one", "\f", "two"]),
        (b"\ftwo", ["\f", "two"]),
        (b"one\n\f\ntwo", ["one", "\f", "two"]),
        (b"one\n\f\n\f\ntwo\n", ["one", "\f", "\f", "two"]),
        (b"one\n\f\n\n\f\n", ["one", "\f", "", "\f"]),
        (b"one\n\n\n", ["one", "", ""]),
        (b"\tTab  and   spaces ", ["\tTab  and   spaces "]),
    ],
)
def test_reading(data, expected):
    assert lines(text.read(data)) == expected


def test_text_is_read_in_typewriter_type():
    assert text.read(b"one").blocks[0].style == "Typewriter"


def test_a_binary_file_is_refused():
    with pytest.raises(UserError) as caught:
        text.read(b"\x7fELF\0\0\0")
    assert caught.value.code == "not_text"


def test_writing_ends_with_a_line_feed():
    document = Document(blocks=(Paragraph(content=(Run(text="Grüße"),)), Break(), Paragraph()))
    assert text.write(document) == "Grüße\n\f\n\n".encode()
    assert text.write(Document(blocks=(Paragraph(),))) == b""


plain = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\f\u2028\u2029\ufeff"), max_size=80)
pages = st.lists(plain, min_size=1, max_size=4).map("\n\f\n".join)


@given(pages)
def test_what_is_written_is_read_again(content):
    first = text.read(content.encode())
    assert text.read(text.write(first)).blocks == first.blocks


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(data):
    message = "."
    try:
        text.write(text.read(data))
    except UserError as error:
        message = error.message
    assert message.endswith(".")
