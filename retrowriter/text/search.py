"""What to look for in a text, and what to put in its place.

A text is one string; a line feed ends a paragraph. Codes that begin with a circumflex stand for what cannot be typed
into a field: ^p is the end of a paragraph, ^t a tab. With pattern matching, the words are a regular expression.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

from retrowriter.errors import UserError

# A pattern that needs longer would hold up the window; no honest one does in a long document.
LIMIT_SECONDS = 0.5


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        what: the words, or the pattern.
        case: capitals and small letters differ; words: only whole words; pattern: `what` is a regular expression.
    """

    what: str
    case: bool = False
    words: bool = False
    pattern: bool = False


@dataclass(frozen=True)
class Special:
    """A code for something that cannot be typed.

    Attributes:
        label: its name in a menu.
        code: as it stands in the words.
        finds: the regular expression for it, "" where it can only be put in.
        puts: what it puts in, None where it can only be found.
    """

    label: str
    code: str
    finds: str
    puts: str | None


SPECIALS: tuple[Special, ...] = (
    Special("&Paragraph Mark", "^p", "\n", "\n"),
    Special("&Tab Character", "^t", "\t", "\t"),
    Special("&Manual Line Break", "^l", "\u2028", "\u2028"),
    Special("&Any Character", "^?", "[^\n]", None),
    Special("Any &Digit", "^#", r"\d", None),
    Special("Any &Letter", "^$", r"\p{L}", None),
    Special("Non&breaking Space", "^s", "\u00a0", "\u00a0"),
    Special("&Optional Hyphen", "^-", "\u00ad", "\u00ad"),
    Special("Nonbreaking &Hyphen", "^~", "\u2011", "\u2011"),
    Special("Cir&cumflex", "^^", r"\^", "^"),
    Special("&Find What Text", "^&", "", None),
)
_BY_CODE = {special.code: special for special in SPECIALS}
_FOUND = "^&"


class Searcher:
    """Finds a query in texts."""

    def __init__(self, query: Query) -> None:
        """Prepares the search.

        Raises:
            UserError: code nothing_to_find, bad_pattern.
        """
        if not query.what:
            raise UserError("nothing_to_find", "There is nothing to look for.", "Type the words that you want to find.")
        self._query = query
        source = query.what if query.pattern else _literal(query.what)
        if query.words:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        flags = regex.MULTILINE if query.case else regex.MULTILINE | regex.IGNORECASE
        try:
            self._forward = regex.compile(source, flags)
            self._backward = regex.compile(source, flags | regex.REVERSE)
        except (regex.error, RecursionError, OverflowError, MemoryError) as error:
            reason = getattr(error, "msg", "") or "it is too large"
            raise UserError(
                "bad_pattern", f"The pattern cannot be understood: {reason}.", "Correct it and try again."
            ) from error

    def next(self, text: str, start: int, end: int | None = None) -> Any:
        """The first match from `start` on, None for none. Empty matches do not count.

        Raises:
            UserError: code pattern_too_slow.
        """
        return next(self.all(text, start, end), None)

    def all(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Any]:
        """All matches between two places, in order. Raises UserError as next()."""
        limit = len(text) if end is None else end
        while start <= limit:
            match = _search(self._forward, text, start, limit)
            if match is None:
                return
            if match.end() > match.start():
                yield match
            start = max(match.end(), match.start() + 1)

    def previous(self, text: str, end: int) -> Any:
        """The last match that ends at `end` or before, None for none. Raises UserError as next()."""
        while end >= 0:
            match = _search(self._backward, text, 0, end)
            if match is None or match.end() > match.start():
                return match
            end = match.start() - 1
        return None

    def matches(self, text: str, start: int, end: int) -> Any:
        """The match that stands exactly there, None for none."""
        match = _search(self._forward, text, start, len(text))
        return match if match is not None and match.span() == (start, end) else None

    def replacement(self, match: Any, words: str) -> str:
        r"""What to put in the place of a match.

        Without case and patterns, a word that begins with a capital gives way to one that does, too. In a pattern, \1
        is the first group.

        Raises:
            UserError: code bad_replacement.
        """
        if self._query.pattern:
            try:
                return str(match.expand(words))
            except (regex.error, IndexError, KeyError, ValueError) as error:
                reason = getattr(error, "msg", "") or "it names a group that the pattern does not have"
                raise UserError(
                    "bad_replacement", f"The replacement cannot be understood: {reason}.", "Correct it and try again."
                ) from error
        found = match.group()
        made = _filled_in(words, found)
        return made if self._query.case else _capitals_of(found, made)


class Places:
    """Between places in a string and in UTF-16 units, as the editor counts them."""

    def __init__(self, text: str) -> None:
        self._wide = [] if not text or max(text) <= "\uffff" else [n for n, mark in enumerate(text) if mark > "\uffff"]
        self._wide_units = [place + number for number, place in enumerate(self._wide)]

    def units(self, place: int) -> int:
        """UTF-16 units in front of a place in the string."""
        return place + bisect_left(self._wide, place)

    def place(self, units: int) -> int:
        """The place in the string with so many UTF-16 units in front of it."""
        return units - bisect_left(self._wide_units, units)


def _search(pattern: Any, text: str, start: int, end: int) -> Any:
    try:
        return pattern.search(text, start, end, timeout=LIMIT_SECONDS)
    except TimeoutError as error:
        raise UserError(
            "pattern_too_slow",
            "Looking for this pattern would take too long.",
            "Make it simpler: a repetition inside a repetition is often the cause.",
        ) from error


def _pieces(words: str) -> Iterator[str]:
    place = 0
    while place < len(words):
        size = 2 if words[place : place + 2] in _BY_CODE else 1
        yield words[place : place + size]
        place += size


def _literal(words: str) -> str:
    parts: list[str] = []
    for piece in _pieces(words):
        special = _BY_CODE.get(piece)
        parts.append(special.finds if special is not None and special.finds else regex.escape(piece))
    return "".join(parts)


def _filled_in(words: str, found: str) -> str:
    parts: list[str] = []
    for piece in _pieces(words):
        special = _BY_CODE.get(piece)
        if piece == _FOUND:
            parts.append(found)
        else:
            parts.append(piece if special is None or special.puts is None else special.puts)
    return "".join(parts)


def _capitals_of(found: str, made: str) -> str:
    if made != made.lower():
        return made
    letters = [mark for mark in found if mark.isalpha()]
    if len(letters) > 1 and all(mark.isupper() for mark in letters):
        return made.upper()
    return made[:1].upper() + made[1:] if found[:1].isupper() else made
