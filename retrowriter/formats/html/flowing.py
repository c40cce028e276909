"""Gathers the paragraphs of a web page from its text."""

import base64
import binascii
import hashlib
import re
import urllib.parse
from collections.abc import Mapping
from typing import Any

import msgspec

from retrowriter.document.model import (
    Block,
    Bookmark,
    CharFormat,
    Inline,
    Note,
    Paragraph,
    ParagraphFormat,
    Picture,
    Run,
)
from retrowriter.formats.flow import LIST_INDENT, Counter, picture_kind, picture_size
from retrowriter.formats.html import css
from retrowriter.formats.html.elements import PARAGRAPHS
from retrowriter.formats.html.frames import Frame, Item, ListFrame, whole
from retrowriter.formats.html.names import STYLE_TAGS
from retrowriter.formats.html.sheet import PageStyles
from retrowriter.formats.relative import difference

OUTSIDE = "pictures that are not in the file"

_SPACE = re.compile(r"[ \t\n\r\f]+")
_NO_TABS = re.compile(r"[ \r\n\f]*\n[ \r\n\f]*")
_MAX_CSS = 48
_PIXEL = 0.75
_BREAK = "\u2028"


class Flowing:
    """Makes paragraphs.

    Attributes:
        page: the styles of the page.
        blocks: what is made, the body or what is apart from it at the moment.
    """

    def __init__(self, page: PageStyles, left_out: set[str]) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.pictures: dict[str, bytes] = {}
        self._left_out = left_out
        self._outer: list[list[Block]] = []
        self._content: list[Inline] = []
        self._ends_loose = False
        self._drops_space = False
        self._counter = Counter()
        self._names: dict[str, str] = {}

    def redirect(self) -> None:
        """What follows goes elsewhere, until back()."""
        self._outer.append(self.blocks)
        self.blocks = []

    def back(self) -> tuple[Paragraph, ...]:
        """The paragraphs that have gone elsewhere."""
        made, self.blocks = self.blocks, self._outer.pop()
        return tuple(block for block in made if isinstance(block, Paragraph))

    def formatted(self, frame: Frame, sheet: css.Sheet, classes: list[str], looks: list[str], inline: str) -> Frame:
        """The frame of a block with its formats: those of its style, and what is declared for it."""
        tag = frame.tag
        style, named = self.page.of(tag, classes, frame.style)
        full = self.page.styles.full(style)
        declared = sheet.of(tag, classes)
        own = [*looks, *([] if named else sheet.of(tag, classes, tag not in STYLE_TAGS.values())), inline]
        white = frame.white
        for text in (*looks, *declared, inline):
            white = css.parse(text).get("white-space", white).lower()
        char, shape = full.char, full.paragraph
        texts = tuple(filter(None, map(css.of_text, own)))
        for text in (*(frame.css if style == "Normal" and not named else ()), *texts):
            char = css.char_over(char, text)
        frame.in_paragraph = tag in PARAGRAPHS
        if frame.in_paragraph:
            if frame.alignment:
                shape = css.paragraph_over(shape, f"text-align:{frame.alignment}")
            for text in own:
                shape = css.paragraph_over(shape, text, char.size)
            if frame.left:
                shape = msgspec.structs.replace(shape, left=(shape.left or 0.0) + frame.left)
            # What is in it inherits where it stands, but not how.
            inherited: dict[str, Any] = {"left": shape.left or 0.0} if tag in ("blockquote", "dd") else {}
        else:
            held = ParagraphFormat()
            for text in own:
                held = css.paragraph_over(held, text, char.size)
            left = max(-720.0, min(frame.left + (held.left or 0.0), 720.0))
            alignment = held.alignment or frame.alignment
            shape = css.paragraph_over(shape, f"text-align:{alignment}") if alignment else shape
            shape = msgspec.structs.replace(shape, left=(shape.left or 0.0) + left)
            inherited = {"left": left, "alignment": alignment}
        if tag == "blockquote":
            inherited["left"] = 0.0
        return msgspec.structs.replace(
            frame,
            char=char,
            paragraph=shape,
            style=style,
            white=white,
            css=(*frame.css, *texts)[-_MAX_CSS:],
            **inherited,
        )

    def item(self, inside: ListFrame, value: str) -> Item:
        """The next item of a list."""
        start, inside.start = whole(value, 0) or inside.start, 0
        return Item(inside, start)

    def add_text(self, text: str, frame: Frame) -> None:
        """Adds text as it counts where it stands."""
        if frame.white.startswith("pre"):
            if not self._content and not frame.in_paragraph and not text.strip():
                return
            if frame.white == "pre-line":
                text = _NO_TABS.sub("\n", text)
            text = text.replace("\r", "").replace("\n", _BREAK)
            if frame.tag == "pre" and not self._content:
                # A line end behind the tag says nothing.
                text = text.removeprefix(_BREAK)
            self._ends_loose = False
        else:
            text = _SPACE.sub(" ", text)
            last = self._content[-1] if self._content else None
            if last is None or self._ends_loose or (isinstance(last, Run) and last.text.endswith(_BREAK)):
                text = text.removeprefix(" ")
            if not text:
                return
            self._ends_loose = text.endswith(" ")
        if self._drops_space:
            self._drops_space = False
            text = text.removeprefix(" ")
        self._add_run(text, frame)

    def add_break(self, frame: Frame) -> None:
        """A line break."""
        self._trim()
        self._add_run(_BREAK, frame)

    def add_rule(self) -> None:
        """A line across the page."""
        self.blocks.append(Paragraph(format=ParagraphFormat(border="bottom")))

    def add_block(self, block: Block) -> None:
        """A table or a break."""
        self.blocks.append(block)

    def add_bookmark(self, name: str) -> None:
        """A place with a name."""
        self._content.append(Bookmark(name=name))

    def add_note(self, name: str) -> None:
        """The mark of a footnote."""
        self._ends_loose = False
        self._content.append(Note(name=name))

    def drop_space(self) -> None:
        """The space behind a note's own number is no part of it."""
        self._drops_space = True

    def add_picture(self, attributes: Mapping[str, str], frame: Frame) -> None:
        """A picture that is in the page; of others, what is said in their place."""
        text = attributes.get("alt", "")
        data = _data_of(attributes.get("src", ""))
        kind = picture_kind(data)
        if not kind:
            self._left_out.add(OUTSIDE)
            if text.strip():
                self._add_run(f"[{text.strip()}]", frame)
            return
        key = hashlib.sha256(data).hexdigest()
        if key not in self._names:
            self._names[key] = f"{len(self.pictures) + 1}.{ {'jpeg': 'jpg'}.get(kind, kind) }"
            self.pictures[self._names[key]] = data
        width, height = _shown_size(attributes, data)
        self._ends_loose = False
        self._content.append(Picture(name=self._names[key], width=width, height=height, description=text))

    def flush(self, frame: Frame) -> None:
        """Ends the paragraph."""
        self._trim()
        content, self._content = self._content, []
        self._ends_loose = self._drops_space = False
        if not content:
            return
        last = content[-1]
        if isinstance(last, Run) and last.text.endswith(_BREAK):
            # A line break at the end of a paragraph shows nothing.
            content[-1:] = [msgspec.structs.replace(last, text=last.text[:-1])] if len(last.text) > 1 else []
        base = self.page.styles.full(frame.style).paragraph
        item, shape = frame.item, frame.paragraph
        fields: dict[str, Any] = {}
        if item is not None and item.used:
            left = (shape.left or 0.0) + LIST_INDENT * (item.list.level + 1)
            shape = msgspec.structs.replace(shape, left=left)
        elif item is not None:
            item.used = True
            if item.list.kind:
                fields = {"list": item.list.kind, "list_level": item.list.level, "list_look": item.list.look}
        paragraph = Paragraph(content=tuple(content), style=frame.style, format=difference(base, shape), **fields)
        if paragraph.list == "number" and item is not None:
            if item.start and item.start != self._counter.following(paragraph.list_level):
                paragraph = msgspec.structs.replace(paragraph, list_start=item.start)
            self._counter.number(paragraph)
        self.blocks.append(paragraph)

    def _trim(self) -> None:
        last = self._content[-1] if self._content else None
        if self._ends_loose and isinstance(last, Run):
            text = last.text.removesuffix(" ")
            self._content[-1:] = [msgspec.structs.replace(last, text=text)] if text else []
        self._ends_loose = False

    def _add_run(self, text: str, frame: Frame) -> None:
        if not text:
            return
        char: CharFormat = difference(self.page.styles.full(frame.style).char, frame.char)
        last = self._content[-1] if self._content else None
        if isinstance(last, Run) and last.format == char and last.link == frame.link:
            self._content[-1] = msgspec.structs.replace(last, text=last.text + text)
        else:
            self._content.append(Run(text=text, format=char, link=frame.link))


def _data_of(address: str) -> bytes:
    """The bytes of an address that holds its data."""
    head, comma, rest = address.partition(",")
    if not comma or head[:5].lower() != "data:":
        return b""
    if not head.lower().rstrip().endswith(";base64"):
        return urllib.parse.unquote_to_bytes(rest)
    try:
        return base64.b64decode("".join(urllib.parse.unquote(rest).split()))
    except (binascii.Error, ValueError):
        return b""


def _shown_size(attributes: Mapping[str, str], data: bytes) -> tuple[float, float]:
    rules = css.parse(attributes.get("style", ""))
    pixels = picture_size(data) or (96, 96)
    found: list[float | None] = []
    for name in ("width", "height"):
        value = rules.get(name, "") or attributes.get(name, "")
        found.append(css.length(value) if value and "%" not in value else None)
    width, height = found
    if width is None and height is None:
        width, height = pixels[0] * _PIXEL, pixels[1] * _PIXEL
    elif width is None:
        width = (height or 1.0) * pixels[0] / pixels[1]
    elif height is None:
        height = width * pixels[1] / pixels[0]
    return min(max(round(width, 2), 1.0), 1584.0), min(max(round(height or 1.0, 2), 1.0), 1584.0)
