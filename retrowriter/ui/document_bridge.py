"""Between the document as data and the QTextDocument that the editor shows.

What QTextFormat has no property for travels in user properties: where a piece of text comes from, the number of its
generation, the name of a paragraph's style, and the whole of an element that this view does not show yet, so that
opening and saving loses nothing.

Lengths: Document has points, QTextFormat pixels at 96 dots an inch; font sizes are points in both.
"""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from retrowriter.document import styles
from retrowriter.document.model import (
    Alignment,
    Block,
    Break,
    Caps,
    CharFormat,
    Document,
    Inline,
    Origin,
    Paragraph,
    ParagraphFormat,
    Run,
    Script,
    Style,
    Tab,
    Table,
    Underline,
)

K = TypeVar("K")

PIXELS_PER_POINT = 96 / 72
OBJECT = "￼"
LINE_BREAK = "\u2028"

_SLICE_BLOCKS = 24
_AT_ONCE = 60


class Property(IntEnum):
    """User properties of the formats."""

    ORIGIN = QTextFormat.Property.UserProperty.value + 1
    GENERATION = QTextFormat.Property.UserProperty.value + 2
    STYLE = QTextFormat.Property.UserProperty.value + 3
    ELEMENT = QTextFormat.Property.UserProperty.value + 4
    KEPT_CHAR = QTextFormat.Property.UserProperty.value + 5
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
_element_encoder = msgspec.json.Encoder()
_Element = Inline | Table | Break | Paragraph
_element_decoder: msgspec.json.Decoder[_Element] = msgspec.json.Decoder(_Element)


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


