"""Reads RTF: what Word 6 and WordPad wrote in 1995, and what Word, LibreOffice, WordPad and TextEdit write today."""

import re
from dataclasses import replace
from typing import Literal

import msgspec

from retrowriter.document.model import (
    Bookmark,
    Break,
    Document,
    Field,
    FieldKind,
    ListKind,
    Note,
    PageSetup,
    Paragraph,
    Picture,
    Run,
    Style,
)
from retrowriter.errors import UserError
from retrowriter.formats.flow import LIST_INDENT, flat, own_indents
from retrowriter.formats.lists import Look, Restarts, pattern
from retrowriter.formats.rtf import words
from retrowriter.formats.rtf.builder import Flow
from retrowriter.formats.rtf.pictures import picture_file, shown_size
from retrowriter.formats.rtf.state import FieldState, OldList, PictureState, State
from retrowriter.formats.rtf.tables import Override, StyleEntry, Tables, all_of, style_name
from retrowriter.formats.rtf.tokens import Token, tokens

MAX_DEPTH = 2000
MAX_PICTURES = 256 * 1024 * 1024

FIELDS: dict[str, FieldKind] = {
    "PAGE": "page", "NUMPAGES": "pages", "DATE": "date", "TIME": "time", "FILENAME": "file", "PRINTDATE": "date",
    "TITLE": "title",
}  # fmt: skip

_FLOWS = {
    "header": "header", "headerr": "header", "headerl": "other", "headerf": "first_header",
    "footer": "footer", "footerr": "footer", "footerl": "other", "footerf": "first_footer",
    "footnote": "note",
}  # fmt: skip
# Groups whose text is gathered and used when they end.
_GATHERED = frozenset(
    (
        "title",
        "author",
        "bkmkstart",
        "fldinst",
        "sn",
        "sv",
        "fonttbl",
        "colortbl",
        "creatim",
        "revtim",
        "leveltext",
        "pntxta",
        "pntxtb",
    )
)
# Groups without an asterisk that hold nothing of the text.
_SKIPPED = frozenset({
    "info", "nonshppict", "objdata", "objclass", "objname", "listtext", "pntext", "listname",
    "levelnumbers", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "annotation", "atnid",
    "atnauthor", "xe", "tc", "tcn", "rxe", "txe", "template", "operator", "subject", "keywords", "comment", "doccomm",
    "company", "manager", "category", "hlinkbase", "falt", "panose", "revtbl", "bkmkend", "printim", "buptim",
    "filetbl", "upr", "blipuid", "private", "do", "fontemb",
})  # fmt: skip
# Groups that may stand behind an asterisk and are understood.
_STARRED = frozenset({
    "shppict", "fldinst", "bkmkstart", "listtable", "listoverridetable", "pn", "ud", "picprop", "footnote", "cs",
    "nesttableprops",
})  # fmt: skip


_OLD_MARKS = {"pndec": "1", "pnucrm": "I", "pnlcrm": "i", "pnucltr": "A", "pnlcltr": "a", "pncard": "1", "pnord": "1"}


def read(data: bytes) -> Document:
    """The document in the bytes of an RTF file.

    Raises:
        UserError: code rtf_damaged when it is not one, or nested deeper than any honest document.
    """
    if not data.lstrip()[:5] == b"{\\rtf":
        raise UserError("rtf_damaged", "This is not a Rich Text file, or it is damaged.")
    return Reader().read(data)


