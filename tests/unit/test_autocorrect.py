import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.text.autocorrect import Rules, correct
from retrowriter.text.numbering import letters, roman

RULES = Rules()


def typed(text, rules=RULES):
    """The text as it stands when it was typed letter by letter."""
    result = ""
    for letter in text:
        result += letter
        found = correct(result, rules)
        if found is not None:
            result = result[: len(result) - found.length] + found.text
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("teh cat", "The cat"),
        ("See teh cat", "See the cat"),
        ("Teh cat", "The cat"),
        ("IN TEH END.", "IN THE END."),
        ("I recieve, he occured.", "I receive, he occurred."),
        ("then i go", "Then I go"),
        ("(c) 1995", "© 1995"),
        ("Brand(tm) goods", "Brand™ goods"),
        ("wait... now", "Wait… now"),
        ("add 1/2 cup", "Add ½ cup"),
        ('He said "yes" twice.', "He said “yes” twice."),
        ("It's the '95 model", "It’s the ’95 model"),
        ("'single' and ('in')", "‘Single’ and (‘in’)"),
        ("THe end", "The end"),
        ("two PCs and a TV, well-known", "Two PCs and a TV, well-known"),
        ("on monday we", "On Monday we"),
        ("one. two! three? four", "One. Two! Three? four"),
        ("he met mr. smith and dr. no today", "He met mr. smith and dr. no today"),
        ("J. smith came", "J. smith came"),
        ("see example.com today", "See example.com today"),
        ("see e.g. this", "See e.g. this"),
    ],
)
def test_corrections(text, expected):
    assert typed(text) == expected


def test_typewriter_text_stays_plain():
    assert typed('"It\'s" (c) ... teh 1/2 ', Rules(plain=True)) == '"It\'s" (c) ... the 1/2 '


def test_rules_can_be_switched_off():
    off = Rules(quotes=False, initials=False, sentences=False, days=False, replace=False)
    text = 'teh "cat". THe (c) monday. so'
    assert typed(text, off) == text
    assert typed("foo bar", Rules(table={"foo": "Fool"})) == "Fool bar"


def test_the_key_enter_ends_a_word():
    assert correct("teh\n", RULES).text == "The\n"
    assert correct("\n", RULES) is None


@given(st.text(max_size=60))
def test_any_text_can_be_typed(text):
    typed(text)


def test_counting_with_letters_and_roman_numerals():
    assert [letters(n) for n in (1, 26, 27, 0)] == ["a", "z", "aa", "0"]
    assert [roman(n) for n in (4, 9, 40, 1995, 0)] == ["iv", "ix", "xl", "mcmxcv", "0"]
