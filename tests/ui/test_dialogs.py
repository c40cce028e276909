from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QRadioButton, QTabBar

from retrowriter.document.model import (
    CharFormat,
    Document,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Picture,
    Run,
    Style,
    Tab,
)
from retrowriter.document.styles import all_styles
from retrowriter.errors import UserError
from retrowriter.formats import encodings
from retrowriter.text.autocorrect import Rules
from retrowriter.text.document_types import TYPES
from retrowriter.text.prompt import Brief
from retrowriter.text.statistics import Statistics
from retrowriter.ui.apart import Apart
from retrowriter.ui.dialogs import brief as brief_module
from retrowriter.ui.dialogs import message
from retrowriter.ui.dialogs.about import AboutDialog
from retrowriter.ui.dialogs.autocorrect import AutoCorrectDialog
from retrowriter.ui.dialogs.autotext import AutoTextDialog
from retrowriter.ui.dialogs.bookmark import BookmarkDialog
from retrowriter.ui.dialogs.borders import BordersDialog
from retrowriter.ui.dialogs.brief import BriefDialog
from retrowriter.ui.dialogs.bullets import BulletsDialog
from retrowriter.ui.dialogs.cell_width import CellWidthDialog
from retrowriter.ui.dialogs.change_case import ChangeCaseDialog
from retrowriter.ui.dialogs.convert_file import ConvertFileDialog
from retrowriter.ui.dialogs.convert_table import ConvertTableDialog
from retrowriter.ui.dialogs.date_time import DateTimeDialog
from retrowriter.ui.dialogs.delete_cells import DeleteCellsDialog
from retrowriter.ui.dialogs.file_dialog import FileDialog
from retrowriter.ui.dialogs.find import FindDialog
from retrowriter.ui.dialogs.font import FontDialog
from retrowriter.ui.dialogs.footnote import FootnoteDialog
from retrowriter.ui.dialogs.go_to import GoToDialog
from retrowriter.ui.dialogs.header_footer import HeaderFooterDialog
from retrowriter.ui.dialogs.help_topics import HelpTopics
from retrowriter.ui.dialogs.insert_break import BreakDialog
from retrowriter.ui.dialogs.insert_table import InsertTableDialog
from retrowriter.ui.dialogs.message import MessageBox, show_message
from retrowriter.ui.dialogs.modify_style import ModifyStyleDialog
from retrowriter.ui.dialogs.new_document import NewDialog
from retrowriter.ui.dialogs.page_numbers import PageNumbersDialog
from retrowriter.ui.dialogs.page_setup import PageSetupDialog
from retrowriter.ui.dialogs.paragraph import ParagraphDialog
from retrowriter.ui.dialogs.picture import PictureDialog
from retrowriter.ui.dialogs.print_dialog import PrintDialog
from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.dialogs.properties import PropertiesDialog, Summary
from retrowriter.ui.dialogs.recovery import RecoveryDialog
from retrowriter.ui.dialogs.server_buttons import KeyDialog
from retrowriter.ui.dialogs.sort import SortDialog
from retrowriter.ui.dialogs.spelling import SpellingDialog
from retrowriter.ui.dialogs.split_cells import SplitCellsDialog
from retrowriter.ui.dialogs.style import StyleDialog
from retrowriter.ui.dialogs.symbol import SymbolDialog
from retrowriter.ui.dialogs.system_info import SystemInfoDialog
from retrowriter.ui.dialogs.table_autoformat import TableAutoFormatDialog
from retrowriter.ui.dialogs.tabs import TabsDialog
from retrowriter.ui.dialogs.tip import TipDialog
from retrowriter.ui.dialogs.word_count import WordCountDialog
from retrowriter.ui.dialogs.zoom import ZoomDialog
from retrowriter.ui.notify import notify
from retrowriter.ui.printers import PrinterFacts
from tests.helpers.dialogs import assert_complete, controls


