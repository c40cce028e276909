"""retrowriter models: the models on this machine."""

import argparse
import sys

from retrowriter.models import embedded


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `models` and its subcommands."""
    parser = subparsers.add_parser("models", help="the models on this machine", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("prepare", help="put the embedded model in its place")


def run(arguments: argparse.Namespace) -> int:
    """Runs one subcommand; returns the exit code. Raises UserError."""
    if not embedded.is_ready():
        embedded.prepare(_print_progress)
    return 0


def _print_progress(text: str, _fraction: float) -> None:
    print(text, file=sys.stderr, flush=True)
