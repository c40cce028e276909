"""Means with 95 % bootstrap confidence intervals (Efron 1979, percentile method)."""

from collections.abc import Sequence

import msgspec
import numpy as np

RESAMPLES = 2000
_SEED = 1995


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A mean or ratio with the bounds of its 95 % interval; n: how many texts it stands on."""

    value: float
    low: float
    high: float
    n: int


def mean(values: Sequence[float]) -> Figure | None:
    """The mean; None for no values."""
    return ratio(values, [1.0] * len(values))


def ratio(numerators: Sequence[float], denominators: Sequence[float]) -> Figure | None:
    """Sum of the numerators by sum of the denominators, the texts resampled in pairs; None for no texts."""
    if not numerators or sum(denominators) == 0:
        return None
    top, bottom = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    draws = _draws(len(top))
    sums = bottom[draws].sum(axis=1)
    values = top[draws].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.percentile(values, [2.5, 97.5])
    return Figure(value=float(top.sum() / bottom.sum()), low=float(low), high=float(high), n=len(top))


def change(base: Sequence[float], tuned: Sequence[float]) -> Figure | None:
    """Relative change of the sum from `base` to `tuned`, the same texts resampled in both: -0.15 is 15 % less."""
    found = ratio(tuned, base)
    if found is None:
        return None
    return Figure(value=found.value - 1, low=found.low - 1, high=found.high - 1, n=found.n)


def _draws(count: int) -> np.ndarray:
    return np.random.default_rng(_SEED).integers(0, count, size=(RESAMPLES, count))
