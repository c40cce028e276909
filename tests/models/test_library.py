"""Models that come from the disk: added, linked, used in place, of other programs; what is called good and what not."""

import hashlib
import json
import os
import shutil

import hypothesis
import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st

from retrowriter import paths
from retrowriter.commands import common
from retrowriter.convert import gguf_writer
from retrowriter.errors import UserError
from retrowriter.models import catalog, embedded, fit, foreign, intake, library, records
from tests.helpers.hub_server import small_model


@pytest.fixture(autouse=True)
def other_homes(tmp_path, monkeypatch):
    """The user's home, without models of other programs."""
    home = tmp_path / "user"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("OLLAMA_MODELS", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def given(tmp_path):
    """A model somewhere on the disk."""
    path = tmp_path / "downloads" / "my model.gguf"
    path.parent.mkdir()
    path.write_bytes(small_model(name="My Model", **{"general.file_type": gguf_writer.uint32(15)}))
    return path


def test_without_anything_there_is_the_embedded_model():
    (model,) = library.models()
    assert (model.name, model.origin, model.state) == ("embedded", "built in", "missing")
    assert library.usable("embedded") == model


@pytest.mark.parametrize(("how", "origin"), [("copy", "copied"), ("link", "linked"), ("in place", "in place")])
def test_a_file_is_taken_in(given, how, origin):
    seen = []
    model = intake.add(given, how, lambda *step: seen.append(step))
    assert (model.name, model.title, model.origin) == ("my-model", "My Model", origin)
    assert (model.quantization, model.context, model.architecture) == ("Q4_K_M", 2048, "llama")
    assert model.size == given.stat().st_size
    assert model.state == "unchecked"
    assert library.find("my-model") == library.find(model.path) == model
    place = given if how == "in place" else paths.models_dir() / "my-model" / given.name
    assert model.path == str(place)
    assert place.read_bytes() == given.read_bytes()
    assert bool(seen) == (how == "copy")
    assert (how == "link") == (how != "in place" and os.path.samefile(place, given))
    # Twice is once.
    if how == "in place":
        assert intake.add(given, how) == model
    removed = library.remove("my-model")
    assert removed.name == "my-model"
    assert given.exists()
    assert how == "in place" or not place.parent.exists()
    assert [each.name for each in library.models()] == ["embedded"]


def test_names_do_not_collide(given):
    names = [intake.add(given, "copy").name for _ in range(3)]
    assert names == ["my-model", "my-model-2", "my-model-3"]
    assert len({model.path for model in library.models()}) == 4


def test_a_link_to_another_disk_is_a_symbolic_one(given, monkeypatch):
    def refuse(_source, _target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    model = intake.add(given, "link")
    assert os.path.islink(model.path)
    assert model.state == "unchecked"


def test_the_writing_commands_take_names_too(given):
    model = intake.add(given, "copy")
    assert common.model_choice("my-model").path == model.path
    assert common.model_choice(str(given)).path == str(given)
    with pytest.raises(UserError) as caught:
        common.model_choice("nobody")
    assert caught.value.code == "model_missing"


def test_whether_it_will_run(given, monkeypatch):
    model = intake.add(given, "in place")
    assert (model.runs, model.memory > 0) == ("yes", True)
    facts = dict(library.facts(model))
    assert facts["Will it run"].startswith("It fits")
    monkeypatch.setattr(fit, "free_memory", lambda: 1_000_000)
    tight = library.find("my-model")
    assert tight.runs == "no"
    assert "does not fit" in tight.advice
    assert {records.likely_runs(entry.size) for entry in catalog.entries()} == {"no"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "model_unusable"),
        (b"GGUF\x03", "model_damaged"),
        (None, "model_missing"),
        (b"PK\x03\x04", "model_unusable"),
    ],
)
def test_what_is_no_model_stays_outside(tmp_path, content, code):
    path = tmp_path / "bad.gguf"
    if content is not None:
        path.write_bytes(content)
    for how in ("copy", "link", "in place"):
        with pytest.raises(UserError) as caught:
            intake.add(path, how)
        assert caught.value.code == code
    assert len(library.models()) == 1


