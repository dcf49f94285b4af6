"""Families with countably many values: fixed, Poisson, discrete, empirical."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.distributions.family import Given, Stepped, fixed
from sim.distributions.law import ImpossibleLaw, Law

if TYPE_CHECKING:
    from sim.distributions.family import Floats

POISSON_TAIL = 1e-16  # a Poisson law is cut where less than this is left; draws reach 1.1e-16


class Fixed(Stepped):
    """fixed(value)"""

    name = "fixed"
    ways = (("value",),)

    def canonical(self, given: Given, unit: str) -> Law:
        self.check_not_negative("value", given["value"], unit)
        return fixed(unit, given["value"])

    def atoms(self, law: Law) -> tuple[Floats, Floats]:
        import numpy as np

        return np.array([law["value"]]), np.array([1.0])


class Poisson(Stepped):
    """poisson(mean)"""

    name = "poisson"
    ways = (("mean",),)
    listed = ("mean",)

    def canonical(self, given: Given, unit: str) -> Law:
        if given["mean"] < 0 or given["mean"] > 1e6:
            raise ImpossibleLaw("poisson: the mean must lie between 0 and a million, not {mean}", mean=given["mean"])
        return self.law(unit, mean=given["mean"]) if given["mean"] > 0 else fixed(unit, 0.0)

    def atoms(self, law: Law) -> tuple[Floats, Floats]:
        import numpy as np
        from scipy.special import gammaln, pdtr, pdtrc, xlogy

        mean = law["mean"]
        reach = 9 * math.sqrt(mean)  # and some for small means: far beyond what is cut
        counts = np.arange(max(0, math.floor(mean - reach) - 10), math.ceil(mean + reach) + 60, dtype=np.float64)
        above = np.where(counts == 0, 1.0, pdtrc(np.maximum(counts - 1, 0), mean))  # P(N >= n)
        kept = (pdtr(counts, mean) >= POISSON_TAIL) & (above >= POISSON_TAIL)
        counts = counts[kept]
        shares = np.exp(xlogy(counts, mean) - mean - gammaln(counts + 1))
        return counts, shares / shares.sum()

    def closed_moments(self, law: Law) -> tuple[float, float]:
        return law["mean"], law["mean"] + law["mean"] ** 2

    def upper_bound(self, law: Law) -> float:
        return math.inf


class Listed(Stepped):
    """values and shares as they are stated"""

    def of(self, values: Sequence[float], shares: Sequence[float], unit: str) -> Law:
        """Equal values merged, values of share 0 dropped, ascending."""
        merged: dict[float, float] = {}
        for value, share in zip(values, shares, strict=True):
            if not math.isfinite(value):
                raise ImpossibleLaw("{name}: every value must be finite, not {value}", name=self.name, value=str(value))
            self.check_not_negative("a value", value, unit)
            if share > 0:
                merged[float(value)] = merged.get(float(value), 0.0) + share
        ordered = sorted(merged)
        total = math.fsum(merged.values())
        found = tuple(merged[value] / total for value in ordered)
        return Law(self.name, unit=unit, values=tuple(ordered), shares=found)

    def atoms(self, law: Law) -> tuple[Floats, Floats]:
        import numpy as np

        return np.array(law.values), np.array(law.shares)


class Discrete(Listed):
    name = "discrete"


class Empirical(Listed):
    name = "empirical"


DISCRETE, EMPIRICAL = Discrete(), Empirical()
FAMILIES = (Fixed(), Poisson(), DISCRETE, EMPIRICAL)


def discrete(values: Sequence[float], shares: Sequence[float], unit: str) -> Law:
    """Values with shares that add up to 1; raises :class:`ImpossibleLaw`."""
    if not values or len(values) != len(shares):
        message = "discrete needs as many shares as values (one or more), not {shares}, {values}"
        raise ImpossibleLaw(message, shares=len(shares), values=len(values))
    if any(not 0 <= share <= 1 for share in shares):
        raise ImpossibleLaw("discrete: every share must lie between 0 and 1")
    if abs(math.fsum(shares) - 1) > 1e-9:
        total = format(math.fsum(shares), ".12g")
        raise ImpossibleLaw("discrete: the shares add up to {total}, not to 1", total=total)
    return DISCRETE.of(values, shares, unit)


def empirical(values: Sequence[float], unit: str) -> Law:
    """Observed values, each as likely as the others; raises :class:`ImpossibleLaw`."""
    if not values:
        raise ImpossibleLaw("empirical needs at least one value")
    return EMPIRICAL.of(values, [1 / len(values)] * len(values), unit)
