"""Formats of Office Open XML: elements <-> formats in full, laid over what they inherit."""

from typing import Any

import msgspec
from lxml import etree

from retrowriter.document.model import Border, CharFormat, Leader, ParagraphFormat, Tab, TabKind, Underline
from retrowriter.formats.docx.names import ALIGNMENTS, HIGHLIGHTS, color, number, points, switch, value, w
from retrowriter.formats.flow import TWIPS
from retrowriter.formats.markup import element

_UNDERLINES: dict[str, Underline] = {"none": "none", "double": "double", "words": "words"}
_TAB_KINDS: dict[str, TabKind] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "decimal": "decimal",
}  # fmt: skip
_LEADERS: dict[str, Leader] = {"dot": ".", "middleDot": ".", "hyphen": "-", "underscore": "_", "heavy": "_"}
_LEADER_NAMES = {"": "", ".": "dot", "-": "hyphen", "_": "underscore"}


def char_over(base: CharFormat, element: etree._Element | None, fonts: dict[str, str]) -> CharFormat:
    """What <w:rPr> makes of a format in full; `fonts`: those that the theme names."""
    if element is None:
        return base
    changes: dict[str, Any] = {}
    family = element.find(w("rFonts"))
    if family is not None:
        theme = family.get(w("asciiTheme"), "")
        name = fonts.get(theme[:5], "") if theme else family.get(w("ascii")) or family.get(w("hAnsi")) or ""
        if name:
            changes["font"] = name
    for field, name in (("bold", "b"), ("italic", "i"), ("strike", "strike"), ("hidden", "vanish")):
        on = switch(element, name)
        if on is not None:
            changes[field] = on
    if switch(element, "dstrike"):
        changes["strike"] = True
    for field, name in (("all", "caps"), ("small", "smallCaps")):
        on = switch(element, name)
        if on:
            changes["caps"] = field
        elif on is False and changes.get("caps", base.caps) == field:
            changes["caps"] = "normal"
    size = value(element, "sz")
    if size is not None:
        changes["size"] = min(max(number(size, 24) / 2, 1.0), 1638.0)
    shade, mark = value(element, "shd", "fill"), value(element, "highlight")
    if shade is not None:
        changes["highlight"] = color(shade)
    if mark is not None:
        changes["highlight"] = HIGHLIGHTS.get(mark, "")
    ink = value(element, "color")
    if ink is not None:
        changes["color"] = color(ink)
    line = value(element, "u")
    if line is not None:
        changes["underline"] = _UNDERLINES.get(line, "single")
    place = value(element, "vertAlign")
    if place is not None:
        changes["script"] = {"superscript": "super", "subscript": "sub"}.get(place, "normal")
    space = value(element, "spacing")
    if space is not None:
        changes["spacing"] = points(space)
    return msgspec.structs.replace(base, **changes)


def paragraph_over(base: ParagraphFormat, element: etree._Element | None) -> ParagraphFormat:
    """What <w:pPr> makes of a format in full."""
    if element is None:
        return base
    changes: dict[str, Any] = {}
    side = value(element, "jc")
    if side is not None:
        changes["alignment"] = {"center": "center", "right": "right", "end": "right", "both": "justify"}.get(
            side, "left"
        )
    _spacing_over(element.find(w("spacing")), changes)
    _indents_over(element.find(w("ind")), changes)
    stops = element.find(w("tabs"))
    if stops is not None:
        changes["tabs"] = _tabs_over(base.tabs, stops)
    fields = (("keep_together", "keepLines"), ("keep_with_next", "keepNext"), ("page_break_before", "pageBreakBefore"))
    for field, name in fields:
        on = switch(element, name)
        if on is not None:
            changes[field] = on
    fill = value(element, "shd", "fill")
    if fill is not None:
        changes["shading"] = color(fill)
    lines = element.find(w("pBdr"))
    if lines is not None:
        changes["border"] = _border(lines)
    level = value(element, "outlineLvl")
    if level is not None:
        changes["level"] = number(level) + 1 if 0 <= number(level) < 9 else 0
    return msgspec.structs.replace(base, **changes)


def char_properties(base: CharFormat, full: CharFormat) -> str:
    """The elements that make one character format of another, in the order that Word wants."""

    def changed(name: str) -> bool:
        return bool(getattr(base, name) != getattr(full, name))

    out: list[str] = []
    if changed("font"):
        out.append(element("w:rFonts", {"w:ascii": full.font, "w:hAnsi": full.font, "w:cs": full.font}))
    for field, name in (("bold", "b"), ("italic", "i")):
        if bool(getattr(base, field)) != bool(getattr(full, field)):
            out.append(_switch(name, bool(getattr(full, field))))
    if changed("caps"):
        out += [_switch("caps", full.caps == "all"), _switch("smallCaps", full.caps == "small")]
    if changed("strike"):
        out.append(_switch("strike", full.strike))
    if changed("hidden"):
        out.append(_switch("vanish", full.hidden))
    if changed("color"):
        out.append(element("w:color", {"w:val": _color(full.color) or "auto"}))
    if changed("spacing"):
        out.append(element("w:spacing", {"w:val": twips(full.spacing)}))
    if changed("size"):
        size = max(2, min(3276, round(full.size * 2)))
        out += [element("w:sz", {"w:val": size}), element("w:szCs", {"w:val": size})]
    if changed("underline"):
        out.append(element("w:u", {"w:val": full.underline}))
    if changed("highlight"):
        fill = _color(full.highlight)
        out.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill or "auto"}))
    if changed("script"):
        place = {"super": "superscript", "sub": "subscript"}.get(full.script, "baseline")
        out.append(element("w:vertAlign", {"w:val": place}))
    return "".join(out)


