"""The two set-up commands: what they ask for, what they skip, and what they say when something is missing."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """The set-up module on an empty copy of the project."""
    project = tmp_path / "project"
    (project / "scripts").mkdir(parents=True)
    shutil.copytree(ROOT / "requirements", project / "requirements")
    shutil.copy(ROOT / "pyproject.toml", project)
    for name in ("setup_steps.py", "run.py", "test.py"):
        shutil.copy(ROOT / "scripts" / name, project / "scripts")
    monkeypatch.syspath_prepend(str(project / "scripts"))
    for name in ("setup_steps", "run"):
        sys.modules.pop(name, None)
    module = importlib.import_module("setup_steps")
    assert project == module.ROOT
    yield module
    for name in ("setup_steps", "run"):
        sys.modules.pop(name, None)


def _mark(steps, name, gpu="none"):
    steps.MARKS.mkdir(parents=True, exist_ok=True)
    (steps.MARKS / name).write_text(steps._fingerprint(name, gpu), encoding="utf-8")
    (steps.MARKS / "gpu").write_text(gpu, encoding="utf-8")


def test_a_complete_environment_is_left_alone(steps, monkeypatch):
    _mark(steps, "app")
    monkeypatch.setattr(steps.subprocess, "call", lambda *_a, **_k: pytest.fail("nothing may be started"))
    steps.prepare()


def test_the_development_environment_serves_the_program_too(steps, monkeypatch):
    _mark(steps, "dev")
    monkeypatch.setattr(steps.subprocess, "call", lambda *_a, **_k: pytest.fail("nothing may be started"))
    steps.prepare()
    steps.prepare(dev=True)


@pytest.mark.parametrize("change", ["requirements/app.lock", "requirements/llama.lock", "pyproject.toml"])
def test_a_changed_pin_is_installed(steps, monkeypatch, change):
    _mark(steps, "app")
    with (steps.ROOT / change).open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    started = []
    monkeypatch.setattr(steps.subprocess, "call", lambda command, **_k: started.append(command) or 1)
    monkeypatch.setattr(steps, "_check_system_libraries", lambda _window: None)
    with pytest.raises(steps.SetupError):
        steps.prepare()
    assert started


def test_another_gpu_is_another_build(steps):
    assert steps._fingerprint("app", "none") != steps._fingerprint("app", "vulkan")
    _mark(steps, "app", "vulkan")
    assert steps.installed_gpu() == "vulkan"


def test_a_missing_library_names_the_command_to_type(steps, monkeypatch):
    monkeypatch.setattr(steps.sys, "platform", "linux")
    monkeypatch.setattr(steps, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(steps.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(steps.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(steps.SetupError, match=r"apt-get install -y libegl1"):
        steps._check_system_libraries(window=False)


def test_no_compiler_is_said_in_words(steps, monkeypatch):
    monkeypatch.setattr(steps.shutil, "which", lambda _name: None)
    with pytest.raises(steps.SetupError, match=r"compiler"):
        steps._check_compiler()


def vulkan_header(folder, major, minor, patch):
    (folder / "vulkan").mkdir(parents=True, exist_ok=True)
    (folder / "vulkan" / "vulkan_core.h").write_text(
        f"#define VK_HEADER_VERSION {patch}\n"
        f"#define VK_HEADER_VERSION_COMPLETE VK_MAKE_API_VERSION(0, {major}, {minor}, VK_HEADER_VERSION)\n",
        encoding="utf-8",
    )


def test_old_vulkan_headers_are_said_before_the_build(steps, monkeypatch, tmp_path):
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    monkeypatch.setenv("VULKAN_SDK", str(tmp_path))
    vulkan_header(tmp_path / "include", 1, 3, 239)
    with pytest.raises(steps.SetupError, match=r"1\.3\.272 or newer; these are 1\.3\.239"):
        steps._check_gpu_tools("vulkan")
    vulkan_header(tmp_path / "include", 1, 4, 309)
    steps._check_gpu_tools("vulkan")
    vulkan_header(tmp_path / "include", 1, 3, 239)
    monkeypatch.setenv("CMAKE_ARGS", "-DVulkan_INCLUDE_DIR=/elsewhere")
    steps._check_gpu_tools("vulkan")
    steps._check_gpu_tools("none")


def test_missing_gpu_tools_are_said_in_words(steps, monkeypatch, tmp_path):
    for name in ("CMAKE_ARGS", "VULKAN_SDK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CUDA_PATH", str(tmp_path))
    monkeypatch.setattr(steps.shutil, "which", lambda _name: None)
    with pytest.raises(steps.SetupError, match=r"CUDA Toolkit"):
        steps._check_gpu_tools("cuda")
    with pytest.raises(steps.SetupError, match=r"libvulkan-dev glslc spirv-headers"):
        steps._check_gpu_tools("vulkan")


def test_an_unfinished_environment_is_made_again(steps):
    python = steps.venv_python()
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    steps._make_venv()
    assert subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def test_the_locks_hold_hashes_and_no_host():
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text
        for entry in text.replace("\\\n", " ").splitlines():
            assert entry.startswith("#") or "--hash=sha256:" in entry, entry


def test_an_unknown_gpu_is_a_usage_error():
    command = [sys.executable, str(ROOT / "scripts" / "run.py"), "--gpu", "voodoo"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "cuda" in result.stderr


def test_without_a_screen_a_sample_is_drafted(steps, monkeypatch, capsys):
    run = importlib.import_module("run")
    monkeypatch.setattr(steps, "has_screen", lambda: False)
    monkeypatch.setattr(steps, "prepare", lambda **_k: None)
    monkeypatch.setattr(steps, "prepare_model", lambda: None)
    started = []
    monkeypatch.setattr(run, "_replace_process", lambda command: started.append(command) or 0)
    assert os.name == "nt" or run.main([]) == 0
    assert started
    assert started[0][2:4] == ["retrowriter", "draft"]
    assert "window" in capsys.readouterr().err
