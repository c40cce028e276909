"""What the writing commands share: the model by name or path, and streaming a Write to the terminal."""

import argparse
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import msgspec

from retrowriter import server_address
from retrowriter.engine import protocol, sampling
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Adapter, ModelChoice, Sampling, Server
from retrowriter.errors import UserError
from retrowriter.files import write_text
from retrowriter.models import embedded, library
from retrowriter.text.prompt import DEFAULT_YEAR, FIRST_YEAR, LAST_YEAR, Conversation
from retrowriter.text.tidy import Cleaner

LONGEST = 4096
MAX_SCALE = 10.0
INTERRUPTED = 130

_LARGEST_SEED = 2**31 - 1


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """The options that say what writes."""
    parser.add_argument("--model", default="embedded", help="a file, or a name of `models list` (default: embedded)")
    parser.add_argument(
        "--lora",
        action="append",
        default=[],
        type=adapter,
        metavar="FILE[:SCALE]",
        help="an adapter for the model, a GGUF file or a PEFT folder, and its strength; can be given again",
    )
    parser.add_argument("--server", metavar="URL", help="a server that speaks OpenAI's API writes, not this computer")
    parser.add_argument("--server-model", default="", metavar="M", help="its model (default: the first it offers)")


def add_writing_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that writes."""
    add_model_options(parser)
    parser.add_argument(
        "--seed",
        type=whole_number(-1, _LARGEST_SEED),
        default=-1,
        metavar="N",
        help="same seed, same choices (default: a new one)",
    )
    parser.add_argument("--temperature", type=number(0, 5), metavar="T", help="0 = always the likeliest word")
    parser.add_argument("--preset", default=sampling.DEFAULT, choices=list(sampling.PRESETS), help="way of writing")
    parser.add_argument("--exact", action="store_true", help="with --seed: the same text each time, a little slower")
    parser.add_argument(
        "--tokens", type=whole_number(1, _LARGEST_SEED), default=LONGEST, metavar="N", help="write at most N tokens"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the text to a file too")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for programs")


def add_year_option(parser: argparse.ArgumentParser) -> None:
    """The year of the document."""
    years = f"{FIRST_YEAR} to {LAST_YEAR} (default: {DEFAULT_YEAR})"
    parser.add_argument("--year", type=whole_number(FIRST_YEAR, LAST_YEAR), default=DEFAULT_YEAR, help=years)


def model_choice(name: str) -> ModelChoice:
    """The model of that name or path.

    Raises:
        UserError: code model_missing, model_damaged, model_is_adapter; embedded_missing when the embedded model must be
            fetched and cannot be.
    """
    if name == "embedded":
        path = embedded.prepare(lambda text, _fraction: print(text, file=sys.stderr, flush=True))
        return ModelChoice(path=str(path))
    path = Path(name).expanduser()
    # A file is taken as it is; the engine says what is wrong with it.
    return ModelChoice(path=str(path) if path.is_file() else library.usable(name).path)


def choice_of(arguments: argparse.Namespace) -> ModelChoice:
    """The model or the server of the options. Raises UserError as model_choice and server_address.normal do."""
    if arguments.server is None:
        return msgspec.structs.replace(model_choice(arguments.model), adapters=tuple(arguments.lora))
    if arguments.lora:
        raise UserError("adapter_unusable", "A server cannot be given an adapter.", "Leave out --lora or --server.")
    url = server_address.normal(arguments.server)
    print(f"The text goes to the server {server_address.host(url)}.", file=sys.stderr)
    return ModelChoice(server=Server(url=url, model=arguments.server_model))


def adapter(text: str) -> Adapter:
    """An adapter as --lora names it, for argparse."""
    name, colon, scale = text.rpartition(":")
    with contextlib.suppress(ValueError):
        if colon and name and abs(float(scale)) <= MAX_SCALE:
            return Adapter(path=str(Path(name).expanduser()), scale=float(scale))
    return Adapter(path=str(Path(text).expanduser()))


def sampling_of(arguments: argparse.Namespace) -> Sampling:
    """The sampling that the options describe."""
    chosen = sampling.preset(arguments.preset, arguments.seed, max_tokens=arguments.tokens, exact=arguments.exact)
    if arguments.temperature is None:
        return chosen
    return msgspec.structs.replace(chosen, temperature=arguments.temperature)


def write(arguments: argparse.Namespace, conversation: Conversation, before: str = "") -> int:
    """Streams what the model writes to standard output, and to the file of --out.

    Ctrl+C stops the model and keeps what came; so does a failure on the way.

    Args:
        before: text that stands before it in the file of --out.

    Returns:
        The exit code: 0 when the text ended by itself or at its limit, 130 after Ctrl+C.
    """
    if arguments.out is not None:
        _check_out(arguments.out)
    choice = choice_of(arguments)
    written: list[str] = []
    with EngineProcess() as engine, _stopped_by_ctrl_c(engine):
        events = engine.write(choice, conversation, sampling_of(arguments))
        try:
            reason = _stream(events, arguments.json, written, Cleaner(at_start=not conversation.prefix))
        except KeyboardInterrupt:
            reason = "cancelled"
        except UserError as error:
            if arguments.json:
                failed = {"event": "failed", "code": error.code, "message": error.message, "hint": error.hint}
                print(json.dumps(failed), flush=True)
            raise
        finally:
            if arguments.out is not None and written:
                write_text(arguments.out, before + "".join(written).rstrip("\n") + "\n")
    if reason == "cancelled":
        print("Stopped. What was written is kept.", file=sys.stderr)
        return INTERRUPTED
    return 0


def whole_number(least: int, greatest: int) -> Callable[[str], int]:
    """For argparse: a whole number between two others."""

    def parse(text: str) -> int:
        value = int(text) if text.strip().lstrip("-").isdecimal() else None
        if value is None or not least <= value <= greatest:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {greatest}")
        return value

    return parse


def number(least: float, greatest: float) -> Callable[[str], float]:
    """For argparse: a number between two others."""

    def parse(text: str) -> float:
        with contextlib.suppress(ValueError):
            if least <= (value := float(text)) <= greatest:
                return value
        raise argparse.ArgumentTypeError(f"must be a number from {least:g} to {greatest:g}")

    return parse


@contextlib.contextmanager
def _stopped_by_ctrl_c(engine: EngineProcess) -> Iterator[None]:
    """The first Ctrl+C asks the model to stop, so that its last event still comes; the second one ends at once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if not engine.cancel():
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _check_out(path: Path) -> None:
    """Says beforehand what would go wrong only when all is written."""
    folder = path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    if path.is_dir() or not folder.is_dir():
        raise UserError("out_unusable", f"{path} cannot be written: it is a folder, or its folder is a file.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise UserError("read_only", f"{path} cannot be written: the file or its folder is read-only.")


def _stream(events: Iterator[protocol.AnyEvent], as_json: bool, written: list[str], cleaner: Cleaner) -> str:
    """Shows the events as they come; returns why the text ended."""
    show: Callable[[str], None] = _print_event_text if as_json else _print_text
    reason = ""
    for event in events:
        if isinstance(event, protocol.Text):
            text = cleaner.feed(event.text)
            if text:
                written.append(text)
                show(text)
            continue
        if isinstance(event, protocol.Done):
            reason = event.reason
        if as_json:
            print(json.dumps(msgspec.to_builtins(event)), flush=True)
        elif isinstance(event, protocol.Done):
            print(flush=True)
            _print_summary(event)
    return reason


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
