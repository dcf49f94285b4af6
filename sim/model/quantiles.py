"""Tables from which laws are drawn at run time: quantiles, steps and cumulative hazards (contract R3).

A quantile table is piecewise linear in u on 1024 equal cells, of which the first and the last are divided into 256 and
the outermost of those into 256 again, so the tails are resolved down to a chance of 2^-26.  Layout, each part with both
its ends: main 0..1024, lower 1, lower 2, upper 1, upper 2 (``QUANTILE_SIZE`` numbers; read by ``arithmetic.quantile``).

Straight lines through quantiles of a convex function lie above it, which would make every mean too long.  So the excess
of each cell over its true mean is taken off the nodes at its two ends: the mean of the table is exact and the second
moment right to 1e-4 (up to a coefficient of variation of 2).  The outermost nodes stand for the tails beyond 2^-26
and give their cells the true mean.

Values are in the unit of the law.  A model holds tables of unit laws, see ``sim.distributions.units``; they are kept
here once made, so that a law of which only the scale changes costs no new table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.distributions import age_at_hazard, atoms, has_atoms, kinks, mean, mean_beyond, quantile, upper_bound
from sim.scenario.schema import Law

Floats: TypeAlias = NDArray[np.float64]

MAIN_CELLS = 1024
TAIL_CELLS = 256
LOWER_1 = MAIN_CELLS + 1  # where the finer parts begin
LOWER_2 = LOWER_1 + TAIL_CELLS + 1
UPPER_1 = LOWER_2 + TAIL_CELLS + 1
UPPER_2 = UPPER_1 + TAIL_CELLS + 1
QUANTILE_SIZE = UPPER_2 + TAIL_CELLS + 1

HAZARD_TOLERANCE = 4e-5  # aimed-at relative error of a hazard table between its nodes
LEAST_HAZARD, MOST_HAZARD = 1e-9, 600.0  # range of a hazard table; draws reach 36.7, small factors stretch that
MOST_NODES = 4000  # mostly below 2000
TABLES_KEPT = 256  # of each kind


def _kept(values: Floats) -> Floats:
    """Numbers of a table that is used again: nobody may change them."""
    values = np.asarray(values)
    values.flags.writeable = False
    return values


# --- quantiles -------------------------------------------------------------------------------------------------------


@lru_cache(TABLES_KEPT)
def quantile_table(law: Law) -> Floats:
    """The quantile table of a continuous law, shape (QUANTILE_SIZE,), not decreasing, never below the law's own range.

    Raises ValueError for a law with atoms (use :func:`step_table`) and if some never leave (:func:`hazard_table`).
    """
    if has_atoms(law):
        raise ValueError(f"a {law.name} law has atoms: use step_table")
    if not np.isfinite(mean(law)):
        raise ValueError("some never leave under this law: use hazard_table")
    u, layout = _grid()
    means, values = _cell_means(law, u), quantile(law, u)
    least, most = values[0], values[-1]
    values[0] = max(least, 2 * means[0] - values[1])  # the outermost nodes stand for the tails
    values[-1] = min(most, 2 * means[-1] - values[-2])
    width = np.diff(u)
    beside_finer = np.insert(width[1:] > width[:-1], 0, False)  # a coarse cell's whole excess goes to its far end
    left_share = np.where(beside_finer, 0.0, 0.5)
    corrected = _with_true_means(width, values, means, left_share)
    if np.any(np.diff(corrected) < 0):  # a gap in the law: lift the node before it or lower the one after it
        above_chord = means > (values[:-1] + values[1:]) / 2
        corrected = _with_true_means(width, values, means, np.where(above_chord, 1.0, 0.0))
    corrected = np.clip(np.maximum.accumulate(corrected), least, most)
    return _kept(corrected[layout])


def _with_true_means(width: Floats, values: Floats, means: Floats, left_share: Floats) -> Floats:
    """Node values with the excess area of each cell taken off its two ends, ``left_share`` of it at the lower one."""
    excess = width * ((values[:-1] + values[1:]) / 2 - means)
    area = np.append(excess * left_share, 0.0) + np.insert(excess * (1 - left_share), 0, 0.0)
    return values - area / ((np.append(width, 0.0) + np.insert(width, 0, 0.0)) / 2)


def nodes_in_order(table: Floats) -> tuple[Floats, Floats]:
    """The piecewise linear function that a table stands for: u ascending from 0 to 1, and the values there."""
    u, layout = _grid()
    values = np.empty(len(u))
    values[layout] = table
    return u, values


def _grid() -> tuple[Floats, NDArray[np.int64]]:
    """All different u of the table, ascending, and for each place of the layout its index among them (all exact)."""
    main, tail = np.arange(MAIN_CELLS + 1) / MAIN_CELLS, np.arange(TAIL_CELLS + 1) / TAIL_CELLS
    fine = tail / MAIN_CELLS
    finest = fine / TAIL_CELLS
    u = np.concatenate((main, fine, finest, 1 - fine[::-1], 1 - finest[::-1]))
    ordered = np.unique(u)
    return ordered, np.searchsorted(ordered, u)


def _cell_means(law: Law, u: Floats) -> Floats:
    """Mean quantile in each cell: Gauss-Legendre between nodes and kinks, the last cell by its own integral."""
    bends = -np.expm1(-kinks(law)[1])
    edges = np.union1d(u, bends)
    places, weights = np.polynomial.legendre.leggauss(6)
    low, width = edges[:-1, None], np.diff(edges)[:, None]
    inner = quantile(law, low + width * (places + 1) / 2)
    panels = (inner * weights).sum(axis=1) / 2 * np.diff(edges)
    means = np.add.reduceat(panels, np.searchsorted(edges, u[:-1])) / np.diff(u)
    means[-1] = mean_beyond(law, float(-np.log1p(-u[-2])))
    return np.asarray(means)


# --- steps -----------------------------------------------------------------------------------------------------------


@lru_cache(TABLES_KEPT)
def step_table(law: Law) -> tuple[Floats, Floats]:
    """Cumulative shares (the last is 1) and values, ascending, of a fixed, discrete, empirical or Poisson law."""
    values, shares = atoms(law)
    cumulative = np.cumsum(shares)
    cumulative /= cumulative[-1]
    return _kept(cumulative), _kept(values)


# --- hazards ---------------------------------------------------------------------------------------------------------


@lru_cache(TABLES_KEPT)
def hazard_table(law: Law) -> tuple[Floats, Floats]:
    """Nodes (age, cumulative hazard) of a continuous law; at least two, ages strictly increasing from 0.

    Between the nodes the hazard is linear with a relative error below 1e-4 from ``LEAST_HAZARD`` on; the last slope
    goes on.  A law with an upper bound ends in a node there with a hazard that nobody survives.  Raises ValueError for
    a law with atoms or with negative values.
    """
    if has_atoms(law) or quantile(law, np.array(0.0)) < 0:
        raise ValueError(f"this {law.name} law has atoms or negative values and therefore no hazard table")
    kink_ages, kink_hazards = kinks(law)
    ages, hazards = [kink_ages], [kink_hazards]
    for low, high in zip(kink_hazards, [*kink_hazards[1:], MOST_HAZARD], strict=True):
        if high > max(low, LEAST_HAZARD) and np.isfinite(age_at_hazard(law, np.array(high))):
            between = _hazards_between(law, max(float(low), LEAST_HAZARD), float(high))
            ages.append(age_at_hazard(law, between))
            hazards.append(between)
    age, hazard = np.concatenate(ages), np.concatenate(hazards)
    usable = np.isfinite(age)
    order = np.lexsort((hazard[usable], age[usable]))
    age, hazard = age[usable][order], hazard[usable][order]
    bound = upper_bound(law)
    if np.isfinite(bound):  # so near the bound that the hazard has no digits left: straight to "nobody survives"
        inside = age < bound - 1e-10 * (bound - law["low"])
        age, hazard = np.append(age[inside], bound), np.append(hazard[inside], 1e12)
    apart = np.concatenate(([True], np.diff(age) > 0))
    age, hazard = age[apart], hazard[apart]
    if len(age) < 2 or age[-1] == kink_ages[-1]:  # some never leave: flat for ever
        age, hazard = np.append(age, age[-1] + 1), np.append(hazard, hazard[-1])
    return _kept(age), _kept(hazard)


def _hazards_between(law: Law, low: float, high: float) -> Floats:
    """Nodes in (low, high], dense where the hazard bends.

    With t(s) the age at hazard exp(s), a chord over a step d in s misses the hazard by |1 - t''/t'| d^2 / 8 of itself.
    """
    s = np.linspace(np.log(low), np.log(high), 4001)
    rise = np.diff(age_at_hazard(law, np.exp(s)))
    usable = np.isfinite(rise) & (rise > 0)
    logs = np.log(np.where(usable, rise, 1.0))
    bend = np.where(usable[1:] & usable[:-1], np.abs(1 - np.diff(logs) / (s[1] - s[0])), 0.0)
    density = np.sqrt(np.pad(bend, 1, mode="edge") / (8 * HAZARD_TOLERANCE))
    nodes = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2 * (s[1] - s[0]))))
    count = min(int(np.ceil(nodes[-1])) + 1, MOST_NODES)
    return np.asarray(np.exp(np.interp(np.linspace(0, nodes[-1], count + 1), nodes, s)), dtype=np.float64)


EXPONENTIAL = Law("exponential", (("mean", 1.0),), "number")
"""The unit exponential law: the amount of hazard that a person uses up (contract R3)."""

UNIT_EXPONENTIAL = quantile_table(EXPONENTIAL)
