"""What is known of a parameter before and after something was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.knowledge.priors import Prior
from sim.scenario.schema import Parameter

Floats = NDArray[np.float64]
Bounds = tuple[float | None, float | None]

MEASURED = 0.7
"""A parameter is called measured if its posterior standard deviation is below this part of the prior's."""
TAILS = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Learnt:
    """What is known of one parameter.  ``prior`` and ``posterior`` are its 5, 50 and 95 % points, in its own unit.

    ``spread`` is the posterior standard deviation as a part of the prior's, on the scale on which the prior is normal;
    ``spells`` is the number of stays, or of totals, that tell something of it.
    """

    name: str
    prior: tuple[float, float, float]
    posterior: tuple[float, float, float]
    spread: float
    spells: int
    outside: float  # part of the posterior beyond low and high of the file

    @property
    def measured(self) -> bool:
        return self.spread < MEASURED


def values_at(prior: Prior, scores: ArrayLike) -> Floats:
    """Values of a parameter at coordinates that are standard normal under its prior, element by element."""
    from scipy.special import ndtr

    return prior.quantile(np.clip(ndtr(np.asarray(scores)), 1e-9, 1 - 1e-9))


def bounds_of(parameters: Iterable[Parameter]) -> Mapping[str, Bounds]:
    """Low and high of the file by parameter."""
    return {one.name: (one.low, one.high) for one in parameters}


def learnt_of(prior: Prior, scores: Floats, spells: int, bounds: Bounds, spread: float | None = None) -> Learnt:
    """What equally likely ``scores`` (see :func:`values_at`) say; ``spread`` if it is known better than from them."""
    values = values_at(prior, scores)
    low, high = (-np.inf if bounds[0] is None else bounds[0]), (np.inf if bounds[1] is None else bounds[1])
    outside = float(np.mean((values < low) | (values > high)))
    spread = float(scores.std()) if spread is None else spread
    return Learnt(prior.name, _three(prior.quantile(np.array(TAILS))), _three(np.quantile(values, TAILS)), spread,
                  spells, outside)  # fmt: skip


def _three(values: Floats) -> tuple[float, float, float]:
    first, second, third = (float(value) for value in values)
    return first, second, third
