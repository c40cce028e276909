"""From documents to a training set: each step by itself, and the whole with all formats."""

import json
import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.errors import UserError
from retrowriter.paths import asset
from retrowriter.text.prompt import Brief, check

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import build_corpus  # noqa: E402
from corpus import (  # noqa: E402
    briefs,
    chunking,
    cleaning,
    duplicates,
    filters,
    labels,
    markup,
    policy,
    privacy,
    quality,
    reading,
    reflow,
    rows,
    selection,
)
from corpus.documents import Document, Exemplar, Tally, text_id  # noqa: E402

EXEMPLARS = [json.loads(line) for line in asset("training", "exemplars.jsonl").read_text().splitlines()]
PROSE = (
    "The committee met on Tuesday and looked at the figures for the year. They were better than anyone had hoped, "
    "and it was agreed that the new machine should be ordered before the end of the month. "
)


# Cleaning


def test_the_header_of_a_posting_goes_and_a_memo_head_stays():
    posting = (
        "Path: host!user\nFrom: user@host.example (A. User)\nNewsgroups: comp.sys\nSubject: New release\n"
        "Date: 3 May 94 10:00 GMT\nLines: 12\n\nThe new release is out.\n"
    )
    tally = Tally()
    assert cleaning.clean(posting, "announcement", tally) == "The new release is out.\n"
    assert tally.changed["mail headers removed"] == 1
    assert cleaning.clean(posting, "usenet", tally).startswith("Path:")
    assert cleaning.mail_subject(posting) == "New release"
    memo = "TO: All staff\nFROM: R. Calder\nDATE: May 3, 1994\nSUBJECT: Paper\n\nUse both sides.\n"
    assert cleaning.clean(memo, "", tally) == memo


def test_page_heads_and_numbers_go_and_a_sentence_over_the_page_is_closed():
    words = ("lamps", "desks", "chairs", "plants", "clocks")
    pages = [f"User's Guide              Page {n}\n\nAll {word} run on\n\n\f" for n, word in enumerate(words, 1)]
    found = cleaning.clean("".join(pages) + "\nover the break.\n", "", Tally())
    assert "Guide" not in found
    assert "All lamps run on" in found
    assert "All clocks run on\nover the break." in found


def test_contents_and_index_go():
    text = (
        "GARDEN MANUAL\n\nTable of Contents\n\n1. Soil ........ 3\n2. Seeds ....... 9\n3. Water ...... 12\n\n"
        "1. Soil\n\n" + PROSE * 12 + "\n\nINDEX\n\nants, 3\nbeans, 9, 12\ncompost, 4\ndill, 9\nelder, 11\nfern, 2\n"
    )
    found = cleaning.clean(text, "manual", Tally())
    assert found.startswith("GARDEN MANUAL\n\n1. Soil\n\nThe committee")
    assert "compost" not in found


def test_debris_goes_and_rules_stay():
    text = "A heading\n=========\n\n~|.';:- ^* ,.\nText that stays, plainly.\n* * *\n-----------\n$100.00\n"
    assert cleaning.clean(text, "", Tally()) == text.replace("~|.';:- ^* ,.\n", "")


def test_overstrikes_and_typographic_marks_become_typewriter_text():
    assert cleaning.plain("N\bNA\bAM\bME\bE _\bf_\bi\r\n\u201cIt\u2019s \u00a9 1995\u201d\u2014yes\tno") == (
        'NAME fi\n"It\'s (c) 1995"--yes    no'
    )
    assert cleaning.plain("It\u00e2\u20ac\u2122s") == "It's"  # decoded wrongly once


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_cleaning_and_layout_take_any_text(text):
    found = reflow.reflow(cleaning.clean(text, "", Tally()))
    assert found.endswith("\n")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", found)


# Layout


def test_justified_text_is_set_anew_with_its_words_joined():
    text = (
        "     We  are  delighted, at long last, to send you your copy of the dis-\n"
        "     tribution  which the committee of the University  has  approved for\n"
        "     release   to  everybody who asked for one during the  past  summer.\n"
    )
    found = reflow.reflow(text)
    assert "  " not in found
    assert found.split() == text.replace("dis-\n     tribution", "distribution").split()
    assert max(map(len, found.splitlines())) <= 72


