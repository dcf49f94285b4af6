"""From one value per replication to an estimate and its uncertainty.

Two things are kept apart: how much possible outcomes differ (``sd``, ``p10`` to ``p90``: chance, what a planner lives
with) and how well the mean is known (``se``, ``low`` to ``high``: the Monte Carlo error, less with more replications).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

import numpy as np
from numpy.typing import NDArray

from sim.measures.sheet import Sheet

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
Z = 1.959963984540054  # 97.5 % quantile of the standard normal law


@dataclass(frozen=True)
class Estimate:
    """One figure over all replications, in the unit of the figure.  NaN where nothing was measured."""

    name: str
    mean: float  # ratio of sums over replications (contract C3)
    se: float  # standard error of the mean
    sd: float  # standard deviation between replications
    p10: float
    p50: float
    p90: float
    n: int  # replications that have a value
    low: float  # 95 % confidence interval of the mean; exact for a probability
    high: float


@dataclass(frozen=True)
class Summary(Mapping[str, Estimate]):
    """Estimates of all figures of a sheet by name; the arrays are parallel to ``names``."""

    names: tuple[str, ...]
    mean: Floats
    se: Floats
    sd: Floats
    p10: Floats
    p50: Floats
    p90: Floats
    n: NDArray[np.int64]
    low: Floats
    high: Floats
    index: Mapping[str, int]

    def __getitem__(self, name: str) -> Estimate:
        i = self.index[name]
        mean, se, sd = float(self.mean[i]), float(self.se[i]), float(self.sd[i])
        p10, p50, p90 = float(self.p10[i]), float(self.p50[i]), float(self.p90[i])
        return Estimate(name, mean, se, sd, p10, p50, p90, int(self.n[i]), float(self.low[i]), float(self.high[i]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def summarise(sheet: Sheet) -> Summary:
    """Estimates of every figure of the sheet.

    The mean is the ratio of sums R = sum N / sum D.  Its standard error is that of the ratio estimator (delta method;
    Cochran, *Sampling Techniques*, 3rd ed., section 6.4): sqrt(n / (n - 1) sum (N - R D)^2) / sum D, which for a total
    (D = 1) is sd / sqrt(n).  Figures that are 0 or 1 in every replication (``attained``) get the exact interval.
    """
    missing = (sheet.denominator == 0) | np.isnan(sheet.numerator) | np.isnan(sheet.denominator)
    numerator = np.where(missing, 0.0, sheet.numerator)
    denominator = np.where(missing, 0.0, sheet.denominator)
    n = np.count_nonzero(~missing, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = denominator.sum(axis=0)
        mean = np.where(n > 0, numerator.sum(axis=0) / total, nan)
        residual = numerator - np.where(n > 0, mean, 0.0) * denominator
        se = np.where(n > 1, np.sqrt(n / (n - 1.0) * (residual**2).sum(axis=0)) / np.abs(total), nan)
        values = np.where(missing, nan, numerator / denominator)
    spread, quantiles = _spread(values, n)
    low, high = mean - Z * se, mean + Z * se
    for i in _chances(sheet, numerator, denominator):
        low[i], high[i] = clopper_pearson(int(numerator[:, i].sum()), int(n[i]))
    index = {name: i for i, name in enumerate(sheet.names)}
    return Summary(sheet.names, mean, se, spread, *quantiles, n.astype(np.int64), low, high, index)


def _spread(values: Floats, n: NDArray[np.int64]) -> tuple[Floats, tuple[Floats, Floats, Floats]]:
    """Standard deviation and 10, 50, 90 % quantiles of each column, NaN left out (NaN sorts last)."""
    ordered = np.sort(values, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.nansum(values, axis=0) / n
        sd = np.where(n > 1, np.sqrt(np.nansum((values - centre) ** 2, axis=0) / (n - 1.0)), nan)
    columns = np.arange(values.shape[1])

    def quantile(p: float) -> Floats:
        position = p * np.maximum(n - 1, 0)
        below = np.floor(position).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(n - 1, 0))
        lower, upper = ordered[below, columns], ordered[above, columns]
        result: Floats = np.where(n > 0, lower + (position - below) * (upper - lower), nan)
        return result

    return sd, (quantile(0.1), quantile(0.5), quantile(0.9))


def is_chance(name: str) -> bool:
    """Whether a figure says yes or no in each replication."""
    return name.startswith(("attained", "joint"))


def _chances(sheet: Sheet, numerator: Floats, denominator: Floats) -> list[int]:
    """Columns that say yes or no once in each replication: their sums are binomial."""
    candidates = [i for i, name in enumerate(sheet.names) if is_chance(name)]
    return [
        i for i in candidates if np.isin(numerator[:, i], (0, 1)).all() and np.isin(denominator[:, i], (0, 1)).all()
    ]


def clopper_pearson(successes: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Exact binomial interval of a probability (Clopper and Pearson 1934); (NaN, NaN) without trials."""
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes of {trials} trials")
    return _interval(successes, trials, confidence)


def _interval(successes: float, trials: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The formula of the binomial interval, which also takes a broken number of trials."""
    from scipy.special import betaincinv

    if not trials > 0:
        return nan, nan
    tail, failures = (1 - confidence) / 2, trials - successes
    low = 0.0 if successes < 1e-9 else float(betaincinv(successes, failures + 1, tail))
    high = 1.0 if failures < 1e-9 else float(betaincinv(successes + 1, failures, 1 - tail))
    return low, high


def pooled_chance(sheet: Sheet, names: Sequence[str], confidence: float = CONFIDENCE) -> Estimate:
    """A chance from several yes-or-no figures of each replication (the years of a run), which may depend on each other.

    The interval is the exact binomial one for the effective number of trials p (1 - p) / se^2, with the standard error
    between replications (Korn and Graubard 1998); at least the replications, at most all trials.
    """
    columns = [sheet.names.index(name) for name in names]
    numerator = sheet.numerator[:, columns].sum(axis=1, keepdims=True)
    denominator = sheet.denominator[:, columns].sum(axis=1, keepdims=True)
    pooled = summarise(Sheet((names[0],), numerator, denominator, sheet.replications))[names[0]]
    replications = float(np.count_nonzero(denominator))
    low, high = effective_interval(pooled.mean, pooled.se, replications, float(denominator.sum()), confidence)
    return replace(pooled, low=low, high=high)


def effective_interval(
    mean: float, se: float, replications: float, trials: float, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval of a pooled chance, see :func:`pooled_chance`."""
    effective = replications
    if se > 0:
        effective = min(max(effective, mean * (1 - mean) / se**2), trials)
    return _interval(mean * effective, effective, confidence)
