"""Reference pages for the man command: troff with the macros of -man."""

import re

from retrowriter.document.model import Document, Note, Paragraph, Run, Table
from retrowriter.formats import lines
from retrowriter.formats.flow import Counter
from retrowriter.formats.relative import Styles
from retrowriter.text import numbering

_SIGNS = {
    "\\": "\\e", "-": "\\-", "‘": "\\(oq", "’": "\\(cq", "“": "\\(lq", "”": "\\(rq", "–": "\\(en", "—": "\\(em",
    "•": "\\(bu", "…": "...", "\u00a0": "\\ ", "©": "\\(co", "®": "\\(rg", "°": "\\(de", "×": "\\(mu", "£": "\\(Po",
    "½": "\\(12", "¼": "\\(14", "¾": "\\(34", "\u00ad": "\\%", "\u2011": "\\-",
    "~": "\\(ti", "^": "\\(ha", "`": "\\(ga",
}  # fmt: skip
_SECTION = re.compile(r"\((\d\w?)\)")


def write(document: Document) -> bytes:
    """The source of a man page; ASCII alone."""
    return _Writer(document).write().encode("ascii")


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles.of(document)
        self.setter = lines.Setter(document, 70)
        self.counter = Counter()
        self.notes: list[str] = []

    def write(self) -> str:
        """All of it."""
        blocks = list(self.document.blocks)
        titles = (block for block in blocks if isinstance(block, Paragraph) and block.style == "Title")
        first = next(titles, None)
        title = self.document.title or (first.text if first is not None else "") or "UNTITLED"
        section = _SECTION.search(title)
        name = _one_line(_SECTION.sub("", title)).upper()
        date = (self.document.modified or self.document.created)[:10]
        out = [f'.TH "{_escape(name)}" "{section[1] if section else "1"}" "{_escape(date)}"']
        verbatim = False
        for block in blocks:
            if block is first:
                continue
            is_verbatim = isinstance(block, Paragraph) and block.style == lines.TYPEWRITER and not block.list
            if is_verbatim != verbatim:
                out += [".PP", ".nf"] if is_verbatim else [".fi"]
                verbatim = is_verbatim
            if isinstance(block, Paragraph):
                out += self._paragraph(block, verbatim)
            elif isinstance(block, Table):
                out += [".PP", ".nf", *(_guarded(_escape(line)) for line in self.setter.table(block)), ".fi"]
        if verbatim:
            out.append(".fi")
        if self.notes:
            out.append(".SH NOTES")
            for number, name in enumerate(self.notes, 1):
                parts = [self._text(part) for part in self.document.notes.get(name, ())]
                out += [f".IP [{number}] 4", _guarded(" ".join(parts))]
        return "".join(f"{line}\n" for line in out if line)

    def _paragraph(self, paragraph: Paragraph, verbatim: bool) -> list[str]:
        number = self.counter.number(paragraph)
        level = self.styles.paragraph(paragraph.style, paragraph.format).level
        text = self._text(paragraph)
        if verbatim:
            return [_guarded(line) or "\\&" for line in text.split("\n")]
        if not text:
            return []
        if level or paragraph.style == "Title":
            heading = _escape(_one_line(paragraph.text))
            return [f'.{"SH" if level < 2 else "SS"} "{heading.upper() if level < 2 else heading}"']
        body = [part for line in text.split("\n") for part in (_guarded(line), ".br")][:-1]
        if number:
            return [f".IP {numbering.number(number, paragraph.list_look, paragraph.list_level)} 4", *body]
        if paragraph.list:
            return [".IP \\(bu 2", *body]
        return [".PP", *body]

    def _text(self, paragraph: Paragraph) -> str:
        parts: list[str] = []
        for item in paragraph.content:
            if isinstance(item, Run):
                char = self.styles.char(paragraph.style, item.format)
                if char.hidden:
                    continue
                font = "B" if char.bold else "I" if char.italic or char.underline != "none" else ""
                text = _escape(item.text.replace("\u2028", "\n"))
                parts.append(f"\\f{font}{text}\\fR" if font and text.strip() else text)
            elif isinstance(item, Note):
                self.notes.append(item.name)
                parts.append(f"[{len(self.notes)}]")
            else:
                parts.append(_escape(self.setter.text(Paragraph(content=(item,)))))
        return "".join(parts)


def _one_line(text: str) -> str:
    """Text as an argument between quotes."""
    return " ".join(text.replace('"', "").split())


def _escape(text: str) -> str:
    out: list[str] = []
    for char in text:
        if char in _SIGNS:
            out.append(_SIGNS[char])
        elif char in "\t\n" or " " <= char <= "~":
            out.append(char)
        elif char >= "\u00a0" and char.isprintable():
            out.append(f"\\[u{ord(char):04X}]")
    return "".join(out)


def _guarded(line: str) -> str:
    # A point or an apostrophe at the beginning would be a command.
    return f"\\&{line}" if line.startswith((".", "'")) else line
