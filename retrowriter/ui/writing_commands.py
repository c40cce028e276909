"""The commands of the Tools menu that have the model write."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from retrowriter import settings as table
from retrowriter.engine import sampling
from retrowriter.engine.protocol import Adapter, Cache, ModelChoice, Sampling
from retrowriter.errors import UserError
from retrowriter.models import embedded
from retrowriter.settings import Settings
from retrowriter.text.prompt import Brief
from retrowriter.ui.composer import Composer
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.notify import notify
from retrowriter.ui.preparation import Preparation
from retrowriter.ui.server_choice import chosen_server
from retrowriter.ui.writing_session import WritingSession

_RESTART, _PROCESSOR, _CANCEL = "&Restart", "Use the &Processor", "Cancel"


class WritingCommands(QObject):
    """Write, Continue Writing, Stop, Remove What Was Written.

    Signals:
        network_changed: uses_network may be another.
    """

    network_changed = Signal()

    def __init__(
        self, settings: Settings, session: WritingSession, composer: Composer, area: DocumentArea, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._session = session
        self._composer = composer
        self._area = area
        self._parent = parent
        self._preparation = Preparation(self)
        self._preparation.told.connect(composer.status_changed)
        self._preparation.changed.connect(self._on_preparation_changed)
        self._preparation.failed.connect(self._on_failed)
        composer.failed.connect(self._on_failed)
        composer.crashed.connect(self._on_crashed)

    @property
    def busy(self) -> bool:
        """Whether something is being written, or prepared for it."""
        return self._composer.busy or self._preparation.running

    @property
    def uses_network(self) -> bool:
        """Whether the embedded model is being fetched."""
        return self._preparation.uses_network

    def model_choice(self) -> ModelChoice:
        """The model or the server of the settings.

        Raises:
            UserError: no server is set, or the network is not to be used.
        """
        if self._settings.get(table.ENGINE) == "server":
            return ModelChoice(server=chosen_server(self._settings))
        chosen = self._settings.get(table.MODEL)
        path = chosen or str(embedded.path())
        adapter = self._settings.get(table.ADAPTER)
        return ModelChoice(
            path=path,
            gpu_layers=self._settings.get(table.GPU_LAYERS),
            cache=msgspec.convert(self._settings.get(table.CACHE), Cache),
            adapters=(Adapter(path=adapter, scale=self._settings.get(table.ADAPTER_SCALE)),) if adapter else (),
        )

    def warm_up(self) -> None:
        """Loads the model before it is needed. What goes wrong is said when it is asked to write."""
        if not self._settings.get(table.WARM_UP) or self._settings.get(table.ENGINE) == "server":
            # A server is asked nothing before the writer asks for something.
            return
        if self._uses_embedded() and not embedded.is_ready():
            return
        try:
            self._session.warm_up(self.model_choice())
        except UserError:
            return

    def ask_write(self) -> None:
        """Asks for a brief and has the document written."""
        from retrowriter.ui.dialogs.brief import get_brief

        answer = get_brief(self._parent, self._last_brief(), list(sampling.PRESETS))
        if answer is None:
            return
        brief, preset, seed = answer
        self._settings.set(table.LAST_BRIEF, msgspec.to_builtins(brief))
        self.write(brief, sampling.preset(preset, -1 if seed is None else seed))

    def write(self, brief: Brief, wanted: Sampling) -> None:
        """Has a document written: in the active one when that is blank, else in a new one."""
        current = self._area.current
        window = current if current is not None and current.editor.is_blank() else self._area.new_document()
        self._begin(window, lambda: self._composer.draft(window, brief, wanted, self.model_choice()))

    def continue_writing(self) -> None:
        """Has the model go on at the caret of the active document."""
        current = self._area.current
        if current is not None and current.editor.is_loaded:
            self._begin(
                current, lambda: self._composer.continue_writing(current, sampling.preset(), self.model_choice())
            )

    def stop(self) -> None:
        """Stops the writing; what is written stays."""
        self._preparation.stop()
        self._composer.stop()

    def remove_written(self) -> None:
        """Takes out what the model wrote at the caret, or last."""
        current = self._area.current
        if current is not None and not self._composer.remove_written(current):
            notify(self._parent, "Nothing of what the model wrote is left in this document.")

    def shut_down(self) -> None:
        """Ends the processes with the program."""
        self._preparation.shut_down()
        self._session.shut_down()

    def _begin(self, window: DocumentWindow, begin: Callable[[], None]) -> None:
        def ready() -> None:
            # It may have been closed while the model was being prepared.
            if window not in self._area.windows:
                return
            try:
                begin()
            except UserError as error:
                notify(self._parent, error)

        if self._uses_embedded():
            self._preparation.when_ready(ready)
        else:
            ready()

    def _uses_embedded(self) -> bool:
        return self._settings.get(table.ENGINE) == "local" and not self._settings.get(table.MODEL)

    def _on_preparation_changed(self) -> None:
        self._composer.busy_changed.emit(self.busy)
        self.network_changed.emit()

    def _last_brief(self) -> Brief | None:
        try:
            return msgspec.convert(self._settings.get(table.LAST_BRIEF), Brief)
        except msgspec.ValidationError:
            return None

    def _on_failed(self, error: UserError) -> None:
        notify(self._parent, error)

    def _on_crashed(self, error: UserError) -> None:
        choices = [_RESTART, _PROCESSOR, _CANCEL]
        on_gpu = self._settings.get(table.GPU_LAYERS) != 0 and self._session.device.startswith("GPU")
        if not on_gpu:
            choices.remove(_PROCESSOR)
        text = f"{error.message}\n\nDo you want the model to start again and go on writing?"

        def answered(index: int) -> None:
            if choices[index] == _CANCEL:
                return
            if choices[index] == _PROCESSOR:
                self._settings.set(table.GPU_LAYERS, 0)
            try:
                self._composer.again(self.model_choice())
            except UserError as error:
                notify(self._parent, error)

        show_message(self._parent, text, "warning", choices, 0, answered)
