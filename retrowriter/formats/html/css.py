"""Formats as CSS: declarations laid over formats in full, and formats as declarations.

What CSS has no property for stands in properties of the document's own, which begin with two hyphens.
"""

import functools
import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec
import tinycss2
import tinycss2.ast
import tinycss2.color3

from retrowriter.document.model import Alignment, Border, CharFormat, LineRule, ParagraphFormat, Underline

NAME, BASED_ON, NEXT, HIGHLIGHT = "--name", "--based-on", "--next", "--highlight"

_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "q": 72 / 101.6}
_RELATIVE = {"em": 1.0, "rem": 1.0, "ex": 0.5, "%": 0.01}
_SIZES = {
    "xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0, "xx-large": 24.0,
}  # fmt: skip
_NUMBER = re.compile(r"\s*([+-]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9}))\s*([a-z%]*)\s*", re.ASCII)
_LINE_WIDTHS = {"thin": 0.75, "medium": 2.25, "thick": 3.75}
_SIDES = ("top", "right", "bottom", "left")
_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "justify",
}  # fmt: skip
_INHERITED = frozenset((
    "font-family", "font-size", "font-weight", "font-style", "font-variant", "text-transform", "text-decoration",
    "text-decoration-line", "text-decoration-skip", "color", "letter-spacing",
))  # fmt: skip
_MAX_TEXT = 10_000
_MAX_SELECTORS = 20_000
_SELECTOR = re.compile(r"(\*|[a-zA-Z][a-zA-Z0-9]*)?(?:\.([\w-]+))?")


