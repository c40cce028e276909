"""What is refused while a text is written."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.engine.refusals import Refusals
from retrowriter.text import markdown_marks

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from evaluation.repetition import has_loop

WORDS = ["the", "fox", "ran", "off", "with", "a", "hen"]


def pieces(text):
    """As a tokenizer would cut it: words with the space before them."""
    return re.findall(r" ?[A-Za-z0-9]+|\n+| +|[^A-Za-z0-9\s]+", text)


def refused(before, piece):
    watching = Refusals()
    for part in pieces(before):
        watching.accept(part)
    return watching.refuses(piece)


def test_a_sentence_may_stand_twice_but_not_three_times():
    sentence = "We shall not be moved by any wind at all. "
    assert not refused(sentence + "We shall not be moved by", " any")
    assert refused(sentence * 2 + "We shall not be moved by any", " wind")


def test_the_text_before_the_caret_counts():
    watching = Refusals("We shall not be moved by any wind at all. " * 2)
    for part in pieces("We shall not be moved by any"):
        watching.accept(part)
    assert watching.refuses(" wind")


def test_a_line_is_not_begun_a_third_time():
    assert refused("Name: Smith\nName: Smith\n", "Name")
    assert not refused("Name: Smith\nName: Jones\n", "Name")
    assert not refused("Name: Smith\n", "Name")


def test_rules_and_blanks_may_come_often_but_not_for_ever():
    assert not refused("________\n" * 5, "____")
    assert refused("________\n" * 6, "____")
    assert refused("-" * 158, "-----")
    assert not refused("-" * 60, "-----")


def test_a_few_lines_in_turn_for_ever_are_refused():
    drives = "C:/ D:/ C:/ E:/ D:/ C:/ C:/ E:/ D:/ E:/ ".replace(" ", "\n")
    assert refused(drives, "C")
    assert refused(drives, "D")
    assert not refused(drives, "Then")
    assert not refused(drives.replace("C", "F", 1).replace("E", "G", 1), "C")


def test_one_word_for_ever_is_refused():
    assert refused("It is very composition composition composition", " composition")


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "```"),
        ("A **", "no"),
        ("\n#", " Head"),
        ("Use `ls", "`"),
        ("[here](http://a", ")"),
        ("a\n**", "b"),
    ],
)
def test_markdown_is_refused_where_it_begins(before, piece):
    assert refused(before, piece)


@pytest.mark.parametrize("text", ["# # #", "###", "*** NOTE ***", "`quoted'", "``so''", "a * b ** c", "-----", "|   |"])
def test_what_typists_made_of_the_same_signs_is_not_refused(text):
    watching = Refusals()
    for part in pieces(text):
        assert not watching.refuses(part), part
        watching.accept(part)


def test_words_of_a_later_time_are_refused_unless_the_brief_names_them():
    def watching(year, asked=""):
        found = Refusals("", year, asked)
        for part in pieces("It is sold on our"):
            found.accept(part)
        return found

    assert watching(1990).refuses(" website")
    assert not watching(1998).refuses(" website")
    assert not watching(1990, "announce our website").refuses(" website")
    assert not watching(1990).refuses(" premises")
    assert not Refusals().refuses(" website")


def test_a_copyright_of_a_later_year_is_refused():
    found = Refusals("Copyright 199", 1992)
    assert found.refuses("7")
    assert not found.refuses("2")


@given(st.lists(st.sampled_from([*(" " + word for word in WORDS), "\n", ".", "**", "`", "#", " 7", "-"]), max_size=300))
def test_no_text_that_was_not_refused_has_a_loop_or_markdown(offered):
    watching, text = Refusals(), ""
    for piece in offered:
        if not watching.refuses(piece):
            watching.accept(piece)
            text += piece
    assert not markdown_marks.kinds(text)
    assert not has_loop(text)
