"""Which adapter is for which model: told by their headers, before anything is loaded."""

from pathlib import Path

from retrowriter.errors import UserError
from retrowriter.models import gguf, split

_EMBEDDINGS = "token_embd.weight"
# Which side of a half of the adapter must be as long as which side of the matrix; embeddings are turned.
_SIDES = {("a", False): (0, 0), ("b", False): (1, 1), ("a", True): (1, 1), ("b", True): (1, 0)}


def check(adapter: Path, model: Path) -> None:
    """Does a GGUF adapter fit a model?

    Raises:
        UserError: code adapter_unusable, with the reason; otherwise as split.read.
    """
    changes, parts = gguf.read_header(adapter), [header for _, header in split.read(model)]
    title, name = changes.name or adapter.stem, parts[0].name or model.stem
    if changes.kind != "adapter":
        raise UserError("adapter_unusable", f"{title} is no adapter.", "Choose it as a model.")
    if changes.architecture != parts[0].architecture:
        raise _misfit(title, name, f"it is for models of the kind {changes.architecture or 'unknown'}")
    shapes = {tensor.name: tensor.shape for part in parts for tensor in part.tensors}
    for tensor in changes.tensors:
        changed, _, half = tensor.name.rpartition(".lora_")
        if half not in ("a", "b"):
            continue
        if changed not in shapes:
            raise _misfit(title, name, f"it changes {changed}, which the model does not have")
        mine, theirs = _SIDES[half, changed == _EMBEDDINGS]
        if _length(tensor.shape, mine) != _length(shapes[changed], theirs):
            raise _misfit(title, name, f"it is for a model of another size ({changed})")


def _length(shape: tuple[int, ...], side: int) -> int:
    return shape[side] if side < len(shape) else 1


def _misfit(adapter: str, model: str, reason: str) -> UserError:
    return UserError(
        "adapter_unusable",
        f"{adapter} does not fit {model}: {reason}.",
        "Choose the model that it was made for first.",
    )
