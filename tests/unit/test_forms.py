"""The forms of documents: how they begin, what is put in at the first blank line and at the end."""

import re

import pytest

from retrowriter.text import prompt, structure
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.forms import form


def test_a_letter_begins_with_a_date_of_its_year_in_the_month_of_which_the_brief_speaks():
    assert re.fullmatch(r"March [1-9], 1991\n\n", form("letter", 1991, "deliver 40 chairs by March 22").beginning)
    assert re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, 1996\n\n", form("letter", 1996, "thanks for the tour").beginning)


@pytest.mark.parametrize(
    ("what", "beginning"),
    [
        ("Document strfind().", "NAME\n     strfind -"),
        ("Unix man page for tcpmon(8)", "NAME\n     tcpmon -"),
        ("reference for the command lpq", "NAME\n     lpq -"),
        ("the call OpenPort() of Windows", "OpenPort\n\nThe OpenPort function"),
        ("GetTide, which tells the height of the water", "GetTide\n\nThe GetTide"),
        ("the WM_PAPEROUT message", "WM_PAPEROUT\n\nThe WM_PAPEROUT"),
        ("the keys of an editor", ""),
        ("the function that reads a line", ""),
    ],
)
def test_a_reference_page_begins_with_the_name_of_its_subject(what, beginning):
    assert form("reference", 1994, what).beginning == beginning


def test_memos_have_several_forms_and_each_brief_its_own():
    made = {form("memo", 1995, f"the printer on floor {number}").beginning for number in range(20)}
    assert len(made) == 3
    assert form("memo", 1995, "the lift") == form("memo", 1995, "the lift")


@pytest.mark.parametrize("kind", ["", *BY_KEY])
def test_no_beginning_ends_in_a_space_where_the_model_would_have_to_guess_at_the_next_word(kind):
    for number in range(12):
        assert not form(kind, 1995, f"about number {number}").beginning.endswith((" ", "\t"))


def test_a_new_document_has_a_form_and_a_continuation_none():
    brief = prompt.Brief(what="the lift is out of order", type="memo")
    assert prompt.draft(brief).form.beginning.startswith(("MEMO", "INTEROFFICE"))
    assert prompt.continuation("MEMO\n", brief=brief).form == form("", 1995, "")


def test_what_is_there_is_not_put_in_again():
    minutes = form("minutes", 1994, "board of the choir")
    assert minutes.at_blank_line("Minutes of the choir\n4 May 1994\nPresent: all\n\n") == ""
    assert minutes.at_blank_line("Minutes of the choir\n4 May 1994\n\n").lower().endswith("present:")
    assert re.search(r"1994\n\n.*resent:", minutes.at_blank_line("Minutes of the choir\n\n"), re.IGNORECASE)


@pytest.mark.parametrize("kind", ["letter", "press_release", "minutes", "rfc", "reference"])
def test_what_is_put_in_at_the_end_is_what_was_missing(kind):
    asked = form(kind, 1995, "the getline(3) function", "Ruth Calder")
    text = "Something else\n\nIt goes on here, and it is of no matter what it says or where it stops."
    put_in = asked.at_end(text)
    assert put_in
    lacking = set(structure.missing(text, kind)) - set(structure.missing(text + put_in + "Name", kind))
    assert lacking >= {demand for demand, _ in asked.close}
    assert asked.at_end(text + put_in + "Name") == ""


def test_a_letter_is_complete_behind_its_signature():
    letter = form("letter", 1995, "thanks")
    assert not letter.is_complete("Dear Ann,\n\nThank you.\n\nYours sincerely,\n\n")
    assert letter.is_complete("Dear Ann,\n\nThank you.\n\nYours sincerely,\n\n\nRuth Calder\n\n")
    assert not letter.is_complete("Dear Ann,\n\nThank you for all of it.\n\n")
