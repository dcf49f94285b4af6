"""Which unknowns matter: rank correlations of the parameters with a figure, from the worlds that were drawn anyway."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.draws import Draws

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Influence:
    """Spearman's rank correlation of a parameter with the mean of a figure in the worlds, with a 95 % interval.

    The interval is simultaneous over all parameters (Bonferroni; Fisher's transformation with the variance
    1.06 / (n - 3) of Fieller, Hartley and Pearson 1957).
    """

    parameter: str
    correlation: float
    low: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether the sign is settled."""
        return self.low > 0 or self.high < 0


def influences(draws: Draws, possible: NDArray[np.int64], means: Floats) -> tuple[Influence, ...]:
    """One for each parameter, the strongest first; ``means`` are those of the worlds numbered ``possible``."""
    from scipy.special import ndtri

    known = ~np.isnan(means)
    count, size = int(known.sum()), len(draws.names)
    if count < 5 or not size:
        return ()
    values, figure = draws.values[possible[known]], _ranks(means[known])
    z = float(ndtri(1 - 0.025 / size)) * sqrt(1.06 / (count - 3))
    found = []
    for place, name in enumerate(draws.names):
        correlation = _correlation(_ranks(values[:, place]), figure)
        middle = atanh(min(max(correlation, -1 + 1e-12), 1 - 1e-12))
        found.append(Influence(name, correlation, tanh(middle - z), tanh(middle + z)))
    return tuple(sorted(found, key=lambda one: (-abs(one.correlation), one.parameter)))


def _ranks(values: Floats) -> Floats:
    """Mean ranks: equal values share the mean of their places."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    return np.asarray((ends - (count - 1) / 2)[place], dtype=np.float64)


def _correlation(first: Floats, second: Floats) -> float:
    a, b = first - first.mean(), second - second.mean()
    size = sqrt(float(a @ a) * float(b @ b))
    return float(a @ b) / size if size > 0 else 0.0
