"""The tokenizer of a model folder as GGUF metadata: byte-level BPE, or SentencePiece."""

from pathlib import Path
from typing import Any

from retrowriter.convert import pretokenizers, sentencepiece
from retrowriter.convert.config import Config
from retrowriter.convert.family import Family
from retrowriter.convert.gguf_writer import Metadata, array, boolean, text, texts
from retrowriter.convert.safetensors_files import inside, read_json
from retrowriter.convert.sentencepiece import CONTROL, NORMAL, SCORE_ADDED, UNUSED, USER_DEFINED, Piece
from retrowriter.convert.special_tokens import adds_bos, read_special_tokens
from retrowriter.errors import UserError
from retrowriter.models.gguf import FLOAT32, INT32

MAX_TOKENS = 2_000_000


def read_vocabulary(folder: Path, config: Config, family: Family) -> Metadata:
    """tokenizer.* of the metadata.

    Raises:
        UserError: code tokenizer_missing, tokenizer_invalid, tokenizer_unsupported, pretokenizer_unknown,
            vocabulary_too_large (larger than the model's embedding).
    """
    size = config.count("vocab_size")
    if size > MAX_TOKENS:
        raise UserError("config_invalid", f"config.json is not right: a vocabulary of {size:,} tokens.")
    path = folder / "tokenizer.json"
    tokenizer = read_json(inside(folder, path.name)) if path.exists() else None
    if (folder / "tokenizer.model").exists():
        return _sentencepiece(folder, tokenizer, size, family)
    if tokenizer is None:
        raise UserError(
            "tokenizer_missing",
            f"{folder.name} holds neither tokenizer.json nor tokenizer.model.",
            "Fetch the whole checkpoint, or save the tokenizer with transformers: tokenizer.save_pretrained(FOLDER).",
        )
    model = _sound_model(tokenizer)
    result = _rebuilt(folder, tokenizer, model, size) if model.get("byte_fallback") else None
    return result or _byte_level(folder, tokenizer, model, size, family)


def _byte_level(folder: Path, tokenizer: dict[str, Any], model: dict[str, Any], size: int, family: Family) -> Metadata:
    pretokenizer = pretokenizers.recognise(tokenizer)
    tokens = [f"[PAD{number}]" for number in range(size)]
    kinds = [UNUSED] * size
    for token, number in model["vocab"].items():
        _require_room(number, size)
        tokens[number], kinds[number] = token, NORMAL
    for number, entry in _added(tokenizer).items():
        _require_room(number, size)
        content = entry["content"]
        control = bool(entry.get("special")) or _looks_special(content)
        kinds[number] = CONTROL if control else USER_DEFINED
        tokens[number] = content if control else content.replace("\u2581", " ")
    special = read_special_tokens(folder, tokenizer, size)
    result: Metadata = {}
    config_file = folder / "tokenizer_config.json"
    if family.name in _LLAMA_LIKE and config_file.exists():
        prefix = read_json(inside(folder, config_file.name)).get("add_prefix_space")
        if isinstance(prefix, bool):
            result["tokenizer.ggml.add_space_prefix"] = boolean(prefix)
    result.update(
        {
            "tokenizer.ggml.model": text("gpt2"),
            "tokenizer.ggml.pre": text(pretokenizer.name),
            "tokenizer.ggml.tokens": texts(_encodable(tokens)),
            "tokenizer.ggml.token_type": array(INT32, kinds),
            "tokenizer.ggml.merges": texts(_encodable(_merges(model))),
            **special,
        }
    )
    if family.name in _LLAMA_LIKE and size == _SMOLLM_SIZE:
        result["tokenizer.ggml.add_bos_token"] = boolean(False)
    elif pretokenizer.adds_bos and adds_bos(special) is None:
        # llama.cpp would add the token where this tokenizer does not.
        result["tokenizer.ggml.add_bos_token"] = boolean(False)
    return result


# llama.cpp's converter treats vocabularies of this size as those of SmolLM and Granite, which begin without BOS.
_SMOLLM_SIZE = 49_152
_LLAMA_LIKE = ("llama", "smollm3")


def _merges(model: dict[str, Any]) -> list[str]:
    # Pairs since tokenizers 0.20; a space within a token is written as byte-level BPE writes it.
    return [
        merge if isinstance(merge, str) else " ".join(part.replace(" ", "\u0120") for part in merge)
        for merge in model["merges"]
    ]


def _sentencepiece(folder: Path, tokenizer: dict[str, Any] | None, size: int, family: Family) -> Metadata:
    pieces = sentencepiece.read_model(inside(folder, "tokenizer.model"))
    pieces = sentencepiece.padded(pieces[:size], size)
    config_file = folder / "tokenizer_config.json"
    config = read_json(inside(folder, config_file.name)) if config_file.exists() else {}
    added_file = folder / "added_tokens.json"
    if added_file.exists():
        for content, number in read_json(inside(folder, added_file.name)).items():
            if type(number) is int and 0 <= number < size:
                pieces[number] = Piece(content, SCORE_ADDED, USER_DEFINED)
    sources = [_decoder_entries(config)]
    if family.name == "phi3" and tokenizer is not None:
        sources.append(_added(tokenizer))
    for entries in sources:
        for number, entry in entries.items():
            if number < size:
                pieces[number] = _added_piece(entry, guess=family.name != "phi3")
    result: Metadata = {}
    if family.name in _LLAMA_LIKE and isinstance(config.get("add_prefix_space"), bool):
        result["tokenizer.ggml.add_space_prefix"] = boolean(config["add_prefix_space"])
    result.update(_pieces(pieces))
    result.update(read_special_tokens(folder, tokenizer, size))
    if family.name == "gemma3":
        result["tokenizer.ggml.add_space_prefix"] = boolean(False)
    return result


