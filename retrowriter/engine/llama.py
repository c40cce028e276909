"""The engine on llama.cpp, through the low-level functions of llama-cpp-python. The only file that imports it.

The high-level class is not used: it points the process's output at /dev/null while loading, takes one adapter only,
and cannot be interrupted while it reads a prompt.
"""

import collections
import contextlib
import ctypes
import math
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import msgspec
import numpy as np
from llama_cpp import llama_cpp as api
from llama_cpp._ggml import libggml

from retrowriter.engine.backend import End, LoadedModel, Piece, Progress, Score, Stopped
from retrowriter.engine.cores import physical_cores, writing_threads
from retrowriter.engine.devices import Device, devices
from retrowriter.engine.protocol import Adapter, ModelChoice, Sampling, TokenChoice
from retrowriter.engine.writing import Writing
from retrowriter.errors import UserError
from retrowriter.models import fit, gguf
from retrowriter.text.prompt import ChatTemplate, Conversation, render

LONGEST_DEFAULT_CONTEXT = 8192

_SLICE_SECONDS = 0.5
_FIRST_SLICE = 128
_SCORE_SLICE = 128
_ABORTED = 2
_ALL_LAYERS = 999
_DRY_BREAKERS = (b":", b'"', b"*")
_LOG_LINES = 40
_F32 = 0
_CACHE_TYPES = {"f16": 1, "q8_0": 8, "q4_0": 2}
_LOG_ERROR = 4
# A list that ends at once.
_NO_DEVICES = (ctypes.c_void_p * 1)()
# Tokens so many nats under the likeliest are never drawn by any way of writing: all of them together weigh 1 in 20,000.
_HOPELESS = 20.0
_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


