"""Small checkpoints in the format of Hugging Face, made without torch: random weights, tokenizers trained here."""

import json
import struct
from pathlib import Path

import numpy as np
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

TEXTS = [
    "Dear Mr. Smith, thank you for your letter of 12 March 1995. We're pleased to say that the order was shipped.",
    "MEMORANDUM  TO: All Staff  FROM: The Director  RE: New computers; they'll arrive on Monday, 4 September.",
    "def f(x):\n    return x + 1\n\n\nprint(f(41))\t# 42\r\n",
    "Grüße aus Köln! Привет, мир. 日本語 한국어 🙂 naïve façade 1234567890 $99.95",
    "The quick brown fox jumps over the lazy dog. It's what they'd say: I'M, you'RE, don't, 3.14159, 007.",
] * 3
_ENDINGS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_REST = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA3 = _ENDINGS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|" + _REST
QWEN2 = _ENDINGS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|" + _REST
_UPPER, _LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_FIRST = r"[^\r\n\p{L}\p{N}]?" + _UPPER + "*" + _LOWER + "+"
_SECOND = r"[^\r\n\p{L}\p{N}]?" + _UPPER + "+" + _LOWER + "*"
_SLASH = r" ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
TEKKEN = _FIRST + "|" + _SECOND + r"|\p{N}|" + _SLASH
GPT4O = _FIRST + _ENDINGS + "?|" + _SECOND + _ENDINGS + r"?|\p{N}{1,3}|" + _SLASH
CHAT = "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
SPECIALS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")

Arrays = dict[str, np.ndarray]


def byte_level(folder: Path, kind: str = "gpt-2", bos: bool = False, vocabulary: int = 380) -> int:
    """Trains a byte-level BPE with the pre-tokenizer of that name; returns the number of tokens."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=kind in ("llama-bpe", "tekken")))
    bytes_only = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    patterns = {"llama-bpe": LLAMA3, "dbrx": LLAMA3, "qwen2": QWEN2, "tekken": TEKKEN, "gpt-4o": GPT4O}
    with_words = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    if kind in patterns:
        split = pre_tokenizers.Split(Regex(patterns[kind]), "isolated", invert=False)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, bytes_only])
    elif kind == "smollm":
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), with_words])
    else:
        tokenizer.pre_tokenizer = with_words
    if kind == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    tokenizer.add_tokens([AddedToken("<note>", special=False, normalized=False)])
    if bos:
        template = processors.TemplateProcessing(single="<|im_start|> $A", special_tokens=[("<|im_start|>", 1)])
        tokenizer.post_processor = template
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "TokenizersBackend",
            "bos_token": "<|im_start|>",
            "eos_token": {"__type": "AddedToken", "content": "<|im_end|>", "special": True},
            "pad_token": "<|im_end|>",
            "unk_token": "<|endoftext|>",
            "chat_template": CHAT,
        },
    )
    return tokenizer.get_vocab_size()


def sentencepiece(
    folder: Path, with_model: bool = True, vocabulary: int = 420, prefix: bool = True, added: tuple[str, ...] = ()
) -> int:
    """A BPE with byte fallback as tokenizer.json and, if wanted, the same as tokenizer.model; returns its size."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    steps = [normalizers.Prepend("\u2581")] if prefix else []
    tokenizer.normalizer = normalizers.Sequence([*steps, normalizers.Replace(" ", "\u2581")])
    byte_tokens = [f"<0x{i:02X}>" for i in range(256)]
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=["<unk>", "<s>", "</s>", *byte_tokens],
        show_progress=False,
        limit_alphabet=60,
    )
    # Without a pre-tokenizer merges would run over words; SentencePiece does not let a space stand within one.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("\u2581+[^\u2581]*|[^\u2581]+"), "isolated")
    tokenizer.train_from_iterator([text.replace("\n", " ") for text in TEXTS], trainer)
    content = json.loads(tokenizer.to_str())
    content["pre_tokenizer"] = None
    content["added_tokens"] = [entry for entry in content["added_tokens"] if entry["id"] < 3]
    content["decoder"] = {
        "type": "Sequence",
        "decoders": [
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
            {"type": "ByteFallback"},
            {"type": "Fuse"},
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name in added:
        number = len(content["model"]["vocab"]) + len(content["added_tokens"]) - 3
        content["added_tokens"].append({**content["added_tokens"][0], "id": number, "content": name})
    write_json(folder / "tokenizer.json", content)
    pieces = sorted(content["model"]["vocab"], key=content["model"]["vocab"].get)
    ranks: dict[str, int] = {}
    for rank, merge in enumerate(content["model"]["merges"]):
        ranks.setdefault("".join(merge), rank)
    if with_model:
        (folder / "tokenizer.model").write_bytes(_sentencepiece_model(pieces, ranks))
    specials = {str(i): {"content": name, "special": True} for i, name in enumerate(("<unk>", "<s>", "</s>"))}
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "TokenizersBackend",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "add_bos_token": True,
            "add_eos_token": False,
            "added_tokens_decoder": specials,
        },
    )
    return len(pieces) + len(added)