def _rebuilt(folder: Path, tokenizer: dict[str, Any], model: dict[str, Any], size: int) -> Metadata | None:
    """A SentencePiece vocabulary out of tokenizer.json; None when it is a byte-level one after all."""
    definition = tokenizer.get("pre_tokenizer")
    if isinstance(definition, dict) and definition.get("type") not in ("Metaspace", "Split"):
        return None
    added = _added(tokenizer)
    for number in (*model["vocab"].values(), *added):
        _require_room(number, size)
    pieces = sentencepiece.padded(sentencepiece.from_tokenizer_json(model, added), size)
    for number, entry in added.items():
        if pieces[number].kind in (NORMAL, UNUSED):
            pieces[number] = _added_piece(entry, guess=True)
    return {
        **_pieces(pieces),
        **read_special_tokens(folder, tokenizer, size),
        "tokenizer.ggml.add_space_prefix": boolean(_prepends_space(tokenizer)),
    }


def _prepends_space(tokenizer: dict[str, Any]) -> bool:
    """Does the tokenizer put a space before the text?"""
    definition = tokenizer.get("pre_tokenizer")
    if isinstance(definition, dict) and definition.get("type") == "Metaspace":
        return str(definition.get("prepend_scheme", "always")) != "never"
    normalizer = tokenizer.get("normalizer")
    steps = normalizer.get("normalizers", [normalizer]) if isinstance(normalizer, dict) else []
    return any(isinstance(step, dict) and step.get("type") == "Prepend" for step in steps)


def _pieces(pieces: list[Piece]) -> Metadata:
    return {
        "tokenizer.ggml.model": text("llama"),
        "tokenizer.ggml.pre": text("default"),
        "tokenizer.ggml.tokens": texts(_encodable([piece.text for piece in pieces])),
        "tokenizer.ggml.scores": array(FLOAT32, [piece.score for piece in pieces]),
        "tokenizer.ggml.token_type": array(INT32, [piece.kind for piece in pieces]),
    }


def _added_piece(entry: dict[str, Any], guess: bool) -> Piece:
    content = entry["content"]
    if entry.get("special") or (guess and _looks_special(content)):
        return Piece(content, SCORE_ADDED, CONTROL)
    return Piece(content.replace("\u2581", " ") if guess else content, SCORE_ADDED, USER_DEFINED)


def _looks_special(token: str) -> bool:
    """Some models mark tokens as ordinary that are not; the list is that of llama.cpp's converter."""
    return (
        token in ("<pad>", "<mask>", "<2mass>", "[@BOS@]")
        or (token.startswith("<|") and token.endswith("|>"))
        or (token.startswith("<\uff5c") and token.endswith("\uff5c>"))
        or (token.startswith("<unused") and token.endswith(">"))
    )


def _added(tokenizer: dict[str, Any]) -> dict[int, dict[str, Any]]:
    entries = tokenizer.get("added_tokens")
    result: dict[int, dict[str, Any]] = {}
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict) or type(entry.get("id")) is not int or not isinstance(entry.get("content"), str):
            raise _invalid("an added token has no id or no text")
        if entry["id"] < 0:
            raise _invalid("an added token has a negative id")
        result[entry["id"]] = entry
    return result


def _decoder_entries(config: dict[str, Any]) -> dict[int, dict[str, Any]]:
    entries = config.get("added_tokens_decoder")
    result: dict[int, dict[str, Any]] = {}
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        if key.isdecimal() and len(key) < 10 and isinstance(entry, dict) and isinstance(entry.get("content"), str):
            result[int(key)] = entry
    return result


def _sound_model(tokenizer: dict[str, Any]) -> dict[str, Any]:
    model = tokenizer.get("model")
    if not isinstance(model, dict) or model.get("type") != "BPE":
        kind = model.get("type") if isinstance(model, dict) else None
        raise UserError(
            "tokenizer_unsupported",
            f"The tokenizer is of the type {str(kind)[:40]}, and only BPE and SentencePiece are known.",
            "llama.cpp's own converter may know more.",
        )
    vocabulary, merges = model.get("vocab"), model.get("merges")
    if not isinstance(vocabulary, dict) or not isinstance(merges, list) or len(vocabulary) > MAX_TOKENS:
        raise _invalid("it holds no vocabulary or no merges")
    numbers = set()
    for number in vocabulary.values():
        if type(number) is not int or number < 0 or number >= MAX_TOKENS:
            raise _invalid("a token has no valid id")
        numbers.add(number)
    if len(numbers) != len(vocabulary):
        raise _invalid("two tokens have the same id")
    for merge in merges:
        parts = merge.split(" ") if isinstance(merge, str) else merge
        if not isinstance(parts, list) or len(parts) != 2 or not all(isinstance(part, str) for part in parts):
            raise _invalid("a merge is not a pair of tokens")
    return model


def _require_room(number: int, size: int) -> None:
    if number >= size:
        raise UserError(
            "vocabulary_too_large",
            f"The tokenizer has a token with the number {number}, and the model has room for {size:,}.",
            "The tokenizer belongs to another model, or the embeddings were not resized when tokens were added.",
        )


def _encodable(values: list[str]) -> list[str]:
    try:
        "".join(values).encode()
    except UnicodeEncodeError as error:
        raise _invalid("a token is not valid Unicode") from error
    return values


def _invalid(why: str) -> UserError:
    return UserError("tokenizer_invalid", f"tokenizer.json is not right: {why}.", "Fetch the file again.")
