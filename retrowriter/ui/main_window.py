"""The program's window: it assembles the parts and ties them together in one place, _connect()."""

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.settings import Settings
from retrowriter.ui import actions
from retrowriter.ui.about import AboutCommands
from retrowriter.ui.composer import Composer
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_facts import DocumentFacts
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.editor import Editor
from retrowriter.ui.find_commands import FindCommands
from retrowriter.ui.format_boxes import FormatBoxes
from retrowriter.ui.format_commands import FormatCommands
from retrowriter.ui.frame import ClassicFrame
from retrowriter.ui.help_commands import HelpCommands
from retrowriter.ui.insert_commands import InsertCommands
from retrowriter.ui.menu_lists import MenuLists
from retrowriter.ui.model_commands import ModelCommands
from retrowriter.ui.new_documents import NewDocuments
from retrowriter.ui.notify import notify
from retrowriter.ui.options_commands import OptionsCommands
from retrowriter.ui.page_commands import PageCommands
from retrowriter.ui.panes import Pane
from retrowriter.ui.picture_commands import PictureCommands
from retrowriter.ui.print_commands import PrintCommands
from retrowriter.ui.safety import Safety
from retrowriter.ui.server_choice import lamp, leaves_this_computer
from retrowriter.ui.spelling_commands import SpellingCommands
from retrowriter.ui.status_bar import StatusBar
from retrowriter.ui.table_commands import TableCommands
from retrowriter.ui.theme import icons
from retrowriter.ui.tool_buttons import ToolButtons
from retrowriter.ui.translation import command_text
from retrowriter.ui.view_commands import ViewCommands
from retrowriter.ui.writing_commands import WritingCommands
from retrowriter.ui.writing_session import WritingSession

TITLE = "Retro Document Writer"

_WARM_UP_AFTER_MS = 200
# A page at its full width where the screen has room for it.
_SIZE, _SMALL = (960, 720), (800, 600)
# Commands that need a document.
_FOR_DOCUMENTS = (
    *("close", "save", "save_as", "save_all", "clear", "select_all", "page_break"),
    *("find", "replace", "repeat_find", "properties", "word_count", "spelling"),
    *("continue_writing", "cascade", "arrange_all", "next_window", "previous_window"),
)


