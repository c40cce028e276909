"""The engine on a server, against a real HTTP server on this machine that behaves well or badly."""

import json
import logging
import socket
import ssl
import subprocess
import sys
import threading
import time

import keyring
import pytest
from keyring.backends import fail

from retrowriter import settings
from retrowriter.engine import connection, keys, protocol
from retrowriter.engine.backend import End, Piece
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Done, ModelChoice, Sampling, Server, Text
from retrowriter.engine.remote import RemoteBackend
from retrowriter.errors import UserError
from retrowriter.settings import Settings
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from tests.helpers.keyring_file import Keyring
from tests.helpers.promises import within

DRAFT = prompt.draft(Brief(what="a note"))
GO_ON = prompt.continuation("MEMO\n\nThe printer stands on the")
WORDS = {"pieces": ["one ", "two ", "three"]}


@pytest.fixture
def backend():
    made = RemoteBackend()
    yield made
    made.close()


def load(backend, url, **server):
    return backend.load(
        ModelChoice(server=Server(url=url, **server)), lambda _fraction: None, server.pop("stopped", lambda: False)
    )


def write(backend, url, conversation=DRAFT, stopped=lambda: False, sampling=None, **server):
    """What is written, and the End; or the text so far and the error."""
    text = []
    try:
        load(backend, url, **server)
        for item in backend.generate(conversation, sampling or Sampling(seed=3), stopped):
            if isinstance(item, Piece):
                text.append(item.text)
            elif isinstance(item, End):
                return "".join(text), item
    except UserError as error:
        return "".join(text), error
    raise AssertionError("a generation ends with an End")


def sentence(error, code):
    assert isinstance(error, UserError), error
    assert error.code == code, error
    assert error.message.endswith(".")
    assert "127.0.0.1" in error.message or "localhost" in error.message
    return error


# What goes well


def test_a_text_is_streamed(backend, script_server):
    url = script_server.add(**WORDS, title="models/Writer.gguf", usage={"prompt_tokens": 30, "completion_tokens": 4})
    text, end = write(backend, url)
    assert text == "one two three"
    assert (end.reason, end.tokens, end.prompt_tokens, end.seed) == ("end", 4, 30, 3)
    loaded = load(backend, url)
    assert (loaded.title, loaded.device) == ("Writer", "Server 127.0.0.1")
    assert [request.path for request in script_server.requests] == ["/models", "/chat/completions"]
    assert script_server.requests[1].body["model"] == "models/Writer.gguf"
    assert backend.name == "OpenAI-compatible server at 127.0.0.1"


def test_the_context_is_taken_from_where_servers_tell_it(backend, script_server):
    for extra, context in (
        ({"max_model_len": 32768}, 32768),
        ({"meta": {"n_ctx_train": 8192}}, 8192),
        ({"meta": {"n_ctx_train": 8192, "n_ctx": 2048}}, 2048),
        ({"meta": "?"}, 4096),
        ({}, 4096),
    ):
        assert load(backend, script_server.add(extra=extra)).context == context


def test_limits_stops_and_seeds(backend, script_server):
    url = script_server.add(pieces=["a"] * 10)
    text, end = write(backend, url, sampling=Sampling(max_tokens=4))
    assert (text, end.reason) == ("aaaa", "length")
    assert end.seed >= 0
    assert script_server.requests[-1].body["seed"] == end.seed
    text, end = write(
        backend, script_server.add(pieces=["one ", "tw", "o th", "ree"]), sampling=Sampling(stop=("two",))
    )
    assert (text, end.reason) == ("one ", "stop")


def test_probabilities(backend, script_server):
    told = {"content": [{"token": "a", "logprob": -0.1, "top_logprobs": [{"token": "b", "logprob": -2.0}]}]}
    load(backend, script_server.add(pieces=["a"], logprobs=told))
    piece = next(
        item for item in backend.generate(DRAFT, Sampling(probabilities=2), lambda: False) if isinstance(item, Piece)
    )
    assert 0.9 < piece.probability < 0.91
    assert [choice.text for choice in piece.choices] == ["b"]


