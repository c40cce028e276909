"""Shows that the program keeps to itself: writes and saves a document, and lists every file and socket opened for it.

The program and its child are watched by Python's audit hooks; what native code holds open is looked up on Linux. The
exit code is 0 only when there was no socket but those between processes of this computer.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from retrowriter import audit, formats
from retrowriter.audit import Opened
from retrowriter.commands import common
from retrowriter.document.model import Document, Paragraph, Run, plain_text
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import ModelChoice, Sampling, Text
from retrowriter.errors import UserError
from retrowriter.models import embedded
from retrowriter.text import prompt

_TOKENS = 24
_BRIEF = prompt.Brief(what="a note to all staff that the office closes at noon on Friday", type="memo")
_HEADINGS = {
    "program": "Programs started",
    "library": "Libraries of native code",
    "read": "Files read",
    "written": "Files written",
    "socket": "Sockets",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `selftest`."""
    parser = subparsers.add_parser(
        "selftest", help="show which files and sockets writing and saving open", description=__doc__
    )
    common.add_model_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Runs the test; returns the exit code: 0 when no socket leads to the network. Raises UserError."""
    if arguments.server is None and arguments.model == "embedded" and not embedded.is_ready():
        raise UserError(
            "embedded_missing", "The embedded model is not there yet.", "Run `retrowriter models prepare` first."
        )
    with tempfile.TemporaryDirectory(prefix="retrowriter-") as folder:
        log = Path(folder) / "audit"
        audit.start(log)
        text, held = _write(common.choice_of(arguments), log)
        _save(text, Path(folder))
        opened = sorted({*audit.read_log(log), *(held or ())})
    sockets = [item for item in opened if item.network]
    if arguments.json:
        print(json.dumps(_as_json(text, opened, held is not None)))
    else:
        _print(text, opened, held is not None)
    return 1 if sockets else 0


def _write(choice: ModelChoice, log: Path) -> tuple[str, list[Opened] | None]:
    """Has the child write; returns the text, and what the child holds open in the end."""
    with EngineProcess(environment={audit.VARIABLE: str(log)}) as engine:
        events = engine.write(choice, prompt.draft(_BRIEF), Sampling(seed=1, max_tokens=_TOKENS))
        text = "".join(event.text for event in events if isinstance(event, Text))
        return text, audit.native(engine.pid)


def _save(text: str, folder: Path) -> None:
    document = Document(blocks=tuple(Paragraph(content=(Run(text=line),)) for line in text.split("\n")))
    for chosen in formats.FORMATS:
        path = folder / f"selftest{chosen.suffixes[0]}"
        formats.write_file(path, document, chosen)
        if chosen.keeps_all and plain_text(formats.read_file(path)[0]) != plain_text(document):
            raise UserError("selftest_failed", f"What was saved as {chosen.label} is not what was written.")


def _as_json(text: str, opened: list[Opened], native: bool) -> dict[str, object]:
    listed: dict[str, list[str]] = {kind: [item.what for item in opened if item.kind == kind] for kind in _HEADINGS}
    network = [item.what for item in opened if item.network]
    return {"text": text, **listed, "network": network, "native_code_looked_at": native}


def _print(text: str, opened: list[Opened], native: bool) -> None:
    print(f"Written and saved: {len(text)} characters.\n")
    for kind, heading in _HEADINGS.items():
        items = [item.what for item in opened if item.kind == kind]
        print(f"{heading}: {len(items) or 'none'}")
        for item in items:
            print(f"  {item}")
        print()
    if not native:
        print(f"What native code holds open cannot be seen on this system ({sys.platform}, {os.name}).\n")
    network = [item.what for item in opened if item.network]
    print("The network was used." if network else "OFFLINE: no socket to the network was opened.")
