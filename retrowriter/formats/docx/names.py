"""Names and units of Office Open XML."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
V = "urn:schemas-microsoft-com:vml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = {"w": W, "r": R, "a": A, "wp": WP, "pic": PIC, "v": V}
# The strict dialect has other addresses for the same things.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP.encode()),
)

EMU = 12700
HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff", "blue": "#0000ff",
    "red": "#ff0000", "darkBlue": "#000080", "darkCyan": "#008080", "darkGreen": "#008000", "darkMagenta": "#800080",
    "darkRed": "#800000", "darkYellow": "#808000", "darkGray": "#808080", "lightGray": "#c0c0c0", "black": "#000000",
    "white": "#ffffff",
}  # fmt: skip
NUMBER_FORMATS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
ALIGNMENTS = {"left": "left", "center": "center", "right": "right", "justify": "both"}
INSTRUCTIONS = {
    "page": "PAGE", "pages": "NUMPAGES", "date": "DATE", "time": "TIME", "file": "FILENAME", "title": "TITLE",
}  # fmt: skip


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def value(parent: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """An attribute of a child element; None when there is no such child or attribute."""
    child = parent.find(w(name)) if parent is not None else None
    return child.get(w(attribute)) if child is not None else None


def switch(parent: etree._Element, name: str) -> bool | None:
    """Whether an on/off property is on; None when it isn't named."""
    child = parent.find(w(name))
    if child is None:
        return None
    return child.get(w("val"), "true").lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """A whole number as a file has it, within sense; the default for anything else."""
    if text is None:
        return default
    try:
        return max(-10_000_000, min(10_000_000, round(float(text))))
    except (ValueError, OverflowError):
        return default


def points(text: str | None) -> float:
    """A length in twentieths of a point, or with a unit, in points."""
    if text and text.endswith("pt"):
        return float(number(text[:-2]))
    return max(-1584.0, min(1584.0, number(text) / 20))


def color(text: str | None) -> str:
    """A colour, "" for automatic ones."""
    if text and len(text) == 6 and all(char in "0123456789abcdefABCDEF" for char in text):
        return f"#{text.lower()}"
    return ""
