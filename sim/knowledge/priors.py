"""How uncertain a parameter is: a prior fitted to its value and its range.

The range of a parameter (``low`` to ``high``) is read as its 5 and 95 % points and the value as its median.  A share
has a beta prior; anything else that is positive has a lognormal one, or a gamma one with its mean at the value where
the range begins at 0.  A value on the edge of what is possible (a share of 0) is the most likely value: the density
falls from there, and the other end of the range is its 95 % point.  Bounded priors (uniform, PERT) are used only where
a file states one: they cannot learn.  The fit is by least squares on the three points, weights 1 : 2 : 1, in units of
the range (O'Hagan and others, *Uncertain Judgements*, 2006, section 6.5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import Law, Parameter

Floats = NDArray[np.float64]

TAIL = 0.05
POINTS = (TAIL, 0.5, 1 - TAIL)
WEIGHTS = (1.0, 2.0, 1.0)
OFF = 0.1
"""A fitted median that lies farther from the value than this part of the range is worth a warning."""

Z = 1.6448536269514722
"""95 % quantile of the standard normal distribution."""

REASONS = ("formula", "choice", "decision", "text", "date", "no range")
"""Why a parameter has no prior, in the order in which they are looked at."""


@dataclass(frozen=True)
class Prior:
    """The distribution of a parameter in its own unit.

    ``family`` is ``beta`` (a, b), ``lognormal`` (mean and standard deviation of the logarithm), ``gamma`` (shape,
    scale) or ``stated`` (a law of the file).  ``whole``: rounded to whole numbers and cut to ``low`` .. ``high``.
    ``part``: the probabilities between which the prior is cut off, all of it by default.  ``joint``: the values
    of equally likely joint draws, in the same order for all parameters that have them (family ``joint``).
    ``rank_correlation`` with other parameters, by name.
    """

    name: str
    family: str
    first: float
    second: float
    low: float
    high: float
    whole: bool = False
    law: Law | None = None
    median_off: bool = False
    part: tuple[float, float] = (0.0, 1.0)
    joint: tuple[float, ...] = ()
    rank_correlation: tuple[tuple[str, float], ...] = ()

    def quantile(self, u: Floats) -> Floats:
        """Values at the probabilities ``u``, element by element."""
        first, last = self.part
        values = self._continuous(first + (last - first) * np.asarray(u, dtype=np.float64))
        return np.clip(np.rint(values), self.low, self.high) if self.whole else values

    def _continuous(self, u: Floats) -> Floats:
        from scipy.special import betaincinv, gammaincinv, ndtri

        if self.joint:
            return np.asarray(np.quantile(self.joint, u, method="inverted_cdf"))
        if self.law is not None:
            return _stated(self.law, u)
        if self.family == "beta":
            return np.asarray(betaincinv(self.first, self.second, u))
        if self.family == "gamma":
            return np.asarray(gammaincinv(self.first, u) * self.second)
        return np.asarray(np.exp(self.first + self.second * ndtri(u)))


def why_none(parameter: Parameter) -> str:
    """The reason, one of :data:`REASONS`, for which a parameter has no prior; empty if it has one."""
    if parameter.formula:
        return "formula"
    if parameter.choices:
        return "choice"
    if parameter.decision:
        return "decision"
    if parameter.law is not None:
        return ""
    if parameter.basis == "text":
        return "text"
    if isinstance(parameter.value, str):
        return "date"
    return "no range" if parameter.low is None or parameter.high is None or parameter.low >= parameter.high else ""


def prior_of(parameter: Parameter) -> Prior | None:
    """The prior of a parameter, None where :func:`why_none` gives a reason."""
    if why_none(parameter):
        return None
    assert not isinstance(parameter.value, str)
    if parameter.law is not None:
        return Prior(parameter.name, "stated", 0.0, 0.0, -np.inf, np.inf, law=parameter.law,
                     rank_correlation=parameter.rank_correlation)  # fmt: skip
    low, high = parameter.low, parameter.high
    assert low is not None
    assert high is not None
    family, first, second = _fit(parameter.unit == "share", parameter.value, low, high)
    prior = Prior(parameter.name, family, first, second, low, high, _is_whole(parameter),
                  rank_correlation=parameter.rank_correlation)  # fmt: skip
    on_the_edge = parameter.value == 0 or (family == "beta" and parameter.value == 1)
    median = float(prior._continuous(np.array([0.5]))[0])
    return replace(prior, median_off=not on_the_edge and abs(median - parameter.value) > OFF * (high - low))


def _is_whole(parameter: Parameter) -> bool:
    """Counts, and lengths that are stated in whole steps."""
    numbers = (parameter.value, parameter.step, parameter.low, parameter.high)
    return parameter.step is not None and all(float(number or 0).is_integer() for number in numbers)


@cache
def _fit(is_share: bool, value: float, low: float, high: float) -> tuple[str, float, float]:
    """Family and its two numbers; an end of the range on the edge of the support is no quantile and is ignored."""
    if is_share and value in (0, 1):
        far = 1 - high if value == 0 else low  # from the other edge; Beta(1, b) and Beta(b, 1) have power tails
        tail = log(TAIL) / log(far) if far > 0 else 1.0
        return ("beta", 1.0, tail) if value == 0 else ("beta", tail, 1.0)
    if is_share:
        ends = (low if low > 0 else None, value, high if high < 1 else None)
        return ("beta", *_beta(ends, high - low))
    if low > 0 and value > 0:  # a scenario may set 0 although its source supports no such value
        return ("lognormal", *_lognormal((low, value, high), high - low))
    return ("gamma", *(_gamma(value, high) if value > 0 else (1.0, -high / log(TAIL))))


def _beta(points: tuple[float | None, float, float | None], width: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    middle = points[1]
    size = max(middle * (1 - middle) * (2 * Z / width) ** 2 - 1, 1.0)

    def quantiles(a: float, b: float) -> Floats:
        return np.asarray(betaincinv(a, b, POINTS))

    logs = _least_squares(quantiles, points, width, (log(middle * size), log((1 - middle) * size)))
    return exp(logs[0]), exp(logs[1])


def _lognormal(points: tuple[float, float, float], width: float) -> tuple[float, float]:
    def quantiles(scale: float, sd: float) -> Floats:
        return np.asarray(scale * np.exp(sd * np.array([-Z, 0.0, Z])))

    start = (log(points[1]), log(max(log(points[2] / points[0]) / (2 * Z), 1e-3)))
    logs = _least_squares(quantiles, points, width, start)
    return logs[0], exp(logs[1])


def _least_squares(
    quantiles: Callable[[float, float], Floats],
    points: tuple[float | None, float, float | None],
    width: float,
    start: tuple[float, float],
) -> tuple[float, float]:
    """Logarithms of the two numbers of a family for which its quantiles lie nearest to the points."""
    from scipy.optimize import minimize

    def loss(logs: Floats) -> float:
        found = quantiles(exp(logs[0]), exp(logs[1]))
        squares = [
            weight * ((float(at) - point) / width) ** 2
            for weight, at, point in zip(WEIGHTS, found, points, strict=True)
            if point is not None
        ]
        if len(squares) == 1:  # a share of which nothing but the value is known: near the uniform distribution
            squares.append(1e-3 * (float(logs[0]) ** 2 + float(logs[1]) ** 2))
        return sum(squares)

    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-12})
    return float(found.x[0]), float(found.x[1])


def _gamma(mean: float, high: float) -> tuple[float, float]:
    """Shape and scale with the given mean and 95 % point, or the widest gamma law where none reaches so far."""
    from scipy.optimize import brentq
    from scipy.special import gammaincinv

    def miss(log_shape: float) -> float:
        shape = exp(log_shape)
        return float(gammaincinv(shape, 1 - TAIL)) / shape - high / mean

    # the 95 % point of a gamma law is largest, about 3 to 4.5 times the mean, at shapes below 1
    grid = np.linspace(log(0.05), log(1e4), 200)
    values = np.array([miss(float(at)) for at in grid])
    top = int(np.argmax(values))
    if values[top] <= 0:
        shape = exp(float(grid[top]))
    elif values[-1] >= 0:
        shape = exp(float(grid[-1]))
    else:
        shape = exp(float(brentq(miss, float(grid[top]), float(grid[-1]))))
    return shape, mean / shape


def _stated(law: Law, u: Floats) -> Floats:
    from sim.distributions import quantile

    return np.asarray(quantile(law, u), dtype=np.float64)
