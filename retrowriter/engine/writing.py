"""Writing one text, token by token: what a decoder offers is weighed, some of it refused, and the form put in.

Knows nothing of llama.cpp; a Decoder stands for the model.
"""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrowriter.engine.backend import Piece, Stopped
from retrowriter.engine.emphasis import Emphasis
from retrowriter.engine.protocol import Reason, Sampling, TokenChoice
from retrowriter.engine.refusals import Refusals
from retrowriter.engine.stream import TextStream
from retrowriter.text.prompt import Conversation

# So many tokens are refused for one place before the last one is taken as it is.
_MOST_REFUSED = 16
# From this share of the limit on, ending gets likelier at the ends of sentences, up to so much at the limit.
_WIND_DOWN = 0.7
_WIND_DOWN_BONUS = 16.0
_SENTENCE_ENDS = re.compile(r"[.!?:)\"'0-9]\s*\Z|\n\Z")
# After a close that was put in, the model has so many tokens for a name and the like.
_AFTER_CLOSE = 48
_TAIL = 80
# How much likelier an end is where the document is complete, and how much of it is looked at for that.
_COMPLETE_BONUS = 5.0
_LETTER_END = 600


class Decoder(Protocol):
    """The model, standing after the text so far."""

    ends: Sequence[int]
    """The tokens that end a text."""

    def choose(self, bonuses: dict[int, float], refused: Sequence[int]) -> int:
        """Draws the next token; bonuses are added to logits, refused tokens cannot be drawn."""
        ...

    def advance(self, token: int) -> None:
        """Takes the token as the next one of the text.

        Raises:
            UserError: code engine_failed.
        """
        ...

    def bytes_of(self, token: int) -> bytes:
        """The text of a token, in UTF-8; a character may be split over several."""
        ...

    def tokens_of(self, text: str) -> list[int]:
        """The tokens of a text."""
        ...

    def report(self) -> Callable[[int], tuple[float, tuple[TokenChoice, ...]]] | None:
        """Probabilities as they stand before sampling: token -> (its own, the likeliest); None when not wanted."""
        ...


@dataclass
class Writing:
    """A text that is being written.

    Attributes:
        decoder: the model, which has read the prompt and the form's beginning.
        conversation: what was asked; its prefix holds the form's beginning, when there is one.
        sampling: how.
        room: tokens that the context still holds.
        reason: why it ended, once pieces() is through.
        count: tokens written; first_at, ended_at: when the first one was known and when it ended (perf_counter).
    """

    decoder: Decoder
    conversation: Conversation
    sampling: Sampling
    room: int
    reason: Reason = "length"
    count: int = 0
    first_at: float = 0.0
    ended_at: float = 0.0

    def __post_init__(self) -> None:
        self._limit = self.sampling.max_tokens or 2**31
        self._stream = TextStream(self.sampling.stop)
        self._form = self.conversation.form
        self._written = ""
        self._parts_due = bool(self._form.parts)
        self._closed = False
        self._least = 0
        self._pending: deque[int] = deque()
        before = self.conversation.prefix
        # A grammar already says what may follow.
        guarded = self.sampling.guard and not self.sampling.grammar
        asked = " ".join(message.content for message in self.conversation.messages)
        self._refusals = Refusals(before, self.conversation.year, asked) if guarded else None
        self._emphasis: Emphasis | None = None
        if self.sampling.keep_to_brief and self.conversation.matter:
            self._emphasis = Emphasis(
                self.conversation.matter, self.decoder.tokens_of, self.sampling.keep_to_brief, before
            )

    def pieces(self, stopped: Stopped) -> Iterator[Piece]:
        """The text as it comes; `reason` is known when it is through."""
        while True:
            if (reason := self._stops(stopped)) is not None:
                break
            report = self.decoder.report()
            token = self._pending.popleft() if self._pending else self._choose()
            self.first_at = self.first_at or time.perf_counter()
            if token in self.decoder.ends:
                if self._put_in_close():
                    continue
                reason = "end"
                break
            piece = self.decoder.bytes_of(token)
            self._take(token, piece.decode("utf-8", "ignore"))
            text = self._stream.feed(piece)
            if text or report is not None:
                probability, choices = report(token) if report else (-1.0, ())
                yield Piece(text, probability, choices)
            if self._stream.stopped:
                reason = "stop"
                break
            self.decoder.advance(token)
        if rest := self._stream.flush():
            yield Piece(rest)
        self.reason = reason
        self.ended_at = time.perf_counter()

    def _stops(self, stopped: Stopped) -> Reason | None:
        if stopped():
            return "cancelled"
        if self.count >= self.room:
            return "context"
        if self.count >= self._limit:
            return "end" if self._closed else "length"
        signed = self._closed and self.count > self._least and self._written.endswith("\n\n")
        return "end" if signed else None

    def _choose(self) -> int:
        bonuses = self._emphasis.bonuses() if self._emphasis else {}
        if ending := self._ending_bonus():
            bonuses.update(dict.fromkeys(self.decoder.ends, ending))
        ends = self.decoder.ends
        refused = list(ends) if self.count < self._least else []
        most = len(refused) + _MOST_REFUSED
        while True:
            token = self.decoder.choose(bonuses, refused)
            if self._refusals is None or token in ends or len(refused) >= most:
                return token
            if not self._refusals.refuses(self.decoder.bytes_of(token).decode("utf-8", "ignore")):
                return token
            refused.append(token)

    def _ending_bonus(self) -> float:
        """Towards the limit the model is led to an end of its own, so that no text is cut off within a sentence."""
        if self._form.is_complete(self._written[-_LETTER_END:]):
            return _COMPLETE_BONUS
        start = self._limit * _WIND_DOWN
        if self.count < start or not _SENTENCE_ENDS.search(self._written[-_TAIL:]):
            return 0.0
        return _WIND_DOWN_BONUS * (self.count - start) / (self._limit - start)

    def _take(self, token: int, text: str) -> None:
        self.count += 1
        if self._emphasis is not None:
            self._emphasis.accept(token, text)
        if self._refusals is not None:
            self._refusals.accept(text)
        self._written += text
        if self._parts_due and not self._pending and "\n\n" in self._written[-len(text) - 1 :]:
            self._parts_due = False
            self._put_in(self._form.at_blank_line(self.conversation.prefix + self._written))

    def _put_in_close(self) -> bool:
        """Puts in how documents of this type close, if this one does not; False when there is nothing to put in."""
        close = "" if self._closed else self._form.at_end(self.conversation.prefix + self._written)
        if not close:
            return False
        line_ends = len(self._written) - len(self._written.rstrip("\n"))
        self._put_in(close[min(line_ends, 2) :])
        self._closed = True
        self._limit = self._least = self.count + len(self._pending)
        if close[-1].isspace():
            # A beginning, such as of a signature, is for the model to complete.
            self._limit += _AFTER_CLOSE
            self._least += 1
        return True

    def _put_in(self, text: str) -> None:
        self._pending.extend(self.decoder.tokens_of(text))
