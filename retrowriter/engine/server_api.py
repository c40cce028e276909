"""What is sent to servers that speak OpenAI's API, and what comes back: plain data, no connection."""

import math
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from retrowriter.engine.protocol import Sampling, TokenChoice
from retrowriter.text.prompt import Conversation, harmless

Way = Literal["chat", "prefill", "passage", "completions"]
"""How a text is asked for: as the answer of a chat; as the rest of an answer that has begun; as the answer to a
passage in the user's turn; as what follows a plain text."""

PATHS: dict[Way, str] = {
    "chat": "/chat/completions",
    "prefill": "/chat/completions",
    "passage": "/chat/completions",
    "completions": "/completions",
}

_GO_ON = (
    "The document begins with the passage below. Go on exactly where it stops. "
    "Write only what comes next, and repeat nothing of it."
)
_STOPS_ALLOWED = 4
_MOST_PROBABILITIES = {"chat": 20, "completions": 5}
_CHARS_PER_TOKEN = 3
_FEWEST_TOKENS = 64
# Fields that a kind of server knows beyond OpenAI's, by what it calls itself in "owned_by". Others would refuse them.
_LLAMA_CPP = {
    "top_k": "top_k",
    "min_p": "min_p",
    "typical": "typical_p",
    "repeat_penalty": "repeat_penalty",
    "repeat_last": "repeat_last_n",
    "dry_multiplier": "dry_multiplier",
    "dry_base": "dry_base",
    "dry_allowed_length": "dry_allowed_length",
    "dry_last": "dry_penalty_last_n",
    "xtc_probability": "xtc_probability",
    "xtc_threshold": "xtc_threshold",
    "grammar": "grammar",
}
_FIELDS: dict[str, dict[str, str]] = {
    "llamacpp": _LLAMA_CPP,
    "vllm": {"top_k": "top_k", "min_p": "min_p", "repeat_penalty": "repetition_penalty"},
    "me": {"top_k": "top_k", "min_p": "min_p", "repeat_penalty": "repeat_penalty"},
}
_PREFILLS = ("llamacpp", "vllm", "library")
_COUNTS_ON_REQUEST = ("llamacpp", "vllm", "library")
# They take a word to the chat template, and are told in so many words that an answer is to be gone on with.
_TEMPLATE_FIELDS = ("llamacpp", "vllm")


class _Delta(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    delta: _Delta | None = None
    text: str | None = None
    finish_reason: str | None = None
    logprobs: Any = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Chunk(msgspec.Struct):
    """One event of a streamed answer; fields that are not used are ignored."""

    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: Any = None

    @property
    def text(self) -> str:
        """The text in it."""
        if not self.choices:
            return ""
        choice = self.choices[0]
        return (choice.delta.content if choice.delta is not None else choice.text) or ""

    @property
    def finish(self) -> str:
        """Why the answer ends with it, "" while it goes on."""
        return (self.choices[0].finish_reason or "") if self.choices else ""

    @property
    def problem(self) -> str | None:
        """What the server says went wrong, None when nothing did."""
        if self.error is None:
            return None
        said = self.error.get("message", "") if isinstance(self.error, Mapping) else self.error
        return said if isinstance(said, str) else ""

    def probabilities(self) -> tuple[float, tuple[TokenChoice, ...]]:
        """The probability of the token in it and of the likeliest ones; (-1, ()) where it is not told."""
        told = self.choices[0].logprobs if self.choices else None
        try:
            if isinstance(told, Mapping) and told.get("content"):
                (token,) = told["content"]
                return _probability(token["logprob"]), _choices(
                    (other["token"], other["logprob"]) for other in token.get("top_logprobs") or ()
                )
            if isinstance(told, Mapping) and told.get("token_logprobs"):
                (logprob,) = told["token_logprobs"]
                return _probability(logprob), _choices((told.get("top_logprobs") or [{}])[0].items())
        except (ValueError, TypeError, KeyError, AttributeError, LookupError):
            # Several tokens in one piece, or a form of its own: nothing that could be shown.
            pass
        return -1.0, ()


_decoder: msgspec.json.Decoder[Chunk] = msgspec.json.Decoder(Chunk)


def read_chunk(data: str) -> Chunk:
    """The chunk in the data of an event. Raises msgspec.DecodeError (or ValidationError, its kind)."""
    return _decoder.decode(data)


def can_prefill(owner: str) -> bool:
    """Whether servers of this kind go on with an answer that has begun."""
    return owner in _PREFILLS


def body(
    way: Way, model: str, owner: str, context: int, conversation: Conversation, sampling: Sampling
) -> dict[str, Any]:
    """The request for a text.

    Args:
        owner: what the server calls itself in "owned_by".
        context: length of its context in tokens, 0 where it is not known.
        sampling: its seed must be set.
    """
    chat = way != "completions"
    asked: dict[str, Any] = {"model": model, "stream": True, **_sampling(chat, owner, sampling)}
    if chat:
        asked["messages"] = _messages(way, conversation)
        size = sum(len(turn["content"]) for turn in asked["messages"])
    else:
        asked["prompt"] = _prompt(conversation)
        size = len(asked["prompt"])
    if way == "prefill" and owner in _TEMPLATE_FIELDS:
        asked |= {"continue_final_message": True, "add_generation_prompt": False}
    if chat and owner in _TEMPLATE_FIELDS:
        asked["chat_template_kwargs"] = {"enable_thinking": False}
    if owner in _COUNTS_ON_REQUEST:
        asked["stream_options"] = {"include_usage": True}
    # Some servers refuse what does not fit, instead of ending when the context is full.
    room = max(_FEWEST_TOKENS, context - size // _CHARS_PER_TOKEN) if context else 0
    asked["max_tokens"] = min(sampling.max_tokens or room, room or sampling.max_tokens) or 2048
    return asked


def _sampling(chat: bool, owner: str, sampling: Sampling) -> dict[str, Any]:
    values: dict[str, Any] = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed,
        "frequency_penalty": sampling.frequency_penalty,
        "presence_penalty": sampling.presence_penalty,
    }
    if sampling.stop:
        values["stop"] = list(sampling.stop[:_STOPS_ALLOWED])
    for field, name in _FIELDS.get(owner, {}).items():
        if field != "grammar" or sampling.grammar:
            values[name] = getattr(sampling, field)
    if sampling.probabilities and chat:
        values |= {"logprobs": True, "top_logprobs": min(sampling.probabilities, _MOST_PROBABILITIES["chat"])}
    elif sampling.probabilities:
        values["logprobs"] = min(sampling.probabilities, _MOST_PROBABILITIES["completions"])
    return values


def _messages(way: Way, conversation: Conversation) -> list[dict[str, str]]:
    turns = [{"role": turn.role, "content": harmless(turn.content)} for turn in conversation.messages]
    prefix = harmless(conversation.prefix)
    if way == "prefill":
        turns.append({"role": "assistant", "content": prefix})
    elif way == "passage":
        last = turns[-1]
        turns[-1] = {"role": last["role"], "content": f"{last['content']}\n\n{_GO_ON}\n\n{prefix}"}
    return turns


def _prompt(conversation: Conversation) -> str:
    plain = conversation.heading + conversation.prefix
    if not plain:
        plain = "\n\n".join(turn.content for turn in conversation.messages) + "\n\n"
    return harmless(plain)


def _probability(logprob: Any) -> float:
    return min(1.0, math.exp(logprob))


def _choices(pairs: Any) -> tuple[TokenChoice, ...]:
    return tuple(TokenChoice(str(text), _probability(logprob)) for text, logprob in pairs)
