"""Turns a document into another format, without a window."""

import argparse
import sys
from pathlib import Path

from retrowriter import files, formats
from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.formats import encodings, layout, losses, text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `export`."""
    parser = subparsers.add_parser("export", help="turn a document into another format", description=__doc__)
    parser.add_argument("source", type=Path, metavar="IN", help="a document in any format that can be opened")
    parser.add_argument(
        "target", type=Path, metavar="OUT", help="the file to write; its ending says the format, or pdf"
    )
    keys = ", ".join(entry.key for entry in formats.FORMATS)
    parser.add_argument("--format", metavar="KEY", default="", help=f"the format, where the ending doesn't say: {keys}")
    parser.add_argument("--columns", type=int, metavar="N", default=0, help="width of a line in Text with Layout")
    parser.add_argument("--justify", action="store_true", help="Text with Layout with both margins even")
    parser.add_argument(
        "--encoding", metavar="NAME", default="", help="encoding of text: utf-8, cp437, cp850, cp1252 ..."
    )


def run(arguments: argparse.Namespace) -> int:
    """Exports; returns the exit code. Raises UserError."""
    if arguments.target.suffix.lower() == ".pdf" and not arguments.format:
        return _export_pdf(arguments)
    chosen = _format(arguments)
    document, _ = formats.read_file(arguments.source)
    losses = chosen.loses(document)
    if losses:
        print(f"{arguments.target.name} is without: {'; '.join(losses)}.", file=sys.stderr)
    files.write_bytes(arguments.target, _content(arguments, document, chosen))
    return 0


def _export_pdf(arguments: argparse.Namespace) -> int:
    if arguments.encoding or arguments.columns or arguments.justify:
        raise UserError("no_choice", "A PDF has no choice of encoding, columns or margins.")
    document, _ = formats.read_file(arguments.source)
    lost = losses.lost(document, losses.ALL - {"origin"})
    if lost:
        print(f"{arguments.target.name} is without: {'; '.join(lost)}.", file=sys.stderr)

    from retrowriter.ui.print_jobs import pdf

    files.write_bytes(arguments.target, pdf(document, arguments.source.name))
    return 0


def _format(arguments: argparse.Namespace) -> formats.Format:
    if arguments.format:
        try:
            return formats.find(arguments.format)
        except KeyError:
            keys = ", ".join(entry.key for entry in formats.FORMATS)
            raise UserError("no_format", f'There is no format "{arguments.format}".', f"There are: {keys}.") from None
    if arguments.columns or arguments.justify:
        return formats.find("layout")
    chosen = formats.by_suffix(arguments.target)
    if chosen is None:
        raise UserError(
            "no_format", f"The ending of {arguments.target.name} does not say a format.", "Name one with --format."
        )
    return chosen


def _content(arguments: argparse.Namespace, document: Document, chosen: formats.Format) -> bytes:
    encoding = ""
    if arguments.encoding:
        found = encodings.find(arguments.encoding)
        if found is None:
            names = ", ".join(entry.key for entry in encodings.ENCODINGS)
            raise UserError("no_encoding", f'There is no encoding "{arguments.encoding}".', f"There are: {names}.")
        encoding = found.key
    line_end: encodings.LineEnd = "crlf" if encoding in ("cp437", "cp850", "cp1252") else "lf"
    if chosen.key == "layout":
        columns = arguments.columns or layout.COLUMNS
        return layout.write(document, columns, encoding or "utf-8", line_end, arguments.justify)
    if chosen.key in ("text", "text-dos") and encoding:
        return text.write(document, encoding, line_end)
    if encoding or arguments.columns:
        raise UserError("no_choice", f"{chosen.label} has no choice of encoding or columns.")
    return chosen.write(document)
