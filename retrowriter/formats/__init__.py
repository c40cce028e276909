"""Document formats: one module a format, each turning a Document into the bytes of a file and back.

The table FORMATS names them all; the Open and Save dialogs and the command line derive from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrowriter import files
from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.formats import rdw, text

MAX_FILE = 512 * 1024 * 1024


@dataclass(frozen=True)
class Format:
    """A document format.

    Attributes:
        key: its short name ("rdw").
        label: its name in the Open and Save dialogs.
        suffixes: file name endings with the point, lower case; the first is the usual one.
        read: bytes to document; raises UserError.
        write: document to bytes; raises UserError.
        keeps_all: nothing of a document is lost in it.
    """

    key: str
    label: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Document]
    write: Callable[[Document], bytes]
    keeps_all: bool = False


FORMATS: tuple[Format, ...] = (
    Format("rdw", "Retro Documents", (".rdw",), rdw.read, rdw.write, keeps_all=True),
    Format("text", "Text Only", (".txt", ".text", ".asc"), text.read, text.write),
)
NATIVE = FORMATS[0]


def by_suffix(path: Path) -> Format | None:
    """The format of a file name, None when its ending is not known."""
    suffix = path.suffix.lower()
    return next((entry for entry in FORMATS if suffix in entry.suffixes), None)


def read_file(path: Path) -> tuple[Document, Format]:
    """Reads a document; a file with an unknown ending is taken for text.

    Raises:
        UserError: code file_missing, file_unreadable, file_too_large, or one of the format's own.
    """
    chosen = by_suffix(path) or FORMATS[1]
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError("file_too_large", f"{path.name} is larger than {files.megabytes(MAX_FILE)}.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("file_missing", f"{path.name} cannot be found.", "Check its name and folder.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("file_unreadable", f"{path.name} cannot be opened: {reason}.") from error
    return chosen.read(data), chosen


def write_file(path: Path, document: Document, chosen: Format) -> None:
    """Writes a document atomically. Raises UserError as files.write_bytes and the format do."""
    files.write_bytes(path, chosen.write(document))
