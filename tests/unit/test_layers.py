"""Every module outside the window works without Qt, and all but one without the native engine."""

import subprocess
import sys

CODE = """
import importlib, pkgutil, sys
import retrowriter
for name in ("PySide6", "llama_cpp", "torch", "transformers", "peft"):
    sys.modules[name] = None
skipped = ("retrowriter.ui", "retrowriter.engine.llama")
count = 0
for module in pkgutil.walk_packages(retrowriter.__path__, "retrowriter."):
    if not module.name.startswith(skipped):
        importlib.import_module(module.name)
        count += 1
print(count)
"""


def test_modules_import_with_qt_and_the_native_engine_blocked():
    result = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 50
