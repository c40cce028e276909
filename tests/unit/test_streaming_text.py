"""Text on its way from tokens to the page: however the stream is cut, the same text comes out."""

from hypothesis import given
from hypothesis import strategies as st

from retrowriter.engine.stream import TextStream
from retrowriter.text.tidy import COLUMNS, Cleaner, LineJoiner


def cut(data, sizes):
    at = 0
    for size in sizes:
        yield data[at : at + size]
        at += size
    yield data[at:]


SIZES = st.lists(st.integers(0, 5), max_size=30)
LINES = st.text(alphabet=st.sampled_from("ab .-\n\t\r\u00a0\u2028*1)é"), max_size=200)


@given(st.text(), SIZES)
def test_characters_split_over_tokens_arrive_whole(text, sizes):
    stream = TextStream()
    assert "".join(stream.feed(piece) for piece in cut(text.encode(), sizes)) + stream.flush() == text


@given(st.binary(), SIZES)
def test_bytes_that_are_no_text_never_fail(data, sizes):
    stream = TextStream()
    text = "".join(stream.feed(piece) for piece in cut(data, sizes)) + stream.flush()
    assert text == data.decode("utf-8", "replace")


@given(
    st.text(alphabet="ab\n", max_size=40), st.lists(st.text(alphabet="ab\n", min_size=1, max_size=4), max_size=3), SIZES
)
def test_nothing_of_a_stop_string_comes_out(text, stops, sizes):
    stream = TextStream(tuple(stops))
    out = ""
    for piece in cut(text.encode(), sizes):
        out += stream.feed(piece)
    out += stream.flush()
    assert text.startswith(out)
    assert not any(stop in out for stop in stops)
    assert stream.stopped == any(stop in text for stop in stops)
    if not stream.stopped:
        assert out == text


@given(LINES, SIZES, st.booleans())
def test_tidying_does_not_depend_on_the_pieces(text, sizes, at_start):
    whole, pieces = Cleaner(at_start), Cleaner(at_start)
    expected = whole.feed(text)
    assert "".join(pieces.feed(piece) for piece in cut(text, sizes)) == expected
    assert "\r" not in expected
    assert not any(line.endswith(" ") for line in expected.split("\n"))
    if at_start:
        assert not expected.startswith("\n")


@given(LINES, SIZES)
def test_joining_lines_does_not_depend_on_the_pieces(text, sizes):
    whole, pieces = LineJoiner(), LineJoiner()
    expected = whole.feed(text) + whole.flush()
    assert "".join(pieces.feed(piece) for piece in cut(text, sizes)) + pieces.flush() == expected
    assert "".join(expected.split()) == "".join(text.split())


def test_wrapped_lines_become_a_paragraph_and_layout_stays():
    wrapped = (
        "The printer on the second floor has been replaced by a faster one which\n"
        "prints on both sides of the paper. Please use it.\n\n"
        "  1.  Switch it on.\n  2.  Wait.\n\nTO:   All\nFROM: Me\n"
    )
    joiner = LineJoiner()
    assert joiner.feed(wrapped) + joiner.flush() == wrapped.replace("one which\nprints", "one which prints")
    assert max(len(line) for line in wrapped.split("\n")) <= COLUMNS


@given(SIZES)
def test_the_words_behind_the_heads_of_a_memo_stand_under_each_other(sizes):
    cleaner = Cleaner(at_start=True)
    memo = (
        "MEMO\n\nTO:          All staff\nFROM:  Ann\nDate:   3 May\nNOTE:   no\n  TO:    b\nSo to:   c\nRE: printer\n"
    )
    text = "".join(cleaner.feed(piece) for piece in cut(memo, sizes)) + cleaner.flush()
    assert text == (
        "MEMO\n\nTO:       All staff\nFROM:     Ann\nDate:     3 May\nNOTE:   no\n  TO:    b\nSo to:   c\nRE: printer\n"
    )


def test_a_text_that_goes_on_in_a_line_begins_no_head():
    assert Cleaner().feed("To:   x\nTo:   y") == "To:   x\nTo:       y"
