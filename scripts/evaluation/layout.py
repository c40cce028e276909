"""How a text is laid out: Markdown, width of its lines, whether it comes to a proper end."""

import re

WIDTH = 72

_OPEN_WORD = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|by|for|with|from|and|or|but|nor|as|that|which|who|is|are|was|were|be|been|will|would"
    r"|can|could|may|must|should|shall|has|have|had|do|does|not|this|these|their|our|your|its|his|her|my|we|they|it)\Z",
    re.IGNORECASE,
)


def strip_markdown(text: str) -> str:
    """The text without the marks of Markdown, its words as they are."""
    text = re.sub(r"^\s{0,3}#{1,6} +", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\s{0,3}(?:```|~~~).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]\n]{1,80})\]\([^)\n]*\)", r"\1", text)
    return re.sub(r"\*\*|__|`", "", text)


def wide_lines(text: str, width: int = WIDTH) -> float:
    """Share of the lines with text that are longer than `width` characters."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(len(line.rstrip()) > width for line in lines) / len(lines) if lines else 0.0


def ends_properly(text: str, reason: str) -> bool:
    """True when the model ended the text itself and its last line is complete.

    A last line is complete when it ends in a stop, bracket, quote, rule or figure, or when it is short, as a signature
    or a line of a table is; never when it ends in a comma or in a word that calls for another.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if reason != "end" or not lines:
        return False
    last = lines[-1]
    if last[-1] in ",;([{<&/" or (
        last.endswith("-") and not last.endswith("--") and len(last) > 1 and last[-2].isalpha()
    ):
        return False
    column = re.split(r"\s{3,}", last)[-1]
    return not _OPEN_WORD.search(last) and (not last[-1].isalpha() or len(column) <= 64)
