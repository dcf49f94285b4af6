"""In how many of the possible worlds something holds on average, and how well that is known.

It cannot be counted: a few replications show a world's own mean with luck in it.  It is taken from a law with the mean
of the worlds and V_K of the split: normal for a mean, beta for a probability.  Both are estimates.  The limits move
each to the ends of its own 95 % interval, beside the estimate of the other, and add what that does in squares (the
method of variance estimates recovery; Zou and Donner 2008): exact for large samples, and with a width also where all
worlds come out alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isnan, nan, sqrt
from typing import Literal

import numpy as np

from sim.knowledge.split import Split

LAWS = Literal["mean", "chance"]
STEPS = 9
"""Values of V_K between its limits that are tried: a beta law's share need not go one way with its variance."""


@dataclass(frozen=True)
class Chance:
    """A probability and its Monte Carlo interval (95 %), which has a width also where nothing happened.

    NaN where nothing is known.
    """

    mean: float
    low: float
    high: float

    @property
    def complement(self) -> Chance:
        """That it does not happen."""
        return Chance(1 - self.mean, 1 - self.high, 1 - self.low)


def above(parts: Split, bound: float, law: LAWS = "mean", or_equal: bool = False) -> Chance:
    """The share of possible worlds whose own mean (or probability) is above ``bound``.

    Where the worlds differ by no more than luck makes them, all of them lie on the side of the mean; ``or_equal`` says
    on which side a mean lies that is the bound itself.
    """
    if isnan(parts.mean):
        return Chance(nan, nan, nan)
    if parts.mean == bound and parts.knowledge == 0:
        bound += -1e-12 if or_equal else 1e-12
    share = _above(parts.mean, parts.knowledge, bound, law)
    half = 0.0 if isnan(parts.mean_half) else parts.mean_half
    means = [_above(parts.mean + move, parts.knowledge, bound, law) for move in (-half, half)]
    spreads = np.linspace(sqrt(parts.knowledge_low), sqrt(parts.knowledge_high), STEPS)
    variances = [_above(parts.mean, spread**2, bound, law) for spread in spreads]
    low = share - hypot(share - min(share, *means), share - min(share, *variances))
    high = share + hypot(max(share, *means) - share, max(share, *variances) - share)
    return Chance(share, max(0.0, low), min(1.0, high))


def _above(mean: float, variance: float, bound: float, law: LAWS) -> float:
    from scipy.special import betainc, ndtr

    if variance <= 0 or (law == "chance" and not 0 < mean < 1):
        return float(mean > bound)
    if law == "mean":
        return float(ndtr((mean - bound) / sqrt(variance)))
    return 1 - float(betainc(*beta_law(mean, variance), min(max(bound, 0.0), 1.0)))


def beta_law(mean: float, variance: float) -> tuple[float, float]:
    """The beta law with this mean and variance; nearly all or nothing at the widest."""
    size = max(mean * (1 - mean) / variance - 1, 1e-3)
    return mean * size, (1 - mean) * size
