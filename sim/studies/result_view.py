"""A result seen figure by figure: an estimate or NaN, totals a year, years, pooled chances."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.studies.distance import Distance, distance
from sim.studies.statistics import Estimate

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario, Target
    from sim.studies.result import Result

JOINT = "joint"


class Reading:
    """One result with the questions that texts and tables ask of it."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.scenario: Scenario = result.scenario
        self.summary = result.summary

    def mean(self, name: str) -> float:
        """The estimate of a figure, NaN if there is no such figure."""
        return self.summary[name].mean if self.has(name) else nan

    def has(self, name: str) -> bool:
        """Whether the result has such a figure."""
        return name in self.summary.index

    def a_year(self, name: str) -> float:
        """A total over the window as a number a year."""
        return self.mean(name) / self.years_covered

    @cached_property
    def years_covered(self) -> float:
        """Length of the window in calendar years."""
        from sim.measures.civil import years_covered

        return years_covered(*self.result.model.window, self.scenario.run.first_day)

    @cached_property
    def whole_years(self) -> bool:
        """Whether the window is made of calendar years, so that figures a year mean those years."""
        return len(self.years) > 0 and abs(self.years_covered - len(self.years)) < 1e-6

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Calendar years that lie in the window and are reported one by one."""
        return tuple(sorted({int(name.rpartition("@")[2]) for name in self.summary.names if "@" in name}))

    @cached_property
    def part_years(self) -> tuple[tuple[date, date], ...]:
        """First and last day of what lies in the window before the first and after the last whole calendar year."""
        from sim.measures.spans import part_years

        parts = part_years(*self.result.model.window, self.scenario.run.first_day)
        return tuple((first, end - timedelta(days=1)) for first, end in parts)

    @cached_property
    def calendar_years(self) -> tuple[int, ...]:
        """All calendar years of which some part lies in the window."""
        return tuple(sorted({*self.years, *(day.year for days in self.part_years for day in days)}))

    def yearly(self, target: str) -> bool:
        """Whether a target (or ``joint``) is judged in single calendar years, and not in whole runs."""
        judged = self.bounded if target == JOINT else (self.target(target),)
        return bool(self.years) and any(one.per == "calendar year" for one in judged)

    def not_judged(self, target: str) -> float:
        """The share of years (or runs) in which there was nothing to measure, so that the target is neither met nor
        missed."""
        name = f"attained.{target}"
        columns = self.names_by_year(name) if self.yearly(target) else (name,)
        known = sum(self.summary[key].n for key in columns if key in self.summary.index)
        return 1 - known / (len(columns) * self.result.manifest.replications)

    def names_by_year(self, name: str) -> tuple[str, ...]:
        """The columns of a figure by calendar year; the figure itself where there is no whole year."""
        return tuple(f"{name}@{year}" for year in self.years) or (name,)

    def by_year(self, name: str) -> dict[int, Estimate]:
        found = {year: f"{name}@{year}" for year in self.years}
        return {year: self.summary[key] for year, key in found.items() if key in self.summary.index}

    def chance(self, target: str) -> Estimate:
        """Chance that a target (or ``joint``) is met in a year: the years of all runs pooled."""
        name = f"attained.{target}"
        judged = self.bounded if target == JOINT else (self.target(target),)
        if all(one.per == "window" for one in judged):
            return self.summary[name]
        return self.chance_of_column(name)

    def chance_of_column(self, name: str) -> Estimate:
        """As :meth:`chance`, for the column of one definition."""
        target = name.partition(".")[2].partition("[")[0]
        if target != JOINT and self.target(target).per == "window":
            return self.summary[name]
        return self._pooled(name)

    def _pooled(self, name: str) -> Estimate:
        names = tuple(key for key in self.names_by_year(name) if key in self.summary.index)
        return self.result.pooled(names) if names else self.summary[name]

    def judged(self, target: Target, option: str = "") -> Estimate:
        """A target, read as stated or under another definition, over what is judged of it.

        That is the whole calendar years where it is judged by year, so that mean, spread and chance are of the same
        years; of the window else.
        """
        name = f"target.{target.name}{option}"
        return self._pooled(name) if self.apart(target) else self.summary[name]

    def apart(self, target: Target) -> bool:
        """Whether some of the window is not judged, so that means of the window are not those of what is judged."""
        return bool(self.part_years) and self.yearly(target.name)

    def beside(self, target: Target, name: str) -> float:
        """The mean of a figure over what is judged of a target; NaN if there is no such figure."""
        return self._pooled(name).mean if self.apart(target) and self.by_year(name) else self.mean(name)

    def attaining_a_year(self, target: Target) -> float:
        """How many people attain a target in a year (or window) that is judged."""
        name = f"attaining.{target.name}"
        if target.per == "window":
            return self.mean(name)
        years = self.by_year(name) if self.part_years else {}
        return sum(one.mean for one in years.values()) / len(years) if years else self.a_year(name)

    def usual_people(self, target: Target) -> float:
        """Of how many people, whole, a share is on average in a year (or window) that has any; NaN without.

        Sentences and figures say this one number, and the mean of how many begin rounds to it.
        """
        sheet = self.result.sheet
        places = [sheet.index[name] for name in self.outcome_columns(target) if name in sheet.index]
        people = np.concatenate([sheet.denominator[:, place] for place in places]) if places else np.empty(0)
        people = people[people > 0]
        return float(round(np.mean(people))) if len(people) else nan

    def outside(self, target: Target) -> float:
        """How many people a year a target counts in the part years, which are not judged; NaN where it has none."""
        if target.count is None or not self.part_years or not self.yearly(target.name):
            return nan
        name = f"target.{target.name}"
        people = self.mean(name) * self.years_covered - sum(one.mean for one in self.by_year(name).values())
        return people / (self.years_covered - len(self.years))

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Counts before shares: how many there are comes before what becomes of them."""
        return tuple(sorted(self.scenario.targets, key=lambda target: (target.count is None, target.name)))

    def target(self, name: str) -> Target:
        return next(target for target in self.scenario.targets if target.name == name)

    @cached_property
    def bounded(self) -> tuple[Target, ...]:
        """Targets that can be met or missed."""
        return tuple(target for target in self.targets if f"attained.{target.name}" in self.summary.index)

    def outcome_columns(self, target: Target) -> tuple[str, ...]:
        """The columns of a target that are possible outcomes: its years, or the window it is set for."""
        name = f"target.{target.name}"
        return (name,) if target.per == "window" else self.names_by_year(name)

    def outcomes(self, target: Target) -> tuple[float, float]:
        """10 and 90 % quantile of a target over the single years (or windows) of all runs."""
        return self._quantiles(self.outcome_columns(target))

    def single_years(self, name: str) -> tuple[float, float]:
        """10 and 90 % quantile of a figure over the single years of all runs."""
        return self._quantiles(self.names_by_year(name))

    def spread(self, name: str) -> tuple[float, float]:
        """10 and 90 % quantile of a figure of the whole window."""
        return self._quantiles((name,))

    def distance(self, target: Target) -> Distance:
        """How far the single years (or windows) of all runs are from the bound of a target."""
        return distance(self._values(self.outcome_columns(target)), target.at_least, target.at_most)

    def _values(self, columns: tuple[str, ...]) -> NDArray[np.float64]:
        """The values of several columns, replication by replication, one column after the other."""
        return np.concatenate([self.result.sheet.column(key) for key in columns if key in self.summary.index])

    def _quantiles(self, columns: tuple[str, ...]) -> tuple[float, float]:
        values = self._values(columns)
        values = values[~np.isnan(values)]
        if not len(values):
            return nan, nan
        low, high = np.quantile(values, (0.1, 0.9))
        return float(low), float(high)
