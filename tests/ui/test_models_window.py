"""The Models window, with real processes behind it and a Hub on this machine."""

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from retrowriter import paths
from retrowriter import settings as table
from retrowriter.convert import convert
from retrowriter.models import download, intake, library, speeds
from retrowriter.settings import Settings
from retrowriter.ui.dialogs.add_model import AddModelDialog, ConvertDialog
from retrowriter.ui.dialogs.models import time_left
from retrowriter.ui.dialogs.models_pages import weights
from retrowriter.ui.model_commands import ModelCommands
from tests.helpers import checkpoints
from tests.helpers.dialogs import assert_complete
from tests.helpers.hub_server import Fault, Repository, small_model

WAIT = 20_000


@pytest.fixture(autouse=True)
def user_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))


@pytest.fixture
def commands(qtbot):
    """Opens Tools > Models as the main window does; ended with its children after the test."""
    owners = []

    def opened(settings=None):
        owner = QWidget()
        qtbot.addWidget(owner)
        made = ModelCommands(settings or Settings(), owner)
        owners.append(made)
        made.show_models()
        qtbot.waitUntil(lambda: made.window.installed.table.topLevelItemCount() > 0, timeout=WAIT)
        return made

    yield opened
    for made in owners:
        made.shut_down()
        made.window.close()


def names(commands):
    return [model.name for model in commands._models]


def choose(table_, text):
    item = table_.findItems(text, Qt.MatchFlag.MatchStartsWith)[0]
    table_.setCurrentItem(item)


def test_every_page_is_complete_for_the_keyboard(commands, hub, wanted):
    window = commands().window
    for page in range(3):
        window.tabs.setCurrentIndex(page)
        assert_complete(window)
    download.enqueue(wanted)
    with_a_download = commands().window
    assert_complete(with_a_download)


def test_the_small_dialogs_are_complete(qtbot, tmp_path):
    add = AddModelDialog(None, tmp_path / "a.gguf")
    convert = ConvertDialog(None, tmp_path, library.models())
    (tmp_path / "adapter_config.json").write_text("{}")
    adapter = ConvertDialog(None, tmp_path, library.models())
    for dialog in (add, convert, adapter):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
        assert_complete(dialog)
        dialog.close()
    add.link_button.setChecked(True)
    assert add.how() == "link"
    assert convert.base() == ""


def test_a_model_is_chosen_with_enter_and_removed(commands, qtbot, tmp_path, answers):
    path = tmp_path / "mine.gguf"
    path.write_bytes(small_model(name="Mine"))
    model = intake.add(path, "copy")
    speeds.remember(Path(model.path), "CPU", 2, 149.4)
    settings = Settings()
    made = commands(settings)
    window = made.window
    choose(window.installed.table, "Mine")
    assert window.installed.table.currentItem().text(5) == "149/s"
    assert "Context: 2,048 tokens" in window.details.toPlainText()
    assert "It writes 149 tokens a second here" in window.details.toPlainText()
    assert model.path in window.details.toPlainText()
    with qtbot.waitSignal(made.model_changed):
        QTest.keyClick(window.installed.table, Qt.Key.Key_Return)
    assert settings.get(table.MODEL) == model.path
    assert Settings().get(table.MODEL) == model.path
    assert window.installed.table.currentItem().font(0).bold()
    answers.push("Remove")
    with qtbot.waitSignal(made.model_changed):
        window.installed.remove_button.click()
        qtbot.waitUntil(lambda: names(made) == ["embedded"], timeout=WAIT)
    assert settings.get(table.MODEL) == ""
    assert not window.installed.remove_button.isEnabled()