class Sheet:
    """The rules of style sheets whose selectors are a tag, a class, or a tag with a class; others are left out."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], str] = {}

    def add(self, source: str) -> None:
        """Adds a style sheet."""
        for rule in tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            declarations = _text(rule.content)[:_MAX_TEXT]
            for selector in _text(rule.prelude).split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found is None or len(self._rules) >= _MAX_SELECTORS or not (found[1] or found[2]):
                    continue
                key = ((found[1] or "").lower().replace("*", ""), found[2] or "")
                before = self._rules.get(key, "")
                self._rules[key] = f"{before};{declarations}"[-_MAX_TEXT:] if before else declarations

    @property
    def classes(self) -> dict[str, str]:
        """The declarations of classes, whatever the tag."""
        return {name: text for (tag, name), text in self._rules.items() if not tag and name}

    def of_tag(self, tag: str) -> str:
        """What is declared for a tag."""
        return self._rules.get((tag, ""), "")

    def of(self, tag: str, classes: list[str], with_tag: bool = True) -> list[str]:
        """What is declared for an element, the weaker first; with_tag: also what is said of all with its tag."""
        keys = [
            ("", ""),
            (tag if with_tag else "", ""),
            *(("", name) for name in classes),
            *((tag, name) for name in classes),
        ]
        return [self._rules[key] for key in keys if key in self._rules]


@functools.lru_cache(maxsize=4096)
def parse(source: str) -> Mapping[str, str]:
    """Declarations by their names, in lower case but for what is in quotes."""
    found: dict[str, str] = {}
    for declaration in tinycss2.parse_blocks_contents(source[:_MAX_TEXT], skip_comments=True, skip_whitespace=True):
        if declaration.type == "declaration":
            found[declaration.lower_name] = _text(declaration.value)
    return found


@functools.lru_cache(maxsize=4096)
def of_text(source: str) -> str:
    """Those of the declarations for a block that its text inherits."""
    return joined({name: value for name, value in parse(source).items() if name in _INHERITED})


def first_name(value: str) -> str:
    """The first of a list of names, without quotes: a font's family, a style's name."""
    words: list[str] = []
    for token in tinycss2.parse_component_value_list(value):
        if token.type == "string":
            return str(token.value)
        if token.type == "ident":
            words.append(token.value)
        elif token.type not in ("whitespace", "comment"):
            break
    return " ".join(words)


def length(value: str, size: float = 12.0) -> float | None:
    """A length in points; `size`: what relative ones are measured by. None for anything else."""
    found = _NUMBER.fullmatch(value.lower())
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit in _RELATIVE:
        number *= _RELATIVE[unit] * size
    elif unit or number:
        number *= _UNITS.get(unit, 0.75)
    return max(-1584.0, min(1584.0, round(number, 3)))


def color(value: str) -> str:
    """A colour, "" for automatic and transparent ones."""
    found = tinycss2.color3.parse_color(value)
    if found is None or isinstance(found, str) or not found.alpha:
        return ""
    return "#" + "".join(f"{max(0, min(255, round(part * 255))):02x}" for part in found[:3])


@functools.lru_cache(maxsize=8192)
def char_over(base: CharFormat, source: str) -> CharFormat:
    """What declarations make of a character format in full."""
    rules = parse(source)
    changes: dict[str, Any] = {}
    for name, value in rules.items():
        plain = value.lower()
        if name == "font-family":
            changes["font"] = first_name(value) or base.font
        elif name == "font-size":
            size = _font_size(plain, base.size or 12.0)
            changes["size"] = base.size if size is None else size
        elif name == "font-weight":
            changes["bold"] = plain in ("bold", "bolder") or (plain.isdecimal() and int(plain[:4]) >= 600)
        elif name == "font-style":
            changes["italic"] = plain.startswith(("italic", "oblique"))
        elif name in ("text-decoration", "text-decoration-line"):
            changes |= _decoration(plain)
        elif name == "text-decoration-skip" and plain == "spaces":
            changes["underline"] = "words"
        elif name == "color":
            changes["color"] = color(plain)
        elif name in ("background", "background-color"):
            changes["highlight"] = color(plain.split(" ")[0] if name == "background" else plain)
        elif name == "vertical-align":
            changes["script"] = {"super": "super", "sub": "sub"}.get(plain, "normal")
        elif name == "letter-spacing":
            changes["spacing"] = length(plain, base.size or 12.0) or 0.0
        elif name == "display" and plain == "none":
            changes["hidden"] = True
        elif name == "visibility" and plain == "visible":
            changes["hidden"] = False
    if "font-variant" in rules or "text-transform" in rules:
        upper, small = rules.get("text-transform", "").lower(), rules.get("font-variant", "").lower()
        changes["caps"] = "all" if upper == "uppercase" else "small" if small == "small-caps" else "normal"
    return msgspec.structs.replace(base, **changes)


@functools.lru_cache(maxsize=4096)
def paragraph_over(base: ParagraphFormat, source: str, size: float = 12.0) -> ParagraphFormat:
    """What declarations make of a paragraph's format in full."""
    rules = dict(parse(source))
    changes: dict[str, Any] = {}
    margins = rules.pop("margin", "").split()
    if 1 <= len(margins) <= 4:
        spread = margins + margins[len(margins) - 2 :] if len(margins) == 2 else margins
        places = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(margins)]
        rules = {f"margin-{side}": spread[at] for side, at in zip(_SIDES, places, strict=True)} | rules
    fields = {
        "margin-left": "left", "margin-right": "right", "margin-top": "before", "margin-bottom": "after",
        "text-indent": "first",
    }  # fmt: skip
    for name, value in rules.items():
        plain = value.lower()
        if name in fields:
            found = length(plain, size)
            if found is not None:
                changes[fields[name]] = found if name in ("margin-left", "margin-right", "text-indent") else abs(found)
        elif name == "text-align" and plain in _ALIGNMENTS:
            changes["alignment"] = _ALIGNMENTS[plain]
        elif name == "line-height":
            changes |= _line_height(plain, rules.get("--line-rule", ""))
        elif name in ("background", "background-color"):
            changes["shading"] = color(plain.split(" ")[0] if name == "background" else plain)
        elif name in ("page-break-inside", "break-inside"):
            changes["keep_together"] = plain.startswith("avoid")
        elif name in ("page-break-after", "break-after") and not breaks(plain):
            changes["keep_with_next"] = plain.startswith("avoid")
        elif name in ("page-break-before", "break-before"):
            changes["page_break_before"] = breaks(plain)
        elif name == "--level" and plain.isdecimal():
            changes["level"] = min(int(plain[:4]), 9)
    lines = {side: line_width(rules[f"border-{side}"]) for side in _SIDES if f"border-{side}" in rules}
    if "border" in rules:
        lines = dict.fromkeys(_SIDES, line_width(rules["border"])) | lines
    if lines:
        top, bottom = lines.get("top", 0.0) > 0, lines.get("bottom", 0.0) > 0
        names: dict[tuple[bool, bool], Border] = {(True, True): "box", (True, False): "top", (False, True): "bottom"}
        changes["border"] = names.get((top, bottom), "")
    return msgspec.structs.replace(base, **changes)


