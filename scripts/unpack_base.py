"""Turns the embedded base model (a GGUF file) into a Hugging Face folder to train on.

usage: python scripts/unpack_base.py BASE.gguf FOLDER

Only for SmolLM2. transformers reads the file and dequantises it; two of its mistakes are mended here: the
pre-tokenizer comes out as plain byte-level (SmolLM2 splits digits singly first), and the quantisation config must go
before saving.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gguf", type=Path)
    parser.add_argument("folder", type=Path)
    return parser


def main(argv: list[str] | None = None) -> None:
    """Unpacks the model that the command line names."""
    arguments = make_parser().parse_args(argv)
    import torch
    from tokenizers import pre_tokenizers
    from transformers import AutoModelForCausalLM, AutoTokenizer

    source, name = str(arguments.gguf.resolve().parent), arguments.gguf.name
    tokenizer = AutoTokenizer.from_pretrained(source, gguf_file=name)
    tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.eos_token = "<|im_end|>"
    model = AutoModelForCausalLM.from_pretrained(source, gguf_file=name, dtype=torch.float32)
    # A fresh model with the same weights: the one that was read refuses to be saved.
    values = model.config.to_dict()
    values.pop("quantization_config", None)
    clean = AutoModelForCausalLM.from_config(type(model.config)(**values))
    clean.load_state_dict(model.state_dict())
    clean.to(torch.bfloat16).save_pretrained(arguments.folder)
    tokenizer.save_pretrained(arguments.folder)
    print(f"{arguments.folder}: {model.num_parameters():,} parameters, {len(tokenizer)} tokens")


if __name__ == "__main__":
    main()
