"""Targets: attained or not, in each year, together, and under every alternative definition.

Counting is by entry cohort (contract C1): a person belongs to the year of the first event of ``share_of``, is followed
to the end of the run, and counts as not attained while undecided.  Joint attainment of a year takes the volume by the
entries of that year and the shares among the same entrants (C2); it is found per replication, never as a product.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from sim.measures.civil import Floats, Ints, WorkingClock, span_later
from sim.measures.figures import Figures
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.measures.moments import first_reached, first_times, last_days, moments, words
from sim.measures.spans import Grid
from sim.measures.spells import SpellBook
from sim.scenario.schema import DAY, Span, Status, Target, When

LAST_DAY = "last day"  # the word of the grammar for the time of leaving the last visit
ROUNDING = 1e-9  # 0.6 x 5 entrants is 3, whatever floating point says


@dataclass(frozen=True)
class Definition:
    """One reading of a share target."""

    share_of: When
    within: int | None
    who_are: Status | None

    @property
    def option(self) -> str:
        parts = [f"share_of={words(self.share_of)}", f"within={length_words(self.within)}"]
        if self.who_are is not None:
            parts.append(f"who_are={self.who_are.words}")
        return f"[{'|'.join(parts)}]"


@dataclass(frozen=True)
class Judged:
    """Entrants of a share target by time of entry, who attained it, and who is still undecided."""

    person: Ints
    entered: Ints
    attained: Bools
    undecided: Bools


def length_words(seconds: int | None) -> str:
    """``28 days``, ``36 hours``, ``any``."""
    if seconds is None:
        return "any"
    for unit, size in (("days", DAY), ("hours", 3600), ("minutes", 60)):
        if seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} seconds"


def definitions(target: Target) -> list[Definition]:
    """The chosen definition first, then every combination of the alternatives; for a count there is none."""
    if target.share_of is None:
        return []
    share_of = dict.fromkeys((target.share_of, *target.also_share_of))
    within = dict.fromkeys((target.within, *target.also_within))
    who_are: dict[Status | None, None] = dict.fromkeys((target.who_are, *target.also_who_are))
    return [Definition(*reading) for reading in product(share_of, within, who_are)]


def targets(figures: Figures, grid: Grid, journeys: Journeys, book: SpellBook) -> None:
    """All figures of targets."""
    judge = Judge(journeys, book)
    verdicts: list[tuple[Target, Floats]] = []
    for target in journeys.model.scenario.targets:
        if target.count is not None:
            attained = _count(figures, grid, journeys, target, target.count)
        else:
            attained = _share(figures, grid, journeys, target, judge)
        if attained is not None:
            verdicts.append((target, attained))
    if verdicts:
        joint = _joint(grid, verdicts)
        _add_verdict(figures, "attained", "joint", joint)


def has_bound(target: Target) -> bool:
    return target.at_least is not None or target.at_most is not None


def _count(figures: Figures, grid: Grid, journeys: Journeys, target: Target, count: When) -> Floats | None:
    """Entries of each year; the window value is the mean a year (or the number in the window)."""
    found = moments(journeys, count)
    nothing = np.zeros_like(found.person)
    replication = journeys.person_replication[found.person]
    number = grid.count(replication, nothing, 1, grid.spans.slice_of(found.time))[:, 0]
    yearly = target.per == "calendar year"
    length = np.ones(len(grid.spans))
    if yearly:
        length[0] = grid.spans.years[0]
    figures.add("target", [target.name], number[:, None], length)
    if target.at_least is not None:
        short = np.maximum(target.at_least - number / length, 0.0)
        if yearly and len(grid.spans) > 1:
            short[:, 0] = short[:, 1:].mean(axis=1)
        figures.add("shortfall", [target.name], short[:, None])
    return _verdict(figures, target, target.name, number, length)


def _share(figures: Figures, grid: Grid, journeys: Journeys, target: Target, judge: Judge) -> Floats | None:
    readings = definitions(target)
    chosen: Floats | None = None
    for i, reading in enumerate(readings):
        judged = judge.judge(target, reading)
        replication = journeys.person_replication[judged.person]
        slice_ = grid.spans.slice_of(judged.entered)

        def count(which: Bools, replication: Ints = replication, slice_: Ints = slice_) -> Floats:
            return grid.count(replication[which], np.zeros(int(which.sum()), dtype=np.int64), 1, slice_[which])[:, 0]

        number, entrants = count(judged.attained), count(np.ones(len(judged.person), dtype=bool))
        if i == 0:
            figures.add("target", [target.name], number[:, None], entrants[:, None])
            figures.add("undecided", [target.name], count(judged.undecided)[:, None])
            figures.add("attaining", [target.name], number[:, None])
            chosen = _verdict(figures, target, target.name, number, entrants)
        if len(readings) > 1:
            figures.add("target", [target.name + reading.option], number[:, None], entrants[:, None])
            _verdict(figures, target, target.name + reading.option, number, entrants)
    return chosen


# --- who attains -----------------------------------------------------------------------------------------------------


class Judge:
    """Judges the readings of share targets; gaps are found once for each origin and status."""

    def __init__(self, journeys: Journeys, book: SpellBook) -> None:
        self._journeys = journeys
        self._book = book
        model = journeys.model
        self._first_day = model.scenario.run.first_day
        self._clock = WorkingClock(model.scenario.calendar, self._first_day, model.end)
        self._gaps: dict[tuple[tuple[When, ...], Status, Span | None], tuple[Ints, Ints, Ints]] = {}

    def judge(self, target: Target, reading: Definition) -> Judged:
        if target.reach is not None:
            return self._event(target.reach, reading)
        assert reading.who_are is not None
        return self._status(target, reading, reading.who_are)

    def _event(self, reach: When, reading: Definition) -> Judged:
        entered, reached = first_reached(self._journeys, reading.share_of, reach)
        limit = NEVER if reading.within is None else reading.within
        person = np.flatnonzero(entered != NEVER)
        entered, reached = entered[person], reached[person]
        attained = (reached != NEVER) & (reached - entered <= limit)
        open_ = (reached == NEVER) & (self._journeys.exit_time[person] == NEVER)
        return Judged(person, entered, attained, open_ & (self._journeys.model.end - entered <= limit))

    def _status(self, target: Target, reading: Definition, who_are: Status) -> Judged:
        journeys = self._journeys
        entered = first_times(journeys, reading.share_of)
        origin, gap, running_gap = self._gaps_of(target, reading.share_of, who_are)
        person = np.flatnonzero(entered != NEVER)
        origin, gap, running_gap = origin[person], gap[person], running_gap[person]
        limit = NEVER - 1 if reading.within is None else reading.within
        attained = gap <= limit
        # a spell that began in time may yet grow long enough, or one may yet begin
        here = journeys.exit_time[person] == NEVER
        in_time = (origin == NEVER) | (journeys.model.end - np.where(origin == NEVER, 0, origin) <= limit)
        undecided = ~attained & ((running_gap <= limit) | (here & in_time))
        return Judged(person, entered[person], attained, undecided)

    def _gaps_of(self, target: Target, share_of: When, who_are: Status) -> tuple[Ints, Ints, Ints]:
        """For each person: the origin, the least gap from it to a spell that is long enough, and to one still running.

        A spell that covers the origin has gap 0 and is measured from the origin, any other from its beginning.
        NEVER where there is none.
        """
        key = (self._origin_key(target, share_of), who_are, target.lasting)
        if key in self._gaps:
            return self._gaps[key]
        journeys = self._journeys
        origin = self._origin(target, share_of)
        spells = self._book.of(who_are)
        since = origin[spells.person]
        known = np.flatnonzero((since != NEVER) & ((spells.end > since) | (spells.start >= since)))
        person, since, end = spells.person[known], since[known], spells.end[known]
        start = np.maximum(spells.start[known], since)
        needed = start if target.lasting is None else span_later(start, target.lasting, self._first_day, self._clock)
        long_enough = end >= needed
        gap = np.full(journeys.people, NEVER)
        np.minimum.at(gap, person[long_enough], (start - since)[long_enough])
        running_gap = np.full(journeys.people, NEVER)
        running = spells.running[known]
        np.minimum.at(running_gap, person[running], (start - since)[running])
        self._gaps[key] = (origin, gap, running_gap)
        return self._gaps[key]

    def _origin(self, target: Target, share_of: When) -> Ints:
        """When the clock of each person starts, NEVER where it does not."""
        if target.after is None:
            return first_times(self._journeys, share_of)
        if target.after.event == LAST_DAY:
            return last_days(self._journeys, target.after.steps)
        return first_reached(self._journeys, share_of, target.after)[1]

    @staticmethod
    def _origin_key(target: Target, share_of: When) -> tuple[When, ...]:
        """What the origin depends on: the last day is the same whatever the denominator."""
        if target.after is None:
            return (share_of,)
        return (target.after,) if target.after.event == LAST_DAY else (share_of, target.after)


# --- verdicts: 1 attained, 0 not, NaN unknown; shape (replications, spans) -------------------------------------------


def _verdict(figures: Figures, target: Target, title: str, number: Floats, entrants: Floats) -> Floats | None:
    """Attained in each year; over the window: in every year (in the window itself where it has no whole year)."""
    if not has_bound(target):
        return None
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(entrants > 0, number / entrants, np.nan)
    attained = np.ones_like(value)
    if target.at_least is not None:
        attained[value < target.at_least - ROUNDING] = 0.0
    if target.at_most is not None:
        attained[value > target.at_most + ROUNDING] = 0.0
    attained[np.isnan(value)] = np.nan
    if target.per == "calendar year" and attained.shape[1] > 1:
        attained[:, 0] = every([attained[:, i] for i in range(1, attained.shape[1])])
    _add_verdict(figures, "attained", title, attained)
    return attained


def every(verdicts: list[Floats]) -> Floats:
    """1 if all hold, 0 if any is known to fail, NaN if it cannot be known."""
    table = np.stack(verdicts)
    result = np.where(np.isnan(table).any(axis=0), np.nan, 1.0)
    result[(table == 0).any(axis=0)] = 0.0
    return result


def _joint(grid: Grid, verdicts: list[tuple[Target, Floats]]) -> Floats:
    """All targets of a year together; targets over the window count in the window only."""
    yearly = [attained for target, attained in verdicts if target.per == "calendar year"]
    joint = np.full((verdicts[0][1].shape[0], len(grid.spans)), np.nan)
    joint[:, 0] = every([attained[:, 0] for _, attained in verdicts])
    for i in range(1, len(grid.spans)):
        if yearly:
            joint[:, i] = every([attained[:, i] for attained in yearly])
    return joint


def _add_verdict(figures: Figures, kpi: str, title: str, attained: Floats) -> None:
    known = ~np.isnan(attained)
    figures.add(kpi, [title], np.where(known, attained, 0.0)[:, None], known.astype(np.float64)[:, None])
