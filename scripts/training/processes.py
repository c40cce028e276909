"""The processes of a run: one, or several under `accelerate launch`, each with a share of every step's batches."""

from typing import Any

import torch
from accelerate import PartialState
from accelerate.utils import broadcast, gather_object, reduce


class Processes:
    """What the processes of a run know of each other; with one process, all of it costs nothing."""

    def __init__(self) -> None:
        self._state = PartialState(cpu=not torch.cuda.is_available())
        self.count: int = self._state.num_processes
        self.number: int = self._state.process_index
        self.device: torch.device = self._state.device

    @property
    def first(self) -> bool:
        """Does this process write the files and speak to the screen?"""
        return self.number == 0

    def summed(self, value: float) -> float:
        """The sum of the value over all processes."""
        if self.count == 1:
            return value
        return float(reduce(torch.tensor([value], dtype=torch.float64, device=self.device), "sum")[0])

    def agreed(self, value: float) -> float:
        """The value of the first process: what depends on a clock must be the same in all."""
        if self.count == 1:
            return value
        return float(broadcast(torch.tensor([value], dtype=torch.float64, device=self.device), 0)[0])

    def gathered(self, value: Any) -> list[Any]:
        """The values of all processes, in their order."""
        return gather_object([value]) if self.count > 1 else [value]

    def sum_gradients(self, weights: list[torch.nn.Parameter]) -> None:
        """Adds up the gradients of all processes, which is the mean over the step, as each took its share of it."""
        if self.count == 1:
            return
        gradients = [weight.grad for weight in weights if weight.grad is not None]
        together = reduce(torch.cat([one.flatten() for one in gradients]), "sum")
        place = 0
        for one in gradients:
            one.copy_(together[place : place + one.numel()].view_as(one))
            place += one.numel()

    def wait(self) -> None:
        """Waits until all are here."""
        self._state.wait_for_everyone()

    def end(self) -> None:
        """Takes leave of the others."""
        self._state.destroy_process_group()
