"""Shows that a build of llama.cpp with Vulkan really computes a model on a Vulkan device, and falls back without one.

usage: python scripts/check_vulkan.py [--python PYTHON] [--model GGUF] [--tokens N] [--device N] [--json]

PYTHON is that of an environment with such a build (`scripts/run.py --gpu vulkan` makes one; docs/gpu.md tells more);
by default the one that runs this. Mesa's software driver (Debian: mesa-vulkan-drivers) will do for a device: it proves
the way, not the speed. Three engine processes are started: one that sees no device, for comparison; one that sees
device N and is asked to put all layers on it; and one that is asked for a device and sees none. The exit code is 0
when the device took all layers, gave the same likelihoods within 1 %, and the fallback came with a reason.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from retrowriter.engine.client import EngineProcess  # noqa: E402  # the package may not be installed
from retrowriter.engine.protocol import Done, Loaded, ModelChoice, Sampling, Text  # noqa: E402
from retrowriter.errors import UserError  # noqa: E402
from retrowriter.models import embedded  # noqa: E402
from retrowriter.text.prompt import Conversation, Message  # noqa: E402

# Which devices ggml looks at; software ones only when they are named.
_VISIBLE = "GGML_VK_VISIBLE_DEVICES"
_ASKED = Conversation(messages=(Message("user", "Write a note."),), heading="A note")
_CONTEXT = 512
_NEAR = 0.01
_ALL = 999


def main(argv: list[str] | None = None) -> int:
    """Compares, prints, and returns 1 when the device did not do its part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--model", type=Path, default=embedded.path())
    parser.add_argument("--tokens", type=int, default=16, help="to write, the likeliest each time (default: 16)")
    parser.add_argument("--device", default="0", help="number of the Vulkan device (default: 0)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    arguments = parser.parse_args(argv)
    try:
        report = check(arguments.python, arguments.model, arguments.tokens, arguments.device)
    except UserError as error:
        print(f"check_vulkan: {error}", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(report, indent=1))
    else:
        for name, value in report.items():
            print(f"{name:22}{value}")
    return 0 if report["proven"] else 1


def check(python: str, model: Path, tokens: int, device: str) -> dict[str, object]:
    """What the three processes did. Raises UserError as the engine does."""
    hidden, shown = {_VISIBLE: ""}, {_VISIBLE: device}
    plain = ModelChoice(path=str(model), context=_CONTEXT, gpu_layers=0)
    with EngineProcess(python, hidden) as engine:
        expected, processor, _ = _write(engine, plain, tokens)
        likely = engine.score(plain, _ASKED, expected)
    offloaded = ModelChoice(path=str(model), context=_CONTEXT, gpu_layers=-1)
    with EngineProcess(python, shown) as engine:
        text, speed, loaded = _write(engine, offloaded, tokens)
        scored = engine.score(offloaded, _ASKED, expected)
        devices = engine.hello.devices if engine.hello else ()
    with EngineProcess(python, hidden) as engine:
        asked = ModelChoice(path=str(model), context=_CONTEXT, gpu_layers=_ALL)
        fallback = engine.load(asked)
    distance = abs(scored.nats - likely.nats) / max(1e-9, likely.nats)
    return {
        "devices": list(devices),
        "loaded on": loaded.device,
        "same text": text == expected,
        "text": text,
        "nats, processor": round(likely.nats, 4),
        "nats, device": round(scored.nats, 4),
        "difference": round(distance, 6),
        "tokens/s, processor": processor,
        "tokens/s, device": speed,
        "without a device": f"{fallback.device}: {fallback.fallback}",
        "proven": bool(devices)
        and "all layers" in loaded.device
        and distance < _NEAR
        and fallback.device == "CPU"
        and bool(fallback.fallback),
    }


def _write(engine: EngineProcess, model: ModelChoice, tokens: int) -> tuple[str, float, Loaded]:
    text, speed, loaded = "", 0.0, None
    for event in engine.write(model, _ASKED, Sampling(temperature=0.0, max_tokens=tokens, seed=1, exact=True)):
        if isinstance(event, Text):
            text += event.text
        elif isinstance(event, Loaded):
            loaded = event
        elif isinstance(event, Done):
            speed = event.tokens_per_s
    assert loaded is not None
    return text, speed, loaded


if __name__ == "__main__":
    sys.exit(main())
