"""The measures of the evaluation, each on texts made for it."""

import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

from evaluation import (  # noqa: E402
    bias,
    copying,
    facts,
    intervals,
    layout,
    metrics,
    records,
    repetition,
)
from evaluation.style_classifier import Example, split, view_of  # noqa: E402

from retrowriter.text import markdown_marks  # noqa: E402

MEMO = """TO:       All Staff
FROM:     Ruth Calder
DATE:     March 14, 1995
SUBJECT:  Paper

Please use both sides of the sheet. The stores hold 40 boxes of paper.

                                      R.C.
"""


def sample(text, what="memo to all staff about paper, 40 boxes", type="memo", reason="end"):
    item = records.make_item(type, 1995, what)
    return records.Sample(item=item, seed=1, text=text, reason=reason, tokens=9, tokens_per_s=50.0)


# Repetition


def test_repetition_counts_words_and_not_layout():
    text = "the cat sat on the mat\n\nThe Cat sat on the mat."
    assert repetition.rep(text, 4) == pytest.approx(3 / 9)
    assert repetition.distinct("a b a b", 2) == pytest.approx(2 / 3)
    assert repetition.rep("short", 4) == 0
    assert repetition.distinct("short") == 1


def test_loops():
    assert repetition.has_loop("I hope so.\n" * 3)
    assert not repetition.has_loop("I hope so.\n" * 2)
    assert repetition.has_loop(" ".join(["one two three four five six seven eight"] * 3))
    assert not repetition.has_loop("Name ____________\n" + "_________________\n" * 5)
    assert repetition.has_loop("|  |\n" * 8)
    assert not repetition.has_loop(MEMO)


@given(st.text(max_size=300))
def test_shares_of_repetition_stay_between_0_and_1(text):
    assert 0 <= repetition.rep(text) <= 1
    assert 0 <= repetition.distinct(text) <= 1


# Layout


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# Heading\n", ["heading"]),
        ("a **bold** word", ["bold"]),
        ("```\ncode\n```", ["fence"]),
        ("call `malloc` now", ["code"]),
        ("[here](https://example.com)", ["link"]),
        ("a | b\n---|---\n", ["table"]),
        ("HEADING\n=======\n\n * item\n-----\n", []),
        ("#include <stdio.h>\n#  Ref.\n", ["heading"]),
        ("2**8 and a ** b and * * *", []),
        ("the `quoted' word", []),
        ("                ###\n", []),
    ],
)
def test_markdown(text, kinds):
    assert markdown_marks.kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "reason", "proper"),
    [
        (MEMO, "end", True),
        (MEMO, "length", False),
        ("Yours truly,\n\nRuth", "end", True),
        ("We will send the", "end", False),
        ("Dear Sir,", "end", False),
        ("It ends here.", "end", True),
        ("x" * 10 + " word " * 14 + "no stop", "end", False),
        ("", "end", False),
    ],
)
def test_endings(text, reason, proper):
    assert layout.ends_properly(text, reason) is proper


# Facts


def test_facts_of_a_brief():
    found = facts.facts_of("Memo from Anton Brandvold: 1,200 printers moved to Dayton on June 5. Write politely.")
    assert found.numbers == ("1200", "5")
    assert found.names == ("anton", "brandvold", "dayton")
    assert "print" in found.key_words
    assert not {"memo", "write", "polit", "polite"} & set(found.key_words)


def test_facts_are_found_in_other_forms():
    wanted = facts.facts_of("Three printers for Dayton: 1,200 pages, 5 days, insurance")
    text = "Dayton's printer was insured. It took five days for 1200.00 pages."
    found = facts.found_in(wanted, text)
    assert found.numbers == (2, 2)
    assert found.names[0] == found.names[1] == 1
    assert found.share > 0.8
    assert facts.found_in(wanted, "Nothing of the kind.").share == 0


def test_a_brief_without_facts_is_kept():
    assert facts.found_in(facts.facts_of("write a letter"), "Dear Sir").share == 1


# Copying


def words(first, last):
    return " ".join(f"w{number}" for number in range(first, last))


def test_the_longest_copied_run_is_found_across_punctuation_and_case():
    training = copying.TrainingSet(["other text " + words(0, 50), words(100, 140)])
    text = "My own words. " + words(5, 45).upper().replace(" ", ", ") + " and so on " + words(100, 112)
    outside, longest = training.longest(text)
    assert outside.words == longest.words == 40
    assert outside.text.startswith("w5 w6")
    assert outside.documents == 1


