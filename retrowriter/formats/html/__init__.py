"""Documents of the Web: HTML of today with its formats as CSS, and HTML 3.2 as browsers of 1995 to 1997 knew it."""

from retrowriter.formats.html.old import write as write_old
from retrowriter.formats.html.reader import read, read_text
from retrowriter.formats.html.writer import write

__all__ = ["read", "read_text", "write", "write_old"]
