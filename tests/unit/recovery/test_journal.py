"""The journal on the disk: written by a thread, cut off anywhere, read by the next run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrowriter import formats
from retrowriter.document.model import Document, Generation, PageSetup, Paragraph, Run, plain_text
from retrowriter.recovery import sessions
from retrowriter.recovery.journal import Head, Journal, Picture, Rest, Splice
from retrowriter.recovery.sessions import Session

ROOT = Path(__file__).resolve().parents[3]


def line(text):
    return (Paragraph(content=(Run(text=text),) if text else ()),)


def written(path, *records, head=None, complete=True):
    journal = Journal(path)
    journal.begin()
    journal.append(head or Head(title="Document1"))
    for record in records:
        journal.append(record)
    if complete:
        journal.complete()
    journal.close()
    assert journal.problem is None
    return journal


def test_what_is_written_is_read(tmp_path):
    rest = Document(blocks=(), page=PageSetup(left=40.0), generations=(Generation(number=1, text="x"),), title="T")
    path = tmp_path / "1.journal"
    written(
        path,
        Splice(0, 0, (line("one"), line("two"), line("three"))),
        Rest(rest),
        Picture("1.png", b"\x89PNG\n\0"),
        Splice(1, 1, (line("2"), line("2b"))),
        Splice(3, 1, ()),
    )
    recovered = sessions.read(path)
    assert plain_text(recovered.document) == "one\n2\n2b"
    assert recovered.document.pictures == {"1.png": b"\x89PNG\n\0"}
    assert recovered.document.page.left == 40.0
    assert recovered.document.generations[0].text == "x"
    assert recovered.first_line == "one"
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_journal_cut_at_any_byte_gives_what_was_whole(tmp_path):
    path = tmp_path / "1.journal"
    written(path, Splice(0, 0, (line("one"),)), Splice(1, 0, (line("two Grüße"),)), Splice(2, 0, (line("three"),)))
    whole = path.read_bytes()
    seen = set()
    for size in range(len(whole) + 1):
        path.write_bytes(whole[:size])
        recovered = sessions.read(path)
        if recovered is not None:
            seen.add(plain_text(recovered.document))
    assert seen == {"", "one", "one\ntwo Grüße", "one\ntwo Grüße\nthree"}


@pytest.mark.parametrize(
    "damage",
    [b"", b"\n", b"nonsense\n", b"[" * 5000 + b"\n", b'{"type":"head","title":"x","version":99}\n', b"\xff\xfe\0\n"],
)
def test_a_damaged_journal_is_no_document(tmp_path, damage):
    path = tmp_path / "1.journal"
    path.write_bytes(damage)
    assert sessions.read(path) is None


def test_a_splice_beyond_the_end_ends_the_reading(tmp_path):
    path = tmp_path / "1.journal"
    written(path, Splice(0, 0, (line("one"),)), Splice(7, 1, (line("two"),)), Splice(1, 0, (line("three"),)))
    assert plain_text(sessions.read(path).document) == "one"


def test_a_beginning_that_was_not_finished_counts_for_nothing(tmp_path):
    session = Session(tmp_path)
    path = session.new_path()
    written(path, Splice(0, 0, (line("one"),)), complete=False)
    session.close()
    assert sessions.left_behind(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_beginning_anew_keeps_the_old_journal_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "1.journal"
    journal = Journal(path)
    for text in ("first", "second"):
        journal.begin()
        journal.append(Head(title="x"))
        journal.append(Splice(0, 0, (line(text),)))
        if text == "first":
            journal.complete()
    journal.wait(5)
    assert plain_text(sessions.read(path).document) == "first"
    journal.complete()
    journal.append(Splice(1, 0, (line("more"),)))
    journal.close()
    assert plain_text(sessions.read(path).document) == "second\nmore"


def test_a_discarded_journal_is_gone(tmp_path):
    journal = Journal(tmp_path / "1.journal")
    journal.begin()
    journal.append(Head(title="x"))
    journal.complete()
    journal.discard()
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_is_a_sentence_and_can_be_tried_again(tmp_path):
    folder = tmp_path / "folder"
    folder.write_text("a file where a folder should be")
    journal = Journal(folder / "1.journal")
    journal.begin()
    journal.append(Head(title="x"))
    journal.wait(5)
    assert journal.problem.code == "write_failed"
    folder.unlink()
    journal.begin()
    journal.append(Head(title="x"))
    journal.append(Splice(0, 0, (line("one"),)))
    journal.complete()
    journal.close()
    assert journal.problem is None
    assert plain_text(sessions.read(folder / "1.journal").document) == "one"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_a_sentence(tmp_path):
    journal = Journal(tmp_path / "1.journal")
    (tmp_path / "1.part").symlink_to("/dev/full")
    journal.begin()
    journal.append(Head(title="x"))
    journal.close()
    assert journal.problem.code == "disk_full"


# Runs of the program

CRASH = """
import os, sys
from pathlib import Path
from retrowriter.document.model import Paragraph, Run
from retrowriter.recovery.journal import Head, Journal, Splice
from retrowriter.recovery.sessions import Session
session = Session(Path(sys.argv[1]))
for text in sys.argv[3:]:
    journal = Journal(session.new_path())
    journal.begin()
    journal.append(Head(title=text + ".rdw", path=sys.argv[2], format="rdw" if sys.argv[2] else ""))
    journal.append(Splice(0, 0, ((Paragraph(content=(Run(text=text),)),),)))
    journal.complete()
    journal.wait(10)
print("ready", flush=True)
sys.stdin.read()
os._exit(1)
"""


def crash(folder, *texts, path=""):
    process = subprocess.Popen(
        [sys.executable, "-c", CRASH, str(folder), str(path), *texts],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout.readline() == b"ready\n"
    return process


def kill(process):
    process.kill()
    process.communicate()


def test_the_journals_of_a_living_run_are_left_alone(tmp_path):
    process = crash(tmp_path, "one", "two")
    assert sessions.left_behind(tmp_path) == []
    kill(process)
    (left,) = sessions.left_behind(tmp_path)
    assert [recovered.first_line for recovered in left.documents] == ["one", "two"]
    assert sessions.left_behind(tmp_path) == [], "nobody else gets them meanwhile"
    left.discard(left.documents[0])
    left.release()
    (left,) = sessions.left_behind(tmp_path)
    assert [recovered.first_line for recovered in left.documents] == ["two"]
    left.discard(left.documents[0])
    left.release()
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_was_saved_just_before_is_not_offered(tmp_path):
    saved = tmp_path / "saved.rdw"
    formats.write_file(saved, Document(blocks=line("one"), modified="2026-01-01T00:00:00Z"), formats.NATIVE)
    kill(crash(tmp_path / "journal", "one", path=saved))
    assert sessions.left_behind(tmp_path / "journal") == []
    kill(crash(tmp_path / "journal", "one more", path=saved))
    (left,) = sessions.left_behind(tmp_path / "journal")
    left.release()
