"""Years in which people start who stood in line when the year began: that line is used up once, later years lack it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from sim.scenario.schema import Target

NOTICEABLE = 0.1  # of the starts of a year


def columns(target: Target, years: Sequence[int]) -> list[str]:
    """The figures it is seen from; none of a target that is no count of who enters one step."""
    if target.count is None or target.count.event != "entered" or len(target.count.steps) != 1:
        return []
    (step,) = target.count.steps
    return [f"{kpi}.{step}@{year}" for year in years for kpi in ("entries", "joined")]


def drawn_from_line(target: Target, years: Sequence[int], mean: Callable[[str], float]) -> dict[int, float]:
    """Years with a later year, and the people by whom starts exceed who joined the line for them.

    Only where they are a tenth of the starts of the year and the next year has fewer starts: what is used up does not
    come again.  ``mean`` gives a figure, NaN where there is none.  Who gives up in line makes the number smaller, so it
    is a least one.
    """
    names = columns(target, years)
    starts = dict(zip(years, map(mean, names[::2]), strict=False))
    joined = dict(zip(years, map(mean, names[1::2]), strict=False))
    found = {}
    for year, after in pairwise(years):
        drawn = starts.get(year, 0.0) - joined.get(year, 0.0)
        if drawn >= NOTICEABLE * starts.get(year, 0.0) > 0 and starts[after] < starts[year]:
            found[year] = drawn
    return found
