"""The spelling in the window, with the real child and the real dictionaries."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from retrowriter import settings as table
from retrowriter.settings import Settings
from retrowriter.ui.dialogs.spelling import SpellingDialog
from retrowriter.ui.editor import document_text
from tests.helpers.dialogs import assert_complete

WAIT = 20_000


@pytest.fixture
def spelled(window, qtbot):
    """The window with the spelling switched on, and what a test asks of it."""
    window.settings.set(table.CHECK_SPELLING, True)
    window.settings.set(table.REPLACE_TEXT, False)
    window.spelling.apply([table.CHECK_SPELLING])

    class Spelled:
        editor = window.area.current.editor
        checker = window.spelling.checker(window.area.current)

        def marked(self):
            found = []
            block = self.editor.document().begin()
            while block.isValid():
                found += [
                    block.text().encode("utf-16-le")[2 * s : 2 * e].decode("utf-16-le")
                    for s, e in self.checker.shown(block)
                ]
                block = block.next()
            return found

        def wait(self, *words):
            qtbot.waitUntil(lambda: self.checker.finished and self.marked() == list(words), timeout=WAIT)

        def put(self, text):
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.Start)

    return Spelled()


def shown_dialog(qtbot, word):
    def dialog():
        active = QApplication.activeModalWidget()
        return active if isinstance(active, SpellingDialog) else None

    qtbot.waitUntil(lambda: dialog() is not None and dialog().word == word and dialog().list.count() > 0, timeout=WAIT)
    return dialog()


def test_wrong_words_are_marked_but_not_the_one_that_is_written(spelled, typist):
    hand = typist(spelled.editor)
    hand.type("We recieve teh")
    spelled.wait("recieve")
    hand.type(" memo")
    spelled.wait("recieve", "teh")
    hand.go(0)
    hand.type("x")
    spelled.wait("recieve", "teh")
    hand.press(Qt.Key.Key_End)
    spelled.wait("xWe", "recieve", "teh")


def test_a_mark_stays_at_its_word_while_text_comes_in_front_of_it(spelled, typist):
    spelled.put("The \U0001f600 teh")
    spelled.wait("teh")
    hand = typist(spelled.editor)
    hand.go(4)
    hand.type("new ")
    assert spelled.marked() == ["teh"]
    spelled.wait("teh")


def test_what_the_model_writes_is_checked(window, spelled, qtbot):
    window.use(pieces=["We recieve ", "teh", " lettr", " and"], sleep=0.05)
    window.writing.continue_writing()
    spelled.wait("recieve", "teh", "lettr")
    qtbot.waitUntil(lambda: not window.composer.busy, timeout=WAIT)


def test_the_language_and_the_rules_act_at_once(window, spelled):
    spelled.put("the colour of TEH A4x page")
    spelled.wait("colour")
    window.settings.set(table.SPELLING_LANGUAGE, "en_GB")
    window.settings.set(table.IGNORE_CAPITALS, False)
    window.settings.set(table.IGNORE_DIGITS, False)
    window.spelling.apply([table.SPELLING_LANGUAGE])
    spelled.wait("TEH", "A4x")
    window.settings.set(table.CHECK_SPELLING, False)
    window.spelling.apply([table.CHECK_SPELLING])
    assert spelled.editor.decorations.misspelt is None


def test_the_zigzag_is_painted(spelled):
    spelled.put("teh")
    spelled.wait("teh")
    image = spelled.editor.viewport().grab().toImage()
    red = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == "#ff0000"
    ]
    assert len(red) > 10
    assert max(y for _x, y in red) - min(y for _x, y in red) == 2


def test_the_dialog_goes_through_the_document(window, spelled, qtbot, answers):
    spelled.put("Teh letter\nwe recieve wich teh day\nand teh oter one")
    window.commands["spelling"].trigger()
    dialog = shown_dialog(qtbot, "Teh")
    assert_complete(dialog)
    assert "The" in [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.change_edit.setText("The")
    dialog.change_button.click()
    dialog = shown_dialog(qtbot, "recieve")
    assert dialog.change_edit.text() == "receive"
    dialog.ignore_button.click()
    dialog = shown_dialog(qtbot, "wich")
    dialog.undo_button.click()
    dialog = shown_dialog(qtbot, "recieve")
    dialog.change_button.click()
    dialog = shown_dialog(qtbot, "wich")
    dialog.ignore_all_button.click()
    dialog = shown_dialog(qtbot, "teh")
    dialog.change_edit.setText("the")
    dialog.change_all_button.click()
    shown_dialog(qtbot, "oter")
    answers.push("OK")
    dialog.add_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 1, timeout=WAIT)
    assert answers.asked == ["The spelling check is complete."]
    assert spelled.editor.toPlainText() == "The letter\nwe receive wich the day\nand the oter one"
    spelled.wait()
    spelled.editor.undo()
    assert spelled.editor.toPlainText().count("teh") == 2


def test_undo_last_takes_back_what_was_ignored_added_and_changed(window, spelled, qtbot, home):
    spelled.put("wich oter lettr")
    window.commands["spelling"].trigger()
    shown_dialog(qtbot, "wich").ignore_all_button.click()
    shown_dialog(qtbot, "oter").add_button.click()
    dialog = shown_dialog(qtbot, "lettr")
    file = home / "config" / "words.txt"
    assert file.read_text(encoding="utf-8") == "oter\n"
    dialog.undo_button.click()
    shown_dialog(qtbot, "oter")
    qtbot.waitUntil(lambda: file.read_text(encoding="utf-8") == "", timeout=WAIT)
    dialog.undo_button.click()
    dialog = shown_dialog(qtbot, "wich")
    assert not dialog.undo_button.isEnabled()
    dialog.reject()


def test_from_the_caret_round_the_end(window, spelled, qtbot, answers):
    spelled.put("thrid here\nsecnod here")
    cursor = spelled.editor.textCursor()
    cursor.setPosition(13)  # inside the second word
    spelled.editor.setTextCursor(cursor)
    window.commands["spelling"].trigger()
    shown_dialog(qtbot, "secnod").ignore_button.click()
    dialog = shown_dialog(qtbot, "thrid")
    answers.push("OK")
    dialog.ignore_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 1, timeout=WAIT)


def test_the_selection_first_and_then_the_rest_if_wanted(window, spelled, qtbot, answers):
    spelled.put("thrid here\nsecnod here")
    cursor = spelled.editor.textCursor()
    cursor.setPosition(11)
    cursor.setPosition(22, QTextCursor.MoveMode.KeepAnchor)
    spelled.editor.setTextCursor(cursor)
    window.commands["spelling"].trigger()
    dialog = shown_dialog(qtbot, "secnod")
    answers.push("Yes")
    dialog.ignore_button.click()
    dialog = shown_dialog(qtbot, "thrid")
    answers.push("OK")
    dialog.autocorrect_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 2, timeout=WAIT)
    assert window.settings.get(table.REPLACEMENTS)["thrid"] == "third"
    assert spelled.editor.toPlainText().startswith("third here")


def test_the_context_menu_has_suggestions(window, spelled, qtbot, monkeypatch):
    # However busy the machine is.
    monkeypatch.setattr("retrowriter.ui.spelling_commands._PATIENCE_MS", WAIT)
    spelled.put("we recieve it")
    spelled.wait("recieve")
    editor = spelled.editor
    cursor = QTextCursor(editor.document())
    cursor.setPosition(6)
    place = editor.viewport().mapToGlobal(editor.cursorRect(cursor).center())
    editor.menu_requested.emit(place)

    def menu():
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None

    qtbot.waitUntil(lambda: menu() is not None, timeout=WAIT)
    texts = [action.text() for action in menu().actions()]
    assert texts[0] == "receive"
    assert "&Add" in texts
    assert "Cu&t" in texts
    next(action for action in menu().actions() if action.text() == "receive").trigger()
    menu().close()
    assert editor.toPlainText() == "we receive it"
    spelled.wait()


def test_a_child_that_dies_is_started_again(spelled, window, qtbot):
    import os
    import signal

    spelled.put("teh")
    spelled.wait("teh")
    os.kill(window.spelling.child.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not window.spelling.child.pid, timeout=WAIT)
    spelled.put("oter")
    spelled.wait("oter")


def test_without_a_child_that_lives_f7_says_so(window, spelled, qtbot, answers, monkeypatch):
    spelled.put("teh")
    monkeypatch.setattr(window.spelling.child, "_crashes", 3)
    answers.push("OK")
    window.commands["spelling"].trigger()
    qtbot.waitUntil(lambda: len(answers.asked) == 1, timeout=WAIT)
    assert "has ended" in answers.asked[0]


def test_a_long_document_is_checked_to_its_end(spelled):
    spelled.put("\n".join(f"Paragraph with teh number of it {'and a few words more ' * 8}" for _ in range(400)))
    spelled.wait(*["teh"] * 400)


def test_options_have_the_spelling(window, qtbot):
    from retrowriter.ui.dialogs.options import OptionsDialog

    dialog = OptionsDialog(window, Settings())
    dialog.show_tab("Spelling")
    assert {"check_spelling", "spelling_language", "ignore_capitals", "ignore_digits"} <= set(dialog.fields)
    dialog.deleteLater()


def test_a_suggestion_for_a_word_that_is_gone_changes_nothing(window, spelled, qtbot):
    from retrowriter.ui import spelling_commands

    spelled.put("we recieve it")
    spelled.wait("recieve")
    spelled.editor.textCursor().insertText("Now ")
    spelling_commands._replace(spelled.editor, (3, 10), "recieve", "receive")
    assert document_text(spelled.editor.document(), 0, 17) == "Now we recieve it"


def test_a_document_and_a_dialog_that_close_while_they_are_checked(window, spelled, qtbot):
    spelled.put("teh " * 50)
    other = window.area.new_document()
    other.editor.setPlainText("oter " * 2000)
    checker = window.spelling.checker(other)
    qtbot.waitUntil(lambda: checker._in_flight > 0, timeout=WAIT)
    other.editor.document().setModified(False)
    other.allow_close()
    window.area.close_document(other)
    window.commands["spelling"].trigger()
    QApplication.activeModalWidget().reject()
    spelled.wait(*["teh"] * 50)


def test_both_panes_of_a_split_window(window, spelled, typist, qtbot):
    spelled.put("teh\n" * 200)
    spelled.wait(*["teh"] * 200)
    current = window.area.current
    window.commands["split"].trigger()
    lower = current.panes.all[1].editor
    lower.setFocus()
    qtbot.waitUntil(lambda: current.editor is lower, timeout=WAIT)
    hand = typist(lower)
    hand.go(lower.document().characterCount() - 1)
    hand.type("oter")
    spelled.wait(*["teh"] * 200)
    hand.type(" ")
    spelled.wait(*["teh"] * 200, "oter")
    window.commands["split"].trigger()
    hand = typist(current.editor)
    hand.go(0)
    hand.type("wich ")
    spelled.wait("wich", *["teh"] * 200, "oter")
