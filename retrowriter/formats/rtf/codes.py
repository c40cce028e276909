"""The pieces of an RTF file that need nothing but their own values."""

import re
import unicodedata

from retrowriter.document.model import CharFormat, PageSetup, ParagraphFormat
from retrowriter.formats.flow import LIST_INDENT, TWIPS
from retrowriter.formats.lists import LEVELS, Lists, Look, look

NO_STYLE = 222
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_PLAIN = re.compile(r"[ -\[\]-z|~]*")
_FAMILIES = {
    "Times New Roman": "roman", "Arial": "swiss", "Courier New": "modern", "Symbol": "tech", "Wingdings": "nil",
    "Helvetica": "swiss", "MS Sans Serif": "swiss", "Courier": "modern", "Century Schoolbook": "roman",
}  # fmt: skip
_SIGNS = {
    "\t": "\\tab ", "\u2028": "\\line ", "\n": "\\line ", "\u00a0": "\\~", "\u00ad": "\\-", "\u2011": "\\_",
    "\\": "\\\\", "{": "\\{", "}": "\\}",
}  # fmt: skip
_ALIGNMENTS = {"left": "\\ql", "center": "\\qc", "right": "\\qr", "justify": "\\qj"}
_UNDERLINES = {"none": "\\ulnone", "single": "\\ul", "double": "\\uldb", "words": "\\ulw"}
_TAB_KINDS = {"left": "", "center": "\\tqc", "right": "\\tqr", "decimal": "\\tqdec"}
_LEADERS = {"": "", ".": "\\tldot", "-": "\\tlhyph", "_": "\\tlul"}
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
_LINE = "\\brdrs\\brdrw10\\brsp20"


def escape(text: str) -> str:
    """Text as RTF: ASCII as it is, Windows characters as \\'xx, all others as \\uN with a stand-in for old readers."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(_escape_char, text))


def twips(points: float) -> int:
    """A length in twentieths of a point, within what readers accept."""
    return max(-31680, min(31680, round(points * TWIPS)))


def is_color(value: str) -> bool:
    """Whether the value is a colour and not automatic."""
    return bool(_COLOR.fullmatch(value))


def hyperlink(link: str) -> str:
    """The instruction of a field that leads to a link."""
    address, _, anchor = link.partition("#")
    clean = address.replace("\\", "\\\\").replace('"', "%22")
    parts = ["HYPERLINK", f'"{clean}"' if clean else "", f'\\l "{anchor.replace(chr(34), "%22")}"' if anchor else ""]
    return " ".join(part for part in parts if part)


def char_changes(base: CharFormat, char: CharFormat) -> str:
    """What turns one character format into another, without font and colours."""
    out: list[str] = []
    if char.size != base.size and char.size:
        out.append(f"\\fs{max(2, min(3276, round(char.size * 2)))}")
    for name, code in (("bold", "\\b"), ("italic", "\\i"), ("strike", "\\strike"), ("hidden", "\\v")):
        if bool(getattr(char, name)) != bool(getattr(base, name)):
            out.append(code if getattr(char, name) else f"{code}0")
    if char.underline != base.underline:
        out.append(_UNDERLINES[char.underline])
    if char.script != base.script:
        out.append({"super": "\\super", "sub": "\\sub"}.get(char.script, "\\nosupersub"))
    if char.caps != base.caps:
        out.append({"small": "\\scaps", "all": "\\caps"}.get(char.caps, "\\scaps0\\caps0"))
    if char.spacing != base.spacing:
        # Word 6 counts in quarters of a point, and later ones in twips.
        out.append(f"\\expnd{round(char.spacing * 4)}\\expndtw{twips(char.spacing)}")
    return "".join(out)


def paragraph(full: ParagraphFormat) -> str:
    """A paragraph format in full, without its shading."""
    out = [_ALIGNMENTS[full.alignment or "left"]]
    lengths = {"\\li": full.left, "\\ri": full.right, "\\fi": full.first, "\\sb": full.before, "\\sa": full.after}
    out += [f"{code}{twips(value)}" for code, value in lengths.items() if value]
    if full.line_rule == "multiple":
        if full.line not in (None, 1.0):
            out.append(f"\\sl{max(1, min(31680, round((full.line or 1.0) * 240)))}\\slmult1")
    else:
        height = max(1, twips(full.line or 12.0))
        out.append(f"\\sl{-height if full.line_rule == 'exact' else height}\\slmult0")
    out.append("\\keep" if full.keep_together else "")
    out.append("\\keepn" if full.keep_with_next else "")
    out.append("\\pagebb" if full.page_break_before else "")
    sides = {"box": "\\box", "top": "\\brdrt", "bottom": "\\brdrb"}.get(full.border)
    out.append(f"{sides}{_LINE}" if sides else "")
    out += [f"{_TAB_KINDS[tab.kind]}{_LEADERS[tab.leader]}\\tx{twips(tab.position)}" for tab in full.tabs]
    out.append(f"\\outlinelevel{min(full.level, 9) - 1}" if full.level > 0 else "")
    return "".join(out)


def page(setup: PageSetup) -> str:
    """The paper, for the document and for its first section."""
    lengths = {
        "paperw": setup.width, "paperh": setup.height, "margl": setup.left, "margr": setup.right, "margt": setup.top,
        "margb": setup.bottom,
    }  # fmt: skip
    out = [f"\\{word}{twips(value)}" for word, value in lengths.items()]
    out.append("\\ftnbj")
    if setup.width > setup.height:
        out.append("\\landscape")
    if setup.first_page != 1:
        out.append(f"\\pgnstart{max(0, min(32767, setup.first_page))}")
    out.append(f"\\sectd\\headery{twips(setup.header)}\\footery{twips(setup.footer)}")
    if setup.first_page != 1:
        out.append(f"\\pgnrestart\\pgnstarts{max(0, min(32767, setup.first_page))}")
    if setup.different_first:
        out.append("\\titlepg")
    if setup.columns > 1:
        out.append(f"\\cols{min(setup.columns, 45)}\\colsx{twips(setup.column_gap)}")
    return "".join(out) + "\n"


def font_table(fonts: dict[str, int]) -> str:
    """The table of fonts."""
    entries = [
        f"{{\\f{number}\\f{_FAMILIES.get(name, 'nil')}\\fcharset{2 if name in ('Symbol', 'Wingdings') else 0} "
        f"{escape(name.replace(';', ' ').translate(_NO_CONTROL))};}}"
        for name, number in fonts.items()
    ]
    return "{\\fonttbl" + "".join(entries) + "}\n"


def color_table(colors: dict[str, int]) -> str:
    """The table of colours."""
    entries = []
    for value in colors:
        if value:
            red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
            entries.append(f"\\red{red}\\green{green}\\blue{blue}")
        else:
            entries.append("")
    return "{\\colortbl" + "".join(f"{entry};" for entry in entries) + "}\n"


def list_tables(lists: Lists) -> str:
    """The lists and their uses, which \\lsN names from 1 on."""
    if not lists.definitions:
        return ""
    definitions = ""
    for number, (kind, pattern) in enumerate(lists.definitions, 1):
        levels = "".join(_level(level, look(kind, pattern, level)) for level in range(LEVELS))
        definitions += f"{{\\list\\listtemplateid{number}{levels}\\listid{number}}}\n"
    overrides = ""
    for number, use in enumerate(lists.uses, 1):
        again = ""
        if use.start:
            again = "{\\lfolevel}" * use.level + f"{{\\lfolevel\\listoverridestartat\\levelstartat{use.start}}}"
        count = use.level + 1 if use.start else 0
        overrides += f"{{\\listoverride\\listid{use.definition + 1}\\listoverridecount{count}{again}\\ls{number}}}"
    return f"{{\\*\\listtable{definitions}}}\n{{\\*\\listoverridetable{overrides}}}\n"


def old_list(found: Look, start: int) -> str:
    """A list for Word 6 and WordPad."""
    before = f"{{\\pntxtb {escape(found.before)}}}" if found.before else ""
    if not found.mark:
        return f"{{\\*\\pn\\pnlvlblt\\pnindent360{before}}}"
    kind = {"1": "pndec", "I": "pnucrm", "i": "pnlcrm", "A": "pnucltr", "a": "pnlcltr"}[found.mark]
    after = f"{{\\pntxta {escape(found.after)}}}" if found.after else ""
    return f"{{\\*\\pn\\pnlvlbody\\{kind}\\pnstart{start}\\pnindent360{before}{after}}}"


def time(word: str, value: str) -> str:
    """A time of the document's information."""
    match = _TIME.match(value)
    if match is None:
        return ""
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    return f"{{\\{word}\\yr{year}\\mo{month}\\dy{day}\\hr{hour}\\min{minute}\\sec{second}}}"


