"""A base model of two layers with random weights, and rows to train it on."""

import json
from pathlib import Path

from helpers import checkpoints

CONFIG = """
base = "{base}"
rank = 4
alpha = 8
dropout = 0.1
lengths = [512, 768]
batch_tokens = 1536
rate = 5e-3
warmup = 2
epochs = 4.0
threads = 1
valid_steps = 2
checkpoint_minutes = 60.0
"""


def base_model(folder: Path, monkeypatch) -> Path:
    """Makes the folder of a random model of two layers with a chat template."""
    make_tokenizer, overrides = checkpoints.CASES["llama"]
    layers = {**overrides, "num_hidden_layers": 2, "max_position_embeddings": 2048}
    monkeypatch.setitem(checkpoints.CASES, "two layers", (make_tokenizer, layers))
    checkpoints.model(folder, "two layers")
    return folder


def config_file(path: Path, base: Path, **changes) -> Path:
    """Writes a configuration for it."""
    lines = [line for line in CONFIG.format(base=base).splitlines() if line.partition(" =")[0] not in changes]
    path.write_text("\n".join([*lines, *(f"{name} = {json.dumps(value)}" for name, value in changes.items())]) + "\n")
    return path


def data_file(path: Path, train: int = 24, valid: int = 3) -> Path:
    """Writes drafts, continuations and rewrites."""
    rows = []
    for number in range(train + valid):
        text = f"MEMO\n\nThe room {number} will be painted on Monday.\n\nPlease use room {number + 1} until then."
        row = {
            "kind": "draft",
            "brief": {"what": f"room {number} is painted", "type": "memo", "year": 1995},
            "text": text,
            "split": "train" if number < train else "valid",
            "source": "memos",
        }
        if number % 3 == 1:
            row |= {"kind": "continue", "prefix": text[:40], "text": text[40:]}
        elif number % 3 == 2:
            row |= {"kind": "rewrite", "passage": f"Room {number}: paint job!", "year": 1995}
        rows.append(row)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def log_of(folder: Path) -> list[dict]:
    """The lines of log.jsonl."""
    return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
