"""How a child process ended, as one sentence for people."""

import signal
from dataclasses import dataclass

_MEMORY_WORDS = ("out of memory", "cannot allocate", "failed to allocate", "bad_alloc", "memoryerror")
_ILLEGAL_INSTRUCTION = 0xC000001D
_ACCESS_VIOLATION = 0xC0000005


@dataclass(frozen=True)
class Outcome:
    """The end of a child that was not asked to end.

    Attributes:
        kind: "memory", "killed", "crashed", "cpu" (an instruction that this processor lacks), "failed", "ended".
        sentence: what happened and what to do.
    """

    kind: str
    sentence: str


def describe(code: int, stderr: str = "") -> Outcome:
    """The outcome for an exit code (negative: the number of the signal, as subprocess gives it).

    Args:
        code: exit code of the process.
        stderr: the end of what it wrote to its standard error, which names a lack of memory.
    """
    words = stderr.lower()
    if any(word in words for word in _MEMORY_WORDS):
        return Outcome(
            "memory",
            "The writer ran out of memory and was stopped. Your text is safe. "
            "Choose a smaller model or a shorter context.",
        )
    if code == -_number("SIGKILL"):
        return Outcome(
            "killed",
            "The writer was stopped by the system, most likely because the memory was full. Your text is safe. "
            "Try again; if it happens again, choose a smaller model.",
        )
    if code in (-_number("SIGILL"), _ILLEGAL_INSTRUCTION):
        return Outcome(
            "cpu",
            "The writer was built for another processor and cannot run on this one. Your text is safe. "
            "Delete the folder .venv and set the program up again.",
        )
    if code < 0 or code == _ACCESS_VIOLATION:
        return Outcome(
            "crashed",
            "The writer ended unexpectedly. Your text is safe. Try again; if it happens again, choose another model.",
        )
    if code:
        return Outcome("failed", "The writer could not go on. Your text is safe. The log says more; try again.")
    return Outcome("ended", "The writer has ended. Your text is safe. Try again.")


def _number(name: str) -> int:
    # Windows knows few of the signals.
    return int(getattr(signal, name, 0)) or -(10**9)
