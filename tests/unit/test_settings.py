import json
import os

import pytest

from retrowriter import settings
from retrowriter.errors import UserError
from retrowriter.models import embedded, hub
from retrowriter.settings import Setting, Settings


def test_a_missing_file_gives_the_defaults(tmp_path):
    values = Settings(tmp_path / "settings.json")
    assert values.problem == ""
    for setting in settings.TABLE:
        assert values.get(setting) == setting.default


def test_values_survive_a_save(tmp_path):
    path = tmp_path / "folder" / "settings.json"
    values = Settings(path)
    values.set(settings.ZOOM, 1.5)
    values.set(settings.RECENT_FILES, ["/a", "/b"])
    values.set(settings.LAST_BRIEF, {"what": "a memo"})
    values.save()
    again = Settings(path)
    assert again.get(settings.ZOOM) == 1.5
    assert again.get(settings.RECENT_FILES) == ["/a", "/b"]
    assert again.get(settings.LAST_BRIEF) == {"what": "a memo"}


def test_a_default_is_not_written(tmp_path):
    path = tmp_path / "settings.json"
    values = Settings(path)
    values.set(settings.ZOOM, 2.0)
    values.set(settings.ZOOM, settings.ZOOM.default)
    values.save()
    assert json.loads(path.read_text()) == {}


def test_unknown_keys_are_kept(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"of_a_newer_version": [1, 2], "zoom": 0.5}))
    values = Settings(path)
    values.set(settings.RULER, False)
    values.save()
    assert json.loads(path.read_text()) == {"of_a_newer_version": [1, 2], "ruler": False, "zoom": 0.5}


@pytest.mark.parametrize("value", ["large", None, [1.0], True and {"a": 1}, 99.0, -1])
def test_a_value_that_makes_no_sense_gives_the_default(tmp_path, value):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": value}))
    assert Settings(path).get(settings.ZOOM) == 1.0


def test_setting_a_value_that_is_not_acceptable_is_refused(tmp_path):
    with pytest.raises(ValueError, match="zoom"):
        Settings(tmp_path / "settings.json").set(settings.ZOOM, 99.0)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b"null"])
def test_a_damaged_file_is_put_aside_and_said_in_a_sentence(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    values = Settings(path)
    assert values.problem.endswith(".")
    assert values.get(settings.RULER) is True
    assert (tmp_path / "settings.json.damaged").read_bytes() == content
    values.save()
    assert Settings(path).problem == ""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UserError):
        Settings(tmp_path / "settings.json").save()


def test_the_table_is_sound():
    keys = [setting.key for setting in settings.TABLE]
    assert len(keys) == len(set(keys))
    declared = [value for value in vars(settings).values() if isinstance(value, Setting)]
    assert set(map(id, declared)) == set(map(id, settings.TABLE))
    for setting in settings.TABLE:
        assert bool(setting.label) == bool(setting.help) == bool(setting.tab), setting.key
        assert setting.is_acceptable(setting.default), setting.key
        assert not setting.requirement or setting.requirement.endswith("."), setting.key


def test_limits_and_choices_are_kept():
    number = Setting("n", int, 3, limits=(1, 5))
    assert [number.is_acceptable(value) for value in (0, 1, 5, 6)] == [False, True, True, False]
    word = Setting("w", str, "a", choices=(("a", "First"), ("b", "Second")))
    assert [word.is_acceptable(value) for value in ("a", "b", "c")] == [True, True, False]


def test_never_use_the_network_is_obeyed_by_what_would(home, monkeypatch):
    settings.require_network()
    values = Settings()
    values.set(settings.OFFLINE, True)
    values.save()
    for use in (settings.require_network, lambda: hub.search("x"), lambda: embedded.prepare(lambda *_: None)):
        with pytest.raises(UserError) as caught:
            use()
        assert caught.value.code == "offline"
    values.set(settings.OFFLINE, False)
    values.save()
    settings.require_network()
    monkeypatch.setenv(settings.OFFLINE_VARIABLE, "1")
    with pytest.raises(UserError, match="RETROWRITER_OFFLINE"):
        settings.require_network()
