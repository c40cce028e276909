"""Formats of text and paragraphs: between those of the document as data and Qt's.

What QTextFormat has no property for travels in user properties: where a piece of text comes from, the number of its
generation, the name of a paragraph's style, and the whole of what this view does not show.

Lengths: the document has points, QTextFormat pixels at 96 dots an inch; font sizes are points in both.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar, cast

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFragment,
    QTextOption,
)

from retrowriter.document import styles
from retrowriter.document.model import (
    Alignment,
    Caps,
    CharFormat,
    Document,
    ListKind,
    Origin,
    PageSetup,
    ParagraphFormat,
    Script,
    Style,
    Tab,
    Underline,
)

K = TypeVar("K")

PIXELS_PER_POINT = 96 / 72
# Half an inch between the tab stops that nobody has set; lists hang by a quarter.
DEFAULT_TAB = 36.0
LIST_INDENT = 18.0

_MAX_TAB = 792.0


class Property(IntEnum):
    """User properties of the formats."""

    ORIGIN = QTextFormat.Property.UserProperty.value + 1
    GENERATION = QTextFormat.Property.UserProperty.value + 2
    STYLE = QTextFormat.Property.UserProperty.value + 3
    ELEMENT = QTextFormat.Property.UserProperty.value + 4
    OWN_PARAGRAPH = QTextFormat.Property.UserProperty.value + 5
    LIST = QTextFormat.Property.UserProperty.value + 6
    UNDERLINE = QTextFormat.Property.UserProperty.value + 7
    HIDDEN = QTextFormat.Property.UserProperty.value + 8
    STYLES = QTextFormat.Property.UserProperty.value + 9
    APART = QTextFormat.Property.UserProperty.value + 10
    TABLE = QTextFormat.Property.UserProperty.value + 11


class ListPlace(msgspec.Struct, frozen=True):
    """A paragraph's place in a list, as Paragraph has it; kind "" = in none."""

    kind: ListKind = ""
    level: int = 0
    start: int = 0
    look: str = ""


_ALIGNMENTS: dict[Alignment, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignJustify,
}
_TABS: dict[str, QTextOption.TabType] = {
    "left": QTextOption.TabType.LeftTab,
    "center": QTextOption.TabType.CenterTab,
    "right": QTextOption.TabType.RightTab,
    "decimal": QTextOption.TabType.DelimiterTab,
}
_SCRIPTS: dict[Script, QTextCharFormat.VerticalAlignment] = {
    "normal": QTextCharFormat.VerticalAlignment.AlignNormal,
    "super": QTextCharFormat.VerticalAlignment.AlignSuperScript,
    "sub": QTextCharFormat.VerticalAlignment.AlignSubScript,
}
_CAPS: dict[Caps, QFont.Capitalization] = {
    "normal": QFont.Capitalization.MixedCase,
    "small": QFont.Capitalization.SmallCaps,
    "all": QFont.Capitalization.AllUppercase,
}


class Sheet:
    """The paragraph styles of one document, resolved, and the formats made from them."""

    def __init__(self, document: Document) -> None:
        self._own: tuple[Style, ...] = ()
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, Style] = {}
        self._chars: dict[tuple[str, CharFormat, Origin, int, str], QTextCharFormat] = {}
        self._blocks: dict[tuple[str, ParagraphFormat, ListPlace], QTextBlockFormat] = {}
        self.replace(document.styles)

    def replace(self, own: tuple[Style, ...]) -> None:
        """Takes other styles of the document; formats made before are as they were."""
        self._own = own
        self._styles = styles.all_styles(Document(styles=own))
        for made in (self._resolved, self._chars, self._blocks):
            made.clear()

    @property
    def own(self) -> tuple[Style, ...]:
        """The styles that differ from the built-in ones, as a document keeps them."""
        return self._own

    @property
    def styles(self) -> dict[str, Style]:
        """All styles as they are defined, by name."""
        return dict(self._styles)

    @property
    def names(self) -> list[str]:
        """Names of the styles, sorted."""
        return sorted(self._styles)

    def style(self, name: str) -> Style:
        """The style with everything filled in; Normal for an unknown name."""
        if name not in self._resolved:
            self._resolved[name] = styles.resolve(self._styles, name)
        return self._resolved[name]

    def char(
        self,
        name: str = "Normal",
        own: CharFormat = CharFormat(),  # noqa: B008 - frozen
        origin: Origin = "person",
        generation: int = 0,
        link: str = "",
    ) -> QTextCharFormat:
        """The format of text in the style `name` with the deviations `own`."""
        key = (name, own, origin, generation, link)
        if key not in self._chars:
            self._chars[key] = _char_format(styles.over(self.style(name).char, own), origin, generation, link)
        return QTextCharFormat(self._chars[key])

    def block(
        self,
        name: str = "Normal",
        own: ParagraphFormat = ParagraphFormat(),  # noqa: B008 - frozen
        place: ListPlace = ListPlace(),  # noqa: B008 - frozen
    ) -> QTextBlockFormat:
        """The format of a paragraph in the style `name` with the deviations `own`."""
        key = (name, own, place)
        if key not in self._blocks:
            self._blocks[key] = _block_format(name, self.style(name).paragraph, own, place)
        return QTextBlockFormat(self._blocks[key])


