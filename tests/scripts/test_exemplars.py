"""The hand-written training texts: their form, their time, and that the splits name them."""

import json
import re
from collections import Counter

import pytest

from retrowriter.paths import asset
from retrowriter.text import anachronism, structure
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.prompt import Brief, check
from retrowriter.text.tidy import COLUMNS

FOLDER = asset("training", "exemplars.jsonl").parent
ROWS = [
    (f"{path.stem}:{number}", json.loads(line))
    for path in sorted(FOLDER.glob("*.jsonl"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]
FIELDS = {
    "draft": {"type", "year", "brief", "text"},
    "fill": {"kind", "type", "year", "brief", "before", "middle", "after"},
    "rewrite": {"kind", "year", "passage", "text"},
}
# Words of the lexicon that stand in these texts in their plain, old sense.
PLAIN = {("more-b", "fostering a")}


def whole(row):
    return row["before"] + row["middle"] + row["after"] if row.get("kind") == "fill" else row["text"]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_every_exemplar_is_a_page_of_its_time(name, row):
    assert set(row) == FIELDS[row.get("kind", "draft")]
    text = whole(row)
    assert text.isascii()
    assert len(text.split()) >= 40
    assert not [line for line in text.splitlines() if len(line) > COLUMNS]
    late = [found.text for found in anachronism.find(text, row["year"])]
    assert [word for word in late if (name.partition(":")[0], " ".join(word.split())) not in PLAIN] == []
    assert not re.search(r"^#{1,6} |\*\*\w|```|\[.+\]\(.+\)", text, re.MULTILINE)
    if "brief" in row:
        assert row["brief"].isascii()
        check(Brief(what=row["brief"], type=row["type"], year=row["year"]))


def test_nearly_all_have_what_their_type_demands():
    typed = [(name, row) for name, row in ROWS if "type" in row]
    lacking = {name: lack for name, row in typed if (lack := structure.missing(whole(row), row["type"]))}
    assert len(lacking) <= 0.025 * len(typed), lacking
    assert not [name for name in lacking if name.startswith(("more-a", "more-c"))]


def test_there_are_enough_of_every_kind():
    drafts = Counter(row["type"] for _, row in ROWS if row.get("kind", "draft") == "draft")
    assert len(ROWS) >= 319 + 150
    assert set(drafts) == set(BY_KEY)
    assert min(drafts[kind] for kind in ("memo", "letter", "press_release", "manual", "reference", "readme")) >= 23
    assert {row["kind"] for _, row in ROWS if "kind" in row} == {"fill", "rewrite"}


def test_no_text_stands_twice():
    texts = Counter(whole(row) for _, row in ROWS)
    assert [text[:60] for text, count in texts.items() if count > 1] == []
