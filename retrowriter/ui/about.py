"""Help > About and its System Info, and the Tip of the Day."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Callable

import psutil
from PySide6 import __version__ as binding
from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QApplication, QWidget

import retrowriter
from retrowriter import files, paths
from retrowriter import settings as table
from retrowriter.models import embedded
from retrowriter.settings import Settings
from retrowriter.ui.dialogs.about import AboutDialog
from retrowriter.ui.writing_session import WritingSession


class AboutCommands(QObject):
    """The commands of the Help menu that tell of the program itself."""

    def __init__(
        self, settings: Settings, session: WritingSession, show_topics: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._session = session
        self._show_topics = show_topics
        self._parent = parent

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        return {"tip_of_the_day": self.show_tip, "about": self.show_about}

    def show_about(self) -> None:
        """Help > About."""
        lines = [f"Version {retrowriter.__version__}", "", f"Model: {self._model()}", f"Memory free: {_free_memory()}"]
        dialog = AboutDialog(self._parent, lines)
        dialog.info_wanted.connect(lambda: self._show_info(dialog))
        dialog.exec()
        dialog.deleteLater()

    def show_tip_at_start(self) -> None:
        """Shows a tip, unless that is switched off or something more important is asked already."""
        if self._settings.get(table.SHOW_TIPS) and QApplication.activeModalWidget() is None:
            self.show_tip()

    def show_tip(self) -> None:
        """Help > Tip of the Day."""
        from retrowriter.ui.dialogs.tip import TipDialog

        dialog = TipDialog(
            self._parent, tips(), self._settings.get(table.NEXT_TIP), self._settings.get(table.SHOW_TIPS)
        )

        def ended() -> None:
            self._settings.set(table.SHOW_TIPS, dialog.at_start_box.isChecked())
            self._settings.set(table.NEXT_TIP, (dialog.number + 1) % len(tips()))
            dialog.deleteLater()

        dialog.finished.connect(lambda _result: ended())
        dialog.topics_wanted.connect(self._show_topics)
        dialog.open()

    def facts(self) -> list[tuple[str, str]]:
        """What the program stands on here: names and values."""
        loaded = self._session.loaded
        memory = psutil.virtual_memory()
        return [
            ("Program", f"Retro Document Writer {retrowriter.__version__}"),
            ("System", platform.platform()),
            ("Python", f"{platform.python_version()} ({sys.executable})"),
            ("Qt; PySide", f"{qVersion()}; {binding}"),
            ("Screen", _screen()),
            ("llama-cpp-python", _version("llama-cpp-python")),
            ("Hunspell (chunspell)", _version("chunspell")),
            ("Model", self._model()),
            ("Model in memory", "Yes" if loaded is not None else "No"),
            ("Works on", self._session.device or "(nothing loaded)"),
            ("Processors", f"{os.cpu_count()} ({platform.machine()})"),
            ("Memory", files.megabytes(memory.total)),
            ("Memory free", _free_memory()),
            ("Settings", str(paths.config_dir())),
            ("Models, journals, logs", str(paths.data_dir())),
        ]

    def _show_info(self, over: QWidget) -> None:
        from retrowriter.ui.dialogs.system_info import SystemInfoDialog

        dialog = SystemInfoDialog(over, self.facts())
        dialog.exec()
        dialog.deleteLater()

    def _model(self) -> str:
        loaded = self._session.loaded
        return loaded.model if loaded is not None else embedded.title()


def tips() -> list[str]:
    """The tips, one a paragraph of their file."""
    text = paths.asset("help", "tips.txt").read_text(encoding="utf-8")
    return [" ".join(tip.split()) for tip in text.split("\n\n") if tip.strip()]


def _free_memory() -> str:
    return files.megabytes(psutil.virtual_memory().available)


def _screen() -> str:
    screen = QApplication.primaryScreen()
    size = screen.size()
    return f"{size.width()} x {size.height()} pixels, {screen.devicePixelRatio():g}x"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "(not found)"
