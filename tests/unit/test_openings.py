"""The forms with which documents begin."""

import re

import pytest

from retrowriter.text import prompt
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.openings import opening


def test_a_letter_begins_with_a_date_of_its_year_in_the_month_of_which_the_brief_speaks():
    assert re.fullmatch(r"March [1-9], 1991\n\n", opening("letter", 1991, "deliver 40 chairs by March 22"))
    assert re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, 1996\n\n", opening("letter", 1996, "thanks for the tour"))


def test_a_reference_page_begins_with_the_name_of_the_function():
    assert opening("reference", 1994, "Document strfind().") == "NAME\n     strfind -"
    assert opening("reference", 1995, "the call OpenPort() of Windows").startswith("OpenPort\n\nThe OpenPort function")
    assert opening("reference", 1995, "the keys of an editor") == ""


def test_memos_have_several_forms_and_each_brief_its_own():
    made = {opening("memo", 1995, f"the printer on floor {number}") for number in range(20)}
    assert len(made) == 3
    assert opening("memo", 1995, "the lift") == opening("memo", 1995, "the lift")


@pytest.mark.parametrize("kind", ["", *BY_KEY])
def test_no_opening_ends_in_a_space_where_the_model_would_have_to_guess_at_the_next_word(kind):
    for number in range(12):
        assert not opening(kind, 1995, f"about number {number}").endswith((" ", "\t"))


def test_a_new_document_has_an_opening_and_a_continuation_none():
    brief = prompt.Brief(what="the lift is out of order", type="memo")
    assert prompt.draft(brief).opening.startswith(("MEMO", "INTEROFFICE"))
    assert prompt.continuation("MEMO\n", brief=brief).opening == ""
