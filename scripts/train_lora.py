"""Trains a LoRA (or QLoRA) adapter on documents, with the very prompts that the program sends.

usage: python scripts/train_lora.py CONFIG.toml [--data FILE.jsonl ...] [--out DIR] [--resume] [--minutes N] [--steps N]

A data file holds one JSON object a line, as build_corpus.py writes it:
    kind      "draft" | "continue" | "rewrite"
    brief     the fields of retrowriter.text.prompt.Brief (draft, continue; may be missing for continue)
    text      what the model must write
    prefix    the document so far (continue); after: what follows the gap; passage, year: of a rewrite
    complete  false when the text is cut off, so that no end is taught (default true)
    split     "train" | "valid"; repeat: how often in an epoch (default 1)

A run writes to DIR: meta.json (commit, hashes of data and base, all settings, figures), log.jsonl (one line a report),
checkpoint/ (the newest, for --resume) and best/ (the adapter with the lowest validation loss, as a PEFT folder).
Run it again with --resume after a kill: it goes on exactly where the last checkpoint stood.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from retrowriter.text import prompt  # noqa: E402  # the checkout need not be installed

if TYPE_CHECKING:
    import torch

IGNORED = -100
PADDING = 256


@dataclass
class Config:
    """All settings of a run; a TOML file sets what differs from these.

    Attributes:
        base: folder or Hub name of the base model; revision: its commit on the Hub.
        rank, alpha, dropout: of LoRA, on all linear layers; init: an adapter folder to start from, "" for a new one.
        quantize: "" or "nf4" (QLoRA; needs CUDA and bitsandbytes).
        lengths: the padded lengths of batches in tokens; batch_tokens: tokens of one batch, padding counted.
        accumulate: batches for one step of the optimizer.
        rate: peak learning rate; warmup: steps; decay: share of the run in which it falls to zero (1 = cosine at once).
        epochs: passes over the data; steps: at most so many, 0 = by epochs.
        threads: of the CPU, 0 = all; compile: use torch.compile (pays after some minutes).
        checkpoint_minutes, valid_steps: how often to save and to validate; patience: validations without progress.
    """

    base: str
    revision: str = ""
    name: str = "run"
    rank: int = 32
    alpha: int = 64
    dropout: float = 0.05
    init: str = ""
    quantize: str = ""
    lengths: list[int] = field(default_factory=lambda: [256, 512, 1024])
    batch_tokens: int = 2048
    accumulate: int = 1
    rate: float = 5e-4
    warmup: int = 20
    decay: float = 1.0
    weight_decay: float = 0.0
    clip: float = 1.0
    epochs: float = 3.0
    steps: int = 0
    seed: int = 1995
    threads: int = 0
    compile: bool = False
    checkpoint_minutes: float = 5.0
    valid_steps: int = 50
    patience: int = 6
    data: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Example:
    """One tokenised example: the first `start` tokens are given, the rest is to be learned; `bytes` of the latter."""

    tokens: tuple[int, ...]
    start: int
    bytes: int


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path, help="a file of scripts/configs/")
    parser.add_argument("--data", nargs="+", help="data files in place of the config's")
    parser.add_argument("--base", help="base model in place of the config's")
    parser.add_argument("--init", help="adapter folder to start from")
    parser.add_argument("--out", type=Path, default=Path("runs/lora"), help="folder of the run")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in the folder")
    parser.add_argument("--minutes", type=float, default=0.0, help="plan the run for so many minutes from now")
    parser.add_argument("--steps", type=int, help="number of steps in place of the config's")
    parser.add_argument("--stop-after", type=int, default=0, help="stop after this step, as a kill would (for tests)")
    return parser


def load_config(arguments: argparse.Namespace) -> Config:
    """The settings of the file with those of the command line laid over it.

    Raises:
        SystemExit: an unknown setting, or no data.
    """
    values = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    unknown = set(values) - {item.name for item in fields(Config)}
    if unknown:
        raise SystemExit(f"{arguments.config}: unknown settings: {', '.join(sorted(unknown))}")
    for name in ("data", "base", "init", "steps"):
        if getattr(arguments, name) is not None:
            values[name] = getattr(arguments, name)
    config = Config(**values)
    if not config.data:
        raise SystemExit("no training data: name files with --data or in the config")
    return config


def conversation(row: dict[str, Any]) -> prompt.Conversation:
    """What the program would send for this row."""
    kind = row.get("kind", "draft")
    if kind == "rewrite":
        return prompt.rewrite(row["passage"], row.get("instruction", ""), row.get("year", prompt.DEFAULT_YEAR))
    brief = prompt.Brief(**row["brief"]) if row.get("brief") else None
    if kind == "continue":
        return prompt.continuation(row["prefix"], row.get("after", ""), brief, row.get("year", prompt.DEFAULT_YEAR))
    if brief is None:
        raise ValueError("a draft needs a brief")
    return prompt.draft(brief)


def tokenise(row: dict[str, Any], tokenizer: Any, template: prompt.ChatTemplate, longest: int) -> Example | None:
    """The row as tokens, cut at `longest`; None when the prompt alone is longer."""
    given = prompt.render(conversation(row), template)
    head = tokenizer(given, add_special_tokens=False)["input_ids"]
    body = tokenizer(row["text"], add_special_tokens=False)["input_ids"]
    whole = len(head) + len(body) + 1 <= longest
    if row.get("complete", True) and whole:
        body.append(tokenizer.eos_token_id)
    body = body[: max(0, longest - len(head))]
    if len(body) < 8:
        return None
    count = len(row["text"].encode()) if whole else len(tokenizer.decode(body).encode())
    return Example(tuple(head + body), len(head), count)


def plan_batches(examples: list[Example], config: Config) -> list[list[int]]:
    """All batches of the run, in order: examples of like length together, each epoch shuffled anew from the seed."""
    shuffle = random.Random(config.seed)
    batches: list[list[int]] = []
    for epoch in range(math.ceil(config.epochs)):
        order = list(range(len(examples)))
        shuffle.shuffle(order)
        if epoch + 1 > config.epochs:
            order = order[: round(len(order) * (config.epochs - epoch))]
        waiting: dict[int, list[int]] = {length: [] for length in config.lengths}
        made: list[list[int]] = []
        for index in order:
            length = next(size for size in config.lengths if size >= len(examples[index].tokens))
            waiting[length].append(index)
            if len(waiting[length]) * length >= config.batch_tokens:
                made.append(waiting[length])
                waiting[length] = []
        # What is left over goes out in short batches padded with empty rows, so that no new shape appears.
        made += [rest for rest in waiting.values() if rest]
        shuffle.shuffle(made)
        batches += made
    return batches


def learning_rate(step: int, total: int, config: Config) -> float:
    """Warm-up, then constant, then a half cosine to zero over the last `decay` of the run."""
    if step < config.warmup:
        return config.rate * (step + 1) / config.warmup
    start = max(config.warmup, round(total * (1 - config.decay)))
    if step < start:
        return config.rate
    return config.rate * 0.5 * (1 + math.cos(math.pi * (step - start) / max(1, total - start)))


def read_rows(paths: list[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Training rows (repeated as each asks) and validation rows."""
    train: list[dict[str, Any]] = []
    valid: list[dict[str, Any]] = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("split", "train") == "valid":
                valid.append(row)
            else:
                train += [row] * int(row.get("repeat", 1))
    return train, valid