def model(folder: Path, case: str, dtype: str = "bf16", seed: int = 0, shards: int = 1) -> dict:
    """Makes the checkpoint of a case in CASES; returns its configuration."""
    make_tokenizer, overrides = CASES[case]
    size = make_tokenizer(folder)
    config = {**_BASE, "vocab_size": size + 3, "bos_token_id": 1, "eos_token_id": 2, **overrides}
    write_json(folder / "config.json", config)
    write_json(folder / "generation_config.json", {"temperature": 0.6, "top_p": 0.9, "top_k": 40, "eos_token_id": [2]})
    arrays = weights(config, seed)
    if shards == 1:
        write_safetensors(folder / "model.safetensors", arrays, dtype)
        return config
    names = list(arrays)
    parts = [names[i::shards] for i in range(shards)]
    where = {}
    for i, part in enumerate(parts):
        file = f"model-{i + 1:05}-of-{shards:05}.safetensors"
        write_safetensors(folder / file, {name: arrays[name] for name in part}, dtype)
        where.update(dict.fromkeys(part, file))
    write_json(folder / "model.safetensors.index.json", {"metadata": {}, "weight_map": where})
    return config


def weights(config: dict, seed: int = 0) -> Arrays:
    """Random weights for a configuration."""
    random = np.random.default_rng(seed)
    kind = config["model_type"]
    hidden, ffn, heads, kv = (
        config[name] for name in ("hidden_size", "intermediate_size", "num_attention_heads", "num_key_value_heads")
    )
    head = config.get("head_dim") or hidden // heads
    centre, scale = (0.0, 0.04) if kind == "gemma3_text" else (1.0, 0.08)
    result: Arrays = {}

    def matrix(name: str, *shape: int) -> None:
        result[name] = (random.standard_normal(shape) * scale).astype(np.float32)

    def norm(name: str, size: int) -> None:
        result[name] = (centre + random.standard_normal(size) * 0.1).astype(np.float32)

    matrix("model.embed_tokens.weight", config["vocab_size"], hidden)
    norm("model.norm.weight", hidden)
    if not config["tie_word_embeddings"]:
        matrix("lm_head.weight", config["vocab_size"], hidden)
    for layer in range(config["num_hidden_layers"]):
        at = f"model.layers.{layer}."
        if kind == "phi3":
            matrix(at + "self_attn.qkv_proj.weight", (heads + 2 * kv) * head, hidden)
            matrix(at + "mlp.gate_up_proj.weight", 2 * ffn, hidden)
        else:
            for name, rows in (("q", heads), ("k", kv), ("v", kv)):
                matrix(f"{at}self_attn.{name}_proj.weight", rows * head, hidden)
                if kind == "qwen2" or config.get("attention_bias"):
                    matrix(f"{at}self_attn.{name}_proj.bias", rows * head)
            matrix(at + "mlp.gate_proj.weight", ffn, hidden)
            matrix(at + "mlp.up_proj.weight", ffn, hidden)
        matrix(at + "self_attn.o_proj.weight", hidden, heads * head)
        if config.get("attention_bias") and kind == "llama":
            matrix(at + "self_attn.o_proj.bias", hidden)
        matrix(at + "mlp.down_proj.weight", hidden, ffn)
        if kind in ("qwen3", "gemma3_text"):
            norm(at + "self_attn.q_norm.weight", head)
            norm(at + "self_attn.k_norm.weight", head)
        if kind == "olmo2":
            norm(at + "self_attn.q_norm.weight", heads * head)
            norm(at + "self_attn.k_norm.weight", kv * head)
            norm(at + "post_feedforward_layernorm.weight", hidden)
        else:
            norm(at + "input_layernorm.weight", hidden)
        norm(at + "post_attention_layernorm.weight", hidden)
        if kind == "gemma3_text":
            norm(at + "pre_feedforward_layernorm.weight", hidden)
            norm(at + "post_feedforward_layernorm.weight", hidden)
    return result


