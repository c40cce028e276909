"""Has LibreOffice open what we write, and compares what it finds and gives back.

Usage: python scripts/check_interop.py FOLDER [--format KEY ...]

Needs `soffice` (Debian: libreoffice-writer-nogui). FOLDER keeps, for each format, our file, LibreOffice's PDF of it and
the file as LibreOffice saves it again. The table that is printed says how much of each kind comes back.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from retrowriter import formats  # noqa: E402 - the path comes first
from retrowriter.document.model import Break, Document, Note, Picture, Run, Table  # noqa: E402
from retrowriter.formats.flow import paragraphs  # noqa: E402
from tests.helpers.memo import MEMO  # noqa: E402

KEYS = ("rtf", "docx", "odt", "html")
TIME_LIMIT = 180
_FILTERS = {"html": "html:HTML (StarWriter)", "txt": "txt:Text (encoded):UTF8"}


def words(document: Document) -> list[str]:
    """The words of the text, notes, headers and footers, in order."""
    return [word for paragraph in paragraphs(document) for word in paragraph.text.split()]


def styles(document: Document) -> list[str]:
    """The styles of all paragraphs."""
    return [paragraph.style for paragraph in paragraphs(document)]


def letters(document: Document) -> list[object]:
    """Runs that are bold, italic, underlined, coloured, raised or linked, with their text."""
    return [
        (
            run.text,
            run.format.bold,
            run.format.italic,
            run.format.underline,
            run.format.color,
            run.format.script,
            run.link,
        )
        for paragraph in paragraphs(document)
        for run in paragraph.content
        if isinstance(run, Run) and run.text.strip() and (run.link or run.format.bold or run.format.italic)
    ]


def tables(document: Document) -> list[object]:
    """The cells of all tables: how far each reaches, its shading and its text."""
    return [
        (cell.columns, cell.rows, cell.shading, tuple(part.text for part in cell.blocks))
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]


def pictures(document: Document) -> list[object]:
    """Size and bytes of all pictures."""
    return [
        (round(item.width), round(item.height), document.pictures.get(item.name, b""))
        for paragraph in paragraphs(document)
        for item in paragraph.content
        if isinstance(item, Picture)
    ]


def lists(document: Document) -> list[object]:
    """Kind, level and text of all items."""
    return [(part.list, part.list_level, part.text) for part in paragraphs(document) if part.list]


def notes(document: Document) -> list[object]:
    """The text of the footnotes, in the order of their marks."""
    found = [item.name for part in paragraphs(document) for item in part.content if isinstance(item, Note)]
    return [" ".join(part.text for part in document.notes.get(name, ())).strip() for name in found]


def apart(document: Document) -> list[object]:
    """Headers and footers."""
    return [tuple(part.text for part in found) for found in (document.header, document.footer)]


def pages(document: Document) -> list[object]:
    """The paper, and where pages end."""
    setup = document.page
    breaks = sum(isinstance(block, Break) for block in document.blocks)
    breaks += sum(bool(part.format.page_break_before) for part in paragraphs(document))
    return [round(setup.width), round(setup.height), round(setup.left), round(setup.right), breaks]


MEASURES: tuple[Callable[[Document], list], ...] = (
    words,
    styles,
    letters,
    tables,
    pictures,
    lists,
    notes,
    apart,
    pages,
)


def common(ours: list, theirs: list) -> str:
    """How many of ours are among theirs, "9/10"."""
    rest = list(theirs)
    kept = 0
    for entry in ours:
        if entry in rest:
            rest.remove(entry)
            kept += 1
    return f"{kept}/{len(ours)}"


def convert(source: Path, folder: Path, ending: str, profile: Path) -> Path:
    """Has LibreOffice save a file in another format."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", _FILTERS.get(ending, ending), "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT)
    result = folder / f"{source.stem}.{ending}"
    if not result.exists():
        raise SystemExit(f"LibreOffice did not open {source.name}.")
    return result


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", action="append", choices=KEYS, dest="keys")
    arguments = parser.parse_args()
    head = ["format", "pages", "words of the PDF", *(f"{measure.__name__}" for measure in MEASURES)]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    with tempfile.TemporaryDirectory() as folder:
        for key in arguments.keys or KEYS:
            print(f"| {' | '.join(check(key, arguments.folder, Path(folder) / 'profile'))} |", flush=True)


def check(key: str, folder: Path, profile: Path) -> list[str]:
    """A row of the table."""
    from pypdf import PdfReader

    chosen = formats.find(key)
    assert chosen.read is not None
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"ours-{key}{chosen.suffixes[0]}"
    source.write_bytes(chosen.write(MEMO))
    ours = chosen.read(source.read_bytes())
    pdf = PdfReader(convert(source, folder, "pdf", profile))
    shown = [word for page in pdf.pages for word in page.extract_text().split()]
    theirs = chosen.read(convert(source, folder / "again", chosen.suffixes[0][1:], profile).read_bytes())
    row = [key, str(len(pdf.pages)), common(words(ours), shown)]
    return row + [common(measure(ours), measure(theirs)) for measure in MEASURES]


if __name__ == "__main__":
    main()
