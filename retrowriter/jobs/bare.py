"""Measures the bare decode loop of llama.cpp, for `retrowriter bench`: one JSON request in, one JSON answer out.

Request: {"path": FILE, "tokens": N, "after": N, "threads": N}; answer: {"tokens_per_s": X}.
"""

import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Answers one request; returns the exit code."""
    out = os.dup(1)
    os.dup2(2, 1)
    request = json.loads(sys.stdin.readline())
    from retrowriter.engine.llama import bare_speed

    tokens, after, threads = (int(request.get(name, 0)) for name in ("tokens", "after", "threads"))
    speed = bare_speed(Path(request["path"]), tokens, after, threads)
    os.write(out, json.dumps({"tokens_per_s": speed}).encode() + b"\n")
    return 0
