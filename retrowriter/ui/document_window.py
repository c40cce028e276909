"""One document in the program's window: its editor, its rulers, its file, and the records of what the model wrote."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QTextBlockFormat, QTextCharFormat
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrowriter import formats
from retrowriter.document.model import Document, Generation
from retrowriter.formats import Format
from retrowriter.recovery.open_file import OpenFile
from retrowriter.text.tidy import LineJoiner
from retrowriter.ui.editor import Editor
from retrowriter.ui.going import EditPlaces
from retrowriter.ui.insertion import Insertion
from retrowriter.ui.outline_view import OutlineList
from retrowriter.ui.panes import WINDOW_VIEWS, Pane, Panes
from retrowriter.ui.ruler import Ruler
from retrowriter.ui.theme import icons
from retrowriter.ui.widgets.view_buttons import ViewButtons

WindowView = Literal["normal", "outline", "page"]


class DocumentWindow(QWidget):
    """A document that is open.

    Signals:
        close_requested: somebody wants to close it; whoever may decide calls allow_close() and closes it again.
        renamed: it has another title.
        view_changed: it is shown in another view.
        changed_apart: something other than its text changed.
        saving, saved: it is about to be written to its file, and has been.
        closed: it is gone, saved or not.

    Attributes:
        title, author: of the document; change them with set_summary().
        path, format: its file and the file's format, None when it was never saved.
        file: the lock and the state of its file.
        outline: what is shown in Outline view.
    """

    close_requested = Signal(object)
    renamed = Signal()
    view_changed = Signal()
    changed_apart = Signal()
    saving = Signal()
    saved = Signal()
    closed = Signal()

    def __init__(
        self,
        document: Document,
        title: str,
        path: Path | None = None,
        chosen: Format | None = None,
        file: OpenFile | None = None,
    ) -> None:
        super().__init__()
        self.path = path
        self.format = chosen
        self.file = file
        self._source = document
        self._generations: list[Generation] = list(document.generations)
        self._settings: dict[str, Any] = dict(document.settings)
        # The format and the losses to which the writer has agreed.
        self.agreed_losses: tuple[str, tuple[str, ...]] | None = None
        self.title, self.author = document.title, document.author
        self._changed_apart = False
        self._close_allowed = False
        self._over: QWidget | None = None
        self.insertion: Insertion | None = None
        self.outline: OutlineList | None = None
        self.panes = Panes(Editor(document), self)
        self.editor.document().setParent(self)
        self.editor.facts.name = path.name if path is not None else title
        self.edit_places = EditPlaces(self.editor.document(), lambda: self.editor)
        self.panes.view_chosen.connect(self.set_view)
        self.panes.leaving.connect(self._on_leaving)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.panes)
        self.setFocusProxy(self.panes)
        self.windowTitleChanged.connect(self.panes.name)
        self.setWindowIcon(icons.icon("doc"))
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    @property
    def editor(self) -> Editor:
        """The editor in which the caret was last."""
        return self.panes.current.editor

    @property
    def ruler(self) -> Ruler:
        """The ruler above that editor."""
        return self.panes.current.ruler

    @property
    def generations(self) -> tuple[Generation, ...]:
        """Records of what the model wrote in this document."""
        return tuple(self._generations)

    @property
    def settings(self) -> dict[str, Any]:
        """What the document remembers of its writing; change it with remember()."""
        return self._settings

    def remember(self, key: str, value: object) -> None:
        """Keeps a value with the document."""
        if self._settings.get(key) != value:
            self._settings[key] = value
            self.mark_changed()

    def set_summary(self, title: str, author: str) -> None:
        """Gives the document a title and an author."""
        if (title, author) != (self.title, self.author):
            self.title, self.author = title, author
            self.editor.facts.title = title
            self.mark_changed()

    @property
    def created(self) -> str:
        """When the document was begun, as ISO 8601 in UTC; "" for one that was never saved."""
        return self._source.created

    def mark_changed(self) -> None:
        """Something other than the text changed, so that closing would lose something."""
        self._changed_apart = True
        self.changed_apart.emit()

    @property
    def is_modified(self) -> bool:
        """Whether closing would lose something."""
        return self.editor.document().isModified() or self._changed_apart

    @property
    def is_pristine(self) -> bool:
        """A new document in which nothing has been done."""
        return self.path is None and not self.is_modified and self.editor.is_blank()

    def document(self) -> Document:
        """The document as it is now."""
        return msgspec.structs.replace(
            self.editor.snapshot(),
            generations=tuple(self._generations),
            settings=self._settings,
            title=self.title,
            author=self.author,
            created=self._source.created or _now(),
            modified=_now(),
        )

    def rest(self) -> Document:
        """The document as it is now, without its blocks and times; what the model is writing just now is recorded."""
        records = list(self._generations)
        if self.insertion is not None:
            records[-1] = msgspec.structs.replace(records[-1], text=self.insertion.text, reason="interrupted")
        return msgspec.structs.replace(
            self.editor.rest(),
            generations=tuple(records),
            settings=self._settings,
            title=self.title,
            author=self.author,
        )

    def save(self, path: Path, chosen: Format) -> None:
        """Writes the document to a file and takes its name.

        Raises:
            UserError: it could not be written; nothing has changed then.
        """
        if self.insertion is not None:
            self.insertion.flush()
        self.saving.emit()
        formats.write_file(path, self.document(), chosen)
        self.path, self.format = path, chosen
        self.editor.facts.name = path.name
        self.editor.document().setModified(False)
        self._changed_apart = False
        self.saved.emit()
        if self.windowTitle() != path.name:
            self.setWindowTitle(path.name)
            self.renamed.emit()

    def next_generation(self) -> int:
        """A number for a new generation."""
        return max((record.number for record in self._generations), default=0) + 1

    def begin_insertion(
        self,
        position: int,
        record: Generation,
        char_format: QTextCharFormat,
        block_format: QTextBlockFormat,
        joiner: LineJoiner | None = None,
        joins: bool = False,
    ) -> Insertion:
        """Opens a place in which the model writes; end_insertion closes it."""
        self._generations.append(record)
        self.insertion = Insertion(self.editor, position, record.number, char_format, block_format, joiner, joins)
        return self.insertion

    def end_insertion(self, **facts: object) -> Generation | None:
        """Closes the place; what was written and the other facts go into its record, which is returned.

        A generation that wrote nothing leaves no record.
        """
        insertion, self.insertion = self.insertion, None
        if insertion is None:
            return None
        insertion.finish()
        insertion.deleteLater()
        record = self._generations.pop()
        if not insertion.text:
            return None
        record = msgspec.structs.replace(record, text=insertion.text, **facts)
        self._generations.append(record)
        self.mark_changed()
        return record

    def take(self, file: OpenFile) -> None:
        """The document has this file from now on."""
        if self.file is not None and self.file is not file:
            self.file.release()
        self.file = file

    def show_rulers(self, on: bool) -> None:
        """Shows or hides the rulers; the one at the side belongs to Page Layout."""
        self.panes.show_rulers(on)

    @property
    def view(self) -> WindowView:
        """How the document is shown."""
        return "outline" if self.outline is not None else self.editor.view

    def set_view(self, view: WindowView) -> None:
        """Shows the document in another way; the caret stays where it is, and the text at the top of the window."""
        if view == self.view:
            return
        if self.outline is not None:
            self._layout.removeWidget(self.outline)
            self.outline.hide()
            self.outline.deleteLater()
            self.outline = None
        if view == "outline":
            self._show_outline()
        else:
            self.editor.set_view(view)
            self.panes.show_view()
        self._arrange()
        if view != "outline":
            self.editor.ensureCursorVisible()
        self.view_changed.emit()

    @property
    def over(self) -> QWidget | None:
        """What is shown in the place of the document."""
        return self._over

    def show_over(self, widget: QWidget | None) -> None:
        """Shows a widget in the place of the editors and rulers; None: shows them again, and the widget goes."""
        if self._over is not None:
            self._layout.removeWidget(self._over)
            self._over.deleteLater()
        self._over = widget
        if widget is not None:
            self._layout.addWidget(widget)
            widget.show()
        self._arrange()

    def _show_outline(self) -> None:
        self.outline = OutlineList(self.editor, self)
        buttons = ViewButtons(WINDOW_VIEWS, self.outline)
        buttons.show_view("outline")
        buttons.chosen.connect(self.set_view)
        self.outline.addScrollBarWidget(buttons, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self.outline)

    def _arrange(self) -> None:
        """Shows what stands over the document, its outline, or its panes."""
        shown = self._over or self.outline or self.panes
        self.panes.setVisible(shown is self.panes)
        if self.outline is not None:
            self.outline.setVisible(shown is self.outline)
            self.outline.follow()
        for pane in self.panes.all:
            # Commands give the editor the focus; nobody types into what he does not see.
            pane.editor.setFocusProxy(self.outline)  # type: ignore[arg-type]  # the stubs do not know None
        self.setFocusProxy(shown)
        shown.setFocus()

    def _on_leaving(self, pane: Pane) -> None:
        if self.insertion is not None:
            stays = next(each for each in self.panes.all if each is not pane)
            self.insertion.follow_in(stays.editor)

    def allow_close(self) -> None:
        """The next attempt to close it succeeds."""
        self._close_allowed = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks whoever may decide."""
        if not self._close_allowed:
            self.close_requested.emit(self)
        if self._close_allowed:
            self.closed.emit()
            if self.file is not None:
                self.file.release()
            event.accept()
        else:
            event.ignore()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
