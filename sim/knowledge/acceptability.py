"""How likely each option is the best on average, by what a person who attains the target is worth.

(Cost-effectiveness acceptability curve; van Hout and others 1994; Fenwick, Claxton and Sculpher 2001.)  At a worth of
lambda kroner an option's value in a world is lambda x people who attain - cost.  Which option is best there is a matter
of the world's means, and one replication a world holds luck: the share of raw worlds in which an option comes out best
would count luck as ignorance.  So both parts are fitted by regression on the parameters, without the luck in the fit
(:mod:`sim.knowledge.regression`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.regression import Regression, projected, without_luck

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Acceptability:
    """``chances`` of shape (worths, options) sum to 1 at each of ``worths``; ``best`` has the highest mean there."""

    worths: tuple[float, ...]
    chances: Floats
    best: tuple[int, ...]


def acceptability(
    attaining: Floats, costs: Floats, columns: Floats, worths: Sequence[float], seed: int = 1
) -> Acceptability:
    """From people and costs of shape (worlds, options) and parameters of shape (worlds, parameters)."""
    basis, taken = _fit(attaining, costs, columns, seed)
    chances, best = [], []
    for worth in worths:
        values = worth * attaining - costs
        best.append(int(np.argmax(values.mean(axis=0))))
        fitted = np.column_stack(
            [_means(values[:, place] - values[:, best[-1]], basis, taken) for place in range(values.shape[1])]
        )
        chances.append(_shares(fitted, best[-1]))
    return Acceptability(tuple(worths), np.array(chances), tuple(best))


def switches(attaining: Floats, costs: Floats, most: float) -> tuple[float, ...]:
    """The worths from 0 to ``most`` at which another option becomes the best on average."""
    people, kroner = attaining.mean(axis=0), costs.mean(axis=0)
    at, best = 0.0, int(np.lexsort((-people, kroner))[0])
    found: list[float] = []
    while True:
        more = np.flatnonzero(people > people[best])
        crossings = (kroner[more] - kroner[best]) / (people[more] - people[best])
        if not len(more) or crossings.min() > most:
            return tuple(found)
        at = max(at, float(crossings.min()))
        best = int(more[np.lexsort((-people[more], crossings))[0]])
        found.append(at)


def _fit(attaining: Floats, costs: Floats, columns: Floats, seed: int) -> tuple[Floats, float]:
    """Splines of the parameters with which the differences between options go most, and the part of noise they take."""
    apart = [_scaled(part[:, 1:] - part[:, [0]]) for part in (attaining, costs)]
    found = Regression(columns).of(np.column_stack(apart), seed)
    return found.basis, float(found.taken.max(initial=0.0))


def _scaled(gains: Floats) -> Floats:
    spread = gains.std(axis=0)
    return np.asarray(gains / np.where(spread > 0, spread, 1.0))


def _means(gain: Floats, basis: Floats, taken: float) -> Floats:
    """A difference between two options in each world without its luck."""
    mean = gain.mean()
    away = (gain - mean)[:, None]
    return np.asarray(mean + without_luck(away, projected(away, basis), np.array([taken]))[:, 0])


def _shares(fitted: Floats, best: int) -> Floats:
    """In which share of the worlds each option is the best; ties go to the one that is best on average."""
    top = fitted.max(axis=1, keepdims=True)
    first = fitted >= top - 1e-9 * np.maximum(1.0, np.abs(top))
    first[first[:, best]] = np.arange(fitted.shape[1]) == best
    return np.asarray((first / first.sum(axis=1, keepdims=True)).mean(axis=0))
