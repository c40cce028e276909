"""What the elements of HTML are, and the formats that browsers give them, as CSS."""

from collections.abc import Mapping

from retrowriter.formats.html import css

VOID = frozenset((
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
))  # fmt: skip
# Elements that are left out with what is in them, and what they are called when that is said.
APART: dict[str, str] = {
    "script": "scripts", "noscript": "", "template": "", "object": "embedded objects", "applet": "embedded objects",
    "embed": "embedded objects", "iframe": "embedded objects", "video": "embedded objects", "audio": "embedded objects",
    "canvas": "embedded objects", "svg": "embedded objects", "math": "embedded objects", "input": "forms",
    "select": "forms", "textarea": "forms", "button": "forms", "datalist": "forms",
}  # fmt: skip
# Elements that are paragraphs, and those that hold some.
PARAGRAPHS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "listing", "xmp", "plaintext", "blockquote", "li", "dt", "dd",
    "address", "caption", "figcaption", "legend", "summary",
))  # fmt: skip
BLOCKS = PARAGRAPHS | frozenset((
    "div", "center", "ul", "ol", "dir", "menu", "dl", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "form",
    "fieldset", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "details", "hgroup",
))  # fmt: skip

_BOLD, _ITALIC, _TYPEWRITER = "font-weight:bold", "font-style:italic", "font-family:'Courier New'"
_LOOKS: dict[str, str] = {
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn", "address"), _ITALIC),
    **dict.fromkeys(("u", "ins"), "text-decoration:underline"),
    **dict.fromkeys(("s", "strike", "del"), "text-decoration:line-through"),
    **dict.fromkeys(("tt", "code", "kbd", "samp"), _TYPEWRITER),
    "sup": "vertical-align:super", "sub": "vertical-align:sub", "big": "font-size:larger", "small": "font-size:smaller",
    "mark": "background-color:#ffff00", "center": "text-align:center", "dd": "margin-left:36pt",
    "th": "font-weight:bold;text-align:center", "pre": "white-space:pre", "listing": "white-space:pre",
    "xmp": "white-space:pre", "plaintext": "white-space:pre", "nobr": "white-space:nowrap",
}  # fmt: skip
_FONT_SIZES = ("7.5pt", "10pt", "12pt", "13.5pt", "18pt", "24pt", "36pt")


def as_css(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """What an element and its attributes of old look like."""
    out = [_LOOKS[tag]] if tag in _LOOKS else []
    if tag == "a" and attributes.get("href"):
        out.append("color:#0000ff;text-decoration:underline")
    if tag == "font":
        if attributes.get("face"):
            out.append(f"font-family:{css.quoted(attributes['face'].split(',')[0].strip()[:80])}")
        if attributes.get("color"):
            out.append(f"color:{attributes['color'][:40]}")
        size = _font_size(attributes.get("size", ""))
        if size:
            out.append(f"font-size:{size}")
    if attributes.get("align") and tag not in ("table", "img"):
        out.append(f"text-align:{attributes['align'][:20]}")
    return out


def _font_size(value: str) -> str:
    sign, digits = value[:1], value.lstrip("+-")
    if not digits.isdecimal() or len(digits) > 3:
        return ""
    step = int(digits)
    place = 3 + step if sign == "+" else 3 - step if sign == "-" else step
    return _FONT_SIZES[max(1, min(place, 7)) - 1]
