"""`retrowriter models ...`, from the search to the removal, and the script that looks after the catalog."""

import json
import os
import subprocess
import sys

import pytest

from retrowriter import settings
from retrowriter.__main__ import main
from retrowriter.models import catalog
from tests.helpers.hub_server import Fault, Repository, small_model


@pytest.fixture(autouse=True)
def user_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main(["models", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def used():
    return settings.Settings().get(settings.MODEL)


def test_from_the_search_to_the_removal(hub, run):
    code, out, _ = run("search", "small")
    assert code == 0
    assert "maker/Small-GGUF  0.1B     2,048    apache-2.0  10" in out
    assert "maker/Small-GGUF" in run("search", "small", "--open", "--weights", "1")[1]
    assert "maker/Small-GGUF" not in run("search", "small", "--weights", "0.1")[1]
    code, out, _ = run("search", "maker/Small-GGUF")
    assert out.splitlines()[1].split() == ["small.gguf", "40", "KB", "1", "yes"]
    code, out, err = run("pull", "maker/Small-GGUF")
    assert (code, out) == (0, "Small is here and checked, under the name small.\n")
    assert "small.gguf (40 KB) from maker/Small-GGUF" in err
    code, out, _ = run("list")
    rows = {line.split()[0]: line for line in out.splitlines()}
    assert rows["small"].split()[1:] == ["40", "KB", "F32", "2,048", "yes", "apache-2.0", "downloaded", "good"]
    assert rows["*"].split()[1] == "embedded"
    assert run("use", "small")[0] == 0
    assert used().endswith("small.gguf")
    assert "* small" in run("list")[1]
    code, out, _ = run("info", "small")
    assert "SHA-256:      4b11d4273a0d" in out
    assert "maker/Small-GGUF" in out
    assert run("verify", "small")[:2] == (0, "small: good.\n")
    assert run("rm", "small")[0] == 0
    assert used() == ""
    assert "small" not in run("list")[1]


def test_json_for_programs(hub, run):
    assert json.loads(run("search", "small", "--json")[1])[0]["repo"] == "maker/Small-GGUF"
    assert json.loads(run("search", "maker/Small-GGUF", "--json")[1])[0]["size"] == 40160
    assert json.loads(run("pull", "maker/Small-GGUF", "--json")[1])["state"] == "good"
    assert [model["name"] for model in json.loads(run("list", "--json")[1])] == ["embedded", "small"]
    assert json.loads(run("info", "small", "--json")[1])["architecture"] == "llama"
    assert len(json.loads(run("list", "--catalog", "--json")[1])) == len(catalog.entries())


def test_which_file_is_meant(hub, run):
    hub.repositories["maker/Many-GGUF"] = Repository(
        {f"many-{kind}.gguf": small_model(9_000, seed=n) for n, kind in enumerate(("Q2_K", "Q4_K_M", "Q8_0", "Q6_K"))}
    )
    assert "many-Q8_0" in run("pull", "maker/Many-GGUF")[1]
    assert "many-Q2_K" in run("pull", "maker/Many-GGUF:q2_k")[1]
    assert "many-Q4_K_M" in run("pull", "maker/Many-GGUF:many-Q4_K_M.gguf")[1]
    code, _, err = run("pull", "maker/Many-GGUF:Q9")
    assert code == 1
    assert "It has: many-" in err
    hub.repositories["maker/None-GGUF"] = Repository({"README.md": b"#"})
    assert run("pull", "maker/None-GGUF")[0] == 1


def test_a_download_that_failed_is_listed_and_goes_on(hub, run, monkeypatch):
    from retrowriter.models import transfer

    monkeypatch.setattr(transfer, "PAUSES", (0.0,))
    hub.faults.extend([Fault(cut=20_000), *[Fault(status=503)] * 9])
    code, _, err = run("pull", "maker/Small-GGUF")
    assert code == 1
    assert "nothing is lost" in err
    assert "not finished: maker/Small-GGUF:small.gguf (49%)" in run("list")[1]
    hub.faults.clear()
    assert run("pull", "maker/Small-GGUF")[0] == 0
    assert "not finished" not in run("list")[1]


def test_a_name_of_the_catalog(hub, run):
    entry = catalog.find("qwen3-0.6b")
    hub.repositories[entry.repo] = Repository({entry.file: small_model()})
    # The catalog knows the checksum, and this is something else.
    code, _, err = run("pull", "qwen3-0.6b")
    assert code == 1
    assert "arrived damaged" in err
    assert run("pull", "no-such-model")[0] == 1
    assert "qwen3-0.6b" in run("list", "--catalog")[1]


def test_files_are_added_and_refused(run, tmp_path):
    path = tmp_path / "mine.gguf"
    path.write_bytes(small_model(name="Mine"))
    assert run("add", str(path), "--link")[1].startswith("Mine is in the library under the name mine.")
    assert run("add", str(path), "--in-place")[0] == 0
    code, _, err = run("add", str(tmp_path))
    assert code == 1
    assert "converted" in err
    path.write_bytes(b"GGUF")
    code, _, err = run("use", "mine-2")
    assert code == 1
    assert "damaged" in err
    assert run("verify")[0] == 1
    assert run("use", "embedded")[0] == 0


def test_the_catalog_is_compared_with_the_hub(hub, capsys, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend("scripts")
    import refresh_catalog

    copied = tmp_path / "catalog.toml"
    copied.write_text(catalog.path().read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(catalog, "path", lambda: copied)
    for entry in catalog.entries():
        hub.repositories[entry.repo] = Repository({entry.file: b"GGUF" + entry.name.encode()}, licence=entry.licence)
    del hub.repositories["allenai/OLMo-2-1124-7B-Instruct-GGUF"]
    monkeypatch.setattr(sys, "argv", ["refresh_catalog.py"])
    assert refresh_catalog.main() == 1
    out = capsys.readouterr().out
    assert "smollm2-360m: sha256 is not known, and on the Hub" in out
    assert "olmo-2-7b: The Hub has no such model" in out
    before = {entry.name: entry for entry in catalog.entries()}
    monkeypatch.setattr(sys, "argv", ["refresh_catalog.py", "--write"])
    assert refresh_catalog.main() == 1  # the one that is gone
    after = {entry.name: entry for entry in catalog.entries()}
    assert after["smollm2-360m"].size == 16
    assert len(after["smollm2-360m"].sha256) == 64
    assert after["olmo-2-7b"] == before["olmo-2-7b"]
    assert {name: entry.good_for for name, entry in after.items()} == {
        name: entry.good_for for name, entry in before.items()
    }


def test_without_the_hub_there_is_one_sentence_and_nothing_else(tmp_path):
    """In a process of its own, where the Hub's client has not been imported before."""
    environment = {**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1", "HF_HUB_OFFLINE": "0"}
    command = [sys.executable, "-m", "retrowriter", "models", "search", "small"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "Asking the Hugging Face Hub...",
        "retrowriter: The Hub could not be reached. Check the network, then try again; nothing is lost.",
    ]
