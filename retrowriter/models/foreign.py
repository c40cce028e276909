"""Models that other programs keep on this computer: Ollama, LM Studio and the Hub's cache. They are only read.

Where the name of a file is its checksum, or the program notes one, it is taken over, so that `verify` can compare it.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from retrowriter.models import records, split
from retrowriter.models.records import Model

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OLLAMA_MODEL = "application/vnd.ollama.image.model"
_MAX_MANIFEST = 1_000_000
# Host, name and tag, and often an owner between them.
_OLLAMA_DEPTH = 3


def models() -> Iterator[Model]:
    """The models of other programs, each under a name that begins with that of its program."""
    yield from _ollama()
    yield from _lm_studio()
    yield from _hub_cache()


def folders() -> dict[str, Path]:
    """Where the other programs keep their models, by their names; the folders need not exist."""
    home = Path.home()
    hub_home = os.environ.get("HF_HOME")
    hub = os.environ.get("HF_HUB_CACHE") or (str(Path(hub_home) / "hub") if hub_home else "")
    lm_studio = home / ".lmstudio" / "models"
    older = home / ".cache" / "lm-studio" / "models"
    return {
        "Ollama": Path(os.environ.get("OLLAMA_MODELS") or home / ".ollama" / "models").expanduser(),
        "LM Studio": older if older.is_dir() and not lm_studio.is_dir() else lm_studio,
        "Hub cache": Path(hub or home / ".cache" / "huggingface" / "hub").expanduser(),
    }


def _ollama() -> Iterator[Model]:
    folder = folders()["Ollama"]
    for manifest in _files(folder / "manifests", "**/*"):
        place = manifest.relative_to(folder / "manifests").parts
        digest = _ollama_digest(manifest)
        if not digest or len(place) < _OLLAMA_DEPTH:
            continue
        host, *owner, name, tag = place
        short = "/".join([*(part for part in (host, *owner) if part not in ("registry.ollama.ai", "library")), name])
        model = records.describe(folder / "blobs" / f"sha256-{digest}", f"ollama:{short}:{tag}", "Ollama")
        title = f"{short}:{tag}" if model.title.startswith("sha256-") else model.title
        yield msgspec.structs.replace(records.with_digests(model, (digest,)), title=title)


def _ollama_digest(manifest: Path) -> str:
    try:
        if manifest.stat().st_size > _MAX_MANIFEST:
            return ""
        layers = json.loads(manifest.read_bytes())["layers"]
        digests = [str(layer["digest"]) for layer in layers if layer.get("mediaType") == _OLLAMA_MODEL]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
    digest = digests[0].removeprefix("sha256:") if digests else ""
    return digest if _SHA256.fullmatch(digest) else ""


def _lm_studio() -> Iterator[Model]:
    folder = folders()["LM Studio"]
    for path in _files(folder, "**/*.gguf"):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield records.describe(path, f"lmstudio:{name}", "LM Studio")


def _hub_cache() -> Iterator[Model]:
    folder = folders()["Hub cache"]
    for path in _files(folder, "models--*/snapshots/*/**/*.gguf"):
        repo, _, revision, *inner = path.relative_to(folder).parts
        title = repo.removeprefix("models--").replace("--", "/")
        model = records.describe(path, f"hub:{title}/{'/'.join(inner).removesuffix('.gguf')}", "Hub cache")
        digests = [Path(os.path.realpath(part)).name for part in model.parts]
        if all(_SHA256.fullmatch(digest) for digest in digests):
            model = records.with_digests(model, tuple(digests))
        yield msgspec.structs.replace(model, source=f"{title} ({revision[:8]})")


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    """Files that are there, without the later parts of split models and the projectors of vision models."""
    try:
        found = sorted(folder.glob(pattern)) if folder.is_dir() else []
    except OSError:
        return
    for path in found:
        if path.is_file() and split.number(path.name) <= 1 and not path.name.startswith(("mmproj", ".")):
            yield path