def properties(tab=0):
    rows = [("Type", "Retro Documents"), None, ("Size", "17 KB")]
    dialog = PropertiesDialog(None, "Minutes.rdw", rows, Summary(title="Minutes"), rows)
    dialog.tabs.setCurrentIndex(tab)
    return dialog


def font_spacing():
    dialog = FontDialog(None)
    dialog.tabs.setCurrentIndex(1)
    return dialog


def special_characters():
    dialog = SymbolDialog(None)
    dialog.tabs.setCurrentIndex(1)
    return dialog


def footnote():
    dialog = FootnoteDialog(None, (Paragraph(content=(Run(text="A note."),)),))
    # In the text, where the dialog begins, Tab is a character.
    dialog.ok_button.setFocus()
    return dialog


def header_footer():
    dialog = HeaderFooterDialog(None, Apart(page=PageSetup(different_first=True)))
    # In the text, where the dialog begins, Tab is a character.
    dialog.tabs.tabBar().setFocus()
    return dialog


def spelling():
    dialog = SpellingDialog(None)
    dialog.ask("teh")
    dialog.change_edit.setText("the")
    dialog.show_suggestions(["the", "tea"])
    return dialog


def paragraph_flow():
    dialog = ParagraphDialog(None, ParagraphFormat())
    dialog.tabs.setCurrentIndex(1)
    return dialog


DIALOGS = {
    "insert table": lambda: InsertTableDialog(None),
    "table autoformat": lambda: TableAutoFormatDialog(None),
    "delete cells": lambda: DeleteCellsDialog(None),
    "split cells": lambda: SplitCellsDialog(None),
    "cell width": lambda: CellWidthDialog(None, [72.0, 144.0], 1, 432.0),
    "sort": lambda: SortDialog(None, ["Name", "Price"], 1, True),
    "picture": lambda: PictureDialog(None, Picture(name="1.png", width=72.0, height=36.0), (144.0, 72.0)),
    "convert table": lambda: ConvertTableDialog(None, to_text=False),
    "borders": lambda: BordersDialog(None, "box", "#ff0000"),
    "bullets": lambda: BulletsDialog(None, "bullet"),
    "numbers": lambda: BulletsDialog(None, "number", "I."),
    "style": lambda: StyleDialog(None, (), "Normal", {"Normal"}),
    "new style": lambda: ModifyStyleDialog(None, all_styles(Document()), Style(name="Mine", based_on="List"), True),
    "autocorrect": lambda: AutoCorrectDialog(None, Rules(), False),
    "autotext": lambda: AutoTextDialog(None, {"one": "two"}, "words"),
    "bookmark": lambda: BookmarkDialog(None, ["Start"]),
    "break": lambda: BreakDialog(None),
    "convert_file": lambda: ConvertFileDialog(None, "MENU.TXT", b"Caf\x82 M\x81ller", encodings.guess(b"Caf\x82")),
    "date and time": lambda: DateTimeDialog(None, datetime(1995, 8, 24)),
    "go to": lambda: GoToDialog(None, ["Start"]),
    "symbol": lambda: SymbolDialog(None),
    "special characters": special_characters,
    "change case": lambda: ChangeCaseDialog(None),
    "paragraph": lambda: ParagraphDialog(None, ParagraphFormat(first=-18.0, line=14.0, line_rule="exact")),
    "paragraph flow": paragraph_flow,
    "page setup": lambda: PageSetupDialog(None, PageSetup()),
    "page setup paper": lambda: PageSetupDialog(None, PageSetup(), 1),
    "page setup layout": lambda: PageSetupDialog(None, PageSetup(), 2),
    "print": lambda: PrintDialog(None, [PrinterFacts("LaserJet")]),
    "print without a printer": lambda: PrintDialog(None, []),
    "footnote": footnote,
    "header and footer": header_footer,
    "page numbers": lambda: PageNumbersDialog(None, (False, "center", True), PageSetup()),
    "tabs": lambda: TabsDialog(None, (Tab(72.0),)),
    "about": lambda: AboutDialog(None, ["Version 1", "", "Model"]),
    "brief": lambda: BriefDialog(None, Brief(what="a memo"), ["Balanced"], seed=3),
    "find": lambda: FindDialog(None),
    "font": lambda: FontDialog(None),
    "font spacing": font_spacing,
    "message": lambda: MessageBox(None, "Save?", "warning", ("&Yes", "&No", "Cancel")),
    "open": lambda: FileDialog(None, "open"),
    "open document": lambda: FileDialog(None, "open", offer_read_only=True),
    "server key": lambda: KeyDialog(None, "writer.example.com"),
    "progress": lambda: ProgressDialog(None, "Preparing"),
    "properties": properties,
    "properties summary": lambda: properties(1),
    "word count": lambda: WordCountDialog(None, Statistics(words=9), 1, 1, Statistics(words=2)),
    "recovery": lambda: RecoveryDialog(None, [("Minutes.rdw", "03/14/95 10:42", "Minutes of the meeting")]),
    "replace": lambda: FindDialog(None, replacing=True, styles=["Normal"]),
    "save": lambda: FileDialog(None, "save", name="x.rdw"),
    "zoom": lambda: ZoomDialog(None),
    "spelling": spelling,
    "help topics": lambda: HelpTopics(None),
    "new": lambda: NewDialog(None, [], Document()),
    "tip": lambda: TipDialog(None, ["A tip.", "Another."], 0, True),
    "system info": lambda: SystemInfoDialog(None, [("Program", "1.0")]),
}


