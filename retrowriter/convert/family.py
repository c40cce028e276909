"""What an architecture is to the converter: names, shapes, re-ordering of rows, metadata."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from retrowriter.convert.config import Config
from retrowriter.convert.gguf_writer import Metadata, float32, text, uint32
from retrowriter.convert.weights import Floats, LowRank, Order, Weight, permuted, shifted
from retrowriter.errors import UserError

# Shapes are spelt in sizes of the model: hidden, vocab, ffn, head, heads (all heads together), kv_heads (likewise),
# qkv, gate_up.
Shape = tuple[str, ...]


def _no_tensors(config: Config) -> dict[str, Floats]:
    return {}


def _no_metadata(config: Config) -> Metadata:
    return {}


def _accept(config: Config) -> None:
    pass


@dataclass(frozen=True)
class Family:
    """One architecture.

    Attributes:
        name: llama.cpp's name; architectures: names in config.json; models: whom it covers, for people.
        defaults: fields that config.json may leave out, as transformers fills them in.
        layer: tensors that each layer must have, with their shapes; optional: those that it may have.
        interleaved: q and k rows are re-ordered, because llama.cpp rotates neighbouring pairs and transformers halves.
        norm_shift: added to the weights of norms.
        writes_head_dim: head_dim is written even when config.json leaves it out.
        metadata: fields beyond the common ones; replaces_rope: they hold all that is to be said about rotation too.
        extra: tensors that are computed from the configuration.
        check: raises UserError when llama.cpp would compute something else than the configuration says.
    """

    name: str
    architectures: tuple[str, ...]
    models: str
    defaults: Mapping[str, Any]
    layer: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)
    interleaved: bool = False
    norm_shift: float = 0.0
    writes_head_dim: bool = False
    metadata: Callable[[Config], Metadata] = _no_metadata
    replaces_rope: bool = False
    extra: Callable[[Config], dict[str, Floats]] = _no_tensors
    check: Callable[[Config], None] = _accept

    def order(self, tensor: str, rows: int, heads: int, kv_heads: int) -> Order | None:
        """The order that the rows of a tensor (named as in transformers) get, or None when they stay."""
        if not self.interleaved:
            return None
        if tensor.endswith(("q_proj.weight", "q_proj.bias")):
            return _interleaved(rows, heads)
        if tensor.endswith(("k_proj.weight", "k_proj.bias")):
            return _interleaved(rows, kv_heads)
        return None

    def convert(self, tensor: str, weight: Weight, heads: int, kv_heads: int) -> Weight:
        """The tensor as llama.cpp wants it."""
        order = self.order(tensor, weight.shape[0], heads, kv_heads)
        if order is not None:
            return permuted(weight, order)
        if self.norm_shift and tensor.endswith("norm.weight"):
            return shifted(weight, self.norm_shift)
        return weight

    def convert_change(self, tensor: str, change: LowRank, heads: int, kv_heads: int) -> LowRank:
        """The change of a tensor, for the tensor as llama.cpp wants it."""
        order = self.order(tensor, change.shape[0], heads, kv_heads)
        return change if order is None else change.permuted(order)

    def configuration(self, fields: Mapping[str, Any]) -> Config:
        """The fields of config.json with the defaults filled in, checked. Raises UserError."""
        given = {name: value for name, value in fields.items() if value is not None}
        config = Config({**self.defaults, **given})
        if config.count("hidden_size") % config.heads and config.optional_count("head_dim") is None:
            raise UserError("config_invalid", "config.json is not right: hidden_size is no multiple of the heads.")
        if config.heads % config.kv_heads:
            raise UserError("config_invalid", "config.json is not right: the heads are no multiple of those for keys.")
        if self.interleaved and config.head_dim % 2:
            raise UserError(
                "config_invalid", f"config.json is not right: head_dim is {config.head_dim}, an odd number."
            )
        self.check(config)
        return config

    def parameters(self, config: Config, file_type: int) -> Metadata:
        """The metadata of the architecture, in the order of llama.cpp's converter."""
        result: Metadata = {}
        prefix = f"{self.name}."
        result[prefix + "block_count"] = uint32(config.layers)
        result[prefix + "context_length"] = uint32(config.count("max_position_embeddings"))
        result[prefix + "embedding_length"] = uint32(config.count("hidden_size"))
        result[prefix + "feed_forward_length"] = uint32(config.count("intermediate_size"))
        result[prefix + "attention.head_count"] = uint32(config.heads)
        result[prefix + "attention.head_count_kv"] = uint32(config.kv_heads)
        if not self.replaces_rope:
            result.update({prefix + key: value for key, value in _rope(config).items()})
        result[prefix + "attention.layer_norm_rms_epsilon"] = float32(config.number("rms_norm_eps"))
        if self.writes_head_dim or (config.optional_count("head_dim") and not self.replaces_rope):
            result[prefix + "attention.key_length"] = uint32(config.head_dim)
            result[prefix + "attention.value_length"] = uint32(config.head_dim)
        result["general.file_type"] = uint32(file_type)
        result.update({prefix + key: value for key, value in self.metadata(config).items()})
        return result

    def expected(self, config: Config, tied: bool) -> Iterable[tuple[str, tuple[int, ...], bool]]:
        """Name, shape and whether it is required, of each tensor that a checkpoint of this family holds."""
        sizes = {
            "hidden": config.count("hidden_size"),
            "vocab": config.count("vocab_size"),
            "ffn": config.count("intermediate_size"),
            "head": config.head_dim,
            "heads": config.heads * config.head_dim,
            "kv_heads": config.kv_heads * config.head_dim,
        }
        sizes["qkv"] = sizes["heads"] + 2 * sizes["kv_heads"]
        sizes["gate_up"] = 2 * sizes["ffn"]

        def shape(names: Shape) -> tuple[int, ...]:
            return tuple(sizes[name] for name in names)

        yield "model.embed_tokens.weight", shape(("vocab", "hidden")), True
        yield "model.norm.weight", shape(("hidden",)), True
        yield "lm_head.weight", shape(("vocab", "hidden")), not tied
        for layer in range(config.layers):
            for name, names in self.layer.items():
                yield f"model.layers.{layer}.{name}", shape(names), True
            for name, names in self.optional.items():
                yield f"model.layers.{layer}.{name}", shape(names), False


