"""The connection to a server that writes: what goes wrong with it is one sentence, and a stop ends a silent wait."""

import contextlib
import json
import re
import socket
import ssl
import threading
from collections.abc import Generator, Iterator
from typing import Any

import httpx2

from retrowriter import __version__, server_address
from retrowriter.engine.backend import Stopped
from retrowriter.errors import UserError

CONNECT_S = 10.0
# A server may read a long prompt on a slow processor before its first word.
SILENCE_S = 300.0

_STOP_CHECK_S = 0.05
_LONGEST_ANSWER = 4 * 1024 * 1024
_LONGEST_REASON = 200
_MODEL = re.compile(r"\bmodel\b", re.IGNORECASE)
# What the HTTP library says of a connection that ended too early; its other words are for broken HTTP.
_CUT = re.compile(r"disconnected|closed connection")
_KEPT = "What has been written is kept."


class Interrupted(Exception):  # noqa: N818  (the writer stopped it; nothing went wrong)
    """stopped() said so while the server was waited for."""


class NotOffered(Exception):  # noqa: N818  (an answer that the caller may have another way for)
    """The server has nothing at this path, or does not know a field of the request.

    Attributes:
        error: what to tell the user when there is no other way.
        missing: there is nothing at this path, whatever the request.
    """

    def __init__(self, error: UserError, missing: bool) -> None:
        super().__init__(error.message)
        self.error = error
        self.missing = missing


