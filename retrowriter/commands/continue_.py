"""Goes on writing a text file, at its end or behind a line. The file itself is not changed; see --out."""

import argparse
import sys
from pathlib import Path

from retrowriter.commands import common
from retrowriter.errors import UserError
from retrowriter.text import context, prompt

CONTEXT_CHARACTERS = 18_000


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `continue`."""
    parser = subparsers.add_parser("continue", help="go on writing a text file", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a text file in UTF-8")
    parser.add_argument(
        "--at",
        type=common.whole_number(0, sys.maxsize),
        default=0,
        metavar="LINE",
        help="write behind this line (default: at the end)",
    )
    common.add_year_option(parser)
    common.add_writing_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes; returns the exit code. Raises UserError."""
    text = _read(arguments.file)
    lines = text.splitlines(keepends=True)
    if not 0 <= arguments.at <= len(lines):
        raise UserError("no_line", f"{arguments.file.name} has {len(lines)} lines, so there is no line {arguments.at}.")
    before = "".join(lines[: arguments.at]) if arguments.at else text
    after = "".join(lines[arguments.at :]) if arguments.at else ""
    seen_before, seen_after = context.choose(before, after, CONTEXT_CHARACTERS)
    return common.write(arguments, prompt.continuation(seen_before, seen_after, year=arguments.year), before)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(
            "not_text", f"{path.name} is not a text file in UTF-8.", "Save it as plain text first."
        ) from error
    except OSError as error:
        raise UserError("file_missing", f"{path} cannot be read: {error.strerror}.") from error