def test_margins_go_and_tables_and_lists_stay():
    page = "TITLE\n\nItem                Price\nLamp                 $4.00\n- a thing\n- another\n"
    assert reflow.reflow(re.sub(r"^(?=.)", "     ", page, flags=re.M)) == page
    wide = "-b      " + "This option tells the program to take the block of the tape as given. " * 2
    lines = reflow.reflow("OPTIONS\n     " + wide + "\n             and no other.\n").splitlines()
    assert lines[1].startswith("     -b      This option")
    assert all(line.startswith(" " * 13) for line in lines[2:])
    assert max(map(len, lines)) <= 72


@given(st.lists(st.text(alphabet="ab .-1|", max_size=90), max_size=12))
def test_layout_loses_no_letter(lines):
    text = "\n".join(lines)
    kept = re.sub(r"[\s-]", "", reflow.reflow(text))
    assert kept == re.sub(r"[\s-]", "", text)


# Labels, quality


def test_types_are_taught_only_where_the_form_is_there():
    memo = next(row["text"] for row in EXEMPLARS if row["type"] == "memo")
    assert labels.type_of(memo, "", "notes/17.txt") == "memo"
    assert labels.type_of("Please answer these questions.\n\nWhere did you find this?\n", "faq") == ""
    assert labels.type_of(PROSE, "announcement") == "announcement"
    found = [(row["type"], labels.type_of(row["text"], "")) for row in EXEMPLARS]
    assert sum(kind == told for kind, told in found) >= 0.5 * len(found)
    assert sum(told not in ("", kind) for kind, told in found) <= 0.08 * len(found)


def test_years_are_found():
    assert labels.year_of("MEMO\n\nDate: March 14, 1995\n\nCopyright 1988") == 1995
    assert labels.year_of("Copyright (c) 1989, 1991 by Us") == 1991
    assert labels.year_of("12 May 93\n\nNothing") == 1993
    assert labels.year_of("No year at all") == 0


def test_titles_are_what_a_person_would_say():
    page = "ROT(1)    Manual    ROT(1)\n\nNAME\n     rot -- rotate the lines of a file\n\nSYNOPSIS\n"
    assert labels.title_of(page, "reference") == "rot, rotate the lines of a file"
    assert (
        labels.title_of("QUARTERLY REPORT OF THE TOOL CRIB\n\nText.", "report") == "Quarterly Report Of The Tool Crib"
    )
    assert labels.title_of("Copyright 1991 by Us\nDear Sir,\nThis file is for\n", "readme") == ""
    memo = "WHARFE WATER\n\nTO: All\nFROM: H. R.\nDATE: 3 May 1995\nSUBJECT: New pipes\n\nText."
    assert labels.title_of(memo, "memo") == "New pipes"
    assert labels.title_of("ASHGROVE JOINERY\n\nDear Sir,\n\nText.", "letter") == ""


def test_quality_tells_prose_from_debris():
    good = [quality.judge(row["text"]).score for row in EXEMPLARS if row["type"] in ("memo", "letter", "report")]
    assert sum(score >= quality.LEAST for score in good) >= 0.99 * len(good)
    assert quality.judge("0x3f 77 a9 -- 0x12 ;; \n" * 40).score < quality.LEAST
    assert quality.judge("Tbe c0mmittcc rnet 0n Tuesd@y ;nd l00ked,at tlne f1gures " * 9).score < quality.LEAST
    assert quality.is_english(PROSE)
    assert not quality.is_english("Der Ausschuss trat am Dienstag zusammen und sah die Zahlen des Jahres durch. " * 4)


# Policy


def test_the_policy_keeps_out_what_it_says():
    assert policy.objection(PROSE) == ("", "")
    slur = "That " + "fag" + "got of a clerk."
    assert policy.objection(slur) == ("slur or obscenity", "f" + "*" * 5)
    assert policy.objection("So easy that your mother can do it.")[0] == "stereotype of the time"
    assert policy.objection("One of the girls\nin the office will help.")[0] == "stereotype of the time"
    assert policy.objection("Strip poker with nudes.")[0] == "harmful content"
    assert policy.objection("A museum of the Holocaust opens.") == ("", "")  # one word is no harm
    assert policy.objection("NAME\n     malloc -- allocate memory\n")[0] == "sealed for evaluation"
    kept = [row for row in EXEMPLARS if policy.objection(row["text"])[0] not in ("", "sealed for evaluation")]
    assert kept == []


def test_he_and_she_are_counted_by_role():
    found = policy.pronouns_by_role(
        [
            "The engineer said that he would come. The secretary took her coat.",
            "The engineer read it. She signed.",
            "A user may change his or her password; the manager asked him or her.",
        ]
    )
    assert found["engineer"] == (1, 1)
    assert found["secretary"] == (0, 1)
    assert "user" not in found
    assert found["all"] == (3, 4)


