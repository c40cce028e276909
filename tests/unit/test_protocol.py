"""The protocol: what is sent is what arrives, and no line whatsoever does more than fail to decode."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.engine import protocol
from retrowriter.text.prompt import Conversation, Message

TEXT = st.text(max_size=60)
CONVERSATIONS = st.builds(
    Conversation,
    messages=st.lists(st.builds(Message, role=st.sampled_from(["system", "user"]), content=TEXT), max_size=3).map(
        tuple
    ),
    heading=TEXT,
    prefix=TEXT,
)
MODELS = st.builds(
    protocol.ModelChoice,
    path=TEXT,
    context=st.integers(0, 2**40),
    adapters=st.lists(
        st.builds(protocol.Adapter, path=TEXT, scale=st.floats(allow_nan=False, allow_infinity=False)), max_size=2
    ).map(tuple),
)
REQUESTS = st.one_of(
    st.builds(protocol.Load, id=st.integers(0, 2**53), model=MODELS),
    st.builds(
        protocol.Write,
        id=st.integers(0, 2**53),
        model=MODELS,
        conversation=CONVERSATIONS,
        sampling=st.builds(
            protocol.Sampling,
            seed=st.integers(-1, 2**31),
            stop=st.lists(TEXT, max_size=2).map(tuple),
            logit_bias=st.dictionaries(st.integers(0, 10**6), st.floats(-100, 100), max_size=3),
        ),
    ),
    st.builds(protocol.Score, id=st.integers(0, 2**53), model=MODELS, conversation=CONVERSATIONS, text=TEXT),
    st.builds(protocol.Cancel, id=st.integers(0, 2**53)),
    st.builds(protocol.Quit, id=st.integers(0, 2**53)),
)
EVENTS = st.one_of(
    st.builds(
        protocol.Text,
        id=st.integers(0, 2**53),
        text=st.text(),
        probability=st.floats(-1, 1),
        choices=st.lists(st.builds(protocol.TokenChoice, TEXT, st.floats(0, 1)), max_size=3).map(tuple),
    ),
    st.builds(protocol.Reading, id=st.integers(0, 2**53), done=st.integers(0, 10**9), total=st.integers(0, 10**9)),
    st.builds(protocol.Failed, id=st.integers(0, 2**53), code=TEXT, message=TEXT, hint=TEXT),
)


@given(REQUESTS)
def test_requests_arrive_as_they_were_sent(request):
    line = protocol.encode(request)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert protocol.decode_request(line) == request


@given(EVENTS)
def test_events_arrive_as_they_were_sent(event):
    assert protocol.decode_event(protocol.encode(event)) == event


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_line_is_a_message_or_an_error(line):
    for decode in (protocol.decode_request, protocol.decode_event):
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
            decode(line)


@given(REQUESTS, st.data())
def test_a_damaged_request_is_a_message_or_an_error(request, data):
    line = bytearray(protocol.encode(request))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(line) - 1))
        line[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
        protocol.decode_request(bytes(line))


@pytest.mark.parametrize(
    "line",
    [b'{"request":"write"}', b'{"request":"nothing","id":1}', b'{"request":"cancel","id":"1"}', b"[]", b"null", b"{}"],
)
def test_what_is_no_request_is_refused(line):
    with pytest.raises(msgspec.DecodeError):
        protocol.decode_request(line)
