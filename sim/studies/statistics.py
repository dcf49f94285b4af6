"""From one value per replication to an estimate and its uncertainty.

Two things are kept apart: how much possible outcomes differ (``sd``, ``p10`` to ``p90``: chance, what a planner lives
with) and how well the mean is known (``se``, ``low`` to ``high``: the Monte Carlo error, less with more replications).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.sheet import Sheet
from sim.studies.intervals import intervals
from sim.studies.laws import law_of

if TYPE_CHECKING:
    from sim.scenario.schema import Target

Floats = NDArray[np.float64]


@dataclass(frozen=True, repr=False)
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
    low: float  # 95 % confidence interval of the mean (sim.studies.intervals)
    high: float

    def __repr__(self) -> str:
        mean, low, high, first, last = (f"{one:.4g}" for one in (self.mean, self.low, self.high, self.p10, self.p90))
        return f"<Estimate {self.name}: {mean} ({low} to {high}); 8 of 10 runs {first} to {last}; n={self.n}>"


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


def summarise(sheet: Sheet, targets: Sequence[Target] = ()) -> Summary:
    """Estimates of every figure of the sheet.

    The mean is the ratio of sums R = sum N / sum D.  Its standard error is that of the ratio estimator (delta method;
    Cochran, *Sampling Techniques*, 3rd ed., section 6.4): sqrt(n / (n - 1) sum (N - R D)^2) / sum D, which for a total
    (D = 1) is sd / sqrt(n).  Which interval a figure gets follows from what it counts (:mod:`sim.studies.laws`), for
    which a figure of a target needs the ``targets``.
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
    laws = [law_of(name, targets) for name in sheet.names]
    low, high = intervals(laws, mean, se, n.astype(np.float64), total)
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


def pooled(sheet: Sheet, names: Sequence[str], targets: Sequence[Target] = ()) -> Estimate:
    """One figure over several columns of each replication (the years of a run), which may depend on each other.

    The ratio of sums over all of them; its interval follows from what the figure counts (:mod:`sim.studies.laws`).
    """
    columns = [sheet.names.index(name) for name in names]
    missing = (sheet.denominator == 0) | np.isnan(sheet.numerator) | np.isnan(sheet.denominator)
    numerator, denominator = (
        np.where(missing, 0.0, values)[:, columns].sum(axis=1, keepdims=True)
        for values in (sheet.numerator, sheet.denominator)
    )
    return summarise(Sheet((names[0],), numerator, denominator, sheet.replications), targets)[names[0]]
