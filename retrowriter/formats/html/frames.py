"""What is in force inside an open element."""

from collections.abc import Mapping

import msgspec

from retrowriter.document.model import CharFormat, ListKind, ParagraphFormat
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats.html import css
from retrowriter.formats.lists import LEVELS, Look, look, pattern

_MARKS = {
    "decimal": "1", "1": "1", "lower-alpha": "a", "lower-latin": "a", "a": "a", "upper-alpha": "A", "upper-latin": "A",
    "A": "A", "lower-roman": "i", "i": "i", "upper-roman": "I", "I": "I",
}  # fmt: skip
_BULLETS = {"disc": "•", "circle": "o", "square": "■"}
_MAX_START = 32767


class ListFrame(msgspec.Struct):
    """A list that is open; kind "": one without marks.

    Attributes:
        start: the number of its next item, 0 = it goes on.
        style: of the paragraphs around the outermost list; what an item has for itself counts in no list within it.
    """

    kind: ListKind
    level: int = 0
    look: str = ""
    start: int = 0
    style: str = "Normal"

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str], inline: str, around: "Frame") -> "ListFrame":
        """The list that an element begins."""
        outer = around.list
        level = min(outer.level + 1, LEVELS - 1) if outer is not None else 0
        style = outer.style if outer is not None else around.style
        rules = css.parse(inline)
        kind = attributes.get("type", "") or rules.get("list-style-type", "") or rules.get("list-style", "")
        if kind.lower().startswith("none"):
            return cls("", level, style=style)
        if tag == "ol":
            mark = _MARKS.get(kind, _MARKS.get(kind.lower(), "1"))
            own = attributes.get("data-look", "")[:16]
            found = look("number", own, level) if own else Look(mark, "", ".")
            return cls("number", level, pattern(found, level), whole(attributes.get("start", ""), 1), style)
        quoted = css.first_name(kind).strip() if kind[:1] in "'\"" and kind else ""
        return cls("bullet", level, pattern(Look("", _BULLETS.get(kind.lower(), quoted)), level), style=style)


class Item(msgspec.Struct):
    """An item of a list. `start`: its number where it begins a list; used: its paragraph has been made."""

    list: ListFrame
    start: int = 0
    used: bool = False


class Frame(msgspec.Struct):
    """An open element, with what its content inherits.

    Attributes:
        char, paragraph: formats in full; style: of the paragraphs in it.
        css: declarations of the elements around, as far as they are of characters.
        in_paragraph: the innermost block is a paragraph, not one that holds some.
        white: how white space counts, as CSS says it.
        left, alignment: what paragraphs in it inherit.
        opened: "cell", "note" or "apart" where this element has its content elsewhere; note: the name of the note, or
            "header" or "footer".
        breaks: the class of an element after which the page ends.
    """

    tag: str
    char: CharFormat = BUILT_IN[0].char
    paragraph: ParagraphFormat = BUILT_IN[0].paragraph
    style: str = "Normal"
    css: tuple[str, ...] = ()
    in_paragraph: bool = False
    white: str = "normal"
    link: str = ""
    left: float = 0.0
    alignment: str = ""
    list: ListFrame | None = None
    item: Item | None = None
    opened: str = ""
    note: str = ""
    breaks: str = ""


def whole(text: str, default: int) -> int:
    """A number as an attribute has it, within sense."""
    digits = text.strip()
    return max(0, min(int(digits[:6]), _MAX_START)) if digits.isdecimal() and digits.isascii() else default
