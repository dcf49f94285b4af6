"""What is known of a parameter before and after something was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.knowledge.priors import Prior
from sim.scenario.schema import Parameter
from sim.studies.frames import Framed, Row

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


class LearntFrame(Framed):
    """What was learnt of several parameters, as a table of rows; what nothing was learnt of is in ``untouched``."""

    learnt: tuple[Learnt, ...]
    untouched: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """A row for each parameter, the most learnt first, in its own unit.

        Columns: ``parameter``; ``prior_p5``, ``prior_p50``, ``prior_p95`` and ``p5``, ``p50``, ``p95``, its points
        before and now; ``spread``, the part of the uncertainty that is left; ``spells``, how many stays (or totals)
        tell of it; ``outside``, the part now beyond the range of the file; ``measured``.
        """
        for one in self.learnt:
            before = dict(zip(("prior_p5", "prior_p50", "prior_p95"), one.prior, strict=True))
            now = dict(zip(("p5", "p50", "p95"), one.posterior, strict=True))
            yield {"parameter": one.name, **before, **now, "spread": one.spread, "spells": one.spells,
                   "outside": one.outside, "measured": one.measured}  # fmt: skip

    @property
    def in_short(self) -> str:
        """How many parameters were measured, adjusted or left as they were."""
        measured = sum(one.measured for one in self.learnt)
        adjusted, nothing = len(self.learnt) - measured, len(self.untouched)
        return f"parameters measured {measured}, adjusted {adjusted}, nothing learnt of {nothing}"


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
