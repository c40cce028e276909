"""Word documents of today (Office Open XML)."""

from retrowriter.formats.docx.reader import read
from retrowriter.formats.docx.writer import write

__all__ = ["read", "write"]