def origin_of(char_format: QTextCharFormat) -> Origin:
    """Where text in this format comes from."""
    value = char_format.property(Property.ORIGIN)
    return value if value in ("model", "edited", "pasted") else "person"


def generation_of(char_format: QTextCharFormat) -> int:
    """The number of the generation that wrote text in this format, 0 = none."""
    value = char_format.property(Property.GENERATION)
    return value if isinstance(value, int) else 0


def style_of(block: QTextBlock) -> str:
    """The name of a paragraph's style."""
    value = block.blockFormat().property(Property.STYLE)
    return value if isinstance(value, str) and value else "Normal"


def is_of_cell(char_format: QTextCharFormat) -> bool:
    """Whether this is the format of a cell of a table, which is that of the text in an empty one."""
    return char_format.hasProperty(QTextFormat.Property.TableCellLeftPadding)


def set_origin(char_format: QTextCharFormat, origin: Origin, generation: int = 0) -> None:
    """Writes into a format where its text comes from."""
    if origin == "person":
        char_format.clearProperty(Property.ORIGIN)
        char_format.clearProperty(Property.GENERATION)
    else:
        char_format.setProperty(Property.ORIGIN, origin)
        char_format.setProperty(Property.GENERATION, generation)


def list_of(block_format: QTextBlockFormat) -> ListPlace:
    """The place in a list of a paragraph in this format."""
    value = block_format.property(Property.LIST)
    return _decode_place(value) if isinstance(value, str) and value else ListPlace()


def char_format_of(char_format: QTextCharFormat, base: CharFormat) -> CharFormat:
    """The deviations of a format from the style `base`."""
    families = char_format.fontFamilies()
    foreground = char_format.foreground()
    # The colour behind a cell is no highlight of what is typed in it.
    background = QBrush() if is_of_cell(char_format) else char_format.background()
    kept: Underline | None = char_format.property(Property.UNDERLINE)
    underline: Underline = kept or ("single" if char_format.fontUnderline() else "none")
    whole = CharFormat(
        font=families[0] if families else base.font,
        size=char_format.fontPointSize() or base.size,
        bold=char_format.fontWeight() >= QFont.Weight.DemiBold,
        italic=char_format.fontItalic(),
        underline=underline,
        strike=char_format.fontStrikeOut(),
        color=foreground.color().name() if foreground.style() != Qt.BrushStyle.NoBrush else "",
        highlight=background.color().name() if background.style() != Qt.BrushStyle.NoBrush else "",
        script=_key_of(_SCRIPTS, char_format.verticalAlignment(), "normal"),
        caps=_key_of(_CAPS, char_format.fontCapitalization(), "normal"),
        hidden=bool(char_format.property(Property.HIDDEN)),
        spacing=round(char_format.fontLetterSpacing() / PIXELS_PER_POINT, 3)
        if char_format.hasProperty(QTextFormat.Property.FontLetterSpacing)
        else 0.0,
    )
    return styles.apart(whole, base)


def paragraph_format_of(block_format: QTextBlockFormat) -> ParagraphFormat:
    """The deviations of a paragraph's format from its style."""
    value = block_format.property(Property.OWN_PARAGRAPH)
    return _decode_paragraph(value) if isinstance(value, str) and value else ParagraphFormat()


def following(block_format: QTextBlockFormat) -> QTextBlockFormat:
    """The format of a paragraph that goes on from one in this format: no page break, no start of a list."""
    made = QTextBlockFormat(block_format)
    own, place = paragraph_format_of(made), list_of(made)
    made.clearProperty(QTextFormat.Property.PageBreakPolicy)
    if own.page_break_before:
        own = msgspec.structs.replace(own, page_break_before=False)
        made.setProperty(Property.OWN_PARAGRAPH, msgspec.json.encode(own).decode())
    if place.start:
        made.setProperty(Property.LIST, msgspec.json.encode(msgspec.structs.replace(place, start=0)).decode())
    return made


def text_width(page: PageSetup) -> float:
    """The width between the margins."""
    return max(page.width - page.left - page.right, 36.0)


def indents(whole: ParagraphFormat, place: ListPlace) -> tuple[float, float]:
    """Where the lines of a paragraph begin, and the first line (in a list its bullet) beside them."""
    left, first = whole.left or 0.0, whole.first or 0.0
    if place.kind and not first:
        # A list without indents of its own hangs by a quarter of an inch, and each level by another.
        return left + LIST_INDENT * (place.level + 1), -LIST_INDENT
    return left, first


