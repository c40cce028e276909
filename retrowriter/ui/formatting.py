"""Changing the formats of a selection: of its characters, of its paragraphs, and the styles behind both.

A change is a function from the format that is shown to the one wanted. It runs once for each format that occurs, and
neighbouring pieces of one format are set together, so that a change of a long document costs little. Each is one step
of undo, and what it sets is what the document as data knows.
"""

from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from retrowriter.document.model import CharFormat, Document, ParagraphFormat, Style
from retrowriter.document.styles import apart, over
from retrowriter.ui import text_formats
from retrowriter.ui.document_view import DocumentView
from retrowriter.ui.table_formats import blocks_of_cell, has_own_mark, selected_cells
from retrowriter.ui.text_formats import ListPlace, Property, Sheet

# From the format that is shown, and the style's, to the format wanted.
CharChange = Callable[[CharFormat, CharFormat], CharFormat]
ParagraphChange = Callable[[ParagraphFormat, ParagraphFormat], ParagraphFormat]
_Span = tuple[int, int, str, QTextCharFormat, int]


def character(editor: DocumentView) -> CharFormat:
    """The whole format at the caret, or of the first selected character, nothing left to the style."""
    cursor = editor.textCursor()
    char_format = editor.currentCharFormat()
    if cursor.hasSelection():
        first = QTextCursor(editor.document())
        first.setPosition(cursor.selectionStart() + 1)
        char_format = first.charFormat()
    base = editor.sheet.style(text_formats.style_of(cursor.block())).char
    return over(base, text_formats.char_format_of(char_format, base))


def paragraph(editor: DocumentView) -> ParagraphFormat:
    """The whole format of the paragraph with the caret, or of the first selected one."""
    block = first_block(editor)
    base = editor.sheet.style(text_formats.style_of(block)).paragraph
    return over(base, text_formats.paragraph_format_of(block.blockFormat()))


def first_block(editor: DocumentView) -> QTextBlock:
    """The paragraph with the caret, or the first selected one."""
    return editor.document().findBlock(editor.textCursor().selectionStart())


def selected_blocks(editor: DocumentView) -> list[QTextBlock]:
    """The paragraphs that the selection touches; one whose beginning it only reaches does not count."""
    cursor = editor.textCursor()
    cells = selected_cells(cursor)
    if cells:
        return [block for cell in cells for block in blocks_of_cell(cell)]
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = editor.document().findBlock(start)
    blocks = [block]
    block = block.next()
    while block.isValid() and block.position() < end:
        blocks.append(block)
        block = block.next()
    return blocks


def styles_in_use(editor: DocumentView) -> set[str]:
    """The styles that paragraphs of the document have."""
    found: set[str] = set()
    block = editor.document().begin()
    while block.isValid():
        found.add(text_formats.style_of(block))
        block = block.next()
    return found


def set_character(editor: DocumentView, name: str, **fields: object) -> None:
    """Gives the selected characters, or what is typed next, other fields of CharFormat; the others stay."""
    change_characters(editor, name, lambda shown, _base: msgspec.structs.replace(shown, **fields))


def change_characters(editor: DocumentView, name: str, change: CharChange) -> None:
    """Changes the format of the selected characters, or of what is typed next."""
    if not editor.is_loaded:
        return
    sheet, cursor = editor.sheet, editor.textCursor()
    if not cursor.hasSelection():
        style = text_formats.style_of(cursor.block())
        editor.setCurrentCharFormat(_changed(editor.currentCharFormat(), sheet, style, change))
        editor.format_changed.emit()
        return
    cache: dict[tuple[str, int], QTextCharFormat] = {}

    def converted(style: str, char_format: QTextCharFormat, index: int) -> QTextCharFormat:
        key = (style, index)
        if key not in cache:
            cache[key] = _changed(char_format, sheet, style, change)
        return cache[key]

    work = QTextCursor(editor.document())
    with editor.undo_names.naming(name):
        work.beginEditBlock()
        stretches = [(cell.firstPosition(), cell.lastPosition()) for cell in selected_cells(cursor)]
        stretches = stretches or [(cursor.selectionStart(), cursor.selectionEnd())]
        spans = [span for stretch in stretches for span in _char_spans(editor.document(), *stretch)]
        _set_characters(work, spans, converted)
        work.endEditBlock()
    editor.format_changed.emit()


def set_paragraph(editor: DocumentView, name: str, **fields: object) -> None:
    """Gives the selected paragraphs other fields of ParagraphFormat; the others stay."""
    change_paragraphs(editor, name, lambda shown, _base: msgspec.structs.replace(shown, **fields))