class LlamaBackend:
    """llama.cpp with at most one model in memory; see retrowriter.engine.backend.Backend."""

    def __init__(self) -> None:
        self.name = f"llama.cpp (llama-cpp-python {llama_cpp.__version__})"
        self._log: collections.deque[str] = collections.deque(maxlen=_LOG_LINES)
        self._log_callback = api.llama_log_callback(self._on_log)
        api.llama_log_set(self._log_callback, ctypes.c_void_p(0))
        api.llama_backend_init()
        self._model: Any = None
        self._context: Any = None
        self._vocab: Any = None
        self._choice: ModelChoice | None = None
        self._loaded: LoadedModel | None = None
        self._template: ChatTemplate | None = None
        self._adapters: dict[str, Any] = {}
        self._cached: list[int] = []
        self._abort_callback: Any = None
        self._speed = 0.0
        self._ends: list[int] = []

    def devices(self) -> tuple[Device, ...]:
        """The graphics cards that this build can use."""
        return _cards()

    def load(self, model: ModelChoice, progress: Callable[[float], None], stopped: Stopped) -> LoadedModel:
        """Makes `model` the one in memory.

        Raises:
            UserError: code model_missing, model_damaged, model_unusable, adapter_unusable, or cancelled.
        """
        if self._loaded is None or self._choice is None or _without_adapters(model) != _without_adapters(self._choice):
            self._unload()
            self._open(model, progress, stopped)
        self._apply_adapters(model.adapters)
        self._choice = model
        assert self._loaded is not None
        return self._loaded

    def generate(
        self, conversation: Conversation, sampling: Sampling, stopped: Stopped
    ) -> Iterator[Piece | Progress | End]:
        """Reads the prompt and writes.

        Raises:
            UserError: code context_too_small, template_invalid, grammar_invalid, engine_failed.
        """
        start = time.perf_counter()
        beginning = conversation.form.beginning
        conversation = msgspec.structs.replace(conversation, prefix=conversation.prefix + beginning)
        prefix_tokens = self._tokens(conversation.prefix, special=False)
        tokens = self._prompt(conversation)
        context = api.llama_n_ctx(self._context)
        if len(tokens) + 1 > context:
            raise UserError(
                "context_too_small",
                f"The text that the model must read is {len(tokens):,} tokens long, and it can hold {context:,}.",
                "Choose a longer context in Tools > Options, or continue from a shorter document.",
            )
        seed = sampling.seed if sampling.seed >= 0 else random.SystemRandom().randrange(2**31)
        chain = self._chain(sampling, seed, prefix_tokens)
        try:
            reused = self._keep_prefix(tokens, exact=sampling.exact)
            cancelled = False
            for done in self._read(tokens, reused, sampling.exact, stopped):
                if done < 0:
                    cancelled = True
                    break
                yield Progress(done, len(tokens))
            read_seconds = time.perf_counter() - start
            speed = (len(tokens) - reused) / read_seconds if read_seconds > 0 else 0.0
            if cancelled:
                yield End("cancelled", 0, len(tokens), reused, 0.0, 0.0, speed, seed)
                return
            if beginning:
                yield Piece(beginning)
            room = context - len(tokens)
            writing = Writing(_Decoder(self, chain, sampling), conversation, sampling, room)
            yield from writing.pieces(stopped)
            count, seconds = writing.count, writing.ended_at - writing.first_at
            yield End(
                writing.reason,
                count,
                len(tokens),
                reused,
                writing.first_at - start if writing.first_at else 0.0,
                (count - 1) / seconds if count > 1 else 0.0,
                speed,
                seed,
            )
        finally:
            api.llama_sampler_free(chain)

    def score(self, conversation: Conversation, text: str, stopped: Stopped) -> Score:
        """How likely `text` is: prompt and text are tokenised apart and joined, as they are when text is written.

        Raises:
            UserError: code context_too_small, template_invalid, cancelled.
        """
        prompt = self._prompt(conversation)
        answer = self._tokens(text, special=False)
        tokens = prompt + answer
        context = api.llama_n_ctx(self._context)
        if len(tokens) > context:
            raise UserError(
                "context_too_small", f"The text is {len(tokens):,} tokens long, and the model can hold {context:,}."
            )
        api.llama_memory_clear(api.llama_get_memory(self._context), True)
        self._cached = []
        ends = self._ends
        nats, end_nats = 0.0, 0.0
        batch = api.llama_batch_init(_SCORE_SLICE, 0, 1)
        try:
            for first in range(0, len(tokens), _SCORE_SLICE):
                if stopped():
                    raise UserError("cancelled", "Scoring was cancelled.")
                part = tokens[first : first + _SCORE_SLICE]
                wanted = [first + i >= len(prompt) - 1 for i in range(len(part))]
                _fill(batch, part, first, wanted)
                self._decode(batch)
                for i, want in enumerate(wanted):
                    if not want:
                        continue
                    log_probabilities = _log_softmax(self._logits(i))
                    at = first + i + 1
                    if at < len(tokens):
                        nats -= float(log_probabilities[tokens[at]])
                    else:
                        end_nats = -float(np.logaddexp.reduce(log_probabilities[ends])) if ends else 0.0
        finally:
            api.llama_batch_free(batch)
        return Score(nats, len(answer), len(text.encode()), end_nats)

    def tokens(self, text: str) -> list[int]:
        """Token ids of a text as the model's tokenizer gives them, control tokens in it parsed."""
        return self._tokens(text, special=True)

    def bare_loop(self, count: int, after: int) -> float:
        """Tokens per second of llama_decode and a greedy sampler alone: `count` tokens behind `after` others."""
        self._keep_prefix([], exact=True)
        for _ in self._read([0] * after, 0, True, lambda: False):
            pass
        greedy = api.llama_sampler_init_greedy()
        array = (api.llama_token * 1)(0)
        one = api.llama_batch_get_one(array, 1)
        self._check(api.llama_decode(self._context, one))
        start = time.perf_counter()
        for _ in range(count):
            array[0] = api.llama_sampler_sample(greedy, self._context, -1)
            api.llama_decode(self._context, one)
        seconds = time.perf_counter() - start
        api.llama_sampler_free(greedy)
        return count / seconds

    def close(self) -> None:
        """Frees the model."""
        self._unload()

    # -- loading

    def _open(self, choice: ModelChoice, progress: Callable[[float], None], stopped: Stopped) -> None:
        path = Path(choice.path)
        gguf.read_header(path)  # says in words what is wrong with a file, before native code sees it
        start = time.perf_counter()
        self._log.clear()
        fallback = ""
        wanted = choice.gpu_layers if api.llama_supports_gpu_offload() else 0
        cards = _cards() if wanted else ()
        layers = _ALL_LAYERS if wanted < 0 else wanted
        if wanted < 0 and cards:
            header = gguf.read_header(path)
            room = fit.layers_that_fit(header, sum(card.free for card in cards), choice.context, cache=choice.cache)
            if room <= header.layers:
                layers = room
                fallback = f"Only {room} of {header.layers} layers fit into the memory of the graphics card."
        while True:
            if self._try_open(path, choice, layers, progress, stopped):
                break
            if stopped():
                raise UserError("cancelled", "Loading was cancelled.")
            reason = self._last_error()
            self._unload()
            if layers <= 0:
                raise UserError(
                    "model_unusable",
                    f"{path.name} could not be loaded: {reason}.",
                    "Choose another model, a shorter context, or a smaller quantisation.",
                )
            layers = gguf.read_header(path).layers // 2 if layers == _ALL_LAYERS else layers // 2
            fallback = f"Not all of the model fits on the GPU ({reason})."
        if choice.gpu_layers != 0 and wanted == 0 and choice.gpu_layers > 0:
            fallback = "There is no graphics card that this build of llama.cpp can use."
        self._vocab = api.llama_model_get_vocab(self._model)
        count = api.llama_vocab_n_tokens(self._vocab)
        self._ends = [token for token in range(count) if api.llama_vocab_is_eog(self._vocab, token)]
        named = ", ".join(card.name for card in cards) or "GPU"
        device = "CPU" if layers == 0 else f"{named} ({'all' if layers == _ALL_LAYERS else layers} layers)"
        self._template = self._read_template()
        title = self._metadata("general.name") or path.stem
        context = api.llama_n_ctx(self._context)
        self._loaded = LoadedModel(title, context, device, fallback, time.perf_counter() - start)

    def _try_open(
        self, path: Path, choice: ModelChoice, layers: int, progress: Callable[[float], None], stopped: Stopped
    ) -> bool:
        def on_progress(fraction: float, _data: object) -> bool:
            progress(fraction)
            return not stopped()

        callback = api.llama_progress_callback(on_progress)
        parameters = api.llama_model_default_params()
        parameters.n_gpu_layers = layers
        if layers == 0:
            # Without layers a card would still read long prompts; after a crash of its driver that must not be.
            parameters.devices = ctypes.cast(_NO_DEVICES, ctypes.c_void_p)
        parameters.progress_callback = callback
        self._model = api.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self._model:
            return False
        trained = api.llama_model_n_ctx_train(self._model)
        settings = api.llama_context_default_params()
        settings.n_ctx = choice.context or min(trained or LONGEST_DEFAULT_CONTEXT, LONGEST_DEFAULT_CONTEXT)
        settings.n_batch = settings.n_ubatch = max(32, min(choice.batch, settings.n_ctx))
        settings.n_threads = choice.threads or writing_threads()
        settings.n_threads_batch = choice.threads or physical_cores()
        settings.no_perf = True
        settings.type_k = settings.type_v = _CACHE_TYPES[choice.cache]
        self._context = api.llama_init_from_model(self._model, settings)
        return bool(self._context)

    def _unload(self) -> None:
        if self._context:
            api.llama_free(self._context)
        if self._model:
            api.llama_model_free(self._model)  # frees the adapters too
        self._context = self._model = self._vocab = None
        self._choice = self._loaded = self._template = None
        self._adapters = {}
        self._cached = []
        self._speed = 0.0

    def _apply_adapters(self, adapters: tuple[Adapter, ...]) -> None:
        if self._choice is not None and adapters == self._choice.adapters:
            return
        for adapter in adapters:
            if adapter.path not in self._adapters:
                handle = None
                if Path(adapter.path).is_file():
                    handle = api.llama_adapter_lora_init(self._model, os.fsencode(adapter.path))
                if not handle:
                    raise UserError(
                        "adapter_unusable",
                        f"The adapter {Path(adapter.path).name} could not be loaded: {self._last_error()}.",
                        "It must be a GGUF adapter made for this very model.",
                    )
                self._adapters[adapter.path] = handle
        active = [adapter for adapter in adapters if adapter.scale != 0.0]
        handles = (api.llama_adapter_lora_p_ctypes * max(1, len(active)))(
            *(self._adapters[adapter.path] for adapter in active)
        )
        scales = (ctypes.c_float * max(1, len(active)))(*(adapter.scale for adapter in active))
        if api.llama_set_adapters_lora(self._context, handles, len(active), scales) != 0:
            raise UserError("adapter_unusable", "The adapter does not fit this model.", "Choose another adapter.")
        # What was read with other weights is worth nothing now.
        api.llama_memory_clear(api.llama_get_memory(self._context), True)
        self._cached = []

    def _read_template(self) -> ChatTemplate | None:
        source = self._metadata("tokenizer.chat_template")
        if not source:
            return None
        return ChatTemplate(
            source, self._special(api.llama_vocab_bos(self._vocab)), self._special(api.llama_vocab_eos(self._vocab))
        )

    def _metadata(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(256)
        size = api.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        if size >= len(buffer):
            buffer = ctypes.create_string_buffer(size + 1)
            api.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if size > 0 else ""

    def _special(self, token: int) -> str:
        if token < 0:
            return ""
        return (api.llama_vocab_get_text(self._vocab, token) or b"").decode("utf-8", "replace")

    def _on_log(self, level: int, text: bytes, _data: object) -> None:
        line = text.decode("utf-8", "replace").strip()
        if level == _LOG_ERROR and line:
            self._log.append(line)

    def _last_error(self) -> str:
        # The first line names the cause; those after it say that the caller failed too.
        text = self._log[0] if self._log else "llama.cpp gave no reason"
        self._log.clear()
        return text.rpartition(": ")[2].rstrip(".") if ": " in text else text.rstrip(".")

    # -- reading

    def _prompt(self, conversation: Conversation) -> list[int]:
        """The prompt's tokens. The answer's beginning is tokenised apart, so that it stays as it was written."""
        head = render(
            Conversation(messages=conversation.messages, heading=conversation.heading, prefix=""), self._template
        )
        tokens = self._tokens(head, special=True)
        bos = api.llama_vocab_bos(self._vocab)
        if api.llama_vocab_get_add_bos(self._vocab) and bos >= 0:
            tokens.insert(0, bos)
        tokens += self._tokens(conversation.prefix, special=False)
        return tokens or [bos if bos >= 0 else 0]

    def _tokens(self, text: str, *, special: bool) -> list[int]:
        data = text.encode()
        if not data:
            return []
        size = len(data) + 2
        buffer = (api.llama_token * size)()
        count = api.llama_tokenize(self._vocab, data, len(data), buffer, size, False, special)
        if count < 0:
            buffer = (api.llama_token * -count)()
            count = api.llama_tokenize(self._vocab, data, len(data), buffer, -count, False, special)
        return list(buffer[:count])

    def _keep_prefix(self, tokens: list[int], *, exact: bool) -> int:
        """Forgets what is not a common beginning with the cache; returns how many tokens stay."""
        memory = api.llama_get_memory(self._context)
        common = 0
        if not exact:
            # The last token must be read again: its logits are what the first new token is drawn from.
            limit = min(len(self._cached), len(tokens) - 1)
            while common < limit and self._cached[common] == tokens[common]:
                common += 1
        if common == 0 or not api.llama_memory_seq_rm(memory, 0, common, -1):
            api.llama_memory_clear(memory, True)
            common = 0
        self._cached = tokens[:common]
        return common

    def _read(self, tokens: list[int], start: int, exact: bool, stopped: Stopped) -> Iterator[int]:
        """Evaluates the prompt from `start`; yields how far it is, or -1 once when it was stopped."""
        batch = api.llama_n_batch(self._context)
        self._abort_callback = api.ggml_abort_callback(lambda _data: stopped())
        api.llama_set_abort_callback(self._context, self._abort_callback, ctypes.c_void_p(0))
        try:
            at = start
            while at < len(tokens):
                if stopped():
                    yield -1
                    return
                # Slices as long as half a second, so that a stop is answered even where aborting is not (on a GPU).
                size = batch if exact else min(batch, int(self._speed * _SLICE_SECONDS) or _FIRST_SLICE)
                part = tokens[at : at + max(32, size)]
                begun = time.perf_counter()
                array = (api.llama_token * len(part))(*part)
                result = api.llama_decode(self._context, api.llama_batch_get_one(array, len(part)))
                if result == _ABORTED or (result != 0 and stopped()):
                    api.llama_memory_seq_rm(api.llama_get_memory(self._context), 0, at, -1)
                    yield -1
                    return
                self._check(result)
                self._cached += part
                at += len(part)
                self._speed = len(part) / max(1e-6, time.perf_counter() - begun)
                yield at
        finally:
            # Not while writing: it would be called a thousand times for each token.
            api.llama_set_abort_callback(self._context, api.ggml_abort_callback(0), ctypes.c_void_p(0))

    def _check(self, result: int) -> None:
        if result == 0:
            return
        self._cached = []
        api.llama_memory_clear(api.llama_get_memory(self._context), True)
        raise UserError(
            "engine_failed", f"The model could not go on: {self._last_error()}.", "Try again, or choose another model."
        )

    def _decode(self, batch: Any) -> None:
        self._check(api.llama_decode(self._context, batch))

    def _logits(self, index: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        count = api.llama_vocab_n_tokens(self._vocab)
        return np.ctypeslib.as_array(api.llama_get_logits_ith(self._context, index), shape=(count,))

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(64)
        size = api.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = api.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[:size]

    def _chain(self, sampling: Sampling, seed: int, prefix: list[int]) -> Any:
        """The samplers in llama.cpp's usual order. Penalties know the document so far, not the brief: facts of the
        brief are meant to come again.
        """
        count = api.llama_vocab_n_tokens(self._vocab)
        chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())

        def add(sampler: Any, knows_prefix: bool = False) -> None:
            if knows_prefix:
                for token in prefix:
                    api.llama_sampler_accept(sampler, token)
            api.llama_sampler_chain_add(chain, sampler)

        if sampling.grammar:
            grammar = api.llama_sampler_init_grammar(self._vocab, sampling.grammar.encode(), b"root")
            if not grammar:
                api.llama_sampler_free(chain)
                raise UserError("grammar_invalid", f"The grammar is not valid GBNF: {self._last_error()}.")
            add(grammar)
        if sampling.logit_bias:
            known = [(token, bias) for token, bias in sampling.logit_bias.items() if 0 <= token < count]
            biases = (api.llama_logit_bias * max(1, len(known)))(*known)
            add(api.llama_sampler_init_logit_bias(count, len(known), biases))
        if sampling.repeat_penalty != 1.0 or sampling.frequency_penalty or sampling.presence_penalty:
            penalties = api.llama_sampler_init_penalties(
                count,
                sampling.repeat_last,
                sampling.repeat_penalty,
                sampling.frequency_penalty,
                sampling.presence_penalty,
            )
            add(penalties, knows_prefix=True)
        if sampling.dry_multiplier > 0:
            breakers = (ctypes.c_char_p * len(_DRY_BREAKERS))(*_DRY_BREAKERS)
            dry = api.llama_sampler_init_dry(
                self._vocab,
                sampling.dry_multiplier,
                sampling.dry_base,
                sampling.dry_allowed_length,
                # llama.cpp takes -1 as 0, which turns the sampler off.
                sampling.dry_last if sampling.dry_last >= 0 else api.llama_n_ctx(self._context),
                breakers,
                len(_DRY_BREAKERS),
            )
            add(dry, knows_prefix=True)
        if sampling.temperature <= 0:
            add(api.llama_sampler_init_greedy())
            return chain
        if sampling.top_k > 0:
            add(api.llama_sampler_init_top_k(sampling.top_k))
        if sampling.typical < 1.0:
            add(api.llama_sampler_init_typical(sampling.typical, 1))
        if sampling.top_p < 1.0:
            add(api.llama_sampler_init_top_p(sampling.top_p, 1))
        if sampling.min_p > 0.0:
            add(api.llama_sampler_init_min_p(sampling.min_p, 1))
        if sampling.xtc_probability > 0.0:
            add(api.llama_sampler_init_xtc(sampling.xtc_probability, sampling.xtc_threshold, 1, seed))
        if sampling.temperature != 1.0:
            add(api.llama_sampler_init_temp(sampling.temperature))
        add(api.llama_sampler_init_dist(seed))
        return chain


class _Decoder:
    """The loaded model as retrowriter.engine.writing.Decoder, with the samplers of one text."""

    def __init__(self, backend: LlamaBackend, chain: Any, sampling: Sampling) -> None:
        self._backend, self._chain, self._probabilities = backend, chain, sampling.probabilities
        # A grammar or a bias may lift a token that the model itself would never have chosen.
        self._hopeless = math.inf if sampling.grammar or sampling.logit_bias else _HOPELESS
        self.ends: Sequence[int] = backend._ends
        self._token = (api.llama_token * 1)()
        self._batch = api.llama_batch_get_one(self._token, 1)
        self._candidates = np.zeros(len(backend._logits(-1)), dtype=_CANDIDATE)

    def choose(self, bonuses: dict[int, float], refused: Sequence[int]) -> int:
        """See Decoder. Hopeless tokens are left out before the samplers see them, which saves a sixth of the time."""
        logits = self._backend._logits(-1)
        if bonuses or len(refused):
            logits = logits.copy()
            for token, bonus in bonuses.items():
                logits[token] += bonus
            logits[list(refused)] = -np.inf
        likely = np.flatnonzero(logits > logits.max() - self._hopeless)
        chosen = self._candidates[: len(likely)]
        chosen["id"], chosen["logit"], chosen["p"] = likely, logits[likely], 0.0
        data = ctypes.cast(chosen.ctypes.data, ctypes.POINTER(api.llama_token_data))
        array = api.llama_token_data_array(data=data, size=len(likely), selected=-1, sorted=False)
        api.llama_sampler_apply(self._chain, ctypes.byref(array))
        return int(array.data[array.selected].id)

    def advance(self, token: int) -> None:
        """See Decoder."""
        backend = self._backend
        api.llama_sampler_accept(self._chain, token)
        self._token[0] = token
        backend._check(api.llama_decode(backend._context, self._batch))
        backend._cached.append(token)

    def bytes_of(self, token: int) -> bytes:
        """See Decoder."""
        return self._backend._piece(token)

    def tokens_of(self, text: str) -> list[int]:
        """See Decoder."""
        return self._backend._tokens(text, special=False)

    def report(self) -> Callable[[int], tuple[float, tuple[TokenChoice, ...]]] | None:
        """See Decoder."""
        wanted = self._probabilities
        if not wanted:
            return None
        probabilities = np.exp(_log_softmax(self._backend._logits(-1)))
        top = np.argpartition(-probabilities, min(wanted, len(probabilities) - 1))[: min(wanted, 50)]
        ordered = sorted(top.tolist(), key=lambda token: -probabilities[token])
        choices = tuple(
            TokenChoice(self._backend._piece(token).decode("utf-8", "replace"), float(probabilities[token]))
            for token in ordered
        )
        return lambda token: (float(probabilities[token]), choices)


def bare_speed(path: Path, tokens: int, after: int, threads: int) -> float:
    """Tokens per second of a bare decode loop on this model, greedy, nothing else done: the yardstick for streaming.

    Args:
        path: the model; tokens: how many are written; after: how many stand before them; threads: 0 = all cores.
    """
    with opened(ModelChoice(path=str(path), gpu_layers=0, threads=threads)) as backend:
        return backend.bare_loop(tokens, after)


def quantize_file(source: Path, out: Path, file_type: int, threads: int = 0) -> None:
    """Writes a model in another type, by llama.cpp's own quantiser.

    Args:
        source: a GGUF file in F32, F16 or BF16; out: the file to write; file_type: a number of llama_ftype.
        threads: 0 = all cores.

    Raises:
        UserError: code quantizing_failed, write_failed.
    """
    gguf.read_header(source)
    errors = [""]

    def on_log(level: int, text: bytes, _data: object) -> None:
        if level == _LOG_ERROR:
            errors.append(text.decode("utf-8", "replace"))

    callback = api.llama_log_callback(on_log)
    api.llama_log_set(callback, ctypes.c_void_p(0))
    api.llama_backend_init()
    parameters = api.llama_model_quantize_default_params()
    parameters.ftype = file_type
    parameters.nthread = threads
    if api.llama_model_quantize(os.fsencode(source), os.fsencode(out), ctypes.byref(parameters)) != 0:
        if "iostream" in errors[-1]:
            raise UserError(
                "write_failed",
                "The converted model could not be written.",
                "The disk may be full: free some space, then try again.",
            )
        raise UserError(
            "quantizing_failed",
            "llama.cpp could not make this type of this model.",
            "Choose another type, q8_0 for example.",
        )


def position_logits(backend: LlamaBackend, tokens: list[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """The logits after each of `tokens`, one row for each, computed in F32 throughout, for comparison with others.

    Args:
        backend: with the model loaded; tokens: at most 512.
    """
    settings = api.llama_context_default_params()
    settings.n_ctx = settings.n_batch = settings.n_ubatch = 512
    # The cache is in F16 otherwise, and that alone moves logits by thousandths.
    settings.type_k = settings.type_v = _F32
    settings.flash_attn_type = api.LLAMA_FLASH_ATTN_TYPE_DISABLED
    context = api.llama_init_from_model(backend._model, settings)
    batch = api.llama_batch_init(len(tokens), 0, 1)
    try:
        _fill(batch, tokens, 0, [True] * len(tokens))
        adapters = backend._choice.adapters if backend._choice else ()
        handles = (api.llama_adapter_lora_p_ctypes * len(adapters))(*(backend._adapters[a.path] for a in adapters))
        scales = (ctypes.c_float * len(adapters))(*(a.scale for a in adapters))
        if context:
            api.llama_set_adapters_lora(context, handles, len(adapters), scales)
        if not context or api.llama_decode(context, batch) != 0:
            raise UserError("engine_failed", "llama.cpp could not read the tokens.")
        size = api.llama_vocab_n_tokens(backend._vocab)
        rows = [np.ctypeslib.as_array(api.llama_get_logits_ith(context, i), (size,)) for i in range(len(tokens))]
        return np.array(rows)
    finally:
        api.llama_batch_free(batch)
        if context:
            api.llama_free(context)


def _cards() -> tuple[Device, ...]:
    return tuple(device for device in devices(libggml) if device.card)


def _without_adapters(choice: ModelChoice) -> ModelChoice:
    return msgspec.structs.replace(choice, adapters=())


def _log_softmax(logits: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    shifted = logits.astype(np.float64) - float(logits.max())
    result: np.ndarray[Any, np.dtype[np.float64]] = shifted - math.log(float(np.exp(shifted).sum()))
    return result


def _fill(batch: Any, tokens: list[int], first: int, wanted: list[bool]) -> None:
    batch.n_tokens = len(tokens)
    for i, token in enumerate(tokens):
        batch.token[i] = token
        batch.pos[i] = first + i
        batch.n_seq_id[i] = 1
        batch.seq_id[i][0] = 0
        batch.logits[i] = wanted[i]


@contextlib.contextmanager
def opened(choice: ModelChoice) -> Iterator[LlamaBackend]:
    """A back end with this model loaded, freed at the end."""
    backend = LlamaBackend()
    try:
        backend.load(choice, lambda _fraction: None, lambda: False)
        yield backend
    finally:
        backend.close()