class Trainer:
    """One run: model, optimizer, data, and what is needed to take it up again."""

    def __init__(self, config: Config, out: Path) -> None:
        import torch
        from transformers import AutoTokenizer

        torch.manual_seed(config.seed)
        if config.threads:
            torch.set_num_threads(config.threads)
        self.config, self.out = config, out
        self.tokenizer = AutoTokenizer.from_pretrained(config.base, revision=config.revision or None)
        source = self.tokenizer.chat_template
        template = prompt.ChatTemplate(source, self.tokenizer.bos_token or "", self.tokenizer.eos_token or "")
        train, valid = read_rows(config.data)
        longest = max(config.lengths)
        self.examples = [e for row in train if (e := tokenise(row, self.tokenizer, template, longest))]
        self.valid: dict[str, list[Example]] = {}
        for row in valid:
            if example := tokenise(row, self.tokenizer, template, longest):
                self.valid.setdefault(row.get("source", "valid"), []).append(example)
        self.batches = plan_batches(self.examples, config)
        if config.steps:
            self.batches = self.batches[: config.steps * config.accumulate]
        self.total = len(self.batches) // config.accumulate
        self.model = self._build_model()
        self.body = torch.compile(self.model.get_base_model().model) if config.compile else None
        trained = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.optimizer = torch.optim.AdamW(trained, lr=config.rate, betas=(0.9, 0.98), weight_decay=config.weight_decay)
        self.step = 0
        self.best = math.inf
        self.stale = 0
        self.seen = 0
        self.seconds = 0.0

    def _build_model(self) -> Any:
        import torch
        from peft import LoraConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training
        from transformers import AutoModelForCausalLM

        options: dict[str, Any] = {"revision": self.config.revision or None, "dtype": torch.bfloat16}
        if self.config.quantize == "nf4":
            from transformers import BitsAndBytesConfig

            options["quantization_config"] = BitsAndBytesConfig(
                load_in_4bit=True,
                bnb_4bit_quant_type="nf4",
                bnb_4bit_compute_dtype=torch.bfloat16,
                bnb_4bit_use_double_quant=True,
            )
        base = AutoModelForCausalLM.from_pretrained(self.config.base, **options)
        base.config.use_cache = False
        if self.config.quantize:
            base = prepare_model_for_kbit_training(base)
        elif torch.cuda.is_available():
            base = base.to("cuda")
        if self.config.init:
            return PeftModel.from_pretrained(base, self.config.init, is_trainable=True)
        lora = LoraConfig(
            r=self.config.rank,
            lora_alpha=self.config.alpha,
            lora_dropout=self.config.dropout,
            target_modules="all-linear",
            task_type="CAUSAL_LM",
        )
        return get_peft_model(base, lora)

    def loss(self, examples: list[Example]) -> tuple[torch.Tensor, int]:
        """Summed negative log-likelihood of the tokens to be learned, in nats, and how many they are."""
        import torch

        device = next(self.model.parameters()).device
        length = next(size for size in self.config.lengths if size >= max(len(e.tokens) for e in examples))
        rows = max(1, self.config.batch_tokens // length)
        ids = torch.full((rows, length), self.tokenizer.eos_token_id)
        labels = torch.full((rows, length), IGNORED)
        for row, example in enumerate(examples):
            ids[row, : len(example.tokens)] = torch.tensor(example.tokens)
            # Position i predicts token i + 1.
            labels[row, example.start - 1 : len(example.tokens) - 1] = torch.tensor(example.tokens[example.start :])
        ids, labels = ids.to(device), labels.to(device)
        base = self.model.get_base_model()
        # Compiled for training alone: another mode would cost another two minutes of compiling for each length.
        body = self.body if self.body is not None and self.model.training else base.model
        with torch.autocast(device.type, dtype=torch.bfloat16):
            # Padding stands behind the text, where a causal model never looks, so no mask is needed.
            hidden = body(input_ids=ids).last_hidden_state
            # Only the answer's positions go through the vocabulary: a fifth of the work of a small model.
            chosen = (labels != IGNORED).flatten().nonzero().squeeze(1)
            # In few sizes, since a CPU prepares a matrix product anew for each: filled up with an ignored position.
            ignored = labels.new_full((-len(chosen) % PADDING,), labels.numel())
            flat = torch.cat([labels.flatten(), labels.new_full((1,), IGNORED)])[torch.cat([chosen, ignored])]
            picked = torch.cat([chosen, torch.zeros_like(ignored)])
            logits = base.lm_head(hidden.flatten(0, 1)[picked])
        return torch.nn.functional.cross_entropy(logits.float(), flat, reduction="sum"), len(chosen)

    def validate(self) -> dict[str, float]:
        """Bits per byte of each validation set, and their mean."""
        import torch

        self.model.eval()
        figures = {}
        with torch.no_grad():
            for name, examples in self.valid.items():
                nats = 0.0
                by_length = sorted(examples, key=lambda e: len(e.tokens))
                while by_length:
                    length = next(n for n in self.config.lengths if n >= len(by_length[-1].tokens))
                    batch = by_length[-max(1, self.config.batch_tokens // length) :]
                    del by_length[-len(batch) :]
                    nats += float(self.loss(batch)[0])
                figures[name] = nats / math.log(2) / sum(e.bytes for e in examples)
        self.model.train()
        if figures:
            figures["mean"] = sum(figures.values()) / len(figures)
        return figures

    def run(self, minutes: float, stop_after: int) -> None:
        """Trains to the end of the plan, or for so many minutes, or until validation stops falling."""
        import torch

        start, saved = time.monotonic(), time.monotonic()
        self.model.train()
        total = self.total
        while self.step < total:
            begun = time.monotonic()
            group = self.batches[self.step * self.config.accumulate : (self.step + 1) * self.config.accumulate]
            count, nats = sum(len(self.examples[i].tokens) - self.examples[i].start for b in group for i in b), 0.0
            for batch in group:
                loss, _ = self.loss([self.examples[index] for index in batch])
                (loss / count).backward()
                nats += float(loss.detach())
                self.seen += sum(len(self.examples[index].tokens) for index in batch)
            rate = learning_rate(self.step, total, self.config)
            for part in self.optimizer.param_groups:
                part["lr"] = rate
            norm = torch.nn.utils.clip_grad_norm_(
                (weight for weight in self.model.parameters() if weight.requires_grad), self.config.clip
            )
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.step += 1
            self.seconds += time.monotonic() - begun
            self.report(loss=nats / count, rate=rate, norm=float(norm), tokens=self.seen)
            if minutes and self.step in (10, 50, 100, 200, 400, 800):
                # The first steps tell how fast this machine is; the plan is cut so that the rate ends at zero in time.
                left = minutes * 60 - (time.monotonic() - start)
                total = min(self.total, self.step + int(left / (self.seconds / self.step)))
                print(f"planned steps: {total}", flush=True)
            if self.step % self.config.valid_steps == 0 or self.step == total:
                self.check()
            if self.stale >= self.config.patience:
                print("validation has stopped falling; ending early", flush=True)
                break
            if time.monotonic() - saved > self.config.checkpoint_minutes * 60 or self.step == total:
                self.save()
                saved = time.monotonic()
            if stop_after and self.step >= stop_after:
                self.save()
                return
        self.save()
        self.write_meta()

    def check(self) -> None:
        """Validates, logs, and keeps the adapter when it is the best so far."""
        figures = self.validate()
        if not figures:
            return
        self.report(valid=figures)
        if figures["mean"] < self.best:
            self.best, self.stale = figures["mean"], 0
            _save_folder(self.out / "best", self.model.save_pretrained)
        else:
            self.stale += 1

    def save(self) -> None:
        """Writes the checkpoint: all that is needed to go on exactly."""
        import torch

        def write(folder: Path) -> None:
            self.model.save_pretrained(folder)
            state = {
                "optimizer": self.optimizer.state_dict(),
                "step": self.step,
                "best": self.best,
                "stale": self.stale,
                "seen": self.seen,
                "seconds": self.seconds,
                "random": torch.get_rng_state(),
            }
            torch.save(state, folder / "state.pt")

        _save_folder(self.out / "checkpoint", write)

    def resume(self) -> None:
        """Takes up the run where the checkpoint stands."""
        import torch
        from peft import set_peft_model_state_dict
        from safetensors.torch import load_file

        folder = self.out / "checkpoint"
        set_peft_model_state_dict(self.model, load_file(folder / "adapter_model.safetensors"))
        state = torch.load(folder / "state.pt", weights_only=True)
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.best, self.stale = state["step"], state["best"], state["stale"]
        self.seen, self.seconds = state["seen"], state["seconds"]
        torch.set_rng_state(state["random"])

    def report(self, **values: Any) -> None:
        """One line in log.jsonl and, now and then, on the screen."""
        line = {"step": self.step, "seconds": round(self.seconds, 1), **values}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        if "valid" in values or self.step % 10 == 0 or self.step <= 5:
            speed = self.seen / max(self.seconds, 1e-9)
            print(f"{json.dumps(line)}  {self.step}/{self.total}  {speed:.0f} tokens/s", flush=True)

    def write_meta(self) -> None:
        """Writes what was done, with what, and how it came out."""
        meta = {
            "commit": _commit(),
            "config": asdict(self.config),
            "data_sha256": {Path(path).name: _digest(Path(path)) for path in self.config.data},
            "examples": len(self.examples),
            "steps": self.step,
            "tokens": self.seen,
            "seconds": round(self.seconds),
            "best_mean_bits_per_byte": None if math.isinf(self.best) else self.best,
        }
        (self.out / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")


def main(argv: list[str] | None = None) -> None:
    """Runs the training that the command line describes."""
    arguments = make_parser().parse_args(argv)
    config = load_config(arguments)
    arguments.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(config, arguments.out)
    print(f"{len(trainer.examples)} examples, {trainer.total} steps", flush=True)
    if arguments.resume and (arguments.out / "checkpoint" / "state.pt").exists():
        trainer.resume()
    elif trainer.valid:
        trainer.report(valid=trainer.validate())
    trainer.run(arguments.minutes, arguments.stop_after)


def _save_folder(folder: Path, write: Any) -> None:
    """Writes a folder beside the old one and changes them over, so that a kill leaves one of the two."""
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    write(fresh)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def _commit() -> str:
    result = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return result.stdout.strip()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
