"""The form with which a document begins: the heading of a memo, the date of a letter, FOR IMMEDIATE RELEASE.

Word processors of the time had wizards that typed it for the writer. Here the small model gets it as the beginning of
its answer: it then knows what it is writing, and goes on from there.
"""

import calendar
import hashlib
import re

_MONTHS = "|".join(calendar.month_name[1:])
_FUNCTION = re.compile(r"\b([A-Za-z_]\w*)\(\)")
_FORMS: dict[str, tuple[str, ...]] = {
    "memo": ("MEMORANDUM\n\nTO:", "MEMO\n\nTo:", "INTEROFFICE MEMORANDUM\n\nTO:"),
    "press_release": ("FOR IMMEDIATE RELEASE\n\n", "NEWS RELEASE\n\nFOR IMMEDIATE RELEASE\n\n"),
    "fax_cover": ("FACSIMILE\n\nTo:", "FAX\n\nTO:"),
}


def opening(type: str, year: int, what: str) -> str:
    """What a document begins with; "" for types that begin freely. The same brief has the same opening.

    Args:
        type: key of a document type; year: of the document; what: the request in the writer's words.
    """
    number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:4], "big")
    if type in _FORMS:
        return _FORMS[type][number % len(_FORMS[type])]
    if type == "letter":
        return f"{_date(what, year, number)}\n\n"
    if type == "reference" and (function := _FUNCTION.search(what)):
        name = function.group(1)
        # Lower case as in Unix manuals, capitals as in those for Windows.
        return f"NAME\n     {name} -" if name.islower() else f"{name}\n\nThe {name} function"
    return ""


def _date(what: str, year: int, number: int) -> str:
    """A day early in the month that the brief names, so that what it speaks of is still to come; else any."""
    named = re.search(rf"\b({_MONTHS})\b(?! I\b)", what)
    month = named.group(1) if named else calendar.month_name[number % 12 + 1]
    return f"{month} {number // 12 % (9 if named else 28) + 1}, {year}"
