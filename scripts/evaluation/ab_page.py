"""A page on which a person judges two models blind: two documents side by side, one brief, four keys."""

import json
import random
from collections.abc import Sequence
from html import escape

from evaluation.records import Sample


def page(title: str, one: str, other: str, pairs: Sequence[tuple[Sample, Sample]], seed: int) -> str:
    """A self-contained HTML page; which document stands on the left is drawn from `seed`.

    Args:
        title: of the page.
        one, other: labels of the models; they are shown in the exported votes only.
        pairs: documents of `one` and `other` for the same briefs.
        seed: of the order.
    """
    draw = random.Random(seed)
    order = list(range(len(pairs)))
    draw.shuffle(order)
    rounds = []
    for number in order:
        first, second = pairs[number]
        swap = draw.random() < 0.5
        left, right = (second, first) if swap else (first, second)
        rounds.append(
            {"id": first.item.id, "type": first.item.type, "year": first.item.year, "brief": first.item.what,
             "left": left.text, "right": right.text, "swapped": swap}
        )  # fmt: skip
    data = json.dumps({"one": one, "other": other, "seed": seed, "rounds": rounds}, ensure_ascii=True)
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return _PAGE.replace("@TITLE@", escape(title)).replace("@DATA@", data)


def pairs_of(one: Sequence[Sample], other: Sequence[Sample]) -> list[tuple[Sample, Sample]]:
    """Samples of both for the same brief and seed."""
    known = {(sample.item.id, sample.seed): sample for sample in other}
    return [(sample, known[key]) for sample in one if (key := (sample.item.id, sample.seed)) in known]


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>@TITLE@</title>
<style>
body { font: 14px Arial, sans-serif; background: #c0c0c0; color: #000; margin: 16px; }
h1 { font-size: 16px; }
#brief { background: #fff; border: 1px solid #000; padding: 8px; margin: 8px 0; }
#pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
pre { background: #fff; border: 1px solid #000; padding: 12px; margin: 0; height: 62vh; overflow: auto;
      font: 13px "Courier New", monospace; white-space: pre-wrap; }
pre:focus { outline: 2px dotted #000080; }
button { font: inherit; padding: 6px 12px; margin: 10px 6px 0 0; }
kbd { border: 1px solid #404040; padding: 0 4px; background: #fff; }
</style>
</head>
<body>
<h1>@TITLE@</h1>
<p id="count" role="status" aria-live="polite"></p>
<div id="brief"></div>
<div id="pair"><pre id="left" tabindex="0" aria-label="Left document"></pre>
<pre id="right" tabindex="0" aria-label="Right document"></pre></div>
<div>
<button id="b1">Left is better <kbd>1</kbd></button>
<button id="b2">Right is better <kbd>2</kbd></button>
<button id="b3">Both are good <kbd>3</kbd></button>
<button id="b4">Both are poor <kbd>4</kbd></button>
<button id="b5">Back <kbd>5</kbd></button>
<button id="save">Save votes <kbd>S</kbd></button>
</div>
<script id="data" type="application/json">@DATA@</script>
<script>
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const votes = [];
const at = (id) => document.getElementById(id);
const choices = { "1": "left", "2": "right", "3": "both", "4": "neither" };
function show() {
  const done = votes.length >= data.rounds.length;
  at("count").textContent = done
    ? "All " + data.rounds.length + " pairs are judged. Save your votes."
    : "Pair " + (votes.length + 1) + " of " + data.rounds.length + ". Which document would pass for one of its year?";
  const round = done ? { type: "", year: "", brief: "", left: "", right: "" } : data.rounds[votes.length];
  at("brief").textContent = done ? "" : round.type.replace("_", " ") + ", " + round.year + ": " + round.brief;
  at("left").textContent = round.left;
  at("right").textContent = round.right;
  at("left").scrollTop = at("right").scrollTop = 0;
}
function vote(key) {
  if (key === "5") { votes.pop(); show(); return; }
  if (votes.length >= data.rounds.length) return;
  const round = data.rounds[votes.length], choice = choices[key];
  let model = choice;
  if (choice === "left") model = round.swapped ? data.other : data.one;
  if (choice === "right") model = round.swapped ? data.one : data.other;
  votes.push({ id: round.id, choice: choice, model: model });
  show();
}
function save() {
  const text = JSON.stringify({ one: data.one, other: data.other, seed: data.seed, votes: votes }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "votes.json";
  link.click();
  URL.revokeObjectURL(link.href);
}
for (const key of ["1", "2", "3", "4", "5"]) at("b" + key).addEventListener("click", () => vote(key));
at("save").addEventListener("click", save);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if ("12345".includes(event.key) && event.key.length === 1) { vote(event.key); event.preventDefault(); }
  if (event.key.toLowerCase() === "s") { save(); event.preventDefault(); }
});
show();
</script>
</body>
</html>
"""
