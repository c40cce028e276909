"""Names, lengths and colours of OpenDocument."""

import re

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
VERSION = ' office:version="1.3"'
MIME = "application/vnd.oasis.opendocument.text"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
FIELDS = {
    "page": "page-number", "pages": "page-count", "date": "date", "time": "time", "file": "file-name", "title": "title",
}  # fmt: skip

_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(pt|in|cm|mm|pc|px)")
_COLOR = re.compile("#[0-9a-fA-F]{6}")
_MAX = 1584.0


def q(name: str) -> str:
    """The full name of an element or attribute given with its prefix."""
    prefix, _, rest = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{rest}"


def points(text: str | None) -> float | None:
    """A length in points, None for anything else."""
    found = _LENGTH.fullmatch((text or "").strip())
    return None if found is None else max(-_MAX, min(_MAX, round(float(found[1]) * _UNITS[found[2]], 2)))


def percent(text: str | None) -> float | None:
    """A percentage as a factor, None for anything else."""
    try:
        return float((text or "")[:-1]) / 100 if text and text.endswith("%") and len(text) < 12 else None
    except ValueError:
        return None


def length(value: float) -> str:
    """A length in points, as a file has it."""
    return f"{round(value, 2):g}pt"


def color(text: str | None) -> str:
    """A colour, "" for automatic ones."""
    return text.lower() if text and _COLOR.fullmatch(text) else ""


def whole(text: str | None, default: int, most: int = 32767) -> int:
    """A number within sense."""
    digits = (text or "").strip()
    return min(int(digits[:9]), most) if digits.isdecimal() and digits.isascii() else default


def style_name(name: str) -> str:
    """The name of a style as an XML name: "Heading 1" is Heading_20_1, and Normal is what all call Standard."""
    if name == "Normal":
        return "Standard"
    out = "".join(char if char.isalnum() and char.isascii() else f"_{ord(char):x}_" for char in name)
    return out if out[:1].isalpha() else f"_{out}"
