"""What the settings say of the model that writes and the adapter over it, changed in one place for window and terminal.

An adapter belongs to the model over which it was laid, so it goes when another model is chosen.
"""

from pathlib import Path

from retrowriter import settings as table
from retrowriter.models import adapters, embedded, library
from retrowriter.models.records import Model
from retrowriter.settings import Settings


def model_path(settings: Settings) -> Path:
    """The file of the model that writes on this computer."""
    chosen = settings.get(table.MODEL)
    return Path(chosen) if chosen else embedded.path()


def choose_model(settings: Settings, model: Model) -> bool:
    """This model writes from now on. Returns whether an adapter was switched off by it. Saves nothing."""
    before = model_path(settings)
    settings.set(table.MODEL, "" if model.name == library.EMBEDDED else model.path)
    settings.set(table.ENGINE, "local")
    had = bool(settings.get(table.ADAPTER))
    if not had or before == model_path(settings):
        return False
    settings.set(table.ADAPTER, "")
    return True


def choose_adapter(settings: Settings, path: str) -> None:
    """This adapter is laid over the model that writes; "" for none. Saves nothing."""
    settings.set(table.ADAPTER, path)
    if path:
        settings.set(table.ENGINE, "local")


def check_adapter(settings: Settings, path: str) -> None:
    """Does an adapter fit the model that writes? Raises UserError as adapters.check does."""
    adapters.check(Path(path), model_path(settings))


def forget(settings: Settings, path: str) -> bool:
    """A model or an adapter is about to go. Returns whether it was in use. Saves nothing."""
    if path == settings.get(table.MODEL):
        settings.set(table.MODEL, "")
        settings.set(table.ADAPTER, "")
        return True
    if path == settings.get(table.ADAPTER):
        settings.set(table.ADAPTER, "")
        return True
    return False
