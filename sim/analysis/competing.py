"""How one stay ends: its own length against the risks of leaving, by the distributions and not by their means.

With S(t) = prod_i exp(-H_i(t)) the chance of still being inside at age t, cause i ends the stay with chance int S dH_i
and the mean time inside is int S dt (Cox and Oakes, *Analysis of Survival Data*, ch. 9).  The integrals are taken cell
by cell over a grid of ages, in each cell with hazards in constant proportion: exact for fixed lengths against
exponential and piecewise constant hazards, to about five digits for any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim.distributions import age_at_hazard, atoms, cumulative_hazard, has_atoms, kinks
from sim.scenario.schema import Law

Floats = NDArray[np.float64]
LAST = 36.0  # a cumulative hazard: exp(-36) = 2e-16 of all are left
LEVELS = np.concatenate((np.geomspace(1e-6, 0.01, 60), np.linspace(0.01, 4, 500)[1:], np.linspace(4, LAST, 200)[1:]))


@dataclass(frozen=True)
class Cause:
    """When a cause ends a stay: at an age of ``law`` times ``scale`` seconds, its hazard multiplied by ``factor``."""

    law: Law
    scale: float = 1.0
    factor: float = 1.0

    def hazard(self, ages: Floats) -> Floats:
        """Cumulative hazard at ages in seconds; 0 for a law with atoms, which acts by :meth:`strikes`."""
        if self.factor == 0 or self.scale == 0 or has_atoms(self.law):
            return np.zeros_like(ages)
        return np.minimum(self.factor * cumulative_hazard(self.law, ages / self.scale), 2 * LAST)

    def strikes(self) -> tuple[Floats, Floats]:
        """Ages at which it ends stays at once, and with what chance those that have lasted so long."""
        if self.scale == 0:
            return np.zeros(1), np.ones(1)
        if self.factor == 0 or not has_atoms(self.law):
            return np.zeros(0), np.zeros(0)
        values, shares = atoms(self.law)
        lasted = np.cumsum(shares[::-1])[::-1]
        struck = np.divide(shares, lasted, out=np.ones_like(shares), where=lasted > 0)
        struck[-1] = 1.0
        return values * self.scale, 1 - (1 - np.minimum(struck, 1.0)) ** self.factor

    def grid(self) -> Floats:
        """Ages between which its hazard is nearly in proportion to any other."""
        if self.factor == 0 or self.scale == 0 or has_atoms(self.law):
            return self.strikes()[0]
        ages = np.concatenate((age_at_hazard(self.law, LEVELS / self.factor), kinks(self.law)[0])) * self.scale
        return ages[np.isfinite(ages)]


def fixed(seconds: float) -> Cause:
    return Cause(Law("fixed", (("value", seconds),)))


@dataclass(frozen=True, eq=False)
class Stay:
    """``chances[i]`` that cause i ends the stay, its mean (inf if some never leave), and its survival curve.

    ``left[k]`` and ``before[k]`` are the shares inside just after and just before ``ages[k]`` seconds, ``inside[k]`` is
    the mean time spent inside up to then.
    """

    chances: tuple[float, ...]
    mean: float
    ages: Floats
    left: Floats
    before: Floats
    inside: Floats

    def beyond(self, age: float) -> float:
        """P(T > age)."""
        cell, hazard = self._cell(age)
        return float(self.left[cell] * np.exp(-hazard))

    def up_to(self, age: float) -> float:
        """E[min(T, age)]."""
        cell, hazard = self._cell(age)
        since = min(age, float(self.ages[-1])) - self.ages[cell]
        part = -np.expm1(-hazard) / hazard if hazard > 0 else 1.0
        return float(self.inside[cell] + self.left[cell] * part * since)

    def _cell(self, age: float) -> tuple[int, float]:
        """The cell of the grid that an age lies in, and the hazard that adds up in it before that age."""
        cell = int(np.searchsorted(self.ages, age, side="right")) - 1
        if cell + 1 == len(self.ages) or self.left[cell] == 0:
            return cell, 0.0
        part = (age - self.ages[cell]) / (self.ages[cell + 1] - self.ages[cell])
        return cell, float(-np.log(max(self.before[cell + 1] / self.left[cell], 1e-300)) * part)


@lru_cache(maxsize=4096)
def compete(causes: tuple[Cause, ...]) -> Stay:
    """One stay that ends by whichever cause is first; at the same second by the one that stands first."""
    ages = np.unique(np.concatenate([np.zeros(1), *(cause.grid() for cause in causes)]))
    rises = [np.diff(cause.hazard(ages)) for cause in causes]
    strikes = [_at_grid(cause, ages) for cause in causes]
    total = np.sum(rises, axis=0)
    part = -np.expm1(-total) / np.where(total > 0, total, 1.0)  # of a cell's S, for each unit of hazard
    part[total == 0] = 1.0
    kept = np.concatenate(([1.0], np.exp(-total)))
    stays = np.prod([1 - strike for strike in strikes], axis=0)
    left = np.cumprod(kept * stays)
    before = np.concatenate(([1.0], left[:-1])) * kept
    chances, reached = [], before
    for rise, strike in zip(rises, strikes, strict=True):
        chances.append(float(left[:-1] @ (part * rise) + reached @ strike))
        reached = reached * (1 - strike)
    inside = np.concatenate(([0.0], np.cumsum(left[:-1] * part * np.diff(ages))))
    mean = float(inside[-1]) if left[-1] < 1e-9 else inf
    return Stay(tuple(chances), mean, ages, left, before, inside)


def _at_grid(cause: Cause, ages: Floats) -> Floats:
    """The strikes of a cause at each age of the grid."""
    chances = np.zeros(len(ages))
    struck, share = cause.strikes()
    chances[np.searchsorted(ages, struck)] = share
    return chances
