"""What a screen reader and a keyboard need: in the main window, and of dialogs what test_dialogs.py does not ask."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from retrowriter.ui import actions, dialogs
from retrowriter.ui.dialogs.base import Dialog
from tests.helpers.dialogs import name
from tests.ui.test_dialogs import DIALOGS

# These need a library of models or a table of settings; their own tests ask the same of them.
ELSEWHERE = {"AddModelDialog", "ConvertDialog", "ModelsDialog", "OptionsDialog"}
# Without a button that Enter pushes: one that only shows what goes on.
WITHOUT_DEFAULT = {"progress"}


def all_subclasses(base):
    found = {each for each in base.__subclasses__() if each.__module__.startswith("retrowriter.")}
    return found | {deeper for each in found for deeper in all_subclasses(each)}


def test_every_dialog_is_asked(qtbot):
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    asked = set()
    for make in DIALOGS.values():
        dialog = make()
        qtbot.addWidget(dialog)
        asked.add(type(dialog).__name__)
    assert {kind.__name__ for kind in all_subclasses(Dialog)} - asked == ELSEWHERE


@pytest.mark.parametrize("made", [name for name in DIALOGS if name not in WITHOUT_DEFAULT])
def test_enter_pushes_the_default_button(qtbot, made):
    dialog = DIALOGS[made]()
    qtbot.addWidget(dialog)
    defaults = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
    assert len(defaults) == 1
    (button,) = defaults
    pushed = []
    button.clicked.disconnect()
    button.clicked.connect(lambda: pushed.append(button))
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert pushed == ([button] if button.isEnabled() else [])


def test_every_control_of_the_window_has_a_name(window):
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QToolButton))
        and not name(widget)
    ]
    assert nameless == []


def test_the_editor_has_the_name_of_its_document(window, tmp_path):
    from retrowriter import formats

    current = window.area.current
    assert name(current.editor) == "Document1"
    current.save(tmp_path / "Minutes.rdw", formats.NATIVE)
    assert name(current.editor) == "Minutes.rdw"


def test_mnemonics_are_unique_in_every_menu(window):
    for title, menu in window.menus.items():
        letters = [letter for action in menu.actions() if (letter := mnemonic(action.text()))]
        assert len(letters) == len(set(letters)), f"{title}: {sorted(x for x in set(letters) if letters.count(x) > 1)}"
    letters = [mnemonic(action.text()) for action in window.menuBar().actions()]
    assert len(letters) == len(set(letters))


def test_every_command_of_a_menu_has_a_mnemonic(window):
    bare = [
        action.text()
        for menu in window.findChildren(QMenu)
        for action in menu.actions()
        if action.objectName() in window.commands and not mnemonic(action.text())
    ]
    assert bare == []


def test_no_two_commands_have_the_same_key():
    keys = [key for command in actions.COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def mnemonic(text):
    plain = text.split("\t")[0].replace("&&", "")
    place = plain.find("&")
    return plain[place + 1].lower() if place >= 0 else ""
