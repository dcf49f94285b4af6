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
from sim.studies.intervals import CONFIDENCE, Law, interval, normal, paired_chances, paired_difference, two_sided
from sim.studies.statistics import Estimate, summarise

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Numerators and denominators, shape (replications,); the denominator is 0 where nothing was measured."""

    numerator: Floats
    denominator: Floats
    law: Law  # of a chance both are whole numbers of years: met, and known

    def __len__(self) -> int:
        return len(self.numerator)

    def first(self, n: int) -> Sample:
        """The first n replications."""
        return Sample(self.numerator[:n], self.denominator[:n], self.law)

    def and_then(self, other: Sample) -> Sample:
        """The replications of both, one after the other."""
        numerator = np.concatenate((self.numerator, other.numerator))
        return Sample(numerator, np.concatenate((self.denominator, other.denominator)), self.law)

    def negative(self) -> Sample:
        """With the opposite sign, so that the smallest becomes the largest."""
        return Sample(-self.numerator, self.denominator, self.law)

    @property
    def values(self) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.denominator == 0, nan, self.numerator / self.denominator)

    def estimate(self, name: str = "", confidence: float = CONFIDENCE) -> Estimate:
        """Mean and interval (:mod:`sim.studies.intervals`)."""
        sheet = Sheet((name,), self.numerator[:, None], self.denominator[:, None], np.arange(len(self)))
        found = summarise(sheet)[name]
        low, high = interval(self.law, found.mean, found.se, found.n, float(self.denominator.sum()), confidence)
        return replace(found, low=low, high=high)

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

    def one_event(self, other: Sample) -> float:
        """By how much a single event more changes a share or a number, with the smaller denominator of the two."""
        total = min(float(self.denominator.sum()), float(other.denominator.sum()))
        return 1 / total if self.law in ("share", "count") and total > 0 else 0.0


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
    if a.law == "chance" and not same:
        known = (a.denominator > 0) & (b.denominator > 0)
        low, high = paired_chances(b.values[known] - a.values[known], comparisons, confidence)
    elif not same:
        low, high = paired_difference(mean, apart, a.one_event(b), comparisons, confidence)
    return Difference(mean, se, low, high, n, unpaired)


def years_compared(a: Floats, b: Floats) -> Years:
    """B against A in each year of each replication (NaN where one is not known).

    Where they have not as many years, no year of one belongs to one of the other, and none is compared.
    """
    if a.shape != b.shape:
        return Years(0, 0, 0)
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
    z = normal(two_sided(confidence, comparisons)) + normal(power)
    return float(np.ceil(found.replications * (z * found.se / found.mean) ** 2))
