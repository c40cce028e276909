"""Where things are: the user's configuration and data, and the assets that come with the program."""

import os
from pathlib import Path

import platformdirs

_APP = "retrowriter"


def _home(kind: str) -> Path:
    override = os.environ.get("RETROWRITER_HOME")
    if override:
        return Path(override).expanduser() / kind
    folders = platformdirs.PlatformDirs(_APP, appauthor=False)
    return Path({"config": folders.user_config_dir, "data": folders.user_data_dir}[kind])


def config_dir() -> Path:
    """Folder of the settings file; RETROWRITER_HOME/config where that variable is set. May not exist yet."""
    return _home("config")


def data_dir() -> Path:
    """Folder of models, journals and logs; RETROWRITER_HOME/data where that variable is set. May not exist yet."""
    return _home("data")


def models_dir() -> Path:
    """Folder of the GGUF files that the program owns."""
    return data_dir() / "models"


def journal_dir() -> Path:
    """Folder of the journals of unsaved work."""
    return data_dir() / "journal"


def log_dir() -> Path:
    """Folder of the log files."""
    return data_dir() / "logs"


def assets_dir() -> Path:
    """The assets folder: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def asset(*parts: str) -> Path:
    """Path of one asset, e.g. asset("icons", "save.txt").

    Raises:
        FileNotFoundError: no such asset; the installation is incomplete.
    """
    path = assets_dir().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"missing asset: {'/'.join(parts)}")
    return path