def test_an_adapter_is_laid_over_the_model_and_taken_off(commands, qtbot, tmp_path, answers):
    config = checkpoints.model(tmp_path / "m", "llama")
    convert(tmp_path / "m", tmp_path / "base.gguf", title="Base")
    checkpoints.adapter(tmp_path / "lora", config)
    convert(tmp_path / "lora", tmp_path / "voice.gguf", base=tmp_path / "m", lora="adapter", title="Voice")
    for name in ("base", "voice"):
        intake.add(tmp_path / f"{name}.gguf", "in place")
    settings = Settings()
    made = commands(settings)
    page = made.window.installed

    def bold():
        rows = [page.table.topLevelItem(row) for row in range(page.table.topLevelItemCount())]
        return [row.text(0) for row in rows if row.font(0).bold()]

    choose(page.table, "Base")
    assert not page.strength_box.isEnabled()
    page.use_button.click()
    choose(page.table, "Voice")
    assert page.strength_box.isEnabled()
    with qtbot.waitSignal(made.model_changed, timeout=WAIT):
        page.use_button.click()
    assert bold() == ["Base", "Voice"]
    assert made.window.status.text() == "Voice is in use."
    assert page.use_button.text() == "&Switch Off"
    with qtbot.waitSignal(made.model_changed, timeout=WAIT):
        page.strength_box.setValue(0.5)
    assert Settings().get(table.ADAPTER) == str(tmp_path / "voice.gguf")
    assert Settings().get(table.ADAPTER_SCALE) == 0.5
    with qtbot.waitSignal(made.model_changed, timeout=WAIT):
        page.use_button.click()
    assert bold() == ["Base"]
    assert Settings().get(table.ADAPTER) == ""
    # It belongs to its model: over another one it is refused, and it goes when another one is chosen.
    with qtbot.waitSignal(made.model_changed, timeout=WAIT):
        page.use_button.click()
    small = tmp_path / "small.gguf"
    small.write_bytes(small_model(name="Small"))
    intake.add(small, "in place")
    made.refresh()
    qtbot.waitUntil(lambda: "small" in names(made), timeout=WAIT)
    choose(page.table, "Small")
    page.use_button.click()
    assert made.window.status.text() == "Small writes from now on, without the adapter."
    choose(page.table, "Voice")
    answers.push("OK")
    page.use_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "Voice does not fit Small" in answers.asked[0]
    assert bold() == ["Small"]


def test_found_downloaded_and_good(commands, qtbot, hub, answers):
    made = commands()
    window = made.window
    told = [made.uses_network]
    made.network_changed.connect(lambda: told.append(made.uses_network) if told[-1] != made.uses_network else None)
    window.tabs.setCurrentWidget(window.hub)
    window.hub.words.setText("small")
    QTest.keyClick(window.hub.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.hub.repository() is not None, timeout=WAIT)
    assert "maker/Small-GGUF" in window.details.toPlainText()
    window.hub.files_button.click()
    qtbot.waitUntil(lambda: window.hub.file() is not None, timeout=WAIT)
    answers.push("Use It")
    QTest.keyClick(window.hub.files, Qt.Key.Key_Return)
    assert window.queue.topLevelItemCount() == 1
    qtbot.waitUntil(lambda: names(made) == ["embedded", "small"], timeout=WAIT)
    assert window.queue.topLevelItemCount() == 0
    assert made._models[1].state == "good"
    # The network is used for a search, a list of files and a download, with or without a pause between them.
    qtbot.waitUntil(lambda: not made.uses_network, timeout=WAIT)
    assert told[:2] == [False, True]
    assert told[-1] is False
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert Settings().get(table.MODEL) == library.find("small").path
    # Filters work on what was found, without asking again.
    before = len(hub.requests)
    window.hub.size_box.setCurrentIndex(1)
    assert window.hub.table.topLevelItemCount() == 1
    hub.repositories["maker/Small-GGUF"].licence = "other"
    window.hub.terms_box.setCurrentIndex(1)
    assert window.hub.table.topLevelItemCount() == 1
    assert len(hub.requests) == before


def test_the_file_that_suits_this_computer_is_chosen(commands, qtbot, hub):
    hub.repositories["maker/Many-GGUF"] = Repository(
        {f"many-{kind}.gguf": small_model(9_000, seed=n) for n, kind in enumerate(("F16", "Q2_K", "Q8_0"))}
    )
    made = commands()
    page = made.window.hub
    made.window.tabs.setCurrentWidget(page)
    page.words.setText("many")
    page.find_button.click()
    qtbot.waitUntil(lambda: page.repository() is not None, timeout=WAIT)
    page.files_button.click()
    qtbot.waitUntil(lambda: page.file() is not None, timeout=WAIT)
    assert page.file().name == "many-Q8_0.gguf"
    assert page.files.currentItem().font(0).bold()
    assert "Recommended here: Q8_0, 9 KB, context 2,048: it takes about" in made.window.details.toPlainText()
    made.window.tabs.setCurrentWidget(made.window.catalog)
    assert "Here: " in made.window.details.toPlainText()


