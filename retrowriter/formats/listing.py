"""Lists of a document as nested elements: which begin and end before an item."""

from collections.abc import Callable
from dataclasses import dataclass

from retrowriter.document.model import ListKind, Paragraph
from retrowriter.formats.flow import Counter
from retrowriter.formats.lists import item_level


@dataclass(frozen=True)
class List:
    """A list that is open; kind "": one that only holds lists of higher levels."""

    kind: ListKind
    look: str = ""
    level: int = 0
    start: int = 1

    @property
    def tag(self) -> str:
        """Its element in HTML."""
        return "ol" if self.kind == "number" else "ul"


class Listing:
    """Opens and closes lists, so that each item stands where it belongs.

    Args:
        open_list: the markup that opens a list; for one without a kind, its only item too.
        close_list: the markup that closes its last item and the list.
        between: the markup between two items.
    """

    def __init__(
        self, open_list: Callable[[List], str], close_list: Callable[[List], str], between: str, counter: Counter
    ) -> None:
        self._open_list = open_list
        self._close_list = close_list
        self._between = between
        self._counter = counter
        self._open: list[List] = []

    def item(self, paragraph: Paragraph) -> str:
        """What stands before an item."""
        level, number = item_level(paragraph), self._counter.number(paragraph)
        out = self._close_to(level + 1)
        there = self._open[level] if len(self._open) > level else None
        same = there is not None and (there.kind, there.look) == (paragraph.list, paragraph.list_look)
        if same and not paragraph.list_start:
            return out + self._between
        out += self._close_to(level)
        while len(self._open) < level:
            out += self._begin(List("", level=len(self._open)))
        return out + self._begin(List(paragraph.list, paragraph.list_look, level, number or 1))

    def end(self) -> str:
        """What closes all lists."""
        return self._close_to(0)

    def _begin(self, opened: List) -> str:
        self._open.append(opened)
        return self._open_list(opened)

    def _close_to(self, count: int) -> str:
        out = ""
        while len(self._open) > count:
            out += self._close_list(self._open.pop())
        return out
