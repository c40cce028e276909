"""Adapters over a model: which fits is told by the headers; the settings follow, from the terminal."""

import json

import pytest

from retrowriter import settings
from retrowriter.__main__ import main
from retrowriter.convert import convert
from retrowriter.errors import UserError
from retrowriter.models import adapters, intake
from tests.helpers import checkpoints


@pytest.fixture(autouse=True)
def user_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))


@pytest.fixture
def made(tmp_path):
    """A tiny model with an adapter, both in the library, as "one" and "voice"."""
    make(tmp_path, "one")
    intake.add(tmp_path / "one.gguf", "in place")
    (tmp_path / "one-lora.gguf").rename(tmp_path / "voice.gguf")
    intake.add(tmp_path / "voice.gguf", "in place")
    return tmp_path


def make(folder, name, kind="llama"):
    sizes = checkpoints.model(folder / name, kind)
    convert(folder / name, folder / f"{name}.gguf", title=name)
    checkpoints.adapter(folder / f"{name}-lora", sizes)
    convert(folder / f"{name}-lora", folder / f"{name}-lora.gguf", base=folder / name, lora="adapter", title=name)


def chosen():
    found = settings.Settings()
    return found.get(settings.MODEL), found.get(settings.ADAPTER), found.get(settings.ADAPTER_SCALE)


def test_headers_tell_what_fits(made):
    adapters.check(made / "voice.gguf", made / "one.gguf")
    make(made, "other", "qwen2")
    with pytest.raises(UserError, match="one does not fit other: it is for models of the kind llama"):
        adapters.check(made / "voice.gguf", made / "other.gguf")
    with pytest.raises(UserError, match="is no adapter"):
        adapters.check(made / "one.gguf", made / "one.gguf")
    with pytest.raises(UserError) as caught:
        adapters.check(made / "voice.gguf", made / "gone.gguf")
    assert caught.value.code == "model_missing"


def test_a_model_of_another_size(made):
    config = checkpoints.model(made / "wide", "llama")
    wide, shallow = {"intermediate_size": 2 * config["intermediate_size"]}, {"num_hidden_layers": 1}
    for name, changed in (("wide", wide), ("shallow", shallow)):
        sizes = {**config, **changed}
        checkpoints.write_json(made / "wide" / "config.json", sizes)
        checkpoints.write_safetensors(made / "wide" / "model.safetensors", checkpoints.weights(sizes), "bf16")
        convert(made / "wide", made / f"{name}.gguf", title=name)
        with pytest.raises(UserError, match=r"another size|does not have"):
            adapters.check(made / "voice.gguf", made / f"{name}.gguf")


def test_used_with_a_strength_and_switched_off(made, capsys):
    def run(*arguments):
        code = main(["models", *arguments])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    assert run("use", "one")[0] == 0
    code, out = run("use", "voice", "--scale", "0.5")
    assert (code, out) == (0, "The adapter voice is in use, with the strength 0.5.\n")
    assert chosen() == (str(made / "one.gguf"), str(made / "voice.gguf"), 0.5)
    marked = [line.split()[1] for line in run("list")[1].splitlines() if line.startswith("*")]
    assert marked == ["one", "voice"]
    # The same model again changes nothing.
    run("use", "one")
    assert chosen()[1] == str(made / "voice.gguf")
    assert "strength 1.5" in run("use", "--scale", "1.5")[1]
    assert run("use", "--no-adapter") == (0, "No adapter is in use.\n")
    assert chosen() == (str(made / "one.gguf"), "", 1.5)
    assert json.loads(run("use", "voice", "--json")[1]) == {"adapter": str(made / "voice.gguf"), "scale": 1.5}
    assert run("use")[0] == 1


def test_it_goes_with_its_model(made, capsys):
    make(made, "other")
    intake.add(made / "other.gguf", "in place")
    main(["models", "use", "one"])
    main(["models", "use", "voice"])
    capsys.readouterr()
    main(["models", "use", "other"])
    assert "other writes from now on, without the adapter.\n" in capsys.readouterr().out
    assert chosen()[:2] == (str(made / "other.gguf"), "")
    main(["models", "use", "voice"])
    main(["models", "rm", "voice"])
    assert chosen()[:2] == (str(made / "other.gguf"), "")
    assert json.loads((made / "home" / "config" / "settings.json").read_text()).get("adapter") is None


def test_one_that_does_not_fit_is_refused(made, capsys):
    make(made, "other", "qwen2")
    intake.add(made / "other.gguf", "in place")
    main(["models", "use", "other"])
    assert main(["models", "use", "voice"]) == 1
    assert "does not fit other" in capsys.readouterr().err
    assert chosen()[1] == ""
