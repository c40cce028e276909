"""The bench runs from end to end, with small numbers; the real ones are measured on a quiet machine."""

import json
import re
import subprocess
import sys

import pytest

from retrowriter.commands import bench

pytestmark = [pytest.mark.end2end, pytest.mark.slow, pytest.mark.timeout(300)]

KEYS = [
    "stream_ratio",
    "tokens_per_s",
    "bare_tokens_per_s",
    "prompt_tokens_per_s",
    "first_token_cold_s",
    "first_token_reused_s",
    "window_editable_s",
    "model_ready_s",
    "loop_gap_max_ms",
    "loop_gap_p99_ms",
    "key_paint_p95_ms",
    "save_long_s",
    "open_long_s",
    "replace_all_s",
    "replace_gap_max_ms",
    "spell_page_ms",
    "idle_cpu_percent",
    "rss_window_mb",
    "rss_child_mb",
]
SMALL = ["--tokens", "4", "--rounds", "1", "--words", "2000", "--keys", "4", "--idle", "0.3"]


def test_all_figures_are_measured(embedded_model):
    command = [sys.executable, "-m", "retrowriter", "bench", "--model", str(embedded_model), *SMALL, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    figures = json.loads(line)
    assert list(figures) == KEYS
    assert all(value > 0 for key, value in figures.items() if key != "idle_cpu_percent"), figures
    assert figures["first_token_reused_s"] < figures["first_token_cold_s"]
    assert figures["loop_gap_p99_ms"] <= figures["loop_gap_max_ms"]
    assert figures["window_editable_s"] < figures["model_ready_s"] + 5


def test_every_figure_is_explained():
    assert set(re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", bench.__doc__)) == set(KEYS)


def test_a_model_that_is_none_is_one_sentence(tmp_path):
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"nothing")
    command = [sys.executable, "-m", "retrowriter", "bench", "--model", str(bad), *SMALL]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "not a GGUF" in done.stderr