def _char_format(shown: CharFormat, origin: Origin, generation: int, link: str) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setFontFamilies([shown.font])
    result.setFontPointSize(shown.size)
    result.setFontWeight(QFont.Weight.Bold if shown.bold else QFont.Weight.Normal)
    result.setFontItalic(bool(shown.italic))
    if shown.underline == "single":
        result.setFontUnderline(True)
    elif shown.underline != "none":
        # Qt has one line under everything; the others are painted by the editor.
        result.setProperty(Property.UNDERLINE, shown.underline)
    if shown.strike:
        result.setFontStrikeOut(True)
    if shown.color:
        result.setForeground(QBrush(QColor(shown.color)))
    if shown.highlight:
        result.setBackground(QBrush(QColor(shown.highlight)))
    if shown.script != "normal":
        result.setVerticalAlignment(_SCRIPTS[shown.script])
    if shown.caps != "normal":
        result.setFontCapitalization(_CAPS[shown.caps])
    if shown.spacing:
        result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        result.setFontLetterSpacing(shown.spacing * PIXELS_PER_POINT)
    if shown.hidden:
        result.setProperty(Property.HIDDEN, True)
    if link:
        result.setAnchor(True)
        result.setAnchorHref(link)
    set_origin(result, origin, generation)
    return result


def _block_format(name: str, base: ParagraphFormat, own: ParagraphFormat, place: ListPlace) -> QTextBlockFormat:
    shown = styles.over(base, own)
    left, first = indents(shown, place)
    result = QTextBlockFormat()
    result.setProperty(Property.STYLE, name)
    result.setAlignment(_ALIGNMENTS[shown.alignment or "left"])
    result.setLeftMargin(left * PIXELS_PER_POINT)
    result.setRightMargin((shown.right or 0.0) * PIXELS_PER_POINT)
    # What hangs in a list is its bullet, which is not text.
    result.setTextIndent(0.0 if place.kind else first * PIXELS_PER_POINT)
    result.setTopMargin((shown.before or 0.0) * PIXELS_PER_POINT)
    result.setBottomMargin((shown.after or 0.0) * PIXELS_PER_POINT)
    line = shown.line or 1.0
    kinds = QTextBlockFormat.LineHeightTypes
    if shown.line_rule != "multiple":
        kind = kinds.FixedHeight if shown.line_rule == "exact" else kinds.MinimumHeight
        result.setLineHeight(line * PIXELS_PER_POINT, kind.value)
    elif line != 1.0:
        result.setLineHeight(line * 100, kinds.ProportionalHeight.value)
    stops = _tab_positions(shown.tabs, left if place.kind else left + first, left if first < 0 else 0.0)
    if stops:
        result.setTabPositions(stops)
    if shown.page_break_before:
        result.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    if shown.shading:
        result.setBackground(QBrush(QColor(shown.shading)))
    if shown.level:
        result.setHeadingLevel(shown.level)
    deviations = styles.apart(shown, base)
    if deviations != ParagraphFormat():
        result.setProperty(Property.OWN_PARAGRAPH, msgspec.json.encode(deviations).decode())
    if place != ListPlace():
        result.setProperty(Property.LIST, msgspec.json.encode(place).decode())
    return result


def _tab_positions(tabs: tuple[Tab, ...], start: float, hanging: float) -> list[QTextOption.Tab]:
    """Tab stops for a first line that begins at `start`: Qt measures them from there, a document from the margin.

    A hanging indent is a stop, and behind the last stop there is one each half inch.
    """
    stops = {tab.position: _TABS[tab.kind] for tab in tabs}
    if hanging and hanging not in stops:
        stops[hanging] = _TABS["left"]
    if not stops and start % DEFAULT_TAB == 0:
        return []
    position = max((*stops, start)) // DEFAULT_TAB * DEFAULT_TAB
    while (position := position + DEFAULT_TAB) < _MAX_TAB:
        stops[position] = _TABS["left"]
    made = []
    for position in sorted(stops):
        if position > start:
            made.append(QTextOption.Tab((position - start) * PIXELS_PER_POINT, stops[position], "."))
    return made


@lru_cache(maxsize=1024)
def _decode_paragraph(value: str) -> ParagraphFormat:
    return msgspec.json.decode(value, type=ParagraphFormat)


@lru_cache(maxsize=1024)
def _decode_place(value: str) -> ListPlace:
    return msgspec.json.decode(value, type=ListPlace)


def _key_of(table: Mapping[K, object], value: object, fallback: K) -> K:
    return next((key for key, entry in table.items() if entry == value), fallback)


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The runs of text in `block` that have one format."""
    # PySide6's stubs don't tell what the iterator of a block gives.
    for part in cast("Iterable[QTextBlock.iterator]", block):
        yield part.fragment()
