"""Measures on this machine how fast the program is.

The keys of the JSON object:
  stream_ratio           tokens_per_s divided by bare_tokens_per_s, median of the rounds
  tokens_per_s           of the whole path: child, protocol, insertion into the window
  bare_tokens_per_s      of llama.cpp's decode loop alone: same model, threads, tokens, and number of those before
  prompt_tokens_per_s    reading a prompt of about 1,000 tokens
  first_token_cold_s     from the command to the first text, in a document of about 1,000 tokens
  first_token_reused_s   the same once the model has read the document
  window_editable_s      from the start of the program until a typed letter is on the screen
  model_ready_s          from the start of the program until the model is in memory
  loop_gap_max_ms, loop_gap_p99_ms, key_paint_p95_ms
                         gaps of the event loop, and from key to paint, while text streams into a document
                         of 100,000 words and a key is typed every 50 ms
  save_long_s, open_long_s
                         saving that document in the program's own format, and opening it until it can be edited
  replace_all_s, replace_gap_max_ms
                         replacing each "the" of it (about 14,000), and the longest gap of the event loop meanwhile
  spell_page_ms          checking the spelling of a page of 500 different words, until its marks are known
  idle_cpu_percent       of one processor, window and children, while nothing happens
  rss_window_mb, rss_child_mb
                         peak memory
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from retrowriter.commands import common
from retrowriter.errors import UserError
from retrowriter.models import gguf

_LABELS = {
    "stream_ratio": ("Streaming against the bare loop", "{:.3f}"),
    "tokens_per_s": ("Tokens a second, whole path", "{:.1f}"),
    "bare_tokens_per_s": ("Tokens a second, bare loop", "{:.1f}"),
    "prompt_tokens_per_s": ("Prompt tokens a second", "{:.0f}"),
    "first_token_cold_s": ("First token, cold", "{:.2f} s"),
    "first_token_reused_s": ("First token, document known", "{:.3f} s"),
    "window_editable_s": ("Start to editable window", "{:.2f} s"),
    "model_ready_s": ("Start to model ready", "{:.2f} s"),
    "loop_gap_max_ms": ("Longest gap of the event loop", "{:.1f} ms"),
    "loop_gap_p99_ms": ("99 % of the gaps are below", "{:.1f} ms"),
    "key_paint_p95_ms": ("95 % of the keys are painted in", "{:.1f} ms"),
    "save_long_s": ("Saving the long document", "{:.2f} s"),
    "open_long_s": ("Opening it", "{:.2f} s"),
    "replace_all_s": ("Replacing 14,000 words in it", "{:.2f} s"),
    "replace_gap_max_ms": ("Longest gap meanwhile", "{:.1f} ms"),
    "spell_page_ms": ("Checking the spelling of a page", "{:.1f} ms"),
    "idle_cpu_percent": ("Processor while idle", "{:.2f} %"),
    "rss_window_mb": ("Peak memory, window", "{:.0f} MB"),
    "rss_child_mb": ("Peak memory, engine", "{:.0f} MB"),
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `bench`."""
    parser = subparsers.add_parser(
        "bench",
        help="measure speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", default="embedded", help="a GGUF file (default: embedded)")
    number, seconds = common.whole_number, common.number(0.1, 3600)
    parser.add_argument(
        "--tokens", type=number(2, 4096), default=256, metavar="N", help="length of each document (256)"
    )
    parser.add_argument("--rounds", type=number(1, 1000), default=3, metavar="N", help="how many documents (3)")
    parser.add_argument(
        "--words", type=number(100, 10**7), default=100_000, metavar="N", help="length of the long one (100,000)"
    )
    parser.add_argument(
        "--keys", type=number(2, 10**5), default=200, metavar="N", help="how many keys are typed in it (200)"
    )
    parser.add_argument("--idle", type=seconds, default=10.0, metavar="S", help="seconds of idling (10)")
    parser.add_argument("--screen", action="store_true", help="show the window instead of measuring it offscreen")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Measures; returns the exit code. Raises UserError."""
    model = common.model_choice(arguments.model).path
    gguf.read_header(Path(model))  # says what is wrong with a file before a window waits for it
    with tempfile.TemporaryDirectory(prefix="retrowriter-bench-") as folder:
        figures = _measure(arguments, model, folder)
    if arguments.json:
        print(json.dumps({key: round(figures[key], 4) for key in _LABELS}))
    else:
        for key, (label, form) in _LABELS.items():
            print(f"{label:34} {form.format(figures[key])}")
    return 0


def _measure(arguments: argparse.Namespace, model: str, folder: str) -> dict[str, float]:
    # A home of its own: neither the writer's settings nor the list of files are touched.
    environment = {**os.environ, "RETROWRITER_HOME": folder}
    if not arguments.screen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    plan = {
        "model": str(Path(model).resolve()),
        "folder": folder,
        "tokens": arguments.tokens,
        "rounds": arguments.rounds,
        "words": arguments.words,
        "keys": arguments.keys,
        "idle_seconds": arguments.idle,
    }
    command = [sys.executable, "-m", "retrowriter.commands.bench"]
    request = json.dumps({**plan, "started": time.time()})
    result = subprocess.run(command, input=request, capture_output=True, text=True, env=environment, check=False)
    if result.returncode != 0:
        last = result.stderr.strip().splitlines()[-1:] or ["it ended without a word"]
        raise UserError("bench_failed", f"The window could not be measured: {last[0]}")
    return dict(json.loads(result.stdout.splitlines()[-1]))


def _measure_here() -> None:
    from retrowriter.ui import measure

    plan = measure.Plan(**json.loads(sys.stdin.readline()))
    print(json.dumps(measure.run(plan)), flush=True)


if __name__ == "__main__":
    _measure_here()
