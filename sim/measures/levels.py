"""Levels over time: people inside a stage, people in line, tokens open, units of a resource claimed, entries so far.

The level at a time is what has begun up to it less what has ended up to it, everything that happens in that very
second included.  People who were there from the start of the run begin with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from sim.log.events import Event
from sim.log.table import Log
from sim.measures.civil import Ints
from sim.measures.questions import ENTRY
from sim.measures.spans import months_of
from sim.model.model import Model
from sim.scenario.schema import DAY, Scenario

INSIDE = ((Event.START,), (Event.END, Event.RISK, Event.CALLED))
IN_LINE = ((Event.JOIN,), (Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY))
OPEN = ((Event.TOKEN_IN,), (Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST))
CLAIMED = ((Event.CLAIM,), (Event.RELEASE,))
"""What begins and what ends: a stay, a wait, an open token, a claim (of so many units as its value says)."""


def level_over_time(log: Log, kind: tuple[tuple[Event, ...], tuple[Event, ...]], number: int, times: Ints) -> Ints:
    """The level of one thing (a step; a pool or resource) at ascending times, shape (replications, times)."""
    begins, ends = kind
    thing = log.step if kind in (INSIDE, IN_LINE) else log.object
    mine = np.isin(log.code, (*begins, *ends)) & (thing == number)
    size = log.value if kind is CLAIMED else 1
    change = np.where(np.isin(log.code, begins), size, -size)
    found = np.zeros((len(log.replications), len(times)), dtype=np.int64)
    for row, (first, last) in enumerate(zip(log.first_row[:-1], log.first_row[1:], strict=True)):
        here = np.flatnonzero(mine[first:last]) + first
        level = np.concatenate(([0], np.cumsum(change[here])))
        found[row] = level[np.searchsorted(log.time[here], times, side="right")]
    return found


@dataclass(frozen=True)
class Columns:
    """Where the things that are counted on dates stand beside each other.

    Stays, people in line and entries by step, open tokens by pool, kroner spent by resource (of budgets).
    """

    steps: int
    pools: int
    resources: int

    @classmethod
    def of(cls, model: Model) -> Columns:
        names = model.names
        return cls(len(names.steps), len(names.pools), len(names.resources))

    @property
    def in_line(self) -> int:
        return self.steps

    @property
    def entered(self) -> int:
        return 2 * self.steps

    @property
    def open(self) -> int:
        return 3 * self.steps

    @property
    def spent(self) -> int:
        return self.open + self.pools

    @property
    def width(self) -> int:
        return self.spent + self.resources


def counting_times(scenario: Scenario) -> list[int]:
    """The dates that are asked for, and the last second before and in each month of which entries are counted."""
    months = [edge - 1 for month in months_of(scenario) for edge in month.bounds] if scenario.report.monthly else []
    return sorted({*scenario.report.on, *months})


def levels_of(log: Log, model: Model) -> Ints:
    """What has come about in each replication by each of the :func:`counting_times`.

    Shape (replications, times, :class:`Columns`).
    """
    times, columns = np.array(counting_times(model.scenario), dtype=np.int64), Columns.of(model)
    changes = np.zeros((len(log.replications), len(times), columns.width), dtype=np.int64)
    if not len(times):
        return changes
    replication = np.repeat(np.arange(len(log.replications)), np.diff(log.first_row))
    cells = changes.reshape(-1)

    def add(rows: Ints, when: Ints, column: Ints, size: Ints | int) -> None:
        place = np.searchsorted(times, when)  # the first time at which it has happened
        seen = place < len(times)
        where = (replication[rows] * len(times) + place) * columns.width + column
        np.add.at(cells, where[seen], size if isinstance(size, int) else size[seen])

    counted = ((INSIDE, log.step, 0), (IN_LINE, log.step, columns.in_line), (OPEN, log.object, columns.open))
    for (begins, ends), thing, first in counted:
        for codes, change in ((begins, 1), (ends, -1)):
            rows = np.flatnonzero(np.isin(log.code, codes))
            add(rows, log.time[rows], first + thing[rows], change)
    rows, began = _entries(log, model)
    add(rows, began, columns.entered + log.step[rows], 1)
    if model.scenario.budgets:
        rows = np.flatnonzero(log.code == Event.CLAIM)
        add(rows, log.time[rows], columns.spent + log.object[rows], log.value[rows])
    return np.cumsum(changes, axis=1)


def _entries(log: Log, model: Model) -> tuple[Ints, Ints]:
    """The rows by which somebody enters a step in the run, and when that was; not of those who were there before."""
    kinds = {step.name: step.kind for step in model.scenario.steps}
    entering = np.array([ENTRY[kinds[name]] for name in model.names.steps])
    rows = np.flatnonzero(log.step >= 0)
    rows = rows[log.code[rows] == entering[log.step[rows]]]
    earlier = np.isin(log.code[rows], (Event.JOIN, Event.START))  # their value: the time spent before the run
    began = log.time[rows] - np.where(earlier, log.value[rows], 0)
    return rows[began >= 0], began[began >= 0]


def date_label(scenario: Scenario, time: int) -> str:
    """``2022-12-31`` or ``2022-12-31T12:00:00``, for a time of the run."""
    moment = datetime.combine(scenario.run.first_day, datetime.min.time()) + timedelta(seconds=time)
    return moment.isoformat() if time % DAY else moment.date().isoformat()
