"""Laws of random lengths and numbers: the one place from which others import them.

How a law may be stated stands in ``law_forms``, its quantiles and hazards in ``law_curves``, its moments here.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from sim.scenario.law_curves import age_at_hazard, atoms, cumulative_hazard, has_atoms, kinks, quantile, upper_bound
from sim.scenario.law_forms import ImpossibleLaw, canonical, discrete, empirical, piecewise_hazard
from sim.scenario.schema import Law
from sim.scenario.words import said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

__all__ = [
    "ImpossibleLaw",
    "age_at_hazard",
    "atoms",
    "canonical",
    "cumulative_hazard",
    "discrete",
    "early",
    "empirical",
    "has_atoms",
    "kinks",
    "mean",
    "mean_beyond",
    "piecewise_hazard",
    "quantile",
    "sd",
    "second_moment",
    "upper_bound",
]


def early(law: Law, factor: float, until: float) -> Law:
    """``law`` with its hazard multiplied by ``factor`` while the age is below ``until`` (in the unit of the law)."""
    if not 0 <= factor < math.inf or not 0 <= until < math.inf:
        raise ImpossibleLaw(
            said(
                "early: the factor and the age must be finite and not negative, not {factor} and {until}",
                factor=factor,
                until=until,
            )
        )
    if factor == 0 and until > upper_bound(law):
        raise ImpossibleLaw("early: with factor 0 up to that age nobody ever leaves")
    if factor == 1 or until == 0:
        return replace(law, early_factor=1.0, early_until=0.0)
    return replace(law, early_factor=float(factor), early_until=float(until))


# --- moments ---------------------------------------------------------------------------------------------------------


def mean(law: Law) -> float:
    """E[T] in the unit of the law; inf if some never leave (a hazard that ends at 0)."""
    return _moments(law)[0]


def second_moment(law: Law) -> float:
    """E[T^2] in the squared unit of the law."""
    return _moments(law)[1]


def sd(law: Law) -> float:
    """Standard deviation in the unit of the law."""
    first, second = _moments(law)
    return math.inf if math.isinf(second) else math.sqrt(max(0.0, second - first**2))


def _moments(law: Law) -> tuple[float, float]:
    if law.name == "poisson":
        return law["mean"], law["mean"] + law["mean"] ** 2
    if has_atoms(law):
        values, shares = atoms(law)
        return float(values @ shares), float(values**2 @ shares)
    if law.name == "hazard" and law.pieces[-1].rate == 0:
        return math.inf, math.inf
    if law.early_factor != 1.0 or law.name in ("hazard", "normal"):
        return _integrated(law, 1), _integrated(law, 2)
    return _closed_moments(law)


def _closed_moments(law: Law) -> tuple[float, float]:
    if law.name == "exponential":
        return law["mean"], 2 * law["mean"] ** 2
    if law.name == "weibull":
        scale, shape = law["scale"], law["shape"]
        return scale * math.gamma(1 + 1 / shape), scale**2 * math.gamma(1 + 2 / shape)
    if law.name == "gamma":
        first = law["shape"] * law["scale"]
        return first, first * (first + law["scale"])
    if law.name == "lognormal":
        centre, variance = law["log_mean"], law["log_sd"] ** 2
        return math.exp(centre + variance / 2), math.exp(2 * centre + 2 * variance)
    low, high = law["low"], law["high"]
    if law.name == "uniform":
        return (low + high) / 2, (low * low + low * high + high * high) / 3
    mode = law["mode"]
    return (low + mode + high) / 3, (low**2 + mode**2 + high**2 + low * mode + low * high + mode * high) / 6


def mean_beyond(law: Law, hazard: float) -> float:
    """E[T | H(T) > hazard]: the mean of the upper exp(-hazard) of a continuous law."""
    return _integrated(law, 1, hazard) * math.exp(hazard)


def _integrated(law: Law, power: int, above: float = 0.0) -> float:
    """E[T^power; H(T) > above] = integral of age_at_hazard(h)^power exp(-h) dh, piece by piece between the kinks.

    Double exponential quadrature (Takahasi and Mori, 1974), to about 12 digits also where the law has a steep end.
    """
    import numpy as np

    edges = [above, *(hazard for hazard in sorted(set(kinks(law)[1].tolist())) if above < hazard < 700)]

    def inside(hazard: Floats) -> Floats:
        return age_at_hazard(law, hazard) ** power * np.exp(-hazard)

    t = np.arange(-400, 401) / 100
    total = 0.0
    for low, high in pairwise(edges):
        bend = np.pi / 2 * np.sinh(t)
        weight = np.pi / 2 * np.cosh(t) / np.cosh(bend) ** 2
        total += float(np.sum(inside(low + (high - low) / (1 + np.exp(-2 * bend))) * weight)) * (high - low) / 2 * 0.01
    x = np.exp(t - np.exp(-t))
    usable = edges[-1] + x < 700
    tail = inside((edges[-1] + x)[usable]) * (x * (1 + np.exp(-t)))[usable]
    return total + float(np.sum(tail)) * 0.01
