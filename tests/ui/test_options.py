"""The Options dialog: every visible setting has its control, loads, saves and is checked."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrowriter import settings as table
from retrowriter.settings import Setting, Settings
from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.dialogs.option_fields import Mnemonics
from retrowriter.ui.dialogs.options import OptionsDialog, by_tab
from retrowriter.ui.dialogs.server_buttons import ServerButtons
from retrowriter.ui.theme import fonts
from tests.helpers.dialogs import assert_complete

SHOWN = [setting for setting in table.TABLE if setting.label]
TABS = list(by_tab(table.TABLE))


@pytest.fixture
def make(qtbot, home):
    def made(settings=None, *arguments):
        dialog = OptionsDialog(None, settings or Settings(), *arguments)
        if not arguments:
            ServerButtons(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return made


def another(setting, folder):
    """An acceptable value that is not the default."""
    if setting.choices:
        return next(value for value, _words in setting.choices if value != setting.default)
    if setting.kind is bool:
        return not setting.default
    if setting.kind in (int, float):
        low, high = setting.limits or (0, 100)
        return setting.kind(high if setting.default != high else low)
    if setting.files:
        path = folder / f"chosen.{setting.files[0]}"
        path.write_bytes(b"")
        return str(path)
    for text in ("words", "http://localhost:8080/v1", "50"):
        if setting.is_acceptable(text):
            return text
    raise AssertionError(f"no value for {setting.key}")


@pytest.mark.parametrize("setting", SHOWN, ids=lambda setting: setting.key)
def test_every_setting_is_shown_changed_saved_and_explained(make, setting, tmp_path):
    values = Settings()
    if setting is table.ENGINE:
        values.set(table.SERVER_URL, "http://localhost:8080/v1")
    dialog = make(values)
    dialog.show_tab(setting.tab)
    field = dialog.fields[setting.key]
    assert field.control.isVisible()
    assert field.value() == setting.default
    assert field.control.accessibleName() or field.control.text()
    assert all(widget.whatsThis() == setting.help for widget in field.widgets())
    assert not dialog.apply_button.isEnabled()
    value = another(setting, tmp_path)
    field.show(value)
    assert dialog.apply_button.isEnabled()
    assert dialog.changed() == [setting]
    applied = []
    dialog.applied.connect(applied.extend)
    QTest.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert applied == [setting]
    assert not dialog.isVisible()
    assert Settings().get(setting) == value
    assert make().fields[setting.key].value() == value


def test_nothing_but_the_settings_with_a_label_is_shown(make):
    assert set(make().fields) == {setting.key for setting in SHOWN}


@pytest.mark.parametrize("tab", TABS)
def test_every_page_is_complete_for_keyboard_and_screen_reader(make, tab):
    dialog = make()
    dialog.show_tab(tab)
    assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == tab
    assert_complete(dialog)
    assert dialog.width() <= 640
    assert dialog.height() <= 480


def test_cancel_changes_nothing(make, home):
    dialog = make()
    dialog.fields["smooth_fonts"].show(True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert Settings().get(table.SMOOTH_FONTS) is False


def test_apply_saves_and_stays(make):
    dialog = make()
    dialog.fields["offline"].show(True)
    QTest.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert not dialog.apply_button.isEnabled()
    assert Settings().get(table.OFFLINE) is True


def test_a_change_that_is_taken_back_is_no_change(make):
    dialog = make()
    dialog.fields["offline"].show(True)
    dialog.fields["offline"].show(False)
    assert not dialog.apply_button.isEnabled()


NAME = Setting("name", str, "x", "Name", "A name.", "User Info", lambda value: value.islower(), requirement="No.")


def test_a_value_that_cannot_be_used_is_said_where_it_stands(make, monkeypatch, qtbot):
    dialog = make(Settings(), (table.SMOOTH_FONTS, NAME))
    dialog.fields["name"].show("CAPITALS")
    QTest.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    box = QApplication.activeModalWidget()
    assert isinstance(box, MessageBox)
    assert box.text == "No."
    assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == "User Info"
    box.buttons[0].click()
    assert dialog.isVisible()
    assert dialog.fields["name"].control.hasFocus()
    assert Settings().get(NAME) == "x"


def test_a_file_that_is_not_there_is_said(make):
    dialog = make()
    dialog.fields["model"].show("/nowhere/x.gguf")
    assert not dialog.apply()
    box = QApplication.activeModalWidget()
    assert box.text == "There is no file /nowhere/x.gguf."
    box.buttons[0].click()
    assert Settings().get(table.MODEL) == ""


def test_browsing_for_a_file(make, monkeypatch, tmp_path):
    path = tmp_path / "x.gguf"
    monkeypatch.setattr("retrowriter.ui.dialogs.file_dialog.get_open_path", lambda *_: (path, 0))
    dialog = make()
    dialog.show_tab("Engine")
    dialog.fields["model"].widgets()[1].click()
    assert Path(dialog.fields["model"].value()) == path


def test_a_folder_that_cannot_be_written_is_said(make, home, qtbot):
    home.write_text("a file where the folder should be")
    dialog = make()
    dialog.fields["offline"].show(True)
    assert not dialog.apply()
    box = QApplication.activeModalWidget()
    assert box.text.count(".") >= 1
    box.buttons[0].click()
    assert dialog.isVisible()


def test_the_keys_of_a_property_sheet(make):
    dialog = make()
    assert dialog.tabs.tabBar().hasFocus()
    first = dialog.tabs.currentIndex()
    QTest.keyClick(dialog.tabs.tabBar(), Qt.Key.Key_Right)
    assert dialog.tabs.currentIndex() == first + 1
    QTest.keyClick(dialog.tabs.tabBar(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert dialog.tabs.currentIndex() == first + 2


def test_letters_are_given_out_once():
    letters = Mnemonics("a")
    assert [letters.mark(text) for text in ("Auto save", "S&ize", "Save", "Save", "A", "sa")] == [
        "Auto &save", "S&ize", "Sa&ve", "Sav&e", "A", "sa",
    ]  # fmt: skip


# In the window


def change(window, qtbot, **values):
    """Opens Tools > Options, gives these settings values and pushes OK, as a person does."""
    from PySide6.QtCore import QTimer

    def fill():
        dialog = QApplication.activeModalWidget()
        for key, value in values.items():
            dialog.fields[key].show(value)
        dialog.ok_button.click()

    QTimer.singleShot(0, fill)
    window.commands["options"].trigger()


def test_smooth_fonts_act_at_once(window, qtbot):
    editor = window.area.current.editor
    no_edges = QFont.StyleStrategy.NoAntialias
    assert editor.document().defaultFont().styleStrategy() & no_edges
    change(window, qtbot, smooth_fonts=True)
    assert not editor.document().defaultFont().styleStrategy() & no_edges
    change(window, qtbot, smooth_fonts=False)
    assert editor.document().defaultFont().styleStrategy() & no_edges
    assert not fonts.smooth()
    assert not editor.document().isModified()


def test_the_frame_is_said_to_change_at_the_next_start(window, qtbot, answers):
    answers.push("OK")
    change(window, qtbot, classic_frame=False)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "the next time" in answers.asked[0]
    assert json.loads((Path(table.paths.config_dir()) / "settings.json").read_text())["classic_frame"] is False


def test_another_model_is_loaded_at_once(window, script, qtbot):
    qtbot.waitUntil(lambda: window.session.loaded is not None, timeout=20_000)
    choice = script(title="Another")
    renamed = Path(choice.path)
    change(window, qtbot, model=str(renamed))
    qtbot.waitUntil(
        lambda: window.session.loaded is not None and window.session.loaded.model == "Another", timeout=20_000
    )
