"""Which file of a model to take: by memory, size and name, from the terminal and before a download."""

import json

import pytest

from retrowriter import paths
from retrowriter.__main__ import main
from retrowriter.files import megabytes
from retrowriter.models import catalog, fit, recommend, speeds
from retrowriter.models.hub import HubFile
from tests.helpers.hub_server import Repository, small_model

# Sizes of a model of 8 billion weights as they usually are.
BITS = {"F16": 16.0, "Q8_0": 8.5, "Q6_K": 6.6, "Q5_K_M": 5.7, "Q4_K_M": 4.9, "Q4_K_S": 4.6, "Q3_K_M": 4.0, "Q2_K": 3.2}


@pytest.fixture(autouse=True)
def user_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))


def files(weights, kinds=tuple(BITS)):
    return [
        HubFile(
            repo="a/b", revision="main", name=f"Model-8B-{kind}.gguf", size=int(weights * BITS[kind] / 8),
            parts=("x",), sha256=("",),
        )
        for kind in kinds
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "free", "kind", "context"),
    [
        (135e6, 16e9, "Q8_0", 8192),
        (3e9, 16e9, "Q5_K_M", 8192),
        (8e9, 16e9, "Q4_K_M", 8192),
        # Q4_K is laid out a second time for the processor, so the finer type takes less.
        (8e9, 9.0e9, "Q5_K_M", 8192),
        # Three bits only when nothing else helps, two bits never.
        (8e9, 7.5e9, "Q5_K_M", 4096),
        (3e9, 3.4e9, "Q5_K_M", 4096),
        (8e9, 6.2e9, "Q3_K_M", 8192),
        (8e9, 5.4e9, "Q3_K_M", 4096),
    ],
)
def test_the_type_and_the_context_that_fit(weights, free, kind, context):
    found = recommend.recommend(files(weights), int(weights), 32_768, int(free))
    assert (found.kind, found.context, found.fits) == (kind, context, True)
    assert found.memory <= free * 0.9
    assert found.sentence.startswith(f"{kind}, ")
    assert f"context {context:,}: it takes about" in found.sentence


def test_the_reason_is_said():
    def sentence(weights, free):
        return recommend.recommend(files(weights), int(weights), 32_768, int(free)).sentence

    assert sentence(8e9, 16e9).endswith("Finer types are slower and hardly better.")
    assert sentence(135e6, 16e9).endswith("A model this small loses by coarser types, and finer ones are no better.")
    assert sentence(8e9, 9e9).endswith("Q4_K_M would take more, since it is laid out a second time for the processor.")
    assert "Q4_K_M does not fit. With less than four bits a model writes noticeably worse" in sentence(8e9, 6.2e9)
    assert sentence(8e9, 5.4e9).endswith("A longer context does not fit.")
    hopeless = recommend.recommend(files(8e9), 8 * 10**9, 32_768, 2_000_000_000)
    assert not hopeless.fits
    assert hopeless.sentence.startswith("It does not fit: even Q3_K_M, 4.0 GB, context 2,048 takes about")
    assert f"not larger than {megabytes(fit.largest_file(2_000_000_000))}." in hopeless.sentence


def test_a_model_of_a_short_context_is_not_given_a_longer_one():
    assert recommend.recommend(files(1e9), 10**9, 2048, 16 * 10**9).context == 2048
    assert recommend.recommend(files(1e9), 10**9, 512, 16 * 10**9).context == 512


def test_only_finer_types_or_names_that_say_nothing():
    assert recommend.recommend(files(8e9, ("F16", "Q8_0")), 8 * 10**9, 0, 64 * 10**9).kind == "Q8_0"
    odd = HubFile(repo="a/b", revision="main", name="weights.gguf", size=10**9, parts=("x",), sha256=("",))
    found = recommend.recommend([odd], 0, 0, 16 * 10**9)
    assert (found.kind, found.fits) == ("", True)
    assert found.sentence.startswith("weights.gguf, 1.0 GB, context 8,192")
    assert recommend.recommend([]) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Qwen3-4B-Q4_K_M.gguf", "Q4_K_M"),
        ("dir-Q8_0/model.q5_k_s.gguf", "Q5_K_S"),
        ("gemma-3-4b-it-q4_0.gguf", "Q4_0"),
        ("Model-IQ3_XXS.gguf", "IQ3_XXS"),
        ("model-f16.gguf", "F16"),
        ("model-bf16.gguf", "BF16"),
        ("seq2_key.gguf", ""),
    ],
)
def test_the_type_in_a_name(name, kind):
    assert recommend.kind_of(name) == kind


def test_every_entry_of_the_catalog_gets_advice():
    for entry in catalog.entries():
        if entry.size:
            roomy, tight = recommend.of_entry(entry, 64 * 10**9), recommend.of_entry(entry, 10**8)
            assert roomy.fits
            assert roomy.context == min(8192, entry.context)
            assert not tight.fits
    assert recommend.best(64 * 10**9).parameters >= 12_000_000_000
    assert recommend.best(10**8) is None
    small = recommend.best(3 * 10**9)
    assert recommend.of_entry(small, 3 * 10**9).fits


def test_what_is_too_slow_here_is_not_the_best(tmp_path):
    model = tmp_path / "m.gguf"
    model.write_bytes(bytes(1_000_000))
    # A gigabyte file would write 10 tokens a second: 3 GB are quick enough, 4 are not.
    speeds.remember(model, "CPU", 2, 10_000.0)
    assert 1_000_000_000 < recommend.best(64 * 10**9).size < 3_400_000_000


def test_from_the_terminal(hub, capsys):
    hub.repositories["maker/Many-GGUF"] = Repository(
        {f"many-{kind}.gguf": small_model(9_000, seed=n) for n, kind in enumerate(("Q2_K", "Q4_K_M", "Q8_0", "F16"))}
    )

    def run(*arguments):
        code = main(["models", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    code, out, _ = run("advise", "maker/Many-GGUF")
    assert code == 0
    assert out.startswith("maker/Many-GGUF:many-Q8_0.gguf: Q8_0, ")
    advice = json.loads(run("advise", "maker/Many-GGUF:q4", "--json")[1])
    assert (advice["type"], advice["context"], advice["fits"]) == ("Q4_K_M", 8192, True)
    assert run("advise", "maker/Many-GGUF:q7")[0] == 1
    assert run("advise", "smollm3-3b")[1].startswith("smollm3-3b: Q4_K_M, 1.9 GB, context 8,192")
    assert json.loads(run("advise", "--json")[1])["name"] in {entry.name for entry in catalog.entries()}
    # It is said before a download, and what it says is taken.
    code, _, err = run("pull", "maker/Many-GGUF")
    assert code == 0
    assert "Q8_0, 9 KB, context 8,192: it takes about" in err
    assert list(paths.models_dir().rglob("many-Q8_0.gguf"))
    assert "It fits" in run("advise", "many-Q8_0")[1]
    here = json.loads(run("advise", "many-Q8_0", "--json")[1])
    assert (here["context"], here["cache"], here["fits"]) == (2048, "f16", True)
    assert run("advise", "nothing-of-that-name")[0] == 1