def _interleaved(rows: int, heads: int) -> Order:
    if rows % (2 * heads):
        raise UserError("shape_mismatch", f"A matrix of {rows} rows cannot be divided among {heads} heads.")
    return np.arange(rows, dtype=np.intp).reshape(heads, 2, rows // heads // 2).swapaxes(1, 2).reshape(-1)


def _rope(config: Config) -> Metadata:
    rope = Config(config.rope)
    kind = str(rope.fields.get("rope_type", "default"))
    result: Metadata = {}
    if kind in ("linear", "yarn"):
        result["rope.scaling.type"] = text(kind)
        result["rope.scaling.factor"] = float32(rope.number("factor"))
    if kind == "yarn":
        original = rope.optional_count("original_max_position_embeddings") or config.count("max_position_embeddings")
        result["rope.scaling.original_context_length"] = uint32(original)
        for ours, theirs in _YARN_KEYS:
            name = next((name for name in theirs if rope.fields.get(name) is not None), None)
            if name is not None:
                result[f"rope.scaling.{ours}"] = float32(rope.number(name))
    elif kind not in ("linear", "default", "llama3"):
        raise UserError(
            "rope_unsupported",
            f"The model stretches its context by the method {kind[:40]!r}, which is not known for this architecture.",
            "llama.cpp's own converter may know more.",
        )
    result["rope.freq_base"] = float32(rope.number("rope_theta"))
    if config.local_rope_theta is not None:
        result["rope.freq_base_swa"] = float32(config.local_rope_theta)
    return result


_YARN_KEYS = (
    ("yarn_ext_factor", ("extrapolation_factor",)),
    ("yarn_attn_factor", ("attention_factor", "attn_factor")),
    ("yarn_beta_fast", ("beta_fast",)),
    ("yarn_beta_slow", ("beta_slow",)),
)
