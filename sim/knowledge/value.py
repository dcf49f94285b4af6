"""What it is worth to find something out before deciding: expected value of perfect, partial and sample information.

A decision takes the option with the highest mean value.  Knowing parameters phi beforehand lets it take the best option
for the phi that is true, which is worth EVPPI = E[max_d E(v_d | phi)] - max_d E(v_d) (EVPI for all parameters together;
Raiffa and Schlaifer 1961).  E(v_d | phi) is found by regression over the worlds (Strong, Oakley and Brennan 2014), on
the paired difference from the option that is best on average: luck that the options share cancels, and the luck that
is left is noise to the regression and never taken for something that could be known.  A regression also fits noise, so
what the same regression finds when the parameters are permuted over the worlds is subtracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.draws import Draws
from sim.knowledge.priors import Prior

Floats = NDArray[np.float64]

DEGREES = 4
"""Columns of the spline basis of a single parameter."""
STRONGEST = 8
"""Parameters that enter the regression on all of them: more would fit noise."""
TOGETHER = 4
"""With so many parameters at most the products of two enter as well: some matter only together."""
PERMUTATIONS = 40
LEAST_WORLDS = 100


@dataclass(frozen=True)
class Worth:
    """The value of knowing some parameters, in the unit of the decision's value, with its standard error.

    ``significant``: more than what permuted parameters gave in 95 % of trials.
    """

    parameters: tuple[str, ...]
    value: float
    se: float
    significant: bool


def worth_of(values: Floats, columns: Floats, parameters: Sequence[str], seed: int = 1) -> Worth:
    """The value of knowing the parameters in ``columns``.

    ``values`` has the shape (worlds, options), ``columns`` (worlds, parameters).  Raises ValueError for fewer than
    :data:`LEAST_WORLDS` worlds, with which no regression can be trusted.
    """
    worlds = len(values)
    if worlds < LEAST_WORLDS:
        raise ValueError(f"at least {LEAST_WORLDS} worlds are needed to value information, not {worlds}")
    gains = paired_gains(values)
    chosen = strongest(gains, columns)
    basis = basis_of(columns[:, chosen])
    generator = np.random.default_rng([seed, worlds, len(chosen)])
    found = _gain(gains, basis)
    null = np.array([_gain(gains, basis[generator.permutation(worlds)]) for _ in range(PERMUTATIONS)])
    again = [_resampled(gains, basis, generator) for _ in range(PERMUTATIONS)]
    return Worth(
        tuple(parameters),
        max(0.0, found - float(null.mean())),
        float(np.std(again, ddof=1)),
        bool(found > np.quantile(null, 0.95)),
    )


def paired_gains(values: Floats) -> Floats:
    """What each other option gives more than the one that is best on average, shape (worlds, options - 1)."""
    best = int(np.argmax(values.mean(axis=0)))
    return np.delete(values - values[:, [best]], best, axis=1)


def basis_of(columns: Floats) -> Floats:
    """Splines of each parameter, and the products of two where there are few; shape (worlds, columns), centred."""
    parts = [spline_basis(column) for column in columns.T]
    if 1 < columns.shape[1] <= TOGETHER:
        spread = columns.std(axis=0)
        scaled = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1)
        products = np.column_stack([a * b for a, b in combinations(scaled.T, 2)])
        parts.append(products - products.mean(axis=0))
    return np.column_stack(parts)


def spline_basis(column: Floats) -> Floats:
    """Natural cubic spline of one parameter, shape (worlds, DEGREES), centred; knots at even quantiles.

    (Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., equation 5.4.)  A parameter with
    few values has as many columns as it can tell apart.
    """
    spread = column.max() - column.min()
    if spread <= 0:
        return np.zeros((len(column), 0))
    x = (column - column.min()) / spread
    knots = np.unique(np.quantile(x, np.linspace(0.02, 0.98, DEGREES + 1)))
    if len(knots) < 4:
        return np.asarray((x - x.mean())[:, None])

    def truncated(knot: float) -> Floats:
        tops = np.maximum(x - knot, 0) ** 3 - np.maximum(x - knots[-1], 0) ** 3
        return np.asarray(tops / (knots[-1] - knot))

    last = truncated(knots[-2])
    found = np.column_stack([x, *(truncated(knot) - last for knot in knots[:-2])])
    return np.asarray(found - found.mean(axis=0))


def _gain(gains: Floats, basis: Floats) -> float:
    """E[max(0, fitted gains)] less what is had anyway: max(0, mean gains), which is 0 by the choice of the best."""
    fitted = gains.mean(axis=0) + _fitted(gains - gains.mean(axis=0), basis)
    return float(np.maximum(fitted, 0).max(axis=1).mean()) if gains.shape[1] else 0.0


def _fitted(gains: Floats, basis: Floats) -> Floats:
    if not basis.shape[1]:
        return np.zeros_like(gains)
    return np.asarray(basis @ np.linalg.lstsq(basis, gains, rcond=None)[0])


def _resampled(gains: Floats, basis: Floats, generator: np.random.Generator) -> float:
    here = generator.integers(len(gains), size=len(gains))
    return _gain(gains[here], basis[here] - basis[here].mean(axis=0))


def strongest(gains: Floats, columns: Floats) -> NDArray[np.int64]:
    """The parameters with which the gains go most, by the part of the variance that their splines explain."""
    if columns.shape[1] <= STRONGEST:
        return np.arange(columns.shape[1])
    total = float(((gains - gains.mean(axis=0)) ** 2).sum())
    explained = []
    for place in range(columns.shape[1]):
        fitted = _fitted(gains - gains.mean(axis=0), spline_basis(columns[:, place]))
        explained.append(float((fitted**2).sum()) / total if total > 0 else 0.0)
    return np.asarray(np.argsort(explained)[::-1][:STRONGEST])


@dataclass(frozen=True)
class SampleWorth:
    """The value of asking or following ``people`` before deciding."""

    parameter: str
    people: int
    value: float


def sample_worth(values: Floats, column: Floats, prior: Prior, people: Sequence[int]) -> tuple[SampleWorth, ...]:
    """What a sample of so many people is worth that measures a share with a beta prior.

    The share's posterior mean varies less than the share itself, by the factor sqrt(n / (n + a + b)); the fitted gains
    are drawn together by it (the Gaussian approximation of Jalal and Alarid-Escudero 2018).  Raises ValueError for
    another prior.
    """
    if prior.family != "beta":
        raise ValueError(f"{prior.name} is no share with a beta prior")
    gains, basis = paired_gains(values), spline_basis(column)
    mean = gains.mean(axis=0)
    away = _fitted(gains - mean, basis)
    found = []
    for n in people:
        factor = np.sqrt(n / (n + prior.first + prior.second))
        found.append(SampleWorth(prior.name, n, float(np.maximum(mean + factor * away, 0).max(axis=1).mean())))
    return tuple(found)


def worths(values: Floats, draws: Draws, possible: NDArray[np.int64], seed: int = 1) -> tuple[Worth, tuple[Worth, ...]]:
    """Of everything together, and of each parameter, the most valuable first."""
    together = worth_of(values, draws.values[possible], draws.names, seed)
    single = [worth_of_named(values, draws, possible, [name], seed) for name in draws.names]
    return together, tuple(sorted(single, key=lambda one: (-one.value, one.parameters)))


def worth_of_named(
    values: Floats, draws: Draws, possible: NDArray[np.int64], names: Sequence[str], seed: int = 1
) -> Worth:
    """Of knowing some parameters together; raises ValueError for one that was not drawn."""
    places = [draws.names.index(name) for name in names]
    return worth_of(values, draws.values[possible][:, places], names, seed)
