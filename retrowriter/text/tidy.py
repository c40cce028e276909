"""Tidies the model's text while it streams in. All of it works character by character, so that the result does not
depend on how the stream is cut into pieces.
"""

import re

COLUMNS = 72

# Where the words behind the heads of a memo begin, when the model sets them off by blanks: small models miscount them.
_HEAD_COLUMN = 10
_HEAD = re.compile(r"(?:to|from|date|subject|subj|re|ref|cc):\Z", re.IGNORECASE)
_FLOWING = 40
_BULLETS = "-*+o•>|=_#~."


class Cleaner:
    """Makes plain text of the model's: one kind of line end, no control characters, no spaces before a line end, the
    words behind TO:, FROM:, DATE: under each other.

    Args:
        at_start: the text begins a document, so blank lines before its first character are dropped.
    """

    def __init__(self, at_start: bool = False) -> None:
        self._held = ""
        self._return = False
        self._skip_blank = at_start
        # Text that goes on in a line does not begin one.
        self._line = "" if at_start else "-"

    def feed(self, piece: str) -> str:
        """The tidied text that is certain so far; spaces are held back until it is clear that text follows."""
        out: list[str] = []
        for char in piece:
            if self._return and char == "\n":
                self._return = False
                continue
            self._return = char == "\r"
            if char in "\r\n\u2028\u2029\x85\x0b":
                self._held = self._line = ""
                if not self._skip_blank:
                    out.append("\n")
            elif char in " \u00a0":
                self._held += " "
            elif char in "\t\f" or char.isprintable():
                if len(self._held) > 1 and _HEAD.match(self._line):
                    self._held = " " * (_HEAD_COLUMN - len(self._line))
                out.append(self._held + char)
                # A heading is short, so no more of the line is kept.
                self._line = (self._line + self._held + char)[: _HEAD_COLUMN + 1]
                self._held = ""
                self._skip_blank = False
        return "".join(out)

    def flush(self) -> str:
        """The end of the text: spaces still held back are part of nothing."""
        self._held = ""
        return ""


class LineJoiner:
    """Joins lines that were wrapped at a margin into paragraphs, for type that wraps by itself.

    A line end is a wrap when the line is long enough, both lines flow (neither is indented, a list item, a rule or a
    table row), and the first word of the next line would not have fitted. All else stays as it was laid out.

    Args:
        column: length of the line in which the text begins.
    """

    def __init__(self, column: int = 0) -> None:
        self._line = "x" * column
        self._waiting = False
        self._word = ""

    def feed(self, piece: str) -> str:
        """The text that is certain so far; the first word after a line end is held back."""
        return "".join(self._take(char) for char in piece)

    def flush(self) -> str:
        """The rest."""
        return self._decide() if self._waiting else ""

    def _take(self, char: str) -> str:
        if not self._waiting:
            if char == "\n":
                self._waiting = True
                return ""
            self._line += char
            return char
        if char.isspace():
            out = self._decide()
            return out + self._take(char)
        self._word += char
        return ""

    def _decide(self) -> str:
        word, self._word, self._waiting = self._word, "", False
        wrapped = _flows(self._line) and _begins_flow(word) and len(self._line) + 1 + len(word) > COLUMNS - 6
        # After a wrap the new line counts from its own first word, as the model laid it out.
        self._line = word
        return (" " if wrapped else "\n") + word


def _flows(line: str) -> bool:
    return len(line) >= _FLOWING and not line[0].isspace() and "   " not in line.strip() and "\t" not in line


def _begins_flow(word: str) -> bool:
    if not word or word[0] in _BULLETS:
        return False
    return not (word.rstrip(".)").isdigit() and word[-1] in ".)")
