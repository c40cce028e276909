"""Takes off what is not the document: mail headers, page heads and feet, contents, indices, debris of scanning."""

import re
from collections import Counter

from corpus.documents import Tally

_FOLD = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": ",", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"',
        "\u00bb": '"', "\u2013": "-", "\u2014": "--", "\u2212": "-", "\u2026": "...", "\u00a0": " ", "\u2022": "*",
        "\u00b7": "*", "\u00a9": "(c)", "\u00ae": "(R)", "\u2122": "(TM)", "\u00ad": None, "\ufeff": None,
        "\u200b": None, "\u00bd": "1/2", "\u00bc": "1/4", "\u00be": "3/4", "\u00d7": "x", "\u00b0": " deg.",
    }
)  # fmt: skip
_HEADER = re.compile(r"^[A-Z][A-Za-z-]{1,24}:(?:\s|$)")
_HEADER_NAMES = re.compile(
    r"^(?:From|Path|Newsgroups|Message-I[Dd]|Message-Number|Subject|Date|Received|Return-Path|Lines|Organization|"
    r"Followup-To|Sender|Approved|Reply-To|X-[\w-]+|To|Cc|References|Distribution|Keywords|Summary|Xref|Mime-Version|"
    r"Content-[\w-]+|Portal-[\w-]+|In-Reply-To|Status|Originator|Expires|Nntp-[\w-]+|Errors-To):",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-~=]{1,3}\s*)?(?:Page\s+)?(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})(?:\s+of\s+\d+)?(?:\s*[-~=]{1,3})?\s*$",
    re.IGNORECASE,
)
_WITH_PAGE = re.compile(
    r"(?:\[?\bpage\s+[\divx]+(?:\s+of\s+\d+)?\]?|\s{3,}\d{1,3}|^\s*\d{1,3}\s{3,}.*)\s*$", re.IGNORECASE
)
_CONTENTS = re.compile(r"^[\W_]*(?:table\s+of\s+contents|contents)[\W_]*$", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxA-Z-]{1,6}\s*$|\S\s{3,}\d{1,3}\s*$")
_INDEX = re.compile(r"^[\W_]*index[\W_]*$", re.IGNORECASE)
_INDEX_LINE = re.compile(r",?\s+\d{1,4}(?:\s*[,-]\s*\d{1,4})*\s*$")
_CUT_HERE = re.compile(r"^\s*[-=]{2,}\s*(?:cut here|begin forwarded|snip)", re.IGNORECASE)
_FORM_FIELD = re.compile(r"_{8,}")


def clean(text: str, type: str, tally: Tally) -> str:
    """The text without its furniture.

    Args:
        text: as found.
        type: key of the document type: a Usenet posting keeps its header, an RFC its table of contents.
        tally: counts what was taken off.
    """
    text = plain(text)
    lines = text.split("\n")
    if type != "usenet":
        lines = _without_mail_header(lines, tally)
    lines = _without_running_heads(lines, tally)
    lines = _without_contents(lines, tally)
    lines = _without_index(lines, tally)
    lines = _without_debris(lines, tally)
    return tidy("\n".join(lines))


