"""Search and downloads on the Hugging Face Hub, through its own client.

Every function here opens sockets and may wait for seconds: call them in a job process, and only when the user asked.
The client's hf_hub_download (version 2) throws a partial file away when its process ends, so the file is fetched with
the client's http_get into a part of our own, which the next attempt continues. A file gets its final name only after
its size and its SHA-256 were checked.
"""

import json
import os
import re
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from retrowriter import settings
from retrowriter.errors import UserError
from retrowriter.files import megabytes, require_space, sha256, write_text

Progress = Callable[[str, int, int], None]
"""Called with the stage ("loading" or "checking"), bytes done and bytes in all; may raise to stop."""


_SPLIT = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIMEOUT_S = 20.0


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
        sha256: of each part, in order; "" where the Hub doesn't say.
        parts: names of all parts, in order.
    """

    repo: str
    revision: str
    name: str
    size: int
    sha256: tuple[str, ...]
    parts: tuple[str, ...]


def search(query: str, limit: int = 30) -> list[HubModel]:
    """Repositories with GGUF files that match `query`, most downloaded first.

    Raises:
        UserError: code offline, hub_unreachable, hub_refused.
    """
    with _hub() as api:
        found = api.list_models(
            search=query.strip() or None,
            filter="gguf",
            sort="downloads",
            limit=limit,
            expand=["downloads", "gated", "tags", "gguf"],
        )
        return [_model(info) for info in found]


def files(repo: str, revision: str = "main") -> list[HubFile]:
    """The GGUF files of a repository, smallest first.

    Raises:
        UserError: code offline, hub_unreachable, hub_refused, hub_gated, hub_missing.
    """
    with _hub() as api:
        info = api.model_info(repo, revision=revision, files_metadata=True)
    commit = info.sha or revision
    parts: dict[str, list[Any]] = {}
    for item in sorted(info.siblings or [], key=lambda entry: entry.rfilename):
        if item.rfilename.endswith(".gguf"):
            parts.setdefault(_SPLIT.sub(".gguf", item.rfilename), []).append(item)
    found = [
        HubFile(
            repo=repo,
            revision=commit,
            name=items[0].rfilename,
            size=sum(item.size or 0 for item in items),
            sha256=tuple(item.lfs.sha256 if item.lfs else "" for item in items),
            parts=tuple(item.rfilename for item in items),
        )
        for items in parts.values()
    ]
    return sorted(found, key=lambda file: file.size)


def local_name(name: str) -> str:
    """The file name under which a file of a repository is kept: its last part, so that no path leads elsewhere."""
    return PurePosixPath(name.replace("\\", "/")).name


def folder_name(repo: str) -> str:
    """The folder in the models folder that holds the files of a repository."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", repo.replace("/", "--")).lstrip(".")


