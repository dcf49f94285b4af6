"""How far possible outcomes are from the bound of a target, and which bound would be met often."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, nan

import numpy as np
from numpy.typing import NDArray

OFTEN = Fraction(4, 5)
"""The share of outcomes in which a bound has to be met to count as reached."""


@dataclass(frozen=True)
class Distance:
    """From the outcomes of a target to its bound; NaN where there is nothing to measure by.

    ``deviations``: standard deviations of a single outcome from the mean outcome to the bound, positive where the
    mean falls short of the bound.  ``best``: the outcome that comes nearest to the bound or furthest beyond it.
    ``often``: the strictest bound that is met in 80 of 100 outcomes.  ``outcomes``: how many there are.
    """

    deviations: float
    best: float
    often: float
    outcomes: int


def distance(outcomes: NDArray[np.float64], at_least: float | None, at_most: float | None) -> Distance:
    """The distance of ``outcomes``, shape (n,), NaN where nothing was measured; a bound on one side is asked for.

    A bound b is met in a share of the outcomes, which falls from 1 to 0 as b grows; the strictest that is met in the
    share 4/5 is the order statistic of rank floor(n / 5) + 1 from below, so one that has been met in the sample.
    """
    wanted = at_least if at_most is None else at_most
    values = np.sort(outcomes[~np.isnan(outcomes)])
    if wanted is None or (at_least is not None and at_most is not None) or not len(values):
        return Distance(nan, nan, nan, 0)
    n = len(values)
    often = values[floor((1 - OFTEN) * n)] if at_most is None else values[ceil(OFTEN * n) - 1]
    best = values[-1] if at_most is None else values[0]
    spread = float(values.std(ddof=1)) if n > 1 else 0.0
    short = wanted - values.mean() if at_most is None else values.mean() - wanted
    return Distance(float(short) / spread if spread > 0 else nan, float(best), float(often), n)
