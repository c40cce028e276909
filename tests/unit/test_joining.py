import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.text.joining import EchoCutter

PASSAGE = "MEMO\n\nThe new laser printer stands beside the copier"


def joined(passage, answer, size=3):
    cutter = EchoCutter(passage)
    pieces = [cutter.feed(answer[at : at + size]) for at in range(0, len(answer), size)]
    return "".join(pieces) + cutter.flush()


@pytest.mark.parametrize(
    ("answer", "rest"),
    [
        (" on the second floor.", " on the second floor."),
        ("on the second floor.", " on the second floor."),
        (", and works.", ", and works."),
        ("The new laser printer stands beside the copier on the second floor.", " on the second floor."),
        ("stands beside the copier on the second floor.", " on the second floor."),
        (PASSAGE + " and more", " and more"),
        (PASSAGE, ""),
        ("", ""),
        ("The new laser jet", " The new laser jet"),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_what_is_repeated_goes_and_words_stay_apart(answer, rest, size):
    assert joined(PASSAGE, answer, size) == rest


def test_a_new_line_is_not_made_twice():
    assert joined("Dear Sir,\n\n", "\n\nThank you") == "Thank you"
    assert joined("", "Dear Sir") == "Dear Sir"


@given(st.text(max_size=80), st.text(max_size=80), st.integers(1, 9))
def test_nothing_but_the_beginning_changes(passage, answer, size):
    assert answer.lstrip("\n").endswith(joined(passage, answer, size).lstrip(" ").lstrip("\n"))
