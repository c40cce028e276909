"""Training: exact resumption, early stopping, what is learned, and several processes that do as one does."""

import itertools
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import training as made

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import train_lora  # noqa: E402

# peft asks transformers by an older name.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs train_lora on the small model; keyword arguments change its configuration."""
    base = made.base_model(tmp_path / "base", monkeypatch)
    data = made.data_file(tmp_path / "data.jsonl")

    def start(name, *options, **changes):
        config = made.config_file(tmp_path / f"{name}.toml", base, **changes)
        train_lora.main([str(config), "--data", str(data), "--out", str(tmp_path / name), *options])
        return tmp_path / name

    start.base, start.data = base, data
    return start


def losses(folder):
    return {line["step"]: (line["loss"], line["rate"], line["norm"]) for line in made.log_of(folder) if "loss" in line}


def test_a_run_that_was_killed_goes_on_exactly(run):
    whole = run("whole")
    run("killed", "--stop-after", "3")
    log = run.base.parent / "killed" / "log.jsonl"
    # Steps after the checkpoint that a kill has cut off are logged once, not twice.
    log.write_text(log.read_text() + '{"step": 4, "seconds": 0, "loss": 99.0, "rate": 0, "norm": 0}\n')
    killed = run("killed", "--resume")
    assert losses(killed) == losses(whole)
    assert len(losses(whole)) > 6
    weights = [(folder / "checkpoint" / "adapter_model.safetensors").read_bytes() for folder in (whole, killed)]
    assert weights[0] == weights[1]
    # Killed between the two renames of a checkpoint: the old one is taken.
    (killed / "checkpoint").rename(killed / "checkpoint.old")
    before = (killed / "log.jsonl").read_text()
    assert run("killed", "--resume") == killed
    assert (killed / "log.jsonl").read_text() == before


def test_it_learns_keeps_the_best_and_says_all_about_itself(run):
    folder = run("run")
    valid = [line["valid"] for line in made.log_of(folder) if "valid" in line]
    assert valid[-1]["memos"] < 0.9 * valid[0]["memos"]
    assert valid[0]["mean"] == valid[0]["memos"]
    meta = json.loads((folder / "meta.json").read_text())
    assert meta["best_mean_bits_per_byte"] == min(one["mean"] for one in valid[1:])
    assert meta["steps"] == meta["planned_steps"] == max(losses(folder))
    assert meta["examples"] == 24
    assert meta["valid"] == {"memos": 3}
    assert set(meta["data_sha256"]) == {"data.jsonl"}
    assert set(meta["base_sha256"]) == {"model.safetensors"}
    assert all(len(digest) == 64 for digest in (*meta["data_sha256"].values(), *meta["base_sha256"].values()))
    assert meta["config"]["rate"] == 5e-3
    assert meta["command"]["out"].endswith("run")
    assert set(meta["versions"]) == {"torch", "transformers", "peft", "accelerate"}
    assert meta["tokens"] > 0
    assert (folder / "best" / "adapter_config.json").is_file()


def test_it_stops_when_validation_stops_falling(run):
    # With a rate of nothing no validation is better than the first.
    folder = run("early", rate=0.0, patience=2, epochs=20.0)
    assert max(losses(folder)) == 6  # best at 2, stale at 4 and 6
    assert json.loads((folder / "meta.json").read_text())["ended_early"]


def test_only_the_answer_is_learned(run, tmp_path):
    import torch
    from training import config, examples
    from training.trainer import Trainer

    file = made.config_file(tmp_path / "loss.toml", run.base, dropout=0.0)
    arguments = train_lora.make_parser().parse_args([str(file), "--data", str(run.data)])
    trainer = Trainer(config.load(arguments), tmp_path)
    trainer.model.eval()
    some = trainer.examples[:2]
    with torch.no_grad():
        summed, count = trainer.loss(some)
        assert count == sum(len(one.tokens) - one.start for one in some)
        # The same, token by token, from the model's own logits; nothing of the prompt is in it.
        byhand = 0.0
        for one in some:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = trainer.model(input_ids=torch.tensor([one.tokens])).logits[0]
            chances = torch.log_softmax(logits.float(), -1)
            byhand -= sum(float(chances[at - 1, one.tokens[at]]) for at in range(one.start, len(one.tokens)))
    assert float(summed) == pytest.approx(byhand, rel=2e-3)
    assert some[0].tokens[-1] == trainer.filler  # the end of the turn is learned
    row = {**json.loads(run.data.read_text().splitlines()[0]), "complete": False}
    encoder = examples.Encoder(_tokenizer(run.base), 768)
    assert encoder.encode(row).tokens[-1] != encoder.end
    assert encoder.encode({**row, "text": "A"}) is None


def test_what_is_trained_on_is_what_the_program_sends(run):
    from training import examples

    from retrowriter.text import prompt

    tokenizer = _tokenizer(run.base)
    row = json.loads(run.data.read_text().splitlines()[1])
    example = examples.Encoder(tokenizer, 768).encode(row)
    asked = prompt.continuation(row["prefix"], brief=prompt.Brief(**row["brief"]))
    template = prompt.ChatTemplate(tokenizer.chat_template, tokenizer.bos_token, tokenizer.eos_token)
    assert tokenizer.decode(example.tokens[: example.start]) == prompt.render(asked, template)
    assert tokenizer.decode(example.tokens[example.start : -1]) == row["text"]
    assert example.bytes == len(row["text"].encode())