def line_width(value: str) -> float:
    """The width of a line that a border draws, in points."""
    words = value.lower().split()
    if not words or "none" in words or "hidden" in words:
        return 0.0
    for word in words:
        found = _LINE_WIDTHS.get(word, length(word) if word[0].isdecimal() or word[0] == "." else None)
        if found is not None:
            return max(0.0, found)
    return _LINE_WIDTHS["medium"]


def breaks(value: str) -> bool:
    """Whether a value of a break property ends the page."""
    return value in ("always", "page", "left", "right", "recto", "verso")


def quoted(name: str) -> str:
    """A name as a string of CSS, in single quotes, since it stands in attributes."""
    return "'" + "".join(f"\\{ord(char):x} " if char in "\\'\"<>&\n\r\f" else char for char in name) + "'"


def points(value: float) -> str:
    """A length."""
    return f"{round(value, 2):g}pt" if round(value, 2) else "0"


def font_family(name: str) -> str:
    """A family with what stands in for it elsewhere."""
    plain = name.lower()
    if "courier" in plain or "mono" in plain or "fixed" in plain or "typewriter" in plain:
        return f"{quoted(name)},monospace"
    is_plain = any(word in plain for word in ("arial", "helvetica", "sans", "tahoma", "verdana", "system"))
    return f"{quoted(name)},{'sans-serif' if is_plain else 'serif'}"


def char_css(base: CharFormat, full: CharFormat) -> dict[str, str]:
    """The declarations that make one character format out of another; emphasis, lines and scripts among them."""
    out: dict[str, str] = {}
    if full.font != base.font and full.font:
        out["font-family"] = font_family(full.font)
    if full.size != base.size and full.size:
        out["font-size"] = points(full.size)
    if bool(full.bold) != bool(base.bold):
        out["font-weight"] = "bold" if full.bold else "normal"
    if bool(full.italic) != bool(base.italic):
        out["font-style"] = "italic" if full.italic else "normal"
    if (full.underline, full.strike) != (base.underline, base.strike):
        out |= decoration_css(full.underline, full.strike)
    if full.color != base.color:
        out["color"] = full.color or "initial"
    if full.highlight != base.highlight:
        out["background-color"] = full.highlight or "transparent"
    if full.script != base.script:
        out["vertical-align"] = {"super": "super", "sub": "sub"}.get(full.script, "baseline")
    if full.caps != base.caps:
        if "small" in (full.caps, base.caps):
            out["font-variant"] = "small-caps" if full.caps == "small" else "normal"
        if "all" in (full.caps, base.caps):
            out["text-transform"] = "uppercase" if full.caps == "all" else "none"
    if full.hidden != base.hidden:
        out["display" if full.hidden else "visibility"] = "none" if full.hidden else "visible"
    if full.spacing != base.spacing:
        out["letter-spacing"] = points(full.spacing)
    return out


def decoration_css(underline: Underline, strike: bool) -> dict[str, str]:
    """Lines under and through text."""
    words = ["underline"] if underline != "none" else []
    words += ["line-through"] if strike else []
    words += ["double"] if underline == "double" else []
    out = {"text-decoration": " ".join(words) or "none"}
    return out | {"text-decoration-skip": "spaces"} if underline == "words" else out


