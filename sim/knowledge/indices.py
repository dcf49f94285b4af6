"""How much of a figure's variance comes from which factor: Morris' screening and Sobol' indices, by SALib.

A factor is uniform on 0 .. 1; what it stands for is up to ``outcomes``, which takes points of shape (points, factors)
and gives values of shape (points, figures), NaN where there is none.

Screening (Morris 1991; Campolongo, Cariboni and Saltelli 2007): mean absolute change of the figure when one factor
moves and all others stay, over trajectories through a grid of four levels.  First-order index: Var(E(Y | X)) / Var(Y),
the part of the variance that would go on average if the factor were known.  Total index: E(Var(Y | all others)) /
Var(Y), the part that would be left if all others were known (Saltelli and others 2010, estimators b and f of table 2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.studies.intervals import student, two_sided

Floats = NDArray[np.float64]
Outcomes = Callable[[Floats], Floats]

LEVELS = 4
RESAMPLES = 300
LEAST_BLOCKS = 8
"""Trajectories or Sobol' blocks without a missing value, of which an interval is made."""


@dataclass(frozen=True)
class Effect:
    """One factor: ``size`` is the mean absolute change a unit of the factor (mu*), with the half width of its 95 %
    interval; ``mean`` the mean change (mu); ``spread`` the standard deviation of the changes (sigma), large where the
    factor acts differently elsewhere."""

    factor: str
    size: float
    half: float
    mean: float
    spread: float


@dataclass(frozen=True)
class Index:
    """A factor, or a group of them, with its first-order and total index and the half widths of their 95 %
    intervals; NaN where the figure does not vary or is missing nearly everywhere."""

    factor: str
    first: float
    first_half: float
    total: float
    total_half: float

    @property
    def certain(self) -> bool:
        """Whether it has an effect at all."""
        return self.total - self.total_half > 0


def screen(factors: Sequence[str], outcomes: Outcomes, trajectories: int, seed: int) -> list[tuple[Effect, ...]]:
    """For each figure the factors in their order; ``trajectories`` x (factors + 1) points are computed."""
    from SALib.analyze.morris import analyze
    from SALib.sample.morris import sample

    problem = _problem(factors)
    points = np.asarray(sample(problem, trajectories, num_levels=LEVELS, seed=_seed(seed)))
    values, each = outcomes(points), len(factors) + 1
    found = []
    for figure in values.T:
        whole = ~np.isnan(figure.reshape(trajectories, each)).any(axis=1)
        if whole.sum() < 2:
            found.append(tuple(Effect(name, nan, nan, nan, nan) for name in factors))
            continue
        rows = np.repeat(whole, each)
        told = analyze(problem, points[rows], figure[rows], num_levels=LEVELS, num_resamples=2, seed=_seed(seed))
        size, mean, spread = (np.asarray(told[key], dtype=np.float64) for key in ("mu_star", "mu", "sigma"))
        numbers = zip(size, _half(size, mean, spread, int(whole.sum())), mean, spread, strict=True)
        found.append(tuple(Effect(name, *map(float, four)) for name, four in zip(factors, numbers, strict=True)))
    return found


def _half(size: Floats, mean: Floats, spread: Floats, ways: int) -> Floats:
    """Half of Student's 95 % interval of the mean absolute change; each way through the factors has one change of each.

    The resampling of SALib leaves one in ten outside with 20 ways.  ``spread`` is the standard deviation of the changes
    themselves, from which that of their absolute values follows.
    """
    squares = spread**2 * (ways - 1) / ways + mean**2
    variance = np.maximum(squares - size**2, 0) * ways / (ways - 1)
    return np.asarray(student(two_sided(), ways - 1) * np.sqrt(variance / ways))


def sobol(
    factors: Sequence[str], groups: Sequence[str], outcomes: Outcomes, size: int, seed: int
) -> list[tuple[Index, ...]]:
    """For each figure the groups, in the order in which they first appear; ``groups`` names that of each factor.

    ``size`` x (groups + 2) points are computed.  Blocks of points with a missing value are left out.  Raises ValueError
    where ``size`` is no power of 2, with which a Sobol' sequence is balanced.
    """
    from SALib.analyze.sobol import analyze
    from SALib.sample.sobol import sample

    if size < 2 or size & (size - 1):
        raise ValueError(f"{size} is no power of 2")
    problem = {**_problem(factors), "groups": list(groups)}
    points = np.asarray(sample(problem, size, calc_second_order=False, seed=_seed(seed)))
    names = tuple(dict.fromkeys(groups))
    values, each = outcomes(points), len(names) + 2
    found = []
    for figure in values.T:
        whole = ~np.isnan(figure.reshape(size, each)).any(axis=1)
        kept = figure[np.repeat(whole, each)]
        if whole.sum() < LEAST_BLOCKS or np.ptp(kept) <= 0:
            found.append(tuple(Index(name, nan, nan, nan, nan) for name in names))
            continue
        told = analyze(problem, kept, calc_second_order=False, num_resamples=RESAMPLES, seed=_seed(seed))
        numbers = zip(*(np.asarray(told[key]) for key in ("S1", "S1_conf", "ST", "ST_conf")), strict=True)
        found.append(tuple(Index(name, *map(float, four)) for name, four in zip(names, numbers, strict=True)))
    return found


def _problem(factors: Sequence[str]) -> dict[str, Any]:
    return {"num_vars": len(factors), "names": list(factors), "bounds": [[0.0, 1.0]] * len(factors)}


def _seed(seed: int) -> int:
    """SALib takes 0 for no seed, and numpy no more than 32 bits everywhere."""
    return seed % (2**32 - 1) + 1
