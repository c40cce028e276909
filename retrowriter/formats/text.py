"""Plain text: one paragraph a line, in UTF-8 or one of the 8-bit encodings of 1995, with any of the three line ends.

What a file was in is remembered in Document.settings["text"], so that it is written as it came.
"""

import unicodedata

import msgspec

from retrowriter.document.model import Document, from_plain_text, plain_text
from retrowriter.errors import UserError
from retrowriter.formats import encodings
from retrowriter.formats.encodings import Guess, LineEnd

SETTING = "text"

_SHOWN = 12

_APPROXIMATE = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "--", "…": "...",
        "•": "*", "™": "(TM)", "®": "(R)", "©": "(C)", "€": "EUR", "\u00a0": " ", "\u2011": "-", "\u00ad": "",
        "×": "x", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE",
    }
)  # fmt: skip


def read(data: bytes, encoding: str = "") -> Document:
    """The document of a text file, in typewriter type, as it is laid out with spaces.

    Args:
        encoding: Python's name of the encoding; "" = what it seems to be.

    Raises:
        UserError: code not_text when the bytes are no text.
    """
    found = guess(data)
    chosen = encoding or found.encoding
    content = encodings.decode(data, chosen)
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
    document = from_plain_text("\n".join(lines), style="Typewriter")
    if (chosen, found.line_end) == ("utf-8", "lf"):
        return document
    kept = {"encoding": chosen, "line_end": found.line_end}
    return msgspec.structs.replace(document, settings={SETTING: kept})


def guess(data: bytes) -> Guess:
    """What the file seems to be. Raises UserError, code not_text, when the bytes are no text."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError("not_text", "This file is not a text file.", "Choose a file of another kind.")
    return encodings.guess(data)


def write(document: Document, encoding: str = "", line_end: LineEnd | None = None) -> bytes:
    """The text of the document, ending with a line end.

    Args:
        encoding, line_end: as the document's file had them, else UTF-8 with line feeds, when they aren't given.
    """
    chosen, end = _kept(document)
    content = plain_text(document)
    return encode(content + "\n" if content else "", encoding or chosen, line_end or end)


def write_dos(document: Document) -> bytes:
    """The text as MS-DOS kept it: code page 437, a carriage return and a line feed behind each line."""
    return write(document, "cp437", "crlf")


def encode(content: str, encoding: str, line_end: LineEnd) -> bytes:
    """Text with line feeds as bytes; characters that the encoding lacks become the nearest that it has, or "?"."""
    content = "".join(map(_approximate, _parts(content, encoding)))
    return content.replace("\n", encodings.LINE_ENDS[line_end]).encode(encoding, errors="replace")


def unwritable(document: Document, encoding: str = "") -> list[str]:
    """The characters of the document that the encoding does not have."""
    return encodings.missing(plain_text(document), encoding or _kept(document)[0])


def lacks(document: Document) -> list[str]:
    """What the document would lose in its own encoding, in words."""
    return _lacking(document, _kept(document)[0])


def lacks_dos(document: Document) -> list[str]:
    """What the document would lose in code page 437, in words."""
    return _lacking(document, "cp437")


def _lacking(document: Document, encoding: str) -> list[str]:
    found = unwritable(document, encoding)
    if not found:
        return []
    shown = " ".join(found[:_SHOWN]) + (" ..." if len(found) > _SHOWN else "")
    label = next(entry.label for entry in encodings.ENCODINGS if entry.key == encoding)
    return [f"characters that {label} does not have: {shown}"]


def _parts(content: str, encoding: str) -> list[tuple[str, bool]]:
    lacking = frozenset(encodings.missing(content, encoding))
    if not lacking:
        return [(content, False)]
    return [(char, char in lacking) for char in content]


def _approximate(part: tuple[str, bool]) -> str:
    text, is_lacking = part
    if not is_lacking:
        return text
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text.translate(_APPROXIMATE)) if not unicodedata.combining(char)
    )
    # An accent by itself is left out.
    return plain or ("" if unicodedata.combining(text) else "?")


def _kept(document: Document) -> tuple[str, LineEnd]:
    kept = document.settings.get(SETTING)
    if isinstance(kept, dict):
        found = encodings.find(str(kept.get("encoding")))
        end = kept.get("line_end")
        if found is not None and end in encodings.LINE_ENDS:
            return found.key, end
    return "utf-8", "lf"
