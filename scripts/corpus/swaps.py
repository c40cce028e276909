"""The same document with other facts: what stands in the brief and in the text is changed in both alike.

A small model that sees each brief once with one text learns the text by heart, names and prices with it. When the names
and numbers differ from one pass to the next, the only way to get them right is to take them from the brief. What is
put in has the length of what was there, so that the layout stays as it was typed.
"""

import calendar
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Fields = dict[str, Any]

_BRIEF_FIELDS = ("what", "notes", "sender", "recipient")
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"(?<![\d.,/])\d[\d,]*(?:\.\d+)?(?![\d/])")
_WOMEN, _MEN = (
    frozenset(part.split()[1:])
    for part in Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split("[")[1:]
)
# A family name: what follows a given name, an initial or a title.
_FAMILY = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(_WOMEN | _MEN))}|[A-Z]\.)(?: [A-Z]\.)?|(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?)"
    r" ([A-Z][a-z]{2,})\b(?! (?:Street|Road|Avenue|Lane|Hotel|College|Hall|Inc|Company))"
)
_MONTHS = frozenset(calendar.month_name[1:])
# Numbers by which things are called.
_FIXED = frozenset(("286", "386", "486", "640", "1200", "2000", "2400", "9600", "14400", "28800"))
_RARE = 2  # a word in so few documents is the name of something in one of them


class Names:
    """The names that stand in a collection of hand-written documents, by kind and length."""

    def __init__(self, rows: Iterable[Fields]) -> None:
        texts = [(str(row.get("brief", "")), str(row.get("text", ""))) for row in rows]
        self._documents: Counter[str] = Counter()
        for brief, text in texts:
            self._documents.update(set(re.findall(r"\b[A-Za-z][a-z]{2,}\b", brief + "\n" + text)))
        self._pools: dict[tuple[str, int], list[str]] = defaultdict(list)
        for brief, text in texts:
            for word, kind in self.kinds(brief, text).items():
                self._pools[kind, len(word)].append(word)
            for word in _FAMILY.findall(text):
                self._pools["family", len(word)].append(word)
        for kind, members in (("f", _WOMEN), ("m", _MEN)):
            for name in members:
                self._pools[kind, len(name)].append(name)
        self._pools = {key: sorted(set(pool)) for key, pool in self._pools.items()}

    def kinds(self, brief: str, text: str) -> dict[str, str]:
        """Each name of the brief that the text has too -> "f" or "m" (given names), "family", or "other"."""
        found: dict[str, str] = {}
        families = set(_FAMILY.findall(brief)) | set(_FAMILY.findall(text))
        for match in _WORD.finditer(brief):
            word = match.group()
            if word in found or word in _MONTHS or not re.search(rf"\b{word}\b", text):
                continue
            if word in _WOMEN or word in _MEN:
                found[word] = "f" if word in _WOMEN else "m"
            elif word in families:
                found[word] = "family"
            elif self._documents[word] <= _RARE and not self._documents[word.lower()] and match.start():
                found[word] = "other"
        return found

    def another(self, word: str, kind: str, chance: random.Random) -> str:
        """Another name of the same kind and length; the word itself where there is none."""
        pool = [name for name in self._pools.get((kind, len(word)), ()) if name != word]
        return chance.choice(pool) if pool else word


def swapped(brief: Fields, text: str, names: Names, chance: random.Random) -> tuple[Fields, str]:
    """Brief and text with other names and numbers, wherever both have them."""
    asked = "\n".join(str(brief.get(field, "")) for field in _BRIEF_FIELDS)
    changes: dict[str, str] = {}
    for word, kind in names.kinds(asked, text).items():
        other = names.another(word, kind, chance)
        if other not in changes.values() and not re.search(rf"\b{other}\b", text):
            changes[word] = other
    for match in _NUMBER.finditer(asked):
        number = match.group().rstrip(",")
        if number not in changes and re.search(rf"(?<![\d.,/]){re.escape(number)}(?!\d)", text):
            changes[number] = _another_number(number, chance)
    changes |= {word.upper(): other.upper() for word, other in changes.items() if word.isalpha()}
    if not changes:
        return brief, text
    longest_first = sorted(changes, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w.,])(?<!\d/)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def put(passage: str) -> str:
        return pattern.sub(lambda found: changes[found.group()], passage)

    fields = {name: put(value) if name in _BRIEF_FIELDS else value for name, value in brief.items()}
    return fields, put(text)


def _another_number(number: str, chance: random.Random) -> str:
    """A number of the same shape; years and numbers of one digit stay, since the text may count by them."""
    digits = number.replace(",", "")
    if len(digits) == 1 or digits in _FIXED or re.fullmatch(r"19\d\d", number):
        return number
    if len(digits) == 2:
        # It may be a day of a month: a day stays one.
        first, last = (10, 28) if int(digits) <= 31 else (32, 98)
        return str(chance.randint(first, last))
    made = [chance.choice("123456789")]
    for place, sign in enumerate(number[1:], 1):
        keeps = not sign.isdigit() or (sign == "0" and set(number[place:]) <= set("0,."))
        made.append(sign if keeps else chance.choice("0123456789"))
    return "".join(made)
