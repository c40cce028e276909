"""Every test has a home of its own, opens no connection beyond this machine, and leaves no child behind."""

import os
import signal
import socket
from pathlib import Path

import pytest

from retrowriter.models import embedded
from tests.helpers.openai_server import ScriptServer

# The models of the user who runs the tests: taken before each test gets a home of its own.
_EMBEDDED = embedded.path()
_LOCAL = {"127.0.0.1", "::1", "localhost"}

# A shell that runs the tests in the background has them ignore Ctrl+C, and all their children with them.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty home for settings, models and logs; child processes have it too."""
    folder = tmp_path / "home"
    monkeypatch.setenv("RETROWRITER_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A connection to anywhere but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
            pytest.fail(f"a test connects to {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def no_children_left():
    """Children of the test must be gone when it ends."""
    before = _children()
    yield
    left = _children() - before
    assert not left, f"left running: {left}"


@pytest.fixture
def engine_kind(request):
    """ "local", or "server" in the tests that tests.helpers.engines.both_engines marks."""
    return getattr(request, "param", "local")


@pytest.fixture
def script_server():
    """A server on this machine that speaks OpenAI's API and follows scripts."""
    made = ScriptServer()
    yield made
    made.close()


@pytest.fixture(scope="session")
def embedded_model():
    """Path of the real embedded model, which the set-up has prepared."""
    if not _EMBEDDED.is_file():
        pytest.fail("the embedded model is not prepared: run python3 scripts/test.py")
    return _EMBEDDED


@pytest.fixture
def hub(monkeypatch):
    """A Hub on this machine, with one repository; the real client asks it, here and in child processes."""
    from huggingface_hub import close_session, constants

    from tests.helpers import hub_server
    from tests.helpers.hub_server import Hub, Repository, small_model

    made = Hub(repositories={"maker/Small-GGUF": Repository({"small.gguf": small_model(), "README.md": b"# Small"})})
    for name in [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "all_proxy")]:
        monkeypatch.delenv(name)
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "HUGGING_FACE_HUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with hub_server.running(made):
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        # The client reads its settings when it is imported, which other tests may have done already.
        monkeypatch.setattr(constants, "ENDPOINT", made.url)
        template = made.url + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", "/nonexistent")
        yield made
        close_session()


@pytest.fixture
def wanted(hub):
    """The file of the one repository."""
    from retrowriter.models import hub as client

    return client.files("maker/Small-GGUF")[0]


def _children():
    try:
        found = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    except OSError:  # not Linux
        return set()
    return {pid for pid in found if _is_engine(pid)}


def _is_engine(pid):
    try:
        return b"--job" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
