"""kill -9 at random moments of typing, saving and streaming: at most two seconds are lost, and no saved file ever."""

import itertools
import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retrowriter import formats
from retrowriter.document.model import from_plain_text, plain_text
from retrowriter.recovery import sessions

ROOT = Path(__file__).resolve().parents[2]
LIFE = ROOT / "tests" / "helpers" / "typing_life.py"
STREAMED = "streamed "
LOSS_SECONDS = 2.0
# A life tells something every 15 ms; in what goes beyond this it did not have the processor.
LONGEST_TURN = 0.1
LONGEST_LIFE = 3.0
AT_ONCE = 4


def lived(folder, seed):
    """One life; what it told, and when it was killed."""
    folder.mkdir()
    formats.write_file(folder / "letter.rdw", from_plain_text("Letter: "), formats.NATIVE)
    (folder / "model.script").write_text(json.dumps({"pieces": [STREAMED] * 5000, "delay": 0.01}))
    environment = {
        **os.environ,
        "RETROWRITER_HOME": str(folder / "home"),
        "RETROWRITER_SCRIPTED": "1",
        "PYTHONPATH": str(ROOT),
    }
    with (folder / "told").open("w") as told, (folder / "errors").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, str(LIFE), str(folder), str(seed)], stdout=told, stderr=errors, env=environment, cwd=ROOT
        )
        try:
            while "ready" not in (folder / "told").read_text():
                assert process.poll() is None, (folder / "errors").read_text()
                time.sleep(0.02)
            time.sleep(random.Random(seed).uniform(0.0, LONGEST_LIFE))
            assert process.poll() is None, (folder / "errors").read_text()
        finally:
            killed = time.monotonic()
            process.kill()
            process.wait()
    lines = (folder / "told").read_text().split("\n")[:-1]
    return [line.split() for line in lines[1:]], killed


def words(text):
    return [word for word in text.split() if word.isdigit()]


def check(folder, seed):
    """Checks one life; returns how many seconds of typing were lost at most, and whether it was killed in a save."""
    told, killed = lived(folder, seed)
    saved, chosen = formats.read_file(folder / "letter.rdw")
    assert chosen is formats.NATIVE
    promised = max((int(entry[1]) for entry in told if entry[0] == "saved"), default=0)
    on_disk = words(plain_text(saved))
    assert on_disk == [str(number + 1) for number in range(len(on_disk))]
    assert len(on_disk) >= promised, "a saved word is lost"

    found = {"letter": plain_text(saved), "draft": ""}
    for left in sessions.left_behind(folder / "home" / "data" / "journal"):
        for recovered in left.documents:
            found["letter" if recovered.head.path else "draft"] = plain_text(recovered.document)
        left.release()
    lost = 0.0
    times = [float(entry[-1]) for entry in told] + [killed]
    for name, text in found.items():
        kept = words(text)
        assert kept == [str(number + 1) for number in range(len(kept))], name
        missing = [float(entry[3]) for entry in told if entry[:2] == ["typed", name] and int(entry[2]) > len(kept)]
        if missing:
            lost = max(lost, lived_since(missing[0], times))
    streamed = found["draft"].count(STREAMED.strip())
    missing = [float(entry[2]) for entry in told if entry[0] == "streamed" and int(entry[1]) > streamed]
    if missing:
        lost = max(lost, lived_since(missing[0], times))
    leftovers = [entry.name for entry in folder.iterdir() if entry.name.endswith(".tmp")]
    return lost, bool(leftovers), len(told)


def lived_since(moment, times):
    """The seconds from a moment to the end, without those in which a busy machine let the process wait."""
    since = [time for time in times if time >= moment]
    return sum(min(after - before, LONGEST_TURN) for before, after in itertools.pairwise(since))


def run_lives(tmp_path, count):
    with ThreadPoolExecutor(AT_ONCE) as threads:
        results = list(threads.map(lambda seed: check(tmp_path / f"life{seed}", seed), range(count)))
    lost = [result[0] for result in results]
    print(
        f"\n{count} kills: at most {max(lost):.2f} s lost, {sum(lost) / count:.2f} s on average; "
        f"{sum(result[1] for result in results)} in the middle of a save; {sum(result[2] for result in results)} events"
    )
    assert sum(result[2] for result in results) > 5 * count, "they hardly lived"
    assert max(lost) <= LOSS_SECONDS


def test_kill_at_twelve_random_moments(tmp_path):
    run_lives(tmp_path, 12)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("RETROWRITER_ALL_KILLS"), reason="takes a minute: set RETROWRITER_ALL_KILLS=1")
@pytest.mark.timeout(600)
def test_kill_at_fifty_random_moments(tmp_path):
    run_lives(tmp_path, 50)
