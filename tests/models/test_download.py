"""Downloads through the real client of the Hub, from a server that does everything wrong that a server can."""

import hashlib
import json
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import namedtuple

import pytest

from retrowriter import paths, settings
from retrowriter.errors import UserError
from retrowriter.models import download, embedded, library, patience, records, transfer
from retrowriter.models import hub as client
from tests.helpers.hub_server import TOKEN, Fault, Repository, small_model


def ignore(_stage, _done, _total):
    pass


def parts_left():
    return sorted(path.name for path in paths.models_dir().rglob("*") if path.is_file())


def nothing_looks_complete():
    return not list(paths.models_dir().rglob("*.gguf")) and not records.all_records()


@pytest.fixture
def no_waiting(monkeypatch):
    monkeypatch.setattr(transfer, "PAUSES", (0.0, 0.0, 0.0, 0.0))


def test_a_download_is_checked_entered_and_called_good(hub, wanted):
    seen = []
    path = download.fetch(wanted, lambda *step: seen.append(step))
    assert path.read_bytes() == hub.repositories["maker/Small-GGUF"].files["small.gguf"]
    assert {stage for stage, _, _ in seen} == {"loading", "checking"}
    assert all(done <= total for _, done, total in seen)
    model = library.find("small")
    assert (model.state, model.licence, model.origin) == ("good", "apache-2.0", "downloaded")
    assert model.source == "maker/Small-GGUF (small.gguf)"
    assert download.unfinished() == []
    assert parts_left() == ["small.gguf", "small.json"]
    # Asked again, it is here.
    before = len(hub.requests)
    assert download.fetch(wanted, ignore) == path
    assert len(hub.requests) == before


