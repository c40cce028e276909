"""A model to be written: where its tensors come from and what its metadata will be."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrowriter.convert import architectures
from retrowriter.convert.config import Config
from retrowriter.convert.family import Family
from retrowriter.convert.gguf_writer import Metadata, text, uint32
from retrowriter.convert.peft import Adapter
from retrowriter.convert.safetensors_files import read_folder, read_json
from retrowriter.convert.weights import UNSUPPORTED, LowRank, Weight, mapped, merged
from retrowriter.errors import UserError
from retrowriter.models.gguf import Value, read_header

QUANTIZATION_VERSION = 2
MAX_LAYERS = 1000

_EMBEDDINGS, _OUTPUT = "model.embed_tokens.weight", "lm_head.weight"
_WITHOUT_MEANING = (".attention.masked_bias", ".attention.bias", ".rotary_emb.inv_freq")


@dataclass(frozen=True)
class Base:
    """A model before an adapter is applied.

    Attributes:
        path: where it is; family: its architecture, None for a GGUF file of an architecture not known here.
        tensors: by GGUF name, in the order of the file to write.
        metadata: gives the metadata for a file type, given all tensors; heads, kv_heads: numbers of attention heads.
        layers: number of layers; title: name for people.
        sliding_window: one that llama.cpp leaves out, 0 when there is none.
    """

    path: Path
    family: Family | None
    tensors: dict[str, Weight]
    metadata: Callable[[int, dict[str, Weight]], Metadata]
    heads: int
    kv_heads: int
    layers: int
    title: str
    sliding_window: int = 0

    def gguf_name(self, name: str) -> str:
        """The GGUF name of a tensor named as in transformers; empty when there is none."""
        return _name_map(self._known_family().name, self.layers)(name)

    def _known_family(self) -> Family:
        if self.family is None:
            raise UserError(
                "architecture_unsupported",
                f"{self.path.name} is of an architecture into which adapters cannot be merged here.",
                "Merge the adapter with peft and convert the merged model.",
            )
        return self.family

    def apply(self, adapter: Adapter) -> dict[str, Weight]:
        """All tensors with the adapter merged in.

        Raises:
            UserError: code adapter_mismatch when a name or a shape is not that of this model.
        """
        family = self._known_family()
        tensors = dict(self.tensors)
        for name, weight in adapter.replaced.items():
            target = self._target(name, weight.shape)
            tensors[target] = family.convert(name, weight, self.heads, self.kv_heads)
        for name, change in adapter.changes.items():
            target = self._target(name, change.shape)
            before = tensors.get(target, tensors["token_embd.weight"])
            tensors[target] = merged(before, [self.converted(name, change)])
        return tensors

    def converted(self, name: str, change: LowRank) -> LowRank:
        """A change of the tensor `name` (as in transformers), for the tensor in GGUF's layout."""
        return self._known_family().convert_change(name, change, self.heads, self.kv_heads)

    def check(self, adapter: Adapter) -> None:
        """Raises UserError, code adapter_mismatch, when the adapter does not fit."""
        for name, weight in adapter.replaced.items():
            self._target(name, weight.shape)
        for name, change in adapter.changes.items():
            self._target(name, change.shape)

    def _target(self, name: str, shape: tuple[int, ...]) -> str:
        target = self.gguf_name(name)
        # A model with tied embeddings has no matrix of its own for the output; an adapter may give it one.
        known = self.tensors.get("token_embd.weight" if name == _OUTPUT and target not in self.tensors else target)
        if known is None:
            raise _mismatch(f"it changes {_short(name)}, which this model does not have")
        if known.shape != shape:
            raise _mismatch(f"{_short(name)} is {_times(known.shape)} in the model and {_times(shape)} in the adapter")
        return target


def open_folder(folder: Path) -> Base:
    """A Hugging Face model folder.

    Raises:
        UserError: code config_invalid, architecture_unsupported, shape_mismatch, tensor_missing, tensor_unknown, and
            those of reading safetensors files and tokenizers.
    """
    from retrowriter.convert import general
    from retrowriter.convert.vocabulary import read_vocabulary

    fields = read_json(folder / "config.json")
    names = fields.get("architectures")
    family = architectures.find(str(names[0]) if isinstance(names, list) and names else "")
    _refuse_quantised(fields)
    config = family.configuration(fields)
    stored = read_folder(folder)
    tied = config.flag("tie_word_embeddings")
    tensors: dict[str, Weight] = {}
    from retrowriter.convert.weights import in_memory

    for name, values in family.extra(config).items():
        tensors[name] = in_memory(values)
    gguf_name = _name_map(family.name, config.layers)
    for name, weight in _checked(stored, family, config, tied).items():
        tensors[gguf_name(name)] = family.convert(name, weight, config.heads, config.kv_heads)
    vocabulary = read_vocabulary(folder, config, family)
    title = general.title(folder)

    def metadata(file_type: int, all_tensors: dict[str, Weight]) -> Metadata:
        return {
            "general.architecture": text(family.name),
            **general.metadata(folder, all_tensors),
            **family.parameters(config, file_type),
            "general.quantization_version": uint32(QUANTIZATION_VERSION),
            **vocabulary,
        }

    window = config.optional_count("sliding_window") or 0 if "MistralForCausalLM" in family.architectures else 0
    return Base(folder, family, tensors, metadata, config.heads, config.kv_heads, config.layers, title, window)