class Reader:
    """Reads one file."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.page = PageSetup()
        self.sections = 0
        self.names: dict[int, str] = {}
        self.flow = Flow("body", all_of(()))
        self.state = State(self.flow)
        self.default_font = 0
        self._own_styles: tuple[Style, ...] = ()
        self._stack: list[State] = []
        self._bytes = bytearray()
        self._skip = 0
        self._high = 0
        self._facts: dict[str, str] = {}
        self._time: dict[str, int] = {}
        self._notes: dict[str, tuple[Paragraph, ...]] = {}
        self._apart: dict[str, tuple[Paragraph, ...]] = {}
        self._pictures: dict[str, bytes] = {}
        self._picture_bytes = 0
        self._restarts = Restarts()
        self._counted = False
        self._was_number = False

    def read(self, data: bytes) -> Document:
        """Reads all of it."""
        for token in tokens(data):
            if token.kind in ("text", "hex"):
                self._take_bytes(token)
                continue
            self._flush()
            if token.kind == "open":
                self._open()
            elif token.kind == "close":
                if len(self._stack) <= 1:
                    break
                self._close()
            elif token.kind == "word":
                self._word(token.name, token.number)
            elif token.kind == "symbol":
                self._symbol(token.name)
            elif self.state.picture is not None and self.state.destination == "pict":
                self.state.picture.binary = token.data
        self._flush()
        while len(self._stack) > 1:
            self._close()
        self.state.flow = self.flow
        blocks = self.flow.finish(self.paragraph, self.page)
        if not blocks:
            blocks = (Paragraph(),)
        return Document(
            blocks=blocks,
            styles=self._own_styles,
            page=self.page,
            header=self._apart.get("header", ()),
            footer=self._apart.get("footer", ()),
            first_header=self._apart.get("first_header", ()),
            first_footer=self._apart.get("first_footer", ()),
            notes=self._notes,
            pictures=self._pictures,
            title=self._facts.get("title", ""),
            author=self._facts.get("author", ""),
            created=self._facts.get("creatim", ""),
            modified=self._facts.get("revtim", ""),
        )

    def paragraph(self) -> Paragraph:
        """The current paragraph's style, list and absolute format."""
        state = self.state
        style = self.names.get(state.style, "Normal")
        paragraph = Paragraph(style=style, format=words.paragraph_format(state))
        kind, level, start, look = self._list()
        if not kind:
            return paragraph
        paragraph = msgspec.structs.replace(paragraph, list=kind, list_level=level, list_start=start, list_look=look)
        return own_indents(paragraph, state.flow.styles.full(style).paragraph)

    def end_paragraph(self) -> None:
        """\\par."""
        if self.state.destination == "body":
            paragraph = self.paragraph()
            self._was_number = paragraph.list == "number"
            self.state.flow.end_paragraph(paragraph, self.state.in_table, self.page)

    def add_text(self, text: str) -> None:
        """Text of the body, or of what else is being read."""
        state = self.state
        if state.destination == "body":
            if text and not state.deleted:
                char = msgspec.structs.replace(state.char, font=self.tables.font_name(state.font))
                state.flow.add(Run(text=text, format=char, link=state.link))
        elif state.destination == "fldinst" and state.in_field is not None:
            state.in_field.instruction.append(text)
            state.in_field.char, state.in_field.font = state.char, state.font
        elif state.destination != "skip":
            state.text.append(text)

    def add_field(self, kind: FieldKind, pattern: str = "") -> None:
        """A field in the current format."""
        if self.state.destination == "body":
            char = msgspec.structs.replace(self.state.char, font=self.tables.font_name(self.state.font))
            self.state.flow.add(Field(kind=kind, format=char, pattern=pattern))

    def add_break(self, kind: Literal["page", "section"]) -> None:
        """A page or section break."""
        if self.state.destination != "body" or self.state.flow.kind != "body":
            return
        if self.state.in_table and kind == "page":
            return
        if self.state.flow.content:
            self.end_paragraph()
        self.state.flow.add_break(Break(kind=kind), self.page)

    def _open(self) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise UserError("rtf_damaged", "This Rich Text file is nested deeper than any honest document.")
        self._skip = 0
        self._stack.append(self.state)
        self.state = self.state.inner()
        if self.state.destination == "stylesheet":
            self.state.reset_paragraph()
            self.state.reset_char(self.default_font)
            self.state.style_base, self.state.style_next, self.state.is_char_style = 222, -1, False
            self.state.text = []

    def _close(self) -> None:
        self._skip = self._high = 0
        ended, self.state = self.state, self._stack.pop()
        if self.state.destination == "stylesheet" and ended.destination == "stylesheet":
            self._add_style(ended)
        if not ended.owner:
            return
        text = "".join(ended.text)
        match ended.destination:
            case "stylesheet":
                self.names, self._own_styles = self.tables.document_styles()
                self.flow.styles = all_of(self._own_styles)
            case "title" | "author":
                self._facts[ended.destination] = text.strip()
            case "creatim" | "revtim":
                self._facts[ended.destination] = words.time_text(self._time)
                self._time = {}
            case "bkmkstart":
                if text.strip() and self.state.destination == "body":
                    self.state.flow.add(Bookmark(name=text.strip()))
            case "fldinst":
                self._end_instruction(ended)
            case "pict":
                self._end_picture(ended)
            case "leveltext":
                self.tables.level_text(text)
            case "pntxta" | "pntxtb":
                self._old_list_text(ended.destination, text)
            case "sn" if ended.picture is not None:
                ended.picture.property = text.strip()
            case "sv" if ended.picture is not None:
                if ended.picture.property == "wzDescription":
                    ended.picture.description = text.strip()
            case "body" if ended.flow is not self.state.flow:
                self._end_flow(ended)

    def _end_flow(self, ended: State) -> None:
        outer, self.state = self.state, ended
        paragraphs = tuple(flat(ended.flow.finish(self.paragraph, self.page)))
        self.state = outer
        kind = ended.flow.kind
        if kind == "note":
            name = str(len(self._notes) + 1)
            self._notes[name] = paragraphs or (Paragraph(),)
            outer.flow.add(Note(name=name))
        elif kind in ("header", "footer", "first_header", "first_footer"):
            self._apart.setdefault(kind, paragraphs)

    def _end_instruction(self, ended: State) -> None:
        field = ended.in_field
        if field is None or self.state.destination != "body":
            return
        instruction = "".join(field.instruction).strip()
        kind = instruction.split(" ")[0].upper() if instruction else ""
        if kind == "HYPERLINK":
            # The result stands in a group beside this one, which inherits from the one around both.
            self.state.link = words.hyperlink(instruction)
        elif kind in FIELDS:
            pattern = re.search(r'\\@\s*"([^"]*)"', instruction)
            outer_char, outer_font = self.state.char, self.state.font
            self.state.char, self.state.font = field.char, field.font
            self.add_field(FIELDS[kind], pattern[1] if pattern else "")
            self.state.char, self.state.font = outer_char, outer_font
            field.instruction = ["\0"]

    def _end_picture(self, ended: State) -> None:
        picture = ended.picture
        if picture is None or self.state.destination != "body":
            return
        data, ending = picture_file(picture)
        self._picture_bytes += len(data)
        if not data or self._picture_bytes > MAX_PICTURES:
            return
        name = f"{len(self._pictures) + 1}.{ending}"
        self._pictures[name] = data
        width, height = shown_size(picture, data)
        self.state.flow.add(Picture(name=name, width=width, height=height, description=picture.description))

    def _word(self, name: str, number: int | None) -> None:
        state = self.state
        starred, state.starred = state.starred, False
        if state.destination == "skip":
            if name == "ud" and starred and len(self._stack) >= 2:
                # The Unicode twin of what its outer group said in ANSI.
                state.destination, state.text = self._stack[-2].destination, self._stack[-2].text
            return
        if self._begin_destination(name, starred):
            return
        if name == "u" and number is not None:
            self._unicode(number)
        elif name == "uc":
            state.unicode_skip = max(0, min(16, number if number is not None else 1))
        elif state.destination == "body":
            words.body_word(self, name, number)
        elif state.destination == "stylesheet":
            words.style_word(self, name, number)
        elif state.destination in ("listtable", "listoverridetable"):
            self.tables.list_word(name, number if number is not None else 0)
        elif state.destination == "colortbl":
            self.tables.color_word(name, number or 0)
        elif state.destination == "fonttbl":
            words.font_word(self, name, number)
        elif state.destination in ("creatim", "revtim"):
            self._time[name] = number or 0
        elif state.destination == "pict" and state.picture is not None:
            words.picture_word(state.picture, name, number)
        elif state.destination == "pn":
            self._old_list_word(name, number)
        elif state.destination == "fldinst":
            words.char_word(self, name, number)

    def _begin_destination(self, name: str, starred: bool) -> bool:
        state = self.state
        if starred and name not in _STARRED:
            state.destination = "skip"
            return True
        if name == "info":
            state.destination = "info"
        elif name in _SKIPPED and not (state.destination == "pict" and name == "picprop"):
            state.destination = "skip"
        elif name in _FLOWS and state.destination == "body":
            if state.flow.kind != "body":
                state.destination = "skip"
                return True
            state.flow = Flow(_FLOWS[name], self.flow.styles)
            state.owner, state.link, state.in_field = True, "", None
            state.reset_paragraph()
            state.reset_char(self.default_font)
        elif name in _GATHERED or name in ("stylesheet", "listtable", "listoverridetable", "pn"):
            state.destination, state.owner, state.text = name, True, []
            if name == "fldinst" and state.in_field is None:
                state.in_field = FieldState()
        elif name == "pict":
            if state.destination != "body":
                state.destination = "skip"
            else:
                state.destination, state.owner, state.picture = "pict", True, PictureState()
        elif name == "field":
            state.in_field, state.link = FieldState(), state.link
        elif name == "fldrslt":
            # A field that the program fills in itself needs no result.
            if state.in_field is not None and state.in_field.instruction == ["\0"]:
                state.destination = "skip"
        else:
            return name in ("shppict", "picprop", "object", "result", "ud", "nesttableprops", "rtf", "shprslt")
        return True

    def _old_list_word(self, name: str, number: int | None) -> None:
        around = self._stack[-1]
        if name == "pnlvlblt":
            around.old_list = OldList(Look("", "•"))
        elif name in ("pnlvlbody", "pnlvl", "pnlvlcont") and around.old_list is None:
            around.old_list = OldList(Look("1", "", "."))
        elif name in _OLD_MARKS and around.old_list is not None:
            around.old_list = replace(around.old_list, look=replace(around.old_list.look, mark=_OLD_MARKS[name]))
        elif name == "pnstart" and number is not None and around.old_list is not None:
            around.old_list = replace(around.old_list, start=max(1, min(number, 32767)))

    def _old_list_text(self, place: str, text: str) -> None:
        around = self._stack[-1] if self._stack else self.state
        if around.old_list is not None:
            look = around.old_list.look
            look = replace(look, after=text) if place == "pntxta" else replace(look, before=_clean_bullet(look, text))
            around.old_list = replace(around.old_list, look=look)

    def _list(self) -> tuple[ListKind, int, int, str]:
        """Kind, level, restart and look of the list to which the current paragraph belongs."""
        state = self.state
        override = self.tables.overrides.get(state.list_id)
        if state.list_id and (override is not None or state.old_list is None):
            override = override or Override()
            level = self.tables.level(override, state.list_level)
            look = pattern(level.look(state.list_level), state.list_level)
            if level.is_bullet:
                return "bullet", state.list_level, 0, look
            start = self._restarts.start(
                str(override.list_id),
                str(state.list_id),
                state.list_level,
                level.start,
                override.starts.get(state.list_level),
            )
            return "number", state.list_level, start, look
        if state.old_list is None:
            return "", 0, 0, ""
        depth = max(0, min(8, round((state.paragraph.left or 0.0) / LIST_INDENT) - 1))
        look = pattern(state.old_list.look, depth)
        if not state.old_list.look.mark:
            return "bullet", depth, 0, look
        start = 0 if self._was_number or (not self._counted and state.old_list.start == 1) else state.old_list.start
        self._counted = True
        return "number", depth, start, look

    def _add_style(self, ended: State) -> None:
        name = style_name("".join(ended.text))
        if not name or ended.is_char_style:
            return
        char = msgspec.structs.replace(ended.char, font=self.tables.font_name(ended.font))
        base = words.paragraph_format(ended)
        self.tables.styles[ended.style] = StyleEntry(
            name,
            ended.style_base,
            ended.style_next if ended.style_next >= 0 else ended.style,
            char,
            words.with_level(base, name),
        )

    def _symbol(self, name: str) -> None:
        state = self.state
        if name == "*":
            state.starred = True
            return
        if state.destination == "skip":
            return
        if name in "\r\n":
            self.end_paragraph()
            return
        text = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}.get(name)
        if text is None:
            return
        if self._skip:
            self._skip -= 1
        else:
            self.add_text(text)

    def _unicode(self, number: int) -> None:
        code = number + 65536 if number < 0 else number
        self._skip = self.state.unicode_skip
        if 0xD800 <= code <= 0xDBFF:
            self._high = code
            return
        high, self._high = self._high, 0
        if 0xDC00 <= code <= 0xDFFF:
            if not high:
                return
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        if 0xF020 <= code <= 0xF0FF:
            # A sign of a symbol font.
            self.add_text(words.symbol(bytes([code & 0xFF])))
        elif 0x20 <= code <= 0x10FFFF or code == 9:
            self.add_text(chr(code))

    def _take_bytes(self, token: Token) -> None:
        state = self.state
        if state.destination == "skip":
            return
        if state.destination == "pict":
            if state.picture is not None:
                state.picture.data.append(token.data)
            return
        data = token.data
        if self._skip:
            left_out = min(self._skip, len(data))
            self._skip -= left_out
            data = data[left_out:]
        self._bytes += data

    def _flush(self) -> None:
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        self._high = 0
        state = self.state
        if state.destination == "colortbl":
            for _ in range(data.count(b";")):
                self.tables.end_color()
        elif state.destination == "fonttbl":
            words.font_text(self, data)
        elif self.tables.is_symbol(state.font) and state.destination == "body":
            self.add_text(words.symbol(data))
        else:
            text = data.decode(self.tables.codec_of(state.font), errors="replace")
            if state.destination != "leveltext":
                text = "".join(char for char in text if char >= " " or char == "\t")
            self.add_text(text)


def _clean_bullet(look: Look, text: str) -> str:
    # The bullet of the font Symbol, read as Latin text.
    return "•" if not look.mark and text.strip() in ("·", "") else text.strip()
