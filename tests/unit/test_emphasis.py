"""Keeping to the brief: which words count, and when their tokens are made likelier."""

from hypothesis import given
from hypothesis import strategies as st

from retrowriter.engine.emphasis import Emphasis
from retrowriter.text import prompt
from retrowriter.text.brief_words import matter


def letters(text):
    """A tokenizer of one token a character."""
    return [ord(letter) for letter in text]


def write(emphasis, text):
    for letter in text:
        emphasis.accept(ord(letter), letter)


def test_the_matter_of_a_brief_is_its_names_numbers_and_key_words():
    words = matter("Write a short memo from Ruth Okafor about the copier: $1,295 on May 12, 1995, extension 318")
    assert words == ("Ruth", "Okafor", "copier", "$1,295", "extension", "318")


def test_a_draft_and_its_continuation_carry_the_matter():
    brief = prompt.Brief(what="the laser printer", sender="Ruth Okafor")
    assert prompt.draft(brief).matter == ("laser", "printer", "Ruth", "Okafor")
    assert prompt.continuation("MEMO\n", brief=brief).matter == prompt.draft(brief).matter
    assert prompt.continuation("MEMO\n").matter == ()


def test_a_wanted_word_is_likelier_until_it_stands_in_the_text():
    emphasis = Emphasis(("copier",), letters, 1.0)
    assert emphasis.bonuses() == {ord(" "): 1.0, ord("c"): 1.0, ord("C"): 1.0}
    write(emphasis, "The cop")
    assert emphasis.bonuses()[ord("i")] == 2.0
    write(emphasis, "ier")
    assert emphasis.bonuses() == {}


def test_a_word_begun_by_mistake_is_given_up():
    emphasis = Emphasis(("copier",), letters, 1.0)
    write(emphasis, "cop")
    assert ord("i") in emphasis.bonuses()
    write(emphasis, "y")
    assert ord("i") not in emphasis.bonuses()


def test_another_form_of_the_word_counts():
    emphasis = Emphasis(("printing",), letters, 1.0)
    write(emphasis, "All printers are new.")
    assert emphasis.bonuses() == {}


def test_what_stands_before_the_caret_is_not_asked_for_again():
    assert Emphasis(("copier", "318"), letters, 1.0, "Copiers: call 318").bonuses() == {}


@given(st.lists(st.text(min_size=1, max_size=8), max_size=6), st.text(max_size=60))
def test_any_words_and_any_text(words, text):
    emphasis = Emphasis(words, letters, 0.5)
    write(emphasis, text)
    assert all(value in (0.5, 1.0) for value in emphasis.bonuses().values())
