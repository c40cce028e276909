"""Addresses of servers: what a person types, made one form or refused in a sentence."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from retrowriter.errors import UserError

DEFAULT_PATH = "/v1"
REQUIREMENT = "The address of a server begins with http:// or https://, such as http://localhost:8080/v1."

_LONGEST = 2000


def normal(text: str) -> str:
    """The address without a slash at its end; /v1 is added where it has no path.

    Raises:
        UserError: code server_address; a name, a password or a question in it is refused too, since addresses are kept
            and shown.
    """
    parts = _split(text.strip())
    path = parts.path.rstrip("/") or DEFAULT_PATH
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_usable(text: str) -> bool:
    """Whether the text is an address, or empty."""
    if not text:
        return True
    try:
        normal(text)
    except UserError:
        return False
    return True


def origin(text: str) -> str:
    """Scheme, host and port: whom a key belongs to. Raises UserError as normal does."""
    parts = _split(text)
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{_host(parts)}:{port}"


def host(text: str) -> str:
    """The host, for people. Raises UserError as normal does."""
    return _host(_split(text))


def is_this_computer(text: str) -> bool:
    """Whether the address leads to this computer. Raises UserError as normal does."""
    name = _host(_split(text)).strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _split(text: str) -> SplitResult:
    problem = UserError("server_address", f"{text or 'Nothing'} is not the address of a server.", REQUIREMENT)
    if len(text) > _LONGEST or not text.isprintable() or " " in text or "\\" in text:
        raise problem
    try:
        parts = urlsplit(text)
        _ = parts.port  # a port that is no number is found only when it is asked for
    except ValueError as error:
        raise problem from error
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise problem
    if parts.query or parts.fragment:
        raise problem
    return parts


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    return f"[{name}]" if ":" in name else name
