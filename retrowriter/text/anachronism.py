"""Finds what a document of a given year could not have said: things, names, words and phrases of a later time.

The words come from two lists of our own in assets/lexicon/: anachronisms.tsv (things, products, words, events) and
stock_phrases.tsv (idioms of later offices, the phrases of language models). Each line is `year TAB term TAB kind [TAB
exact]`; the year is the one in which a general reader could first have met the term in print.

How a term matches:
  - on word boundaries, and across line breaks: a blank stands for any white space, an apostrophe for a curly one;
  - a term in small letters matches in any case, and with a plural s;
  - a term with capitals matches as written or in all capitals, so "Uber" is found in "UBER" but not in "uber";
    marked `exact` it matches as written alone;
  - the longest term wins where several match.
Besides the lists, two things are found by rule: the year of a copyright notice, and the year of a full date, where it
lies after the document's (a full date may lie up to ten years ahead, as in a lease).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from retrowriter import paths

LISTS = ("anachronisms.tsv", "stock_phrases.tsv")
PHRASE_KINDS = frozenset({"idiom", "model"})
YEARS_AHEAD = 10

_WORD = re.compile(r"\w+")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATES = (
    (re.compile(r"(?:\(c\)|©|\bcopyright)(?:\s*(?:\(c\)|©))?\s*(?:\d{4}\s*[-,]\s*)*(\d{4})\b", re.IGNORECASE), 0),
    (re.compile(rf"\b{_MONTH}\s+\d{{1,2}},\s+(\d{{4}})\b", re.IGNORECASE), YEARS_AHEAD),
    (re.compile(rf"\b\d{{1,2}}\s+{_MONTH}\s+(\d{{4}})\b", re.IGNORECASE), YEARS_AHEAD),
)


@dataclass(frozen=True)
class Entry:
    """One line of the lexicon.

    Attributes:
        year: the first year in which the term may stand; term: as the list has it.
        kind: product, technology, word, phrase, event, organisation, place, work, currency or standard;
            idiom (offices of a later time) or model (what language models write).
        exact: matches as written only.
    """

    year: int
    term: str
    kind: str
    exact: bool = False

    @property
    def is_phrase(self) -> bool:
        """True for a turn of speech, false for a thing that didn't exist."""
        return self.kind in PHRASE_KINDS


@dataclass(frozen=True)
class Finding:
    """One place in a text.

    Attributes:
        start, end: offsets in the text; text: what stands there.
        term: the lexicon's term, or the year itself for a date; year: when it came up.
        kind: of the entry, or "date".
    """

    start: int
    end: int
    text: str
    term: str
    year: int
    kind: str

    @property
    def is_phrase(self) -> bool:
        """True for a turn of speech, false for a thing that didn't exist."""
        return self.kind in PHRASE_KINDS


@dataclass(frozen=True)
class _Matcher:
    entry: Entry
    pattern: re.Pattern[str]
    lead: int  # characters before the term's first word, as in ".NET"


Part = Literal["all", "things", "phrases"]


def find(text: str, year: int, part: Part = "all") -> list[Finding]:
    """What in `text` came up after `year`, in the order of the text; findings don't overlap.

    Args:
        text: any text; time taken grows with its length alone.
        year: the year in which the document is written.
        part: "things" leaves out turns of speech, "phrases" leaves out everything else.
    """
    found = [] if part == "phrases" else _dates(text, year)
    index = _index()
    end = 0
    for word in _WORD.finditer(text):
        best: tuple[int, int, Entry] | None = None
        for matcher in index.get(word.group().lower(), ()):
            start = word.start() - matcher.lead
            if start < end or matcher.entry.year <= year or not _wanted(matcher.entry, part):
                continue
            hit = matcher.pattern.match(text, start)
            if hit is not None and (best is None or hit.end() > best[1]):
                best = (start, hit.end(), matcher.entry)
        if best is not None:
            start, end, entry = best
            found.append(Finding(start, end, text[start:end], entry.term, entry.year, entry.kind))
    return sorted(found, key=lambda finding: finding.start)


@lru_cache(maxsize=1)
def lexicon() -> tuple[Entry, ...]:
    """All entries of the lists in assets/lexicon/."""
    return tuple(entry for name in LISTS for entry in read(paths.asset("lexicon", name)))


def read(path: Path) -> list[Entry]:
    """The entries of one list.

    Raises:
        ValueError: a line that is neither a comment nor `year TAB term TAB kind [TAB exact]`.
    """
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) not in (3, 4) or not fields[0].isdigit() or not _WORD.search(fields[1]):
            raise ValueError(f"{path.name}, line {number}: not 'year, term, kind' with tabs between: {line!r}")
        entries.append(Entry(int(fields[0]), fields[1], fields[2], fields[3:] == ["exact"]))
    return entries


def _wanted(entry: Entry, part: Part) -> bool:
    return part == "all" or entry.is_phrase == (part == "phrases")


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[_Matcher, ...]]:
    index: dict[str, tuple[_Matcher, ...]] = {}
    for entry in lexicon():
        first = _WORD.search(entry.term)
        assert first is not None
        matcher = _Matcher(entry, _pattern(entry), first.start())
        keys = {first.group().lower()}
        if entry.term == entry.term.lower() and first.end() == len(entry.term):
            keys.add(first.group() + "s")
        for key in keys:
            index[key] = (*index.get(key, ()), matcher)
    return index


def _pattern(entry: Entry) -> re.Pattern[str]:
    term = entry.term
    small = term == term.lower()
    body = _loose(term) + ("s?" if small and term[-1].isalpha() and term[-1] != "s" else "")
    if not small and not entry.exact and term != term.upper():
        body = f"(?:{body}|{_loose(term.upper())})"
    before = r"(?<![\w@])" if term[0].isalnum() else r"(?<!\w)"
    after = r"(?!\w)" if term[-1].isalnum() else ""
    return re.compile(before + body + after, re.IGNORECASE if small else 0)


def _loose(term: str) -> str:
    words = (re.escape(word).replace("'", "['’]") for word in term.split())
    return r"\s+".join(words)


def _dates(text: str, year: int) -> list[Finding]:
    found: list[Finding] = []
    for pattern, ahead in _DATES:
        for hit in pattern.finditer(text):
            written = int(hit.group(1))
            if year + ahead < written < 2100:
                found.append(Finding(hit.start(), hit.end(), hit.group(), hit.group(1), written, "date"))
    return found
