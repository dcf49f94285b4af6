"""Continuous families with bounds: uniform, triangular, and the normal law, which may be cut.

Formulas: Johnson, Kotz and Balakrishnan, *Continuous Univariate Distributions*, vol. 1 and 2.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from sim.distributions.family import Continuous, Given, fixed
from sim.distributions.law import ImpossibleLaw, Law

if TYPE_CHECKING:
    from sim.distributions.family import Floats


class Bounded(Continuous):
    """A family between ``low`` and ``high``, given by both of its tails."""

    bends: ClassVar[tuple[str, ...]] = ("low",)

    @abstractmethod
    def tails(self, law: Law, age: Floats) -> tuple[Floats, Floats]:
        """P(T <= age) and P(T > age), both to full precision, for ages within the bounds."""

    @abstractmethod
    def between(self, law: Law, below: Floats, above: Floats) -> Floats:
        """The age with the share ``below`` under it; ``above`` is 1 - below to full precision."""

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np

        below, above = self.tails(law, np.clip(age, law["low"], law["high"]))
        with np.errstate(divide="ignore"):
            return np.where(below < 0.5, -np.log1p(-below), -np.log(above))

    def age(self, law: Law, hazard: Floats) -> Floats:
        import numpy as np

        return self.between(law, -np.expm1(-hazard), np.exp(-hazard))

    def scale(self, law: Law) -> float:
        return max(abs(law["low"]), abs(law["high"]))

    def upper_bound(self, law: Law) -> float:
        return law["high"]


class Uniform(Bounded):
    """uniform(low, high)"""

    name = "uniform"
    ways = (("low", "high"),)
    listed = ("low", "high")

    def canonical(self, given: Given, unit: str) -> Law:
        low, high = given["low"], given["high"]
        self.check_order(low, high)
        self.check_not_negative("low", low, unit)
        return fixed(unit, low) if low == high else self.law(unit, low=low, high=high)

    def tails(self, law: Law, age: Floats) -> tuple[Floats, Floats]:
        low, high = law["low"], law["high"]
        return (age - low) / (high - low), (high - age) / (high - low)

    def between(self, law: Law, below: Floats, above: Floats) -> Floats:
        import numpy as np

        low, high = law["low"], law["high"]
        return np.where(below < 0.5, low + below * (high - low), high - above * (high - low))

    def closed_moments(self, law: Law) -> tuple[float, float]:
        low, high = law["low"], law["high"]
        return (low + high) / 2, (low * low + low * high + high * high) / 3


class Triangular(Bounded):
    """triangular(low, mode, high)"""

    name = "triangular"
    ways = (("low", "mode", "high"),)
    listed = ("low", "mode", "high")
    bends = ("low", "mode")

    def canonical(self, given: Given, unit: str) -> Law:
        low, mode, high = given["low"], given["mode"], given["high"]
        self.check_order(low, high)
        if not low <= mode <= high:
            message = "triangular: the mode ({mode}) must lie between low ({low}) and high ({high})"
            raise ImpossibleLaw(message, mode=mode, low=low, high=high)
        self.check_not_negative("low", low, unit)
        return fixed(unit, low) if low == high else self.law(unit, low=low, mode=mode, high=high)

    def tails(self, law: Law, age: Floats) -> tuple[Floats, Floats]:
        import numpy as np

        low, mode, high = law["low"], law["mode"], law["high"]
        below = np.divide((age - low) ** 2, (high - low) * (mode - low), out=np.ones_like(age), where=age <= mode) \
            if mode > low else np.zeros_like(age)  # fmt: skip
        above = np.divide((high - age) ** 2, (high - low) * (high - mode), out=np.ones_like(age), where=age >= mode) \
            if mode < high else np.zeros_like(age)  # fmt: skip
        return np.where(age < mode, below, 1 - above), np.where(age < mode, 1 - below, above)

    def between(self, law: Law, below: Floats, above: Floats) -> Floats:
        import numpy as np

        low, mode, high = law["low"], law["mode"], law["high"]
        width = high - low
        return np.where(below * width < mode - low, low + np.sqrt(below * width * (mode - low)),
                        high - np.sqrt(above * width * (high - mode)))  # fmt: skip

    def closed_moments(self, law: Law) -> tuple[float, float]:
        low, mode, high = law["low"], law["mode"], law["high"]
        return (low + mode + high) / 3, (low**2 + mode**2 + high**2 + low * mode + low * high + mode * high) / 6


class Normal(Bounded):
    """normal(mean, sd, low, high), cut to [low, high]; ``low`` is 0 for a time."""

    name = "normal"
    ways = (("mean", "sd"), ("mean", "sd", "low"), ("mean", "sd", "high"), ("mean", "sd", "low", "high"))
    unbounded_keys = ("low", "high")

    def canonical(self, given: Given, unit: str) -> Law:
        centre, sd, high = given["mean"], given["sd"], given.get("high", math.inf)
        low = given.get("low", 0.0 if unit != "number" else -math.inf)
        self.check_not_negative("sd", sd)
        self.check_order(low, high)
        self.check_not_negative("low", low, unit)
        if sd == 0 and not low <= centre <= high:
            message = "normal: the mean ({centre}) lies outside [{low}, {high}] and sd is 0"
            raise ImpossibleLaw(message, centre=centre, low=low, high=high)
        if sd == 0 or low == high:
            return fixed(unit, centre if sd == 0 else low)
        if _mass((low - centre) / sd, (high - centre) / sd) < 1e-9:
            message = "normal: almost nothing of mean {centre}, sd {sd} lies within [{low}, {high}]"
            raise ImpossibleLaw(message, centre=centre, sd=sd, low=low, high=high)
        return self.law(unit, mean=centre, sd=sd, low=low, high=high)

    def tails(self, law: Law, age: Floats) -> tuple[Floats, Floats]:
        import numpy as np
        from scipy.special import ndtr

        alpha, beta, mass = _window(law)
        z = (age - law["mean"]) / law["sd"]
        if alpha > 0:  # count from above: the digits are in the upper tail
            return (ndtr(-alpha) - ndtr(-z)) / mass, (ndtr(-z) - ndtr(-beta)) / mass
        return (ndtr(z) - ndtr(alpha)) / mass, np.where(z > 0, ndtr(-z) - ndtr(-beta), ndtr(beta) - ndtr(z)) / mass

    def between(self, law: Law, below: Floats, above: Floats) -> Floats:
        import numpy as np
        from scipy import special

        alpha, beta, mass = _window(law)
        if alpha > 0:
            z = -special.ndtri(special.ndtr(-beta) + above * mass)
        else:
            z = np.where(below < 0.5, special.ndtri(special.ndtr(alpha) + below * mass),
                         -special.ndtri(special.ndtr(-beta) + above * mass))  # fmt: skip
        return np.clip(law["mean"] + law["sd"] * z, law["low"], law["high"])

    def scale(self, law: Law) -> float:
        return law["sd"]


def _window(law: Law) -> tuple[float, float, float]:
    """Standardised limits of a cut normal law and the share of the uncut law between them."""
    from scipy.special import ndtr

    alpha, beta = ((law[key] - law["mean"]) / law["sd"] for key in ("low", "high"))
    return alpha, beta, float(ndtr(-alpha) - ndtr(-beta) if alpha > 0 else ndtr(beta) - ndtr(alpha))


def _mass(low: float, high: float) -> float:
    """P(low < Z < high) of a standard normal Z, without scipy; by symmetry in the tail that keeps the digits."""
    if low > 0:
        low, high = -high, -low
    return (math.erfc(-high / math.sqrt(2)) - math.erfc(-low / math.sqrt(2))) / 2


FAMILIES = (Uniform(), Triangular(), Normal())
