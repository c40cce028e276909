"""What the writing commands share: the model by name or path, and streaming a Write to the terminal."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from retrowriter.engine import protocol, sampling
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import ModelChoice, Sampling
from retrowriter.errors import UserError
from retrowriter.files import write_text
from retrowriter.models import embedded
from retrowriter.text.prompt import FIRST_YEAR, LAST_YEAR, Conversation
from retrowriter.text.tidy import Cleaner

LONGEST = 4096


def add_writing_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that writes."""
    parser.add_argument("--model", default="embedded", help="a GGUF file, or the name of a model (default: embedded)")
    parser.add_argument(
        "--seed", type=int, default=-1, metavar="N", help="same seed, same choices (default: a new one)"
    )
    parser.add_argument("--temperature", type=_temperature, metavar="T", help="0 = always the likeliest word")
    parser.add_argument("--preset", default=sampling.DEFAULT, choices=list(sampling.PRESETS), help="way of writing")
    parser.add_argument("--exact", action="store_true", help="with --seed: the same text each time, a little slower")
    parser.add_argument("--tokens", type=_positive, default=LONGEST, metavar="N", help="write at most N tokens")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the text to a file too")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for programs")


def model_choice(name: str) -> ModelChoice:
    """The model of that name or path.

    Raises:
        UserError: code model_missing; embedded_missing when the embedded model must be fetched and cannot be.
    """
    if name == "embedded":
        path = embedded.prepare(lambda text, _fraction: print(text, file=sys.stderr, flush=True))
        return ModelChoice(path=str(path))
    path = Path(name).expanduser()
    if not path.is_file():
        raise UserError(
            "model_missing", f"There is no model {name}.", "Give the path of a GGUF file, or leave --model out."
        )
    return ModelChoice(path=str(path))


def sampling_of(arguments: argparse.Namespace) -> Sampling:
    """The sampling that the options describe."""
    chosen = sampling.preset(arguments.preset, arguments.seed, max_tokens=arguments.tokens, exact=arguments.exact)
    if arguments.temperature is None:
        return chosen
    return msgspec.structs.replace(chosen, temperature=arguments.temperature)


def write(arguments: argparse.Namespace, conversation: Conversation, before: str = "") -> int:
    """Streams what the model writes to standard output, and to the file of --out.

    Ctrl+C stops the model and keeps what came.

    Args:
        before: text that stands before it in the file of --out.

    Returns:
        The exit code: 0 when the text ended by itself or at its limit, 130 after Ctrl+C.
    """
    choice = model_choice(arguments.model)
    written: list[str] = []
    interrupted = False
    with EngineProcess() as engine:
        events = engine.write(choice, conversation, sampling_of(arguments))
        try:
            _stream(events, arguments.json, written, Cleaner(at_start=not conversation.prefix))
        except KeyboardInterrupt:
            interrupted = True
    if arguments.out is not None and (written or not interrupted):
        write_text(arguments.out, before + "".join(written).rstrip("\n") + "\n")
    if interrupted:
        print("\nStopped. What was written is kept.", file=sys.stderr)
        return 130
    return 0


def year(text: str) -> int:
    """A year that the writer knows, for argparse."""
    value = int(text)
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"must be between {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _stream(events: Iterator[protocol.AnyEvent], as_json: bool, written: list[str], cleaner: Cleaner) -> None:
    show: Callable[[str], None] = _print_event_text if as_json else _print_text
    for event in events:
        if isinstance(event, protocol.Text):
            text = cleaner.feed(event.text)
            if text:
                written.append(text)
                show(text)
        elif as_json:
            print(json.dumps(msgspec.to_builtins(event)), flush=True)
        elif isinstance(event, protocol.Done):
            print(flush=True)
            _print_summary(event)


def _print_text(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _print_event_text(text: str) -> None:
    print(json.dumps({"event": "text", "text": text}), flush=True)


def _print_summary(done: protocol.Done) -> None:
    reasons = {"length": " (stopped at its limit)", "context": " (stopped: the model's memory is full)"}
    print(
        f"[{done.model}: {done.tokens} tokens, {done.tokens_per_s:.0f} a second, seed {done.seed}"
        f"{reasons.get(done.reason, '')}]",
        file=sys.stderr,
    )


def _temperature(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 5:
        raise argparse.ArgumentTypeError("must be between 0 and 5")
    return value


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value
