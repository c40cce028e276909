"""The command line: no subcommand opens the window.

retrowriter [FILE ...]          the window
retrowriter draft --brief ...   writes a document in the terminal
retrowriter continue FILE       goes on writing a text file
retrowriter models ...          the models on this machine
retrowriter bench               measures speed
retrowriter export IN OUT       turns a document into another format
retrowriter selftest            shows which files and sockets writing and saving open
retrowriter --job NAME          a child process of the program's own; speaks JSON lines
"""

import argparse
import importlib
import io
import logging
import logging.handlers
import sys
from types import ModuleType
from typing import NoReturn

from retrowriter import __version__, audit, paths
from retrowriter.errors import UserError

USAGE_ERROR = 2
FAILURE = 1
INTERRUPTED = 130

_COMMANDS = ("draft", "continue", "models", "bench", "selftest", "export")
_JOBS = ("write", "bare", "convert", "quantize", "verify", "fetch", "library", "spell")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage, which is the longer the more options there are."""
        self.exit(USAGE_ERROR, f"{self.prog}: {message}. Try {self.prog} --help.\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs the program; returns its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["--job"]:
        return _run_job(arguments[1:])
    parser, modules = _make_parser(arguments)
    parsed = parser.parse_args(arguments)
    _start_log()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a letter shows a question mark in its place.
            stream.reconfigure(errors="replace")
    try:
        if parsed.command:
            return int(modules[parsed.command].run(parsed))
        return _run_window(parsed.files, parsed.system_frame)
    except UserError as error:
        print(f"retrowriter: {error}", file=sys.stderr)
        return FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does; there is nobody to tell.
        sys.stderr.close()
        return FAILURE
    except Exception:  # the edge of the program: a sentence for people, the rest for the log
        logging.getLogger(__name__).exception("unexpected")
        print(
            f"retrowriter: Something went wrong that should not have. The details are in {paths.log_dir()}.",
            file=sys.stderr,
        )
        return FAILURE


def _make_parser(arguments: list[str]) -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    parser = _Parser(prog="retrowriter", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"retrowriter {__version__}")
    parser.add_argument("--system-frame", action="store_true", help="use the desktop's window frame this time")
    parser.set_defaults(command="", files=[])
    modules: dict[str, ModuleType] = {}
    # The window must not pay for the commands' imports, nor one command for those of the others.
    if arguments and arguments[0] in _COMMANDS:
        modules = {arguments[0]: _command(arguments[0])}
    elif "-h" in arguments or "--help" in arguments:
        modules = {name: _command(name) for name in _COMMANDS}
    else:
        parser.add_argument("files", nargs="*", metavar="FILE", help="documents to open")
    if modules:
        subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
        for module in modules.values():
            module.add_parser(subparsers)
    return parser, modules


def _command(name: str) -> ModuleType:
    # "continue" is a word of the language, so its module has another name.
    return importlib.import_module(f"retrowriter.commands.{'continue_' if name == 'continue' else name}")


def _run_job(arguments: list[str]) -> int:
    if len(arguments) < 1 or arguments[0] not in _JOBS:
        print(f"retrowriter: --job takes one of: {', '.join(_JOBS)}", file=sys.stderr)
        return USAGE_ERROR
    audit.start_if_asked()
    module = importlib.import_module(f"retrowriter.jobs.{arguments[0]}")
    return int(module.main())


def _run_window(files: list[str], system_frame: bool) -> int:
    from retrowriter.ui.app import run_window

    return run_window(files, system_frame)


def _start_log() -> None:
    logger = logging.getLogger("retrowriter")
    if logger.handlers:
        return
    try:
        folder = paths.log_dir()
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "retrowriter.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        # A home that cannot be written to must not keep anybody from writing.
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


if __name__ == "__main__":
    sys.exit(main())