@pytest.fixture(autouse=True)
def forget_last_brief(monkeypatch):
    monkeypatch.setattr(brief_module, "_last", None)


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


@pytest.mark.parametrize("make", DIALOGS.values(), ids=DIALOGS)
def test_every_dialog_is_complete_for_keyboard_and_screen_reader(shown, make):
    assert_complete(shown(make()))


@pytest.mark.parametrize("make", DIALOGS.values(), ids=DIALOGS)
def test_every_dialog_has_a_fixed_size_and_a_caption(shown, make):
    dialog = shown(make())
    assert dialog.minimumSize() == dialog.maximumSize()
    assert dialog.windowTitle()
    assert dialog.width() <= 640
    assert dialog.height() <= 480


@pytest.mark.parametrize("name", [name for name in DIALOGS if name != "progress"])
def test_escape_ends_every_dialog(shown, qtbot, name):
    dialog = shown(DIALOGS[name]())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "name",
    [
        "autocorrect",
        "autotext",
        "bookmark",
        "date and time",
        "go to",
        "symbol",
        "borders",
        "brief",
        "font",
        "open",
        "new style",
        "paragraph",
        "save",
        "style",
        "tabs",
        "zoom",
    ],
)
def test_the_question_mark_has_something_to_say(shown, name):
    dialog = shown(DIALOGS[name]())
    assert "help" in dialog.caption_buttons()
    fields = [widget for widget in controls(dialog) if not isinstance(widget, (QPushButton, QRadioButton, QTabBar))]
    silent = [widget for widget in fields if not (widget.whatsThis() or widget.parentWidget().whatsThis())]
    assert not silent


# --- message boxes


def box(qtbot, *arguments, **options):
    answers = []
    made = show_message(None, *arguments, on_done=answers.append, **options)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made, answers


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ([Qt.Key.Key_Return], 0),
        ([Qt.Key.Key_Escape], 2),
        ([Qt.Key.Key_Y], 0),
        ([Qt.Key.Key_N], 1),
        ([Qt.Key.Key_Right, Qt.Key.Key_Return], 1),
        ([Qt.Key.Key_Left, Qt.Key.Key_Space], 2),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Return], 1),
    ],
)
def test_keys_of_a_message_box(qtbot, keys, answer):
    made, answers = box(qtbot, "Do you want to save changes?", "warning", ("&Yes", "&No", "Cancel"))
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or made, key)
    assert answers == [answer]


