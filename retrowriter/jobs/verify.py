"""Loads a model in llama.cpp and tells what it makes of texts and tokens, for comparison with the source.

Request: {"path": PATH, "texts": [TEXT], "prompts": [[TOKEN]], "logits": PATH or null, "adapter": PATH or null}; logits
names an .npz to write, with the logits at each position of prompt i as "i". Events: {"event": "done", "tokens":
[[TOKEN]], "continuations": [[TOKEN]]} (eight tokens after each prompt, the likeliest each time), or {"event": "failed",
"code", "message", "hint"}.
"""

from pathlib import Path

from retrowriter.jobs.single import Request, Send, run_single

CONTINUATION = 8


def main() -> int:
    """Answers one request; returns the exit code."""
    return run_single(_verify)


def _verify(request: Request, send: Send) -> None:
    import numpy as np

    from retrowriter.engine.llama import opened, position_logits
    from retrowriter.engine.protocol import Adapter, ModelChoice

    path = Path(str(request["path"]))
    adapters = (Adapter(path=str(request["adapter"])),) if request.get("adapter") else ()
    with opened(ModelChoice(path=str(path), context=256, gpu_layers=0, adapters=adapters)) as backend:
        tokens = [backend.tokens(str(text)) for text in request.get("texts", [])]
        logits: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}
        continuations: list[list[int]] = []
        for i, prompt in enumerate(request.get("prompts", [])):
            sequence = [int(token) for token in prompt]
            logits[str(i)] = position_logits(backend, sequence)
            following = [int(logits[str(i)][-1].argmax())]
            while len(following) < CONTINUATION:
                following.append(int(position_logits(backend, sequence + following)[-1].argmax()))
            continuations.append(following)
        if request.get("logits"):
            with Path(str(request["logits"])).open("wb") as stream:
                np.savez(stream, **logits)  # type: ignore[arg-type]
    send({"event": "done", "tokens": tokens, "continuations": continuations})
