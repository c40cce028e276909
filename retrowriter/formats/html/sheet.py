"""The styles of a web page: what its style sheets say of paragraphs, headings and classes."""

import msgspec

from retrowriter.document.model import CharFormat, ParagraphFormat, Style
from retrowriter.document.styles import BUILT_IN
from retrowriter.formats.html import css
from retrowriter.formats.html.names import STYLE_TAGS
from retrowriter.formats.relative import Styles, difference, own_styles

_BASE = BUILT_IN[0]
_TAGS = {tag: name for name, tag in STYLE_TAGS.items()} | {"h4": "Heading 3", "h5": "Heading 3", "h6": "Heading 3"}
_TAGS |= dict.fromkeys(("listing", "xmp", "plaintext"), "Typewriter")
_MAX_STYLES = 1000


class PageStyles:
    """The styles of one page."""

    def __init__(self, sheet: css.Sheet) -> None:
        self._sheet = sheet
        self._by_class: dict[str, str] = {}
        found: dict[str, Style] = {}
        full: dict[str, tuple[CharFormat, ParagraphFormat]] = {}
        of_tags = [("", sheet.of_tag(tag)) for tag in STYLE_TAGS.values()]
        for key, text in [*of_tags, *sheet.classes.items()][:_MAX_STYLES]:
            rules = css.parse(text)
            name = css.first_name(rules.get(css.NAME, ""))
            if not name:
                continue
            if key:
                self._by_class[key] = name
            char = msgspec.structs.replace(
                css.char_over(_BASE.char, text), highlight=css.color(rules.get(css.HIGHLIGHT, ""))
            )
            full[name] = (char, css.paragraph_over(_BASE.paragraph, text))
            based_on, after = (css.first_name(rules.get(entry, "")) for entry in (css.BASED_ON, css.NEXT))
            found[name] = Style(name=name, based_on=based_on, next=after)
        for name, tag in STYLE_TAGS.items():
            text = ";".join(filter(None, (sheet.of_tag("body") if name == "Normal" else "", sheet.of_tag(tag))))
            if text and name not in full:
                self._add_tag(name, text, full)
        built_in = {style.name: style for style in BUILT_IN}
        for name in full:
            found.setdefault(name, built_in.get(name, _BASE))
        self.own = own_styles(_apart(found, full))
        self.styles = Styles(built_in | {style.name: style for style in self.own})

    def of(self, tag: str, classes: list[str], inherited: str) -> tuple[str, bool]:
        """The style of an element that is a paragraph, and whether a class names it."""
        for name in classes:
            if name in self._by_class:
                return self._by_class[name], True
        # A paragraph in a quotation is one of it.
        return (inherited if tag == "p" else _TAGS.get(tag, inherited)), False

    def _add_tag(self, name: str, text: str, full: dict[str, tuple[CharFormat, ParagraphFormat]]) -> None:
        base = _with_normal(full).full(name)
        char = css.char_over(base.char, text)
        # A page's background is no highlighting of its text, nor are its margins indents of its paragraphs.
        char = msgspec.structs.replace(char, highlight=base.char.highlight, hidden=False)
        paragraph = css.paragraph_over(base.paragraph, self._sheet.of_tag(STYLE_TAGS[name]), char.size)
        if (char, paragraph) != (base.char, base.paragraph):
            full[name] = (char, paragraph)


def _with_normal(full: dict[str, tuple[CharFormat, ParagraphFormat]]) -> Styles:
    """The built-in styles, based on the page's Normal."""
    styles = {style.name: style for style in BUILT_IN}
    if "Normal" in full:
        char, paragraph = full["Normal"]
        styles["Normal"] = msgspec.structs.replace(_BASE, char=char, paragraph=paragraph)
    return Styles(styles)


def _apart(found: dict[str, Style], full: dict[str, tuple[CharFormat, ParagraphFormat]]) -> dict[str, Style]:
    """The styles with what deviates from those that they are based on."""
    bases = _with_normal(full)
    out: dict[str, Style] = {}
    for name, style in found.items():
        char, paragraph = full[name]
        base = full.get(style.based_on)
        if base is None and style.based_on in bases.names:
            entry = bases.full(style.based_on)
            base = (entry.char, entry.paragraph)
        if base is None:
            out[name] = msgspec.structs.replace(style, based_on="", char=char, paragraph=paragraph)
        else:
            out[name] = msgspec.structs.replace(
                style, char=difference(base[0], char), paragraph=difference(base[1], paragraph)
            )
    return out