def test_a_hundred_random_cuts_lose_nothing(hub, no_waiting):
    data = small_model(600_000, seed=1)
    hub.repositories["maker/Small-GGUF"].files["cut.gguf"] = data
    file = next(file for file in hub_files() if file.name == "cut.gguf")
    chance = random.Random(1995)
    hub.faults.extend(Fault(cut=chance.randrange(1, len(data) // 110)) for _ in range(100))
    path = download.fetch(file, ignore)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256[0]
    assert library.find("cut").state == "good"
    asked = [int(headers["range"].removeprefix("bytes=").rstrip("-")) for headers in hub.storage_requests()[1:]]
    assert len(asked) == 100
    assert asked == sorted(asked)
    # What had come was not asked for again, but for what was on its way when the line was cut.
    assert hub.bytes_sent < 1.2 * len(data)


def hub_files():
    return client.files("maker/Small-GGUF")


def test_cuts_faults_and_fresh_attempts_in_any_order_end_in_the_right_file_or_in_none(hub, no_waiting):
    data = small_model(200_000, seed=2)
    hub.repositories["maker/Small-GGUF"].files["mixed.gguf"] = data
    file = next(file for file in hub_files() if file.name == "mixed.gguf")
    chance = random.Random(7)
    ends = []
    for _ in range(30):
        hub.faults.clear()
        for _ in range(chance.randrange(1, 12)):
            hub.faults.append(
                chance.choice(
                    [
                        Fault(cut=chance.randrange(0, 20_000)),
                        Fault(short=chance.randrange(0, 20_000)),
                        Fault(status=chance.choice([408, 429, 500, 502, 503, 504])),
                        Fault(whole=True, cut=chance.randrange(0, 9_000)),
                        Fault(shifted=True),
                        Fault(wrong=True, cut=chance.randrange(0, 200_000)),
                    ]
                )
            )
        code = ""
        try:
            path = download.fetch(file, ignore)
        except UserError as error:
            code = error.code
        ends.append(code)
        if code:
            assert nothing_looks_complete()
        else:
            assert path.read_bytes() == data
            assert library.find("mixed").state == "good"
            library.remove("mixed")
    assert set(ends) <= {"", "hub_unreachable", "hub_busy", "hub_refused", "download_damaged"}
    assert len(set(ends)) > 1
    hub.faults.clear()
    download.fetch(file, ignore)
    assert library.find("mixed").state == "good"


def test_killed_again_and_again_it_goes_on_where_it_was(hub):
    data = small_model(6_000_000, seed=3)
    hub.repositories["maker/Small-GGUF"].files["slow.gguf"] = data
    hub.piece, hub.pause_s = 4096, 0.012
    file = next(file for file in hub_files() if file.name == "slow.gguf")
    request = json.dumps(to_request(file)).encode() + b"\n"
    starts = []
    for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
        with fetching(request) as child:
            first = next_progress(child)
            starts.append(first["done"])
            while (event := next_progress(child))["done"] < first["done"] + 100_000:
                assert event["total"] == len(data)
                assert event["speed"] >= 0
            while how is signal.SIGKILL and not noted(first["done"]):
                next_progress(child)
            child.send_signal(how)
            child.wait(60)
        assert nothing_looks_complete()
        (note,) = download.unfinished()
        assert note.file == file
        assert note.done > 0
    hub.pause_s = 0.0
    with fetching(request) as child:
        events = [json.loads(line) for line in child.stdout]
        starts.append(events[0]["done"])
    assert events[-1]["event"] == "done"
    assert starts == sorted(starts)
    assert starts[0] == 0 < starts[1] < starts[2] < starts[3]
    assert library.find("slow").state == "good"


def noted(done):
    """Whether the note on the disk holds more than `done`: a kill costs what came since the last sync."""
    return any(note.done > done for note in download.unfinished())


def to_request(file):
    return {field: getattr(file, field) for field in file.__struct_fields__}


def fetching(request):
    child = subprocess.Popen(
        [sys.executable, "-m", "retrowriter", "--job", "fetch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    child.stdin.write(request)
    child.stdin.flush()
    return child


def next_progress(child):
    event = json.loads(child.stdout.readline())
    assert event["event"] == "progress", event
    return event


def test_what_lies_beyond_the_last_sync_is_not_trusted(hub, wanted):
    """After a power cut the end of the part may hold anything."""
    hub.faults.extend([Fault(cut=20_000), *[Fault(status=503)] * 9])
    with pytest.raises(UserError):
        fetch_without_waiting(wanted)
    part = download.target(wanted).with_name("small.gguf.part")
    (note,) = download.unfinished()
    assert part.stat().st_size == note.done == 20_000
    with part.open("ab") as stream:
        stream.write(bytes(10_000))
    hub.faults.clear()
    path = download.fetch(wanted, ignore)
    assert path.read_bytes() == hub.repositories["maker/Small-GGUF"].files["small.gguf"]


def fetch_without_waiting(file):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transfer, "PAUSES", (0.0, 0.0))
        return download.fetch(file, ignore)


def test_the_base_of_the_embedded_model_is_fetched_in_the_same_way(hub, tmp_path, monkeypatch):
    data = small_model(300_000)
    hub.repositories[embedded.HUB_REPO] = Repository({embedded.BASE_FILE: data})
    with pytest.raises(UserError) as caught:
        embedded._from_hub(tmp_path)
    assert caught.value.code == "download_damaged"
    monkeypatch.setattr(embedded, "BASE_SHA256", hashlib.sha256(data).hexdigest())
    hub.faults.extend(Fault(cut=50_000) for _ in range(5))
    assert embedded._from_hub(tmp_path).read_bytes() == data


def test_wrong_bytes_are_thrown_away(hub, wanted):
    hub.faults.append(Fault(wrong=True))
    with pytest.raises(UserError) as caught:
        download.fetch(wanted, ignore)
    assert caught.value.code == "download_damaged"
    assert nothing_looks_complete()
    assert not list(paths.models_dir().rglob("*.part"))
    download.fetch(wanted, ignore)
    assert library.find("small").state == "good"


def test_a_part_that_was_changed_on_the_disk_does_not_become_a_model(hub, wanted):
    hub.faults.extend([Fault(cut=20_000), *[Fault(status=503)] * 9])
    with pytest.raises(UserError):
        fetch_without_waiting(wanted)
    part = download.target(wanted).with_name("small.gguf.part")
    with part.open("r+b") as stream:
        stream.seek(5_000)
        stream.write(b"changed")
    hub.faults.clear()
    with pytest.raises(UserError) as caught:
        download.fetch(wanted, ignore)
    assert caught.value.code == "download_damaged"
    assert nothing_looks_complete()


def test_another_file_under_the_same_name_is_fetched_from_its_beginning(hub, wanted):
    hub.faults.extend([Fault(cut=20_000), *[Fault(status=503)] * 9])
    with pytest.raises(UserError):
        fetch_without_waiting(wanted)
    hub.faults.clear()
    changed = small_model(50_000, seed=9)
    hub.repositories["maker/Small-GGUF"].files["small.gguf"] = changed
    path = download.fetch(hub_files()[0], ignore)
    assert path.read_bytes() == changed


@pytest.mark.parametrize("xet", [False, True])
def test_without_published_checksums_a_model_is_not_called_good(hub, xet):
    hub.digests, hub.xet = False, xet
    download.fetch(hub_files()[0], ignore)
    model = library.find("small")
    assert model.state == "unchecked"
    assert model.problem


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ([Fault(status=500)] * 9, "hub_busy"),
        ([Fault(status=404)], "hub_refused"),
        ([Fault(cut=0)] * 9, "hub_unreachable"),
        ([Fault(short=0)] * 9, "hub_unreachable"),
    ],
)
def test_a_server_that_does_not_recover_is_one_sentence(hub, wanted, faults, code):
    hub.faults.extend(faults)
    with pytest.raises(UserError) as caught:
        fetch_without_waiting(wanted)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    assert nothing_looks_complete()


def test_nobody_there(hub, wanted, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", "http://127.0.0.1:9/{repo_id}/{revision}/{filename}")
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(UserError) as caught:
        fetch_without_waiting(wanted)
    assert caught.value.code == "hub_unreachable"
    with pytest.raises(UserError) as caught:
        hub_files()
    assert caught.value.code == "hub_unreachable"


def test_a_question_is_asked_twice_and_no_more(hub, monkeypatch):
    hub.api_faults.append(503)
    assert [model.repo for model in client.search("small")] == ["maker/Small-GGUF"]
    hub.api_faults.extend([503] * 9)
    asked = len(hub.requests)
    with pytest.raises(UserError, match=r"an error \(503\)"):
        client.search("small")
    assert len(hub.requests) - asked == 2
    hub.api_faults.clear()
    hub.api_faults.append(429)
    with pytest.raises(UserError, match="asks to wait"):
        client.search("small")
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(UserError) as caught:
        client.search("small")
    assert caught.value.code == "hub_unreachable"


def test_an_answer_that_does_not_come_is_not_waited_for(hub, monkeypatch):
    monkeypatch.setattr(patience, "ANSWER_S", 0.2)
    hub.api_pause_s = 30.0
    for ask in (lambda: client.search("small"), lambda: client.files("maker/Small-GGUF")):
        with pytest.raises(UserError) as caught:
            ask()
        assert caught.value.code == "hub_unreachable"


def test_errors_of_the_api_are_sentences(hub, wanted):
    hub.api_faults.append(500)
    with pytest.raises(UserError) as caught:
        hub_files()
    assert caught.value.code == "hub_refused"
    with pytest.raises(UserError) as caught:
        client.files("nobody/nothing")
    assert caught.value.code == "hub_missing"
    with pytest.raises(UserError) as caught:
        client.files("not a name")
    assert caught.value.code == "hub_missing"
    gone = to_request(wanted) | {"parts": ("gone.gguf",)}
    with pytest.raises(UserError) as caught:
        download.fetch(client.HubFile(**gone), ignore)
    assert caught.value.code == "hub_missing"


@pytest.mark.parametrize("portal", [b"<html>Log in</html>", b"[]", b"7", b"[1]", b'{"siblings": 3}'])
def test_what_is_no_hub_is_a_sentence(hub, wanted, portal):
    hub.portal = portal
    for action in (hub_files, lambda: client.search("x"), lambda: fetch_without_waiting(wanted)):
        try:
            action()
        except UserError as error:
            code = error.code
        else:
            code = ""
        # An empty list is an answer.
        assert code == "hub_refused" or (portal == b"[]" and code == "")
    assert nothing_looks_complete()


def test_a_damaged_note_costs_no_more_than_the_download(hub, wanted):
    hub.faults.extend([Fault(cut=20_000), *[Fault(status=503)] * 9])
    with pytest.raises(UserError):
        fetch_without_waiting(wanted)
    note = download.target(wanted).with_name("small.gguf.download")
    for content in (b"", b"{", b'{"file": 1}', bytes(100)):
        note.write_bytes(content)
        assert download.unfinished() == []
    hub.faults.clear()
    download.fetch(wanted, ignore)
    assert library.find("small").state == "good"


def test_a_gated_model_needs_the_token_which_goes_nowhere_else(hub, wanted, monkeypatch, caplog):
    hub.repositories["maker/Small-GGUF"].gated = True
    caplog.set_level(logging.DEBUG)
    for token in ("", "hf_wrong"):
        monkeypatch.setenv("HF_TOKEN", token)
        with pytest.raises(UserError) as caught:
            download.fetch(wanted, ignore)
        assert caught.value.code == "hub_gated"
        assert "HF_TOKEN" in caught.value.hint
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    download.fetch(wanted, ignore)
    assert library.find("small").state == "good"
    assert all("authorization" not in headers for headers in hub.storage_requests())
    assert TOKEN not in caplog.text
    for path in paths.data_dir().rglob("*"):
        assert not path.is_file() or TOKEN.encode() not in path.read_bytes()


def test_the_login_of_the_hub_is_used(hub, wanted, monkeypatch, tmp_path):
    from huggingface_hub import constants

    hub.repositories["maker/Small-GGUF"].gated = True
    login = tmp_path / "token"
    login.write_text(TOKEN)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(login))
    download.fetch(wanted, ignore)
    assert library.find("small").state == "good"


def test_a_proxy_is_used(hub, wanted):
    environment = {**os.environ, "HF_ENDPOINT": "http://hub.invalid", "HTTP_PROXY": hub.url, "NO_PROXY": ""}
    command = [sys.executable, "-m", "retrowriter", "models", "search", "small"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "maker/Small-GGUF" in done.stdout


@pytest.mark.parametrize("how", ["setting", "variable", "HF_HUB_OFFLINE"])
def test_offline_is_offline(hub, wanted, monkeypatch, how):
    if how == "setting":
        chosen = settings.Settings()
        chosen.set(settings.OFFLINE, True)
        chosen.save()
    else:
        monkeypatch.setenv(settings.OFFLINE_VARIABLE if how == "variable" else how, "1")
    before = len(hub.requests)
    for action in (lambda: download.fetch(wanted, ignore), hub_files, lambda: client.search("x")):
        with pytest.raises(UserError) as caught:
            action()
        assert caught.value.code == "offline"
    assert len(hub.requests) == before


def test_too_little_room_is_said_before_anything_is_fetched(hub, wanted):
    hub.claimed_size = 10**16
    with pytest.raises(UserError) as caught:
        download.fetch(wanted, ignore)
    assert caught.value.code == "disk_full"
    assert hub.storage_requests() == []


def test_the_disk_filling_up_meanwhile_stops_it_and_keeps_what_came(hub, monkeypatch):
    hub.repositories["maker/Small-GGUF"].files["big.gguf"] = small_model(400_000, seed=5)
    file = next(file for file in hub_files() if file.name == "big.gguf")
    hub.piece, hub.pause_s = 4096, 0.001
    monkeypatch.setattr(transfer, "_SYNC_EVERY_S", 0.02)
    usage = namedtuple("usage", "total used free")
    room = iter([10**9, 10**9])
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**9, 0, next(room, 1_000_000)))
    with pytest.raises(UserError) as caught:
        download.fetch(file, ignore)
    assert caught.value.code == "disk_full"
    assert nothing_looks_complete()
    assert download.unfinished()[0].done > 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_is_a_sentence(hub, wanted):
    download.enqueue(wanted)
    download.target(wanted).with_name("small.gguf.part").symlink_to("/dev/full")
    with pytest.raises(UserError) as caught:
        download.fetch(wanted, ignore)
    assert caught.value.code == "disk_full"
    assert nothing_looks_complete()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_file_system_that_holds_no_large_files(hub, wanted):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [sys.executable, "-m", "retrowriter", "--job", "fetch"]
    done = subprocess.run(
        command, input=json.dumps(to_request(wanted)).encode(), capture_output=True, preexec_fn=limit, check=False
    )
    event = json.loads(done.stdout.splitlines()[-1])
    assert (event["event"], event["code"]) == ("failed", "file_too_large")
    assert nothing_looks_complete()
    assert download.unfinished()[0].done == 20_000


def test_split_models_appear_when_all_their_parts_are_right(hub, no_waiting):
    from retrowriter.convert import gguf_writer

    names = [f"deep/Big-{n:05}-of-00003.gguf" for n in (1, 2, 3)]
    hub.repositories["maker/Big-GGUF"] = Repository(
        {name: small_model(20_000, seed=n, **{"split.count": gguf_writer.uint32(3)}) for n, name in enumerate(names)}
    )
    (file,) = client.files("maker/Big-GGUF")
    assert file.parts == tuple(names)
    assert file.size == sum(len(data) for data in hub.repositories["maker/Big-GGUF"].files.values())
    hub.faults.extend([Fault(), Fault(), *[Fault(status=500)] * 9])
    with pytest.raises(UserError):
        download.fetch(file, ignore)
    assert nothing_looks_complete()
    hub.faults.clear()
    before = len(hub.storage_requests())
    seen = []
    path = download.fetch(file, lambda _stage, done, total: seen.append(done / total))
    assert len(hub.storage_requests()) == before + 1  # two parts were here
    assert seen == sorted(seen)
    assert path.name == "Big-00001-of-00003.gguf"
    model = library.find("Big")
    assert (model.state, len(model.parts), model.size) == ("good", 3, file.size)
    # One part of it is lost later.
    path.with_name("Big-00002-of-00003.gguf").unlink()
    assert library.find("Big").state == "damaged"
    assert "00002" in library.find("Big").problem


def test_what_is_no_model_is_not_kept(hub):
    hub.repositories["maker/Odd-GGUF"] = Repository({"odd.gguf": b"GGUF" + bytes(range(200))})
    (file,) = client.files("maker/Odd-GGUF")
    with pytest.raises(UserError) as caught:
        download.fetch(file, ignore)
    assert caught.value.code in ("model_unusable", "model_damaged")
    assert parts_left() == []


def test_names_on_the_hub_lead_nowhere_else(hub):
    hub.repositories["maker/Evil-GGUF"] = Repository({"../../../evil.gguf": small_model()})
    (file,) = client.files("maker/Evil-GGUF")
    assert download.target(file).parent.parent == paths.models_dir()
    assert download.target(file).name == "evil.gguf"


def test_files_of_one_name_do_not_replace_each_other(hub):
    files = {f"{kind}/model.gguf": small_model(9_000, seed=n) for n, kind in enumerate(("Q4", "Q8"))}
    hub.repositories["maker/Two-GGUF"] = Repository(files)
    for file in client.files("maker/Two-GGUF"):
        assert download.fetch(file, ignore).read_bytes() == files[file.name]
    assert [library.find(name).state for name in ("model", "model-2")] == ["good", "good"]
    assert library.find("model").sha256 != library.find("model-2").sha256


def test_the_same_file_is_not_fetched_twice_at_once(hub, wanted):
    with download._lock(wanted), pytest.raises(UserError) as caught:
        download.fetch(wanted, ignore)
    assert caught.value.code == "download_running"


def test_the_queue_outlives_the_program_and_can_be_cleared(hub, wanted):
    download.enqueue(wanted)
    assert [note.file for note in download.unfinished()] == [wanted]
    hub.faults.extend([Fault(cut=20_000), *[Fault(status=503)] * 9])
    with pytest.raises(UserError):
        fetch_without_waiting(wanted)
    assert download.unfinished()[0].done == 20_000
    download.discard(wanted)
    assert download.unfinished() == []
    assert parts_left() == []
