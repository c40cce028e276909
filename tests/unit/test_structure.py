"""What each type of document must have."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter import paths
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.structure import MAIN_TYPES, demands, headings, missing

MEMO = """MERIDIAN SUPPLY COMPANY

TO:       All Staff
FROM:     Ruth Calder, Office Services
DATE:     March 14, 1995
SUBJECT:  Paper

Please use both sides of the sheet.
"""

LETTER = """14 Mill Street
Dunmore

March 14, 1995

Dear Mr. Abbott:

Thank you for the samples, which came on Friday in good order.

                              Sincerely yours,


                              Ruth Calder
"""

REFERENCE = """FOPEN(3)              LIBRARY              FOPEN(3)

NAME
     fopen - open a stream

SYNOPSIS
     FILE *fopen(char *name, char *mode);

RETURN VALUE
     A pointer to the stream, or NULL.
"""

RELEASE = """FOR IMMEDIATE RELEASE

ACME SHIPS A FASTER MODEM

DAYTON, Ohio, March 14, 1995 -- Acme Corporation today announced a modem that is twice as fast as its last.

                         # # #

Contact: Ruth Calder, (513) 555-0110
"""


@pytest.mark.parametrize(
    ("kind", "text"), [("memo", MEMO), ("letter", LETTER), ("reference", REFERENCE), ("press_release", RELEASE)]
)
def test_a_proper_document_misses_nothing(kind, text):
    assert missing(text, kind) == []


@pytest.mark.parametrize(
    ("kind", "text", "line", "name"),
    [
        ("memo", MEMO, "TO: ", "addressee"),
        ("memo", MEMO, "FROM: ", "sender"),
        ("memo", MEMO, "DATE: ", "date"),
        ("memo", MEMO, "SUBJECT: ", "subject"),
        ("letter", LETTER, "March 14", "date"),
        ("letter", LETTER, "Dear", "salutation"),
        ("letter", LETTER, "Sincerely", "close"),
        ("press_release", RELEASE, "FOR IMMEDIATE", "release line"),
    ],
)
def test_what_is_taken_away_is_missed(kind, text, line, name):
    rest = "\n".join(one for one in text.splitlines() if line not in one)
    assert missing(rest, kind) == [name]


def test_a_reference_page_without_a_synopsis():
    text = REFERENCE.replace("SYNOPSIS", "").replace("     FILE *fopen(char *name, char *mode);", "")
    assert missing(text, "reference") == ["syntax"]


def test_prose_is_no_memo_and_no_press_release():
    prose = "I hope this message finds you well. The printer is for drawings only, and that is that.\n" * 6
    assert missing(prose, "memo") == ["addressee", "sender", "date", "subject"]
    assert "release line" in missing(prose, "press_release")
    assert missing(prose, "letter") != []


def test_no_text_and_unknown_types():
    assert missing(" \n", "memo") == ["text"]
    assert missing("Anything at all", "") == []


def test_all_types_have_demands():
    assert all(demands(kind) for kind in BY_KEY)
    assert set(MAIN_TYPES) <= set(BY_KEY)


def test_headings():
    text = "NOTICE\n\nSome text that runs on.\n\nWhat changes\n\nMore text.\n\n2. Supplies\n\nText.\n\nTitle\n=====\n"
    assert headings(text) == ["NOTICE", "What changes", "2. Supplies", "Title"]


def test_our_own_documents_have_what_they_need():
    path = paths.assets_dir() / "training" / "exemplars.jsonl"
    if not path.exists():
        pytest.skip("the training documents are not part of this installation")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row.get("type") in BY_KEY and "text" in row and row.get("kind", "draft") == "draft"]
    poor = [(row["type"], row["brief"]) for row in rows if missing(row["text"], row["type"])]
    assert len(poor) <= len(rows) * 0.05, poor


@given(st.text(max_size=400), st.sampled_from(sorted(BY_KEY)))
def test_any_text_gives_names_of_its_type(text, kind):
    assert set(missing(text, kind)) <= {*demands(kind), "text"}
