"""Atomic writing: either the whole new file or the whole old one, and a sentence."""

import errno
import os

import pytest

from retrowriter import files
from retrowriter.errors import UserError


def test_writes_and_replaces(tmp_path):
    path = tmp_path / "new folder" / "a.txt"
    files.write_text(path, "one")
    files.write_text(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert os.listdir(path.parent) == ["a.txt"]


def test_an_exception_keeps_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write_half():
        with files.atomic_writer(path) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_is_said_in_words(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UserError) as caught:
        files.write_text(path, "new")
    assert caught.value.code == "disk_full"
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_link_stays_a_link(tmp_path):
    target = tmp_path / "target.txt"
    target.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    files.write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_permissions_are_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    files.write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_too_little_space_names_both_figures(tmp_path):
    with pytest.raises(UserError) as caught:
        files.require_space(tmp_path / "not" / "there", 10**18, "The model")
    assert caught.value.code == "disk_full"
    assert "1000000000.0 GB" in caught.value.message


@pytest.mark.parametrize(("size", "text"), [(512, "1 KB"), (98_362_432, "98 MB"), (1_400_000_000, "1.4 GB")])
def test_sizes_are_read_by_people(size, text):
    assert files.megabytes(size) == text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX only")
def test_no_file_takes_the_place_of_a_pipe_or_a_folder(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(UserError) as caught:
            files.write_text(path, "text")
        assert caught.value.code == "write_failed"
    assert pipe.is_fifo()
    assert os.listdir(tmp_path) == ["pipe.txt"]
