"""Dates and times as documents of 1995 write them: patterns in the manner of "MMMM d, yyyy"."""

import re
from datetime import datetime
from typing import Literal

# What the Date and Time dialog offers, in its order.
PATTERNS = (
    *("MM/dd/yy", "dddd, MMMM d, yyyy", "MMMM d, yyyy", "M/d/yyyy", "yyyy-MM-dd", "d-MMM-yy", "d MMMM yyyy"),
    *("MMMM, yy", "MMM-yy", "MM/dd/yy h:mm AM/PM", "MM/dd/yy h:mm:ss AM/PM"),
    *("h:mm AM/PM", "h:mm:ss AM/PM", "HH:mm", "HH:mm:ss"),
)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = re.compile(r"AM/PM|yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|'[^']*'")


def usual(kind: Literal["date", "time"]) -> str:
    """The pattern of a field that has none."""
    return "MM/dd/yy" if kind == "date" else "h:mm AM/PM"


def written(moment: datetime, pattern: str) -> str:
    """The moment in a pattern; in English whatever the computer's language, like the rest of the program."""
    hour = moment.hour % 12 or 12
    values = {
        "AM/PM": "AM" if moment.hour < 12 else "PM",
        "yyyy": f"{moment.year:04}",
        "yy": f"{moment.year % 100:02}",
        "MMMM": _MONTHS[moment.month - 1],
        "MMM": _MONTHS[moment.month - 1][:3],
        "MM": f"{moment.month:02}",
        "M": str(moment.month),
        "dddd": _DAYS[moment.weekday()],
        "ddd": _DAYS[moment.weekday()][:3],
        "dd": f"{moment.day:02}",
        "d": str(moment.day),
        "HH": f"{moment.hour:02}",
        "H": str(moment.hour),
        "hh": f"{hour:02}",
        "h": str(hour),
        "mm": f"{moment.minute:02}",
        "m": str(moment.minute),
        "ss": f"{moment.second:02}",
        "s": str(moment.second),
    }
    return _PARTS.sub(lambda found: values.get(found.group(), found.group().strip("'")), pattern)


def is_time(pattern: str) -> bool:
    """Whether a pattern is of a time alone."""
    return not any(mark in pattern for mark in ("y", "d", "MM"))
