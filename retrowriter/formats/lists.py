"""Lists as other programs keep them: definitions with nine levels, and uses of these that begin where they say."""

from dataclasses import dataclass

from retrowriter.document.model import ListKind, Paragraph
from retrowriter.text import numbering

LEVELS = 9

_MAX_START = 32767
_MAX_LOOK = 8
_MARKS = "1aAiI"


@dataclass(frozen=True)
class Look:
    """How the items of a level look: a mark of "1aAiI" between two texts, or a bullet (`mark` "") in `before`."""

    mark: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Use:
    """A use of a list: the number of its definition, from 0, and the level and number where it begins again."""

    definition: int
    level: int = 0
    start: int = 0


class Lists:
    """The lists that the paragraphs of a document need, found out while these are written in their order."""

    def __init__(self) -> None:
        self.definitions: list[tuple[ListKind, str]] = []
        self.uses: list[Use] = []
        self._current: dict[int, int] = {}

    def use(self, paragraph: Paragraph) -> int:
        """The number, from 0, of the use to which an item belongs."""
        key = (paragraph.list, paragraph.list_look)
        if key not in self.definitions:
            self.definitions.append(key)
        definition = self.definitions.index(key)
        begins = paragraph.list == "number" and paragraph.list_start > 0
        if begins or definition not in self._current:
            self._current[definition] = len(self.uses)
            start = min(paragraph.list_start, _MAX_START) if begins else 0
            self.uses.append(Use(definition, item_level(paragraph) if begins else 0, start))
        return self._current[definition]


class Restarts:
    """Where numbered lists begin again, found out while the items of a file are read in their order."""

    def __init__(self) -> None:
        self._lists: set[str] = set()
        self._begun: set[tuple[str, int]] = set()

    def start(self, definition: str, use: str, level: int, first: int, again: int | None) -> int:
        """The list_start of an item.

        Args:
            definition, use: names of the list's definition and of its use.
            first: where the definition begins at this level.
            again: where this use begins at this level; None where it goes on.
        """
        is_new, is_first = definition not in self._lists, not self._lists
        self._lists.add(definition)
        if again is not None and (use, level) not in self._begun:
            self._begun.add((use, level))
            return max(1, min(again, _MAX_START))
        if not is_new or (first == 1 and (is_first or level)):
            return 0
        return max(1, min(first, _MAX_START))


def item_level(paragraph: Paragraph) -> int:
    """The level of an item, within what files can say."""
    return max(0, min(paragraph.list_level, LEVELS - 1))


def look(kind: ListKind, pattern: str, level: int) -> Look:
    """The look of a level of a list, of which the document says `pattern`."""
    if kind == "bullet":
        return Look("", numbering.bullet(pattern, level)[:_MAX_LOOK])
    whole = numbering.number_pattern(pattern, level)
    for mark in _MARKS:
        if mark in whole:
            before, _, after = whole.partition(mark)
            return Look(mark, before[:_MAX_LOOK], after[:_MAX_LOOK])
    return Look("1", "", ".")


def pattern(found: Look, level: int) -> str:
    """What a document says of a level that looks so: "" where it is the usual look."""
    if not found.mark:
        bullet = found.before[:_MAX_LOOK]
        return "" if bullet in ("", numbering.bullet("", level)) else bullet
    text = f"{found.before[:_MAX_LOOK]}{found.mark}{found.after[:_MAX_LOOK]}"
    usual = text == numbering.number_pattern("", level)
    # A text before the mark in which another mark stands could not be told from it.
    return "" if usual or look("number", text, level) != found else text