def open_gguf(path: Path) -> Base:
    """A GGUF model file, to be written in another type or merged with an adapter.

    Raises:
        UserError: as retrowriter.models.gguf.read_header does, and code model_unusable for adapters and split models.
    """
    import mmap

    header = read_header(path, arrays=True)
    if header.kind != "model" or not header.tensors:
        raise UserError("model_unusable", f"{path.name} is not a model but a GGUF {header.kind[:20]}.", "Give a model.")
    if header.parts > 1:
        raise UserError(
            "model_unusable",
            f"{path.name} is one of {header.parts} parts of a model.",
            "Join them first with llama.cpp's llama-gguf-split --merge.",
        )
    with path.open("rb") as stream:
        data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    tensors = {
        tensor.name: mapped(tuple(reversed(tensor.shape)), tensor.kind, tensor.offset, data)
        for tensor in header.tensors
    }
    known = {family.name: family for family in reversed(architectures.FAMILIES)}
    kept = {key: value for key, value in header.metadata.items() if not key.startswith(_NOT_COPIED)}

    def metadata(file_type: int, _: dict[str, Weight]) -> Metadata:
        result = dict(kept)
        result["general.file_type"] = uint32(file_type)
        result["general.quantization_version"] = uint32(QUANTIZATION_VERSION)
        return result

    heads, kv_heads = (_first(header.own(f"attention.{key}")) for key in ("head_count", "head_count_kv"))
    family = known.get(header.architecture)
    title = header.name or path.stem
    return Base(path, family, tensors, metadata, heads, kv_heads or heads, min(header.layers, MAX_LAYERS), title)


def describe_merge(metadata: Metadata, base: Base, title: str | None) -> Metadata:
    """The metadata of a merged model: its own title, and the base named as such."""
    result = {key: value for key, value in metadata.items() if not key.startswith(_OF_THE_BASE)}
    if title:
        result = _with_title(result, title)
    parents: dict[str, Value] = {"general.base_model.count": uint32(1), "general.base_model.0.name": text(base.title)}
    organisation = metadata.get("general.organization")
    if organisation is not None:
        parents["general.base_model.0.organization"] = organisation
    return {**_before_parameters(result, parents)}


def with_title(metadata: Metadata, title: str | None) -> Metadata:
    """The metadata with another general.name; unchanged without a title."""
    return _with_title(metadata, title) if title else metadata


_NOT_COPIED = ("split.", "quantize.imatrix.", "general.alignment")
_OF_THE_BASE = ("general.base_model.", "general.finetune", "general.uuid", "general.organization")


def _with_title(metadata: Metadata, title: str) -> Metadata:
    if "general.name" in metadata:
        return {**metadata, "general.name": text(title)}
    return _before_parameters(metadata, {"general.name": text(title)})


def _before_parameters(metadata: Metadata, more: Metadata) -> Metadata:
    result: Metadata = {}
    pending = dict(more)
    for key, value in metadata.items():
        if not key.startswith("general.") and pending:
            result.update(pending)
            pending = {}
        result[key] = value
    return {**result, **pending}


def _checked(stored: dict[str, Weight], family: Family, config: Config, tied: bool) -> dict[str, Weight]:
    expected = {name: (shape, required) for name, shape, required in family.expected(config, tied)}
    result: dict[str, Weight] = {}
    for name, weight in stored.items():
        if name.endswith(_WITHOUT_MEANING) or (tied and name == _OUTPUT):
            continue
        if name not in expected:
            raise UserError(
                "tensor_unknown",
                f"The checkpoint holds the tensor {_short(name)}, which {family.architectures[0]} does not have.",
                "Its config.json may be that of another model.",
            )
        shape, _ = expected[name]
        if weight.kind == UNSUPPORTED:
            raise UserError(
                "dtype_unsupported",
                f"The tensor {_short(name)} holds whole numbers: the checkpoint is quantised already.",
                "Take the version in F32, F16 or BF16.",
            )
        if weight.shape != shape:
            raise UserError(
                "shape_mismatch",
                f"The tensor {_short(name)} is {_times(weight.shape)}, and config.json asks for {_times(shape)}.",
                "The files belong to different models, or one of them is damaged.",
            )
        result[name] = weight
    missing = [name for name, (_, required) in expected.items() if required and name not in result]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise UserError(
            "tensor_missing",
            f"The checkpoint lacks the tensor {missing[0]}{more}.",
            "Fetch the whole checkpoint again. An adapter is converted with --base.",
        )
    return result


def _refuse_quantised(fields: dict[str, object]) -> None:
    if fields.get("quantization_config"):
        raise UserError(
            "dtype_unsupported",
            "The checkpoint is quantised already (config.json has a quantization_config).",
            "Take the version in F32, F16 or BF16.",
        )


def _name_map(architecture: str, layers: int) -> Callable[[str], str]:
    import gguf

    number = next(key for key, value in gguf.MODEL_ARCH_NAMES.items() if value == architecture)
    names = gguf.get_tensor_name_map(number, layers)
    return lambda name: names.get_name(name, try_suffixes=(".weight", ".bias")) or ""


def _first(value: object) -> int:
    """A number of heads: one for all layers, or an array with one for each."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, int) and 0 < value < 1 << 16 else 1


def _mismatch(why: str) -> UserError:
    return UserError(
        "adapter_mismatch",
        f"The adapter does not belong to this base: {why}.",
        "Give the model that it was trained on with --base.",
    )


def _times(shape: tuple[int, ...]) -> str:
    return " x ".join(str(length) for length in shape)


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "?" for character in text)
    return clean if len(clean) <= 80 else clean[:77] + "..."
