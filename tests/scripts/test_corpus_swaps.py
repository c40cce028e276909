"""Facts of brief and text are changed in both alike."""

import random
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from corpus import swaps

ROWS = [
    {
        "brief": "memo from Ruth Okafor: the Halvorsen copier is replaced on May 12, price $1,295, extension 318",
        "text": "MEMO\n\nFROM: Ruth Okafor\n\nThe Halvorsen copier cost $1,295 in 1993.\n"
        "On May 12 call Ms. Okafor at 318.\nRUTH OKAFOR\n",
    },
    {
        "brief": "letter to Mr. Lindqvist about Cantabile",
        "text": "Dear Mr. Lindqvist:\n\nCantabile, by Nora Whittle.\n",
    },
    {"brief": "letter to Dr. Adeyem on Corvidale", "text": "Dear Dr. Adeyem:\n\nCorvidale. Sophie Strand.\n"},
]


@pytest.fixture(scope="module")
def names():
    return swaps.Names(ROWS)


def test_names_are_known_by_kind(names):
    assert names.kinds(ROWS[0]["brief"], ROWS[0]["text"]) == {"Ruth": "f", "Okafor": "family", "Halvorsen": "other"}


def test_brief_and_text_change_alike_and_keep_their_layout(names):
    for seed in range(40):
        fields = {"what": ROWS[0]["brief"], "type": "memo", "year": 1993}
        brief, text = swaps.swapped(fields, ROWS[0]["text"], names, random.Random(seed))
        assert [len(line) for line in text.split("\n")] == [len(line) for line in ROWS[0]["text"].split("\n")]
        price, extension = re.search(r"\$(\S+),", brief["what"])[1], brief["what"].rpartition(" ")[2]
        person = re.search(r"from (\w+) (\w+):", brief["what"])
        assert price != "1,295"
        assert f"${price} in 1993" in text
        assert text.rstrip().endswith(f"at {extension}.\n{person[0][5:-1].upper()}")
        assert f"Ms. {person[2]}" in text
        assert 10 <= int(re.search(r"May (\d+)", text)[1]) <= 28
        assert brief["type"] == "memo"
        assert brief["year"] == 1993


def test_what_stands_in_only_one_of_the_two_stays(names):
    brief, text = swaps.swapped({"what": "price 450 and 220"}, "price 450, weight 330", names, random.Random(1))
    assert brief["what"].endswith("and 220")
    assert text.endswith("weight 330")


def test_the_same_seed_gives_the_same_document(names):
    made = [swaps.swapped({"what": ROWS[0]["brief"]}, ROWS[0]["text"], names, random.Random(7)) for _ in range(2)]
    assert made[0] == made[1]
