"""Which tokens begin, end and pad a text, whether they are added by themselves, and the chat templates."""

import string
from pathlib import Path
from typing import Any

from retrowriter.convert.gguf_writer import Metadata, boolean, text, texts, uint32
from retrowriter.convert.safetensors_files import inside, read_json
from retrowriter.errors import UserError

MAX_TEMPLATE = 4 * 1024 * 1024
MAX_TEMPLATES = 100

_KEYS = {
    "bos": "bos_token_id",
    "eos": "eos_token_id",
    "unk": "unknown_token_id",
    "sep": "seperator_token_id",  # so spelt in the format
    "pad": "padding_token_id",
    "cls": "cls_token_id",
    "mask": "mask_token_id",
    "eot": "eot_token_id",
}
_FLAGS = ("bos", "eos", "sep")
_LETTERS = frozenset(string.ascii_letters + string.digits)


def read_special_tokens(folder: Path, tokenizer: dict[str, Any] | None, vocabulary_size: int) -> Metadata:
    """The metadata of special tokens and chat templates, in the order of llama.cpp's converter.

    Args:
        folder: of the model; tokenizer: content of tokenizer.json, None when there is none.
        vocabulary_size: ids must be below it.

    Raises:
        UserError: code json_invalid, tokenizer_invalid, path_outside.
    """
    config = _optional_json(folder, "tokenizer_config.json")
    named = {kind: _content(config.get(f"{kind}_token")) for kind in _KEYS}
    # Encoders call them by other names.
    named["bos"] = named["bos"] or named["cls"]
    named["eos"] = named["eos"] or named["sep"]
    flags = _template_flags(tokenizer, named) if tokenizer else {}
    for kind in _FLAGS:
        if isinstance(config.get(f"add_{kind}_token"), bool):
            flags.setdefault(kind, config[f"add_{kind}_token"])
    ids = _ids(folder, tokenizer, named, vocabulary_size)
    result: Metadata = {f"tokenizer.ggml.{_KEYS[kind]}": uint32(number) for kind, number in ids.items()}
    result.update({f"tokenizer.ggml.add_{kind}_token": boolean(value) for kind, value in flags.items()})
    return {**result, **_chat_templates(folder, config)}


def adds_bos(metadata: Metadata) -> bool | None:
    """Whether the tokenizer adds BOS, None when it does not say."""
    found = metadata.get("tokenizer.ggml.add_bos_token")
    return None if found is None else bool(found.value)


def _ids(folder: Path, tokenizer: dict[str, Any] | None, named: dict[str, str], vocabulary_size: int) -> dict[str, int]:
    added = (tokenizer or {}).get("added_tokens")
    by_text: dict[str, int] = {}
    for entry in added if isinstance(added, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("content"), str) and _is_id(entry.get("id")):
            by_text.setdefault(entry["content"], entry["id"])
    ids: dict[str, int] = {}

    def put(kind: str, number: object) -> None:
        if _is_id(number) and isinstance(number, int) and number < vocabulary_size:
            ids.setdefault(kind, number)

    for kind, content in named.items():
        if content:
            put(kind, by_text.get(content))
    # What generation_config.json says comes last: it is there to be changed.
    for name in ("config.json", "generation_config.json"):
        fields = _optional_json(folder, name)
        for kind in _KEYS:
            if kind != "eot":
                put(kind, fields.get(f"{kind}_token_id"))
    return {kind: ids[kind] for kind in sorted(ids, key=list(ids).index)}


def _template_flags(tokenizer: dict[str, Any], named: dict[str, str]) -> dict[str, bool]:
    """Whether the post-processor adds tokens; when it ends texts with another token than EOS, that one is EOS."""
    flags: dict[str, bool] = {}
    processor = tokenizer.get("post_processor")
    if not isinstance(processor, dict):
        return flags
    parts = processor.get("processors", [processor])
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, dict):
            continue
        if part.get("type") == "ByteLevel":
            flags.setdefault("bos", False)
            flags.setdefault("eos", False)
        single = part.get("single")
        if part.get("type") != "TemplateProcessing" or not isinstance(single, list) or len(single) < 2:
            continue
        first, last = _special(single[0]), _special(single[-1])
        if first:
            named["bos"] = named["bos"] or first
            flags["bos"] = first in (named["bos"], named["cls"])
        if last:
            if named["eos"] and last != named["eos"]:
                named["eot"] = named["eos"]
            named["eos"] = last
            flags["eos"] = True
        if isinstance(part.get("pair"), list) and len(part["pair"]) >= 2 and "sep" not in flags and (first or last):
            _separator_flag(part["pair"], first, last, named, flags)
    return flags


def _separator_flag(pair: list[Any], first: str, last: str, named: dict[str, str], flags: dict[str, bool]) -> None:
    middle = pair[1 if first and _special(pair[0]) == first else 0 :]
    middle = middle[:-1] if last and middle and _special(middle[-1]) == last else middle
    between = [_special(part) for part in middle[1:-1]]
    if between:
        flags["sep"] = any(token and token in (named["sep"], named["eos"]) for token in between) and not last


def _special(part: object) -> str:
    token = part.get("SpecialToken") if isinstance(part, dict) else None
    name = token.get("id") if isinstance(token, dict) else None
    return name if isinstance(name, str) else ""


def _content(entry: object) -> str:
    if isinstance(entry, dict):
        entry = entry.get("content")
    return entry if isinstance(entry, str) else ""


def _chat_templates(folder: Path, config: dict[str, Any]) -> Metadata:
    given = config.get("chat_template")
    if given is None:
        given = _template_files(folder)
    if isinstance(given, str):
        return {"tokenizer.chat_template": text(given)}
    named: dict[str, str] = {}
    for entry in given[:MAX_TEMPLATES] if isinstance(given, list) else ():
        name, template = (entry.get("name"), entry.get("template")) if isinstance(entry, dict) else (None, None)
        if isinstance(name, str) and isinstance(template, str) and name:
            named["".join(c if c in _LETTERS else "_" for c in name)] = template
    default = named.pop("default", None)
    result: Metadata = {f"tokenizer.chat_template.{name}": text(template) for name, template in named.items()}
    if named:
        result["tokenizer.chat_templates"] = texts(sorted(named))
    if default is not None:
        result["tokenizer.chat_template"] = text(default)
    return result


def _template_files(folder: Path) -> object:
    main = folder / "chat_template.jinja"
    if main.exists():
        default = _read_template(inside(folder, main.name))
        more_folder = folder / "additional_chat_templates"
        more = sorted(more_folder.glob("*.jinja")) if more_folder.is_dir() else []
        if not more:
            return default
        others = [{"name": path.stem, "template": _read_template(inside(more_folder, path.name))} for path in more]
        return [{"name": "default", "template": default}, *others]
    return _optional_json(folder, "chat_template.json").get("chat_template")


def _read_template(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_TEMPLATE:
            raise UserError("tokenizer_invalid", f"{path.name} is too large to be a chat template.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("tokenizer_invalid", f"{path.name} cannot be read: {error}.") from error


def _optional_json(folder: Path, name: str) -> dict[str, Any]:
    if not (folder / name).exists() and not (folder / name).is_symlink():
        return {}
    return read_json(inside(folder, name))


def _is_id(value: object) -> bool:
    return type(value) is int and 0 <= value < 1 << 31
