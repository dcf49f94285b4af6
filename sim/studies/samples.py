"""One value per replication, and what it says about a mean, a chance, or a difference of two that are paired.

A value is a numerator and a denominator; the estimate is the ratio of sums (contract C3).  Replication r of two options
is the same people with the same luck (contract R1), so their difference is computed replication by replication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, isnan, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.measures.sheet import Sheet
from sim.studies.statistics import CONFIDENCE, Estimate, pooled_chance, summarise

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Numerators and denominators, shape (replications,); the denominator is 0 where nothing was measured."""

    numerator: Floats
    denominator: Floats
    chance: bool  # both are whole numbers of years: met, and known

    def __len__(self) -> int:
        return len(self.numerator)

    def first(self, n: int) -> Sample:
        """The first n replications."""
        return Sample(self.numerator[:n], self.denominator[:n], self.chance)

    @property
    def values(self) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.denominator == 0, nan, self.numerator / self.denominator)

    def estimate(self, name: str = "", confidence: float = CONFIDENCE) -> Estimate:
        """Mean and interval; for a chance the exact binomial one for the effective number of years."""
        sheet = Sheet((name,), self.numerator[:, None], self.denominator[:, None], np.arange(len(self)))
        if self.chance:
            return pooled_chance(sheet, [name], confidence)
        estimate = summarise(sheet)[name]
        if confidence == CONFIDENCE:
            return estimate
        half = student(1 - (1 - confidence) / 2, max(1, estimate.n - 1)) * estimate.se
        return replace(estimate, low=estimate.mean - half, high=estimate.mean + half)

    def mean(self) -> float:
        total = float(self.denominator.sum())
        return float(self.numerator.sum()) / total if total else nan

    def deviations(self) -> Floats:
        """What each replication adds to the error of the mean: their mean is 0, their variance / n that of the mean."""
        total = self.denominator.mean() if len(self) else 0.0
        if not total:
            return np.zeros(len(self))
        result: Floats = (self.numerator - self.mean() * self.denominator) / total
        return result


@dataclass(frozen=True)
class Difference:
    """B less A.  ``low`` to ``high`` holds with the stated confidence for all differences of the study at once."""

    mean: float
    se: float  # NaN with fewer than two replications
    low: float
    high: float
    replications: int
    unpaired: float  # standard error that two independent runs of the same length would have had

    @property
    def reduction(self) -> float:
        """So many times as many replications would have been needed without pairing; NaN if nothing varies."""
        if self.se > 0:
            return (self.unpaired / self.se) ** 2
        return inf if self.unpaired > 0 else nan

    @property
    def settled(self) -> bool:
        """Whether the interval leaves no doubt about the sign."""
        return self.low > 0 or self.high < 0

    @property
    def none(self) -> bool:
        """Whether the two were the same in every replication."""
        return self.mean == 0 and self.se == 0


@dataclass(frozen=True)
class Years:
    """In how many simulated years (or runs, where there are none) B was higher, lower, or the same."""

    higher: int
    same: int
    lower: int

    @property
    def all(self) -> int:
        return self.higher + self.same + self.lower


def difference(
    a: Sample, b: Sample, comparisons: int = 1, confidence: float = CONFIDENCE, same: bool = False
) -> Difference:
    """B less A, paired; the interval is simultaneous over so many comparisons (Bonferroni).

    ``same``: both are the same scenario, so the difference is 0 beyond doubt.  Two chances that merely happened to
    agree in every replication may still differ, and their interval says so.
    """
    if len(a) != len(b):
        raise ValueError(f"{len(a)} replications of one and {len(b)} of the other cannot be paired")
    n = len(a)
    mean = b.mean() - a.mean()
    if n < 2 or isnan(mean):
        return Difference(mean, nan, nan, nan, n, nan)
    own, other = a.deviations(), b.deviations()
    apart = other - own
    se = sqrt(float(apart @ apart) / (n * (n - 1)))
    unpaired = sqrt(float(own @ own + other @ other) / (n * (n - 1)))
    low, high = mean, mean
    if se > 0 and not a.chance:
        half = student(1 - (1 - confidence) / (2 * comparisons), n - 1) * se
        low, high = mean - half, mean + half
    elif a.chance and not same:
        low, high = _chance_interval(a, b, 1 - (1 - confidence) / (2 * comparisons))
    return Difference(mean, se, low, high, n, unpaired)


def _chance_interval(a: Sample, b: Sample, quantile: float) -> tuple[float, float]:
    """Interval of a difference of paired chances that is honest when few replications differ.

    Agresti and Min (2005): add half a replication in which only B meets the target, half in which only A does, and one
    in which they do not differ.  Each replication counts by the mean difference of its years.
    """
    known = (a.denominator > 0) & (b.denominator > 0)
    apart = b.values[known] - a.values[known]
    n = len(apart) + 2.0
    mean = float(apart.sum()) / n
    variance = (float(apart @ apart) + 1.0) / n - mean**2
    half = student(quantile, max(1.0, n - 1)) * sqrt(variance / n)
    return max(-1.0, mean - half), min(1.0, mean + half)


def years_compared(a: Floats, b: Floats) -> Years:
    """B against A in each year of each replication (arrays of the same shape, NaN where one is not known)."""
    known = ~(np.isnan(a) | np.isnan(b))
    apart = b[known] - a[known]
    close = np.abs(apart) <= 1e-9 * np.maximum(1.0, np.abs(b[known]))
    higher = int(np.count_nonzero((apart > 0) & ~close))
    return Years(higher, int(np.count_nonzero(close)), len(apart) - higher - int(np.count_nonzero(close)))


def replications_to_settle(found: Difference, comparisons: int = 1, confidence: float = CONFIDENCE,
                           power: float = 0.8) -> float:  # fmt: skip
    """Replications in all after which a difference as large as the estimate would be seen with chance ``power``.

    n (z_(1 - alpha / 2) + z_power)^2 (se / difference)^2; infinite where the estimate is 0.
    """
    if found.mean == 0:
        return inf
    z = normal(1 - (1 - confidence) / (2 * comparisons)) + normal(power)
    return float(np.ceil(found.replications * (z * found.se / found.mean) ** 2))


def student(p: float, degrees: float) -> float:
    """Quantile of Student's law."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, p))


def normal(p: float) -> float:
    """Quantile of the standard normal law."""
    from scipy.special import ndtri

    return float(ndtri(p))
