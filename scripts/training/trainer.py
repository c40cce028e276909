"""One run: model, optimizer, data, and what is needed to take it up again."""

import json
import math
import os
import shutil
import subprocess
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch

from retrowriter.files import sha256
from training import attention
from training.config import Config
from training.examples import Encoder, Example, padded_length, plan_batches, read_rows, rows_of_batch
from training.processes import Processes

IGNORED = -100
PADDING = 256
PLAN_STEPS = (10, 50, 100, 200, 400, 800)
# Models that change the logits after their last layer would need it done here too.
_SCALED_LOGITS = ("final_logit_softcapping", "logits_scaling", "logit_scale")


def learning_rate(step: int, total: int, config: Config) -> float:
    """Warm-up, then constant, then a half cosine to zero over the last `decay` of the run."""
    if step < config.warmup:
        return config.rate * (step + 1) / config.warmup
    start = max(config.warmup, round(total * (1 - config.decay)))
    if step < start:
        return config.rate
    return config.rate * 0.5 * (1 + math.cos(math.pi * (step - start) / max(1, total - start)))


class Trainer:
    """A run in the folder `out`; `asked` is the command line, for meta.json."""

    def __init__(self, config: Config, out: Path, asked: dict[str, Any] | None = None) -> None:
        from transformers import AutoTokenizer

        self.processes = Processes()
        torch.manual_seed(config.seed)
        if config.threads:
            torch.set_num_threads(config.threads)
        self.config, self.out, self.asked = config, out, asked or {}
        tokenizer = AutoTokenizer.from_pretrained(config.base, revision=config.revision or None)
        encoder = Encoder(tokenizer, config.lengths[-1])
        self.filler = encoder.end
        train, valid = read_rows(config.data)
        self.examples = [example for row in train if (example := encoder.encode(row))]
        self.left_out = len(train) - len(self.examples)
        self.valid: dict[str, list[Example]] = {}
        for row in valid:
            if example := encoder.encode(row):
                self.valid.setdefault(row.get("source", "valid"), []).append(example)
        self.batches = plan_batches(self.examples, config)
        self.of_step = config.accumulate * self.processes.count
        self.total = len(self.batches) // self.of_step
        if config.steps:
            self.total = min(self.total, config.steps)
        if not self.total:
            raise SystemExit("too few training rows for one step")
        self.planned = self.total
        self.model = self._build_model()
        self.body = torch.compile(self.model.get_base_model().model) if config.compile else None
        self.weights = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.weights, lr=config.rate, betas=(0.9, 0.98), weight_decay=config.weight_decay
        )
        # Alike so far, so that all processes start from one adapter; from here on each drops out others.
        torch.manual_seed(config.seed + self.processes.number)
        self.step = 0
        self.best = math.inf
        self.stale = 0
        self.seen = 0
        self.seconds = 0.0

    def _build_model(self) -> Any:
        from peft import LoraConfig, PeftConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training
        from transformers import AutoModelForCausalLM

        options: dict[str, Any] = {"revision": self.config.revision or None, "dtype": torch.bfloat16}
        if self.config.quantize == "nf4":
            from transformers import BitsAndBytesConfig

            options["device_map"] = {"": self.processes.device}
            options["quantization_config"] = BitsAndBytesConfig(
                load_in_4bit=True,
                bnb_4bit_quant_type="nf4",
                bnb_4bit_compute_dtype=torch.bfloat16,
                bnb_4bit_use_double_quant=True,
            )
        if self.processes.device.type == "cpu" and self.config.attention:
            options["attn_implementation"] = attention.register()
        base = AutoModelForCausalLM.from_pretrained(self.config.base, **options)
        if scaled := [name for name in _SCALED_LOGITS if getattr(base.config, name, None) not in (None, 1.0)]:
            raise SystemExit(f"{self.config.base} scales its logits ({', '.join(scaled)}), which is not done here")
        base.config.use_cache = False
        again = {"use_reentrant": False}
        if self.config.quantize:
            base = prepare_model_for_kbit_training(
                base, use_gradient_checkpointing=self.config.checkpointing, gradient_checkpointing_kwargs=again
            )
        else:
            base = base.to(self.processes.device)
            if self.config.checkpointing:
                base.gradient_checkpointing_enable(gradient_checkpointing_kwargs=again)
        if self.config.init:
            begun = PeftConfig.from_pretrained(self.config.init)
            begun.lora_dropout = self.config.dropout
            return PeftModel.from_pretrained(base, self.config.init, is_trainable=True, config=begun)
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
        device = self.processes.device
        length = padded_length(max(len(e.tokens) for e in examples), self.config.lengths)
        rows = rows_of_batch(length, self.config)
        ids = torch.full((rows, length), self.filler)
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
        self.model.eval()
        figures = {}
        with torch.no_grad():
            for name, examples in self.valid.items():
                nats = sum(float(self.loss(batch)[0]) for batch in self._share(self._valid_batches(examples)))
                figures[name] = self.processes.summed(nats) / math.log(2) / sum(e.bytes for e in examples)
        self.model.train()
        if figures:
            figures["mean"] = sum(figures.values()) / len(figures)
        return figures

    def run(self, minutes: float, stop_after: int) -> None:
        """Trains to the end of the plan, or for so many minutes, or until validation stops falling."""
        start, saved, first_step = time.monotonic(), time.monotonic(), self.step
        self.model.train()
        self.write_meta()
        while self.step < self.planned and self.stale < self.config.patience:
            self._train_step()
            if minutes and self.step - first_step in PLAN_STEPS:
                # The first steps tell how fast this machine is; the plan is cut so that the rate ends at zero in time.
                spent = time.monotonic() - start
                left = int((minutes * 60 - spent) / (spent / (self.step - first_step)))
                self.planned = int(self.processes.agreed(min(self.total, self.step + max(0, left))))
                self.say(f"planned steps: {self.planned}")
            if self.step % self.config.valid_steps == 0 or self.step >= self.planned:
                self.check()
                if self.stale >= self.config.patience:
                    self.say("validation has stopped falling; ending early")
            due = time.monotonic() - saved > self.config.checkpoint_minutes * 60
            if self.processes.agreed(due) or self.step == stop_after:
                self.save()
                saved = time.monotonic()
            if self.step == stop_after:
                return
        self.save()

    def _train_step(self) -> None:
        begun = time.monotonic()
        group = self.batches[self.step * self.of_step : (self.step + 1) * self.of_step]
        count = sum(len(self.examples[i].tokens) - self.examples[i].start for batch in group for i in batch)
        nats = 0.0
        for batch in self._share(group):
            loss, _ = self.loss([self.examples[index] for index in batch])
            (loss / count).backward()
            nats += float(loss.detach())
        self.processes.sum_gradients(self.weights)
        rate = learning_rate(self.step, self.planned, self.config)
        for part in self.optimizer.param_groups:
            part["lr"] = rate
        norm = torch.nn.utils.clip_grad_norm_(self.weights, self.config.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.seconds += time.monotonic() - begun
        self.seen += sum(len(self.examples[index].tokens) for batch in group for index in batch)
        self.report(loss=self.processes.summed(nats) / count, rate=rate, norm=float(norm), tokens=self.seen)

    def _share(self, batches: list[Any]) -> list[Any]:
        return batches[self.processes.number :: self.processes.count]

    def _valid_batches(self, examples: list[Example]) -> list[list[Example]]:
        by_length = sorted(examples, key=lambda e: len(e.tokens))
        batches = []
        while by_length:
            length = padded_length(len(by_length[-1].tokens), self.config.lengths)
            batches.append(by_length[-rows_of_batch(length, self.config) :])
            del by_length[-len(batches[-1]) :]
        return batches

    def check(self) -> None:
        """Validates, logs, and keeps the adapter when it is the best so far."""
        figures = self.validate()
        if not figures:
            return
        self.report(valid=figures)
        if figures["mean"] < self.best:
            self.best, self.stale = figures["mean"], 0
            if self.processes.first:
                _save_folder(self.out / "best", self.model.save_pretrained)
        else:
            self.stale += 1

    def save(self) -> None:
        """Writes the checkpoint: all that is needed to go on exactly."""
        random = {"cpu": torch.get_rng_state()}
        if self.processes.device.type == "cuda":
            random["cuda"] = torch.cuda.get_rng_state()
        states = self.processes.gathered(random)

        def write(folder: Path) -> None:
            self.model.save_pretrained(folder)
            names = ("step", "planned", "best", "stale", "seen", "seconds")
            state = {name: getattr(self, name) for name in names}
            torch.save({**state, "optimizer": self.optimizer.state_dict(), "random": states}, folder / "state.pt")

        if self.processes.first:
            _save_folder(self.out / "checkpoint", write)
            self.write_meta()
        self.processes.wait()

    def resume(self) -> bool:
        """Takes up the run where the checkpoint stands; False when there is none."""
        from peft import set_peft_model_state_dict
        from safetensors.torch import load_file

        folder = next((one for one in _places(self.out / "checkpoint") if (one / "state.pt").exists()), None)
        if folder is None:
            return False
        set_peft_model_state_dict(self.model, load_file(folder / "adapter_model.safetensors"))
        state = torch.load(folder / "state.pt", weights_only=True, map_location="cpu")
        self.optimizer.load_state_dict(state["optimizer"])
        for name in ("step", "planned", "best", "stale", "seen", "seconds"):
            setattr(self, name, state[name])
        if len(state["random"]) == self.processes.count:
            random = state["random"][self.processes.number]
            torch.set_rng_state(random["cpu"])
            if "cuda" in random and self.processes.device.type == "cuda":
                torch.cuda.set_rng_state(random["cuda"])
        if self.processes.first:
            self._forget_later_lines()
        return True

    def _forget_later_lines(self) -> None:
        """What was logged after the checkpoint will be logged again."""
        log = self.out / "log.jsonl"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        kept = [line for line in lines if json.loads(line)["step"] <= self.step]
        log.write_text("".join(line + "\n" for line in kept), encoding="utf-8")

    def report(self, **values: Any) -> None:
        """One line in log.jsonl and, now and then, on the screen."""
        if not self.processes.first:
            return
        line = {"step": self.step, "seconds": round(self.seconds, 1), **values}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        if "valid" in values or self.step % 10 == 0 or self.step <= 5:
            speed = self.seen / max(self.seconds, 1e-9)
            self.say(f"{json.dumps(line)}  {self.step}/{self.planned}  {speed:.0f} tokens/s")

    def say(self, line: str) -> None:
        """One line on the screen, from the first process alone."""
        if self.processes.first:
            print(line, flush=True)

    def write_meta(self) -> None:
        """Writes what is done, with what, and how it comes out."""
        if not self.processes.first:
            return
        base = Path(self.config.base)
        meta = {
            "commit": _commit(),
            "config": asdict(self.config),
            "command": self.asked,
            "data_sha256": {Path(path).name: sha256(Path(path)) for path in self.config.data},
            "base_sha256": {file.name: sha256(file) for file in sorted(base.glob("*.safetensors"))},
            "versions": {name: version(name) for name in ("torch", "transformers", "peft", "accelerate")},
            "device": str(self.processes.device),
            "processes": self.processes.count,
            "examples": len(self.examples),
            "left_out": self.left_out,
            "valid": {name: len(examples) for name, examples in self.valid.items()},
            "steps": self.step,
            "planned_steps": self.planned,
            "tokens": self.seen,
            "seconds": round(self.seconds),
            "best_mean_bits_per_byte": None if math.isinf(self.best) else self.best,
            "ended_early": self.stale >= self.config.patience,
        }
        fresh = self.out / "meta.json.new"
        fresh.write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
        os.replace(fresh, self.out / "meta.json")


def _places(folder: Path) -> tuple[Path, Path]:
    """Where the checkpoint is: in its place, or beside it when a kill came between two renames."""
    return folder, folder.with_name(folder.name + ".old")


def _save_folder(folder: Path, write: Any) -> None:
    """Writes a folder beside the old one and changes them over, so that a kill leaves one of the two."""
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    write(fresh)
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def _commit() -> str:
    place = Path(__file__).resolve().parent
    result = subprocess.run(["git", "rev-parse", "HEAD"], cwd=place, capture_output=True, text=True, check=False)
    return result.stdout.strip()
