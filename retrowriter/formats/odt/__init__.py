"""OpenDocument texts, as LibreOffice and others keep them."""

from retrowriter.formats.odt.reader import read
from retrowriter.formats.odt.writer import write

__all__ = ["read", "write"]
