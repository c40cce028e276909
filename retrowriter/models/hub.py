"""The Hugging Face Hub: search, the files of a repository, and the errors of its client as sentences.

Every function here opens sockets and may wait for seconds: call them in a job process, and only when the user asked.
The token of a gated repository is found by the Hub's own client, in HF_TOKEN or where `hf auth login` left it; this
program neither reads nor stores it.
"""

import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

import msgspec

from retrowriter import settings
from retrowriter.errors import UserError
from retrowriter.files import megabytes

# Licences that let everybody use a model for everything.
OPEN_LICENCES = ("apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "unlicense")
SPLIT = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$", re.IGNORECASE)

_OFFLINE_OF_THE_CLIENT = "HF_HUB_OFFLINE"
_DENIED = (401, 403)


class HubModel(msgspec.Struct, frozen=True, kw_only=True):
    """A repository that holds GGUF files.

    Attributes:
        repo: "owner/name"; downloads: in the last 30 days; licence: its tag, "" if unknown.
        gated: must its terms be accepted on the Hub first? parameters, context: from its GGUF header, 0 if unknown.
    """

    repo: str
    downloads: int = 0
    licence: str = ""
    gated: bool = False
    parameters: int = 0
    context: int = 0
    architecture: str = ""


class HubFile(msgspec.Struct, frozen=True, kw_only=True):
    """A GGUF file in a repository (the first part of a split one stands for all).

    Attributes:
        repo, revision: where, at which commit; name: path in the repository; size: in bytes, all parts together.
        parts: paths of all parts, in order; sha256: of each part, "" where nobody says.
        licence: of the repository, "" if unknown.
    """

    repo: str
    revision: str
    name: str
    size: int
    parts: tuple[str, ...]
    sha256: tuple[str, ...]
    licence: str = ""


def search(query: str, limit: int = 50) -> list[HubModel]:
    """Repositories with GGUF files that match `query`, most downloaded first.

    Raises:
        UserError: code offline, hub_unreachable, hub_refused.
    """
    with _api() as api:
        found = api.list_models(
            search=query.strip() or None,
            filter="gguf",
            sort="downloads",
            limit=limit,
            expand=["downloads", "gated", "tags", "gguf"],
        )
        return [_model(info) for info in found]


def narrowed(models: Sequence[HubModel], weights: float = 0, only_open: bool = False) -> list[HubModel]:
    """Those with at most so many weights (0: any number) and, if wanted, with an open licence."""
    return [
        model
        for model in models
        if (not weights or 0 < model.parameters <= weights) and (not only_open or model.licence in OPEN_LICENCES)
    ]


def files(repo: str, revision: str = "main") -> list[HubFile]:
    """The GGUF files of a repository, smallest first.

    Raises:
        UserError: code offline, hub_unreachable, hub_refused, hub_gated, hub_missing.
    """
    with _api() as api:
        info = api.model_info(repo, revision=revision, files_metadata=True)
    parts: dict[str, list[Any]] = {}
    for item in sorted(info.siblings or [], key=lambda entry: entry.rfilename):
        if item.rfilename.lower().endswith(".gguf"):
            parts.setdefault(SPLIT.sub(".gguf", item.rfilename), []).append(item)
    found = [
        HubFile(
            repo=repo,
            revision=info.sha or revision,
            name=items[0].rfilename,
            size=sum(item.size or 0 for item in items),
            parts=tuple(item.rfilename for item in items),
            sha256=tuple(item.lfs.sha256 if item.lfs else "" for item in items),
            licence=_licence(info.tags),
        )
        for items in parts.values()
    ]
    return sorted(found, key=lambda file: file.size)


def local_name(name: str) -> str:
    """The file name under which a file of a repository is kept: its last part, so that no path leads elsewhere."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r'[<>:"|?*\x00-\x1f]', "-", last)


def folder_name(file: HubFile) -> str:
    """The folder in the models folder that holds a file: files of one name in several folders have one each."""
    inner = file.parts[0].replace("\\", "/").rpartition("/")[0]
    whole = f"{file.repo}/{inner}" if inner else file.repo
    return re.sub(r"[^A-Za-z0-9._-]", "-", whole.replace("/", "--")).lstrip(".")


def describe(file: HubFile) -> str:
    """One line for people: name and size."""
    count = f", {len(file.parts)} parts" if len(file.parts) > 1 else ""
    return f"{local_name(file.name)} ({megabytes(file.size)}{count})"


@contextmanager
def client() -> Iterator[Any]:
    """The Hub's client (a HfApi); its errors, and those of the connection, leave as UserError."""
    settings.require_network()
    if os.environ.get(_OFFLINE_OF_THE_CLIENT, "").lower() not in ("", "0", "no", "off", "false"):
        raise UserError("offline", f"{_OFFLINE_OF_THE_CLIENT} is set, so the Hub is not asked.", "Unset it first.")
    # The client would otherwise ask the Hub for things that nobody here has asked for.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # Half a second to import, and the window never needs it.
    import httpx2
    from huggingface_hub import HfApi
    from huggingface_hub import errors as hub

    from retrowriter.models import patience

    # It tells of each attempt on standard error; people get one sentence in the end. Importing it sets the level too.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    try:
        yield HfApi()
    except hub.GatedRepoError as error:
        raise _gated() from error
    except hub.RepositoryNotFoundError as error:
        # The Hub says 401 for a repository that is not there, and for one that is not for everybody.
        raise UserError(
            "hub_missing",
            "The Hub has no such model, or it is private.",
            "Check the name. For a private model, log in with `hf auth login` or set HF_TOKEN.",
        ) from error
    except (hub.RevisionNotFoundError, hub.EntryNotFoundError) as error:
        raise UserError("hub_missing", "The Hub does not have this file any more.", "Search for it again.") from error
    except hub.HFValidationError as error:
        raise UserError("hub_missing", "A model on the Hub is named as owner/name.") from error
    except hub.HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else 0
        if status in _DENIED:
            raise _gated() from error
        raise patience.refused(status) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, hub.OfflineModeIsEnabled) as error:
        raise patience.unreachable() from error


@contextmanager
def _api() -> Iterator[Any]:
    """The client for questions whose answers are JSON; what is none, as a hotel's login page, leaves as UserError.

    A person waits for the answer, so it is soon given up.
    """
    with client() as api:
        from huggingface_hub import errors as hub

        from retrowriter.models import patience

        try:
            with patience.limited():
                yield api
        except (hub.HFValidationError, hub.HfHubHTTPError):
            raise
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(
                "hub_refused",
                "What has answered is not the Hub, or it speaks another language by now.",
                "Check the network and HF_ENDPOINT: some networks want a login in the browser first.",
            ) from error


def _gated() -> UserError:
    return UserError(
        "hub_gated",
        "The owner of this model wants its terms accepted first.",
        "Accept them on the model's page, log in with `hf auth login` or set HF_TOKEN, then try again.",
    )


def _model(info: Any) -> HubModel:  # ModelInfo's fields are optional and loosely typed
    gguf = getattr(info, "gguf", None) or {}
    return HubModel(
        repo=info.id,
        downloads=info.downloads or 0,
        licence=_licence(info.tags),
        gated=bool(info.gated),
        parameters=int(gguf.get("total") or 0),
        context=int(gguf.get("context_length") or 0),
        architecture=str(gguf.get("architecture") or ""),
    )


def _licence(tags: list[str] | None) -> str:
    return next((tag.removeprefix("license:") for tag in tags or [] if tag.startswith("license:")), "")
