"""What of a document a file format cannot hold, in plain words."""

from collections.abc import Iterator

import msgspec

from retrowriter.document.model import (
    Bookmark,
    Break,
    CharFormat,
    Document,
    Field,
    Note,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Picture,
    Run,
    Table,
)
from retrowriter.formats.flow import paragraphs

WORDS: dict[str, str] = {
    "styles": "styles",
    "emphasis": "bold and italic type",
    "characters": "fonts, sizes, colours and other formats of characters",
    "hidden": "hidden text (it would be seen)",
    "paragraphs": "alignment, indents, spacing and other formats of paragraphs",
    "tabs": "tab stops",
    "lists": "bullets and numbers as lists (they become text)",
    "tables": "tables as tables (they become text)",
    "merged": "merged cells of tables",
    "cells": "shading and borders of tables",
    "pictures": "pictures",
    "links": "addresses of links",
    "bookmarks": "bookmarks",
    "notes": "footnotes",
    "apart": "headers and footers",
    "fields": "fields that fill themselves in, such as page numbers",
    "breaks": "page and section breaks",
    "page": "paper size, margins and columns",
    "facts": "title and author",
    "origin": "the record of what the model wrote",
}
ALL = frozenset(WORDS)
# Where Document.settings says what of the file that was read did not come into the document.
LEFT_OUT = "left_out"
# What stands there for fields of a document that only a newer version of the program knows.
NEWER = "what only a newer version of this program knows"

_PLAIN_STYLES = ("Normal", "Typewriter")
_USUAL_MARGINS = (72.0, 90.0)


def lost(document: Document, kept: frozenset[str]) -> list[str]:
    """What the document has that is not among `kept` (keys of WORDS), and what it lost when it was read, in words."""
    used = set(_used(document))
    found = [words for key, words in WORDS.items() if key in used and key not in kept]
    return found + left_out(document)


def left_out(document: Document) -> list[str]:
    """What the file that was read had and the document has not, in words."""
    found = document.settings.get(LEFT_OUT, ())
    return [f"{words} of the file that was opened" for words in found if isinstance(words, str)]


def _used(document: Document) -> Iterator[str]:
    if document.generations:
        yield "origin"
    if document.title or document.author:
        yield "facts"
    if document.header or document.footer or document.first_header or document.first_footer:
        yield "apart"
    if _has_own_page(document.page):
        yield "page"
    for block in document.blocks:
        if isinstance(block, Break):
            yield "breaks"
        elif isinstance(block, Table):
            yield "tables"
            cells = [cell for row in block.rows for cell in row]
            if any(cell.columns > 1 or cell.rows > 1 for cell in cells):
                yield "merged"
            if block.border != 0.5 or any(cell.shading for cell in cells):
                yield "cells"
    for paragraph in paragraphs(document):
        yield from _in_paragraph(paragraph)


def _in_paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.style not in _PLAIN_STYLES:
        yield "styles"
    if paragraph.list:
        yield "lists"
    if paragraph.format.tabs:
        yield "tabs"
    if msgspec.structs.replace(paragraph.format, tabs=()) != ParagraphFormat():
        yield "paragraphs"
    for item in paragraph.content:
        if isinstance(item, Picture):
            yield "pictures"
        elif isinstance(item, Note):
            yield "notes"
        elif isinstance(item, Bookmark):
            yield "bookmarks"
        elif isinstance(item, Field):
            yield "fields"
            yield from _in_char(item.format)
        elif isinstance(item, Run):
            if item.link:
                yield "links"
            if item.origin == "model" or item.generation:
                yield "origin"
            yield from _in_char(item.format)


def _in_char(char: CharFormat) -> Iterator[str]:
    if char == CharFormat():
        return
    if char.bold or char.italic:
        yield "emphasis"
    if char.hidden:
        yield "hidden"
    if msgspec.structs.replace(char, bold=None, italic=None, hidden=False) != CharFormat():
        yield "characters"


def _has_own_page(page: PageSetup) -> bool:
    usual = PageSetup()
    sides = page.left in _USUAL_MARGINS and page.right in _USUAL_MARGINS
    return not sides or msgspec.structs.replace(page, left=usual.left, right=usual.right) != usual
