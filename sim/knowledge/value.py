"""What it is worth to find something out before deciding: expected value of perfect, partial and sample information.

A decision takes the option with the highest mean value.  Knowing parameters phi beforehand lets it take the best option
for the phi that is true, which is worth EVPPI = E[max_d E(v_d | phi)] - max_d E(v_d) (EVPI for all parameters together;
Raiffa and Schlaifer 1961).  E(v_d | phi) is found by regression over the worlds (:mod:`sim.knowledge.regression`), on
the paired difference from the option that is best on average: luck that the options share cancels, and the luck that
is left is never taken for something that could be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.draws import Draws
from sim.knowledge.priors import Prior
from sim.knowledge.regression import Fitted, Regression, resampled

Floats = NDArray[np.float64]

RESAMPLES = 100
LEAST_WORLDS = 100


@dataclass(frozen=True)
class Worth:
    """The value of knowing some parameters, in the unit of the decision's value, with its standard error.

    ``significant``: more than what the same regression found in 95 % of other orders, where there is nothing to find.
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
    mean, found = gains.mean(axis=0), Regression(columns).of(gains, seed)
    by_luck = [gain(mean, one) for one in found.of_luck]
    return Worth(
        tuple(parameters),
        gain(mean, found.own),
        _error(gains, found, seed),
        bool(gain(mean, found.fitted) > np.quantile(by_luck, 0.95)),
    )


def paired_gains(values: Floats) -> Floats:
    """What each other option gives more than the one that is best on average, shape (worlds, options - 1)."""
    best = int(np.argmax(values.mean(axis=0)))
    return np.delete(values - values[:, [best]], best, axis=1)


def gain(mean: Floats, away: Floats) -> float:
    """E[max(0, gains)] less what is had without knowing, max(0, mean gains); ``away`` from the means in each world."""
    if not len(mean):
        return 0.0
    return float(np.maximum(mean + away, 0).max(axis=1).mean() - max(0.0, mean.max()))


def _error(gains: Floats, found: Fitted, seed: int, factor: float = 1.0) -> float:
    """The standard error of a worth, from resampled worlds; ``factor`` of what is known of the differences."""
    generator = np.random.default_rng([seed, len(gains)])
    again = [resampled(gains, found, generator) for _ in range(RESAMPLES)]
    return float(np.std([gain(mean, factor * fitted) for mean, fitted in again], ddof=1))


@dataclass(frozen=True)
class SampleWorth:
    """The value of asking or following ``people`` before deciding, with its standard error."""

    parameter: str
    people: int
    value: float
    se: float


def sample_worth(
    values: Floats, column: Floats, prior: Prior, people: Sequence[int], seed: int = 1
) -> tuple[SampleWorth, ...]:
    """What a sample of so many people is worth that measures a share with a beta prior.

    The share's posterior mean varies less than the share itself, by the factor sqrt(n / (n + a + b)); the fitted gains
    are drawn together by it (the Gaussian approximation of Jalal and Alarid-Escudero 2018).  Raises ValueError for
    another prior.
    """
    if prior.family != "beta":
        raise ValueError(f"{prior.name} is no share with a beta prior")
    gains = paired_gains(values)
    mean, found = gains.mean(axis=0), Regression(column[:, None]).of(gains, seed)
    factors = [float(np.sqrt(n / (n + prior.first + prior.second))) for n in people]
    return tuple(
        SampleWorth(prior.name, n, gain(mean, factor * found.own), _error(gains, found, seed, factor))
        for n, factor in zip(people, factors, strict=True)
    )


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