class Connection:
    """Requests to one server, each on a connection of its own.

    Args:
        url: address of the server, as server_address.normal makes it.
        key: sent as a bearer token; "" for none.
    """

    def __init__(self, url: str, key: str = "") -> None:
        self._url = url
        self._host = server_address.host(url)
        headers = {
            "User-Agent": f"retrowriter/{__version__}",
            # Compressed pieces would wait for one another.
            "Accept-Encoding": "identity",
        }
        if key:
            headers["Authorization"] = f"Bearer {key}"
        # Without TLS, a context that trusts nobody does: reading the system's certificates takes a moment.
        safe = url.startswith("https:")
        # A proxy must not see what goes to this computer.
        self._client = httpx2.Client(
            headers=headers,
            verify=httpx2.create_ssl_context() if safe else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=not server_address.is_this_computer(url),
            follow_redirects=False,
            timeout=httpx2.Timeout(SILENCE_S, connect=CONNECT_S),
            limits=httpx2.Limits(max_keepalive_connections=0),
        )

    def get(self, path: str, stopped: Stopped) -> dict[str, Any]:
        """The JSON object at a path.

        Raises:
            UserError: a code that begins with "server_".
            NotOffered, Interrupted: see there.
        """
        with self._ended_by(stopped) as trace, self._client.stream("GET", self._url + path, extensions=trace) as answer:
            self._check(answer)
            body = self._body(answer)
            if stopped():
                # What was read may be cut off.
                raise Interrupted
            try:
                found = json.loads(body)
            except (ValueError, RecursionError) as error:
                raise self.nonsense() from error
        if not isinstance(found, dict):
            raise self.nonsense()
        return found

    def events(self, path: str, body: dict[str, Any], stopped: Stopped) -> Generator[str, None, None]:
        """The data of each server-sent event that answers a request. Raises as get does."""
        with (
            self._ended_by(stopped) as trace,
            self._client.stream("POST", self._url + path, json=body, extensions=trace) as answer,
        ):
            self._check(answer)
            for event in httpx2.EventSource(answer):
                if stopped():
                    raise Interrupted
                if event.data:
                    yield event.data

    def close(self) -> None:
        """Closes what is open."""
        self._client.close()

    def failure(self, reason: str) -> UserError:
        """The error for a reason that the server gave in the midst of its answer."""
        said = f": {_one_line(reason)}" if reason else ""
        return UserError("server_failed", f"The server {self._host} could not go on{said}. {_KEPT}", "Try again later.")

    def lost(self) -> UserError:
        """The error for an answer that broke off."""
        return UserError("server_lost", f"The connection to the server {self._host} was lost. {_KEPT}", "Try again.")

    def nonsense(self) -> UserError:
        """The error for an answer that is not what it should be."""
        return UserError(
            "server_nonsense",
            f"The server {self._host} gave an answer that makes no sense.",
            "Check the address in Tools > Options > Engine.",
        )

    @contextlib.contextmanager
    def _ended_by(self, stopped: Stopped) -> Iterator[dict[str, Any]]:
        """Turns errors into sentences, and shuts the socket down when stopped() says so: no read waits on."""
        sockets: list[socket.socket] = []
        done = threading.Event()

        def trace(name: str, info: dict[str, Any]) -> None:
            if name.endswith(("connect_tcp.complete", "start_tls.complete")):
                sockets[:] = [info["return_value"].get_extra_info("socket")]

        def watch() -> None:
            while not done.wait(_STOP_CHECK_S):
                if stopped() and sockets:
                    with contextlib.suppress(OSError):
                        # The method of plain sockets: that of TLS sockets would wait for its lock.
                        socket.socket.shutdown(sockets[0], socket.SHUT_RDWR)

        watcher = threading.Thread(target=watch, name="stop", daemon=True)
        watcher.start()
        try:
            yield {"trace": trace}
        except httpx2.HTTPError as error:
            if stopped():
                raise Interrupted from error
            raise self._sentence(error) from error
        except (httpx2.InvalidURL, UnicodeError) as error:
            # A name that looks like one but that no name server could be asked for.
            raise _unreachable(self._host, "its name is not one that a computer can have") from error
        finally:
            done.set()
            watcher.join()

    def _check(self, answer: httpx2.Response) -> None:
        status = answer.status_code
        if status == 200:
            return
        host = self._host
        if 300 <= status < 400:
            where = answer.headers.get("location", "")
            place = f" ({_one_line(where)})" if where else ""
            raise UserError(
                "server_moved",
                f"The server {host} sends requests on to another place{place}; nothing was sent there.",
                "Give that address in Tools > Options > Engine, if you trust it.",
            )
        reason = _reason(self._body(answer))
        said = f": {reason}" if reason else ""
        if status in (401, 403):
            raise UserError(
                "server_key",
                f"The server {host} does not accept the key{said}.",
                "Give the right key in Tools > Options > Engine.",
            )
        if status == 429:
            seconds = answer.headers.get("retry-after", "")
            wait = f"Try again in {seconds} seconds." if seconds.isdecimal() else "Try again in a while."
            raise UserError("server_busy", f"The server {host} has too much to do, or your share is used up.", wait)
        if status >= 500 and status != 501:
            raise UserError("server_failed", f"The server {host} could not do it ({status}){said}.", "Try again later.")
        if status == 404 and _MODEL.search(reason):
            raise UserError(
                "server_model", f"The server {host} does not have this model{said}.", "Choose another one in Options."
            )
        refused = UserError("server_refused", f"The server {host} did not take the request ({status}){said}.")
        if status in (404, 405, 501):
            raise NotOffered(
                UserError(
                    "server_missing",
                    f"The server {host} offers nothing to write with at this address ({status}).",
                    "Check the address in Tools > Options > Engine; most end in /v1.",
                ),
                missing=True,
            )
        if status in (400, 422):
            raise NotOffered(refused, missing=False)
        raise refused

    def _body(self, answer: httpx2.Response) -> bytes:
        body = bytearray()
        for part in answer.iter_bytes():
            body += part
            if len(body) > _LONGEST_ANSWER:
                raise self.nonsense()
        return bytes(body)

    def _sentence(self, error: httpx2.HTTPError) -> UserError:
        host = self._host
        cause = _root(error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return UserError(
                "server_untrusted",
                f"The server {host} could not prove who it is: {_one_line(cause.verify_message)}.",
                "Nothing was sent to it. If it is your own, make its certificate known to this system.",
            )
        if isinstance(error, httpx2.ConnectTimeout):
            return _unreachable(host, f"there was no answer in {CONNECT_S:.0f} seconds")
        if isinstance(error, httpx2.ConnectError | httpx2.ProxyError):
            return _unreachable(host, _why(cause))
        if isinstance(error, httpx2.TimeoutException):
            return UserError(
                "server_silent", f"The server {host} has said nothing for too long. {_KEPT}", "Try again later."
            )
        if isinstance(error, httpx2.SSEError | httpx2.DecodingError | httpx2.LocalProtocolError):
            return self.nonsense()
        if isinstance(error, httpx2.RemoteProtocolError) and not _CUT.search(str(error)):
            return self.nonsense()
        return self.lost()


def _unreachable(host: str, why: str) -> UserError:
    return UserError(
        "server_unreachable",
        f"The server {host} cannot be reached: {why}.",
        "Check that it is running, and its address in Tools > Options > Engine.",
    )


def _root(error: BaseException) -> BaseException:
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return error


def _why(cause: BaseException) -> str:
    if isinstance(cause, socket.gaierror):
        return "its name is not known"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror[0].lower() + cause.strerror[1:]
    return _one_line(str(cause)).rstrip(".") or "the connection failed"


def _reason(body: bytes) -> str:
    """What a server says of an error, in the forms that servers have for it."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    for key in ("error", "message", "detail"):
        if isinstance(found, dict) and found.get(key):
            found = found[key]
    return _one_line(found).rstrip(".") if isinstance(found, str) else ""


def _one_line(text: str) -> str:
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _LONGEST_REASON else line[:_LONGEST_REASON] + "..."
