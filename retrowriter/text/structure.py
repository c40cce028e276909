"""What a document of each type must have: the head of a memo, the salutation of a letter, a reference page's SYNOPSIS.

The demands are the least that a reader of the time would have looked for, in the many forms in which offices of several
countries wrote them; they were set by reading real and hand-written documents of 1985 to 1999.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MAIN_TYPES = ("memo", "letter", "press_release", "report", "manual", "newsletter", "brochure", "reference")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)"
)
_DATE = (
    r"\b(?:19[5-9]\d|20[01]\d)\b|'(?:8|9)\d\b|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2})?\b"
    rf"|\b{_MONTH}\.?\s+\d{{1,2}}\b"
)
_NUMBERED = re.compile(r"^\s{0,6}(?:\(?(?:\d{1,2}|[A-Z]|[ivx]{1,4})[.)]|\d{1,2}\.\d{1,2}|Step \d+[.:]?)\s+\S")
_BULLET = re.compile(r"^\s*(?:[*o+•-]|--|\[[ xX]?\])\s+\S")
_RULE = re.compile(r"^\s*([-=_~*#+.])(?:\s?\1){3,}\W*$")
_COLUMNS = re.compile(r"\S {3,}\S")
_QUESTION = re.compile(r"^\s*(?:Q\s?\d*[.:)]|(?:\d+(?:\.\d+)*[.)]?\s+)?\S.*\?\s*$)")


@dataclass(frozen=True)
class _Page:
    """A text as its lines, with what several demands look at."""

    text: str
    lines: list[str]  # the lines that are not blank

    @classmethod
    def of(cls, text: str) -> "_Page":
        return cls(text, [line for line in text.splitlines() if line.strip()])

    def has(self, pattern: str, first: int = 0, last: int = 0, flags: int = re.IGNORECASE) -> bool:
        lines = self.lines[:first] if first else self.lines[-last:] if last else self.lines
        return re.search(pattern, "\n".join(lines), flags | re.MULTILINE) is not None


_Demand = Callable[[_Page], bool]


def missing(text: str, type: str) -> list[str]:
    """What a document of this type should have and `text` has not, in the order of the page; [] when it has it all.

    Args:
        text: the whole document.
        type: key of a document type; an unknown one or "" demands a text and no more.

    Returns:
        Names such as "date" or "salutation", for people and for counting.
    """
    page = _Page.of(text)
    if not page.lines:
        return ["text"]
    return [name for name, present in _DEMANDS.get(type, {}).items() if not present(page)]


def demands(type: str) -> tuple[str, ...]:
    """Names of all that missing() looks for in this type."""
    return tuple(_DEMANDS.get(type, {}))


def is_signed(text: str) -> bool:
    """Does the text end in the close of a letter, with a name under it and a blank line behind that?"""
    if not text.endswith("\n\n"):
        return False
    last = [line for line in text.splitlines() if line.strip()][-4:]
    return any(re.match(_CLOSE, line, re.IGNORECASE) for line in last[:-1])


def headings(text: str) -> list[str]:
    """The lines that stand as headings: in capitals, numbered, underlined by a rule, or short and alone."""
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare or len(bare) > 64 or _RULE.match(line) or _BULLET.match(line):
            continue
        before = lines[number - 1].strip() if number else ""
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        ruled = bool(after and _RULE.match(after))
        letters = re.sub(r"[^A-Za-z]", "", bare)
        capitals = len(letters) >= 3 and letters.isupper() and len(bare.split()) <= 9
        alone = not before and not after and bare[0].isupper() and bare[-1] not in ".,;:!?" and len(bare) <= 48
        numbered = not before and bool(re.match(r"^\d{1,2}(?:\.\d+)*\.?\s+[A-Z]", bare)) and bare[-1] not in ".,;"
        colon = not before and bare.endswith(":") and len(bare) <= 40
        labelled = bool(re.match(r"[A-Z][A-Z' /&-]{3,}(?:[.:]| {2,})", bare))
        if ruled or capitals or alone or numbered or colon or labelled:
            found.append(bare)
    return found


def _title(page: _Page) -> bool:
    """The page opens with a line that is no running sentence."""
    opening = [line.strip() for line in page.lines[:4] if not _RULE.match(line)]
    if not opening:
        return False
    first = re.sub(r"\s{2,}", " ", opening[0])
    return len(first) <= 72 and not (first.endswith((".", ",", ";")) and len(first.split()) > 8)


def _parts(least: int) -> _Demand:
    """At least so many headings, numbered items, bullets or rows of a table."""

    def present(page: _Page) -> bool:
        items = sum(bool(_NUMBERED.match(line) or _BULLET.match(line) or _COLUMNS.search(line)) for line in page.lines)
        return len(headings(page.text)) - 1 + items >= least

    return present


def _paragraphs(least: int) -> _Demand:
    return lambda page: len([part for part in re.split(r"\n\s*\n", page.text) if len(part.split()) >= 12]) >= least


def _has(pattern: str, first: int = 0, last: int = 0, flags: int = re.IGNORECASE) -> _Demand:
    return lambda page: page.has(pattern, first, last, flags)


def _either(*choices: _Demand) -> _Demand:
    return lambda page: any(choice(page) for choice in choices)


def _signed(page: _Page) -> bool:
    """One of the last lines is a name or initials: short, begins with a capital, no sentence."""
    return any(
        len(bare.split()) <= 7 and re.match(r"[-\s(]*[A-Z]", bare) is not None and bare[-1] not in "?!;:"
        for bare in (line.strip() for line in page.lines[-4:])
    )


def _headline(page: _Page) -> bool:
    """Among the first lines stands a heading, or a line in which Most Words Begin with a Capital."""
    for line in page.text.splitlines()[:30]:
        words = [word for word in re.findall(r"[A-Za-z][\w'-]*", line) if len(word) > 3]
        if (
            len(words) >= 3
            and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
            and line.rstrip()[-1] != "."
        ):
            return True
    return bool(headings("\n".join(page.text.splitlines()[:24])))


def _entitled(page: _Page) -> bool:
    """A heading near the top that is neither the first line nor one of the lines To, From and Date."""
    top = headings("\n".join(page.text.strip().splitlines()[1:26]))
    return any(not re.match(r"(?:to|from|date|cc|copies|memo(?:randum)?)\b", line, re.IGNORECASE) for line in top)


def _questions(page: _Page) -> bool:
    return sum(bool(_QUESTION.match(line)) for line in page.lines) >= 3


_dated = _has(_DATE)
_CLOSE = (
    r"^\s*(?:I am,?\s+|We are,?\s+|I remain,?\s+|With |Very |Most |All )?(?:(?:very |most )?"
    r"(?:yours|sincerely|respectfully|cordially|faithfully|truly|affectionately|gratefully|fondly|fraternally)|(?:best|kind|warm(?:est)?|kindest|good)\s+(?:regards|wishes)"
    r"|regards|best|love|as ever|thanks|thank you|your (?:friend|obedient servant|neighbou?r)|in sympathy"
    r"|(?:many |with )?thanks)\b[^.]{0,40},?\s*$"
)
_SALUTATION = (
    r"^\s*(?:(?:my |our )?dear\b|gentlemen\b|ladies\b|sirs?\b|madam\b|to (?:whom|all|the|our|every)\b|hello\b|hi\b"
    r"|attention\b|friends?\b|greetings\b)"
)
_RELEASE = (
    r"\b(?:for|not for)\b.{0,30}\b(?:release|publication|use)\b|\b(?:press|news|media)\b.{0,4}"
    r"\b(?:release|information|notice|note|statement|bulletin|announcement)|\bembargo|\brelease\b"
    r"|\bjoint announcement|^\W*news\b"
)

_DEMANDS: Mapping[str, Mapping[str, _Demand]] = {
    "memo": {
        "addressee": _has(
            r"^.{0,48}\bT\s?O\b\s*[:.]|\bM\s?E\s?M\s?O(?:\s?R\s?A\s?N\s?D\s?U\s?M)?\s+T\s?O\b|^\s*to\s+\S", 14
        ),
        "sender": _either(_has(r"^.{0,48}\b(?:from|fr)\b\s*[:.]?\s*\S", 14), _has(r"\bmemo", 6)),
        "date": _has(_DATE, 16),
        "subject": _either(
            _has(r"\b(?:subj(?:ect)?|re|ref(?:erence)?|about|topic|concerning|regarding)\b\s*[:.]", 18),
            _entitled,
        ),
    },
    "letter": {
        "date": _has(_DATE, 16),
        "salutation": _has(_SALUTATION, 24),
        "close": _has(_CLOSE, last=14),
        "signature": _signed,
    },
    "press_release": {
        "release line": _has(_RELEASE, 12),
        "headline": _headline,
        "date": _dated,
        "contact or end mark": _either(
            _has(
                r"#\s*#|-\s*30\s*-|^\W*(?:ends?|more)\W*$|contact|inquir|enquir|further|information"
                r"|issued by|editors|press office|\b\d{3}[ -]\d{3,4}\b|telephone|photograph",
                last=16,
            ),
            _has(r"\bcontacts?\b", first=16),
        ),
    },
    "report": {"title": _title, "date": _dated, "sections": _parts(3)},
    "manual": {"title": _title, "steps or sections": _parts(3)},
    "newsletter": {
        "title": _title,
        "date or byline": _either(_dated, _has(rf"\bby\s+[A-Z]|\b(?:vol|no|issue)\b\.?\s*\d|\b{_MONTH}\b", 12)),
    },
    "brochure": {
        "title": _title,
        "what to do": _has(
            r"\b(?:call|dial|ring|tele?phone|phone|order|write|mail|send|visit|ask|return|come|see|fax|price|clip|join|dealer)\b"
            r"|[$£]\s?\d|\b\d{3}[ -]\d{4}\b"
        ),
    },
    "reference": {
        "name": _title,
        "syntax": _has(
            r"\b(?:synopsis|syntax|usage|format|prototype|declaration|call(?:ing)?|definition|control statement)\b"
            r"|#include|^\s*(?:[A-Z]\w+ )+\**\w+\s*\(|^\S*\w\((?!\d)[\w, *.]*\)"
            r"|^\s*Class\s|^\s*(?:extern|int|void|char|long)\b|\bto read\b"
        ),
        "sections": _either(
            _parts(3),
            _has(
                r"^\s*(?:return|description|remarks|parameters|arguments|options|example|errors|see also)",
                flags=re.IGNORECASE,
            ),
        ),
    },
    "minutes": {
        "meeting": _has(r"\bminutes\b|\bmeeting\b|\bmet\b", 8),
        "date": _dated,
        "those present": _has(
            r"\b(?:present|attend(?:ed|ing|ance)|members|in the chair|apologies|quorum|there|regrets|excused"
            r"|chair(?:man|ed)?|around the table|roll|on hand|absent|came)\b"
        ),
        "close": _has(
            r"adjourn|\bclosed?\b|\bnext\b|\bended\b|respectfully|concluded|signed"
            r"|\brose at\b|confirmed|minutes\b|wished",
            last=12,
        ),
    },
    "fax_cover": {
        "addressee": _has(r"^.{0,48}\b(?:to|attn|attention|for)\b", 25),
        "sender": _has(r"\bfrom\b", 25),
        "fax": _has(r"\b(?:fax|facsimile|telecopier|telefax|telecopy)", 22),
        "pages": _has(r"\b(?:pages?|sheets?)\b"),
    },
    "announcement": {
        "title": _title,
        "date": _either(_dated, _has(rf"\b(?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")),
    },
    "essay": {"title": _title, "paragraphs": _paragraphs(3)},
    "readme": {"title": _title, "sections": _parts(3)},
    "release_notes": {"version": _has(r"\b(?:release|version|rev(?:ision)?|\d+\.\d)", 12), "items": _parts(3)},
    "faq": {"title": _title, "questions": _questions},
    "howto": {"title": _title, "steps or sections": _parts(3)},
    "rfc": {
        "head": _has(_DATE, 12),
        "status or abstract": _has(r"status of this memo|^\s*abstract|^\s*(?:1\.?\s+)?introduction"),
        "numbered sections": lambda page: (
            sum(bool(re.match(r"\s{0,4}\d{1,2}\.?\s+\S", line)) for line in page.lines) >= 2
        ),
        "author": _has(r"author|address|phone|telephone|e-?mail|@|\[Page", last=16),
    },
    "usenet": {
        "header": _either(
            _has(r"^(?:From|Subject|Newsgroups|Date|Path|Organization|To|Msg|Area|Conf):?", 10),
            _has(r"\b(?:bulletin|BBS|message|sysop)\b", 10),
        ),
        "text": _paragraphs(1),
    },
}
