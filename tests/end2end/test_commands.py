"""The whole program as a process, with the real embedded model: draft and continue in a terminal."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retrowriter.models import embedded

pytestmark = pytest.mark.end2end

DONE_KEYS = {"event", "reason", "tokens", "first_token_s", "tokens_per_s", "model", "seed"}
ASK = ["draft", "--brief", "memo to all staff about the new laser printer", "--type", "memo"]


@pytest.fixture(autouse=True)
def installed(home, embedded_model):
    """The model lies where the program looks for it, as after the set-up."""
    folder = home / "data" / "models"
    folder.mkdir(parents=True)
    (folder / embedded_model.name).symlink_to(embedded_model)
    assert embedded.is_ready()


def start(*arguments, **options):
    command = [sys.executable, "-m", "retrowriter", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8", **options}
    return subprocess.Popen(command, **options)


def run(*arguments, **options):
    """Exit code, standard output, standard error."""
    with start(*arguments, **options) as process:
        out, err = process.communicate(timeout=250)
    assert "Traceback" not in out + err
    return process.returncode, out, err


def test_a_draft_comes_as_plain_text(tmp_path):
    code, out, err = run(*ASK, "--tokens", 30, "--out", tmp_path / "new" / "memo.txt")
    assert code == 0
    assert len(out.split()) > 5
    assert out.endswith("\n")
    assert (tmp_path / "new" / "memo.txt").read_text("utf-8") == out.rstrip("\n") + "\n"
    assert len(err.splitlines()) == 1
    assert "tokens" in err


def test_json_is_one_event_a_line_and_done_comes_last():
    code, out, err = run(*ASK, "--tokens", 12, "--seed", 5, "--json")
    events = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert set(events[-1]) >= DONE_KEYS
    assert (events[-1]["event"], events[-1]["reason"], events[-1]["seed"]) == ("done", "length", 5)
    assert events[-1]["tokens"] == 12
    kinds = [event["event"] for event in events]
    assert set(kinds) == {"loading", "loaded", "reading", "text", "done"}
    texts = [event for event in events if event["event"] == "text"]
    assert all(set(event) == {"event", "text"} for event in texts)
    assert len("".join(event["text"] for event in texts).split()) > 3


def test_the_same_seed_gives_the_same_text():
    again = ["--tokens", 12, "--exact", "--seed"]
    first, second, other = (run(*ASK, *again, seed)[1] for seed in (7, 7, 8))
    assert first == second
    assert first != other


def test_continuing_a_file_at_a_line_leaves_the_file_alone(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir,\n\nThank you for\n\nYours faithfully,\nA. Smith\n", encoding="utf-8")
    before = letter.read_bytes()
    out_file = tmp_path / "longer.txt"
    code, out, _err = run("continue", letter, "--at", 3, "--tokens", 8, "--temperature", 0, "--out", out_file)
    assert code == 0
    assert out.strip()
    assert letter.read_bytes() == before
    assert out_file.read_text("utf-8") == "Dear Sir,\n\nThank you for\n" + out.rstrip("\n") + "\n"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent to a process group")
@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_keeps_what_came(tmp_path, as_json):
    """The signal reaches the engine too, as in a terminal."""
    out_file = tmp_path / "memo.txt"
    options = ["--json"] if as_json else []
    ask = [*ASK, "--out", out_file, "--tokens", 4000, *options]
    with start(*ask, start_new_session=True) as process:
        heard = ""
        while len(heard) < 40 or (as_json and '"text"' not in heard):
            heard += process.stdout.read(1)
        os.killpg(process.pid, signal.SIGINT)
        rest, err = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "Stopped. What was written is kept."
    written = heard + rest
    if as_json:
        events = [json.loads(line) for line in written.splitlines()]
        assert (events[-1]["event"], events[-1]["reason"]) == ("done", "cancelled")
        written = "".join(event["text"] for event in events if event["event"] == "text")
    assert out_file.read_text("utf-8").strip() == written.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["draft"],
        ["draft", "--brief", " "],
        [*ASK, "--year", "2005"],
        [*ASK, "--year", "soon"],
        [*ASK, "--type", "tweet"],
        [*ASK, "--words", "-5"],
        [*ASK, "--temperature", "hot"],
        [*ASK, "--seed", "1.5"],
        [*ASK, "--nonsense"],
        ["continue"],
        ["continue", "letter.txt", "--at", "-1"],
        ["models"],
        ["bench", "--rounds", "0"],
        ["--nonsense"],
        ["--job", "nonsense"],
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_failures_are_one_sentence_and_exit_code_1(tmp_path):
    garbage = tmp_path / "garbage.gguf"
    garbage.write_bytes(os.urandom(4096))
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    short = tmp_path / "short.txt"
    short.write_text("one line\n")
    for arguments, words in (
        ([*ASK, "--model", tmp_path / "none.gguf"], "no model"),
        ([*ASK, "--model", garbage], "not a GGUF"),
        ([*ASK, "--out", tmp_path], "cannot be written"),
        ([*ASK, "--notes", "many words " * 10_000], "tokens long"),
        (["continue", tmp_path / "none.txt"], "cannot be read"),
        (["continue", picture], "not a text file"),
        (["continue", short, "--at", "9"], "no line 9"),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (1, ""), arguments
        assert words in err
        assert err.startswith("retrowriter: ")
        assert len(err.splitlines()) == 1


def test_a_failure_is_an_event_too(tmp_path):
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"nothing")
    code, out, err = run(*ASK, "--json", "--model", bad)
    (event,) = map(json.loads, out.splitlines())
    assert (code, event["event"], event["code"]) == (1, "failed", "model_unusable")
    assert event["message"] in err


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_goes_away_is_no_disaster():
    with start(*ASK, "--tokens", 200) as process:
        process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 1
    assert err == ""


def test_a_terminal_without_the_letters_shows_question_marks(tmp_path):
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    code, _out, err = run("continue", Path("täglich.txt"), env=plain, cwd=tmp_path)
    assert code == 1
    assert "t??glich.txt" in err