def test_a_search_is_stopped_and_another_takes_its_place(commands, qtbot, hub):
    hub.api_pause_s = 60.0
    made = commands()
    page = made.window.hub
    page.words.setText("small")
    page.find_button.click()
    assert made.uses_network
    first = made._question
    with qtbot.waitSignal(first.ended, timeout=WAIT):
        page.stop_button.click()
        assert not made.uses_network
    assert made.window.status.text() == "Stopped."
    assert not page.stop_button.isEnabled()
    page.find_button.click()
    second = made._question
    hub.api_pause_s = 0.0
    with qtbot.waitSignal(second.ended, timeout=WAIT):
        page.find_button.click()
        assert page.stop_button.isEnabled()
    qtbot.waitUntil(lambda: page.repository() is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not page.stop_button.isEnabled(), timeout=WAIT)


def test_pause_go_on_and_discard(commands, qtbot, hub, answers):
    hub.repositories["maker/Slow-GGUF"] = Repository({"slow.gguf": small_model(900_000)})
    hub.piece, hub.pause_s = 4096, 0.02
    made = commands()
    window, downloads = made.window, made._downloads
    made.download(client_files("maker/Slow-GGUF")[0])
    made.download(client_files("maker/Small-GGUF")[0])
    slow, small = downloads.items
    qtbot.waitUntil(lambda: slow.done > 50_000, timeout=WAIT)
    assert (slow.state, small.state) == ("loading", "waiting")
    assert slow.speed > 0
    assert window.pause_button.text() == "&Pause"
    answers.push("Not Now")
    window.pause_button.click()
    # The next one has its turn.
    qtbot.waitUntil(lambda: names(made) == ["embedded", "small"], timeout=WAIT)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert slow.state == "paused"
    assert window.pause_button.text() == "Go O&n"
    had = download.unfinished()[0].done
    assert had > 0
    window.pause_button.click()
    qtbot.waitUntil(lambda: slow.state == "loading" and slow.done > had, timeout=WAIT)
    answers.push("Discard")
    window.discard_button.click()
    qtbot.waitUntil(lambda: not downloads.items and not downloads.busy, timeout=WAIT)
    assert download.unfinished() == []
    assert not list(paths.models_dir().rglob("*.part"))


def client_files(repo):
    from retrowriter.models import hub as client

    return client.files(repo)


def test_downloads_wait_for_the_next_session(commands, qtbot, hub, wanted):
    hub.piece, hub.pause_s = 512, 0.05
    first = commands()
    first.download(wanted)
    qtbot.waitUntil(lambda: first._downloads.items[0].done > 0, timeout=WAIT)
    first.shut_down()
    assert not first._downloads.busy
    hub.pause_s = 0.0
    second = commands()
    (item,) = second._downloads.items
    assert item.state == "paused"
    second.window.pause_button.click()
    qtbot.waitUntil(lambda: "small" in names(second), timeout=WAIT)


def test_what_goes_wrong_is_one_sentence_and_the_download_stays(commands, qtbot, hub, wanted, answers):
    hub.repositories["maker/Small-GGUF"].gated = True
    made = commands()
    answers.push("OK")
    made.download(wanted)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "terms accepted" in answers.asked[0]
    qtbot.waitUntil(lambda: made._downloads.items[0].state == "failed", timeout=WAIT)
    assert made.window.pause_button.text() == "Go O&n"
    hub.repositories["maker/Small-GGUF"].gated = False
    hub.faults.append(Fault(wrong=True))
    answers.push("OK")
    made.window.pause_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 2, timeout=WAIT)
    assert "arrived damaged" in answers.asked[1]
    assert not list(paths.models_dir().rglob("*.gguf"))
    settings = Settings()
    settings.set(table.OFFLINE, True)
    settings.save()
    answers.push("OK")
    made.download(wanted)
    qtbot.waitUntil(lambda: len(answers.asked) == 3, timeout=WAIT)
    assert "never to use the network" in answers.asked[2]


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def accept(qtbot, kind, change=lambda dialog: None):
    """Answers the next dialog of that kind with OK."""
    from PySide6.QtCore import QTimer

    def push():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(10, push)
            return
        change(dialog)
        dialog.ok_button.click()

    QTimer.singleShot(10, push)