def test_personal_data_become_plausible_and_nobodys():
    text = (
        "Write to Jim Olsen, 1207 Old Mill Road, or P.O. Box 4410, Reading RG1 5AX. Call (212) 867-5309 or\n"
        "+44 171 234 5678, mail jolsen@bigfirm.com or ...!uunet!firm!jim or CompuServe 72345,1407.\n"
        "SSN 123-45-6789. Page: http://www.firm.com/~jolsen Prices: $1,207.50, part 867-5309, in 1995.\n"
    )
    tally = Tally()
    found = privacy.mask(text, tally)
    for secret in ("1207 Old", "4410", "5AX", "867-5309 or", "234 5678", "jolsen", "uunet", "72345", "123-45"):
        assert secret not in found
    for kept in ("Jim Olsen", "Reading", "$1,207.50", "part 867-5309", "1995", "(212) 555-01"):
        assert kept in found
    assert found == privacy.mask(text, Tally())
    assert tally.changed["telephone numbers masked"] == 2
    assert privacy.mask(found, Tally()).count("555-01") == found.count("555-01")


def test_titles_are_masked_like_texts_and_own_documents_may_keep_their_contacts():
    text = "12 Marchmont Road\nMay 4, 1994\n\n" + PROSE * 4
    one = document("x", text, title="12 Marchmont Road; the figures")
    masked = filters.judge(one, set(), False, Tally())
    assert "Marchmont" not in masked.text + masked.title
    assert masked.title.partition(";")[0] == masked.text.splitlines()[0]
    kept = filters.judge(one, set(), True, Tally())
    assert (kept.text.strip(), kept.title) == (text.strip(), one.title)
    assert kept.quality > 0.5


# Duplicates and splits


def document(name, text, **fields):
    return Document(**{"id": name, "text": text, "title": "", "type": "memo", "year": 1995, "family": name, **fields})


def test_near_duplicates_go_and_their_families_become_one():
    words = [f"word{n}" for n in range(300)]
    long = " ".join(words)
    nearly = " ".join([*words[:150], "other", *words[151:]])
    documents = [document("a", long, quality=0.7), document("b", nearly, quality=0.9), document("c", PROSE)]
    pairs = duplicates.similar(documents)
    tally = Tally()
    assert [one.id for one in duplicates.without_duplicates(documents, pairs, tally)] == ["b", "c"]
    assert tally.dropped["nearly the same as another"] == 1
    families = duplicates.families(documents, pairs)
    assert families["a"] == families["b"] != families["c"]


def test_paragraphs_of_many_families_are_stock():
    stock_text = "This program is sold as it is, and the author is not responsible for any loss whatever of data."
    documents = [document(str(n), f"Text {n} is here.\n\n{stock_text}\n\nEnd {n}.") for n in range(5)]
    stock = duplicates.stock_paragraphs(documents)
    assert len(stock) == 1
    assert duplicates.without_stock(documents[0].text, stock, Tally()) == "Text 0 is here.\n\nEnd 0."
    same = [document(str(n), f"Text {n}.\n\n{stock_text}", family="one") for n in range(5)]
    assert duplicates.stock_paragraphs(same) == set()


def test_no_family_stands_on_both_sides():
    documents = [document(f"{family}-{n}", PROSE, family=f"f{family}") for family in range(50) for n in range(3)]
    families = {one.id: one.family for one in documents}
    splits = selection.splits_of(documents, families)
    valid = {one.family for one in documents if splits[one.id] == "valid"}
    train = {one.family for one in documents if splits[one.id] == "train"}
    assert len(valid) == 5
    assert not valid & train


def test_no_type_and_no_source_drowns_the_others():
    plan = selection.Plan(quota=10, room=2000, seed=1)
    documents = [document(f"big-{n}", PROSE) for n in range(100)] + [document(f"small-{n}", PROSE) for n in range(8)]
    documents += [document(f"other-{n}", PROSE, type="essay") for n in range(30)]
    chosen = selection.choose(documents, plan)
    assert sum(one.type == "memo" for one in chosen) == 10
    assert sum(one.type == "essay" for one in chosen) == 5
    assert sum(one.id.startswith("small") for one in chosen) == 5


# Parts, briefs and rows


@given(st.lists(st.sampled_from(["HEADING\n\n", PROSE + "\n\n", "word " * 40 + "\n", "x" * 300 + "\n"]), max_size=30))
def test_parts_are_the_whole_text(pieces):
    text = "".join(pieces)
    parts = chunking.cut(text, 700)
    assert "".join(text[part.start : part.end] for part in parts).rstrip() == text.rstrip()
    assert all(part.end - part.start <= 700 for part in parts)
    assert [part.first for part in parts] == [True] + [False] * (len(parts) - 1)


