"""Files that others wrote, and files that we write, as they were when somebody looked at them."""

import pytest

from tests.helpers import golden


@pytest.mark.parametrize("path", golden.foreign(), ids=lambda path: path.name)
def test_what_others_wrote(path):
    assert golden.as_json(golden.read(path)).decode() == golden.expected(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("key", golden.WRITTEN)
def test_what_we_write(key):
    path, content = golden.written(key)
    assert content == path.read_bytes()
