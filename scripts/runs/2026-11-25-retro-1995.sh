#!/usr/bin/env bash
# The training run of Retro-1995 135M: four stages, with means of their weights between. Called from the checkout, with the
# environment of scripts/test.py. CORPUS is a folder with the period documents (docs/data-policy.md); without it, the rows from
# assets/training alone can be learned. On one core of two the stages took 43, 57, 45 and 43 minutes.
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

# mean OUT ADAPTER=SHARE ...: an adapter whose weights are the mean of others.
mean() {
    $PY - "$@" <<'PYTHON'
import shutil, sys
import torch
from safetensors.torch import load_file, save_file
out, *parts = sys.argv[1:]
named = [part.rpartition("=")[::2] for part in parts]
loaded = [(load_file(f"{folder}/adapter_model.safetensors"), float(share)) for folder, share in named]
mean = {
    name: sum(weights[name].float() * share for weights, share in loaded).to(torch.bfloat16).contiguous()
    for name in loaded[0][0]
}
shutil.copytree(named[-1][0], out, dirs_exist_ok=True)
save_file(mean, f"{out}/adapter_model.safetensors", {"format": "pt"})
PYTHON
}
mean runs/ab runs/a/out/best=0.3 runs/b/out/best=0.7

# Stage 3: documents that no stage has seen, half of the drafts of the exemplars.
$PY scripts/build_corpus.py assets/training "$CORPUS/corpus-train.jsonl" --held-out "$CORPUS/corpus-valid.jsonl" \
    --quota 150 --out runs/c/corpus
$PY - runs/c <<'PYTHON'
import json, random, sys
random.seed(3)
before = {json.loads(line)["text"] for line in open("runs/a/train.jsonl")}
seen = set()
with open(f"{sys.argv[1]}/train.jsonl", "w") as out:
    for line in open(f"{sys.argv[1]}/corpus/train.jsonl"):
        row = json.loads(line)
        if row["split"] == "train":
            row["repeat"] = 1
            if row["source"] == "exemplars":
                if row["kind"] == "draft":
                    if row["text"] in seen:
                        continue
                    seen.add(row["text"])
                    if random.random() > 0.5:
                        continue
                elif row["kind"] == "continue" and random.random() > 0.4:
                    continue
            elif row["text"] in before or (row["kind"] == "continue" and random.random() > 0.35):
                continue
        out.write(json.dumps(row) + "\n")
PYTHON
$PY scripts/train_lora.py scripts/configs/retro-1995-stage3.toml --base runs/base --data runs/c/train.jsonl \
    --init runs/ab --out runs/c/out --minutes 46
mean runs/abc runs/ab=0.5 runs/c/out/best=0.5

# Stage 4: the exemplars that were written last, with two briefs each; some of the others; a few documents.
$PY scripts/build_corpus.py assets/training "$CORPUS/corpus-train.jsonl" --held-out "$CORPUS/corpus-valid.jsonl" \
    --quota 40 --out runs/d/corpus
$PY - runs/d <<'PYTHON'
import json, random, sys
random.seed(4)
last = {json.loads(line)["brief"] for name in "ef" for line in open(f"assets/training/more-{name}.jsonl")}
rows = [json.loads(line) for line in open(f"{sys.argv[1]}/corpus/train.jsonl")]
drafts = [row for row in rows if row["source"] == "exemplars" and row["kind"] == "draft" and row["split"] == "train"]
kept = set(map(id, random.sample([row for row in drafts if row["brief"]["what"] not in last], 520)))
with open(f"{sys.argv[1]}/train.jsonl", "w") as out:
    for row in rows:
        if row["split"] == "train":
            row["repeat"] = 1
            if row["source"] == "documents":
                if row["kind"] == "continue" or random.random() > 0.42:
                    continue
            elif row["kind"] == "draft":
                if row["brief"]["what"] not in last and id(row) not in kept:
                    continue
            elif row["kind"] == "continue" and random.random() > 0.16:
                continue
        out.write(json.dumps(row) + "\n")
PYTHON
$PY scripts/train_lora.py scripts/configs/retro-1995-stage4.toml --base runs/base --data runs/d/train.jsonl \
    --init runs/abc --out runs/d/out --minutes 43
mean runs/retro-1995-135m runs/c/out/best=0.25 runs/d/out/best=0.75
