import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.text import case


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("sentence", "Don't panic. It is late! Go."),
        ("lower", "don't panic. it is late! go."),
        ("upper", "DON'T PANIC. IT IS LATE! GO."),
        ("title", "Don't Panic. It Is Late! Go."),
        ("toggle", "DON't PANIC. it IS LATE! gO."),
    ],
)
def test_cases(mode, expected):
    assert case.change("don'T panic. IT is late! Go.", mode) == expected


def test_shift_f3_goes_round():
    text = "the new printer"
    seen = []
    for _ in range(4):
        text = case.change(text, case.next_case(text))
        seen.append(text)
    assert seen == ["The New Printer", "THE NEW PRINTER", "the new printer", "The New Printer"]


@given(st.text(), st.sampled_from(["sentence", "lower", "upper", "title", "toggle"]))
def test_a_letter_stays_one_letter(text, mode):
    changed = case.change(text, mode)
    assert len(changed) == len(text)
    assert [len(letter.encode("utf-16-le", "surrogatepass")) for letter in changed] == [
        len(letter.encode("utf-16-le", "surrogatepass")) for letter in text
    ]
