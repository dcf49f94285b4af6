"""Who attains a share target under one reading of its definition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from sim.measures.civil import Floats, Ints, WorkingClock, span_later
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.measures.moments import LAST_DAY, first_reached, first_times, last_days, words
from sim.measures.spans import Grid
from sim.measures.spells import SpellBook
from sim.scenario.schema import DAY, Span, Status, Target, When


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


@dataclass(frozen=True)
class Cohort:
    """The denominator of a share: people and the time of their first event."""

    person: Ints
    entered: Ints
    replication: Ints
    slice_: Ints
    gone: Bools  # has taken an exit

    def count(self, grid: Grid, which: Bools | None = None) -> Floats:
        """Number of (some of) the people, shape (replications, spans)."""
        replication, slice_ = self.replication, self.slice_
        if which is not None:
            replication, slice_ = replication[which], slice_[which]
        return grid.count(replication, np.zeros_like(replication), 1, slice_)[:, 0]


@dataclass(frozen=True)
class Gaps:
    """For each person of the batch, NEVER where there is none.

    ``least``: from the origin to the first spell that is long enough; ``running``: to one that runs when the run ends.
    """

    origin: Ints
    least: Ints
    running: Ints


class Judge:
    """Judges the readings of share targets; cohorts and gaps are found once for each origin and status."""

    def __init__(self, grid: Grid, journeys: Journeys, book: SpellBook) -> None:
        self._grid = grid
        self._journeys = journeys
        self._book = book
        model = journeys.model
        self._first_day = model.scenario.run.first_day
        self._clock = WorkingClock(model.scenario.calendar, self._first_day, model.end)
        self._cohorts: dict[When, Cohort] = {}
        self._gaps: dict[tuple[tuple[When, ...], Status, Span | None], Gaps] = {}

    def cohort(self, share_of: When) -> Cohort:
        """Everybody with the event, by the first of it."""
        if share_of not in self._cohorts:
            journeys = self._journeys
            first = first_times(journeys, share_of)
            person = np.flatnonzero(first != NEVER)
            self._cohorts[share_of] = Cohort(
                person=person,
                entered=first[person],
                replication=journeys.person_replication[person],
                slice_=self._grid.spans.slice_of(first[person]),
                gone=journeys.exit_time[person] != NEVER,
            )
        return self._cohorts[share_of]

    def attained(self, target: Target, reading: Definition) -> Bools:
        """Who of the cohort attains the target."""
        cohort = self.cohort(reading.share_of)
        if target.reach is not None:
            reached = first_reached(self._journeys, reading.share_of, target.reach)[1][cohort.person]
            return np.asarray((reached != NEVER) & (reached - cohort.entered <= _limit(reading)))
        return np.asarray(self._gaps_of(target, reading).least[cohort.person] <= _limit(reading))

    def undecided(self, target: Target, reading: Definition) -> Bools:
        """Who of the cohort has not attained the target but might have, had the run gone on."""
        cohort, end, limit = self.cohort(reading.share_of), self._journeys.model.end, _limit(reading)
        open_ = ~self.attained(target, reading)
        if target.reach is not None:
            return open_ & ~cohort.gone & (end - cohort.entered <= limit)
        gaps = self._gaps_of(target, reading)
        origin, running = gaps.origin[cohort.person], gaps.running[cohort.person]
        # a spell that began in time may yet grow long enough, or one may yet begin
        in_time = (origin == NEVER) | (end - np.where(origin == NEVER, 0, origin) <= limit)
        return np.asarray(open_ & ((running <= limit) | (~cohort.gone & in_time)))

    def _gaps_of(self, target: Target, reading: Definition) -> Gaps:
        """A spell that covers the origin has gap 0 and is measured from the origin, any other from its beginning."""
        assert reading.who_are is not None
        key = (self._origin_key(target, reading.share_of), reading.who_are, target.lasting)
        if key not in self._gaps:
            origin = self._origin(target, reading.share_of)
            self._gaps[key] = self._find_gaps(origin, reading.who_are, target.lasting)
        return self._gaps[key]

    def _find_gaps(self, origin: Ints, who_are: Status, lasting: Span | None) -> Gaps:
        spells = self._book.of(who_are)
        since = origin[spells.person]
        later = np.flatnonzero((since != NEVER) & ((spells.end > since) | (spells.start >= since)))
        person, since, end = spells.person[later], since[later], spells.end[later]
        start = np.maximum(spells.start[later], since)
        needed = start if lasting is None else span_later(start, lasting, self._first_day, self._clock)
        least, running = np.full_like(origin, NEVER), np.full_like(origin, NEVER)
        for gaps, which in ((least, end >= needed), (running, spells.running[later])):
            np.minimum.at(gaps, person[which], (start - since)[which])
        return Gaps(origin, least, running)

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


def _limit(reading: Definition) -> int:
    return NEVER - 1 if reading.within is None else reading.within