def download(file: HubFile, folder: Path, progress: Progress) -> Path:
    """Fetches all parts of a file into `folder`, continuing what an earlier attempt left there.

    Args:
        file: as files() or the catalog gave it.
        folder: made when it is missing.
        progress: called often; what it raises stops the download, and the part is kept for the next attempt.

    Returns:
        Path of the (first) GGUF file.

    Raises:
        UserError: code offline, hub_unreachable, hub_refused, hub_gated, hub_missing, disk_full, download_damaged.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finished = 0
    for name, digest in zip(file.parts, file.sha256, strict=True):
        base = finished

        def report(stage: str, done: int, _total: int, base: int = base) -> None:
            progress(stage, base + done, file.size)

        finished += _fetch(file, name, digest, folder / local_name(name), report)
    return folder / local_name(file.parts[0])


def _fetch(file: HubFile, name: str, digest: str, target: Path, progress: Progress) -> int:
    """Fetches one part; returns its size in bytes."""
    from huggingface_hub import constants, get_hf_file_metadata, hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # public, but not in __all__

    if target.is_file():
        return target.stat().st_size
    part = target.with_name(target.name + ".part")
    note = target.with_name(target.name + ".part.json")
    with _hub():
        url = hf_hub_url(file.repo, name, revision=file.revision, endpoint=constants.ENDPOINT)
        about = get_hf_file_metadata(url, timeout=_TIMEOUT_S)
    if about.size is None or about.etag is None:
        raise UserError("hub_refused", f"The Hub did not say how large {name} is.", "Try again later.")
    identity = {"etag": about.etag, "size": about.size}
    if not _continues(note, identity):
        part.unlink(missing_ok=True)
    write_text(note, json.dumps(identity))
    have = min(part.stat().st_size, about.size) if part.exists() else 0
    require_space(target.parent, about.size - have + 64_000_000, f"The download of {local_name(name)}")
    with part.open("r+b" if part.exists() else "w+b") as stream:
        stream.truncate(have)
        stream.seek(have)
        with _hub():
            bar = _progress_class(lambda done: progress("loading", done, about.size or 0))
            http_get(
                url,
                stream,
                resume_size=have,
                headers=build_hf_headers(),
                expected_size=about.size,
                displayed_filename=local_name(name),
                tqdm_class=bar,
            )
        stream.flush()
        os.fsync(stream.fileno())
    progress("checking", about.size, about.size)
    expected = digest or (about.etag if _SHA256.fullmatch(about.etag) else "")
    if part.stat().st_size != about.size or (expected and sha256(part) != expected):
        part.unlink()
        note.unlink()
        raise UserError(
            "download_damaged",
            f"{local_name(name)} arrived damaged: it is not what the Hub says it is. It was thrown away.",
            "Download it again.",
        )
    os.replace(part, target)
    note.unlink()
    return about.size


def _continues(note: Path, identity: dict[str, object]) -> bool:
    try:
        return bool(json.loads(note.read_text(encoding="utf-8")) == identity)
    except (OSError, ValueError):
        return False


def _progress_class(report: Callable[[int], None]) -> type[Any]:
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[misc]  # tqdm carries no types
        """Counts what http_get writes, without drawing anything."""

        def __init__(self, *arguments: Any, **options: Any) -> None:  # as tqdm has it
            options.pop("name", None)
            # http_get turns the bar off with the log level, and a bar that is off does not count.
            options["disable"] = False
            with open(os.devnull, "w", encoding="utf-8") as nowhere:
                options["file"] = nowhere
                super().__init__(*arguments, **options)

        def update(self, n: float | None = 1) -> bool | None:
            self.n += n or 0
            report(int(self.n))
            return None

        def close(self) -> None:
            self.disable = True

    return Bar


def _model(info: Any) -> HubModel:  # ModelInfo's fields are optional and loosely typed
    gguf = getattr(info, "gguf", None) or {}
    licence = next((tag.removeprefix("license:") for tag in info.tags or [] if tag.startswith("license:")), "")
    return HubModel(
        repo=info.id,
        downloads=info.downloads or 0,
        licence=licence,
        gated=bool(info.gated),
        parameters=int(gguf.get("total", 0)),
        context=int(gguf.get("context_length", 0)),
        architecture=str(gguf.get("architecture", "")),
    )


@contextmanager
def _hub() -> Any:  # a generator of HfApi, which is imported late
    """The Hub's client; its errors leave as UserError."""
    settings.require_network()
    # Half a second to import, and the window never needs it.
    import httpx2
    from huggingface_hub import HfApi, constants
    from huggingface_hub import errors as hub

    if constants.HF_HUB_OFFLINE:
        raise UserError("offline", "HF_HUB_OFFLINE is set, so the Hub is not asked.", "Unset it to download models.")
    try:
        yield HfApi()
    except hub.GatedRepoError as error:
        raise UserError(
            "hub_gated",
            "The owner of this model wants its terms accepted first.",
            "Accept them on the model's page, log in with `hf auth login` or set HF_TOKEN, then try again.",
        ) from error
    except (hub.RepositoryNotFoundError, hub.RevisionNotFoundError, hub.EntryNotFoundError) as error:
        raise UserError("hub_missing", "The Hub has no such model or file, or it is private.") from error
    except hub.HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else 0
        raise UserError("hub_refused", f"The Hub answered with an error ({status}).", "Try again later.") from error
    except (httpx2.HTTPError, ConnectionError, hub.HFValidationError) as error:
        if isinstance(error, hub.HFValidationError):
            raise UserError("hub_missing", f"{error}.") from error
        raise UserError(
            "hub_unreachable", "The Hub could not be reached.", "Check the network, then try again; nothing is lost."
        ) from error
    except OSError as error:
        if "Consistency check" in str(error):
            raise UserError(
                "hub_unreachable", "The connection ended early.", "Try again: it goes on where it stopped."
            ) from error
        raise


def describe(file: HubFile) -> str:
    """One line for people: name and size."""
    count = f", {len(file.parts)} parts" if len(file.parts) > 1 else ""
    return f"{local_name(file.name)} ({megabytes(file.size)}{count})"
