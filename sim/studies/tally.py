"""Sums over replications, so that the memory of a long study does not grow with the number of replications.

The first replications are kept one by one; they give the quantiles.  All of them enter the sums, which give means,
standard errors, standard deviations and chances.  Sums are taken row after row, so that batches cannot change a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.sheet import Sheet
from sim.studies.intervals import interval, intervals
from sim.studies.laws import is_chance, law_of
from sim.studies.statistics import Estimate, Summary, summarise

if TYPE_CHECKING:
    from sim.scenario.schema import Target

Floats = NDArray[np.float64]
KEPT = 1_000
"""Replications that are kept one by one."""
ROWS_AT_ONCE = 64


class Tally:
    """Sums of every figure, centred on the kept replications so that no digits are lost.

    With R the ratio of sums and c the ratio of the kept replications, the residual N - R D is r - (R - c) D where
    r = N - c D; so sums of r, D, r r, r D and D D give the standard error of the ratio estimator.
    """

    def __init__(self, kept: Sheet, targets: Sequence[Target] = ()) -> None:
        self.kept = kept
        self._laws = [law_of(name, targets) for name in kept.names]
        self._names = kept.names
        self._years = _years_of_targets(kept.names)
        self._targets = targets
        self._sample = summarise(kept)
        wide = self._wide(kept)
        with np.errstate(invalid="ignore", divide="ignore"):
            centre = wide[0].sum(axis=0) / wide[1].sum(axis=0)
        self._centre = np.where(np.isfinite(centre), centre, 0.0)
        self._sums = np.zeros((9, len(self._centre)))
        self.add(kept)

    def add(self, sheet: Sheet) -> None:
        """Count the replications of a sheet, a few at a time, because every term is as large as they are."""
        for first in range(0, len(sheet.replications), ROWS_AT_ONCE):
            self._add(sheet.rows(first, first + ROWS_AT_ONCE))

    def _add(self, sheet: Sheet) -> None:
        numerator, denominator = self._wide(sheet)
        present = denominator != 0
        rest = numerator - self._centre * denominator
        with np.errstate(invalid="ignore", divide="ignore"):
            value = np.where(present, numerator / denominator - self._centre, 0.0)
        terms = (present, numerator, denominator, rest, rest**2, rest * denominator, denominator**2, value, value**2)
        for total, term in zip(self._sums, terms, strict=True):
            total[:] = np.add.reduce(np.concatenate((total[None], term.astype(np.float64))), axis=0)

    def summary(self) -> Summary:
        """Estimates of all figures; quantiles from the kept replications, everything else from all."""
        columns = len(self._names)
        mean, se, sd = (values[:columns] for values in self._moments())
        n = self._sums[0, :columns].astype(np.int64)
        low, high = intervals(self._laws, mean, se, self._sums[0, :columns], self._sums[2, :columns])
        return replace(self._sample, mean=mean, se=se, sd=sd, n=n, low=low, high=high)

    def pooled(self, names: Sequence[str]) -> Estimate:
        """As :func:`sim.studies.statistics.pooled`, of a target or a chance by calendar year."""
        place = len(self._names) + list(self._years).index(names[0].partition("@")[0])
        mean, se, sd = (float(values[place]) for values in self._moments())
        n = int(self._sums[0, place])
        sample = self._sample[names[0]]
        low, high = interval(law_of(names[0], self._targets), mean, se, n, float(self._sums[2, place]))
        return replace(sample, mean=mean, se=se, sd=sd, n=n, low=low, high=high)

    def _wide(self, sheet: Sheet) -> tuple[Floats, Floats]:
        """Numerators and denominators with one more column for every target and chance by year: all its years."""
        missing = (sheet.denominator == 0) | np.isnan(sheet.numerator) | np.isnan(sheet.denominator)
        numerator = np.where(missing, 0.0, sheet.numerator)
        denominator = np.where(missing, 0.0, sheet.denominator)
        pooled = list(self._years.values())
        return tuple(  # type: ignore[return-value]
            np.concatenate([values, *(values[:, columns].sum(axis=1, keepdims=True) for columns in pooled)], axis=1)
            for values in (numerator, denominator)
        )

    def _moments(self) -> tuple[Floats, Floats, Floats]:
        """(mean, standard error, standard deviation between replications)."""
        n, numerator, denominator, _, rest2, rest_d, d2, value, value2 = self._sums
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(n > 0, numerator / denominator, nan)
            shift = np.where(n > 0, mean, 0.0) - self._centre
            residual = np.maximum(rest2 - 2 * shift * rest_d + shift**2 * d2, 0.0)
            se = np.where(n > 1, np.sqrt(n / (n - 1) * residual) / np.abs(denominator), nan)
            sd = np.where(n > 1, np.sqrt(np.maximum(value2 - value**2 / n, 0.0) / (n - 1)), nan)
        return mean, se, sd


def _years_of_targets(names: Sequence[str]) -> dict[str, list[int]]:
    """The columns by calendar year of every target and every chance."""
    years: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        base, at, _ = name.partition("@")
        if at and (is_chance(name) or name.startswith("target.")):
            years.setdefault(base, []).append(i)
    return years
