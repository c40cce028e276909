"""Find and Replace in the real window."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrowriter.document.model import CharFormat, Document, Paragraph, Run, from_plain_text, plain_text
from retrowriter.engine.protocol import Sampling
from retrowriter.text.prompt import Brief
from retrowriter.text.search import Query
from retrowriter.ui.dialogs.find import FindDialog
from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.finder import Finder, Looks, Replacement, Search


@pytest.fixture
def show(window, qtbot):
    """Opens a document with this text, or these blocks."""

    def shown(content):
        document = from_plain_text(content) if isinstance(content, str) else Document(blocks=tuple(content))
        opened = window.area._add(DocumentWindow(document, "Test"))
        qtbot.waitUntil(lambda: opened.editor.is_loaded, timeout=60_000)
        return opened.editor

    yield shown
    for document in window.area.windows:
        document.allow_close()


def dialog(window):
    return window.finding._dialog


def marked(editor):
    cursor = editor.textCursor()
    return cursor.selectionStart(), cursor.selectionEnd(), cursor.selectedText()


def go(editor, position):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def ask(window, command, what, new="", **options):
    """Opens a dialog and fills it as a person does."""
    window.commands[command].trigger()
    box = dialog(window)
    box.what_box.setEditText(what)
    box.with_box.setEditText(new)
    for name, value in options.items():
        widget = getattr(box, f"{name}_box")
        if name == "direction":
            widget.setCurrentText(value)
        else:
            widget.setChecked(value)
    return box


def test_find_next_goes_round_and_says_when_it_is_through(window, show, answers, qtbot):
    editor = show("one two One\ntwo one")
    go(editor, 4)
    box = ask(window, "find", "one")
    box.find_button.click()
    assert marked(editor) == (8, 11, "One")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert marked(editor) == (16, 19, "one")
    box.find_button.click()
    assert marked(editor) == (0, 3, "one")
    answers.push("OK")
    box.find_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert answers.asked == ["The search of the document is finished."]
    assert marked(editor) == (0, 3, "one")
    box.find_button.click()
    assert marked(editor) == (8, 11, "One"), "another round"
    assert not box.isModal()


def test_nothing_is_found(window, show, answers, qtbot):
    editor = show("one two")
    box = ask(window, "find", "one", case=True, words=True)
    box.what_box.setEditText("ONE")
    answers.push("OK")
    box.find_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked == ["The search of the document is finished. Nothing was found."]
    assert marked(editor) == (0, 0, "")


def test_shift_f4_repeats_after_the_dialog_is_closed(window, show):
    editor = show("one two one two")
    box = ask(window, "find", "two")
    box.find_button.click()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert dialog(window) is None
    QTest.keyClick(editor, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert marked(editor) == (12, 15, "two")


@pytest.mark.parametrize(
    ("direction", "at", "hits", "question"),
    [("Down", 5, [8, 0], "The end of the document is reached."), ("Up", 5, [0, 8], "The beginning of the document")],
)
def test_one_way_asks_at_the_end(window, show, answers, direction, at, hits, question):
    editor = show("one two one")
    go(editor, at)
    box = ask(window, "find", "one", direction=direction)
    box.find_button.click()
    assert marked(editor)[0] == hits[0]
    answers.push("No")
    box.find_button.click()
    assert marked(editor)[0] == hits[0]
    assert answers.asked[0].startswith(question)
    answers.push("Yes")
    box.find_button.click()
    assert marked(editor)[0] == hits[1]


def test_up_finds_each_place_once(window, show):
    editor = show("aXaXa")
    go(editor, 5)
    box = ask(window, "find", "x", direction="Up")
    box.find_button.click()
    assert marked(editor)[0] == 3
    box.find_button.click()
    assert marked(editor)[0] == 1


def test_places_behind_wide_characters(window, show):
    editor = show("😀 one 😀\ntwo one")
    box = ask(window, "find", "one")
    box.find_button.click()
    assert marked(editor) == (3, 6, "one")
    box.find_button.click()
    assert marked(editor)[2] == "one"


def test_a_bad_pattern_is_said(window, show, answers, qtbot):
    show("one")
    box = ask(window, "find", "(", pattern=True)
    assert not box.words_box.isEnabled()
    assert not box.special_button.isEnabled()
    answers.push("OK")
    box.find_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked[0].startswith("The pattern cannot be understood")


def test_the_selected_words_are_looked_for(window, show, typist):
    editor = show("one two\nthree")
    typist(editor).select(4, 7)
    window.commands["find"].trigger()
    assert dialog(window).what_box.currentText() == "two"
    assert not ask(window, "find", "").find_button.isEnabled()


def test_find_becomes_replace(window, show):
    show("one")
    box = ask(window, "find", "one", case=True)
    box.replace_button.click()
    again = dialog(window)
    assert again.replacing
    assert again.what_box.currentText() == "one"
    assert again.case_box.isChecked()
    assert not box.isVisible()


# Replacing


def test_replace_one_after_the_other(window, show):
    editor = show("one two one two one")
    box = ask(window, "replace", "one", "three")
    box.replace_button.click()
    assert marked(editor) == (0, 3, "one"), "the first press only finds"
    assert editor.toPlainText() == "one two one two one"
    box.replace_button.click()
    assert editor.toPlainText() == "three two one two one"
    assert marked(editor) == (10, 13, "one")
    box.find_button.click()
    box.replace_button.click()
    assert editor.toPlainText() == "three two one two three"
    assert window.commands["undo"].text() == "&Undo Replace"
    window.commands["undo"].trigger()
    assert editor.toPlainText() == "three two one two one"


def test_replace_all_is_one_step_and_counts(window, show, answers, qtbot):
    editor = show("Colour and colour\nCOLOUR colours")
    go(editor, 9)
    box = ask(window, "replace", "colour", "color", words=True)
    answers.push("OK")
    box.all_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked == ["The search of the document is finished. 3 replacements were made."]
    assert editor.toPlainText() == "Color and color\nCOLOR colours"
    assert window.commands["undo"].text() == "&Undo Replace All"
    window.commands["undo"].trigger()
    assert editor.toPlainText() == "Colour and colour\nCOLOUR colours"
    assert not window.commands["undo"].isEnabled()
    window.commands["redo"].trigger()
    assert editor.toPlainText() == "Color and color\nCOLOR colours"


def test_replace_all_one_way_asks_about_the_rest(window, show, answers, qtbot):
    editor = show("one one one one")
    go(editor, 8)
    box = ask(window, "replace", "one", "2", direction="Down")
    answers.push("No")
    box.all_button.click()
    assert editor.toPlainText() == "one one 2 2"
    assert "2 replacements were made" in answers.asked[0]
    window.commands["undo"].trigger()
    go(editor, 8)
    answers.push("Yes")
    answers.push("OK")
    box.all_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 3)
    assert editor.toPlainText() == "2 2 2 2"


def test_patterns_codes_and_paragraphs(window, show, answers, qtbot):
    editor = show("Hale, Margaret\nOrtiz, Ana\n\n\nend")
    box = ask(window, "replace", r"^(\w+), (\w+)$", r"\2\t\1", pattern=True)
    answers.push("OK")
    box.all_button.click()
    assert editor.toPlainText() == "Margaret\tHale\nAna\tOrtiz\n\n\nend"
    qtbot.waitUntil(lambda: len(answers.asked) == 1)
    box = ask(window, "replace", "^p^p^p", "^p-^p", pattern=False)
    answers.push("OK")
    box.all_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 2)
    assert editor.toPlainText() == "Margaret\tHale\nAna\tOrtiz\n-\nend"
    assert [plain_text(Document(blocks=(block,))) for block in editor.snapshot().blocks] == [
        "Margaret\tHale",
        "Ana\tOrtiz",
        "-",
        "end",
    ]


def test_the_special_menu_fills_the_field_that_had_the_focus(window, show):
    show("one")
    box = ask(window, "replace", "a", "b")
    box.what_box.lineEdit().setCursorPosition(0)
    box.what_box.lineEdit().setCursorPosition(1)
    action = {action.data(): action for action in box.special_menu.actions()}
    box.special_menu.aboutToShow.emit()
    assert not action["^&"].isVisible()
    action["^p"].trigger()
    box.with_box.lineEdit().setCursorPosition(0)
    box.special_menu.aboutToShow.emit()
    assert not action["^#"].isVisible()
    action["^&"].trigger()
    assert (box.what_box.currentText(), box.with_box.currentText()) == ("a^p", "^&b")


# Looks


def test_bold_words_are_found_and_made_italic(window, show, answers, qtbot):
    bold = CharFormat(bold=True)
    editor = show(
        [
            Paragraph(
                content=(Run(text="one "), Run(text="one", format=bold), Run(text=" o"), Run(text="ne", format=bold))
            ),
            Paragraph(content=(Run(text="one"),), style="Heading 1"),
        ]
    )
    box = ask(window, "replace", "one", "two")
    action = {action.text().replace("&", ""): action for action in box.format_menu.actions()}
    box.what_box.lineEdit().setCursorPosition(0)
    action["Bold"].trigger()
    assert box.what_note.text() == "Format: Bold"
    box.with_box.lineEdit().setCursorPosition(0)
    action["Italic"].trigger()
    assert box.with_note.text() == "Format: Italic"
    answers.push("OK")
    box.all_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert editor.toPlainText() == "one two one\ntwo"
    first, second = editor.snapshot().blocks
    assert first.content[1] == Run(text="two", format=CharFormat(bold=True, italic=True))
    assert second.content[0].format.italic
    box.plain_button.click()
    assert box.with_note.text().strip() == ""


def test_looks_without_words(window, show):
    italic = CharFormat(italic=True)
    editor = show(
        [
            Paragraph(content=(Run(text="The "), Run(text="Times", format=italic), Run(text=" of "))),
            Paragraph(content=(Run(text="Two", format=italic), Run(text="bold", format=CharFormat(bold=True)))),
            Paragraph(content=(Run(text="Heading"),), style="Heading 1"),
        ]
    )
    looks = Search(Query(""), Looks(italic=True))
    finder = Finder(editor, looks)
    assert [span for span, _match in finder.hits()] == [(4, 9), (14, 17)]
    assert finder.previous(13) == (4, 9)
    assert finder.next(5) == (5, 9)
    style = Finder(editor, Search(Query(""), Looks(style="Heading 1")))
    assert [editor.document().toRawText()[start:end] for (start, end), _match in style.hits()] == ["Heading"]
    assert window.finding.find_next(looks)
    assert marked(editor)[2] == "Times"


def test_what_is_put_into_the_models_words_is_the_persons(window, show, qtbot, answers):
    window.use(pieces=["the colour of the colour"])
    window.writing.write(Brief(what="a memo"), Sampling())
    qtbot.waitUntil(lambda: not window.composer.busy and bool(window.area.current.generations), timeout=20_000)
    box = ask(window, "replace", "colour", "color")
    answers.push("OK")
    box.all_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    (block,) = window.area.current.document().blocks
    assert [(item.text, item.origin) for item in block.content] == [
        ("the ", "model"),
        ("color", "edited"),
        (" of the ", "model"),
        ("color", "person"),
    ]
    for document in window.area.windows:
        document.allow_close()


# Ten thousand


def long_text():
    line = "The new laser printer stands beside the copier on the second floor and hums. "
    return "\n".join(f"{number} " + line * 5 for number in range(2000))


def test_ten_thousand_replacements(window, show, answers, qtbot):
    text = long_text()
    editor = show(text)
    qtbot.wait(100)
    gaps = []
    last = [time.perf_counter()]

    def beat():
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(0)
    box = ask(window, "replace", "printer", "typewriter")
    answers.push("OK")
    begun = last[0] = time.perf_counter()
    box.all_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=60_000)
    took = time.perf_counter() - begun
    timer.stop()
    assert answers.asked == ["The search of the document is finished. 10,000 replacements were made."]
    assert editor.toPlainText() == text.replace("printer", "typewriter")
    print(f"\n10,000 replacements in {took:.2f} s, longest turn {max(gaps) * 1000:.0f} ms of {len(gaps)}")
    editor.undo()
    assert editor.toPlainText() == text
    assert not editor.document().isUndoAvailable()


def test_replacing_can_be_cancelled(window, show, answers, qtbot):
    text = long_text()
    editor = show(text)
    box = ask(window, "replace", "printer", "typewriter")
    box.all_button.click()
    progress = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ProgressDialog))
    qtbot.waitUntil(progress.isVisible)
    answers.push("OK")
    QTest.keyClick(progress, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(answers.asked))
    count = editor.toPlainText().count("typewriter")
    assert 0 < count < 10_000
    assert f"{count:,} replacement" in answers.asked[0]
    editor.undo()
    assert editor.toPlainText() == text


def test_a_pattern_that_takes_too_long_keeps_what_was_replaced(show, qtbot):
    text = "aab\n" + "a" * 4000 + "c"
    editor = show(text)
    search = Search(Query(r"(a|aa)+b", pattern=True), words="x")
    ended = []
    job = Replacement(editor, Finder(editor, search), 0, len(text))
    job.ended.connect(ended.append)
    job.start()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert editor.toPlainText().startswith("x\n")


def test_the_dialog_keeps_off_the_text(window, show):
    editor = show("\n".join(["line"] * 60) + "\nneedle")
    box = ask(window, "find", "needle")
    box.find_button.click()
    place = editor.viewport().mapToGlobal(editor.cursorRect().topLeft())
    assert isinstance(box, FindDialog)
    assert not box.frameGeometry().contains(place)