class MainWindow(ClassicFrame, QMainWindow):
    """The window with its documents."""

    def __init__(self, settings: Settings, system_frame: bool = False) -> None:
        super().__init__()
        self.settings = settings
        self._leaving = False
        self.session = WritingSession(self)
        self.composer = Composer(self.session, self)
        self.area = DocumentArea(settings, self.composer, self)
        self.safety = Safety(settings, self.area, self)
        self.writing = WritingCommands(settings, self.session, self.composer, self.area, self)
        self.options = OptionsCommands(settings, self.area, self)
        self.models = ModelCommands(settings, self)
        self.finding = FindCommands(self.composer, self.area, self)
        self.facts = DocumentFacts(self.area, self)
        self.spelling = SpellingCommands(settings, self.composer, self.area, self)
        self.commands = actions.create(self)
        self.formats = FormatCommands(self.area, self.commands, self)
        self.inserts = InsertCommands(settings, self.area, self.commands, self, self.spelling)
        self.help = HelpCommands(self)
        self.about = AboutCommands(settings, self.session, self.commands["help_topics"].trigger, self)
        self.creating = NewDocuments(settings, self.area, self)
        self.views = ViewCommands(settings, self.area, self.commands, self)
        self.pages = PageCommands(settings, self.area, self)
        self.printing = PrintCommands(settings, self.area, self.commands, self)
        self.tables = TableCommands(settings, self.area, self.commands, self)
        self.pictures = PictureCommands(settings, self.area, self.commands, self)
        self.menus = actions.fill_menu_bar(self.menuBar(), self.commands)
        MenuLists(self.area, self.menus)
        self.boxes = FormatBoxes(self)
        self.standard_bar = actions.tool_bar("Standard", actions.STANDARD_BAR, self.commands, self.boxes.by_name)
        self.formatting_bar = actions.tool_bar("Formatting", actions.FORMATTING_BAR, self.commands, self.boxes.by_name)
        ToolButtons((self.standard_bar, self.formatting_bar), self.commands, self.formats, self.tables)
        self.status = StatusBar(self)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("app"))
        self.setMinimumSize(320, 240)
        self.addToolBar(self.standard_bar)
        self.addToolBarBreak()
        self.addToolBar(self.formatting_bar)
        self.addToolBarBreak()
        self.addToolBar(self.views.outline_bar)
        self.setCentralWidget(self.area)
        self.setStatusBar(self.status)
        self.init_frame(kind="main", classic=settings.get(table.CLASSIC_FRAME) and not system_frame)
        self._restore()
        self._show_lamp()
        self._connect()
        self._on_current_changed()

    def _connect(self) -> None:
        edit, area, writing = self._edit, self.area, self.writing
        # Every command of actions.COMMANDS, and what it does.
        slots: dict[str, Callable[..., object]] = {
            **self.creating.slots(),
            "open": area.ask_open,
            "close": lambda: self._with_current(area.close_document),
            "save": lambda: self._with_current(area.save),
            "save_as": lambda: self._with_current(area.save_as),
            "save_all": area.save_all,
            "properties": self.facts.ask_properties,
            "word_count": self.facts.show_word_count,
            "spelling": self.spelling.check,
            "exit": self.close,
            "undo": self._undo,
            "redo": self._redo,
            "cut": lambda: edit(Editor.cut),
            "copy": lambda: edit(Editor.copy),
            "paste": lambda: edit(Editor.paste),
            "clear": lambda: edit(Editor.clear_selection),
            "select_all": lambda: edit(Editor.selectAll),
            "find": self.finding.find,
            "replace": self.finding.replace,
            "repeat_find": self.finding.repeat_find,
            "standard_bar": lambda: self._show_bar(self.standard_bar, "standard_bar", table.STANDARD_BAR),
            "formatting_bar": lambda: self._show_bar(self.formatting_bar, "formatting_bar", table.FORMATTING_BAR),
            "ruler": self.views.show_rulers,
            "full_screen": self._full_screen,
            "page_break": lambda: edit(Editor.insert_page_break),
            **self.formats.slots(),
            **self.inserts.slots(),
            **self.pages.slots(),
            **self.views.slots(),
            **self.printing.slots(),
            **self.tables.slots(),
            **self.pictures.slots(),
            **self.boxes.slots(),
            "write": writing.ask_write,
            "continue_writing": writing.continue_writing,
            "stop": self._stop,
            "remove_written": writing.remove_written,
            "models": self.models.show_models,
            "options": self.options.ask_options,
            "cascade": area.cascadeSubWindows,
            "arrange_all": area.tileSubWindows,
            "next_window": area.activateNextSubWindow,
            "previous_window": area.activatePreviousSubWindow,
            **self.help.slots(),
            **self.about.slots(),
        }
        for name, action in self.commands.items():
            action.triggered.connect(lambda _checked=False, slot=slots[name]: slot())
        self.boxes.style_chosen.connect(self.formats.choose_style)
        self.boxes.font_chosen.connect(lambda name: edit(lambda editor: editor.set_font_family(name)))
        self.boxes.size_chosen.connect(lambda size: edit(lambda editor: editor.set_font_size(size)))
        self.boxes.zoom_chosen.connect(self.views.zoom)
        self.boxes.left.connect(lambda: edit(lambda editor: None))
        self.area.opened.connect(lambda window: window.editor.set_zoom(self.settings.get(table.ZOOM)))
        self.area.pane_opened.connect(self._on_pane_opened)
        self.area.current_changed.connect(self._on_current_changed)
        self.composer.status_changed.connect(self.status.set_model_text)
        self.composer.busy_changed.connect(self._update_actions)
        self.session.model_loaded.connect(self._on_model_loaded)
        self.options.model_changed.connect(self.writing.warm_up)
        self.options.applied.connect(self.spelling.apply)
        self.spelling.options_wanted.connect(self.options.ask_options)
        networks = self.models.network_changed, self.writing.network_changed
        for change in (self.options.applied, *networks, self.models.model_changed):
            change.connect(lambda *_changed: self._show_lamp())
        self.models.model_changed.connect(self.writing.warm_up)
        self.status.overwrite_toggled.connect(lambda: edit(Editor.toggle_overwrite))
        self.status.extension_toggled.connect(lambda: edit(Editor.toggle_extension))
        QGuiApplication.clipboard().dataChanged.connect(self._update_actions)

    def start(self, files: list[str]) -> None:
        """Opens the files, or a new document, and has the model loaded behind the writer's back."""
        for name in files:
            self.area.open_file(Path(name))
        if self.area.current is None:
            self.area.new_document()
        if self.settings.problem:
            notify(self, self.settings.problem)
        self.safety.look_for_crashes()
        QTimer.singleShot(_WARM_UP_AFTER_MS, self, self.writing.warm_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks about each unsaved document, then ends the child and keeps the settings."""
        self._leaving = self.area.close_all()
        if not self._leaving:
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().data())
        self.settings.set(table.WINDOW_GEOMETRY, base64.b64encode(geometry).decode("ascii"))
        try:
            self.settings.save()
        except UserError as error:
            notify(None, error)
        self.safety.shut_down()
        self.writing.shut_down()
        self.models.shut_down()
        self.spelling.shut_down()
        event.accept()

    def createPopupMenu(self) -> QMenu:
        """The menu of the bars: the toolbars with ticks, as in 1995."""
        menu = QMenu(self)
        menu.addAction(self.commands["standard_bar"])
        menu.addAction(self.commands["formatting_bar"])
        return menu

    def _restore(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(*(_SIZE if room.width() > _SIZE[0] and room.height() > _SIZE[1] else _SMALL))
        kept = self.settings.get(table.WINDOW_GEOMETRY)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        for name, setting in (
            ("standard_bar", table.STANDARD_BAR),
            ("formatting_bar", table.FORMATTING_BAR),
            ("ruler", table.RULER),
        ):
            self.commands[name].setChecked(self.settings.get(setting))
        self.standard_bar.setVisible(self.settings.get(table.STANDARD_BAR))
        self.formatting_bar.setVisible(self.settings.get(table.FORMATTING_BAR))

    # State

    def _on_pane_opened(self, pane: Pane) -> None:
        editor = pane.editor
        editor.format_changed.connect(self._show_format)
        editor.zoom_changed.connect(self._on_zoom_changed)
        editor.undo_names.changed.connect(self._update_undo)
        editor.selectionChanged.connect(self._update_selection)
        editor.undo_pressed.connect(self._undo)
        editor.redo_pressed.connect(self._redo)
        editor.loaded.connect(self._update_actions)
        editor.styles_changed.connect(self._on_current_changed)

    def _on_current_changed(self) -> None:
        if self._leaving:
            return
        current = self.area.current
        self.status.set_editor(current.editor if current is not None else None)
        if current is not None:
            self.boxes.list_styles(current.editor.sheet.names)
            self.boxes.show_zoom(current.editor.zoom)
        self._update_actions()
        self._show_format()

    def _update_actions(self) -> None:
        if self._leaving:
            return
        current = self.area.current
        pages = (*self.pages.slots(), *self.views.slots(), *self.printing.slots())
        others = (*self.formats.slots(), *self.inserts.for_documents, *pages, *self.boxes.slots())
        for name in (*_FOR_DOCUMENTS, *others):
            self.commands[name].setEnabled(current is not None)
        loaded = current is not None and current.editor.is_loaded
        for name in ("continue_writing", "page_break"):
            self.commands[name].setEnabled(loaded)
        self.commands["remove_written"].setEnabled(loaded and current is not None and bool(current.generations))
        self.commands["paste"].setEnabled(loaded and current is not None and current.editor.canPaste())
        self.commands["stop"].setEnabled(self.writing.busy or self.isFullScreen())
        self.boxes.set_enabled(current is not None)
        self.tables.refresh()
        self.pictures.refresh()
        self._update_undo()
        self._update_selection()

    def _update_undo(self) -> None:
        current = self.area.current
        names = current.editor.undo_names if current is not None else None
        self._name_step("undo", "&Undo", names.undo if names else "", always=self.composer.busy)
        self._name_step("redo", "&Redo", names.redo if names else "")

    def _name_step(self, command: str, word: str, step: str, always: bool = False) -> None:
        action = self.commands[command]
        text = f"{command_text(word)} {step}".rstrip()
        if action.text() != text:
            action.setText(text)
            action.setToolTip(actions.plain(text))
        if action.isEnabled() != (always or bool(step)):
            action.setEnabled(always or bool(step))

    def _update_selection(self) -> None:
        current = self.area.current
        selected = current is not None and current.editor.textCursor().hasSelection()
        for name in ("cut", "copy"):
            self.commands[name].setEnabled(selected)

    def _show_format(self) -> None:
        current = self.area.current
        if current is None or self._leaving:
            return
        editor = current.editor
        shown = self.formats.show(editor)
        self.boxes.show(editor.style_name(), shown.font, shown.size)

    def _on_zoom_changed(self, factor: float) -> None:
        self.boxes.show_zoom(factor)
        self.settings.set(table.ZOOM, min(max(round(factor, 2), 0.1), 5.0))

    def _show_lamp(self) -> None:
        self.status.set_lamp(lamp(self.settings, self.models.uses_network or self.writing.uses_network))

    def _on_model_loaded(self) -> None:
        loaded = self.session.loaded
        if loaded is not None and loaded.fallback:
            self.status.showMessage(loaded.fallback, 10_000)

    # Commands that are the window's own

    def _with_current(self, use: Callable[[DocumentWindow], object]) -> None:
        if self.area.current is not None:
            use(self.area.current)

    def _edit(self, change: Callable[[Editor], object]) -> None:
        current = self.area.current
        if current is not None:
            change(current.editor)
            current.editor.setFocus()

    def _undo(self) -> None:
        if self.composer.busy:
            # The first press stops the writing; what is written stays until the next.
            self.composer.stop()
        else:
            self._edit(Editor.undo)

    def _redo(self) -> None:
        if not self.composer.busy:
            self._edit(Editor.redo)

    def _show_bar(self, bar: QToolBar, command: str, setting: table.Setting[bool]) -> None:
        bar.setVisible(self.commands[command].isChecked())
        self.settings.set(setting, self.commands[command].isChecked())

    def _full_screen(self) -> None:
        on = self.commands["full_screen"].isChecked()
        self.menuBar().setVisible(not on)
        # The lamp that says that text leaves this computer is never hidden.
        self.status.setVisible(not on or leaves_this_computer(self.settings))
        self.standard_bar.setVisible(not on and self.settings.get(table.STANDARD_BAR))
        self.formatting_bar.setVisible(not on and self.settings.get(table.FORMATTING_BAR))
        for window in self.area.windows:
            window.show_rulers(not on and self.settings.get(table.RULER))
        if on:
            self.showFullScreen()
        else:
            self.showNormal()
        self._update_actions()

    def _stop(self) -> None:
        if self.writing.busy:
            self.writing.stop()
        elif self.isFullScreen():
            self.commands["full_screen"].trigger()
