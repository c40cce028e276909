"""From a folder of documents to a draft: corpus, training, a kill, adapter, GGUF, engine; with a random small model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import training as made

from retrowriter.convert import convert
from retrowriter.paths import asset

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import build_corpus  # noqa: E402
import train_lora  # noqa: E402

# peft asks transformers by an older name.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")


def test_twenty_documents_become_a_model_that_drafts(tmp_path, monkeypatch):
    folder = tmp_path / "documents"
    folder.mkdir()
    lines = asset("training", "exemplars.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["type"] in ("memo", "letter", "report", "manual")][:20]
    for number, row in enumerate(rows):
        (folder / f"{row['type']}-{number}.txt").write_text(row["text"], encoding="utf-8")
    (folder / "brief.txt").write_text(
        "Liebe Kollegen, wir treffen uns am Montag um neun im Saal. " * 9, encoding="utf-8"
    )

    assert build_corpus.main([str(folder), "--year", "1995", "--out", str(tmp_path / "corpus")]) == 0
    report = json.loads((tmp_path / "corpus" / "report.json").read_text())
    assert report["read"]["documents"] == 21
    assert report["dropped"]["not English, or no running text"] == 1
    assert report["kept"]["documents"] >= 18
    data = tmp_path / "corpus" / "train.jsonl"
    rows_made = [json.loads(line) for line in data.read_text().splitlines()]
    assert sum(row["split"] == "train" for row in rows_made) >= 15
    assert sum(row["split"] == "valid" for row in rows_made) == 2
    assert {"draft", "continue"} <= {row["kind"] for row in rows_made}

    base = made.base_model(tmp_path / "base", monkeypatch)
    config = made.config_file(tmp_path / "config.toml", base, lengths=[768, 1536], batch_tokens=1536, steps=5, warmup=1)
    options = [str(config), "--data", str(data), "--out"]
    train_lora.main([*options, str(tmp_path / "whole")])
    train_lora.main([*options, str(tmp_path / "killed"), "--stop-after", "3"])
    train_lora.main([*options, str(tmp_path / "killed"), "--resume"])
    losses = [[one["loss"] for one in made.log_of(tmp_path / name) if "loss" in one] for name in ("whole", "killed")]
    assert len(losses[0]) == 5
    assert losses[0] == losses[1]
    assert losses[0][-1] < losses[0][0]

    model = tmp_path / "voice.gguf"
    convert(tmp_path / "killed" / "checkpoint", model, base=base, outtype="f16", title="Our Voice")
    command = [
        sys.executable,
        "-m",
        "retrowriter",
        "draft",
        "--model",
        str(model),
        "--brief",
        "memo about the new lamps",
    ]
    command += ["--type", "memo", "--tokens", "24", "--seed", "7", "--exact", "--json"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert events[-1]["event"] == "done"
    assert events[-1]["tokens"] > 0
    assert any(event["event"] == "text" for event in events)
