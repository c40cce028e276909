import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from retrowriter.ui.dialogs.file_dialog import FileDialog
from retrowriter.ui.dialogs.folder_model import KIND, MODIFIED, SIZE
from retrowriter.ui.dialogs.message import MessageBox

FILTERS = [("Retro Documents", ["rdw"]), ("Text Only", ["txt"]), ("All Files", ["*"])]


@pytest.fixture
def folder(tmp_path):
    for name in ("Letters", "Old files"):
        (tmp_path / name).mkdir()
    for name in ("Agenda.rdw", "minutes.rdw", "Notes.txt", "picture.bmp", ".hidden.rdw"):
        (tmp_path / name).write_text("x" * 3000)
    (tmp_path / "Letters" / "To Ann.rdw").write_text("Dear Ann")
    return tmp_path


@pytest.fixture
def dialog(qtbot):
    def show(mode, folder, name="", filters=FILTERS, **options):
        made = FileDialog(None, mode, folder, name, filters, **options)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        settle(qtbot, made)
        return made

    return show


def settle(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog._reader._timer.isActive())


def names(dialog):
    return dialog._model.names()


def message(qapp):
    return next(widget for widget in qapp.topLevelWidgets() if isinstance(widget, MessageBox) and widget.isVisible())


def test_folders_first_then_the_files_of_the_type(dialog, folder):
    shown = dialog("open", folder)
    assert names(shown) == ["Letters", "Old files", "Agenda.rdw", "minutes.rdw"]
    shown.type_box.setCurrentIndex(1)
    shown.type_box.activated.emit(1)
    assert names(shown) == ["Letters", "Old files", "Notes.txt"]
    shown.type_box.setCurrentIndex(2)
    shown.type_box.activated.emit(2)
    assert "picture.bmp" in names(shown)
    assert ".hidden.rdw" not in names(shown)


def test_opening_a_named_file(dialog, folder, qtbot):
    shown = dialog("open", folder)
    qtbot.keyClicks(shown.name_edit, "Agenda.rdw")
    qtbot.keyClick(shown.name_edit, Qt.Key.Key_Return)
    assert shown.result() == QDialog.DialogCode.Accepted
    assert shown.path == folder / "Agenda.rdw"
    assert shown.filter_index == 0


def test_the_suffix_may_be_left_out(dialog, folder):
    shown = dialog("open", folder, "minutes")
    shown.accept()
    assert shown.path == folder / "minutes.rdw"


def test_a_missing_file_is_told_in_words(dialog, folder, qapp):
    shown = dialog("open", folder, "nothing here")
    shown.accept()
    assert message(qapp).text == "nothing here was not found. Check the name, then try again."
    message(qapp).close()
    assert shown.path is None
    assert shown.isVisible()
    shown.reject()


def test_walking_through_folders_with_the_keyboard(dialog, folder, qtbot):
    shown = dialog("open", folder)
    shown.list.setFocus()
    qtbot.keyClicks(shown.list, "l")
    assert shown._model.entry(shown.list.currentIndex().row()).name == "Letters"
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    settle(qtbot, shown)
    assert shown.folder == folder / "Letters"
    assert names(shown) == ["To Ann.rdw"]
    qtbot.keyClick(shown.list, Qt.Key.Key_Backspace)
    settle(qtbot, shown)
    assert shown.folder == folder
    # The folder just left is marked.
    assert shown._model.entry(shown.list.currentIndex().row()).name == "Letters"
    qtbot.keyClick(shown.list, Qt.Key.Key_Down)
    qtbot.keyClick(shown.list, Qt.Key.Key_Down)
    assert shown.name_edit.text() == "Agenda.rdw"
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.path == folder / "Agenda.rdw"


def test_a_folder_can_be_typed(dialog, folder, qtbot):
    shown = dialog("open", folder, "Letters")
    shown.accept()
    settle(qtbot, shown)
    assert shown.folder == folder / "Letters"
    assert shown.name_edit.text() == ""
    shown.name_edit.setText("..")
    shown.accept()
    settle(qtbot, shown)
    assert shown.folder == folder
    shown.name_edit.setText(str(folder / "Letters" / "To Ann.rdw"))
    shown.accept()
    assert shown.path == folder / "Letters" / "To Ann.rdw"


def test_a_pattern_filters(dialog, folder):
    shown = dialog("open", folder, "*.bmp")
    shown.accept()
    assert names(shown) == ["Letters", "Old files", "picture.bmp"]
    assert shown.isVisible()
    shown.reject()


