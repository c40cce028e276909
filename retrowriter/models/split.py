"""Models that are split into several files: NAME-00001-of-00003.gguf and so on, as llama.cpp names and finds them."""

import re
from pathlib import Path

from retrowriter.errors import UserError
from retrowriter.models import gguf
from retrowriter.models.gguf import Header

_NAME = re.compile(r"(?P<stem>.*)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)
_MAX_PARTS = 1000


def number(name: str) -> int:
    """Which part of a split model a file of this name is; 0 for a whole one."""
    match = _NAME.fullmatch(name)
    return int(match["number"]) if match else 0


def stem(path: Path) -> str:
    """The name of a model without the number of the part and the suffix."""
    match = _NAME.fullmatch(path.name)
    return match["stem"] if match else path.stem


def size(path: Path) -> int:
    """Bytes of all files of a model, by their names alone. Raises OSError."""
    match = _NAME.fullmatch(path.name)
    if match is None or int(match["count"]) > _MAX_PARTS:
        return path.stat().st_size
    return sum(part.stat().st_size for part in _named(path, match["stem"], match["count"]))


def read(path: Path) -> list[tuple[Path, Header]]:
    """All files of a model with their headers, the first one first, whichever of them is given.

    Raises:
        UserError: code model_incomplete when one is not there; otherwise as read_header.
    """
    header = gguf.read_header(path)
    found = _parts(path, header)
    return [(part, header if part == path else gguf.read_header(part)) for part in found]


def _parts(path: Path, header: Header) -> list[Path]:
    if header.parts == 1:
        return [path]
    match = _NAME.fullmatch(path.name)
    if match is None or int(match["count"]) != header.parts or header.parts > _MAX_PARTS:
        raise UserError(
            "model_incomplete",
            f"{path.name} is one of {header.parts:,} parts of a model, and its name does not say which.",
            f"Give the parts the names NAME-00001-of-{header.parts:05}.gguf and so on.",
        )
    found = _named(path, match["stem"], match["count"])
    missing = [part for part in found if not part.is_file()]
    if missing:
        raise UserError(
            "model_incomplete",
            f"The model has {len(found)} parts, and {missing[0].name} is not there.",
            "Put all parts into one folder.",
        )
    return found


def _named(path: Path, stem: str, count: str) -> list[Path]:
    return [path.with_name(f"{stem}-{n:05}-of-{count}.gguf") for n in range(1, int(count) + 1)]