def test_the_default_button_is_the_safe_one(qtbot):
    made, answers = box(qtbot, "Replace it?", "warning", ("&Yes", "&No"), default=1)
    assert made.buttons[1].isDefault()
    assert made.buttons[1].hasFocus()
    qtbot.keyClick(made.buttons[1], Qt.Key.Key_Return)
    assert answers == [1]


def test_the_cross_answers_like_escape(qtbot):
    made, answers = box(qtbot, "Save?", "warning", ("&Yes", "&No", "Cancel"))
    made.close()
    assert answers == [2]


def test_a_message_box_names_the_program_and_does_not_block_others(qtbot):
    made, _ = box(qtbot, "Finished searching the document.")
    assert made.windowTitle() == "Retro Document Writer"
    assert made.windowModality() == Qt.WindowModality.WindowModal
    made.close()


def test_the_message_can_be_copied(qtbot):
    made, _ = box(qtbot, "Something to keep.")
    qtbot.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Something to keep."
    made.close()


def test_a_long_message_wraps(shown):
    made = shown(MessageBox(None, "word " * 60))
    assert made.width() < 450


def test_ask_waits_for_the_answer(qtbot, qapp):
    from PySide6.QtCore import QTimer

    def answer():
        qtbot.keyClick(qapp.activeModalWidget(), Qt.Key.Key_N)

    QTimer.singleShot(0, answer)
    assert message.ask(None, "Save?", "warning", ("&Yes", "&No", "Cancel")) == 1


def test_notify_shows_message_and_hint(qtbot):
    made = notify(None, UserError("disk_full", "The disk is full.", "Free some space."))
    assert made.text == "The disk is full.\n\nFree some space."
    assert made.picture == "warning"
    made.close()
    plain = notify(None, "Done.")
    assert (plain.text, plain.picture) == ("Done.", "info")
    plain.close()


# --- the brief

FULL = Brief(
    what="the new laser printer\nhas arrived",
    type="memo",
    year=1992,
    sender="Office Services",
    recipient="All staff",
    tone="Stern but fair",
    words=250,
    notes="No jokes.",
)


def test_a_brief_comes_back_as_it_was_given(shown):
    dialog = shown(BriefDialog(None, FULL, ["Balanced", "Lively"], preset="Lively", seed=7))
    assert dialog.brief() == FULL
    assert dialog.preset() == "Lively"
    assert dialog.seed() == 7


@pytest.mark.parametrize("kind", [kind.key for kind in TYPES])
def test_every_document_type_can_be_chosen(shown, kind):
    dialog = shown(BriefDialog(None, Brief(what="x", type=kind)))
    assert dialog.brief().type == kind


def test_a_brief_typed_with_the_keyboard_alone(shown, qtbot):
    dialog = shown(BriefDialog(None))
    qtbot.keyClicks(QApplication.focusWidget(), "the new printer")
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "Mem")
    qtbot.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.brief() == Brief(what="the new printer", type="memo", words=50)


