"""A Hugging Face Hub on this machine: as much of its API as the real client asks for, and faults on demand."""

import contextlib
import hashlib
import json
import random
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np

from retrowriter.convert import gguf_writer
from retrowriter.convert.gguf_writer import PlannedTensor
from retrowriter.convert.weights import in_memory

COMMIT = "0123456789abcdef0123456789abcdef01234567"
TOKEN = "hf_secretOfTheTest"


@dataclass
class Fault:
    """What goes wrong with one answer of the file storage; the first fault that waits is taken.

    Attributes:
        cut: the connection is closed after so many bytes of the answer; status: an error instead of it.
        whole: the range is ignored; wrong: a byte of the answer is changed; shifted: another range than was asked for.
        short: it ends early, but in order (the length that was announced is that of what is sent).
    """

    cut: int | None = None
    status: int = 0
    whole: bool = False
    wrong: bool = False
    shifted: bool = False
    short: int | None = None


@dataclass
class Repository:
    """A repository: its files by name, and who may have them."""

    files: dict[str, bytes]
    gated: bool = False
    private: bool = False
    licence: str = "apache-2.0"
    downloads: int = 10
    parameters: int = 135_000_000


@dataclass
class Hub:
    """The server and what it does."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    api_faults: deque[int] = field(default_factory=deque)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    pause_s: float = 0.0
    api_pause_s: float = 0.0
    piece: int = 65_536
    bytes_sent: int = 0
    claimed_size: int = 0
    port: int = 0
    digests: bool = True
    xet: bool = False
    portal: bytes = b""
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self.port}"

    def storage_requests(self) -> list[dict[str, str]]:
        """The headers of the requests for contents."""
        return [headers for method, path, headers in self.requests if method == "GET" and path.startswith("/storage/")]


@contextlib.contextmanager
def running(hub: Hub):
    """Serves until the end of the block."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    # The client's own connections stay open; nobody waits for their threads.
    server.block_on_close = False
    hub.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def small_model(size: int = 40_000, seed: int = 0, name: str = "Small", **metadata) -> bytes:
    """A real GGUF file of about that size, of random weights; llama.cpp would not load it."""
    rows = max(1, size // 128)
    weights = np.random.default_rng(seed).standard_normal((rows, 32)).astype(np.float32)
    described = {
        "general.architecture": gguf_writer.text("llama"),
        "general.name": gguf_writer.text(name),
        "llama.block_count": gguf_writer.uint32(2),
        "llama.context_length": gguf_writer.uint32(2048),
        **metadata,
    }
    path = Path(f"/dev/shm/{random.getrandbits(64):x}") if Path("/dev/shm").is_dir() else Path(f"{seed}.tmp")
    with path.open("wb") as stream:
        gguf_writer.write(stream, described, [PlannedTensor("a.weight", 0, in_memory(weights))], lambda count: None)
    data = path.read_bytes()
    path.unlink()
    return data


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        """Clients that hang up are nothing to talk about."""


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments) -> None:
        pass

    def do_HEAD(self) -> None:
        self._route()

    def do_GET(self) -> None:
        self._route()

    def _route(self) -> None:
        # A proxy is asked for whole addresses.
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if self.hub.portal:
            self._body(self.hub.portal)
            return
        self.hub.requests.append((self.command, path, {key.lower(): value for key, value in self.headers.items()}))
        try:
            if path.startswith("/storage/"):
                self._storage(path.removeprefix("/storage/"))
            elif path == "/api/models":
                self._search(parse_qs(parts.query))
            elif path.startswith("/api/models/"):
                self._about(path.removeprefix("/api/models/").split("/revision/")[0])
            elif "/resolve/" in path:
                repo, _, rest = path.removeprefix("/").partition("/resolve/")
                self._resolve(repo, rest.partition("/")[2])
            else:
                self._error(404, "EntryNotFound")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _search(self, query: dict[str, list[str]]) -> None:
        if self._api_fault():
            return
        words = query.get("search", [""])[0].lower()
        found = [
            {
                "id": name,
                "downloads": repository.downloads,
                "gated": "manual" if repository.gated else False,
                "tags": ["gguf", f"license:{repository.licence}"],
                "gguf": {"total": repository.parameters, "architecture": "llama", "context_length": 2048},
            }
            for name, repository in self.hub.repositories.items()
            if words in name.lower() and not repository.private
        ]
        found.sort(key=lambda item: -item["downloads"])
        self._json(found[: int(query.get("limit", ["1000"])[0])])

    def _about(self, repo: str) -> None:
        if self._api_fault():
            return
        repository = self.hub.repositories.get(repo)
        if repository is None or (repository.private and not self._has_token()):
            self._error(401, "RepoNotFound")
            return
        siblings = []
        for name, data in repository.files.items():
            item: dict[str, object] = {"rfilename": name, "size": len(data)}
            if name.endswith(".gguf") and self.hub.digests:
                item["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
            siblings.append(item)
        self._json(
            {
                "id": repo,
                "sha": COMMIT,
                "tags": [f"license:{repository.licence}"],
                "gated": False,
                "siblings": siblings,
            }
        )

    def _resolve(self, repo: str, name: str) -> None:
        if self._api_fault():
            return
        repository = self.hub.repositories.get(repo)
        if repository is None:
            self._error(401, "RepoNotFound")
        elif repository.gated and not self._has_token():
            self._error(403 if self.headers.get("Authorization") else 401, "GatedRepo")
        elif name not in repository.files:
            self._error(404, "EntryNotFound")
        else:
            data = repository.files[name]
            digest = hashlib.sha256(data).hexdigest()
            self.send_response(302)
            # Another host, as the real storage is: the token must not go there.
            self.send_header("Location", f"http://localhost:{self.hub.port}/storage/{repo}/{name}?signature=x")
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("X-Linked-Size", str(self.hub.claimed_size or len(data)))
            if self.hub.xet:
                self.send_header("X-Xet-Hash", "e" * 64)
                self.send_header("X-Xet-Refresh-Route", "/api/xet")
            tag = digest if self.hub.digests else "e" * 64 if self.hub.xet else "opaque"
            self.send_header("X-Linked-Etag", f'"{tag}"')
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _storage(self, rest: str) -> None:
        owner, repo, name = rest.split("/", 2)
        data = self.hub.repositories[f"{owner}/{repo}"].files[name]
        fault = self.hub.faults.popleft() if self.hub.faults else Fault()
        if fault.status:
            self._error(fault.status)
            return
        start = 0
        asked = self.headers.get("Range", "")
        if asked and not fault.whole:
            start = int(asked.removeprefix("bytes=").split("-")[0])
            if start >= len(data):
                self._error(416)
                return
        if fault.shifted and start:
            start = start // 2
        body = bytearray(data[start:])
        if fault.wrong:
            body[len(body) // 2] ^= 0xFF
        if fault.short is not None:
            body = body[: fault.short]
        self.send_response(206 if asked and not fault.whole else 200)
        self.send_header("Content-Length", str(len(body)))
        if asked and not fault.whole:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        self._send(bytes(body) if fault.cut is None else bytes(body[: fault.cut]))
        if fault.cut is not None:
            self._slam()

    def _send(self, body: bytes) -> None:
        for at in range(0, len(body), self.hub.piece):
            piece = body[at : at + self.hub.piece]
            self.wfile.write(piece)
            self.hub.bytes_sent += len(piece)
            if self.hub.pause_s:
                time.sleep(self.hub.pause_s)

    def _slam(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _api_fault(self) -> bool:
        self.hub.closing.wait(self.hub.api_pause_s)
        if not self.hub.api_faults:
            return False
        self._error(self.hub.api_faults.popleft())
        return True

    def _has_token(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {TOKEN}"

    def _json(self, value: object) -> None:
        self._body(json.dumps(value).encode())

    def _body(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _error(self, status: int, code: str = "") -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()
