"""Keeping to the brief: while text is written, words that it should have and has not yet are made likelier.

A small model forgets half of what it was asked for. The first token of each wanted word gets a bonus until the word
stands in the text; once a word was begun, the bonus of its next token is larger, so that it comes out whole. Other
programs know this as phrase bias, set by hand; here the brief gives the words.
"""

import re
from collections.abc import Callable, Sequence

# A begun word is finished: its next token's bonus is so many times that of a first token.
_FINISH = 2.0
_TAIL = 48


class Emphasis:
    """Which tokens to make likelier next.

    Args:
        words: what the text should have, as it is to be written.
        tokens: the model's tokenizer.
        strength: added to the logit of a word's first token.
        written: the text so far.
    """

    def __init__(
        self, words: Sequence[str], tokens: Callable[[str], list[int]], strength: float, written: str = ""
    ) -> None:
        self._strength = strength
        self._tail = ""
        self._open: dict[str, list[tuple[int, ...]]] = {}
        for word in words:
            if not _stem_stands_in(word, written):
                # After a space, and as the first word of a line or behind a bracket.
                first = word[0].upper() + word[1:]
                self._open[word] = [tuple(tokens(form)) for form in dict.fromkeys((" " + word, word, first))]
        self._begun: list[tuple[int, ...]] = []

    def bonuses(self) -> dict[int, float]:
        """Token id -> what is added to its logit for the next token."""
        found = {form[0]: self._strength for forms in self._open.values() for form in forms}
        for rest in self._begun:
            found[rest[0]] = self._strength * _FINISH
        return found

    def accept(self, token: int, text: str) -> None:
        """Notes the token that was chosen, and the text it stands for ("" while a character is incomplete)."""
        if not self._open:
            return
        begun = [rest[1:] for rest in self._begun if rest[0] == token]
        begun += [form[1:] for forms in self._open.values() for form in forms if form[0] == token]
        self._begun = [rest for rest in begun if rest]
        self._tail = (self._tail + text)[-_TAIL:]
        if self._begun:
            return
        for word in [word for word in self._open if _stem_stands_in(word, self._tail)]:
            del self._open[word]


def _stem_stands_in(word: str, text: str) -> bool:
    """Does the text have the word, or another form of it ("printers" for "printing")?"""
    if not word.isalpha():
        return word.lower() in text.lower()
    stem = word if len(word) <= 4 else word[: max(4, len(word) - 3)]
    return re.search(rf"\b{re.escape(stem)}", text, re.IGNORECASE) is not None
