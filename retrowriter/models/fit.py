"""Will a model fit, and how: memory from the header of its file, before anything is loaded.

What llama.cpp takes: the file itself, which is mapped and read through; a second copy of the weights that it lays out
anew for the processor; the cache of keys and values, which grows with the context; room for the numbers of one batch;
and the process around it. docs/performance.md compares this with what the process really takes.
"""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import psutil

from retrowriter.models.gguf import TENSOR_TYPES, Header, LongArray
from retrowriter.models.speeds import Pace

Cache = Literal["f16", "q8_0", "q4_0"]

LONGEST_DEFAULT_CONTEXT = 8192
SHORTEST_CONTEXT = 512

# Bytes for each number in the cache.
_CACHE_BYTES: dict[Cache, float] = {"f16": 2.0, "q8_0": 34 / 32, "q4_0": 18 / 32}
_CACHE_STEP = 256
_BATCH = 512
# Python, its libraries and llama.cpp's, without a model; and each token of the vocabulary. Measured on Linux.
_PROCESS = 54_500_000
_TOKEN = 220
# What llama.cpp lays out anew, by the kind of processor (ggml's repack.cpp).
_REPACKED = {"x86": ("Q4_0", "Q4_K", "IQ4_NL"), "arm": ("Q4_0", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "Q8_0")}
_ROWS_AT_A_TIME = 8
# Left for everything else that runs on the computer, and on a graphics card for the screen.
_KEPT_FREE = 0.1


@dataclass(frozen=True)
class Estimate:
    """What a model takes, in bytes.

    Attributes:
        context: tokens that it is for; gpu_layers: layers on the graphics card.
        weights: the file; copies: weights laid out anew; cache: keys and values; buffers: of one batch;
        process: everything else in the engine's process; gpu: what of all this is on the graphics card instead.
    """

    context: int
    gpu_layers: int
    weights: int
    copies: int
    cache: int
    buffers: int
    process: int
    gpu: int = 0

    @property
    def memory(self) -> int:
        """What the engine's process takes of the computer's memory."""
        return self.weights + self.copies + self.cache + self.buffers + self.process


@dataclass(frozen=True)
class Advice:
    """How to run a model here.

    Attributes:
        estimate: for what is advised; free: memory in bytes that there is; fits: whether that suffices.
        cache: type of the cache; sentence: for people.
    """

    estimate: Estimate
    free: int
    fits: bool
    cache: Cache
    sentence: str


def estimate(
    header: Header,
    context: int = 0,
    *,
    cache: Cache = "f16",
    gpu_layers: int = 0,
    batch: int = _BATCH,
    parts: Sequence[Header] = (),
) -> Estimate:
    """What a model takes.

    Args:
        header: of the file, of the first one when it is split; parts: of the other ones.
        context: tokens; 0 = as the engine chooses, the model's own and at most 8,192.
        cache: type of the numbers in the cache; gpu_layers: on the graphics card, -1 = all; batch: tokens at a time.
    """
    context = context or default_context(header)
    headers = (header, *parts)
    layers = header.layers
    on_gpu = layers + 1 if gpu_layers < 0 else min(gpu_layers, layers + 1)
    share = on_gpu / (layers + 1) if layers else float(gpu_layers != 0)
    weights = sum(part.file_size for part in headers)
    cached = _cache_size(header, context, cache)
    numbers = batch * 4 * 2 * (_largest(header.own("feed_forward_length")) + _largest(header.own("embedding_length")))
    # A graphics card gets room for the probabilities of a whole batch; here only what is used counts.
    logits = batch * 4 * _vocabulary(header)
    gpu = int(share * (weights + cached)) + (numbers + logits if on_gpu else 0)
    return Estimate(
        context=context,
        gpu_layers=on_gpu,
        weights=weights - int(share * weights),
        copies=int((1 - share) * _copies(headers)),
        cache=cached - int(share * cached),
        buffers=numbers,
        process=_PROCESS + _TOKEN * _vocabulary(header),
        gpu=gpu,
    )


def default_context(header: Header) -> int:
    """The context that the engine takes when none is asked for."""
    return min(header.context_length or LONGEST_DEFAULT_CONTEXT, LONGEST_DEFAULT_CONTEXT)


def free_memory() -> int:
    """Bytes of the computer's memory that programs can have now, what the system caches counted in."""
    return int(psutil.virtual_memory().available)


