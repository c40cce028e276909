"""Writing through a real server: that of llama-cpp-python, with the embedded model, on this machine."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from retrowriter import audit
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Done, Loaded, ModelChoice, Sampling, Server, Text
from retrowriter.errors import UserError
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from tests.helpers.promises import within

pytestmark = pytest.mark.end2end

KEY = "sk-local"
DRAFT = prompt.draft(Brief(what="memo to all staff about the new laser printer", type="memo"))
GO_ON = prompt.continuation("MEMORANDUM\n\nTO: All staff\n\nThe new laser printer stands on the second")


@pytest.fixture(scope="module")
def server(embedded_model):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "llama_cpp.server", "--model", str(embedded_model)]
    command += ["--model_alias", "retro", "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "1024"]
    command += ["--api_key", KEY, "--n_threads", "1", "--n_threads_batch", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/v1"
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.kill()
        process.wait()


def _wait_for(url, process):
    request = urllib.request.Request(f"{url}/models", headers={"Authorization": f"Bearer {KEY}"})
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                assert json.load(answer)["data"]
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start: are the packages of the extra `dev` installed?")


@pytest.fixture
def engine():
    with EngineProcess(environment={"RETROWRITER_SERVER_KEY": KEY}) as process:
        yield process


def choice(server, **fields):
    return ModelChoice(server=Server(url=server, model="retro", **fields))


def written(engine, model, conversation, **sampling):
    events = list(engine.write(model, conversation, Sampling(**sampling)))
    return "".join(event.text for event in events if isinstance(event, Text)), events


def test_a_draft_and_the_same_again_from_its_seed(server, engine):
    text, events = written(engine, choice(server), DRAFT, seed=7, max_tokens=24)
    assert len(text.split()) > 1
    done = events[-1]
    assert isinstance(done, Done)
    assert (done.reason, done.model, done.seed) == ("length", "retro", 7)
    assert done.tokens >= 10
    assert next(event for event in events if isinstance(event, Loaded)).device == "Server 127.0.0.1"
    assert written(engine, choice(server), DRAFT, seed=7, max_tokens=24)[0] == text


def test_going_on_goes_on(server, engine):
    # This server offers both ways but cannot take the beginning of an answer: the plain text is what it goes on with.
    text, _events = written(engine, choice(server), GO_ON, temperature=0.0, max_tokens=6)
    assert text.startswith(" floor"), text
    told, _events = written(engine, choice(server, kind="chat"), GO_ON, seed=3, max_tokens=12)
    assert told.strip()


def test_stop_strings_probabilities_and_plain_text(server, engine):
    model = choice(server, kind="completions")
    text, events = written(engine, model, GO_ON, temperature=0.0, max_tokens=30, stop=("floor",), probabilities=3)
    assert text.strip() == ""
    # This API has one word for both ends.
    assert events[-1].reason in ("end", "stop")
    chat, events = written(engine, choice(server), DRAFT, seed=3, max_tokens=4, probabilities=3)
    assert chat
    told = [event for event in events if isinstance(event, Text)]
    assert 0 < told[0].probability <= 1


def test_stopping(server, engine):
    begun = 0.0
    for event in engine.write(choice(server), DRAFT, Sampling(max_tokens=800)):
        if isinstance(event, Text) and not begun:
            begun = time.monotonic()
            engine.cancel()
        if isinstance(event, Done):
            assert event.reason == "cancelled"
    assert time.monotonic() - begun < within(2.0)
    # The server is free for the next one.
    assert written(engine, choice(server), DRAFT, max_tokens=3)[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has open")
def test_the_model_in_memory_makes_room_for_a_server_and_comes_back(server, engine, embedded_model):
    def holds_model():
        return any(item.what == str(embedded_model) for item in audit.native(engine.pid))

    local = ModelChoice(path=str(embedded_model), context=512, gpu_layers=0)
    engine.load(local)
    assert holds_model()
    assert written(engine, choice(server), DRAFT, max_tokens=2)[0]
    assert not holds_model()
    assert written(engine, local, DRAFT, max_tokens=2)[0]


def test_a_wrong_key(server):
    with (
        EngineProcess(environment={"RETROWRITER_SERVER_KEY": "sk-wrong"}) as engine,
        pytest.raises(UserError, match="does not accept the key"),
    ):
        engine.load(choice(server))


def test_draft_in_the_terminal(server, tmp_path):
    out = tmp_path / "memo.txt"
    result = subprocess.run(
        [sys.executable, "-m", "retrowriter", "draft", "--brief", "memo about the printer", "--server", server,
         "--server-model", "retro", "--tokens", "20", "--seed", "3", "--out", str(out)],
        check=False, capture_output=True, text=True, timeout=100, env={**os.environ, "RETROWRITER_SERVER_KEY": KEY},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "The text goes to the server 127.0.0.1." in result.stderr
    assert KEY not in result.stderr + result.stdout
    assert out.read_text(encoding="utf-8").split() == result.stdout.split()
    assert result.stdout.strip()
