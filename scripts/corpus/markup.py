"""HTML and Markdown as the plain text that a typewriter would have made of them."""

import re
import textwrap
from html.parser import HTMLParser

from retrowriter.text.tidy import COLUMNS

_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        """
    p div section article blockquote table tr ul ol dl dd dt li h1 h2 h3 h4 h5 h6 hr pre br
""",
    )
)
_SILENT = frozenset(
    re.findall(
        r"\S+",
        """
    script style head nav footer aside svg noscript template button form
""",
    )
)


def html_text(source: str) -> str:
    """The text of an HTML page: headings in capitals or underlined, lists with marks, paragraphs at 72 columns."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.text()


def markdown_text(source: str) -> str:
    """The text of a Markdown page without its marks."""
    out: list[str] = []
    paragraph: list[str] = []
    fenced = False

    def flush() -> None:
        if paragraph:
            out.append(_wrapped(" ".join(paragraph), ""))
            paragraph.clear()

    for line in re.sub(r"\A---\n.*?\n---\n|<!--.*?-->", "", source, flags=re.DOTALL).splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            flush()
            fenced = not fenced
        elif fenced:
            out.append("    " + line)
        elif heading := re.match(r"(#{1,6})\s+(.*?)\s*#*$", line):
            flush()
            out += ["", *_heading(_inline(heading.group(2)), len(heading.group(1))), ""]
        elif item := re.match(r"(\s*)(?:([-*+])|(\d+)[.)])\s+(.*)", line):
            flush()
            mark = f"{item.group(3)}. " if item.group(3) else "* "
            out.append(_wrapped(_inline(item.group(4)), " " * min(len(item.group(1)), 8) + "  " + mark))
        elif re.match(r"\s*([-*_])(\s*\1){2,}\s*$", line):
            flush()
            out.append("-" * COLUMNS)
        elif re.match(r"\s*\|?[\s:|-]+\|[\s:|-]*$", line):
            flush()
        elif line.count("|") >= 2:
            flush()
            out.append(
                "   ".join(f"{_inline(cell.strip()):<16}" for cell in line.strip().strip("|").split("|")).rstrip()
            )
        elif not line.strip():
            flush()
            out.append("")
        else:
            paragraph.append(_inline(line.lstrip("> ").strip()))
    flush()
    return "\n".join(out).strip("\n") + "\n"


class _Reader(HTMLParser):
    """Gathers blocks; what is not shown on a page is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._words = ""
        self._mark = ""
        self._level = 0
        self._silent = 0
        self._pre = 0
        self._cells: list[str] = []
        self._counters: list[int] = []

    def text(self) -> str:
        self._flush()
        return re.sub(r"\n{4,}", "\n\n\n", "\n".join(self._out)).strip("\n") + "\n"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self._flush()
        if tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._counters.append(0 if tag == "ol" else -1)
        elif tag == "li" and self._counters:
            if self._counters[-1] >= 0:
                self._counters[-1] += 1
            number = self._counters[-1]
            self._mark = "  " * len(self._counters) + (f"{number}. " if number > 0 else "* ")
        elif tag == "hr":
            self._out.append("-" * COLUMNS)
        elif re.fullmatch(r"h[1-6]", tag):
            self._level = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in ("td", "th"):
            self._cells.append(" ".join(self._words.split()))
            self._words = ""
        elif tag == "tr":
            self._out.append("   ".join(f"{cell:<16}" for cell in self._cells).rstrip())
            self._cells = []
        elif tag in _BLOCKS:
            self._flush()
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("ul", "ol") and self._counters:
            self._counters.pop()
            self._out.append("")
        self._level = 0 if re.fullmatch(r"h[1-6]", tag) else self._level

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._pre:
            self._out += ["    " + line for line in data.strip("\n").split("\n")]
        else:
            self._words += data

    def _flush(self) -> None:
        words = " ".join(self._words.split())
        self._words = ""
        if not words:
            return
        if self._level:
            self._out += ["", *_heading(words, self._level), ""]
        else:
            self._out.append(_wrapped(words, self._mark))
            if not self._mark:
                self._out.append("")
        self._mark = ""


def _heading(words: str, level: int) -> list[str]:
    if level == 1:
        return [words.upper()]
    return [words, "-" * min(len(words), COLUMNS)] if level == 2 else [words]


def _wrapped(words: str, mark: str) -> str:
    return textwrap.fill(
        words,
        COLUMNS,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _inline(text: str) -> str:
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])", r"\2", text)
    return re.sub(r"`([^`]+)`", r"\1", text)
