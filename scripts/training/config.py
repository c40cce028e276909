"""The settings of a training run."""

import argparse
import tomllib
from dataclasses import dataclass, field, fields


@dataclass
class Config:
    """All settings of a run; a TOML file sets what differs from these.

    Attributes:
        base: folder or Hub name of the base model; revision: its commit on the Hub.
        rank, alpha, dropout: of LoRA, on all linear layers; init: an adapter folder to start from, "" for a new one.
        quantize: "" or "nf4" (QLoRA; needs CUDA and bitsandbytes).
        lengths: the padded lengths of batches in tokens; batch_tokens: tokens of one batch, padding counted.
        accumulate: batches of each process for one step of the optimizer.
        checkpointing: compute activations again in the backward pass: half the speed, a fraction of the memory.
        attention: on a CPU, attention in blocks (training.attention): for models with plain causal attention.
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
    checkpointing: bool = False
    attention: bool = False
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


def load(arguments: argparse.Namespace) -> Config:
    """The settings of the file with those of the command line laid over it.

    Raises:
        SystemExit: an unknown setting, a value that cannot be used, or no data.
    """
    values = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    unknown = set(values) - {item.name for item in fields(Config)}
    if unknown:
        raise SystemExit(f"{arguments.config}: unknown settings: {', '.join(sorted(unknown))}")
    for name in ("data", "base", "init", "steps"):
        if getattr(arguments, name) is not None:
            values[name] = getattr(arguments, name)
    config = Config(**values)
    config.lengths = sorted(config.lengths)
    if not config.data:
        raise SystemExit("no training data: name files with --data or in the config")
    if config.quantize not in ("", "nf4"):
        raise SystemExit(f'quantize is "" or "nf4", not {config.quantize!r}')
    return config
