"""Adapters for use at run time: what PEFT wrote becomes a GGUF adapter, once, and is kept beside the models."""

import hashlib
from pathlib import Path

from retrowriter import paths
from retrowriter.convert.conversion import convert
from retrowriter.convert.peft import CONFIG_FILE, WEIGHTS_FILE
from retrowriter.errors import UserError
from retrowriter.files import sha256

_OUTTYPE = "f16"


def adapter_file(path: Path, base: Path) -> Path:
    """The GGUF adapter for `path`.

    Args:
        path: a GGUF adapter, which is taken as it is, a PEFT folder, or one of the two files in it.
        base: the model that it is used with, a GGUF file.

    Raises:
        UserError: code adapter_missing, and those of conversion: it does not fit the base, or cannot be used so.
    """
    folder = path.parent if path.name in (CONFIG_FILE, WEIGHTS_FILE) else path
    if not folder.exists():
        raise UserError("adapter_missing", f"There is no adapter {path}.", "Choose another adapter.")
    if not folder.is_dir():
        return path
    target = paths.models_dir() / "adapters" / f"{folder.name}-{_version(folder, base)}.gguf"
    if not target.is_file():
        convert(folder, target, base=base, outtype=_OUTTYPE, lora="adapter", title=folder.name, force=True)
    return target


def _version(folder: Path, base: Path) -> str:
    """Changes when the adapter does; and another model may store its matrices in another order."""
    digest = hashlib.sha256(f"{base.resolve()} {base.stat().st_size}".encode())
    for name in (CONFIG_FILE, WEIGHTS_FILE):
        if not (folder / name).is_file():
            raise UserError(
                "adapter_missing", f"{folder.name} is not an adapter: it has no {name}.", "Choose another folder."
            )
        digest.update(sha256(folder / name).encode())
    return digest.hexdigest()[:8]
