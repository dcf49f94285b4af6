"""The figures of a comparison in each calendar year: where scenarios part on a date, a mean of all years hides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.measures.sheet import Sheet
from sim.studies.asked import Asked
from sim.studies.samples import Sample
from sim.studies.statistics import Estimate


@dataclass(frozen=True)
class InYear:
    """One figure in one calendar year, option by option."""

    asked: Asked
    year: int
    estimates: tuple[Estimate, ...]  # one for each option
    same: tuple[bool, ...]  # whether the option is as the baseline in every replication of that year


def year_by_year(figures: Sequence[Asked], sheets: Sequence[Sheet], baseline: int) -> Iterator[InYear]:
    """Every figure in every calendar year that all the options report, in order; nothing of a figure without years."""
    for asked in figures:
        if asked.sign or asked.is_total:  # judged, or added up, over the whole window
            continue
        columns = [{_year(name): name for name in asked.years(sheet.names)} for sheet in sheets]
        for year in sorted(set.intersection(*map(set, columns))):
            samples = [_sample(sheet, names[year], asked) for sheet, names in zip(sheets, columns, strict=True)]
            same = tuple(np.array_equal(one.values, samples[baseline].values, equal_nan=True) for one in samples)
            yield InYear(asked, year, tuple(one.estimate(asked.text) for one in samples), same)


def _year(name: str) -> int:
    return int(name.rpartition("@")[2])


def _sample(sheet: Sheet, name: str, asked: Asked) -> Sample:
    column = sheet.index[name]
    law = asked.law if asked.kind == "mean" else "chance"
    return Sample(sheet.numerator[:, column], sheet.denominator[:, column], law)
