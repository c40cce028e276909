"""Notes down every file, socket, library and program that a process opens: Python's audit hooks, written to a file.

A hook cannot be taken out again, so a process that is audited is so until its end. Code that is not Python's opens what
it likes without telling: `native()` looks from outside at what a process holds open.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

VARIABLE = "RETROWRITER_AUDIT"

Kind = Literal["read", "written", "library", "program", "socket"]

# Asked of the system, not of the network.
_HARMLESS = {"socket.gethostname", "socket.sethostname"}
_UNIX = 1
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


@dataclass(frozen=True, order=True)
class Opened:
    """Something that a process has opened.

    Attributes:
        kind: a file "read" or "written", a "library" of native code, a "program", or a "socket".
        what: its path; for a socket what was done and with whom.
        network: a socket that can reach beyond this computer's own processes.
    """

    kind: Kind
    what: str
    network: bool = False


def start(log: Path) -> None:
    """Notes down from now on what this process opens, at the end of `log`. There is no way back."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        read = _READERS.get(event) or (_socket_used if event.startswith("socket.") else None)
        if read is None or event in _HARMLESS:
            return
        opened = read(event, arguments)
        if opened is not None:
            os.write(out, json.dumps([opened.kind, opened.what, opened.network]).encode() + b"\n")

    sys.addaudithook(hook)


def start_if_asked() -> None:
    """Starts when the environment names a file for it, as the parent of a child does."""
    log = os.environ.get(VARIABLE)
    if log:
        start(Path(log))


def read_log(log: Path) -> list[Opened]:
    """What was noted down, each thing once, sorted."""
    found = {Opened(*json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()}
    return sorted(found)


def native(pid: int) -> list[Opened] | None:
    """What a process has open now, native code included; None where the system does not tell (only Linux does)."""
    root = Path(f"/proc/{pid}")
    if not root.is_dir():
        return None
    found: set[Opened] = set()
    for entry in (root / "fd").iterdir():
        target = _link(entry)
        if target.startswith("socket:["):
            found.add(_native_socket(root, target[8:-1]))
        elif target.startswith("/"):
            found.add(Opened("read", target))
    for line in (root / "maps").read_text(encoding="utf-8", errors="replace").splitlines():
        path = line.split(maxsplit=5)[-1]
        if path.startswith("/"):
            found.add(Opened("library" if ".so" in path else "read", path))
    return sorted(found)


def _open(_event: str, arguments: tuple[object, ...]) -> Opened | None:
    path, flags = arguments[0], arguments[2]
    if isinstance(path, int) or path is None:
        return None
    writing = isinstance(flags, int) and bool(flags & _WRITING)
    return Opened("written" if writing else "read", os.path.abspath(os.fsdecode(path)))  # type: ignore[arg-type]


def _library(_event: str, arguments: tuple[object, ...]) -> Opened | None:
    return Opened("library", str(arguments[0])) if arguments[0] else None


def _program(_event: str, arguments: tuple[object, ...]) -> Opened:
    return Opened("program", str(arguments[0]))


def _socket_made(_event: str, arguments: tuple[object, ...]) -> Opened:
    family = int(arguments[1]) if isinstance(arguments[1], int) else -1
    if family == -1:
        # A socket made from a descriptor asks the system for its family afterwards.
        return Opened("socket", "made from a descriptor", network=True)
    return Opened("socket", f"of family {_family_name(family)}", network=family != _UNIX)


def _socket_used(event: str, arguments: tuple[object, ...]) -> Opened:
    family = getattr(arguments[0], "family", None) if arguments else None
    who = arguments[1:] if family is not None else arguments
    words = ", ".join(str(part) for part in who)
    return Opened("socket", f"{event.removeprefix('socket.')} {words}".rstrip(), network=family != _UNIX)


_READERS: dict[str, Callable[[str, tuple[object, ...]], Opened | None]] = {
    "open": _open,
    "ctypes.dlopen": _library,
    "subprocess.Popen": _program,
    "os.exec": _program,
    "os.posix_spawn": _program,
    "socket.__new__": _socket_made,
}


def _family_name(family: int) -> str:
    names = {1: "AF_UNIX", 2: "AF_INET", 10: "AF_INET6", 16: "AF_NETLINK", 23: "AF_INET6", 30: "AF_INET6"}
    return names.get(family, str(family))


def _link(entry: Path) -> str:
    try:
        return os.readlink(entry)
    except OSError:
        # It was closed in the meantime.
        return ""


def _native_socket(root: Path, inode: str) -> Opened:
    try:
        unix = (root / "net" / "unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        unix = ""
    local = any(inode in line.split() for line in unix.splitlines())
    return Opened("socket", "AF_UNIX, held open" if local else f"number {inode}, held open", network=not local)
