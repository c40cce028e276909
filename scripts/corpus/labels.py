"""The kind, the year and the title of a document: those it comes with are checked, others are found in its text."""

import re

from retrowriter.text.document_types import BY_KEY
from retrowriter.text.structure import missing

# Types that must show their form before the name is taught: a "letter" without a salutation teaches a wrong one.
_FORMAL = ("memo", "letter", "press_release", "reference", "faq", "minutes", "fax_cover", "rfc")

_CUES: tuple[tuple[str, str], ...] = (
    ("usenet", r"^Newsgroups: "),
    ("fax_cover", r"^\W*(?:TELE)?FAX\W|FACSIMILE (?:COVER|TRANSMI|MESSAGE)|\bFAX (?:COVER|TRANSMI|MESSAGE)|^\W*PAGES"),
    (
        "memo",
        (
            r"^\W*(?:MEMO|MEMORANDUM|INTER-?OFFICE (?:MEMO|CORRESPONDENCE))\b"
            r"|^ *TO *:.*(?:\n.*){0,4}(?:^|  ) *(?:FROM|FR) *:|^ *FROM *:.*(?:\n.*){0,4}^ *TO *:"
        ),
    ),
    (
        "press_release",
        (
            r"\b(?:FOR|NOT FOR) .{0,30}\bRELEASE|^\W*(?:PRESS|NEWS|MEDIA) (?:RELEASE|STATEMENT|INFORMATION|NOTICE)"
            r"|^NEWS FOR|PRESS CONTACT|^JOINT ANNOUNCEMENT"
        ),
    ),
    ("minutes", r"\bMINUTES\b|^(?:MEMBERS )?PRESENT:"),
    ("rfc", r"^Request for Comments:|^Network Working Group"),
    ("reference", r"^\W*(?:SYNOPSIS|SYNTAX|DECLARATION|RETURN VALUES?|PARAMETERS?)\b|^ *#include"),
    ("faq", r"FREQUENTLY ASKED QUESTIONS|\bFAQ\b|^Q(?:\d+)?[.:]|QUESTIONS (?:AND ANSWERS|YOU MAY HAVE)"),
    ("release_notes", r"RELEASE NOTES?|REVISION HISTORY|CHANGES (?:IN|SINCE|FROM) "),
    ("howto", r"\bHOW-?TO\b|^\W*HOW TO "),
    ("readme", r"\bREAD[ .]?ME\b"),
    ("newsletter", r"NEWSLETTER|\bVOL(?:UME)?\.? ?\d+,? N(?:O|UMBER)\.? ?\d+"),
    ("letter", r"^ *(?:DEAR |TO WHOM IT MAY CONCERN|GENTLEMEN:)"),
    ("manual", r"(?:USER'?S|OWNER'?S|REFERENCE|INSTALLATION) (?:MANUAL|GUIDE)|^\W*CHAPTER \d"),
    ("report", r"^.{0,40}\bREPORT\b|EXECUTIVE SUMMARY"),
    ("announcement", r"\bANNOUNC(?:EMENT|ING)\b"),
)
_NAMES = (
    ("readme", r"read.?me"), ("faq", r"faq"), ("howto", r"how-?to"), ("release_notes", r"changes|news|relnote|release"),
    ("memo", r"memo"), ("letter", r"letter|lttr"), ("press_release", r"press|\bpr[\W_]"), ("minutes", r"minutes"),
    ("report", r"report"), ("manual", r"manual|guide"), ("newsletter", r"newsletter"), ("fax_cover", r"\bfax"),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(19[6-9]\d|20[0-4]\d)(?!\d)")
_DATE_LINE = re.compile(
    r"^(?:Date:?|DATE:?|Released?:?)?\s*(?:[A-Z][a-z]+,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[a-z]*\.?\s*(?:\d{1,2},)?\s*'?(19\d\d|20[0-4]\d|\d\d)\b",
    re.MULTILINE,
)
_SUBJECT = re.compile(r"^.{0,40}\b(?:SUBJECT|SUBJ|RE)\s*:\s*(\S.{2,70}?)\s*$", re.MULTILINE | re.IGNORECASE)
_LETTERHEADS = ("memo", "letter", "fax_cover")  # their first line names the firm, not the matter
_NAME_SECTION = re.compile(r"^NAME\n\s+(\S[^\n]{3,70})$", re.MULTILINE)
_NO_TITLE = re.compile(
    r"@|copyright|\bDear\b|^(?:Date|From|To|Path|Page|Version|This|These|The following|Following|Program name|Welcome|"
    r"File|University of|Submit|Announce|Here|Press (?:info|release)|For|News|Usage|Note|Department|If|Please|Thank)\b"
    r"|network working group|all rights reserved|\bis\b|\bare\b",
    re.IGNORECASE,
)
_WEAK_ENDS = frozenset(
    re.findall(
        r"\S+",
        """
    the a an of and or to in on for with by is are from your our this that as at be has have
""",
    )
)


def type_of(text: str, given: str, name: str = "") -> str:
    """The type that is taught for a document, "" where none is certain.

    Args:
        text: the cleaned document; given: the label that it came with, or ""; name: of its file.
    """
    if given in BY_KEY and not (given in _FORMAL and missing(text, given)):
        return given
    head = "\n".join(text.splitlines()[:25])
    for kind, pattern in _NAMES:
        if name and re.search(pattern, name, re.IGNORECASE) and not missing(text, kind):
            return kind
    for kind, pattern in _CUES:
        if kind != given and re.search(pattern, head, re.MULTILINE | re.IGNORECASE) and not missing(text, kind):
            return kind
    return ""


def year_of(text: str) -> int:
    """The year in which it was written: of its date line, else the latest named in its head; 0 when there is none."""
    head = text[:4000]
    if found := _DATE_LINE.search(head):
        year = int(found.group(1))
        return year if year > 100 else 1900 + year
    years = [int(year) for year in _YEAR.findall(head)] or [int(year) for year in _YEAR.findall(text[-1500:])]
    return max(years, default=0)


def title_of(text: str, kind: str, given: str = "") -> str:
    """A title that a person might use for it, or ""."""
    if page := _NAME_SECTION.search(text[:1500]):
        return " ".join(re.sub(r"\s+-+\s+", ", ", page.group(1)).split())
    if kind in _LETTERHEADS:
        subject = _SUBJECT.search("\n".join(text.splitlines()[:24]))
        return subject.group(1).strip(" .-_") if subject else _tidy_title(given)
    for candidate in (given, *text.splitlines()[:6]):
        title = _tidy_title(candidate)
        if title:
            return title
    return ""


def _tidy_title(line: str) -> str:
    title = re.sub(r"(?<=\b\w) (?=\w\b)", "", line) if re.search(r"(?:\b\w ){4,}", line) else line
    title = re.sub(r"\([^)]{0,12}\)|[*=#~_|<>]+|^\W+", " ", title)
    title = " ".join(title.split()).strip(" -.:,")
    words = title.split()
    letters = sum(char.isalpha() for char in title)
    if not 2 <= len(words) <= 10 or letters < 0.6 * len(title) or words[-1].lower() in _WEAK_ENDS:
        return ""
    if _NO_TITLE.search(title):
        return ""
    common = sum(word.lower() in _WEAK_ENDS for word in words)
    if common > len(words) / 2 or (words[0][0].islower() and len(words) > 6):
        return ""
    return title.title() if title.isupper() and len(title) > 8 else title