class Loader(QObject):
    """Fills an empty QTextDocument with a Document: a small one at once, a long one in slices between events.

    Signals:
        finished: all is there.
    """

    finished = Signal()

    def __init__(self, target: QTextDocument, document: Document, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self._sheet = sheet
        self._blocks = iter(document.blocks)
        self._page_break = False
        self._first = True
        self._cursor = QTextCursor(target)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> bool:
        """Loads the first slice; True when that was all (finished is emitted in both cases)."""
        self._target.setUndoRedoEnabled(False)
        if self._slice(_AT_ONCE):
            self._end()
            return True
        self._timer.start()
        return False

    def _on_timeout(self) -> None:
        if self._slice(_SLICE_BLOCKS):
            self._timer.stop()
            self._end()

    def _slice(self, count: int) -> bool:
        self._cursor.beginEditBlock()
        try:
            for _ in range(count):
                block = next(self._blocks, None)
                if block is None:
                    return True
                self._add(block)
        finally:
            self._cursor.endEditBlock()
        return False

    def _end(self) -> None:
        if self._page_break:
            self._add(Paragraph())
        self._target.setUndoRedoEnabled(True)
        self._target.setModified(False)
        self.finished.emit()

    def _add(self, block: Block) -> None:
        if isinstance(block, Break) and block.kind == "page" and not self._page_break:
            self._page_break = True
            return
        paragraph = block if isinstance(block, Paragraph) else Paragraph()
        block_format = self._sheet.block(paragraph.style, paragraph.format)
        kept = msgspec.structs.replace(paragraph, content=(), style="Normal", format=ParagraphFormat())
        if kept != Paragraph():
            block_format.setProperty(Property.KEPT_PARAGRAPH, _element_encoder.encode(kept).decode())
        if self._page_break:
            block_format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            self._page_break = False
        last = paragraph.content[-1] if paragraph.content else None
        style = paragraph.style
        end = run_format(last, style, self._sheet) if isinstance(last, Run) else self._sheet.char(style)
        if self._first:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(end)
            self._first = False
        else:
            self._cursor.insertBlock(block_format, end)
        insert_content(self._cursor, block, self._sheet)


def insert_lines(cursor: QTextCursor, text: str, char_format: QTextCharFormat, block_format: QTextBlockFormat) -> None:
    """Inserts text at the cursor; each line feed begins a paragraph in `block_format`."""
    for number, line in enumerate(text.split("\n")):
        if number:
            cursor.insertBlock(block_format, char_format)
        if line:
            cursor.insertText(line, char_format)


def insert_blocks(cursor: QTextCursor, blocks: tuple[Block, ...], sheet: Sheet) -> None:
    """Inserts blocks at the cursor: the first joins the paragraph there, each further one begins a paragraph."""
    for number, block in enumerate(blocks):
        style = block.style if isinstance(block, Paragraph) else "Normal"
        if number:
            own = block.format if isinstance(block, Paragraph) else ParagraphFormat()
            cursor.insertBlock(sheet.block(style, own), sheet.char(style))
        insert_content(cursor, block, sheet)


def insert_content(cursor: QTextCursor, block: Block, sheet: Sheet) -> None:
    """Inserts what is in a block at the cursor, in its own formats."""
    if not isinstance(block, Paragraph):
        cursor.insertText(OBJECT, _element_format(block, "Normal", sheet))
        return
    for item in block.content:
        if isinstance(item, Run):
            cursor.insertText(item.text, run_format(item, block.style, sheet))
        else:
            cursor.insertText(OBJECT, _element_format(item, block.style, sheet))


def run_format(run: Run, style: str, sheet: Sheet) -> QTextCharFormat:
    """The format of a run in a paragraph of that style."""
    return sheet.char(style, run.format, run.origin, run.generation, run.link)


def blocks_of(document: QTextDocument, sheet: Sheet) -> tuple[Block, ...]:
    """The body of what the editor shows, as data."""
    return tuple(_blocks(document.begin(), sheet))


def blocks_between(document: QTextDocument, sheet: Sheet, start: int, end: int) -> tuple[Block, ...]:
    """The body between two positions: parts of the first and the last paragraph, whole ones between them."""
    result: list[Block] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        result.append(_paragraph(block, sheet, start, end))
        block = block.next()
    return tuple(result)


def origin_of(char_format: QTextCharFormat) -> Origin:
    """Where text in this format comes from."""
    value = char_format.property(Property.ORIGIN)
    return value if value in ("model", "edited", "pasted") else "person"


def generation_of(char_format: QTextCharFormat) -> int:
    """The number of the generation that wrote text in this format, 0 = none."""
    value = char_format.property(Property.GENERATION)
    return value if isinstance(value, int) else 0


def generation_at(document: QTextDocument, index: int) -> int:
    """The number of the generation that wrote the character at `index`, paragraph marks included; 0 = none."""
    if not 0 <= index < document.characterCount() - 1:
        return 0
    block = document.findBlock(index)
    if index == block.position() + block.length() - 1:
        # A paragraph mark has the format of the block behind it.
        return generation_of(block.next().charFormat())
    cursor = QTextCursor(document)
    cursor.setPosition(index + 1)
    return generation_of(cursor.charFormat())


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


def _element_format(element: Inline | Table | Break, style: str, sheet: Sheet) -> QTextCharFormat:
    char_format = sheet.char(style)
    char_format.setProperty(Property.ELEMENT, _element_encoder.encode(element).decode())
    return char_format


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
        result.setProperty(Property.KEPT_CHAR, _element_encoder.encode(kept).decode())
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
    result.setProperty(Property.KEPT_CHAR, _element_encoder.encode(own).decode())
    return result


def _blocks(block: QTextBlock, sheet: Sheet) -> Iterator[Block]:
    while block.isValid():
        block_format = block.blockFormat()
        paragraph = _paragraph(block, sheet, 0, block.document().characterCount())
        broken = bool(block_format.pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        if broken and not paragraph.format.page_break_before:
            yield Break()
        element = _lone_element(block)
        if isinstance(element, Table | Break):
            yield element
        else:
            yield paragraph
        block = block.next()


def _paragraph(block: QTextBlock, sheet: Sheet, start: int, end: int) -> Paragraph:
    name = style_of(block)
    base = sheet.style(name)
    content: list[Inline] = []
    for part in block:
        fragment = part.fragment()
        first, last = max(start, fragment.position()), min(end, fragment.position() + fragment.length())
        if first >= last:
            continue
        text = _characters(fragment.text(), first - fragment.position(), last - fragment.position())
        content.extend(_inlines(text, fragment.charFormat(), base.char))
    block_format = block.blockFormat()
    kept = block_format.property(Property.KEPT_PARAGRAPH)
    rest = _element_decoder.decode(kept) if isinstance(kept, str) and kept else Paragraph()
    if not isinstance(rest, Paragraph):
        rest = Paragraph()
    return msgspec.structs.replace(
        rest, content=_joined(content), style=name, format=_paragraph_format(block_format, base.paragraph)
    )


def _inlines(text: str, char_format: QTextCharFormat, base: CharFormat) -> Iterator[Inline]:
    element = char_format.property(Property.ELEMENT)
    if isinstance(element, str) and element and OBJECT in text:
        found = _element_decoder.decode(element)
        for mark in text:
            if mark == OBJECT and not isinstance(found, Table | Break | Paragraph):
                yield found
        text = text.replace(OBJECT, "")
    if text:
        yield Run(
            text=text,
            format=char_format_of(char_format, base),
            origin=origin_of(char_format),
            generation=generation_of(char_format),
            link=char_format.anchorHref() if char_format.isAnchor() else "",
        )


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for item in content:
        last = result[-1] if result else None
        if isinstance(item, Run) and isinstance(last, Run) and msgspec.structs.replace(item, text=last.text) == last:
            result[-1] = msgspec.structs.replace(last, text=last.text + item.text)
        else:
            result.append(item)
    return tuple(result)


def _lone_element(block: QTextBlock) -> _Element | None:
    if block.length() != 2:
        return None
    element = block.begin().fragment().charFormat().property(Property.ELEMENT)
    return _element_decoder.decode(element) if isinstance(element, str) and element else None


def _paragraph_format(block_format: QTextBlockFormat, base: ParagraphFormat) -> ParagraphFormat:
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


def _line(block_format: QTextBlockFormat) -> tuple[float, str]:
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
    value = char_format.property(Property.KEPT_CHAR)
    return msgspec.json.decode(value, type=CharFormat) if isinstance(value, str) and value else CharFormat()


def _kept_paragraph_format(block_format: QTextBlockFormat) -> ParagraphFormat:
    value = block_format.property(Property.KEPT_CHAR)
    return msgspec.json.decode(value, type=ParagraphFormat) if isinstance(value, str) and value else ParagraphFormat()


def _characters(text: str, start: int, end: int) -> str:
    """The part of `text` between two positions counted in UTF-16 units, as Qt counts them."""
    if len(text) == end - start and start == 0:
        return text
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace")


def _key_of(table: Mapping[K, object], value: object, fallback: K) -> K:
    return next((key for key, entry in table.items() if entry == value), fallback)
