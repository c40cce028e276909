"""What run.py and test.py do before they start: the standard library alone, each step safe to repeat.

The environment lives in .venv beside this folder. A step writes its mark in .venv only when it is complete, so an
interrupted run is taken up where it stopped, and a finished one costs a few file reads and no network.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
MARKS = VENV / "marks"
MINIMUM = (3, 11)

GPU_OPTIONS = {
    "none": "",
    "cuda": "-DGGML_CUDA=on",
    "vulkan": "-DGGML_VULKAN=on",
    "metal": "-DGGML_METAL=on",
}

# The first Vulkan headers with VK_EXT_layer_settings, which llama.cpp's Vulkan part needs.
VULKAN_HEADERS = (1, 3, 272)

# Shared library -> Debian package, for drawing without a screen and for a window under X11.
QT_OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
QT_WINDOW = {
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


class SetupError(Exception):
    """A step cannot be done; the message says what to do."""


def say(text: str) -> None:
    """One line about what is going on, on stderr, so that the program's own output stays clean."""
    print(text, file=sys.stderr, flush=True)


def venv_python() -> Path:
    """The Python of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def check_python() -> None:
    """Raises SetupError when this Python is too old."""
    if sys.version_info < MINIMUM:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(
            f"Retro Document Writer needs Python 3.11 or newer; this is {found}. "
            "Install a newer Python and run this command with it, for example: python3.12 scripts/run.py"
        )


def has_screen() -> bool:
    """Is there a screen on which a window can be shown?"""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if sys.platform.startswith("linux") or "bsd" in sys.platform:
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def prepare(gpu: str = "none", window: bool = True, dev: bool = False) -> None:
    """Brings .venv to the state of the lock files.

    Args:
        gpu: which build of llama.cpp, a key of GPU_OPTIONS.
        window: will a window be shown (so that Qt needs X11's libraries)?
        dev: install the development tools and the training libraries too.

    Raises:
        SetupError: with the command to type or the thing to install.
    """
    check_python()
    ready = ["dev"] if dev else ["app", "dev"]
    if any(_read(MARKS / name) == _fingerprint(name, gpu) for name in ready):
        return
    _check_system_libraries(window)
    _make_venv()
    say("Installing what the program needs (a few minutes the first time) ...")
    _pip("install", "--require-hashes", "-r", str(LOCKS / "build.lock"))
    _pip("install", "--require-hashes", "-r", str(LOCKS / ("dev.lock" if dev else "app.lock")))
    _install_llama(gpu)
    if dev:
        say("Installing what training needs ...")
        _pip("install", "-r", str(LOCKS / "train.txt"))
    _pip("install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    MARKS.mkdir(parents=True, exist_ok=True)
    (MARKS / "gpu").write_text(gpu, encoding="utf-8")
    name = "dev" if dev else "app"
    (MARKS / name).write_text(_fingerprint(name, gpu), encoding="utf-8")


def installed_gpu() -> str:
    """The build of llama.cpp that .venv holds, a key of GPU_OPTIONS; "none" when there is no .venv yet."""
    gpu = _read(MARKS / "gpu")
    return gpu if gpu in GPU_OPTIONS else "none"


def prepare_model() -> None:
    """Puts the embedded model in its place; says nothing and does nothing when it is there.

    Raises:
        SetupError: the model could not be had; the reason was printed.
    """
    if subprocess.call([str(venv_python()), "-m", "retrowriter", "models", "prepare"], cwd=ROOT) != 0:
        raise SetupError("The embedded model is not ready. Mend the cause above and run the same command again.")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _fingerprint(name: str, gpu: str) -> str:
    # What a mark stands for: these pins, this build, this Python, this place.
    digest = hashlib.sha256(f"{gpu} {sys.version_info[:2]} {ROOT}".encode())
    pins = ["build.lock", "llama.lock", f"{name}.lock"] + (["train.txt"] if name == "dev" else [])
    for path in [*(LOCKS / pin for pin in pins), ROOT / "pyproject.toml"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _check_system_libraries(window: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    wanted = {**QT_OFFSCREEN, **(QT_WINDOW if window else {})}
    missing = [(library, package) for library, package in wanted.items() if not _loads(library)]
    if missing:
        names = ", ".join(library for library, _ in missing)
        say(f"Qt needs system libraries that are missing: {names}.")
        _apt([package for _, package in missing], "Install the packages that hold these libraries")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt(packages: list[str], otherwise: str) -> None:
    command = f"apt-get update && apt-get install -y {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise SetupError(f"{otherwise} (on Debian and Ubuntu: {' '.join(packages)}), then run this command again.")
    if os.geteuid() != 0:
        raise SetupError(f"Type this once, then run this command again:\n\n    sudo sh -c '{command}'\n")
    say(f"Installing {' '.join(packages)} ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.call(["sh", "-c", command], env=environment, stdout=sys.stderr) != 0:
        raise SetupError(f"These packages could not be installed: {' '.join(packages)}. The lines above say why.")


def _make_venv() -> None:
    python = venv_python()
    if python.exists():
        check = [str(python), "-m", "pip", "--version"]
        if subprocess.call(check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return
    if VENV.exists():
        say("The environment in .venv is incomplete; making it again ...")
        shutil.rmtree(VENV)
    say("Making an environment in .venv ...")
    try:
        import ensurepip  # noqa: F401  # missing on Debian until python3-venv is installed
    except ImportError:
        _apt([f"python3.{sys.version_info[1]}-venv"], "Install Python's venv module")
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        raise SetupError("Python could not make an environment in .venv; the lines above say why.")


def _pip(*arguments: str, extra: dict[str, str] | None = None) -> None:
    command = [str(venv_python()), "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    if subprocess.call(command, env={**os.environ, **(extra or {})}, stdout=sys.stderr) != 0:
        raise SetupError(
            "The packages could not be installed; the lines above say why. "
            "If the network was the cause, run the same command again: it goes on where it stopped."
        )


def _install_llama(gpu: str) -> None:
    store = _wheel_store(gpu)
    if not any(store.glob("llama_cpp_python-*.whl")):
        _check_compiler()
        _check_gpu_tools(gpu)
        if gpu == "none":
            say("Building llama.cpp for this machine (about 3 minutes on two cores, once) ...")
        else:
            say(f"Building llama.cpp with {gpu.upper()} for this machine (this can take 10 minutes or more, once) ...")
        building = store.with_name(store.name + ".building")
        shutil.rmtree(building, ignore_errors=True)
        scripts = str(venv_python().parent)
        options = {
            "CMAKE_ARGS": f"{GPU_OPTIONS[gpu]} {os.environ.get('CMAKE_ARGS', '')}".strip(),
            "PATH": scripts + os.pathsep + os.environ.get("PATH", ""),
        }
        arguments = ["wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir", "--require-hashes"]
        _pip(*arguments, "-r", str(LOCKS / "llama.lock"), "-w", str(building), extra=options)
        shutil.rmtree(store, ignore_errors=True)
        building.rename(store)
    wheel = next(store.glob("llama_cpp_python-*.whl"))
    _pip("install", "--no-deps", "--no-index", "--force-reinstall", str(wheel))


def _check_gpu_tools(gpu: str) -> None:
    """Says beforehand what a build would fail of after many minutes. What CMAKE_ARGS names is believed."""
    given = os.environ.get("CMAKE_ARGS", "")
    if gpu == "cuda" and "CUDA" not in given and shutil.which("nvcc") is None:
        places = [Path(os.environ.get("CUDA_PATH", "/usr/local/cuda")) / "bin" / name for name in ("nvcc", "nvcc.exe")]
        if not any(place.exists() for place in places):
            raise SetupError("For --gpu cuda the CUDA Toolkit is needed (nvcc): developer.nvidia.com/cuda-downloads")
    if gpu != "vulkan" or "Vulkan_INCLUDE_DIR" in given:
        return
    sdk = os.environ.get("VULKAN_SDK", "")
    headers = _vulkan_headers([Path(sdk) / "include", Path(sdk) / "Include", Path("/usr/include")])
    if not sdk and (not headers or shutil.which("glslc") is None):
        _apt(["libvulkan-dev", "glslc", "spirv-headers"], "For --gpu vulkan the Vulkan SDK is needed")
        headers = _vulkan_headers([Path("/usr/include")])
    if headers and headers < VULKAN_HEADERS:
        found, needed = (".".join(map(str, version)) for version in (headers, VULKAN_HEADERS))
        raise SetupError(
            f"llama.cpp needs Vulkan headers {needed} or newer; these are {found}. Install the Vulkan SDK "
            "(vulkan.lunarg.com), or put newer headers into a folder of their own as docs/gpu.md tells."
        )


def _vulkan_headers(folders: list[Path]) -> tuple[int, ...]:
    """The version of the first Vulkan headers in these folders; () when there are none."""
    for folder in folders:
        header = folder / "vulkan" / "vulkan_core.h"
        if header.is_file():
            text = header.read_text(encoding="utf-8", errors="replace")
            last = re.search(r"define VK_HEADER_VERSION (\d+)", text)
            first = re.search(r"VK_HEADER_VERSION_COMPLETE VK_MAKE_API_VERSION\(0, (\d+), (\d+)", text)
            if first and last:
                return int(first[1]), int(first[2]), int(last[1])
    return ()


def _wheel_store(gpu: str) -> Path:
    # The build uses what this processor can do, so a home folder shared by two machines needs two wheels.
    if os.name == "nt":
        cache = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    flags = ""
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        flags = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    recipe = (
        f"{platform.platform()} {platform.machine()} {flags} {os.environ.get('CMAKE_ARGS', '')} {sys.version_info[:2]}"
    )
    recipe += (LOCKS / "llama.lock").read_text(encoding="utf-8")
    key = hashlib.sha256(recipe.encode()).hexdigest()[:12]
    folder = cache / "retrowriter" / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{gpu}-{key}"


def _check_compiler() -> None:
    if sys.platform == "win32":
        # CMake finds Visual Studio by itself, wherever it is.
        programs = Path(os.environ.get("PROGRAMFILES(X86)", r"C:\Program Files (x86)"))
        finder = programs / "Microsoft Visual Studio" / "Installer" / "vswhere.exe"
        if finder.exists() or shutil.which("cl") or shutil.which("g++") or shutil.which("clang++"):
            return
        raise SetupError(
            "A C++ compiler is needed once, to build llama.cpp. Install the Build Tools for Visual Studio "
            "with the workload 'Desktop development with C++', then run this command again."
        )
    if any(shutil.which(name) for name in (os.environ.get("CXX") or "c++", "g++", "clang++")):
        return
    if sys.platform == "darwin":
        raise SetupError("A C++ compiler is needed once. Type: xcode-select --install, then run this command again.")
    say("A C++ compiler is needed once, to build llama.cpp.")
    _apt(["g++"], "Install a C++ compiler")
