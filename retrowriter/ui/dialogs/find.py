"""The Find and Replace dialogs: one window that stays open beside the text, with or without the part that replaces."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from retrowriter.text.search import SPECIALS, Query
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.finder import Direction, Looks, Search
from retrowriter.ui.theme.metrics import FIELD_HEIGHT, GAP, MARGIN

_FIELD_WIDTH = 250
_REMEMBERED = 7
_DIRECTIONS: tuple[tuple[str, Direction], ...] = (("All", "all"), ("Down", "down"), ("Up", "up"))


class FindDialog(Dialog):
    """Asks what to look for, and what to put in its place.

    Signals:
        find_pressed, replace_pressed, replace_all_pressed: with the Search.
        replace_wanted: Find is to become Replace.
    """

    find_pressed = Signal(object)
    replace_pressed = Signal(object)
    replace_all_pressed = Signal(object)
    replace_wanted = Signal()

    def __init__(self, parent: QWidget | None, replacing: bool = False, styles: Sequence[str] = ()) -> None:
        super().__init__(parent, _tr("Replace") if replacing else _tr("Find"), help_button=True)
        self.replacing = replacing
        self._looks, self._new_looks = Looks(), Looks()
        self._last_field: QComboBox | None = None
        self._build_fields()
        self._build_buttons()
        self._build_menus(styles)
        self._lay_out()
        self._explain()
        self.what_box.lineEdit().textChanged.connect(self._update_buttons)  # type: ignore[union-attr]
        self._show_looks()
        self.what_box.setFocus()

    def search(self) -> Search:
        """The search as the fields hold it."""
        query = Query(
            self.what_box.currentText(),
            case=self.case_box.isChecked(),
            words=self.words_box.isChecked() and self.words_box.isEnabled(),
            pattern=self.pattern_box.isChecked(),
        )
        direction = _DIRECTIONS[self.direction_box.currentIndex()][1]
        return Search(query, self._looks, direction, self.with_box.currentText(), self._new_looks)

    def show_search(self, search: Search, what: Sequence[str] = (), words: Sequence[str] = ()) -> None:
        """Fills the fields.

        Args:
            search: the search to show.
            what, words: what was looked for and put in before, newest first.
        """
        self.what_box.addItems(list(what))
        self.with_box.addItems(list(words))
        self.what_box.setCurrentText(search.query.what)
        self.with_box.setCurrentText(search.words)
        self.case_box.setChecked(search.query.case)
        self.words_box.setChecked(search.query.words)
        self.pattern_box.setChecked(search.query.pattern)
        self.direction_box.setCurrentIndex([key for _text, key in _DIRECTIONS].index(search.direction))
        self._looks, self._new_looks = search.looks, search.new_looks
        self._show_looks()
        self.what_box.lineEdit().selectAll()  # type: ignore[union-attr]

    def keep_off(self, place: QRect) -> None:
        """Moves out of the way of a place on the screen."""
        here = self.frameGeometry()
        if not here.intersects(place):
            return
        room = self.screen().availableGeometry()
        below, above = place.bottom() + 2 * MARGIN, place.top() - 2 * MARGIN - here.height()
        self.move(here.x(), below if below + here.height() <= room.bottom() else max(room.top(), above))

    def _build_fields(self) -> None:
        self.what_box, self.with_box = _field(), _field()
        self.what_note, self.with_note = QLabel(), QLabel()
        self.direction_box = QComboBox()
        self.direction_box.addItems([_tr(text) for text, _key in _DIRECTIONS])
        self.case_box = QCheckBox(_tr("Match &Case"))
        self.words_box = QCheckBox(_tr("Find Whole Words Onl&y"))
        self.pattern_box = QCheckBox(_tr("Use Pattern &Matching"))

    def _build_buttons(self) -> None:
        self.find_button, self.cancel_button, self.replace_button, self.all_button = buttons(
            _tr("&Find Next"),
            _tr("Cancel"),
            _tr("&Replace") if self.replacing else _tr("&Replace..."),
            _tr("Replace &All"),
        )
        self.plain_button, self.format_button, self.special_button = buttons(
            _tr("No Forma&tting"), _tr("F&ormat"), _tr("Sp&ecial"), default=-1
        )
        self.find_button.clicked.connect(lambda: self.find_pressed.emit(self.search()))
        self.cancel_button.clicked.connect(self.reject)
        if self.replacing:
            self.replace_button.clicked.connect(lambda: self.replace_pressed.emit(self.search()))
        else:
            self.replace_button.clicked.connect(self.replace_wanted)
        self.all_button.clicked.connect(lambda: self.replace_all_pressed.emit(self.search()))
        self.plain_button.clicked.connect(self._clear_looks)
        # A button of a menu takes the focus, and the menu is about the field that had it.
        for field in (self.what_box, self.with_box):
            edit = field.lineEdit()
            assert edit is not None
            edit.cursorPositionChanged.connect(lambda _old, _new, field=field: self._on_field(field))

    def _build_menus(self, styles: Sequence[str]) -> None:
        self.format_menu = QMenu(self)
        self._looks_actions: dict[str, QAction] = {}
        for name, text in (("bold", _tr("&Bold")), ("italic", _tr("&Italic")), ("underline", _tr("&Underline"))):
            action = self.format_menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda on, name=name: self._change_looks(name, on))
            self._looks_actions[name] = action
        self._styles_menu = self.format_menu.addMenu(_tr("&Style"))
        for style in styles:
            action = self._styles_menu.addAction(style.replace("&", "&&"))
            action.setCheckable(True)
            action.triggered.connect(lambda on, style=style: self._change_looks("style", style if on else ""))
        self.format_menu.aboutToShow.connect(self._tick_looks)
        self.format_button.setMenu(self.format_menu)
        self.special_menu = QMenu(self)
        for special in SPECIALS:
            action = self.special_menu.addAction(_tr(special.label))
            action.setData(special.code)
            action.triggered.connect(lambda _on, code=special.code: self._insert(code))
        self.special_menu.aboutToShow.connect(self._fit_specials)
        self.special_button.setMenu(self.special_menu)
        self.pattern_box.toggled.connect(lambda on: self.special_button.setEnabled(not on))
        self.pattern_box.toggled.connect(lambda on: self.words_box.setEnabled(not on))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(label(_tr("Fi&nd What:"), self.what_box), 0, 0)
        grid.addWidget(self.what_box, 0, 1)
        grid.addWidget(self.what_note, 1, 1)
        if self.replacing:
            grid.addWidget(label(_tr("Replace W&ith:"), self.with_box), 2, 0)
            grid.addWidget(self.with_box, 2, 1)
            grid.addWidget(self.with_note, 3, 1)
        else:
            for widget in (self.with_box, self.with_note):
                widget.setParent(self)
                widget.hide()
        checks = QVBoxLayout()
        checks.setSpacing(4)
        for box in (self.case_box, self.words_box, self.pattern_box):
            checks.addWidget(box)
        where = QHBoxLayout()
        where.setSpacing(8)
        search = label(_tr("&Search:"), self.direction_box)
        search.setFixedHeight(FIELD_HEIGHT)
        where.addWidget(search, 0, Qt.AlignmentFlag.AlignTop)
        where.addWidget(self.direction_box, 0, Qt.AlignmentFlag.AlignTop)
        where.addSpacing(12)
        where.addLayout(checks)
        where.addStretch()
        more = QHBoxLayout()
        more.setSpacing(GAP)
        for button in (self.plain_button, self.format_button, self.special_button):
            button.setMinimumWidth(84)
            more.addWidget(button)
        more.addStretch()
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addLayout(grid)
        left.addLayout(where)
        left.addWidget(group(_tr("Find"), more))
        column = [self.find_button, self.cancel_button, self.replace_button]
        if self.replacing:
            column.append(self.all_button)
        else:
            self.all_button.setParent(self)
            self.all_button.hide()
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column(column))
        self.set_body(body)

    def _explain(self) -> None:
        self.explain(
            {
                self.what_box: _tr("Type the text you want to find, or choose one that you looked for before."),
                self.with_box: _tr("Type the text that takes its place. Leave it empty to delete what is found."),
                self.direction_box: _tr("All: from the insertion point through the whole document. Down, Up: one way."),
                self.case_box: _tr("Capitals and small letters must be as you typed them."),
                self.words_box: _tr("Finds a word, not a part of a longer one."),
                self.pattern_box: _tr(
                    "The text is a regular expression: . is any character, * any number of them, [abc] one of three, "
                    r"(...) a group, which \1 puts in again."
                ),
                self.find_button: _tr("Finds the next place."),
                self.replace_button: _tr("Replaces what is marked and finds the next place."),
                self.all_button: _tr("Replaces all at once; Undo takes all of it back."),
                self.plain_button: _tr("Forgets the formats chosen for the field."),
                self.format_button: _tr("The text must look like this, or is to look like this."),
                self.special_button: _tr("Puts a code for a character that cannot be typed into the field."),
            }
        )

    def _update_buttons(self) -> None:
        ready = bool(self.what_box.currentText()) or bool(self._looks)
        self.find_button.setEnabled(ready)
        self.all_button.setEnabled(ready)
        if self.replacing:
            self.replace_button.setEnabled(ready)

    def _on_field(self, field: QComboBox) -> None:
        self._last_field = field

    def _field(self) -> QComboBox:
        return self.with_box if self.replacing and self._last_field is self.with_box else self.what_box

    def _insert(self, code: str) -> None:
        edit = self._field().lineEdit()
        assert edit is not None
        edit.insert(code)
        edit.setFocus()

    def _fit_specials(self) -> None:
        putting = self._field() is self.with_box
        for special, action in zip(SPECIALS, self.special_menu.actions(), strict=True):
            found_text = special.code == "^&"
            action.setVisible(special.puts is not None or found_text if putting else bool(special.finds))

    def _tick_looks(self) -> None:
        putting = self._field() is self.with_box
        looks = self._new_looks if putting else self._looks
        for name, action in self._looks_actions.items():
            action.setChecked(getattr(looks, name))
        self._styles_menu.menuAction().setVisible(not putting)
        for action in self._styles_menu.actions():
            action.setChecked(action.text().replace("&&", "&") == looks.style)

    def _change_looks(self, name: str, value: Any) -> None:
        if self._field() is self.with_box:
            self._new_looks = replace(self._new_looks, **{name: value})
        else:
            self._looks = replace(self._looks, **{name: value})
        self._show_looks()

    def _clear_looks(self) -> None:
        if self._field() is self.with_box:
            self._new_looks = Looks()
        else:
            self._looks = Looks()
        self._show_looks()

    def _show_looks(self) -> None:
        for note, looks in ((self.what_note, self._looks), (self.with_note, self._new_looks)):
            note.setText(_tr("Format: {}").format(_described(looks)) if looks else " ")
        self._update_buttons()


def remembered(text: str, before: Sequence[str]) -> list[str]:
    """A list of what was typed, newest first, with one more text."""
    return [text, *(other for other in before if other != text)][:_REMEMBERED] if text else list(before)


def _field() -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setCompleter(None)  # type: ignore[arg-type]
    box.setFixedWidth(_FIELD_WIDTH)
    return box


def _described(looks: Looks) -> str:
    words = [
        text for text, on in (("Bold", looks.bold), ("Italic", looks.italic), ("Underline", looks.underline)) if on
    ]
    return ", ".join([_tr(word) for word in words] + ([_tr("Style: {}").format(looks.style)] if looks.style else []))


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindDialog", text)
