"""`retrowriter selftest` as a process: what it opens, with the real model, with a fake one, with a server."""

import json
import os
import subprocess
import sys

import pytest

from retrowriter import audit, paths
from retrowriter.models import embedded


def selftest(*arguments):
    result = subprocess.run(
        [sys.executable, "-m", "retrowriter", "selftest", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert "Traceback" not in result.stderr
    return result


@pytest.mark.end2end
def test_writing_and_saving_with_the_embedded_model_opens_no_socket(embedded_model, home):
    place = paths.models_dir() / embedded.path().name
    place.parent.mkdir(parents=True)
    place.symlink_to(embedded_model)
    result = selftest("--json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["text"]
    assert report["socket"] == report["network"] == []
    assert report["program"] == [sys.executable]
    assert any(path.endswith(".rdw") for path in report["read"])
    assert all(path == "/dev/null" or "/retrowriter-" in path or str(home) in path for path in report["written"])
    if sys.platform == "linux":
        # Opened by llama.cpp, not by Python.
        assert report["native_code_looked_at"]
        assert any(os.path.basename(path).startswith("libllama") for path in report["library"])
        assert str(embedded_model) in report["read"]


def test_a_server_is_found_out(script_server):
    result = selftest("--server", script_server.add(pieces=["one ", "two"]))
    assert result.returncode == 1
    assert "Written and saved: 7 characters." in result.stdout
    assert "of family AF_INET" in result.stdout
    assert "connect ('127.0.0.1'" in result.stdout
    assert result.stdout.rstrip().endswith("The network was used.")


def test_without_a_model_nothing_is_fetched(home):
    result = selftest()
    assert result.returncode == 1
    assert "not there yet" in result.stderr


CODE = """
import os, socket, sys
from retrowriter import audit
audit.start_if_asked()
{}
"""


@pytest.mark.parametrize(
    ("code", "network"),
    [
        ("open(os.devnull).close()", False),
        ("socket.socket(socket.AF_UNIX).close()", False),
        ("a, b = socket.socketpair(); a.close(); b.close()", False),
        ("socket.gethostname()", False),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()", True),
        ("socket.socket(socket.AF_INET6).close()", True),
        ("socket.getaddrinfo('localhost', 80)", True),
        ("s = socket.create_server(('127.0.0.1', 0)); s.close()", True),
        ("import _socket; _socket.socket(_socket.AF_INET).close()", True),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="sockets between processes have no path there")
def test_every_kind_of_socket_is_seen(tmp_path, code, network):
    log = tmp_path / "audit"
    subprocess.run(
        [sys.executable, "-c", CODE.format(code)], check=True, env={**os.environ, audit.VARIABLE: str(log)}, timeout=60
    )
    assert any(item.network for item in audit.read_log(log)) == network


def test_files_are_told_apart_by_what_is_done_with_them(tmp_path):
    log, kept = tmp_path / "audit", tmp_path / "kept ü.txt"
    code = CODE.format(
        f"open({str(kept)!r}, 'w').close(); open({str(kept)!r}).close(); os.open(os.devnull, os.O_RDONLY)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, audit.VARIABLE: str(log)}, timeout=60)
    found = [(item.kind, item.what) for item in audit.read_log(log)]
    assert ("written", str(kept)) in found
    assert ("read", str(kept)) in found
    assert ("read", os.devnull) in found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has open")
def test_sockets_of_native_code_are_seen_from_outside():
    code = (
        "import socket; a = socket.socket(); b = socket.socket(socket.AF_UNIX); b.bind(''); print(flush=True); input()"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdout.readline()
    sockets = [item for item in audit.native(child.pid) if item.kind == "socket"]
    child.communicate(b"\n")
    assert sorted(item.network for item in sockets) == [False, True]
    assert any("AF_UNIX" in item.what for item in sockets)
