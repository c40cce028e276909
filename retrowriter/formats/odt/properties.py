"""Formats of OpenDocument: elements <-> formats in full, laid over what they inherit."""

from typing import Any

import msgspec
from lxml import etree

from retrowriter.document.model import Alignment, Border, CharFormat, Leader, ParagraphFormat, Tab, TabKind
from retrowriter.formats.markup import element
from retrowriter.formats.odt.names import color, length, percent, points, q

_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "justify",
}  # fmt: skip
_TAB_KINDS: dict[str, TabKind] = {"left": "left", "center": "center", "right": "right", "char": "decimal"}
_TAB_NAMES = {kind: name for name, kind in _TAB_KINDS.items()}
_LEADERS: dict[str, Leader] = {"dotted": ".", "dash": "-", "solid": "_"}
_LEADER_NAMES = {leader: name for name, leader in _LEADERS.items()}
_LENGTHS = {
    "fo:margin-left": "left", "fo:margin-right": "right", "fo:margin-top": "before", "fo:margin-bottom": "after",
    "fo:text-indent": "first",
}  # fmt: skip
_SIDES = ("top", "bottom", "left", "right")
_LINE = "0.75pt solid #000000"


def char_over(base: CharFormat, found: etree._Element | None, fonts: dict[str, str]) -> CharFormat:
    """What <style:text-properties> makes of a format in full; `fonts`: families by the names of their declarations."""
    if found is None:
        return base
    changes: dict[str, Any] = {}
    for name, value in found.attrib.items():
        _char(str(name), str(value), base, fonts, changes)
    if found.get(q("style:use-window-font-color")) == "true" and found.get(q("fo:color")) is None:
        changes["color"] = ""
    return msgspec.structs.replace(base, **changes)


def _char(name: str, value: str, base: CharFormat, fonts: dict[str, str], changes: dict[str, Any]) -> None:
    if name == q("style:font-name"):
        changes.setdefault("font", fonts.get(value, value))
    elif name == q("fo:font-family"):
        changes["font"] = value.split(",")[0].strip().strip("'\"") or base.font
    elif name == q("fo:font-size"):
        size, share = points(value), percent(value)
        size = base.size * share if share is not None else size
        if size is not None and size > 0:
            changes["size"] = round(min(max(size, 1.0), 1638.0), 1)
    elif name == q("fo:font-weight"):
        changes["bold"] = value == "bold" or (value.isdecimal() and len(value) == 3 and int(value) >= 600)
    elif name == q("fo:font-style"):
        changes["italic"] = value in ("italic", "oblique")
    elif name == q("style:text-underline-style"):
        changes["underline"] = "none" if value == "none" else changes.get("underline", "single")
    elif name == q("style:text-underline-type") and value == "double" and changes.get("underline") != "none":
        changes["underline"] = "double"
    elif name == q("style:text-underline-mode") and value == "skip-white-space":
        changes["underline"] = "words"
    elif name == q("style:text-line-through-style"):
        changes["strike"] = value != "none"
    elif name == q("fo:color"):
        changes["color"] = color(value)
    elif name == q("fo:background-color"):
        changes["highlight"] = color(value)
    elif name == q("style:text-position"):
        changes["script"] = _script(value)
    elif name in (q("fo:font-variant"), q("fo:text-transform")):
        on = {"small-caps": "small", "uppercase": "all"}.get(value, "")
        if on or "caps" not in changes:
            changes["caps"] = on or "normal"
    elif name == q("text:display"):
        changes["hidden"] = value == "none"
    elif name == q("fo:letter-spacing"):
        changes["spacing"] = points(value) or 0.0


def _script(value: str) -> str:
    first = value.split(" ")[0]
    share = percent(first)
    if share is not None:
        return "super" if share > 0 else "sub" if share < 0 else "normal"
    return first if first in ("super", "sub") else "normal"


def paragraph_over(base: ParagraphFormat, found: etree._Element | None) -> ParagraphFormat:
    """What <style:paragraph-properties> makes of a format in full, but for breaks of the page."""
    if found is None:
        return base
    changes: dict[str, Any] = {}
    every = points(found.get(q("fo:margin")))
    if every is not None:
        changes = {"left": every, "right": every, "before": every, "after": every}
    for name, field in _LENGTHS.items():
        size = points(found.get(q(name)))
        if size is not None:
            changes[field] = size
    side = found.get(q("fo:text-align"))
    if side in _ALIGNMENTS:
        changes["alignment"] = _ALIGNMENTS[side]
    _line(found, changes)
    for name, field in (("fo:keep-together", "keep_together"), ("fo:keep-with-next", "keep_with_next")):
        if found.get(q(name)) is not None:
            changes[field] = found.get(q(name)) == "always"
    if found.get(q("fo:background-color")) is not None:
        changes["shading"] = color(found.get(q("fo:background-color")))
    border = _border(found)
    if border is not None:
        changes["border"] = border
    stops = found.find(q("style:tab-stops"))
    if stops is not None:
        changes["tabs"] = _tabs(stops)
    return msgspec.structs.replace(base, **changes)


def _line(found: etree._Element, changes: dict[str, Any]) -> None:
    height, least = found.get(q("fo:line-height")), points(found.get(q("style:line-height-at-least")))
    share, exact = percent(height), points(height)
    if height == "normal" or (share is not None and share > 0):
        changes["line"], changes["line_rule"] = round(share or 1.0, 4), "multiple"
    elif exact:
        changes["line"], changes["line_rule"] = exact, "exact"
    elif least:
        changes["line"], changes["line_rule"] = least, "least"


