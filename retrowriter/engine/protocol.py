"""The messages between the program and the engine process: one JSON object a line, UTF-8, both ways.

Requests go to the child's standard input, events come from its private copy of standard output. Each event but Hello
carries the id of its request. A request ends with exactly one Done or Failed.
"""

from typing import Literal

import msgspec

from retrowriter.text.prompt import Conversation

VERSION = 1
MAX_LINE = 16 * 1024 * 1024

Cache = Literal["f16", "q8_0", "q4_0"]
Reason = Literal["end", "length", "stop", "cancelled", "context"]


class Adapter(msgspec.Struct, frozen=True, kw_only=True):
    """A GGUF LoRA adapter and its strength (1.0 = as trained, 0 = off)."""

    path: str
    scale: float = 1.0


Kind = Literal["auto", "chat", "completions"]


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """A server that speaks OpenAI's API, in place of a model file.

    The key is not here: the child finds it itself, so that it never travels with requests.

    Attributes:
        url: its address, as server_address.normal makes it.
        model: name of the model there, "" = the first one it offers.
        kind: which of its two ways of writing to use; "auto" = find out.
    """

    url: str
    model: str = ""
    kind: Kind = "auto"


class ModelChoice(msgspec.Struct, frozen=True, kw_only=True):
    """Which model to load and how.

    Attributes:
        path: the GGUF file (the first part of a split one); "" with a server.
        server: the server that writes; the fields after it mean nothing to it.
        context: context length in tokens; 0 = the model's own, at most 8,192.
        gpu_layers: layers on the GPU; -1 = as many as fit, 0 = none.
        threads: threads for generation; 0 = one for each physical core but one, which the window has.
        batch: tokens evaluated at a time.
        cache: type of the numbers that are kept of what was read; the smaller ones take less memory.
        adapters: LoRA adapters, in the order in which they are applied: GGUF files, or folders of PEFT.
    """

    path: str = ""
    server: Server | None = None
    context: int = 0
    gpu_layers: int = -1
    threads: int = 0
    batch: int = 512
    cache: Cache = "f16"
    adapters: tuple[Adapter, ...] = ()


class Sampling(msgspec.Struct, frozen=True, kw_only=True):
    """How the next token is chosen. A value that turns a sampler off is its neutral one: 1.0 or 0.

    Attributes:
        temperature: 0 = always the likeliest token.
        top_k, top_p, min_p, typical: the usual truncations; 0, 1.0, 0.0 and 1.0 turn them off.
        repeat_penalty, repeat_last: divisor for tokens among the last `repeat_last`; 1.0 = off.
        frequency_penalty, presence_penalty: subtracted from the logits; 0 = off.
        dry_multiplier, dry_base, dry_allowed_length, dry_last: "don't repeat yourself"; multiplier 0 = off,
            dry_last -1 = the whole context.
        xtc_probability, xtc_threshold: "exclude top choices"; probability 0 = off.
        logit_bias: token id -> added to its logit.
        keep_to_brief: added to the logits of words of the brief that the text has not yet; 0 = off.
        guard: refuse what no document has: a line or a run of words for the third time, Markdown, later words
            (a server, which chooses its tokens itself, does without this and keep_to_brief).
        seed: -1 = a new one each time; the one used is reported in Done.
        max_tokens: at most so many tokens, towards which ending gets likelier; 0 = until the model ends or the context
            is full.
        stop: strings at which writing ends; they are not part of the text.
        grammar: GBNF grammar, "" = none.
        probabilities: how many of the likeliest tokens to report with each piece of text, 0 to 50.
        exact: start from an empty cache, so that the same request gives the same text.
    """

    temperature: float = 0.8
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    typical: float = 1.0
    repeat_penalty: float = 1.0
    repeat_last: int = 64
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    dry_multiplier: float = 0.0
    dry_base: float = 1.75
    dry_allowed_length: int = 2
    dry_last: int = -1
    xtc_probability: float = 0.0
    xtc_threshold: float = 0.1
    logit_bias: dict[int, float] = {}
    keep_to_brief: float = 0.0
    guard: bool = False
    seed: int = -1
    max_tokens: int = 0
    stop: tuple[str, ...] = ()
    grammar: str = ""
    probabilities: int = 0
    exact: bool = False


class Request(msgspec.Struct, frozen=True, kw_only=True, tag_field="request"):
    """Base of all requests; id is chosen by the program, unique within the child's life."""

    id: int


class Load(Request, frozen=True, kw_only=True, tag="load"):
    """Load this model now (so that it is ready before it is needed). Ends with Loaded, or Failed."""

    model: ModelChoice


class Write(Request, frozen=True, kw_only=True, tag="write"):
    """Write. The model is loaded first when it is not the one in memory."""

    model: ModelChoice
    conversation: Conversation
    sampling: Sampling = Sampling()


