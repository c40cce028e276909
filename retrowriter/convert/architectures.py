"""The architectures that can be converted, as data; docs/conversion.md says how to add one.

What each needs follows llama.cpp's own converter, so that the two give the same bytes.
"""

import math
from dataclasses import replace

import numpy as np

from retrowriter.convert.config import Config
from retrowriter.convert.family import Family, Shape
from retrowriter.convert.gguf_writer import Metadata, float32, uint32
from retrowriter.convert.weights import Floats
from retrowriter.errors import UserError

# Shapes are spelt in the sizes that retrowriter.convert.family names.
_ATTENTION: dict[str, Shape] = {
    "self_attn.q_proj.weight": ("heads", "hidden"),
    "self_attn.k_proj.weight": ("kv_heads", "hidden"),
    "self_attn.v_proj.weight": ("kv_heads", "hidden"),
    "self_attn.o_proj.weight": ("hidden", "heads"),
}
_QKV_BIASES: dict[str, Shape] = {
    "self_attn.q_proj.bias": ("heads",),
    "self_attn.k_proj.bias": ("kv_heads",),
    "self_attn.v_proj.bias": ("kv_heads",),
}
_GATED_FFN: dict[str, Shape] = {
    "mlp.gate_proj.weight": ("ffn", "hidden"),
    "mlp.up_proj.weight": ("ffn", "hidden"),
    "mlp.down_proj.weight": ("hidden", "ffn"),
}
_FFN_BIASES: dict[str, Shape] = {
    "mlp.gate_proj.bias": ("ffn",),
    "mlp.up_proj.bias": ("ffn",),
    "mlp.down_proj.bias": ("hidden",),
}
_PRE_NORMS: dict[str, Shape] = {
    "input_layernorm.weight": ("hidden",),
    "post_attention_layernorm.weight": ("hidden",),
}
_HEAD_NORMS: dict[str, Shape] = {
    "self_attn.q_norm.weight": ("head",),
    "self_attn.k_norm.weight": ("head",),
}


def find(architecture: str) -> Family:
    """The family of a name in config.json.

    Raises:
        UserError: code architecture_unsupported, with the names that are and the way out.
    """
    for family in FAMILIES:
        if architecture in family.architectures:
            return family
    raise _unsupported(architecture)


def find_by_gguf_name(name: str) -> Family:
    """The family of a GGUF file. Raises UserError, code architecture_unsupported."""
    for family in FAMILIES:
        if family.name == name:
            return family
    raise _unsupported(name)


def _unsupported(architecture: str) -> UserError:
    names = ", ".join(name for family in FAMILIES for name in family.architectures)
    shown = architecture if architecture.isprintable() and len(architecture) <= 60 else "an unknown architecture"
    return UserError(
        "architecture_unsupported",
        f"The model's architecture is {shown or 'not named'}, and this converter knows {names}.",
        "llama.cpp's own converter, convert_hf_to_gguf.py, knows many more; its result can be imported here.",
    )


def _llama_metadata(config: Config) -> Metadata:
    return {
        "vocab_size": uint32(config.count("vocab_size")),
        "rope.dimension_count": uint32(config.head_dim),
    }


def _llama3_factors(config: Config) -> dict[str, Floats]:
    """The factors by which Llama 3.1 slows its rotations down, as in transformers' modeling_rope_utils."""
    rope = Config({**_LLAMA3_DEFAULTS, **{key: value for key, value in config.rope.items() if value is not None}})
    if str(rope.fields.get("rope_type")).lower() != "llama3":
        return {}
    factor, low, high = rope.number("factor"), rope.number("low_freq_factor"), rope.number("high_freq_factor")
    original = rope.count("original_max_position_embeddings")
    if min(factor, low, high) <= 0 or low == high:
        raise UserError("config_invalid", "config.json is not right: the factors of rope_scaling make no sense.")
    dimension = config.head_dim
    exponents = np.arange(0, dimension, 2, dtype=np.float32) / np.float32(dimension)
    frequencies = np.float32(1.0) / np.power(np.float32(rope.number("rope_theta")), exponents, dtype=np.float32)
    wavelengths = np.float32(2 * math.pi) / frequencies
    smooth = (np.float32(original) / wavelengths - np.float32(low)) / np.float32(high - low)
    between = np.float32(1) / ((np.float32(1) - smooth) / np.float32(factor) + smooth)
    values = np.where(wavelengths > original / low, np.float32(factor), between)
    values = np.where(wavelengths < original / high, np.float32(1), values)
    return {"rope_freqs.weight": values.astype(np.float32)}


_LLAMA3_DEFAULTS = {
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192,
    "rope_theta": 10_000.0,
}


def _gemma3_metadata(config: Config) -> Metadata:
    result: Metadata = {}
    if config.fields.get("final_logit_softcapping"):
        result["final_logit_softcapping"] = float32(config.number("final_logit_softcapping"))
    if config.fields.get("sliding_window_pattern") != 1:
        result["attention.sliding_window"] = uint32(config.count("sliding_window"))
    return result