def plain(text: str) -> str:
    """One kind of line end, typewriter characters, no tabs, nothing printed twice in one place."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while "\b" in text:  # bold and underlined characters of line printers
        shorter = re.sub(r"[^\n\b]\x08", "", text)
        text = shorter if shorter != text else text.replace("\b", "")
    if not text.isascii():
        import ftfy

        text = ftfy.fix_text(text).translate(_FOLD)
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "", text)
    return "\n".join(line.expandtabs(8).rstrip() for line in text.split("\n"))


def tidy(text: str) -> str:
    """Without blank lines at both ends, with two blank lines in a row at most, and one line end at the end."""
    text = re.sub(r"\n{4,}", "\n\n\n", text.replace("\f", "\n\n"))
    return text.strip("\n") + "\n"


def mail_subject(text: str) -> str:
    """The subject in the header of a posting, or ""."""
    found = re.search(r"^Subject:\s*(?:Re:\s*)?(.+)$", text[:3000], re.MULTILINE)
    return found.group(1).strip() if found else ""


def _without_mail_header(lines: list[str], tally: Tally) -> list[str]:
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = start
    named = 0
    while end < len(lines) and (
        _HEADER.match(lines[end]) or (end > start and lines[end][:1] in " \t" and lines[end].strip())
    ):
        named += bool(_HEADER_NAMES.match(lines[end]))
        end += 1
    machine = re.search(
        r"^(?:Path|Message-I[Dd]|Received|Newsgroups|Message-Number|From: \S+@)",
        "\n".join(lines[start:end]),
        re.MULTILINE,
    )
    if named < 3 or not machine:
        return lines
    tally.change("mail headers removed")
    rest = lines[end:]
    while rest and (not rest[0].strip() or rest[0].strip().lower() == "submit"):
        rest = rest[1:]
    return rest


def _without_running_heads(lines: list[str], tally: Tally) -> list[str]:
    """Drops page numbers, and lines that come again at the head or foot of pages."""
    pages = "\n".join(lines).count("\f")
    shapes = Counter(_shape(line) for line in lines if line.strip() and len(line) < 100)
    kept: list[str] = []
    for number, line in enumerate(lines):
        breaks = "\f" in line
        bare = line.replace("\f", "")
        often = shapes[_shape(line)] >= 3
        alone = (
            (number == 0 or not lines[number - 1].strip())
            or (number + 1 < len(lines) and not lines[number + 1].strip())
            or breaks
        )
        furniture = (
            alone
            and bare.strip()
            and (
                (_PAGE_NUMBER.match(bare) and (pages or often))
                or (
                    often
                    and _WITH_PAGE.search(bare)
                    and any(char.isalpha() for char in bare)
                    and not _LEADERS.search(bare.rstrip("0123456789"))
                )
                or (
                    pages >= 3 and shapes[_shape(line)] >= max(3, pages // 2) and not set(bare.strip()) <= set("-=_*~ ")
                )
            )
        )
        if furniture:
            tally.change("running heads and page numbers removed")
            kept.append("")
        else:
            kept.append(line)
    return _joined_over_pages(kept)


def _joined_over_pages(lines: list[str]) -> list[str]:
    """Closes the gap that a page break has left inside a paragraph."""
    text = "\n".join(lines)
    return re.sub(r"(?<=[a-z,])\n\s*\f?\s*\n{2,}(?= *[a-z])", "\n", text).split("\n")


def _shape(line: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "0", " ".join(line.replace("\f", "").split()).lower())


def _without_contents(lines: list[str], tally: Tally) -> list[str]:
    for number, line in enumerate(lines):
        if not _CONTENTS.match(line):
            continue
        entries = [index for index in range(number + 1, min(len(lines), number + 200)) if lines[index].strip()]
        if len(entries) < 3:
            continue
        first = _heading(lines[entries[0]])
        again = next((i for i in entries[2:] if first and _heading(lines[i]) == first), 0)
        if not again:
            # No second coming of the first entry: the contents end where lines stop to end in page numbers.
            run = 0
            for index in entries:
                run = 0 if _LEADERS.search(lines[index]) else run + 1
                if run >= 3:
                    break
                if not run:
                    again = index + 1
        if again:
            tally.change("tables of contents removed")
            return lines[:number] + lines[again:]
    return lines


def _heading(line: str) -> str:
    bare = _LEADERS.sub("", line).strip(" .|*-_=").lower()
    return re.sub(r"^[\divx]+(?:\.\d+)*\.?\s+|\s+", " ", bare).strip()


def _without_index(lines: list[str], tally: Tally) -> list[str]:
    for number in range(len(lines) - 1, 0, -1):
        if _INDEX.match(lines[number]) and len("\n".join(lines[:number])) > len("\n".join(lines)) * 0.6:
            after = [line for line in lines[number + 1 :] if line.strip()]
            if len(after) >= 5 and sum(bool(_INDEX_LINE.search(line)) for line in after) > len(after) / 2:
                tally.change("indices removed")
                return lines[:number]
    return lines


def _without_debris(lines: list[str], tally: Tally) -> list[str]:
    """Drops lines of stray marks, as scanning leaves them, and pictures made of characters."""
    kept: list[str] = []
    for line in lines:
        bare = line.strip()
        solid = bare.replace(" ", "")
        if _CUT_HERE.match(line):
            continue
        good = sum(char.isalnum() for char in solid)
        rule = len(set(solid)) <= 2 or _FORM_FIELD.search(solid)
        if solid and not rule and (good < 0.35 * len(solid) if len(solid) > 4 else good == 0 and len(solid) > 1):
            tally.change("lines of debris removed")
            continue
        kept.append(line)
    return kept