def change_paragraphs(editor: DocumentView, name: str, change: ParagraphChange) -> None:
    """Changes the format of the selected paragraphs."""

    def converted(block: QTextBlock) -> QTextBlockFormat:
        old, style = block.blockFormat(), text_formats.style_of(block)
        base = editor.sheet.style(style).paragraph
        wanted = change(over(base, text_formats.paragraph_format_of(old)), base)
        return _with_break(old, editor.sheet.block(style, apart(wanted, base), text_formats.list_of(old)))

    set_blocks(editor, name, selected_blocks(editor), converted)


def change_lists(
    editor: DocumentView, name: str, blocks: list[QTextBlock], change: Callable[[QTextBlock, ListPlace], ListPlace]
) -> None:
    """Changes the places of paragraphs in lists."""

    def converted(block: QTextBlock) -> QTextBlockFormat:
        old, style = block.blockFormat(), text_formats.style_of(block)
        place = change(block, text_formats.list_of(old))
        return _with_break(old, editor.sheet.block(style, text_formats.paragraph_format_of(old), place))

    set_blocks(editor, name, blocks, converted, each=True)


def set_blocks(
    editor: DocumentView,
    name: str,
    blocks: list[QTextBlock],
    convert: Callable[[QTextBlock], QTextBlockFormat],
    each: bool = False,
) -> None:
    """Sets the formats of paragraphs; `each`: those of one format may become different."""
    if not (blocks and editor.is_loaded):
        return
    work = QTextCursor(editor.document())
    with editor.undo_names.naming(name):
        work.beginEditBlock()
        _set_block_formats(work, blocks, convert, each)
        work.endEditBlock()
    editor.format_changed.emit()


def apply_style(editor: DocumentView, name: str, blocks: list[QTextBlock] | None = None) -> None:
    """Gives paragraphs a style. Characters keep what deviates from the old style; lists and indents of their own go."""
    if not editor.is_loaded:
        return
    chosen = selected_blocks(editor) if blocks is None else blocks
    work = QTextCursor(editor.document())
    with editor.undo_names.naming("Style"):
        work.beginEditBlock()
        _restyle(work, chosen, editor.sheet, editor.sheet, lambda _old: name, keep=False)
        work.endEditBlock()
    editor.format_changed.emit()


def define_styles(editor: DocumentView, own: tuple[Style, ...], name: str = "Style") -> None:
    """Changes the document's styles and the look of all that is written in them.

    The definitions stand in the root frame's format, so that they are on the undo stack with the paragraphs.
    """
    if not editor.is_loaded:
        return
    old = Sheet(Document(styles=editor.sheet.own))
    new = Sheet(Document(styles=own))
    known = {*old.names, *new.names}
    changed = {style for style in known if style not in new.styles or old.style(style) != new.style(style)}
    frame = editor.document().rootFrame()
    frame_format = frame.frameFormat()
    frame_format.setProperty(Property.STYLES, msgspec.json.encode(own).decode())
    work = QTextCursor(editor.document())
    with editor.undo_names.naming(name):
        work.beginEditBlock()
        frame.setFrameFormat(frame_format)
        editor.sheet.replace(own)
        affected: list[QTextBlock] = []
        block = editor.document().begin()
        while block.isValid():
            if text_formats.style_of(block) in changed:
                affected.append(block)
            block = block.next()
        _restyle(work, affected, old, new, lambda style: style if style in new.styles else "Normal", keep=True)
        work.endEditBlock()
    editor.format_changed.emit()


def style_by_example(editor: DocumentView, name: str) -> None:
    """Makes a style of the format at the caret, or of the first selected paragraph, and gives it to the selection."""
    base = editor.sheet.style(text_formats.style_of(first_block(editor)))
    style = Style(
        name=name,
        based_on=base.name,
        next=name,
        char=apart(character(editor), base.char),
        paragraph=apart(paragraph(editor), base.paragraph),
    )
    cursor = editor.textCursor()
    with editor.undo_names.naming("New Style"):
        cursor.beginEditBlock()
        define_styles(editor, (*editor.sheet.own, style))
        apply_style(editor, name)
        cursor.endEditBlock()


def _keep_element(old: QTextCharFormat, new: QTextCharFormat) -> None:
    """Carries over what stands for a picture, a field or the like."""
    element = old.property(Property.ELEMENT)
    if element:
        new.setProperty(Property.ELEMENT, element)
        new.setObjectType(old.objectType())


def _changed(char_format: QTextCharFormat, sheet: Sheet, style: str, change: CharChange) -> QTextCharFormat:
    base = sheet.style(style).char
    wanted = change(over(base, text_formats.char_format_of(char_format, base)), base)
    return _rebuilt(char_format, sheet, style, apart(wanted, base))