@pytest.mark.parametrize("finish", ["stop", "length", "content_filter", "eos"])
def test_ends(backend, script_server, finish):
    _text, end = write(backend, script_server.add(**WORDS, finish=finish))
    assert end.reason == ("length" if finish == "length" else "end")


def test_comments_odd_fields_and_split_characters(backend, script_server):
    whole = 'data: {"choices": [{"delta": {"content": "Gr\u00fc\u00dfe"}}]}\r\n\r\n'.encode()
    done = b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'
    pings = b": ping\n\nevent: ping\ndata: {}\n\nretry: 5\n\n"
    chunks = [pings, *(whole[at : at + 1] for at in range(len(whole))), done]
    assert write(backend, script_server.add(chunks=chunks))[0] == "Grüße"


# Going on with a document


def test_servers_that_can_go_on_with_an_answer_are_given_its_beginning(backend, script_server):
    text, _end = write(backend, script_server.add(pieces=[" desk."], owner="vllm"), GO_ON)
    assert text == " desk."
    asked = script_server.requests[-1]
    assert asked.path == "/chat/completions"
    assert asked.body["messages"][-1] == {"role": "assistant", "content": GO_ON.prefix}
    assert asked.body["continue_final_message"] is True


def test_other_servers_go_on_with_the_plain_text(backend, script_server):
    text, _end = write(backend, script_server.add(pieces=[" desk."], owner="me"), GO_ON)
    assert text == " desk."
    assert script_server.requests[-1].path == "/completions"
    assert script_server.requests[-1].body["prompt"].endswith("stands on the")


def test_a_server_that_only_chats_is_told_the_passage(backend, script_server):
    url = script_server.add(
        pieces=["The printer stands", " on the", " desk", " now."],
        owner="openai",
        answers={"/completions": (404, {}, {"detail": "Not Found"})},
    )
    text, _end = write(backend, url, GO_ON)
    assert text == " desk now."
    assert GO_ON.prefix in script_server.requests[-1].body["messages"][-1]["content"]
    write(backend, url, GO_ON)
    # It is not asked twice for what it does not have.
    assert [request.path for request in script_server.requests].count("/completions") == 1


def test_a_server_that_only_completes(backend, script_server):
    url = script_server.add(**WORDS, answers={"/chat/completions": (404, {}, b"no such page")})
    assert write(backend, url)[0] == "one two three"
    assert write(backend, url, GO_ON)[0] == "one two three"


def test_the_way_of_asking_can_be_fixed(backend, script_server):
    url = script_server.add(**WORDS)
    write(backend, url, kind="completions")
    assert script_server.requests[-1].path == "/completions"
    write(backend, script_server.add(**WORDS, owner="me"), GO_ON, kind="chat")
    assert script_server.requests[-1].path == "/chat/completions"


# Models


def test_which_model(backend, script_server):
    models = [{"id": "first"}, {"id": "llama3:latest"}, {"id": "second", "aliases": ["writer"]}]
    url = script_server.add(models=models)
    assert load(backend, url).title == "first"
    assert load(backend, url, model="llama3").title == "llama3:latest"
    assert load(backend, url, model="writer").title == "second"
    _text, error = write(backend, url, model="gpt")
    assert "no model gpt" in sentence(error, "server_model").message
    assert "first, llama3:latest" in error.hint
    _text, error = write(backend, script_server.add(models=[]))
    sentence(error, "server_model")


def test_a_server_without_a_list_writes_with_the_model_that_is_named(backend, script_server):
    url = script_server.add(**WORDS, answers={"/models": (404, {}, b"")})
    assert write(backend, url, model="writer")[0] == "one two three"
    assert script_server.requests[-1].body["model"] == "writer"
    _text, error = write(backend, url)
    sentence(error, "server_missing")


# What goes wrong


