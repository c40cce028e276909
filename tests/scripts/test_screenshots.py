import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments):
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)


@pytest.mark.parametrize("scale", [1, 2])
def test_screenshots_of_a_dialog_and_of_the_window(tmp_path, scale):
    sizes = {}
    for name in ("zoom", "main"):
        done = run("scripts/screenshots.py", tmp_path, "--scale", scale, "--only", name)
        assert done.returncode == 0, done.stderr
        sizes[name] = png_size(tmp_path / f"{name}@{scale}x.png")
    assert sizes["main"] == (800 * scale, 600 * scale)
    assert sizes["zoom"][0] > 300 * scale
    assert (tmp_path / f"menu@{scale}x.png").exists()


def test_the_sheet_of_icons(tmp_path):
    done = run("scripts/icon_sheet.py", tmp_path / "sheet.png")
    assert done.returncode == 0, done.stderr
    assert png_size(tmp_path / "sheet.png")[0] > 900


def png_size(path):
    # Width and height stand at byte 16 of every PNG file.
    head = path.read_bytes()[:24]
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
