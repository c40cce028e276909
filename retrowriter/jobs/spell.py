"""Checks the spelling for the window: answers the requests of retrowriter.spelling.messages, in their order."""

import logging
import os
import queue
import signal

from retrowriter.errors import UserError
from retrowriter.jobs.channel import Channel
from retrowriter.spelling import messages
from retrowriter.spelling.personal import PersonalDictionary
from retrowriter.spelling.speller import Speller

_WAIT_S = 0.5


def main() -> int:
    """Runs until standard input closes; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Checker().run()
    # At once: the thread that still waits for a request must not meet an interpreter that is being taken down.
    os._exit(0)


class _Checker:
    def __init__(self) -> None:
        self._requests: queue.SimpleQueue[messages.AnyRequest] = queue.SimpleQueue()
        self._personal = PersonalDictionary()
        self._spellers: dict[str, Speller] = {}
        self._channel: Channel[messages.AnyRequest] = Channel(
            messages.decode_request, self._requests.put, self._on_bad_line
        )

    def run(self) -> None:
        self._channel.start()
        while not self._channel.closed.is_set():
            try:
                request = self._requests.get(timeout=_WAIT_S)
            except queue.Empty:
                continue
            self._channel.send(self._answer(request))

    def _answer(self, request: messages.AnyRequest) -> messages.AnyEvent:
        try:
            return self._act(request)
        except UserError as error:
            return messages.Failed(id=request.id, code=error.code, message=error.message, hint=error.hint)
        except Exception as error:  # the last wall: whoever asked must get an answer
            logging.getLogger(__name__).exception("spelling")
            sentence = f"Something went wrong that should not have: {error}."
            return messages.Failed(id=request.id, code="job_failed", message=sentence)

    def _act(self, request: messages.AnyRequest) -> messages.AnyEvent:
        if isinstance(request, messages.Learn):
            self._personal.learn(request.word)
            return messages.Stored(id=request.id)
        if isinstance(request, messages.Forget):
            self._personal.forget(request.word)
            return messages.Stored(id=request.id)
        self._personal.refresh()
        speller = self._speller(request.rules.language)
        if isinstance(request, messages.Suggest):
            return messages.Suggested(
                id=request.id, words=speller.suggest(request.word), right=speller.is_right(request.word)
            )
        found = [_in_units(text, speller.wrong(text, request.rules)) for text in request.texts]
        return messages.Checked(id=request.id, wrong=found)

    def _speller(self, language: str) -> Speller:
        if language not in self._spellers:
            self._spellers[language] = Speller(language, self._personal.words)
        return self._spellers[language]

    def _on_bad_line(self, sentence: str) -> None:
        self._channel.send(messages.Failed(id=0, code="bad_request", message=sentence))


def _in_units(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not spans or text.isascii() or max(text) <= "\uffff":
        return spans

    def units(place: int) -> int:
        return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

    return [(units(start), units(end)) for start, end in spans]