def test_a_folder_is_for_the_converter(tmp_path):
    with pytest.raises(UserError) as caught:
        intake.add(tmp_path, "copy")
    assert caught.value.code == "model_folder"


def test_a_stopped_copy_leaves_nothing(given):
    def stop(_stage, _done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.add(given, "copy", stop)
    assert not [path for path in paths.models_dir().rglob("*") if path.is_file()]


def split_model(folder, count=3):
    folder.mkdir(parents=True)
    found = [folder / f"Big-{n:05}-of-{count:05}.gguf" for n in range(1, count + 1)]
    for n, path in enumerate(found):
        path.write_bytes(small_model(9_000, seed=n, name="Big", **{"split.count": gguf_writer.uint32(count)}))
    return found


def test_split_models_are_one_model(tmp_path):
    parts = split_model(tmp_path / "big")
    model = intake.add(parts[1], "copy")  # whichever part is given
    assert model.name == "Big"
    assert [os.path.basename(part) for part in model.parts] == [part.name for part in parts]
    assert model.size == sum(part.stat().st_size for part in parts)
    parts[2].unlink()
    with pytest.raises(UserError) as caught:
        intake.add(parts[0], "copy")
    assert caught.value.code == "model_incomplete"
    assert "00003" in caught.value.message
    # One of the copied parts is lost.
    os.unlink(model.parts[1])
    assert library.find("Big").state == "damaged"
    renamed = parts[0].with_name("big.gguf")
    parts[0].rename(renamed)
    with pytest.raises(UserError) as caught:
        intake.add(renamed, "copy")
    assert caught.value.code == "model_incomplete"


def test_verify_remembers_and_notices(given):
    model = intake.add(given, "in place")
    assert model.sha256 == ("",)
    verified = library.verify("my-model")
    assert verified.sha256 == (hashlib.sha256(given.read_bytes()).hexdigest(),)
    assert verified.state == "unchecked"  # nobody has published it
    assert "not changed" in verified.problem
    data = bytearray(given.read_bytes())
    data[-5] ^= 0xFF
    given.write_bytes(data)
    assert "written to" in library.find("my-model").problem
    damaged = library.verify("my-model")
    assert damaged.state == "damaged"
    assert library.find("my-model").state == "damaged"
    with pytest.raises(UserError) as caught:
        library.usable("my-model")
    assert caught.value.code == "model_damaged"
    data[-5] ^= 0xFF
    given.write_bytes(data)
    assert library.verify("my-model").state == "unchecked"


def test_a_file_cut_short_is_damaged_at_sight(given):
    intake.add(given, "in place")
    given.write_bytes(given.read_bytes()[:-1000])
    assert library.find("my-model").state == "damaged"
    given.unlink()
    assert library.find("my-model").state == "missing"
    with pytest.raises(UserError):
        library.verify("my-model")


def test_what_lies_in_the_models_folder_is_found(given):
    place = paths.models_dir() / "dropped.gguf"
    place.parent.mkdir(parents=True)
    shutil.copy(given, place)
    (paths.models_dir() / "half.gguf.part").write_bytes(b"GGUF")
    model = library.find("dropped")
    assert (model.origin, model.state) == ("found", "unchecked")
    assert library.verify("dropped").sha256 != ()
    library.remove("dropped")
    assert not place.exists()


def test_the_base_of_the_embedded_model_is_listed(given):
    place = embedded.base_path()
    place.parent.mkdir(parents=True)
    shutil.copy(given, place)
    found = [model for model in library.models() if model.path == str(place)]
    assert [model.origin for model in found] == ["built in"]
    with pytest.raises(UserError) as caught:
        library.remove(found[0].name)
    assert caught.value.code == "not_ours"


def test_damaged_records_cost_nothing_else(given):
    intake.add(given, "copy")
    (paths.models_dir() / "records" / "my-model.json").write_bytes(b"{")
    assert records.all_records() == []
    assert library.find("my-model").origin == "found"


def test_unknown_models(tmp_path):
    with pytest.raises(UserError) as caught:
        library.find("nobody")
    assert caught.value.code == "model_missing"


def test_models_of_other_programs_are_offered_and_left_alone(other_homes, monkeypatch):
    data = small_model(name="Llama 3.2")
    digest = hashlib.sha256(data).hexdigest()
    ollama = other_homes / ".ollama" / "models"
    (ollama / "blobs").mkdir(parents=True)
    (ollama / "blobs" / f"sha256-{digest}").write_bytes(data)
    for place, content in {
        "registry.ollama.ai/library/llama3.2/3b": json.dumps(
            {
                "layers": [
                    {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:" + "0" * 64},
                    {"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{digest}"},
                ]
            }
        ),
        "registry.ollama.ai/library/broken/latest": "{",
        "registry.ollama.ai/library/odd/latest": '{"layers": [{"mediaType": 1}, 7]}',
        "shallow": "{}",
        "registry.ollama.ai/shallow": "{}",
        "registry.ollama.ai/library/evil/latest": json.dumps(
            {"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../etc"}]}
        ),
    }.items():
        path = ollama / "manifests" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    studio = other_homes / ".lmstudio" / "models" / "maker" / "repo"
    studio.mkdir(parents=True)
    (studio / "Model-Q4_K_M.gguf").write_bytes(small_model(name="Studio"))
    (studio / "mmproj-model.gguf").write_bytes(b"GGUF")
    blobs = other_homes / ".cache" / "huggingface" / "hub" / "models--maker--repo" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / digest).write_bytes(data)
    snapshot = blobs.parent / "snapshots" / ("a" * 40)
    snapshot.mkdir(parents=True)
    (snapshot / "m.gguf").symlink_to(blobs / digest)

    found = {model.name: model for model in foreign.models()}
    assert list(found) == ["ollama:llama3.2:3b", "lmstudio:maker/repo/Model-Q4_K_M", "hub:maker/repo/m"]
    assert {model.name for model in library.models()} == {"embedded", *found}
    assert found["ollama:llama3.2:3b"].title == "Llama 3.2"
    assert library.usable("ollama:llama3.2:3b").path == str(ollama / "blobs" / f"sha256-{digest}")
    for name in found:
        with pytest.raises(UserError) as caught:
            library.remove(name)
        assert caught.value.code == "not_ours"
    assert library.verify("ollama:llama3.2:3b").state == "good"
    assert library.verify("hub:maker/repo/m").state == "good"
    assert library.verify("lmstudio:maker/repo/Model-Q4_K_M").state == "unchecked"
    (blobs / digest).write_bytes(data[:-1] + b"!")
    assert library.verify("hub:maker/repo/m").state == "damaged"
    monkeypatch.setenv("OLLAMA_MODELS", str(other_homes / "nowhere"))
    assert "ollama:llama3.2:3b" not in {model.name for model in library.models()}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=12,
)