def failing(status, content=b"", headers=()):
    return {"answers": {"/chat/completions": (status, headers, content)}}


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        (failing(401, {"error": {"message": "Incorrect API key provided."}}), "server_key", "Incorrect API key"),
        (failing(403), "server_key", "does not accept"),
        (failing(404, {"error": {"message": "The model `x` does not exist."}}), "server_model", "does not exist"),
        (failing(404, {"error": "model 'x' not found"}), "server_model", "not found"),
        (failing(429, {}, {"Retry-After": "20"}), "server_busy", "20 seconds"),
        (failing(429), "server_busy", "in a while"),
        (failing(500, {"error": {"message": "boom"}}), "server_failed", "boom"),
        (failing(502, b"<html>Bad Gateway</html>"), "server_failed", "502"),
        (failing(503, {"error": {"message": "Loading model"}}), "server_failed", "Loading model"),
        (failing(400, {"error": {"message": "The context length is 2048."}}), "server_refused", "2048"),
        (failing(418, {"detail": "teapot"}), "server_refused", "teapot"),
        (failing(302, b"", {"Location": "http://127.0.0.1:1/elsewhere"}), "server_moved", "elsewhere"),
        (failing(308), "server_moved", "another place"),
        (failing(200, {"choices": []}), "server_nonsense", "no sense"),
        (failing(200, b"<html>Welcome</html>", {"Content-Type": "text/html"}), "server_nonsense", "no sense"),
        ({"answers": {"/models": (200, {}, b"[1, 2]")}}, "server_nonsense", "no sense"),
        ({"answers": {"/models": (200, {}, b"{")}}, "server_nonsense", "no sense"),
        ({"answers": {"/models": (200, {}, b"[" * 100_000)}}, "server_nonsense", "no sense"),
        ({"answers": {"/models": (200, {}, b" " * 5_000_000)}}, "server_nonsense", "no sense"),
        ({"answers": {"/models": (302, {"Location": "https://evil.example/"}, b"")}}, "server_moved", "evil.example"),
    ],
)  # fmt: skip
def test_refusals_are_one_sentence_each(backend, script_server, script, code, words):
    text, error = write(backend, script_server.add(**{**WORDS, **script}))
    assert text == ""
    assert words in str(sentence(error, code))
    # The same backend goes on to work.
    assert write(backend, script_server.add(**WORDS))[0] == "one two three"


ONE = b'data: {"choices": [{"delta": {"content": "one "}}]}\n\n'


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ([b"data: {nonsense\n\n"], "server_nonsense"),
        ([b"data: \xff\xfe\n\n"], "server_nonsense"),
        ([b'data: {"choices": 7}\n\n'], "server_nonsense"),
        ([b"data: " + b"[" * 50_000 + b"\n\n"], "server_nonsense"),
        ([b"data: " + b"x" * 2_000_000], "server_nonsense"),
        ([b'data: {"error": {"message": "CUDA out of memory"}}\n\n'], "server_failed"),
        ([], "server_lost"),
        ([b"data:"], "server_lost"),
    ],
)
def test_a_stream_that_goes_wrong_keeps_what_came(backend, script_server, rest, code):
    text, error = write(backend, script_server.add(chunks=[ONE, *rest]))
    assert text == "one "
    sentence(error, code)


def test_a_server_that_dies_in_the_midst(backend, script_server):
    text, error = write(backend, script_server.add(pieces=["word "] * 9, cut_after=3))
    assert text == "word " * 3
    assert "is kept" in sentence(error, "server_lost").message


def test_a_stream_cut_anywhere_gives_a_beginning_of_the_text_and_a_sentence(backend, script_server):
    words = ["Grüße ", "aus ", "dem ", "Büro, ", "1995."]
    stream = b"".join(
        b"data: " + json.dumps({"choices": [{"delta": {"content": word}}]}, ensure_ascii=False).encode() + b"\n\n"
        for word in words
    )
    for at in range(0, len(stream), 7):
        text, error = write(backend, script_server.add(chunks=[stream[:at]] if at else []))
        assert "".join(words).startswith(text)
        assert text.count(" ") == stream[:at].count(b"\n\n")
        assert error.code in ("server_lost", "server_nonsense")


def test_nobody_there(backend):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _text, error = write(backend, f"http://127.0.0.1:{port}/v1")
    assert "refused" in sentence(error, "server_unreachable").message


