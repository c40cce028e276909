"""The form of a document: the heading of a memo, the date of a letter, SYNOPSIS, the end mark of a press release.

Word processors of the time had wizards that typed it for the writer. Here the small model gets its beginning as the
beginning of its answer, and what the form still lacks at its first blank line or at its end is put in: it then goes on
from there. Only what every document of the type has is put in, never a fact.
"""

import calendar
import hashlib
import re

import msgspec

from retrowriter.text import structure

_MONTHS = "|".join(calendar.month_name[1:])
_BEGINNINGS: dict[str, tuple[str, ...]] = {
    "memo": ("MEMORANDUM\n\nTO:", "MEMO\n\nTo:", "INTEROFFICE MEMORANDUM\n\nTO:"),
    "press_release": ("FOR IMMEDIATE RELEASE\n\n", "NEWS RELEASE\n\nFOR IMMEDIATE RELEASE\n\n"),
    "fax_cover": ("FACSIMILE\n\nPages, this one included: 1\n\nTo:", "FAX\n\nPages: 1 (with this one)\n\nTO:"),
    "minutes": ("MINUTES OF THE", "Minutes of the", "MINUTES\n\nMeeting of the"),
    "usenet": ("From:", "Newsgroups:"),
}
_END_MARKS = ("\n\n# # #", "\n\n###", "\n\n-30-")
_CLOSES = ("\n\nSincerely,\n\n\n\n", "\n\nYours sincerely,\n\n\n\n", "\n\nVery truly yours,\n\n\n\n")
_FUNCTION = re.compile(r"\b([A-Za-z_]\w*)\(\d?\)")
_KINDS = r"(?:function|call|command|statement|message|interrupt|routine|procedure|macro|keyword|utility)"
# How a brief names the subject of a reference page, the surest first.
_SUBJECTS = (
    _FUNCTION,
    re.compile(r"\b([A-Z][a-z]+[A-Z]\w*|[A-Za-z]+_\w+)\b"),
    re.compile(rf"\b{_KINDS}\s+([A-Za-z_]\w+)\b"),
    re.compile(rf"\b([A-Z]{{3,}}|[a-z]\w{{1,11}}) {_KINDS}\b"),
    re.compile(r"\b(?:page|entry) (?:for|of|on) ([a-z]\w+|[A-Z]{3,})\b"),
)
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "the this that which who whose and for with from into its our your new old is are was to of in on at by as an"
        " dos unix api sdk ansi basic pascal sql system library windows macro batch page entry manual reference"
        " language toolbox fictitious imaginary simple useful single short shell editor database printer modem program"
        " call calls",
    )
)


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What the program types of a new document.

    Attributes:
        type: key of the document type; "" has no form.
        beginning: its first words, from which the model goes on.
        parts: (what structure.missing calls it, the text) for each part that is put in at the first blank line when it
            is not there by then.
        close: the same, put in when the model ends the document without it.
    """

    type: str = ""
    beginning: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    close: tuple[tuple[str, str], ...] = ()

    def at_blank_line(self, text: str) -> str:
        """What to put in after the first blank line; `text` is the document up to it."""
        return _lacking(self.type, self.parts, text)

    def is_complete(self, text: str) -> bool:
        """Does `text` end where a document of this type ends: a letter behind its signature?"""
        return self.type == "letter" and structure.is_signed(text)

    def at_end(self, text: str) -> str:
        """What to put in after `text`, with which the model ended the document."""
        return _lacking(self.type, self.close, text)


def form(type: str, year: int, what: str, sender: str = "") -> Form:
    """The form of a draft. The same brief has the same form.

    Args:
        type: key of a document type; year: of the document; what: the request in the writer's words.
        sender: who signs, "" where the model finds a name.
    """
    number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:4], "big")

    def one(choices: tuple[str, ...]) -> str:
        return choices[number % len(choices)]

    date = _date(what, year, number)
    beginning = one(_BEGINNINGS[type]) if type in _BEGINNINGS else ""
    parts: tuple[tuple[str, str], ...] = ()
    close: tuple[tuple[str, str], ...] = ()
    if type == "letter":
        beginning = f"{date}\n\n"
        parts = (("salutation", "Dear"),)
        close = (("close", one(_CLOSES) + sender),)
    elif type == "press_release":
        close = (("contact or end mark", one(_END_MARKS)),)
    elif type == "minutes":
        parts = (("date", f"{date}\n\n"), ("those present", one(("PRESENT:", "Present:", "Members present:"))))
        close = (("close", one(("\n\nRespectfully submitted,\n\n", "\n\nThe meeting was adjourned."))),)
    elif type == "report":
        parts = (("date", f"{date}\n\n"),)
    elif type == "rfc":
        head = "Network Working Group"
        beginning = f"{head}{calendar.month_name[number % 12 + 1] + f' {year}':>{72 - len(head)}}\n"
        parts = (("status or abstract", "Status of this Memo\n\n   "),)
        close = (("author", "\n\nAuthor's Address\n\n   "),)
    elif type == "reference" and (name := _subject(what)):
        # Lower case as in Unix manuals, capitals as in those for Windows.
        unix = name.islower()
        beginning = f"NAME\n     {name} -" if unix else f"{name}\n\nThe {name}"
        if _FUNCTION.search(what) and not unix:
            beginning += " function"
        parts = (("syntax", "SYNOPSIS\n     " if unix else "Syntax\n\n     "),)
        close = (("sections", "\n\nSEE ALSO\n     " if unix else "\n\nSee Also\n\n     "),)
    return Form(type=type, beginning=beginning, parts=parts, close=close)


def _lacking(type: str, parts: tuple[tuple[str, str], ...], text: str) -> str:
    if not parts:
        return ""
    missing = structure.missing(text.strip(), type)
    return "".join(words for demand, words in parts if demand in missing)


def _subject(what: str) -> str:
    """The function, command or message that a reference page is about, "" when the brief names none."""
    for pattern in _SUBJECTS:
        for match in pattern.finditer(what):
            if match.group(1).lower() not in _NO_NAMES:
                return match.group(1)
    return ""


def _date(what: str, year: int, number: int) -> str:
    """A day early in the month that the brief names, so that what it speaks of is still to come; else any."""
    named = re.search(rf"\b({_MONTHS})\b(?! I\b)", what)
    month = named.group(1) if named else calendar.month_name[number % 12 + 1]
    return f"{month} {number // 12 % (9 if named else 28) + 1}, {year}"
