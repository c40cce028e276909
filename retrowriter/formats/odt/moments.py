"""Patterns of dates and times, as elements of OpenDocument and back."""

import re

from lxml import etree

from retrowriter.formats.markup import element, escape
from retrowriter.formats.odt.names import q

_PARTS = re.compile(r"AM/PM|y+|M+|d+|H+|h+|m+|s+|'[^']*'|.", re.DOTALL)
_NAMES = {"y": "year", "d": "day", "H": "hours", "h": "hours", "m": "minutes", "s": "seconds"}


def as_style(name: str, kind: str, pattern: str) -> str:
    """The data style of a pattern."""
    out: list[str] = []
    for part in _PARTS.findall(pattern):
        style = {"number:style": "long" if (len(part) in (2, 4) and part[0] != "y") or part == "yyyy" else ""}
        if part == "AM/PM":
            out.append("<number:am-pm/>")
        elif part[0] == "M":
            textual = {"number:textual": "true"} if len(part) > 2 else {}
            out.append(element("number:month", textual | style))
        elif part in ("ddd", "dddd"):
            out.append(element("number:day-of-week", style))
        elif part[0] in _NAMES:
            out.append(element(f"number:{_NAMES[part[0]]}", style))
        else:
            out.append(element("number:text", None, escape(part.strip("'") if len(part) > 1 else part)))
    return element(f"number:{kind}-style", {"style:name": name}, *out)


def pattern(style: etree._Element) -> str:
    """The pattern of a data style."""
    is_half = style.find(q("number:am-pm")) is not None
    out = ""
    for part in style:
        if not isinstance(part.tag, str):
            continue
        name = part.tag.rpartition("}")[2]
        is_long = part.get(q("number:style")) == "long"
        if name == "month":
            textual = part.get(q("number:textual")) == "true"
            out += ("MMMM" if is_long else "MMM") if textual else ("MM" if is_long else "M")
        elif name == "day-of-week":
            out += "dddd" if is_long else "ddd"
        elif name == "year":
            out += "yyyy" if is_long else "yy"
        elif name == "day":
            out += "dd" if is_long else "d"
        elif name == "hours":
            out += ("h" if is_half else "H") * (2 if is_long else 1)
        elif name in ("minutes", "seconds"):
            out += name[0] * (2 if is_long else 1)
        elif name == "am-pm":
            out += "AM/PM"
        elif name == "text":
            text = (part.text or "")[:40]
            out += f"'{text.replace(chr(39), '')}'" if any(char.isalpha() for char in text) else text
    return out[:200]
