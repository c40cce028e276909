"""Measured speeds: remembered by the process that writes, for model, device and threads, and shown."""

import json

import pytest

from retrowriter import paths
from retrowriter.__main__ import main
from retrowriter.engine import sampling
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Done, ModelChoice
from retrowriter.models import library, records, speeds
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from tests.helpers.hub_server import small_model

ASKED = prompt.draft(Brief(what="a note"))


@pytest.fixture(autouse=True)
def user_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "mine.gguf"
    path.write_bytes(small_model(name="Mine"))
    return path


def test_the_median_of_the_last_five_is_the_speed(model):
    for rate in (900.0, 900.0, 10.0, 11.0, 12.0, 1.0, 13.0):
        speeds.remember(model, "CPU", 2, rate)
    (speed,) = speeds.all_speeds()
    assert speed.rates == (10.0, 11.0, 12.0, 1.0, 13.0)
    assert speed.rate == 11.0
    assert speed.place == "processor, 2 threads"


def test_each_device_and_number_of_threads_has_its_own(model):
    speeds.remember(model, "CPU", 2, 10.0)
    speeds.remember(model, "Card (all layers)", 2, 50.0)
    speeds.remember(model, "CPU", 1, 6.0)
    assert [speed.rates for speed in speeds.all_speeds()] == [(10.0,), (50.0,), (6.0,)]
    size = model.stat().st_size
    assert speeds.measured(model, size).threads == 1
    # Where it ran last is what counts.
    speeds.remember(model, "Card (all layers)", 2, 52.0)
    assert speeds.pace(size, model).sentence == "It writes 51 tokens a second here (Card (all layers))."


def test_another_file_in_its_place_is_another_model(model):
    speeds.remember(model, "CPU", 2, 10.0)
    model.write_bytes(small_model(80_000))
    assert speeds.measured(model, model.stat().st_size) is None
    speeds.remember(model, "CPU", 2, 5.0)
    assert [speed.rates for speed in speeds.all_speeds()] == [(5.0,)]


def test_what_has_not_written_yet_is_foretold_from_the_nearest_in_size(tmp_path):
    known = [
        speeds.Speed(path="/s", size=100, device="CPU", threads=2, rates=(150.0,)),
        speeds.Speed(path="/l", size=4000, device="CPU", threads=2, rates=(99.0,)),
        speeds.Speed(path="/o", size=4000, device="CPU", threads=2, rates=(5.0,)),
        speeds.Speed(path="/x", size=2000, device="CPU", threads=1, rates=(1.0,)),
        speeds.Speed(path="/s", size=100, device="CPU", threads=2, rates=(160.0,)),
    ]
    pace = speeds.pace(2000, speeds=known)
    assert (pace.rate, pace.measured) == (10.0, False)
    assert pace.sentence == (
        "It should write about 10 tokens a second here, going by other models (processor, 2 threads)."
    )
    assert speeds.pace(8000, speeds=known).sentence.startswith("It should write about 2.5 tokens")
    assert speeds.pace(0, speeds=known) is None
    assert speeds.pace(2000, speeds=[]) is None


@pytest.mark.parametrize("junk", [b"", b"{", b'[{"path": 1}]', b"[]" * 5, b"\xff\xfe"])
def test_a_damaged_file_is_written_over(model, junk):
    file = paths.data_dir() / speeds.FILE_NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(junk)
    assert speeds.all_speeds() == []
    speeds.remember(model, "CPU", 2, 10.0)
    assert len(speeds.all_speeds()) == 1


def test_where_it_cannot_be_kept_nothing_is_said(model, home):
    home.write_text("a file where the folder should be")
    speeds.remember(model, "CPU", 2, 10.0)
    speeds.remember(model.with_name("gone.gguf"), "CPU", 2, 10.0)
    assert speeds.all_speeds() == []


def test_parts_count_together(tmp_path):
    for number in (1, 2):
        (tmp_path / f"m-0000{number}-of-00002.gguf").write_bytes(bytes(100 * number))
    speeds.remember(tmp_path / "m-00001-of-00002.gguf", "CPU", 2, 10.0)
    assert speeds.all_speeds()[0].size == 300


def test_lists_and_facts_show_it(model, capsys):
    main(["models", "add", str(model), "--in-place"])
    assert library.find("mine").speed == 0
    speeds.remember(model, "CPU", 2, 149.4)
    assert library.find("mine").speed == 149.4
    assert "It writes 149 tokens a second here" in library.find("mine").advice
    capsys.readouterr()
    main(["models", "list"])
    out = capsys.readouterr().out
    assert "SPEED" in out
    assert "149/s" in out
    main(["models", "info", "mine", "--json"])
    assert json.loads(capsys.readouterr().out)["speed"] == 149.4
    main(["models", "info", "mine"])
    assert "149 tokens a second" in capsys.readouterr().out


def test_the_process_that_writes_remembers(monkeypatch, tmp_path):
    monkeypatch.setenv("RETROWRITER_SCRIPTED", "1")
    script = tmp_path / "model.script"
    script.write_text(json.dumps({"pieces": ["word "] * speeds.LEAST_TOKENS, "delay": 0.001}), encoding="utf-8")
    choice = ModelChoice(path=str(script), threads=3)
    with EngineProcess() as engine:
        (done,) = [event for event in engine.write(choice, ASKED, sampling.preset(seed=1)) if isinstance(event, Done)]
    (speed,) = speeds.all_speeds()
    assert (speed.path, speed.threads, speed.rates) == (str(script), 3, (done.tokens_per_s,))


def test_short_texts_say_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("RETROWRITER_SCRIPTED", "1")
    script = tmp_path / "model.script"
    script.write_text(json.dumps({"pieces": ["word "] * 5, "delay": 0.001}), encoding="utf-8")
    with EngineProcess() as engine:
        list(engine.write(ModelChoice(path=str(script)), ASKED, sampling.preset(seed=1)))
    assert speeds.all_speeds() == []


def test_a_model_says_how_fast_it_should_be(model):
    other = model.with_name("other.gguf")
    other.write_bytes(small_model(80_000))
    speeds.remember(other, "CPU", 2, 100.0)
    assert "It should write about 200 tokens a second here" in records.describe(model, "mine", "found").advice
