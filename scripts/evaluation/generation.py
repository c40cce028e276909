"""Asks the engine: documents for briefs, likelihoods of texts, answers to probes. What is judged is what ships."""

import contextlib
import itertools
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

import msgspec

from evaluation.bias import Probe
from evaluation.records import Item, Likelihood, ProbeResult, Sample
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Done, Loaded, ModelChoice, Sampling, Text
from retrowriter.errors import UserError
from retrowriter.text import prompt

T = TypeVar("T")
R = TypeVar("R")
Say = Callable[[str], None]


class Engine:
    """Several engine processes side by side, all with the same model. A context manager.

    Args:
        model: which, and with how many threads for each process.
        children: how many processes.
        say: takes lines of progress.
        python: the Python that runs them, where it is not this one ("").

    Raises:
        UserError: what the engine reports; here, and from all methods.
    """

    def __init__(self, model: ModelChoice, children: int, say: Say, python: str = "") -> None:
        self._model = model
        self._say = say
        with contextlib.ExitStack() as stack:
            make = [EngineProcess(python) if python else EngineProcess() for _ in range(children)]
            self._children = [stack.enter_context(child) for child in make]
            answers = [child.load(model) for child in self._children]
            self.loaded: Loaded = answers[0]
            hello = self._children[0].hello
            self.name = hello.engine if hello else ""
            self._stack = stack.pop_all()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def write(self, items: Sequence[Item], seeds: Sequence[int], sampling: Sampling) -> list[Sample]:
        """A document for each item and seed; the same request gives the same text, whichever process writes it."""
        tasks = [(item, msgspec.structs.replace(sampling, seed=seed, exact=True)) for item in items for seed in seeds]
        return self._each("documents", tasks, lambda child, task: self._document(child, *task))

    def score(self, items: Sequence[Item]) -> list[Likelihood]:
        """How likely each item's text is as the answer to its brief."""

        def one(child: EngineProcess, item: Item) -> Likelihood:
            found = child.score(self._model, prompt.draft(item.brief()), item.text)
            return Likelihood(id=item.id, nats=found.nats, tokens=found.tokens, bytes=found.bytes)

        return self._each("texts scored", items, one)

    def probe(self, probes: Sequence[Probe]) -> list[ProbeResult]:
        """The nats of each probe's alternatives."""

        def one(child: EngineProcess, probe: Probe) -> ProbeResult:
            conversation = prompt.continuation(probe.prefix, brief=probe.brief)
            nats = tuple(child.score(self._model, conversation, text).nats for text in probe.alternatives)
            return ProbeResult(probe=probe.probe, subject=probe.subject, nats=nats)

        return self._each("probes", probes, one)

    def _document(self, child: EngineProcess, item: Item, sampling: Sampling) -> Sample:
        pieces: list[str] = []
        for event in child.write(self._model, prompt.draft(item.brief()), sampling):
            if isinstance(event, Text):
                pieces.append(event.text)
            elif isinstance(event, Done):
                return Sample(
                    item=item,
                    seed=event.seed,
                    text="".join(pieces),
                    reason=event.reason,
                    tokens=event.tokens,
                    tokens_per_s=event.tokens_per_s,
                )
        raise UserError("engine_ended", "The engine ended before the text did.", "Run the evaluation again.")

    def _each(self, what: str, tasks: Sequence[T], one: Callable[[EngineProcess, T], R]) -> list[R]:
        """one(child, task) for all tasks, the results in their order; each process has a thread of its own."""
        results: dict[int, R] = {}
        left = itertools.count()
        started = time.monotonic()

        def work(child: EngineProcess) -> None:
            while (number := next(left)) < len(tasks):
                results[number] = one(child, tasks[number])
                if len(results) % 20 == 0 or len(results) == len(tasks):
                    self._say(f"  {what}: {len(results)} of {len(tasks)}, {time.monotonic() - started:.0f} s")

        with ThreadPoolExecutor(len(self._children)) as pool:
            for finished in [pool.submit(work, child) for child in self._children]:
                finished.result()
        return [results[number] for number in range(len(tasks))]
