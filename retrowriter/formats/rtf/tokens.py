"""The bytes of an RTF file as a stream of tokens."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrowriter.errors import UserError

MAX_TOKENS = 4_000_000

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]+)(?P<number>-?[0-9]+)? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)
_LIMIT = 2**31 - 1


class Token(NamedTuple):
    """A token: kind "word" (name, number or None), "symbol", "text" and "hex" (data), "open", "close", "bin" (data)."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of an RTF file.

    Raises:
        UserError: code rtf_damaged when there are more of them than any honest document has.
    """
    position, count, end = 0, 0, len(data)
    while position < end:
        match = _TOKEN.match(data, position)
        assert match is not None  # the alternatives cover every byte
        position = match.end()
        count += 1
        if count > MAX_TOKENS:
            raise UserError("rtf_damaged", "This Rich Text file is too large to be read.")
        kind = match.lastgroup
        if match["word"] is not None:
            name = match["word"][:32].decode("ascii")
            number = _number(match["number"]) if match["number"] is not None else None
            if name == "bin" and number is not None:
                length = max(0, min(number, end - position))
                yield Token("bin", data=data[position : position + length])
                position += length
            else:
                yield Token("word", name, number)
        elif kind == "brace":
            yield Token("open" if match["brace"] == b"{" else "close")
        elif kind == "hex":
            yield Token("hex", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif kind == "text":
            yield Token("text", data=match["text"].replace(b"\0", b""))


def _number(digits: bytes) -> int:
    # More digits than a number of RTF may have are no number; int() of thousands of them would take its time.
    value = int(digits[:12])
    return max(-_LIMIT, min(_LIMIT, value))
