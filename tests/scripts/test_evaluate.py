"""The evaluation: each measure on texts made for it, and the whole of it with an engine that speaks from a script."""

import json
import math
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import evaluate  # noqa: E402
from evaluation import (  # noqa: E402
    ab_page,
    bias,
    copying,
    facts,
    intervals,
    layout,
    metrics,
    plots,
    records,
    repetition,
)
from evaluation.style_classifier import Example, split, view_of  # noqa: E402

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
    assert layout.markdown(text) == kinds


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


# Files


def test_items_are_read_in_the_exemplars_format(tmp_path):
    path = tmp_path / "briefs.jsonl"
    rows = [
        {"type": "memo", "year": 1995, "brief": "about paper", "text": "TO: all"},
        {"type": "poem", "year": 2020, "brief": "about spring"},
        {"kind": "rewrite", "type": "memo", "year": 1995, "brief": "x", "text": "y"},
        {"text": "no brief"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    one, two = records.items_of(records.read_rows(path))
    assert (one.type, one.year, one.what, one.text) == ("memo", 1995, "about paper", "TO: all")
    assert (two.type, two.year) == ("", 1999)
    path.write_text('{"a": 1}\nnonsense\n', encoding="utf-8")
    with pytest.raises(evaluate_error(), match="line 2"):
        records.read_rows(path)


def evaluate_error():
    from retrowriter.errors import UserError

    return UserError


def test_documents_are_cut_at_a_line_end():
    (item,) = records.documents_of([{"title": "A  b", "genre": "manual", "year": 1990, "text": "line\n" * 50}], 23)
    assert item.text == "line\n" * 4
    assert (item.what, item.type) == ("A b", "manual")


def test_spreading_takes_from_every_type():
    items = [records.make_item(kind, 1995, f"{kind} {n}") for kind in ("memo", "letter", "faq") for n in range(9)]
    chosen = records.spread(items, 6)
    assert sorted(item.type for item in chosen) == ["faq", "faq", "letter", "letter", "memo", "memo"]
    assert records.spread(items[::-1], 6) == chosen
    assert len(records.spread(items, 99)) == 27


def gathered(tmp_path, *arguments):
    """Material from ten exemplars, of which numbers 0 and 1 are the test split and number 2 the validation split."""
    from evaluation.material import gather

    rows = [{"type": "memo", "year": 1995, "brief": f"brief {n}", "text": f"text {n}"} for n in range(10)]
    exemplars, split_file, more = (tmp_path / name for name in ("exemplars.jsonl", "split.json", "more.jsonl"))
    exemplars.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ids = [records.make_item("memo", 1995, "", f"text {n}").id for n in range(10)]
    split_file.write_text(json.dumps({"test": ids[:2], "valid": ids[2:3]}), encoding="utf-8")
    more.write_text(json.dumps({"type": "faq", "year": 1994, "brief": "one more"}), encoding="utf-8")
    return gather(evaluate.parser().parse_args(list(arguments)), exemplars, split_file, more, 3000)


def test_held_out_texts_are_never_among_the_training_texts(tmp_path):
    material = gathered(tmp_path)
    assert sorted(item.what for item in material.briefs) == ["brief 0", "brief 1", "one more"]
    assert sorted(item.what for item in material.exemplars) == ["brief 0", "brief 1"]
    assert sorted(material.training_texts()) == [f"text {n}" for n in range(3, 10)]
    assert {item.what for item in material.style_briefs} == {f"brief {n}" for n in range(3, 10)}


def test_a_sealed_set_takes_the_place_of_the_briefs_and_leaves_the_training_texts(tmp_path):
    sealed = tmp_path / "sealed.jsonl"
    rows = [{"type": "memo", "year": 1995, "brief": "sealed", "text": "text 5"}]
    sealed.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    material = gathered(tmp_path, "--briefs", str(sealed))
    assert [item.what for item in material.briefs] == ["sealed"]
    assert "text 5" not in material.training_texts()
    assert "text 0" not in material.training_texts()


# Style


def test_the_views_hide_years_and_layout():
    assert view_of("In 1995\n**bold**", "as written") == "In 0000\n**bold**"
    assert view_of("# In 1995\n\n**Bold**   move", "words alone").strip() == "in 0000 bold move"


def test_groups_stay_on_one_side():
    known = [Example("t", True, f"g{number // 2}", "s") for number in range(40)]
    training, held = split(known)
    assert held
    assert not {one.group for one in training} & {one.group for one in held}


# The page and the plots


class Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.addresses, self.data, self._in_data = [], "", False

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action")]
        self._in_data = tag == "script" and values.get("type") == "application/json"

    def handle_endtag(self, tag):
        self._in_data = False

    def handle_data(self, data):
        self.data += data if self._in_data else ""


def test_the_blind_page_holds_all_pairs_hides_the_models_and_loads_nothing():
    items = [records.make_item("memo", 1995, f"brief {number}") for number in range(20)]
    made = [
        [records.Sample(item=item, seed=1, text=f"{who} </script> {item.what}", reason="end", tokens=1, tokens_per_s=1)
         for item in items]
        for who in ("ours", "theirs")
    ]  # fmt: skip
    html = ab_page.page("Which?", "Base", "Tuned", ab_page.pairs_of(*made), seed=7)
    assert html == ab_page.page("Which?", "Base", "Tuned", ab_page.pairs_of(*made), seed=7)
    parser = Parser()
    parser.feed(html)
    assert parser.addresses == []
    assert "http" not in re.sub(r"http-equiv", "", html)
    rounds = json.loads(parser.data)["rounds"]
    assert {one["brief"] for one in rounds} == {item.what for item in items}
    assert 0 < sum(one["swapped"] for one in rounds) < 20
    for one in rounds:
        assert one["right" if one["swapped"] else "left"].startswith("ours")


def test_bars_are_well_formed():
    from xml.etree import ElementTree

    figure = intervals.Figure(value=0.5, low=0.4, high=0.6, n=10)
    svg = plots.bars("A & B", ["one", "two"], [plots.Group("<share>", (figure, None))], percent=True)
    root = ElementTree.fromstring(svg)
    assert "50 %" in "".join(root.itertext())


# The whole


def test_the_parser_can_be_imported_and_knows_the_options():
    options = evaluate.parser().parse_args(["--model", "a.gguf", "--model", "b.gguf", "--label", "A", "--quick"])
    assert [path.name for path in options.model] == ["a.gguf", "b.gguf"]
    assert (options.n, options.seeds) == (100, 1)


def test_a_sampling_value_that_there_is_not_is_named(capsys, tmp_path):
    model = tmp_path / "a.script"
    model.write_text("{}", encoding="utf-8")
    assert evaluate.main(["--model", str(model), "--out", str(tmp_path), "--sampling", "warmth=3"]) == 1
    assert "warmth" in capsys.readouterr().err


def test_nothing_to_evaluate_and_a_missing_model(capsys, tmp_path):
    assert evaluate.main(["--out", str(tmp_path)]) == 1
    assert "nothing to evaluate" in capsys.readouterr().err
    assert evaluate.main(["--model", str(tmp_path / "no.gguf"), "--out", str(tmp_path)]) == 1
    assert "no.gguf" in capsys.readouterr().err


def test_two_scripted_models_from_the_command_line_to_the_scorecard(tmp_path, monkeypatch, capsys):
    pytest.importorskip("sklearn")
    monkeypatch.setenv("RETROWRITER_SCRIPTED", "1")
    chat = "I hope this message finds you well. **Here is a sample** of seamless synergy on Facebook, and the "
    (tmp_path / "base.script").write_text(json.dumps({"pieces": [chat] * 4}), encoding="utf-8")
    (tmp_path / "tuned.script").write_text(json.dumps({"pieces": [MEMO]}), encoding="utf-8")
    briefs = [
        {"type": "memo", "year": 1995, "brief": f"memo to staff about paper, {number} boxes", "text": MEMO}
        for number in range(30, 42)
    ]
    (tmp_path / "briefs.jsonl").write_text("\n".join(map(json.dumps, briefs)), encoding="utf-8")
    documents = [{"id": "d", "title": "A manual", "genre": "manual", "year": 1990, "text": MEMO * 4}]
    (tmp_path / "documents.jsonl").write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["--model", str(tmp_path / "base.script"), "--model", str(tmp_path / "tuned.script")]
    arguments += ["--label", "Base", "--label", "Tuned", "--briefs", str(tmp_path / "briefs.jsonl"), "--children", "1"]
    arguments += ["--documents", str(tmp_path / "documents.jsonl"), "--quick", "--json", "--out", str(out)]
    assert evaluate.main(arguments) == 0
    card = json.loads(capsys.readouterr().out)
    assert card == json.loads((out / "scorecard.json").read_text(encoding="utf-8"))
    base, tuned = (model["figures"] for model in card["models"])
    assert tuned["structure_main"]["value"] == 1
    assert base["structure_main"]["value"] == 0
    assert base["markdown"]["value"] == base["anachronisms"]["value"] == base["stock_phrases"]["value"] == 1
    assert tuned["markdown"]["value"] == 0
    assert base["loops"]["value"] == 1
    assert base["bits_exemplars"]["value"] == pytest.approx(1 / math.log(2))
    assert card["models"][1]["changes"]["bits_exemplars"]["value"] == 0
    assert card["hand_written"]["figures"]["structure_main"]["value"] == 1
    markdown = (out / "scorecard.md").read_text(encoding="utf-8")
    assert "| Ends properly | 0.0 %" in markdown
    assert "Document the C library function malloc()" in markdown
    parser = Parser()
    parser.feed((out / "scorecard.html").read_text(encoding="utf-8"))
    assert parser.addresses == []
    assert "http" not in (out / "ab.html").read_text(encoding="utf-8").replace("http-equiv", "")
    assert str(tmp_path) not in markdown + json.dumps(card)

    again = tmp_path / "again"
    arguments = ["--run", str(out / "run-base.json"), "--run", str(out / "run-tuned.json")]
    arguments += ["--briefs", str(tmp_path / "briefs.jsonl"), "--documents", str(tmp_path / "documents.jsonl")]
    assert evaluate.main([*arguments, "--quick", "--out", str(again)]) == 0
    assert (again / "scorecard.json").read_bytes() == (out / "scorecard.json").read_bytes()
