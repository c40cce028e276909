"""PEFT adapter folders: LoRA, rsLoRA and DoRA, patterns of ranks and alphas, and modules trained whole.

The arithmetic is that of the package peft (LoraLayer.get_delta_weight and the DoRA layers); the papers are arXiv
2106.09685, 2312.03732 and 2402.09353.
"""

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from retrowriter.convert.safetensors_files import inside, read_file, read_json
from retrowriter.convert.weights import UNSUPPORTED, Floats, LowRank, Weight, count_elements
from retrowriter.errors import UserError

CONFIG_FILE = "adapter_config.json"
WEIGHTS_FILE = "adapter_model.safetensors"

MAX_RANK = 4096
MAX_PATTERN = 200

_PREFIX = "base_model.model."
# These begin from other base weights than those of the model that they name.
_CHANGED_BASE = ("pissa", "olora", "corda", "loftq")
_UNKNOWN_OPTIONS = ("layer_replication", "target_parameters", "trainable_token_indices", "alora_invocation_tokens")


@dataclass(frozen=True)
class Adapter:
    """What an adapter does to its base; names of tensors are those of transformers.

    Attributes:
        alpha: the alpha of the configuration; base: name of the base model that it was trained on, may be empty.
        changes: tensor -> what is added to it; replaced: tensor -> what stands in its place.
    """

    alpha: float
    base: str
    changes: dict[str, LowRank] = field(default_factory=dict)
    replaced: dict[str, Weight] = field(default_factory=dict)


def is_adapter(folder: Path) -> bool:
    """Is this a PEFT adapter folder?"""
    return (folder / CONFIG_FILE).is_file()


def read_adapter(folder: Path) -> Adapter:
    """Reads an adapter folder.

    Raises:
        UserError: code pickle_refused, adapter_unsupported (of a kind that cannot be merged), adapter_invalid (it
            contradicts itself), and those of reading safetensors and JSON files.
    """
    config = read_json(inside(folder, CONFIG_FILE))
    _check_config(config)
    path = inside(folder, WEIGHTS_FILE)
    if not path.is_file():
        if (folder / "adapter_model.bin").exists():
            raise UserError(
                "pickle_refused",
                "The adapter is in adapter_model.bin, a pickle file, and reading a pickle runs the code that is in it.",
                "Save it again with peft: model.save_pretrained(FOLDER) writes adapter_model.safetensors.",
            )
        raise UserError("weights_missing", f"{folder} holds no {WEIGHTS_FILE}.", "Give the folder of a PEFT adapter.")
    return _assemble(config, read_file(path))


def _check_config(config: dict[str, Any]) -> None:
    kind = str(config.get("peft_type", "")).upper()
    if kind != "LORA":
        raise _unsupported(f"an adapter of type {kind[:40] or 'unknown'}", "Only LoRA, rsLoRA and DoRA are known.")
    start = config.get("init_lora_weights")
    if isinstance(start, str) and start.lower().startswith(_CHANGED_BASE):
        raise _unsupported(
            f"a LoRA that began as {start[:40]} and so belongs to changed base weights",
            "Save it with path_initial_model_for_weight_conversion, which turns it into a plain LoRA.",
        )
    for option in _UNKNOWN_OPTIONS:
        if config.get(option):
            raise _unsupported(f"a LoRA with {option}", "Merge it with peft and convert the merged model.")


def _assemble(config: dict[str, Any], tensors: dict[str, Weight]) -> Adapter:
    alpha = _number(config, "lora_alpha", 8.0)
    parts: dict[str, dict[str, Weight]] = {}
    adapter = Adapter(alpha, str(config.get("base_model_name_or_path") or ""))
    for name, weight in tensors.items():
        if weight.kind == UNSUPPORTED or 0 in weight.shape:
            raise _invalid(f"the tensor {_short(name)} does not hold numbers")
        module, part = _split(name)
        if part in ("weight", "bias"):
            adapter.replaced[f"{module}.{part}"] = weight
        else:
            parts.setdefault(module, {})[part] = weight
    for module, found in parts.items():
        adapter.changes[f"{module}.weight"] = _change(module, found, config, alpha)
    both = set(adapter.changes) & set(adapter.replaced)
    if both:
        raise _invalid(f"it both changes and replaces {_short(min(both))}")
    if not adapter.changes and not adapter.replaced:
        raise _invalid("it changes nothing")
    return adapter


