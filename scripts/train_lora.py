"""Trains a LoRA (or QLoRA) adapter on documents, with the very prompts that the program sends.

usage: python scripts/train_lora.py CONFIG.toml [--data FILE.jsonl ...] [--out DIR] [--resume] [--minutes N] [--steps N]
       accelerate launch --num_processes 4 scripts/train_lora.py CONFIG.toml ...      (one process for each GPU)

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

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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


def main(argv: list[str] | None = None) -> None:
    """Runs the training that the command line describes."""
    arguments = make_parser().parse_args(argv)
    sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "scripts")) if path not in sys.path]
    from training import config
    from training.trainer import Trainer

    arguments.out.mkdir(parents=True, exist_ok=True)
    asked = {name: str(value) if isinstance(value, Path) else value for name, value in vars(arguments).items()}
    trainer = Trainer(config.load(arguments), arguments.out, asked)
    trainer.say(f"{len(trainer.examples)} examples ({trainer.left_out} too long), {trainer.total} steps")
    if not (arguments.resume and trainer.resume()) and trainer.valid:
        trainer.report(valid=trainer.validate())
    trainer.run(arguments.minutes, arguments.stop_after)
    trainer.processes.end()


if __name__ == "__main__":
    main()
