"""File > New, its templates, the Tip of the Day and System Info."""

import runpy
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from retrowriter import formats, paths
from retrowriter import settings as table
from retrowriter.document.model import Document, Paragraph, Run, plain_text
from retrowriter.ui import app, new_documents
from retrowriter.ui.about import tips
from retrowriter.ui.dialogs.about import AboutDialog
from retrowriter.ui.dialogs.new_document import NewDialog
from retrowriter.ui.dialogs.system_info import SystemInfoDialog
from retrowriter.ui.dialogs.tip import TipDialog

WAIT = 20_000
SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "build_templates.py"
NAMES = ["Fax Cover Sheet", "Letter", "Memo", "Minutes", "Press Release", "Report"]


def when_open(kind, act):
    """Does something with a dialog that blocks, as soon as it is open."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            act(dialog)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    return timer


def test_the_templates_are_as_the_script_makes_them():
    made = runpy.run_path(str(SCRIPT))["templates"]()
    assert sorted(made) == NAMES
    for name, document in made.items():
        assert formats.read_file(paths.asset("templates", f"{name}.rdw"))[0] == document


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_kept_by_the_editor_and_fits_a_page(window, qtbot, name):
    template = formats.read_file(paths.asset("templates", f"{name}.rdw"))[0]
    opened = window.area.new_document(template)
    qtbot.waitUntil(lambda: opened.editor.is_loaded, timeout=WAIT)
    assert plain_text(opened.editor.snapshot()) == plain_text(template)
    assert not opened.is_modified
    assert opened.editor.document().pageCount() == (2 if name == "Report" else 1)


def test_new_from_a_template(window, qtbot):
    def choose(dialog):
        assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["Blank Document", *NAMES]
        dialog.list.setCurrentRow(1 + NAMES.index("Memo"))
        qtbot.waitUntil(lambda: not dialog._preview.pixmap().isNull(), timeout=WAIT)
        dialog.ok_button.click()

    timer = when_open(NewDialog, choose)
    window.commands["new_from_template"].trigger()
    assert not timer.isActive()
    current = window.area.current
    qtbot.waitUntil(lambda: current.editor.is_loaded, timeout=WAIT)
    assert "SUBJECT:" in current.editor.toPlainText()
    assert current.path is None
    assert current.windowTitle() == "Document2"


def test_new_blank(window):
    timer = when_open(NewDialog, lambda dialog: dialog.ok_button.click())
    window.commands["new_from_template"].trigger()
    assert not timer.isActive()
    assert len(window.area.windows) == 2
    assert window.area.current.editor.is_blank()


def test_templates_of_the_writer(home, window):
    folder = home / "data" / "templates"
    folder.mkdir(parents=True)
    own = Document(blocks=(Paragraph(content=(Run(text="mine"),)),), title="Secret", author="Me")
    formats.write_file(folder / "Memo.rdw", own, formats.NATIVE)
    (folder / "Broken.rdw").write_bytes(b"nothing")
    (folder / "notes.txt").write_text("no template", encoding="utf-8")
    assert [path.stem for path in new_documents.templates()] == ["Broken", *NAMES]

    def choose(dialog):
        dialog.list.setCurrentRow(1)
        assert not dialog.ok_button.isEnabled()
        dialog.list.setCurrentRow(1 + 1 + NAMES.index("Memo"))
        dialog.ok_button.click()

    timer = when_open(NewDialog, choose)
    window.commands["new_from_template"].trigger()
    assert not timer.isActive()
    assert window.area.current.editor.toPlainText() == "mine"
    assert (window.area.current.title, window.area.current.author) == ("", "")


def test_there_are_tips():
    assert len(tips()) >= 30
    assert len(set(tips())) == len(tips())
    assert all(20 < len(tip) < 260 and tip.endswith(".") for tip in tips())


def test_a_tip_at_the_start_can_be_switched_off(window, qtbot):
    app._start(window, [])
    dialog = next(child for child in window.findChildren(TipDialog) if child.isVisible())
    assert dialog.text.text() == tips()[0]
    dialog.next_button.click()
    assert dialog.text.text() == tips()[1]
    dialog.at_start_box.setChecked(False)
    dialog.ok_button.click()
    assert window.settings.get(table.SHOW_TIPS) is False
    assert window.settings.get(table.NEXT_TIP) == 2
    qtbot.waitUntil(lambda: not window.findChildren(TipDialog), timeout=WAIT)
    app._start(window, [])
    assert not window.findChildren(TipDialog)


def test_every_tip_fits_its_well(window):
    dialog = TipDialog(window, tips(), 0, True)
    dialog.show()
    for number in range(len(tips())):
        assert dialog.text.heightForWidth(dialog.text.width()) <= dialog.text.height(), tips()[number]
        dialog.next_button.click()
    dialog.close()
    dialog.deleteLater()


def test_system_info(window):
    facts = {}

    def copy(info):
        info.copy_button.click()
        facts.update(line.split(": ", 1) for line in QApplication.clipboard().text().splitlines())
        info.ok_button.click()

    inner = when_open(SystemInfoDialog, copy)

    def ask(about):
        about.info_button.click()
        about.ok_button.click()

    outer = when_open(AboutDialog, ask)
    window.commands["about"].trigger()
    assert not inner.isActive()
    assert not outer.isActive()
    assert facts["Program"].startswith("Retro Document Writer")
    assert "(not found)" not in facts.values()
    assert facts["Model in memory"] in ("Yes", "No")
    assert "MB" in facts["Memory free"] or "GB" in facts["Memory free"]
