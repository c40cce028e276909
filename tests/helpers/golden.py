"""Golden files: what others wrote and what we read in it; what we write.

`python -m tests.helpers.golden` makes the expected sides anew; look at the difference before keeping it.
"""

import sys
from pathlib import Path

import msgspec

from retrowriter import formats
from retrowriter.document.model import Document
from tests.helpers.memo import MEMO

FOLDER = Path(__file__).resolve().parent.parent / "golden"
WRITTEN = ("rtf", "docx", "odt", "html", "html32", "markdown")


def foreign():
    """The files that others wrote."""
    return sorted(path for path in (FOLDER / "read").iterdir() if path.suffix != ".json")


def as_json(document: Document) -> bytes:
    """A document as readable JSON; of its pictures the sizes."""
    fields = msgspec.to_builtins(msgspec.structs.replace(document, pictures={}))
    fields["pictures"] = {name: len(data) for name, data in document.pictures.items()}
    return msgspec.json.format(msgspec.json.encode(fields, order="sorted"), indent=1) + b"\n"


def expected(path: Path) -> Path:
    """Where what is to be read in a file stands."""
    return path.with_name(path.name + ".json")


def read(path: Path) -> Document:
    """Reads a golden file in the format of its ending."""
    chosen = formats.by_suffix(path)
    return chosen.read(path.read_bytes())


def written(key: str) -> tuple[Path, bytes]:
    """The golden file that we write in a format, and its content now."""
    chosen = formats.find(key)
    return FOLDER / "write" / f"memo-{key}{chosen.suffixes[0]}", chosen.write(MEMO)


def main() -> None:
    """Writes the expected sides."""
    for path in foreign():
        expected(path).write_bytes(as_json(read(path)))
    (FOLDER / "write").mkdir(exist_ok=True)
    for key in WRITTEN:
        path, content = written(key)
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
