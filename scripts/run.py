"""Sets everything up and starts Retro Document Writer.

usage: python3 scripts/run.py [--gpu cuda|vulkan|metal|none] [ARGUMENTS OF retrowriter]

The first run makes an environment in .venv, builds llama.cpp for this machine and prepares the embedded model; later
runs start at once and touch no network. Without a screen and without arguments a sample memo is written in the
terminal.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

import setup_steps

SAMPLE = "memo to all staff about the new laser printer on the second floor"


def main(arguments: list[str]) -> int:
    """Prepares, then runs the program with `arguments`; returns its exit code."""
    gpu, arguments = _take_gpu(arguments)
    window = setup_steps.has_screen()
    try:
        setup_steps.prepare(gpu=gpu or setup_steps.installed_gpu(), window=window)
        setup_steps.prepare_model()
    except setup_steps.SetupError as error:
        setup_steps.say(str(error))
        return 1
    except KeyboardInterrupt:
        setup_steps.say("\nStopped. The same command goes on where this one stopped.")
        return 130
    if not arguments and not window:
        setup_steps.say(
            "There is no screen here, so no window can be shown. This is what the writer in it does:\n"
            f"retrowriter draft --type memo --brief {SAMPLE!r}\n"
            "For the window, run the same command on a desktop, or on a virtual screen: xvfb-run python3 scripts/run.py"
        )
        arguments = ["draft", "--type", "memo", "--brief", SAMPLE]
    command = [str(setup_steps.venv_python()), "-m", "retrowriter", *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    return _replace_process(command)


def _replace_process(command: list[str]) -> NoReturn:
    os.execv(command[0], command)


def _take_gpu(arguments: list[str]) -> tuple[str, list[str]]:
    gpu, rest, index = "", [], 0
    while index < len(arguments):
        argument = arguments[index]
        if argument == "--gpu" or argument.startswith("--gpu="):
            if "=" not in argument:
                index += 1
            gpu = argument.partition("=")[2] or (arguments[index] if index < len(arguments) else "")
            if gpu not in setup_steps.GPU_OPTIONS:
                setup_steps.say(f"--gpu takes one of: {', '.join(setup_steps.GPU_OPTIONS)}.")
                raise SystemExit(2)
        else:
            rest.append(argument)
        index += 1
    return gpu, rest


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
