"""How many threads serve a model best: the physical cores that this process may use."""

import os
import subprocess
import sys
from pathlib import Path


def physical_cores() -> int:
    """Physical cores available to this process, at least 1; on a Mac the fast ones."""
    logical = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if sys.platform == "darwin":
        return _mac_cores() or logical
    if sys.platform.startswith("linux"):
        return _linux_cores() or logical
    # Windows: two threads on a core is the rule on desktops.
    return max(1, logical // 2) if logical > 4 else logical


def writing_threads() -> int:
    """How many threads write: one core is left to the window. Writing is bound by memory, and each token waits for the
    slowest thread, so a core that is shared with the window slows all of them down.
    """
    return max(1, physical_cores() - 1)


def _linux_cores() -> int:
    cores = set()
    for number in os.sched_getaffinity(0):
        topology = Path(f"/sys/devices/system/cpu/cpu{number}/topology/thread_siblings_list")
        try:
            cores.add(topology.read_text(encoding="ascii").strip())
        except OSError:
            return 0
    return len(cores)


def _mac_cores() -> int:
    for key in ("hw.perflevel0.physicalcpu", "hw.physicalcpu"):
        result = subprocess.run(["sysctl", "-n", key], capture_output=True, text=True, check=False)
        if result.returncode == 0 and result.stdout.strip().isdigit():
            return int(result.stdout)
    return 0