def _rebuilt(old: QTextCharFormat, sheet: Sheet, style: str, own: CharFormat) -> QTextCharFormat:
    link = old.anchorHref() if old.isAnchor() else ""
    made = sheet.char(style, own, text_formats.origin_of(old), text_formats.generation_of(old), link)
    _keep_element(old, made)
    return made


def _with_break(old: QTextBlockFormat, new: QTextBlockFormat) -> QTextBlockFormat:
    """The new format, with the page break in front that the old one had apart from its paragraph format."""
    broken = old.pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
    if broken and not text_formats.paragraph_format_of(old).page_break_before:
        new.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    return new


def _char_spans(document: QTextDocument, start: int, end: int) -> Iterator[_Span]:
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        yield from _spans_of(block, start, end)
        block = block.next()


def _spans_of(block: QTextBlock, start: int, end: int) -> Iterator[_Span]:
    """Pieces of one format between two positions of a paragraph and the mark in front of it, which has its format."""
    style, mark = text_formats.style_of(block), block.position() - 1
    if start <= mark < end and has_own_mark(block):
        yield mark, mark + 1, style, block.charFormat(), block.charFormatIndex()
    for part in text_formats.fragments(block):
        first, last = max(start, part.position()), min(end, part.position() + part.length())
        if first < last:
            yield first, last, style, part.charFormat(), part.charFormatIndex()


def _set_characters(
    work: QTextCursor, spans: list[_Span], converted: Callable[[str, QTextCharFormat, int], QTextCharFormat]
) -> None:
    pending: tuple[int, int, QTextCharFormat] | None = None
    for start, end, style, char_format, index in spans:
        wanted = converted(style, char_format, index)
        if pending is not None and pending[2] is wanted and pending[1] == start:
            pending = (pending[0], end, wanted)
            continue
        if pending is not None:
            _set_piece(work, *pending)
        pending = (start, end, wanted)
    if pending is not None:
        _set_piece(work, *pending)


def _set_piece(work: QTextCursor, start: int, end: int, char_format: QTextCharFormat) -> None:
    work.setPosition(start)
    work.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    work.setCharFormat(char_format)


def _set_block_formats(
    work: QTextCursor, blocks: list[QTextBlock], convert: Callable[[QTextBlock], QTextBlockFormat], each: bool = False
) -> None:
    cache: dict[int, QTextBlockFormat] = {}
    # Formats are worked out first: setting one changes the indices of formats, not of blocks.
    wanted: list[tuple[int, int, QTextBlockFormat]] = []
    for block in blocks:
        index = block.blockFormatIndex()
        if each or index not in cache:
            cache[index] = convert(block)
        made, position, length = cache[index], block.position(), block.length()
        last = wanted[-1] if wanted else None
        if last is not None and last[2] is made and last[1] == position and has_own_mark(block):
            wanted[-1] = (last[0], position + length, made)
        else:
            wanted.append((position, position + length, made))
    for start, end, block_format in wanted:
        work.setPosition(start)
        work.setPosition(end - 1, QTextCursor.MoveMode.KeepAnchor)
        work.setBlockFormat(block_format)


def _restyle(
    work: QTextCursor,
    blocks: list[QTextBlock],
    old: Sheet,
    new: Sheet,
    renamed: Callable[[str], str],
    keep: bool,
) -> None:
    cache: dict[tuple[str, int], QTextCharFormat] = {}

    def char_format_in(style: str, char_format: QTextCharFormat, index: int) -> QTextCharFormat:
        key = (style, index)
        if key not in cache:
            own = text_formats.char_format_of(char_format, old.style(style).char)
            cache[key] = _rebuilt(char_format, new, renamed(style), own)
        return cache[key]

    def block_format_in(block: QTextBlock) -> QTextBlockFormat:
        before, style = block.blockFormat(), text_formats.style_of(block)
        if not keep:
            return _with_break(before, new.block(renamed(style)))
        own, place = text_formats.paragraph_format_of(before), text_formats.list_of(before)
        return _with_break(before, new.block(renamed(style), own, place))

    spans: list[_Span] = []
    for block in blocks:
        end = block.position() + block.length() - 1
        spans.extend(_spans_of(block, max(0, block.position() - 1), end))
        if block.position() == 0:
            work.setPosition(0)
            work.setBlockCharFormat(
                char_format_in(text_formats.style_of(block), block.charFormat(), block.charFormatIndex())
            )
    _set_characters(work, spans, char_format_in)
    _set_block_formats(work, blocks, block_format_in)