def test_enter_in_the_brief_writes_and_with_ctrl_it_begins_a_line(shown, qtbot):
    dialog = shown(BriefDialog(None))
    qtbot.keyClicks(dialog.what_edit, "one")
    qtbot.keyClick(dialog.what_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.what_edit, "two")
    assert dialog.isVisible()
    qtbot.keyClick(dialog.what_edit, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.brief().what == "one\ntwo"


def test_the_last_brief_is_remembered(shown):
    first = shown(BriefDialog(None, FULL))
    first.accept()
    assert BriefDialog(None).brief() == FULL


def test_a_cancelled_brief_is_not_remembered(shown):
    shown(BriefDialog(None, FULL)).reject()
    assert BriefDialog(None).brief() == Brief(what="")


def test_an_empty_brief_is_refused_in_words(shown, qapp):
    dialog = shown(BriefDialog(None))
    dialog.write_button.click()
    refusal = next(widget for widget in qapp.topLevelWidgets() if isinstance(widget, MessageBox) and widget.isVisible())
    assert "The brief is empty." in refusal.text
    refusal.close()
    assert dialog.isVisible()


def test_a_new_text_each_time_unless_asked(shown):
    dialog = shown(BriefDialog(None, FULL))
    assert dialog.seed() is None
    assert not dialog.seed_box.isEnabled()
    dialog.same_box.setChecked(True)
    dialog.seed_box.setValue(12)
    assert dialog.seed() == 12


# --- font, zoom, progress

FORMAT = CharFormat(
    font="Courier New",
    size=10.5,
    bold=True,
    italic=False,
    underline="words",
    strike=True,
    color="#800080",
    highlight="#ffff00",
    script="sub",
    caps="small",
    spacing=-1.5,
)


def test_a_format_comes_back_as_it_was_given(shown):
    assert shown(FontDialog(None, FORMAT)).format() == FORMAT


def test_what_the_style_says_stays_with_the_style(shown):
    made = shown(FontDialog(None, CharFormat(font="Arial", size=9))).format()
    assert made == CharFormat(font="Arial", size=9)


def test_a_colour_of_no_name_is_kept(shown):
    assert shown(FontDialog(None, CharFormat(font="Arial", size=9, color="#123456"))).format().color == "#123456"


def test_choosing_a_format_with_the_keyboard(shown, qtbot):
    dialog = shown(FontDialog(None, CharFormat(font="Arial", size=10)))
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "Courier New")
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "13")
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dialog.superscript.isChecked)
    made = dialog.format()
    assert (made.font, made.size, made.italic, made.script) == ("Courier New", 13, True, "super")


def test_effects_that_exclude_each_other(shown):
    dialog = shown(FontDialog(None))
    dialog.superscript.setChecked(True)
    dialog.subscript.setChecked(True)
    assert not dialog.superscript.isChecked()
    dialog.all_caps.setChecked(True)
    dialog.small_caps.setChecked(True)
    assert dialog.format().caps == "small"


def test_the_font_list_names_no_stand_ins(shown):
    listed = shown(FontDialog(None)).family.list
    names = {listed.item(row).text() for row in range(listed.count())}
    assert {"Arial", "Courier New", "Times New Roman"} <= names
    assert not {"Liberation Serif", "RDW Sans", "Serif"} & names


@pytest.mark.parametrize("size", ["abc", "0", "9999"])
def test_an_impossible_size_is_refused(shown, qapp, size):
    dialog = shown(FontDialog(None))
    dialog.size_list.set_text(size)
    dialog.ok_button.click()
    assert dialog.isVisible()
    next(widget for widget in qapp.topLevelWidgets() if isinstance(widget, MessageBox) and widget.isVisible()).close()


def test_zoom_choices_and_percentage_go_together(shown):
    dialog = shown(ZoomDialog(None, 75))
    assert (dialog.percent(), dialog.fit()) == (75, "")
    dialog.percent_box.setValue(110)
    assert (dialog.percent(), dialog.fit()) == (110, "")
    assert all(not button.isChecked() for button in dialog._choices.buttons())
    dialog.percent_box.setValue(200)
    assert dialog._choices.checkedButton().text() == "&200%"


@pytest.mark.parametrize("fit", ["width", "page"])
def test_zoom_to_fit(shown, fit):
    assert shown(ZoomDialog(None, 80, fit)).fit() == fit


def test_progress_and_cancel(shown, qtbot):
    dialog = shown(ProgressDialog(None, "Preparing the Model", "Copying..."))
    dialog.set_fraction(0.5)
    dialog.set_detail("x" * 400)
    assert dialog.bar.value() == 500
    with qtbot.waitSignal(dialog.cancelled):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    # The job decides when the dialog goes.
    assert dialog.isVisible()
    assert not dialog.cancel_button.isEnabled()
    dialog.accept()


def test_progress_of_unknown_length(shown):
    dialog = shown(ProgressDialog(None, "Reading"))
    dialog.set_fraction(None)
    assert dialog.bar.maximum() == 0
    dialog.grab()
    dialog.accept()
