"""Help: the topics, the window that shows one, F1 in dialogs, and What's This."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWhatsThis, QWidget

from retrowriter.text.manual import Topic, manual
from retrowriter.ui.dialogs import base
from retrowriter.ui.help_window import HelpWindow


class HelpCommands(QObject):
    """The commands of the Help menu that explain."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._window: HelpWindow | None = None
        self._owner: QWidget | None = None
        base.set_help(self.explain)

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name."""
        return {"help_topics": lambda: self.ask_topic(self._parent), "whats_this": QWhatsThis.enterWhatsThisMode}

    @property
    def window(self) -> HelpWindow | None:
        """The window with a topic, while it is open."""
        return self._window

    def ask_topic(self, owner: QWidget, over: QWidget | None = None) -> None:
        """Help > Help Topics, asked over a window; what is chosen is shown over `owner`."""
        from retrowriter.ui.dialogs.help_topics import HelpTopics

        dialog = HelpTopics(over or owner)
        dialog.chosen.connect(lambda topic: self.show_topic(topic, owner))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def explain(self, dialog: QDialog) -> None:
        """Shows the topic about a dialog; the topics, where it has none of its own."""
        topic = manual().for_dialog(type(dialog).__name__)
        if topic is not None:
            self.show_topic(topic, dialog)
        else:
            self.ask_topic(dialog)

    def show_topic(self, topic: Topic, owner: QWidget) -> None:
        """Shows a topic. A window over a dialog belongs to that dialog, which would let no other be used."""
        if self._window is not None and self._owner is not owner:
            self._window.close()
            self._window = None
        if self._window is None:
            window = HelpWindow(owner)
            window.topics_wanted.connect(lambda: self.ask_topic(owner, window))
            window.destroyed.connect(lambda: self._forget(window))
            self._window, self._owner = window, owner
        self._window.show_topic(topic)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _forget(self, window: HelpWindow) -> None:
        if self._window is window:
            self._window = self._owner = None
