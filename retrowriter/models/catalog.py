"""The catalog: open models that are known to write well for their size, in assets/models/catalog.toml.

scripts/refresh_catalog.py compares it with the Hub and fills in what has changed.
"""

import tomllib
from pathlib import Path

import msgspec

from retrowriter import paths
from retrowriter.errors import UserError
from retrowriter.models.hub import HubFile


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model of the catalog; what is not known for certain is 0 or "".

    Attributes:
        name: for the command line; title: for people; repo, revision, file: where it is on the Hub.
        size: in bytes; sha256: of the file; parameters: number of weights; context: in tokens.
        licence: its tag on the Hub; gated: must its terms be accepted on the Hub first?
        good_for: one sentence.
    """

    name: str
    title: str
    repo: str
    file: str
    good_for: str
    revision: str = "main"
    size: int = 0
    sha256: str = ""
    parameters: int = 0
    context: int = 0
    licence: str = ""
    gated: bool = False

    @property
    def hub_file(self) -> HubFile:
        """The file, as the download takes it."""
        return HubFile(
            repo=self.repo,
            revision=self.revision,
            name=self.file,
            size=self.size,
            parts=(self.file,),
            sha256=(self.sha256,),
            licence=self.licence,
        )


class _Catalog(msgspec.Struct, frozen=True):
    model: tuple[Entry, ...]


def path() -> Path:
    """The catalog's file."""
    return paths.asset("models", "catalog.toml")


def entries() -> tuple[Entry, ...]:
    """The models of the catalog, smallest first."""
    found = msgspec.convert(tomllib.loads(path().read_text(encoding="utf-8")), _Catalog).model
    return tuple(sorted(found, key=lambda entry: entry.parameters))


def find(name: str) -> Entry:
    """The entry of that name. Raises UserError, code model_missing."""
    for entry in entries():
        if entry.name == name.lower():
            return entry
    raise UserError(
        "model_missing", f"The catalog has no model {name}.", "`retrowriter models list --catalog` shows what it has."
    )
