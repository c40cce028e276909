"""Document formats: one module a format, each turning a Document into the bytes of a file and back.

The table FORMATS names them all; the Open and Save dialogs and the command line derive from it.
"""

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrowriter import files
from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.formats import docx, html, layout, losses, man, markdown, odt, rdw, rtf, text

MAX_FILE = 512 * 1024 * 1024

_ALL_BUT_ORIGIN = losses.ALL - {"origin"}

_LAYOUT = frozenset({"paragraphs", "tabs", "lists", "tables", "merged", "notes", "apart", "breaks", "page", "styles"})
_NO_PAGE = losses.ALL - {"tabs", "apart", "fields", "page", "origin"}
_HTML_OLD = frozenset({"emphasis", "lists", "tables", "merged", "links", "bookmarks", "notes", "facts"})
_MARKDOWN = frozenset({"styles", "emphasis", "lists", "tables", "links"})
_MAN = frozenset({"emphasis", "lists", "styles", "notes", "facts"})


@dataclass(frozen=True)
class Format:
    """A document format.

    Attributes:
        key: its short name ("rdw").
        label: its name in the Open and Save dialogs.
        suffixes: file name endings with the point, lower case; the first is the usual one.
        read: bytes to document, raises UserError; None for a format that is only written.
        write: document to bytes; raises UserError.
        keeps: what of a document it holds, as keys of losses.WORDS.
        lacks: what a document would lose beyond that, in words; for what no key says.
    """

    key: str
    label: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Document] | None
    write: Callable[[Document], bytes]
    keeps: frozenset[str] = losses.ALL
    lacks: Callable[[Document], list[str]] = lambda _document: []

    @property
    def keeps_all(self) -> bool:
        """Whether nothing of any document is lost in it."""
        return self.keeps == losses.ALL

    def loses(self, document: Document) -> list[str]:
        """What this document would lose in it, in plain words; empty when it loses nothing."""
        if self.keeps_all:
            return losses.left_out(document) if losses.NEWER in document.settings.get(losses.LEFT_OUT, ()) else []
        return losses.lost(document, self.keeps) + self.lacks(document)


FORMATS: tuple[Format, ...] = (
    Format("rdw", "Retro Documents", (".rdw",), rdw.read, rdw.write),
    Format("rtf", "Rich Text Format", (".rtf",), rtf.read, rtf.write, _ALL_BUT_ORIGIN),
    Format("docx", "Word Documents", (".docx", ".docm", ".dotx"), docx.read, docx.write, _ALL_BUT_ORIGIN),
    Format("odt", "OpenDocument Text", (".odt", ".ott"), odt.read, odt.write, _ALL_BUT_ORIGIN),
    Format("html", "HTML Document", (".html", ".htm"), html.read, html.write, _NO_PAGE),
    Format("html32", "HTML 3.2 (for browsers of 1996)", (".htm", ".html"), None, html.write_old, _HTML_OLD),
    Format("markdown", "Markdown", (".md", ".markdown"), markdown.read, markdown.write, _MARKDOWN, markdown.lacks),
    Format("text", "Text Only", (".txt", ".text", ".asc"), text.read, text.write, frozenset({"breaks"}), text.lacks),
    Format(
        "text-dos", "MS-DOS Text", (".txt", ".asc"), text.read, text.write_dos, frozenset({"breaks"}), text.lacks_dos
    ),
    Format("layout", "Text with Layout", (".txt", ".asc"), None, layout.write, _LAYOUT),
    Format("man", "Reference Page (man)", (".man", ".1", ".3", ".7"), None, man.write, _MAN),
)
NATIVE = FORMATS[0]
READABLE: tuple[Format, ...] = tuple(entry for entry in FORMATS if entry.read is not None)


def find(key: str) -> Format:
    """The format of a key. Raises KeyError."""
    return {entry.key: entry for entry in FORMATS}[key]


def by_suffix(path: Path) -> Format | None:
    """The format of a file name, None when its ending is not known."""
    suffix = path.suffix.lower()
    return next((entry for entry in FORMATS if suffix in entry.suffixes), None)


def chosen_for(path: Path, wanted: Format) -> Format:
    """The format for saving under a name: the wanted one, unless the name has the ending of another."""
    return wanted if path.suffix.lower() in wanted.suffixes else by_suffix(path) or wanted


def by_content(data: bytes) -> Format:
    """The format that the bytes of a file are most likely in.

    Raises:
        UserError: code old_word for Word's own files of 1995, which nobody but Word reads well.
    """
    if data.startswith((b"\xd0\xcf\x11\xe0", b"\xdb\xa5", b"\x31\xbe")):
        raise UserError(
            "old_word",
            "This is a document in Word's own format, which cannot be opened.",
            "Save it as Rich Text Format or as a Word document of today (.docx) first.",
        )
    if data.startswith(b"PK\x03\x04"):
        if b"opendocument.text" in data[:200]:
            return find("odt")
        return find("docx") if b"word/document.xml" in data else NATIVE
    if data.lstrip()[:5] == b"{\\rtf":
        return find("rtf")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return find("html")
    return find("text")


def read_file(path: Path) -> tuple[Document, Format]:
    """Reads a document; the format of a file with an unknown ending is told by its content.

    Raises:
        UserError: code file_missing, file_unreadable, file_too_large, old_word, or one of the format's own.
    """
    data = read_bytes(path)
    chosen = format_of(path, data)
    assert chosen.read is not None
    return chosen.read(data), chosen


def format_of(path: Path, data: bytes) -> Format:
    """The format in which a file is to be read: that of its ending, else what its content tells.

    Raises:
        UserError: code old_word, as by_content().
    """
    chosen = by_suffix(path)
    return by_content(data) if chosen is None or chosen.read is None else chosen


def read_bytes(path: Path) -> bytes:
    """The bytes of a document. Raises UserError as read_file does."""
    try:
        found = path.stat()
        # A pipe or a device can have no end, or never begin.
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise UserError("file_unreadable", f"{path.name} is not a document but a device or a pipe.")
        if found.st_size > MAX_FILE:
            raise UserError("file_too_large", f"{path.name} is larger than {files.megabytes(MAX_FILE)}.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("file_missing", f"{path.name} cannot be found.", "Check its name and folder.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("file_unreadable", f"{path.name} cannot be opened: {reason}.") from error


def write_file(path: Path, document: Document, chosen: Format) -> None:
    """Writes a document atomically. Raises UserError as files.write_bytes and the format do."""
    files.write_bytes(path, chosen.write(document))