def file_style_name(name: str) -> str:
    """The name of a style as Word writes it."""
    clean = name.translate(_NO_CONTROL).replace(";", " ").replace(",", " ")
    return clean.lower() if re.fullmatch(r"Heading [1-9]", clean) else clean


_NO_CONTROL = dict.fromkeys(range(32), None)


def _level(level: int, found: Look) -> str:
    indent = twips(LIST_INDENT * (level + 1))
    kind = {"1": 0, "I": 1, "i": 2, "A": 3, "a": 4, "": 23}[found.mark]
    place = f"\\'{level:02x}" if found.mark else ""
    length = len(found.before) + len(found.after) + (1 if found.mark else 0)
    numbers = f"\\'{len(found.before) + 1:02x}" if found.mark else ""
    return (
        f"{{\\listlevel\\levelnfc{kind}\\leveljc0\\levelfollow0\\levelstartat1\\levelspace0\\levelindent0"
        f"{{\\leveltext\\'{length:02x}{escape(found.before)}{place}{escape(found.after)};}}{{\\levelnumbers{numbers};}}"
        f"\\fi-{twips(LIST_INDENT)}\\li{indent}}}"
    )


def _escape_char(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char
    if code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF:
        return ""
    try:
        return f"\\'{char.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        pass
    stand_in = "".join(part for part in unicodedata.normalize("NFKD", char) if "\x20" <= part < "\x7f")[:1]
    stand_in = stand_in if stand_in not in ("", "\\", "{", "}") else "?"
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{_signed(0xD800 + (code >> 10))}?\\u{_signed(0xDC00 + (code & 0x3FF))}?"
    # A digit would be read as one more of the number.
    gap = " " if stand_in.isdigit() else ""
    return f"\\u{_signed(code)}{gap}{stand_in}"


def _signed(code: int) -> int:
    return code - 65536 if code > 32767 else code
