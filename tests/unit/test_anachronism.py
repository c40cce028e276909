"""The checker of anachronisms, and the two lists that it reads."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.text import anachronism
from retrowriter.text.anachronism import find, lexicon


def terms(text, year=1995, part="all"):
    return [finding.term for finding in find(text, year, part)]


def test_a_thing_of_later_is_found_with_its_place_and_year():
    text = "Please send it to my smartphone."
    (finding,) = find(text, 1995)
    assert (finding.text, finding.year, finding.kind) == ("smartphone", 1997, "word")
    assert text[finding.start : finding.end] == "smartphone"


def test_the_year_of_the_term_itself_is_no_anachronism():
    assert terms("We have installed Windows 98.", 1997) == ["Windows 98"]
    assert terms("We have installed Windows 98.", 1998) == []


@pytest.mark.parametrize(
    "text",
    ["Windows 95 runs here.", "Windows 9 and 8", "the catwindows 98", "Windows 980", "The windows 98 and 99 are dirty"],
)
def test_only_whole_words_and_the_right_version_match(text):
    assert terms(text) == []


def test_capitals_count_for_names_only():
    assert terms("Take an uber to the station.") == []
    assert terms("Take an Uber to the station.") == ["Uber"]
    assert terms("SMARTPHONE and Smartphone") == ["smartphone", "smartphone"]
    assert terms("FACEBOOK AND THE LIBRARY") == ["Facebook"]
    assert terms("A blackberry pie; BLACKBERRY JAM") == []


def test_plurals_and_line_breaks_and_curly_apostrophes():
    assert terms("Two smartphones were found.") == ["smartphone"]
    assert terms("the New Zealand book of Harry\n      Potter") == ["Harry Potter"]
    assert terms("But don’t hesitate to reach out today.") == ["don't hesitate to reach out"]


def test_the_longest_term_wins_and_findings_do_not_overlap():
    assert terms("the iPod touch and the iPod") == ["iPod touch", "iPod"]
    found = find("I hope this message finds you well", 1995)
    assert [finding.term for finding in found] == ["I hope this message finds you well"]


def test_terms_that_begin_or_end_with_a_sign():
    assert terms("Written with .NET Framework and Yahoo! too", 1993) == [".NET Framework", "Yahoo!"]
    assert terms("Dear [Your Name], welcome") == ["[Your Name]"]


def test_phrases_and_things_can_be_asked_for_separately():
    text = "Let's circle back on the podcast."
    assert terms(text, part="phrases") == ["circle back"]
    assert terms(text, part="things") == ["podcast"]
    assert terms(text) == ["circle back", "podcast"]


def test_later_years_in_notices_and_dates():
    assert terms("Copyright (c) 1995, 2011 by Acme") == ["2011"]
    assert terms("Copyright 1994 Acme") == []
    assert terms("March 3, 2018") == ["2018"]
    assert terms("3 March 2018") == ["2018"]
    assert terms("The lease ends June 30, 2004.") == []
    assert terms("by the year 2010 all of it") == []


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (1995, "The web site has a home page; e-commerce is the talk. Windows 95 needs 8 MB of memory and a Pentium."),
        (1988, "The facsimile machine, the personal computer and the modem are for the use of all staff."),
        (1993, "NAFTA was signed. President Clinton spoke. Our Internet address is in the catalog."),
    ],
)
def test_what_belongs_to_the_year_is_left_alone(year, text):
    assert terms(text, year) == []


def test_our_own_documents_of_the_time_are_almost_clean():
    path = anachronism.paths.assets_dir() / "training" / "exemplars.jsonl"
    if not path.exists():
        pytest.skip("the training documents are not part of this installation")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    dirty = [row["brief"] for row in rows if "text" in row and find(row["text"], row["year"])]
    assert len(dirty) <= len(rows) * 0.01, dirty


def test_the_lists_are_large_sorted_and_without_duplicates():
    entries = lexicon()
    assert len(entries) > 600
    keys = [(entry.term.lower(), entry.exact, entry.kind) for entry in entries]
    assert len(set(keys)) == len(keys)
    assert all(1985 <= entry.year <= 2025 for entry in entries)
    things = {
        "product",
        "technology",
        "word",
        "phrase",
        "event",
        "organisation",
        "place",
        "work",
        "currency",
        "standard",
    }
    assert {entry.kind for entry in entries} <= things | {"idiom", "model"}


def test_every_entry_finds_itself():
    missed = [
        entry.term
        for entry in lexicon()
        if not any(entry.term == hit.text for hit in find(f"x {entry.term} x", entry.year - 1))
    ]
    assert missed == []


def test_a_bad_line_is_named(tmp_path):
    bad = tmp_path / "list.tsv"
    bad.write_text("# comment\n\n1999\tblog\tword\nblog 1999\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"list\.tsv, line 4"):
        anachronism.read(bad)


@given(st.text(), st.integers(1985, 1999))
def test_any_text_gives_findings_in_order_inside_it(text, year):
    findings = find(text, year)
    assert all(text[one.start : one.end] == one.text for one in findings)
    assert all(one.start <= two.start for one, two in itertools.pairwise(findings))
