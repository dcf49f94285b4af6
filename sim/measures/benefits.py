"""Benefit paid and saved, before and after the state refund.

The benefit of a civil month is paid evenly over its days, so a calendar year costs exactly twelve monthly amounts.
The refund falls with the weeks on benefit: those before arrival (an attribute) and those since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.measures.civil import Bools, Floats, Ints, months_later, year_start
from sim.measures.digest import layout
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.digest.image import SUPPORT
from sim.measures.figures import Figures
from sim.measures.money import Bill
from sim.measures.spans import seconds_inside
from sim.model.model import Model
from sim.scenario.schema import DAY, MONTH, WEEK, Dated


@dataclass(frozen=True)
class Periods:
    """Time [start, end) of people: ``share`` of the benefit at stake, ``clock`` seconds on benefit at the start."""

    person: Ints
    start: Ints
    end: Ints
    share: Floats
    clock: Ints


def benefits(figures: Figures, digest: Digest, bill: Bill | None) -> None:
    """Benefit paid to people from arrival on, and benefit saved while they are (partly) self-supporting."""
    benefit = digest.model.scenario.benefit
    if benefit.monthly is None:
        return
    before = _before_arrival(digest)
    payer = Payer(digest)
    gross, net = payer.amounts(_paid(digest, before, benefit.partly_factor))
    figures.add("benefit_gross", [""], gross[:, None])
    figures.add("benefit_refund", [""], (gross - net)[:, None])
    figures.add("benefit_net", [""], net[:, None])
    saved = _saved(digest, before, benefit.partly_factor)
    gross, net = payer.amounts(saved)
    figures.add("benefit_saved_gross", [""], gross[:, None])
    figures.add("benefit_saved_net", [""], net[:, None])
    if bill is not None:
        _break_even(figures, digest, bill, saved, net)


def _break_even(figures: Figures, digest: Digest, bill: Bill, saved: Periods, saved_net: Floats) -> None:
    """Months of self-support after which the benefit saved makes up for the cost of a positive outcome."""
    months = _months(digest, saved)
    known = (bill.positive > 0) & (saved_net > 0)
    figures.add("saved_per_month", [""], saved_net[:, None], months[:, None])
    cost = np.divide(bill.total, bill.positive, out=np.zeros_like(months), where=known)
    a_month = np.divide(saved_net, months, out=np.ones_like(months), where=known)
    figures.add("break_even_months", [""], (cost / a_month)[:, None], known[:, None])


def _months(digest: Digest, periods: Periods) -> Floats:
    """Months of the periods, weighted with their shares, shape (replications, spans)."""
    replication, cuts = digest.replication[periods.person], digest.spans.cuts
    table = np.zeros((digest.count, digest.spans.slices))
    for i in range(digest.spans.slices):
        inside = seconds_inside(periods.start, periods.end, cuts[i], cuts[i + 1])
        table[:, i] = np.bincount(replication, inside * periods.share, minlength=digest.count)
    return digest.spans.over(table) / MONTH


def _before_arrival(digest: Digest) -> Ints:
    """Seconds on benefit before arrival of each person (attribute in weeks; 0 without it)."""
    weeks = digest.weeks_before
    return np.where(weeks != layout.UNSET, weeks * WEEK // 1_000_000, 0)


def _periods(digest: Digest, which: Bools, share: float, clock: Ints) -> Periods:
    """Some of the periods of the digest; those of partial support have ``share`` of the benefit at stake."""
    rows = digest.periods[which]
    shares = np.where(rows[:, layout.LEVEL] == SUPPORT["partly"], share, 1.0)
    return Periods(rows[:, layout.OF_PERSON], rows[:, layout.STARTED], rows[:, layout.ENDED], shares, clock[which])


def _paid(digest: Digest, before: Ints, partly: float) -> Periods:
    """Time on benefit; the clock counts only time on (full or partial) benefit."""
    table = digest.periods
    clock = before[table[:, layout.OF_PERSON]] + table[:, layout.SINCE_ARRIVAL]
    return _periods(digest, table[:, layout.LEVEL] < SUPPORT["self"], partly, clock)


def _saved(digest: Digest, before: Ints, partly: float) -> Periods:
    """Time without (full) benefit; the clock is that of a person who would have stayed on benefit all along."""
    table = digest.periods
    person = table[:, layout.OF_PERSON]
    clock = before[person] + table[:, layout.STARTED] - np.maximum(digest.arrived[person], 0)
    return _periods(digest, table[:, layout.LEVEL] > SUPPORT["benefit"], 1.0 - partly, clock)


class Payer:
    """What periods of benefit cost, gross and net of the refund, in each span."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._ladder = digest.model.scenario.benefit.refund
        self._rate = digest.rate_class
        self._paid = [_cumulative(digest.model, dated) for dated in digest.image.rates]

    def amounts(self, periods: Periods) -> tuple[Floats, Floats]:
        """Kroner gross and net, each (replications, spans)."""
        shape = (self._digest.count, self._digest.spans.slices)
        gross, net = np.zeros(shape), np.zeros(shape)
        for opens, closes, refund in self._rungs():
            for i, kroner in enumerate(self._kroner(_on_rung(periods, opens, closes))):
                gross[:, i] += kroner
                net[:, i] += (1.0 - refund) * kroner
        return self._digest.spans.over(gross), self._digest.spans.over(net)

    def _rungs(self) -> list[tuple[int, int, float]]:
        """(from, to, share refunded) in seconds on benefit; the last rung has no end."""
        if not self._ladder:
            return [(0, NEVER, 0.0)]
        ends = [weeks * WEEK for weeks, _ in self._ladder[:-1]] + [NEVER]
        return [(start, end, refund) for start, end, (_, refund) in zip([0, *ends], ends, self._ladder, strict=False)]

    def _kroner(self, periods: Periods) -> Iterator[Floats]:
        """Kroner of the part of each period that lies in each slice, summed by replication."""
        cuts = self._digest.spans.cuts
        for opens, closes in pairwise(cuts):
            inside = np.flatnonzero((periods.start < closes) & (periods.end > opens))
            person = periods.person[inside]
            start, end = np.maximum(periods.start[inside], opens), np.minimum(periods.end[inside], closes)
            kroner, rate = np.zeros(len(inside)), self._rate[person]
            for number, (knots, paid) in enumerate(self._paid):
                mine = rate == number
                kroner[mine] = np.interp(end[mine], knots, paid) - np.interp(start[mine], knots, paid)
            replication = self._digest.replication[person]
            kroner *= periods.share[inside]
            yield np.bincount(replication, kroner, minlength=self._digest.count).astype(np.float64)


def _on_rung(periods: Periods, opens: int, closes: int) -> Periods:
    """The part of each period in which the clock of benefit stands at [opens, closes)."""
    offset = periods.start - periods.clock  # when the clock stood at 0
    start, end = np.maximum(periods.start, opens + offset), periods.end
    if closes != NEVER:
        end = np.minimum(end, closes + offset)
    some = np.flatnonzero(end > start)
    return Periods(periods.person[some], start[some], end[some], periods.share[some], periods.clock[some])


def _cumulative(model: Model, monthly: Dated | None) -> tuple[Floats, Floats]:
    """Kroner paid to somebody on benefit from the first month of the run on: knots and values, linear between them."""
    first_day = model.scenario.run.first_day
    opens = year_start(first_day.year, first_day)
    count = (model.end - opens) // (28 * DAY) + 2
    firsts = months_later(np.array([opens]), np.arange(count), first_day)
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
