"""The German of menus and dialogs: complete, up to date, and as fit for the keyboard as the English."""

import re
import runpy
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QMainWindow

from retrowriter import paths
from retrowriter.ui import actions, translation
from tests.helpers.dialogs import mnemonics
from tests.ui.test_dialogs import DIALOGS

SCRIPT = runpy.run_path(str(Path(__file__).resolve().parent.parent.parent / "scripts" / "update_translations.py"))
TS = paths.assets_dir() / "translations" / "retrowriter_de.ts"
PLACE = re.compile(r"\{[^}]*\}")


@pytest.fixture
def german(qapp):
    before = qapp.findChildren(QTranslator)
    translation.install(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        if translator not in before:
            qapp.removeTranslator(translator)
            translator.deleteLater()


@pytest.fixture(scope="module")
def known():
    return SCRIPT["read"](TS)


def test_nearly_all_texts_are_translated(known):
    texts = set(SCRIPT["collect"]())
    assert len(texts) > 1000
    without = [text for text in texts if not known.get(text)]
    # What was added since the script ran last stays English until then.
    assert len(without) < len(texts) / 10, without[:20]
    assert all(known.get((translation.BUTTONS, text)) for text in translation.BUTTON_TEXTS)


def test_what_is_filled_in_stays_the_same(known):
    wrong = []
    for (_context, text), german in known.items():
        same = sorted(PLACE.findall(text)) == sorted(PLACE.findall(german)) and text.count("\n") == german.count("\n")
        if german and not same:
            wrong.append(text)
    assert wrong == []


def test_the_program_loads_what_the_file_says(known):
    translator = QTranslator()
    assert translator.load(str(TS.with_suffix(".qm")))
    stale = [key for key, german in known.items() if german and translator.translate(*key) != german]
    assert stale == [], "run scripts/update_translations.py"


def test_the_menus_are_german_and_have_unique_mnemonics(german):
    window = QMainWindow()
    commands = actions.create(window)
    menus = actions.fill_menu_bar(window.menuBar(), commands)
    assert commands["bold"].toolTip() == "Fett"
    assert commands["save"].statusTip() == "Speichert das aktive Dokument."
    for title, menu in menus.items():
        letters = [letter for action in menu.actions() if (letter := mnemonic(action.text()))]
        assert len(letters) == len(set(letters)), title
    window.deleteLater()


@pytest.mark.parametrize("make", DIALOGS.values(), ids=DIALOGS)
def test_the_dialogs_fit_and_have_unique_mnemonics(german, qtbot, make):
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= 640
    assert dialog.height() <= 480
    letters = mnemonics(dialog)
    assert len(letters) == len(set(letters)), sorted(letter for letter in letters if letters.count(letter) > 1)


def test_what_is_chosen_in_german_means_the_same(german, qtbot):
    font, brief = DIALOGS["font"](), DIALOGS["brief"]()
    qtbot.addWidget(font)
    qtbot.addWidget(brief)
    font.style_list.set_text("Fett Kursiv")
    assert (font.format().bold, font.format().italic) == (True, True)
    brief.tone_box.setCurrentText("Förmlich")
    assert brief.brief().tone == "Formal"


def test_a_language_without_a_file_leaves_english(qapp):
    translation.install(qapp, "xx")
    assert QCoreApplication.translate("Commands", "&Bold") == "&Bold"


def mnemonic(text):
    plain = text.split("\t")[0].replace("&&", "")
    place = plain.find("&")
    return plain[place + 1].lower() if place >= 0 else ""
