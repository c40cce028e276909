"""The general part of the metadata: names, licence, languages, sampling hints, from the model card and the others."""

import struct
from pathlib import Path
from typing import Any

from retrowriter.convert.gguf_writer import Metadata, text
from retrowriter.convert.safetensors_files import inside, read_json
from retrowriter.convert.weights import Weight, count_elements
from retrowriter.errors import UserError
from retrowriter.models import gguf as header
from retrowriter.models.gguf import Value

MAX_CARD = 4 * 1024 * 1024


def metadata(folder: Path, tensors: dict[str, Weight]) -> Metadata:
    """general.* of a model folder, as the package gguf gathers it, beginning with general.type.

    Args:
        folder: of the model; tensors: as they will be written, for the label of the size.

    Raises:
        UserError: code card_invalid when the model card or a configuration cannot be understood.
    """
    parameters = sum(count_elements(weight.shape) for weight in tensors.values())
    result = {"general.type": text("model")}
    result.update(_gathered(folder, parameters))
    return result


def title(folder: Path) -> str:
    """The model's name for people."""
    found = _gathered(folder, 0).get("general.name")
    return str(found.value) if found else folder.name


def _gathered(folder: Path, parameters: int) -> Metadata:
    import gguf
    import yaml  # type: ignore[import-untyped]

    card = folder / "README.md"
    if card.exists():
        inside(folder, card.name)
        if card.stat().st_size > MAX_CARD:
            raise UserError("card_invalid", "README.md is too large to be a model card.", "Remove it from the folder.")
    for name in ("config.json", "generation_config.json"):
        if (folder / name).exists():
            read_json(inside(folder, name))
    writer = gguf.GGUFWriter(path=None, arch="llama")
    try:
        found = gguf.Metadata.load(None, folder, None, parameters)
        if found.name is None:
            found.name = folder.name
        generation = folder / "generation_config.json"
        if found.sampling_penalty_repeat is None and generation.exists():
            # Newer versions of the package do this themselves.
            found.sampling_penalty_repeat = read_json(generation).get("repetition_penalty")
        if found.size_label is None and parameters > 0:
            found.size_label = gguf.size_label(parameters, parameters, 0, 0)
        found.set_gguf_meta_model(writer)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, yaml.YAMLError) as error:
        raise UserError(
            "card_invalid",
            f"The description of the model (README.md, generation_config.json) cannot be understood: {error}.",
            "Remove README.md from the folder, or mend it.",
        ) from error
    pairs = {key: _value(field) for key, field in writer.kv_data[0].items() if key != "general.architecture"}
    return {key: value for key, value in pairs.items() if _is_sound(value)}


def _value(field: Any) -> Value:
    kind = int(field.type)
    # The package leaves the type of items to be found out later; the arrays here are lists of names.
    item_kind = header.STRING if field.sub_type is None else int(field.sub_type)
    return Value(kind, item_kind if kind == header.ARRAY else -1, field.value)


def _is_sound(value: Value) -> bool:
    """Can the value be written as the type that it claims? What a file says need not be of the right type."""
    items = value.value if value.kind == header.ARRAY else [value.value]
    kind = value.item_kind if value.kind == header.ARRAY else value.kind
    if not isinstance(items, list | tuple) or not items:
        return False
    for item in items:
        if kind == header.STRING:
            if not isinstance(item, str):
                return False
            continue
        try:
            struct.pack(header.SCALARS[kind], item)
        except (struct.error, OverflowError, TypeError):
            return False
    return True
