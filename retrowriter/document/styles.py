"""The built-in styles of a new document, as Word 95 has them."""

from typing import TypeVar

import msgspec

from retrowriter.document.model import CharFormat, Document, ParagraphFormat, Style

P = TypeVar("P", CharFormat, ParagraphFormat)

BUILT_IN: tuple[Style, ...] = (
    Style(
        name="Normal",
        next="Normal",
        char=CharFormat(font="Times New Roman", size=12.0, bold=False, italic=False),
        paragraph=ParagraphFormat(alignment="left", left=0.0, right=0.0, first=0.0, before=0.0, after=0.0, line=1.0),
    ),
    Style(
        name="Heading 1",
        based_on="Normal",
        next="Normal",
        char=CharFormat(font="Arial", size=14.0, bold=True),
        paragraph=ParagraphFormat(before=12.0, after=3.0, keep_with_next=True, level=1),
    ),
    Style(
        name="Heading 2",
        based_on="Normal",
        next="Normal",
        char=CharFormat(font="Arial", size=12.0, bold=True, italic=True),
        paragraph=ParagraphFormat(before=12.0, after=3.0, keep_with_next=True, level=2),
    ),
    Style(
        name="Heading 3",
        based_on="Normal",
        next="Normal",
        char=CharFormat(size=12.0, bold=True),
        paragraph=ParagraphFormat(before=12.0, after=3.0, keep_with_next=True, level=3),
    ),
    Style(
        name="Title",
        based_on="Normal",
        next="Normal",
        char=CharFormat(font="Arial", size=16.0, bold=True),
        paragraph=ParagraphFormat(alignment="center", before=12.0, after=3.0),
    ),
    Style(name="List", based_on="Normal", next="List", paragraph=ParagraphFormat(left=18.0, first=-18.0)),
    Style(name="Quote", based_on="Normal", next="Normal", paragraph=ParagraphFormat(left=36.0, right=36.0, after=6.0)),
    Style(
        name="Typewriter",
        based_on="Normal",
        next="Typewriter",
        char=CharFormat(font="Courier New", size=10.0),
    ),
    Style(
        name="Memo Head",
        based_on="Normal",
        next="Memo Head",
        char=CharFormat(bold=True),
        paragraph=ParagraphFormat(left=72.0, first=-72.0, after=6.0),
    ),
)


def all_styles(document: Document) -> dict[str, Style]:
    """Built-in styles and the document's own, by name; the document's win."""
    return {style.name: style for style in (*BUILT_IN, *document.styles)}


def resolve(styles: dict[str, Style], name: str) -> Style:
    """The style with everything that it inherits filled in; an unknown name gives Normal."""
    chain: list[Style] = []
    # A damaged file may have a style without a name, which nothing can be based on.
    current: str = name if name and name in styles else "Normal"
    while current and current in styles and len(chain) < 16:
        style = styles[current]
        if style in chain:
            break
        chain.append(style)
        current = style.based_on
    char, paragraph = CharFormat(), ParagraphFormat()
    for style in reversed(chain):
        char, paragraph = over(char, style.char), over(paragraph, style.paragraph)
    first = chain[0]
    return Style(name=first.name, based_on=first.based_on, next=first.next, char=char, paragraph=paragraph)


def over(base: P, own: P) -> P:
    """The format that shows where `own` lies over `base`: its own fields, and the base's where it says nothing."""
    blank = type(own)()
    fields = {name: getattr(blank, name) for name in own.without}
    for name in own.__struct_fields__:
        value = getattr(own, name)
        if name != "without" and value != getattr(blank, name):
            fields[name] = value
    if isinstance(own, ParagraphFormat) and own.line is not None:
        # The number of a line spacing means nothing without its rule.
        fields["line_rule"] = own.line_rule
    return msgspec.structs.replace(base, **fields, without=())


def apart(whole: P, base: P) -> P:
    """What of the format `whole` deviates from `base`, so that over(base, apart(whole, base)) shows the same."""
    blank = type(whole)()
    fields: dict[str, object] = {}
    without: list[str] = []
    for name in whole.__struct_fields__:
        value, theirs, nothing = getattr(whole, name), getattr(base, name), getattr(blank, name)
        if name in ("without", "line", "line_rule") or value == theirs:
            continue
        if value == nothing:
            if nothing is not None:
                without.append(name)
        elif theirs is not None or value:
            fields[name] = value
    if isinstance(whole, ParagraphFormat) and isinstance(base, ParagraphFormat):
        spacing = (whole.line, whole.line_rule)
        if whole.line is not None and spacing != (base.line or 1.0, base.line_rule):
            fields["line"], fields["line_rule"] = spacing
    return msgspec.structs.replace(blank, **fields, without=tuple(without))
