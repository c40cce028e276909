"""Lays text out for 72 columns: takes off common margins, and sets anew paragraphs that are too wide or justified."""

import re
import textwrap

from retrowriter.text.tidy import COLUMNS

_MARK = re.compile(r"\s*(?:[-*+o]|--|\(?\d{1,2}[.)]|[A-Za-z][.)]|\(\w\))\s+")
_TABLE = re.compile(r"\S {3,}\S.*\S {3,}\S|\S {6,}\S|[|]|\S\t")
_JUSTIFIED = re.compile(r"[a-z,;] {2,}[a-z]")
_SPREAD = re.compile(r"(?<=[^.!?: ]) {2,}(?=\S)|(?<=[.!?:]) {3,}(?=\S)")
_HYPHEN = re.compile(r"[a-z]{2,}-$")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_SHORT = 44  # a line of a heading, not of a paragraph


def reflow(text: str) -> str:
    """The text with its common margin off and its flowing paragraphs at 72 columns at most.

    Tables, lists of files, examples and drawings stay as they are.
    """
    lines = _without_margin(text.rstrip("\n").split("\n"))
    out: list[str] = []
    block: list[str] = []
    for line in lines:
        opens = bool(_MARK.match(line)) or (
            len(block) == 1
            and len(block[0]) < _SHORT
            and _indent(line) != _indent(block[0])
            and not _hangs([*block, line])
        )
        if not line.strip() or (block and opens):
            out += _set(block)
            block = []
        if line.strip():
            block.append(line)
        else:
            out.append("")
    out += _set(block)
    return "\n".join(out).rstrip("\n") + "\n"


def _without_margin(lines: list[str]) -> list[str]:
    full = [line for line in lines if line.strip()]
    if len(full) > 2 and not _indent(full[0]) and _indent(full[1]) > 8 and len(full[0]) < COLUMNS - 8:
        # A centred first line whose margin was cut off: it stands over the middle of the next one.
        middle = _indent(full[1]) + len(full[1].strip()) // 2
        first = " " * max(0, middle - len(full[0]) // 2) + full[0]
        lines = [first if line is full[0] else line for line in lines]
        full[0] = first
    indents = sorted(map(_indent, full)) or [0]
    margin = indents[0]
    if margin < 4 and indents[len(indents) // 20] >= 4:
        margin = indents[len(indents) // 20]  # a title stands further left than all the rest
    return [line[min(margin, _indent(line)) :] for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _set(block: list[str]) -> list[str]:
    """The lines of a paragraph, set anew if they need it and can be."""
    wide = any(len(line) > COLUMNS for line in block)
    if not block or (len(block) == 1 and not wide):
        return block
    justified = sum(bool(_JUSTIFIED.search(line.strip())) for line in block) >= max(2, len(block) // 3)
    hyphens = any(_HYPHEN.search(line) for line in block[:-1])
    if not (justified or hyphens or wide):
        return block
    if not _flows(block, justified):
        return [_squeezed(line) for line in block]
    lead = _lead(block)
    rest = " " * (min(map(_indent, block[1:])) if len(block) > 1 else len(lead))
    words = ""
    for line in [block[0][len(lead) :], *block[1:]]:
        bare = _SPREAD.sub(" ", line.strip())
        words = words[:-1] + bare if _HYPHEN.search(words) and bare[:1].islower() else f"{words} {bare}".strip()
    return textwrap.wrap(
        words, COLUMNS, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _lead(block: list[str]) -> str:
    """What stands before the running text of the first line: its indent, with the mark or the word of a list item."""
    if _hangs(block):
        return block[0][: _indent(block[1])]
    mark = _MARK.match(block[0])
    return mark.group() if mark else " " * _indent(block[0])


def _hangs(block: list[str]) -> bool:
    """Does the second line begin under a word of the first that follows a gap: "-b      This option ..."?"""
    column = _indent(block[1]) if len(block) > 1 else 0
    return (
        column > _indent(block[0]) + 1
        and block[0][column - 2 : column] == "  "
        and block[0][column : column + 1].strip() != ""
    )


def _flows(block: list[str], justified: bool) -> bool:
    """Is it running text: few columns, small differences of indent, lines that reach for the margin?"""
    inner = block[1:] or block
    if max(map(_indent, inner)) - min(map(_indent, inner)) > 1:
        return False
    body = [block[0][len(_lead(block)) :], *(line.strip() for line in block[1:])]
    if sum(bool(_TABLE.search(line)) for line in body) > (len(block) // 2 if justified else 0):
        return False
    longest = max(map(len, block))
    return len(block) == 1 or all(len(line) > longest * 0.7 for line in block[:-1])


def _squeezed(line: str) -> str:
    """A line of columns that is too wide, with less room between them."""
    while len(line) > COLUMNS and (gaps := list(_GAP.finditer(line))):
        widest = max(gaps, key=lambda gap: gap.end() - gap.start())
        line = line[: widest.start()] + line[widest.start() + 1 :]
    return line
