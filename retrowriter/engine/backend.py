"""What an engine must be able to do; the job that writes knows nothing else of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from retrowriter.engine.devices import Device
from retrowriter.engine.protocol import ModelChoice, Reason, Sampling, TokenChoice
from retrowriter.text.prompt import Conversation

Stopped = Callable[[], bool]


@dataclass(frozen=True)
class LoadedModel:
    """The model in memory; fields as in protocol.Loaded."""

    title: str
    context: int
    device: str
    fallback: str
    seconds: float


@dataclass(frozen=True)
class Piece:
    """Some text: whole characters; fields as in protocol.Text."""

    text: str
    probability: float = -1.0
    choices: tuple[TokenChoice, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far the prompt has been read, in tokens."""

    done: int
    total: int


@dataclass(frozen=True)
class End:
    """The last item of a generation; fields as in protocol.Done."""

    reason: Reason
    tokens: int
    prompt_tokens: int
    reused_tokens: int
    first_token_s: float
    tokens_per_s: float
    prompt_tokens_per_s: float
    seed: int


@dataclass(frozen=True)
class Score:
    """Result of scoring; fields as in protocol.Scored."""

    nats: float
    tokens: int
    bytes: int
    end_nats: float


class Backend(Protocol):
    """An engine that holds at most one model. All methods raise UserError for what a person can understand."""

    name: str
    """Name and version, for records."""

    def devices(self) -> tuple[Device, ...]:
        """The graphics cards that can be used."""
        ...

    def load(self, model: ModelChoice, progress: Callable[[float], None], stopped: Stopped) -> LoadedModel:
        """Makes `model` the one in memory; at once when it is already."""
        ...

    def generate(
        self, conversation: Conversation, sampling: Sampling, stopped: Stopped
    ) -> Iterator[Piece | Progress | End]:
        """Reads the prompt, then writes; the last item is an End. Looks at stopped() between steps."""
        ...

    def score(self, conversation: Conversation, text: str, stopped: Stopped) -> Score:
        """How likely `text` is as the answer."""
        ...
