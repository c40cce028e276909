"""The control words of RTF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from retrowriter.document.model import ParagraphFormat, Tab
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats.flow import TWIPS
from retrowriter.formats.rtf.builder import RowShape
from retrowriter.formats.rtf.state import PictureState, State

if TYPE_CHECKING:
    from retrowriter.formats.rtf.reader import Reader

_LIMIT = 31680
_SIGNS = {
    "tab": "\t", "line": "\u2028", "softline": "\u2028", "lbr": "\u2028", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xFC: "✓", 0x6E: "■", 0x6F: "□", 0x2D: "-"}
_ALIGNMENTS: dict[str, Literal["left", "center", "right", "justify"]] = {
    "ql": "left", "qc": "center", "qr": "right", "qj": "justify",
}  # fmt: skip
_UNDERLINES: dict[str, Literal["none", "single", "double", "words"]] = {
    "ul": "single", "uld": "single", "uldash": "single", "uldashd": "single", "uldashdd": "single", "ulwave": "single",
    "ulth": "single", "uldb": "double", "ulw": "words", "ulnone": "none",
}  # fmt: skip
_TAB_KINDS: dict[str, Literal["left", "center", "right", "decimal"]] = {
    "tqr": "right", "tqc": "center", "tqdec": "decimal",
}  # fmt: skip
_LEADERS: dict[str, Literal[".", "-", "_"]] = {"tldot": ".", "tlmdot": ".", "tlhyph": "-", "tlul": "_", "tlth": "_"}
_LENGTHS = {
    "li": "left", "lin": "left", "ri": "right", "rin": "right", "fi": "first", "sb": "before", "sa": "after",
}  # fmt: skip
_PAGE = {
    "paperw": "width", "paperh": "height", "margl": "left", "margr": "right", "margt": "top", "margb": "bottom",
    "pgwsxn": "width", "pghsxn": "height", "marglsxn": "left", "margrsxn": "right", "margtsxn": "top",
    "margbsxn": "bottom", "headery": "header", "footery": "footer", "colsx": "column_gap",
}  # fmt: skip
_BORDERS = {"brdrt": "t", "brdrb": "b", "brdrl": "l", "brdrr": "r", "box": "tblr"}


def body_word(reader: Reader, name: str, number: int | None) -> None:
    """A control word of the text."""
    state = reader.state
    if name in _SIGNS:
        reader.add_text(_SIGNS[name])
    elif name == "par":
        reader.end_paragraph()
    elif name in ("page", "sect"):
        reader.add_break("page" if name == "page" else "section")
        if name == "sect":
            reader.sections += 1
    elif name in ("cell", "nestcell"):
        if name == "nestcell" or state.nesting > 1:
            reader.end_paragraph()
        else:
            state.flow.end_cell(reader.paragraph())
    elif name == "row":
        state.flow.end_row()
    elif name == "chpgn":
        reader.add_field("page")
    elif name in ("chdate", "chtime"):
        reader.add_field("date" if name == "chdate" else "time")
    elif name == "chftn":
        state.flow.note_mark = state.flow.kind == "note"
    elif name == "ansicpg" or name in ("ansi", "mac", "pc", "pca"):
        reader.tables.set_code_page(name, number)
    elif name == "deff":
        reader.default_font = state.font = number or 0
    elif name in _PAGE or name in ("cols", "pgnstart", "pgnstarts", "titlepg"):
        _page_word(reader, name, number)
    elif not (
        _row_word(reader, name, number) or paragraph_word(reader, name, number) or char_word(reader, name, number)
    ):
        return


def style_word(reader: Reader, name: str, number: int | None) -> None:
    """A control word inside the stylesheet."""
    state = reader.state
    if name in ("cs", "ds", "ts"):
        state.is_char_style = True
    elif name == "sbasedon":
        state.style_base = number if number is not None else 222
    elif name == "snext":
        state.style_next = number if number is not None else -1
    elif not paragraph_word(reader, name, number):
        char_word(reader, name, number)


def char_word(reader: Reader, name: str, number: int | None) -> bool:
    """A control word of character format; False when it is none."""
    state = reader.state
    on = number != 0
    changes: dict[str, Any] = {}
    if name == "plain":
        state.reset_char(reader.default_font)
    elif name == "f":
        state.font = number or 0
    elif name == "fs":
        size = (number if number is not None else 24) / 2
        changes["size"] = min(max(size, 1.0), 1638.0)
    elif name == "b":
        changes["bold"] = on
    elif name == "i":
        changes["italic"] = on
    elif name in _UNDERLINES:
        changes["underline"] = _UNDERLINES[name] if on else "none"
    elif name in ("strike", "striked"):
        changes["strike"] = on
    elif name == "cf":
        changes["color"] = reader.tables.color(number or 0)
    elif name in ("highlight", "cb", "chcbpat"):
        changes["highlight"] = reader.tables.color(number or 0)
    elif name in ("super", "sub", "nosupersub"):
        changes["script"] = name if on and name != "nosupersub" else "normal"
    elif name in ("up", "dn"):
        changes["script"] = ("super" if name == "up" else "sub") if number else "normal"
    elif name in ("scaps", "caps"):
        changes["caps"] = ("small" if name == "scaps" else "all") if on else "normal"
    elif name == "v":
        changes["hidden"] = on
    elif name == "expndtw":
        changes["spacing"] = _length(number)
    elif name == "expnd":
        changes["spacing"] = _length(number) * 5
    elif name == "deleted":
        state.deleted = on
    else:
        return False
    if changes:
        state.char = msgspec.structs.replace(state.char, **changes)
    return True


def paragraph_word(reader: Reader, name: str, number: int | None) -> bool:
    """A control word of paragraph format; False when it is none."""
    state = reader.state
    on = number != 0
    changes: dict[str, Any] = {}
    if name == "pard":
        state.reset_paragraph()
    elif name == "s":
        state.style = number or 0
    elif name in _ALIGNMENTS:
        changes["alignment"] = _ALIGNMENTS[name]
    elif name in _LENGTHS:
        changes[_LENGTHS[name]] = _length(number)
    elif name == "sl":
        state.exact_line = max(-_LIMIT, min(_LIMIT, number or 0))
    elif name == "slmult":
        state.line_multiple = number == 1
    elif name in _TAB_KINDS:
        state.tab = msgspec.structs.replace(state.tab, kind=_TAB_KINDS[name])
    elif name in _LEADERS:
        state.tab = msgspec.structs.replace(state.tab, leader=_LEADERS[name])
    elif name in ("tx", "tb"):
        tab = msgspec.structs.replace(state.tab, position=_length(number))
        state.tab = Tab(position=0.0)
        if name == "tx" and len(state.paragraph.tabs) < 64:
            changes["tabs"] = (*state.paragraph.tabs, tab)
    elif name in ("keep", "keepn", "pagebb"):
        field = {"keep": "keep_together", "keepn": "keep_with_next", "pagebb": "page_break_before"}
        changes[field[name]] = on
    elif name == "cbpat":
        changes["shading"] = reader.tables.color(number or 0)
    elif name == "outlinelevel":
        changes["level"] = number + 1 if number is not None and 0 <= number <= 8 else 0
    elif name in _BORDERS:
        state.border_target = _BORDERS[name]
        state.border_sides |= frozenset(_BORDERS[name])
    elif name in ("brdrnone", "brdrnil"):
        state.border_sides -= frozenset(state.border_target)
    elif name == "intbl":
        state.in_table = True
    elif name == "itap":
        state.nesting = max(0, min(99, number if number is not None else 1))
        state.in_table = state.in_table or state.nesting > 0
    elif name == "ls":
        state.list_id = number or 0
    elif name == "ilvl":
        state.list_level = max(0, min(8, number or 0))
    else:
        return False
    if changes:
        state.paragraph = msgspec.structs.replace(state.paragraph, **changes)
    return True


def font_word(reader: Reader, name: str, number: int | None) -> None:
    """A control word inside the font table."""
    if name == "f":
        reader.state.font = number or 0
    elif name == "fcharset":
        known = reader.tables.fonts.get(reader.state.font, ("", 0))
        if len(reader.tables.fonts) < 10_000:
            reader.tables.fonts[reader.state.font] = (known[0], number or 0)


def font_text(reader: Reader, data: bytes) -> None:
    """The name of a font and the semicolon behind it."""
    font = reader.state.font
    name, charset = reader.tables.fonts.get(font, ("", 0))
    codec = "cp1252" if charset == 2 else reader.tables.codec_of(font)
    text, _, _ = data.decode(codec, errors="replace").partition(";")
    if text.strip() and not name.endswith("\0") and len(reader.tables.fonts) < 10_000:
        reader.tables.fonts[font] = ((name + text).strip(), charset)


def picture_word(picture: PictureState, name: str, number: int | None) -> None:
    """A control word inside a picture."""
    kinds = {
        "pngblip": "png", "jpegblip": "jpg", "wmetafile": "wmf", "emfblip": "emf", "dibitmap": "dib", "macpict": "pict",
        "wbitmap": "ddb",
    }  # fmt: skip
    sizes = {"picw": "width", "pich": "height", "picwgoal": "goal_width", "pichgoal": "goal_height"}
    if name in kinds:
        picture.kind = kinds[name]
    elif name in sizes and number is not None:
        setattr(picture, sizes[name], max(0, min(number, 10 * _LIMIT)))
    elif name in ("picscalex", "picscaley") and number:
        setattr(picture, "scale_x" if name == "picscalex" else "scale_y", max(1, min(abs(number), 10_000)))


def paragraph_format(state: State) -> ParagraphFormat:
    """The paragraph format in force, in full."""
    paragraph = state.paragraph
    changes: dict[str, Any] = {}
    if state.exact_line and state.line_multiple:
        changes["line"] = abs(state.exact_line) / 240
    elif state.exact_line:
        changes["line"] = abs(state.exact_line) / TWIPS
        changes["line_rule"] = "exact" if state.exact_line < 0 else "least"
    sides = state.border_sides
    if len(sides) >= 3:
        changes["border"] = "box"
    elif "b" in sides:
        changes["border"] = "bottom"
    elif "t" in sides:
        changes["border"] = "top"
    return msgspec.structs.replace(paragraph, **changes) if changes else paragraph


def with_level(paragraph: ParagraphFormat, style: str) -> ParagraphFormat:
    """The format of a style with the outline level that its name implies: readers of 1995 know no other sign."""
    if paragraph.level:
        return paragraph
    level = next((entry.paragraph.level for entry in BUILT_IN if entry.name == style), 0)
    match = re.fullmatch(r"heading ([4-9])", style.casefold())
    return msgspec.structs.replace(paragraph, level=int(match[1]) if match else level)


def hyperlink(instruction: str) -> str:
    """The address in a HYPERLINK field; that of a bookmark begins with "#"."""
    rest = instruction[len("HYPERLINK") :]
    anchor = re.search(r'\\l\s+"?([^"]*)"?', rest)
    target = re.match(r'\s*(?:"([^"]*)"|([^"\\\s]\S*))', rest)
    address = (target[1] or target[2] or "") if target else ""
    address = address.replace("\\\\", "\\")
    return address + (f"#{anchor[1].strip()}" if anchor and anchor[1].strip() else "")


def symbol(data: bytes) -> str:
    """Signs of a symbol font as Unicode, as far as they are common as bullets; letters stay letters."""
    return "".join(_SYMBOLS.get(byte) or (chr(byte) if 32 <= byte < 127 else "•") for byte in data)


def time_text(parts: dict[str, int]) -> str:
    """A time as ISO 8601, "" when it is none."""
    year, month, day = parts.get("yr", 0), parts.get("mo", 1), parts.get("dy", 1)
    hour, minute, second = parts.get("hr", 0), parts.get("min", 0), parts.get("sec", 0)
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return ""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return ""
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"


def _page_word(reader: Reader, name: str, number: int | None) -> None:
    if reader.sections or (number is None and name != "titlepg"):
        return
    if name == "titlepg":
        changes: dict[str, Any] = {"different_first": number != 0}
    elif number is None:
        return
    elif name == "cols":
        changes = {"columns": max(1, min(45, number))}
    elif name in ("pgnstart", "pgnstarts"):
        changes = {"first_page": max(0, min(32767, number))}
    elif name in ("paperw", "paperh", "pgwsxn", "pghsxn"):
        changes = {_PAGE[name]: min(max(number, 1440), _LIMIT) / TWIPS}
    else:
        changes = {_PAGE[name]: _length(max(number, 0))}
    reader.page = msgspec.structs.replace(reader.page, **changes)


def _row_word(reader: Reader, name: str, number: int | None) -> bool:
    flow, state = reader.state.flow, reader.state
    shape = flow.shape
    if name == "trowd":
        flow.shape = RowShape()
    elif name == "cellx":
        shape.add_edge(max(-_LIMIT, min(_LIMIT, number or 0)))
        state.border_target = ""
    elif name == "trleft":
        shape.left = max(-_LIMIT, min(_LIMIT, number or 0))
    elif name == "trhdr":
        shape.is_header = True
    elif name in ("clvmgf", "clvmrg"):
        shape.next.merge = "first" if name == "clvmgf" else "next"
    elif name in ("clmgf", "clmrg"):
        shape.next.across = "first" if name == "clmgf" else "next"
    elif name == "clcbpat":
        shape.next.shading = reader.tables.color(number or 0)
    elif name.startswith(("clbrdr", "trbrdr")):
        state.border_target = "row"
    elif state.border_target == "row" and name == "brdrw":
        shape.border = max(shape.border, min(max(number or 0, 0), 255))
    elif state.border_target == "row" and name == "brdrs":
        shape.border = max(shape.border, 1)
    elif state.border_target == "row" and name in ("brdrnone", "brdrnil"):
        state.border_target = "none"
    else:
        return False
    return True


def _length(number: int | None) -> float:
    return max(-_LIMIT, min(_LIMIT, number or 0)) / TWIPS
