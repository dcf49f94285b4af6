"""Who attains a share target under one reading of its definition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from sim.measures.civil import Bools, Floats, Ints, WorkingClock, span_later
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.groups import count, count_classes
from sim.measures.questions import LAST_DAY, words
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

    everybody: Floats  # (replications, spans)


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

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        model = digest.model
        self._first_day = model.scenario.run.first_day
        self._clock = WorkingClock(model.scenario.calendar, self._first_day, model.end)
        self._cohorts: dict[When, Cohort] = {}
        self._gaps: dict[tuple[tuple[When, ...], Status, Span | None], Gaps] = {}
        self._attaining: dict[tuple[str, When, Status | None], Floats] = {}

    def cohort(self, share_of: When) -> Cohort:
        """Everybody with the event, by the first of it."""
        if share_of not in self._cohorts:
            digest = self._digest
            first = digest.first(share_of)
            person = np.flatnonzero(first != NEVER)
            replication, slice_ = digest.replication[person], digest.spans.slice_of(first[person])
            self._cohorts[share_of] = Cohort(
                person=person,
                entered=first[person],
                replication=replication,
                slice_=slice_,
                gone=digest.exit_time[person] != NEVER,
                everybody=count(digest, replication, slice_),
            )
        return self._cohorts[share_of]

    def attaining(self, target: Target, reading: Definition) -> Floats:
        """How many of the cohort attain the target, shape (replications, spans)."""
        limits = sorted({_limit(within) for within in (target.within, *target.also_within)})
        key = target.name, reading.share_of, reading.who_are
        if key not in self._attaining:
            cohort, gap = self.cohort(reading.share_of), self._gap(target, reading)
            near = np.flatnonzero(gap <= limits[-1])
            # how many limits are too short
            missed = np.searchsorted(np.array(limits), gap[near])
            by_class = count_classes(self._digest, cohort.replication[near], cohort.slice_[near], missed, len(limits))
            self._attaining[key] = np.cumsum(by_class, axis=0)
        number: Floats = self._attaining[key][limits.index(_limit(reading.within))]
        return number

    def undecided(self, target: Target, reading: Definition) -> Floats:
        """How many of the cohort have not attained the target but might have, had the run gone on."""
        cohort = self.cohort(reading.share_of)
        might = np.flatnonzero(self._might(target, reading, cohort))
        return count(self._digest, cohort.replication[might], cohort.slice_[might])

    def _might(self, target: Target, reading: Definition, cohort: Cohort) -> Bools:
        end, limit = self._digest.model.end, _limit(reading.within)
        open_ = self._gap(target, reading) > limit
        if target.reach is not None:
            return np.asarray(open_ & ~cohort.gone & (end - cohort.entered <= limit))
        gaps = self._gaps_of(target, reading)
        origin, running = gaps.origin[cohort.person], gaps.running[cohort.person]
        # a spell that began in time may yet grow long enough, or one may yet begin
        in_time = (origin == NEVER) | (end - np.where(origin == NEVER, 0, origin) <= limit)
        return np.asarray(open_ & ((running <= limit) | (~cohort.gone & in_time)))

    def _gap(self, target: Target, reading: Definition) -> Ints:
        """Of each person of the cohort, the time that must be within the limit; NEVER where there is none."""
        cohort = self.cohort(reading.share_of)
        if target.reach is None:
            return self._gaps_of(target, reading).least[cohort.person]
        reached = self._digest.reached(reading.share_of, target.reach)[cohort.person]
        return np.where(reached == NEVER, NEVER, reached - cohort.entered)

    def _gaps_of(self, target: Target, reading: Definition) -> Gaps:
        """A spell that covers the origin has gap 0 and is measured from the origin, any other from its beginning."""
        assert reading.who_are is not None
        key = (self._origin_key(target, reading.share_of), reading.who_are, target.lasting)
        if key not in self._gaps:
            origin = self._origin(target, reading.share_of)
            self._gaps[key] = self._find_gaps(origin, reading.who_are, target.lasting)
        return self._gaps[key]

    def _find_gaps(self, origin: Ints, who_are: Status, lasting: Span | None) -> Gaps:
        spells = self._digest.spells(who_are)
        since = origin[spells.person]
        later = np.flatnonzero((since != NEVER) & ((spells.end > since) | (spells.start >= since)))
        person, since, end = spells.person[later], since[later], spells.end[later]
        start = np.maximum(spells.start[later], since)
        needed = start if lasting is None else span_later(start, lasting, self._first_day, self._clock)
        least, running = np.full_like(origin, NEVER), np.full_like(origin, NEVER)
        for gaps, which in ((least, end >= needed), (running, spells.running[later] == 1)):
            chosen = np.flatnonzero(which)[::-1]  # of each person the first comes last, and stays
            gaps[person[chosen]] = (start - since)[chosen]
        return Gaps(origin, least, running)

    def _origin(self, target: Target, share_of: When) -> Ints:
        """When the clock of each person starts, NEVER where it does not."""
        if target.after is None:
            return self._digest.first(share_of)
        if target.after.event == LAST_DAY:
            return self._digest.last(target.after)
        return self._digest.reached(share_of, target.after)

    @staticmethod
    def _origin_key(target: Target, share_of: When) -> tuple[When, ...]:
        """What the origin depends on: the last day is the same whatever the denominator."""
        if target.after is None:
            return (share_of,)
        return (target.after,) if target.after.event == LAST_DAY else (share_of, target.after)


def _limit(within: int | None) -> int:
    return NEVER - 1 if within is None else within
