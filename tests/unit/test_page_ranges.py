"""Which pages are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.errors import UserError
from retrowriter.text import page_ranges


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1", [0]),
        ("1,3,5-7", [0, 2, 4, 5, 6]),
        (" 2 - 3 ; 1", [1, 2, 0]),
        ("9-", [8, 9]),
        ("-2", [0, 1]),
        ("4-99999", [3, 4, 5, 6, 7, 8, 9]),
        ("11", []),
        ("0", []),
    ],
)
def test_ranges(text, pages):
    assert page_ranges.chosen(page_ranges.parse(text), 1, 10) == pages


@pytest.mark.parametrize("text", ["", " ", "one", "1,,2", "3-1", "1 2", "1-2-3", "-", "1.5", "999999"])
def test_what_is_no_range(text):
    with pytest.raises(UserError, match="which pages"):
        page_ranges.parse(text)


@given(st.text())
def test_any_text_is_ranges_or_a_sentence(text):
    try:
        ranges = page_ranges.parse(text)
    except UserError:
        return
    assert ranges
    assert all(0 <= page < 20 for page in page_ranges.chosen(ranges, 1, 20))


def test_all_odd_even_and_copies():
    assert page_ranges.chosen((), 5, 3) == [0, 1, 2]
    assert page_ranges.of_parity([0, 1, 2, 3], "odd", 2) == [1, 3]
    assert page_ranges.of_parity([0, 1, 2, 3], "even", 1) == [1, 3]
    assert page_ranges.copied([0, 1], 2, collate=True) == [0, 1, 0, 1]
    assert page_ranges.copied([0, 1], 2, collate=False) == [0, 0, 1, 1]
