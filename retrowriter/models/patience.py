"""Questions to the Hub that a person waits for: soon answered, or given up.

Left to itself the Hub's client asks six times, with pauses of 23 seconds in all, and waits for each answer without end.
Here a question is asked twice at most, and each answer must begin in time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from retrowriter.errors import UserError

CONNECT_S, ANSWER_S = 5.0, 15.0

_ATTEMPTS = 2
_TOO_MANY = 429
_SERVER_ERRORS = range(500, 600)


class _Question:
    """What was asked so far, by address (an answer may have several pages), and the last error of the server."""

    def __init__(self) -> None:
        self.attempts: dict[str, int] = {}
        self.status = 0


_question: _Question | None = None
_installed = False


@contextmanager
def limited() -> Iterator[None]:
    """What the Hub's client asks inside is given up soon: UserError, code hub_unreachable or hub_refused."""
    global _question, _installed
    if not _installed:
        from huggingface_hub import set_client_factory

        set_client_factory(_client)
        _installed = True
    _question = _Question()
    try:
        yield
    finally:
        _question = None


def unreachable() -> UserError:
    """The sentence for when nobody answers."""
    return UserError(
        "hub_unreachable", "The Hub could not be reached.", "Check the network, then try again; nothing is lost."
    )


def refused(status: int) -> UserError:
    """The sentence for an answer that is an error."""
    hint = "It asks to wait: try again in some minutes." if status == _TOO_MANY else "Try again later."
    return UserError("hub_refused", f"The Hub answered with an error ({status}).", hint)


def _client() -> httpx2.Client:
    hooks: dict[str, list[Callable[..., Any]]] = {"request": [_on_request], "response": [_on_response]}
    return httpx2.Client(event_hooks=hooks, follow_redirects=True, timeout=None)


def _on_request(request: httpx2.Request) -> None:
    question = _question
    if question is None:
        return
    address = str(request.url)
    asked = question.attempts[address] = question.attempts.get(address, 0) + 1
    if asked > _ATTEMPTS:
        raise refused(question.status) if question.status else unreachable()
    request.extensions["timeout"] = httpx2.Timeout(ANSWER_S, connect=CONNECT_S).as_dict()


def _on_response(response: httpx2.Response) -> None:
    question = _question
    if question is None:
        return
    if response.status_code == _TOO_MANY:
        # The client would wait for as long as it is told to.
        raise refused(_TOO_MANY)
    question.status = response.status_code if response.status_code in _SERVER_ERRORS else 0