def test_long_documents_are_cut_before_headings():
    sections = [f"{n}. SECTION\n\n{PROSE * 2}\n\n" for n in range(1, 6)]
    text = "".join(sections)
    parts = chunking.cut(text, 900)
    assert len(parts) >= 2
    assert all(re.match(r"\d\. SECTION", text[part.start :]) for part in parts)


def test_an_exemplar_gets_its_writers_brief_first_and_variants_after():
    row = next(row for row in EXEMPLARS if row["type"] == "memo" and re.search(r"^FROM:", row["text"], re.M))
    made = briefs.of_exemplar(row, random.Random(1), 4)
    assert made[0] == {"what": row["brief"], "type": "memo", "year": row["year"]}
    assert len({json.dumps(one, sort_keys=True) for one in made}) == len(made) > 1
    assert any("words" in one or "sender" in one or "notes" in one for one in made[1:])
    for fields in made:
        check(Brief(**fields))


def test_briefs_of_documents_say_what_stands_in_them():
    texts = [row["text"] for row in EXEMPLARS[:120]]
    words = briefs.KeyWords(texts)
    told = total = 0
    for number, row in enumerate(EXEMPLARS[:120]):
        title = labels.title_of(row["text"], row["type"])
        fields = briefs.of_document(row["text"], title, row["type"], row["year"], words, random.Random(number), True)
        check(Brief(**fields))
        facts = re.findall(r"\$?\d[\d,.]*\d", fields["what"])
        told += sum(fact in row["text"] for fact in facts)
        total += len(facts)
    assert told == total > 20
    assert words.phrases("The laminator prints. The laminator is loud. We saw the laminator.", 2)[0] == "laminator"


def test_rows_put_together_are_the_document():
    row = next(row for row in EXEMPLARS if row["type"] == "report")
    found = rows.of_exemplar(Exemplar(row), random.Random(3), 3, selection.Names([row]))
    assert found[0]["text"] == row["text"].rstrip()
    for one in found:
        if one["kind"] == "continue":
            assert one["prefix"] + one["text"] + one.get("after", "").rstrip() == row["text"].rstrip()
    fill = {
        "kind": "fill",
        "type": "memo",
        "year": 1995,
        "brief": "paper",
        "before": "A\n\n",
        "middle": "B",
        "after": "\n\nC",
    }
    gap, draft = rows.of_exemplar(Exemplar(fill), random.Random(3), 3, selection.Names([row]))
    assert (gap["prefix"], gap["text"], gap["after"]) == ("A\n\n", "B", "\n\nC")
    assert draft["text"] == "A\n\nB\n\nC"


# Reading


def test_markdown_and_html_become_typewriter_pages():
    found = markup.markdown_text(
        "# Title\n\nSome **bold** and `code` and [a link](http://x).\n\n- one\n- two\n\n    kept\n"
    )
    assert found.startswith("TITLE\n")
    assert "Some bold and code and a link." in found
    assert "  * one\n  * two" in found
    page = (
        "<html><head><title>no</title><style>p {}</style></head><body><nav>Menu</nav><h1>A Title</h1>"
        "<p>First &amp; <b>second</b>.</p><ol><li>one<li>two</ol><pre>a  b\n  c</pre>"
        "<table><tr><td>x</td><td>y</td></tr></table></body></html>"
    )
    found = markup.html_text(page)
    assert "A TITLE" in found
    assert "First & second." in found
    assert "  1. one\n  2. two" in found
    assert "    a  b\n      c" in found
    assert re.search(r"^x +y$", found, re.M)
    assert "Menu" not in found
    assert "p {}" not in found


@given(st.text(max_size=200))
def test_any_markup_is_read(text):
    assert markup.html_text(text).endswith("\n")
    assert markup.markdown_text(text).endswith("\n")


def test_files_of_the_time_are_read():
    box = "\u2554\u2550\u2550\u2557\n\u2551 f\u00fcr \u2551\n\u255a\u2550\u2550\u255d\n"
    assert reading.text_of("A.DOC", box.encode("cp437")) == box
    assert reading.text_of("a.txt", "It\u2019s \u201cso\u201d".encode("cp1252")) == "It\u2019s \u201cso\u201d"
    rich = rb"{\rtf1\ansi Dear {\b Sir},\par " + PROSE.encode() + rb"\par Yours\par}"
    lines = reading.text_of("letter.rtf", rich).splitlines()
    assert lines[0] == "Dear Sir,"
    assert max(map(len, lines)) <= 72
    assert " ".join(" ".join(lines[1:]).split()) == PROSE + "Yours"