def _border(found: etree._Element) -> Border | None:
    every = found.get(q("fo:border"))
    lines = {side: found.get(q(f"fo:border-{side}"), every) for side in _SIDES}
    if all(line is None for line in lines.values()):
        return None
    drawn = {side for side, line in lines.items() if line not in (None, "none", "hidden")}
    return "box" if len(drawn) > 2 else "bottom" if "bottom" in drawn else "top" if "top" in drawn else ""


def _tabs(stops: etree._Element) -> tuple[Tab, ...]:
    found: dict[float, Tab] = {}
    for stop in stops.findall(q("style:tab-stop"))[:64]:
        position = points(stop.get(q("style:position")))
        if position is not None:
            kind = _TAB_KINDS.get(stop.get(q("style:type"), "left"), "left")
            leader = _LEADERS.get(stop.get(q("style:leader-style"), ""), "")
            if stop.get(q("style:leader-text")) in ("-", "_", "."):
                leader = {"-": "-", "_": "_", ".": "."}[stop.get(q("style:leader-text"), ".")]  # type: ignore[assignment]
            found[position] = Tab(position, kind, leader)
    return tuple(found[position] for position in sorted(found))


def char_properties(base: CharFormat, full: CharFormat) -> str:
    """The element that makes one character format of another, "" when they are the same."""
    out: dict[str, object] = {}

    def changed(*names: str) -> bool:
        return any(getattr(base, name) != getattr(full, name) for name in names)

    if changed("font"):
        quoted = f"'{full.font}'" if "'" not in full.font else full.font
        out["fo:font-family"] = quoted
    if changed("size"):
        out["fo:font-size"] = length(full.size)
    if bool(base.bold) != bool(full.bold):
        out["fo:font-weight"] = "bold" if full.bold else "normal"
    if bool(base.italic) != bool(full.italic):
        out["fo:font-style"] = "italic" if full.italic else "normal"
    if changed("underline"):
        out["style:text-underline-style"] = "none" if full.underline == "none" else "solid"
        out["style:text-underline-type"] = "double" if full.underline == "double" else "single"
        out["style:text-underline-mode"] = "skip-white-space" if full.underline == "words" else "continuous"
    if changed("strike"):
        out["style:text-line-through-style"] = "solid" if full.strike else "none"
    if changed("color"):
        out["fo:color" if full.color else "style:use-window-font-color"] = full.color or "true"
    if changed("highlight"):
        out["fo:background-color"] = full.highlight or "transparent"
    if changed("script"):
        out["style:text-position"] = "0% 100%" if full.script == "normal" else f"{full.script} 58%"
    if changed("caps"):
        out["fo:font-variant"] = "small-caps" if full.caps == "small" else "normal"
        out["fo:text-transform"] = "uppercase" if full.caps == "all" else "none"
    if changed("hidden"):
        out["text:display"] = "none" if full.hidden else "true"
    if changed("spacing"):
        out["fo:letter-spacing"] = length(full.spacing)
    return element("style:text-properties", out) if out else ""


def paragraph_properties(
    base: ParagraphFormat, full: ParagraphFormat, indents: bool = True, page_break: bool = False
) -> str:
    """The element that makes one paragraph format of another, "" when they are the same.

    Args:
        indents: False leaves the left and the first line's indent to the list.
        page_break: a page ends before the paragraph.
    """
    out: dict[str, object] = {}
    for name, field in _LENGTHS.items():
        if (indents or field not in ("left", "first")) and getattr(base, field) != getattr(full, field):
            out[name] = length(getattr(full, field) or 0.0)
    if base.alignment != full.alignment:
        out["fo:text-align"] = full.alignment or "left"
    if (base.line, base.line_rule) != (full.line, full.line_rule):
        line = full.line or 1.0
        shown = f"{round(line * 100, 2):g}%" if full.line_rule == "multiple" else length(line)
        out["style:line-height-at-least" if full.line_rule == "least" else "fo:line-height"] = shown
    for field, name in (("keep_together", "fo:keep-together"), ("keep_with_next", "fo:keep-with-next")):
        if getattr(base, field) != getattr(full, field):
            out[name] = "always" if getattr(full, field) else "auto"
    if page_break or base.page_break_before != full.page_break_before:
        out["fo:break-before"] = "page" if page_break or full.page_break_before else "auto"
    if base.shading != full.shading:
        out["fo:background-color"] = full.shading or "transparent"
    if base.border != full.border:
        sides = {"box": _SIDES, "top": ("top",), "bottom": ("bottom",)}.get(full.border, ())
        out |= {f"fo:border-{side}": _LINE if side in sides else "none" for side in _SIDES}
        out["fo:padding"] = "1pt"
    tabs = ""
    if base.tabs != full.tabs:
        stops = [
            element(
                "style:tab-stop",
                {
                    "style:position": length(tab.position),
                    "style:type": _TAB_NAMES[tab.kind],
                    "style:char": "." if tab.kind == "decimal" else "",
                    "style:leader-style": _LEADER_NAMES.get(tab.leader, ""),
                    "style:leader-text": tab.leader,
                },
            )
            for tab in full.tabs
        ]
        tabs = element("style:tab-stops", None, *stops)
    return element("style:paragraph-properties", out, tabs) if out or tabs else ""
