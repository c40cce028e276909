import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter import server_address
from retrowriter.errors import UserError


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1"),
        (" https://writer.example/ ", "https://writer.example/v1"),
        ("http://10.0.0.5:11434/v1/", "http://10.0.0.5:11434/v1"),
        ("https://example.org/api/openai/v1", "https://example.org/api/openai/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ],
)
def test_addresses_have_one_form(typed, normal):
    assert server_address.normal(typed) == normal
    assert server_address.normal(normal) == normal
    assert server_address.is_usable(typed.strip())


@pytest.mark.parametrize(
    "typed",
    ["", "localhost:8080", "ftp://x/v1", "http://", "http://x:port/v1", "http://x:99999/v1", "http://me:secret@x/v1",
     "http://key@x/v1", "https://x/v1?key=abc", "https://x/v1#a", "http://x y/v1", "http://x\n/v1", "http://[::1/v1",
     "file:///etc/passwd", "javascript:alert(1)", "http://x\\@y/", "http://" + "x" * 3000],
)  # fmt: skip
def test_what_is_no_address_or_would_hold_a_secret_is_refused(typed):
    with pytest.raises(UserError) as caught:
        server_address.normal(typed)
    assert caught.value.code == "server_address"
    assert server_address.is_usable(typed) == (typed == "")


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.0.0.1:1/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://[::1]/v1", True),
        ("http://10.0.0.1/v1", False),
        ("http://localhost.example.com/v1", False),
        ("http://127.0.0.1.example.com/v1", False),
        ("https://example.com/v1", False),
    ],
)
def test_whether_it_is_this_computer(address, here):
    assert server_address.is_this_computer(address) == here


def test_whom_a_key_belongs_to():
    assert server_address.origin("https://Example.com/v1") == "https://example.com:443"
    assert server_address.origin("http://example.com/v1") == "http://example.com:80"
    assert server_address.origin("https://example.com:8443/other") == "https://example.com:8443"
    assert server_address.host("http://[::1]:8080/v1") == "[::1]"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_an_error(text):
    try:
        normal = server_address.normal(text)
    except UserError:
        return
    assert server_address.normal(normal) == normal
    assert server_address.host(normal)
    assert server_address.origin(normal)
