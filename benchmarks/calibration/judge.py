"""Are places uniform?  Three tests of each quantity, all of them judged together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.studies.intervals import clopper_pearson, holm

Floats = NDArray[np.float64]

LEVEL = 0.05
INTERVALS = (0.5, 0.8, 0.9)
SURELY = 4.0
"""Standard errors of a mean move beyond which it is no chance."""


@dataclass(frozen=True)
class Judged:
    """One quantity: how many sets, p-values under uniform places, and whether one of them is rejected by Holm's rule.

    ``mean``: of the normal scores (all estimates too high or too low); ``square``: sum of their squares against
    chi-square (intervals too narrow or too wide; the most powerful of the three for that); ``band``: the largest
    distance of the distribution function from the diagonal (Kolmogorov and Smirnov).
    """

    name: str
    places: tuple[float, ...]
    mean: float
    square: float
    band: float
    rejected: bool = False

    @property
    def p(self) -> float:
        return min(self.mean, self.square, self.band)

    def covered(self, inside: float) -> tuple[float, float, float]:
        """How often the truth lay in the central interval of this probability, with a 95 % interval."""
        places = np.array(self.places)
        number = int((np.abs(places - 0.5) <= inside / 2).sum())
        return number / len(places), *clopper_pearson(number, len(places))


def judged(places: Mapping[str, Sequence[float]]) -> tuple[Judged, ...]:
    """Every quantity, Holm's rule over all tests of all of them."""
    from dataclasses import replace

    found = [_tested(name, np.array(values)) for name, values in places.items()]
    rejected = holm([p for one in found for p in (one.mean, one.square, one.band)], LEVEL)
    return tuple(replace(one, rejected=any(rejected[3 * place : 3 * place + 3])) for place, one in enumerate(found))


def _tested(name: str, places: Floats) -> Judged:
    from scipy.special import chdtr, chdtrc, ndtr, ndtri
    from scipy.stats import kstest

    scores = ndtri(np.clip(places, 1e-6, 1 - 1e-6))
    number, squares = len(places), float((scores**2).sum())
    mean = 2 * float(ndtr(-abs(scores.mean()) * number**0.5))
    square = min(1.0, 2 * min(float(chdtr(number, squares)), float(chdtrc(number, squares))))
    return Judged(name, tuple(places.tolist()), mean, square, float(kstest(places, "uniform").pvalue))


def shifted_most(wrong: Sequence[Judged], right: Mapping[str, Sequence[float]]) -> Judged:
    """Of the quantities whose places a wrong fit surely moves, the least uniform; else the one that it moves most.

    Compared set by set with right fits of the same sets: a quantity that is extreme in these sets anyway is no effect.
    """
    shifts = {one.name: _shift(np.array(one.places), np.array(right[one.name])) for one in wrong}
    moved = [one for one in wrong if shifts[one.name] > SURELY]
    return min(moved, key=lambda one: one.p) if moved else max(wrong, key=lambda one: shifts[one.name])


def _shift(places: Floats, right: Floats) -> float:
    """The mean move of the normal scores, in standard errors."""
    from scipy.special import ndtri

    moved = ndtri(np.clip(places, 1e-6, 1 - 1e-6)) - ndtri(np.clip(right, 1e-6, 1 - 1e-6))
    return abs(float(moved.mean())) / max(float(moved.std()), 1e-9) * len(moved) ** 0.5 if moved.any() else 0.0


def columns(found: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    """Places of many sets -> the places of each quantity."""
    return {name: [one[name] for one in found] for name in (found[0] if found else {})}
