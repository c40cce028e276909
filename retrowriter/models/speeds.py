"""How fast models have written on this computer, and how fast others can be expected to.

After each text the engine's process remembers the speed in speeds.json in the data folder, for the model, the device
and the number of threads. The file can be made again, so a damaged one is written over.
"""

import contextlib
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.files import atomic_writer
from retrowriter.models import split

FILE_NAME = "speeds.json"
# Shorter texts say little: the first tokens are not at the pace of the others.
LEAST_TOKENS = 24

_KEPT_EACH = 5
_KEPT = 200


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """How fast a model was.

    Attributes:
        path: of its (first) file; size: of all in bytes, so that another file in its place is another model.
        device: where it ran, "CPU" or as the engine names it; threads: of the processor.
        rates: tokens a second of its last texts, the newest last.
    """

    path: str
    size: int
    device: str
    threads: int
    rates: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Tokens a second, as usual; one text that was written beside heavy work changes little."""
        return statistics.median(self.rates)

    @property
    def place(self) -> str:
        """Where that was, for people."""
        if self.device != "CPU":
            return self.device
        return f"processor, {self.threads} thread{'s' if self.threads != 1 else ''}"


@dataclass(frozen=True)
class Pace:
    """How fast a model is, or will be: tokens a second; measured, or foretold from other models; where."""

    rate: float
    measured: bool
    place: str

    @property
    def sentence(self) -> str:
        """For people."""
        rate = f"{self.rate:.0f}" if self.rate >= 10 else f"{self.rate:.1f}"
        if self.measured:
            return f"It writes {rate} tokens a second here ({self.place})."
        return f"It should write about {rate} tokens a second here, going by other models ({self.place})."


def all_speeds() -> list[Speed]:
    """All that are remembered, the newest last."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        found = msgspec.json.decode(_path().read_bytes(), type=list[Speed])
        return [speed for speed in found if speed.rates and min(speed.rates) > 0]
    return []


def remember(path: Path, device: str, threads: int, rate: float) -> None:
    """Remembers the speed of a text. Does nothing where that cannot be kept: it is not worth a word."""
    with contextlib.suppress(OSError, UserError):
        path = path.absolute()
        size = split.size(path)
        place = (str(path), size, device, threads)
        speeds = [speed for speed in all_speeds() if speed.path != place[0] or speed.size == size]
        before = next((speed for speed in speeds if _place(speed) == place), None)
        rates = (*(before.rates if before else ()), round(rate, 2))[-_KEPT_EACH:]
        kept = [speed for speed in speeds if speed is not before][1 - _KEPT :]
        kept.append(Speed(path=place[0], size=size, device=device, threads=threads, rates=rates))
        with atomic_writer(_path(), sync=False) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(kept), indent=1))


def measured(path: Path | str, size: int, speeds: Sequence[Speed] | None = None) -> Speed | None:
    """The speed of this model where it ran last; None when it has not written yet."""
    known = all_speeds() if speeds is None else speeds
    return next((speed for speed in reversed(known) if (speed.path, speed.size) == (str(path), size)), None)


def pace(size: int, path: Path | str = "", speeds: Sequence[Speed] | None = None) -> Pace | None:
    """How fast a model is, or, when it has not written yet, how fast it should be; None when nothing was measured.

    For each token all weights are read, so that a model twice as large is about half as fast.

    Args:
        size: of its files in bytes; path: of the (first) file, "" when it is not here yet.
    """
    known = all_speeds() if speeds is None else speeds
    found = measured(path, size, known) if path else None
    if found is not None:
        return Pace(found.rate, True, found.place)
    if not known or size <= 0:
        return None
    last = known[-1]
    alike = [speed for speed in reversed(known) if (speed.device, speed.threads) == (last.device, last.threads)]
    # The one nearest in size, the newest of those: what is not reading weights counts for more in a small model.
    nearest = min(alike, key=lambda speed: max(speed.size, size) / max(1, min(speed.size, size)))
    return Pace(nearest.rate * nearest.size / size, False, nearest.place)


def _place(speed: Speed) -> tuple[str, int, str, int]:
    return speed.path, speed.size, speed.device, speed.threads


def _path() -> Path:
    return paths.data_dir() / FILE_NAME
