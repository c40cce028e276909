"""Logits of a checkpoint as transformers computes them, for comparison with a converted file. Needs torch."""

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

CONTINUATION = 8


def reference(source: Path, base: Path | None) -> Callable[[Sequence[Sequence[int]]], Any] | None:
    """A function from lists of tokens to logits at each position and greedy continuations of eight tokens.

    Args:
        source: a model folder, or an adapter folder with `base`; base: a model folder.

    Returns:
        None when transformers cannot load these (a GGUF file, an adapter without peft).
    """
    import torch
    from transformers import AutoModelForCausalLM

    folder = base if base is not None else source
    if not folder.is_dir() or (base is not None and importlib.util.find_spec("peft") is None):
        return None
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    if base is not None:
        from peft import PeftModel

        model = PeftModel.from_pretrained(model, source).merge_and_unload()
    model.eval()

    def logits(tokens: Sequence[int]) -> np.ndarray:
        with torch.no_grad():
            return model(input_ids=torch.tensor([list(tokens)]), use_cache=False).logits[0].float().numpy()

    def answer(prompts: Sequence[Sequence[int]]) -> tuple[list[np.ndarray], list[list[int]]]:
        expected = [logits(prompt) for prompt in prompts]
        continuations = []
        for prompt, values in zip(prompts, expected, strict=True):
            following = [int(values[-1].argmax())]
            while len(following) < CONTINUATION:
                following.append(int(logits([*prompt, *following])[-1].argmax()))
            continuations.append(following)
        return expected, continuations

    return answer