def test_a_folder_of_everything(tmp_path):
    folder = tmp_path / "in"
    (folder / "letter").mkdir(parents=True)
    letters = [row for row in EXEMPLARS if row["type"] == "letter"]
    for number, row in enumerate(letters[:12]):
        (folder / "letter" / f"{number}.txt").write_text(row["text"])
    (folder / "copy of 0.txt").write_text(letters[0]["text"] + "\nP.S. The same.\n")
    (folder / "guide.md").write_text("# User's Guide\n\nOctober 1994\n\n1. Start.\n2. Stop.\n3. Rest.\n\n" + PROSE * 4)
    (folder / "page.html").write_text(f"<h1>Annual Report</h1><p>May 1996</p><p>{letters[20]['text']}</p>")
    (folder / "photo.gif").write_bytes(b"GIF89a")
    (folder / "binary.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "late.txt").write_text("June 4, 2011\n\n" + PROSE * 4)
    (folder / "when.txt").write_text(PROSE * 6)
    late = "May 2, 1994\n\nPlease post it on Facebook. " + PROSE.replace("met", "sat") * 4
    (folder / "new.txt").write_text(late)
    (folder / "jokes.txt").write_text("May 2, 1993\n\nSo easy that your wife can do it. " + PROSE * 4)
    test = letters[-1]
    own = [{**test, "brief": "sealed letter"}, letters[-2], letters[-3]]
    (folder / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in own))
    (folder / "split.json").write_text(
        json.dumps({"test": [text_id(test["text"])], "valid": [text_id(own[1]["text"])]})
    )
    held = tmp_path / "held.jsonl"
    held.write_text(json.dumps({"id": "h", "text": letters[3]["text"], "year": 1995, "genre": "letter"}) + "\n")
    options = [str(folder), "--held-out", str(held), "--quota", "10", "--out"]
    assert build_corpus.main([*options, str(tmp_path / "out")]) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    dropped = report["dropped"]
    assert dropped["cannot be read"] == 1  # the picture
    assert dropped["no text"] == 1
    assert dropped["of another time"] == 1
    assert dropped["without a year"] == 1
    assert dropped["speaks of a later time"] == 1
    assert dropped["stereotype of the time"] == 1
    assert dropped["nearly the same as another"] == 2  # the copy, and the held-out letter's twin
    lines = (tmp_path / "out" / "train.jsonl").read_text().splitlines()
    made = [json.loads(line) for line in lines]
    for row in made:
        if row.get("brief"):
            check(Brief(**row["brief"]))
    told = "\n".join(row["text"] for row in made if row["split"] == "train")
    assert test["text"][:200] not in told
    assert own[1]["text"][:200] not in told
    assert letters[3]["text"][:200] not in told
    assert own[2]["text"][:100] in told
    assert [row["text"] for row in made if row["split"] == "valid" and row["source"] == "exemplars"] == [own[1]["text"]]
    assert "| stereotype of the time | 1 |" in (tmp_path / "out" / "report.md").read_text()
    # The same again gives the same file.
    assert build_corpus.main([*options, str(tmp_path / "again")]) == 0
    assert (tmp_path / "again" / "train.jsonl").read_text().splitlines() == lines


def test_what_cannot_be_read_is_one_sentence(tmp_path, capsys):
    assert build_corpus.main([str(tmp_path / "none"), "--out", str(tmp_path)]) == 1
    assert "There is no file or folder" in capsys.readouterr().err
    bad = tmp_path / "bad.jsonl"
    for line, words in (('{"brief": "x"}', "line 1"), ("nonsense", "line 1"), ('{"text": 5, "year": "x"}', "line 1")):
        bad.write_text(line + "\n")
        with pytest.raises(UserError, match=words):
            reading.read([bad], [], None, Tally())
    (tmp_path / "empty").mkdir()
    assert build_corpus.main([str(tmp_path / "empty"), "--out", str(tmp_path / "o")]) == 1
    assert "Nothing is left" in capsys.readouterr().err
    assert build_corpus.main([str(tmp_path / "empty"), "--type", "poem"]) == 1
    assert "no document type 'poem'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        build_corpus.main([str(tmp_path), "--years", "then-now"])
    assert "then-now" in capsys.readouterr().err