_PARTS = {
    "lora_A.weight": "A",
    "lora_B.weight": "B",
    "lora_embedding_A": "embedding_A",
    "lora_embedding_B": "embedding_B",
    "lora_magnitude_vector": "magnitude",
    "lora_magnitude_vector.weight": "magnitude",
    "modules_to_save.weight": "weight",
    "modules_to_save.bias": "bias",
    "base_layer.weight": "weight",
    "base_layer.bias": "bias",
    "weight": "weight",
    "bias": "bias",
}


def _split(name: str) -> tuple[str, str]:
    """The module of a tensor, named as in the base, and which part of it the tensor is."""
    bare = name.removeprefix(_PREFIX)
    for suffix, part in _PARTS.items():
        if bare.endswith(f".{suffix}"):
            return bare.removesuffix(f".{suffix}"), part
    raise _unsupported(f"a LoRA that holds {_short(name)}", "Merge it with peft and convert the merged model.")


def _change(module: str, found: dict[str, Weight], config: dict[str, Any], alpha: float) -> LowRank:
    embedding = "embedding_A" in found
    names = ("embedding_A", "embedding_B") if embedding else ("A", "B")
    if set(found) - {"magnitude"} != set(names):
        raise _invalid(f"a half of the LoRA of {_short(module)} is missing")
    a, b = (found[name] for name in names)
    if len(a.shape) != 2 or len(b.shape) != 2 or a.shape[0] != b.shape[1] or a.shape[0] > MAX_RANK:
        raise _invalid(f"the shapes {a.shape} and {b.shape} of the LoRA of {_short(module)} do not go together")
    rank = a.shape[0]
    module_alpha = _pattern_value(config.get("alpha_pattern"), module, alpha)
    scale = module_alpha / (math.sqrt(rank) if config.get("use_rslora") else rank)
    magnitude = found.get("magnitude")
    values: Floats | None = None
    if magnitude is not None:
        if embedding or config.get("fan_in_fan_out"):
            raise _unsupported(
                "a DoRA of embeddings or of transposed matrices", "Merge it with peft and convert the merged model."
            )
        values = magnitude.whole().reshape(-1)
        if count_elements(magnitude.shape) != b.shape[0]:
            raise _invalid(f"the magnitudes of the DoRA of {_short(module)} are {values.size}, not {b.shape[0]}")
    elif config.get("use_dora"):
        raise _invalid(f"the magnitudes of the DoRA of {_short(module)} are missing")
    left, right = b.whole(), a.whole()
    if embedding or config.get("fan_in_fan_out"):
        # Embeddings, and layers that keep their matrix transposed, are changed by the transposed product.
        left, right = np.ascontiguousarray(a.whole().T), np.ascontiguousarray(b.whole().T)
    for half in (left, right):
        if not np.isfinite(half).all():
            raise UserError(
                "tensor_not_finite",
                f"The LoRA of {_short(module)} holds values that are not numbers (NaN or infinity).",
                "Its training diverged: take an earlier checkpoint.",
            )
    return LowRank(left, right, scale, values)


def _pattern_value(patterns: object, module: str, default: float) -> float:
    if not patterns:
        return default
    if not isinstance(patterns, dict):
        raise _invalid("its alpha_pattern is not an object")
    for pattern, value in patterns.items():
        # The patterns are regular expressions; a repeated group could make one run for ever.
        if len(pattern) > MAX_PATTERN or re.search(r"\)[*+{?]", pattern) or pattern.count("*") + pattern.count("+") > 3:
            raise _invalid(f"the pattern {_short(pattern)} is too complicated")
        try:
            if re.match(rf"(.*\.)?({pattern})$", module):
                return _number({"alpha_pattern": value}, "alpha_pattern", default)
        except re.error as error:
            raise _invalid(f"the pattern {_short(pattern)} is not valid") from error
    return default


def _number(config: dict[str, Any], name: str, default: float) -> float:
    value = config.get(name, default)
    if type(value) not in (int, float) or not math.isfinite(value):
        raise _invalid(f"{name} is not a number")
    return float(value)


def _unsupported(what: str, remedy: str) -> UserError:
    return UserError("adapter_unsupported", f"This is {what}, which cannot be converted.", remedy)


def _invalid(why: str) -> UserError:
    return UserError(
        "adapter_invalid", f"The adapter is not right: {why}.", "Fetch it again, or save it again with peft."
    )


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "?" for character in text)
    return clean if len(clean) <= 80 else clean[:77] + "..."
