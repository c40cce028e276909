"""The program's window: it assembles the parts and ties them together in one place, _connect()."""

import base64
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QFontInfo, QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QMdiArea, QMdiSubWindow, QMenu, QWidget

from retrowriter import formats
from retrowriter import settings as table
from retrowriter.document.model import Document
from retrowriter.engine import sampling
from retrowriter.engine.protocol import ModelChoice
from retrowriter.errors import UserError
from retrowriter.formats import Format
from retrowriter.models import embedded
from retrowriter.settings import Settings
from retrowriter.text.prompt import Brief
from retrowriter.ui import actions, format_boxes
from retrowriter.ui.composer import Composer
from retrowriter.ui.dialogs.message import ask, show_message
from retrowriter.ui.document_window import NEW_PAGE, DocumentWindow
from retrowriter.ui.frame import ClassicFrame
from retrowriter.ui.notify import notify
from retrowriter.ui.status_bar import StatusBar
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.palette import APP_WORKSPACE
from retrowriter.ui.writing_session import WritingSession

TITLE = "Retro Document Writer"

_WARM_UP_AFTER_MS = 200
_RECENT = 4
_ALIGNMENTS = {
    "align_left": Qt.AlignmentFlag.AlignLeft,
    "align_center": Qt.AlignmentFlag.AlignHCenter,
    "align_right": Qt.AlignmentFlag.AlignRight,
    "align_justify": Qt.AlignmentFlag.AlignJustify,
}


