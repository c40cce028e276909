"""Plain text: one paragraph a line, UTF-8 (with or without a byte order mark, or Windows-1252 when it is not UTF-8)."""

from retrowriter.document.model import Document, from_plain_text, plain_text
from retrowriter.errors import UserError


def read(data: bytes) -> Document:
    """The document of a text file, in typewriter type, as it is laid out with spaces.

    Raises:
        UserError: code not_text when the bytes are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = data.decode("utf-16", errors="replace")
    elif b"\0" in data:
        raise UserError("not_text", "This file is not a text file.", "Choose a file of another kind.")
    else:
        try:
            content = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            content = data.decode("cp1252", errors="replace")
    lines: list[str] = []
    pages = content.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    for number, page in enumerate(pages):
        if number:
            lines.append("\f")
            # The line of the form feed ends with it, whether it says so or not.
            page = page.removeprefix("\n")
        if page or len(pages) == 1:
            # The last line's end is no further, empty line.
            lines += page.removesuffix("\n").split("\n")
    return from_plain_text("\n".join(lines), style="Typewriter")


def write(document: Document) -> bytes:
    """The text of the document with line feeds, in UTF-8, ending with a line feed."""
    content = plain_text(document)
    return (content + "\n" if content else "").encode("utf-8", errors="replace")