@pytest.mark.parametrize("host", ["a" * 70, "\u2603" * 70, "a..b"])
def test_names_that_no_computer_has(backend, host):
    _text, error = write(backend, f"http://{host}/v1")
    assert error.code in ("server_unreachable", "server_address")
    assert error.message.endswith(".")


class Raw:
    """A server that sends these bytes to whoever connects, then waits or closes."""

    def __init__(self, data=b"", hold=False):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/v1"
        self.gone = threading.Event()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._serve, args=(data, hold), daemon=True)
        self.thread.start()

    def _serve(self, data, hold):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            with client:
                client.settimeout(10)
                client.recv(100_000)
                if data:
                    client.sendall(data)
                if hold:
                    # b"" comes when the client hangs up.
                    self.gone.set() if client.recv(1) == b"" else None
                    return

    def close(self):
        # A thread in accept() is woken by shutdown, not by close.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(5)


@pytest.fixture
def raw():
    made = []

    def make(*arguments, **options):
        made.append(Raw(*arguments, **options))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "server_lost"),
        (b"220 mail.example ESMTP\r\n\r\n", "server_nonsense"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "server_lost"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "server_nonsense"),
        (b"\x16\x03\x01\x00\x05", "server_nonsense"),
    ],
)
def test_what_does_not_speak_http(backend, raw, data, code):
    _text, error = write(backend, raw(data).url)
    sentence(error, code)


def test_a_server_that_says_nothing(backend, raw, monkeypatch):
    monkeypatch.setattr(connection, "SILENCE_S", 0.2)
    _text, error = write(backend, raw(hold=True).url)
    assert "nothing" in sentence(error, "server_silent").message


