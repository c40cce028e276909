"""Makes the lock files in requirements/ anew from pyproject.toml and requirements/build.in.

usage: python3 scripts/update_locks.py    (needs `uv` on the PATH; run it when a dependency changes)

The files hold versions and SHA-256 hashes for all platforms, and no index: where
packages come from is the user's choice.
llama-cpp-python stands in a file of its own, since it is built from source with the options of this machine.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
NATIVE = "llama-cpp-python"
HEAD = "# Made by scripts/update_locks.py; do not edit.\n"


def main() -> None:
    """Compiles the four lock files."""
    app = _compile("pyproject.toml")
    dev = _compile("pyproject.toml", "--extra", "dev")
    native, app = _split(app)
    _, dev = _split(dev)
    for name, text in {
        "app.lock": app,
        "dev.lock": dev,
        "llama.lock": native,
        "build.lock": _compile("requirements/build.in"),
    }.items():
        (LOCKS / name).write_text(HEAD + text, encoding="utf-8")
        print(f"requirements/{name}: {len(re.findall(r'^[a-z]', text, re.MULTILINE))} packages")


def _compile(source: str, *options: str) -> str:
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate"]
    command += ["--no-emit-index-url", "--python-version", "3.11", *options, source]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _split(lock: str) -> tuple[str, str]:
    entry = re.search(rf"^{NATIVE}==(?:.*\\\n)*.*\n", lock, re.MULTILINE)
    if entry is None:
        raise SystemExit(f"{NATIVE} is missing from the lock")
    return entry.group(0), lock.replace(entry.group(0), "")


if __name__ == "__main__":
    main()