def test_refresh_shows_what_came_since(dialog, folder, qtbot):
    shown = dialog("open", folder)
    (folder / "Zebra.rdw").write_text("new")
    qtbot.keyClick(shown, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "Zebra.rdw" in names(shown))


def test_a_name_typed_in_part_is_opened_by_one_enter(dialog, folder, qtbot):
    shown = dialog("open", folder)
    qtbot.keyClicks(shown.name_edit, "Agenda")
    assert QApplication.activePopupWidget() is None
    qtbot.keyClick(shown.name_edit, Qt.Key.Key_Return)
    assert shown.path == folder / "Agenda.rdw"


def test_a_long_list_of_types_leaves_the_dialog_as_wide_as_its_list(dialog, folder):
    kinds = [f"s{number}" for number in range(30)]
    shown = dialog("open", folder, filters=[("All Documents", kinds), ("All Files", ["*"])])
    assert shown.type_box.itemText(0) == "All Documents"
    assert shown.width() == dialog("open", folder, filters=[("Text", ["txt"])]).width()


# --- saving


def test_saving_appends_the_suffix_of_the_type(dialog, folder):
    shown = dialog("save", folder, "Report")
    shown.accept()
    assert shown.path == folder / "Report.rdw"


@pytest.mark.parametrize(
    ("typed", "index", "saved", "saved_index"),
    [
        ("Report.txt", 0, "Report.txt", 1),
        ("Report.TXT", 1, "Report.TXT", 1),
        ("Report v1.2", 0, "Report v1.2.rdw", 0),
        ("Report.", 1, "Report.txt", 1),
        ("Report", 2, "Report", 2),
    ],
)
def test_suffixes(dialog, folder, typed, index, saved, saved_index):
    shown = dialog("save", folder, "", filter_index=index)
    shown.name_edit.setText(typed)
    shown.accept()
    assert shown.path == folder / saved
    assert shown.filter_index == saved_index


def test_the_name_follows_the_type(dialog, folder):
    shown = dialog("save", folder, "Report.rdw")
    shown.type_box.setCurrentIndex(1)
    shown.type_box.activated.emit(1)
    assert shown.name_edit.text() == "Report.txt"


@pytest.mark.parametrize(
    ("key", "replaced"), [(Qt.Key.Key_Return, False), (Qt.Key.Key_Y, True), (Qt.Key.Key_Escape, False)]
)
def test_a_file_is_replaced_only_when_asked(dialog, folder, qtbot, qapp, key, replaced):
    shown = dialog("save", folder, "Agenda")
    shown.accept()
    question = message(qapp)
    assert question.text.startswith("Agenda.rdw already exists.")
    assert question.buttons[1].isDefault()
    qtbot.keyClick(question, key)
    qtbot.waitUntil(lambda: not question.isVisible())
    assert (shown.path == folder / "Agenda.rdw") is replaced
    assert shown.isVisible() is not replaced
    shown.reject()


def test_saving_into_a_missing_folder_is_refused(dialog, folder, qapp):
    shown = dialog("save", folder, "nowhere/Report.rdw")
    shown.accept()
    assert "was not found" in message(qapp).text
    message(qapp).close()
    shown.reject()


@pytest.mark.parametrize("name", ["a\0b", "~nobody-of-that-name/x"])
def test_impossible_names_are_refused(dialog, folder, qapp, name):
    shown = dialog("save", folder)
    shown.name_edit.setText(name)
    shown.accept()
    assert message(qapp).isVisible()
    message(qapp).close()
    assert shown.path is None
    shown.reject()


def test_a_new_folder_is_made_and_named(dialog, folder, qtbot):
    shown = dialog("save", folder)
    shown.new_button.click()
    settle(qtbot, shown)
    assert (folder / "New Folder").is_dir()
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "Spring")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil((folder / "Spring").is_dir)
    assert "Spring" in names(shown)
    shown.new_button.click()
    settle(qtbot, shown)
    assert (folder / "New Folder").is_dir()


def test_renaming_to_a_name_in_use_is_refused(dialog, folder, qapp):
    shown = dialog("open", folder)
    index = shown._model.index(shown._model.row_of("Agenda.rdw"), 0)
    assert not shown._model.setData(index, "minutes.rdw")
    assert "cannot be renamed" in message(qapp).text
    message(qapp).close()
    assert (folder / "Agenda.rdw").exists()


