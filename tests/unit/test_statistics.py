"""Counts of texts whose figures are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.text.statistics import Statistics, count, syllables


def test_a_text():
    found = count('The cat sat on the mat. Mr. Smith saw it at 3.45 p.m. today! "Was it a cat?" he asked.\n\nThe end\n')
    assert (found.words, found.paragraphs, found.sentences) == (22, 2, 5)
    assert found.characters == 93
    assert found.letters == 73
    assert found.words_per_sentence == pytest.approx(4.4)


@pytest.mark.parametrize("text", ["", "\n\n", " \t \n", "...", "— !"])
def test_nothing_to_read(text):
    found = count(text)
    assert found.words == 0
    assert found.reading_ease is None
    assert found.grade is None
    assert found.words_per_sentence == 0 or found.sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two", 2),
        ("don't, re-use it", 3),
        ("a - b — c", 3),
        ("$1,200.50 and 7:30", 3),
        ("Grüße aus Köln", 3),
        ("e-mail: jo@example.com", 2),
        ("\u2028line\u2028break\t tab", 3),
        ("'quoted' (words)", 2),
        ("日本語 текст", 2),
    ],
)
def test_words(text, words):
    assert count(text).words == words


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("the", 1), ("printer", 2), ("table", 2), ("tables", 2), ("asked", 1), ("wanted", 2), ("makes", 1)),
        *(("boxes", 2), ("little", 2), ("people", 2), ("document", 3), ("rhythm", 1), ("1995", 1), ("Office", 2)),
        *(("pages", 2), ("changes", 2), ("home", 1), ("see", 1), ("communication", 5)),
    ],
)
def test_syllables(word, number):
    assert syllables(word) == number


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four...", 4),
        ("Dr. J. B. Hale of Acme Co. wrote it.", 1),
        ("He came (at last.) She left.", 2),
        ("A heading", 1),
        ("Version 1.5 is here. Install it", 2),
        ("This is I. He is not.", 2),
    ],
)
def test_sentences(text, sentences):
    assert count(text).sentences == sentences


def test_the_formulas():
    found = Statistics(words=100, sentences=5, syllables=150)
    assert found.reading_ease == pytest.approx(206.835 - 1.015 * 20 - 84.6 * 1.5)
    assert found.grade == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert Statistics(words=1, sentences=1, syllables=9).reading_ease == 0
    assert Statistics(words=1, sentences=1, syllables=1).grade == 0


@given(st.text(max_size=200))
def test_any_text_can_be_counted(text):
    found = count(text)
    assert found.letters <= found.characters <= len(text)
    assert found.words <= found.letters
    assert found.syllables >= found.words