class Score(Request, frozen=True, kw_only=True, tag="score"):
    """How likely is `text` as the answer to the conversation? Ends with Scored, or Failed. Used by evaluation."""

    model: ModelChoice
    conversation: Conversation
    text: str


class KeepKey(Request, frozen=True, kw_only=True, tag="keep_key"):
    """Keep this key for the server in the system's keyring; "" takes it out. Ends with KeyKept, or Failed."""

    url: str
    key: str

    def __repr__(self) -> str:
        return f"KeepKey(id={self.id}, url={self.url!r})"


class Cancel(Request, frozen=True, kw_only=True, tag="cancel"):
    """Stop the request of this id; it ends with Done(reason="cancelled"). Unknown ids are ignored."""


class Quit(Request, frozen=True, kw_only=True, tag="quit"):
    """End the process after cancelling what runs. Closing its standard input does the same."""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """Base of all events."""

    id: int


class Hello(Event, frozen=True, kw_only=True, tag="hello"):
    """The first line of every child; its id is 0.

    Attributes:
        protocol: VERSION of this module.
        engine: name and version of the back end, for records.
        pid: the child's process id.
        devices: names of the GPUs that this build can use; empty on a CPU build. free: their free memory in bytes.
    """

    protocol: int
    engine: str
    pid: int
    devices: tuple[str, ...] = ()
    free: tuple[int, ...] = ()


class Loading(Event, frozen=True, kw_only=True, tag="loading"):
    """The model is being loaded; fraction from 0 to 1."""

    fraction: float


class Loaded(Event, frozen=True, kw_only=True, tag="loaded"):
    """The model is in memory.

    Attributes:
        model: its title, for people.
        context: context length in tokens.
        device: "CPU", or the name of the GPU and how many layers are on it.
        fallback: why the GPU is not used although it was asked for; "" otherwise.
        seconds: how long loading took.
        engine: name and version of the back end, for records.
    """

    model: str
    context: int
    device: str
    fallback: str = ""
    seconds: float = 0.0
    engine: str = ""


class Reading(Event, frozen=True, kw_only=True, tag="reading"):
    """The prompt is being evaluated: `done` of `total` tokens (those found in the cache count as done)."""

    done: int
    total: int


class TokenChoice(msgspec.Struct, frozen=True):
    """A token that could have stood here, and its probability before truncation."""

    text: str
    probability: float


class Text(Event, frozen=True, kw_only=True, tag="text"):
    """A piece of text: whole characters, one or more tokens.

    Attributes:
        text: the piece.
        probability: of the token that was chosen, -1 when not asked for.
        choices: the likeliest tokens in this place, likeliest first; empty when not asked for.
    """

    text: str
    probability: float = -1.0
    choices: tuple[TokenChoice, ...] = ()


class Done(Event, frozen=True, kw_only=True, tag="done"):
    """The end of a Write.

    Attributes:
        reason: end (the model ended the text), length (max_tokens), stop (a stop string), cancelled,
            context (the context is full).
        tokens: tokens written; prompt_tokens: tokens of the prompt; reused_tokens: those found in the cache.
        first_token_s: seconds from the request (model in memory) to the first token.
        tokens_per_s: of generation, after the first token; prompt_tokens_per_s: of evaluating the prompt.
        model: title of the model; seed: the one used; exact: as asked.
    """

    reason: Reason
    tokens: int
    prompt_tokens: int
    reused_tokens: int
    first_token_s: float
    tokens_per_s: float
    prompt_tokens_per_s: float
    model: str
    seed: int
    exact: bool = False


class Scored(Event, frozen=True, kw_only=True, tag="scored"):
    """The end of a Score.

    Attributes:
        nats: negative log-likelihood of the text's tokens, summed, the end token not counted.
        tokens: how many tokens that is; bytes: length of the text in UTF-8.
        end_nats: of the end-of-text token after it.
    """

    nats: float
    tokens: int
    bytes: int
    end_nats: float


class KeyKept(Event, frozen=True, kw_only=True, tag="key_kept"):
    """The key is in the keyring, or out of it."""


class Failed(Event, frozen=True, kw_only=True, tag="failed"):
    """The request could not be done; code, message and hint are those of a UserError."""

    code: str
    message: str
    hint: str = ""


AnyRequest = Load | Write | Score | KeepKey | Cancel | Quit
AnyEvent = Hello | Loading | Loaded | Reading | Text | Done | Scored | KeyKept | Failed

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[AnyRequest] = msgspec.json.Decoder(AnyRequest)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def encode(message: msgspec.Struct) -> bytes:
    """The message as one line, line feed included."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> AnyRequest:
    """The request in a line.

    Raises:
        msgspec.DecodeError: the line is not JSON, not UTF-8, or not a request (ValidationError).
    """
    return _requests.decode(line)


def decode_event(line: bytes) -> AnyEvent:
    """The event in a line. Raises msgspec.DecodeError as decode_request does."""
    return _events.decode(line)
