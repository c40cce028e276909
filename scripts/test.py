"""Sets everything up, then checks and tests the program: ruff, mypy, import-linter, pytest.

usage: python3 scripts/test.py [PYTEST ARGUMENTS]

After the set-up no network and no screen are needed. With pytest arguments only pytest runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import setup_steps


def main(arguments: list[str]) -> int:
    """Runs all checks (or pytest alone, with arguments); returns 0 when every one passed."""
    try:
        setup_steps.prepare(gpu=setup_steps.installed_gpu(), window=False, dev=True)
        setup_steps.prepare_model()
    except setup_steps.SetupError as error:
        setup_steps.say(str(error))
        return 1
    python = str(setup_steps.venv_python())
    checks = [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy"]),
        ("import-linter", [str(setup_steps.venv_python().parent / "lint-imports"), "--no-cache"]),
    ]
    checks = [] if arguments else checks
    checks.append(("pytest", [python, "-m", "pytest", *arguments]))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    failed = []
    for name, command in checks:
        setup_steps.say(f"== {name}")
        start = time.monotonic()
        if subprocess.call(command, cwd=setup_steps.ROOT, env=environment) != 0:
            failed.append(name)
        setup_steps.say(f"   {name}: {time.monotonic() - start:.0f} s")
    if failed:
        setup_steps.say("Failed: " + ", ".join(failed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
