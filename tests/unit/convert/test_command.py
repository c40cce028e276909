import json
from pathlib import Path

import pytest

from retrowriter.convert.command import main
from retrowriter.models.gguf import read_header
from tests.helpers import checkpoints


@pytest.fixture
def llama(tmp_path: Path) -> Path:
    checkpoints.model(tmp_path / "llama", "llama")
    return tmp_path / "llama"


def test_a_conversion_says_what_it_made(llama: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "out.gguf"
    assert main([str(llama), "-o", str(out), "--outtype", "Q8_0", "--title", "Tiny"]) == 0
    printed = capsys.readouterr()
    assert "Tiny (llama" in printed.out
    assert "q8_0" in printed.out
    assert printed.err == ""
    assert read_header(out).name == "Tiny"


def test_json_for_programs(llama: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(llama), "-o", str(tmp_path / "o.gguf"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert answer["checks"] == []
    assert answer["size"] == (tmp_path / "o.gguf").stat().st_size


def test_a_failure_is_one_sentence_and_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path / "none"), "-o", str(tmp_path / "o.gguf")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("convert_to_gguf: There is no ")
    assert "Traceback" not in printed.err


def test_a_failure_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path / "none"), "-o", str(tmp_path / "o.gguf"), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert answer["error"]["code"] == "source_missing"


@pytest.mark.parametrize("arguments", [[], ["x"], ["x", "-o", "y", "--outtype", "q9"], ["x", "-o", "y", "--lora", "z"]])
def test_wrong_usage_is_code_2(arguments: list[str]):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_a_dry_run_lists_the_tensors(llama: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(llama), "-o", str(tmp_path / "o.gguf"), "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "blk.2.ffn_down.weight" in printed
    assert "would be written" in printed
    assert not (tmp_path / "o.gguf").exists()
