"""What is refused while a text is written: going round in circles, Markdown, and words of a later time.

A small model now and then falls into a circle from which no penalty that leaves it its words brings it out. Here the
step that would close the circle is refused, and the model must choose another. The first two times nothing is refused:
tables, lists and names come again in every document.
"""

import re
from collections import Counter, deque

from retrowriter.text import anachronism, markdown_marks

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")
_BEGINS_WORD = re.compile(r"[^A-Za-z0-9]*[A-Za-z0-9]")
# A run of so many words and the beginning of the next may stand twice, not three times.
_RUN = 6
_TIMES = 2
# The same word may stand so many times in a row, the same line twice, a rule or a blank to fill in six times.
_SAME_WORDS = 3
_SAME_LINES = 2
_SAME_RULES = 6
_LONGEST_RULE = 160
# Of so many lines in a row, more than so many must be different ones.
_ROW = 10
_DIFFERENT = 3
_TAIL = 400
_LONGEST_TERM = 60


class Refusals:
    """Watches a text piece by piece, as the model's tokens come.

    Args:
        before: the text that already stands in the document.
        year: of the document, whose words it may have; 0 = any word.
        asked: the brief; what it names may be named, even when it is of a later time.
    """

    def __init__(self, before: str = "", year: int = 0, asked: str = "") -> None:
        self._year = year
        self._named = {found.term for found in anachronism.find(f"{asked}\n{before}", year)} if year else set()
        self._runs: Counter[tuple[tuple[str, ...], str]] = Counter()
        self._words: deque[str] = deque(maxlen=max(_RUN, _SAME_WORDS))
        self._open = ""
        self._lines: deque[str] = deque(maxlen=_ROW)
        self._line = ""
        self._recent = ""
        for part in re.findall(r"\s*\S+|\s+", before):
            self.accept(part)

    def refuses(self, piece: str) -> bool:
        """Would the text, with this piece at its end, be one that nobody wants?"""
        return (
            self._goes_round(piece)
            or self._repeats_line(piece)
            or self._shows_markdown(piece)
            or self._comes_too_early(piece)
        )

    def accept(self, piece: str) -> None:
        """Takes the piece that was chosen."""
        if (key := self._step(piece)) is not None:
            self._runs[key] += 1
        self._open = (self._open + piece)[-_TAIL:]
        self._recent = (self._recent + piece)[-_LONGEST_TERM:]
        found = list(_WORD.finditer(self._open))
        # The last word may not be complete, so it is looked at again with the next piece.
        keep = found[-1].start() if found and found[-1].end() == len(self._open) else len(self._open)
        self._words.extend(match.group().lower() for match in found if match.start() < keep)
        self._open = self._open[keep:]
        *ended, self._line = (self._line + piece).split("\n")
        self._lines.extend(line.strip() for line in ended if line.strip())

    def _step(self, piece: str) -> tuple[tuple[str, ...], str] | None:
        """The last words and how the next one would begin; None when the piece begins no word, or too few are there."""
        if not _BEGINS_WORD.match(piece) or (self._open and piece[:1].isalnum()):
            return None
        words = (*self._words, self._open.lower()) if self._open and _WORD.fullmatch(self._open) else (*self._words,)
        start = piece.strip().lower()
        return (words[-_RUN:], start) if len(words) >= _RUN else None

    def _goes_round(self, piece: str) -> bool:
        key = self._step(piece)
        if key is None:
            return False
        if self._runs[key] >= _TIMES:
            return True
        last = key[0][-_SAME_WORDS:]
        return set(last) == {key[1]}

    def _repeats_line(self, piece: str) -> bool:
        """Is another of the same lines begun, or a line without letters without an end?"""
        if len(self._line) + len(piece) > _LONGEST_RULE and "\n" not in piece:
            return not re.search(r"[^\W\d_]", self._line[-_LONGEST_RULE:] + piece)
        start = piece.rpartition("\n")[2].strip()
        if (self._line.strip() and "\n" not in piece) or not start or not self._lines:
            return False
        different = {line.lower() for line in self._lines}
        if len(self._lines) == _ROW and len(different) <= _DIFFERENT:
            return any(line.startswith(start.lower()) for line in different)
        last = self._lines[-1]
        words = len(re.findall(r"[A-Za-z]", last)) >= 3
        wanted = _SAME_LINES if words else _SAME_RULES
        recent = list(self._lines)[-wanted:]
        same = len(recent) == wanted and len({_plain(line) if words else line for line in recent}) == 1
        return same and _plain(last).startswith(_plain(start)) if words else same and start[0] == last[0]

    def _shows_markdown(self, piece: str) -> bool:
        lines = (self._line + piece).split("\n")
        return any(markdown_marks.begun(line[-_TAIL:]) for line in lines)

    def _comes_too_early(self, piece: str) -> bool:
        """Does a word or date end here that was not known in the document's year?"""
        if not self._year or not piece[-1:].isalnum():
            return False
        text = self._recent + piece
        return any(
            found.end == len(text) and found.term not in self._named for found in anachronism.find(text, self._year)
        )


def _plain(line: str) -> str:
    return " ".join(_WORD.findall(line.lower()))
