"""The help: every command and dialog is in the manual, and the windows that show it."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrowriter.text.manual import manual
from retrowriter.ui import actions, dialogs
from retrowriter.ui.dialogs.base import Dialog
from retrowriter.ui.dialogs.help_topics import HelpTopics
from retrowriter.ui.help_window import HelpWindow
from tests.helpers.dialogs import assert_complete


@pytest.mark.parametrize("command", actions.COMMANDS, ids=lambda command: command.name)
def test_every_command_is_explained(command):
    topics = [topic for topic in manual().topics if command.name in topic.commands]
    assert topics, f"no topic in assets/help names {command.name} in its line of commands"
    text = actions.plain(command.text).lower()
    assert any(text in topic.text.lower() for topic in topics), f"{text} is not in the text"


def test_no_topic_explains_commands_that_are_not_there():
    names = {command.name for command in actions.COMMANDS}
    assert {name for topic in manual().topics for name in topic.commands} <= names


def test_every_dialog_has_a_topic():
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    classes = {found.__name__ for found in _all_subclasses(Dialog)}
    explained = {name for topic in manual().topics for name in topic.dialogs}
    assert classes - explained == set()
    assert explained - classes == set()


def _all_subclasses(base):
    found = {each for each in base.__subclasses__() if each.__module__.startswith("retrowriter.")}
    return found | {deeper for each in found for deeper in _all_subclasses(each)}


@pytest.fixture
def topics(window, qtbot):
    window.commands["help_topics"].trigger()
    return next(child for child in window.findChildren(HelpTopics) if child.isVisible())


def test_contents(window, topics):
    assert_complete(topics)
    topics.tree.setCurrentItem(topics.tree.topLevelItem(0))
    assert topics.display_button.text() == "&Open"
    topics.display_button.click()
    assert topics.tree.topLevelItem(0).isExpanded()
    assert topics.display_button.text() == "&Close"
    topics.tree.setCurrentItem(topics.tree.topLevelItem(0).child(1))
    topics.display_button.click()
    assert window.help.window.topic is manual().books[0].topics[1]
    window.help.window.close()


def test_index_and_find(window, topics, qtbot):
    topics.tabs.setCurrentIndex(1)
    assert_complete(topics)
    QTest.keyClicks(topics.index_edit, "zig")
    QTest.keyClick(topics.index_edit, Qt.Key.Key_Return)
    shown = window.help.window
    assert shown.topic.key == "spelling"
    shown.topics_button.click()
    again = next(child for child in shown.findChildren(HelpTopics) if child.isVisible())
    qtbot.waitUntil(lambda: QApplication.activeWindow() is again, timeout=20000)
    again.tabs.setCurrentIndex(2)
    assert_complete(again)
    QTest.keyClicks(again.find_edit, "power cut")
    assert again.found_label.text() == "1 topic found"
    again.display_button.click()
    assert window.help.window.topic.key == "recovery"
    window.help.window.back()
    assert window.help.window.topic.key == "spelling"
    window.help.window.close()


def test_links_lead_to_topics_and_nowhere_else(window):
    window.help.show_topic(manual().topic("welcome"), window)
    shown = window.help.window
    for address in ("http://example.com/#write", "file:///etc/passwd", "#nowhere", "other.md#write"):
        shown.page.anchorClicked.emit(QUrl(address))
        assert shown.topic.key == "welcome"
        assert shown.page.toPlainText().startswith("Retro Document Writer is")
    shown.page.anchorClicked.emit(QUrl("#write"))
    assert shown.topic.key == "write"
    shown.close()


def test_f1_in_a_dialog_shows_its_topic_over_it(window, qtbot):
    from retrowriter.ui.dialogs.zoom import ZoomDialog

    dialog = ZoomDialog(window, 100)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    shown = window.help.window
    assert isinstance(shown, HelpWindow)
    assert shown.topic.key == "zoom"
    assert shown.parentWidget() is dialog
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.help.window is None, timeout=20000)
    assert dialog.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_the_window_is_complete_for_the_keyboard(window, qtbot):
    # In a topic with links, Tab goes through these first.
    window.help.show_topic(manual().topic("zoom"), window)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window.help.window, timeout=20000)
    assert_complete(window.help.window)
    window.help.window.close()


def test_whats_this_explains_buttons(window):
    assert window.commands["bold"].whatsThis() == "Makes the selection bold."
