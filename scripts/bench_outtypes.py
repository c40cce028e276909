"""Which quantisation for the embedded model? Size, bits per byte and speed of each, from one adapter.

usage: python scripts/bench_outtypes.py ADAPTER --base BASE.gguf [--outtype q8_0 ...] [--texts FILE.jsonl] [--n 40]

The adapter is merged into the base and written in each type; the texts (the validation split of the exemplars, unless
others are named) are scored through the engine; the speed is that of llama.cpp's bare decode loop, the median of three
runs taken in turn, so that what else the machine does falls on all types alike.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.records import Item

ROOT = Path(__file__).resolve().parent.parent
OUTTYPES = ["f16", "q8_0", "q6_k", "q5_k_m", "q4_k_m", "q4_0", "iq4_nl"]
_ROUNDS = 3
_TOKENS = 128


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adapter", type=Path, help="a PEFT folder")
    parser.add_argument("--base", type=Path, required=True, help="the GGUF file into which it is merged")
    parser.add_argument("--outtype", nargs="+", default=OUTTYPES)
    parser.add_argument("--texts", type=Path, help="JSON lines with type, year, brief, text")
    parser.add_argument("--n", type=int, default=40, help="texts at most (40)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Converts, scores, times, prints."""
    arguments = make_parser().parse_args(argv)
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
    from evaluation.generation import Engine

    from retrowriter.engine.protocol import ModelChoice

    items = _items(arguments.texts, arguments.n)
    rows: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="outtypes-", dir=arguments.base.resolve().parent) as folder:
        files = {outtype: Path(folder) / f"{outtype}.gguf" for outtype in arguments.outtype}
        for outtype, path in files.items():
            command = [sys.executable, str(ROOT / "scripts/convert_to_gguf.py"), str(arguments.adapter)]
            command += ["--base", str(arguments.base), "--outtype", outtype, "-o", str(path)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            model = ModelChoice(path=str(path), context=4096, gpu_layers=0, threads=arguments.threads)
            with Engine(model, 1, lambda _line: None) as engine:
                scores = engine.score(items)
            nats, size = sum(score.nats for score in scores), sum(score.bytes for score in scores)
            rows[outtype] = {"bits_per_byte": nats / math.log(2) / size, "mb": path.stat().st_size / 1e6}
            print(f"{outtype}: {rows[outtype]}", file=sys.stderr, flush=True)
        speeds: dict[str, list[float]] = {outtype: [] for outtype in files}
        for _ in range(_ROUNDS):
            for outtype, path in files.items():
                speeds[outtype].append(_speed(path, arguments.threads))
    for outtype, row in rows.items():
        row["tokens_per_s"] = statistics.median(speeds[outtype])
    if arguments.json:
        print(json.dumps(rows))
        return 0
    print("| type | MB | bits per byte | tokens/s |\n|---|---|---|---|")
    for outtype, row in rows.items():
        print(f"| {outtype} | {row['mb']:.0f} | {row['bits_per_byte']:.4f} | {row['tokens_per_s']:.1f} |")
    return 0


def _items(path: Path | None, count: int) -> "list[Item]":
    from evaluation.records import items_of, read_rows

    if path is not None:
        return items_of(read_rows(path))[:count]
    folder = ROOT / "assets" / "training"
    wanted = set(json.loads((folder / "split.json").read_text(encoding="utf-8"))["valid"])
    rows = [row for file in sorted(folder.glob("*.jsonl")) for row in read_rows(file)]
    return [item for item in items_of(rows) if item.id in wanted][:count]


def _speed(path: Path, threads: int) -> float:
    request = json.dumps({"path": str(path), "tokens": _TOKENS, "threads": threads})
    command = [sys.executable, "-m", "retrowriter", "--job", "bare"]
    answer = subprocess.run(command, input=request + "\n", capture_output=True, text=True, check=True, cwd=ROOT)
    return float(json.loads(answer.stdout.splitlines()[-1])["tokens_per_s"])


if __name__ == "__main__":
    sys.exit(main())
