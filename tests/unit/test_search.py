"""Finding words and patterns in a text, and what takes their place."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.errors import UserError
from retrowriter.text.search import SPECIALS, Places, Query, Searcher


def found(what, text, **options):
    return [match.group() for match in Searcher(Query(what, **options)).all(text)]


@pytest.mark.parametrize(
    ("what", "text", "options", "hits"),
    [
        ("printer", "A Printer, a printer.", {}, ["Printer", "printer"]),
        ("printer", "A Printer, a printer.", {"case": True}, ["printer"]),
        ("print", "print printer reprint print.", {"words": True}, ["print", "print"]),
        ("über", "Über über", {"words": True}, ["Über", "über"]),
        ("a.b", "a.b axb", {}, ["a.b"]),
        ("a.b", "a.b axb", {"pattern": True}, ["a.b", "axb"]),
        ("^p^p", "one\n\ntwo\nthree", {}, ["\n\n"]),
        ("^t", "a\tb", {}, ["\t"]),
        ("^#^#", "in 1995", {}, ["19", "95"]),
        ("^$^?^$", "a1b c", {}, ["a1b"]),
        ("2^^3", "2^3", {}, ["2^3"]),
        ("a^", "a^", {}, ["a^"]),
        ("^x", "^x", {}, ["^x"]),
        (r"^\w+", "one two\nthree", {"pattern": True}, ["one", "three"]),
        (r"x*", "axxb", {"pattern": True}, ["xx"]),
        (r"\p{Lu}\w+", "Anna und Äpfel", {"pattern": True, "case": True}, ["Anna", "Äpfel"]),
    ],
)
def test_what_is_found(what, text, options, hits):
    assert found(what, text, **options) == hits


def test_backwards():
    searcher = Searcher(Query("one"))
    text = "one two one"
    assert searcher.previous(text, 11).span() == (8, 11)
    assert searcher.previous(text, 10).span() == (0, 3)
    assert searcher.previous(text, 2) is None
    assert Searcher(Query("x*", pattern=True)).previous("abc", 3) is None


def test_a_match_at_a_place():
    searcher = Searcher(Query("one", words=True))
    assert searcher.matches("one oneness", 0, 3)
    assert not searcher.matches("one oneness", 4, 7)
    assert not searcher.matches("one oneness", 0, 2)


@pytest.mark.parametrize(
    ("what", "words", "text", "made", "options"),
    [
        ("colour", "color", "Colour COLOUR colour", "Color COLOR color", {}),
        ("colour", "Color", "colour", "Color", {}),
        ("colour", "color", "Colour colour", "Colour color", {"case": True}),
        ("ibm", "DEC", "Ibm", "DEC", {}),
        ("cat", "^&s^t^p^^", "cat", "cats\t\n^", {}),
        (r"(\w+), (\w+)", r"\2 \1", "Hale, Margaret", "Margaret Hale", {"pattern": True}),
        (r"(?<a>\d+)", r"\g<a>%", "5", "5%", {"pattern": True}),
        ("a", r"\n", "a", r"\n", {}),
        ("a", r"\n", "a", "\n", {"pattern": True}),
        ("i", "x", "I", "X", {}),
    ],
)
def test_what_takes_its_place(what, words, text, made, options):
    searcher = Searcher(Query(what, **options))
    result, last = "", 0
    for match in searcher.all(text):
        result += text[last : match.start()] + searcher.replacement(match, words)
        last = match.end()
    assert result + text[last:] == made


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a{2,1}", "(?P<x", r"\p{Nonsense}", "(" * 3000, "a" + "{9}" * 90])
def test_a_bad_pattern_is_a_sentence(pattern):
    with pytest.raises(UserError) as caught:
        Searcher(Query(pattern, pattern=True))
    assert caught.value.code == "bad_pattern"
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("words", [r"\2", r"\g<name>", "\\", r"\g<"])
def test_a_bad_replacement_is_a_sentence(words):
    searcher = Searcher(Query("(a)", pattern=True))
    with pytest.raises(UserError) as caught:
        searcher.replacement(searcher.next("a", 0), words)
    assert caught.value.code == "bad_replacement"


def test_nothing_to_look_for():
    with pytest.raises(UserError):
        Searcher(Query(""))


@pytest.mark.parametrize("pattern", [r"(\w*\w*)*\d!", r"(x+x+)+y"])
def test_a_catastrophic_pattern_ends_soon(pattern):
    text = ("a" * 3000 + "x" * 3000 + "-") * 20
    begun = time.process_time()
    with contextlib.suppress(UserError):
        Searcher(Query(pattern, pattern=True)).next(text, 0)
    assert time.process_time() - begun < 3


def test_one_catastrophic_pattern_does_run_into_the_limit():
    with pytest.raises(UserError, match="too long"):
        Searcher(Query(r"(a|aa)+$", pattern=True)).next("a" * 5000 + "b", 0)


@given(st.text(alphabet="ab\n😀é", max_size=60))
def test_places_are_those_of_the_editor(text):
    places = Places(text)
    for place in range(len(text) + 1):
        units = len(text[:place].encode("utf-16-le")) // 2
        assert places.units(place) == units
        assert places.place(units) == place


@given(st.text(alphabet="ab^pt?#.*[(\\", min_size=1, max_size=12), st.text(alphabet="ab^pt&", max_size=8))
def test_any_words_can_be_looked_for_and_put_in(what, words):
    searcher = Searcher(Query(what))
    for match in searcher.all("ab^p a.*b\n\t(7[\\ x" + what):
        searcher.replacement(match, words)


def test_the_codes_are_all_different():
    assert len({special.code for special in SPECIALS}) == len(SPECIALS)
    letters = [special.label[special.label.index("&") + 1].lower() for special in SPECIALS]
    assert len(set(letters)) == len(letters)