@pytest.mark.parametrize("data", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"])
def test_a_silent_server_is_left_at_once(backend, raw, data):
    server = raw(data, hold=True)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(UserError) as caught:
        backend.load(ModelChoice(server=Server(url=server.url)), lambda _fraction: None, stop.is_set)
    assert caught.value.code == "cancelled"
    assert time.monotonic() - begun < within(1.0)
    assert server.gone.wait(60), "the server must see that nobody listens"


def test_stopping_before_the_first_word_and_between_words(backend, script_server):
    for script in ({"pieces": ["a"], "read_delay": 20}, {"pieces": ["a"] * 2000, "delay": 0.01}):
        stop = threading.Event()
        threading.Timer(0.3, stop.set).start()
        begun = time.monotonic()
        _text, end = write(backend, script_server.add(**script), stopped=stop.is_set)
        assert end.reason == "cancelled"
        assert time.monotonic() - begun < within(1.3)
    assert script_server.aborted.wait(60)


# TLS


@pytest.fixture
def tls(tmp_path, script_server):
    """The script server behind TLS; returns what makes its address, and its certificate."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    script_server.http.socket = context.wrap_socket(script_server.http.socket, server_side=True)
    return lambda host, **script: script_server.add(**script).replace(
        "http://127.0.0.1", f"https://{host}"
    ), certificate


def test_a_certificate_that_nobody_vouches_for_is_refused(backend, tls, script_server):
    address, _certificate = tls
    _text, error = write(backend, address("localhost", **WORDS))
    sentence(error, "server_untrusted")
    assert script_server.requests == []


def test_tls_with_a_trusted_certificate_and_with_the_wrong_name(backend, tls, monkeypatch):
    address, certificate = tls
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    text, end = write(backend, address("localhost", **WORDS))
    assert (text, end.reason) == ("one two three", "end")
    _text, error = write(backend, address("127.0.0.1", **WORDS))
    sentence(error, "server_untrusted")
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    _text, end = write(backend, address("localhost", pieces=["a"], read_delay=20), stopped=stop.is_set)
    assert end.reason == "cancelled"


# Keys and the network


@pytest.fixture
def keyring_file(tmp_path, monkeypatch):
    path = tmp_path / "keyring.json"
    monkeypatch.setenv("TEST_KEYRING_FILE", str(path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.helpers.keyring_file.Keyring")
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    yield path
    keyring.set_keyring(before)


def test_the_key_is_kept_in_the_keyring_and_nowhere_else(keyring_file, script_server, home):
    url = script_server.add(**WORDS, key="sk-secret")
    model = ModelChoice(server=Server(url=url))
    with EngineProcess() as engine:
        with pytest.raises(UserError, match="key"):
            engine.load(model)
        engine.keep_key(url, "sk-secret")
        events = list(engine.write(model, DRAFT, Sampling()))
        assert "".join(event.text for event in events if isinstance(event, Text)) == "one two three"
        assert events[-1].model == "Scripted"
        assert "sk-secret" not in repr(events)
    origin = url.split("/s")[0]
    assert json.loads(keyring_file.read_text()) == {f"Retro Document Writer/{origin}": "sk-secret"}
    found = [path for path in home.rglob("*") if path.is_file() and b"sk-secret" in path.read_bytes()]
    assert found == []
    with EngineProcess() as engine:
        engine.keep_key(url, "")
        with pytest.raises(UserError, match="key"):
            engine.load(model)
    assert json.loads(keyring_file.read_text()) == {}


def test_a_key_goes_to_its_own_server_only(keyring_file, backend, script_server):
    keys.keep("http://127.0.0.1:1/v1", "sk-other")
    write(backend, script_server.add(**WORDS))
    assert all("Authorization" not in request.headers for request in script_server.requests)


def test_a_key_in_the_environment(backend, script_server, monkeypatch, caplog):
    monkeypatch.setenv(keys.VARIABLE, "sk-env")
    caplog.set_level(logging.DEBUG)
    assert write(backend, script_server.add(**WORDS, key="sk-env"))[0] == "one two three"
    assert "sk-env" not in caplog.text


def test_a_key_that_no_header_can_carry(keyring_file):
    for key in ("two words", "line\r\nX-Evil: 1", "clé", "x" * 5000):
        with pytest.raises(UserError) as caught:
            keys.keep("http://localhost/v1", key)
        assert caught.value.code == "server_key_form"
    assert "secret" not in repr(protocol.KeepKey(id=1, url="http://x/v1", key="secret"))


def test_without_a_keyring_it_is_said_what_to_do(keyring_file):
    keyring.set_keyring(fail.Keyring())
    assert keys.find("http://localhost/v1") == ""
    with pytest.raises(UserError) as caught:
        keys.keep("http://localhost/v1", "sk")
    assert caught.value.code == "no_keyring"
    assert keys.VARIABLE in caught.value.hint


def test_without_the_package_for_keyrings_servers_still_write(backend, script_server, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert write(backend, script_server.add(**WORDS))[0] == "one two three"
    with pytest.raises(UserError) as caught:
        keys.keep("http://localhost/v1", "sk")
    assert caught.value.code == "no_keyring"


def test_never_using_the_network_goes_before_the_server(backend, script_server):
    values = Settings()
    values.set(settings.OFFLINE, True)
    values.save()
    _text, error = write(backend, script_server.add(**WORDS))
    assert error.code == "offline"
    assert script_server.requests == []


def test_a_proxy_does_not_see_what_goes_to_this_computer(backend, script_server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert write(backend, script_server.add(**WORDS))[0] == "one two three"


def test_a_score_is_not_to_be_had(backend, script_server):
    load(backend, script_server.add())
    with pytest.raises(UserError, match="cannot tell"):
        backend.score(DRAFT, "text", lambda: False)


def test_through_the_child(script_server):
    model = ModelChoice(server=Server(url=script_server.add(pieces=["word "] * 9, cut_after=3)))
    text = []
    with EngineProcess() as engine:
        with pytest.raises(UserError, match="was lost"):
            text.extend(event.text for event in engine.write(model, DRAFT, Sampling()) if isinstance(event, Text))
        model = ModelChoice(server=Server(url=script_server.add(**WORDS)))
        done = [event for event in engine.write(model, DRAFT, Sampling()) if isinstance(event, Done)]
        assert done[0].reason == "end"