def test_a_file_is_dropped_on_the_window(commands, qtbot, tmp_path):
    path = tmp_path / "dropped.gguf"
    path.write_bytes(small_model(name="Dropped"))
    made = commands()
    accept(qtbot, AddModelDialog, lambda dialog: dialog.place_button.setChecked(True))
    drop(made.window, path)
    qtbot.waitUntil(lambda: "dropped" in names(made), timeout=WAIT)
    model = library.find("dropped")
    assert (model.origin, model.path) == ("in place", str(path))


def test_a_damaged_file_is_refused_in_words(commands, qtbot, tmp_path, answers):
    path = tmp_path / "bad.gguf"
    path.write_bytes(b"GGUF\x03\x00\x00\x00" + bytes(4))
    made = commands()
    accept(qtbot, AddModelDialog)
    answers.push("OK")
    drop(made.window, path)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "bad.gguf is damaged" in answers.asked[0]


def test_a_checkpoint_folder_is_converted(commands, qtbot, tmp_path):
    folder = tmp_path / "checkpoint"
    checkpoints.model(folder, "llama")
    made = commands()

    def name_it(dialog):
        dialog.name_edit.setText("My Own")
        dialog.type_box.setCurrentIndex(dialog.type_box.findData("f16"))

    accept(qtbot, ConvertDialog, name_it)
    drop(made.window, folder)
    qtbot.waitUntil(lambda: "My-Own-f16" in names(made), timeout=2 * WAIT)
    model = library.find("My-Own-f16")
    assert (model.title, model.quantization) == ("My Own", "F16")


def test_a_folder_that_is_no_checkpoint(commands, qtbot, tmp_path, answers):
    made = commands()
    (tmp_path / "empty").mkdir()
    answers.push("OK")
    drop(made.window, tmp_path / "empty")
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "no checkpoint" in answers.asked[0]


def test_verify_says_what_it_found(commands, qtbot, hub, wanted, answers):
    path = download.fetch(wanted, lambda *_step: None)
    made = commands()
    choose(made.window.installed.table, "Small")
    answers.push("OK")
    made.window.installed.verify_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert answers.asked[0].startswith("Small: good.")
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    answers.push("OK")
    made.window.installed.verify_button.click()
    qtbot.waitUntil(lambda: len(answers.asked) == 2, timeout=WAIT)
    assert answers.asked[1].startswith("Small: damaged.")
    qtbot.waitUntil(lambda: made._models[1].state == "damaged", timeout=WAIT)
    assert not made.window.installed.use_button.isEnabled()
    recorded = json.loads((paths.models_dir() / "records" / "small.json").read_bytes())
    assert recorded["sha256"] != [hashlib.sha256(data).hexdigest()]


def test_the_command_is_in_the_tools_menu(open_window, qtbot):
    window = open_window(Settings())
    window.commands["models"].trigger()
    models = window.models.window
    assert models.isVisible()
    qtbot.waitUntil(lambda: models.installed.table.topLevelItemCount() > 0, timeout=WAIT)
    window.commands["models"].trigger()
    assert window.models.window is models
    qtbot.waitUntil(lambda: not window.models._jobs, timeout=WAIT)


def test_words_for_numbers():
    assert [time_left(seconds) for seconds in (-1, 3, 600, 7500)] == ["", "3 s", "10 min", "2 h 5 min"]
    assert [weights(count) for count in (0, 135_000_000, 2_000_000_000, 7_248_023_552)] == ["", "135M", "2B", "7.2B"]


def test_sorting_by_size_is_by_number(commands, tmp_path):
    for name, size in (("a", 90_000), ("b", 9_000), ("c", 900_000)):
        path = tmp_path / f"{name}.gguf"
        path.write_bytes(small_model(size, name=name))
        intake.add(path, "in place")
    shown = commands().window.installed.table
    header = shown.header()
    for wanted in (["embedded", "b", "a", "c"], ["c", "a", "b", "embedded"]):
        header.sectionClicked.emit(1)
        assert shown.values() == wanted
