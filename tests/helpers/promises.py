"""Promises in seconds: on a free machine as they are, and more on one where others have the processor."""

import time

_BURST = 0.05
# Below this nobody else is there. Above it, the share of the processor that a test gets changes from moment to moment.
_FREE = 1.3
_MARGIN = 3.0


def within(seconds: float) -> float:
    """What `seconds` on a free machine are on this one now, as measured by a moment of work."""
    begun, used = time.perf_counter(), time.thread_time()
    while time.thread_time() - used < _BURST:
        pass
    slowness = (time.perf_counter() - begun) / _BURST
    return seconds if slowness < _FREE else seconds * slowness * _MARGIN
