import os

import pytest
from huggingface_hub import close_session, constants

from retrowriter.models import hub as hub_module
from tests.helpers import hub_server
from tests.helpers.hub_server import Hub, Repository, small_model


@pytest.fixture
def hub(monkeypatch):
    """A Hub on this machine, with one repository; the real client asks it, here and in child processes."""
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
    return hub_module.files("maker/Small-GGUF")[0]