@hypothesis.given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps({"layers": value}).encode()))
@hypothesis.settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_manifest_of_ollama_is_more_than_passed_over(tmp_path, content):
    path = tmp_path / "manifest"
    path.write_bytes(content)
    assert foreign._ollama_digest(path) == ""


def test_an_adapter_is_no_model_to_write_with(tmp_path):
    path = tmp_path / "voice.gguf"
    path.write_bytes(small_model(**{"general.type": gguf_writer.text("adapter")}))
    assert intake.add(path, "copy").kind == "adapter"
    with pytest.raises(UserError) as caught:
        library.usable("voice")
    assert caught.value.code == "model_is_adapter"


def test_the_catalog_is_sound():
    entries = catalog.entries()
    assert 10 <= len(entries) <= 15
    assert len({entry.name for entry in entries}) == len(entries)
    assert entries[0].parameters == 135_000_000
    assert entries[-1].parameters == 12_000_000_000
    for entry in entries:
        assert entry.file.endswith(".gguf")
        assert entry.repo.count("/") == 1
        assert entry.good_for.endswith(".")
        assert entry.licence
        assert not entry.sha256 or len(entry.sha256) == 64
        assert entry.hub_file.parts == (entry.file,)
    base = catalog.find("smollm2-135m")
    assert (base.size, base.sha256) == (embedded.BASE_SIZE, embedded.BASE_SHA256)
    with pytest.raises(UserError):
        catalog.find("nothing")
