"""The evaluation as a whole: which texts it takes, what it writes, with an engine that speaks from a script."""

import json
import math
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import evaluate  # noqa: E402
from evaluation import (  # noqa: E402
    ab_page,
    intervals,
    plots,
    records,
)

MEMO = """TO:       All Staff
FROM:     Ruth Calder
DATE:     March 14, 1995
SUBJECT:  Paper

Please use both sides of the sheet. The stores hold 40 boxes of paper.

                                      R.C.
"""


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


def test_the_further_exemplars_are_training_texts_too(tmp_path):
    row = {"type": "memo", "year": 1995, "brief": "another", "text": "text of another"}
    (tmp_path / "more-a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    material = gathered(tmp_path)
    assert "text of another" in material.training_texts()
    assert "more-a.jsonl" in material.files


def test_a_sealed_set_takes_the_place_of_the_briefs_and_leaves_the_training_texts(tmp_path):
    sealed = tmp_path / "sealed.jsonl"
    rows = [{"type": "memo", "year": 1995, "brief": "sealed", "text": "text 5"}]
    sealed.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    material = gathered(tmp_path, "--briefs", str(sealed))
    assert [item.what for item in material.briefs] == ["sealed"]
    assert "text 5" not in material.training_texts()
    assert "text 0" not in material.training_texts()


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


def test_writing_alone_scores_nothing(tmp_path, monkeypatch, capsys):
    pytest.importorskip("sklearn")
    monkeypatch.setenv("RETROWRITER_SCRIPTED", "1")
    (tmp_path / "one.script").write_text(json.dumps({"pieces": [MEMO]}), encoding="utf-8")
    arguments = ["--model", str(tmp_path / "one.script"), "--write-only", "--n", "3", "--json", "--children", "1"]
    assert evaluate.main([*arguments, "--sampling", "temperature=0.9", "--out", str(tmp_path / "out")]) == 0
    (model,) = json.loads(capsys.readouterr().out)["models"]
    assert model["settings"]["sampling"]["temperature"] == 0.9
    assert model["figures"]["ending"]["value"] == 1
    assert model["figures"]["bits_exemplars"] is None
    assert model["figures"]["lean"] is None
