#!/usr/bin/env bash
# The training run of Retro-1995 135M: two stages, then the mean of both. Called from the checkout, with the environment of
# scripts/test.py. CORPUS is a folder with the period documents (docs/data-policy.md); without it, stage 2 alone can be run
# from assets/training. On one core of two it took 43 and 57 minutes.
set -eu
PY=.venv/bin/python
BASE_GGUF=$1   # SmolLM2-135M-Instruct.Q4_1.gguf
CORPUS=$2

$PY scripts/unpack_base.py "$BASE_GGUF" runs/base

# Stage 1: period documents, and one draft of each exemplar (exemplars.jsonl, more-a, more-b).
$PY scripts/build_corpus.py assets/training/exemplars.jsonl assets/training/more-a.jsonl assets/training/more-b.jsonl \
    "$CORPUS/corpus-train.jsonl" --held-out "$CORPUS/corpus-valid.jsonl" --quota 60 --out runs/a/corpus
$PY - runs/a <<'PYTHON'
import json, sys
seen = set()
with open(f"{sys.argv[1]}/train.jsonl", "w") as out:
    for line in open(f"{sys.argv[1]}/corpus/train.jsonl"):
        row = json.loads(line)
        if row["split"] == "train" and row["source"] == "exemplars":
            if row["kind"] != "draft" or row["text"] in seen:
                continue
            seen.add(row["text"])
        out.write(json.dumps(row) + "\n")
PYTHON
$PY scripts/train_lora.py scripts/configs/retro-1995-stage1.toml --base runs/base --data runs/a/train.jsonl --out runs/a/out --minutes 43

# Stage 2: the exemplars with other names and numbers, a part of their continuations, a few documents.
$PY scripts/build_corpus.py assets/training "$CORPUS/corpus-train.jsonl" --held-out "$CORPUS/corpus-valid.jsonl" \
    --quota 16 --out runs/b/corpus
$PY - runs/b <<'PYTHON'
import json, random, sys
random.seed(2)
with open(f"{sys.argv[1]}/train.jsonl", "w") as out:
    for line in open(f"{sys.argv[1]}/corpus/train.jsonl"):
        row = json.loads(line)
        if row["split"] != "valid":
            row["repeat"] = 1
            if row["source"] == "documents" and (row["kind"] != "draft" or random.random() > 0.45):
                continue
            if row["source"] == "exemplars" and row["kind"] == "continue" and random.random() > 0.27:
                continue
        out.write(json.dumps(row) + "\n")
PYTHON
$PY scripts/train_lora.py scripts/configs/retro-1995-stage2.toml --base runs/base --data runs/b/train.jsonl \
    --init runs/a/out/best --out runs/b/out --minutes 62

# The weights in between: 0.3 of stage 1, 0.7 of stage 2.
$PY - <<'PYTHON'
import shutil
import torch
from safetensors.torch import load_file, save_file
one, two = (load_file(f"runs/{run}/out/best/adapter_model.safetensors") for run in "ab")
mean = {name: (one[name].float() * 0.3 + two[name].float() * 0.7).to(torch.bfloat16).contiguous() for name in two}
shutil.copytree("runs/b/out/best", "runs/retro-1995-135m", dirs_exist_ok=True)
save_file(mean, "runs/retro-1995-135m/adapter_model.safetensors", {"format": "pt"})
PYTHON
