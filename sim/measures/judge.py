"""Who attains a share target under one reading of its definition."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

import numpy as np

from sim.measures.civil import Bools, Floats, Ints, WorkingClock, span_later
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.groups import count, places
from sim.measures.questions import LAST_DAY, words
from sim.scenario.schema import DAY, MONTH, Span, Status, Target, When, Within


@dataclass(frozen=True)
class Definition:
    """One reading of a share target."""

    share_of: When
    within: Within
    who_are: Status | None

    @property
    def option(self) -> str:
        parts = [f"share_of={words(self.share_of)}", f"within={length_words(self.within)}"]
        if self.who_are is not None:
            parts.append(f"who_are={self.who_are.words}")
        return f"[{'|'.join(parts)}]"


def length_words(within: Within) -> str:
    """``28 days``, ``3 months``, ``10 working days``, ``36 hours``, ``any``."""
    if within is None:
        return "any"
    if isinstance(within, Span):
        return f"{within.amount:g} {within.unit.removesuffix('s')}{'s' * (within.amount != 1)}"
    for unit, size in (("days", DAY), ("hours", 3600), ("minutes", 60)):
        if within % size == 0:
            return f"{within // size} {unit}"
    return f"{within} seconds"


def gap_size(within: Within) -> float:
    """About how many seconds, to put gaps in order; inf for any gap."""
    if isinstance(within, Span):
        return within.amount * (MONTH if within.unit == "months" else DAY * 7 / 5)
    return math.inf if within is None else within


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
    """The denominator of a share: everybody with an event, by the first of it."""

    entered: Ints  # of each person of the batch, NEVER for those who are not in it
    place: Ints  # as in ``groups.places``
    everybody: Floats  # (replications, spans)


@dataclass(frozen=True)
class Gaps:
    """Times that must be within the limit of a target, at most one for each person; who is not named has none."""

    person: Ints
    gap: Ints

    def of_all(self, people: int) -> Ints:
        """One for each person of the batch, NEVER where there is none."""
        gaps = np.full(people, NEVER)
        gaps[self.person] = self.gap
        return gaps


class Judge:
    """Judges the readings of share targets; cohorts and gaps are found once for each origin and status."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        model = digest.model
        self.scenario = model.scenario
        self._first_day = model.scenario.run.first_day
        self._clock = WorkingClock(model.scenario.calendar, self._first_day, model.end)
        self._cohorts: dict[When, Cohort] = {}
        self._gaps: dict[tuple[tuple[When, ...], Status, Span | None], tuple[Gaps, Gaps]] = {}
        self._attaining: dict[tuple[str, Definition], Floats] = {}

    def cohort(self, share_of: When) -> Cohort:
        """Everybody with the event."""
        if share_of not in self._cohorts:
            entered = self._digest.first(share_of)
            place = places(self._digest, np.arange(len(entered)), self._digest.spans.slice_of(entered))
            self._cohorts[share_of] = Cohort(entered, place, count(self._digest, place))
        return self._cohorts[share_of]

    def attaining(self, target: Target, reading: Definition) -> Floats:
        """How many of the cohort attain the target, shape (replications, spans)."""
        key = target.name, reading
        if key not in self._attaining:
            gaps = self._gaps_of(target, reading)[0]
            near = gaps.person[gaps.gap <= self._limit(target, reading)[gaps.person]]
            self._attaining[key] = count(self._digest, self.cohort(reading.share_of).place[near])
        return self._attaining[key]

    def undecided(self, target: Target, reading: Definition) -> Floats:
        """How many of the cohort have not attained the target but might have, had the run gone on."""
        return count(self._digest, self.cohort(reading.share_of).place, self._might(target, reading))

    def lost(self, target: Target, reading: Definition) -> Floats:
        """How many of the cohort have left and can no longer attain the target, however the run goes on."""
        cohort, limit = self.cohort(reading.share_of), self._limit(target, reading)
        least, running = (gaps.of_all(len(cohort.entered)) for gaps in self._gaps_of(target, reading))
        gone = self._digest.exit_time != NEVER
        return count(self._digest, cohort.place, gone & (least > limit) & (running > limit))

    def _might(self, target: Target, reading: Definition) -> Bools:
        cohort, end, limit = self.cohort(reading.share_of), self._digest.model.end, self._limit(target, reading)
        least, running = (gaps.of_all(len(cohort.entered)) for gaps in self._gaps_of(target, reading))
        open_, gone = least > limit, self._digest.exit_time != NEVER
        origin = self._begun(target, reading)
        # a spell that began in time may yet grow long enough, or one may yet begin
        in_time = (origin == NEVER) | (end - np.where(origin == NEVER, 0, origin) <= limit)
        return np.asarray(open_ & ((running <= limit) | (~gone & in_time)))

    def _begun(self, target: Target, reading: Definition) -> Ints:
        """When the gap of each person begins, NEVER where it does not."""
        return (
            self.cohort(reading.share_of).entered
            if target.reach is not None
            else self._origin(target, reading.share_of)
        )

    def _limit(self, target: Target, reading: Definition) -> Ints:
        """The longest gap of each person, in seconds; civil months are as long as they are after its beginning."""
        begun, within = self._begun(target, reading), reading.within
        if not isinstance(within, Span):
            return np.full(len(begun), NEVER - 1 if within is None else within)
        limit = np.full(len(begun), NEVER - 1)
        known = np.flatnonzero(begun != NEVER)
        limit[known] = span_later(begun[known], within, self._first_day, self._clock) - begun[known]
        return limit

    def _gaps_of(self, target: Target, reading: Definition) -> tuple[Gaps, Gaps]:
        """To what attains the target; and to spells that still run when the run ends, however long they are."""
        if target.reach is not None:
            reached, entered = (
                self._digest.reached(reading.share_of, target.reach),
                self.cohort(reading.share_of).entered,
            )
            person = np.flatnonzero(reached != NEVER)
            return Gaps(person, reached[person] - entered[person]), Gaps(person[:0], person[:0])
        assert reading.who_are is not None
        key = (self._origin_key(target, reading.share_of), reading.who_are, target.lasting)
        if key not in self._gaps:
            origin = self._origin(target, reading.share_of)
            self._gaps[key] = self._find_gaps(origin, reading.who_are, target.lasting)
        return self._gaps[key]

    def _find_gaps(self, origin: Ints, who_are: Status, lasting: Span | None) -> tuple[Gaps, Gaps]:
        """From the origin to the first spell that is long enough, and to the first that runs when the run ends.

        A spell that covers the origin has gap 0 and is measured from the origin, any other from its beginning.
        """
        spells = self._digest.spells(who_are)
        since = origin[spells.person]
        later = np.flatnonzero((since != NEVER) & ((spells.end > since) | (spells.start >= since)))
        person, since, end = spells.person[later], since[later], spells.end[later]
        start = np.maximum(spells.start[later], since)
        needed = start if lasting is None else span_later(start, lasting, self._first_day, self._clock)
        chosen = (np.flatnonzero(which) for which in (end >= needed, spells.running[later] == 1))
        enough, running = (Gaps(person[which], (start - since)[which]) for which in chosen)
        return _first_of_each(enough, len(origin)), _first_of_each(running, len(origin))

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


def _first_of_each(gaps: Gaps, people: int) -> Gaps:
    """The first of each person; those of one person are in order of time, and so of size."""
    place = np.empty(people, dtype=np.int64)
    numbers = np.arange(len(gaps.person))
    place[gaps.person[::-1]] = numbers[::-1]
    first = place[gaps.person] == numbers
    return Gaps(gaps.person[first], gaps.gap[first])