def paragraph_css(base: ParagraphFormat | None, full: ParagraphFormat) -> dict[str, str]:
    """The declarations that make one paragraph format out of another, or of a browser's own idea of one (None)."""
    out: dict[str, str] = {}
    before = base or ParagraphFormat(alignment="left", first=0.0, line=1.0)
    if base is None:
        sides = (full.before, full.right, full.after, full.left)
        # Each with its unit, without which LibreOffice counts them wrongly.
        out["margin"] = " ".join(f"{round(side or 0.0, 2):g}pt" for side in sides)
    else:
        for field, side in (("before", "top"), ("right", "right"), ("after", "bottom"), ("left", "left")):
            if (getattr(full, field) or 0.0) != (getattr(base, field) or 0.0):
                out[f"margin-{side}"] = points(getattr(full, field) or 0.0)
    if (full.first or 0.0) != (before.first or 0.0):
        out["text-indent"] = points(full.first or 0.0)
    if full.alignment != before.alignment:
        out["text-align"] = full.alignment or "left"
    if (full.line or 1.0, full.line_rule) != (before.line or 1.0, before.line_rule):
        line = full.line or 1.0
        usual = full.line_rule == "multiple"
        out["line-height"] = ("normal" if line == 1.0 else f"{round(line * 100, 1):g}%") if usual else points(line)
    if full.shading != before.shading:
        out["background-color"] = full.shading or "transparent"
    if full.border != before.border:
        out["border"] = "0.75pt solid" if full.border == "box" else "none"
        if full.border in ("top", "bottom"):
            out[f"border-{full.border}"] = "0.75pt solid"
    for field, name, on, off in (
        ("keep_together", "page-break-inside", "avoid", "auto"),
        ("keep_with_next", "page-break-after", "avoid", "auto"),
        ("page_break_before", "page-break-before", "always", "auto"),
    ):
        if getattr(full, field) != getattr(before, field):
            out[name] = on if getattr(full, field) else off
    # Behind the others, since not all readers get over them.
    if out.get("line-height", "") and full.line_rule == "exact":
        out["--line-rule"] = "exact"
    if full.level != before.level:
        out["--level"] = str(full.level)
    return out


def joined(rules: Mapping[str, str]) -> str:
    """Declarations as the text of a style attribute."""
    return ";".join(f"{name}:{value}" for name, value in rules.items())


def _text(nodes: list[tinycss2.ast.Node]) -> str:
    try:
        return str(tinycss2.serialize(nodes)).strip()
    except RecursionError:
        # Brackets in brackets without end.
        return ""


def _font_size(value: str, size: float) -> float | None:
    if value in _SIZES:
        return _SIZES[value]
    if value in ("smaller", "larger"):
        found: float | None = size * (1.2 if value == "larger" else 1 / 1.2)
    else:
        found = length(value, size)
    return None if found is None or found <= 0 else max(1.0, round(found * 2) / 2)


def _decoration(value: str) -> dict[str, Any]:
    words = value.split()
    out: dict[str, Any] = {}
    if "underline" in words:
        out["underline"] = "double" if "double" in words else "single"
    if "line-through" in words:
        out["strike"] = True
    return out or {"underline": "none", "strike": False}


def _line_height(value: str, rule: str) -> dict[str, Any]:
    kind: LineRule = "multiple"
    if value == "normal":
        return {"line": 1.0, "line_rule": kind}
    found = _NUMBER.fullmatch(value)
    if found is None:
        return {}
    number, unit = float(found[1]), found[2]
    if unit in ("", "%", "em"):
        factor = number / 100 if unit == "%" else number
        return {"line": round(min(max(factor, 0.06), 132.0), 4), "line_rule": kind}
    kind = "exact" if rule == "exact" else "least"
    return {"line": min(max(cast(float, length(value)), 1.0), 1584.0), "line_rule": kind}
