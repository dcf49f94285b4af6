"""Continuous families on the positive numbers: exponential, lognormal, gamma, Weibull.

Formulas: Johnson, Kotz and Balakrishnan, *Continuous Univariate Distributions*, vol. 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.distributions.family import Continuous, Given, fixed
from sim.distributions.law import ImpossibleLaw, Law

if TYPE_CHECKING:
    from sim.distributions.family import Floats

P90 = 1.2815515655446004  # 90 % quantile of the standard normal law


class Exponential(Continuous):
    """exponential(mean)"""

    name = "exponential"
    ways = (("mean",),)
    listed = ("mean",)

    def canonical(self, given: Given, unit: str) -> Law:
        self.check_positive(given, "mean")
        return self.law(unit, mean=given["mean"])

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np

        return np.maximum(age, 0) / law["mean"]

    def age(self, law: Law, hazard: Floats) -> Floats:
        return hazard * law["mean"]

    def closed_moments(self, law: Law) -> tuple[float, float]:
        return law["mean"], 2 * law["mean"] ** 2

    def scale(self, law: Law) -> float:
        return law["mean"]

    def never(self, law: Law) -> bool:
        return math.isinf(law["mean"])


class Lognormal(Continuous):
    """lognormal(log_mean, log_sd)"""

    name = "lognormal"
    ways = (("median", "p90"), ("mean", "sd"), ("mean", "cv"), ("mean", "log_sd"), ("median", "log_sd"),
            ("log_mean", "log_sd"))  # fmt: skip

    def canonical(self, given: Given, unit: str) -> Law:
        if "log_mean" not in given:
            self.check_positive(given, "mean", "median")
        log_sd = self._log_sd(given)
        if "log_mean" in given:
            log_mean = given["log_mean"]
        else:
            log_mean = math.log(given["median"]) if "median" in given else math.log(given["mean"]) - log_sd**2 / 2
        if log_sd > 5 or log_mean > 300:  # the moments would overflow, and no stay spreads over ten powers of ten
            message = "lognormal: the law is too wide (log_sd {log_sd}; at most 5)"
            raise ImpossibleLaw(message, log_sd=format(log_sd, ".3g"))
        if not log_sd:
            return fixed(unit, given.get("mean", math.exp(log_mean)))
        return self.law(unit, log_mean=log_mean, log_sd=log_sd)

    def _log_sd(self, given: Given) -> float:
        if "p90" in given:
            if not given["p90"] > given["median"]:
                message = "lognormal: p90 ({p90}) must be above the median ({median})"
                raise ImpossibleLaw(message, p90=given["p90"], median=given["median"])
            return math.log(given["p90"] / given["median"]) / P90
        if "log_sd" in given:
            self.check_not_negative("log_sd", given["log_sd"])
            return given["log_sd"]
        return math.sqrt(math.log1p(self.coefficient_of_variation(given) ** 2))

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np
        from scipy import special

        with np.errstate(divide="ignore"):
            return -special.log_ndtr((law["log_mean"] - np.log(np.maximum(age, 0))) / law["log_sd"])

    def age(self, law: Law, hazard: Floats) -> Floats:
        import numpy as np
        from scipy import special

        below = -np.expm1(-hazard)
        with np.errstate(divide="ignore"):
            z = np.where(below < 0.5, special.ndtri(below), -special.ndtri_exp(-hazard))
        return np.exp(law["log_mean"] + law["log_sd"] * z)

    def closed_moments(self, law: Law) -> tuple[float, float]:
        centre, variance = law["log_mean"], law["log_sd"] ** 2
        return math.exp(centre + variance / 2), math.exp(2 * centre + 2 * variance)

    def scale(self, law: Law) -> float:
        return math.exp(law["log_mean"])

    def unit_parameters(self, law: Law, scale: float) -> tuple[tuple[str, float], ...]:
        return ("log_mean", 0.0), ("log_sd", law["log_sd"])


class Gamma(Continuous):
    """gamma(shape, scale)"""

    name = "gamma"
    ways = (("mean", "sd"), ("mean", "cv"), ("shape", "mean"), ("shape", "scale"))

    def canonical(self, given: Given, unit: str) -> Law:
        self.check_positive(given, "shape", "mean", "scale")
        if "shape" in given:
            shape = given["shape"]
        else:
            cv = self.coefficient_of_variation(given)
            if cv == 0:
                return fixed(unit, given["mean"])
            shape = cv**-2
        if not 0.01 <= shape <= 1e8:
            message = "gamma: the shape must lie between 0.01 and 1e8 (cv between 0.0001 and 10), not {shape}"
            raise ImpossibleLaw(message, shape=shape)
        return self.law(unit, shape=shape, scale=given["scale"] if "scale" in given else given["mean"] / shape)

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np
        from scipy import special

        x = np.maximum(age, 0) / law["scale"]
        below = special.gammainc(law["shape"], x)
        with np.errstate(divide="ignore"):
            return np.where(below < 0.5, -np.log1p(-below), -np.log(special.gammaincc(law["shape"], x)))

    def age(self, law: Law, hazard: Floats) -> Floats:
        import numpy as np
        from scipy import special

        below, above = -np.expm1(-hazard), np.exp(-hazard)
        return law["scale"] * np.where(
            below < 0.5, special.gammaincinv(law["shape"], below), special.gammainccinv(law["shape"], above)
        )

    def closed_moments(self, law: Law) -> tuple[float, float]:
        first = law["shape"] * law["scale"]
        return first, first * (first + law["scale"])


class Weibull(Continuous):
    """weibull(shape, scale)"""

    name = "weibull"
    ways = (("shape", "scale"), ("mean", "sd"), ("mean", "cv"), ("shape", "mean"))
    LEAST, MOST = 0.1, 1e4
    """Shapes."""

    def canonical(self, given: Given, unit: str) -> Law:
        self.check_positive(given, "shape", "mean", "scale")
        if "shape" in given:
            shape = given["shape"]
        else:
            cv = self.coefficient_of_variation(given)
            if cv == 0:
                return fixed(unit, given["mean"])
            shape = self._shape(cv)
        self.check_between("shape", shape, self.LEAST, self.MOST)
        scale = given["scale"] if "scale" in given else given["mean"] / math.gamma(1 + 1 / shape)
        return self.law(unit, shape=shape, scale=scale)

    def _shape(self, cv: float) -> float:
        """The shape k with Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 - 1 = cv^2, by bisection (cv falls with k)."""

        def cv_of(shape: float) -> float:
            return math.sqrt(math.expm1(math.lgamma(1 + 2 / shape) - 2 * math.lgamma(1 + 1 / shape)))

        low, high = self.LEAST, self.MOST
        if not cv_of(high) <= cv <= cv_of(low):
            least, most = format(cv_of(high), ".2g"), format(cv_of(low), ".3g")
            raise ImpossibleLaw("weibull: cv must lie between {low} and {high}, not {cv}", low=least, high=most, cv=cv)
        for _ in range(100):
            middle = math.sqrt(low * high)
            low, high = (middle, high) if cv_of(middle) > cv else (low, middle)
        return math.sqrt(low * high)

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np

        return (np.maximum(age, 0) / law["scale"]) ** law["shape"]

    def age(self, law: Law, hazard: Floats) -> Floats:
        return law["scale"] * hazard ** (1 / law["shape"])

    def closed_moments(self, law: Law) -> tuple[float, float]:
        scale, shape = law["scale"], law["shape"]
        return scale * math.gamma(1 + 1 / shape), scale**2 * math.gamma(1 + 2 / shape)


FAMILIES = (Exponential(), Lognormal(), Gamma(), Weibull())
