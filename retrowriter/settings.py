"""The settings: one table from which the file, the defaults, the checks and the Options dialog all derive.

The file is JSON in the configuration folder. Keys that this version does not know are kept as they are, so that an
older and a newer version can share it. A damaged file costs the settings, never the start of the program.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import msgspec

from retrowriter import files, paths, server_address
from retrowriter.errors import UserError
from retrowriter.text import autocorrect

T = TypeVar("T")

FILE_NAME = "settings.json"
OFFLINE_VARIABLE = "RETROWRITER_OFFLINE"


class Setting(msgspec.Struct, Generic[T], frozen=True):
    """One setting.

    Attributes:
        key: its name in the file.
        kind: type of the value, as msgspec checks it.
        default: the value when the file says nothing or nonsense.
        label, help: its words in the Options dialog; label "" = the program's own memory, not shown there.
        tab: the page of the Options dialog.
        accepts: a further condition on the value.
        group: the box on the page in which it stands; "" = that of the page itself.
        choices: the only values there are, with the words for each.
        limits: the smallest and the largest number.
        unit: what the number counts ("minutes").
        lowest: what is shown in place of the smallest number ("Automatic").
        files: endings of the files from which the value, a path, is chosen.
        requirement: what a value must be, as a sentence for whoever gave another.
        restart: it is followed from the next start on.
    """

    key: str
    kind: Any
    default: T
    label: str = ""
    help: str = ""
    tab: str = ""
    accepts: Callable[[T], bool] | None = None
    group: str = ""
    choices: tuple[tuple[T, str], ...] = ()
    limits: tuple[float, float] | None = None
    unit: str = ""
    lowest: str = ""
    files: tuple[str, ...] = ()
    requirement: str = ""
    restart: bool = False

    def is_acceptable(self, value: T) -> bool:
        """Whether a value of the right type can be used."""
        if self.choices and value not in [choice for choice, _words in self.choices]:
            return False
        if self.limits is not None and not self.limits[0] <= float(value) <= self.limits[1]:  # type: ignore[arg-type]
            return False
        return self.accepts is None or self.accepts(value)


CLASSIC_FRAME: Setting[bool] = Setting(
    "classic_frame",
    bool,
    True,
    "Draw the window frame of 1995",
    "Off: the frame of your desktop. It changes when the program starts the next time.",
    "View",
    group="Window",
    restart=True,
)
SMOOTH_FONTS: Setting[bool] = Setting(
    "smooth_fonts",
    bool,
    False,
    "Smooth edges of screen fonts",
    "Off: letters as screens of 1995 drew them.",
    "View",
    group="Show",
)
VIEW: Setting[Literal["normal", "outline", "page"]] = Setting(
    "view",
    str,
    "page",
    "Open documents in",
    "Normal: text without pages. Outline: headings by levels. Page Layout: pages. View changes one document.",
    "View",
    group="Show",
    choices=(("normal", "Normal"), ("outline", "Outline"), ("page", "Page Layout")),
)
ENGINE: Setting[str] = Setting(
    "engine",
    str,
    "local",
    "Write with",
    "A model on this computer, or a server: then your brief and the text around the insertion point are sent there.",
    "Engine",
    group="Where to Write",
    choices=(("local", "This computer"), ("server", "A server")),
)
WARM_UP: Setting[bool] = Setting(
    "warm_up",
    bool,
    True,
    "Load the model when the program starts",
    "Off: it is loaded when it is first asked to write, which takes a moment then.",
    "Engine",
    group="This Computer",
)
MODEL: Setting[str] = Setting(
    "model",
    str,
    "",
    "Model",
    "File of the model that writes; empty for the one that comes with the program.",
    "Engine",
    group="This Computer",
    files=("gguf",),
)
GPU_LAYERS: Setting[int] = Setting(
    "gpu_layers",
    int,
    -1,
    "Layers on the graphics card",
    "How much of the model the graphics card computes. Automatic: as much as fits. 0: nothing, the processor does all.",
    "Engine",
    group="This Computer",
    limits=(-1, 10_000),
    lowest="Automatic",
)
ADAPTER: Setting[str] = Setting(
    "adapter",
    str,
    "",
    "Adapter",
    "An adapter (LoRA) for the model: a GGUF file, or adapter_model.safetensors in a folder of PEFT. Empty: none.",
    "Model",
    group="Adapter",
    files=("gguf", "safetensors"),
)
ADAPTER_SCALE: Setting[float] = Setting(
    "adapter_scale",
    float,
    1.0,
    "Strength",
    "1: as it was trained. 0: off.",
    "Model",
    group="Adapter",
    limits=(0, 2),
)
CACHE: Setting[str] = Setting(
    "cache",
    str,
    "f16",
    "Memory for the text",
    "How finely the model remembers what it has read. The smaller ones leave room for a longer context.",
    "Model",
    group="Memory",
    choices=(("f16", "Full (F16)"), ("q8_0", "Half (Q8_0)"), ("q4_0", "Quarter (Q4_0)")),
)
SERVER_URL: Setting[str] = Setting(
    "server_url",
    str,
    "",
    "Address",
    "Address of a server that speaks OpenAI's API, such as http://localhost:8080/v1.",
    "Engine",
    server_address.is_usable,
    group="Server",
    requirement=server_address.REQUIREMENT,
)
SERVER_MODEL: Setting[str] = Setting(
    "server_model",
    str,
    "",
    "Model there",
    "Name of the model on the server; empty for the first one that it offers.",
    "Engine",
    group="Server",
)
SERVER_KIND: Setting[str] = Setting(
    "server_kind",
    str,
    "auto",
    "Way of asking",
    "How the server is asked for a text. Automatic takes what it has; Plain Text is for models that do not chat.",
    "Engine",
    group="Server",
    choices=(("auto", "Automatic"), ("chat", "Chat"), ("completions", "Plain text")),
)
OFFLINE: Setting[bool] = Setting(
    "offline",
    bool,
    False,
    "Never use the network",
    "On: no model is downloaded and no server is asked, whatever else is set.",
    "General",
)
UNIT: Setting[str] = Setting(
    "unit",
    str,
    "auto",
    "Measurement units",
    "The unit in which dialogs show lengths. Automatic: as is usual in your country.",
    "General",
    choices=(
        ("auto", "Automatic"),
        ("inches", "Inches"),
        ("centimeters", "Centimeters"),
        ("points", "Points"),
        ("picas", "Picas"),
    ),
)
LANGUAGE: Setting[str] = Setting(
    "language",
    str,
    "en",
    "Language",
    "The language of menus and dialogs. What is not translated stays English. It changes when the program starts the "
    "next time.",
    "General",
    choices=(("en", "English"), ("de", "Deutsch")),
    restart=True,
)
SHOW_TIPS: Setting[bool] = Setting(
    "show_tips",
    bool,
    True,
    "Show tips at startup",
    "On: a tip is shown each time the program starts.",
    "General",
)
BACKUPS: Setting[int] = Setting(
    "backups",
    int,
    1,
    "Backup copies of a file",
    "Before a file is saved over, what it held is kept beside it with .bak behind its name. 0: no backups.",
    "Save",
    limits=(0, 9),
)
AUTO_SAVE: Setting[int] = Setting(
    "auto_save",
    int,
    0,
    "Save automatically every",
    "0: only when you say so. A crash loses nothing in either case. Only documents that have a name and are kept in "
    "the program's own format are saved by themselves.",
    "Save",
    limits=(0, 120),
    unit="minutes",
)
CHECK_SPELLING: Setting[bool] = Setting(
    "check_spelling",
    bool,
    True,
    "Check spelling as you type",
    "On: a red zigzag stands below words that are not in the dictionary.",
    "Spelling",
)
SPELLING_LANGUAGE: Setting[str] = Setting(
    "spelling_language",
    str,
    "en_US",
    "Dictionary",
    "The language of the text. Words that you add are right in all of them.",
    "Spelling",
    choices=(("en_US", "English (American)"), ("en_GB", "English (British)")),
)
IGNORE_CAPITALS: Setting[bool] = Setting(
    "ignore_capitals",
    bool,
    True,
    "Words in UPPERCASE",
    "On: headings and abbreviations in capitals are not checked.",
    "Spelling",
    group="Ignore",
)
IGNORE_DIGITS: Setting[bool] = Setting(
    "ignore_digits",
    bool,
    True,
    "Words with numbers",
    "On: words such as DX2 and A4 are not checked.",
    "Spelling",
    group="Ignore",
)
NEXT_TIP: Setting[int] = Setting("next_tip", int, 0)
ZOOM: Setting[float] = Setting("zoom", float, 1.0, accepts=lambda value: 0.1 <= value <= 5.0)
STANDARD_BAR: Setting[bool] = Setting("standard_bar", bool, True)
FORMATTING_BAR: Setting[bool] = Setting("formatting_bar", bool, True)
RULER: Setting[bool] = Setting("ruler", bool, True)
WINDOW_GEOMETRY: Setting[str] = Setting("window_geometry", str, "")
SHOW_MARKS: Setting[bool] = Setting("show_marks", bool, False)
GRIDLINES: Setting[bool] = Setting("gridlines", bool, True)
SMART_QUOTES: Setting[bool] = Setting("smart_quotes", bool, True)
SMART_TYPEWRITER: Setting[bool] = Setting("smart_typewriter", bool, False)
CORRECT_INITIALS: Setting[bool] = Setting("correct_initials", bool, True)
CAPITALIZE_SENTENCES: Setting[bool] = Setting("capitalize_sentences", bool, True)
CAPITALIZE_DAYS: Setting[bool] = Setting("capitalize_days", bool, True)
REPLACE_TEXT: Setting[bool] = Setting("replace_text", bool, True)
REPLACEMENTS: Setting[dict[str, str]] = Setting("replacements", dict[str, str], autocorrect.TABLE)
AUTO_TEXT: Setting[dict[str, Any]] = Setting("auto_text", dict[str, Any], {})
PAGE: Setting[dict[str, Any]] = Setting("page", dict[str, Any], {})
PRINTER: Setting[str] = Setting("printer", str, "")
RECENT_FILES: Setting[list[str]] = Setting("recent_files", list[str], [], accepts=lambda value: len(value) <= 9)
LAST_FOLDER: Setting[str] = Setting("last_folder", str, "")
LAST_BRIEF: Setting[dict[str, Any]] = Setting("last_brief", dict[str, Any], {})

TABLE: tuple[Setting[Any], ...] = (
    CLASSIC_FRAME,
    SMOOTH_FONTS,
    VIEW,
    ENGINE,
    WARM_UP,
    MODEL,
    GPU_LAYERS,
    ADAPTER,
    ADAPTER_SCALE,
    CACHE,
    SERVER_URL,
    SERVER_MODEL,
    SERVER_KIND,
    OFFLINE,
    UNIT,
    LANGUAGE,
    SHOW_TIPS,
    NEXT_TIP,
    BACKUPS,
    AUTO_SAVE,
    CHECK_SPELLING,
    SPELLING_LANGUAGE,
    IGNORE_CAPITALS,
    IGNORE_DIGITS,
    ZOOM,
    STANDARD_BAR,
    FORMATTING_BAR,
    RULER,
    WINDOW_GEOMETRY,
    SHOW_MARKS,
    GRIDLINES,
    SMART_QUOTES,
    SMART_TYPEWRITER,
    CORRECT_INITIALS,
    CAPITALIZE_SENTENCES,
    CAPITALIZE_DAYS,
    REPLACE_TEXT,
    REPLACEMENTS,
    AUTO_TEXT,
    PAGE,
    PRINTER,
    RECENT_FILES,
    LAST_FOLDER,
    LAST_BRIEF,
)


class Settings:
    """The values of the settings, and the file that holds them.

    Attributes:
        problem: a sentence for the user when the file could not be used, else "".
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path if path is not None else paths.config_dir() / FILE_NAME
        self._values, self.problem = _read(self._path)

    def get(self, setting: Setting[T]) -> T:
        """The value; the default when it is missing or not acceptable."""
        if setting.key not in self._values:
            return setting.default
        try:
            value: T = msgspec.convert(self._values[setting.key], setting.kind)
        except msgspec.ValidationError:
            return setting.default
        return value if setting.is_acceptable(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Changes the value in memory; a default is not written to the file.

        Raises:
            ValueError: the value is not acceptable; an error of the program.
        """
        if not setting.is_acceptable(value):
            raise ValueError(f"{setting.key}: {value!r}")
        if value == setting.default:
            self._values.pop(setting.key, None)
        else:
            self._values[setting.key] = value

    def save(self) -> None:
        """Writes the file atomically. Raises UserError as files.write_bytes does."""
        text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        files.write_text(self._path, text)


def require_network() -> None:
    """Call before any connection to another computer is made, in whatever process.

    Raises:
        UserError: code offline; the user has said that the network is never used.
    """
    if os.environ.get(OFFLINE_VARIABLE, "") not in ("", "0"):
        raise UserError("offline", f"{OFFLINE_VARIABLE} is set, so the network is not used.", "Unset it first.")
    if Settings().get(OFFLINE):
        raise UserError(
            "offline", "The program is set never to use the network.", "Change that in Tools > Options > General."
        )


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values, ""
    # The next save would write over the damaged file, and a person may want to mend it.
    kept = path.with_name(path.name + ".damaged")
    with contextlib.suppress(OSError):
        os.replace(path, kept)
    return (
        {},
        f"The settings file is damaged, so the program starts with its own settings. The file is kept as {kept.name}.",
    )
