"""The figures of a comparison in each calendar year: where scenarios part on a date, a mean of all years hides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.measures.names import FigureName
from sim.measures.sheet import Sheet
from sim.studies.asked import Asked
from sim.studies.samples import Sample
from sim.studies.statistics import Estimate

ROUNDING = 1e-9


@dataclass(frozen=True)
class InYear:
    """One figure in one calendar year, option by option."""

    asked: Asked
    year: int | None  # None: what lies in the window outside its whole calendar years
    estimates: tuple[Estimate, ...]  # one for each option
    same: tuple[bool, ...]  # whether the option is as the baseline in every replication of that year


def year_by_year(figures: Sequence[Asked], sheets: Sequence[Sheet], baseline: int) -> Iterator[InYear]:
    """Every figure in every calendar year that all the options report, in order; nothing of a figure without years.

    After its years the part years of a target, which are not judged.
    """
    for asked in figures:
        if asked.sign or asked.is_total:  # judged, or added up, over the whole window
            continue
        columns = [{_year(name): name for name in asked.years(sheet.names)} for sheet in sheets]
        for year in sorted(set.intersection(*map(set, columns))):
            samples = [_sample(sheet, names[year], asked) for sheet, names in zip(sheets, columns, strict=True)]
            yield _in_year(asked, year, samples, baseline)
        outside = [_outside(asked, sheet) for sheet in sheets]
        if len(set(map(frozenset, columns))) == 1 and all(sample is not None for sample in outside):
            yield _in_year(asked, None, [sample for sample in outside if sample is not None], baseline)


def _in_year(asked: Asked, year: int | None, samples: Sequence[Sample], baseline: int) -> InYear:
    same = tuple(np.array_equal(one.values, samples[baseline].values, equal_nan=True) for one in samples)
    return InYear(asked, year, tuple(one.estimate(asked.text) for one in samples), same)


def _outside(asked: Asked, sheet: Sheet) -> Sample | None:
    """A target or a wait over the part years: sums of the window less those of its years; None where there is none."""
    years = [sheet.index[name] for name in asked.years(sheet.names)]
    if asked.kind != "mean" or FigureName.of(asked.name).kpi not in ("target", "wait_mean") or not years:
        return None
    whole = sheet.index[asked.name]
    numerator = sheet.numerator[:, whole] - sheet.numerator[:, years].sum(axis=1)
    denominator = sheet.denominator[:, whole] - sheet.denominator[:, years].sum(axis=1)
    denominator = np.where(np.abs(denominator) < ROUNDING * sheet.denominator[:, whole], 0.0, denominator)
    return Sample(numerator, denominator, asked.law) if denominator.min() >= 0 < denominator.max() else None


def _year(name: str) -> int:
    return int(name.rpartition("@")[2])


def _sample(sheet: Sheet, name: str, asked: Asked) -> Sample:
    column = sheet.index[name]
    law = asked.law if asked.kind == "mean" else "chance"
    return Sample(sheet.numerator[:, column], sheet.denominator[:, column], law)
