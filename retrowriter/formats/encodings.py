"""The encodings of text files in 1995 and today, and telling them apart.

UTF-8 gives itself away. Among the 8-bit encodings each character beyond ASCII votes by how well it fits between its
neighbours: an accented letter belongs inside a word, a box line beside box lines, a curly quote at the edge of a word.
"""

from dataclasses import dataclass
from typing import Literal

LineEnd = Literal["lf", "crlf", "cr"]
LINE_ENDS: dict[LineEnd, str] = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
# From here on nobody needs to be asked.
SURE = 0.45

_SAMPLE = 4000
_FULL_MARGIN = 2.0
_COMMON = frozenset("éèêàâäáçñöüßôúóíåøæÉÄÖÜÅØÆÇÑ")
_FIRST = frozenset("éàêäöüåæøáóíúç")
# Among 8-bit files that could be either, most came from Windows.
_HEAD_START = {"cp1252": 0.5}
_QUOTES = frozenset("‘’“”„‚«»‹›")
_MARKS = frozenset("–—…•™®©°§¶£¢¥€½¼¾²³±×÷·¿¡\u00a0ªº")


@dataclass(frozen=True)
class Encoding:
    """An encoding: `key` is Python's name of it, `label` what people are shown."""

    key: str
    label: str


@dataclass(frozen=True)
class Guess:
    """What a text file seems to be: `certainty` from 0 to 1, `others` the next best encodings, best first."""

    encoding: str
    certainty: float
    line_end: LineEnd
    others: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.certainty >= SURE


ENCODINGS: tuple[Encoding, ...] = (
    Encoding("utf-8", "Unicode (UTF-8)"),
    Encoding("cp1252", "Windows (Western)"),
    Encoding("cp437", "MS-DOS (United States)"),
    Encoding("cp850", "MS-DOS (Western Europe)"),
    Encoding("latin-1", "ISO Latin 1"),
    Encoding("mac_roman", "Macintosh"),
    Encoding("utf-16", "Unicode (UTF-16)"),
)
_ONE_BYTE = ("cp1252", "cp437", "cp850", "mac_roman")


def find(name: str) -> Encoding | None:
    """The encoding of a name as people write it ("CP437", "latin1", "Mac Roman"), None for one we do not know."""
    plain = "".join(char for char in name.lower() if char.isalnum())
    aliases = {
        "windows1252": "cp1252",
        "ansi": "cp1252",
        "dos": "cp437",
        "ibm437": "cp437",
        "ibm850": "cp850",
        "iso88591": "latin-1",
        "mac": "mac_roman",
        "macintosh": "mac_roman",
        "ascii": "utf-8",
    }
    wanted = aliases.get(plain, plain)
    return next((entry for entry in ENCODINGS if _plain(wanted) in (_plain(entry.key), _plain(entry.label))), None)


def guess(data: bytes) -> Guess:
    """What the bytes of a text file are most likely."""
    line_end = _line_end(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Guess("utf-16", 1.0, line_end)
    if data.startswith(b"\xef\xbb\xbf") or _is_utf8(data):
        return Guess("utf-8", 1.0, line_end)
    marks = {key: _score(data, key) + _HEAD_START.get(key, 0.0) for key in _ONE_BYTE}
    scores = sorted(((mark, -place, key) for place, (key, mark) in enumerate(marks.items())), reverse=True)
    best, key = scores[0][0], scores[0][2]
    sample = data[: 16 * _SAMPLE]
    text = sample.decode(key, errors="replace")
    # Encodings that read the same are no choice.
    rivals = [(score, other) for score, _, other in scores[1:] if sample.decode(other, errors="replace") != text]
    margin = best - rivals[0][0] if rivals else _FULL_MARGIN
    certainty = max(0.0, min(1.0, margin / _FULL_MARGIN)) if best > 0 else 0.0
    return Guess(key, certainty, line_end, tuple(other for _, other in rivals))


def telling_lines(data: bytes, count: int) -> bytes:
    """The first lines with characters that the encodings do not agree on."""
    lines = data[: 16 * _SAMPLE].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return b"\n".join([line.strip() for line in lines if not line.isascii()][:count])


def decode(data: bytes, encoding: str) -> str:
    """The characters of a text file, without a byte order mark; what does not fit becomes U+FFFD."""
    if encoding == "utf-8":
        return data.decode("utf-8-sig", errors="replace")
    return data.decode(encoding, errors="replace")


def missing(text: str, encoding: str) -> list[str]:
    """The characters of `text` that the encoding does not have, each once, in order of appearance."""
    if encoding.startswith("utf"):
        return []
    found: dict[str, None] = {}
    for char in dict.fromkeys(text):
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            found[char] = None
    return list(found)


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _line_end(data: bytes) -> LineEnd:
    pairs = data.count(b"\r\n")
    feeds, returns = data.count(b"\n") - pairs, data.count(b"\r") - pairs
    if pairs > max(feeds, returns):
        return "crlf"
    return "cr" if returns > feeds else "lf"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _score(data: bytes, encoding: str) -> float:
    """How well the characters beyond ASCII fit where they stand: the mean of their marks, from about -3 to 2."""
    total, count = 0.0, 0
    text = data[: 64 * _SAMPLE].decode(encoding, errors="replace")
    for index, char in enumerate(text):
        if char < "\x80":
            continue
        before = text[index - 1] if index else "\n"
        after = text[index + 1] if index + 1 < len(text) else "\n"
        total += _mark(char, before, after)
        count += 1
        if count >= _SAMPLE:
            break
    return total / count if count else 0.0


def _mark(char: str, before: str, after: str) -> float:
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return -3.0
    inside = before.isalpha() or after.isalpha()
    if "\u2500" <= char <= "\u259f":
        # Box lines and blocks keep company of their own.
        if before.isalpha() or after.isalpha():
            return -1.5
        return 1.5 if any("\u2500" <= mark <= "\u259f" for mark in (before, after)) else 0.8
    if char in _QUOTES:
        apostrophe = before.isalpha() and after.isalpha()
        if apostrophe:
            return 1.5 if char == "’" else -1.0
        return 1.2
    if char.isalpha() and char not in "ªº":
        if not inside:
            return 0.5 if char in "àÀéÉ" and before in " \n" and after == " " else -0.8
        if char.isupper() and before.islower():
            return -1.5
        if char.islower() and before.isupper() and after.isupper():
            return -1.0
        if char == before == after:
            return -1.5
        if char.islower() and not before.isalpha() and char not in _FIRST:
            return 0.0
        return 2.0 if char in _COMMON else (-1.0 if ord(char) > 0x17F else 0.6)
    if char in _MARKS:
        return 0.3 if not (before.isalpha() and after.isalpha()) else -1.0
    return -1.0
