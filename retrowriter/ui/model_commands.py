"""Tools > Models: what the Models window asks for is done here, by processes of their own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from retrowriter import paths
from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.files import require_space
from retrowriter.models import choosing, hub, records
from retrowriter.models.hub import HubFile, HubModel
from retrowriter.models.records import Model
from retrowriter.settings import Settings
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.notify import notify
from retrowriter.ui.single_job import SingleJob

if TYPE_CHECKING:
    from retrowriter.ui.dialogs.models import ModelsDialog
    from retrowriter.ui.downloads import Downloads

_ASKS_THE_HUB = ("search", "files")
_CHECKPOINT_FILES = ("config.json", "adapter_config.json")


class ModelCommands(QObject):
    """The Models window and what it does.

    Signals:
        model_changed: another model is to write.
        network_changed: uses_network may be another.
    """

    model_changed = Signal()
    network_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._parent = parent
        self._downloads: Downloads | None = None
        self._jobs: list[SingleJob] = []
        self._question: SingleJob | None = None
        self._models: list[Model] = []
        self._offered = ""
        self.window: ModelsDialog | None = None

    @property
    def uses_network(self) -> bool:
        """Whether something is fetched from the Hub, or asked of it."""
        return self._question is not None or (self._downloads is not None and self._downloads.busy)

    def show_models(self) -> None:
        """Opens the window, or brings it to the front."""
        # Most sessions never need it.
        from retrowriter.ui.dialogs.models import ModelsDialog
        from retrowriter.ui.downloads import Downloads

        if self._downloads is None:
            self._downloads = Downloads(self)
            self._downloads.changed.connect(self.network_changed)
            self._downloads.finished.connect(self._on_downloaded)
            self._downloads.failed.connect(self._on_failed)
        if self.window is None:
            self.window = ModelsDialog(self._parent, self._downloads)
            self._connect(self.window)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.refresh()

    def refresh(self) -> None:
        """Looks anew which models there are."""
        self._ask({"action": "list"}, "Looking for models...", self._on_listed)

    def use(self, model: Model | None) -> None:
        """This model writes from now on; an adapter is laid over the one that does, or taken off."""
        if model is None:
            return
        if model.kind == "adapter":
            self._use_adapter(model)
            return
        off = choosing.choose_model(self._settings, model)
        self._chosen(f"{model.title} writes from now on{', without the adapter' if off else ''}.")

    def set_strength(self, strength: float) -> None:
        """How strong the adapter is."""
        self._settings.set(table.ADAPTER_SCALE, strength)
        self._chosen("")

    def _use_adapter(self, adapter: Model) -> None:
        if adapter.path == self._settings.get(table.ADAPTER):
            choosing.choose_adapter(self._settings, "")
            self._chosen(f"{adapter.title} is switched off.")
            return
        model = choosing.model_path(self._settings)

        def fits(_result: object) -> None:
            choosing.choose_adapter(self._settings, adapter.path)
            self._chosen(f"{adapter.title} is in use.")

        request = {"action": "check_adapter", "adapter": adapter.path, "model": str(model)}
        self._ask(request, f"Comparing {adapter.title} with the model...", fits)

    def _chosen(self, words: str) -> None:
        try:
            self._settings.save()
        except UserError as error:
            notify(self.window, error)
        self._show_models()
        self._say(words)
        self.model_changed.emit()

    def download(self, file: HubFile) -> None:
        """Puts a file into the queue."""
        assert self._downloads is not None
        try:
            table.require_network()
            require_space(paths.models_dir(), file.size, f"The download of {hub.local_name(file.name)}")
            self._downloads.add(file)
        except UserError as error:
            notify(self.window, error)

    def add(self, path: Path) -> None:
        """Takes a file into the library, or a checkpoint folder to the converter."""
        from retrowriter.ui.dialogs.add_model import AddModelDialog

        if path.name in _CHECKPOINT_FILES:
            path = path.parent
        if path.is_dir():
            self.convert(path)
            return
        dialog = AddModelDialog(self.window, path)
        if dialog.exec():
            self._ask(
                {"action": "add", "path": str(path), "how": dialog.how()}, f"Adding {path.name}...", self._on_changed
            )
        dialog.deleteLater()

    def convert(self, folder: Path) -> None:
        """Makes a model out of a checkpoint folder and takes it into the library."""
        from retrowriter.ui.dialogs.add_model import ConvertDialog

        if not any((folder / name).is_file() for name in _CHECKPOINT_FILES):
            notify(
                self.window,
                UserError(
                    "no_checkpoint",
                    f"{folder.name} is no checkpoint: it has neither config.json nor adapter_config.json.",
                    "Choose a folder as it is downloaded from the Hub, with its safetensors files.",
                ),
            )
            return
        dialog = ConvertDialog(self.window, folder, self._models)
        accepted, title = dialog.exec(), dialog.title()
        outtype, base = dialog.outtype(), dialog.base()
        dialog.deleteLater()
        if accepted:
            name = records.free_name(f"{title}-{outtype}", {model.name for model in self._models})
            out = paths.models_dir() / f"{name}.gguf"
            self._run_converter(
                {"source": str(folder), "out": str(out), "outtype": outtype, "title": title, "base": base or None}
            )

    def shut_down(self) -> None:
        """Ends all processes with the program; downloads go on when it is started again."""
        if self._downloads is not None:
            self._downloads.shut_down()
        for job in list(self._jobs):
            job.shut_down()

    def _connect(self, window: "ModelsDialog") -> None:
        window.installed.used.connect(self.use)
        window.installed.strength_changed.connect(self.set_strength)
        window.installed.verified.connect(self._verify)
        window.installed.removed.connect(self._ask_remove)
        window.installed.add_wanted.connect(self._ask_add)
        window.installed.convert_wanted.connect(self._ask_convert)
        window.catalog.wanted.connect(self.download)
        window.hub.wanted.connect(self.download)
        window.hub.search_wanted.connect(self._search)
        window.hub.files_wanted.connect(self._list_files)
        window.hub.stop_wanted.connect(self._stop_asking)
        window.dropped.connect(self.add)
        window.discard_button.clicked.connect(self._ask_discard)

    def _search(self, words: str) -> None:
        request = {"action": "search", "query": words}
        self._ask(request, "Asking the Hugging Face Hub...", self._on_found)

    def _list_files(self, repo: str) -> None:
        self._ask({"action": "files", "repo": repo}, f"Asking for the files of {repo}...", self._on_files)

    def _verify(self, model: Model | None) -> None:
        if model is not None:
            request = {"action": "verify", "name": model.name}
            self._ask(request, f"Checking {model.title}...", self._on_verified)

    def _ask_add(self) -> None:
        from retrowriter.ui.dialogs.file_dialog import get_open_path

        answer = get_open_path(self.window, Path.home(), [("GGUF Models", ["gguf"]), ("All Files", ["*"])])
        if answer is not None:
            self.add(answer[0])

    def _ask_convert(self) -> None:
        from retrowriter.ui.dialogs.file_dialog import get_open_path

        filters = [("Checkpoints (config.json)", ["json"]), ("All Files", ["*"])]
        answer = get_open_path(self.window, Path.home(), filters)
        if answer is not None:
            self.convert(answer[0].parent)

    def _ask_remove(self, model: Model | None) -> None:
        if model is None:
            return
        kept = model.origin == "in place"
        what = "Its file stays where it is." if kept else "Its files are deleted from this computer."

        def answered(index: int) -> None:
            if index == 0:
                if choosing.forget(self._settings, model.path):
                    self._chosen("")
                self._ask({"action": "remove", "name": model.name}, f"Removing {model.title}...", self._on_changed)

        text = f"Do you want to remove {model.title} from the list of models? {what}"
        show_message(self.window, text, "warning", ("&Remove", "Cancel"), 1, answered)

    def _ask_discard(self) -> None:
        item = self.window.item() if self.window is not None else None
        if item is None or self._downloads is None:
            return
        downloads = self._downloads

        def answered(index: int) -> None:
            if index == 0 and item in downloads.items:
                downloads.discard(item)

        text = f"Do you want to take {item.name} off the list? What has come of it is deleted."
        show_message(self.window, text, "warning", ("&Discard", "Cancel"), 1, answered)

    def _ask(self, request: Mapping[str, object], words: str, use: Callable[[object], None]) -> None:
        """Runs a job of the library; `use` gets the result."""
        job = self._start("library", request)
        self._say(words)
        job.progressed.connect(lambda event: self._say(f"{words} {100 * event['done'] // max(1, event['total'])}%"))

        def on_done(event: dict[str, Any]) -> None:
            self._say("")
            use(event["result"])

        job.done.connect(on_done)
        job.failed.connect(self._on_failed)
        if request["action"] in _ASKS_THE_HUB:
            self._stop_asking()
            self._set_question(job)
            job.ended.connect(lambda: self._set_question(None) if self._question is job else None)
            self._say(words)
        job.start()

    def _stop_asking(self) -> None:
        question, self._question = self._question, None
        if question is not None:
            question.stop()
            self._set_question(None)
            self._say("Stopped.")

    def _set_question(self, job: SingleJob | None) -> None:
        self._question = job
        if self.window is not None:
            self.window.hub.show_asking(job is not None)
        self.network_changed.emit()

    def _run_converter(self, request: Mapping[str, object]) -> None:
        progress = ProgressDialog(self.window, "Converting", "Reading the checkpoint...")
        progress.set_detail(str(request["out"]))
        job = self._start("convert", request)

        def on_progress(event: dict[str, Any]) -> None:
            progress.set_text(event["text"])
            progress.set_fraction(event["done"] / event["total"] if event["total"] else None)

        job.progressed.connect(on_progress)
        job.done.connect(lambda event: self._say(f"{event['title']} is made and in the list."))
        job.failed.connect(self._on_failed)
        job.ended.connect(progress.accept)
        job.ended.connect(self.refresh)
        progress.cancelled.connect(job.stop)
        progress.open()
        job.start()

    def _start(self, name: str, request: Mapping[str, object]) -> SingleJob:
        job = SingleJob(name, request, self)
        self._jobs.append(job)

        def forget() -> None:
            self._jobs.remove(job)
            job.deleteLater()

        job.ended.connect(forget)
        return job

    def _say(self, words: str) -> None:
        if self.window is not None:
            self.window.set_status(words)

    def _show_models(self) -> None:
        if self.window is not None:
            used = str(choosing.model_path(self._settings))
            adapter, strength = self._settings.get(table.ADAPTER), self._settings.get(table.ADAPTER_SCALE)
            self.window.installed.show_models(self._models, used, adapter, strength)

    def _on_listed(self, result: object) -> None:
        self._models = msgspec.convert(result, list[Model])
        self._show_models()
        offered, self._offered = self._offered, ""
        for model in self._models:
            if model.path == offered and model.kind == "model" and self.window is not None and self.window.isVisible():
                self._offer(model)

    def _on_found(self, result: object) -> None:
        found = msgspec.convert(result, list[HubModel])
        if self.window is not None:
            self.window.hub.show_found(found)
        self._say(f"{len(found)} found." if found else "Nothing found.")

    def _on_files(self, result: object) -> None:
        if self.window is not None:
            self.window.hub.show_files(msgspec.convert(result, list[HubFile]))

    def _on_verified(self, result: object) -> None:
        model = msgspec.convert(result, Model)
        words = "Its checksum is the published one." if model.state == "good" else model.problem
        text = f"{model.title}: {model.state}.\n\n{words}"
        notify(self.window, text, "warning" if model.state == "damaged" else "info")
        self.refresh()

    def _on_changed(self, _result: object) -> None:
        self.refresh()

    def _on_downloaded(self, path: str) -> None:
        self._offered = path
        self.refresh()

    def _offer(self, model: Model) -> None:
        def answered(index: int) -> None:
            if index == 0:
                self.use(model)

        text = f"{model.title} is here and checked. Do you want it to write from now on?"
        show_message(self.window, text, "info", ("&Use It", "&Not Now"), 0, answered)

    def _on_failed(self, error: UserError) -> None:
        self._say("")
        notify(self.window if self.window is not None and self.window.isVisible() else self._parent, error)
