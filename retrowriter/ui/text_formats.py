"""Formats of text and paragraphs: between those of the document as data and Qt's.

What QTextFormat has no property for travels in user properties: where a piece of text comes from, the number of its
generation, the name of a paragraph's style, and the whole of what this view does not show.

Lengths: the document has points, QTextFormat pixels at 96 dots an inch; font sizes are points in both.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
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
    LineRule,
    Origin,
    ParagraphFormat,
    Script,
    Style,
    Tab,
    Underline,
)

K = TypeVar("K")

PIXELS_PER_POINT = 96 / 72


class Property(IntEnum):
    """User properties of the formats."""

    ORIGIN = QTextFormat.Property.UserProperty.value + 1
    GENERATION = QTextFormat.Property.UserProperty.value + 2
    STYLE = QTextFormat.Property.UserProperty.value + 3
    ELEMENT = QTextFormat.Property.UserProperty.value + 4
    KEPT_FORMAT = QTextFormat.Property.UserProperty.value + 5
    KEPT_PARAGRAPH = QTextFormat.Property.UserProperty.value + 6


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
        self._styles = styles.all_styles(document)
        self._resolved: dict[str, Style] = {}
        self._chars: dict[tuple[str, CharFormat, Origin, int, str], QTextCharFormat] = {}
        self._blocks: dict[tuple[str, ParagraphFormat], QTextBlockFormat] = {}

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
            self._chars[key] = _char_format(self.style(name).char, own, origin, generation, link)
        return QTextCharFormat(self._chars[key])

    def block(self, name: str = "Normal", own: ParagraphFormat = ParagraphFormat()) -> QTextBlockFormat:  # noqa: B008
        """The format of a paragraph in the style `name` with the deviations `own`."""
        key = (name, own)
        if key not in self._blocks:
            self._blocks[key] = _block_format(name, self.style(name).paragraph, own)
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


def set_origin(char_format: QTextCharFormat, origin: Origin, generation: int = 0) -> None:
    """Writes into a format where its text comes from."""
    if origin == "person":
        char_format.clearProperty(Property.ORIGIN)
        char_format.clearProperty(Property.GENERATION)
    else:
        char_format.setProperty(Property.ORIGIN, origin)
        char_format.setProperty(Property.GENERATION, generation)


def char_format_of(char_format: QTextCharFormat, base: CharFormat) -> CharFormat:
    """The deviations of a format from the style `base`."""
    families = char_format.fontFamilies()
    family = families[0] if families else ""
    size = char_format.fontPointSize()
    bold = char_format.fontWeight() >= QFont.Weight.DemiBold
    italic = char_format.fontItalic()
    kept = _kept_char(char_format)
    underline: Underline = "none"
    if char_format.fontUnderline():
        underline = kept.underline if kept.underline != "none" else "single"
    foreground, background = char_format.foreground(), char_format.background()
    return CharFormat(
        font=family if family and family != base.font else "",
        size=size if size and size != base.size else 0.0,
        bold=bold if bold != bool(base.bold) else None,
        italic=italic if italic != bool(base.italic) else None,
        underline=underline,
        strike=char_format.fontStrikeOut(),
        color=foreground.color().name() if foreground.style() != Qt.BrushStyle.NoBrush else "",
        highlight=background.color().name() if background.style() != Qt.BrushStyle.NoBrush else "",
        script=_key_of(_SCRIPTS, char_format.verticalAlignment(), "normal"),
        caps=_key_of(_CAPS, char_format.fontCapitalization(), "normal"),
        hidden=kept.hidden,
        spacing=round(char_format.fontLetterSpacing() / PIXELS_PER_POINT, 3)
        if char_format.hasProperty(QTextFormat.Property.FontLetterSpacing)
        else 0.0,
    )


def paragraph_format_of(block_format: QTextBlockFormat, base: ParagraphFormat) -> ParagraphFormat:
    """The deviations of a paragraph's format from the style `base`."""
    kept = _kept_paragraph_format(block_format)

    def length(pixels: float, theirs: float | None) -> float | None:
        points = round(pixels / PIXELS_PER_POINT, 3)
        return points if points != (theirs or 0.0) else None

    alignment: Alignment = _key_of(
        _ALIGNMENTS, block_format.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask, "left"
    )
    shown = tuple(
        Tab(round(tab.position / PIXELS_PER_POINT, 3), _key_of(_TABS, tab.type, "left"))  # type: ignore[arg-type]
        for tab in block_format.tabPositions()
    )
    same_tabs = shown == tuple(Tab(tab.position, tab.kind) for tab in (kept.tabs or base.tabs))
    line, rule = _line(block_format)
    same_line = (line, rule) == (base.line or 1.0, base.line_rule)
    return msgspec.structs.replace(
        kept,
        alignment=alignment if alignment != (base.alignment or "left") else None,
        left=length(block_format.leftMargin(), base.left),
        right=length(block_format.rightMargin(), base.right),
        first=length(block_format.textIndent(), base.first),
        before=length(block_format.topMargin(), base.before),
        after=length(block_format.bottomMargin(), base.after),
        line=None if same_line else line,
        line_rule="multiple" if same_line else rule,
        tabs=kept.tabs if same_tabs else shown,
    )


