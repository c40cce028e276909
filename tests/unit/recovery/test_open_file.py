"""Locks, changes by other programs, files that must not be written, backups."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrowriter import files
from retrowriter.errors import UserError
from retrowriter.recovery.backup import keep_backup
from retrowriter.recovery.open_file import OpenFile

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from retrowriter.recovery.open_file import OpenFile
file = OpenFile(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "letter.rdw"
    made.write_bytes(b"one")
    return made


def test_a_second_window_does_not_get_the_file(path):
    first = OpenFile(path)
    with pytest.raises(UserError) as caught:
        OpenFile(path)
    assert caught.value.code == "file_in_use"
    reader = OpenFile(path, read_only=True)
    assert reader.read_only
    first.release()
    OpenFile(path).release()
    assert os.listdir(path.parent) == ["letter.rdw"], "no lock file is left"


def test_a_link_is_the_file_it_leads_to(path):
    link = path.with_name("link.rdw")
    link.symlink_to(path)
    first = OpenFile(link)
    with pytest.raises(UserError):
        OpenFile(path)
    first.release()


def test_another_process_does_not_get_it_and_a_killed_one_does_not_keep_it(path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(UserError):
        OpenFile(path)
    process.kill()
    process.communicate()
    OpenFile(path).release()
    assert os.listdir(path.parent) == ["letter.rdw"]


def compete(path, start, won):
    start.wait()
    for _ in range(40):
        try:
            file = OpenFile(path)
        except UserError:
            continue
        with won.get_lock():
            won.value += 1
            alone = won.value == 1
        assert alone
        with won.get_lock():
            won.value -= 1
        file.release()


def test_never_two_at_once(path):
    context = multiprocessing.get_context("fork")
    start, won = context.Event(), context.Value("i", 0)
    rivals = [context.Process(target=compete, args=(path, start, won)) for _ in range(4)]
    for rival in rivals:
        rival.start()
    start.set()
    for rival in rivals:
        rival.join()
    assert [rival.exitcode for rival in rivals] == [0, 0, 0, 0]


def test_a_change_by_another_program_is_noticed(path):
    file = OpenFile(path)
    assert not file.has_changed()
    os.utime(path, ns=(1, 1))
    assert not file.has_changed(), "the same words at another time are no change"
    path.write_bytes(b"two")
    os.utime(path, ns=(file.stamp.time, file.stamp.time))
    path.write_bytes(b"three")
    assert file.has_changed()
    file.renew()
    assert not file.has_changed()
    path.unlink()
    assert not file.has_changed()
    path.write_bytes(b"four")
    assert file.has_changed()
    file.release()


def test_a_new_file_that_somebody_else_makes_meanwhile_is_a_change(tmp_path):
    file = OpenFile(tmp_path / "new.rdw")
    assert not file.has_changed()
    (tmp_path / "new.rdw").write_bytes(b"theirs")
    assert file.has_changed()
    file.release()


def test_a_write_protected_file_is_for_reading_only(path):
    path.chmod(0o444)
    file = OpenFile(path)
    assert file.read_only
    assert os.listdir(path.parent) == ["letter.rdw"]


def test_what_a_killed_save_left_is_removed(path):
    for name in (".letter.rdw.x7_a.tmp", ".letter.rdw.bak.99.tmp", ".other.rdw.x.tmp", "letter.tmp"):
        path.with_name(name).touch()
    OpenFile(path, read_only=True)
    assert len(list(path.parent.iterdir())) == 5
    OpenFile(path).release()
    assert sorted(os.listdir(path.parent)) == [".other.rdw.x.tmp", "letter.rdw", "letter.tmp"]


def test_a_folder_that_takes_no_lock_is_no_hindrance(tmp_path):
    OpenFile(tmp_path / "gone" / "letter.rdw").release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("count", "kept"), [(0, {}), (1, {".bak": "3"}), (3, {".bak": "3", ".bak2": "2", ".bak3": "1"})]
)
def test_backups(path, count, kept):
    for content in ("1", "2", "3", "4"):
        keep_backup(path, count)
        files.write_text(path, content)
    assert path.read_text() == "4"
    found = {entry.name.removeprefix("letter.rdw"): entry.read_text() for entry in path.parent.iterdir()}
    assert found == {"": "4", **kept}


def test_a_backup_where_files_cannot_be_linked(path, monkeypatch):
    def refuse(*_arguments):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    keep_backup(path, 1)
    files.write_text(path, "two")
    assert path.with_name("letter.rdw.bak").read_bytes() == b"one"


def test_a_backup_that_cannot_be_made_is_a_sentence(path):
    path.with_name("letter.rdw.bak").mkdir()
    (path.with_name("letter.rdw.bak") / "x").touch()
    with pytest.raises(UserError):
        keep_backup(path, 1)
    assert path.read_bytes() == b"one"
    assert not list(path.parent.glob("*.tmp"))


def test_nothing_to_back_up(tmp_path):
    keep_backup(tmp_path / "new.rdw", 3)
    assert list(tmp_path.iterdir()) == []
