"""From tokens' bytes to text: whole characters only, and nothing of a stop string."""

import codecs


class TextStream:
    """Turns pieces of UTF-8 into text.

    A character split over tokens comes out whole; bytes that are no UTF-8 become U+FFFD. Text that could be the
    beginning of a stop string is held back until it is clear.
    """

    def __init__(self, stop: tuple[str, ...] = ()) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stop = tuple(text for text in stop if text)
        self._held = ""
        self.stopped = False

    def feed(self, data: bytes) -> str:
        """Takes the bytes of a token; returns the text that is certain, "" if none. Sets `stopped` at a stop string."""
        return self._advance(self._decoder.decode(data))

    def flush(self) -> str:
        """The rest, when nothing more comes."""
        if self.stopped:
            return ""
        text = self._advance(self._decoder.decode(b"", final=True))
        rest, self._held = self._held, ""
        return text if self.stopped else text + rest

    def _advance(self, text: str) -> str:
        if self.stopped:
            return ""
        if not self._stop:
            return text
        self._held += text
        hits = [at for stop in self._stop if (at := self._held.find(stop)) >= 0]
        if hits:
            self.stopped = True
            text, self._held = self._held[: min(hits)], ""
            return text
        keep = max(_overlap(self._held, stop) for stop in self._stop)
        text, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        return text


def _overlap(text: str, stop: str) -> int:
    """Length of the longest end of `text` that begins `stop`."""
    for size in range(min(len(stop) - 1, len(text)), 0, -1):
        if text.endswith(stop[:size]):
            return size
    return 0