def _check_gemma3(config: Config) -> None:
    _require_activation(config, "hidden_activation", ("gelu_pytorch_tanh",))
    if config.fields.get("attn_logit_softcapping") is not None:
        raise _differs("attn_logit_softcapping", "llama.cpp has no such thing for Gemma 3")
    pattern = config.fields.get("sliding_window_pattern", config.fields.get("_sliding_window_pattern", 6))
    kinds = config.fields.get("layer_types")
    wanted = ["full_attention" if (layer + 1) % 6 == 0 else "sliding_attention" for layer in range(config.layers)]
    if pattern not in (1, 6) or (isinstance(kinds, list) and pattern == 6 and kinds != wanted):
        raise _differs("the order of local and global layers", "llama.cpp makes every sixth layer global")
    # llama.cpp's rule of the attention's scale; 62 layers is how it recognises the model of 27 billion weights.
    scale = config.count("hidden_size") // config.heads if config.layers == 62 else config.head_dim
    if config.fields.get("query_pre_attn_scalar", scale) != scale:
        raise _differs("query_pre_attn_scalar", f"llama.cpp takes {scale}")


def _phi3_rope_dimensions(config: Config) -> int:
    factor = config.rope.get("partial_rotary_factor")
    partial = 1.0 if factor is None else Config(config.rope).number("partial_rotary_factor")
    return int(partial * config.count("hidden_size")) // config.heads


def _phi3_metadata(config: Config) -> Metadata:
    rope = Config(config.rope)
    original = rope.count("original_max_position_embeddings")
    result: Metadata = {}
    if rope.fields.get("long_factor"):
        # The factor on attention is that of transformers' modeling_rope_utils for longrope.
        scale = config.count("max_position_embeddings") / original
        attention = math.sqrt(1 + math.log(scale) / math.log(original)) if scale > 1.0 else 1.0
        result["rope.scaling.attn_factor"] = float32(attention)
    result["rope.scaling.original_context_length"] = uint32(original)
    result["rope.dimension_count"] = uint32(_phi3_rope_dimensions(config))
    result["rope.freq_base"] = float32(rope.number("rope_theta"))
    # Zero tells llama.cpp that there is none, which is how it recognises Phi-4.
    result["attention.sliding_window"] = uint32(config.optional_count("sliding_window") or 0)
    return result


def _phi3_factors(config: Config) -> dict[str, Floats]:
    rope = config.rope
    if not rope.get("long_factor"):
        return {}
    if str(rope.get("rope_type")) not in ("su", "longrope"):
        raise UserError("rope_unsupported", "Long factors are known for rope_type longrope only.")
    result: dict[str, Floats] = {}
    for name in ("long", "short"):
        values = rope.get(f"{name}_factor")
        length = _phi3_rope_dimensions(config) // 2
        if not isinstance(values, list) or len(values) != length or not all(type(v) in (int, float) for v in values):
            raise UserError("config_invalid", f"config.json is not right: {name}_factor must hold {length} numbers.")
        result[f"rope_factors_{name}.weight"] = np.array(values, dtype=np.float32)
    return result


def _check_smollm3(config: Config) -> None:
    _check_silu(config)
    layers = config.fields.get("no_rope_layers")
    wanted = [int((layer + 1) % 4 != 0) for layer in range(config.layers)]
    if (isinstance(layers, list) and layers != wanted) or config.fields.get("no_rope_layer_interval", 4) != 4:
        raise _differs("the layers without rotation", "llama.cpp leaves it out in every fourth layer")
    if config.flag("use_sliding_window"):
        raise _differs("use_sliding_window", "llama.cpp has no sliding window for SmolLM3")


def _check_silu(config: Config) -> None:
    _require_activation(config, "hidden_act", ("silu", "swish"))


def _check_qwen(config: Config) -> None:
    _check_silu(config)
    if config.flag("use_sliding_window"):
        raise _differs("use_sliding_window", "llama.cpp has no sliding window for Qwen 2 and 3")


def _require_activation(config: Config, name: str, known: tuple[str, ...]) -> None:
    if config.fields.get(name, known[0]) not in known:
        raise _differs(name, f"llama.cpp computes {known[0]} for this architecture")


def _differs(what: str, how: str) -> UserError:
    return UserError(
        "architecture_differs",
        f"The configuration of the model departs from its architecture in {what}: {how}, so the result would be wrong.",
        "This model cannot be run by llama.cpp as it is.",
    )


_COMMON = {"rms_norm_eps": 1e-6, "rope_theta": 10_000.0}