def adapter(folder: Path, base: dict, rank: int = 4, seed: int = 1, tensors: Arrays | None = None, **config) -> Arrays:
    """A PEFT folder that changes q, k, v and down in each layer of a model of this kind; returns its tensors."""
    random = np.random.default_rng(seed)
    head = base.get("head_dim") or base["hidden_size"] // base["num_attention_heads"]
    widths = {
        "self_attn.q_proj": (base["num_attention_heads"] * head, base["hidden_size"]),
        "self_attn.k_proj": (base["num_key_value_heads"] * head, base["hidden_size"]),
        "self_attn.v_proj": (base["num_key_value_heads"] * head, base["hidden_size"]),
        "mlp.down_proj": (base["hidden_size"], base["intermediate_size"]),
    }
    if tensors is None:
        tensors = {}
        for layer in range(base["num_hidden_layers"]):
            for module, (rows, columns) in widths.items():
                at = f"base_model.model.model.layers.{layer}.{module}."
                tensors[at + "lora_A.weight"] = (random.standard_normal((rank, columns)) * 0.1).astype(np.float32)
                tensors[at + "lora_B.weight"] = (random.standard_normal((rows, rank)) * 0.1).astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    defaults = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": rank,
        "lora_alpha": 8,
        "target_modules": ["q_proj", "k_proj", "v_proj", "down_proj"],
        "base_model_name_or_path": "tests/tiny",
    }
    write_json(folder / "adapter_config.json", {**defaults, **config})
    write_safetensors(folder / "adapter_model.safetensors", tensors, "f32")
    return tensors


