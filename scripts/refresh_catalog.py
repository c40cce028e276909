"""Compares the catalog of models with the Hub, and fills in what has changed.

Usage: python scripts/refresh_catalog.py [--write]

Without --write it only says what differs, and ends with 1 if anything does. It needs a network. Only the revision, the
size, the checksum and the licence are looked after; the words and the choice of models are a person's.
"""

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from retrowriter.errors import UserError
from retrowriter.models import catalog, hub
from retrowriter.models.catalog import Entry

FIELDS = ("revision", "size", "sha256", "licence")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write what is new into the catalog")
    options = parser.parse_args()
    text = catalog.path().read_text(encoding="utf-8")
    problems = 0
    for entry in catalog.entries():
        try:
            changes = differences(entry)
        except UserError as error:
            print(f"{entry.name}: {error}")
            problems += 1
            continue
        for field, value in changes.items():
            print(f"{entry.name}: {field} is {getattr(entry, field) or 'not known'}, and on the Hub {value}")
            problems += not options.write
        text = with_changes(text, entry.name, changes)
    if options.write:
        catalog.path().write_text(text, encoding="utf-8")
    return 1 if problems else 0


def differences(entry: Entry) -> dict[str, str | int]:
    """What the Hub says of the file today, where that is not what the catalog says.

    Raises:
        UserError: the Hub cannot be asked, or has no such file any more.
    """
    found = next((file for file in hub.files(entry.repo) if file.name == entry.file), None)
    if found is None:
        raise UserError("hub_missing", f"{entry.repo} has no file {entry.file} any more.")
    now: dict[str, str | int] = {
        "revision": found.revision,
        "size": found.size,
        "sha256": found.sha256[0],
        "licence": found.licence,
    }
    changed = {field: now[field] for field in FIELDS if now[field] and now[field] != getattr(entry, field)}
    # A repository moves on for many reasons; as long as the file is the same, the old commit is as good.
    if not {"size", "sha256"} & set(changed) and entry.revision != "main":
        changed.pop("revision", None)
    return changed


def with_changes(text: str, name: str, changes: dict[str, str | int]) -> str:
    """The catalog with these fields of one model set; missing ones are put after its repository."""
    start = text.index(f'name = "{name}"')
    end = text.find("[[model]]", start)
    end = len(text) if end < 0 else end
    block = text[start:end]
    for field, value in changes.items():
        line = f"{field} = {value}" if isinstance(value, int) else f'{field} = "{value}"'
        pattern = re.compile(rf"^{field} = .*$", re.MULTILINE)
        block = (
            pattern.sub(line, block) if pattern.search(block) else re.sub(r"(?m)^(repo = .*)$", rf"\1\n{line}", block)
        )
    return text[:start] + block + text[end:]


if __name__ == "__main__":
    sys.exit(main())