def layers_that_fit(
    header: Header, free_gpu: int, context: int = 0, *, cache: Cache = "f16", parts: Sequence[Header] = ()
) -> int:
    """How many layers fit into this much memory of a graphics card; the output counts as one more."""
    usable = int(free_gpu * (1 - _KEPT_FREE))
    count = header.layers + 1
    while count > 0 and estimate(header, context, cache=cache, gpu_layers=count, parts=parts).gpu > usable:
        count -= 1
    return count


def advise(
    header: Header,
    free: int | None = None,
    *,
    parts: Sequence[Header] = (),
    pace: Pace | None = None,
    free_gpu: int = 0,
) -> Advice:
    """The longest context, and the finest cache, with which the model fits into the memory that is free.

    Args:
        free: in bytes; None = what there is now; pace: how fast it is or should be; free_gpu: memory of graphics cards.
    """
    free = free_memory() if free is None else free
    usable = int(free * (1 - _KEPT_FREE))
    context = default_context(header)
    while True:
        for cache in ("f16", "q8_0"):
            layers = layers_that_fit(header, free_gpu, context, cache=cache, parts=parts) if free_gpu else 0
            found = estimate(header, context, cache=cache, gpu_layers=layers, parts=parts)
            if found.memory <= usable:
                sentence = _fitting(found, free, context < default_context(header))
                card = f"{layers} of {header.layers + 1} layers go on the graphics card." if free_gpu else ""
                sentences = (sentence, card, pace.sentence if pace else "")
                return Advice(found, free, True, cache, " ".join(filter(None, sentences)))
        if context <= SHORTEST_CONTEXT:
            return Advice(found, free, False, "q8_0", _too_large(found, free))
        context = max(SHORTEST_CONTEXT, context // 2)


def largest_file(free: int | None = None) -> int:
    """About how large a model's file may be to run in this much memory; for choosing a quantisation.

    Half of a file may be laid out anew, and a cache of 8,192 tokens of such a model takes about a quarter of it.
    """
    free = free_memory() if free is None else free
    return max(0, int((free * (1 - _KEPT_FREE) - 1.5 * _PROCESS) / 1.75))


def _fitting(found: Estimate, free: int, shortened: bool) -> str:
    text = f"It fits: it takes about {_gigabytes(found.memory)} of the {_gigabytes(free)} that are free"
    if shortened:
        return f"{text}, with a context of {found.context:,} tokens."
    return f"{text}."


def _too_large(found: Estimate, free: int) -> str:
    return (
        f"It does not fit: it takes at least {_gigabytes(found.memory)}, and {_gigabytes(free)} are free. "
        f"Choose a model whose file is not larger than {_gigabytes(largest_file(free))}."
    )


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 950_000_000 else f"{size / 1e6:.0f} MB"


def _cache_size(header: Header, context: int, cache: Cache) -> int:
    layers = header.layers
    heads = _per_layer(header.own("attention.head_count"), layers)
    kv_heads = _per_layer(header.own("attention.head_count_kv"), layers) or heads
    width = _largest(header.own("embedding_length"))
    most = _largest(header.own("attention.head_count"))
    usual = width // most if most else 0
    key = _largest(header.own("attention.key_length")) or usual
    value = _largest(header.own("attention.value_length")) or usual
    padded = -(-context // _CACHE_STEP) * _CACHE_STEP
    return int(sum(kv_heads) * (key + value) * padded * _CACHE_BYTES[cache])


def _copies(headers: Sequence[Header]) -> int:
    kinds = _REPACKED["arm" if platform.machine().lower() in ("arm64", "aarch64") else "x86"]
    return sum(
        tensor.size
        for header in headers
        for tensor in header.tensors
        if TENSOR_TYPES[tensor.kind].name in kinds
        and len(tensor.shape) == 2
        and tensor.shape[1] % _ROWS_AT_A_TIME == 0
        # Embeddings are looked up, not multiplied with, unless they are the output matrix too; then they stay.
        and tensor.name != "token_embd.weight"
    )


def _vocabulary(header: Header) -> int:
    tokens = header.get("tokenizer.ggml.tokens")
    return tokens.count if isinstance(tokens, LongArray) else len(tokens) if isinstance(tokens, list) else 0


def _per_layer(value: object, layers: int) -> list[int]:
    """A count for each layer; [] when the file does not say. Files give one number, or one for each layer."""
    if isinstance(value, list):
        return [_whole(item) for item in value[:layers]]
    return [_whole(value)] * layers if _whole(value) else []


def _largest(value: object) -> int:
    return max([_whole(item) for item in value] or [0]) if isinstance(value, list) else _whole(value)


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else 0
