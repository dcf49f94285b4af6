"""The spans that figures are reported for: the whole window, and every calendar year that lies in it.

The window is cut into slices at the turns of the years.  Events are counted, and levels integrated, once per slice;
a span is a run of slices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from sim.measures.civil import Floats, Ints, year_start, years_covered
from sim.model.model import Model
from sim.scenario.schema import DAY, Scenario

FEW = 20
"""Up to so many cuts, comparing with each is faster than a search."""


def whole_years(start: int, end: int, first_day: date) -> dict[int, tuple[int, int]]:
    """The calendar years that lie in [start, end), and their own start and end."""
    candidates = range(first_day.year, first_day.year + (end // (365 * DAY)) + 2)
    bounds = {year: (year_start(year, first_day), year_start(year + 1, first_day)) for year in candidates}
    return {year: span for year, span in bounds.items() if start <= span[0] and span[1] <= end}


def part_years(start: int, end: int, first_day: date) -> list[tuple[date, date]]:
    """What lies in [start, end) before the first and after the last whole calendar year, as [first, end) in days."""
    whole = list(whole_years(start, end, first_day).values())
    spans = [(start, whole[0][0]), (whole[-1][1], end)] if whole else [(start, end)]
    days = [(span[0] // DAY, -(-span[1] // DAY)) for span in spans if span[0] < span[1]]
    return [(first_day + timedelta(first), first_day + timedelta(last)) for first, last in days]


@dataclass(frozen=True)
class Month:
    """A calendar month, ``"2021-03"``, and its start and end in seconds after the start of the run."""

    label: str
    bounds: tuple[int, int]


def months_of(scenario: Scenario) -> list[Month]:
    """The calendar months that lie wholly in the reported window, in order."""
    run = scenario.run
    start, first_day, found = run.start + run.warm_up, run.first_day, []
    month = (first_day + timedelta(seconds=start)).replace(day=1)
    while (opens := (month - first_day).days * DAY) < run.end:
        after = (month + timedelta(days=31)).replace(day=1)
        closes = (after - first_day).days * DAY
        if start <= opens and closes <= run.end:
            found.append(Month(f"{month:%Y-%m}", (opens, closes)))
        month = after
    return found


@dataclass(frozen=True)
class Spans:
    """Span 0 is the window.  ``cuts`` are the ascending ends of the slices; span i is the slices first[i] : last[i]."""

    cuts: tuple[int, ...]
    suffixes: tuple[str, ...]  # "" for the window, then "@2021", ...
    first: tuple[int, ...]
    last: tuple[int, ...]
    years: Floats  # length of each span in calendar years

    @classmethod
    def of(cls, model: Model) -> Spans:
        start, end = model.window
        first_day = model.scenario.run.first_day
        whole = whole_years(start, end, first_day)
        limits = [(start, end), *whole.values()]
        cuts = sorted({cut for span in limits for cut in span})
        return cls(
            cuts=tuple(cuts),
            suffixes=("", *(f"@{year}" for year in whole)),
            first=tuple(cuts.index(a) for a, _ in limits),
            last=tuple(cuts.index(b) for _, b in limits),
            years=np.array([years_covered(a, b, first_day) for a, b in limits]),
        )

    def __len__(self) -> int:
        return len(self.suffixes)

    @property
    def slices(self) -> int:
        return len(self.cuts) - 1

    @property
    def bounds(self) -> list[tuple[int, int]]:
        """Start and end of each span."""
        return [(self.cuts[first], self.cuts[last]) for first, last in zip(self.first, self.last, strict=True)]

    @cached_property
    def seconds(self) -> Floats:
        """Length of each span."""
        return self.over(np.diff(np.array(self.cuts, dtype=np.float64)))

    def slice_of(self, times: Ints) -> Ints:
        """1 .. slices for times inside the window, 0 before it, slices + 1 after it."""
        if len(self.cuts) > FEW:
            return np.searchsorted(np.array(self.cuts, dtype=np.int64), times, side="right")
        place = np.zeros(len(times), dtype=np.int8)
        for cut in self.cuts:
            place += times >= cut
        return place.astype(np.int64)

    def over(self, by_slice: Floats) -> Floats:
        """Sums over the slices of each span: the last axis changes from slices to spans."""
        sums = [by_slice[..., a:b].sum(axis=-1) for a, b in zip(self.first, self.last, strict=True)]
        return np.stack(sums, axis=-1)
