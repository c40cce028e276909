"""Measures the converter beside llama.cpp's own: time and peak memory, both in one run, turn about.

usage: python scripts/bench_convert.py MODEL_FOLDER --llama-cpp TREE [--python PYTHON] [--outtype f16 q8_0] [--repeat 3]

TREE is llama.cpp's source tree (vendor/llama.cpp in the sdist of llama-cpp-python); PYTHON one that has torch and
transformers, which llama.cpp's converter needs. A time is the median of the runs, from starting the process to its
end; the peak is the largest resident set of any run (ru_maxrss). Trust the ratios.
"""

import argparse
import filecmp
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="a Hugging Face model folder")
    parser.add_argument("--llama-cpp", type=Path, required=True, metavar="TREE")
    parser.add_argument("--python", default=sys.executable, help="runs llama.cpp's converter; default: this one")
    parser.add_argument("--outtype", nargs="+", default=["f16", "q8_0"], choices=["f32", "f16", "bf16", "q8_0"])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Measures, prints, and returns 1 when the two files differ."""
    arguments = make_parser().parse_args(argv)
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-convert-", dir=arguments.model.resolve().parent) as folder:
        for outtype in arguments.outtype:
            rows.append(_measure(arguments, outtype, Path(folder)))
    if arguments.json:
        print(json.dumps({"rows": rows}))
    else:
        _print(rows)
    return 0 if all(row["same"] for row in rows) else 1


def _measure(arguments: argparse.Namespace, outtype: str, folder: Path) -> dict[str, object]:
    ours, theirs = folder / f"ours-{outtype}.gguf", folder / f"theirs-{outtype}.gguf"
    convert = [sys.executable, str(_ROOT / "scripts/convert_to_gguf.py"), str(arguments.model), "-o", str(ours)]
    convert += ["--outtype", outtype, "--force"]
    oracle = [arguments.python, str(arguments.llama_cpp / "convert_hf_to_gguf.py"), str(arguments.model)]
    oracle += ["--outfile", str(theirs), "--outtype", outtype]
    environment = {**os.environ, "PYTHONPATH": str(arguments.llama_cpp / "gguf-py"), "HF_HUB_OFFLINE": "1"}
    runs: dict[str, list[tuple[float, float]]] = {"ours": [], "theirs": []}
    for _ in range(arguments.repeat):
        runs["ours"].append(_run(convert, None))
        runs["theirs"].append(_run(oracle, environment))
    row: dict[str, object] = {"outtype": outtype, "same": filecmp.cmp(ours, theirs, shallow=False)}
    for name, measured in runs.items():
        row[f"{name}_s"] = round(statistics.median(seconds for seconds, _ in measured), 2)
        row[f"{name}_mb"] = round(max(peak for _, peak in measured))
    return row


def _run(command: list[str], environment: dict[str, str] | None) -> tuple[float, float]:
    """Seconds and peak resident megabytes (10^6 bytes) of a process.

    The peak counts this process's own memory too, at the moment of the fork: so nothing large is kept here.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise SystemExit(f"{command[1]} failed:\n{errors.decode(errors='replace')[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss * unit / 1e6


def _print(rows: list[dict[str, object]]) -> None:
    print(f"{'type':<6} {'here':>16} {'llama.cpp':>16} {'faster':>8} {'memory':>8}  file")
    for row in rows:
        ours = f"{row['ours_s']} s, {row['ours_mb']} MB"
        theirs = f"{row['theirs_s']} s, {row['theirs_mb']} MB"
        faster = f"{float(row['theirs_s']) / float(row['ours_s']):.1f} x"  # type: ignore[arg-type]
        memory = f"1/{float(row['theirs_mb']) / float(row['ours_mb']):.1f}"  # type: ignore[arg-type]
        same = "the same bytes" if row["same"] else "DIFFERENT"
        print(f"{row['outtype']:<6} {ours:>16} {theirs:>16} {faster:>8} {memory:>8}  {same}")


if __name__ == "__main__":
    sys.exit(main())