_LLAMA = Family(
    name="llama",
    architectures=("LlamaForCausalLM", "LLaMAForCausalLM"),
    models="Llama 2, 3, 3.1, 3.2, 3.3; SmolLM2; TinyLlama",
    defaults={**_COMMON, "max_position_embeddings": 2048, "vocab_size": 32_000},
    layer={**_ATTENTION, **_GATED_FFN, **_PRE_NORMS},
    optional={**_QKV_BIASES, "self_attn.o_proj.bias": ("hidden",), **_FFN_BIASES},
    interleaved=True,
    writes_head_dim=True,
    metadata=_llama_metadata,
    extra=_llama3_factors,
    check=_check_silu,
)

FAMILIES = (
    _LLAMA,
    replace(
        _LLAMA,
        architectures=("MistralForCausalLM",),
        models="Mistral 7B and others with a SentencePiece vocabulary",
        defaults={**_COMMON, "max_position_embeddings": 131_072, "vocab_size": 32_000, "num_key_value_heads": 8},
    ),
    Family(
        name="qwen2",
        architectures=("Qwen2ForCausalLM",),
        models="Qwen 2, Qwen 2.5",
        defaults={**_COMMON, "max_position_embeddings": 32_768, "vocab_size": 151_936, "num_key_value_heads": 32},
        layer={**_ATTENTION, **_QKV_BIASES, **_GATED_FFN, **_PRE_NORMS},
        check=_check_qwen,
    ),
    Family(
        name="qwen3",
        architectures=("Qwen3ForCausalLM",),
        models="Qwen 3 (dense)",
        defaults={
            **_COMMON,
            "max_position_embeddings": 32_768,
            "vocab_size": 151_936,
            "num_key_value_heads": 32,
            "head_dim": 128,
        },
        layer={**_ATTENTION, **_HEAD_NORMS, **_GATED_FFN, **_PRE_NORMS},
        check=_check_qwen,
    ),
    Family(
        name="gemma3",
        architectures=("Gemma3ForCausalLM",),
        models="Gemma 3, text models",
        defaults={
            "rms_norm_eps": 1e-6,
            "rope_theta": 1_000_000.0,
            "rope_local_base_freq": 10_000.0,
            "max_position_embeddings": 131_072,
            "vocab_size": 262_208,
            "num_attention_heads": 8,
            "num_key_value_heads": 4,
            "head_dim": 256,
            "sliding_window": 4096,
            "tie_word_embeddings": True,
        },
        layer={
            **_ATTENTION,
            **_HEAD_NORMS,
            **_GATED_FFN,
            **_PRE_NORMS,
            "pre_feedforward_layernorm.weight": ("hidden",),
            "post_feedforward_layernorm.weight": ("hidden",),
        },
        norm_shift=1.0,
        writes_head_dim=True,
        metadata=_gemma3_metadata,
        check=_check_gemma3,
    ),
    Family(
        name="phi3",
        architectures=("Phi3ForCausalLM",),
        models="Phi 3, Phi 3.5 mini, Phi 4 mini, Phi 4",
        defaults={
            "rms_norm_eps": 1e-5,
            "rope_theta": 10_000.0,
            "max_position_embeddings": 4096,
            "original_max_position_embeddings": 4096,
            "vocab_size": 32_064,
        },
        layer={
            "self_attn.qkv_proj.weight": ("qkv", "hidden"),
            "self_attn.o_proj.weight": ("hidden", "heads"),
            "mlp.gate_up_proj.weight": ("gate_up", "hidden"),
            "mlp.down_proj.weight": ("hidden", "ffn"),
            **_PRE_NORMS,
        },
        metadata=_phi3_metadata,
        replaces_rope=True,
        extra=_phi3_factors,
        check=_check_silu,
    ),
    Family(
        name="smollm3",
        architectures=("SmolLM3ForCausalLM",),
        models="SmolLM3",
        defaults={
            "rms_norm_eps": 1e-6,
            "rope_theta": 2_000_000.0,
            "max_position_embeddings": 32_768,
            "vocab_size": 128_256,
            "num_key_value_heads": 4,
            "tie_word_embeddings": True,
        },
        layer={**_ATTENTION, **_GATED_FFN, **_PRE_NORMS},
        optional=_QKV_BIASES,
        interleaved=True,
        metadata=_llama_metadata,
        extra=_llama3_factors,
        check=_check_smollm3,
    ),
    Family(
        name="olmo2",
        architectures=("Olmo2ForCausalLM",),
        models="OLMo 2",
        defaults={
            "rms_norm_eps": 1e-5,
            "rope_theta": 10_000.0,
            "max_position_embeddings": 2048,
            "vocab_size": 50_304,
        },
        layer={
            **_ATTENTION,
            **_GATED_FFN,
            "self_attn.q_norm.weight": ("heads",),
            "self_attn.k_norm.weight": ("kv_heads",),
            "post_attention_layernorm.weight": ("hidden",),
            "post_feedforward_layernorm.weight": ("hidden",),
        },
        check=_check_silu,
    ),
)
