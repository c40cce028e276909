"""Which lines of a document have changed since they were last written down.

A line is what the editor keeps as one paragraph. The changes are kept as regions, so that typing at both ends of a long
document writes two lines and not all of it.
"""

from typing import NamedTuple


class Part(NamedTuple):
    """A piece of the changes: `removed` old lines from `start` on became the `added` lines that stand there now."""

    start: int
    removed: int
    added: int


class Changes:
    """Changed regions, in order, none of them touching another."""

    def __init__(self) -> None:
        self._regions: list[Part] = []

    def __bool__(self) -> bool:
        return bool(self._regions)

    def note(self, first: int, removed: int, added: int) -> None:
        """Notes that the lines first..first+removed became the lines first..first+added."""
        start, end, extra = first, first + removed, 0
        before: list[Part] = []
        behind: list[Part] = []
        for region in self._regions:
            if region.start + region.added < first:
                before.append(region)
            elif region.start > first + removed:
                behind.append(region._replace(start=region.start - removed + added))
            else:
                start = min(start, region.start)
                end = max(end, region.start + region.added)
                extra += region.removed - region.added
        merged = Part(start, end - start + extra, end - start - removed + added)
        self._regions = [*before, merged, *behind]

    def take(self, limit: int) -> Part:
        """Takes out the first changes, at most `limit` lines of them, to be written down next.

        Written in this order, no state in between lacks a line that both the old and the new text have.
        """
        first = self._regions[0]
        if first.added <= limit:
            del self._regions[0]
            return first
        rest = first.added - limit
        removed = max(0, first.removed - rest)
        self._regions[0] = Part(first.start + limit, first.removed - removed, rest)
        return Part(first.start, removed, limit)