def test_runs_do_not_cross_documents_and_short_ones_do_not_count():
    training = copying.TrainingSet([words(0, 9), words(9, 18)])
    assert training.longest(words(0, 18))[1].words == 0


def test_stock_forms_stand_in_several_documents():
    licence = words(0, 40)
    training = copying.TrainingSet([f"a {licence} b", f"c {licence} d", f"e {licence} f", words(200, 215)])
    outside, longest = training.longest(licence + " x " + words(200, 215))
    assert longest.words == 40
    assert longest.is_stock
    assert outside.words == 15


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_the_longest_run_is_that_of_the_plain_method(training, text):
    longest = copying.TrainingSet([" ".join(training)]).longest(" ".join(text))[1].words
    plain = max(
        (
            size
            for size in range(copying.GRAM, len(text) + 1)
            for start in range(len(text) - size + 1)
            for place in range(len(training) - size + 1)
            if text[start : start + size] == training[place : place + size]
        ),
        default=0,
    )
    assert longest == plain


# Intervals and likelihood


def test_intervals_hold_the_mean_and_narrow_with_n():
    few, many = intervals.mean([0.0, 1.0] * 5), intervals.mean([0.0, 1.0] * 200)
    assert few.value == many.value == 0.5
    assert few.low <= 0.5 <= few.high
    assert many.high - many.low < few.high - few.low
    assert intervals.mean([]) is None
    assert intervals.mean([0.3]).low == pytest.approx(0.3)


def test_bits_per_byte_is_a_ratio_of_sums():
    likelihoods = [
        records.Likelihood(id="a", nats=math.log(2) * 100, tokens=5, bytes=100),
        records.Likelihood(id="b", nats=math.log(2) * 600, tokens=5, bytes=300),
    ]
    assert metrics.bits_per_byte(likelihoods).value == pytest.approx(7 / 4)
    assert intervals.change([100.0, 600.0], [90.0, 540.0]).value == pytest.approx(-0.1)


def test_he_and_she():
    results = (
        records.ProbeResult(probe="role", subject="nurse", nats=(3.0, 1.0)),
        records.ProbeResult(probe="role", subject="clerk", nats=(2.0, 2.0)),
        records.ProbeResult(probe="name", subject="one", nats=(10.0,)),
        records.ProbeResult(probe="name", subject="two", nats=(12.0,)),
    )
    found = bias.figures(results)
    assert found.she == {"nurse": pytest.approx(1 / (1 + math.exp(-2))), "clerk": 0.5}
    assert found.names == {"one": -1.0, "two": 1.0}
    assert all(probe.alternatives[0].startswith(" ") for probe in bias.probes())


# A document's row


def test_a_good_memo_measures_well_and_a_poor_one_does_not():
    good = metrics.measure_sample(sample(MEMO), None)
    assert good["missing"] == []
    assert (good["markdown"], good["anachronisms"], good["stock_phrases"], good["loop"]) == ([], [], [], False)
    assert good["ending"] is True
    assert good["facts"] == 1
    poor = metrics.measure_sample(
        sample("**Hi**, I hope this message finds you well. Post it on Facebook,", reason="length"), None
    )
    assert poor["missing"] == ["addressee", "sender", "date", "subject"]
    assert poor["markdown"] == ["bold"]
    assert poor["anachronisms"] == ["Facebook"]
    assert poor["stock_phrases"] == ["I hope this message finds you well"]
    assert poor["ending"] is False


def test_what_the_brief_asks_for_is_no_anachronism():
    item = records.make_item("manual", 1995, "Explain REST APIs.")
    assert metrics.later_than_its_year("REST APIs and smartphones", item) == ["smartphone"]


# Style


def test_the_views_hide_years_and_layout():
    assert view_of("In 1995\n**bold**", "as written") == "In 0000\n**bold**"
    assert view_of("# In 1995\n\n**Bold**   move", "words alone").strip() == "in 0000 bold move"


def test_groups_stay_on_one_side():
    known = [Example("t", True, f"g{number // 2}", "s") for number in range(40)]
    training, held = split(known)
    assert held
    assert not {one.group for one in training} & {one.group for one in held}