def test_a_model_that_wants_bos_gets_it_and_ends_as_its_template_does(tmp_path, monkeypatch):
    from helpers import checkpoints
    from training import examples

    folder = tmp_path / "base"
    checkpoints.byte_level(folder, "llama-bpe", bos=True)
    tokenizer = _tokenizer(folder)
    row = {"brief": {"what": "a letter", "year": 1995}, "text": "Dear Sir, thank you for your letter."}
    example = examples.Encoder(tokenizer, 768).encode(row)
    # The template of these tests begins with the same token, which render() takes off as the engine adds it.
    assert example.tokens[0] == tokenizer.bos_token_id
    assert example.tokens[1] != tokenizer.bos_token_id
    tokenizer.eos_token = "<|endoftext|>"
    assert examples.Encoder(tokenizer, 768).end == tokenizer.convert_tokens_to_ids("<|im_end|>")
    tokenizer.chat_template = None
    assert examples.Encoder(tokenizer, 768).end == tokenizer.eos_token_id


def test_batches_hold_each_example_once_an_epoch_and_fit_their_shape():
    from training import examples
    from training.config import Config

    config = Config(base="", lengths=[100, 250, 400], batch_tokens=900, epochs=2.5)
    some = [examples.Example(tuple(range(20 + 3 * n)), 10, 1) for n in range(120)]
    batches = examples.plan_batches(some, config)
    counts = [sum(batch.count(n) for batch in batches) for n in range(120)]
    assert set(counts) == {2, 3}
    assert sum(counts) == 300
    for batch in batches:
        length = examples.padded_length(max(len(some[n].tokens) for n in batch), config.lengths)
        assert len(batch) <= examples.rows_of_batch(length, config)
    assert batches == examples.plan_batches(some, config)


def test_settings_that_are_not_known_and_missing_data_are_refused(tmp_path):
    from training import config

    file = tmp_path / "c.toml"
    for text, words in (('base = "x"\nratte = 1\n', "ratte"), ('base = "x"\n', "no training data"),
                        ('base = "x"\ndata = ["a"]\nquantize = "int3"\n', "int3")):  # fmt: skip
        file.write_text(text)
        with pytest.raises(SystemExit, match=words):
            config.load(train_lora.make_parser().parse_args([str(file)]))


def test_every_configuration_can_be_read():
    from training import config

    files = sorted((ROOT / "scripts" / "configs").glob("*.toml"))
    assert len(files) >= 4
    for file in files:
        found = config.load(train_lora.make_parser().parse_args([str(file), "--data", "x"]))
        assert found.batch_tokens >= found.lengths[-1]
        assert found.name


def test_the_rate_warms_up_stays_and_falls_to_nothing():
    from training.config import Config
    from training.trainer import learning_rate

    config = Config(base="", rate=1.0, warmup=10, decay=0.5)
    rates = [learning_rate(step, 100, config) for step in range(101)]
    assert rates[0] == 0.1
    assert rates[10:50] == [1.0] * 40
    assert all(later <= earlier for earlier, later in itertools.pairwise(rates[50:]))
    assert math.isclose(rates[100], 0.0, abs_tol=1e-12)


@pytest.mark.slow
def test_two_processes_do_what_one_does_with_twice_the_batches(run, tmp_path):
    config = made.config_file(tmp_path / "two.toml", run.base, dropout=0.0, epochs=2.0)
    single = made.config_file(tmp_path / "one.toml", run.base, dropout=0.0, epochs=2.0, accumulate=2)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    script, options = str(ROOT / "scripts" / "train_lora.py"), ["--data", str(run.data), "--out"]
    # What accelerate launch runs for several GPUs; on a CPU it would start one process.
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    runs = {}
    for name, command, file in (("two", launch, config), ("one", [sys.executable], single)):
        command = [*command, script, str(file), *options, str(tmp_path / name)]
        runs[name] = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert runs[name].returncode == 0, runs[name].stderr[-2000:]
    meta = json.loads((tmp_path / "two" / "meta.json").read_text())
    assert meta["processes"] == 2
    first, second = losses(tmp_path / "one"), losses(tmp_path / "two")
    assert list(first) == list(second)
    for step, values in first.items():
        assert second[step] == pytest.approx(values, rel=2e-2), step
    assert second[1][0] == pytest.approx(first[1][0], rel=1e-4)  # before any update the sum is the same


def _tokenizer(folder):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(folder)


def test_attention_in_blocks_is_the_same_attention(run):
    import torch
    from training.attention import causal_blocks

    torch.manual_seed(1)
    query, key, value = torch.randn(2, 6, 500, 16), torch.randn(2, 2, 500, 16), torch.randn(2, 2, 500, 16)
    wanted = torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True, enable_gqa=True)
    assert torch.allclose(causal_blocks(query, key, value, 0.25), wanted, atol=1e-5)
    plain, blocks = losses(run("plain", dropout=0.0)), losses(run("blocks", dropout=0.0, attention=True))
    assert plain.keys() == blocks.keys()
    assert all(abs(plain[step][0] - blocks[step][0]) < 0.02 for step in plain)


def test_an_adapter_goes_on_with_the_dropout_of_the_new_run(run):
    first = run("first", dropout=0.5)
    run("second", "--init", str(first / "best"), dropout=0.0)
    written = json.loads((run.base.parent / "second" / "best" / "adapter_config.json").read_text())
    assert written["lora_dropout"] == 0.0
