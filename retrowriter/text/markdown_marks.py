"""Signs of Markdown, which no page of the time has. Underlines of ==== and ---- are not among them."""

import re
from collections.abc import Mapping

# What one line is enough to show.
IN_A_LINE: Mapping[str, re.Pattern[str]] = {
    "heading": re.compile(r"^\s{0,3}#{1,6} +[A-Za-z0-9*]", re.MULTILINE),
    "bold": re.compile(
        r"(?<![\w*])\*\*(?=\S)[^*\n]{1,80}(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=[A-Za-z])[^_\n]{1,80}__(?!\w)"
    ),
    "fence": re.compile(r"^\s{0,3}(?:```|~~~)", re.MULTILINE),
    "code": re.compile(r"(?<!`)`[^`'\n]{1,60}`(?!`)"),
    "link": re.compile(r"\[[^\]\n]{1,80}\]\((?:https?:|mailto:|#|/|www)[^)\n]*\)"),
    "table": re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|\s*:?-{3,}:?", re.MULTILINE),
}
# The beginnings of those that come in pairs: in a text that is being written, the second of the pair is too late.
_BEGUN = re.compile(r"(?<![\w*])\*\*(?=[^\s*])|(?<!\w)__(?=[A-Za-z])|```|~~~")


def kinds(text: str) -> list[str]:
    """Kinds of Markdown in the text: heading, bold, fence, code, link, table."""
    return [name for name, pattern in IN_A_LINE.items() if pattern.search(text)]


def begun(line: str) -> bool:
    """Would this line, which may not be complete, show Markdown?"""
    return _BEGUN.search(line) is not None or bool(kinds(line))
