"""Fetches one file from the Hub into a part that can be continued, and checks it.

The bytes are asked for in the session of the Hub's client and with its headers. The part is synced once a second, and
only then counts what it holds; so a kill or a power cut costs a second's worth.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from retrowriter.errors import UserError
from retrowriter.files import require_space, write_error
from retrowriter.models import hub
from retrowriter.models.hub import HubFile

# Seconds to wait after each attempt that brought nothing; one that brought something is followed by the next at once.
PAUSES = (0.5, 1.0, 2.0, 4.0)

# So much stays free: a full disk harms more than this program.
_RESERVE = 64_000_000
_SYNC_EVERY_S = 1.0
_SHA1_LENGTH, _SHA256_LENGTH = 40, 64
_WAIT_AND_TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)


class PartState(msgspec.Struct, kw_only=True):
    """How far a part is.

    Attributes:
        etag, size: of the file on the Hub, as it was when the first byte came.
        synced: bytes that are on the disk for certain; checked: size and checksum were found right.
        sha256: the published checksum that was compared, "" if there is none.
    """

    etag: str = ""
    size: int = 0
    synced: int = 0
    checked: bool = False
    sha256: str = ""


class Transfer:
    """One file of a download.

    Args:
        file: where it is from; name: its path in the repository; digest: its SHA-256, "" if unknown.
        path: the part to write; state: how far it is, kept up to date; save: called when the state must be kept.
        report: called often with the stage and the bytes that are done; may raise to stop.
    """

    def __init__(
        self,
        file: HubFile,
        name: str,
        digest: str,
        path: Path,
        state: PartState,
        save: Callable[[], None],
        report: Callable[[str, int], None],
    ) -> None:
        self._file, self._name, self._digest, self._path = file, name, digest, path
        self._state, self._save, self._report = state, save, report
        self._have = 0
        self._tag = ""

    def fetch(self) -> int:
        """Fetches and checks it; returns its size."""
        from huggingface_hub import constants, hf_hub_url

        state = self._state
        if state.checked and self._path.is_file() and self._path.stat().st_size == state.size:
            return state.size
        url = hf_hub_url(self._file.repo, self._name, revision=self._file.revision, endpoint=constants.ENDPOINT)
        self._identify(url)
        try:
            with self._open() as stream:
                self._load(url, stream)
            self._check()
        except OSError as error:
            raise write_error(self._path, error) from error
        return state.size

    def _identify(self, url: str) -> None:
        """Asks what the file is, and begins anew when it is not what the part was begun with."""
        from huggingface_hub import constants, get_hf_file_metadata

        def ask() -> Any:
            return get_hf_file_metadata(url, timeout=float(constants.HF_HUB_ETAG_TIMEOUT))

        about = _patiently(ask)
        if about.size is None or not about.etag:
            raise UserError("hub_refused", f"The Hub did not say how large {self._name} is.", "Try again later.")
        # Files that lie in Xet may be tagged with its own hash, which is none of their contents.
        xet = about.xet_file_data
        self._tag = "" if xet is not None and xet.file_hash == about.etag else about.etag
        state = self._state
        if (state.etag, state.size) != (about.etag, about.size):
            state.etag, state.size, state.synced = about.etag, about.size, 0
        state.checked = False

    @contextlib.contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "r+b", 0) as stream:
            length = os.fstat(stream.fileno()).st_size
            # Beyond what was synced there may be anything after a power cut.
            self._have = self._state.synced = min(self._state.synced, length)
            if length > self._have:
                stream.truncate(self._have)
            stream.seek(self._have)
            try:
                yield stream
            finally:
                with contextlib.suppress(OSError):
                    self._sync(stream)

    def _load(self, url: str, stream: IO[bytes]) -> None:
        failures, size = 0, self._state.size
        self._require_space()
        self._report("loading", self._have)
        while self._have < size:
            before = self._have
            try:
                _once(lambda: self._stream(url, stream))
            except UserError as error:
                failures = 0 if self._have > before else failures + 1
                if error.code not in ("hub_unreachable", "hub_busy") or failures > len(PAUSES):
                    raise
                if failures:
                    time.sleep(PAUSES[failures - 1])
            except _RestartError:
                failures += 1
                if failures > len(PAUSES):
                    raise UserError(
                        "hub_refused", f"The Hub sends something else than {self._name}.", "Try again later."
                    ) from None
                self._have = 0
                stream.seek(0)
                stream.truncate()

    def _stream(self, url: str, stream: IO[bytes]) -> None:
        """One request: the bytes from where the part ends."""
        import httpx2
        from huggingface_hub import constants, get_session
        from huggingface_hub.utils import (  # type: ignore[attr-defined]  # public, but not in its __all__
            build_hf_headers,
            hf_raise_for_status,
        )

        size = self._state.size
        headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
        if self._have:
            headers["Range"] = f"bytes={self._have}-"
        timeout = httpx2.Timeout(float(constants.HF_HUB_DOWNLOAD_TIMEOUT))
        synced_at = time.monotonic()
        with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
            if response.status_code == 416:
                raise _RestartError
            hf_raise_for_status(response)
            self._begin(response, stream)
            # As they come: a chunk of a fixed size would be lost with the connection while it is filled.
            for chunk in response.iter_bytes():
                view = memoryview(chunk)[: size - self._have]
                while view:
                    # Unbuffered, so it may take less than it is given; what it took is counted at once.
                    taken = stream.write(view)
                    self._have += taken
                    view = view[taken:]
                self._report("loading", self._have)
                if time.monotonic() - synced_at > _SYNC_EVERY_S:
                    self._sync(stream)
                    self._require_space()
                    synced_at = time.monotonic()
                if self._have == size:
                    return
        # Some servers end early without a word.
        raise UserError("hub_unreachable", "The connection ended early.", "Try again: it goes on where it stopped.")

    def _begin(self, response: Any, stream: IO[bytes]) -> None:
        if response.status_code == 206:
            expected = f"bytes {self._have}-"
            if not str(response.headers.get("Content-Range", "")).startswith(expected):
                raise _RestartError
        elif self._have:
            # The server sends the whole file although a part of it was asked for.
            self._have = self._state.synced = 0
            stream.seek(0)
            stream.truncate()

    def _require_space(self) -> None:
        left = self._state.size - self._have
        if left:
            require_space(self._path.parent, left + _RESERVE, f"The rest of {hub.local_name(self._name)}")

    def _sync(self, stream: IO[bytes]) -> None:
        os.fsync(stream.fileno())
        self._state.synced = self._have
        self._save()

    def _check(self) -> None:
        state, expected = self._state, self._digest or self._tag
        kind = {_SHA1_LENGTH: "sha1", _SHA256_LENGTH: "sha256"}.get(len(expected), "")
        digest = hashlib.new(kind) if kind else None
        if kind == "sha1":
            # Small files are not in the large file storage: their tag is the name that Git gives them.
            assert digest is not None
            digest.update(f"blob {state.size}\0".encode())
        done = 0
        with self._path.open("rb") as stream:
            while digest is not None and (chunk := stream.read(1024 * 1024)):
                digest.update(chunk)
                done += len(chunk)
                self._report("checking", done)
        if self._path.stat().st_size != state.size or (digest is not None and digest.hexdigest() != expected):
            self._path.unlink()
            state.synced = 0
            self._save()
            raise UserError(
                "download_damaged",
                f"{hub.local_name(self._name)} arrived damaged: it is not what the Hub says it is. It was thrown away.",
                "Download it again.",
            )
        state.checked = True
        state.sha256 = expected if kind == "sha256" else ""
        self._save()


class _RestartError(Exception):
    """The server did not send what was asked for; the part begins anew."""


def _once(action: Callable[[], None]) -> None:
    """Runs one request; what another attempt may mend leaves as UserError, code hub_unreachable or hub_busy."""
    from huggingface_hub.errors import HfHubHTTPError

    with hub.client():
        try:
            action()
        except HfHubHTTPError as error:
            status = error.response.status_code if error.response is not None else 0
            if status not in _WAIT_AND_TRY_AGAIN:
                raise
            raise UserError(
                "hub_busy", f"The Hub answered with an error ({status}).", "Try again later; nothing is lost."
            ) from error


def _patiently(ask: Callable[[], Any]) -> Any:
    """The answer to a question that may be asked again."""
    answer: list[Any] = []
    for pause in (*PAUSES, None):
        try:
            _once(lambda: answer.append(ask()))
            return answer[0]
        except UserError as error:
            if pause is None or error.code not in ("hub_unreachable", "hub_busy"):
                raise
            time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")
