"""The people of a batch, put in order once: who went where from when to when.

Rows of the log are in order of time; here they are brought into order of person.  A person of the batch has a running
number over all replications.  Then a wait is a JOIN row and the row behind it, a stay a START row and its next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.log.table import Log
from sim.measures.civil import Ints
from sim.model.model import Model

Bools = NDArray[np.bool_]

STAY_ENDS = (Event.END, Event.RISK, Event.CALLED, Event.INSIDE)
WAIT_ENDS = (Event.ADMIT, Event.GIVE_UP, Event.REFUSED, Event.SENT_AWAY, Event.IN_LINE)
JOURNEY = (Event.ARRIVE, Event.JOIN, Event.START, Event.DECIDE, Event.EXIT, *STAY_ENDS, *WAIT_ENDS)
BEGUN_EARLIER = (Event.ARRIVE, Event.JOIN, Event.START)
"""Rows whose value is the time already spent before the run (contract Q10)."""
NEVER = np.iinfo(np.int64).max


def is_code(codes: Ints, *wanted: Event) -> Bools:
    """Which rows have one of the codes."""
    table = np.zeros(max(Event) + 1, dtype=bool)
    table[list(wanted)] = True
    return table[codes]


@dataclass(frozen=True)
class Requests:
    """Every arrival at a stage or wait: in line, or straight inside (then the wait is 0).

    ``joined`` is the true time (before 0 for the backlog), ``seen`` the time from which the log shows it, ``end`` the
    end of the wait, ``outcome`` the event code that ended it (ADMIT for those who went straight in).
    ``join_row`` and ``end_row`` are rows of the log, -1 for those who went straight in.
    """

    person: Ints
    replication: Ints
    step: Ints
    joined: Ints
    seen: Ints
    end: Ints
    outcome: Ints
    join_row: Ints
    end_row: Ints

    @cached_property
    def admitted(self) -> Bools:
        return np.asarray(self.outcome == Event.ADMIT)

    @cached_property
    def wait(self) -> Ints:
        """Seconds from joining to the end of the wait (the end of the run for those still in line)."""
        return self.end - self.joined


@dataclass(frozen=True)
class Stays:
    """Every stay in a stage.

    ``began`` is the true time of entry (before 0 for people inside at the start), ``start`` the one in the log.
    """

    person: Ints
    replication: Ints
    step: Ints
    visit: Ints
    began: Ints
    start: Ints
    end: Ints
    ended: Bools  # False: still inside at the end of the run
    row: Ints  # of the log
    end_row: Ints


@dataclass(frozen=True)
class Journeys:
    """Rows that move people, in order of (person, time).  Arrays have one element for each such row unless said."""

    log: Log
    model: Model
    replications: int
    person_replication: Ints  # of each person
    first_person: Ints  # of each replication
    log_replication: Ints  # place in the batch of each row of the log
    row: Ints  # row of the log
    person: Ints
    code: Ints
    step: Ints
    time: Ints
    began: Ints  # time less what was already spent before the run

    @classmethod
    def of(cls, log: Log, model: Model) -> Journeys:
        sizes = np.diff(log.first_row)
        log_replication = np.repeat(np.arange(len(sizes)), sizes)
        people = _people(log, sizes)
        first_person = np.concatenate(([0], np.cumsum(people)))
        rows = np.flatnonzero(is_code(log.code, *JOURNEY))
        bits = max(1, len(log).bit_length())
        # sorting one packed number is several times faster than a stable argsort
        packed = np.sort(((first_person[log_replication[rows]] + log.owner[rows]) << bits) | rows)
        row, person = packed & ((1 << bits) - 1), packed >> bits
        code, time = log.code[row], log.time[row]
        return cls(
            log=log,
            model=model,
            replications=len(sizes),
            person_replication=np.repeat(np.arange(len(sizes)), people),
            first_person=first_person,
            log_replication=log_replication,
            row=row,
            person=person,
            code=code,
            step=log.step[row],
            time=time,
            began=time - np.where(is_code(code, *BEGUN_EARLIER), log.value[row], 0),
        )

    @property
    def people(self) -> int:
        return len(self.person_replication)

    @cached_property
    def replication(self) -> Ints:
        return self.person_replication[self.person]

    @cached_property
    def has_next(self) -> Bools:
        """Whether the next row is of the same person."""
        return np.append(self.person[1:] == self.person[:-1], False) if len(self.person) else np.zeros(0, dtype=bool)

    def is_code(self, *wanted: Event) -> Bools:
        return is_code(self.code, *wanted)

    @cached_property
    def requests(self) -> Requests:
        joins = np.flatnonzero(self.code == Event.JOIN)
        # an admission to another step (a wait) is not that of this stay
        admitted = np.zeros(len(self.row), dtype=bool)
        admitted[1:] = self.has_next[:-1] & (self.code[:-1] == Event.ADMIT) & (self.step[1:] == self.step[:-1])
        direct = np.flatnonzero((self.code == Event.START) & ~admitted)
        ended = self.has_next[joins] & is_code(self._next(self.code, joins), *WAIT_ENDS)
        none = np.full(len(direct), -1)
        place = np.concatenate((joins, direct))
        return Requests(
            person=self.person[place],
            replication=self.replication[place],
            step=self.step[place],
            joined=self.began[place],
            seen=self.time[place],
            end=np.concatenate((np.where(ended, self._next(self.time, joins), self.model.end), self.began[direct])),
            outcome=np.concatenate(
                (np.where(ended, self._next(self.code, joins), Event.IN_LINE), np.full(len(direct), int(Event.ADMIT)))
            ),
            join_row=np.concatenate((self.row[joins], none)),
            end_row=np.concatenate((np.where(ended, self._next(self.row, joins), len(self.log)), none)),
        )

    @cached_property
    def stays(self) -> Stays:
        place = np.flatnonzero(self.code == Event.START)
        closed = self.has_next[place] & is_code(self._next(self.code, place), *STAY_ENDS)
        return Stays(
            person=self.person[place],
            replication=self.replication[place],
            step=self.step[place],
            visit=self.log.visit[self.row[place]],
            began=self.began[place],
            start=self.time[place],
            end=np.where(closed, self._next(self.time, place), self.model.end),
            ended=closed & (self._next(self.code, place) != Event.INSIDE),
            row=self.row[place],
            end_row=np.where(closed, self._next(self.row, place), len(self.log)),
        )

    def _next(self, column: Ints, place: Ints) -> Ints:
        """The column one row further on (of no meaning where ``has_next`` is false)."""
        return column[np.minimum(place + 1, max(len(column) - 1, 0))] if len(column) else column

    @cached_property
    def arrived(self) -> Ints:
        """True time of arrival of each person; NEVER for somebody who was not contacted."""
        rows = self.code == Event.ARRIVE
        return self.per_person(self.person[rows], self.began[rows])

    @cached_property
    def source(self) -> Ints:
        """Arrival stream of each person, -1 for somebody who was not contacted."""
        rows = self.code == Event.ARRIVE
        return self.per_person(self.person[rows], self.log.object[self.row[rows]], -1)

    @cached_property
    def exit_time(self) -> Ints:
        """Time of exit of each person, NEVER for those who have not left."""
        rows = self.code == Event.EXIT
        return self.per_person(self.person[rows], self.time[rows])

    @cached_property
    def exit_step(self) -> Ints:
        """The exit of each person, -1 for those who have not left."""
        rows = self.code == Event.EXIT
        return self.per_person(self.person[rows], self.step[rows], -1)

    def per_person(self, person: Ints, value: Ints, none: int = NEVER) -> Ints:
        """One value for each person: the last of those given, ``none`` where there is none."""
        values = np.full(self.people, none, dtype=np.int64)
        values[person] = value
        return values

    def first_per_person(self, person: Ints, value: Ints, none: int = NEVER) -> Ints:
        """One value for each person: the first of those given (they are in order of person)."""
        return self.per_person(person[::-1], value[::-1], none)


def _people(log: Log, sizes: Ints) -> Ints:
    """Number of people of each replication: the largest number plus 1."""
    people = np.zeros(len(sizes), dtype=np.int64)
    filled = np.flatnonzero(sizes)
    if len(filled):
        people[filled] = np.maximum.reduceat(log.owner, log.first_row[:-1][filled]) + 1
    return people
