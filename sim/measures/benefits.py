"""Benefit paid and saved, before and after the state refund.

The benefit of a civil month is paid evenly over its days, so a calendar year costs exactly twelve monthly amounts.
The refund falls with the weeks on benefit: those before arrival (an attribute) and those since.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.measures.civil import Floats, Ints, months_later, year_start
from sim.measures.figures import Figures
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.measures.money import Bill
from sim.measures.properties import Properties
from sim.measures.spans import Grid
from sim.measures.spells import LEVELS, SpellBook, Timeline
from sim.scenario.schema import DAY, MONTH, WEEK, Dated


@dataclass(frozen=True)
class Periods:
    """Time [start, end) of people: ``share`` of the benefit at stake, ``clock`` seconds on benefit at the start."""

    person: Ints
    start: Ints
    end: Ints
    share: Floats
    clock: Ints

    def where(self, which: Bools) -> Periods:
        return Periods(self.person[which], self.start[which], self.end[which], self.share[which], self.clock[which])


def benefits(
    figures: Figures, grid: Grid, journeys: Journeys, properties: Properties, book: SpellBook, bill: Bill | None
) -> None:
    """Benefit paid to people from arrival on, and benefit saved while they are (partly) self-supporting."""
    benefit = journeys.model.scenario.benefit
    if benefit.monthly is None:
        return
    line = book.timeline
    line = line.where((line.end > line.start) & (journeys.arrived[line.person] != NEVER))
    before = _before_arrival(journeys, properties)
    paid = Payer(grid, journeys, properties)
    gross, net = paid.amounts(_paid(line, before, benefit.partly_factor))
    figures.add("benefit_gross", [""], gross[:, None])
    figures.add("benefit_refund", [""], (gross - net)[:, None])
    figures.add("benefit_net", [""], net[:, None])
    saved = _saved(line, journeys.arrived, before, benefit.partly_factor)
    gross, net = paid.amounts(saved)
    figures.add("benefit_saved_gross", [""], gross[:, None])
    figures.add("benefit_saved_net", [""], net[:, None])
    if bill is not None:
        _break_even(figures, grid, journeys, bill, saved, net)


def _break_even(
    figures: Figures, grid: Grid, journeys: Journeys, bill: Bill, saved: Periods, saved_net: Floats
) -> None:
    """Months of self-support after which the benefit saved makes up for the cost of a positive outcome."""
    replication = journeys.person_replication[saved.person]
    nothing = np.zeros_like(replication)
    months = grid.integral(replication, nothing, 1, saved.start, saved.end, saved.share)[:, 0] / MONTH
    known = (bill.positive > 0) & (saved_net > 0)
    figures.add("saved_per_month", [""], saved_net[:, None], months[:, None])
    cost = np.divide(bill.total, bill.positive, out=np.zeros_like(months), where=known)
    a_month = np.divide(saved_net, months, out=np.ones_like(months), where=known)
    figures.add("break_even_months", [""], (cost / a_month)[:, None], known[:, None])


def _before_arrival(journeys: Journeys, properties: Properties) -> Ints:
    """Seconds on benefit before arrival of each person (attribute in weeks; 0 without it)."""
    name = journeys.model.scenario.benefit.weeks_before
    people = np.arange(journeys.people)
    if not name:
        return np.zeros_like(people)
    weeks, known = properties.latest(name, people, np.full_like(people, len(journeys.log)))
    return np.where(known, weeks * WEEK // 1_000_000, 0)


def _paid(line: Timeline, before: Ints, partly: float) -> Periods:
    """Time on benefit; the clock counts only time on (full or partial) benefit."""
    line = line.where(line.support < LEVELS["self"])
    length = line.end - np.maximum(line.start, 0)
    total = np.cumsum(length) - length
    first = np.ones(len(length), dtype=bool)
    first[1:] = line.person[1:] != line.person[:-1]
    since = total - np.repeat(total[first], np.diff(np.append(np.flatnonzero(first), len(length))))
    share = np.where(line.support == LEVELS["partly"], partly, 1.0)
    return Periods(line.person, np.maximum(line.start, 0), line.end, share, before[line.person] + since)


def _saved(line: Timeline, arrived: Ints, before: Ints, partly: float) -> Periods:
    """Time without (full) benefit; the clock is that of a person who would have stayed on benefit all along."""
    line = line.where(line.support > LEVELS["benefit"])
    start = np.maximum(line.start, 0)
    share = np.where(line.support == LEVELS["partly"], 1.0 - partly, 1.0)
    clock = before[line.person] + start - np.maximum(arrived[line.person], 0)
    return Periods(line.person, start, line.end, share, clock)


class Payer:
    """What periods of benefit cost, gross and net of the refund, in each span."""

    def __init__(self, grid: Grid, journeys: Journeys, properties: Properties) -> None:
        self._grid = grid
        self._journeys = journeys
        self._ladder = journeys.model.scenario.benefit.refund
        people = np.arange(journeys.people)
        row = np.full_like(people, len(journeys.log))
        self._rate, rates = properties.choices(journeys.model.scenario.benefit.monthly, people, row)
        self._paid = [_cumulative(journeys, dated) for dated in rates]

    def amounts(self, periods: Periods) -> tuple[Floats, Floats]:
        """Kroner gross and net, each (replications, spans)."""
        cuts = self._grid.spans.cuts
        shape = (self._journeys.replications, self._grid.spans.slices)
        gross, net = np.zeros(shape), np.zeros(shape)
        for i in range(self._grid.spans.slices):
            touched = periods.where((periods.start < cuts[i + 1]) & (periods.end > cuts[i]))
            for opens, closes, refund in self._rungs():
                kroner = self._kroner(touched, opens, closes, cuts[i], cuts[i + 1])
                gross[:, i] += kroner
                net[:, i] += (1.0 - refund) * kroner
        return self._grid.spans.over(gross), self._grid.spans.over(net)

    def _rungs(self) -> list[tuple[int, int, float]]:
        """(from, to, share refunded) in seconds on benefit; the last rung has no end."""
        if not self._ladder:
            return [(0, NEVER, 0.0)]
        ends = [weeks * WEEK for weeks, _ in self._ladder[:-1]] + [NEVER]
        return [(start, end, refund) for start, end, (_, refund) in zip([0, *ends], ends, self._ladder, strict=False)]

    def _kroner(self, periods: Periods, rung_opens: int, rung_closes: int, opens: int, closes: int) -> Floats:
        """Kroner of the part of each period that lies on the rung and in [opens, closes), summed by replication."""
        offset = periods.start - periods.clock  # when the clock of benefit stood at 0
        start = np.maximum(np.maximum(periods.start, opens), rung_opens + offset)
        end = np.minimum(periods.end, closes)
        if rung_closes != NEVER:
            end = np.minimum(end, rung_closes + offset)
        some = np.flatnonzero(end > start)
        person, start, end = periods.person[some], start[some], end[some]
        kroner = np.zeros(len(some))
        for number, (knots, paid) in enumerate(self._paid):
            mine = np.flatnonzero(self._rate[person] == number)
            kroner[mine] = np.interp(end[mine], knots, paid) - np.interp(start[mine], knots, paid)
        kroner *= periods.share[some]
        replication = self._journeys.person_replication[person]
        return np.bincount(replication, kroner, minlength=self._journeys.replications).astype(np.float64)


def _cumulative(journeys: Journeys, monthly: Dated | None) -> tuple[Floats, Floats]:
    """Kroner paid to somebody on benefit from the first month of the run on: knots and values, linear between them."""
    first_day = journeys.model.scenario.run.first_day
    opens = year_start(first_day.year, first_day)
    count = (journeys.model.end - opens) // (28 * DAY) + 2
    firsts = np.array([months_later(np.array([opens]), i, first_day)[0] for i in range(count)])
    steps = () if monthly is None else monthly.steps
    dates = np.array([time for time, _ in steps if firsts[0] < time < firsts[-1]], dtype=np.int64)
    knots = np.unique(np.concatenate((firsts, dates)))
    month = np.searchsorted(firsts, knots[:-1], side="right") - 1
    per_second = _amount_at(steps, knots[:-1]) / (firsts[month + 1] - firsts[month])
    return knots.astype(np.float64), np.concatenate(([0.0], np.cumsum(per_second * np.diff(knots))))


def _amount_at(steps: tuple[tuple[int, float], ...], times: Ints) -> Floats:
    """Monthly amount in force; before the first date the first amount holds."""
    if not steps:
        return np.zeros(len(times))
    place = np.searchsorted(np.array([time for time, _ in steps]), times, side="right") - 1
    return np.asarray(np.array([value for _, value in steps])[np.maximum(place, 0)], dtype=np.float64)
