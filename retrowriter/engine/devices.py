"""The graphics cards that a build of llama.cpp can use, with their memory: ggml's own list of devices."""

import ctypes
from dataclasses import dataclass

# ggml_backend_dev_type in ggml-backend.h: a card of its own, and one that shares the computer's memory.
_CARDS = (1, 2)


@dataclass(frozen=True)
class Device:
    """A device: what it is called, whether it is a graphics card, and its memory in bytes."""

    name: str
    card: bool
    free: int
    total: int


def devices(library: ctypes.CDLL) -> tuple[Device, ...]:
    """All devices, the processor too.

    Args:
        library: ggml, as it was loaded.
    """
    try:
        count, get = library.ggml_backend_dev_count, library.ggml_backend_dev_get
        describe, kind = library.ggml_backend_dev_description, library.ggml_backend_dev_type
        memory = library.ggml_backend_dev_memory
    except AttributeError:
        # On Windows these are in another library.
        return ()
    count.restype, count.argtypes = ctypes.c_size_t, []
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    describe.restype, describe.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    kind.restype, kind.argtypes = ctypes.c_int, [ctypes.c_void_p]
    size = ctypes.POINTER(ctypes.c_size_t)
    memory.restype, memory.argtypes = None, [ctypes.c_void_p, size, size]
    found = []
    for i in range(count()):
        device = get(i)
        free, total = ctypes.c_size_t(), ctypes.c_size_t()
        memory(device, ctypes.byref(free), ctypes.byref(total))
        name = (describe(device) or b"").decode("utf-8", "replace")
        found.append(Device(name, kind(device) in _CARDS, free.value, total.value))
    return tuple(found)
