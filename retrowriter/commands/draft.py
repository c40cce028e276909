"""Writes a document in the terminal, from a brief."""

import argparse

from retrowriter.commands import common
from retrowriter.text import prompt
from retrowriter.text.document_types import BY_KEY


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `draft`."""
    parser = subparsers.add_parser("draft", help="write a document from a brief", description=__doc__)
    parser.add_argument(
        "--brief", type=_some_text, required=True, metavar="TEXT", help="what to write, in your own words"
    )
    parser.add_argument("--type", default="", choices=list(BY_KEY), metavar="T", help=f"one of: {', '.join(BY_KEY)}")
    common.add_year_option(parser)
    parser.add_argument("--from", dest="sender", default="", metavar="A", help="who writes")
    parser.add_argument("--to", dest="recipient", default="", metavar="B", help="who is to read it")
    parser.add_argument("--tone", default="", metavar="T", help='such as "formal"')
    parser.add_argument("--words", type=common.whole_number(1, 20_000), default=0, metavar="N", help="about how long")
    parser.add_argument("--notes", default="", metavar="TEXT", help="what else must be in it")
    common.add_writing_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes; returns the exit code. Raises UserError."""
    brief = prompt.check(
        prompt.Brief(
            what=arguments.brief,
            type=arguments.type,
            year=arguments.year,
            sender=arguments.sender,
            recipient=arguments.recipient,
            tone=arguments.tone,
            words=arguments.words,
            notes=arguments.notes,
        )
    )
    return common.write(arguments, prompt.draft(brief))


def _some_text(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must say what to write")
    return text