def write_safetensors(path: Path, arrays: Arrays, dtype: str = "f32") -> None:
    """Writes a safetensors file in f32, f16 or bf16 (rounded to nearest even)."""
    header, parts, at = {}, [], 0
    for name, array in arrays.items():
        data = encode(array, dtype)
        header[name] = {"dtype": dtype.upper(), "shape": list(array.shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    path.write_bytes(struct.pack("<Q", len(encoded)) + encoded + b"".join(parts))


def encode(array: np.ndarray, dtype: str) -> bytes:
    """The bytes of an array in f32, f16 or bf16."""
    if dtype != "bf16":
        return array.astype(np.float32 if dtype == "f32" else np.float16).tobytes()
    bits = np.ascontiguousarray(array, np.float32).view(np.uint32).astype(np.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16).tobytes()


def write_json(path: Path, content: object) -> None:
    """Writes JSON."""
    path.write_text(json.dumps(content), encoding="utf-8")


def _sentencepiece_model(pieces: list[str], ranks: dict[str, int]) -> bytes:
    """A ModelProto, with the scores that SentencePiece's BPE trainer gives: the rank of the merge, negated."""

    def field(number: int, wire: int, data: bytes) -> bytes:
        length = _varint(len(data)) if wire == 2 else b""
        return _varint(number << 3 | wire) + length + data

    result = b""
    for i, piece in enumerate(pieces):
        kind = 2 if i == 0 else 3 if i < 3 else 6 if i < 259 else 1
        score = -float(ranks[piece]) if piece in ranks else (0.0 if kind != 1 else -1e6)
        body = field(1, 2, piece.encode()) + field(2, 5, struct.pack("<f", score)) + field(3, 0, _varint(kind))
        result += field(1, 2, body)
    trainer = field(3, 0, _varint(2)) + field(35, 0, _varint(1))
    return result + field(2, 2, trainer) + field(3, 2, field(1, 2, b"identity"))


def _varint(number: int) -> bytes:
    result = b""
    while number > 0x7F:
        result += bytes([number & 0x7F | 0x80])
        number >>= 7
    return result + bytes([number])


def _phi4(folder: Path) -> int:
    size = byte_level(folder, "gpt-4o")
    path = folder / "tokenizer_config.json"
    write_json(path, {**json.loads(path.read_text()), "tokenizer_class": "GPT2Tokenizer"})
    return size


_BASE = {
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "num_hidden_layers": 3,
    "max_position_embeddings": 512,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": False,
    "hidden_act": "silu",
    "torch_dtype": "bfloat16",
}
_LLAMA = {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
_LLAMA3_ROPE = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
_QWEN2 = {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "rope_theta": 1e6}
_PHI3 = {
    "architectures": ["Phi3ForCausalLM"],
    "model_type": "phi3",
    "original_max_position_embeddings": 512,
    "pad_token_id": 0,
    "rope_theta": 10000.0,
}
_PHI3_ADDED = ("<|endoftext|>", "<|assistant|>", "<|end|>")
_LONG = {
    "type": "longrope",
    "short_factor": [1.0 + i / 10 for i in range(8)],
    "long_factor": [1.5 + i for i in range(8)],
}

_GEMMA3 = {
    "architectures": ["Gemma3ForCausalLM"],
    "model_type": "gemma3_text",
    "num_hidden_layers": 7,
    "head_dim": 16,
    "query_pre_attn_scalar": 16,
    "hidden_activation": "gelu_pytorch_tanh",
    "sliding_window": 16,
    "tie_word_embeddings": True,
    "pad_token_id": 0,
}

# Name -> tokenizer, and what differs from _BASE. Rotations are told in the ways of transformers 4 and 5.
CASES = {
    "llama": (lambda f: byte_level(f, "smollm"), {**_LLAMA, "rope_theta": 10000.0, "tie_word_embeddings": True}),
    "llama3": (
        lambda f: byte_level(f, "llama-bpe", bos=True),
        {**_LLAMA, "rope_theta": 5e5, "rope_scaling": _LLAMA3_ROPE, "max_position_embeddings": 1024},
    ),
    "llama-bias": (
        lambda f: byte_level(f, "gpt-2"),
        {
            **_LLAMA,
            "attention_bias": True,
            "head_dim": 32,
            "hidden_size": 48,
            "num_attention_heads": 2,
            "num_key_value_heads": 1,
            "rope_parameters": {"rope_type": "linear", "factor": 2.0, "rope_theta": 20000.0},
        },
    ),
    "tinyllama": (sentencepiece, {**_LLAMA, "rope_theta": 10000.0}),
    "mistral": (
        sentencepiece,
        {
            "architectures": ["MistralForCausalLM"],
            "model_type": "mistral",
            "sliding_window": 256,
            "rope_theta": 10000.0,
        },
    ),
    "qwen2": (lambda f: byte_level(f, "qwen2"), {**_QWEN2, "tie_word_embeddings": True, "use_sliding_window": False}),
    "qwen2-yarn": (
        lambda f: byte_level(f, "qwen2"),
        {**_QWEN2, "rope_scaling": {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 128}},
    ),
    "qwen3": (
        lambda f: byte_level(f, "qwen2"),
        {"architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "head_dim": 32, "rope_theta": 1e6},
    ),
    "gemma3": (
        lambda f: sentencepiece(f, prefix=False),
        {**_GEMMA3, "rope_theta": 1e6, "rope_local_base_freq": 10000.0, "sliding_window_pattern": 6},
    ),
    "gemma3-nested": (
        lambda f: sentencepiece(f, prefix=False),
        {
            **_GEMMA3,
            "layer_types": ["sliding_attention"] * 5 + ["full_attention", "sliding_attention"],
            "rope_parameters": {
                "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1e6},
                "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0},
            },
        },
    ),
    "phi3": (lambda f: sentencepiece(f, added=_PHI3_ADDED), {**_PHI3, "sliding_window": 2047}),
    "phi3-long": (
        lambda f: sentencepiece(f, added=_PHI3_ADDED),
        {**_PHI3, "max_position_embeddings": 4096, "rope_scaling": _LONG},
    ),
    "phi4": (_phi4, {**_PHI3, "partial_rotary_factor": 0.5, "tie_word_embeddings": True}),
    "smollm3": (
        lambda f: byte_level(f, "llama-bpe"),
        {
            "architectures": ["SmolLM3ForCausalLM"],
            "model_type": "smollm3",
            "num_hidden_layers": 5,
            "tie_word_embeddings": True,
            "no_rope_layer_interval": 4,
            "pad_token_id": 2,
            "rope_theta": 2e6,
        },
    ),
    "olmo2": (
        lambda f: byte_level(f, "dbrx"),
        {"architectures": ["Olmo2ForCausalLM"], "model_type": "olmo2", "rope_theta": 5e5, "rms_norm_eps": 1e-6},
    ),
}
PRETOKENIZERS = {
    "llama": "smollm",
    "llama3": "llama-bpe",
    "llama-bias": "gpt-2",
    "qwen2": "qwen2",
    "qwen2-yarn": "qwen2",
    "qwen3": "qwen2",
    "phi4": "gpt-4o",
    "smollm3": "llama-bpe",
    "olmo2": "dbrx",
}
