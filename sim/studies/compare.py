"""Which of several options is better, and by how much: paired replication by replication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from sim.measures.sheet import Sheet
from sim.studies import from_line
from sim.studies.asked import (
    Asked,
    columns_by_year,
    columns_of,
    people_cost_and_waiting,
    place_of,
    stated,
    stated_by_group,
)
from sim.studies.frames import Framed, Row, apart, estimated
from sim.studies.inputs import Inputs, differing
from sim.studies.option import Option
from sim.studies.precision import Measured, Precision, Reached, run_to_precision
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Floats, Sample, Years, difference, replications_to_settle, years_compared
from sim.studies.shown import Shown
from sim.studies.statistics import Estimate
from sim.studies.year_by_year import InYear, year_by_year

if TYPE_CHECKING:
    from sim.store.chunks import Pick
    from sim.studies.waterfall import Waterfall

MOST_TO_SETTLE = 1_000_000  # nobody waits longer


@dataclass(frozen=True)
class Contrast:
    """One option against the baseline in one figure."""

    option: int  # place among the options
    asked: Asked
    difference: Difference
    years: Years
    to_settle: float  # replications in all that would settle it; infinite if none would


@dataclass(frozen=True, repr=False)
class Comparison(Framed, Shown):
    """What a comparison has found; frozen.

    ``estimates[i][j]`` is figure j of option i.  The intervals of ``contrasts`` hold with 95 % all at once.
    """

    options: tuple[Option, ...]
    baseline: int
    asked: tuple[Asked, ...]
    estimates: tuple[tuple[Estimate, ...], ...] = field(repr=False)
    contrasts: tuple[Contrast, ...] = field(repr=False)
    inputs: Inputs = field(repr=False)
    replications: int
    seed: int
    reached: Reached | None = None
    years: tuple[InYear, ...] = field(default=(), repr=False)  # of what has calendar years, in the order of ``asked``
    waterfalls: tuple[Waterfall, ...] = field(default=(), repr=False)
    from_line: tuple[Mapping[str, Mapping[int, float]], ...] = field(default=(), repr=False)
    """Of each option, by target and year: the starts of people who stood in line when the year began, where later
    years lack them (:mod:`sim.studies.from_line`)."""

    @cached_property
    def against(self) -> tuple[int, ...]:
        """The options other than the baseline."""
        return tuple(i for i in range(len(self.options)) if i != self.baseline)

    def of(self, option: int) -> list[Contrast]:
        """The contrasts of an option, in the order of what was asked."""
        return [found for found in self.contrasts if found.option == option]

    def contrast(self, option: int, asked: Asked | str) -> Contrast:
        """The contrast of an option in a figure; raises KeyError."""
        wanted = self.asked[place_of(self.asked, asked)]
        for found in self.contrasts:
            if found.option == option and found.asked == wanted:
                return found
        raise KeyError(f"no contrast of option {option} in {wanted.text}")

    def __getitem__(self, asked: str) -> tuple[Contrast, ...]:
        """What each option does to one figure, by ``"mean(target.volume)"`` or ``"P(joint)"``; raises KeyError."""
        wanted = self.asked[place_of(self.asked, asked)]
        return tuple(found for found in self.contrasts if found.asked == wanted)

    def _ipython_key_completions_(self) -> list[str]:
        return [one.text for one in self.asked]

    def rows(self) -> Iterator[Row]:
        """One for each option and figure: its estimate over the window and the paired difference from the baseline
        (missing for itself); then, where a figure has calendar ``year``s, the estimates of each."""
        for asked, estimates in zip(self.asked, zip(*self.estimates, strict=True), strict=True):
            for place, estimate in enumerate(estimates):
                found = None if place == self.baseline else self.contrast(place, asked)
                yield self._row(place, asked, None, estimate, found)
        for one in self.years:
            for place, estimate in enumerate(one.estimates):
                yield self._row(place, one.asked, one.year, estimate, None)

    def _row(self, place: int, asked: Asked, year: int | None, estimate: Estimate, found: Contrast | None) -> Row:
        years = found.years if found else None
        return {
            "option": self.options[place].name, "baseline": place == self.baseline, "figure": asked.text, "year": year,
            "replications": self.replications, **estimated(estimate), **apart(found.difference if found else None),
            **{name: getattr(years, name, None) for name in ("higher", "same", "lower")},
        }  # fmt: skip

    def __repr__(self) -> str:
        options = ", ".join(option.name for option in self.options)
        first = ", ".join(f"{one.difference.mean:+.3g}" for one in self[self.asked[0].text])
        return f"<Comparison of {options}: {self.asked[0].text} {first}; {self.replications:,} replications>"

    @cached_property
    def dated(self) -> bool:
        """Whether years must be seen apart: what differs begins on a date, so that a mean of all years hides it.

        Seen from dated changes or the calendar, or from a mean that is the same in the first year and not in others.
        """
        keys = {path.partition(".")[0].partition("[")[0] for path in self.inputs.other}
        if keys & {"change", "calendar"}:
            return True
        means = [[one.same for one in self.years if one.asked == asked] for asked in self.asked if asked.kind == "mean"]
        return any(
            years and years[0][i] and not all(same[i] for same in years) for years in means for i in self.against
        )


def stated_of_all(options: Sequence[Option], baseline: int) -> tuple[Asked, ...]:
    """What a comparison states by default: the targets, people reached, cost and waiting, and the targets by group.

    Of groups, and of what is not a target, only what all options have.
    """
    others = (option.scenario for place, option in enumerate(options) if place != baseline)
    scenario = options[baseline].scenario
    scenarios = [scenario, *others]
    targets = stated(scenario)
    return (*targets, *people_cost_and_waiting(scenarios), *stated_by_group(scenarios)) if targets else ()


def compare(
    options: Sequence[Option],
    runs: Runs,
    replications: int,
    baseline: int = 0,
    asked: Sequence[Asked] = (),
    precision: Precision | None = None,
    waterfall: bool = False,
) -> Comparison:
    """Run the options with the same people and the same luck, and take the differences.

    With ``precision`` the number of replications follows from it: every figure of every option and every difference is
    to be as precise as wanted.  Raises ValueError for fewer than two options.
    """
    if len(options) < 2:
        raise ValueError("a comparison needs at least two scenarios")
    figures = tuple(asked) or stated_of_all(options, baseline)
    if not figures:
        raise ValueError("the scenario states no target, so say what to compare, for example mean(time_in_system)")
    runs.check(options[baseline], figures)
    reached = None
    if precision is not None:
        precision.check(figures, options[baseline].scenario)
        reached = _run_to_precision(options, runs, baseline, figures, precision)
        replications = reached.replications
    else:
        runs.announce(replications * len(options))
    sheets = list(runs.each(options, replications, _with_lines(columns_by_year(figures), options[baseline])))
    samples = [[one.sample(sheet) for one in figures] for sheet in sheets]
    estimates = tuple(tuple(s.estimate(one.text) for s, one in zip(row, figures, strict=True)) for row in samples)
    same = [option.scenario.hash == options[baseline].scenario.hash for option in options]
    contrasts = _contrasts(sheets, samples, figures, baseline, same)
    years = tuple(year_by_year(figures, sheets, baseline))
    found = Comparison(
        tuple(options), baseline, figures, estimates, contrasts, differing(options), replications, runs.seed, reached,
        years, from_line=tuple(_from_line(option, sheet) for option, sheet in zip(options, sheets, strict=True)),
    )  # fmt: skip
    return with_waterfalls(found, runs) if waterfall else found


def _with_lines(pick: Pick, baseline: Option) -> Pick:
    """Picks what is asked, and from what is seen in which years people start who waited already when they began."""

    def picked(names: Sequence[str]) -> tuple[str, ...]:
        years, there = _years(names), set(names)
        lines = (name for target in baseline.scenario.targets for name in from_line.columns(target, years))
        return tuple(dict.fromkeys((*pick(names), *(name for name in lines if name in there))))

    return picked


def _years(names: Sequence[str]) -> list[int]:
    return sorted({int(name.rpartition("@")[2]) for name in names if "@" in name})


def _from_line(option: Option, sheet: Sheet) -> dict[str, dict[int, float]]:
    def mean(name: str) -> float:
        return float(np.mean(sheet.column(name))) if name in sheet.index else nan

    years = _years(sheet.names)
    return {one.name: from_line.drawn_from_line(one, years, mean) for one in option.scenario.targets}


def with_waterfalls(found: Comparison, runs: Runs) -> Comparison:
    """The comparison with a waterfall from the baseline to each other option."""
    from dataclasses import replace

    from sim.studies.waterfall import waterfall

    start = found.options[found.baseline]
    made = tuple(waterfall(start, found.options[i], runs, found.replications, found.asked) for i in found.against)
    return replace(found, waterfalls=made)


def _contrasts(
    sheets: Sequence[Sheet],
    samples: Sequence[Sequence[Sample]],
    figures: Sequence[Asked],
    baseline: int,
    same: Sequence[bool],
) -> tuple[Contrast, ...]:
    others = [i for i in range(len(sheets)) if i != baseline]
    comparisons = len(others) * len(figures)
    found = []
    for i in others:
        for j, one in enumerate(figures):
            apart = difference(samples[baseline][j], samples[i][j], comparisons, same=same[i])
            years = years_compared(_single_years(one, sheets[baseline]), _single_years(one, sheets[i]))
            settle = replications_to_settle(apart, comparisons)
            found.append(Contrast(i, one, apart, years, settle if settle <= MOST_TO_SETTLE else float("inf")))
    return tuple(found)


def _single_years(asked: Asked, sheet: Sheet) -> Floats:
    """Values of a figure in each year of each replication; in each replication where it has no years.

    Of a chance that a figure lies on one side of a number: whether it does, in each replication.
    """
    if asked.sign:
        return asked.sample(sheet).values[:, None]
    return np.stack([sheet.column(name) for name in asked.single_years(sheet.names)], axis=1)


def _run_to_precision(
    options: Sequence[Option], runs: Runs, baseline: int, figures: Sequence[Asked], precision: Precision
) -> Reached:
    """Every figure by itself; the differences with the intervals that the table prints, which hold all at once."""
    same = [option.scenario.hash == options[baseline].scenario.hash for option in options]
    comparisons = (len(options) - 1) * len(figures)

    def look(replications: int) -> list[Measured]:
        runs.expect(replications * len(options))
        sheets = runs.each(options, replications, columns_of(figures))
        rows = [[one.sample(sheet) for one in figures] for sheet in sheets]
        found: list[Measured] = []
        for j, one in enumerate(figures):
            wanted = precision.wanted(one, options[baseline].scenario)
            if wanted is None:
                continue
            for i, row in enumerate(rows):
                text = f"{options[i].name}: {one.text}"
                found.append(Measured.of(text, wanted, row[j]))
                if i != baseline:
                    pair = (rows[baseline][j], row[j])
                    found.append(Measured.of_difference(f"{text} -", wanted, *pair, comparisons, same[i]))
        return found

    return run_to_precision(look, precision)
