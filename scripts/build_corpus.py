"""Makes a training set of documents: cleaned, filtered, labelled, with briefs, split and balanced.

usage: python scripts/build_corpus.py INPUT ... [--held-out INPUT ...] [--out DIR]

INPUT is a folder or a file: plain text, Markdown, HTML, or JSON lines of documents {"text", "title", "genre", "year",
"family", ...} and of hand-written exemplars (assets/training/). In DIR it leaves
    train.jsonl          training and validation rows, as scripts/train_lora.py reads them
    documents.jsonl      the documents of the training split, whole, for evaluate.py --training
    held-out.jsonl       those of --held-out, for evaluate.py --documents
    report.md, .json     what was dropped and why, what was changed, what is left

Nothing is random: the same input and options give the same files. docs/data-policy.md says what is kept out.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.documents import Document

ROOT = Path(__file__).resolve().parents[1]


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(
        prog="build_corpus.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    found.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="folders and files to learn from")
    found.add_argument(
        "--held-out", nargs="+", type=Path, default=[], metavar="INPUT", help="to be tested on, never learned"
    )
    found.add_argument("--out", type=Path, default=Path("runs/corpus"), help="folder for the results (runs/corpus)")
    found.add_argument("--split", type=Path, help="names the held-out exemplars (the split.json beside each file)")
    found.add_argument("--years", type=_years, default=(1985, 1999), help="first and last year (1985-1999)")
    found.add_argument("--year", type=int, default=0, help="the year of documents that don't say theirs (left out)")
    found.add_argument("--type", default="", help="the type of documents that don't show theirs")
    found.add_argument(
        "--keep-contacts", action="store_true", help="leave addresses and telephone numbers: for documents of your own"
    )
    found.add_argument("--quota", type=int, default=60, help="documents of each main type, others half as many (60)")
    found.add_argument("--briefs", type=int, default=1, help="different briefs for each whole document (1)")
    found.add_argument("--room", type=int, default=2600, help="characters of one row; 1,024 tokens hold 2,600 (2600)")
    found.add_argument("--seed", type=int, default=1995, help="of all choices (1995)")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Builds the training set; 0 when it is written, 1 with a sentence on standard error when not."""
    options = parser().parse_args(arguments)
    sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "scripts")) if path not in sys.path]
    from retrowriter.errors import UserError

    try:
        build(options)
    except UserError as error:
        print(f"{error.message} {error.hint}".strip(), file=sys.stderr)
        return 1
    return 0


def build(options: argparse.Namespace) -> dict[str, Any]:
    """Reads, filters, splits, chooses and writes; returns what the report says."""
    from corpus import duplicates, filters, policy, reading, report, selection
    from corpus.briefs import KeyWords
    from corpus.documents import Tally

    from retrowriter.errors import UserError
    from retrowriter.text.document_types import BY_KEY

    started = time.monotonic()
    tally = Tally()
    material = reading.read(options.inputs, options.held_out, options.split, tally)
    read = len(material.documents)
    exemplars = [one for one in material.exemplars if not policy.is_sealed(f"{one.row.get('brief', '')}\n{one.text}")]
    tally.change("hand-written rows left out, sealed for evaluation", len(material.exemplars) - len(exemplars))
    _say(f"{read} documents and {len(material.exemplars)} hand-written rows read.")
    if options.type and options.type not in BY_KEY:
        raise UserError("type", f"There is no document type {options.type!r}.", f"Types: {', '.join(BY_KEY)}.")
    first, last = options.years
    wanted = filters.Wanted(first, last, options.year, options.type)
    documents = filters.passed(material.documents, lambda one: filters.prepare(one, wanted, tally), tally)
    stock = duplicates.stock_paragraphs(documents)
    documents = filters.passed(documents, lambda one: filters.judge(one, stock, options.keep_contacts, tally), tally)
    pairs = duplicates.similar(documents)
    families = duplicates.families(documents, pairs)
    documents = duplicates.without_duplicates(documents, pairs, tally)
    sealed = {families[one.id] for one in documents if one.held_out}
    held_out = [one for one in documents if one.held_out]
    learned = []
    for one in documents:
        if not one.held_out and families[one.id] in sealed:
            tally.drop("of the family of a held-out document", one)
        elif not one.held_out:
            learned.append(one)
    plan = selection.Plan(options.quota, options.room, options.seed, options.briefs)
    words = KeyWords(one.text for one in documents)
    train, valid = selection.rows_of_exemplars(exemplars, plan)
    split = selection.splits_of(learned, families)
    chosen = selection.choose([one for one in learned if split[one.id] == "train"], plan)
    train += selection.rows_of_documents(chosen, words, plan, "train")
    checked = selection.spread([one for one in learned if split[one.id] == "valid"], selection.MOST_VALID)
    valid += selection.rows_of_documents(checked, words, plan, "valid")
    if not train:
        raise UserError("no_rows", "Nothing is left to train on.", "Look at the options --years, --year and --type.")
    content = report.figures(read, len(material.exemplars), learned, tally, train, valid)
    content["settings"] = {
        "quota": plan.quota,
        "room": plan.room,
        "seed": plan.seed,
        "briefs": plan.briefs,
        "years": options.years,
    }
    _write(options.out, "train.jsonl", _lines(train + valid))
    _write(options.out, "documents.jsonl", _lines([_described(one) for one in learned if split[one.id] == "train"]))
    _write(options.out, "held-out.jsonl", _lines([_described(one) for one in held_out]))
    _write(options.out, "report.json", json.dumps(content, indent=1) + "\n")
    _write(options.out, "report.md", report.markdown(content))
    _say(
        f"{len(train)} training and {len(valid)} validation rows in {options.out} ({time.monotonic() - started:.0f} s)."
    )
    return content


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def _described(document: "Document") -> dict[str, Any]:
    return {
        "id": document.id, "title": document.title, "genre": document.type, "year": document.year,
        "source": document.source, "license": document.license, "quality": round(document.quality, 3),
        "text": document.text,
    }  # fmt: skip


def _lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def _write(folder: Path, name: str, text: str) -> None:
    from retrowriter.files import atomic_writer

    with atomic_writer(folder / name) as file:
        file.write(text.encode("utf-8"))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
