"""Joins an answer to the passage that it goes on from, where the model was told the passage and not put behind it."""

_TAIL = 400
_SHORTEST_ECHO = 12
_ENDS_A_WORD = ".,;:!?)"


class EchoCutter:
    """Takes away what an answer repeats of the end of the passage, and parts two words that would run together.

    Args:
        passage: the text before the answer.
    """

    def __init__(self, passage: str) -> None:
        self._passage = passage
        self._tail = passage[-_TAIL:]
        self._held = ""
        self._decided = False

    def feed(self, text: str) -> str:
        """Takes a piece; returns what is certain. What could still be a repetition is held back."""
        if self._decided:
            return text
        self._held += text
        if self._held in self._tail:
            return ""
        return self._decide()

    def flush(self) -> str:
        """The rest, when nothing more comes."""
        return "" if self._decided else self._decide()

    def _decide(self) -> str:
        self._decided = True
        text = self._held.lstrip("\n") if self._passage.endswith("\n") else self._held
        for size in range(min(len(text), _TAIL), _SHORTEST_ECHO - 1, -1):
            if self._tail.endswith(text[:size]):
                return text[size:]
        last, first = self._passage[-1:], text[:1]
        apart = last and (last.isalnum() or last in _ENDS_A_WORD) and first.isalnum()
        return f" {text}" if apart else text
