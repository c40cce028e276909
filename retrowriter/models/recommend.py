"""Which file of a model to download for this computer, and how to run it: told from names and sizes, before it is here.

There is no header yet, so what the cache takes goes by the number of weights, on the safe side. Once a model is here,
models.fit says it exactly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrowriter.files import megabytes
from retrowriter.models import catalog, fit, hub, speeds
from retrowriter.models.catalog import Entry
from retrowriter.models.hub import HubFile
from retrowriter.models.quantization import FILE_TYPES

# The types worth having, from the finest; those before the first one for a size of model gain nothing that is seen.
_TYPES = (
    *("F32", "BF16", "F16", "Q8_0", "Q6_K", "Q5_K_M", "Q5_K_S", "Q5_1", "Q5_0", "Q4_K_M", "Q4_K_S", "Q4_1", "IQ4_NL"),
    *("Q4_0", "IQ4_XS", "MXFP4", "Q3_K_L", "Q3_K_M", "IQ3_M", "IQ3_S", "Q3_K_S", "IQ3_XS", "IQ3_XXS"),
)
# Up to so many weights, begin with this type: coarse ones cost a small model more, fine ones make a large one slow.
_BEGIN = ((1e9, "Q8_0"), (3.5e9, "Q5_K_M"), (float("inf"), "Q4_K_M"))
_COARSE = _TYPES.index("Q3_K_L")
_CONTEXTS = (8192, 4096, 2048)
# Bytes of the cache for each token, up to so many weights: more than models of that size take.
_CACHE = ((0.5e9, 45_000), (4.5e9, 120_000), (10e9, 160_000), (float("inf"), 400_000))
_PROCESS = 120_000_000
# Part of the file that is laid out anew for the processor.
_COPIED = {"Q4_K_M": 0.7, "Q4_K_S": 0.8, "Q4_0": 0.9, "IQ4_NL": 0.9}
_KEPT_FREE = 0.1
# Bits for each weight of most files, where nobody says how many weights there are.
_USUAL_BITS = 5.0
_SLOW = 3.0

_TYPE_IN_NAME = re.compile(
    r"(?<![a-z0-9])(" + "|".join(sorted(FILE_TYPES.values(), key=len, reverse=True)) + r")(?![a-z0-9])", re.IGNORECASE
)


@dataclass(frozen=True)
class Recommendation:
    """A file to take.

    Attributes:
        file: the file; kind: its type, "" when its name does not say; context: in tokens, with which it fits.
        memory: bytes that it takes so, about; fits: whether that much is free; sentence: for people.
    """

    file: HubFile
    kind: str
    context: int
    memory: int
    fits: bool
    sentence: str


def kind_of(name: str) -> str:
    """The type of weights that the name of a file says: "Q4_K_M"; "" when it says none."""
    found = _TYPE_IN_NAME.findall(name.rpartition("/")[2])
    return str(found[-1]).upper() if found else ""


def recommend(
    files: Sequence[HubFile], parameters: int = 0, context: int = 0, free: int | None = None
) -> Recommendation | None:
    """The file to take of a model that comes in several types; None when there is none.

    Args:
        files: of one model; parameters: how many weights it has, context: how many tokens it holds, 0 if unknown.
        free: memory in bytes; None = what there is now.
    """
    if not files:
        return None
    free = fit.free_memory() if free is None else free
    usable = int(free * (1 - _KEPT_FREE))
    ranked = _ranked(files, parameters)
    lengths = [length for length in _CONTEXTS if not context or length <= context] or [context]
    # Another type before a shorter context, but less than four bits only when nothing else helps.
    fine = [file for file in ranked if _rank(file) < _COARSE]
    for candidates in (fine, ranked):
        for length in lengths:
            for file in candidates:
                memory = _memory(file, parameters, length)
                if memory <= usable:
                    return _found(file, length, memory, free, True, _reason(file, ranked, length < lengths[0]))
    smallest = min(ranked, key=lambda file: file.size)
    return _found(smallest, lengths[-1], _memory(smallest, parameters, lengths[-1]), free, False, "")


def of_entry(entry: Entry, free: int | None = None) -> Recommendation:
    """How to run a model of the catalog here, or that it does not fit."""
    found = recommend([entry.hub_file], entry.parameters, entry.context, free)
    assert found is not None
    return found


def best(free: int | None = None) -> Entry | None:
    """The largest model of the catalog that fits with a long context and is not too slow; None when none fits."""
    free = fit.free_memory() if free is None else free
    found = [(entry, of_entry(entry, free)) for entry in catalog.entries() if entry.size]
    fitting = [entry for entry, advice in found if advice.fits and advice.context >= min(entry.context, _CONTEXTS[0])]
    known = speeds.all_speeds()
    quick = [entry for entry in fitting if (pace := speeds.pace(entry.size, speeds=known)) is None or pace.rate > _SLOW]
    candidates = quick or fitting
    return candidates[-1] if candidates else None


def _found(file: HubFile, context: int, memory: int, free: int, fits: bool, reason: str) -> Recommendation:
    kind = kind_of(file.name)
    what = f"{kind or hub.local_name(file.name)}, {megabytes(file.size)}, context {context:,}"
    if not fits:
        room = megabytes(fit.largest_file(free))
        sentence = (
            f"It does not fit: even {what} takes about {megabytes(memory)}, and {megabytes(free)} are free. "
            f"Choose a model whose file is not larger than {room}."
        )
        return Recommendation(file, kind, context, memory, False, sentence)
    sentence = f"{what}: it takes about {megabytes(memory)} of the {megabytes(free)} that are free."
    pace = speeds.pace(file.size)
    more = [reason, pace.sentence if pace else ""]
    return Recommendation(file, kind, context, memory, True, " ".join(filter(None, (sentence, *more))))


def _ranked(files: Sequence[HubFile], parameters: int) -> list[HubFile]:
    """The files in the order in which they are tried; all, smallest last, when no name says its type."""
    weights = parameters or _weights(files)
    begin = _TYPES.index(next(kind for limit, kind in _BEGIN if weights <= limit))
    known = sorted((file for file in files if kind_of(file.name) in _TYPES), key=lambda file: (_rank(file), -file.size))
    after = [file for file in known if _rank(file) >= begin]
    # What is laid out anew for the processor may take more memory than the next finer type.
    finer = [file for file in known if _rank(file) < begin][::-1]
    coarse = [file for file in after if _rank(file) >= _COARSE]
    return [file for file in after if file not in coarse] + finer + coarse or sorted(files, key=lambda file: -file.size)


def _rank(file: HubFile) -> int:
    kind = kind_of(file.name)
    return _TYPES.index(kind) if kind in _TYPES else 0


def _reason(file: HubFile, ranked: Sequence[HubFile], shortened: bool) -> str:
    if shortened:
        return "A longer context does not fit."
    if _rank(file) < _rank(ranked[0]):
        return f"{kind_of(ranked[0].name)} would take more, since it is laid out a second time for the processor."
    if file is not ranked[0]:
        return f"{kind_of(ranked[0].name) or 'The larger file'} does not fit." + (
            " With less than four bits a model writes noticeably worse; a smaller model may do better."
            if _rank(file) >= _COARSE
            else ""
        )
    if len(ranked) == 1:
        return ""
    return {
        "Q8_0": "A model this small loses by coarser types, and finer ones are no better.",
        "Q5_K_M": "Finer types are larger and hardly better.",
        "Q4_K_M": "Finer types are slower and hardly better.",
    }.get(kind_of(file.name), "")


def _memory(file: HubFile, parameters: int, context: int) -> int:
    weights = parameters or _weights([file])
    cache = next(size for limit, size in _CACHE if weights <= limit) * context
    return int(file.size * (1 + _COPIED.get(kind_of(file.name), 0.0)) + cache + _PROCESS)


def _weights(files: Sequence[HubFile]) -> float:
    """About how many weights there are, by the size of the smallest file."""
    return min(file.size for file in files) * 8 / _USUAL_BITS