# --- folders that make trouble


@pytest.fixture
def as_nobody():
    """Runs as a user who may not read everything, where the tests run as root."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_may_not_be_read(dialog, folder, qapp, as_nobody, tmp_path_factory):
    shown = dialog("open", Path("/"), filters=[("All Files", ["*"])])
    os.seteuid(0) if os.getuid() == 0 else None
    closed = tmp_path_factory.mktemp("closed")
    closed.parent.chmod(0o755)
    closed.chmod(0)
    os.seteuid(65534) if os.getuid() == 0 else None
    shown.set_folder(closed)
    assert message(qapp).text.startswith("You are not allowed to look into the folder")
    message(qapp).close()
    assert names(shown) == []
    os.seteuid(0) if os.getuid() == 0 else None
    closed.chmod(0o700)
    shown.reject()


def test_a_folder_that_has_gone(dialog, folder, qapp, qtbot):
    shown = dialog("open", folder)
    shown.set_folder(folder / "gone")
    assert "was not found" in message(qapp).text
    message(qapp).close()
    shown.go_up()
    settle(qtbot, shown)
    assert "Letters" in names(shown)
    shown.reject()


def test_a_broken_link_does_no_harm(dialog, folder):
    (folder / "broken.rdw").symlink_to(folder / "nothing")
    shown = dialog("open", folder)
    assert "broken.rdw" in names(shown)
    shown.details_button.click()
    shown.grab()


def test_ten_thousand_files_are_read_in_slices(dialog, tmp_path, qtbot, monkeypatch):
    for number in range(10_000):
        (tmp_path / f"Letter {number:05}.rdw").touch()
    shown = FileDialog(None, "open", tmp_path, "", FILTERS)
    qtbot.addWidget(shown)
    slices = []
    shown._reader._timer.timeout.connect(lambda: slices.append(shown._model.rowCount()))
    shown.show()
    assert shown._reader._timer.isActive()
    settle(qtbot, shown)
    assert len(slices) > 1
    assert shown._model.rowCount() == 10_000
    assert names(shown)[-1] == "Letter 09999.rdw"
    shown.list.setFocus()
    shown.activateWindow()
    qtbot.keyClicks(shown.list, "letter 00500")
    assert shown._model.entry(shown.list.currentIndex().row()).name == "Letter 00500.rdw"
    shown.reject()


# --- details


def test_details_sort_by_size_and_date(dialog, folder):
    (folder / "Agenda.rdw").write_text("x" * 90_000)
    os.utime(folder / "Agenda.rdw", (1, 1))
    shown = dialog("open", folder)
    shown.details_button.click()
    assert shown.views.currentWidget() is shown.table
    shown.table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    assert names(shown) == ["Old files", "Letters", "Agenda.rdw", "minutes.rdw"]
    shown.table.sortByColumn(MODIFIED, Qt.SortOrder.AscendingOrder)
    assert names(shown)[2] == "Agenda.rdw"
    row = shown._model.row_of("Agenda.rdw")
    assert shown._model.data(shown._model.index(row, SIZE)) == "88KB"
    assert shown._model.data(shown._model.index(row, KIND)) == "RDW File"
    assert shown._model.data(shown._model.index(0, SIZE)) == ""


def test_the_two_views_share_the_selection(dialog, folder):
    shown = dialog("open", folder)
    shown.list.setCurrentIndex(shown._model.index(2, 0))
    shown.details_button.click()
    assert shown.table.currentIndex().row() == 2
    shown.reject()


def test_look_in_shows_the_way_down(dialog, folder, qtbot):
    shown = dialog("open", folder)
    assert shown.places.currentText() == folder.name
    listed = [shown.places.itemText(row) for row in range(shown.places.count())]
    assert "Computer" in listed or os.name == "nt"
    assert folder.parent.name in listed
    parent = listed.index(folder.parent.name)
    shown.places.setCurrentIndex(parent)
    shown.places.activated.emit(parent)
    settle(qtbot, shown)
    assert shown.folder == folder.parent
    shown.reject()


def test_up_stops_at_the_root(dialog, folder, qtbot):
    shown = dialog("open", Path(folder.anchor))
    assert not shown.up_button.isEnabled()
    shown.go_up()
    assert shown.folder == Path(folder.anchor)
    shown.reject()