class MainWindow(ClassicFrame, QMainWindow):
    """The window with its documents."""

    def __init__(self, settings: Settings, system_frame: bool = False) -> None:
        super().__init__()
        self._settings = settings
        self._count = 0
        self._leaving = False
        self.session = WritingSession(self)
        self.composer = Composer(self.session, self)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("app"))
        self.setMinimumSize(320, 240)
        self.mdi = QMdiArea()
        self.mdi.setBackground(APP_WORKSPACE)
        self.mdi.setFrameStyle(QFrame.Shape.Panel | QFrame.Shadow.Sunken)
        self.setCentralWidget(self.mdi)
        self.actions_by_name = actions.create(self)
        self.menus = actions.fill_menu_bar(self.menuBar(), self.actions_by_name)
        self.boxes = format_boxes.FormatBoxes(self)
        boxes: dict[str, QWidget] = self.boxes.by_name
        self.standard_bar = actions.tool_bar("Standard", actions.STANDARD_BAR, self.actions_by_name, boxes)
        self.formatting_bar = actions.tool_bar("Formatting", actions.FORMATTING_BAR, self.actions_by_name, boxes)
        self.addToolBar(self.standard_bar)
        self.addToolBarBreak()
        self.addToolBar(self.formatting_bar)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self._restore()
        self.init_frame(kind="main", classic=settings.get(table.CLASSIC_FRAME) and not system_frame)
        self._connect()
        self._update_actions()

    def _connect(self) -> None:
        for name, action in self.actions_by_name.items():
            action.triggered.connect(getattr(self, f"_on_{name}"))
        self.mdi.subWindowActivated.connect(self._on_window_activated)
        self.menus["File"].aboutToShow.connect(self._list_recent_files)
        self.menus["Window"].aboutToShow.connect(self._list_windows)
        self.menus["Edit"].aboutToShow.connect(self._update_actions)
        self.boxes.style_chosen.connect(lambda name: self._edit(lambda editor: editor.set_style(name)))
        self.boxes.font_chosen.connect(lambda name: self._edit(lambda editor: editor.set_font_family(name)))
        self.boxes.size_chosen.connect(lambda size: self._edit(lambda editor: editor.set_font_size(size)))
        self.boxes.zoom_chosen.connect(self._on_zoom_chosen)
        self.boxes.left.connect(self._focus_document)
        self.composer.status_changed.connect(self.status.set_model_text)
        self.composer.busy_changed.connect(self._update_actions)
        self.composer.failed.connect(lambda error: notify(self, error))
        self.composer.crashed.connect(self._on_crashed)
        self.session.model_loaded.connect(self._on_model_loaded)
        self.status.overwrite_toggled.connect(self._on_overwrite_toggled)
        QGuiApplication.clipboard().dataChanged.connect(self._update_actions)

    # Documents

    def start(self, files: list[str]) -> None:
        """Opens the files, or a new document, and loads the model behind the writer's back."""
        for name in files:
            self.open_file(Path(name))
        if self.current is None:
            self.new_document()
        if self._settings.problem:
            notify(self, self._settings.problem)
        if self._settings.get(table.WARM_UP):
            QTimer.singleShot(_WARM_UP_AFTER_MS, self._warm_up)

    @property
    def current(self) -> DocumentWindow | None:
        """The active document."""
        sub_window = self.mdi.activeSubWindow() or self.mdi.currentSubWindow()
        widget = sub_window.widget() if sub_window is not None else None
        return widget if isinstance(widget, DocumentWindow) else None

    @property
    def windows(self) -> list[DocumentWindow]:
        """All open documents, in the order in which they were opened."""
        widgets = [sub_window.widget() for sub_window in self.mdi.subWindowList()]
        return [widget for widget in widgets if isinstance(widget, DocumentWindow)]

    def new_document(self) -> DocumentWindow:
        """Opens an empty document."""
        self._count += 1
        return self._add(DocumentWindow(Document(page=NEW_PAGE), f"Document{self._count}"))

    def open_file(self, path: Path) -> DocumentWindow | None:
        """Opens a file, or shows the window in which it is open already; None when it could not be read."""
        path = path.expanduser().absolute()
        for window in self.windows:
            if window.path == path:
                self._show(window)
                return window
        try:
            document, chosen = formats.read_file(path)
        except UserError as error:
            notify(self, error)
            return None
        spare = self.current
        window = self._add(DocumentWindow(document, path.name, path, chosen))
        if spare is not None and spare.is_pristine:
            self._close(spare)
        self._remember_file(path)
        return window

    def save(self, window: DocumentWindow) -> bool:
        """Saves a document under its name, or asks for one; False when that came to nothing."""
        if window.path is None or window.format is None:
            return self.save_as(window)
        return self._write(window, window.path, window.format)

    def save_as(self, window: DocumentWindow) -> bool:
        """Asks for a name and saves the document under it; False when that came to nothing."""
        from retrowriter.ui.dialogs.file_dialog import get_save_path

        folder = window.path.parent if window.path is not None else self._folder()
        name = window.path.name if window.path is not None else f"{window.windowTitle()}{formats.NATIVE.suffixes[0]}"
        path, index = get_save_path(self, folder, name, _filters(formats.FORMATS))
        if path is None:
            return False
        chosen = formats.FORMATS[index] if 0 <= index < len(formats.FORMATS) else formats.NATIVE
        chosen = formats.by_suffix(path) or chosen
        if not path.suffix:
            path = path.with_suffix(chosen.suffixes[0])
        return self._write(window, path, chosen)

    def model_choice(self) -> ModelChoice:
        """The model of the settings. Raises UserError when the embedded one cannot be had."""
        chosen = self._settings.get(table.MODEL)
        path = chosen or str(embedded.prepare(lambda text, fraction: None))
        return ModelChoice(path=path, gpu_layers=self._settings.get(table.GPU_LAYERS))

    def _add(self, window: DocumentWindow) -> DocumentWindow:
        first = not self.windows
        previous = self.mdi.currentSubWindow()
        maximised = first or (previous is not None and previous.isMaximized())
        sub_window = self.mdi.addSubWindow(window)
        sub_window.setWindowIcon(icons.icon("doc"))
        window.close_requested.connect(self._on_close_requested)
        window.editor.format_changed.connect(self._on_format_changed)
        window.editor.undo_names.changed.connect(self._update_undo)
        window.editor.selectionChanged.connect(self._update_selection)
        window.editor.undo_pressed.connect(self._on_undo)
        window.editor.redo_pressed.connect(self._on_redo)
        window.editor.loaded.connect(self._update_actions)
        window.editor.set_zoom(self._settings.get(table.ZOOM))
        window.editor.zoom_changed.connect(self._on_zoom_changed)
        window.show_rulers(self._settings.get(table.RULER))
        if maximised:
            sub_window.showMaximized()
        else:
            sub_window.resize(600, 380)
            sub_window.show()
        self.mdi.setActiveSubWindow(sub_window)
        window.editor.setFocus()
        self._on_window_activated(sub_window)
        return window

    def _write(self, window: DocumentWindow, path: Path, chosen: Format) -> bool:
        try:
            window.save(path, chosen)
        except UserError as error:
            notify(self, error, "stop")
            return False
        self._remember_file(path)
        return True

    def _may_close(self, window: DocumentWindow) -> bool:
        if self.composer.window is window:
            self.composer.stop()
        if not window.is_modified:
            return True
        self._show(window)
        text = f"Do you want to save changes to {window.windowTitle()}?"
        answer = ask(self, text, "warning", ("&Yes", "&No", "Cancel"))
        return answer == 1 or (answer == 0 and self.save(window))

    def _close(self, window: DocumentWindow) -> None:
        window.allow_close()
        sub_window = _sub_window(window)
        if sub_window is not None:
            sub_window.close()

    def _show(self, window: DocumentWindow) -> None:
        sub_window = _sub_window(window)
        if sub_window is not None:
            self.mdi.setActiveSubWindow(sub_window)
            window.editor.setFocus()

    def _folder(self) -> Path:
        kept = self._settings.get(table.LAST_FOLDER)
        if kept and Path(kept).is_dir():
            return Path(kept)
        documents = Path.home() / "Documents"
        return documents if documents.is_dir() else Path.home()

    def _remember_file(self, path: Path) -> None:
        self._settings.set(table.LAST_FOLDER, str(path.parent))
        others = [name for name in self._settings.get(table.RECENT_FILES) if name != str(path)]
        self._settings.set(table.RECENT_FILES, [str(path), *others][:_RECENT])
        self._save_settings()

    def _save_settings(self) -> None:
        try:
            self._settings.save()
        except UserError as error:
            self.status.showMessage(error.message, 10_000)

    # The window itself

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks about each unsaved document, then ends the child and keeps the settings."""
        if not all(self._may_close(window) for window in self.windows):
            event.ignore()
            return
        self._leaving = True
        for window in self.windows:
            self._close(window)
        geometry = bytes(self.saveGeometry().data())
        self._settings.set(table.WINDOW_GEOMETRY, base64.b64encode(geometry).decode("ascii"))
        self._save_settings()
        self.session.shut_down()
        event.accept()

    def createPopupMenu(self) -> QMenu:
        """The menu of the bars: the toolbars with ticks, as in 1995."""
        menu = QMenu(self)
        menu.addAction(self.actions_by_name["standard_bar"])
        menu.addAction(self.actions_by_name["formatting_bar"])
        return menu

    def _restore(self) -> None:
        self.resize(800, 600)
        kept = self._settings.get(table.WINDOW_GEOMETRY)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        for name, bar, setting in (
            ("standard_bar", self.standard_bar, table.STANDARD_BAR),
            ("formatting_bar", self.formatting_bar, table.FORMATTING_BAR),
        ):
            bar.setVisible(self._settings.get(setting))
            self.actions_by_name[name].setChecked(self._settings.get(setting))
        self.actions_by_name["ruler"].setChecked(self._settings.get(table.RULER))
        self.boxes.show_zoom(self._settings.get(table.ZOOM))

    def _warm_up(self) -> None:
        if self._leaving:
            return
        try:
            self.session.warm_up(self.model_choice())
        except UserError:
            # Said when the model is asked to write, not to somebody who only types.
            self.status.set_model_text("No model")

    # State

    def _on_window_activated(self, sub_window: QMdiSubWindow | None) -> None:
        if self._leaving:
            return
        current = self.current
        self.status.set_editor(current.editor if current is not None else None)
        if current is not None:
            self.boxes.list_styles(current.editor.sheet.names)
            self.boxes.show_zoom(current.editor.zoom)
        self._update_actions()
        self._on_format_changed()

    def _update_actions(self) -> None:
        if self._leaving:
            return
        current = self.current
        here = current is not None
        for name in ("close", "save", "save_as", "save_all", "select_all", "zoom", "page_break", "font", "clear"):
            self.actions_by_name[name].setEnabled(here)
        for name in ("bold", "italic", "underline", *_ALIGNMENTS, "continue_writing", "remove_written"):
            self.actions_by_name[name].setEnabled(here)
        for name in ("new_window_cascade", "arrange_all", "next_window"):
            self.actions_by_name[name].setEnabled(here)
        if current is not None:
            loaded = current.editor.is_loaded
            for name in ("continue_writing", "remove_written", "page_break"):
                self.actions_by_name[name].setEnabled(loaded)
            self.actions_by_name["remove_written"].setEnabled(loaded and bool(current.generations))
            self.actions_by_name["paste"].setEnabled(loaded and current.editor.canPaste())
        else:
            self.actions_by_name["paste"].setEnabled(False)
        self.actions_by_name["stop"].setEnabled(self.composer.busy or self.isFullScreen())
        self.boxes.set_enabled(here)
        self._update_undo()
        self._update_selection()

    def _update_undo(self) -> None:
        current = self.current
        for name, word in (("undo", "&Undo"), ("redo", "&Redo")):
            step = getattr(current.editor.undo_names, name) if current is not None else ""
            action = self.actions_by_name[name]
            action.setEnabled(bool(step) or (name == "undo" and self.composer.busy))
            text = f"{word} {step}".rstrip()
            if action.text() != text:
                action.setText(text)
                action.setToolTip(actions.plain(text))

    def _update_selection(self) -> None:
        current = self.current
        selected = current is not None and current.editor.textCursor().hasSelection()
        for name in ("cut", "copy"):
            self.actions_by_name[name].setEnabled(selected)

    def _on_format_changed(self) -> None:
        current = self.current
        if current is None:
            return
        editor = current.editor
        shown: QTextCharFormat = editor.char_format()
        self.actions_by_name["bold"].setChecked(shown.fontWeight() >= 600)
        self.actions_by_name["italic"].setChecked(shown.fontItalic())
        self.actions_by_name["underline"].setChecked(shown.fontUnderline())
        alignment = editor.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        for name, value in _ALIGNMENTS.items():
            self.actions_by_name[name].setChecked(alignment == value)
        families = shown.fontFamilies()
        family = families[0] if families else QFontInfo(editor.font()).family()
        self.boxes.show(editor.style_name(), family, shown.fontPointSize() or editor.font().pointSizeF())

    def _on_zoom_changed(self, factor: float) -> None:
        self.boxes.show_zoom(factor)
        self._settings.set(table.ZOOM, min(max(round(factor, 2), 0.1), 5.0))

    def _on_model_loaded(self) -> None:
        loaded = self.session.loaded
        if loaded is not None and loaded.fallback:
            self.status.showMessage(loaded.fallback, 10_000)

    def _on_close_requested(self, window: DocumentWindow) -> None:
        if self._may_close(window):
            window.allow_close()

    def _on_crashed(self, error: UserError) -> None:
        buttons = ["&Restart", "Use the &Processor", "Cancel"]
        if self._settings.get(table.GPU_LAYERS) == 0 or self.session.device in ("", "CPU"):
            buttons.remove("Use the &Processor")
        text = f"{error.message} Your text is safe.\n\nDo you want the model to start again and go on writing?"

        def answered(index: int) -> None:
            if buttons[index] == "Cancel":
                return
            if buttons[index] != "&Restart":
                self._settings.set(table.GPU_LAYERS, 0)
            self._start_writing(lambda: self.composer.again(self.model_choice()))

        show_message(self, text, "warning", buttons, 0, answered)

    def _focus_document(self) -> None:
        current = self.current
        if current is not None:
            current.editor.setFocus()

    def _edit(self, change: "format_boxes.Change") -> None:
        current = self.current
        if current is not None:
            change(current.editor)
            current.editor.setFocus()

    # File

    def _on_new(self) -> None:
        self.new_document()

    def _on_open(self) -> None:
        from retrowriter.ui.dialogs.file_dialog import get_open_path

        path, _index = get_open_path(self, self._folder(), _filters(formats.FORMATS))
        if path is not None:
            self.open_file(path)

    def _on_close(self) -> None:
        current = self.current
        if current is not None and self._may_close(current):
            self._close(current)

    def _on_save(self) -> None:
        if self.current is not None:
            self.save(self.current)

    def _on_save_as(self) -> None:
        if self.current is not None:
            self.save_as(self.current)

    def _on_save_all(self) -> None:
        for window in self.windows:
            if window.is_modified and not self.save(window):
                return

    def _on_exit(self) -> None:
        self.close()

    def _list_recent_files(self) -> None:
        files = self._settings.get(table.RECENT_FILES)
        entries = [(name, Path(name).name) for name in files]
        self._fill_list(self.menus["File"], actions.RECENT, [text for _, text in entries], self._on_recent_file)

    def _on_recent_file(self, number: int) -> None:
        self.open_file(Path(self._settings.get(table.RECENT_FILES)[number]))

    # Edit

    def _on_undo(self) -> None:
        if self.composer.busy:
            # The first press stops the writing; what is written stays until the next.
            self.composer.stop()
        elif self.current is not None:
            self.current.editor.undo()

    def _on_redo(self) -> None:
        if self.current is not None and not self.composer.busy:
            self.current.editor.redo()

    def _on_cut(self) -> None:
        self._edit(lambda editor: editor.cut())

    def _on_copy(self) -> None:
        self._edit(lambda editor: editor.copy())

    def _on_paste(self) -> None:
        self._edit(lambda editor: editor.paste())

    def _on_clear(self) -> None:
        self._edit(lambda editor: editor.clear_selection())

    def _on_select_all(self) -> None:
        self._edit(lambda editor: editor.selectAll())

    # View

    def _on_standard_bar(self, on: bool) -> None:
        self.standard_bar.setVisible(on)
        self._settings.set(table.STANDARD_BAR, on)

    def _on_formatting_bar(self, on: bool) -> None:
        self.formatting_bar.setVisible(on)
        self._settings.set(table.FORMATTING_BAR, on)

    def _on_ruler(self, on: bool) -> None:
        self._settings.set(table.RULER, on)
        for window in self.windows:
            window.show_rulers(on)

    def _on_full_screen(self, on: bool) -> None:
        shown = not on
        self.menuBar().setVisible(shown)
        self.status.setVisible(shown)
        self.standard_bar.setVisible(shown and self._settings.get(table.STANDARD_BAR))
        self.formatting_bar.setVisible(shown and self._settings.get(table.FORMATTING_BAR))
        for window in self.windows:
            window.show_rulers(shown and self._settings.get(table.RULER))
        if on:
            self.showFullScreen()
        else:
            self.showNormal()
        self._update_actions()

    def _on_zoom(self) -> None:
        from retrowriter.ui.dialogs.zoom import ZoomDialog

        current = self.current
        if current is not None:
            dialog = ZoomDialog(self, current.editor.zoom)
            if dialog.exec():
                self._on_zoom_chosen(dialog.zoom())

    def _on_zoom_chosen(self, choice: float | str) -> None:
        current = self.current
        if current is None:
            return
        if choice == "width":
            current.editor.zoom_to_width()
        elif choice == "page":
            current.editor.zoom_to_page()
        else:
            current.editor.set_zoom(float(choice))
        self.boxes.show_zoom(current.editor.zoom)
        current.editor.setFocus()

    def _on_overwrite_toggled(self) -> None:
        self._edit(lambda editor: editor.toggle_overwrite())

    # Insert and Format

    def _on_page_break(self) -> None:
        self._edit(lambda editor: editor.insert_page_break())

    def _on_font(self) -> None:
        from retrowriter.ui.dialogs.font import FontDialog

        current = self.current
        if current is not None:
            dialog = FontDialog(self, current.editor.character())
            if dialog.exec():
                current.editor.set_character(dialog.format())

    def _on_bold(self, on: bool) -> None:
        self._edit(lambda editor: editor.set_bold(on))

    def _on_italic(self, on: bool) -> None:
        self._edit(lambda editor: editor.set_italic(on))

    def _on_underline(self, on: bool) -> None:
        self._edit(lambda editor: editor.set_underline(on))

    def _on_align_left(self) -> None:
        self._align("align_left")

    def _on_align_center(self) -> None:
        self._align("align_center")

    def _on_align_right(self) -> None:
        self._align("align_right")

    def _on_align_justify(self) -> None:
        self._align("align_justify")

    def _align(self, name: str) -> None:
        self._edit(lambda editor: editor.set_alignment(_ALIGNMENTS[name]))
        self._on_format_changed()

    # Tools

    def _on_write(self) -> None:
        from retrowriter.ui.dialogs.brief import BriefDialog

        dialog = BriefDialog(self, _last_brief(self._settings))
        if not dialog.exec():
            return
        brief = dialog.brief()
        self._settings.set(table.LAST_BRIEF, msgspec.to_builtins(brief))
        self._save_settings()
        wanted = sampling.preset(dialog.preset(), seed=dialog.seed())
        self.write(brief, wanted)

    def write(self, brief: Brief, wanted: sampling.Sampling) -> None:
        """Has a document written: in the active one when that is blank, else in a new one."""
        current = self.current
        window = current if current is not None and current.editor.is_blank() else self.new_document()
        self._start_writing(lambda: self.composer.draft(window, brief, wanted, self.model_choice()))

    def _on_continue_writing(self) -> None:
        current = self.current
        if current is not None and current.editor.is_loaded:
            wanted = sampling.preset()
            self._start_writing(lambda: self.composer.continue_writing(current, wanted, self.model_choice()))

    def _start_writing(self, begin: "format_boxes.Begin") -> None:
        try:
            begin()
        except UserError as error:
            notify(self, error)

    def _on_stop(self) -> None:
        if self.composer.busy:
            self.composer.stop()
        elif self.isFullScreen():
            self.actions_by_name["full_screen"].trigger()

    def _on_remove_written(self) -> None:
        current = self.current
        if current is not None and not self.composer.remove_written(current):
            notify(self, "Nothing of what the model wrote is left in this document.")

    # Window and Help

    def _on_new_window_cascade(self) -> None:
        self.mdi.cascadeSubWindows()

    def _on_arrange_all(self) -> None:
        self.mdi.tileSubWindows()

    def _on_next_window(self) -> None:
        self.mdi.activateNextSubWindow()
        self._focus_document()

    def _list_windows(self) -> None:
        windows = self.windows[:9]
        titles = [window.windowTitle() for window in windows]
        made = self._fill_list(
            self.menus["Window"], actions.WINDOWS, titles, lambda number: self._show(windows[number])
        )
        for window, action in zip(windows, made, strict=True):
            action.setCheckable(True)
            action.setChecked(window is self.current)

    def _on_about(self) -> None:
        from retrowriter.ui.dialogs.about import AboutDialog

        AboutDialog(self).exec()

    def _fill_list(self, menu: QMenu, mark: str, texts: list[str], chosen: "format_boxes.Chosen") -> list[QAction]:
        for action in menu.actions():
            if action.objectName() == f"{mark} entry":
                menu.removeAction(action)
                action.deleteLater()
        end = next(action for action in menu.actions() if action.objectName() == mark)
        made: list[QAction] = []
        for number, text in enumerate(texts):
            action = QAction(f"&{number + 1} {text.replace('&', '&&')}", menu)
            action.setObjectName(f"{mark} entry")
            action.triggered.connect(lambda _checked=False, number=number: chosen(number))
            menu.insertAction(end, action)
            made.append(action)
        return made


def _sub_window(window: DocumentWindow) -> QMdiSubWindow | None:
    parent = window.parentWidget()
    return parent if isinstance(parent, QMdiSubWindow) else None


def _filters(entries: tuple[Format, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.label, entry.suffixes) for entry in entries]


def _last_brief(settings: Settings) -> Brief | None:
    try:
        return msgspec.convert(settings.get(table.LAST_BRIEF), Brief)
    except msgspec.ValidationError:
        return None


def application() -> QApplication:
    """The one application object."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
