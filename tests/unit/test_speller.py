"""What is a word, what is a right one, and the writer's own words."""

import json
import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowriter.errors import UserError
from retrowriter.spelling import messages
from retrowriter.spelling.personal import PersonalDictionary
from retrowriter.spelling.speller import Speller
from retrowriter.spelling.words import Rules, WordList, words

RULES = Rules()


@pytest.fixture(scope="module")
def american():
    return Speller("en_US", WordList())


def checked(text, **rules):
    return [word.text for word in words(text, Rules(**rules))]


def wrong(speller, text, **rules):
    return [text[start:end] for start, end in speller.wrong(text, Rules(**rules))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quick brown fox.", ["The", "quick", "brown", "fox"]),
        ("don’t stop, it's late", ["don't", "stop", "it's", "late"]),
        ("'quoted' “words” (here)", ["quoted", "words", "here"]),
        ("well-known and non\u2011breaking", ["well-known", "and", "non-breaking"]),
        ("hy\u00adphen", ["hyphen"]),
        ("and/or", ["and", "or"]),
        ("write to sales@example.com or http://example.com/a?b=c now", ["write", "to", "or", "now"]),
        ("www.example.com, C:\\DOS\\COMMAND.COM, /usr/local/bin and README.TXT", ["and"]),
        ("e.g. this", ["this"]),
        ("I have 12 of 1,000 A4 sheets in DX2 and 21st", ["have", "of", "sheets", "in", "and"]),
        ("ALL CAPITALS here, IBM's too", ["here", "too"]),
        ("Привет мир, 日本語, ελληνικά and wоrd", ["and"]),  # the last one has a Cyrillic letter in it
        ("e\u0301clair", ["\u00e9clair"]),
        ("\ufffcbehind an object\ufffc", ["behind", "an", "object"]),
        ("a b c", []),
        ("", []),
    ],
)
def test_words(text, expected):
    assert checked(text) == expected


def test_words_with_capitals_and_digits_where_they_are_wanted():
    assert checked("ALL of A4 and 1995", capitals=True) == ["ALL", "of", "and"]
    assert checked("ALL of A4 and 1995", digits=True, capitals=True) == ["ALL", "of", "A4", "and"]


def test_places_are_those_of_the_text():
    text = "x http://a.b recieve, teh"
    assert [text[word.start : word.end] for word in words(text, RULES)] == ["recieve", "teh"]


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_has_words_in_order_inside_it(american, text):
    last = 0
    for word in words(text, Rules(capitals=True, digits=True)):
        assert last <= word.start < word.end <= len(text)
        last = word.end
    for start, end in american.wrong(text, RULES):
        assert 0 <= start < end <= len(text)


def test_wrong_words(american):
    text = "We recieve teh orgnaization’s letter; don’t you? It’s well-knwon at the co-operative e-mail café."
    assert wrong(american, text) == ["recieve", "teh", "orgnaization’s", "knwon"]


def test_capitals_in_the_middle(american):
    assert wrong(american, "Monday monday pARIS Paris WordPerfect") == ["monday", "pARIS"]
    assert wrong(american, "TEH MEMO") == []
    assert wrong(american, "TEH MEMO", capitals=True) == ["TEH"]


def test_digits(american):
    assert wrong(american, "21st 1990s 3rd MB5x hel1o", digits=True, capitals=True) == ["MB5x", "hel1o"]


def test_absurd_words_are_wrong_and_cost_nothing(american):
    endless = "a" * 100_000
    assert wrong(american, endless) == [endless]
    assert american.suggest(endless) == []
    assert wrong(american, "-".join(["a"] * 20_000)) == []


def test_languages_differ():
    british = Speller("en_GB", WordList())
    assert wrong(british, "The colour of the theatre") == []
    assert wrong(british, "the color") == ["color"]
    assert wrong(Speller("en_US", WordList()), "the colour") == ["colour"]


@pytest.mark.parametrize("language", ["xx_XX", "../en_US", ""])
def test_a_language_that_is_not_there(language):
    with pytest.raises(UserError) as caught:
        Speller(language, WordList())
    assert caught.value.code == "dictionary_missing"


def test_suggestions(american):
    assert american.suggest("recieve")[0] == "receive"
    assert "the" in american.suggest("teh")
    with_own = Speller("en_US", WordList(["Retrowriter"]))
    assert with_own.suggest("Retrowritter")[0] == "Retrowriter"


def test_own_words_count_in_all_their_forms():
    own = WordList(["retrowriter", "McFoo"])
    assert all(word in own for word in ("retrowriter", "Retrowriter", "RETROWRITER", "retrowriter’s", "McFoo", "MCFOO"))
    assert "mcfoo" not in own
    own.discard("retrowriter")
    assert "Retrowriter" not in own


def test_learning_and_forgetting_is_in_the_file(tmp_path):
    path = tmp_path / "new" / "words.txt"
    first, second = PersonalDictionary(path), PersonalDictionary(path)
    first.learn("zyzzyva’s")
    second.learn("Alphonso")
    assert path.read_text(encoding="utf-8") == "Alphonso\nzyzzyva's\n"
    first.refresh()
    assert "Alphonso" in first.words
    first.forget("Alphonso")
    second.refresh()
    assert "Alphonso" not in second.words


def test_a_file_full_of_nonsense_does_no_harm(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes(b"\xff\xfe\x00\nright\n" + b"x" * 10_000 + b"\n")
    own = PersonalDictionary(path)
    own.refresh()
    assert "right" in own.words
    assert len(list(own.words)) == 1


def test_learning_where_nothing_can_be_written(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError):
        PersonalDictionary(folder / "words.txt").learn("word")


def ask_job(*requests):
    child = subprocess.Popen(
        [sys.executable, "-m", "retrowriter", "--job", "spell"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    timer = threading.Timer(60, child.kill)
    timer.start()
    try:
        child.stdin.write(b"".join(line + b"\n" for line in requests))
        child.stdin.flush()
        events = [messages.decode_event(child.stdout.readline()) for _ in requests]
        # It ends with whoever asked.
        child.stdin.close()
        assert child.wait() == 0
    finally:
        timer.cancel()
        child.stdout.close()
    return events


def test_the_child(home):
    def line(**fields):
        return json.dumps(fields).encode()

    rules = {"language": "en_US"}
    events = ask_job(
        line(do="check", id=1, texts=["\U0001f600 teh", "right"], rules=rules),
        b"nonsense",
        line(do="learn", id=2, word="teh"),
        line(do="check", id=3, texts=["teh"], rules=rules),
        line(do="suggest", id=4, word="recieve", rules={"language": "en_GB"}),
        line(do="check", id=5, texts=["x"], rules={"language": "../../etc"}),
        line(do="forget", id=6, word="teh"),
    )
    by_id = {event.id: event for event in events}
    # The smiling face is two units long.
    assert by_id[1].wrong == [[(3, 6)], []]
    assert by_id[0].code == "bad_request"
    assert by_id[3].wrong == [[]]
    assert by_id[4].words[0] == "receive"
    assert by_id[5].code == "dictionary_missing"
    assert (home / "config" / "words.txt").read_text(encoding="utf-8") == ""
