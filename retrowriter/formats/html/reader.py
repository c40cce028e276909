"""Reads HTML, our own and that of others. Nothing is fetched; scripts, forms and what lies elsewhere are left out."""

import codecs
import contextlib
import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from lxml import etree

from retrowriter.document.model import Break, Document, PageSetup, Paragraph
from retrowriter.errors import UserError
from retrowriter.formats import losses
from retrowriter.formats.flow import settled
from retrowriter.formats.html import css
from retrowriter.formats.html.elements import APART, BLOCKS, VOID, as_css
from retrowriter.formats.html.flowing import Flowing
from retrowriter.formats.html.frames import Frame, ListFrame
from retrowriter.formats.html.names import NOTE, NOTE_BACK, NOTE_MARK, SECTION
from retrowriter.formats.html.sheet import PageStyles
from retrowriter.formats.html.tables import TableBuilder

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_HEAD = 4096
_MAX_CSS = 48
_MAX_DEPTH = 2000
_FACTS = {"author": "author", "created": "created", "changed": "modified"}
_APART = ("header", "footer")
_NO_LINKS = ("javascript:", "vbscript:", "data:")
# How LibreOffice names the elements of footnotes.
_FOREIGN_MARK, _FOREIGN_BACK, _FOREIGN_NOTE = "sdfootnoteanc", "sdfootnotesym", re.compile(r"sdfootnote\d+")


def read(data: bytes) -> Document:
    """The document in the bytes of a page.

    Raises:
        UserError: code html_damaged when they are no text.
    """
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UserError("html_damaged", "This file is not a web page.", "Choose a file of another kind.")
    return read_text(_decoded(data))


def read_text(source: str) -> Document:
    """The document in the text of a page."""
    target = _Reader()
    # The typed target has methods that the parser does without.
    parser = etree.HTMLParser(target=cast(Any, target), encoding="utf-8", no_network=True, huge_tree=True)
    with contextlib.suppress(etree.XMLSyntaxError):
        # What it says of a page that is empty or ends in the middle; all that can be read has been by then.
        parser.feed(source.encode("utf-8", "replace"))
        parser.close()
    return target.document()