def _char_format(base: CharFormat, own: CharFormat, origin: Origin, generation: int, link: str) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setFontFamilies([own.font or base.font])
    result.setFontPointSize(own.size or base.size)
    bold = base.bold if own.bold is None else own.bold
    result.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    result.setFontItalic(bool(base.italic if own.italic is None else own.italic))
    if own.underline != "none":
        result.setFontUnderline(True)
    if own.strike:
        result.setFontStrikeOut(True)
    color = own.color or base.color
    if color:
        result.setForeground(QBrush(QColor(color)))
    highlight = own.highlight or base.highlight
    if highlight:
        result.setBackground(QBrush(QColor(highlight)))
    if own.script != "normal":
        result.setVerticalAlignment(_SCRIPTS[own.script])
    caps = own.caps if own.caps != "normal" else base.caps
    if caps != "normal":
        result.setFontCapitalization(_CAPS[caps])
    if own.spacing:
        result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        result.setFontLetterSpacing(own.spacing * PIXELS_PER_POINT)
    if own.underline in ("double", "words") or own.hidden:
        kept = CharFormat(underline=own.underline, hidden=own.hidden)
        result.setProperty(Property.KEPT_FORMAT, msgspec.json.encode(kept).decode())
    if link:
        result.setAnchor(True)
        result.setAnchorHref(link)
    set_origin(result, origin, generation)
    return result


def _block_format(name: str, base: ParagraphFormat, own: ParagraphFormat) -> QTextBlockFormat:
    def chosen(mine: float | None, theirs: float | None) -> float:
        return (mine if mine is not None else theirs if theirs is not None else 0.0) * PIXELS_PER_POINT

    result = QTextBlockFormat()
    result.setProperty(Property.STYLE, name)
    result.setAlignment(_ALIGNMENTS[own.alignment or base.alignment or "left"])
    result.setLeftMargin(chosen(own.left, base.left))
    result.setRightMargin(chosen(own.right, base.right))
    result.setTextIndent(chosen(own.first, base.first))
    result.setTopMargin(chosen(own.before, base.before))
    result.setBottomMargin(chosen(own.after, base.after))
    line, rule = (own.line, own.line_rule) if own.line is not None else (base.line or 1.0, base.line_rule)
    if rule == "multiple":
        if line != 1.0:
            result.setLineHeight(line * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    else:
        kinds = QTextBlockFormat.LineHeightTypes
        kind = kinds.FixedHeight if rule == "exact" else kinds.MinimumHeight
        result.setLineHeight(line * PIXELS_PER_POINT, kind.value)
    tabs = own.tabs or base.tabs
    if tabs:
        result.setTabPositions([QTextOption.Tab(tab.position * PIXELS_PER_POINT, _TABS[tab.kind]) for tab in tabs])
    if own.page_break_before or base.page_break_before:
        result.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    if own.shading or base.shading:
        result.setBackground(QBrush(QColor(own.shading or base.shading)))
    if own.level or base.level:
        result.setHeadingLevel(own.level or base.level)
    # Leaders, keep-together and borders have no property of Qt's; the whole wish is kept beside what is shown.
    result.setProperty(Property.KEPT_FORMAT, msgspec.json.encode(own).decode())
    return result


def _line(block_format: QTextBlockFormat) -> tuple[float, LineRule]:
    kinds = QTextBlockFormat.LineHeightTypes
    kind, height = block_format.lineHeightType(), block_format.lineHeight()
    if kind == kinds.ProportionalHeight.value:
        return round(height / 100, 3), "multiple"
    if kind == kinds.FixedHeight.value:
        return round(height / PIXELS_PER_POINT, 3), "exact"
    if kind == kinds.MinimumHeight.value:
        return round(height / PIXELS_PER_POINT, 3), "least"
    return 1.0, "multiple"


def _kept_char(char_format: QTextCharFormat) -> CharFormat:
    value = char_format.property(Property.KEPT_FORMAT)
    return msgspec.json.decode(value, type=CharFormat) if isinstance(value, str) and value else CharFormat()


def _kept_paragraph_format(block_format: QTextBlockFormat) -> ParagraphFormat:
    value = block_format.property(Property.KEPT_FORMAT)
    return msgspec.json.decode(value, type=ParagraphFormat) if isinstance(value, str) and value else ParagraphFormat()


def _key_of(table: Mapping[K, object], value: object, fallback: K) -> K:
    return next((key for key, entry in table.items() if entry == value), fallback)


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The runs of text in `block` that have one format."""
    # PySide6's stubs don't tell what the iterator of a block gives.
    for part in cast("Iterable[QTextBlock.iterator]", block):
        yield part.fragment()