def paragraph_properties(base: ParagraphFormat, full: ParagraphFormat, middle: str = "", indents: bool = True) -> str:
    """The elements that make one paragraph format of another, in the order that Word wants.

    Args:
        middle: what stands at the place of <w:numPr>.
        indents: False leaves the left and the first line's indent to the list.
    """

    def changed(*names: str) -> bool:
        return any(getattr(base, name) != getattr(full, name) for name in names)

    out: list[str] = []
    fields = (("keep_with_next", "keepNext"), ("keep_together", "keepLines"), ("page_break_before", "pageBreakBefore"))
    out += [_switch(name, getattr(full, field)) for field, name in fields if changed(field)]
    out.append(middle)
    if changed("border"):
        out.append(_borders(full.border))
    if changed("shading"):
        fill = _color(full.shading) or "auto"
        out.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))
    if changed("tabs"):
        out.append(_tabs(base.tabs, full.tabs))
    spacing: dict[str, object] = {}
    if changed("before"):
        spacing["w:before"] = twips(full.before or 0.0)
    if changed("after"):
        spacing["w:after"] = twips(full.after or 0.0)
    if changed("line", "line_rule"):
        multiple = full.line_rule == "multiple"
        line = full.line or 1.0
        spacing["w:line"] = max(1, round(line * 240)) if multiple else max(1, twips(line))
        spacing["w:lineRule"] = {"multiple": "auto", "exact": "exact", "least": "atLeast"}[full.line_rule]
    if spacing:
        out.append(element("w:spacing", spacing))
    sides: dict[str, object] = {}
    if indents and changed("left"):
        sides["w:left"] = twips(full.left or 0.0)
    if changed("right"):
        sides["w:right"] = twips(full.right or 0.0)
    if indents and changed("first"):
        first = twips(full.first or 0.0)
        sides["w:hanging" if first < 0 else "w:firstLine"] = abs(first)
    if sides:
        out.append(element("w:ind", sides))
    if changed("alignment"):
        out.append(element("w:jc", {"w:val": ALIGNMENTS[full.alignment or "left"]}))
    if changed("level"):
        out.append(element("w:outlineLvl", {"w:val": min(full.level, 9) - 1 if full.level > 0 else 9}))
    return "".join(out)


def twips(length: float) -> int:
    """A length in twentieths of a point, within what Word accepts."""
    return max(-31680, min(31680, round(length * TWIPS)))


def _spacing_over(spacing: etree._Element | None, changes: dict[str, Any]) -> None:
    if spacing is None:
        return
    for field in ("before", "after"):
        if spacing.get(w(field)) is not None:
            changes[field] = points(spacing.get(w(field)))
    line = spacing.get(w("line"))
    if line is not None:
        rule = spacing.get(w("lineRule"), "auto")
        height = max(number(line, 240), 1)
        changes["line"] = height / 240 if rule == "auto" else height / TWIPS
        changes["line_rule"] = {"exact": "exact", "exactly": "exact", "atLeast": "least"}.get(rule, "multiple")


def _indents_over(indents: etree._Element | None, changes: dict[str, Any]) -> None:
    if indents is None:
        return
    for field, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        found = next((indents.get(w(name)) for name in names if indents.get(w(name)) is not None), None)
        if found is not None:
            changes[field] = points(found)
    if indents.get(w("hanging")) is not None:
        changes["first"] = -points(indents.get(w("hanging")))
    elif indents.get(w("firstLine")) is not None:
        changes["first"] = points(indents.get(w("firstLine")))


def _tabs_over(inherited: tuple[Tab, ...], stops: etree._Element) -> tuple[Tab, ...]:
    found = {tab.position: tab for tab in inherited}
    for stop in stops.findall(w("tab"))[:64]:
        position = points(stop.get(w("pos")))
        kind = stop.get(w("val"), "left")
        if kind == "clear":
            found.pop(position, None)
        elif kind in _TAB_KINDS:
            found[position] = Tab(position, _TAB_KINDS[kind], _LEADERS.get(stop.get(w("leader"), ""), ""))
    return tuple(found[position] for position in sorted(found))


def _border(lines: etree._Element) -> Border:
    sides = {
        side
        for side in ("top", "bottom", "left", "right")
        if value(lines, side) not in (None, "nil", "none") or (side == "left" and value(lines, "start"))
    }
    if len(sides) >= 3:
        return "box"
    return "bottom" if "bottom" in sides else "top" if "top" in sides else ""


def _borders(border: Border) -> str:
    sides = {"box": ("top", "left", "bottom", "right"), "top": ("top",), "bottom": ("bottom",)}.get(border, ())
    line = {"w:val": "single", "w:sz": 4, "w:space": 1, "w:color": "auto"}
    none = {"w:val": "nil"}
    every = ("top", "left", "bottom", "right")
    return element("w:pBdr", None, *(element(f"w:{side}", line if side in sides else none) for side in every))


def _tabs(base: tuple[Tab, ...], full: tuple[Tab, ...]) -> str:
    kept = {tab.position for tab in full}
    out = [(tab.position, "clear", "") for tab in base if tab.position not in kept]
    out += [(tab.position, tab.kind, _LEADER_NAMES[tab.leader]) for tab in full]
    tabs = [
        element("w:tab", {"w:val": kind, "w:leader": leader, "w:pos": twips(position)})
        for position, kind, leader in sorted(out)
    ]
    return element("w:tabs", None, *tabs) if tabs else ""


def _switch(name: str, on: bool) -> str:
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _color(value: str) -> str:
    return color(value.removeprefix("#")).removeprefix("#").upper()