def _decoded(data: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    found = _CHARSET.search(data[:_HEAD])
    names = [found[1].decode("ascii").lower()] if found else ["utf-8"]
    # Pages that say Latin-1 mean the characters of Windows.
    names = ["cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name for name in names]
    for name in names:
        try:
            if codecs.lookup(name)._is_text_encoding and not name.startswith("utf-16"):
                return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Reader:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self.begun = False
        self.sheet = css.Sheet()
        self.left_out: set[str] = set()
        self.facts: dict[str, str] = {}
        self.notes: dict[str, tuple[Paragraph, ...]] = {}
        self.apart: dict[str, tuple[Paragraph, ...]] = {}
        self._captured: list[str] | None = None
        self._skipped = 0
        self._frames: list[Frame] = [Frame("")]
        self._page = PageStyles(self.sheet)
        self._flow = Flowing(self._page, self.left_out)
        self._tables: list[TableBuilder | None] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        tag = tag.lower()
        if self._skipped:
            self._skipped += int(tag not in VOID)
        elif tag in ("style", "title"):
            self._captured = []
        elif tag in APART:
            if APART[tag]:
                self.left_out.add(APART[tag])
            self._skipped = int(tag not in VOID)
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "body":
            self._begin()
            self._frames.append(self._flow.formatted(Frame(tag), css.Sheet(), [], [], ""))
        elif not self.begun:
            return
        elif tag in VOID:
            self._void(tag, attributes)
        else:
            make = self._block if tag in BLOCKS else self._inline
            frame = make(tag, attributes, self._frames[-1])
            if frame is None:
                self._skipped = 1
            else:
                self._frames.append(frame)

    def end(self, tag: str) -> None:
        """An element ends."""
        tag = tag.lower()
        if tag in VOID:
            return
        if self._skipped:
            self._skipped -= 1
        elif tag in ("style", "title"):
            text, self._captured = "".join(self._captured or ()), None
            if tag == "style":
                self.sheet.add(text)
            else:
                self.facts.setdefault("title", text.strip())
        elif tag not in APART and len(self._frames) > 1 and self._frames[-1].tag == tag:
            self._leave(self._frames.pop())

    def data(self, text: str) -> None:
        """Text."""
        if self._captured is not None:
            self._captured.append(text)
        elif not self._skipped and self.begun:
            self._flow.add_text(text, self._frames[-1])

    def comment(self, _text: str) -> None:
        """A comment, which says nothing."""

    def close(self) -> None:
        """The page has ended."""

    def document(self) -> Document:
        """What was read."""
        self._begin()
        while len(self._frames) > 1:
            self._leave(self._frames.pop())
        self._flow.flush(self._frames[-1])
        left_out = sorted(self.left_out)
        return Document(
            blocks=settled(tuple(self._flow.blocks)),
            styles=self._page.own,
            header=self.apart.get("header", ()),
            footer=self.apart.get("footer", ()),
            notes=self.notes,
            pictures=self._flow.pictures,
            settings={losses.LEFT_OUT: left_out} if left_out else {},
            title=self.facts.get("title", ""),
            author=self.facts.get("author", ""),
            created=self.facts.get("created", ""),
            modified=self.facts.get("modified", ""),
        )

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self._page = PageStyles(self.sheet)
            self._flow.page = self._page

    def _meta(self, attributes: Mapping[str, str]) -> None:
        field = _FACTS.get(attributes.get("name", "").lower())
        if field:
            self.facts[field] = attributes.get("content", "")[:1000].strip()

    def _void(self, tag: str, attributes: Mapping[str, str]) -> None:
        frame = self._frames[-1]
        if tag == "br":
            self._flow.add_break(frame)
        elif tag == "hr" and NOTE not in attributes.get("class", "").split():
            self._flow.flush(frame)
            self._flow.add_rule()
        elif tag == "img":
            self._flow.add_picture(attributes, frame)
        elif tag == "col" and self._table is not None:
            self._table.add_column(attributes, attributes.get("style", ""))

    def _inline(self, tag: str, attributes: Mapping[str, str], outer: Frame) -> Frame | None:
        classes = attributes.get("class", "").split()[:8]
        if tag == "a":
            if NOTE_MARK in classes or _FOREIGN_MARK in classes:
                self._flow.add_note(attributes.get("href", "").removeprefix("#").removesuffix("sym")[:200])
                return None
            if NOTE_BACK in classes or _FOREIGN_BACK in classes:
                self._flow.drop_space()
                return None
            name = attributes.get("id") or attributes.get("name", "")
            if name:
                self._flow.add_bookmark(name[:200])
        own = [*as_css(tag, attributes), *self.sheet.of(tag, classes), attributes.get("style", "")]
        char, white = outer.char, outer.white
        for text in filter(None, own):
            char = css.char_over(char, text)
            white = css.parse(text).get("white-space", white).lower()
        link = attributes.get("href", "").strip() if tag == "a" else ""
        if link.lower().startswith(_NO_LINKS):
            self.left_out.add("scripts")
            link = ""
        around = (*outer.css, *filter(None, own))[-_MAX_CSS:]
        return msgspec.structs.replace(
            outer, tag=tag, char=char, white=white, link=link or outer.link, css=around, opened="", breaks=""
        )

    def _block(self, tag: str, attributes: Mapping[str, str], outer: Frame) -> Frame | None:
        inline = attributes.get("style", "")
        classes = attributes.get("class", "").split()[:8]
        rules = css.parse(inline)
        if rules.get("display", "").lower() == "none":
            return None
        self._flow.flush(outer)
        if len(self._frames) > _MAX_DEPTH:
            return msgspec.structs.replace(outer, tag=tag, opened="", breaks="")
        frame = msgspec.structs.replace(outer, tag=tag, opened="", breaks="")
        if css.breaks(rules.get("page-break-after", rules.get("break-after", "")).lower()):
            frame.breaks = SECTION if SECTION in classes else "page"
        if tag in ("ul", "ol", "dir", "menu"):
            frame.list, frame.item = ListFrame.of(tag, attributes, inline, outer), None
        elif tag == "li":
            inside = outer.list or ListFrame("bullet")
            frame.item, frame.style = self._flow.item(inside, attributes.get("value", "")), inside.style
        elif tag == "table":
            # A table in a cell is taken apart.
            self._tables.append(None if any(self._tables) else TableBuilder(attributes, inline))
        elif tag in ("thead", "tbody", "tfoot") and self._table is not None:
            self._table.begin_group(tag)
        elif tag == "tr" and self._table is not None:
            self._table.begin_row()
        elif tag in ("td", "th") and self._table is not None and not self._in_cell:
            self._table.begin_cell(attributes, inline)
            self._flow.redirect()
            frame.opened, frame.list, frame.item, frame.style, frame.left = "cell", None, None, "Normal", 0.0
        elif tag == "div" and (NOTE in classes or _FOREIGN_NOTE.fullmatch(attributes.get("id", ""))):
            self._flow.redirect()
            frame.opened, frame.note = "note", attributes.get("id", "")[:200]
        elif tag == "div" and attributes.get("title", "") in _APART and outer.tag == "body":
            # So LibreOffice writes headers and footers.
            self._flow.redirect()
            frame.opened, frame.note = "apart", attributes["title"]
        return self._flow.formatted(frame, self.sheet, classes, as_css(tag, attributes), inline)

    @property
    def _table(self) -> TableBuilder | None:
        return self._tables[-1] if self._tables else None

    @property
    def _in_cell(self) -> bool:
        return self._table is not None and self._table.in_cell

    def _leave(self, frame: Frame) -> None:
        if frame.tag not in BLOCKS and frame.tag != "body":
            return
        self._flow.flush(frame)
        if frame.opened == "note":
            self.notes.setdefault(frame.note, self._flow.back() or (Paragraph(),))
        elif frame.opened == "apart":
            self.apart.setdefault(frame.note, self._flow.back())
        elif frame.opened == "cell":
            found = self._flow.back()
            if self._table is not None:
                self._table.end_cell(found)
        elif frame.tag == "thead" and self._table is not None:
            self._table.begin_group("tbody")
        elif frame.tag == "table" and self._tables:
            done = self._tables.pop()
            table = done.table(PageSetup()) if done is not None else None
            if table is not None:
                self._flow.add_block(table)
        if frame.breaks:
            self._flow.add_block(Break(kind="section" if frame.breaks == SECTION else "page"))
