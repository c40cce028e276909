"""Rich Text Format: read in all its dialects, written as Word 6 and WordPad know it."""

from retrowriter.formats.rtf.reader import read
from retrowriter.formats.rtf.writer import write

__all__ = ["read", "write"]
