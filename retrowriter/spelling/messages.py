"""The messages between the window and the child that checks the spelling: one JSON object a line, both ways.

Each request ends with exactly one event, which carries its id.
"""

import msgspec

from retrowriter.spelling.words import Rules


class Request(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Any request."""

    id: int


class Check(Request, frozen=True, kw_only=True, tag="check"):
    """Which words of these texts are wrong?"""

    texts: list[str]
    rules: Rules


class Suggest(Request, frozen=True, kw_only=True, tag="suggest"):
    """What may have been meant by this word?"""

    word: str
    rules: Rules


class Learn(Request, frozen=True, kw_only=True, tag="learn"):
    """This word is right: one of the writer's own from now on."""

    word: str


class Forget(Request, frozen=True, kw_only=True, tag="forget"):
    """Takes a word out of the writer's own."""

    word: str


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """Any event."""

    id: int


class Checked(Event, frozen=True, kw_only=True, tag="checked"):
    """For each text where its wrong words stand: (start, end) in units of UTF-16, as Qt counts."""

    wrong: list[list[tuple[int, int]]]


class Suggested(Event, frozen=True, kw_only=True, tag="suggested"):
    """Suggestions, likeliest first, and whether the word is right as it is."""

    words: list[str]
    right: bool = False


class Stored(Event, frozen=True, kw_only=True, tag="stored"):
    """The writer's own words are in the file."""


class Failed(Event, frozen=True, kw_only=True, tag="failed"):
    """The request could not be done; code, message and hint are those of a UserError."""

    code: str
    message: str
    hint: str = ""


AnyRequest = Check | Suggest | Learn | Forget
AnyEvent = Checked | Suggested | Stored | Failed

_requests: msgspec.json.Decoder[AnyRequest] = msgspec.json.Decoder(AnyRequest)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def decode_request(line: bytes) -> AnyRequest:
    """The request in a line. Raises msgspec.DecodeError."""
    return _requests.decode(line)


def decode_event(line: bytes) -> AnyEvent:
    """The event in a line. Raises msgspec.DecodeError."""
    return _events.decode(line)
