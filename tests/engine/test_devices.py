from llama_cpp._ggml import libggml

from retrowriter.engine.devices import devices
from retrowriter.engine.llama import LlamaBackend


def test_the_processor_is_a_device_and_cards_are_named():
    found = devices(libggml)
    processors = [device for device in found if not device.card]
    assert processors
    assert all(device.name for device in found)
    assert processors[0].total > 0
    assert LlamaBackend().devices() == tuple(device.name for device in found if device.card)
